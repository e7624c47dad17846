/* tally-store-findings-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-findings-query.h"

#include "tally-store-exceptions.h"
#include "tally-store-findings-private.h"
#include "tally-store-search.h"
#include "tally-text.h"

/* Columns of list-finding-keys.sql. */
enum { KEY, EXPOSURE, IS_TRIAL, SEVERITY, SCORE, ID, DETECTOR, WORK_REQUEST, NUMBER, TEXT, WORDS };

/* A list on its way. */
typedef struct {
  TallyStore               *store;
  const TallyFindingQuery  *query;
  TallyDbStatement         *list;
  char                     *needle;     /* (owned) (nullable): folded */
  GHashTable               *found;      /* (owned) (nullable) gint64: keys of those that words lead to */
  char                     *kind[3];    /* (owned) (nullable): detector, cause and unit that they have in common */
  GString                  *words;      /* (owned): of a row, folded */
  GPtrArray                *exceptions; /* (owned) (nullable): those that hold */
  GHashTable               *ranks;      /* (owned) (nullable): places of detectors, if they are sorted by */
  GStringChunk             *texts;      /* (owned): what is sorted by */
} Query;

/* A finding among those that are to be sorted. */
typedef struct {
  TallyQueryRow  row;
  gint64         number;   /* what is sorted by, as is the text */
  const char    *text;     /* (borrowed) */
  gboolean       is_trial; /* the rest: importance, as tally_finding_compare() has it */
  gint64         severity;
  double         weight;
  guint64        id;
} Found;

static void
query_clear (Query *self)
{
  tally_db_statement_release (self->list);
  g_free (self->needle);
  g_clear_pointer (&self->found, g_hash_table_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->kind); i++)
    g_free (self->kind[i]);
  g_string_free (self->words, TRUE);
  g_clear_pointer (&self->exceptions, g_ptr_array_unref);
  g_clear_pointer (&self->ranks, g_hash_table_unref);
  g_string_chunk_free (self->texts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

static void
bind (const Query *self)
{
  const TallyFindingFilter *filter = &self->query->filter;
  guint statuses = filter->statuses != 0 ? filter->statuses : tally_store_findings_get_open_statuses ();

  tally_db_bind_int64 (self->list, 1, statuses);
  tally_db_bind_int64 (self->list, 2, filter->severity);
  tally_db_bind_text (self->list, 3, filter->detector != NULL ? filter->detector : "");
  tally_db_bind_text (self->list, 4, filter->work_request != NULL ? filter->work_request : "");
  tally_db_bind_int64 (self->list, 5, filter->week_ending);
  tally_db_bind_int64 (self->list, 6, (gint64) filter->trial - 1);
  tally_db_bind_text (self->list, 7, self->query->assignee != NULL ? self->query->assignee : "");
  tally_db_bind_text (self->list, 8, self->query->sort);
  tally_db_bind_int64 (self->list, 9, self->needle != NULL ? 1 : 0);
  for (guint i = 0; i < G_N_ELEMENTS (self->kind); i++)
    tally_db_bind_text (self->list, 10 + (int) i, self->kind[i] != NULL ? self->kind[i] : "");
}

/* Most words are ASCII: they need neither Unicode nor memory. */
static const char *
fold (GString    *buffer,
      const char *text)
{
  g_autofree char *folded = NULL;

  g_string_assign (buffer, text);
  if (!g_str_is_ascii (text))
    {
      folded = g_utf8_casefold (text, -1);
      g_string_assign (buffer, folded);
      return buffer->str;
    }
  for (gsize i = 0; i < buffer->len; i++)
    buffer->str[i] = g_ascii_tolower (buffer->str[i]);
  return buffer->str;
}

static gboolean
has_words (const Query *self)
{
  gint64 key = tally_db_column_int64 (self->list, KEY);

  return self->needle == NULL || (self->found != NULL && g_hash_table_contains (self->found, &key))
         || strstr (fold (self->words, tally_db_column_text (self->list, WORDS)), self->needle) != NULL;
}

/* What is typed finds what has it as it stands; and, if it can be read as words, what these lead to. */
static gboolean
read_words (Query   *self,
            GError **error)
{
  const char *text = self->query->filter.text;
  g_autoptr (TallySearchQuery) words = NULL;

  if (text == NULL)
    return TRUE;
  self->needle = g_strdup (fold (self->words, text));
  words = tally_search_query_parse (text, NULL);
  if (words == NULL)
    return TRUE;
  self->found = tally_store_search_findings (self->store, words, error);
  return self->found != NULL;
}

static gboolean
is_covered (const Query  *self,
            gboolean     *out_covered,
            GError      **error)
{
  const TallyFinding finding = {
    .id = (char *) tally_db_column_text (self->list, ID),
    .detector = (char *) tally_db_column_text (self->list, DETECTOR),
    .work_request = (char *) tally_db_column_text (self->list, WORK_REQUEST),
  };

  *out_covered = FALSE;
  return self->exceptions == NULL
         || tally_store_exceptions_cover (self->store, self->exceptions, &finding, out_covered, error);
}

static void
read_found (const Query *self,
            Found       *found)
{
  const char *text = tally_db_column_text (self->list, TEXT);

  found->row.key = tally_db_column_int64 (self->list, KEY);
  found->row.cents = tally_db_column_int64 (self->list, EXPOSURE);
  found->is_trial = tally_db_column_int64 (self->list, IS_TRIAL) != 0;
  found->severity = tally_db_column_int64 (self->list, SEVERITY);
  found->weight = tally_money_to_double (found->row.cents) * (double) tally_db_column_int64 (self->list, SCORE);
  found->id = g_ascii_strtoull (tally_db_column_text (self->list, ID), NULL, 16);
  found->number = tally_db_column_int64 (self->list, NUMBER);
  found->text = *text != '\0' ? g_string_chunk_insert_const (self->texts, text) : "";
  if (self->ranks != NULL)
    found->number = GPOINTER_TO_INT (g_hash_table_lookup (self->ranks, tally_db_column_text (self->list, DETECTOR)));
}

static gboolean
read_all (const Query  *self,
          GArray       *all,
          GError      **error)
{
  gboolean has_row = FALSE;

  for (;;)
    {
      Found found;
      gboolean covered;
      if (!tally_db_step (self->list, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!has_words (self))
        continue;
      if (!is_covered (self, &covered, error))
        return FALSE;
      if (covered)
        continue;
      read_found (self, &found);
      g_array_append_val (all, found);
    }
}

static int
compare_importance (const Found *a,
                    const Found *b)
{
  if (a->is_trial != b->is_trial)
    return a->is_trial ? 1 : -1;
  if (a->severity != b->severity)
    return a->severity < b->severity ? 1 : -1;
  if (a->weight < b->weight || a->weight > b->weight)
    return a->weight < b->weight ? 1 : -1;
  return (a->id > b->id) - (a->id < b->id);
}

static int
compare_found (gconstpointer a_data,
               gconstpointer b_data,
               gpointer      is_descending)
{
  const Found *a = a_data, *b = b_data;
  int order = (a->number > b->number) - (a->number < b->number);

  if (order == 0)
    order = tally_text_compare (a->text, b->text);
  if (order == 0)
    return compare_importance (a, b);
  return GPOINTER_TO_INT (is_descending) ? -order : order;
}

static GArray *
sort (const Query *self,
      GArray      *all)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (TallyQueryRow), all->len);

  g_array_sort_with_data (all, compare_found, GINT_TO_POINTER (self->query->is_descending));
  for (guint i = 0; i < all->len; i++)
    g_array_append_val (rows, g_array_index (all, Found, i).row);
  return rows;
}

static GHashTable *
make_ranks (const char *const *detectors)
{
  GHashTable *ranks = g_hash_table_new (g_str_hash, g_str_equal);

  for (int i = 0; detectors[i] != NULL; i++)
    g_hash_table_insert (ranks, (gpointer) detectors[i], GINT_TO_POINTER (i + 1));
  return ranks;
}

/* An exception covers what is open; who asks for a status gets all of it. */
static gboolean
read_exceptions (Query     *self,
                 TallyDay   today,
                 GError   **error)
{
  if (self->query->filter.statuses != 0)
    return TRUE;
  self->exceptions = tally_store_exceptions_list (self->store, today, error);
  if (self->exceptions == NULL)
    return FALSE;
  if (self->exceptions->len == 0)
    g_clear_pointer (&self->exceptions, g_ptr_array_unref);
  return TRUE;
}

/* @out_is_known: whether there is such a finding, or none is asked for. */
static gboolean
read_kind (Query     *self,
           gboolean  *out_is_known,
           GError   **error)
{
  g_autoptr (TallyDbStatement) find = NULL;

  *out_is_known = TRUE;
  if (self->query->like == NULL)
    return TRUE;
  find = tally_db_prepare (self->store->db, "find-finding-kind", error);
  if (find == NULL)
    return FALSE;
  tally_db_bind_text (find, 1, self->query->like);
  if (!tally_db_step (find, out_is_known, error))
    return FALSE;
  for (guint i = 0; *out_is_known && i < G_N_ELEMENTS (self->kind); i++)
    self->kind[i] = g_strdup (tally_db_column_text (find, (int) i));
  return TRUE;
}

GArray *
tally_store_findings_query (TallyStore               *store,
                            const TallyFindingQuery  *query,
                            TallyDay                  today,
                            const char *const        *detectors,
                            GError                  **error)
{
  g_auto (Query) self = {
    .store = store, .query = query, .words = g_string_new (NULL), .texts = g_string_chunk_new (4096),
  };
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Found));
  gboolean is_known;

  g_return_val_if_fail (store != NULL && query != NULL && detectors != NULL && today != TALLY_DAY_NONE, NULL);
  if (strcmp (query->sort, TALLY_FINDING_FIELD_DETECTOR) == 0)
    self.ranks = make_ranks (detectors);
  self.list = tally_db_prepare (store->db, "list-finding-keys", error);
  if (self.list == NULL || !read_exceptions (&self, today, error) || !read_kind (&self, &is_known, error)
      || !read_words (&self, error))
    return NULL;
  if (!is_known)
    return sort (&self, all);
  bind (&self);
  return read_all (&self, all, error) ? sort (&self, all) : NULL;
}

static void
free_nullable (gpointer finding)
{
  tally_finding_free (finding);
}

TallyStoreFinding *
tally_store_findings_find_key (TallyStore  *store,
                               gint64       key,
                               GError     **error)
{
  g_autoptr (TallyDbStatement) get = tally_db_prepare (store->db, "get-finding", error);

  if (get != NULL)
    tally_db_bind_int64 (get, 1, key);
  return tally_store_read_one (store, get, tally_store_findings_read, error);
}

static gboolean
read_key (TallyStore     *store,
          gint64          key,
          TallyFinding  **out_finding,
          GError        **error)
{
  GError *failure = NULL;
  TallyStoreFinding *row = tally_store_findings_find_key (store, key, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  *out_finding = row != NULL ? g_steal_pointer (&row->finding) : NULL;
  tally_store_finding_free (row);
  return TRUE;
}

GPtrArray *
tally_store_findings_read_some (TallyStore    *store,
                                const gint64  *keys,
                                guint          n_keys,
                                GError       **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (free_nullable);

  g_return_val_if_fail (store != NULL && (keys != NULL || n_keys == 0), NULL);
  for (guint i = 0; i < n_keys; i++)
    {
      TallyFinding *finding = NULL;
      if (!read_key (store, keys[i], &finding, error))
        return NULL;
      g_ptr_array_add (findings, finding);
    }
  return g_steal_pointer (&findings);
}
