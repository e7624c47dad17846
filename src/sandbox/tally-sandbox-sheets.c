/* tally-sandbox-sheets.c
 *
 * Sheets: list, read, version, path, columns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-files.h"
#include "tally-sandbox-page.h"
#include "tally-sandbox-render.h"
#include "tally-sandbox-route.h"
#include "tally-sandbox-tree.h"

/* Default of pageSize when page is given. */
#define DEFAULT_ROWS 100

static void
append_listed_sheet (TallySandboxCall *call,
                     gpointer          item,
                     gpointer          user_data)
{
  TallySandboxSheet *sheet = item;
  gboolean is_numeric = tally_sandbox_call_get_flag (call, "numericDates");

  tally_sandbox_tree_append_sheet (call, sheet, is_numeric);
  if (tally_sandbox_call_has_word (call, "include", "sheetVersion"))
    g_string_append_printf (call->out, ",\"version\":%" G_GINT64_FORMAT, sheet->version);
  if (tally_sandbox_call_has_word (call, "include", "ownerInfo"))
    {
      g_string_append (call->out, ",\"owner\":");
      tally_sandbox_append_json_text (call->out, sheet->owner->email);
      g_string_append_printf (call->out, ",\"ownerId\":%" G_GINT64_FORMAT, sheet->owner->id);
    }
  g_string_append_c (call->out, '}');
}

static void
list_sheets (TallySandboxCall *call)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new ();
  gint64 since = G_MININT64;

  if (!tally_sandbox_call_get_time (call, "modifiedSince", &since))
    return;
  for (guint i = 0; i < call->world->sheets->len; i++)
    {
      TallySandboxSheet *sheet = call->world->sheets->pdata[i];
      if (sheet->modified_utc_usec >= since)
        g_ptr_array_add (sheets, sheet);
    }
  tally_sandbox_page_write (call, sheets, append_listed_sheet, NULL);
}

static void
get_version (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = tally_sandbox_route_find_sheet (call);

  if (sheet != NULL)
    g_string_append_printf (call->out, "{\"version\":%" G_GINT64_FORMAT "}", sheet->version);
}

static void
get_path (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = tally_sandbox_route_find_sheet (call);

  if (sheet != NULL)
    tally_sandbox_tree_append_path (call, sheet);
}

static void
append_column (TallySandboxCall *call,
               gpointer          item,
               gpointer          user_data)
{
  gint64 level = call->habits->default_level;

  if (tally_sandbox_call_get_number (call, "level", 0, &level))
    tally_sandbox_render_column (call->out, user_data, item, level);
}

static void
list_columns (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = tally_sandbox_route_find_sheet (call);
  gint64 level = 0;

  if (sheet != NULL && tally_sandbox_call_get_number (call, "level", 0, &level))
    tally_sandbox_page_write (call, sheet->columns, append_column, sheet);
}

static void
get_column (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = tally_sandbox_route_find_sheet (call);
  TallySandboxColumn *column;
  gint64 level = call->habits->default_level;

  if (sheet == NULL || !tally_sandbox_call_get_number (call, "level", 0, &level))
    return;
  column = tally_sandbox_sheet_find_column (sheet, call->ids[1]);
  if (column == NULL)
    tally_sandbox_call_fail (call, 1006, NULL);
  else
    tally_sandbox_render_column (call->out, sheet, column, level);
}

/* Which rows of a sheet are asked for, before paging. */
typedef struct
{
  GHashTable *ids;             /* (owned) (nullable): set of gint64 */
  GHashTable *numbers;         /* (owned) (nullable): set of gint64 */
  gint64      since_utc_usec;
} Filter;

static void
clear_filter (Filter *filter)
{
  g_clear_pointer (&filter->ids, g_hash_table_unref);
  g_clear_pointer (&filter->numbers, g_hash_table_unref);
}

static gboolean
read_set (TallySandboxCall  *call,
          const char        *name,
          GHashTable       **out_set)
{
  g_autoptr (GArray) ids = NULL;

  if (!tally_sandbox_call_get_ids (call, name, &ids))
    return FALSE;
  if (ids == NULL)
    return TRUE;
  *out_set = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (*out_set, g_memdup2 (&g_array_index (ids, gint64, i), sizeof (gint64)));
  return TRUE;
}

static gboolean
read_filter (TallySandboxCall *call,
             Filter           *filter)
{
  memset (filter, 0, sizeof *filter);
  filter->since_utc_usec = G_MININT64;
  return read_set (call, "rowIds", &filter->ids) &&
         read_set (call, "rowNumbers", &filter->numbers) &&
         tally_sandbox_call_get_time (call, "rowsModifiedSince", &filter->since_utc_usec);
}

static gboolean
passes (const Filter    *filter,
        TallySandboxRow *row)
{
  gint64 number = (gint64) row->index + 1;

  if (row->modified_utc_usec < filter->since_utc_usec)
    return FALSE;
  if (filter->ids == NULL && filter->numbers == NULL)
    return TRUE;
  return (filter->ids != NULL && g_hash_table_contains (filter->ids, &row->id)) ||
         (filter->numbers != NULL && g_hash_table_contains (filter->numbers, &number));
}

/* No page and no pageSize means all rows; one of them alone takes the other's default. */
static gboolean
read_page (TallySandboxCall *call,
           gint64           *out_first,
           gint64           *out_count)
{
  gint64 page = 1;
  gint64 size = DEFAULT_ROWS;

  *out_first = 0;
  *out_count = G_MAXINT;
  if (!tally_sandbox_call_get_number (call, "page", 1, &page) ||
      !tally_sandbox_call_get_number (call, "pageSize", 1, &size))
    return FALSE;
  if (tally_sandbox_call_get_text (call, "page") == NULL &&
      tally_sandbox_call_get_text (call, "pageSize") == NULL)
    return TRUE;
  *out_count = MIN (size, G_MAXINT);
  *out_first = (MIN (page, G_MAXINT) - 1) * *out_count;
  return TRUE;
}

static void
append_sheet_head (TallySandboxCall        *call,
                   TallySandboxSheet       *sheet,
                   const TallySandboxStyle *style)
{
  GString *out = call->out;

  tally_sandbox_tree_append_sheet (call, sheet, style->numeric_dates);
  g_string_append_printf (out, ",\"version\":%" G_GINT64_FORMAT ",\"totalRowCount\":%u",
                          sheet->version, sheet->rows->len);
  g_string_append (out, ",\"effectiveAttachmentOptions\":[\"FILE\",\"LINK\"]"
                        ",\"ganttEnabled\":false,\"dependenciesEnabled\":false"
                        ",\"resourceManagementEnabled\":false,\"cellImageUploadEnabled\":true"
                        ",\"userSettings\":{\"criticalPathEnabled\":false"
                        ",\"displaySummaryTasks\":true}");
  if (tally_sandbox_call_has_word (call, "include", "ownerInfo"))
    {
      g_string_append (out, ",\"owner\":");
      tally_sandbox_append_json_text (out, sheet->owner->email);
      g_string_append_printf (out, ",\"ownerId\":%" G_GINT64_FORMAT, sheet->owner->id);
    }
  if (tally_sandbox_call_has_word (call, "include", "crossSheetReferences"))
    g_string_append (out, ",\"crossSheetReferences\":[]");
  if (tally_sandbox_call_has_word (call, "include", "filters"))
    g_string_append (out, ",\"filters\":[]");
  tally_sandbox_tree_append_workspace (call, sheet);
  g_string_append (out, ",\"columns\":[");
  for (guint i = 0; i < style->columns->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      tally_sandbox_render_column (out, sheet, style->columns->pdata[i], style->level);
    }
  g_string_append_c (out, ']');
}

static void
append_rows (TallySandboxCall        *call,
             TallySandboxSheet       *sheet,
             const TallySandboxStyle *style,
             const Filter            *filter,
             gint64                   first,
             gint64                   count)
{
  gint64 n_passed = 0;
  gint64 n_written = 0;

  g_string_append (call->out, ",\"rows\":[");
  for (guint i = 0; i < sheet->rows->len && n_written < count; i++)
    {
      TallySandboxRow *row = sheet->rows->pdata[i];

      if (!passes (filter, row) || n_passed++ < first)
        continue;
      if (n_written++ > 0)
        g_string_append_c (call->out, ',');
      tally_sandbox_render_row (call, sheet, row, style);
      tally_sandbox_files_append_to_row (call, sheet, row, style);
      g_string_append_c (call->out, '}');
    }
  g_string_append_c (call->out, ']');
}

/* A page past the end of a sheet: the last one again, or none, as the habits say. */
static gint64
clamp_first (TallySandboxCall  *call,
             TallySandboxSheet *sheet,
             const Filter      *filter,
             gint64             first,
             gint64             count)
{
  gint64 n_rows = 0;

  if (first == 0 || call->habits->past_end_is_empty)
    return first;
  for (guint i = 0; i < sheet->rows->len; i++)
    n_rows += passes (filter, sheet->rows->pdata[i]);
  return first < n_rows ? first : (MAX (n_rows, 1) - 1) / count * count;
}

static gboolean
is_unchanged (TallySandboxCall  *call,
              TallySandboxSheet *sheet)
{
  gint64 version = -1;

  if (!tally_sandbox_call_get_number (call, "ifVersionAfter", 0, &version))
    return TRUE;
  if (version < sheet->version)
    return FALSE;
  g_string_append_printf (call->out, "{\"version\":%" G_GINT64_FORMAT "}", sheet->version);
  return TRUE;
}

static gboolean
columns_exist (TallySandboxCall  *call,
               TallySandboxSheet *sheet,
               GArray            *ids)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (ids, gint64, i));

      if (tally_sandbox_sheet_find_column (sheet, g_array_index (ids, gint64, i)) != NULL)
        continue;
      tally_sandbox_call_fail (call, 1036, id);
      return FALSE;
    }
  return TRUE;
}

static void
write_sheet (TallySandboxCall        *call,
             TallySandboxSheet       *sheet,
             const TallySandboxStyle *style)
{
  Filter filter;
  gint64 first;
  gint64 count;

  if (read_filter (call, &filter) && read_page (call, &first, &count))
    {
      first = clamp_first (call, sheet, &filter, first, count);
      append_sheet_head (call, sheet, style);
      append_rows (call, sheet, style, &filter, first, count);
      tally_sandbox_files_append_to_sheet (call, sheet, style);
      g_string_append_c (call->out, '}');
    }
  clear_filter (&filter);
}

static void
get_sheet (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = tally_sandbox_route_find_sheet (call);
  const char *accept = soup_message_headers_get_list (call->headers, "Accept");
  g_autoptr (GArray) column_ids = NULL;
  TallySandboxStyle style;

  if (sheet == NULL || is_unchanged (call, sheet))
    return;
  if (accept != NULL && strstr (accept, "json") == NULL && strstr (accept, "*/*") == NULL)
    {
      tally_sandbox_call_fail (call, 1052, NULL);
      return;
    }
  if (!tally_sandbox_call_get_ids (call, "columnIds", &column_ids) ||
      !columns_exist (call, sheet, column_ids))
    return;
  if (tally_sandbox_style_init (&style, call, sheet, column_ids))
    write_sheet (call, sheet, &style);
  tally_sandbox_style_clear (&style);
}

const TallySandboxRoute tally_sandbox_routes_sheets[] = {
  { "GET", "/sheets", "list-sheets", 1, FALSE, FALSE, list_sheets },
  { "GET", "/users/sheets", "list-sheets", 1, FALSE, FALSE, list_sheets },
  { "GET", "/sheets/#", "get-sheet", 1, FALSE, FALSE, get_sheet },
  { "GET", "/sheets/#/version", "get-version", 1, FALSE, FALSE, get_version },
  { "GET", "/sheets/#/path", "get-path", 1, FALSE, FALSE, get_path },
  { "GET", "/sheets/#/columns", "list-columns", 1, FALSE, FALSE, list_columns },
  { "GET", "/sheets/#/columns/#", "get-column", 1, FALSE, FALSE, get_column },
  { NULL },
};
