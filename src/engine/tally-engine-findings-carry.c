/* tally-engine-findings-carry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-findings-carry.h"

#include "tally-engine-findings-private.h"
#include "tally-jobs-findings.h"
#include "tally-jobs-junit.h"
#include "tally-jobs-sarif.h"
#include "tally-json.h"
#include "tally-store-exceptions.h"
#include "tally-store-findings.h"
#include "tally-store-verdicts.h"

/* Findings on their way out. */
typedef struct {
  TallyStore *store;    /* (borrowed) */
  GPtrArray  *findings; /* (borrowed) */
} Export;

static gboolean
write_finding (TallyStore          *store,
               TallyJsonWriter     *writer,
               const TallyFinding  *finding,
               GError             **error)
{
  g_autoptr (GPtrArray) verdicts = tally_store_verdicts_list (store, finding->id, error);

  if (verdicts == NULL)
    return FALSE;
  tally_finding_write_json (writer, finding, TALLY_FINDING_DETAIL_FULL, verdicts);
  return TRUE;
}

static char *
dup_document (const Export  *self,
              GError       **error)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *text = NULL;

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", TALLY_FINDING_JSON_SCHEMA);
  tally_json_writer_begin_array (writer, "findings");
  for (guint i = 0; i < self->findings->len; i++)
    if (!write_finding (self->store, writer, self->findings->pdata[i], error))
      return NULL;
  tally_json_writer_end_array (writer);
  tally_json_writer_end_object (writer);
  text = tally_json_writer_finish (writer, TRUE);
  return g_strconcat (text, "\n", NULL);
}

char *
tally_engine_findings_dup_line (TallyStore          *store,
                                const TallyFinding  *finding,
                                GError             **error)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();

  return write_finding (store, writer, finding, error) ? tally_json_writer_finish (writer, FALSE) : NULL;
}

static char *
dup_lines (const Export  *self,
           GError       **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < self->findings->len; i++)
    {
      g_autofree char *line = tally_engine_findings_dup_line (self->store, self->findings->pdata[i], error);
      if (line == NULL)
        return NULL;
      g_string_append (out, line);
      g_string_append_c (out, '\n');
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
dup_for_ci (TallyEngine               *self,
            GPtrArray                 *findings,
            TallyEngineFindingsFormat  format,
            gboolean                   reveal)
{
  const TallyJobsFindingsGate gate = tally_jobs_findings_get_gate (self->config);

  return format == TALLY_ENGINE_FINDINGS_SARIF ? tally_jobs_sarif_dup_text (findings, &gate, reveal)
                                               : tally_jobs_junit_dup_text (findings, &gate, reveal);
}

char *
tally_engine_findings_export (TallyEngine                *self,
                              const TallyFindingFilter   *filter,
                              TallyEngineFindingsFormat   format,
                              gboolean                    reveal,
                              GError                    **error)
{
  g_autoptr (TallyStore) store = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  GError *failure = NULL;
  Export export = { 0 };
  char *text = NULL;

  g_return_val_if_fail (self != NULL && filter != NULL && format < TALLY_ENGINE_N_FINDINGS_FORMATS, NULL);
  store = tally_engine_open_reader (self, &failure);
  if (store != NULL)
    findings = tally_store_findings_list (store, filter, &failure);
  if (findings != NULL && format != TALLY_ENGINE_FINDINGS_JSON && format != TALLY_ENGINE_FINDINGS_LINES
      && !tally_store_exceptions_leave_out (store, findings, tally_engine_findings_get_today (self), &failure))
    g_clear_pointer (&findings, g_ptr_array_unref);
  export = (Export) { .store = store, .findings = findings };
  if (findings != NULL && format == TALLY_ENGINE_FINDINGS_JSON)
    text = dup_document (&export, &failure);
  else if (findings != NULL && format == TALLY_ENGINE_FINDINGS_LINES)
    text = dup_lines (&export, &failure);
  else if (findings != NULL)
    text = dup_for_ci (self, findings, format, reveal);
  if (text == NULL)
    tally_engine_findings_take_error (failure, error);
  return text;
}

gboolean
tally_engine_findings_import (TallyEngine         *self,
                              GPtrArray           *histories,
                              const char          *actor,
                              TallyFindingImport  *out_import,
                              GError             **error)
{
  g_autoptr (TallyStore) store = NULL;
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL && histories != NULL && actor != NULL && out_import != NULL, FALSE);
  store = tally_engine_open_store (self, &failure);
  if (store != NULL && tally_store_verdicts_import (store, histories, actor, out_import, &failure))
    return TRUE;
  tally_engine_findings_take_error (failure, error);
  return FALSE;
}
