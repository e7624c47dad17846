/* tally-jobs-sarif.c
 *
 * The format: Static Analysis Results Interchange Format (SARIF) Version 2.1.0, OASIS Standard, 27 March 2020:
 * rules §3.49, results §3.27, levels §3.27.10, fingerprints §3.27.17.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-sarif.h"

#include "tally-audit-detector.h"
#include "tally-json.h"

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#define MAX_LOCATIONS 1000 /* of one finding: what a reader can still show */

static void
add_message (TallyJsonWriter *writer,
             const char      *name,
             const char      *text)
{
  tally_json_writer_begin_object (writer, name);
  tally_json_writer_add_text (writer, "text", text);
  tally_json_writer_end_object (writer);
}

static void
add_rule (TallyJsonWriter          *writer,
          const TallyAuditDetector *detector)
{
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "id", detector->id);
  tally_json_writer_add_text (writer, "name", detector->title);
  add_message (writer, "shortDescription", detector->title);
  add_message (writer, "fullDescription", detector->summary);
  add_message (writer, "help", detector->method);
  tally_json_writer_begin_object (writer, "properties");
  tally_json_writer_add_text (writer, "code", detector->code);
  tally_json_writer_add_int64 (writer, "version", detector->version);
  tally_json_writer_end_object (writer);
  tally_json_writer_end_object (writer);
}

static void
add_tool (TallyJsonWriter *writer)
{
  guint n;
  const TallyAuditDetector *const *detectors = tally_audit_list_detectors (&n);

  tally_json_writer_begin_object (writer, "tool");
  tally_json_writer_begin_object (writer, "driver");
  tally_json_writer_add_text (writer, "name", "Tallyman");
  tally_json_writer_add_text (writer, "version", TALLY_VERSION);
  tally_json_writer_begin_array (writer, "rules");
  for (guint i = 0; i < n; i++)
    if (detectors[i]->kind != TALLY_AUDIT_REPORT)
      add_rule (writer, detectors[i]);
  tally_json_writer_end_array (writer);
  tally_json_writer_end_object (writer);
  tally_json_writer_end_object (writer);
}

/* Rows have no file: an address within the source that stands for the sheet, and the row's number as line. */
static void
add_location (TallyJsonWriter        *writer,
              const TallyFindingLine *line)
{
  g_autofree char *uri = g_strdup_printf ("smartsheet/sheet-%" G_GINT64_FORMAT "/row-%" G_GINT64_FORMAT, line->sheet_id,
                                          line->row_id);

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_begin_object (writer, "physicalLocation");
  tally_json_writer_begin_object (writer, "artifactLocation");
  tally_json_writer_add_text (writer, "uri", uri);
  tally_json_writer_end_object (writer);
  tally_json_writer_begin_object (writer, "region");
  tally_json_writer_add_int64 (writer, "startLine", MAX (line->row_number, 1));
  tally_json_writer_end_object (writer);
  tally_json_writer_end_object (writer);
  tally_json_writer_end_object (writer);
}

static const char *
get_level (const TallyFinding *finding)
{
  static const char *const levels[TALLY_N_RISKS] = {
    [TALLY_RISK_LOW] = "note",
    [TALLY_RISK_MEDIUM] = "warning",
    [TALLY_RISK_HIGH] = "error",
    [TALLY_RISK_CRITICAL] = "error",
  };

  return finding->is_trial ? "note" : levels[finding->severity];
}

static void
add_properties (TallyJsonWriter    *writer,
                const TallyFinding *finding,
                gboolean            reveal)
{
  tally_json_writer_begin_object (writer, "properties");
  tally_json_writer_add_text (writer, "severity", tally_risk_get_id (finding->severity));
  tally_json_writer_add_text (writer, "status", tally_finding_status_get_id (finding->status));
  tally_json_writer_add_boolean (writer, "trial", finding->is_trial);
  tally_json_writer_add_boolean (writer, "new", finding->is_new);
  tally_json_writer_add_int64 (writer, "lines", finding->lines->len);
  if (reveal)
    {
      tally_json_writer_add_text (writer, "work_request", finding->work_request);
      tally_json_writer_add_int64 (writer, "exposure_cents", finding->exposure_cents);
    }
  tally_json_writer_end_object (writer);
}

static void
add_result (TallyJsonWriter    *writer,
            const TallyFinding *finding,
            gboolean            reveal)
{
  g_autofree char *text = g_strdup_printf ("Finding %s by %s: %s", finding->id, finding->detector,
                                           tally_risk_get_id (finding->severity));

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "ruleId", finding->detector);
  tally_json_writer_add_text (writer, "level", get_level (finding));
  add_message (writer, "message", reveal ? finding->sentence : text);
  tally_json_writer_begin_array (writer, "locations");
  for (guint i = 0; i < finding->lines->len && i < MAX_LOCATIONS; i++)
    add_location (writer, &g_array_index (finding->lines, TallyFindingLine, i));
  tally_json_writer_end_array (writer);
  tally_json_writer_begin_object (writer, "partialFingerprints");
  tally_json_writer_add_text (writer, "tallymanFinding/v1", finding->id);
  tally_json_writer_end_object (writer);
  add_properties (writer, finding, reveal);
  tally_json_writer_end_object (writer);
}

char *
tally_jobs_sarif_dup_text (GPtrArray                   *findings,
                           const TallyJobsFindingsGate *gate,
                           gboolean                     reveal)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *text = NULL;

  g_return_val_if_fail (findings != NULL, NULL);
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "$schema", SCHEMA);
  tally_json_writer_add_text (writer, "version", "2.1.0");
  tally_json_writer_begin_array (writer, "runs");
  tally_json_writer_begin_object (writer, NULL);
  add_tool (writer);
  tally_json_writer_begin_array (writer, "results");
  for (guint i = 0; i < findings->len; i++)
    if (tally_finding_status_is_open (((const TallyFinding *) findings->pdata[i])->status))
      add_result (writer, findings->pdata[i], reveal);
  tally_json_writer_end_array (writer);
  tally_json_writer_end_object (writer);
  tally_json_writer_end_array (writer);
  tally_json_writer_end_object (writer);
  text = tally_json_writer_finish (writer, TRUE);
  return g_strconcat (text, "\n", NULL);
}
