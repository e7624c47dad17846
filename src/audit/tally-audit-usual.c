/* tally-audit-usual.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-usual.h"

#include <float.h>
#include <math.h>

#include "tally-audit-digits.h"
#include "tally-audit-facts-values.h"
#include "tally-audit-levels.h"
#include "tally-audit-peers.h"
#include "tally-audit-reversals.h"
#include "tally-audit-stats.h"

/* Of the peers, the share that may lie as far out on the same side: more of them are a habit, not an error. */
#define RARE_DIVISOR 200
#define RARE_MIN 2

/* Ratio from which on a quantity may be a slip, whatever the share of slips is. */
#define MIN_RATIO 1

/* A quantity and whose it is. */
typedef struct {
  double log;
  guint  line;
} Entry;

/* A line that may be submitted once the share of slips is known. */
typedef struct {
  guint           line;
  TallyAuditUsual usual;
} Suspect;

/* A scan at work: entries of all kinds, one kind after the other, each sorted; and their logarithms by themselves. */
typedef struct {
  TallyAuditContext *context;  /* (borrowed) */
  GArray            *entries;  /* (owned) Entry */
  GArray            *starts;   /* (owned) guint: of each kind, and the end */
  GArray            *suspects; /* (owned) Suspect */
  GArray            *ratios;   /* (owned) double: of those that may be slips */
  double            *logs;     /* (owned) */
  TallyAuditLevels  *levels;   /* (owned) */
  guint64            n_asked;
} Scan;

static void
scan_clear (Scan *scan)
{
  g_clear_pointer (&scan->levels, tally_audit_levels_free);
  g_clear_pointer (&scan->entries, g_array_unref);
  g_clear_pointer (&scan->starts, g_array_unref);
  g_clear_pointer (&scan->suspects, g_array_unref);
  g_clear_pointer (&scan->ratios, g_array_unref);
  g_clear_pointer (&scan->logs, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scan, scan_clear)

/* A quantity can lie beyond what a double holds. */
static double
get_log (double quantity)
{
  return log (MIN (quantity, DBL_MAX));
}

static const TallyLine *
get_line (const Scan *scan,
          guint       line)
{
  return tally_audit_input_get_line (tally_audit_context_get_input (scan->context), line);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const Entry *x = a, *y = b;

  if (x->log < y->log || x->log > y->log)
    return x->log < y->log ? -1 : 1;
  return (x->line > y->line) - (x->line < y->line);
}

/* Lines without a unit code have nothing in common. */
static void
add_entries (Scan        *scan,
             const guint *lines,
             guint        n_lines)
{
  guint start = scan->entries->len;

  g_array_append_val (scan->starts, start);
  for (guint i = 0; i < n_lines; i++)
    {
      const TallyLine *line = get_line (scan, lines[i]);
      double value = tally_decimal_to_double (line->quantity);
      Entry entry = { .line = lines[i] };
      if (!(value > 0))
        continue;
      if (line->text[TALLY_FIELD_CU][0] == '\0')
        {
          tally_audit_context_count (scan->context, "no-unit", 1, line->price_cents);
          continue;
        }
      entry.log = get_log (value);
      g_array_append_val (scan->entries, entry);
    }
  if (scan->entries->len > start)
    qsort (&g_array_index (scan->entries, Entry, start), scan->entries->len - start, sizeof (Entry), compare_entries);
}

static gboolean
is_whole (const Scan *scan,
          guint       kind)
{
  for (guint i = g_array_index (scan->starts, guint, kind); i < g_array_index (scan->starts, guint, kind + 1); i++)
    if (get_line (scan, g_array_index (scan->entries, Entry, i).line)->quantity.exponent < 0)
      return FALSE;
  return TRUE;
}

static void
add_levels (Scan                   *scan,
            const TallyAuditGroups *groups)
{
  const char *last = NULL;

  scan->logs = g_new (double, MAX (scan->entries->len, 1));
  for (guint i = 0; i < scan->entries->len; i++)
    scan->logs[i] = g_array_index (scan->entries, Entry, i).log;
  for (guint i = 0; i + 1 < scan->starts->len; i++)
    {
      guint n_lines, start = g_array_index (scan->starts, guint, i), end = g_array_index (scan->starts, guint, i + 1);
      const TallyLine *first = get_line (scan, tally_audit_groups_get_lines (groups, i, &n_lines)[0]);
      tally_audit_levels_add_kind (scan->levels, first->text[TALLY_FIELD_UOM], first->text[TALLY_FIELD_CU] != last, is_whole (scan, i),
                                   scan->logs + start, end - start);
      last = first->text[TALLY_FIELD_CU];
    }
  tally_audit_levels_seal (scan->levels);
}

static void
fill_scan (Scan                   *scan,
           const TallyAuditGroups *groups)
{
  for (guint i = 0; i < tally_audit_groups_get_n_groups (groups); i++)
    {
      guint n_lines;
      const guint *lines = tally_audit_groups_get_lines (groups, i, &n_lines);
      add_entries (scan, lines, n_lines);
    }
  g_array_append_val (scan->starts, scan->entries->len);
  add_levels (scan, groups);
}

/* --- one kind ----------------------------------------------------------------------------------- */

/* Half of the way to the centre, a factor of two at most: what peers have there too is no error of its own but the end
 * of what is usual, as where quantities are spread evenly from one to a hundred. */
static double
get_nearer (double centre,
            double log_value)
{
  double distance = log_value - centre, step = MIN (fabs (distance) / 2, G_LN2);

  return distance > 0 ? log_value - step : log_value + step;
}

/* How many of the sorted values are at least as far out as @limit on its side of the centre. */
static guint
count_beyond (const double *sorted,
              guint         n,
              double        centre,
              double        limit)
{
  guint low = 0, high = n;
  gboolean is_above = limit > centre;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (is_above ? sorted[middle] < limit : sorted[middle] <= limit)
        low = middle + 1;
      else
        high = middle;
    }
  return is_above ? n - low : low;
}

/* The median of all but one. */
static double
get_median_without (const double *sorted,
                    guint         n,
                    guint         index)
{
  guint low = (n - 2) / 2, high = (n - 1) / 2;

  return (sorted[low + (low >= index)] + sorted[high + (high >= index)]) / 2;
}

double
tally_audit_usual_get_tail (const TallyAuditUsual *usual,
                            double                 quantity,
                            gboolean               is_below)
{
  double t = (get_log (quantity) - usual->centre) / usual->spread;

  return tally_audit_stats_student_tail (is_below ? -t : t, usual->degrees);
}

/* A whole number stands for all that are rounded to it: its nearer end decides. */
double
tally_audit_usual_get_p_value (const TallyAuditUsual *usual,
                               double                 quantity)
{
  double half = usual->is_whole ? 0.5 : 0, middle = exp (usual->centre);
  gboolean is_below = quantity < middle;
  double end = is_below ? MIN (quantity + half, middle) : MAX (quantity - half, middle);

  return MIN (1, 2 * tally_audit_usual_get_tail (usual, end, is_below));
}

static gboolean
is_rare (guint64 n_beyond,
         guint64 n_peers)
{
  return n_beyond <= MAX (RARE_MIN, n_peers / RARE_DIVISOR);
}

static void
look_at (Scan            *scan,
         const double    *sorted,
         guint            index,
         guint            line,
         TallyAuditUsual *usual)
{
  TallyAuditDigit digit;
  Suspect suspect;
  TallyDecimal quantity = get_line (scan, line)->quantity;
  double ratio = tally_audit_digits_get_ratio (usual, quantity, &digit);

  if (ratio <= MIN_RATIO
      && tally_audit_usual_get_p_value (usual, tally_decimal_to_double (quantity)) > TALLY_AUDIT_USUAL_P_VALUE)
    return;
  usual->n_beyond = count_beyond (sorted, usual->n_peers, usual->centre, get_nearer (usual->centre, sorted[index]));
  usual->middle = usual->n_peers >= TALLY_AUDIT_USUAL_MIN ? get_median_without (sorted, usual->n_peers, index) : usual->centre;
  if (!is_rare (usual->n_beyond, usual->n_peers)
      || tally_audit_reversals_find (tally_audit_reversals_get (scan->context), line, NULL))
    return;
  suspect = (Suspect) { line, *usual };
  g_array_append_val (scan->suspects, suspect);
  if (ratio > MIN_RATIO)
    g_array_append_val (scan->ratios, ratio);
}

static void
look_at_kind (Scan  *scan,
              guint  kind)
{
  guint start = g_array_index (scan->starts, guint, kind), n = g_array_index (scan->starts, guint, kind + 1) - start;
  gboolean are_whole = is_whole (scan, kind);

  for (guint i = 0; i < n; i++)
    {
      guint line = g_array_index (scan->entries, Entry, start + i).line;
      TallyMoney cents = get_line (scan, line)->price_cents;
      TallyAuditForecast forecast;
      TallyAuditUsual usual;
      if (!tally_audit_levels_forecast (scan->levels, kind, i, &forecast))
        {
          tally_audit_context_count (scan->context, "too-few-peers", 1, cents);
          continue;
        }
      tally_audit_context_count (scan->context, TALLY_AUDIT_IN_SCOPE, 1, cents);
      scan->n_asked++;
      usual = (TallyAuditUsual) {
        .n_peers = n, .n_siblings = forecast.n_siblings, .n_others = forecast.n_others, .centre = forecast.centre,
        .spread = forecast.spread, .degrees = forecast.degrees, .is_whole = are_whole,
      };
      look_at (scan, scan->logs + start, i, line, &usual);
    }
}

static void
hand_out (Scan                *scan,
          TallyAuditUsualFunc  submit)
{
  double share = tally_audit_digits_fit_share ((const double *) (gconstpointer) scan->ratios->data, scan->ratios->len, scan->n_asked);

  tally_audit_context_add_tests (scan->context, scan->n_asked);
  for (guint i = 0; i < scan->suspects->len; i++)
    {
      Suspect *suspect = &g_array_index (scan->suspects, Suspect, i);
      suspect->usual.share = share;
      submit (scan->context, suspect->line, &suspect->usual);
    }
}

gboolean
tally_audit_usual_scan (TallyAuditContext    *context,
                        TallyAuditUsualFunc   submit,
                        GError              **error)
{
  const TallyAuditGroups *groups = tally_audit_peers_get_groups (context);
  g_auto (Scan) scan = {
    .context = context,
    .entries = g_array_new (FALSE, FALSE, sizeof (Entry)),
    .starts = g_array_new (FALSE, FALSE, sizeof (guint)),
    .suspects = g_array_new (FALSE, FALSE, sizeof (Suspect)),
    .ratios = g_array_new (FALSE, FALSE, sizeof (double)),
    .levels = tally_audit_levels_new (),
  };

  fill_scan (&scan, groups);
  for (guint i = 0; i < tally_audit_groups_get_n_groups (groups); i++)
    {
      if (tally_audit_context_is_cancelled (context, error))
        return FALSE;
      look_at_kind (&scan, i);
    }
  hand_out (&scan, submit);
  return TRUE;
}

/* --- facts -------------------------------------------------------------------------------------- */

void
tally_audit_usual_add (const TallyAuditUsual *usual,
                       TallyAuditFacts       *facts)
{
  TallyAuditFacts *child = tally_audit_facts_add_child (facts, "usual");

  tally_audit_facts_add_int64 (child, "n_peers", usual->n_peers);
  tally_audit_facts_add_int64 (child, "n_siblings", usual->n_siblings);
  tally_audit_facts_add_int64 (child, "n_others", usual->n_others);
  tally_audit_facts_add_int64 (child, "n_beyond", usual->n_beyond);
  tally_audit_facts_add_double (child, "middle_log", usual->middle);
  tally_audit_facts_add_double (child, "centre_log", usual->centre);
  tally_audit_facts_add_double (child, "spread_log", usual->spread);
  tally_audit_facts_add_double (child, "degrees", usual->degrees);
  tally_audit_facts_add_double (child, "share", usual->share);
  tally_audit_facts_add_int64 (child, "is_whole", usual->is_whole);
}

static guint
get_count (const TallyAuditFacts *facts,
           const char            *name)
{
  return (guint) CLAMP (tally_audit_facts_get_int64 (facts, name), 0, G_MAXINT32);
}

gboolean
tally_audit_usual_get (const TallyAuditFacts *facts,
                       TallyAuditUsual       *out_usual)
{
  const TallyAuditFacts *child = tally_audit_facts_get_child (facts, "usual");

  *out_usual = (TallyAuditUsual) {
    .n_peers = get_count (child, "n_peers"),
    .n_siblings = get_count (child, "n_siblings"),
    .n_others = get_count (child, "n_others"),
    .n_beyond = get_count (child, "n_beyond"),
    .middle = tally_audit_facts_get_double (child, "middle_log"),
    .centre = tally_audit_facts_get_double (child, "centre_log"),
    .spread = tally_audit_facts_get_double (child, "spread_log"),
    .degrees = tally_audit_facts_get_double (child, "degrees"),
    .share = tally_audit_facts_get_double (child, "share"),
    .is_whole = tally_audit_facts_get_int64 (child, "is_whole") != 0,
  };
  return out_usual->spread > 0 && out_usual->degrees > 0 && out_usual->share >= 0 && out_usual->share < 1 && out_usual->n_peers > 0
         && is_rare (out_usual->n_beyond, out_usual->n_peers);
}

