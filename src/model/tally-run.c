/* tally-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-run.h"

static void
notice_free (TallyNotice *notice)
{
  g_free (notice->code);
  g_free (notice->subject);
  g_free (notice->text);
  g_free (notice->detail);
  g_free (notice);
}

TallyRun *
tally_run_new (void)
{
  TallyRun *self = g_new0 (TallyRun, 1);

  self->notices = g_ptr_array_new_with_free_func ((GDestroyNotify) notice_free);
  self->output_dir = g_strdup ("");
  return self;
}

void
tally_run_free (TallyRun *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->plan, tally_plan_free);
  g_ptr_array_unref (self->notices);
  g_free (self->output_dir);
  g_free (self);
}

TallyNotice *
tally_run_add_notice (TallyRun      *self,
                      TallySeverity  severity,
                      const char    *code,
                      const char    *subject,
                      const char    *text)
{
  TallyNotice *notice;

  g_return_val_if_fail (self != NULL && code != NULL && text != NULL, NULL);
  notice = g_new0 (TallyNotice, 1);
  notice->severity = severity;
  notice->code = g_strdup (code);
  notice->subject = g_strdup (subject != NULL ? subject : "");
  notice->text = g_strdup (text);
  notice->detail = g_strdup ("");
  g_ptr_array_add (self->notices, notice);
  return notice;
}

void
tally_run_add_error (TallyRun     *self,
                     guint         outcome,
                     const char   *code,
                     const char   *subject,
                     const GError *error)
{
  g_autofree char *text = NULL;
  TallyNotice *notice;

  g_return_if_fail (self != NULL && code != NULL && error != NULL);
  text = g_strdup_printf ("%s (%s %d)", code, g_quark_to_string (error->domain), error->code);
  notice = tally_run_add_notice (self, TALLY_SEVERITY_ERROR, code, subject, text);
  g_free (notice->detail);
  notice->detail = g_utf8_make_valid (error->message, -1);
  self->outcome |= outcome;
}

int
tally_run_get_exit_code (const TallyRun *self)
{
  static const struct {
    guint bit;
    int   code;
  } order[] = {
    { TALLY_OUTCOME_AUTH, 5 },
    { TALLY_OUTCOME_RETRY_LATER, 75 },
    { TALLY_OUTCOME_USAGE, 2 },
    { TALLY_OUTCOME_FAILED, 1 },
    { TALLY_OUTCOME_PARTIAL, 3 },
    { TALLY_OUTCOME_FINDINGS, 4 },
  };

  g_return_val_if_fail (self != NULL, 1);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (self->outcome & order[i].bit)
      return order[i].code;
  return 0;
}
