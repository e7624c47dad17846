/* tally-app-rate-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-rate-text.h"

#include <glib/gi18n.h>

#include "tally-app-format.h"

typedef struct {
  const char *id;
  const char *text;
} Words;

static const Words meanings[] = {
  { "cu", N_("Unit code") },
  { "contract", N_("Contract") },
  { "valid-from", N_("First day") },
  { "valid-to", N_("Last day") },
  { "install", N_("Price of installing") },
  { "removal", N_("Price of removing") },
  { "transfer", N_("Price of transferring") },
  { "", N_("Not used") },
};

static const Words works[] = {
  { "install", N_("installing") },
  { "removal", N_("removing") },
  { "transfer", N_("transferring") },
};

static const Words reasons[] = {
  { "unit-not-listed", N_("The contract does not list it") },
  { "no-rate-for-work", N_("Listed without a price for such work") },
  { "rate-in-doubt", N_("Its price can’t be read, or contradicts another one") },
  { "other-era", N_("No table holds on the day of the work") },
  { "contract-without-rates", N_("There is no table of its contract") },
  { "subcontractor-without-rates", N_("There is no table of subcontractor’s rates") },
  { "unknown-contract", N_("It is not known which contract its sheet follows") },
  { "unknown-work-type", N_("Its kind of work is not known") },
  { "not-paid-for", N_("Listed at a price of zero") },
};

static const char *
find_words (const Words *words,
            guint        n,
            const char  *id)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (words[i].id, id) == 0)
      return _(words[i].text);
  return id;
}

char *
tally_app_rate_text_dup_days (TallyDay from,
                              TallyDay to)
{
  g_autofree char *first = tally_app_format_dup_day (from);
  g_autofree char *last = tally_app_format_dup_day (to);

  if (from == TALLY_DAY_NONE && to == TALLY_DAY_NONE)
    return g_strdup (_("on any day"));
  if (to == TALLY_DAY_NONE)
    /* Translators: %s is the first day on which prices hold */
    return g_strdup_printf (_("since %s"), first);
  if (from == TALLY_DAY_NONE)
    /* Translators: %s is the last day on which prices hold */
    return g_strdup_printf (_("until %s"), last);
  /* Translators: first and last day on which prices hold */
  return g_strdup_printf (_("%s to %s"), first, last);
}

char *
tally_app_rate_text_dup_file (const TallyEngineRatesFile *file)
{
  g_autofree char *contracts = NULL;
  g_autofree char *days = NULL;
  g_autofree char *n_rates = NULL;
  g_autofree char *rates = NULL;
  g_autofree char *problems = NULL;

  g_return_val_if_fail (file != NULL, NULL);
  if (*file->failure != '\0')
    return g_strdup_printf (_("Not used: %s"), file->failure);
  contracts = g_strjoinv (", ", file->contracts);
  days = tally_app_rate_text_dup_days (file->valid_from, file->valid_to);
  n_rates = tally_app_format_dup_count (file->n_rates);
  rates = g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%s rate", "%s rates", file->n_rates), n_rates);
  if (file->n_problems > 0)
    problems = g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%u problem", "%u problems", file->n_problems),
                                file->n_problems);
  return g_strjoin (" · ", contracts, days, rates, problems, NULL);
}

const char *
tally_app_rate_text_get_meaning (const char *meaning)
{
  g_return_val_if_fail (meaning != NULL, "");
  return find_words (meanings, G_N_ELEMENTS (meanings), meaning);
}

/* By how much, for the eye: amounts themselves are told to the digit beside it. */
static char *
dup_percent (const char *before,
             const char *after)
{
  double old = g_ascii_strtod (before, NULL);
  double new = g_ascii_strtod (after, NULL);

  return old > 0 ? g_strdup_printf ("%+.1f %%", (new - old) / old * 100) : g_strdup ("");
}

char *
tally_app_rate_text_dup_change (const TallyEngineRatesChange *change)
{
  g_autofree char *percent = NULL;

  g_return_val_if_fail (change != NULL, NULL);
  if (*change->before == '\0')
    return g_strdup_printf (_("new: %s"), change->after);
  if (*change->after == '\0')
    return g_strdup_printf (_("gone: %s"), change->before);
  percent = dup_percent (change->before, change->after);
  return g_strdup_printf ("%s → %s (%s)", change->before, change->after, percent);
}

char *
tally_app_rate_text_dup_counts (const TallyEngineRatesPreview *preview)
{
  g_return_val_if_fail (preview != NULL, NULL);
  /* Translators: how many prices a new table has, lacks, changes and leaves */
  return g_strdup_printf (_("%u new · %u gone · %u changed · %u as before"), preview->n_new, preview->n_gone,
                          preview->n_changed, preview->n_same);
}

const char *
tally_app_rate_text_get_reason (const char *reason)
{
  g_return_val_if_fail (reason != NULL, "");
  return find_words (reasons, G_N_ELEMENTS (reasons), reason);
}

const char *
tally_app_rate_text_get_work (TallyWorkKind work)
{
  return find_words (works, G_N_ELEMENTS (works), tally_work_kind_get_id (work));
}
