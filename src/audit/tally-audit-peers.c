/* tally-audit-peers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-peers.h"

#include <float.h>
#include <math.h>

#include "tally-audit-facts-values.h"
#include "tally-audit-reversals.h"
#include "tally-audit-stats.h"

#define BY_UNIT (TALLY_AUDIT_BY (TALLY_FIELD_CU) | TALLY_AUDIT_BY (TALLY_FIELD_WORK_TYPE))
#define BY_WEEK (TALLY_AUDIT_BY (TALLY_FIELD_WORK_REQUEST) | TALLY_AUDIT_BY (TALLY_FIELD_WEEK_ENDING))

/* One group of peers at work: its values, by line and sorted. */
typedef struct {
  const guint *lines;
  guint        n_lines;
  GArray      *logs;   /* (owned) double: of each line, NaN for none */
  GArray      *sorted; /* (owned) double: those that there are */
} Scan;

static gpointer
make_groups (TallyAuditContext *context)
{
  return tally_audit_groups_new (tally_audit_context_get_input (context), BY_UNIT, NULL, NULL);
}

static gpointer
make_weeks (TallyAuditContext *context)
{
  return tally_audit_groups_new (tally_audit_context_get_input (context), BY_WEEK, NULL, NULL);
}

const TallyAuditGroups *
tally_audit_peers_get_groups (TallyAuditContext *context)
{
  return tally_audit_context_get_shared (context, "peers-by-unit", make_groups, (GDestroyNotify) tally_audit_groups_free);
}

const TallyAuditGroups *
tally_audit_peers_get_weeks (TallyAuditContext *context)
{
  return tally_audit_context_get_shared (context, "peers-by-week", make_weeks, (GDestroyNotify) tally_audit_groups_free);
}

/* A quantity can lie beyond what a double holds. */
static double
get_log (double value)
{
  return log (MIN (value, DBL_MAX));
}

static double
get_z (const TallyAuditPeers *peers,
       double                 log_value)
{
  return tally_audit_stats_get_modified_z (log_value, peers->median, peers->mad, peers->floor);
}

/* How many of the sorted values are at least as far out on the side of @log_value. */
static guint
count_beyond (const GArray          *sorted,
              const TallyAuditPeers *peers,
              double                 log_value)
{
  guint low = 0, high = sorted->len;
  gboolean is_above = log_value > peers->median;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      double value = g_array_index (sorted, double, middle);
      if (is_above ? value < log_value : value <= log_value)
        low = middle + 1;
      else
        high = middle;
    }
  return is_above ? sorted->len - low : low;
}

static gboolean
is_rare (guint64 n_beyond,
         guint64 n_peers)
{
  return n_beyond <= MAX (TALLY_AUDIT_PEERS_RARE_MIN, n_peers / TALLY_AUDIT_PEERS_RARE_DIVISOR);
}

static void
fill_scan (Scan                     *scan,
           TallyAuditContext        *context,
           const TallyAuditOutliers *outliers)
{
  g_array_set_size (scan->logs, 0);
  g_array_set_size (scan->sorted, 0);
  for (guint i = 0; i < scan->n_lines; i++)
    {
      double value = outliers->value_of (context, scan->lines[i], outliers->data);
      double log_value = value > 0 ? get_log (value) : NAN;
      g_array_append_val (scan->logs, log_value);
      if (value > 0)
        g_array_append_val (scan->sorted, log_value);
    }
  tally_audit_stats_sort ((double *) (gpointer) scan->sorted->data, scan->sorted->len);
}

static void
hand_out (Scan                     *scan,
          TallyAuditContext        *context,
          const TallyAuditOutliers *outliers)
{
  const double *sorted = (const double *) (gconstpointer) scan->sorted->data;
  const TallyAuditReversals *reversals = tally_audit_reversals_get (context);
  TallyAuditPeers peers = {
    .n_peers = scan->sorted->len,
    .median = tally_audit_stats_get_median (sorted, scan->sorted->len),
    .mad = tally_audit_stats_get_mad (sorted, scan->sorted->len),
    .floor = outliers->floor_of (sorted, scan->sorted->len),
  };

  for (guint i = 0; i < scan->n_lines; i++)
    {
      double log_value = g_array_index (scan->logs, double, i);
      if (isnan (log_value) || fabs (get_z (&peers, log_value)) <= TALLY_AUDIT_PEERS_LIMIT)
        continue;
      peers.n_beyond = count_beyond (scan->sorted, &peers, log_value);
      if (is_rare (peers.n_beyond, peers.n_peers) && !tally_audit_reversals_find (reversals, scan->lines[i], NULL))
        outliers->submit (context, scan->lines[i], &peers);
    }
}

static void
scan_group (Scan                     *scan,
            TallyAuditContext        *context,
            const TallyAuditOutliers *outliers)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  TallyMoney cents = 0;
  gboolean is_enough;

  fill_scan (scan, context, outliers);
  for (guint i = 0; i < scan->n_lines; i++)
    if (!isnan (g_array_index (scan->logs, double, i)))
      cents += tally_audit_input_get_line (input, scan->lines[i])->price_cents;
  is_enough = scan->sorted->len >= TALLY_AUDIT_PEERS_MIN;
  if (scan->sorted->len > 0)
    tally_audit_context_count (context, is_enough ? TALLY_AUDIT_IN_SCOPE : "too-few-peers", scan->sorted->len, cents);
  if (!is_enough)
    return;
  tally_audit_context_add_tests (context, scan->sorted->len);
  hand_out (scan, context, outliers);
}

gboolean
tally_audit_peers_scan (TallyAuditContext         *context,
                        const TallyAuditOutliers  *outliers,
                        GError                   **error)
{
  const TallyAuditGroups *groups = tally_audit_peers_get_groups (context);
  g_autoptr (GArray) logs = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (double));
  Scan scan = { .logs = logs, .sorted = sorted };

  for (guint i = 0; i < tally_audit_groups_get_n_groups (groups); i++)
    {
      if (tally_audit_context_is_cancelled (context, error))
        return FALSE;
      scan.lines = tally_audit_groups_get_lines (groups, i, &scan.n_lines);
      scan_group (&scan, context, outliers);
    }
  return TRUE;
}

void
tally_audit_peers_add (const TallyAuditPeers *peers,
                       TallyAuditFacts       *facts)
{
  TallyAuditFacts *child = tally_audit_facts_add_child (facts, "peers");

  tally_audit_facts_add_int64 (child, "n_peers", peers->n_peers);
  tally_audit_facts_add_int64 (child, "n_beyond", peers->n_beyond);
  tally_audit_facts_add_double (child, "median_log", peers->median);
  tally_audit_facts_add_double (child, "mad_log", peers->mad);
  tally_audit_facts_add_double (child, "floor_log", peers->floor);
}

/* The spread of few peers is no exact measure: z has the longer tails of Student's distribution, here as the normal
 * number that is equally unlikely (Wallace 1959). A floor is not measured. */
static double
get_p_value (const TallyAuditPeers *peers,
             double                 z)
{
  double degrees = MAX (peers->n_peers, 2) - 1;

  if (peers->mad > peers->floor)
    z = (8 * degrees + 1) / (8 * degrees + 3) * sqrt (degrees * log1p (z * z / degrees));
  return 2 * tally_audit_stats_normal_tail (fabs (z));
}

gboolean
tally_audit_peers_judge (const TallyAuditFacts *facts,
                         double                 value,
                         double                *out_usual,
                         TallyAuditJudgement   *judgement)
{
  const TallyAuditFacts *child = tally_audit_facts_get_child (facts, "peers");
  TallyAuditPeers peers = {
    .n_peers = (guint) tally_audit_facts_get_int64 (child, "n_peers"),
    .n_beyond = (guint) tally_audit_facts_get_int64 (child, "n_beyond"),
    .median = tally_audit_facts_get_double (child, "median_log"),
    .mad = tally_audit_facts_get_double (child, "mad_log"),
    .floor = tally_audit_facts_get_double (child, "floor_log"),
  };
  double z = value > 0 ? get_z (&peers, get_log (value)) : 0;

  *out_usual = exp (peers.median);
  if (peers.n_peers < TALLY_AUDIT_PEERS_MIN || fabs (z) <= TALLY_AUDIT_PEERS_LIMIT || !is_rare (peers.n_beyond, peers.n_peers))
    return FALSE;
  judgement->p_value = get_p_value (&peers, z);
  judgement->score_micros = (gint64) ((1 - judgement->p_value) * TALLY_FINDING_SCORE_ONE);
  judgement->confidence_micros = TALLY_FINDING_SCORE_ONE * (gint64) peers.n_peers / (gint64) (peers.n_peers + TALLY_AUDIT_PEERS_MIN);
  tally_audit_facts_add_double (judgement->derived, "modified_z", z);
  tally_audit_facts_add_double (judgement->derived, "usual", *out_usual);
  return TRUE;
}
