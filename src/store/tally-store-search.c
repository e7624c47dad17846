/* tally-store-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-search.h"

#include "tally-store-private.h"

/* Columns of search-findings.sql. */
enum { F_KEY, F_ID, F_REQUEST, F_WEEK, F_EXPOSURE, F_FOUND, F_ASSIGNEE, F_SENTENCE };

/* Columns of search-lines.sql; the texts follow. */
enum { L_SHEET, L_ROW, L_NUMBER, L_WEEK, L_PRICE, L_TEXTS };

/* Columns of search-notes.sql. */
enum { N_KEY, N_ID, N_NOTE, N_ACTOR, N_TIME };

/* The texts of a line that people know it by, in this order. */
static const TallyField shown[] = {
  TALLY_FIELD_CU, TALLY_FIELD_CU_DESCRIPTION, TALLY_FIELD_WORK_TYPE, TALLY_FIELD_POLE, TALLY_FIELD_FOREMAN,
  TALLY_FIELD_CUSTOMER, TALLY_FIELD_AREA, TALLY_FIELD_WORK_ORDER, TALLY_FIELD_JOB, TALLY_FIELD_SCOPE, TALLY_FIELD_DEPT,
};

/* How a kind is searched: its statement, its texts, its record. */
typedef struct {
  const char     *statement;
  guint         (*read_texts) (TallyDbStatement *statement, TallySearchText *texts);
  TallySearchHit *(*read_hit) (TallyDbStatement *statement);
} Kind;

/* Words are letters and digits alone: nothing in them can end the quotes. */
static char *
dup_expression (const TallySearchQuery *query)
{
  GPtrArray *terms = tally_search_query_get_terms (query);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < terms->len; i++)
    {
      const TallySearchTerm *term = terms->pdata[i];
      for (guint w = 0; !term->is_negated && w < term->words->len; w++)
        g_string_append_printf (out, "%s\"%s\"%s", out->len > 0 ? " AND " : "", (const char *) term->words->pdata[w],
                                term->is_prefix && w + 1 == term->words->len ? "*" : "");
    }
  return g_string_free (out, FALSE);
}

static guint
read_finding_texts (TallyDbStatement *statement,
                    TallySearchText  *texts)
{
  texts[0] = (TallySearchText) { TALLY_SEARCH_ID, tally_db_column_text (statement, F_ID) };
  texts[1] = (TallySearchText) { TALLY_FIELD_WORK_REQUEST, tally_db_column_text (statement, F_REQUEST) };
  texts[2] = (TallySearchText) { TALLY_SEARCH_SENTENCE, tally_db_column_text (statement, F_SENTENCE) };
  texts[3] = (TallySearchText) { TALLY_SEARCH_ASSIGNEE, tally_db_column_text (statement, F_ASSIGNEE) };
  return 4;
}

static TallySearchHit *
read_finding (TallyDbStatement *statement)
{
  TallySearchHit *hit = g_new0 (TallySearchHit, 1);

  hit->kind = TALLY_SEARCH_FINDINGS;
  hit->finding_id = g_strdup (tally_db_column_text (statement, F_ID));
  hit->work_request = g_strdup (tally_db_column_text (statement, F_REQUEST));
  hit->week_ending = (TallyDay) tally_db_column_int64 (statement, F_WEEK);
  hit->cents = tally_db_column_int64 (statement, F_EXPOSURE);
  hit->utc_usec = tally_db_column_int64 (statement, F_FOUND);
  hit->actor = g_strdup ("");
  hit->text = g_strdup (tally_db_column_text (statement, F_SENTENCE));
  return hit;
}

/* @first: the column of the first text. */
static guint
read_fields (TallyDbStatement *statement,
             int               first,
             TallySearchText  *texts)
{
  for (int i = 0; i < TALLY_N_TEXT_FIELDS; i++)
    texts[i] = (TallySearchText) { i, tally_db_column_text (statement, first + i) };
  return TALLY_N_TEXT_FIELDS;
}

static guint
read_line_texts (TallyDbStatement *statement,
                 TallySearchText  *texts)
{
  return read_fields (statement, L_TEXTS, texts);
}

static char *
dup_line_text (TallyDbStatement *statement)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      const char *text = tally_db_column_text (statement, L_TEXTS + (int) shown[i]);
      if (*text != '\0')
        g_string_append_printf (out, "%s%s", out->len > 0 ? " · " : "", text);
    }
  return g_string_free (out, FALSE);
}

static TallySearchHit *
read_line (TallyDbStatement *statement)
{
  TallySearchHit *hit = g_new0 (TallySearchHit, 1);

  hit->kind = TALLY_SEARCH_LINES;
  hit->finding_id = g_strdup ("");
  hit->sheet_id = tally_db_column_int64 (statement, L_SHEET);
  hit->row_id = tally_db_column_int64 (statement, L_ROW);
  hit->row_number = tally_db_column_int64 (statement, L_NUMBER);
  hit->work_request = g_strdup (tally_db_column_text (statement, L_TEXTS + TALLY_FIELD_WORK_REQUEST));
  hit->week_ending = (TallyDay) tally_db_column_int64 (statement, L_WEEK);
  hit->cents = tally_db_column_int64 (statement, L_PRICE);
  hit->actor = g_strdup ("");
  hit->text = dup_line_text (statement);
  return hit;
}

static guint
read_note_texts (TallyDbStatement *statement,
                 TallySearchText  *texts)
{
  texts[0] = (TallySearchText) { TALLY_SEARCH_NOTE, tally_db_column_text (statement, N_NOTE) };
  texts[1] = (TallySearchText) { TALLY_SEARCH_BY, tally_db_column_text (statement, N_ACTOR) };
  return 2;
}

static TallySearchHit *
read_note (TallyDbStatement *statement)
{
  TallySearchHit *hit = g_new0 (TallySearchHit, 1);

  hit->kind = TALLY_SEARCH_NOTES;
  hit->finding_id = g_strdup (tally_db_column_text (statement, N_ID));
  hit->work_request = g_strdup ("");
  hit->utc_usec = tally_db_column_int64 (statement, N_TIME);
  hit->actor = g_strdup (tally_db_column_text (statement, N_ACTOR));
  hit->text = g_strdup (tally_db_column_text (statement, N_NOTE));
  return hit;
}

static const Kind kinds[TALLY_N_SEARCH_KINDS] = {
  [TALLY_SEARCH_FINDINGS] = { "search-findings", read_finding_texts, read_finding },
  [TALLY_SEARCH_LINES] = { "search-lines", read_line_texts, read_line },
  [TALLY_SEARCH_NOTES] = { "search-notes", read_note_texts, read_note },
};

/* @expression: must stay until the statement is released. */
static TallyDbStatement *
prepare (TallyStore  *store,
         const char  *name,
         const char  *expression,
         GError     **error)
{
  TallyDbStatement *statement = tally_db_prepare (store->db, name, error);

  if (statement != NULL)
    tally_db_bind_text (statement, 1, expression);
  return statement;
}

/* The index knows neither fields nor which word follows which. */
static gboolean
is_meant (const TallySearchQuery *query,
          TallyDbStatement       *statement,
          guint                 (*read_texts) (TallyDbStatement *statement, TallySearchText *texts))
{
  TallySearchText texts[TALLY_SEARCH_N_FIELDS];
  guint n_texts;

  if (tally_search_query_is_plain (query))
    return TRUE;
  n_texts = read_texts (statement, texts);
  return tally_search_query_matches (query, texts, n_texts);
}

static int
compare_hits (gconstpointer a_data,
              gconstpointer b_data)
{
  const TallySearchHit *a = *(const TallySearchHit *const *) a_data, *b = *(const TallySearchHit *const *) b_data;

  if (a->week_ending != b->week_ending)
    return a->week_ending < b->week_ending ? 1 : -1;
  if (a->sheet_id != b->sheet_id)
    return a->sheet_id < b->sheet_id ? -1 : 1;
  return (a->row_number > b->row_number) - (a->row_number < b->row_number);
}

GPtrArray *
tally_store_search (TallyStore              *store,
                    const TallySearchQuery  *query,
                    TallySearchKind          kind,
                    guint                    n_max,
                    GError                 **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_search_hit_free);
  g_autofree char *expression = NULL;
  g_autoptr (TallyDbStatement) statement = NULL;
  guint n_read = n_max;
  gboolean has_row = FALSE;

  g_return_val_if_fail (store != NULL && query != NULL && (guint) kind < TALLY_N_SEARCH_KINDS && n_max > 0, NULL);
  expression = dup_expression (query);
  statement = prepare (store, kinds[kind].statement, expression, error);
  if (statement == NULL)
    return NULL;
  if (kind == TALLY_SEARCH_LINES)
    n_read = MAX (n_max, TALLY_STORE_SEARCH_MAX_SORTED);
  do
    {
      if (!tally_db_step (statement, &has_row, error))
        return NULL;
      if (has_row && is_meant (query, statement, kinds[kind].read_texts))
        g_ptr_array_add (hits, kinds[kind].read_hit (statement));
    }
  while (has_row && hits->len <= n_read);
  if (kind == TALLY_SEARCH_LINES)
    g_ptr_array_sort (hits, compare_hits);
  if (hits->len > n_max + 1)
    g_ptr_array_set_size (hits, (int) n_max + 1);
  return g_steal_pointer (&hits);
}

static guint
read_texts_of_lines (TallyDbStatement *statement,
                     TallySearchText  *texts)
{
  return read_fields (statement, 0, texts);
}

/* Ways from words to findings: the statement, the column of a finding's key, how many rows are gone through, 0 = all. */
static const struct {
  const char *statement;
  int         key;
  guint       max_rows;
  guint     (*read_texts) (TallyDbStatement *statement, TallySearchText *texts);
} ways[] = {
  { "search-findings", F_KEY, 0, read_finding_texts },
  { "search-notes", N_KEY, 0, read_note_texts },
  { "search-findings-by-lines", TALLY_N_TEXT_FIELDS, TALLY_STORE_SEARCH_MAX_LINES, read_texts_of_lines },
};

static gboolean
go (TallyStore              *store,
    const TallySearchQuery  *query,
    guint                    way,
    GHashTable              *keys,
    GError                 **error)
{
  g_autofree char *expression = dup_expression (query);
  g_autoptr (TallyDbStatement) statement = prepare (store, ways[way].statement, expression, error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;
  for (guint n = 0; ways[way].max_rows == 0 || n < ways[way].max_rows; n++)
    {
      gint64 key;
      if (!tally_db_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      key = tally_db_column_int64 (statement, ways[way].key);
      if (!g_hash_table_contains (keys, &key) && is_meant (query, statement, ways[way].read_texts))
        g_hash_table_add (keys, g_memdup2 (&key, sizeof key));
    }
  return TRUE;
}

GHashTable *
tally_store_search_findings (TallyStore              *store,
                             const TallySearchQuery  *query,
                             GError                 **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  g_return_val_if_fail (store != NULL && query != NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (!go (store, query, i, keys, error))
      return NULL;
  return g_steal_pointer (&keys);
}
