/* tally-smartsheet-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-row.h"

#include "tally-number.h"
#include "tally-smartsheet-call-private.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-json.h"
#include "tally-text.h"

static void
free_failure (gpointer data)
{
  TallySmartsheetRowFailure *failure = data;

  g_free (failure->message);
  g_free (failure);
}

void
tally_smartsheet_written_free (TallySmartsheetWritten *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->row_ids);
  g_ptr_array_unref (self->failures);
  g_free (self);
}

/* JSON's own escapes; what is no UTF-8 was mended where it came in, and is refused here. */
static void
append_text (GString    *json,
             const char *text)
{
  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_printf (json, "\\%c", *p);
      else if ((guchar) *p < 0x20)
        g_string_append_printf (json, "\\u%04x", (guint) (guchar) *p);
      else
        g_string_append_c (json, *p);
    }
  g_string_append_c (json, '"');
}

/* A number goes out as the lexeme that was given, never through a double. */
static gboolean
is_json_number (const char *text)
{
  TallyDecimal number;
  const char *digits = *text == '-' ? text + 1 : text;
  gsize length = strlen (text);

  return tally_decimal_parse (text, length, &number) && g_ascii_isdigit (digits[0])
         && g_ascii_isdigit (text[length - 1]) && !(digits[0] == '0' && g_ascii_isdigit (digits[1]))
         && strstr (text, ".e") == NULL && strstr (text, ".E") == NULL;
}

static gboolean
check_cell (const TallySmartsheetNewCell  *cell,
            GError                       **error)
{
  const char *text = cell->text != NULL ? cell->text : "";
  gboolean good = g_utf8_validate (text, -1, NULL);

  if (cell->kind == TALLY_CELL_NUMBER)
    good = is_json_number (text);
  else if (cell->kind == TALLY_CELL_BOOLEAN)
    good = g_str_equal (text, "true") || g_str_equal (text, "false");
  if (!good)
    g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_REJECTED,
                 "the value for column %" G_GINT64_FORMAT " is no %s", cell->column_id,
                 cell->kind == TALLY_CELL_NUMBER ? "number"
                 : cell->kind == TALLY_CELL_BOOLEAN ? "truth value" : "UTF-8 text");
  return good;
}

static gboolean
append_cell (GString                       *json,
             const TallySmartsheetNewCell  *cell,
             gboolean                       is_lenient,
             GError                       **error)
{
  if (!check_cell (cell, error))
    return FALSE;
  g_string_append_printf (json, "{\"columnId\":%" G_GINT64_FORMAT ",\"%s\":", cell->column_id,
                          cell->is_formula ? "formula" : "value");
  if (cell->kind == TALLY_CELL_NUMBER || cell->kind == TALLY_CELL_BOOLEAN)
    g_string_append (json, cell->text);
  else
    append_text (json, cell->kind == TALLY_CELL_EMPTY || cell->text == NULL ? "" : cell->text);
  g_string_append (json, is_lenient ? ",\"strict\":false}" : "}");
  return TRUE;
}

static gboolean
append_row (GString                      *json,
            const TallySmartsheetNewRow  *row,
            gboolean                      is_lenient,
            GError                      **error)
{
  const char *glue = "";

  g_string_append_c (json, '{');
  if (row->row_id != 0)
    {
      g_string_append_printf (json, "\"id\":%" G_GINT64_FORMAT, row->row_id);
      glue = ",";
    }
  if (row->to_top || row->to_bottom)
    {
      g_string_append_printf (json, "%s\"%s\":true", glue, row->to_top ? "toTop" : "toBottom");
      glue = ",";
    }
  if (row->n_cells > 0)
    g_string_append_printf (json, "%s\"cells\":[", glue);
  for (guint i = 0; i < row->n_cells; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      if (!append_cell (json, &row->cells[i], is_lenient, error))
        return FALSE;
    }
  g_string_append (json, row->n_cells > 0 ? "]}" : "}");
  return TRUE;
}

static GBytes *
make_body (const TallySmartsheetWrite  *write,
           guint                        first,
           guint                        n,
           GError                     **error)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      if (!append_row (json, &write->rows[first + i], write->is_lenient, error))
        {
          g_prefix_error (error, "row %u: ", first + i);
          return NULL;
        }
    }
  g_string_append_c (json, ']');
  return g_string_free_to_bytes (g_steal_pointer (&json));
}

/* Which rows failed, by their place in the request. */
static gboolean
take_failures (TallySmartsheetWritten  *written,
               JsonArray               *items,
               guint                    first,
               gboolean                *failed,
               guint                    n)
{
  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    {
      JsonObject *item = tally_smartsheet_json_get_element (items, i);
      JsonObject *cause = tally_smartsheet_json_get_object (item, "error");
      gint64 index = tally_smartsheet_json_get_int (item, "index", -1);
      TallySmartsheetRowFailure *failure;

      if (index < 0 || index >= n || failed[index])
        return FALSE;
      failed[index] = TRUE;
      failure = g_new0 (TallySmartsheetRowFailure, 1);
      failure->index = first + (guint) index;
      failure->error_code = tally_smartsheet_json_get_int (cause, "errorCode", 0);
      failure->message = tally_text_normalise (
        tally_smartsheet_json_get_text (cause, "message") != NULL
        ? tally_smartsheet_json_get_text (cause, "message") : "", -1);
      g_ptr_array_add (written->failures, failure);
    }
  return TRUE;
}

/* The rows of the answer stand in the order of the request, without those that failed. */
static gboolean
take_result (TallySmartsheetWritten *written,
             JsonObject             *answer,
             guint                   first,
             guint                   n)
{
  g_autofree gboolean *failed = g_new0 (gboolean, n);
  JsonArray *rows = tally_smartsheet_json_get_array (answer, "result");
  guint n_answered = rows != NULL ? json_array_get_length (rows) : 0;
  guint next = 0;

  if (!take_failures (written, tally_smartsheet_json_get_array (answer, "failedItems"), first, failed,
                      n))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      gint64 id = 0;

      if (!failed[i] && next < n_answered)
        id = tally_smartsheet_json_get_int (tally_smartsheet_json_get_element (rows, next++), "id", 0);
      g_array_append_val (written->row_ids, id);
      written->n_rows += failed[i] ? 0 : 1;
    }
  written->version = tally_smartsheet_json_get_int (answer, "version", written->version);
  return next == n_answered;
}

static TallySmartsheetWritten *
write_rows (TallySmartsheetClient       *client,
            const TallySmartsheetWrite  *write,
            const char                  *method,
            GCancellable                *cancellable,
            GError                     **error)
{
  g_autoptr (TallySmartsheetWritten) written = g_new0 (TallySmartsheetWritten, 1);
  g_autofree char *path = g_strdup_printf ("/sheets/%" G_GINT64_FORMAT "/rows%s", write->sheet_id,
                                           write->is_partial ? "?allowPartialSuccess=true" : "");

  written->version = -1;
  written->row_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  written->failures = g_ptr_array_new_with_free_func (free_failure);
  for (guint first = 0; first < write->n_rows; first += TALLY_SMARTSHEET_MAX_ROWS_A_WRITE)
    {
      guint n = MIN (write->n_rows - first, TALLY_SMARTSHEET_MAX_ROWS_A_WRITE);
      g_autoptr (GBytes) body = make_body (write, first, n, error);
      g_autoptr (JsonNode) root = NULL;
      TallySmartsheetRequest request = {
        .operation = g_str_equal (method, "POST") ? "add-rows" : "update-rows",
        .subject = write->sheet_id,
        .sheet_id = write->sheet_id,
        .method = method,
        .path = path,
        .body = body,
      };

      if (body != NULL)
        root = tally_smartsheet_client_call (client, &request, cancellable, error);
      if (root == NULL)
        return NULL;
      if (!take_result (written, json_node_get_object (root), first, n))
        {
          g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AMBIGUOUS,
                       "%s: the answer does not tell which rows were written", request.operation);
          return NULL;
        }
    }
  return g_steal_pointer (&written);
}

TallySmartsheetWritten *
tally_smartsheet_row_add (TallySmartsheetClient       *client,
                          const TallySmartsheetWrite  *write,
                          GCancellable                *cancellable,
                          GError                     **error)
{
  g_return_val_if_fail (client != NULL && write != NULL && write->n_rows > 0, NULL);
  return write_rows (client, write, "POST", cancellable, error);
}

TallySmartsheetWritten *
tally_smartsheet_row_update (TallySmartsheetClient       *client,
                             const TallySmartsheetWrite  *write,
                             GCancellable                *cancellable,
                             GError                     **error)
{
  g_return_val_if_fail (client != NULL && write != NULL && write->n_rows > 0, NULL);
  return write_rows (client, write, "PUT", cancellable, error);
}

static char *
make_delete_path (gint64  sheet_id,
                  GArray *row_ids,
                  guint   first,
                  guint   n)
{
  GString *path = g_string_new (NULL);

  g_string_append_printf (path, "/sheets/%" G_GINT64_FORMAT "/rows?ignoreRowsNotFound=true&ids=",
                          sheet_id);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (path, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (row_ids, gint64, first + i));
  return tally_text_steal (path);
}

gboolean
tally_smartsheet_row_delete (TallySmartsheetClient  *client,
                             gint64                  sheet_id,
                             GArray                 *row_ids,
                             GCancellable           *cancellable,
                             GError                **error)
{
  g_return_val_if_fail (client != NULL && sheet_id > 0 && row_ids != NULL, FALSE);
  for (guint first = 0; first < row_ids->len; first += TALLY_SMARTSHEET_MAX_ROWS_A_DELETE)
    {
      guint n = MIN (row_ids->len - first, TALLY_SMARTSHEET_MAX_ROWS_A_DELETE);
      g_autofree char *path = make_delete_path (sheet_id, row_ids, first, n);
      g_autoptr (JsonNode) root = NULL;
      TallySmartsheetRequest request = {
        .operation = "delete-rows",
        .subject = sheet_id,
        .sheet_id = sheet_id,
        .method = "DELETE",
        .is_repeatable = TRUE,
        .path = path,
      };

      root = tally_smartsheet_client_call (client, &request, cancellable, error);
      if (root == NULL)
        return FALSE;
    }
  return TRUE;
}
