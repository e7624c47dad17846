/* tally-jobs-moved.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-moved.h"

#include "tally-store-publications.h"

/* A row as it was published. */
typedef struct {
  gint64               sheet_id;
  gint64               row_id;
  TallyMoney           cents;
  const TallyIdentity *identity; /* (borrowed): of the workbook that showed it */
} PublishedRow;

/* What is known while rows are compared. */
typedef struct {
  TallyJobsMoved      *moved;    /* (borrowed) */
  GHashTable          *rows;     /* (owned) (element-type PublishedRow) */
  const TallyIdentity *identity; /* (borrowed): whose published lines are coming */
  TallyPlanEntry      *entry;    /* (borrowed): whose lines of now are coming */
} Comparison;

static guint
row_hash (gconstpointer key)
{
  const PublishedRow *row = key;

  return g_int64_hash (&row->row_id) ^ (g_int64_hash (&row->sheet_id) * 31);
}

static gboolean
row_equal (gconstpointer a,
           gconstpointer b)
{
  const PublishedRow *first = a;
  const PublishedRow *second = b;

  return first->row_id == second->row_id && first->sheet_id == second->sheet_id;
}

static gboolean
keep_row_cb (const TallyLine  *line,
             gpointer          data,
             GError          **error)
{
  Comparison *comparison = data;
  const PublishedRow row = {
    .sheet_id = line->sheet_id,
    .row_id = line->row_id,
    .cents = line->price_cents,
    .identity = comparison->identity,
  };

  g_hash_table_add (comparison->rows, g_memdup2 (&row, sizeof row));
  return TRUE;
}

static gboolean
compare_row_cb (const TallyLine  *line,
                gpointer          data,
                GError          **error)
{
  Comparison *comparison = data;
  const PublishedRow key = { .sheet_id = line->sheet_id, .row_id = line->row_id };
  const PublishedRow *row = g_hash_table_lookup (comparison->rows, &key);

  if (row == NULL || tally_identity_equal (row->identity, comparison->entry->identity))
    return TRUE;
  if (!tally_money_add (&comparison->moved->cents, row->cents))
    comparison->moved->cents = G_MAXINT64;
  g_hash_table_add (comparison->moved->entries, comparison->entry);
  return TRUE;
}

static gboolean
is_to_be_made (const TallyPlanEntry *entry)
{
  return entry->action == TALLY_PLAN_NEW || entry->action == TALLY_PLAN_CHANGED;
}

/* Of workbooks that stay as they are no row has gone anywhere. */
static gboolean
may_lose_rows (const TallyPlanEntry *entry)
{
  return entry != NULL && *entry->published_fingerprint != '\0' && entry->action != TALLY_PLAN_UNCHANGED
         && strcmp (entry->fingerprint, entry->published_fingerprint) != 0;
}

static gboolean
keep_rows (TallyJobsContext  *context,
           Comparison        *comparison,
           GPtrArray         *publications,
           GError           **error)
{
  g_autoptr (GHashTable) entries = g_hash_table_new (tally_identity_hash, tally_identity_equal);
  GPtrArray *all = context->run->plan->entries;

  for (guint i = 0; i < all->len; i++)
    g_hash_table_insert (entries, ((TallyPlanEntry *) all->pdata[i])->identity, all->pdata[i]);
  for (guint i = 0; i < publications->len; i++)
    {
      const TallyStorePublication *publication = publications->pdata[i];
      if (!may_lose_rows (g_hash_table_lookup (entries, publication->identity)))
        continue;
      comparison->identity = publication->identity;
      if (!tally_store_publications_foreach_line (context->store, publication->publication_id,
                                                  keep_row_cb, comparison, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
compare_rows (TallyJobsContext  *context,
              Comparison        *comparison,
              GError           **error)
{
  GPtrArray *all = context->run->plan->entries;

  for (guint i = 0; i < all->len && g_hash_table_size (comparison->rows) > 0; i++)
    {
      TallyPlanEntry *entry = all->pdata[i];
      const TallyStoreLineFilter filter = { .accepted_only = TRUE, .identity = entry->identity };
      if (!is_to_be_made (entry))
        continue;
      comparison->entry = entry;
      if (!tally_store_lines_foreach (context->store, &filter, compare_row_cb, comparison,
                                      context->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
tally_jobs_moved_find (TallyJobsContext  *context,
                       TallyJobsMoved    *out_moved,
                       GError           **error)
{
  Comparison comparison = { .moved = out_moved };
  g_autoptr (GPtrArray) publications = NULL;
  gboolean found;

  g_return_val_if_fail (context != NULL && context->run->plan != NULL && out_moved != NULL, FALSE);
  *out_moved = (TallyJobsMoved) { .entries = g_hash_table_new (NULL, NULL) };
  publications = tally_store_publications_list_current (context->store,
                                                        context->options->target_sheet, error);
  if (publications == NULL)
    return FALSE;
  comparison.rows = g_hash_table_new_full (row_hash, row_equal, g_free, NULL);
  found = keep_rows (context, &comparison, publications, error)
          && compare_rows (context, &comparison, error);
  g_hash_table_unref (comparison.rows);
  return found;
}

void
tally_jobs_moved_clear (TallyJobsMoved *self)
{
  g_clear_pointer (&self->entries, g_hash_table_unref);
}
