/* tally-jobs-audit-owed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-audit-owed.h"

#include "tally-jobs-audit-values.h"
#include "tally-jobs-error.h"
#include "tally-json-node.h"
#include "tally-json.h"
#include "tally-store-meta.h"
#include "tally-text.h"

#define KEY "audit-rows-owed"

static void
owed_free (TallyJobsAuditOwed *self)
{
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJobsAuditOwed, owed_free)

/* --- as JSON ------------------------------------------------------------------------------------ */

static char *
format (GPtrArray *rows)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();

  tally_json_writer_begin_array (writer, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      const TallyJobsAuditOwed *row = rows->pdata[i];
      tally_json_writer_begin_object (writer, NULL);
      tally_json_writer_add_int64 (writer, "run", row->run_id);
      tally_json_writer_add_int64 (writer, "utc_usec", row->utc_usec);
      tally_json_writer_begin_object (writer, "values");
      for (guint j = 0; j < row->values->len; j++)
        {
          const TallyJobsAuditValue *value = row->values->pdata[j];
          tally_json_writer_add_text (writer, value->title, value->text);
        }
      tally_json_writer_end_object (writer);
      tally_json_writer_end_object (writer);
    }
  tally_json_writer_end_array (writer);
  return tally_json_writer_finish (writer, FALSE);
}

static gboolean
read_int64 (const TallyJsonNode *object,
            const char          *name,
            gint64              *out_value)
{
  const TallyJsonNode *node = tally_json_node_find (object, name);

  if (node == NULL || !tally_json_node_get_int64 (node, out_value))
    return FALSE;
  return *out_value > 0;
}

static TallyJobsAuditOwed *
read_row (const TallyJsonNode *node)
{
  g_autoptr (TallyJobsAuditOwed) row = g_new0 (TallyJobsAuditOwed, 1);
  const TallyJsonNode *values = NULL;

  if (tally_json_node_get_kind (node) == TALLY_JSON_KIND_OBJECT)
    values = tally_json_node_find (node, "values");
  if (values == NULL || tally_json_node_get_kind (values) != TALLY_JSON_KIND_OBJECT
      || !read_int64 (node, "run", &row->run_id) || !read_int64 (node, "utc_usec", &row->utc_usec))
    return NULL;
  row->values = tally_jobs_audit_values_new_from_json (values);
  return row->values != NULL ? g_steal_pointer (&row) : NULL;
}

static GPtrArray *
parse (const char *text)
{
  g_autoptr (TallyJsonNode) root = tally_json_node_parse (text, strlen (text), NULL);
  g_autoptr (GPtrArray) rows = NULL;

  if (root == NULL || tally_json_node_get_kind (root) != TALLY_JSON_KIND_ARRAY)
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) owed_free);
  for (guint i = 0; i < tally_json_node_get_n_children (root); i++)
    {
      TallyJobsAuditOwed *row = read_row (tally_json_node_get_child (root, i));
      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}

/* --- in the store ------------------------------------------------------------------------------- */

GPtrArray *
tally_jobs_audit_owed_list (TallyStore  *store,
                            GError     **error)
{
  g_autofree char *text = NULL;
  GPtrArray *rows;

  if (!tally_store_meta_get (store, KEY, &text, error))
    return NULL;
  rows = parse (text != NULL ? text : "[]");
  if (rows == NULL)
    g_set_error_literal (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_FAILED,
                         "what the store says of rows owed to the audit sheet (" KEY ") can't be read; restore a backup");
  return rows;
}

static gboolean
save (TallyStore  *store,
      GPtrArray   *rows,
      GError     **error)
{
  g_autofree char *text = rows->len > 0 ? format (rows) : NULL;

  return tally_store_meta_set (store, KEY, text, error);
}

static void
remove_run (GPtrArray *rows,
            gint64     run_id)
{
  for (guint i = rows->len; i > 0; i--)
    if (((const TallyJobsAuditOwed *) rows->pdata[i - 1])->run_id == run_id)
      g_ptr_array_remove_index (rows, i - 1);
}

static void
give_up_oldest (TallyRun  *run,
                GPtrArray *rows)
{
  const guint n_many = rows->len - TALLY_JOBS_AUDIT_OWED_MAX;
  g_autofree char *count = tally_text_dup_count (n_many, "row", "rows");
  g_autofree char *text = g_strdup_printf ("%s owed to the audit sheet for longest given up: %d are kept; make the sheet "
                                           "writable for the token's owner", count, TALLY_JOBS_AUDIT_OWED_MAX);

  g_ptr_array_remove_range (rows, 0, n_many);
  tally_run_add_notice (run, TALLY_SEVERITY_WARNING, "audit-row-dropped", NULL, text);
}

gboolean
tally_jobs_audit_owed_add (TallyJobsContext  *context,
                           const TallyAudit  *audit,
                           GError           **error)
{
  g_autoptr (GPtrArray) rows = tally_jobs_audit_owed_list (context->store, error);
  TallyJobsAuditOwed *row;

  if (rows == NULL)
    return FALSE;
  remove_run (rows, audit->run_id);
  row = g_new0 (TallyJobsAuditOwed, 1);
  row->run_id = audit->run_id;
  row->utc_usec = audit->utc_usec;
  row->values = tally_jobs_audit_values_new (audit);
  g_ptr_array_add (rows, row);
  if (rows->len > TALLY_JOBS_AUDIT_OWED_MAX)
    give_up_oldest (context->run, rows);
  return save (context->store, rows, error);
}

gboolean
tally_jobs_audit_owed_strike (TallyStore  *store,
                              gint64       run_id,
                              GError     **error)
{
  g_autoptr (GPtrArray) rows = tally_jobs_audit_owed_list (store, error);

  if (rows == NULL)
    return FALSE;
  remove_run (rows, run_id);
  return save (store, rows, error);
}
