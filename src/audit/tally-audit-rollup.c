/* tally-audit-rollup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-rollup.h"

#include "tally-audit-risk.h"

/* Of one line, the dearest finding: it can't cost more than once. */
typedef struct {
  TallyMoney exposure;
  TallyMoney expected;
} Cost;

typedef struct {
  const TallyAuditPolicy *policy;
  TallyAuditUnitKind      kind;
  GArray                 *units;
  GHashTable             *numbers; /* (owned) key of a unit → its number */
  GHashTable             *costs;   /* (owned) unit and line → Cost */
} Rollup;

static char *
dup_unit_key (const Rollup           *rollup,
              const TallyFinding     *finding,
              const TallyFindingLine *line)
{
  if (rollup->kind == TALLY_AUDIT_UNIT_WORK)
    return g_strdup_printf ("%u %s", finding->week_ending, finding->work_request);
  if (rollup->kind == TALLY_AUDIT_UNIT_SHEET && line != NULL)
    return g_strdup_printf ("%" G_GINT64_FORMAT, line->sheet_id);
  return g_strdup ("");
}

static TallyAuditUnit *
ensure_unit (Rollup                 *rollup,
             const TallyFinding     *finding,
             const TallyFindingLine *line,
             guint                  *out_number)
{
  g_autofree char *key = dup_unit_key (rollup, finding, line);
  gpointer number;

  if (!g_hash_table_lookup_extended (rollup->numbers, key, NULL, &number))
    {
      TallyAuditUnit unit = { .kind = rollup->kind, .work_request = "" };
      if (rollup->kind == TALLY_AUDIT_UNIT_WORK)
        {
          unit.work_request = finding->work_request;
          unit.week_ending = finding->week_ending;
        }
      if (rollup->kind == TALLY_AUDIT_UNIT_SHEET && line != NULL)
        unit.sheet_id = line->sheet_id;
      number = GUINT_TO_POINTER (rollup->units->len);
      g_array_append_val (rollup->units, unit);
      g_hash_table_insert (rollup->numbers, g_steal_pointer (&key), number);
    }
  *out_number = GPOINTER_TO_UINT (number);
  return &g_array_index (rollup->units, TallyAuditUnit, *out_number);
}

/* A sum beyond 64 bits stays at the largest amount that there is. */
static void
raise_sum (TallyMoney *sum,
           TallyMoney  cents)
{
  if (!tally_money_add (sum, cents))
    *sum = G_MAXINT64;
}

/* Adds what a finding costs beyond what is counted of its line already. */
static void
add_cost (Rollup                 *rollup,
          TallyAuditUnit         *unit,
          guint                   number,
          const TallyFinding     *finding,
          const TallyFindingLine *line)
{
  g_autofree char *key = line == NULL ? g_strdup_printf ("%u %s", number, finding->id)
                                      : g_strdup_printf ("%u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, number, line->sheet_id, line->row_id);
  const Cost *known = g_hash_table_lookup (rollup->costs, key);
  const Cost before = known != NULL ? *known : (Cost) { 0, 0 };
  const TallyMoney expected = tally_audit_risk_get_expected (finding);
  const Cost now = { MAX (before.exposure, finding->exposure_cents), MAX (before.expected, expected) };

  raise_sum (&unit->exposure_cents, now.exposure - before.exposure);
  raise_sum (&unit->expected_cents, now.expected - before.expected);
  g_hash_table_insert (rollup->costs, g_steal_pointer (&key), g_memdup2 (&now, sizeof now));
}

/* A finding of several lines counts once, with its first one. */
static void
add_finding (Rollup             *rollup,
             const TallyFinding *finding)
{
  const TallyFindingLine *line = finding->lines->len > 0 ? &g_array_index (finding->lines, TallyFindingLine, 0) : NULL;
  guint number;
  TallyAuditUnit *unit = ensure_unit (rollup, finding, line, &number);

  unit->n_findings++;
  unit->risk = MAX (unit->risk, finding->severity);
  if (unit->top == NULL || tally_finding_compare (finding, unit->top) < 0)
    unit->top = finding;
  add_cost (rollup, unit, number, finding, line);
}

static TallyRisk
rate_sum (const TallyAuditPolicy *policy,
          const TallyAuditUnit   *unit)
{
  TallyMoney material = MAX (policy->materiality_cents, 1);

  if (unit->expected_cents / TALLY_AUDIT_CRITICAL_MULTIPLE >= material)
    return MAX (unit->risk, TALLY_RISK_CRITICAL);
  return unit->expected_cents >= material ? MAX (unit->risk, TALLY_RISK_HIGH) : unit->risk;
}

static int
compare_units (gconstpointer data_a,
               gconstpointer data_b)
{
  const TallyAuditUnit *a = data_a, *b = data_b;
  int order = (int) b->risk - (int) a->risk;

  if (order == 0)
    order = (b->expected_cents > a->expected_cents) - (b->expected_cents < a->expected_cents);
  if (order == 0)
    order = (a->week_ending > b->week_ending) - (a->week_ending < b->week_ending);
  if (order == 0)
    order = strcmp (a->work_request, b->work_request);
  return order != 0 ? order : (a->sheet_id > b->sheet_id) - (a->sheet_id < b->sheet_id);
}

GArray *
tally_audit_rollup (const TallyAuditPolicy *policy,
                    GPtrArray              *findings,
                    TallyAuditUnitKind      kind)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) costs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Rollup rollup = { policy, kind, g_array_new (FALSE, FALSE, sizeof (TallyAuditUnit)), numbers, costs };
  const TallyAuditUnit nothing = { .kind = kind, .work_request = "" };

  for (guint i = 0; i < findings->len; i++)
    {
      const TallyFinding *finding = findings->pdata[i];
      if (!finding->is_trial && tally_finding_status_is_open (finding->status))
        add_finding (&rollup, finding);
    }
  if (kind == TALLY_AUDIT_UNIT_ALL && rollup.units->len == 0)
    g_array_append_val (rollup.units, nothing);
  for (guint i = 0; i < rollup.units->len; i++)
    {
      TallyAuditUnit *unit = &g_array_index (rollup.units, TallyAuditUnit, i);
      unit->risk = rate_sum (policy, unit);
    }
  g_array_sort (rollup.units, compare_units);
  return rollup.units;
}

char *
tally_audit_rollup_dup_reason (const TallyAuditUnit *unit)
{
  char exposure[TALLY_MONEY_BUFFER_SIZE], top[TALLY_MONEY_BUFFER_SIZE];

  if (unit->n_findings == 0)
    return g_strdup ("nothing stands that asks for a look");
  return g_strdup_printf ("%u %s of %s in all; the most important one is %s, '%s' of %s", unit->n_findings,
                          unit->n_findings == 1 ? "finding" : "findings",
                          tally_money_format_for_people (unit->exposure_cents, exposure, sizeof exposure),
                          tally_risk_get_id (unit->top->severity), unit->top->detector,
                          tally_money_format_for_people (unit->top->exposure_cents, top, sizeof top));
}
