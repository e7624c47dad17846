/* test-sandbox.c
 *
 * The client against the sandbox, which shares no code with it: what one writes the other must
 * understand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-server.h"
#include "tally-sandbox-world-rows.h"
#include "tally-sandbox-world-tree.h"
#include "tally-smartsheet-attachment.h"
#include "tally-smartsheet-discussion.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-history.h"
#include "tally-smartsheet-row.h"
#include "tally-smartsheet-sheet.h"
#include "tally-smartsheet-tree.h"
#include "tally-smartsheet-user.h"

#define N_ROWS 250
#define SECOND ((gint64) G_USEC_PER_SEC)
#define BIRTH_USEC (G_GINT64_CONSTANT (1750000000) * SECOND)

typedef struct {
  TallySandboxServer     *server;
  TallySmartsheetClient  *client;
  TallyResilienceLimiter *limiter;
  TallyClock             *clock;
  gint64                  workspace;
  gint64                  folder;
  gint64                  sheet;
  gint64                  row;
  gint64                  columns[3];
  guint                   n_throttled;  /* (atomic) */
  guint                   n_conflicts;  /* (atomic) */
  guint                   n_at_once;    /* (atomic) most requests that were under way */
} Fixture;

static gboolean
fill_cb (TallySandboxWorld  *world,
         gpointer            data,
         GError            **error)
{
  Fixture *fixture = data;
  TallySandboxStamp birth = { BIRTH_USEC, world->me };
  static const TallySandboxColumnSpec specs[] = {
    { .title = "Work Request #", .primary = TRUE }, { .title = "Snapshot Date", .type = "DATE" },
    { .title = "Price" } };
  TallySandboxContainer *workspace = tally_sandbox_world_add_container (world, NULL, "W", BIRTH_USEC);
  TallySandboxContainer *folder = tally_sandbox_world_add_container (world, workspace, "F", BIRTH_USEC);
  TallySandboxColumn *columns[3];
  TallySandboxSheet *sheet;

  tally_sandbox_world_begin (world);
  tally_sandbox_world_add_sheet (world, workspace, "Beside", &birth);
  sheet = tally_sandbox_world_add_sheet (world, folder, "Crew 1", &birth);
  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      columns[i] = tally_sandbox_world_add_column (world, sheet, &specs[i], NULL);
      fixture->columns[i] = columns[i]->id;
    }
  for (guint i = 0; i < N_ROWS; i++)
    {
      TallySandboxRow *row = tally_sandbox_world_add_row (world, sheet, -1, 0, &birth);
      const TallySandboxLexeme *price = tally_sandbox_pool_number (world->pool, "1234.10");

      tally_sandbox_row_fill (row, columns[2], tally_sandbox_world_make_cell (world, columns[2], price));
      fixture->row = i == 0 ? row->id : fixture->row;
    }
  tally_sandbox_world_commit (world);
  fixture->workspace = workspace->id;
  fixture->folder = folder->id;
  fixture->sheet = sheet->id;
  return TRUE;
}

static void
count_call (const TallySmartsheetCall *call,
            gpointer                   data)
{
  Fixture *fixture = data;

  if (call->status == 429)
    g_atomic_int_inc (&fixture->n_throttled);
  for (guint most = (guint) g_atomic_int_get (&fixture->n_at_once); call->n_in_flight > most;
       most = (guint) g_atomic_int_get (&fixture->n_at_once))
    if (g_atomic_int_compare_and_exchange (&fixture->n_at_once, most, call->n_in_flight))
      break;
  if (call->error_code == 4004)
    g_atomic_int_inc (&fixture->n_conflicts);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  TallySandboxOptions sandbox;
  TallySmartsheetOptions options;
  g_autoptr (GError) error = NULL;

  fixture->clock = tally_clock_new_virtual (BIRTH_USEC + 3600 * SECOND);
  tally_sandbox_options_init (&sandbox);
  sandbox.clock = fixture->clock;
  sandbox.habits.parallel_writes_fail = TRUE;
  sandbox.fill = fill_cb;
  sandbox.fill_data = fixture;
  fixture->server = tally_sandbox_server_new (&sandbox, &error);
  g_assert_no_error (error);
  g_assert_true (tally_sandbox_server_start (fixture->server, &error));
  fixture->limiter = tally_resilience_limiter_new (fixture->clock, 300);
  tally_smartsheet_options_init (&options, tally_sandbox_server_get_base_url (fixture->server),
                                 tally_sandbox_server_get_token (fixture->server), fixture->clock);
  options.limiter = fixture->limiter;
  options.max_in_flight = GPOINTER_TO_UINT (data);
  options.on_call = count_call;
  options.on_call_data = fixture;
  fixture->client = tally_smartsheet_client_new (&options, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tally_smartsheet_client_unref (fixture->client);
  tally_sandbox_server_free (fixture->server);
  tally_resilience_limiter_unref (fixture->limiter);
  tally_clock_unref (fixture->clock);
}

static void
set_faults (Fixture    *fixture,
            const char *json)
{
  g_autoptr (GError) error = NULL;

  tally_sandbox_server_set_faults (fixture->server, json, &error);
  g_assert_no_error (error);
}

typedef struct {
  guint      n_begun;
  guint      n_rows;
  guint      n_prices;
  GHashTable *ids;
} Seen;

static gboolean
begin_cb (gpointer   data,
          GError   **error)
{
  Seen *seen = data;

  seen->n_begun++;
  seen->n_rows = 0;
  seen->n_prices = 0;
  return TRUE;
}

static gboolean
row_cb (const TallyRow  *row,
        gpointer         data,
        GError         **error)
{
  Seen *seen = data;

  seen->n_rows++;
  if (row->cells[0].kind == TALLY_CELL_NUMBER && g_str_equal (row->cells[0].text, "1234.10"))
    seen->n_prices++;
  return TRUE;
}

static const TallySmartsheetSink sink = { begin_cb, row_cb, NULL };

static TallySheet *
fetch (Fixture  *fixture,
       Seen     *seen,
       gint64    version_after,
       GError  **error)
{
  gint64 wanted[] = { fixture->columns[2], fixture->columns[0] };
  TallySmartsheetQuery query = {
    .sheet_id = fixture->sheet, .column_ids = wanted, .n_columns = 2, .page_rows = 100,
    .version_after = version_after, .want_writer = TRUE, .want_objects = TRUE,
  };

  return tally_smartsheet_sheet_fetch_rows (fixture->client, &query, &sink, seen, NULL, error);
}

static guint
count_calls (Fixture    *fixture,
             const char *operation)
{
  return tally_sandbox_calls_count (tally_sandbox_server_get_calls (fixture->server), operation);
}

static void
test_fetches_columns_and_rows (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallySheet) columns = NULL;
  g_autoptr (TallySheet) head = NULL;
  g_autoptr (TallySheet) again = NULL;
  Seen seen = { 0 };

  columns = tally_smartsheet_sheet_fetch_columns (fixture->client, fixture->sheet, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (columns->columns->len, ==, 3);
  g_assert_cmpint (((TallyColumn *) columns->columns->pdata[1])->type, ==, TALLY_COLUMN_DATE);
  g_assert_cmpstr (((TallyColumn *) columns->columns->pdata[0])->title, ==, "Work Request #");
  head = fetch (fixture, &seen, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seen.n_begun, ==, 1);
  g_assert_cmpuint (seen.n_rows, ==, N_ROWS);
  g_assert_cmpuint (seen.n_prices, ==, N_ROWS);
  g_assert_cmpint (head->n_rows, ==, N_ROWS);
  g_assert_cmpstr (head->name, ==, "Crew 1");
  g_assert_cmpuint (count_calls (fixture, "get-sheet"), ==, 3);
  g_assert_cmpint (tally_smartsheet_sheet_fetch_version (fixture->client, fixture->sheet, NULL, &error),
                   ==, head->version);
  again = fetch (fixture, &seen, head->version, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seen.n_begun, ==, 1);
  g_assert_cmpuint (again->columns->len, ==, 0);
  g_assert_cmpuint (count_calls (fixture, "get-sheet"), ==, 4);
}

static void
test_survives_the_sandbox_faults (Fixture       *fixture,
                                  gconstpointer  data)
{
  static const struct {
    const char *fault;
    guint       n_begun;
  } faults[] = {
    { "[{\"operation\":\"get-sheet\",\"first\":2,\"kind\":\"duplicate-page\"}]", 1 },
    { "[{\"operation\":\"get-sheet\",\"first\":1,\"kind\":\"move-version\"}]", 2 },
    { "[{\"operation\":\"get-sheet\",\"count\":3,\"kind\":\"ignore-columns\"}]", 1 },
    { "[{\"operation\":\"get-sheet\",\"first\":2,\"kind\":\"cut\",\"afterBytes\":5000}]", 1 },
    { "[{\"operation\":\"get-sheet\",\"first\":2,\"kind\":\"reset\",\"afterBytes\":5000}]", 1 },
    { "[{\"operation\":\"get-sheet\",\"first\":2,\"kind\":\"drip\",\"afterBytes\":5000,"
      "\"delayMs\":1}]", 1 },
    { "[{\"operation\":\"get-sheet\",\"first\":1,\"kind\":\"shift-page\"}]", 1 },
    { "[{\"operation\":\"get-sheet\",\"first\":2,\"kind\":\"shift-page\"}]", 1 },
    { "[{\"operation\":\"get-sheet\",\"first\":2,\"kind\":\"bad-json\"}]", 1 },
    { "[{\"operation\":\"get-sheet\",\"first\":2,\"kind\":\"html\"}]", 1 },
    { "[{\"operation\":\"get-sheet\",\"first\":3,\"kind\":\"reset\"}]", 1 },
    { "[{\"operation\":\"get-sheet\",\"first\":1,\"kind\":\"throttle\",\"retryAfter\":\"7\"}]", 1 },
    { "[{\"operation\":\"get-sheet\",\"first\":3,\"kind\":\"status\",\"status\":500,\"errorCode\":4000}]",
      1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TallySheet) head = NULL;
      Seen seen = { 0 };

      g_test_message ("%s", faults[i].fault);
      set_faults (fixture, faults[i].fault);
      head = fetch (fixture, &seen, 0, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (seen.n_rows, ==, N_ROWS);
      g_assert_cmpuint (seen.n_prices, ==, N_ROWS);
      g_assert_cmpuint (seen.n_begun, ==, faults[i].n_begun);
    }
}

static void
test_files (Fixture       *fixture,
            gconstpointer  data)
{
  static const char content[] = "PK\x03\x04 a workbook";
  g_autoptr (GBytes) bytes = g_bytes_new_static (content, sizeof content);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyAttachment) attached = NULL;
  g_autoptr (TallyAttachment) found = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GBytes) back = NULL;
  TallySmartsheetUpload upload = { .sheet_id = fixture->sheet, .row_id = fixture->row,
                                   .name = "WR_1 \xC3\xA9.xlsx", .bytes = bytes };

  attached = tally_smartsheet_attachment_upload (fixture->client, &upload, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (attached->name, ==, "WR_1 \xC3\xA9.xlsx");
  g_assert_cmpint (attached->row_id, ==, fixture->row);
  all = tally_smartsheet_attachment_list_sheet (fixture->client, fixture->sheet, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 1);
  g_clear_pointer (&all, g_ptr_array_unref);
  all = tally_smartsheet_attachment_list_row (fixture->client, fixture->sheet, fixture->row, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 1);
  found = tally_smartsheet_attachment_fetch (fixture->client, fixture->sheet, attached->attachment_id,
                                             NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->row_id, ==, fixture->row);
  g_assert_cmpint (found->created_utc_usec, >, 0);
  back = tally_smartsheet_attachment_download (fixture->client, fixture->sheet, attached->attachment_id,
                                               NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (back, bytes));
  g_assert_cmpint (tally_smartsheet_attachment_delete (fixture->client, fixture->sheet,
                                                       attached->attachment_id, NULL, &error),
                   ==, TALLY_SMARTSHEET_DELETE_DONE);
  g_assert_cmpint (tally_smartsheet_attachment_delete (fixture->client, fixture->sheet,
                                                       attached->attachment_id, NULL, &error),
                   ==, TALLY_SMARTSHEET_DELETE_WAS_GONE);
  g_assert_no_error (error);
}

static void
test_a_stored_upload_with_a_lost_answer_is_ambiguous (Fixture       *fixture,
                                                      gconstpointer  data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("PK", 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  TallySmartsheetUpload upload = { .sheet_id = fixture->sheet, .row_id = fixture->row, .name = "a.xlsx",
                                   .bytes = bytes };

  set_faults (fixture, "[{\"operation\":\"attach\",\"kind\":\"status\",\"status\":500,"
              "\"errorCode\":4000,\"stored\":true}]");
  g_assert_null (tally_smartsheet_attachment_upload (fixture->client, &upload, NULL, &error));
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AMBIGUOUS);
  g_clear_error (&error);
  all = tally_smartsheet_attachment_list_row (fixture->client, fixture->sheet, fixture->row, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 1);
}

#define N_WRITERS 4

static gpointer
attach_worker (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("PK", 2);
  const TallySmartsheetUpload upload = { .sheet_id = fixture->sheet, .row_id = fixture->row,
                                         .name = "a.xlsx", .bytes = bytes };

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TallyAttachment) attached = NULL;

      attached = tally_smartsheet_attachment_upload (fixture->client, &upload, NULL, &error);
      g_assert_no_error (error);
    }
  return NULL;
}

/* The service refuses a write while another one changes the same sheet: ours take turns. Each answer
 * is late, so that they would overlap. */
static void
test_writes_to_one_sheet_take_turns (Fixture       *fixture,
                                     gconstpointer  data)
{
  GThread *threads[N_WRITERS];

  set_faults (fixture, "[{\"operation\":\"attach\",\"kind\":\"delay\",\"delayMs\":5,\"count\":0}]");
  for (guint i = 0; i < N_WRITERS; i++)
    threads[i] = g_thread_new ("attach", attach_worker, fixture);
  for (guint i = 0; i < N_WRITERS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (count_calls (fixture, "attach"), ==, N_WRITERS * 5);
  g_assert_cmpint (g_atomic_int_get (&fixture->n_conflicts), ==, 0);
}

static void
test_writes_rows_and_reads_their_history (Fixture       *fixture,
                                          gconstpointer  data)
{
  TallySmartsheetNewCell cell = { .column_id = fixture->columns[2], .kind = TALLY_CELL_NUMBER,
                                  .text = "99.95" };
  TallySmartsheetNewRow change = { .row_id = fixture->row, .cells = &cell, .n_cells = 1 };
  TallySmartsheetNewRow add = { .to_bottom = TRUE, .cells = &cell, .n_cells = 1 };
  TallySmartsheetWrite write = { .sheet_id = fixture->sheet, .rows = &change, .n_rows = 1 };
  TallySmartsheetCellRef ref = { fixture->sheet, fixture->row, fixture->columns[2] };
  g_autoptr (TallySmartsheetWritten) changed = NULL;
  g_autoptr (TallySmartsheetWritten) added = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GPtrArray) comments = NULL;
  g_autoptr (GError) error = NULL;

  changed = tally_smartsheet_row_update (fixture->client, &write, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_array_index (changed->row_ids, gint64, 0), ==, fixture->row);
  write.rows = &add;
  added = tally_smartsheet_row_add (fixture->client, &write, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_array_index (added->row_ids, gint64, 0), >, 0);
  g_assert_cmpint (added->version, >, changed->version);
  history = tally_smartsheet_history_fetch (fixture->client, &ref, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 2);
  g_assert_cmpstr (((TallySmartsheetRevision *) history->pdata[0])->text, ==, "99.95");
  g_assert_cmpstr (((TallySmartsheetRevision *) history->pdata[1])->text, ==, "1234.1");
  g_assert_true (tally_smartsheet_row_delete (fixture->client, fixture->sheet, added->row_ids, NULL,
                                              &error));
  g_assert_true (tally_smartsheet_row_delete (fixture->client, fixture->sheet, added->row_ids, NULL,
                                              &error));
  g_assert_no_error (error);
  comments = tally_smartsheet_discussion_list (fixture->client, fixture->sheet, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (comments->len, ==, 0);
}

static void
test_finds_sheets_and_ourselves (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) below = NULL;
  g_autoptr (TallySmartsheetUser) me = NULL;

  all = tally_smartsheet_tree_list_workspace (fixture->client, fixture->workspace, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 2);
  below = tally_smartsheet_tree_list_folder (fixture->client, fixture->folder, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (below->len, ==, 1);
  g_assert_cmpint (((TallySmartsheetFound *) below->pdata[0])->sheet_id, ==, fixture->sheet);
  me = tally_smartsheet_user_fetch_me (fixture->client, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (me->email, !=, "");
  g_assert_true (tally_smartsheet_user_probe_server (fixture->client, NULL, &error));
}

#define N_WORKERS 8
#define N_CALLS 120

static gpointer
ask_worker (gpointer data)
{
  Fixture *fixture = data;

  for (guint i = 0; i < N_CALLS; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (tally_smartsheet_sheet_fetch_version (fixture->client, fixture->sheet, NULL,
                                                             &error), >=, 0);
      g_assert_no_error (error);
    }
  return NULL;
}

/* 960 calls from eight workers where 300 a minute are allowed: never one too many. One is in flight
 * at a time: the clock is virtual, and a worker that waits would else move it on by a minute while
 * another one's request is on its way. */
static void
test_steady_state_is_never_throttled (Fixture       *fixture,
                                      gconstpointer  data)
{
  GThread *threads[N_WORKERS];

  for (guint i = 0; i < N_WORKERS; i++)
    threads[i] = g_thread_new ("ask", ask_worker, fixture);
  for (guint i = 0; i < N_WORKERS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (count_calls (fixture, NULL), ==, N_WORKERS * N_CALLS);
  g_assert_cmpint (g_atomic_int_get (&fixture->n_throttled), ==, 0);
}

static gpointer
ask_once_worker (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (tally_smartsheet_sheet_fetch_version (fixture->client, fixture->sheet, NULL, &error),
                   >=, 0);
  g_assert_no_error (error);
  return NULL;
}

/* After an outage readers come back one by one: of eight that ask at once, three are let through at
 * most, as the limit grows by one with each round of answers. */
static void
test_readers_come_back_slowly (Fixture       *fixture,
                               gconstpointer  data)
{
  GThread *threads[N_WORKERS];

  set_faults (fixture, "[{\"operation\":\"get-version\",\"kind\":\"status\",\"count\":0}]");
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GError) error = NULL;

      tally_smartsheet_sheet_fetch_version (fixture->client, fixture->sheet, NULL, &error);
      g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_TRANSIENT);
    }
  set_faults (fixture, "[{\"operation\":\"get-version\",\"kind\":\"delay\",\"delayMs\":20,\"count\":0}]");
  g_atomic_int_set (&fixture->n_at_once, 0);
  for (guint i = 0; i < N_WORKERS; i++)
    threads[i] = g_thread_new ("ask", ask_once_worker, fixture);
  for (guint i = 0; i < N_WORKERS; i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (g_atomic_int_get (&fixture->n_at_once), >=, 1);
  g_assert_cmpint (g_atomic_int_get (&fixture->n_at_once), <=, 3);
}

#define ADD(path, n_in_flight, func) \
  g_test_add ("/smartsheet/sandbox/" path, Fixture, GUINT_TO_POINTER (n_in_flight), set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("fetches-columns-and-rows", 8, test_fetches_columns_and_rows);
  ADD ("survives-the-sandbox-faults", 8, test_survives_the_sandbox_faults);
  ADD ("files", 8, test_files);
  ADD ("stored-upload-with-a-lost-answer", 8, test_a_stored_upload_with_a_lost_answer_is_ambiguous);
  ADD ("readers-come-back-slowly", 8, test_readers_come_back_slowly);
  ADD ("writes-to-one-sheet-take-turns", 8, test_writes_to_one_sheet_take_turns);
  ADD ("writes-rows-and-reads-their-history", 8, test_writes_rows_and_reads_their_history);
  ADD ("finds-sheets-and-ourselves", 8, test_finds_sheets_and_ourselves);
  ADD ("steady-state-is-never-throttled", 1, test_steady_state_is_never_throttled);
  return g_test_run ();
}
