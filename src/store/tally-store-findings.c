/* tally-store-findings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-findings.h"

#include "tally-store-findings-private.h"
#include "tally-store-words-private.h"
#include "tally-text.h"

/* Columns of a finding behind its key and its accepted exposure. */
#define FIRST_COLUMN 2

void
tally_store_finding_free (TallyStoreFinding *self)
{
  if (self == NULL)
    return;
  tally_finding_free (self->finding);
  g_free (self);
}

static void
take_text (char             **variable,
           TallyDbStatement  *row,
           guint              column)
{
  g_free (*variable);
  *variable = g_strdup (tally_db_column_text (row, FIRST_COLUMN + column));
}

static gint64
get_number (TallyDbStatement *row,
            guint             column)
{
  return tally_db_column_int64 (row, FIRST_COLUMN + column);
}

static void
read_what_was_found (TallyDbStatement *row,
                     TallyFinding     *finding)
{
  take_text (&finding->id, row, 0);
  take_text (&finding->detector, row, 1);
  finding->detector_version = (guint) get_number (row, 2);
  finding->category = (TallyFindingCategory) get_number (row, 3);
  finding->severity = (TallyRisk) get_number (row, 4);
  take_text (&finding->cause, row, 5);
  finding->score_micros = get_number (row, 6);
  finding->confidence_micros = get_number (row, 7);
  finding->exposure_cents = get_number (row, 8);
  take_text (&finding->work_request, row, 9);
  finding->week_ending = (TallyDay) get_number (row, 10);
  take_text (&finding->sentence, row, 11);
  take_text (&finding->facts, row, 12);
  take_text (&finding->judgement, row, 13);
}

static void
read_what_became_of_it (TallyDbStatement *row,
                        TallyFinding     *finding)
{
  finding->status = (TallyFindingStatus) get_number (row, 14);
  finding->is_trial = get_number (row, 15) != 0;
  finding->is_new = get_number (row, 16) != 0;
  finding->n_verdicts = (guint) get_number (row, 17);
  finding->first_run = get_number (row, 18);
  finding->last_run = get_number (row, 19);
  finding->first_utc_usec = get_number (row, 20);
  finding->last_utc_usec = get_number (row, 21);
  finding->gone_run = get_number (row, 22);
  take_text (&finding->assignee, row, 23);
  finding->due = (TallyDay) get_number (row, 24);
}

static gboolean
is_in_range (const TallyFinding *finding)
{
  return finding->category < TALLY_N_FINDING_CATEGORIES && finding->severity < TALLY_N_RISKS
         && finding->status < TALLY_N_FINDING_STATUSES;
}

gpointer
tally_store_findings_read (TallyStore        *store,
                           TallyDbStatement  *row,
                           GError           **error)
{
  TallyStoreFinding *self = g_new0 (TallyStoreFinding, 1);

  self->finding = tally_finding_new ();
  self->key = tally_db_column_int64 (row, 0);
  self->accepted_cents = tally_db_column_int64 (row, 1);
  read_what_was_found (row, self->finding);
  read_what_became_of_it (row, self->finding);
  if (is_in_range (self->finding))
    return self;
  tally_store_finding_free (self);
  tally_store_fail_corrupt (store, "a finding", error);
  return NULL;
}

void
tally_store_findings_bind (TallyDbStatement   *statement,
                           const TallyFinding *finding)
{
  tally_db_bind_text (statement, 1, finding->id);
  tally_db_bind_text (statement, 2, finding->detector);
  tally_db_bind_int64 (statement, 3, finding->detector_version);
  tally_db_bind_int64 (statement, 4, finding->category);
  tally_db_bind_int64 (statement, 5, finding->severity);
  tally_db_bind_text (statement, 6, finding->cause);
  tally_db_bind_int64 (statement, 7, finding->score_micros);
  tally_db_bind_int64 (statement, 8, finding->confidence_micros);
  tally_db_bind_int64 (statement, 9, finding->exposure_cents);
  tally_db_bind_text (statement, 10, finding->work_request);
  tally_db_bind_int64 (statement, 11, finding->week_ending);
  tally_db_bind_text (statement, 12, finding->sentence);
  tally_db_bind_text (statement, 13, finding->facts);
  tally_db_bind_text (statement, 14, finding->judgement);
  tally_db_bind_int64 (statement, 15, finding->status);
  tally_db_bind_int64 (statement, 16, finding->is_trial ? 1 : 0);
  tally_db_bind_int64 (statement, 17, finding->is_new ? 1 : 0);
  tally_db_bind_int64 (statement, 18, finding->n_verdicts);
  tally_db_bind_int64 (statement, 19, finding->first_run);
  tally_db_bind_int64 (statement, 20, finding->last_run);
  tally_db_bind_int64 (statement, 21, finding->first_utc_usec);
  tally_db_bind_int64 (statement, 22, finding->last_utc_usec);
  tally_db_bind_int64 (statement, 23, finding->gone_run);
  tally_db_bind_text (statement, 24, finding->assignee);
  tally_db_bind_int64 (statement, 25, finding->due);
}

gboolean
tally_store_findings_mark (TallyStore               *store,
                           const TallyStoreFinding  *row,
                           GError                  **error)
{
  g_autoptr (TallyDbStatement) mark = tally_db_prepare (store->db, "mark-finding", error);

  if (mark == NULL)
    return FALSE;
  tally_db_bind_int64 (mark, 1, row->key);
  tally_db_bind_int64 (mark, 2, row->finding->status);
  tally_db_bind_int64 (mark, 3, row->finding->gone_run);
  tally_db_bind_int64 (mark, 4, row->accepted_cents);
  tally_db_bind_int64 (mark, 5, row->finding->n_verdicts);
  tally_db_bind_int64 (mark, 6, row->finding->is_new ? 1 : 0);
  return tally_db_run (mark, error);
}

gboolean
tally_store_findings_assign (TallyStore               *store,
                             const TallyStoreFinding  *row,
                             const char               *assignee,
                             TallyDay                  due,
                             GError                  **error)
{
  const TallyFinding then = {
    .id = row->finding->id, .work_request = row->finding->work_request, .sentence = row->finding->sentence,
    .assignee = (char *) assignee,
  };
  g_autoptr (TallyDbStatement) assign = NULL;
  gboolean has_other_words = FALSE;

  if (!tally_store_words_drop_finding (store, row->key, &then, &has_other_words, error))
    return FALSE;
  assign = tally_db_prepare (store->db, "assign-finding", error);
  if (assign == NULL)
    return FALSE;
  tally_db_bind_int64 (assign, 1, row->key);
  tally_db_bind_text (assign, 2, assignee);
  tally_db_bind_int64 (assign, 3, due);
  return tally_db_run (assign, error) && (!has_other_words || tally_store_words_add_finding (store, row->key, &then, error));
}

static gboolean
read_lines (TallyStore               *store,
            const TallyStoreFinding  *row,
            GError                  **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (store->db, "list-finding-lines", error);
  gboolean has_row = FALSE;

  if (list == NULL)
    return FALSE;
  tally_db_bind_int64 (list, 1, row->key);
  for (;;)
    {
      TallyFindingLine line;
      if (!tally_db_step (list, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      line.sheet_id = tally_db_column_int64 (list, 0);
      line.row_id = tally_db_column_int64 (list, 1);
      line.row_number = tally_db_column_int64 (list, 2);
      g_array_append_val (row->finding->lines, line);
    }
}

guint
tally_store_findings_get_open_statuses (void)
{
  guint bits = 0;

  for (guint i = 0; i < TALLY_N_FINDING_STATUSES; i++)
    if (tally_finding_status_is_open ((TallyFindingStatus) i))
      bits |= 1u << i;
  return bits;
}

static GPtrArray *
list_rows (TallyStore                     *store,
           const TallyFindingFilter  *filter,
           GError                        **error)
{
  g_autoptr (TallyDbStatement) list = tally_db_prepare (store->db, "list-findings", error);

  if (list == NULL)
    return NULL;
  tally_db_bind_int64 (list, 1, filter->statuses != 0 ? filter->statuses : tally_store_findings_get_open_statuses ());
  tally_db_bind_int64 (list, 2, filter->severity);
  tally_db_bind_text (list, 3, filter->detector != NULL ? filter->detector : "");
  tally_db_bind_text (list, 4, filter->work_request != NULL ? filter->work_request : "");
  tally_db_bind_int64 (list, 5, filter->week_ending);
  tally_db_bind_int64 (list, 6, (gint64) filter->trial - 1);
  return tally_store_read_all (store, list, tally_store_findings_read, (GDestroyNotify) tally_store_finding_free,
                               error);
}

static gboolean
has_text (const TallyFinding *finding,
          const char         *needle)
{
  g_autofree char *folded = g_utf8_casefold (finding->sentence, -1);

  return strstr (folded, needle) != NULL;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  return tally_finding_compare ((*(const TallyStoreFinding *const *) a)->finding,
                                (*(const TallyStoreFinding *const *) b)->finding);
}

/* Those that are wanted, the most important first, without their lines yet. */
static void
choose_rows (GPtrArray                     *rows,
             const TallyFindingFilter *filter)
{
  g_autofree char *needle = filter->text != NULL ? g_utf8_casefold (filter->text, -1) : NULL;

  for (guint i = rows->len; needle != NULL && i > 0; i--)
    if (!has_text (((const TallyStoreFinding *) rows->pdata[i - 1])->finding, needle))
      g_ptr_array_remove_index (rows, i - 1);
  g_ptr_array_sort (rows, compare_rows);
  if (filter->n_max > 0 && rows->len > filter->n_max)
    g_ptr_array_set_size (rows, (int) filter->n_max);
}

GPtrArray *
tally_store_findings_list (TallyStore                     *store,
                           const TallyFindingFilter  *filter,
                           GError                        **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  g_return_val_if_fail (store != NULL && filter != NULL, NULL);
  rows = list_rows (store, filter, error);
  if (rows == NULL)
    return NULL;
  choose_rows (rows, filter);
  findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_free);
  for (guint i = 0; i < rows->len; i++)
    {
      TallyStoreFinding *row = rows->pdata[i];
      if (!read_lines (store, row, error))
        return NULL;
      g_ptr_array_add (findings, g_steal_pointer (&row->finding));
    }
  return g_steal_pointer (&findings);
}

static gboolean
is_prefix (const char *id)
{
  gsize length = strlen (id);

  return length >= TALLY_STORE_FINDINGS_MIN_PREFIX && length <= TALLY_FINDING_ID_LENGTH
         && id[strspn (id, "0123456789abcdef")] == '\0';
}

TallyStoreFinding *
tally_store_findings_find_row (TallyStore  *store,
                               const char  *id,
                               GError     **error)
{
  g_autoptr (TallyDbStatement) find = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *behind = NULL;

  if (!is_prefix (id))
    return NULL;
  find = tally_db_prepare (store->db, "find-findings", error);
  if (find == NULL)
    return NULL;
  behind = g_strconcat (id, "g", NULL); /* behind the last hexadecimal digit */
  tally_db_bind_text (find, 1, id);
  tally_db_bind_text (find, 2, behind);
  rows = tally_store_read_all (store, find, tally_store_findings_read, (GDestroyNotify) tally_store_finding_free,
                               error);
  if (rows == NULL || rows->len == 0)
    return NULL;
  if (rows->len == 1)
    return read_lines (store, rows->pdata[0], error) ? g_ptr_array_steal_index (rows, 0) : NULL;
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_AMBIGUOUS,
               "several findings begin with %s; give more digits of the id", id);
  return NULL;
}

TallyFinding *
tally_store_findings_find (TallyStore  *store,
                           const char  *id,
                           GError     **error)
{
  TallyStoreFinding *row;
  TallyFinding *finding;

  g_return_val_if_fail (store != NULL && id != NULL, NULL);
  row = tally_store_findings_find_row (store, id, error);
  if (row == NULL)
    return NULL;
  finding = g_steal_pointer (&row->finding);
  tally_store_finding_free (row);
  return finding;
}

static void
record_free (TallyStoreFindingRecord *self)
{
  g_free (self->detector);
  g_free (self);
}

/* What people said last about one finding. */
typedef struct {
  gint64  key;
  char   *detector;
  guint   n_right;
  guint   n_wrong;
} LastWord;

static int
compare_records (gconstpointer a,
                 gconstpointer b)
{
  return strcmp ((*(const TallyStoreFindingRecord *const *) a)->detector,
                 (*(const TallyStoreFindingRecord *const *) b)->detector);
}

static void
count_word (GHashTable     *by_detector,
            GPtrArray      *records,
            const LastWord *word)
{
  TallyStoreFindingRecord *record;

  if (word->n_right + word->n_wrong == 0)
    return;
  record = g_hash_table_lookup (by_detector, word->detector);
  if (record == NULL)
    {
      record = g_new0 (TallyStoreFindingRecord, 1);
      record->detector = g_strdup (word->detector);
      g_ptr_array_add (records, record);
      g_hash_table_insert (by_detector, record->detector, record);
    }
  record->n_right += word->n_right;
  record->n_wrong += word->n_wrong;
}

/* Who looks at it, or that it is done, says nothing about whether it was right. */
static void
hear_word (LastWord         *word,
           TallyDbStatement *row)
{
  TallyFindingStatus to = (TallyFindingStatus) tally_db_column_int64 (row, 2);
  gboolean is_right = FALSE;
  gboolean is_verdict = to < TALLY_N_FINDING_STATUSES && tally_finding_status_is_verdict (to, &is_right);

  if (to == TALLY_FINDING_INVESTIGATING || to == TALLY_FINDING_WAITING
      || to == TALLY_FINDING_CLOSED)
    return;
  tally_text_set (&word->detector, tally_db_column_text (row, 1));
  word->n_right = is_verdict && is_right ? 1 : 0;
  word->n_wrong = is_verdict && !is_right ? 1 : 0;
}

static gboolean
count_words (TallyDbStatement  *list,
             GPtrArray         *records,
             GError           **error)
{
  g_autoptr (GHashTable) by_detector = g_hash_table_new (g_str_hash, g_str_equal);
  LastWord word = { .detector = g_strdup ("") };
  g_autofree char *owned = NULL;
  gboolean has_row = TRUE;
  gboolean succeeded = TRUE;

  while (has_row)
    {
      succeeded = tally_db_step (list, &has_row, error);
      has_row = has_row && succeeded;
      if (!has_row || tally_db_column_int64 (list, 0) != word.key)
        {
          count_word (by_detector, records, &word);
          word.n_right = word.n_wrong = 0;
          word.key = has_row ? tally_db_column_int64 (list, 0) : 0;
        }
      if (has_row)
        hear_word (&word, list);
    }
  owned = word.detector;
  return succeeded;
}

GPtrArray *
tally_store_findings_list_records (TallyStore  *store,
                                   GError     **error)
{
  g_autoptr (TallyDbStatement) list = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) record_free);

  g_return_val_if_fail (store != NULL, NULL);
  list = tally_db_prepare (store->db, "list-people-verdicts", error);
  if (list == NULL)
    return NULL;
  tally_db_bind_int64 (list, 1, TALLY_FINDING_SOURCE_RUN);
  tally_db_bind_int64 (list, 2, TALLY_FINDING_SOURCE_OVERRULED);
  if (!count_words (list, records, error))
    return NULL;
  g_ptr_array_sort (records, compare_records);
  return g_steal_pointer (&records);
}
