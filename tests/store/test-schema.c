/* test-schema.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-filled.h"
#include "store-fixture.h"
#include "tally-db-admin.h"
#include "tally-db-statement.h"
#include "tally-store-breakers.h"
#include "tally-store-pauses.h"
#include "tally-store-pins.h"
#include "tally-store-proposals.h"
#include "tally-store-schema.h"
#include "tally-store-search.h"
#include "tally-store-trail-verify.h"
#include "tally-store-versions.h"
#include "tally-test.h"

static TallyDb *
open_db (StoreFixture *f)
{
  const TallyDbOptions options = { .path = f->path, .busy_timeout_msecs = 1000 };
  g_autoptr (GError) error = NULL;
  TallyDb *db = tally_db_open (&options, &error);

  g_assert_no_error (error);
  return db;
}

/* Replaces the fixture's database by one of statements. */
static void
load_statements (StoreFixture *f,
                 const char   *name)
{
  g_autofree char *path = tally_test_data_path (name);
  g_autofree char *sql = NULL;
  g_autoptr (TallyDb) db = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&f->store, tally_store_free);
  g_unlink (f->path);
  g_assert_true (g_file_get_contents (path, &sql, NULL, &error));
  db = open_db (f);
  if (!tally_db_run_text (db, sql, &error))
    g_assert_no_error (error);
}

static void
test_schema_1_is_read (StoreFixture  *f,
                       gconstpointer  data)
{
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GError) error = NULL;
  const TallyVersion *version;

  load_statements (f, "store/schema-1.sql");
  f->store = store_fixture_open (f, FALSE);
  store_filled_assert (f->store);
  versions = tally_store_versions_list_current (f->store, STORE_FILLED_TARGET, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, 1);
  version = versions->pdata[0];
  g_assert_cmpint (version->attachment_id, ==, 8001);
  g_assert_cmpint (version->from_utc_usec, ==, 77);
  g_assert_cmpuint (version->n_lines, ==, 4);
  g_assert_true (version->has_lines);
}

static void
assert_trail (StoreFixture *f,
              gint64        n_entries)
{
  g_autoptr (TallyStore) reader = store_fixture_open (f, TRUE);
  g_autoptr (GError) error = NULL;
  TallyStoreTrailCheck check;
  TallyStoreTrailHead head;

  g_assert_true (tally_store_trail_verify (reader, NULL, &check, &error));
  g_assert_no_error (error);
  g_assert_cmpint (check.verdict, ==, TALLY_STORE_TRAIL_SOUND);
  g_assert_true (tally_store_trail_get_head (reader, &head, &error));
  g_assert_cmpint (head.sequence, ==, n_entries);
}

/* A pin of before the runs were noted belongs to none: it holds nothing any more. */
static void
assert_pin (StoreFixture *f,
            gboolean      has_run)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pins = tally_store_pins_list (f->store, STORE_FILLED_TARGET, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (pins->len, ==, has_run ? 1 : 0);
  if (has_run)
    g_assert_cmpint (((const TallyStorePin *) pins->pdata[0])->version, ==, 1);
}

/* Entries of the trail that each schema's database has. */
static gint64
count_entries (guint schema)
{
  if (schema >= TALLY_STORE_SCHEMA_AUDIT)
    return 8;
  if (schema >= TALLY_STORE_SCHEMA_HEALING)
    return 5;
  return schema >= TALLY_STORE_SCHEMA_VERSIONS ? 3 : 2;
}

/* What a person stopped, and the circuit that one opened. */
static void
assert_healing (StoreFixture *f,
                gboolean      has_pause)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pauses = tally_store_pauses_list (f->store, &error);
  g_autoptr (TallyRecoveryBreaker) breaker = tally_store_breakers_find (f->store, "smartsheet", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (pauses->len, ==, has_pause ? 1 : 0);
  g_assert_true ((breaker != NULL) == has_pause);
}

static guint
count_hits (StoreFixture    *f,
            TallySearchKind  kind,
            const char      *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallySearchQuery) query = tally_search_query_parse (text, &error);
  g_autoptr (GPtrArray) hits = NULL;

  g_assert_no_error (error);
  hits = tally_store_search (f->store, query, kind, 100, &error);
  g_assert_no_error (error);
  return hits->len;
}

/* What was there before words were kept is found by them too. */
static void
assert_words (StoreFixture *f,
              gboolean      has_audit)
{
  g_assert_cmpuint (count_hits (f, TALLY_SEARCH_LINES, "manta nunez"), >, 0);
  g_assert_cmpuint (count_hits (f, TALLY_SEARCH_FINDINGS, "straße"), ==, has_audit ? 2 : 0);
  g_assert_cmpuint (count_hits (f, TALLY_SEARCH_NOTES, "by:ann"), ==, has_audit ? 2 : 0);
  g_assert_cmpuint (count_hits (f, TALLY_SEARCH_NOTES, "\"agreed to\""), ==, has_audit ? 1 : 0);
  g_assert_cmpuint (count_hits (f, TALLY_SEARCH_NOTES, "NUNEZ phone"), ==, has_audit ? 1 : 0);
}

/* What each later schema had of its own: the trail, a restored version, a plan that waits, the run
 * that restored, a pause. */
static void
assert_upgraded (StoreFixture *f,
                 guint         schema)
{
  g_autofree char *name = g_strdup_printf ("store/schema-%u.sql", schema);
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GPtrArray) proposals = NULL;
  g_autoptr (GError) error = NULL;

  load_statements (f, name);
  f->store = store_fixture_open (f, FALSE);
  store_filled_assert (f->store);
  assert_trail (f, count_entries (schema));
  assert_healing (f, schema >= TALLY_STORE_SCHEMA_HEALING);
  assert_words (f, schema >= TALLY_STORE_SCHEMA_AUDIT);
  versions = tally_store_versions_list_current (f->store, STORE_FILLED_TARGET, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, 1);
  if (schema >= TALLY_STORE_SCHEMA_VERSIONS)
    assert_pin (f, schema >= TALLY_STORE_SCHEMA_PIN_RUNS);
  proposals = tally_store_proposals_list (f->store, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (proposals->len, ==, schema >= TALLY_STORE_SCHEMA_PROPOSALS ? 1 : 0);
}

static void
test_later_schemas_are_read (StoreFixture  *f,
                             gconstpointer  data)
{
  for (guint schema = TALLY_STORE_SCHEMA_TRAIL; schema < TALLY_STORE_SCHEMA_NEWEST; schema++)
    assert_upgraded (f, schema);
}

static void
test_filled_store_is_read_again (StoreFixture  *f,
                                 gconstpointer  data)
{
  store_filled_write (f->store);
  store_filled_assert (f->store);
  g_clear_pointer (&f->store, tally_store_free);
  f->store = store_fixture_open (f, TRUE);
  store_filled_assert (f->store);
}

static gboolean
add_table (TallyDb  *db,
           GError  **error)
{
  return tally_db_run_text (db, "CREATE TABLE extra (n INTEGER); INSERT INTO extra VALUES (7)", error);
}

static gboolean
break_halfway (TallyDb  *db,
               GError  **error)
{
  return tally_db_run_text (db, "CREATE TABLE half (n INTEGER); INSERT INTO nothing VALUES (1)", error);
}

static guint
get_version (TallyDb *db)
{
  g_autoptr (GError) error = NULL;
  guint version = 0;

  g_assert_true (tally_db_get_version (db, &version, &error));
  return version;
}

/* The program's own steps and one more. */
static void
make_steps (TallyStoreSchemaStep  steps[TALLY_STORE_SCHEMA_NEWEST + 1],
            TallyStoreSchemaStep  last)
{
  guint n = 0;
  const TallyStoreSchemaStep *own = tally_store_schema_get_steps (&n);

  g_assert_cmpuint (n, ==, TALLY_STORE_SCHEMA_NEWEST);
  memcpy (steps, own, n * sizeof *own);
  steps[n] = last;
}

static void
test_step_comes_after_a_backup (StoreFixture  *f,
                                gconstpointer  data)
{
  TallyStoreSchemaStep steps[TALLY_STORE_SCHEMA_NEWEST + 1];
  g_autofree char *backup = g_strdup_printf ("%s.schema-%u.backup", f->path, TALLY_STORE_SCHEMA_NEWEST);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyDb) db = NULL;

  store_filled_write (f->store);
  g_clear_pointer (&f->store, tally_store_free);
  make_steps (steps, add_table);
  db = open_db (f);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
  g_assert_true (tally_store_schema_upgrade (db, f->path, steps, G_N_ELEMENTS (steps), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (get_version (db), ==, TALLY_STORE_SCHEMA_NEWEST + 1);
  g_assert_true (tally_db_run_text (db, "UPDATE extra SET n = 8", &error));
  g_free (f->path);
  f->path = g_steal_pointer (&backup);
  f->store = store_fixture_open (f, FALSE);
  store_filled_assert (f->store);
}

static void
test_failed_step_changes_nothing (StoreFixture  *f,
                                  gconstpointer  data)
{
  TallyStoreSchemaStep steps[TALLY_STORE_SCHEMA_NEWEST + 1];
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyDb) db = NULL;

  store_filled_write (f->store);
  g_clear_pointer (&f->store, tally_store_free);
  make_steps (steps, break_halfway);
  db = open_db (f);
  g_assert_false (tally_store_schema_upgrade (db, f->path, steps, G_N_ELEMENTS (steps), &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_cmpuint (get_version (db), ==, TALLY_STORE_SCHEMA_NEWEST);
  g_assert_false (tally_db_run_text (db, "SELECT n FROM half", &error));
  g_clear_error (&error);
  f->store = store_fixture_open (f, FALSE);
  store_filled_assert (f->store);
}

static void
test_newer_schema_names_the_program (StoreFixture  *f,
                                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyDb) db = NULL;

  g_clear_pointer (&f->store, tally_store_free);
  db = open_db (f);
  g_assert_true (tally_db_run_text (db, "UPDATE meta SET value = '7.8.9' WHERE key = 'program-version';"
                                        "PRAGMA user_version = 99", &error));
  for (guint read_only = 0; read_only <= 1; read_only++)
    {
      const TallyStoreOptions options = { .path = f->path, .read_only = read_only != 0 };
      g_assert_null (tally_store_open (&options, &error));
      g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_NEWER);
      g_assert_nonnull (strstr (error->message, "install Tallyman 7.8.9"));
      g_clear_error (&error);
    }
  g_assert_true (tally_db_run_text (db, "DROP TABLE meta", &error));
  {
    const TallyStoreOptions options = { .path = f->path };
    g_assert_null (tally_store_open (&options, &error));
    g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_NEWER);
  }
}

/* A statement may sort only what its third line says it sorts. */
static void
test_statements_fit_the_schema (StoreFixture  *f,
                                gconstpointer  data)
{
  static const char *const sorting[] = {
    "list-billed-lines", "list-changes-of-sheet", "list-current-versions", "list-decided-findings", "list-duplicate-rows",
    "list-identities-of-sheet", "list-line-peers", "list-open-intents",
    "list-plan-entries", "list-publications", "list-versions", "list-workbooks", "sum-decisions", "sum-held", "sum-verdicts", NULL,
  };
  const char *const *names = tally_db_list_statements ();
  g_autoptr (TallyDb) db = open_db (f);
  g_autoptr (GError) failure = NULL;
  guint n = 0;

  /* The other database's statements go by the same door. */
  g_assert_true (tally_db_run_script (db, "schema-limits-1", &failure));
  g_assert_no_error (failure);
  for (; names[n] != NULL; n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TallyDbStatement) statement = tally_db_prepare (db, names[n], &error);
      g_autofree char *steps = NULL;

      g_assert_no_error (error);
      g_assert_nonnull (statement);
      steps = tally_db_explain (db, names[n], &error);
      g_assert_no_error (error);
      g_test_message ("%s: %s", names[n], steps);
      if (!g_strv_contains (sorting, names[n]))
        g_assert_null (strstr (steps, "TEMP B-TREE"));
      if (g_str_has_prefix (names[n], "list-lines"))
        g_assert_nonnull (strstr (steps, "line_order"));
    }
  g_assert_cmpuint (n, >, 60);
}

static void
test_unknown_names_are_errors (StoreFixture  *f,
                               gconstpointer  data)
{
  g_autoptr (TallyDb) db = open_db (f);
  g_autoptr (GError) error = NULL;

  g_assert_null (tally_db_prepare (db, "no-such-statement", &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (tally_db_run_script (db, "no-such-script", &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED);
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void (*run) (StoreFixture *, gconstpointer);
  } cases[] = {
    { "schema-1-is-read", test_schema_1_is_read },
    { "later-schemas-are-read", test_later_schemas_are_read },
    { "filled-store-is-read-again", test_filled_store_is_read_again },
    { "step-comes-after-a-backup", test_step_comes_after_a_backup },
    { "failed-step-changes-nothing", test_failed_step_changes_nothing },
    { "newer-schema-names-the-program", test_newer_schema_names_the_program },
    { "statements-fit-the-schema", test_statements_fit_the_schema },
    { "unknown-names-are-errors", test_unknown_names_are_errors },
  };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/schema/", cases[i].path, NULL);
      g_test_add (path, StoreFixture, NULL, store_fixture_set_up, cases[i].run,
                  store_fixture_tear_down);
    }
  return g_test_run ();
}
