/* tally-test-changes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-changes.h"

#include "tally-sandbox-edit.h"
#include "tally-store-lines.h"
#include "tally-store-maps.h"

static TallySandboxSheet *
find_sheet (TallySandboxWorld *world,
            gint64             sheet_id)
{
  for (guint i = 0; i < world->sheets->len; i++)
    if (((TallySandboxSheet *) world->sheets->pdata[i])->id == sheet_id)
      return world->sheets->pdata[i];
  return NULL;
}

gint64
tally_test_engine_edit (TallyTestEngine *self,
                        const char      *json)
{
  g_autoptr (GError) error = NULL;
  gint64 id = 0;
  TallySandboxWorld *world = tally_sandbox_server_lock_world (self->server);

  tally_sandbox_edit_apply (world, json, -1,
                            self->edit_utc_usec != 0 ? self->edit_utc_usec : g_get_real_time (), &id,
                            &error);
  tally_sandbox_server_unlock_world (self->server);
  g_assert_no_error (error);
  return id;
}

/* The first billed line of the store. */
static gboolean
take_first_cb (const TallyLine  *line,
               gpointer          data,
               GError          **error)
{
  TallyLine *first = data;

  if (first->row_id == 0)
    {
      first->sheet_id = line->sheet_id;
      first->row_id = line->row_id;
      first->price_cents = line->price_cents;
    }
  return TRUE;
}

/* A billed row as it is in the store. */
typedef struct {
  gint64     sheet_id;
  gint64     row_id;
  TallyMoney cents;
  TallyDay   week;
} Billed;

static gboolean
take_billed_cb (const TallyLine  *line,
                gpointer          data,
                GError          **error)
{
  const Billed billed = { line->sheet_id, line->row_id, line->price_cents, line->week_ending };

  g_array_append_val ((GArray *) data, billed);
  return TRUE;
}

static TallyStore *
open_reader (TallyTestEngine *self)
{
  g_autofree char *path = g_build_filename (self->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path, .read_only = TRUE };
  g_autoptr (GError) error = NULL;
  TallyStore *store = tally_store_open (&options, &error);

  g_assert_no_error (error);
  return store;
}

static GArray *
list_billed (TallyStore *store)
{
  const TallyStoreLineFilter filter = { .accepted_only = TRUE };
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Billed));
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_lines_foreach (store, &filter, take_billed_cb, rows, NULL, &error));
  return rows;
}

static void
set_cell (TallyTestEngine *self,
          TallyStore      *store,
          const Billed    *billed,
          TallyField       field,
          const char      *value)
{
  g_autoptr (TallyColumnMap) map = tally_store_maps_find (store, billed->sheet_id, NULL);
  g_autofree char *edit = NULL;

  g_assert_nonnull (map);
  edit = g_strdup_printf ("{\"op\": \"set-cell\", \"sheetId\": %" G_GINT64_FORMAT ", \"rowId\": %"
                          G_GINT64_FORMAT ", \"columnId\": %" G_GINT64_FORMAT ", \"value\": %s}",
                          billed->sheet_id, billed->row_id, map->matches[field].column_id, value);
  tally_test_engine_edit (self, edit);
}

guint
tally_test_engine_change_prices (TallyTestEngine *self,
                                 guint            percent,
                                 gint64           cents)
{
  g_autoptr (TallyStore) store = open_reader (self);
  g_autoptr (GArray) rows = list_billed (store);
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const Billed *billed = &g_array_index (rows, Billed, i);
      char amount[TALLY_MONEY_BUFFER_SIZE];
      if ((i + 1) * percent / 100 == i * percent / 100)
        continue;
      tally_money_format (billed->cents + cents, amount, sizeof amount);
      set_cell (self, store, billed, TALLY_FIELD_PRICE, amount);
      n++;
    }
  return n;
}

void
tally_test_engine_move_weeks (TallyTestEngine *self,
                              guint            days)
{
  g_autoptr (TallyStore) store = open_reader (self);
  g_autoptr (GArray) rows = list_billed (store);

  for (guint i = 0; i < rows->len; i++)
    {
      const Billed *billed = &g_array_index (rows, Billed, i);
      char day[TALLY_DAY_BUFFER_SIZE];
      g_autofree char *value = NULL;
      tally_day_format_iso (billed->week + (TallyDay) days, day, sizeof day);
      value = g_strdup_printf ("\"%s\"", day);
      set_cell (self, store, billed, TALLY_FIELD_WEEK_ENDING, value);
    }
}

void
tally_test_engine_change_a_price (TallyTestEngine *self)
{
  g_autofree char *path = g_build_filename (self->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path, .read_only = TRUE };
  const TallyStoreLineFilter filter = { .accepted_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = tally_store_open (&options, &error);
  g_autoptr (TallyColumnMap) map = NULL;
  g_autofree char *edit = NULL;
  char amount[TALLY_MONEY_BUFFER_SIZE];
  TallyLine line;

  g_assert_no_error (error);
  tally_line_clear (&line);
  g_assert_true (tally_store_lines_foreach (store, &filter, take_first_cb, &line, NULL, &error));
  g_assert_cmpint (line.row_id, !=, 0);
  map = tally_store_maps_find (store, line.sheet_id, &error);
  g_assert_nonnull (map);
  tally_money_format (line.price_cents + 100, amount, sizeof amount);
  edit = g_strdup_printf ("{\"op\": \"set-cell\", \"sheetId\": %" G_GINT64_FORMAT ", \"rowId\": %"
                          G_GINT64_FORMAT ", \"columnId\": %" G_GINT64_FORMAT ", \"value\": %s}",
                          line.sheet_id, line.row_id, map->matches[TALLY_FIELD_PRICE].column_id, amount);
  tally_test_engine_edit (self, edit);
}

static gint64
find_first_workbook (TallyTestEngine *self)
{
  TallySandboxWorld *world = tally_sandbox_server_lock_world (self->server);
  TallySandboxSheet *sheet = find_sheet (world, self->target);
  gint64 id = 0;

  for (guint i = 0; i < sheet->attachments->len && id == 0; i++)
    {
      const TallySandboxAttachment *attachment = sheet->attachments->pdata[i];
      g_autoptr (TallyFileName) name = tally_identity_parse_file_name (attachment->name);
      if (name != NULL)
        id = attachment->id;
    }
  tally_sandbox_server_unlock_world (self->server);
  return id;
}

void
tally_test_engine_delete_a_file (TallyTestEngine *self)
{
  gint64 id = find_first_workbook (self);
  g_autofree char *edit = NULL;

  g_assert_cmpint (id, !=, 0);
  edit = g_strdup_printf ("{\"op\": \"remove-attachment\", \"attachmentId\": %" G_GINT64_FORMAT "}", id);
  tally_test_engine_edit (self, edit);
}
