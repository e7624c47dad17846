/* tally-jobs-features.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-features.h"

#include <math.h>

#include "tally-audit-detector.h"
#include "tally-audit-facts-values.h"
#include "tally-jobs-usual.h"
#include "tally-learn-novelty.h"
#include "tally-text.h"

#define SATURDAY 6
#define MICROS 1e6

/* A line of a finding. */
typedef struct {
  gint64      sheet_id;
  gint64      row_id;
  gboolean    is_there;    /* it came */
  const char *crew;        /* (borrowed) */
  const char *unit;        /* (borrowed) */
  TallyMoney  cents;
  double      days;        /* NaN = not known */
  double      weekend;     /* likewise */
  guint       n_missing;
  gboolean    is_billed;
  gint64      published_utc_usec; /* 0 = never */
  guint       n_changes;
  gboolean    changed_after;
  guint       n_findings;
} Note;

struct _TallyJobsFeatures {
  GPtrArray      *findings; /* (owned) */
  GPtrArray      *traits;   /* (owned) (element-type TallyFindingTraits) */
  GHashTable     *notes;    /* (owned) (element-type Note): lines of findings */
  GHashTable     *requests; /* (owned) (element-type utf8 guint): findings of each work request */
  GHashTable     *crews;    /* (owned) (element-type utf8 guint): findings of each crew */
  GStringChunk   *strings;  /* (owned) */
  TallyJobsUsual *usual;    /* (owned) */
};

static guint
hash_note (gconstpointer data)
{
  const Note *note = data;

  return g_int64_hash (&note->row_id) ^ g_int64_hash (&note->sheet_id) * 31;
}

static gboolean
equal_notes (gconstpointer a,
             gconstpointer b)
{
  const Note *left = a, *right = b;

  return left->row_id == right->row_id && left->sheet_id == right->sheet_id;
}

static void
count (GHashTable *counts,
       const char *name)
{
  if (*name != '\0')
    g_hash_table_insert (counts, (gpointer) name, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, name)) + 1));
}

static guint
get_count (GHashTable *counts,
           const char *name)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (counts, name));
}

static Note *
find_note (const TallyJobsFeatures *self,
           gint64                   sheet_id,
           gint64                   row_id)
{
  const Note wanted = { .sheet_id = sheet_id, .row_id = row_id };

  return g_hash_table_lookup (self->notes, &wanted);
}

static void
add_finding (TallyJobsFeatures  *self,
             const TallyFinding *finding)
{
  g_ptr_array_add (self->traits, tally_finding_traits_new ());
  count (self->requests, finding->work_request);
  for (guint i = 0; i < finding->lines->len; i++)
    {
      const TallyFindingLine *line = &g_array_index (finding->lines, TallyFindingLine, i);
      Note *note = find_note (self, line->sheet_id, line->row_id);

      if (note == NULL)
        {
          note = g_new0 (Note, 1);
          *note = (Note) { .sheet_id = line->sheet_id, .row_id = line->row_id, .crew = "", .unit = "", .days = NAN, .weekend = NAN };
          g_hash_table_add (self->notes, note);
        }
      note->n_findings++;
    }
}

TallyJobsFeatures *
tally_jobs_features_new (GPtrArray *findings)
{
  TallyJobsFeatures *self;

  g_return_val_if_fail (findings != NULL, NULL);
  self = g_new0 (TallyJobsFeatures, 1);
  self->findings = g_ptr_array_ref (findings);
  self->traits = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_traits_free);
  self->notes = g_hash_table_new_full (hash_note, equal_notes, g_free, NULL);
  self->requests = g_hash_table_new (g_str_hash, g_str_equal);
  self->crews = g_hash_table_new (g_str_hash, g_str_equal);
  self->strings = g_string_chunk_new (4096);
  self->usual = tally_jobs_usual_new ();
  for (guint i = 0; i < findings->len; i++)
    add_finding (self, findings->pdata[i]);
  return self;
}

void
tally_jobs_features_free (TallyJobsFeatures *self)
{
  if (self == NULL)
    return;
  tally_jobs_usual_free (self->usual);
  g_hash_table_unref (self->crews);
  g_hash_table_unref (self->requests);
  g_hash_table_unref (self->notes);
  g_string_chunk_free (self->strings);
  g_ptr_array_unref (self->traits);
  g_ptr_array_unref (self->findings);
  g_free (self);
}

/* --- lines --------------------------------------------------------------------------------------- */

static guint
count_missing (const TallyLine *line)
{
  static const TallyField needed[] = {
    TALLY_FIELD_WORK_REQUEST, TALLY_FIELD_FOREMAN, TALLY_FIELD_POLE, TALLY_FIELD_CU, TALLY_FIELD_WORK_TYPE, TALLY_FIELD_JOB,
  };
  guint n = line->snapshot == TALLY_DAY_NONE ? 1 : 0;

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    n += *line->text[needed[i]] == '\0' ? 1 : 0;
  for (guint bits = line->issues; bits != 0; bits &= bits - 1)
    n++;
  return n;
}

void
tally_jobs_features_add_line (TallyJobsFeatures *self,
                              const TallyLine   *line)
{
  Note *note;

  g_return_if_fail (self != NULL && line != NULL);
  note = find_note (self, line->sheet_id, line->row_id);
  tally_jobs_usual_add (self->usual, line, note != NULL);
  if (note == NULL)
    return;
  note->is_there = TRUE;
  note->crew = g_string_chunk_insert_const (self->strings, line->text[TALLY_FIELD_FOREMAN]);
  note->unit = g_string_chunk_insert_const (self->strings, line->text[TALLY_FIELD_CU]);
  note->cents = line->price_cents;
  note->n_missing = count_missing (line);
  note->is_billed = line->reason == TALLY_REASON_ACCEPTED;
  if (line->snapshot != TALLY_DAY_NONE)
    note->weekend = tally_day_get_weekday (line->snapshot) >= SATURDAY ? 1 : 0;
  if (line->snapshot != TALLY_DAY_NONE && line->week_ending != TALLY_DAY_NONE)
    note->days = (double) line->week_ending - (double) line->snapshot;
}

void
tally_jobs_features_add_published (TallyJobsFeatures *self,
                                   gint64             sheet_id,
                                   gint64             row_id,
                                   gint64             published_utc_usec)
{
  Note *note;

  g_return_if_fail (self != NULL);
  note = find_note (self, sheet_id, row_id);
  if (note != NULL && (note->published_utc_usec == 0 || published_utc_usec < note->published_utc_usec))
    note->published_utc_usec = published_utc_usec;
}

void
tally_jobs_features_add_change (TallyJobsFeatures *self,
                                gint64             sheet_id,
                                gint64             row_id,
                                gint64             changed_utc_usec)
{
  Note *note;

  g_return_if_fail (self != NULL);
  note = find_note (self, sheet_id, row_id);
  if (note == NULL)
    return;
  note->n_changes++;
  note->changed_after = note->changed_after || (note->published_utc_usec != 0 && changed_utc_usec > note->published_utc_usec);
}

/* --- a finding's lines ---------------------------------------------------------------------------- */

/* What a finding's lines come to. */
typedef struct {
  guint      n_there;
  TallyMoney cents;
  TallyMoney dearest_cents;
  TallyMoney request_cents;
  guint      n_missing;
  guint      n_not_billed;
  guint      n_changes;
  gboolean   changed_after;
  guint      n_also_found;
  double     days;         /* the longest */
  double     n_weekend, n_with_day;
  guint      n_zeros;      /* of the roundest */
  guint      n_of_crew;
  TallyJobsUsualLine farthest[3]; /* by quantity, by the price of a unit, by the price for the crew */
  double     rarity;
  guint      n_peers;
} Lines;

/* Zeros at the end of an amount of whole dollars. */
static guint
count_zeros (TallyMoney cents)
{
  guint n = 0;

  if (cents <= 0 || cents % 100 != 0)
    return 0;
  for (cents /= 100; cents % 10 == 0; cents /= 10)
    n++;
  return n;
}

static double
get_size (double value)
{
  return isnan (value) ? -1 : fabs (value);
}

/* The line that is farthest from what is usual tells. */
static void
add_usual (Lines                    *lines,
           const TallyJobsUsualLine *usual)
{
  if (get_size (usual->quantity_spread) > get_size (lines->farthest[0].quantity_spread))
    lines->farthest[0] = *usual;
  if (get_size (usual->unit_price_spread) > get_size (lines->farthest[1].unit_price_spread))
    lines->farthest[1] = *usual;
  if (get_size (usual->price_of_crew) > get_size (lines->farthest[2].price_of_crew))
    lines->farthest[2] = *usual;
  if (!(lines->rarity >= usual->rarity))
    lines->rarity = usual->rarity;
  lines->n_peers = lines->n_peers == 0 ? usual->n_peers : MIN (lines->n_peers, usual->n_peers);
  lines->n_of_crew = MAX (lines->n_of_crew, usual->n_of_crew);
  lines->request_cents = MAX (lines->request_cents, usual->request_cents);
}

static void
add_note (Lines      *lines,
          const Note *note)
{
  lines->n_changes += note->n_changes;
  lines->changed_after = lines->changed_after || note->changed_after;
  lines->n_also_found += note->n_findings - 1;
  if (!note->is_there)
    return;
  lines->n_there++;
  lines->cents += MAX (note->cents, 0);
  lines->dearest_cents = MAX (lines->dearest_cents, note->cents);
  lines->n_missing += note->n_missing;
  lines->n_not_billed += note->is_billed ? 0 : 1;
  lines->n_zeros = MAX (lines->n_zeros, count_zeros (note->cents));
  if (!(lines->days >= note->days))
    lines->days = note->days;
  if (!isnan (note->weekend))
    {
      lines->n_weekend += note->weekend;
      lines->n_with_day++;
    }
}

static void
read_lines (const TallyJobsFeatures *self,
            const TallyFinding      *finding,
            Lines                   *out_lines)
{
  const TallyJobsUsualLine unknown = { 0, 0, 0, NAN, NAN, NAN, NAN, NAN, NAN };

  *out_lines = (Lines) { .days = NAN, .rarity = NAN, .farthest = { unknown, unknown, unknown } };
  for (guint i = 0; i < finding->lines->len; i++)
    {
      const TallyFindingLine *line = &g_array_index (finding->lines, TallyFindingLine, i);
      TallyJobsUsualLine usual;

      add_note (out_lines, find_note (self, line->sheet_id, line->row_id));
      if (tally_jobs_usual_find (self->usual, line->sheet_id, line->row_id, &usual))
        add_usual (out_lines, &usual);
    }
}

/* --- features ------------------------------------------------------------------------------------ */

static double
get_share (TallyMoney part,
           TallyMoney whole)
{
  return whole > 0 ? MIN ((double) part / (double) whole, 10) : NAN;
}

static void
fill_of_finding (const TallyFinding *finding,
                 double             *values)
{
  const TallyAuditDetector *detector = tally_audit_find_detector (finding->detector);

  values[TALLY_FEATURE_SEVERITY] = finding->severity;
  values[TALLY_FEATURE_CONFIDENCE] = (double) finding->confidence_micros / MICROS;
  values[TALLY_FEATURE_SCORE] = (double) finding->score_micros / MICROS;
  if (detector != NULL)
    values[TALLY_FEATURE_STATISTICAL] = detector->kind == TALLY_AUDIT_STATISTICAL ? 1 : 0;
  values[TALLY_FEATURE_EXPOSURE] = log1p (tally_money_to_double (MAX (finding->exposure_cents, 0)));
  values[TALLY_FEATURE_N_LINES] = log1p (finding->lines->len);
  for (guint c = 0; c < TALLY_N_FINDING_CATEGORIES; c++)
    values[TALLY_FEATURE_IN_PRICING + c] = finding->category == c ? 1 : 0;
}

static void
fill_of_lines (const TallyFinding *finding,
               const Lines        *lines,
               double             *values)
{
  double n = lines->n_there;

  values[TALLY_FEATURE_EXPOSURE_OF_LINES] = get_share (finding->exposure_cents, lines->cents);
  values[TALLY_FEATURE_EXPOSURE_OF_REQUEST] = get_share (finding->exposure_cents, lines->request_cents);
  values[TALLY_FEATURE_N_PEERS] = lines->n_peers > 0 ? log1p (lines->n_peers) : NAN;
  values[TALLY_FEATURE_QUANTITY] = lines->farthest[0].quantity;
  values[TALLY_FEATURE_QUANTITY_SPREAD] = lines->farthest[0].quantity_spread;
  values[TALLY_FEATURE_UNIT_PRICE] = lines->farthest[1].unit_price;
  values[TALLY_FEATURE_UNIT_PRICE_SPREAD] = lines->farthest[1].unit_price_spread;
  values[TALLY_FEATURE_PRICE_OF_CREW] = lines->farthest[2].price_of_crew;
  values[TALLY_FEATURE_LINE_RARITY] = lines->rarity;
  values[TALLY_FEATURE_DAYS_TO_BILLING] = lines->days;
  values[TALLY_FEATURE_WEEKEND] = lines->n_with_day > 0 ? lines->n_weekend / lines->n_with_day : NAN;
  values[TALLY_FEATURE_CHANGES] = log1p (lines->n_changes);
  values[TALLY_FEATURE_CHANGED_AFTER] = lines->changed_after ? 1 : 0;
  values[TALLY_FEATURE_ALSO_FOUND] = log1p (lines->n_also_found);
  if (lines->n_there == 0)
    return;
  values[TALLY_FEATURE_PRICE] = log1p (tally_money_to_double (MAX (lines->dearest_cents, 0)));
  values[TALLY_FEATURE_ROUND] = lines->n_zeros;
  values[TALLY_FEATURE_MISSING] = lines->n_missing / n;
  values[TALLY_FEATURE_NOT_BILLED] = lines->n_not_billed / n;
}

/* Whose line it was is in the facts where the line is gone. */
static void
read_names_of_facts (const TallyFinding *finding,
                     TallyFindingTraits *traits)
{
  g_autoptr (TallyAuditFacts) facts = tally_audit_facts_parse (finding->facts, strlen (finding->facts), NULL);
  const TallyAuditFacts *line;

  if (facts == NULL || !tally_audit_facts_has (facts, "line"))
    return;
  line = tally_audit_facts_get_child (facts, "line");
  if (tally_audit_facts_has (line, "foreman"))
    tally_text_set (&traits->crew, tally_audit_facts_get_text (line, "foreman"));
  if (tally_audit_facts_has (line, "cu"))
    tally_text_set (&traits->unit, tally_audit_facts_get_text (line, "cu"));
}

static void
read_names (const TallyJobsFeatures *self,
            const TallyFinding      *finding,
            TallyFindingTraits      *traits)
{
  for (guint i = 0; i < finding->lines->len; i++)
    {
      const TallyFindingLine *line = &g_array_index (finding->lines, TallyFindingLine, i);
      const Note *note = find_note (self, line->sheet_id, line->row_id);

      if (!note->is_there)
        continue;
      tally_text_set (&traits->crew, note->crew);
      tally_text_set (&traits->unit, note->unit);
      return;
    }
  read_names_of_facts (finding, traits);
}

static void
fill (TallyJobsFeatures *self,
      guint              index)
{
  const TallyFinding *finding = self->findings->pdata[index];
  TallyFindingTraits *traits = self->traits->pdata[index];
  Lines lines;

  read_lines (self, finding, &lines);
  fill_of_finding (finding, traits->values);
  fill_of_lines (finding, &lines, traits->values);
  if (*finding->work_request != '\0')
    traits->values[TALLY_FEATURE_FOUND_IN_REQUEST] = log1p (get_count (self->requests, finding->work_request) - 1);
  if (*traits->crew != '\0' && lines.n_of_crew > 0)
    traits->values[TALLY_FEATURE_FOUND_OF_CREW] = log1p (100.0 * get_count (self->crews, traits->crew) / lines.n_of_crew);
  if (*traits->crew == '\0')
    traits->values[TALLY_FEATURE_PRICE_OF_CREW] = NAN;
}

/* --- rarity -------------------------------------------------------------------------------------- */

/* By the order of their ids, whatever the order in which they came. */
static int
compare_ids (gconstpointer a,
             gconstpointer b,
             gpointer      findings)
{
  const GPtrArray *all = findings;

  return strcmp (((const TallyFinding *) all->pdata[*(const guint *) a])->id, ((const TallyFinding *) all->pdata[*(const guint *) b])->id);
}

/* Categories apart, which are rare by what they are, not by what is odd about the finding. */
static void
fill_rarities (TallyJobsFeatures *self,
               guint64            seed,
               guint              n_threads)
{
  guint n = self->findings->len;
  g_autofree guint *order = g_new (guint, MAX (n, 1));
  g_autofree double *rarities = g_new (double, MAX (n, 1));
  g_autoptr (TallyLearnFrame) frame = NULL;

  if (n < TALLY_JOBS_FEATURES_MIN_RARITY)
    return;
  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, (gint) n, sizeof *order, compare_ids, self->findings);
  frame = tally_learn_frame_new (n, TALLY_FEATURE_RARITY);
  for (guint f = 0; f < TALLY_FEATURE_RARITY; f++)
    for (guint i = 0; i < n; i++)
      tally_learn_frame_set (frame, i, f, ((const TallyFindingTraits *) self->traits->pdata[order[i]])->values[f]);
  tally_learn_novelty_find (frame, seed, n_threads, rarities);
  for (guint i = 0; i < n; i++)
    ((TallyFindingTraits *) self->traits->pdata[order[i]])->values[TALLY_FEATURE_RARITY] = rarities[i];
}

void
tally_jobs_features_settle (TallyJobsFeatures *self,
                            guint64            seed,
                            guint              n_threads)
{
  g_return_if_fail (self != NULL);
  tally_jobs_usual_settle (self->usual, seed, n_threads);
  for (guint i = 0; i < self->findings->len; i++)
    {
      TallyFindingTraits *traits = self->traits->pdata[i];

      read_names (self, self->findings->pdata[i], traits);
      count (self->crews, traits->crew);
    }
  for (guint i = 0; i < self->findings->len; i++)
    fill (self, i);
  fill_rarities (self, seed, n_threads);
}

const TallyFindingTraits *
tally_jobs_features_get (const TallyJobsFeatures *self,
                         guint                    index)
{
  g_return_val_if_fail (self != NULL && index < self->traits->len, NULL);
  return self->traits->pdata[index];
}
