/* tally-test-sync.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-sync.h"

#include "tally-sandbox-calls.h"
#include "tally-sandbox-seed-columns.h"
#include "tally-sandbox-world-rows.h"
#include "tally-sandbox-world-tree.h"
#include "tally-store-lines.h"
#include "tally-store-maps.h"
#include "tally-store-places.h"
#include "tally-store-sheets.h"
#include "tally-test-run.h"

/* --- what the store holds --------------------------------------------------------------------- */

TallyStore *
tally_test_sync_open_store (TallyTestEngine *engine)
{
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path, .read_only = TRUE };
  g_autoptr (GError) error = NULL;
  TallyStore *store = tally_store_open (&options, &error);

  g_assert_no_error (error);
  return store;
}

static gboolean
dump_line_cb (const TallyLine  *line,
              gpointer          data,
              GError          **error)
{
  g_string_append_printf (data, "line %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT " #%" G_GINT64_FORMAT " %"
                          G_GINT64_FORMAT " <%s> %d %u %d %d %" G_GINT64_FORMAT "e%d %" G_GINT64_FORMAT
                          " %d %d [%s] [%s]", line->sheet_id, line->row_id, line->row_number,
                          line->modified_utc_usec, line->modified_by, line->reason, line->issues,
                          line->week_ending, line->snapshot, line->quantity.coefficient,
                          line->quantity.exponent, line->price_cents, line->completed, line->variant,
                          line->identifier, line->detail);
  for (guint i = 0; i < TALLY_N_TEXT_FIELDS; i++)
    g_string_append_printf (data, "|%s", line->text[i]);
  g_string_append_c (data, '\n');
  return TRUE;
}

static void
dump_sheet (TallyStore            *store,
            const TallyStoreSheet *head,
            GString               *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyColumnMap) map = tally_store_maps_find (store, head->sheet_id, &error);
  g_autoptr (GArray) places = tally_store_places_list (store, head->sheet_id, &error);

  g_assert_no_error (error);
  g_string_append_printf (text, "sheet %" G_GINT64_FORMAT " state %d version %" G_GINT64_FORMAT " rows %"
                          G_GINT64_FORMAT " modified %" G_GINT64_FORMAT " %s %s\n", head->sheet_id,
                          head->state, head->version, head->n_rows, head->modified_utc_usec, head->name,
                          head->columns_key);
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT "=%s", map->matches[i].column_id,
                            map->matches[i].title);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < places->len; i++)
    {
      const TallyStorePlace *place = &g_array_index (places, TallyStorePlace, i);

      if (place->is_blank)
        g_string_append_printf (text, "blank %" G_GINT64_FORMAT " #%" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                                "\n", place->row_id, place->row_number, place->modified_utc_usec);
    }
}

/* All that is known of the sheets, but not when it was learned. */
char *
tally_test_sync_dump (TallyTestEngine *engine)
{
  const TallyStoreLineFilter all = { 0 };
  g_autoptr (TallyStore) store = tally_test_sync_open_store (engine);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) heads = tally_store_sheets_list (store, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < heads->len; i++)
    dump_sheet (store, heads->pdata[i], text);
  g_assert_true (tally_store_lines_foreach (store, &all, dump_line_cb, text, NULL, &error));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- runs ------------------------------------------------------------------------------------- */

TallyRun *
tally_test_sync_run (TallyTestEngine *engine,
                     gboolean         force)
{
  static const char *const sync_only[] = { "sync", NULL };
  const TallyBatchOptions options = { .jobs = sync_only, .force = force };
  TallyRun *run = tally_test_engine_run (engine, &options);

  tally_test_run_assert_exit (run, 0);
  return run;
}

void
tally_test_sync_again (TallyTestEngine *engine)
{
  tally_run_free (tally_test_sync_run (engine, FALSE));
}

TallyTestEngine *
tally_test_sync_new_engine (guint   n_sheets,
                            guint   n_rows,
                            guint64 seed_number,
                            double  mess)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;

  tally_sandbox_seed_init (&seed);
  seed.seed = seed_number;
  seed.n_sheets = n_sheets;
  seed.rows_per_sheet = n_rows;
  seed.mess_ratio = mess;
  engine = tally_test_engine_new (&seed);
  engine->clock = tally_clock_new_virtual (TALLY_TEST_SYNC_START_USEC);
  return engine;
}

/* Where another installation that reads everything stands. */
static char *
dump_whole (TallyTestEngine *engine)
{
  static guint n_made;
  g_autofree char *name = g_strdup_printf ("whole-%u", n_made++);
  g_autoptr (TallyTestEngine) whole = tally_test_engine_new_beside (engine, name);

  tally_test_sync_again (whole);
  return tally_test_sync_dump (whole);
}

void
tally_test_sync_assert_whole (TallyTestEngine *engine)
{
  g_autofree char *part = tally_test_sync_dump (engine);
  g_autofree char *whole = dump_whole (engine);
  g_auto (GStrv) ours = g_strsplit (part, "\n", -1);
  g_auto (GStrv) theirs = g_strsplit (whole, "\n", -1);

  for (guint i = 0; ours[i] != NULL && theirs[i] != NULL; i++)
    g_assert_cmpstr (ours[i], ==, theirs[i]);
  g_assert_cmpuint (g_strv_length (ours), ==, g_strv_length (theirs));
}

/* --- what it asked for ------------------------------------------------------------------------ */

void
tally_test_sync_forget_calls (TallyTestEngine *engine)
{
  tally_sandbox_calls_clear (tally_sandbox_server_get_calls (engine->server));
}

guint
tally_test_sync_count_text (const char *text,
                            const char *part)
{
  guint n = 0;

  while ((text = strstr (text, part)) != NULL)
    {
      text += strlen (part);
      n++;
    }
  return n;
}

TallyTestAsked
tally_test_sync_count_calls (TallyTestEngine *engine)
{
  TallySandboxCalls *calls = tally_sandbox_server_get_calls (engine->server);
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GRegex) sweep = g_regex_new ("columnIds=[0-9]+&", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  TallyTestAsked asked = { .n_calls = tally_sandbox_calls_count (calls, NULL) };

  tally_sandbox_calls_append_json (calls, log, 0);
  asked.n_parts = tally_test_sync_count_text (log->str, "rowsModifiedSince=");
  asked.n_whole = tally_sandbox_calls_count (calls, "list-columns");
  g_regex_match (sweep, log->str, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    asked.n_sweeps++;
  tally_test_sync_forget_calls (engine);
  return asked;
}

gint64
tally_test_sync_get_source (TallyTestEngine *engine,
                            guint            index)
{
  g_auto (GStrv) ids = g_strsplit (engine->sources, ";", -1);

  return g_ascii_strtoll (ids[index], NULL, 10);
}

TallyTestHand
tally_test_hand_begin (TallyTestEngine *engine)
{
  TallyTestHand hand = { .engine = engine, .world = tally_sandbox_server_lock_world (engine->server) };

  hand.sheet = tally_sandbox_world_find_sheet (hand.world, tally_test_sync_get_source (engine, 0));
  hand.stamp.at_utc_usec = g_get_real_time ();
  hand.stamp.by = hand.world->users->pdata[0];
  return hand;
}

void
tally_test_hand_end (TallyTestHand *hand)
{
  tally_sandbox_server_unlock_world (hand->engine->server);
}

TallySandboxRow *
tally_test_hand_get_row (const TallyTestHand *hand,
                         guint       index)
{
  return hand->sheet->rows->pdata[index];
}

void
tally_test_hand_write_price (TallyTestHand            *hand,
                             TallySandboxRow *row,
                             const char      *price)
{
  TallySandboxColumn *column = tally_sandbox_seed_find_column (hand->sheet, TALLY_SANDBOX_FIELD_PRICE);
  TallySandboxEdit change = { { NULL, NULL } };

  change.cell = tally_sandbox_world_make_cell (hand->world, column,
                                               tally_sandbox_pool_number (hand->world->pool, price));
  tally_sandbox_world_set_cell (hand->world, hand->sheet, row, column, &change, &hand->stamp);
}
