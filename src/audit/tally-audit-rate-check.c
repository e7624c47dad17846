/* tally-audit-rate-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-rate-check.h"

#include "tally-audit-rate-price.h"
#include "tally-audit-rate-scope.h"

/* How many lines, and how much, for one reason. */
typedef struct {
  const char *reason;
  guint64     n_lines;
  TallyMoney  cents;
} Count;

/* A contract: what it is known of it, and how its lines do. */
typedef struct {
  TallyAuditRateCoverage  coverage;
  GHashTable             *units;   /* (owned) code of a unit, interned → whether it is listed */
  guint                   n_priced;
  guint                   n_off;
  guint                   n_unlisted;
  TallyMoney              unlisted_cents;
} Contract;

/* The lines of one sheet that follow one contract and have a rate. */
typedef struct {
  gint64     sheet_id;
  guint      contract;
  guint      n_priced;
  guint      n_off;
  TallyMoney cents;
} Group;

/* A line that is off, and where. */
typedef struct {
  TallyAuditRateEntry entry;
  guint               group;
} Off;

struct _TallyAuditRateCheck {
  const TallyAuditInput *input;
  GArray                *contracts;    /* (owned) Contract */
  GArray                *groups;       /* (owned) Group, by sheet */
  GArray                *found;        /* (owned) Off, before it is known whether the rates fit */
  GArray                *off;          /* (owned) TallyAuditRateEntry */
  GArray                *unpaid;       /* (owned) TallyAuditRateEntry */
  GArray                *price_counts; /* (owned) Count */
  GArray                *unit_counts;  /* (owned) Count */
};

static void
contract_clear (Contract *self)
{
  g_hash_table_unref (self->units);
}

static void
check_free (TallyAuditRateCheck *self)
{
  g_array_unref (self->contracts);
  g_array_unref (self->groups);
  g_array_unref (self->found);
  g_array_unref (self->off);
  g_array_unref (self->unpaid);
  g_array_unref (self->price_counts);
  g_array_unref (self->unit_counts);
  g_free (self);
}

static void
count (GArray     *counts,
       const char *reason,
       guint64     n_lines,
       TallyMoney  cents)
{
  const Count added = { reason, n_lines, cents };

  if (n_lines == 0)
    return;
  for (guint i = 0; i < counts->len; i++)
    {
      Count *known = &g_array_index (counts, Count, i);
      if (strcmp (known->reason, reason) != 0)
        continue;
      known->n_lines += n_lines;
      known->cents += cents;
      return;
    }
  g_array_append_val (counts, added);
}

static guint
find_contract (TallyAuditRateCheck *self,
               const char          *name)
{
  Contract added = { .coverage.contract = name };

  for (guint i = 0; i < self->contracts->len; i++)
    if (strcmp (g_array_index (self->contracts, Contract, i).coverage.contract, name) == 0)
      return i;
  added.units = g_hash_table_new (NULL, NULL);
  g_array_append_val (self->contracts, added);
  return self->contracts->len - 1;
}

/* Lines come by sheet, and a sheet's lines follow one contract or, by variant, few. */
static guint
find_group (TallyAuditRateCheck *self,
            gint64               sheet_id,
            guint                contract)
{
  const Group added = { .sheet_id = sheet_id, .contract = contract };

  for (guint i = self->groups->len; i > 0; i--)
    {
      const Group *group = &g_array_index (self->groups, Group, i - 1);
      if (group->sheet_id != sheet_id)
        break;
      if (group->contract == contract)
        return i - 1;
    }
  g_array_append_val (self->groups, added);
  return self->groups->len - 1;
}

static void
note_unit (Contract                  *contract,
           const TallyAuditRateScope *scope)
{
  gpointer cu = (gpointer) scope->line->text[TALLY_FIELD_CU];
  gboolean was_listed = GPOINTER_TO_INT (g_hash_table_lookup (contract->units, cu));

  contract->coverage.n_lines++;
  contract->coverage.n_lines_listed += scope->is_listed;
  if (scope->is_listed && !was_listed)
    contract->coverage.n_units_listed++;
  if (scope->is_listed != was_listed || !g_hash_table_contains (contract->units, cu))
    g_hash_table_insert (contract->units, cu, GINT_TO_POINTER (was_listed || scope->is_listed));
  if (scope->is_listed)
    return;
  contract->n_unlisted++;
  contract->unlisted_cents += scope->line->price_cents;
}

/* A line that has a rate: whether it bills what the rate says. */
static void
note_price (TallyAuditRateCheck       *self,
            const TallyAuditRateScope *scope,
            guint                      contract,
            const TallyAuditRateEntry *entry)
{
  guint index = find_group (self, scope->line->sheet_id, contract);
  Group *group = &g_array_index (self->groups, Group, index);
  TallyAuditRatePrice price;
  const Off off = { *entry, index };

  if (!tally_audit_rate_price_init (&price, scope->rate->rate, scope->line->quantity, scope->line->price_cents))
    {
      count (self->price_counts, "too-large", 1, scope->line->price_cents);
      return;
    }
  group->n_priced++;
  group->cents += scope->line->price_cents;
  if (!tally_audit_rate_price_is_off (&price))
    return;
  group->n_off++;
  g_array_append_val (self->found, off);
}

static void
look (TallyAuditRateCheck *self,
      TallyAuditRateScope *scope,
      guint                index)
{
  const char *reason = tally_audit_rate_scope_look (scope);
  const TallyAuditRateEntry entry = { index, scope->contract, scope->day, scope->work, scope->rate };
  guint contract;

  if (reason != NULL)
    count (self->price_counts, reason, 1, scope->line->price_cents);
  if (scope->unit_reason != NULL)
    {
      count (self->unit_counts, scope->unit_reason, 1, scope->line->price_cents);
      return;
    }
  contract = find_contract (self, scope->contract);
  note_unit (&g_array_index (self->contracts, Contract, contract), scope);
  if (scope->is_listed)
    count (self->unit_counts, TALLY_AUDIT_IN_SCOPE, 1, scope->line->price_cents);
  if (!scope->is_listed || g_strcmp0 (reason, TALLY_AUDIT_RATE_NOT_PAID_FOR) == 0)
    g_array_append_val (self->unpaid, entry);
  else if (reason == NULL)
    note_price (self, scope, contract, &entry);
}

static void
look_at_lines (TallyAuditRateCheck *self,
               TallyDay             today)
{
  TallyAuditRateScope scope = { .input = self->input, .today = today };
  gint64 sheet_id = 0;

  for (guint i = 0; i < self->input->lines->len; i++)
    {
      scope.line = tally_audit_input_get_line (self->input, i);
      if (scope.line->reason != TALLY_REASON_ACCEPTED)
        continue;
      if (i == 0 || scope.line->sheet_id != sheet_id)
        scope.sheet = tally_audit_input_find_sheet (self->input, scope.line->sheet_id);
      sheet_id = scope.line->sheet_id;
      look (self, &scope, i);
    }
}

static gboolean
is_mostly_off (guint n_priced,
               guint n_off)
{
  return n_priced >= TALLY_AUDIT_RATE_MIN_FIT_LINES
         && 100 * (guint64) n_off > TALLY_AUDIT_RATE_MAX_OFF_PERCENT * (guint64) n_priced;
}

/* Whether the rates fit the lines of a group at all; else why they are out of scope. */
static const char *
judge_group (const TallyAuditRateCheck *self,
             const Group               *group)
{
  const Contract *contract = &g_array_index (self->contracts, Contract, group->contract);

  if (is_mostly_off (contract->n_priced, contract->n_off))
    return "rates-do-not-fit-contract";
  return is_mostly_off (group->n_priced, group->n_off) ? "rates-do-not-fit-sheet" : TALLY_AUDIT_IN_SCOPE;
}

static void
settle_prices (TallyAuditRateCheck *self)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      const Group *group = &g_array_index (self->groups, Group, i);
      Contract *contract = &g_array_index (self->contracts, Contract, group->contract);
      contract->n_priced += group->n_priced;
      contract->n_off += group->n_off;
    }
  for (guint i = 0; i < self->groups->len; i++)
    {
      const Group *group = &g_array_index (self->groups, Group, i);
      count (self->price_counts, judge_group (self, group), group->n_priced, group->cents);
    }
  for (guint i = 0; i < self->found->len; i++)
    {
      const Off *off = &g_array_index (self->found, Off, i);
      if (strcmp (judge_group (self, &g_array_index (self->groups, Group, off->group)), TALLY_AUDIT_IN_SCOPE) == 0)
        g_array_append_val (self->off, off->entry);
    }
}

static void
settle_units (TallyAuditRateCheck *self)
{
  for (guint i = 0; i < self->contracts->len; i++)
    {
      Contract *contract = &g_array_index (self->contracts, Contract, i);
      contract->coverage.n_units = g_hash_table_size (contract->units);
      count (self->unit_counts,
             tally_audit_rate_coverage_is_enough (&contract->coverage) ? TALLY_AUDIT_IN_SCOPE : "table-does-not-cover-contract",
             contract->n_unlisted, contract->unlisted_cents);
    }
}

static void
count_without_rates (TallyAuditRateCheck *self)
{
  for (guint i = 0; i < self->input->lines->len; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (self->input, i);
      if (line->reason != TALLY_REASON_ACCEPTED)
        continue;
      count (self->price_counts, "no-rate-table", 1, line->price_cents);
      count (self->unit_counts, "no-rate-table", 1, line->price_cents);
    }
}

static gpointer
check_new (TallyAuditContext *context)
{
  TallyAuditRateCheck *self = g_new0 (TallyAuditRateCheck, 1);

  self->input = tally_audit_context_get_input (context);
  self->contracts = g_array_new (FALSE, FALSE, sizeof (Contract));
  g_array_set_clear_func (self->contracts, (GDestroyNotify) contract_clear);
  self->groups = g_array_new (FALSE, FALSE, sizeof (Group));
  self->found = g_array_new (FALSE, FALSE, sizeof (Off));
  self->off = g_array_new (FALSE, FALSE, sizeof (TallyAuditRateEntry));
  self->unpaid = g_array_new (FALSE, FALSE, sizeof (TallyAuditRateEntry));
  self->price_counts = g_array_new (FALSE, FALSE, sizeof (Count));
  self->unit_counts = g_array_new (FALSE, FALSE, sizeof (Count));
  if (self->input->rates == NULL)
    {
      count_without_rates (self);
      return self;
    }
  look_at_lines (self, tally_audit_context_get_policy (context)->today);
  settle_prices (self);
  settle_units (self);
  return self;
}

const TallyAuditRateCheck *
tally_audit_rate_check_get (TallyAuditContext *context)
{
  return tally_audit_context_get_shared (context, "rate-check", check_new, (GDestroyNotify) check_free);
}

static const TallyAuditRateEntry *
list_entries (const GArray *entries,
              guint        *out_n_entries)
{
  *out_n_entries = entries->len;
  return (const TallyAuditRateEntry *) (gconstpointer) entries->data;
}

const TallyAuditRateEntry *
tally_audit_rate_check_list_off (const TallyAuditRateCheck *self,
                                 guint                     *out_n_entries)
{
  return list_entries (self->off, out_n_entries);
}

const TallyAuditRateEntry *
tally_audit_rate_check_list_unpaid (const TallyAuditRateCheck *self,
                                    guint                     *out_n_entries)
{
  return list_entries (self->unpaid, out_n_entries);
}

const TallyAuditRateCoverage *
tally_audit_rate_check_find_coverage (const TallyAuditRateCheck *self,
                                      const char                *contract)
{
  static const TallyAuditRateCoverage none = { .contract = "" };

  for (guint i = 0; i < self->contracts->len; i++)
    {
      const TallyAuditRateCoverage *coverage = &g_array_index (self->contracts, Contract, i).coverage;
      if (strcmp (coverage->contract, contract) == 0)
        return coverage;
    }
  return &none;
}

gboolean
tally_audit_rate_coverage_is_enough (const TallyAuditRateCoverage *self)
{
  return 100 * (guint64) self->n_units_listed >= TALLY_AUDIT_RATE_MIN_LISTED_PERCENT * (guint64) self->n_units
         && 100 * (guint64) self->n_lines_listed >= TALLY_AUDIT_RATE_MIN_LISTED_PERCENT * (guint64) self->n_lines;
}

static void
hand_over (const GArray      *counts,
           TallyAuditContext *context)
{
  for (guint i = 0; i < counts->len; i++)
    {
      const Count *one = &g_array_index (counts, Count, i);
      tally_audit_context_count (context, one->reason, one->n_lines, one->cents);
    }
}

void
tally_audit_rate_check_count_prices (const TallyAuditRateCheck *self,
                                     TallyAuditContext         *context)
{
  hand_over (self->price_counts, context);
}

void
tally_audit_rate_check_count_units (const TallyAuditRateCheck *self,
                                    TallyAuditContext         *context)
{
  hand_over (self->unit_counts, context);
}
