/* tally-billing-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-plan.h"

#include "tally-billing-clash.h"
#include "tally-billing-error.h"
#include "tally-plan-weeks.h"

/* What is remembered of a published workbook. */
typedef struct {
  char       fingerprint[TALLY_HASH_HEX_LENGTH + 1];
  TallyMoney total_cents;
  guint      n_lines;
  gint64     generated_utc_usec;
  gboolean   drew_on_lost;
} Published;

struct _TallyBillingPlanBuilder {
  TallyBillingPlanOptions  options;
  TallyPlan               *plan;      /* (owned) (nullable) entries in order of arrival */
  GHashTable              *published; /* (owned) (element-type TallyIdentity Published) */
  GHashTable              *seen;      /* (owned) (element-type TallyIdentity) identities with lines */
  TallyBillingClash       *clash;     /* (owned) */

  /* the workbook whose lines are coming */
  TallyIdentity           *current;   /* (owned) (nullable) */
  TallyGroup              *group;     /* (owned) (nullable) NULL when filtered */
  gboolean                 draws_on_lost;
};

TallyBillingPlanBuilder *
tally_billing_plan_builder_new (const TallyBillingPlanOptions *options)
{
  TallyBillingPlanBuilder *self;

  g_return_val_if_fail (options != NULL, NULL);
  self = g_new0 (TallyBillingPlanBuilder, 1);
  self->options = *options;
  self->plan = tally_plan_new ();
  self->published = g_hash_table_new_full (tally_identity_hash, tally_identity_equal,
                                           (GDestroyNotify) tally_identity_free, g_free);
  self->seen = g_hash_table_new_full (tally_identity_hash, tally_identity_equal,
                                      (GDestroyNotify) tally_identity_free, NULL);
  self->clash = tally_billing_clash_new ();
  return self;
}

void
tally_billing_plan_builder_free (TallyBillingPlanBuilder *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->plan, tally_plan_free);
  g_hash_table_unref (self->published);
  g_hash_table_unref (self->seen);
  tally_billing_clash_free (self->clash);
  tally_identity_free (self->current);
  tally_group_free (self->group);
  g_free (self);
}

static gboolean
is_lost (const TallyBillingPlanBuilder *self,
         gint64                         sheet_id)
{
  for (gsize i = 0; i < self->options.n_lost_sheets; i++)
    if (self->options.lost_sheets[i] == sheet_id)
      return TRUE;
  return FALSE;
}

static gboolean
has_day (const TallyDay *days,
         gsize           n_days,
         TallyDay        day)
{
  for (gsize i = 0; i < n_days; i++)
    if (days[i] == day)
      return TRUE;
  return FALSE;
}

static gboolean
is_wanted (const TallyBillingPlanBuilder *self,
           const TallyIdentity           *identity)
{
  const TallyBillingPlanOptions *options = &self->options;

  if (options->excluded != NULL && g_strv_contains (options->excluded, identity->work_request))
    return FALSE;
  if (options->work_requests != NULL && options->work_requests[0] != NULL
      && !g_strv_contains (options->work_requests, identity->work_request))
    return FALSE;
  if (options->only != NULL && !g_hash_table_contains (options->only, identity))
    return FALSE;
  return options->n_weeks == 0 || has_day (options->weeks, options->n_weeks, identity->week_ending);
}

void
tally_billing_plan_builder_add_published (TallyBillingPlanBuilder     *self,
                                          const TallyBillingPublished *published)
{
  Published *kept;
  gboolean is_first;

  g_return_if_fail (self != NULL && published != NULL && published->identity != NULL);
  kept = g_new0 (Published, 1);
  g_strlcpy (kept->fingerprint, published->fingerprint, sizeof kept->fingerprint);
  kept->total_cents = published->total_cents;
  kept->n_lines = published->n_lines;
  kept->generated_utc_usec = published->generated_utc_usec;
  for (gsize i = 0; i < published->n_sheets; i++)
    kept->drew_on_lost = kept->drew_on_lost || is_lost (self, published->sheets[i]);
  is_first = g_hash_table_replace (self->published, tally_identity_copy (published->identity), kept);
  tally_plan_weeks_count (self->plan, published->identity->week_ending, is_first, published->total_cents);
}

static gboolean
is_forced (const TallyBillingPlanBuilder *self,
           const TallyIdentity           *identity)
{
  return self->options.force
         || has_day (self->options.force_weeks, self->options.n_force_weeks, identity->week_ending);
}

/* Decides about a workbook that has lines; whether it clashes is known only at the end. */
static void
decide (const TallyBillingPlanBuilder *self,
        TallyPlanEntry                *entry,
        const Published               *published)
{
  const TallyIdentity *identity = entry->identity;
  gboolean lost = self->draws_on_lost || (published != NULL && published->drew_on_lost);
  gboolean equal = published != NULL && strcmp (published->fingerprint, entry->fingerprint) == 0;

  entry->action = TALLY_PLAN_HELD;
  if (tally_variant_needs_identifier (identity->variant) && *identity->identifier == '\0')
    entry->hold = TALLY_HOLD_NO_IDENTIFIER;
  else if (equal && (lost || !is_forced (self, identity)))
    entry->action = TALLY_PLAN_UNCHANGED;
  else if (lost)
    entry->hold = TALLY_HOLD_SOURCE_LOST;
  else
    entry->action = published != NULL ? TALLY_PLAN_CHANGED : TALLY_PLAN_NEW;
}

static void
note_published (TallyPlanEntry  *entry,
                const Published *published)
{
  if (published == NULL)
    return;
  entry->published_cents = published->total_cents;
  entry->published_lines = published->n_lines;
  g_strlcpy (entry->published_fingerprint, published->fingerprint, sizeof entry->published_fingerprint);
}

static void
close_group (TallyBillingPlanBuilder *self)
{
  g_autoptr (TallyGroup) group = g_steal_pointer (&self->group);
  const Published *published;
  TallyPlanEntry *entry;

  if (group == NULL)
    return;
  tally_billing_finish_group (group, &self->options.layout);
  published = g_hash_table_lookup (self->published, group->identity);
  entry = tally_plan_entry_new (group->identity, TALLY_PLAN_NEW, TALLY_HOLD_NONE);
  g_strlcpy (entry->fingerprint, group->fingerprint, sizeof entry->fingerprint);
  entry->n_lines = group->lines->len;
  entry->total_cents = group->total_cents;
  note_published (entry, published);
  decide (self, entry, published);
  if (entry->action == TALLY_PLAN_UNCHANGED)
    entry->generated_utc_usec = published->generated_utc_usec;
  g_ptr_array_add (self->plan->entries, entry);
}

static gboolean
is_current (const TallyBillingPlanBuilder *self,
            const TallyLine               *line)
{
  const TallyIdentity *current = self->current;

  return current != NULL && current->week_ending == line->week_ending
         && current->variant == line->variant
         && strcmp (current->work_request, line->text[TALLY_FIELD_WORK_REQUEST]) == 0
         && strcmp (current->identifier, line->identifier) == 0;
}

static gboolean
open_group (TallyBillingPlanBuilder  *self,
            const TallyLine          *line,
            GError                  **error)
{
  close_group (self);
  g_clear_pointer (&self->current, tally_identity_free);
  self->current = tally_identity_new (line->text[TALLY_FIELD_WORK_REQUEST], line->week_ending,
                                      line->variant, line->identifier);
  if (!g_hash_table_add (self->seen, tally_identity_copy (self->current)))
    {
      g_autofree char *key = tally_identity_dup_key (self->current);
      g_set_error (error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_ORDER,
                   "The lines of workbook %s did not come together: report this as a bug", key);
      return FALSE;
    }
  tally_billing_clash_add (self->clash, self->current->work_request);
  if (is_wanted (self, self->current))
    self->group = tally_group_new (self->current);
  self->draws_on_lost = FALSE;
  return TRUE;
}

/* Counts a line; FALSE if a sum is too large. */
static gboolean
count_line (TallyPlan       *plan,
            const TallyLine *line)
{
  plan->n_rows++;
  plan->n_by_reason[line->reason]++;
  for (guint bit = 0; bit < TALLY_N_ISSUES; bit++)
    plan->n_by_issue[bit] += (line->issues >> bit) & 1;
  return tally_money_add (&plan->cents_by_reason[line->reason], line->price_cents);
}

static gboolean
take_line (TallyBillingPlanBuilder *self,
           const TallyLine         *line)
{
  if (self->group == NULL)
    {
      self->plan->n_filtered++;
      return tally_money_add (&self->plan->filtered_cents, line->price_cents);
    }
  self->draws_on_lost = self->draws_on_lost || is_lost (self, line->sheet_id);
  return tally_group_add (self->group, line);
}

gboolean
tally_billing_plan_builder_add_line (TallyBillingPlanBuilder  *self,
                                     const TallyLine          *line,
                                     GError                  **error)
{
  gboolean accepted, fits;

  g_return_val_if_fail (self != NULL && self->plan != NULL && line != NULL, FALSE);
  g_return_val_if_fail ((guint) line->reason < TALLY_N_REASONS, FALSE);
  accepted = line->reason == TALLY_REASON_ACCEPTED;
  if (accepted && !is_current (self, line) && !open_group (self, line, error))
    return FALSE;
  fits = count_line (self->plan, line);
  if (accepted)
    fits = take_line (self, line) && fits;
  if (!fits)
    g_set_error (error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_OVERFLOW,
                 "Sheet %" G_GINT64_FORMAT ", row %" G_GINT64_FORMAT
                 ": the sum of prices no longer fits into 64 bits; correct the prices",
                 line->sheet_id, line->row_number);
  return fits;
}

/* The lines of work requests that look alike are no longer accepted. */
static void
hold_clashes (TallyBillingPlanBuilder *self)
{
  TallyPlan *plan = self->plan;

  for (guint i = 0; i < plan->entries->len; i++)
    {
      TallyPlanEntry *entry = g_ptr_array_index (plan->entries, i);
      if (!tally_billing_clash_has (self->clash, entry->identity->work_request))
        continue;
      entry->action = TALLY_PLAN_HELD;
      entry->hold = TALLY_HOLD_CLASH;
      plan->n_by_reason[TALLY_REASON_ACCEPTED] -= entry->n_lines;
      plan->n_by_reason[TALLY_REASON_CLASH] += entry->n_lines;
      plan->cents_by_reason[TALLY_REASON_ACCEPTED] -= entry->total_cents;
      plan->cents_by_reason[TALLY_REASON_CLASH] += entry->total_cents;
    }
}

static gboolean
is_to_be_made (const TallyPlanEntry *entry)
{
  return entry->action == TALLY_PLAN_NEW || entry->action == TALLY_PLAN_CHANGED;
}

/* Fixes the time of what is made. */
static void
fix_times (TallyBillingPlanBuilder *self)
{
  const TallyBillingPlanOptions *options = &self->options;
  GPtrArray *entries = self->plan->entries;

  for (guint i = 0; options->generated != NULL && i < entries->len; i++)
    {
      TallyPlanEntry *entry = g_ptr_array_index (entries, i);

      if (is_to_be_made (entry))
        entry->generated_utc_usec
          = options->generated (entry->identity, entry->fingerprint, options->data);
    }
}

static void
add_vanished (TallyBillingPlanBuilder *self)
{
  GHashTableIter iter;
  gpointer identity, value;

  g_hash_table_iter_init (&iter, self->published);
  while (g_hash_table_iter_next (&iter, &identity, &value))
    {
      const Published *published = value;
      TallyPlanEntry *entry;
      if (g_hash_table_contains (self->seen, identity) || !is_wanted (self, identity))
        continue;
      entry = published->drew_on_lost
                ? tally_plan_entry_new (identity, TALLY_PLAN_HELD, TALLY_HOLD_SOURCE_LOST)
                : tally_plan_entry_new (identity, TALLY_PLAN_VANISHED, TALLY_HOLD_VANISHED);
      note_published (entry, published);
      g_ptr_array_add (self->plan->entries, entry);
    }
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const TallyPlanEntry *const *first = a;
  const TallyPlanEntry *const *second = b;

  return tally_identity_compare ((*first)->identity, (*second)->identity);
}

TallyPlan *
tally_billing_plan_builder_finish (TallyBillingPlanBuilder *self)
{
  g_return_val_if_fail (self != NULL && self->plan != NULL, NULL);
  close_group (self);
  g_ptr_array_sort (self->plan->entries, compare_entries);
  hold_clashes (self);
  fix_times (self);
  add_vanished (self);
  g_ptr_array_sort (self->plan->entries, compare_entries);
  return g_steal_pointer (&self->plan);
}
