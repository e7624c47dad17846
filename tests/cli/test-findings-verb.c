/* test-findings-verb.c
 *
 * "tallyman findings" and "tallyman trail" as people, workflows and programs use them, on what a real audit found.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-run.h"
#include "tally-db-admin.h"
#include "tally-db.h"
#include "tally-store-findings.h"
#include "tally-store-sheets.h"
#include "tally-store-verdicts.h"
#include "tally-test-audit.h"
#include "tally-test-cli.h"
#include "tally-test.h"
#include "tally-text.h"

#define ANN "ann@example.com"
#define MAX_WORDS 12

/* Lines of the unit that are not repeated: what is usual is no error. */
#define N_OTHERS 200

static const char *const ci[] = { "GITHUB_ACTIONS=true", "GITHUB_ACTOR=octo-ann", NULL };

/* An installation: a folder with a configuration and a store that an audit filled. */
typedef struct {
  char *folder;
  char *config;
  char *path;
  char *ids[2]; /* the dearer one first */
} Place;

static TallyStore *
open_store (const Place *place)
{
  const TallyStoreOptions options = { .path = place->path };
  g_autoptr (GError) error = NULL;
  TallyStore *store = tally_store_open (&options, &error);

  g_assert_no_error (error);
  return store;
}

static TallyAuditResult *
audit (void)
{
  g_autoptr (TallyTestAudit) world = tally_test_audit_new ();

  for (guint i = 0; i < 2; i++)
    {
      tally_test_audit_add_line (world, "qty=3; price=672.18");
      tally_test_audit_add_line (world, "pole=P-2; qty=1; price=56.84; wr=90000002");
    }
  for (guint i = 0; i < N_OTHERS; i++)
    {
      g_autofree char *values = g_strdup_printf ("pole=F-%u; qty=1; price=56.84; wr=90000003", i);
      tally_test_audit_add_line (world, values);
    }
  return tally_test_audit_run (world, "exact-duplicate");
}

static void
fill (Place *place)
{
  static const char *const detectors[] = { "exact-duplicate", NULL };
  g_autoptr (TallyAuditResult) result = audit ();
  g_autoptr (TallyStore) store = open_store (place);
  const TallyStoreSettlement settlement = {
    .run_id = 1, .findings = result->findings, .detectors = detectors, .today = tally_day_new (2026, 8, 20),
  };
  TallyStoreSettled settled;
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_findings_settle (store, &settlement, &settled, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (settled.n_new, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (place->ids); i++)
    place->ids[i] = g_strdup (((const TallyFinding *) result->findings->pdata[i])->id);
}

static Place *
place_new (const char *settings)
{
  Place *self = g_new0 (Place, 1);

  self->folder = tally_test_make_dir ();
  self->config = g_build_filename (self->folder, "tallyman.conf", NULL);
  self->path = g_build_filename (self->folder, "tallyman.db", NULL);
  g_assert_true (g_file_set_contents (self->config, settings, -1, NULL));
  fill (self);
  return self;
}

static void
place_free (Place *self)
{
  g_free (self->folder);
  g_free (self->config);
  g_free (self->path);
  for (guint i = 0; i < G_N_ELEMENTS (self->ids); i++)
    g_free (self->ids[i]);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Place, place_free)

static TallyTestProcess *
start (Place             *place,
       int                exit_code,
       const char *const *environment,
       const char *const *words)
{
  g_autofree char *program = tally_test_program_path ();
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  TallyTestProcess *process;

  g_ptr_array_add (argv, program);
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) words[i]);
  g_ptr_array_add (argv, (gpointer) "--config");
  g_ptr_array_add (argv, place->config);
  g_ptr_array_add (argv, (gpointer) "--data-dir");
  g_ptr_array_add (argv, place->folder);
  g_ptr_array_add (argv, NULL);
  process = tally_test_process_run ((const char *const *) argv->pdata, place->folder, environment);
  tally_test_cli_finish (process, exit_code);
  return process;
}

#define RUN(place, code, ...) start (place, code, NULL, (const char *const[]) { __VA_ARGS__, NULL })
#define RUN_IN_CI(place, code, ...) start (place, code, ci, (const char *const[]) { __VA_ARGS__, NULL })

static void
assert_has (const char *text,
            const char *part)
{
  if (strstr (text, part) == NULL)
    g_test_message ("'%s' is missing in: %s", part, text);
  g_assert_nonnull (strstr (text, part));
}

static void
assert_status (Place      *place,
               const char *id,
               const char *status)
{
  g_autoptr (TallyTestProcess) shown = RUN (place, 0, "findings", "show", id, "--json");
  g_autoptr (JsonObject) object = tally_test_cli_parse (shown);
  JsonObject *finding = json_array_get_object_element (json_object_get_array_member (object, "findings"), 0);

  g_assert_cmpstr (json_object_get_string_member (finding, "status"), ==, status);
}

static void
test_list_is_what_programs_expect (void)
{
  static const char *const members[] = {
    "id", "detector", "severity", "status", "score", "exposure_cents", "work_request", "week_ending", "lines",
    "sentence", "trial",
  };
  g_autoptr (Place) place = place_new ("");
  g_autoptr (TallyTestProcess) listed = RUN (place, 0, "findings", "list", "--json");
  g_autoptr (JsonObject) object = tally_test_cli_parse (listed);
  JsonArray *findings = json_object_get_array_member (object, "findings");
  JsonObject *first = json_array_get_object_element (findings, 0);
  JsonObject *line = json_array_get_object_element (json_object_get_array_member (first, "lines"), 0);

  g_assert_cmpuint (json_array_get_length (findings), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_assert_true (json_object_has_member (first, members[i]));
  g_assert_cmpstr (json_object_get_string_member (first, "id"), ==, place->ids[0]);
  g_assert_cmpstr (json_object_get_string_member (first, "severity"), ==, "high");
  g_assert_cmpint (json_object_get_int_member (first, "exposure_cents"), ==, 67218);
  g_assert_cmpstr (json_object_get_string_member (first, "week_ending"), ==, "2026-08-16");
  g_assert_cmpfloat (json_object_get_double_member (first, "score"), >, 0.5);
  g_assert_false (json_object_get_boolean_member (first, "trial"));
  g_assert_cmpint (json_object_get_int_member (line, "sheet_id"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (line, "row_id"), ==, 1);
}

static void
test_lines_fit_a_terminal (void)
{
  g_autoptr (Place) place = place_new ("");
  g_autoptr (TallyTestProcess) listed = RUN (place, 0, "findings", "list");
  g_autoptr (TallyTestProcess) none = RUN (place, 0, "findings", "list", "--severity", "critical");
  g_auto (GStrv) lines = g_strsplit (tally_test_process_get_stdout (listed), "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >=, 5);
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpint (g_utf8_strlen (lines[i], -1), <=, 80);
  assert_has (lines[0], "$672.18");
  assert_has (lines[1], "exact-duplicate (new): 2 equal lines bill 3");
  g_assert_cmpstr (tally_test_process_get_stdout (none), ==, "No findings.\n");
}

/* Filters, and which of the two findings they leave. */
static const struct {
  const char *words[MAX_WORDS];
  guint       n;
} filters[] = {
  { { "findings", "list" }, 2 },
  { { "findings", "list", "--work-request", "90000002" }, 1 },
  { { "findings", "list", "--detector", "nothing" }, 0 },
  { { "findings", "list", "--week", "081626", "--limit", "1" }, 1 },
  { { "findings", "list", "--week", "082326" }, 0 },
  { { "findings", "list", "--text", "3 × anc" }, 1 },
  { { "findings", "list", "--status", "new,waiting", "--severity", "low" }, 2 },
  { { "findings", "list", "--status", "closed" }, 0 },
  { { "findings", "list", "--all", "--trial", "no" }, 2 },
  { { "findings", "list", "--trial", "only" }, 0 },
};

static void
test_lists_are_filtered (void)
{
  g_autoptr (Place) place = place_new ("");

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      const char *words[MAX_WORDS + 2] = { NULL };
      g_autoptr (TallyTestProcess) listed = NULL;
      g_autoptr (JsonObject) object = NULL;
      guint n = 0;
      while (filters[i].words[n] != NULL)
        {
          words[n] = filters[i].words[n];
          n++;
        }
      words[n] = "--json";
      listed = start (place, 0, NULL, words);
      object = tally_test_cli_parse (listed);
      g_test_message ("filter %u", i);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "findings")), ==, filters[i].n);
    }
}

static void
test_decisions_have_a_person (void)
{
  g_autoptr (Place) place = place_new ("");
  g_autoptr (Place) other = place_new ("[audit]\nactor=" ANN "\n");
  g_autoptr (TallyTestProcess) nobody = RUN (place, 2, "findings", "set-status", place->ids[0], "confirmed");
  g_autoptr (TallyTestProcess) no_address = RUN (place, 2, "findings", "set-status", place->ids[0], "confirmed", "--as",
                                                 "ann");
  g_autoptr (TallyTestProcess) given = RUN (place, 0, "findings", "set-status", place->ids[0], "confirmed", "--as", ANN,
                                            "--reason", "wrong-count", "--note", "asked the crew", "--recovered", "672.18",
                                            "--json");
  g_autoptr (TallyTestProcess) configured = RUN (other, 0, "findings", "set-status", other->ids[0], "waiting", "--assign",
                                                 "ben@example.com", "--due", "2026-12-31");
  g_autoptr (TallyTestProcess) in_ci = RUN_IN_CI (other, 0, "findings", "set-status", other->ids[1], "confirmed");
  g_autoptr (TallyTestProcess) shown = RUN (place, 0, "findings", "show", place->ids[0]);
  g_autoptr (TallyTestProcess) history = RUN (other, 0, "findings", "show", other->ids[1]);

  assert_has (tally_test_process_get_stderr (nobody), "--as ADDRESS, or [audit] actor");
  assert_has (tally_test_process_get_stderr (no_address), "e-mail address, not 'ann'");
  assert_has (tally_test_process_get_stdout (given), "\"status\" : \"confirmed\"");
  assert_has (tally_test_process_get_stdout (shown), "new -> confirmed by " ANN ", wrong-count: asked the crew");
  assert_has (tally_test_process_get_stdout (shown), "Evidence\n");
  assert_has (tally_test_process_get_stdout (shown), "$672.18");
  assert_has (tally_test_process_get_stdout (configured), "is waiting.");
  assert_has (tally_test_process_get_stdout (in_ci), "is confirmed.");
  assert_has (tally_test_process_get_stdout (history), "new -> confirmed by octo-ann");
}

static void
tell_link (const Place *place,
           const char  *link)
{
  g_autoptr (TallyStore) store = open_store (place);
  g_autoptr (TallyStoreSheet) sheet = tally_store_sheet_new (1);
  g_autoptr (GError) error = NULL;

  tally_text_set (&sheet->link, link);
  g_assert_true (tally_store_sheets_put (store, sheet, &error));
  g_assert_no_error (error);
}

/* Beside each row stands where a person sees it, once the service told; in a public log it does not. */
static void
test_rows_are_linked (void)
{
  g_autoptr (Place) place = place_new ("");
  g_autoptr (TallyTestProcess) before = RUN (place, 0, "findings", "show", place->ids[0]);
  g_autoptr (TallyTestProcess) text = NULL;
  g_autoptr (TallyTestProcess) json = NULL;
  g_autoptr (TallyTestProcess) public = NULL;
  g_autoptr (JsonObject) object = NULL;
  JsonArray *links;

  tell_link (place, "https://app.smartsheet.com/sheets/x");
  text = RUN (place, 0, "findings", "show", place->ids[0]);
  json = RUN (place, 0, "findings", "show", place->ids[0], "--json");
  public = RUN_IN_CI (place, 0, "findings", "show", place->ids[0]);
  object = tally_test_cli_parse (json);
  links = json_object_get_array_member (object, "links");
  tally_test_cli_assert_absent (tally_test_process_get_stdout (before), -1, "https://", "what nobody told");
  tally_test_cli_assert_absent (tally_test_process_get_stdout (public), -1, "https://", "a public log");
  assert_has (tally_test_process_get_stdout (text), "  https://app.smartsheet.com/sheets/x?rowId=1\n");
  g_assert_cmpuint (json_array_get_length (links), ==, 2);
  g_assert_cmpstr (json_array_get_string_element (links, 0), ==, "https://app.smartsheet.com/sheets/x?rowId=1");
}

static void
test_public_logs_have_ids_alone (void)
{
  g_autoptr (Place) place = place_new ("");
  g_autofree char *file = g_build_filename (place->folder, "out.json", NULL);
  g_autoptr (TallyTestProcess) text = RUN_IN_CI (place, 0, "findings", "list");
  g_autoptr (TallyTestProcess) json = RUN_IN_CI (place, 0, "findings", "show", place->ids[0], "--json");
  g_autoptr (TallyTestProcess) shown = RUN_IN_CI (place, 0, "findings", "show", place->ids[0]);
  g_autoptr (TallyTestProcess) sarif = RUN_IN_CI (place, 0, "findings", "export", "--format", "sarif");
  g_autoptr (TallyTestProcess) refused = RUN_IN_CI (place, 2, "findings", "export");
  G_GNUC_UNUSED g_autoptr (TallyTestProcess) written = RUN_IN_CI (place, 0, "findings", "export", file);
  TallyTestProcess *const public[] = { text, json, shown, sarif };

  for (guint i = 0; i < G_N_ELEMENTS (public); i++)
    {
      tally_test_cli_assert_absent (tally_test_process_get_stdout (public[i]), -1, "672", "a public log");
      tally_test_cli_assert_absent (tally_test_process_get_stdout (public[i]), -1, "90000001", "a public log");
    }
  assert_has (tally_test_process_get_stdout (text), "exact-duplicate");
  assert_has (tally_test_process_get_stdout (sarif), "\"version\" : \"2.1.0\"");
  assert_has (tally_test_process_get_stderr (refused), "name a FILE");
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
}

/* Out of one store, decided there, into another: nothing lost, nothing twice. */
static void
test_verdicts_are_carried (void)
{
  g_autoptr (Place) here = place_new ("[audit]\nactor=" ANN "\n");
  g_autoptr (Place) there = place_new ("[audit]\nactor=ben@example.com\n");
  g_autofree char *file = g_build_filename (there->folder, "out.jsonl", NULL);
  G_GNUC_UNUSED g_autoptr (TallyTestProcess) first = RUN (there, 0, "findings", "set-status", there->ids[0], "confirmed");
  G_GNUC_UNUSED g_autoptr (TallyTestProcess) second = RUN (there, 0, "findings", "set-status", there->ids[1], "explained");
  G_GNUC_UNUSED g_autoptr (TallyTestProcess) export = RUN (there, 0, "findings", "export", file, "--lines");
  G_GNUC_UNUSED g_autoptr (TallyTestProcess) own = RUN (here, 0, "findings", "set-status", here->ids[1], "false-positive");
  g_autoptr (TallyTestProcess) import = RUN (here, 3, "findings", "import", file, "--json");
  g_autoptr (TallyTestProcess) again = RUN (here, 0, "findings", "import", file);
  g_autoptr (TallyTestProcess) shown = RUN (here, 0, "findings", "show", here->ids[1]);
  g_autoptr (TallyTestProcess) whole = RUN (here, 0, "findings", "export", "-");
  g_autoptr (JsonObject) object = tally_test_cli_parse (import);
  JsonObject *conflict = json_array_get_object_element (json_object_get_array_member (object, "conflicts"), 0);

  g_assert_cmpint (json_object_get_int_member (object, "taken"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (conflict, "id"), ==, here->ids[1]);
  g_assert_cmpstr (json_object_get_string_member (conflict, "here"), ==, "false-positive");
  g_assert_cmpstr (json_object_get_string_member (conflict, "there"), ==, "explained");
  assert_has (tally_test_process_get_stdout (again), "0 verdicts taken over, 2 known already, 0 findings not known here");
  assert_has (tally_test_process_get_stdout (shown), "by ben@example.com (made elsewhere; another verdict stands)");
  assert_status (here, here->ids[0], "confirmed");
  assert_status (here, here->ids[1], "false-positive");
  assert_has (tally_test_process_get_stdout (whole), "\"facts\"");
}

static void
test_bad_files_lose_nothing (void)
{
  g_autoptr (Place) place = place_new ("[audit]\nactor=" ANN "\n");
  g_autofree char *file = g_build_filename (place->folder, "in.json", NULL);
  g_autofree char *text = g_strdup_printf ("{\"id\":\"%s\",\"verdicts\":[{\"utc_usec\":1,\"source\":\"here\",\"actor\":\"b\","
                                           "\"from\":\"new\",\"to\":\"confirmed\"}]}\n{\"id\":\"?\"}\n", place->ids[0]);
  G_GNUC_UNUSED g_autoptr (TallyTestProcess) missing = RUN (place, 1, "findings", "import", "no-such-file.json");
  g_autoptr (TallyTestProcess) broken = NULL;

  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  broken = RUN (place, 1, "findings", "import", file);
  assert_has (tally_test_process_get_stderr (broken), "in.json: line 2: \"id\"");
  assert_status (place, place->ids[0], "new");
}

static void
test_findings_follow_from_their_facts (void)
{
  g_autoptr (Place) place = place_new ("");
  const TallyDbOptions options = { .path = place->path, .busy_timeout_msecs = 1000 };
  g_autoptr (TallyTestProcess) same = RUN (place, 0, "findings", "replay", place->ids[0]);
  g_autoptr (TallyTestProcess) other = NULL;
  g_autoptr (TallyTestProcess) json = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GError) error = NULL;
  TallyDb *db = tally_db_open (&options, &error);

  assert_has (tally_test_process_get_stdout (same), ": the same.");
  g_assert_no_error (error);
  g_assert_true (tally_db_run_text (db, "UPDATE finding SET judgement = replace (judgement, '67218', '1')", &error));
  tally_db_free (db);
  other = RUN (place, 1, "findings", "replay", place->ids[0]);
  json = RUN (place, 1, "findings", "replay", place->ids[0], "--json");
  assert_has (tally_test_process_get_stdout (other), "not the same.\nStored  {");
  object = tally_test_cli_parse (json);
  g_assert_false (json_object_get_boolean_member (object, "same"));
}

static void
test_exceptions_are_made_and_revoked (void)
{
  g_autoptr (Place) place = place_new ("[audit]\nactor=" ANN "\n");
  g_autoptr (TallyTestProcess) none = RUN (place, 0, "findings", "except", "list");
  g_autoptr (TallyTestProcess) made = RUN (place, 0, "findings", "except", "add", "--finding", place->ids[0], "--until",
                                           "2030-12-31", "--reason", "agreed");
  g_autoptr (TallyTestProcess) listed = RUN (place, 0, "findings", "except", "list");
  g_autoptr (TallyTestProcess) revoked = RUN (place, 0, "findings", "except", "revoke", "1", "--reason", "it ended");
  g_autoptr (TallyTestProcess) twice = RUN (place, 1, "findings", "except", "revoke", "1", "--reason", "again");
  g_autoptr (TallyTestProcess) json = RUN (place, 0, "findings", "except", "list", "--json");

  assert_has (tally_test_process_get_stdout (none), "No exceptions.");
  assert_has (tally_test_process_get_stdout (made), "Exception 1 holds.");
  assert_has (tally_test_process_get_stdout (listed), ANN ": agreed");
  assert_has (tally_test_process_get_stdout (revoked), "Exception 1 revoked.");
  assert_has (tally_test_process_get_stderr (twice), "revoked already");
  assert_has (tally_test_process_get_stdout (json), "\"state\" : \"revoked\"");
}

/* What an exception covers is not forgotten: lists tell how many, and which; it shows the exception. */
static void
test_what_is_excepted_is_told (void)
{
  g_autoptr (Place) place = place_new ("[audit]\nactor=" ANN "\n");
  G_GNUC_UNUSED g_autoptr (TallyTestProcess) made = RUN (place, 0, "findings", "except", "add", "--finding", place->ids[0],
                                                         "--until", "2030-12-31", "--reason", "agreed");
  g_autoptr (TallyTestProcess) list = RUN (place, 0, "findings", "list");
  g_autoptr (TallyTestProcess) all = RUN (place, 0, "findings", "list", "--all");
  g_autoptr (TallyTestProcess) list_json = RUN (place, 0, "findings", "list", "--json");
  g_autoptr (TallyTestProcess) all_json = RUN (place, 0, "findings", "list", "--all", "--json");
  g_autoptr (TallyTestProcess) show = RUN (place, 0, "findings", "show", place->ids[0]);
  g_autoptr (TallyTestProcess) public = RUN_IN_CI (place, 0, "findings", "show", place->ids[0]);
  g_autoptr (TallyTestProcess) show_json = RUN (place, 0, "findings", "show", place->ids[0], "--json");
  g_autoptr (TallyTestProcess) other_json = RUN (place, 0, "findings", "show", place->ids[1], "--json");
  g_autoptr (JsonObject) listed = tally_test_cli_parse (list_json);
  g_autoptr (JsonObject) shown = tally_test_cli_parse (show_json);
  g_autoptr (JsonObject) other = tally_test_cli_parse (other_json);
  JsonObject *exception = json_object_get_object_member (shown, "exception");

  assert_has (tally_test_process_get_stdout (list), "1 open finding is left out: known exceptions cover them");
  assert_has (tally_test_process_get_stdout (all), "(new, excepted)");
  tally_test_cli_assert_absent (tally_test_process_get_stdout (all), -1, "left out", "a list of all");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (listed, "findings")), ==, 1);
  g_assert_cmpint (json_object_get_int_member (listed, "excepted"), ==, 1);
  assert_has (tally_test_process_get_stdout (all_json), "\"exception\" : 1");
  assert_has (tally_test_process_get_stdout (show), "Exception  1 covers it until 2030-12-31: agreed (" ANN ")");
  assert_has (tally_test_process_get_stdout (public), "Exception  1 covers it until 2030-12-31\n");
  g_assert_cmpint (json_object_get_int_member (exception, "id"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (exception, "reason"), ==, "agreed");
  g_assert_true (json_object_get_null_member (other, "exception"));
}

static void
test_the_trail_is_exported_and_verified (void)
{
  g_autoptr (Place) place = place_new ("[audit]\nactor=" ANN "\n");
  g_autofree char *file = g_build_filename (place->folder, "trail.jsonl", NULL);
  G_GNUC_UNUSED g_autoptr (TallyTestProcess) decided = RUN (place, 0, "findings", "set-status", place->ids[0], "confirmed");
  g_autoptr (TallyTestProcess) export = RUN (place, 0, "trail", "export");
  g_autoptr (TallyTestProcess) refused = RUN_IN_CI (place, 2, "trail", "export");
  G_GNUC_UNUSED g_autoptr (TallyTestProcess) written = RUN_IN_CI (place, 0, "trail", "export", file);
  g_autoptr (TallyTestProcess) sound = RUN (place, 0, "trail", "verify", "--json");
  g_autoptr (TallyTestProcess) broken = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = g_strsplit (tally_test_process_get_stdout (export), "\n", -1);
  const TallyDbOptions options = { .path = place->path, .busy_timeout_msecs = 1000 };
  g_autoptr (GError) error = NULL;
  TallyDb *db;

  g_assert_cmpuint (g_strv_length (lines), ==, 3); /* the audit, the verdict, and what follows the last line end */
  assert_has (lines[0], "\"kind\":\"finding-opened\"");
  assert_has (lines[1], "\"actor\":\"" ANN "\"");
  assert_has (tally_test_process_get_stderr (refused), "name a FILE");
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, tally_test_process_get_stdout (export));
  assert_has (tally_test_process_get_stdout (sound), "\"sound\" : true");
  db = tally_db_open (&options, &error);
  g_assert_true (tally_db_run_text (db, "DROP TRIGGER trail_no_update; UPDATE trail SET actor = 'x' WHERE sequence = 2",
                                    &error));
  tally_db_free (db);
  broken = RUN (place, 1, "trail", "verify");
  assert_has (tally_test_process_get_stdout (broken), "2");
}

/* What the command line does not take. */
static const struct {
  const char *words[MAX_WORDS];
  int         code;
  const char *text;
} refusals[] = {
  { { "findings" }, 2, "findings takes: list" },
  { { "findings", "burn" }, 2, "findings takes: list" },
  { { "findings", "list", "--severity", "huge" }, 2, "--severity takes" },
  { { "findings", "list", "--status", "old" }, 2, "--status takes" },
  { { "findings", "list", "--week", "august" }, 2, "--week takes" },
  { { "findings", "list", "--trial", "maybe" }, 2, "--trial takes" },
  { { "findings", "list", "--limit", "-1" }, 2, "--limit takes" },
  { { "findings", "show", "ffff" }, 1, "there is no finding ffff" },
  { { "findings", "set-status", "ffff", "confirmed", "--as", ANN }, 1, "there is no finding ffff" },
  { { "findings", "set-status", "ffff", "lost", "--as", ANN }, 2, "a finding becomes new" },
  { { "findings", "set-status", "ffff", "confirmed", "--as", ANN, "--recovered", "much" }, 2, "--recovered takes" },
  { { "findings", "set-status", "ffff", "confirmed", "--as", ANN, "--due", "soon" }, 2, "--due takes" },
  { { "findings", "set-status", "ffff", "confirmed", "--state", "x.state" }, 2, "takes no --state" },
  { { "findings", "export", "--format", "xls" }, 2, "--format takes" },
  { { "findings", "export", "--format", "sarif", "--lines" }, 2, "--lines goes with lines" },
  { { "findings", "except", "add", "--as", ANN, "--detector", "x", "--until", "2030-01-01" }, 2, "--reason" },
  { { "findings", "except", "add", "--as", ANN, "--detector", "x", "--reason", "y" }, 2, "has an end" },
  { { "findings", "except", "add", "--as", ANN, "--reason", "y", "--until", "2030-01-01" }, 2, "names a finding" },
  { { "findings", "except", "add", "--as", ANN, "--detector", "unbilled-wrk", "--reason", "y", "--until", "2030-01-01" }, 2,
    "there is no detector 'unbilled-wrk'" },
  { { "findings", "show", "fff" }, 1, "give the first 4 digits" },
  { { "findings", "except", "revoke", "--as", ANN, "--reason", "y" }, 2, "except takes" },
  { { "findings", "except", "revoke", "x", "--as", ANN, "--reason", "y" }, 2, "takes the number" },
  { { "trail" }, 2, "trail takes" },
};

static void
test_what_makes_no_sense_is_refused (void)
{
  g_autoptr (Place) place = place_new ("");
  g_autoptr (TallyTestProcess) past = RUN (place, 2, "findings", "except", "add", "--as", ANN, "--detector", "x",
                                           "--reason", "y", "--until", "2001-01-01");
  g_autoptr (TallyTestProcess) step = RUN (place, 1, "findings", "set-status", place->ids[0], "fixed", "--as", ANN);

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (TallyTestProcess) refused = start (place, refusals[i].code, NULL, refusals[i].words);
      assert_has (tally_test_process_get_stderr (refused), refusals[i].text);
    }
  assert_has (tally_test_process_get_stderr (past), "must not lie behind");
  assert_has (tally_test_process_get_stderr (step), "it can become: investigating");
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void      (*run) (void);
  } cases[] = {
    { "list-is-what-programs-expect", test_list_is_what_programs_expect },
    { "lines-fit-a-terminal", test_lines_fit_a_terminal },
    { "lists-are-filtered", test_lists_are_filtered },
    { "decisions-have-a-person", test_decisions_have_a_person },
    { "rows-are-linked", test_rows_are_linked },
    { "public-logs-have-ids-alone", test_public_logs_have_ids_alone },
    { "verdicts-are-carried", test_verdicts_are_carried },
    { "bad-files-lose-nothing", test_bad_files_lose_nothing },
    { "findings-follow-from-their-facts", test_findings_follow_from_their_facts },
    { "exceptions-are-made-and-revoked", test_exceptions_are_made_and_revoked },
    { "what-is-excepted-is-told", test_what_is_excepted_is_told },
    { "the-trail-is-exported-and-verified", test_the_trail_is_exported_and_verified },
    { "what-makes-no-sense-is-refused", test_what_makes_no_sense_is_refused },
  };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/findings-verb/", cases[i].path, NULL);
      g_test_add_func (path, cases[i].run);
    }
  return g_test_run ();
}
