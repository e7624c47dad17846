/* tally-sandbox-history.c
 *
 * History of a cell, newest first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-page.h"
#include "tally-sandbox-render.h"
#include "tally-sandbox-route.h"

typedef struct
{
  TallySandboxStyle         style;
  const TallySandboxColumn *column;
} Context;

static void
append_change (TallySandboxCall *call,
               gpointer          item,
               gpointer          user_data)
{
  Context *context = user_data;
  TallySandboxChange *change = item;

  g_string_append_printf (call->out, "{\"columnId\":%" G_GINT64_FORMAT, context->column->id);
  if (context->style.column_types)
    g_string_append_printf (call->out, ",\"columnType\":\"%s\"", context->column->type);
  tally_sandbox_render_value (call->out, &context->style, context->column, change->cell);
  g_string_append (call->out, ",\"modifiedAt\":");
  tally_sandbox_render_time (call->out, change->at_utc_usec, context->style.numeric_dates);
  g_string_append (call->out, ",\"modifiedBy\":");
  tally_sandbox_render_user (call->out, change->by);
  g_string_append_c (call->out, '}');
}

static void
get_history (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = NULL;
  TallySandboxRow *row = tally_sandbox_route_find_row (call, &sheet);
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  TallySandboxExtra *extra;
  Context context;

  if (row == NULL)
    return;
  context.column = tally_sandbox_sheet_find_column (sheet, call->ids[2]);
  if (context.column == NULL)
    {
      tally_sandbox_call_fail (call, 1006, NULL);
      return;
    }
  extra = tally_sandbox_row_find_extra (row, context.column);
  for (guint i = extra == NULL || extra->history == NULL ? 0 : extra->history->len; i > 0; i--)
    g_ptr_array_add (changes, &g_array_index (extra->history, TallySandboxChange, i - 1));
  if (tally_sandbox_style_init (&context.style, call, sheet, NULL))
    tally_sandbox_page_write (call, changes, append_change, &context);
  tally_sandbox_style_clear (&context.style);
}

const TallySandboxRoute tally_sandbox_routes_history[] = {
  { "GET", "/sheets/#/rows/#/columns/#/history", "get-history", TALLY_SANDBOX_HEAVY_UNITS, FALSE,
    FALSE, get_history },
  { NULL },
};
