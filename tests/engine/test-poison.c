/* test-poison.c
 *
 * Hostile values of every kind in one cell: they change the figures of that row alone, with a reason.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-lines.h"
#include "tally-store-maps.h"
#include "tally-test-run.h"
#include "tally-test-target.h"
#include "tally-test.h"
#include "tally-text.h"

/* JSON as it could stand behind "value": or "displayValue":. %HUGE% is a text of 100,000 letters, %DIGITS%
 * a number of 400 digits, %DEEP% as many arrays in each other as the reader allows there. */
static const char *const poisons[] = {
  "1e999", "-1e999", "1e-999", "-0", "-125.50", "%DIGITS%", "0.000000000000000000000000000001",
  "\"NaN\"", "\"Infinity\"", "\"-\"", "\"\"", "\"   \"", "\"1.234,56\"", "\"1,23\"", "\"(12.00)\"",
  "\"12.00-\"", "\"$1e5\"", "\"0x10\"", "\"1/2\"", "\"=SUM(A1:A9)\"", "\"=cmd|' /C calc'!A0\"",
  "\"@SUM(1)\"", "\"#UNPARSEABLE\"", "\"9999-99-99\"", "\"0000-00-00\"", "\"10000-01-01\"", "\"2025-02-30\"",
  "\"31/12/2025\"", "\"2025-08-17T25:61:61Z\"", "\"1899-12-31\"", "\"\\u0000\\u0001\\u001b[31m\"",
  "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ufffe\\uffff\"", "\"\\u202e\\u200f\\ufeff\"", "\"</t><script>\"",
  "\"../../etc/passwd\"", "\"%HUGE%\"", "true", "false", "null", "{}", "[]", "{\"value\": 5}", "[1, 2]",
  "{\"a\": {\"b\": [null, {\"c\": \"d\"}]}}", "%DEEP%", "123456789012345678",
};

/* Below TALLY_JSON_MAX_DEPTH with what stands around a cell; beyond it a page counts as unreadable. */
#define N_DEEP 50

static const TallyField fields[] = {
  TALLY_FIELD_PRICE, TALLY_FIELD_QUANTITY, TALLY_FIELD_WEEK_ENDING, TALLY_FIELD_WORK_REQUEST,
};

/* A billed row and the cell of it that is poisoned. */
typedef struct {
  gint64     sheet_id;
  gint64     row_id;
  gint64     column_id;
  char      *work_request; /* (owned) */
  TallyDay   week;
  TallyMoney cents;
  char      *value;        /* (owned) (nullable): what stood there, as JSON */
  char      *display;      /* (owned) (nullable) */
} Victim;

static void
victim_free (gpointer data)
{
  Victim *self = data;

  g_free (self->work_request);
  g_free (self->value);
  g_free (self->display);
  g_free (self);
}

static char *
expand (const char *poison)
{
  g_autofree char *letters = g_strnfill (100000, 'x');
  g_autofree char *digits = g_strnfill (400, '9');
  g_autofree char *open = g_strnfill (N_DEEP, '[');
  g_autofree char *close = g_strnfill (N_DEEP, ']');
  g_autofree char *deep = g_strconcat (open, close, NULL);
  GString *out = g_string_new (poison);

  g_string_replace (out, "%HUGE%", letters, 0);
  g_string_replace (out, "%DIGITS%", digits, 0);
  g_string_replace (out, "%DEEP%", deep, 0);
  return tally_text_steal (out);
}

static void
append_member (GString    *json,
               const char *name,
               const char *raw)
{
  if (raw == NULL)
    return;
  g_string_append_printf (json, ", \"%s\": \"", name);
  for (const char *p = raw; *p != '\0'; p++)
    g_string_append_printf (json, *p == '"' || *p == '\\' ? "\\%c" : "%c", *p);
  g_string_append_c (json, '"');
}

static void
set_raw (TallyTestEngine *engine,
         const Victim    *victim,
         const char      *value,
         const char      *display)
{
  g_autoptr (GString) json = g_string_new (NULL);

  g_string_append_printf (json, "{\"op\": \"set-raw-cell\", \"sheetId\": %" G_GINT64_FORMAT ", \"rowId\": %"
                                G_GINT64_FORMAT ", \"columnId\": %" G_GINT64_FORMAT,
                          victim->sheet_id, victim->row_id, victim->column_id);
  append_member (json, "rawValue", value);
  append_member (json, "rawDisplay", display);
  g_string_append_c (json, '}');
  tally_test_engine_edit (engine, json->str);
}

static TallyStore *
open_reader (TallyTestEngine *engine)
{
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path, .read_only = TRUE };
  TallyStore *store = tally_store_open (&options, NULL);

  g_assert_nonnull (store);
  return store;
}

static gboolean
take_victim_cb (const TallyLine  *line,
                gpointer          data,
                GError          **error)
{
  GPtrArray *victims = data;
  Victim *victim;

  for (guint i = 0; i < victims->len; i++)
    if (strcmp (((Victim *) victims->pdata[i])->work_request, line->text[TALLY_FIELD_WORK_REQUEST]) == 0)
      return TRUE;
  if (victims->len == G_N_ELEMENTS (fields))
    return TRUE;
  victim = g_new0 (Victim, 1);
  victim->sheet_id = line->sheet_id;
  victim->row_id = line->row_id;
  victim->work_request = g_strdup (line->text[TALLY_FIELD_WORK_REQUEST]);
  victim->week = line->week_ending;
  victim->cents = line->price_cents;
  g_ptr_array_add (victims, victim);
  return TRUE;
}

/* What stands in the cell, and in which column it is. */
static void
look_up (TallyTestEngine *engine,
         TallyStore      *store,
         Victim          *victim,
         TallyField       field)
{
  g_autoptr (TallyColumnMap) map = tally_store_maps_find (store, victim->sheet_id, NULL);
  TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);
  TallySandboxCell cell = { 0 };

  victim->column_id = map->matches[field].column_id;
  for (guint i = 0; i < world->sheets->len; i++)
    {
      TallySandboxSheet *sheet = world->sheets->pdata[i];
      if (sheet->id == victim->sheet_id)
        cell = tally_sandbox_row_get_cell (tally_sandbox_sheet_find_row (sheet, victim->row_id),
                                           tally_sandbox_sheet_find_column (sheet, victim->column_id));
    }
  victim->value = cell.value != NULL ? g_strdup (cell.value->json) : NULL;
  victim->display = cell.display != NULL ? g_strdup (cell.display->json) : NULL;
  tally_sandbox_server_unlock_world (engine->server);
  g_assert_cmpint (victim->column_id, !=, 0);
}

/* One row each of as many workbooks as there are fields to poison. */
static GPtrArray *
choose_victims (TallyTestEngine *engine)
{
  const TallyStoreLineFilter filter = { .accepted_only = TRUE };
  g_autoptr (TallyStore) store = open_reader (engine);
  GPtrArray *victims = g_ptr_array_new_with_free_func (victim_free);

  g_assert_true (tally_store_lines_foreach (store, &filter, take_victim_cb, victims, NULL, NULL));
  g_assert_cmpuint (victims->len, ==, G_N_ELEMENTS (fields));
  for (guint i = 0; i < victims->len; i++)
    look_up (engine, store, victims->pdata[i], fields[i]);
  return victims;
}

static const TallyPlanEntry *
find_entry (const TallyPlan     *plan,
            const TallyIdentity *identity)
{
  for (guint i = 0; i < plan->entries->len; i++)
    if (tally_identity_equal (((TallyPlanEntry *) plan->entries->pdata[i])->identity, identity))
      return plan->entries->pdata[i];
  return NULL;
}

static const Victim *
find_victim (GPtrArray           *victims,
             const TallyIdentity *identity)
{
  for (guint i = 0; i < victims->len; i++)
    {
      const Victim *victim = victims->pdata[i];
      if (strcmp (victim->work_request, identity->work_request) == 0 && victim->week == identity->week_ending)
        return victim;
    }
  return NULL;
}

/* A line and what became of it. */
typedef struct {
  const Victim *victim;
  TallyReason   reason;
  guint         issues;
  gboolean      is_found;
} Verdict;

static gboolean
take_verdict_cb (const TallyLine  *line,
                 gpointer          data,
                 GError          **error)
{
  Verdict *verdict = data;

  if (line->sheet_id != verdict->victim->sheet_id || line->row_id != verdict->victim->row_id)
    return TRUE;
  verdict->is_found = TRUE;
  verdict->reason = line->reason;
  verdict->issues = line->issues;
  return TRUE;
}

/* A row that left its workbook is told of: excluded for a reason, or billed in a workbook of its own. */
static void
assert_has_a_reason (TallyTestEngine *engine,
                     const Victim    *victim,
                     gboolean         is_billed_elsewhere)
{
  const TallyStoreLineFilter all = { 0 };
  g_autoptr (TallyStore) store = open_reader (engine);
  Verdict verdict = { .victim = victim };

  g_assert_true (tally_store_lines_foreach (store, &all, take_verdict_cb, &verdict, NULL, NULL));
  g_assert_true (verdict.is_found);
  g_assert_true (is_billed_elsewhere || verdict.reason != TALLY_REASON_ACCEPTED);
}

/* Workbooks that were not there before hold nothing but poisoned rows. */
static guint
check_new_entries (const TallyPlan *before,
                   const TallyPlan *after)
{
  guint n_lines = 0;

  for (guint i = 0; i < after->entries->len; i++)
    {
      const TallyPlanEntry *entry = after->entries->pdata[i];
      if (find_entry (before, entry->identity) == NULL)
        n_lines += entry->n_lines;
    }
  g_assert_cmpuint (n_lines, <=, G_N_ELEMENTS (fields));
  return n_lines;
}

/* The workbook of a poisoned row has lost this row and its money, or holds it with another value; every
 * other one is as it was. */
static void
check_entry (TallyTestEngine      *engine,
             const TallyPlanEntry *before,
             const TallyPlan      *after,
             const Victim         *victim,
             gboolean              has_new_entries)
{
  const TallyPlanEntry *entry = find_entry (after, before->identity);

  g_assert_nonnull (entry);
  if (victim == NULL)
    {
      g_assert_cmpstr (entry->fingerprint, ==, before->fingerprint);
      g_assert_cmpint (entry->action, ==, TALLY_PLAN_UNCHANGED);
      g_assert_cmpint (entry->total_cents, ==, before->total_cents);
      return;
    }
  g_assert_cmpuint (entry->n_lines + 1, >=, before->n_lines);
  if (entry->n_lines == before->n_lines)
    return;
  g_assert_cmpint (entry->total_cents, ==, before->total_cents - victim->cents);
  assert_has_a_reason (engine, victim, has_new_entries);
}

/* Poisons one cell in each of several workbooks and plans anew. */
static void
poison (TallyTestEngine *engine,
        const TallyPlan *before,
        GPtrArray       *victims,
        const char      *raw,
        gboolean         is_display)
{
  const TallyBatchOptions dry = { .dry_run = TRUE };
  g_autofree char *json = expand (raw);
  g_autoptr (TallyRun) run = NULL;
  gboolean has_new_entries;

  g_test_message ("%s: %.60s", is_display ? "displayValue alone" : "value", raw);
  for (guint i = 0; i < victims->len; i++)
    set_raw (engine, victims->pdata[i], is_display ? NULL : json, is_display ? json : NULL);
  run = tally_test_engine_run (engine, &dry);
  g_assert_nonnull (run->plan);
  g_assert_cmpuint (run->counts.n_sheets_lost, ==, 0);
  has_new_entries = check_new_entries (before, run->plan) > 0;
  for (guint i = 0; i < before->entries->len; i++)
    {
      const TallyPlanEntry *entry = before->entries->pdata[i];
      check_entry (engine, entry, run->plan, find_victim (victims, entry->identity), has_new_entries);
    }
  for (guint i = 0; i < victims->len; i++)
    set_raw (engine, victims->pdata[i], ((Victim *) victims->pdata[i])->value,
             ((Victim *) victims->pdata[i])->display);
}

static TallyTestEngine *
make_engine (void)
{
  TallySandboxSeed seed;
  TallyTestEngine *engine;

  tally_sandbox_seed_init (&seed);
  seed.n_sheets = 1;
  seed.rows_per_sheet = 60;
  seed.n_weeks = 1;
  seed.n_work_requests = 8;
  seed.mess_ratio = 0;
  engine = tally_test_engine_new (&seed);
  engine->clock = tally_clock_new_virtual (g_get_real_time ());
  return engine;
}

static void
test_a_cell_changes_its_row_alone (gconstpointer data)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (TallyRun) first = tally_test_engine_run (engine, NULL);
  g_autoptr (GPtrArray) victims = NULL;
  g_autoptr (TallyRun) last = NULL;

  tally_test_run_assert_exit (first, 0);
  g_assert_cmpuint (first->plan->entries->len, >, G_N_ELEMENTS (fields));
  victims = choose_victims (engine);
  for (guint i = 0; i < G_N_ELEMENTS (poisons); i++)
    poison (engine, first->plan, victims, poisons[i], data != NULL);
  last = tally_test_engine_run (engine, NULL); /* all is as it was */
  tally_test_run_assert_exit (last, 0);
  g_assert_cmpuint (last->counts.n_published, ==, 0);
  tally_test_engine_assert_settled (engine);
}

/* "row name" → SHA-256 of what hangs there. */
static GHashTable *
list_hashes (TallyTestEngine *engine)
{
  g_autoptr (GPtrArray) files = tally_test_target_list (engine);
  GHashTable *hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < files->len; i++)
    {
      const TallyTestFile *file = files->pdata[i];
      g_hash_table_insert (hashes, g_strdup (file->name), g_strdup (file->sha256));
    }
  return hashes;
}

/* The same through to the target: only the workbook of the poisoned row is another one. */
static void
test_only_its_workbook_is_replaced (void)
{
  g_autoptr (TallyTestEngine) engine = make_engine ();
  g_autoptr (TallyRun) first = NULL;
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (GPtrArray) victims = NULL;
  g_autoptr (GHashTable) before = NULL;
  g_autoptr (GHashTable) after = NULL;
  GHashTableIter iter;
  gpointer name, sha256;
  guint n_same = 0;

  g_free (engine->settings);
  engine->settings = g_strdup ("[publish]\nmax-change-share=1\n");
  first = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (first, 0);
  before = list_hashes (engine);
  victims = choose_victims (engine);
  set_raw (engine, victims->pdata[0], "1e999", NULL);
  run = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (run, 0);
  g_assert_cmpuint (run->counts.n_published, ==, 1);
  after = list_hashes (engine);
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &name, &sha256))
    n_same += g_strcmp0 (g_hash_table_lookup (after, name), sha256) == 0 ? 1 : 0;
  g_assert_cmpuint (n_same, ==, g_hash_table_size (before) - 1);
  g_assert_cmpuint (g_hash_table_size (after), ==, g_hash_table_size (before));
  tally_test_engine_assert_settled (engine);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_data_func ("/engine/poison/a-value-changes-its-row-alone", NULL, test_a_cell_changes_its_row_alone);
  g_test_add_data_func ("/engine/poison/a-display-value-changes-its-row-alone", "display",
                        test_a_cell_changes_its_row_alone);
  g_test_add_func ("/engine/poison/only-its-workbook-is-replaced", test_only_its_workbook_is_replaced);
  return g_test_run ();
}
