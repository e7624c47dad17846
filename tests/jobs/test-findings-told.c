/* test-findings-told.c
 *
 * What findings do to a run, and the files that a CI reads.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <json-glib/json-glib.h>

#include "tally-config-source.h"
#include "tally-jobs-findings.h"
#include "tally-jobs-junit.h"
#include "tally-jobs-sarif.h"
#include "tally-test.h"
#include "tally-text.h"

#define SENTENCE "$341.04 billed & $170.52 <expected>\x01"

static TallyFinding *
make_finding (TallyRisk          severity,
              TallyFindingStatus status,
              gboolean           is_trial,
              gboolean           is_new)
{
  TallyFinding *self = tally_finding_new ();
  const TallyFindingLine line = { .sheet_id = 7, .row_id = 8, .row_number = 9 };

  g_free (self->id);
  self->id = tally_finding_dup_id ("test", "x");
  tally_text_set (&self->detector, "exact-duplicate");
  tally_text_set (&self->sentence, SENTENCE);
  tally_text_set (&self->work_request, "90000001");
  self->severity = severity;
  self->status = status;
  self->is_trial = is_trial;
  self->is_new = is_new;
  g_array_append_val (self->lines, line);
  return self;
}

static const struct {
  TallyRisk          severity;
  TallyFindingStatus status;
  gboolean           is_trial;
  gboolean           is_new;
  TallyRisk          level;
  gboolean           new_only;
  gboolean           fails;
} gates[] = {
  { TALLY_RISK_HIGH, TALLY_FINDING_NEW, FALSE, TRUE, TALLY_RISK_HIGH, FALSE, TRUE },
  { TALLY_RISK_HIGH, TALLY_FINDING_NEW, FALSE, TRUE, TALLY_RISK_CRITICAL, FALSE, FALSE },
  { TALLY_RISK_CRITICAL, TALLY_FINDING_NEW, FALSE, FALSE, TALLY_RISK_LOW, FALSE, TRUE },
  { TALLY_RISK_CRITICAL, TALLY_FINDING_NEW, FALSE, FALSE, TALLY_RISK_LOW, TRUE, FALSE },
  { TALLY_RISK_CRITICAL, TALLY_FINDING_NEW, FALSE, TRUE, TALLY_RISK_LOW, TRUE, TRUE },
  { TALLY_RISK_CRITICAL, TALLY_FINDING_NEW, TRUE, TRUE, TALLY_RISK_LOW, FALSE, FALSE },
  { TALLY_RISK_CRITICAL, TALLY_FINDING_EXPLAINED, FALSE, TRUE, TALLY_RISK_LOW, FALSE, FALSE },
  { TALLY_RISK_CRITICAL, TALLY_FINDING_CONFIRMED, FALSE, FALSE, TALLY_RISK_LOW, FALSE, TRUE },
  { TALLY_RISK_LOW, TALLY_FINDING_WAITING, FALSE, FALSE, TALLY_RISK_LOW, FALSE, TRUE },
};

static void
test_what_counts_fails_a_run (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (gates); i++)
    {
      g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_free);
      g_ptr_array_add (findings, make_finding (gates[i].severity, gates[i].status, gates[i].is_trial, gates[i].is_new));
      g_test_message ("gate %u", i);
      g_assert_cmpuint (tally_jobs_findings_get_outcome (findings, gates[i].level, gates[i].new_only), ==,
                        gates[i].fails ? TALLY_OUTCOME_FINDINGS : 0);
    }
}

static TallyConfig *
make_config (const char *text)
{
  g_autofree char *dir = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "tallyman.conf", NULL);
  g_autoptr (GError) error = NULL;
  const TallyConfigSource source = { .path = path, .path_required = TRUE };
  TallyConfig *config;

  g_assert_true (g_file_set_contents (path, text, -1, &error));
  config = tally_config_new (&source, &error);
  g_assert_no_error (error);
  return config;
}

static GPtrArray *
make_findings (guint n)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (findings, make_finding (TALLY_RISK_HIGH, TALLY_FINDING_NEW, FALSE, TRUE));
  return findings;
}

static void
test_a_run_is_told (void)
{
  g_autofree char *dir = tally_test_make_dir ();
  g_autofree char *text = g_strdup_printf ("[audit]\nfail-on=high\n[ci]\nsarif=%s/a.sarif\njunit=%s/none/b.xml\n", dir, dir);
  g_autoptr (TallyConfig) config = make_config (text);
  g_autoptr (GPtrArray) findings = make_findings (TALLY_JOBS_FINDINGS_MAX_TOLD + 3);
  g_autoptr (TallyRun) run = tally_run_new ();
  g_autofree char *path = g_build_filename (dir, "a.sarif", NULL);
  const TallyNotice *first, *rest, *file;

  tally_jobs_findings_report (findings, config, run);
  g_assert_cmpuint (run->outcome, ==, TALLY_OUTCOME_FINDINGS | TALLY_OUTCOME_PARTIAL);
  g_assert_cmpuint (run->notices->len, ==, TALLY_JOBS_FINDINGS_MAX_TOLD + 2);
  first = run->notices->pdata[0];
  rest = run->notices->pdata[TALLY_JOBS_FINDINGS_MAX_TOLD];
  file = run->notices->pdata[TALLY_JOBS_FINDINGS_MAX_TOLD + 1];
  g_assert_cmpint (first->severity, ==, TALLY_SEVERITY_ERROR);
  g_assert_nonnull (strstr (first->text, "high finding "));
  g_assert_nonnull (strstr (first->text, "exact-duplicate, new"));
  g_assert_null (strstr (first->text, "341"));
  g_assert_nonnull (strstr (first->detail, "341.04"));
  g_assert_cmpstr (rest->text, ==, "3 more findings; see 'tallyman findings list'");
  g_assert_cmpstr (file->code, ==, "findings-file");
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static void
test_without_a_gate_nothing_fails (void)
{
  g_autoptr (TallyConfig) config = make_config ("[audit]\nfail-on-new=yes\n");
  g_autoptr (GPtrArray) findings = make_findings (1);
  g_autoptr (TallyRun) run = tally_run_new ();

  tally_jobs_findings_report (findings, config, run);
  g_assert_cmpuint (run->outcome, ==, 0);
  g_assert_cmpint (((const TallyNotice *) run->notices->pdata[0])->severity, ==, TALLY_SEVERITY_WARNING);
}

static void
test_sarif_is_what_the_standard_wants (void)
{
  g_autoptr (GPtrArray) findings = make_findings (1);
  g_autofree char *ids = NULL;
  g_autofree char *full = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *run, *result, *location;
  JsonArray *rules;

  g_ptr_array_add (findings, make_finding (TALLY_RISK_HIGH, TALLY_FINDING_CLOSED, FALSE, FALSE));
  ids = tally_jobs_sarif_dup_text (findings, NULL, FALSE);
  full = tally_jobs_sarif_dup_text (findings, NULL, TRUE);
  g_assert_null (strstr (ids, "341"));
  g_assert_null (strstr (ids, "90000001"));
  g_assert_nonnull (strstr (full, "341.04"));
  g_assert_true (json_parser_load_from_data (parser, ids, -1, NULL));
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (json_parser_get_root (parser)), "version"), ==,
                   "2.1.0");
  run = json_array_get_object_element (
    json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "runs"), 0);
  rules = json_object_get_array_member (
    json_object_get_object_member (json_object_get_object_member (run, "tool"), "driver"), "rules");
  g_assert_cmpuint (json_array_get_length (rules), >, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (run, "results")), ==, 1);
  result = json_array_get_object_element (json_object_get_array_member (run, "results"), 0);
  g_assert_cmpstr (json_object_get_string_member (result, "ruleId"), ==, "exact-duplicate");
  g_assert_cmpstr (json_object_get_string_member (result, "level"), ==, "error");
  location = json_object_get_object_member (
    json_array_get_object_element (json_object_get_array_member (result, "locations"), 0), "physicalLocation");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (location, "artifactLocation"), "uri"),
                   ==, "smartsheet/sheet-7/row-8");
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (location, "region"), "startLine"), ==, 9);
}

static void
start_cb (GMarkupParseContext  *context,
          const char           *name,
          const char          **names,
          const char          **values,
          gpointer              data,
          GError              **error)
{
  g_string_append_printf (data, "%s ", name);
}

/* The document read again by a parser of XML. */
static char *
read_elements (const char *text)
{
  const GMarkupParser parser = { .start_element = start_cb };
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, names, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_markup_parse_context_parse (context, text, -1, &error)
                 && g_markup_parse_context_end_parse (context, &error));
  g_assert_no_error (error);
  return g_strdup (names->str);
}

static void
test_junit_fails_by_what_fails_the_run (void)
{
  const TallyJobsFindingsGate strict = { .is_set = TRUE, .level = TALLY_RISK_HIGH };
  const TallyJobsFindingsGate open = { 0 };
  g_autoptr (GPtrArray) findings = make_findings (1);
  g_autofree char *failed = NULL;
  g_autofree char *passed = NULL;
  g_autofree char *elements = NULL;
  TallyFinding *other = make_finding (TALLY_RISK_HIGH, TALLY_FINDING_NEW, FALSE, FALSE);

  tally_text_set (&other->detector, "of-another-version");
  g_ptr_array_add (findings, other);
  failed = tally_jobs_junit_dup_text (findings, &strict, TRUE);
  passed = tally_jobs_junit_dup_text (findings, &open, FALSE);
  g_assert_nonnull (strstr (failed, "failures=\"2\""));
  g_assert_nonnull (strstr (failed, "name=\"of-another-version\""));
  g_assert_nonnull (strstr (failed, "$341.04 billed &amp; $170.52 &lt;expected&gt;?"));
  g_assert_nonnull (strstr (passed, "failures=\"0\""));
  g_assert_nonnull (strstr (passed, "<system-out>"));
  g_assert_null (strstr (passed, "341"));
  elements = read_elements (failed);
  g_assert_true (g_str_has_prefix (elements, "testsuites testsuite testcase "));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/jobs/findings-told/what-counts-fails-a-run", test_what_counts_fails_a_run);
  g_test_add_func ("/jobs/findings-told/a-run-is-told", test_a_run_is_told);
  g_test_add_func ("/jobs/findings-told/without-a-gate-nothing-fails", test_without_a_gate_nothing_fails);
  g_test_add_func ("/jobs/findings-told/sarif-is-what-the-standard-wants", test_sarif_is_what_the_standard_wants);
  g_test_add_func ("/jobs/findings-told/junit-fails-by-what-fails-the-run", test_junit_fails_by_what_fails_the_run);
  return g_test_run ();
}
