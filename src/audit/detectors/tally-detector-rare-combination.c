/* tally-detector-rare-combination.c
 *
 * D42: a unit and kind of work that a department and customer hardly ever have, though both are common.
 * Statistic: how often they meet against how often they would if units fell on departments and customers by
 * chance. Threshold: one or two lines, of more than the trivial share of the materiality, Poisson p < .001.
 * Minimum n: what the threshold needs, at least ten lines expected. Source: features D42; rule of rare
 * combinations of audit software, with the expectation of a contingency table. Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-context.h"
#include "tally-audit-facts-values.h"
#include "tally-audit-peers.h"
#include "tally-audit-risk.h"
#include "tally-audit-stats.h"
#include "tally-detectors.h"

#define BY (TALLY_AUDIT_BY (TALLY_FIELD_DEPT) | TALLY_AUDIT_BY (TALLY_FIELD_CUSTOMER) | TALLY_AUDIT_BY (TALLY_FIELD_CU) \
            | TALLY_AUDIT_BY (TALLY_FIELD_WORK_TYPE))
#define MAX_LINES 2
#define MAX_P_VALUE 0.001

/* That a combination is rare is a reason to look, hardly one to doubt. */
#define SCORE (TALLY_FINDING_SCORE_ONE / 2)
#define CONFIDENCE (3 * TALLY_FINDING_SCORE_ONE / 10)

/* Cells of one department and customer, one after the other, and how many lines they have. */
typedef struct {
  const TallyAuditInput  *input;
  const TallyAuditGroups *units;
  TallyAuditGroups       *cells;
  guint                   n_all;
  guint                   n_place;
} Table;

static gboolean
is_known (const TallyLine *line,
          gpointer         data G_GNUC_UNUSED)
{
  return line->reason == TALLY_REASON_ACCEPTED && line->text[TALLY_FIELD_CU][0] != '\0';
}

static gboolean
has_place (const TallyLine *line)
{
  return line->text[TALLY_FIELD_DEPT][0] != '\0' || line->text[TALLY_FIELD_CUSTOMER][0] != '\0';
}

static void
count_scope (TallyAuditContext *context,
             Table             *table)
{
  for (guint i = 0; i < table->input->lines->len; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (table->input, i);
      gboolean is_in_scope = is_known (line, NULL) && has_place (line);
      if (line->reason != TALLY_REASON_ACCEPTED)
        continue;
      table->n_all += is_known (line, NULL);
      tally_audit_context_count (context, is_in_scope ? TALLY_AUDIT_IN_SCOPE : "no-unit-or-customer", 1, line->price_cents);
    }
}

static guint
count_unit (const Table *table,
            guint        line)
{
  guint index = 0, n_lines = 0;

  if (tally_audit_groups_find_line (table->units, line, &index))
    tally_audit_groups_get_lines (table->units, index, &n_lines);
  return n_lines;
}

static void
submit (TallyAuditContext *context,
        const Table       *table,
        const guint       *lines,
        guint              n_lines)
{
  const TallyLine *first = tally_audit_input_get_line (table->input, lines[0]);
  g_autofree char *subject = g_strjoin ("\x1f", first->text[TALLY_FIELD_CU], first->text[TALLY_FIELD_WORK_TYPE],
                                        first->text[TALLY_FIELD_DEPT], first->text[TALLY_FIELD_CUSTOMER], NULL);
  TallyMoney trivial = tally_audit_context_get_policy (context)->materiality_cents * TALLY_AUDIT_TRIVIAL_PERCENT / 100, sum = 0;
  TallyAuditFacts *facts;

  for (guint i = 0; i < n_lines; i++)
    sum += tally_audit_input_get_line (table->input, lines[i])->price_cents;
  if (sum <= trivial)
    return;
  facts = tally_audit_facts_new ();
  tally_audit_facts_add_line (facts, "line", first);
  tally_audit_facts_add_int64 (facts, "n_cell", n_lines);
  tally_audit_facts_add_int64 (facts, "n_unit", count_unit (table, lines[0]));
  tally_audit_facts_add_int64 (facts, "n_place", table->n_place);
  tally_audit_facts_add_int64 (facts, "n_lines", table->n_all);
  tally_audit_facts_add_int64 (facts, "price_cents", sum);
  tally_audit_facts_add_int64 (facts, "trivial_cents", trivial);
  tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = facts, .subject = subject, .lines = lines, .n_lines = n_lines,
  });
}

static const TallyLine *
get_first (const Table *table,
           guint        cell)
{
  guint n_lines;

  return tally_audit_input_get_line (table->input, tally_audit_groups_get_lines (table->cells, cell, &n_lines)[0]);
}

/* The cell after the last one of the department and customer of @start; adds up their lines. */
static guint
find_end (Table *table,
          guint  start)
{
  const TallyLine *first = get_first (table, start);
  guint n_cells = tally_audit_groups_get_n_groups (table->cells), end = start, n_lines;

  table->n_place = 0;
  for (; end < n_cells; end++)
    {
      const TallyLine *line = get_first (table, end);
      if (line->text[TALLY_FIELD_DEPT] != first->text[TALLY_FIELD_DEPT]
          || line->text[TALLY_FIELD_CUSTOMER] != first->text[TALLY_FIELD_CUSTOMER])
        break;
      tally_audit_groups_get_lines (table->cells, end, &n_lines);
      table->n_place += n_lines;
    }
  return end;
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  g_autoptr (TallyAuditGroups) cells = tally_audit_groups_new (input, BY, is_known, NULL);
  Table table = { .input = input, .units = tally_audit_peers_get_groups (context), .cells = cells };
  guint n_cells = tally_audit_groups_get_n_groups (cells);

  count_scope (context, &table);
  for (guint start = 0, end; start < n_cells; start = end)
    {
      end = find_end (&table, start);
      for (guint i = start; i < end && has_place (get_first (&table, start)); i++)
        {
          guint n_lines;
          const guint *lines = tally_audit_groups_get_lines (cells, i, &n_lines);
          if (n_lines <= MAX_LINES)
            submit (context, &table, lines, n_lines);
        }
    }
  tally_audit_context_add_tests (context, n_cells);
  return !tally_audit_context_is_cancelled (context, error);
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  const TallyAuditFacts *line = tally_audit_facts_get_child (facts, "line");
  gint64 n_cell = tally_audit_facts_get_int64 (facts, "n_cell"), n_lines = tally_audit_facts_get_int64 (facts, "n_lines");
  gint64 n_unit = tally_audit_facts_get_int64 (facts, "n_unit"), n_place = tally_audit_facts_get_int64 (facts, "n_place");
  TallyMoney sum = tally_audit_facts_get_int64 (facts, "price_cents");
  double expected = (double) n_unit * (double) n_place / (double) MAX (n_lines, 1);
  char count[TALLY_AUDIT_STATS_BUFFER_SIZE];

  if (n_cell < 1 || n_cell > MAX_LINES || sum <= tally_audit_facts_get_int64 (facts, "trivial_cents"))
    return FALSE;
  judgement->p_value = tally_audit_stats_poisson_head ((guint64) n_cell, expected);
  if (judgement->p_value >= MAX_P_VALUE)
    return FALSE;
  judgement->score_micros = SCORE;
  judgement->confidence_micros = CONFIDENCE;
  judgement->exposure_cents = MAX (sum, 0);
  judgement->sentence = g_strdup_printf ("%s (%s) on %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " lines of department %s, customer %s; "
                                         "%s expected by its share of all lines", tally_audit_facts_get_text (line, "cu"),
    tally_audit_facts_get_text (line, "work_type"), n_cell, n_place, tally_audit_facts_get_text (line, "dept"),
    tally_audit_facts_get_text (line, "customer"), tally_audit_stats_format (expected, 0, count));
  tally_audit_facts_add_double (judgement->derived, "expected_lines", expected);
  return TRUE;
}

const TallyAuditDetector tally_detector_rare_combination = {
  .id = "rare-combination",
  .code = "D42",
  .title = "Rare combination",
  .summary = "Does a department and customer have a unit that is common, but not there?",
  .method = "one or two lines of a unit, kind of work, department and customer above the trivial amount where the share of "
            "the unit and that of the place would have at least ten: Poisson p < .001",
  .source = "features of audit software; expectation of a contingency table",
  .version = 1,
  .min_n = 0,
  .category = TALLY_FINDING_MASTER_DATA,
  .severity = TALLY_RISK_LOW,
  .kind = TALLY_AUDIT_STATISTICAL,
  .family = "combination",
  .collect = collect,
  .judge = judge,
};
