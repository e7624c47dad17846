/* tally-sandbox-render.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-render.h"

#include <json-glib/json-glib.h>

#include "tally-clock.h"
#include "tally-sandbox-json.h"

/* "2026-11-24" and its quotes: a DATE cell that holds a date. */
#define DATE_LEXEME_LENGTH 12

static gboolean
is_wanted (const GArray *ids,
           gint64        id)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return ids == NULL;
}

gboolean
tally_sandbox_style_init (TallySandboxStyle *self,
                          TallySandboxCall  *call,
                          TallySandboxSheet *sheet,
                          GArray            *column_ids)
{
  memset (self, 0, sizeof *self);
  self->columns = g_ptr_array_new ();
  self->prefixes = g_ptr_array_new_with_free_func (g_free);
  self->numeric_dates = tally_sandbox_call_get_flag (call, "numericDates");
  self->column_types = tally_sandbox_call_has_word (call, "include", "columnType");
  self->object_values = tally_sandbox_call_has_word (call, "include", "objectValue");
  self->writers = tally_sandbox_call_has_word (call, "include", "writerInfo");
  self->permalinks = tally_sandbox_call_has_word (call, "include", "rowPermalink");
  self->attachments = tally_sandbox_call_has_word (call, "include", "attachments");
  self->discussions = tally_sandbox_call_has_word (call, "include", "discussions");
  self->sparse = tally_sandbox_call_has_word (call, "exclude", "nonexistentCells");
  self->plain_links = tally_sandbox_call_has_word (call, "exclude", "linkInFromCellDetails");
  self->level = call->habits->default_level;
  for (guint i = 0; i < sheet->columns->len; i++)
    {
      TallySandboxColumn *column = sheet->columns->pdata[i];

      if (!is_wanted (column_ids, column->id))
        continue;
      g_ptr_array_add (self->columns, column);
      g_ptr_array_add (self->prefixes,
                       g_strdup_printf ("{\"columnId\":%" G_GINT64_FORMAT, column->id));
    }
  return tally_sandbox_call_get_number (call, "level", 0, &self->level);
}

void
tally_sandbox_style_clear (TallySandboxStyle *self)
{
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->prefixes, g_ptr_array_unref);
}

void
tally_sandbox_render_id (GString *out,
                         gint64   id)
{
  char digits[24];
  char *p = digits + sizeof digits;
  guint64 rest = id < 0 ? -(guint64) id : (guint64) id;

  do
    {
      *--p = (char) ('0' + rest % 10);
      rest /= 10;
    }
  while (rest > 0);
  if (id < 0)
    *--p = '-';
  g_string_append_len (out, p, digits + sizeof digits - p);
}

static char *
put_two (char  *p,
         guint  number)
{
  *p++ = (char) ('0' + number / 10 % 10);
  *p++ = (char) ('0' + number % 10);
  return p;
}

/* Days to civil date: H. Hinnant, "chrono-compatible low-level date algorithms". */
static char *
put_date (char   *p,
          gint64  days)
{
  gint64 shifted = days + 719468;
  gint64 era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  guint day_of_era = (guint) (shifted - era * 146097);
  guint year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
                       day_of_era / 146096) / 365;
  guint day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  guint shifted_month = (5 * day_of_year + 2) / 153;
  guint month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  guint year = (guint) (year_of_era + era * 400) + (month <= 2);

  p = put_two (p, year / 100);
  p = put_two (p, year % 100);
  *p++ = '-';
  p = put_two (p, month);
  *p++ = '-';
  return put_two (p, day_of_year - (153 * shifted_month + 2) / 5 + 1);
}

void
tally_sandbox_render_time (GString  *out,
                           gint64    utc_usec,
                           gboolean  is_numeric)
{
  gint64 secs = utc_usec / G_USEC_PER_SEC - (utc_usec % G_USEC_PER_SEC < 0);
  gint64 days = secs / 86400 - (secs % 86400 < 0);
  guint rest = (guint) (secs - days * 86400);
  char text[32];
  char *p = text;

  if (is_numeric)
    {
      tally_sandbox_render_id (out, secs * 1000);
      return;
    }
  *p++ = '"';
  p = put_date (p, days);
  *p++ = 'T';
  p = put_two (p, rest / 3600);
  *p++ = ':';
  p = put_two (p, rest / 60 % 60);
  *p++ = ':';
  p = put_two (p, rest % 60);
  *p++ = 'Z';
  *p++ = '"';
  g_string_append_len (out, text, p - text);
}

void
tally_sandbox_render_user (GString                *out,
                           const TallySandboxUser *user)
{
  g_string_append (out, "{\"email\":");
  tally_sandbox_append_json_text (out, user->email);
  g_string_append (out, ",\"name\":");
  tally_sandbox_append_json_text (out, user->name);
  g_string_append_c (out, '}');
}

static const char *
get_shown_type (const TallySandboxColumn *column,
                gint64                    level)
{
  if (level < 1 && strcmp (column->type, "MULTI_CONTACT_LIST") == 0)
    return "TEXT_NUMBER";
  if (level < 2 && strcmp (column->type, "MULTI_PICKLIST") == 0)
    return "TEXT_NUMBER";
  return column->type;
}

static void
append_options (GString            *out,
                const char *const  *options)
{
  g_string_append (out, ",\"options\":[");
  for (guint i = 0; options[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      tally_sandbox_append_json_text (out, options[i]);
    }
  g_string_append_c (out, ']');
}

static void
append_member (GString    *out,
               const char *name,
               const char *text)
{
  if (text == NULL)
    return;
  g_string_append_printf (out, ",\"%s\":", name);
  tally_sandbox_append_json_text (out, text);
}

void
tally_sandbox_render_column (GString                  *out,
                             TallySandboxSheet        *sheet,
                             const TallySandboxColumn *column,
                             gint64                    level)
{
  const char *type = get_shown_type (column, level);
  guint index = 0;

  g_ptr_array_find (sheet->columns, column, &index);
  g_string_append_printf (out, "{\"id\":%" G_GINT64_FORMAT ",\"version\":%d,\"index\":%u",
                          column->id, strcmp (type, "MULTI_CONTACT_LIST") == 0 ? 1
                          : strcmp (type, "MULTI_PICKLIST") == 0 ? 2 : 0, index);
  append_member (out, "title", column->title);
  append_member (out, "type", type);
  if (column->primary)
    g_string_append (out, ",\"primary\":true");
  if (column->options != NULL)
    append_options (out, (const char *const *) column->options);
  append_member (out, "systemColumnType", column->system_type);
  append_member (out, "formula", column->formula);
  append_member (out, "description", column->description);
  append_member (out, "symbol", column->symbol);
  if (column->hidden)
    g_string_append (out, ",\"hidden\":true");
  if (column->locked)
    g_string_append (out, ",\"locked\":true,\"lockedForUser\":true");
  g_string_append_printf (out, ",\"validation\":%s,\"width\":%u}",
                          column->validation ? "true" : "false", column->width);
}

static void
append_lexeme (GString                  *out,
               const char               *name,
               gsize                     length,
               const TallySandboxLexeme *lexeme)
{
  g_string_append_len (out, name, length);
  g_string_append_len (out, lexeme->json, lexeme->length);
}

#define APPEND_LEXEME(out, name, lexeme) append_lexeme (out, name, sizeof name - 1, lexeme)

/* numericDates turns dates in cells into ms too. */
static gboolean
append_numeric_date (GString                  *out,
                     const TallySandboxColumn *column,
                     const TallySandboxLexeme *value)
{
  g_autofree char *text = NULL;
  gint64 utc_usec;

  if (strstr (column->type, "DATE") == NULL || value->json[0] != '"')
    return FALSE;
  text = g_strndup (value->json + 1, value->length - 2);
  if (value->length == DATE_LEXEME_LENGTH)
    {
      g_autofree char *midnight = g_strconcat (text, "T00:00:00Z", NULL);
      if (!tally_clock_parse_utc (midnight, &utc_usec))
        return FALSE;
    }
  else if (!tally_clock_parse_utc (text, &utc_usec))
    {
      return FALSE;
    }
  g_string_append (out, ",\"value\":");
  tally_sandbox_render_time (out, utc_usec, TRUE);
  return TRUE;
}

static void
append_contact (GString          *out,
                TallySandboxCell  cell)
{
  APPEND_LEXEME (out, ",\"objectValue\":{\"objectType\":\"CONTACT\",\"email\":", cell.value);
  if (cell.display != NULL)
    APPEND_LEXEME (out, ",\"name\":", cell.display);
  g_string_append_c (out, '}');
}

void
tally_sandbox_render_value (GString                  *out,
                            const TallySandboxStyle  *style,
                            const TallySandboxColumn *column,
                            TallySandboxCell          cell)
{
  if (cell.value == NULL && g_str_has_prefix (column->type, "MULTI_") &&
      get_shown_type (column, style->level) != column->type)
    cell.value = cell.display;
  if (cell.value != NULL &&
      !(style->numeric_dates && append_numeric_date (out, column, cell.value)))
    APPEND_LEXEME (out, ",\"value\":", cell.value);
  if (cell.display != NULL)
    APPEND_LEXEME (out, ",\"displayValue\":", cell.display);
  if (style->object_values && cell.value != NULL && cell.value->json[0] == '"' &&
      strcmp (column->type, "CONTACT_LIST") == 0 && strchr (cell.value->json, '@') != NULL)
    append_contact (out, cell);
}

static void
append_system_value (GString                  *out,
                     const TallySandboxRow    *row,
                     const TallySandboxStyle  *style,
                     const TallySandboxColumn *column)
{
  gboolean is_created = g_str_has_prefix (column->system_type, "CREATED");
  const TallySandboxUser *by = is_created ? row->created_by : row->modified_by;

  g_string_append (out, ",\"value\":");
  if (g_str_has_suffix (column->system_type, "_DATE"))
    {
      tally_sandbox_render_time (out, is_created ? row->created_utc_usec : row->modified_utc_usec,
                                 style->numeric_dates);
      return;
    }
  tally_sandbox_append_json_text (out, by->email);
  append_member (out, "displayValue", by->name);
}

/* exclude=linkInFromCellDetails leaves the sheet's id and name. */
static void
append_plain_link (GString                  *out,
                   const TallySandboxLexeme *link_in)
{
  static const char *const details[] = { "columnId", "rowId", "status" };
  g_autofree char *text = g_strndup (link_in->json, link_in->length);
  g_autoptr (JsonNode) node = tally_sandbox_json_parse (text, -1, NULL);
  g_autofree char *plain = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (details); i++)
    json_object_remove_member (json_node_get_object (node), details[i]);
  plain = json_to_string (node, FALSE);
  g_string_append (out, ",\"linkInFromCell\":");
  g_string_append (out, plain);
}

static void
append_extra (GString                 *out,
              const TallySandboxExtra *extra,
              const TallySandboxStyle *style)
{
  if (extra->formula != NULL)
    APPEND_LEXEME (out, ",\"formula\":", extra->formula);
  if (extra->hyperlink != NULL)
    APPEND_LEXEME (out, ",\"hyperlink\":", extra->hyperlink);
  if (extra->link_in != NULL && style->plain_links)
    append_plain_link (out, extra->link_in);
  else if (extra->link_in != NULL)
    APPEND_LEXEME (out, ",\"linkInFromCell\":", extra->link_in);
  if (extra->object_value != NULL && style->object_values)
    APPEND_LEXEME (out, ",\"objectValue\":", extra->object_value);
}

gboolean
tally_sandbox_render_cell (GString                 *out,
                           const TallySandboxRow   *row,
                           const TallySandboxStyle *style,
                           guint                    i_column)
{
  const TallySandboxColumn *column = style->columns->pdata[i_column];
  const char *prefix = style->prefixes->pdata[i_column];
  TallySandboxCell cell = tally_sandbox_row_get_cell (row, column);
  TallySandboxExtra *extra = row->extras == NULL ? NULL
                                                 : tally_sandbox_row_find_extra (row, column);
  gboolean is_system = column->system_type != NULL && strcmp (column->system_type,
                                                              "AUTO_NUMBER") != 0;

  if (style->sparse && !is_system && cell.value == NULL && cell.display == NULL && extra == NULL)
    return FALSE;
  g_string_append (out, prefix);
  if (style->column_types)
    append_member (out, "columnType", get_shown_type (column, style->level));
  if (is_system)
    append_system_value (out, row, style, column);
  else
    tally_sandbox_render_value (out, style, column, cell);
  if (extra != NULL)
    append_extra (out, extra, style);
  return TRUE;
}

/* The nearest row above on the same level. */
static gint64
find_sibling (TallySandboxSheet *sheet,
              TallySandboxRow   *row)
{
  for (guint i = row->index; i > 0; i--)
    {
      TallySandboxRow *above = sheet->rows->pdata[i - 1];

      if (above->parent_id == row->parent_id)
        return above->id;
      if (above->id == row->parent_id)
        return 0;
    }
  return 0;
}

static void
append_number (GString    *out,
               const char *name,
               gint64      number)
{
  g_string_append (out, name);
  tally_sandbox_render_id (out, number);
}

static void
append_row_head (GString                 *out,
                 TallySandboxSheet       *sheet,
                 TallySandboxRow         *row,
                 const TallySandboxStyle *style)
{
  gint64 sibling = find_sibling (sheet, row);

  append_number (out, "{\"id\":", row->id);
  append_number (out, ",\"rowNumber\":", (gint64) row->index + 1);
  if (row->parent_id != 0)
    append_number (out, ",\"parentId\":", row->parent_id);
  if (sibling != 0)
    append_number (out, ",\"siblingId\":", sibling);
  g_string_append (out, row->collapsed ? ",\"expanded\":false" : ",\"expanded\":true");
  if (row->locked)
    g_string_append (out, ",\"locked\":true,\"lockedForUser\":true");
  g_string_append (out, ",\"createdAt\":");
  tally_sandbox_render_time (out, row->created_utc_usec, style->numeric_dates);
  g_string_append (out, ",\"modifiedAt\":");
  tally_sandbox_render_time (out, row->modified_utc_usec, style->numeric_dates);
  if (style->writers)
    {
      g_string_append (out, ",\"createdBy\":");
      tally_sandbox_render_user (out, row->created_by);
      g_string_append (out, ",\"modifiedBy\":");
      tally_sandbox_render_user (out, row->modified_by);
    }
  if (style->permalinks)
    g_string_append_printf (out, ",\"permalink\":\"https://sandbox.invalid/sheets/%"
                            G_GINT64_FORMAT "?rowId=%" G_GINT64_FORMAT "\"", sheet->id, row->id);
}

void
tally_sandbox_render_row (TallySandboxCall        *call,
                          TallySandboxSheet       *sheet,
                          TallySandboxRow         *row,
                          const TallySandboxStyle *style)
{
  GString *out = call->out;
  gsize start;

  append_row_head (out, sheet, row, style);
  g_string_append (out, ",\"cells\":[");
  start = out->len;
  for (guint i = 0; i < style->columns->len; i++)
    {
      gsize before = out->len;

      if (before > start)
        g_string_append_c (out, ',');
      if (tally_sandbox_render_cell (out, row, style, i))
        g_string_append_c (out, '}');
      else
        g_string_truncate (out, before);
    }
  g_string_append_c (out, ']');
}
