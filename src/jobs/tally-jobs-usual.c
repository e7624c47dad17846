/* tally-jobs-usual.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-usual.h"

#include <math.h>
#include <stdlib.h>

#include "tally-learn-novelty.h"

/* Lines that rarity is told among, at most, the wanted ones apart: it is known to one in so many. */
#define MAX_SAMPLE 8192

/* From the median absolute deviation to the standard deviation of a normal distribution; and deviations that are no
 * smaller for even peers: a tenth more or less is no news. */
#define MAD_TO_SIGMA 1.4826
#define MIN_SIGMA 0.1

/* Columns by which a line is rare. */
enum { QUANTITY, UNIT_PRICE, PRICE_OF_CREW, PRICE, PEERS, DAYS, WEEKDAY, ISSUES, N_COLUMNS };

/* What lines are gathered by: peers first, the nearest before those that stand in for them where there are too few. */
enum { BY_UNIT_AND_WORK, BY_UNIT, BY_MEASURE, N_PEERS, BY_CREW = N_PEERS, BY_REQUEST, N_GATHERINGS };

/* A line, as short as it can be kept. */
typedef struct {
  gint64     sheet_id;
  gint64     row_id;
  double     quantity;    /* logarithms; NaN = none */
  double     unit_price;
  double     price;
  double     rarity;
  guint      group[N_GATHERINGS];
  float      days;        /* from the work to the end of its week; NaN = not known */
  guint8     weekday;     /* of the work; 0 = not known */
  guint8     n_issues;
  guint8     is_wanted;
} Record;

/* What is usual in a group. */
typedef struct {
  guint  n;
  double median;
  double sigma; /* robust */
} Usual;

/* Lines with something in common. */
typedef struct {
  GHashTable *numbers;  /* (owned) (element-type utf8 guint) */
  GArray     *cents;    /* (owned) (element-type TallyMoney): amount of each group */
  guint       n_groups;
} Gathering;

struct _TallyJobsUsual {
  GArray       *records;  /* (owned) (element-type Record), by sheet id and row id once it is settled */
  GStringChunk *strings;  /* (owned) */
  Gathering     gatherings[N_GATHERINGS];
  Usual        *quantities[N_PEERS];  /* (owned) (nullable) (array): of each group of peers */
  Usual        *unit_prices[N_PEERS]; /* (owned) (nullable) (array): likewise */
  Usual        *prices;               /* (owned) (nullable) (array): of each crew */
};

TallyJobsUsual *
tally_jobs_usual_new (void)
{
  TallyJobsUsual *self = g_new0 (TallyJobsUsual, 1);

  self->records = g_array_new (FALSE, FALSE, sizeof (Record));
  self->strings = g_string_chunk_new (64 * 1024);
  for (guint g = 0; g < N_GATHERINGS; g++)
    {
      self->gatherings[g].numbers = g_hash_table_new (g_str_hash, g_str_equal);
      self->gatherings[g].cents = g_array_new (FALSE, TRUE, sizeof (TallyMoney));
    }
  return self;
}

void
tally_jobs_usual_free (TallyJobsUsual *self)
{
  if (self == NULL)
    return;
  for (guint g = 0; g < N_GATHERINGS; g++)
    {
      g_hash_table_unref (self->gatherings[g].numbers);
      g_array_unref (self->gatherings[g].cents);
    }
  for (guint g = 0; g < N_PEERS; g++)
    {
      g_free (self->quantities[g]);
      g_free (self->unit_prices[g]);
    }
  g_free (self->prices);
  g_string_chunk_free (self->strings);
  g_array_unref (self->records);
  g_free (self);
}

/* --- gathering ----------------------------------------------------------------------------------- */

static guint
gather (TallyJobsUsual *self,
        guint           by,
        const char     *text,
        TallyMoney      cents)
{
  Gathering *gathering = &self->gatherings[by];
  gpointer number;

  if (!g_hash_table_lookup_extended (gathering->numbers, text, NULL, &number))
    {
      number = GUINT_TO_POINTER (gathering->n_groups++);
      g_hash_table_insert (gathering->numbers, g_string_chunk_insert (self->strings, text), number);
      g_array_set_size (gathering->cents, gathering->n_groups);
    }
  g_array_index (gathering->cents, TallyMoney, GPOINTER_TO_UINT (number)) += cents;
  return GPOINTER_TO_UINT (number);
}

static guint
gather_peers (TallyJobsUsual  *self,
              const TallyLine *line)
{
  char buffer[256];
  g_autofree char *long_text = NULL;
  const char *cu = line->text[TALLY_FIELD_CU];
  const char *work = line->text[TALLY_FIELD_WORK_TYPE];

  if (g_snprintf (buffer, sizeof buffer, "%s\n%s", cu, work) < (int) sizeof buffer)
    return gather (self, BY_UNIT_AND_WORK, buffer, 0);
  long_text = g_strconcat (cu, "\n", work, NULL);
  return gather (self, BY_UNIT_AND_WORK, long_text, 0);
}

static guint8
count_bits (guint bits)
{
  guint8 n = 0;

  for (; bits != 0; bits &= bits - 1)
    n++;
  return n;
}

void
tally_jobs_usual_add (TallyJobsUsual  *self,
                      const TallyLine *line,
                      gboolean         is_wanted)
{
  double quantity = tally_decimal_to_double (line->quantity);
  double dollars = tally_money_to_double (line->price_cents);
  Record record = {
    .sheet_id = line->sheet_id, .row_id = line->row_id, .rarity = NAN, .days = NAN, .is_wanted = is_wanted != FALSE,
    .quantity = quantity > 0 ? log (quantity) : NAN,
    .price = dollars > 0 ? log (dollars) : NAN,
    .unit_price = quantity > 0 && dollars > 0 ? log (dollars / quantity) : NAN,
    .n_issues = count_bits (line->issues),
  };

  g_return_if_fail (self != NULL && line != NULL && self->prices == NULL);
  record.group[BY_UNIT_AND_WORK] = gather_peers (self, line);
  record.group[BY_UNIT] = gather (self, BY_UNIT, line->text[TALLY_FIELD_CU], 0);
  record.group[BY_MEASURE] = gather (self, BY_MEASURE, line->text[TALLY_FIELD_UOM], 0);
  record.group[BY_CREW] = gather (self, BY_CREW, line->text[TALLY_FIELD_FOREMAN], 0);
  record.group[BY_REQUEST] = gather (self, BY_REQUEST, line->text[TALLY_FIELD_WORK_REQUEST],
                                     line->reason == TALLY_REASON_ACCEPTED ? line->price_cents : 0);
  if (line->snapshot != TALLY_DAY_NONE)
    record.weekday = (guint8) tally_day_get_weekday (line->snapshot);
  if (line->snapshot != TALLY_DAY_NONE && line->week_ending != TALLY_DAY_NONE)
    record.days = (float) ((int) line->week_ending - (int) line->snapshot);
  g_array_append_val (self->records, record);
}

/* --- what is usual ------------------------------------------------------------------------------- */

static int
compare_doubles (const void *a,
                 const void *b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
find_median (double *values,
             gsize   n)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

static void
find_usual (double *values,
            guint   n,
            Usual  *out_usual)
{
  *out_usual = (Usual) { n, NAN, NAN };
  if (n < TALLY_JOBS_USUAL_MIN)
    return;
  out_usual->median = find_median (values, n);
  for (guint i = 0; i < n; i++)
    values[i] = fabs (values[i] - out_usual->median);
  out_usual->sigma = MAX (find_median (values, n) * MAD_TO_SIGMA, MIN_SIGMA);
}

/* The number at an offset of each record, group by group; what is missing says nothing. */
static Usual *
find_all_usual (const TallyJobsUsual *self,
                guint                 by,
                gsize                 offset)
{
  guint n_groups = self->gatherings[by].n_groups;
  g_autofree guint *ends = g_new0 (guint, n_groups + 1);
  g_autofree double *values = g_new (double, MAX (self->records->len, 1));
  Usual *usual = g_new (Usual, MAX (n_groups, 1));
  guint first = 0;

  for (guint i = 0; i < self->records->len; i++)
    {
      const Record *record = &g_array_index (self->records, Record, i);
      if (!isnan (G_STRUCT_MEMBER (double, record, offset)))
        ends[record->group[by] + 1]++;
    }
  for (guint g = 0; g < n_groups; g++)
    ends[g + 1] += ends[g];
  for (guint i = 0; i < self->records->len; i++)
    {
      const Record *record = &g_array_index (self->records, Record, i);
      if (!isnan (G_STRUCT_MEMBER (double, record, offset)))
        values[ends[record->group[by]]++] = G_STRUCT_MEMBER (double, record, offset);
    }
  for (guint g = 0; g < n_groups; first = ends[g++])
    find_usual (values + first, ends[g] - first, &usual[g]);
  return usual;
}

static void
count_members (const TallyJobsUsual *self,
               guint                 by,
               Usual                *usual)
{
  for (guint g = 0; g < self->gatherings[by].n_groups; g++)
    usual[g].n = 0;
  for (guint i = 0; i < self->records->len; i++)
    usual[g_array_index (self->records, Record, i).group[by]].n++;
}

/* Of the nearest peers of which there are enough. */
static const Usual *
find_peers (Usual *const *usual,
            const Record *record)
{
  for (guint g = 0; g < N_PEERS; g++)
    if (!isnan (usual[g][record->group[g]].median))
      return &usual[g][record->group[g]];
  return &usual[0][record->group[0]];
}

/* --- rarity -------------------------------------------------------------------------------------- */

static void
fill_row (const TallyJobsUsual *self,
          const Record         *record,
          TallyLearnFrame      *frame,
          gsize                 row)
{
  const Usual *quantity = find_peers (self->quantities, record);
  const Usual *unit_price = find_peers (self->unit_prices, record);

  tally_learn_frame_set (frame, row, QUANTITY, (record->quantity - quantity->median) / quantity->sigma);
  tally_learn_frame_set (frame, row, UNIT_PRICE, (record->unit_price - unit_price->median) / unit_price->sigma);
  tally_learn_frame_set (frame, row, PRICE_OF_CREW, record->price - self->prices[record->group[BY_CREW]].median);
  tally_learn_frame_set (frame, row, PRICE, record->price);
  tally_learn_frame_set (frame, row, PEERS, log1p (self->quantities[0][record->group[0]].n));
  tally_learn_frame_set (frame, row, DAYS, (double) record->days);
  tally_learn_frame_set (frame, row, WEEKDAY, record->weekday != 0 ? (double) record->weekday : NAN);
  tally_learn_frame_set (frame, row, ISSUES, record->n_issues);
}

/* The wanted lines, and each so-manieth of all, by their order. */
static void
find_rarities (TallyJobsUsual *self,
               guint64         seed,
               guint           n_threads)
{
  guint step = self->records->len / MAX_SAMPLE + 1;
  g_autofree guint *chosen = g_new (guint, MAX (self->records->len, 1));
  g_autoptr (TallyLearnFrame) frame = NULL;
  g_autofree double *rarities = NULL;
  guint n = 0;

  for (guint i = 0; i < self->records->len; i++)
    if (i % step == 0 || g_array_index (self->records, Record, i).is_wanted)
      chosen[n++] = i;
  if (n < TALLY_JOBS_USUAL_MIN)
    return;
  frame = tally_learn_frame_new (n, N_COLUMNS);
  for (guint i = 0; i < n; i++)
    fill_row (self, &g_array_index (self->records, Record, chosen[i]), frame, i);
  rarities = g_new (double, n);
  tally_learn_novelty_find (frame, seed, n_threads, rarities);
  for (guint i = 0; i < n; i++)
    g_array_index (self->records, Record, chosen[i]).rarity = rarities[i];
}

static int
compare_records (gconstpointer a,
                 gconstpointer b)
{
  const Record *left = a, *right = b;

  if (left->sheet_id != right->sheet_id)
    return left->sheet_id < right->sheet_id ? -1 : 1;
  return (left->row_id > right->row_id) - (left->row_id < right->row_id);
}

void
tally_jobs_usual_settle (TallyJobsUsual *self,
                         guint64         seed,
                         guint           n_threads)
{
  g_return_if_fail (self != NULL && self->prices == NULL);
  g_array_sort (self->records, compare_records);
  for (guint g = 0; g < N_PEERS; g++)
    {
      self->quantities[g] = find_all_usual (self, g, G_STRUCT_OFFSET (Record, quantity));
      self->unit_prices[g] = find_all_usual (self, g, G_STRUCT_OFFSET (Record, unit_price));
    }
  self->prices = find_all_usual (self, BY_CREW, G_STRUCT_OFFSET (Record, price));
  count_members (self, BY_UNIT_AND_WORK, self->quantities[0]);
  count_members (self, BY_CREW, self->prices);
  find_rarities (self, seed, n_threads);
}

gboolean
tally_jobs_usual_find (const TallyJobsUsual *self,
                       gint64                sheet_id,
                       gint64                row_id,
                       TallyJobsUsualLine   *out_line)
{
  const Record wanted = { .sheet_id = sheet_id, .row_id = row_id };
  const Usual *quantity, *unit_price, *crew;
  const Record *record;
  guint at;

  g_return_val_if_fail (self != NULL && out_line != NULL && self->prices != NULL, FALSE);
  if (!g_array_binary_search (self->records, &wanted, compare_records, &at))
    return FALSE;
  record = &g_array_index (self->records, Record, at);
  quantity = find_peers (self->quantities, record);
  unit_price = find_peers (self->unit_prices, record);
  crew = &self->prices[record->group[BY_CREW]];
  *out_line = (TallyJobsUsualLine) {
    .n_peers = self->quantities[0][record->group[0]].n,
    .n_of_crew = crew->n,
    .request_cents = g_array_index (self->gatherings[BY_REQUEST].cents, TallyMoney, record->group[BY_REQUEST]),
    .quantity = record->quantity - quantity->median,
    .quantity_spread = fabs (record->quantity - quantity->median) / quantity->sigma,
    .unit_price = record->unit_price - unit_price->median,
    .unit_price_spread = fabs (record->unit_price - unit_price->median) / unit_price->sigma,
    .price_of_crew = record->price - crew->median,
    .rarity = record->rarity,
  };
  return record->is_wanted;
}
