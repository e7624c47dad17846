/* tally-app-book-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-book-text.h"

#include <glib/gi18n.h>

#include "tally-app-format.h"
#include "tally-field.h"

static const struct {
  const char *title;
  const char *style;
} states[TALLY_ENGINE_N_BOOK_STATES] = {
  [TALLY_ENGINE_BOOK_CURRENT] = { NC_ ("workbook", "Current"), "success" },
  [TALLY_ENGINE_BOOK_RESTORED] = { NC_ ("workbook", "Restored"), "accent" },
  [TALLY_ENGINE_BOOK_NEW] = { NC_ ("workbook", "New"), "accent" },
  [TALLY_ENGINE_BOOK_CHANGED] = { NC_ ("workbook", "Changed"), "accent" },
  [TALLY_ENGINE_BOOK_HELD] = { NC_ ("workbook", "Held"), "warning" },
  [TALLY_ENGINE_BOOK_FAILED] = { NC_ ("workbook", "Failed"), "error" },
};

static const char *const kinds[TALLY_N_VARIANTS] = {
  [TALLY_VARIANT_PRIMARY] = "",
  [TALLY_VARIANT_HELPER] = N_("Helper"),
  [TALLY_VARIANT_VAC_CREW] = N_("Vacuum crew"),
  [TALLY_VARIANT_REDUCED_SUB] = N_("Subcontractor, reduced rates"),
  [TALLY_VARIANT_AEP_BILLABLE] = N_("Subcontractor, customer’s rates"),
  [TALLY_VARIANT_REDUCED_SUB_HELPER] = N_("Subcontractor’s helper, reduced rates"),
  [TALLY_VARIANT_AEP_BILLABLE_HELPER] = N_("Subcontractor’s helper, customer’s rates"),
};

static const char *const holds[TALLY_N_HOLDS] = {
  [TALLY_HOLD_NONE] = "",
  [TALLY_HOLD_SOURCE_LOST] = N_("A sheet that it draws on was not read. Restore access to that sheet, or take it out of the sources."),
  [TALLY_HOLD_VANISHED] = N_("All its rows are gone. Restore them, or remove the workbook from its row by hand."),
  [TALLY_HOLD_CLASH] = N_("Different work requests look the same. Correct the work request in the sheets."),
  [TALLY_HOLD_TAKEOVER] = N_("Its row holds a workbook of another program. A run with “tallyman --batch --take-over” replaces it."),
  [TALLY_HOLD_FOREIGN_PUBLISHER] = N_("Somebody else attached a newer workbook. Stop the other program, then take over, or remove it by hand."),
  [TALLY_HOLD_AMBIGUOUS_TARGET] = N_("Several rows have this work request. Leave it on one of them."),
  [TALLY_HOLD_NO_IDENTIFIER] = N_("Its kind of workbook needs a name. Fill in the name in the sheet."),
  [TALLY_HOLD_UNVERIFIED] = N_("What was attached before could not be verified or cleaned up. The next run tries again."),
  [TALLY_HOLD_SOURCE_UNREAD] = N_("What hangs there draws on a sheet that was not read. Add that sheet to the sources, or restore access to it."),
  [TALLY_HOLD_TAKEOVER_SHRINKS] = N_("Another program’s workbook has clearly more lines or dollars. Compare the two before you take over."),
  [TALLY_HOLD_FILE_UNREAD] = N_("What hangs there could not be fetched. The next run tries again."),
  [TALLY_HOLD_APPROVAL] = N_("It waits until somebody approves the plan."),
  [TALLY_HOLD_CONSERVATION] = N_("Rows and workbooks of the run did not add up, so nothing was published. Run the checkup."),
  [TALLY_HOLD_RESTORED] = N_("An earlier version was put back. Runs leave it until you release it or its rows change."),
  [TALLY_HOLD_SET_ASIDE] = N_("It failed in run after run and is set aside. Mend the cause, then have the next run try it again."),
};

const char *
tally_app_book_text_get_state (TallyEngineBookState state)
{
  g_return_val_if_fail ((guint) state < TALLY_ENGINE_N_BOOK_STATES, "");
  return g_dpgettext2 (NULL, "workbook", states[state].title);
}

const char *
tally_app_book_text_get_style (TallyEngineBookState state)
{
  return (guint) state < TALLY_ENGINE_N_BOOK_STATES ? states[state].style : "";
}

char *
tally_app_book_text_dup_kind (const TallyIdentity *identity)
{
  const char *kind;

  g_return_val_if_fail (identity != NULL && (guint) identity->variant < TALLY_N_VARIANTS, NULL);
  kind = *kinds[identity->variant] != '\0' ? _(kinds[identity->variant]) : "";
  if (*kind == '\0' || *identity->identifier == '\0')
    return g_strconcat (kind, identity->identifier, NULL);
  return g_strdup_printf ("%s · %s", kind, identity->identifier);
}

const char *
tally_app_book_text_get_advice (const TallyEngineBook *book)
{
  g_return_val_if_fail (book != NULL, "");
  if (book->state == TALLY_ENGINE_BOOK_RESTORED)
    return _(holds[TALLY_HOLD_RESTORED]);
  if (book->state == TALLY_ENGINE_BOOK_FAILED && book->hold == TALLY_HOLD_NONE)
    return _("Publishing it failed. The next run tries again.");
  if (book->state == TALLY_ENGINE_BOOK_NEW)
    return _("It was never published. The next run that publishes sends it. If it does not, the target sheet has no row for its "
             "work request: add one there.");
  if (book->state == TALLY_ENGINE_BOOK_CHANGED)
    return _("Its rows changed since it was published. The next run that publishes sends it.");
  if (book->hold == TALLY_HOLD_NONE || (guint) book->hold >= TALLY_N_HOLDS)
    return "";
  return _(holds[book->hold]);
}

char *
tally_app_book_text_dup_lines (guint n)
{
  g_autofree char *count = tally_app_format_dup_count (n);

  return g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%s line", "%s lines", n), count);
}

char *
tally_app_book_text_dup_change (TallyMoney cents)
{
  g_autofree char *money = tally_app_format_dup_money (cents);

  return cents > 0 ? g_strconcat ("+", money, NULL) : g_steal_pointer (&money);
}

char *
tally_app_book_text_dup_counts (const TallyVersionDiff *diff)
{
  guint n_added, n_removed, n_changed;

  g_return_val_if_fail (diff != NULL, NULL);
  n_added = tally_version_diff_count (diff, TALLY_DIFF_ADDED);
  n_removed = tally_version_diff_count (diff, TALLY_DIFF_REMOVED);
  n_changed = tally_version_diff_count (diff, TALLY_DIFF_CHANGED);
  /* Translators: how many lines of a workbook */
  return g_strdup_printf (_("%u added · %u removed · %u changed · %u as before"), n_added, n_removed, n_changed,
                          diff->n_unchanged);
}

static const char *
find_field_title (const char *id)
{
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    if (strcmp (tally_field_get_id ((TallyField) i), id) == 0)
      return tally_field_get_title ((TallyField) i);
  return id;
}

static void
append_field (GString              *out,
              const TallyDiffField *field)
{
  const char *none = _("nothing");

  g_string_append_printf (out, "%s%s %s → %s", out->len > 0 ? ", " : "", find_field_title (field->field),
                          *field->before != '\0' ? field->before : none, *field->after != '\0' ? field->after : none);
}

char *
tally_app_book_text_dup_fields (const TallyDiffLine *line)
{
  g_autoptr (GString) fields = g_string_new (NULL);

  g_return_val_if_fail (line != NULL, NULL);
  if (line->kind == TALLY_DIFF_ADDED)
    return g_strdup (C_ ("line of a workbook", "Added"));
  if (line->kind == TALLY_DIFF_REMOVED)
    return g_strdup (C_ ("line of a workbook", "Removed"));
  for (guint i = 0; i < line->fields->len; i++)
    append_field (fields, line->fields->pdata[i]);
  return g_strdup (fields->str);
}

static const char *
get_fate (const TallyVersion *version)
{
  static const char *const fates[TALLY_N_VERSION_ENDS] = {
    [TALLY_VERSION_END_NONE] = NC_ ("version of a workbook", "Hangs there"),
    [TALLY_VERSION_END_REPLACED] = NC_ ("version of a workbook", "Replaced"),
    [TALLY_VERSION_END_RESTORED] = NC_ ("version of a workbook", "Replaced by a restored one"),
    [TALLY_VERSION_END_FOREIGN] = NC_ ("version of a workbook", "Another program’s"),
    [TALLY_VERSION_END_GONE] = NC_ ("version of a workbook", "Gone from its row"),
  };

  if (version->is_pinned)
    return C_ ("version of a workbook", "Restored");
  return (guint) version->end < TALLY_N_VERSION_ENDS
           ? g_dpgettext2 (NULL, "version of a workbook", fates[version->end]) : "";
}

static const char *
get_loss (const TallyVersion *version)
{
  if (version->bytes == TALLY_VERSION_BYTES_MISSING)
    return _("not in the archive");
  if (version->bytes == TALLY_VERSION_BYTES_DAMAGED)
    return _("damaged in the archive");
  return version->bytes == TALLY_VERSION_BYTES_DROPPED ? _("no longer kept") : NULL;
}

char *
tally_app_book_text_dup_version (const TallyVersion *version,
                                 gint64              now_usec)
{
  g_autoptr (GString) out = NULL;
  g_autofree char *since = NULL;

  g_return_val_if_fail (version != NULL, NULL);
  since = tally_app_format_dup_time (version->from_utc_usec, now_usec);
  out = g_string_new (get_fate (version));
  g_string_append_printf (out, " · %s", since);
  if (version->version != 0)
    {
      g_autofree char *lines = tally_app_book_text_dup_lines (version->n_lines);
      g_autofree char *run = g_strdup_printf ("%" G_GINT64_FORMAT, version->run_id);
      g_string_append_printf (out, " · %s · ", lines);
      /* Translators: %s is the number of the run that published a workbook */
      g_string_append_printf (out, _("run %s"), run);
    }
  if (get_loss (version) != NULL)
    g_string_append_printf (out, " · %s", get_loss (version));
  return g_strdup (out->str);
}
