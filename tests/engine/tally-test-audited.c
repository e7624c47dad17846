/* tally-test-audited.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audited.h"

#include "tally-engine-findings.h"
#include "tally-sandbox-world-rows.h"
#include "tally-sandbox-world-tree.h"
#include "tally-store-lines.h"
#include "tally-test-changes.h"
#include "tally-test-run.h"
#include "tally-test-sync.h"
#include "tally-text.h"

TallyTestEngine *
tally_test_audited_new (guint n_rows,
                        guint n_units)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (TALLY_TEST_AUDITED_START_USEC);
  TallySandboxSeed seed;
  TallyTestEngine *engine;
  TallySandboxWorld *world;

  tally_sandbox_seed_init (&seed);
  seed.seed = 5;
  seed.n_sheets = 2;
  seed.rows_per_sheet = n_rows;
  seed.n_units = n_units;
  seed.n_weeks = 1;
  seed.today = "2026-11-24";
  seed.mess_ratio = 0;
  engine = tally_test_engine_new_clocked (&seed, clock, 0);
  world = tally_sandbox_server_lock_world (engine->server);
  g_free (engine->settings);
  engine->settings = g_strdup_printf ("[publish]\nmax-change-share=100%%\n[audit]\nsheet=%" G_GINT64_FORMAT "\n",
                                      world->audit_sheet);
  tally_sandbox_server_unlock_world (engine->server);
  return engine;
}

void
tally_test_audited_configure (TallyTestEngine *engine,
                              const char      *text)
{
  char *settings = g_strconcat (engine->settings, text, NULL);

  g_free (engine->settings);
  engine->settings = settings;
}

TallyRun *
tally_test_audited_run (TallyTestEngine *engine,
                        int              exit_code)
{
  TallyRun *run;

  tally_clock_advance (engine->clock, G_TIME_SPAN_HOUR);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, exit_code);
  g_assert_nonnull (run->audit);
  return run;
}

/* --- lines and what happens to them ------------------------------------------------------------- */

static void
billed_clear (gpointer data)
{
  g_free (((TallyTestBilled *) data)->cu);
}

static gboolean
take_line_cb (const TallyLine  *line,
              gpointer          data,
              GError          **error)
{
  const TallyTestBilled billed = {
    .sheet_id = line->sheet_id,
    .row_id = line->row_id,
    .price_cents = line->price_cents,
    .quantity = line->quantity,
    .cu = g_strdup (line->text[TALLY_FIELD_CU]),
    .work = tally_work_kind_parse (line->text[TALLY_FIELD_WORK_TYPE]),
    .week_ending = line->week_ending,
  };

  g_array_append_val ((GArray *) data, billed);
  return TRUE;
}

static int
compare_billed (gconstpointer a,
                gconstpointer b)
{
  const TallyTestBilled *left = a, *right = b;

  if (left->price_cents != right->price_cents)
    return left->price_cents > right->price_cents ? -1 : 1;
  return left->row_id < right->row_id ? -1 : 1;
}

GArray *
tally_test_audited_list_billed (TallyTestEngine *engine)
{
  const TallyStoreLineFilter filter = { .accepted_only = TRUE };
  g_autoptr (TallyStore) store = tally_test_sync_open_store (engine);
  g_autoptr (GError) error = NULL;
  GArray *billed = g_array_new (FALSE, FALSE, sizeof (TallyTestBilled));

  g_array_set_clear_func (billed, billed_clear);
  g_assert_true (tally_store_lines_foreach (store, &filter, take_line_cb, billed, NULL, &error));
  g_array_sort (billed, compare_billed);
  return billed;
}

static gint64
get_quantity (const TallyTestBilled *row)
{
  gint64 quantity = row->quantity.coefficient;

  g_assert_cmpint (row->quantity.exponent, >=, 0);
  for (gint32 i = 0; i < row->quantity.exponent; i++)
    quantity *= 10;
  return quantity;
}

/* The price of one unit, "" if no line tells it. */
static void
format_rate (GArray        *billed,
             const char    *cu,
             TallyWorkKind  work,
             char          *buffer)
{
  buffer[0] = '\0';
  for (guint i = 0; i < billed->len; i++)
    {
      const TallyTestBilled *row = &g_array_index (billed, TallyTestBilled, i);
      if (row->work != work || strcmp (row->cu, cu) != 0)
        continue;
      tally_money_format (row->price_cents / get_quantity (row), buffer, TALLY_MONEY_BUFFER_SIZE);
      return;
    }
}

void
tally_test_audited_write_rates (TallyTestEngine *engine,
                                GArray          *billed)
{
  g_autofree char *path = g_build_filename (engine->folder, "rates.csv", NULL);
  g_autofree char *setting = g_strdup_printf ("[rates]\nfiles=%s\n", path);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) text = g_string_new ("CU,Install Price,Removal Price,Transfer Price\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < billed->len; i++)
    {
      const char *cu = g_array_index (billed, TallyTestBilled, i).cu;
      char install[TALLY_MONEY_BUFFER_SIZE], removal[TALLY_MONEY_BUFFER_SIZE], transfer[TALLY_MONEY_BUFFER_SIZE];
      if (!g_hash_table_add (known, (gpointer) cu))
        continue;
      format_rate (billed, cu, TALLY_WORK_INSTALL, install);
      format_rate (billed, cu, TALLY_WORK_REMOVAL, removal);
      format_rate (billed, cu, TALLY_WORK_TRANSFER, transfer);
      g_string_append_printf (text, "%s,%s,%s,%s\n", cu, install, removal, transfer);
    }
  g_assert_true (g_file_set_contents (path, text->str, -1, &error));
  tally_test_audited_configure (engine, setting);
}

void
tally_test_audited_edit (TallyTestEngine       *engine,
                         const TallyTestBilled *row,
                         TallySandboxField      field,
                         const char            *by,
                         const char            *value)
{
  TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);
  TallySandboxSheet *sheet = tally_sandbox_world_find_sheet (world, row->sheet_id);
  TallySandboxColumn *column = tally_sandbox_seed_find_column (sheet, field);
  const TallySandboxStamp stamp = {
    .at_utc_usec = tally_clock_get_utc_usec (engine->clock), .by = tally_sandbox_world_ensure_user (world, by, NULL),
  };
  TallySandboxEdit change = { { NULL, NULL } };

  g_assert_nonnull (column);
  change.cell = tally_sandbox_world_make_cell (world, column, tally_sandbox_pool_json (world->pool, value, -1));
  tally_sandbox_world_set_cell (world, sheet, tally_sandbox_sheet_find_row (sheet, row->row_id), column, &change, &stamp);
  tally_sandbox_server_unlock_world (engine->server);
}

void
tally_test_audited_edit_price (TallyTestEngine       *engine,
                               const TallyTestBilled *row,
                               const char            *by,
                               TallyMoney             cents)
{
  char amount[TALLY_MONEY_BUFFER_SIZE];

  tally_money_format (cents, amount, sizeof amount);
  tally_test_audited_edit (engine, row, TALLY_SANDBOX_FIELD_PRICE, by, amount);
}

gint64
tally_test_audited_do (TallyTestEngine       *engine,
                       const char            *op,
                       const TallyTestBilled *row)
{
  g_autofree char *edit = g_strdup_printf ("{\"op\": \"%s\", \"sheetId\": %" G_GINT64_FORMAT ", \"rowId\": %" G_GINT64_FORMAT "}",
                                           op, row->sheet_id, row->row_id);

  engine->edit_utc_usec = tally_clock_get_utc_usec (engine->clock);
  return tally_test_engine_edit (engine, edit);
}

/* --- findings ----------------------------------------------------------------------------------- */

static gboolean
is_about (const TallyFinding    *finding,
          const TallyTestBilled *row)
{
  for (guint i = 0; i < finding->lines->len; i++)
    if (g_array_index (finding->lines, TallyFindingLine, i).row_id == row->row_id)
      return TRUE;
  return FALSE;
}

const TallyFinding *
tally_test_audited_find (const TallyRun        *run,
                         const char            *detector,
                         const TallyTestBilled *row)
{
  for (guint i = 0; i < run->audit->findings->len; i++)
    {
      const TallyFinding *finding = run->audit->findings->pdata[i];
      if (g_str_has_prefix (finding->detector, detector) && (row == NULL || is_about (finding, row)))
        return finding;
    }
  return NULL;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
tally_test_audited_dup_findings (const TallyRun *run)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < run->audit->findings->len; i++)
    {
      const TallyFinding *finding = run->audit->findings->pdata[i];
      g_test_message ("%s %s%s %s: %s", finding->id, finding->is_new ? "new " : "", tally_risk_get_id (finding->severity),
                      finding->detector, finding->sentence);
      g_ptr_array_add (names, g_strconcat (finding->is_trial ? "~" : "", finding->detector, NULL));
    }
  g_ptr_array_sort (names, compare_texts);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

const char *
tally_test_audited_get_status (TallyTestEngine *engine,
                               const char      *id)
{
  g_autoptr (TallyEngine) opened = tally_test_engine_open (engine);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineFinding) found = tally_engine_findings_find (opened, id, &error);

  g_assert_no_error (error);
  return tally_finding_status_get_id (found->finding->status);
}

void
tally_test_audited_confirm (TallyTestEngine *engine,
                            const char      *id)
{
  const TallyFindingDecision decision = { .finding_id = id, .to = TALLY_FINDING_CONFIRMED, .actor = "Pat" };
  g_autoptr (TallyEngine) opened = tally_test_engine_open (engine);
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_engine_findings_decide (opened, &decision, &error));
  g_assert_no_error (error);
}

/* --- the audit sheet ---------------------------------------------------------------------------- */

static char *
dup_row (const TallySandboxSheet *sheet,
         const TallySandboxRow   *row)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < sheet->columns->len; i++)
    {
      const TallySandboxColumn *column = sheet->columns->pdata[i];
      TallySandboxCell cell = tally_sandbox_row_get_cell (row, column);
      if (cell.value != NULL)
        g_string_append_printf (text, "%s%s=%s", text->len > 0 ? "|" : "", column->title, cell.value->json);
    }
  return g_string_free (text, FALSE);
}

GPtrArray *
tally_test_audited_list_rows (TallyTestEngine *engine)
{
  TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);
  const TallySandboxSheet *sheet = tally_sandbox_world_find_sheet (world, world->audit_sheet);
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < sheet->rows->len; i++)
    g_ptr_array_add (rows, dup_row (sheet, sheet->rows->pdata[i]));
  tally_sandbox_server_unlock_world (engine->server);
  return rows;
}
