/* tally-smartsheet-history.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-history.h"

#include "tally-smartsheet-error.h"
#include "tally-smartsheet-json.h"
#include "tally-smartsheet-list-private.h"

/* Each call costs ten units, so that one large page is better than several. */
#define PAGE_SIZE 1000

static void
free_revision (gpointer data)
{
  TallySmartsheetRevision *revision = data;

  g_free (revision->text);
  g_free (revision->modified_by);
  g_free (revision);
}

/* The shortest digits that give the same double: the lexeme again, for any amount in cents. */
static char *
format_double (double value)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      double again;

      g_ascii_formatd (buffer, sizeof buffer, formats[i], value);
      again = g_ascii_strtod (buffer, NULL);
      if (memcmp (&again, &value, sizeof value) == 0)
        break;
    }
  return g_strdup (buffer);
}

static void
take_value (TallySmartsheetRevision *revision,
            JsonNode                *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    {
      revision->kind = TALLY_CELL_TEXT;
      revision->text = g_strdup (json_node_get_string (node));
    }
  else if (type == G_TYPE_BOOLEAN)
    {
      revision->kind = TALLY_CELL_BOOLEAN;
      revision->text = g_strdup (json_node_get_boolean (node) ? "true" : "false");
    }
  else if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    {
      revision->kind = TALLY_CELL_NUMBER;
      revision->text = type == G_TYPE_INT64
                       ? g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node))
                       : format_double (json_node_get_double (node));
    }
}

/* The service tells a user as an object; what stands before it may tell the address alone. */
static char *
dup_writer (JsonObject *item)
{
  const char *email = tally_smartsheet_json_get_text (
    tally_smartsheet_json_get_object (item, "modifiedBy"), "email");

  if (email == NULL)
    email = tally_smartsheet_json_get_text (item, "modifiedBy");
  return g_strdup (email != NULL ? email : "");
}

static gboolean
take_revision (JsonObject  *item,
               gpointer     data,
               GError     **error)
{
  GPtrArray *revisions = data;
  TallySmartsheetRevision *revision = g_new0 (TallySmartsheetRevision, 1);
  JsonNode *value = json_object_get_member (item, "value");
  const char *display = tally_smartsheet_json_get_text (item, "displayValue");

  g_ptr_array_add (revisions, revision);
  revision->modified_utc_usec = tally_smartsheet_json_get_time (item, "modifiedAt");
  revision->modified_by = dup_writer (item);
  if (value != NULL && JSON_NODE_HOLDS_VALUE (value))
    take_value (revision, value);
  if (revision->text == NULL && display != NULL)
    {
      revision->kind = TALLY_CELL_TEXT;
      revision->is_display = TRUE;
      revision->text = g_strdup (display);
    }
  if (revision->text == NULL)
    revision->text = g_strdup ("");
  if (revisions->len <= TALLY_SMARTSHEET_MAX_REVISIONS)
    return TRUE;
  g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_LIMIT,
               "a cell has more than %d values in its history", TALLY_SMARTSHEET_MAX_REVISIONS);
  return FALSE;
}

GPtrArray *
tally_smartsheet_history_fetch (TallySmartsheetClient         *client,
                                const TallySmartsheetCellRef  *cell,
                                GCancellable                  *cancellable,
                                GError                       **error)
{
  g_autoptr (GPtrArray) revisions = g_ptr_array_new_with_free_func (free_revision);
  g_autofree char *path = NULL;
  TallySmartsheetList list = {
    .operation = "get-history",
    .n_units = TALLY_SMARTSHEET_DEAR_UNITS,
    .page_size = PAGE_SIZE,
    .func = take_revision,
    .data = revisions,
  };

  g_return_val_if_fail (client != NULL && cell != NULL, NULL);
  path = g_strdup_printf ("/sheets/%" G_GINT64_FORMAT "/rows/%" G_GINT64_FORMAT "/columns/%"
                          G_GINT64_FORMAT "/history?level=2", cell->sheet_id, cell->row_id,
                          cell->column_id);
  list.path = path;
  list.subject = cell->row_id;
  if (!tally_smartsheet_client_list (client, &list, cancellable, error))
    return NULL;
  return g_steal_pointer (&revisions);
}
