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

  self->stale = g_array_new (FALSE, FALSE, sizeof (TallyRunStale));
  self->notices = g_ptr_array_new_with_free_func ((GDestroyNotify) notice_free);
  self->request = tally_run_request_new ();
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_run_step_free);
  self->output_dir = g_strdup ("");
  self->trail_head = g_strdup ("");
  return self;
}

void
tally_run_free (TallyRun *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->plan, tally_plan_free);
  g_clear_pointer (&self->cleanup, tally_cleanup_free);
  g_clear_pointer (&self->health, tally_health_free);
  g_clear_pointer (&self->audit, tally_audit_free);
  g_array_unref (self->stale);
  g_ptr_array_unref (self->notices);
  tally_run_request_free (self->request);
  g_ptr_array_unref (self->steps);
  g_free (self->output_dir);
  g_free (self->trail_head);
  g_free (self);
}

static char *
dup_valid (const char *text)
{
  return text != NULL ? g_utf8_make_valid (text, -1) : g_strdup ("");
}

void
tally_run_tell (TallyRun               *self,
                const TallyNoticeWords *words)
{
  TallyNotice *notice;

  g_return_if_fail (self != NULL && words != NULL && words->code != NULL && words->text != NULL);
  notice = g_new0 (TallyNotice, 1);
  notice->severity = words->severity;
  notice->code = g_strdup (words->code);
  notice->subject = dup_valid (words->subject);
  notice->text = dup_valid (words->text);
  notice->detail = dup_valid (words->detail);
  g_ptr_array_add (self->notices, notice);
  if (self->listener != NULL)
    self->listener (notice, self->listener_data);
}

void
tally_run_add_notice (TallyRun      *self,
                      TallySeverity  severity,
                      const char    *code,
                      const char    *subject,
                      const char    *text)
{
  const TallyNoticeWords words = {
    .severity = severity, .code = code, .subject = subject, .text = text,
  };

  tally_run_tell (self, &words);
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
