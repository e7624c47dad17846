/* tally-audit-levels.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-levels.h"

#include <float.h>
#include <math.h>

#include "tally-audit-stats.h"
#include "tally-audit-variances.h"

/* Values of a kind, and kinds of a measure, from which on they tell how much values vary. */
#define MIN_OF_KIND 5
#define MIN_KINDS 5

/* Values from which on a kind, or a measure, is known well enough. */
#define MIN_VALUES 26

/* Beyond half a decimal place, or two and a half sigmas where that is more, a value counts as if it lay there: a digit
 * too many must not move the middle that it is held against. Of a normal distribution's variance .9775 remain. */
#define HALF_A_PLACE (G_LN10 / 2)
#define LIMIT_SIGMAS 2.5
#define LIMITED_VARIANCE 0.9775

/* Sigmas that a kind may lie from what its unit and measure say; beyond, it is not of their sort, and they say nothing
 * about it: its own values do, if there are enough. */
#define CONFLICT_SIGMAS 3.5

/* Degrees of freedom below which a variance says nothing, as where units vary each in its own way. */
#define MIN_DEGREES 4

/* Of a spread that is a floor: it is not measured. */
#define EXACT_DEGREES 1e6

/* Least standard deviation: a tenth; and of the step from a whole number to the next, so that two or three where all
 * others have one are not unusual, but ten are. */
#define FLOOR 0.1
#define FLOOR_STEPS 0.697

/* Of the median distance of a normal distribution: its standard deviation; the same of the mean of the nearest nine
 * tenths of the distances. */
#define SIGMA_OF_MEDIAN 1.4826
#define SIGMA_OF_TRIMMED 1.5214
#define TRIMMED_DIVISOR 10

/* Squares of some distances, of which chance explains so much. */
typedef struct {
  double squares;
  double chance;
  guint  n;
} Excess;

/* One measure: distances from the medians of kinds, and variances of kinds that have values enough; what these are
 * drawn towards and how strongly (0 = not known); the variances between kinds of a unit and between units, negative if
 * not known. */
typedef struct {
  GArray *distances; /* (owned) double */
  GArray *variances; /* (owned) double */
  GArray *samples;   /* (owned) guint: degrees of freedom of each of @variances */
  Excess  kinds;
  Excess  units;
  guint   n_units;
  double  sigma;
  double  variance;
  double  degrees;
  double  of_kinds;
  double  of_units;
  double  centre;
} Measure;

/* Sums are of limited values: those beyond @low and @high count as these. */
typedef struct {
  const double *sorted; /* (borrowed) */
  guint         n;
  guint         unit;
  double        low;
  double        high;
  double        sum;
  double        squares;  /* of the distances from their mean */
  double        rounding; /* variances that rounding to whole numbers adds to each */
  gboolean      is_whole;
} Kind;

typedef struct {
  Measure *measure; /* (borrowed) */
  guint    first;   /* number of its first kind */
  guint    n_kinds; /* those that have values */
  guint    n;
  double   sum;
} Unit;

struct _TallyAuditLevels {
  GArray     *kinds;    /* (owned) Kind */
  GArray     *units;    /* (owned) Unit */
  GHashTable *measures; /* (owned) */
};

/* A belief about a centre: no variance is no belief. */
typedef struct {
  double mean;
  double variance; /* INFINITY: anything */
} Belief;

static void
measure_free (Measure *measure)
{
  g_array_unref (measure->distances);
  g_array_unref (measure->variances);
  g_array_unref (measure->samples);
  g_free (measure);
}

TallyAuditLevels *
tally_audit_levels_new (void)
{
  TallyAuditLevels *self = g_new0 (TallyAuditLevels, 1);

  self->kinds = g_array_new (FALSE, FALSE, sizeof (Kind));
  self->units = g_array_new (FALSE, FALSE, sizeof (Unit));
  self->measures = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) measure_free);
  return self;
}

void
tally_audit_levels_free (TallyAuditLevels *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->kinds);
  g_array_unref (self->units);
  g_hash_table_unref (self->measures);
  g_free (self);
}

static Kind *
get_kind (const TallyAuditLevels *self,
          guint                   index)
{
  return &g_array_index (self->kinds, Kind, index);
}

static Unit *
get_unit (const TallyAuditLevels *self,
          guint                   index)
{
  return &g_array_index (self->units, Unit, index);
}

static Measure *
ensure_measure (TallyAuditLevels *self,
                const char       *name)
{
  Measure *measure = g_hash_table_lookup (self->measures, name);

  if (measure == NULL)
    {
      measure = g_new0 (Measure, 1);
      measure->distances = g_array_new (FALSE, FALSE, sizeof (double));
      measure->variances = g_array_new (FALSE, FALSE, sizeof (double));
      measure->samples = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->measures, (gpointer) name, measure);
    }
  return measure;
}

void
tally_audit_levels_add_kind (TallyAuditLevels *self,
                             const char       *measure,
                             gboolean          is_new_unit,
                             gboolean          is_whole,
                             const double     *sorted,
                             guint             n_values)
{
  Kind kind = { .is_whole = is_whole, .sorted = sorted, .n = n_values };

  if (is_new_unit || self->units->len == 0)
    {
      const Unit unit = { .measure = ensure_measure (self, measure), .first = self->kinds->len };
      g_array_append_val (self->units, unit);
    }
  kind.unit = self->units->len - 1;
  g_array_append_val (self->kinds, kind);
}

/* --- within kinds ------------------------------------------------------------------------------- */

static void
add_distances (const Kind *kind,
               GArray     *distances)
{
  double median = tally_audit_stats_get_median (kind->sorted, kind->n);

  for (guint i = 0; i < kind->n; i++)
    {
      double distance = fabs (kind->sorted[i] - median);
      g_array_append_val (distances, distance);
    }
}

/* The smaller of two measures, as a standard deviation: where values are small whole numbers the median distance is a
 * whole step or nothing. */
static double
get_sigma (GArray *distances)
{
  double *values = (double *) (gpointer) distances->data, sum = 0;
  guint n = distances->len - distances->len / TRIMMED_DIVISOR;

  if (distances->len == 0)
    return 0;
  tally_audit_stats_sort (values, distances->len);
  for (guint i = 0; i < n; i++)
    sum += values[i];
  return MIN (SIGMA_OF_MEDIAN * tally_audit_stats_get_median (values, distances->len), SIGMA_OF_TRIMMED * sum / n);
}

/* What rounding to a whole number adds to the variance of a logarithm (Sheppard 1898: a twelfth of the square of the
 * step, which is one by the number itself here). */
static double
get_rounding (const Kind *kind,
              double      value)
{
  return kind->is_whole ? exp (-2 * value) / 12 : 0;
}

static void
limit_kind (Kind   *kind,
            double  sigma)
{
  double median = tally_audit_stats_get_median (kind->sorted, kind->n), limit = MAX (HALF_A_PLACE, LIMIT_SIGMAS * sigma), mean;

  kind->low = median - limit;
  kind->high = median + limit;
  for (guint i = 0; i < kind->n; i++)
    kind->sum += CLAMP (kind->sorted[i], kind->low, kind->high);
  mean = kind->sum / kind->n;
  for (guint i = 0; i < kind->n; i++)
    {
      double value = CLAMP (kind->sorted[i], kind->low, kind->high), distance = value - mean;
      kind->squares += distance * distance / LIMITED_VARIANCE;
      kind->rounding += get_rounding (kind, value);
    }
}

static double
get_floor (double centre)
{
  return MAX (FLOOR, FLOOR_STEPS * log1p (exp (-MAX (centre, 0))));
}

static void
add_sample (const Kind *kind,
            Measure    *measure)
{
  double floor = get_floor (kind->sum / kind->n);
  double variance = MAX (kind->squares / (kind->n - 1) - kind->rounding / kind->n, floor * floor);
  guint degrees = kind->n - 1;

  g_array_append_val (measure->variances, variance);
  g_array_append_val (measure->samples, degrees);
}

static void
limit_kinds (TallyAuditLevels *self)
{
  g_autoptr (GArray) distances = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < self->kinds->len; i++)
    {
      Kind *kind = get_kind (self, i);
      Unit *unit = get_unit (self, kind->unit);
      if (kind->n == 0)
        continue;
      g_array_set_size (distances, 0);
      if (kind->n >= MIN_VALUES)
        add_distances (kind, distances);
      limit_kind (kind, kind->n >= MIN_VALUES ? get_sigma (distances) : unit->measure->sigma);
      unit->n_kinds++;
      unit->n += kind->n;
      unit->sum += kind->sum;
      if (kind->n >= MIN_OF_KIND)
        add_sample (kind, unit->measure);
    }
}

static void
measure_sigmas (TallyAuditLevels *self)
{
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < self->kinds->len; i++)
    {
      const Kind *kind = get_kind (self, i);
      if (kind->n >= MIN_OF_KIND)
        add_distances (kind, get_unit (self, kind->unit)->measure->distances);
    }
  g_hash_table_iter_init (&iter, self->measures);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Measure *measure = value;
      measure->sigma = get_sigma (measure->distances);
    }
}

static void
fit_measure (Measure *measure)
{
  if (measure->variances->len >= MIN_KINDS && measure->distances->len >= MIN_VALUES)
    tally_audit_variances_fit ((const double *) (gconstpointer) measure->variances->data,
                               (const guint *) (gconstpointer) measure->samples->data, measure->variances->len,
                               &measure->variance, &measure->degrees);
}

/* --- how centres vary --------------------------------------------------------------------------- */

/* The variance that is left when what chance explains is taken off. */
static double
get_excess (const Excess *excess)
{
  return excess->n >= MIN_KINDS - 1 ? MAX (0, (excess->squares - excess->chance) / excess->n) : -1;
}

static double
get_mean (const Kind *kind)
{
  return kind->sum / kind->n;
}

static guint
get_end (const TallyAuditLevels *self,
         guint                   unit)
{
  return unit + 1 < self->units->len ? get_unit (self, unit + 1)->first : self->kinds->len;
}

/* Kinds of one unit about their mean. */
static void
add_kinds (const TallyAuditLevels *self,
           guint                   index)
{
  const Unit *unit = get_unit (self, index);
  double mean = 0, squares = 0, chance = 0;
  guint n = 0;

  for (guint i = unit->first; i < get_end (self, index); i++)
    if (get_kind (self, i)->n >= MIN_OF_KIND)
      {
        mean += get_mean (get_kind (self, i));
        chance += unit->measure->variance / get_kind (self, i)->n;
        n++;
      }
  if (n < 2)
    return;
  for (guint i = unit->first; i < get_end (self, index); i++)
    if (get_kind (self, i)->n >= MIN_OF_KIND)
      squares += pow (get_mean (get_kind (self, i)) - mean / n, 2);
  unit->measure->kinds.squares += squares;
  unit->measure->kinds.chance += chance * (n - 1) / n;
  unit->measure->kinds.n += n - 1;
}

/* A unit about the middle of its measure. */
static void
add_unit (const Unit *unit)
{
  Measure *measure = unit->measure;

  measure->units.squares += pow (unit->sum / unit->n - measure->centre, 2);
  measure->units.chance += (measure->variance / unit->n + MAX (measure->of_kinds, 0) / unit->n_kinds)
                           * (measure->n_units - 1) / measure->n_units;
  measure->units.n = measure->n_units - 1;
}

static void
fit_centres (TallyAuditLevels *self)
{
  for (guint i = 0; i < self->units->len; i++)
    {
      Unit *unit = get_unit (self, i);
      add_kinds (self, i);
      if (unit->n < MIN_OF_KIND)
        continue;
      unit->measure->n_units++;
      unit->measure->centre += (unit->sum / unit->n - unit->measure->centre) / unit->measure->n_units;
    }
  for (guint i = 0; i < self->units->len; i++)
    get_unit (self, i)->measure->of_kinds = get_excess (&get_unit (self, i)->measure->kinds);
  for (guint i = 0; i < self->units->len; i++)
    if (get_unit (self, i)->n >= MIN_OF_KIND)
      add_unit (get_unit (self, i));
  for (guint i = 0; i < self->units->len; i++)
    get_unit (self, i)->measure->of_units = get_excess (&get_unit (self, i)->measure->units);
}

void
tally_audit_levels_seal (TallyAuditLevels *self)
{
  GHashTableIter iter;
  gpointer measure;

  measure_sigmas (self);
  limit_kinds (self);
  g_hash_table_iter_init (&iter, self->measures);
  while (g_hash_table_iter_next (&iter, NULL, &measure))
    fit_measure (measure);
  fit_centres (self);
}

/* --- what the others say ------------------------------------------------------------------------ */

static void
learn (Belief *belief,
       double  mean,
       double  variance)
{
  double weight = isinf (belief->variance) ? 0 : 1 / belief->variance;

  belief->mean = (weight > 0 ? belief->mean * weight + mean / variance : mean / variance) / (weight + 1 / variance);
  belief->variance = 1 / (weight + 1 / variance);
}

/* What unit and measure say about a kind, none of whose own values are in it. */
static Belief
believe (const Unit *unit,
         const Kind *kind,
         double      variance,
         guint      *out_n_siblings)
{
  const Measure *measure = unit->measure;
  Belief belief = { 0, INFINITY };
  guint n = unit->n - kind->n;

  *out_n_siblings = measure->of_kinds >= 0 ? n : 0;
  if (measure->degrees > 0 && measure->of_units >= 0)
    belief = (Belief) { measure->centre, MAX (measure->of_units, DBL_EPSILON) };
  if (*out_n_siblings > 0)
    learn (&belief, (unit->sum - kind->sum) / n, variance / n + measure->of_kinds / (unit->n_kinds - 1));
  belief.variance += MAX (measure->of_kinds, 0);
  return belief;
}

/* The variance of a kind without one of its values, drawn towards that of its measure. */
static double
get_variance (const Kind    *kind,
              const Measure *measure,
              double         value,
              double        *out_degrees)
{
  double own = kind->n >= 3 ? kind->n - 2 : 0, squares = 0;

  if (own > 0)
    {
      double distance = value - kind->sum / kind->n, rounding = (kind->rounding - get_rounding (kind, value)) / (kind->n - 1);
      squares = MAX (0, kind->squares - distance * distance / LIMITED_VARIANCE * kind->n / (kind->n - 1) - rounding * own);
    }
  *out_degrees = measure->degrees + own;
  return (measure->degrees * measure->variance + squares) / *out_degrees;
}

gboolean
tally_audit_levels_forecast (const TallyAuditLevels *self,
                             guint                   kind_index,
                             guint                   index,
                             TallyAuditForecast     *out_forecast)
{
  const Kind *kind = get_kind (self, kind_index);
  const Unit *unit = get_unit (self, kind->unit);
  double value = CLAMP (kind->sorted[index], kind->low, kind->high), variance, degrees, own, floor;
  guint n_siblings, n = kind->n - 1;
  Belief belief;

  if (unit->measure->degrees <= 0 && kind->n < MIN_VALUES)
    return FALSE;
  variance = get_variance (kind, unit->measure, value, &degrees);
  if (degrees < MIN_DEGREES)
    return FALSE;
  floor = get_floor (kind->sum / kind->n);
  belief = believe (unit, kind, MAX (variance, floor * floor), &n_siblings);
  own = n > 0 ? (kind->sum - value) / n : 0;
  if (n > 0 && fabs (own - belief.mean) > CONFLICT_SIGMAS * sqrt (belief.variance + MAX (variance, floor * floor) / n))
    {
      if (n < MIN_OF_KIND)
        return FALSE;
      belief.variance = INFINITY;
      n_siblings = 0;
    }
  if (n > 0)
    learn (&belief, own, MAX (variance, floor * floor) / n);
  if (isinf (belief.variance))
    return FALSE;
  floor = get_floor (belief.mean);
  *out_forecast = (TallyAuditForecast) {
    .n_siblings = n_siblings, .n_others = unit->measure->degrees > 0 ? unit->measure->distances->len : 0, .centre = belief.mean,
    .spread = sqrt (MAX (variance, floor * floor) + belief.variance), .degrees = variance > floor * floor ? degrees : EXACT_DEGREES,
  };
  return TRUE;
}
