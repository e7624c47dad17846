/* tally-cli-findings-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-findings.h"
#include "tally-clock.h"
#include "tally-json.h"

static TallyJsonWriter *
begin (void)
{
  TallyJsonWriter *writer = tally_json_writer_new ();

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", TALLY_FINDING_JSON_SCHEMA);
  return writer;
}

static char *
finish (TallyJsonWriter *writer)
{
  g_autofree char *text = NULL;

  tally_json_writer_end_object (writer);
  text = tally_json_writer_finish (writer, TRUE);
  return g_strconcat (text, "\n", NULL);
}

char *
tally_cli_findings_dup_json (GPtrArray *findings,
                             guint      n_excepted,
                             gboolean   reveal)
{
  g_autoptr (TallyJsonWriter) writer = begin ();

  g_return_val_if_fail (findings != NULL, NULL);
  tally_json_writer_begin_array (writer, "findings");
  for (guint i = 0; i < findings->len; i++)
    tally_finding_write_json (writer, findings->pdata[i],
                              reveal ? TALLY_FINDING_DETAIL_LIST : TALLY_FINDING_DETAIL_IDS, NULL);
  tally_json_writer_end_array (writer);
  tally_json_writer_add_int64 (writer, "excepted", n_excepted);
  return finish (writer);
}

static void
write_exception (TallyJsonWriter                   *writer,
                 const TallyFindingExceptionRecord *record,
                 gboolean                           reveal)
{
  char until[TALLY_DAY_BUFFER_SIZE];

  if (record == NULL)
    {
      tally_json_writer_add_text (writer, "exception", NULL);
      return;
    }
  tally_json_writer_begin_object (writer, "exception");
  tally_json_writer_add_int64 (writer, "id", record->exception.exception_id);
  tally_json_writer_add_text (writer, "until", tally_day_format_iso (record->exception.until, until, sizeof until));
  tally_json_writer_add_text (writer, "made_by", reveal ? record->exception.made_by : NULL);
  tally_json_writer_add_text (writer, "reason", reveal ? record->exception.reason : NULL);
  tally_json_writer_end_object (writer);
}

static void
write_change (TallyJsonWriter                *writer,
              const TallyEngineFindingChange *change)
{
  g_autofree char *noticed = tally_clock_format_utc (change->noticed_utc_usec);
  g_autofree char *modified = change->modified_utc_usec != 0 ? tally_clock_format_utc (change->modified_utc_usec) : NULL;

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "sheet_id", change->sheet_id);
  tally_json_writer_add_int64 (writer, "row_id", change->row_id);
  tally_json_writer_add_text (writer, "noticed", noticed);
  tally_json_writer_add_text (writer, "row_written", modified);
  tally_json_writer_add_text (writer, "row_written_by", change->modified_by);
  tally_json_writer_add_text (writer, "field", change->field);
  tally_json_writer_add_text (writer, "old", change->old_value);
  tally_json_writer_add_text (writer, "new", change->new_value);
  tally_json_writer_end_object (writer);
}

char *
tally_cli_finding_dup_json (const TallyEngineFinding *found,
                            gboolean                  reveal)
{
  g_autoptr (TallyJsonWriter) writer = begin ();

  g_return_val_if_fail (found != NULL, NULL);
  tally_json_writer_begin_array (writer, "findings");
  tally_finding_write_json (writer, found->finding, reveal ? TALLY_FINDING_DETAIL_FULL : TALLY_FINDING_DETAIL_IDS,
                            found->verdicts);
  tally_json_writer_end_array (writer);
  tally_json_writer_begin_array (writer, "changes");
  for (guint i = 0; reveal && i < found->changes->len; i++)
    write_change (writer, found->changes->pdata[i]);
  tally_json_writer_end_array (writer);
  tally_json_writer_add_int64 (writer, "changes_left", found->n_changes_left);
  tally_json_writer_begin_array (writer, "links");
  for (guint i = 0; reveal && i < found->links->len; i++)
    tally_json_writer_add_text (writer, NULL, found->links->pdata[i]);
  tally_json_writer_end_array (writer);
  write_exception (writer, found->exception, reveal);
  return finish (writer);
}

char *
tally_cli_findings_dup_import_text (const TallyFindingImport *import)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_return_val_if_fail (import != NULL, NULL);
  g_string_append_printf (out, "%u verdicts taken over, %u known already, %u findings not known here, %u conflicts.\n",
                          import->n_taken, import->n_known, import->n_unknown, import->conflicts->len);
  for (guint i = 0; i < import->conflicts->len; i++)
    {
      const TallyFindingConflict *conflict = &g_array_index (import->conflicts, TallyFindingConflict, i);
      g_string_append_printf (out, "Finding %s is %s here, which stands, and %s there; both are kept.\n",
                              conflict->finding_id, tally_finding_status_get_id (conflict->here),
                              tally_finding_status_get_id (conflict->there));
    }
  return g_strdup (out->str);
}

char *
tally_cli_findings_dup_import_json (const TallyFindingImport *import)
{
  g_autoptr (TallyJsonWriter) writer = begin ();

  g_return_val_if_fail (import != NULL, NULL);
  tally_json_writer_add_int64 (writer, "taken", import->n_taken);
  tally_json_writer_add_int64 (writer, "known", import->n_known);
  tally_json_writer_add_int64 (writer, "unknown", import->n_unknown);
  tally_json_writer_begin_array (writer, "conflicts");
  for (guint i = 0; i < import->conflicts->len; i++)
    {
      const TallyFindingConflict *conflict = &g_array_index (import->conflicts, TallyFindingConflict, i);
      tally_json_writer_begin_object (writer, NULL);
      tally_json_writer_add_text (writer, "id", conflict->finding_id);
      tally_json_writer_add_text (writer, "here", tally_finding_status_get_id (conflict->here));
      tally_json_writer_add_text (writer, "there", tally_finding_status_get_id (conflict->there));
      tally_json_writer_end_object (writer);
    }
  tally_json_writer_end_array (writer);
  return finish (writer);
}

char *
tally_cli_findings_dup_replay_text (const TallyEngineReplay *replay,
                                    gboolean                 reveal)
{
  g_return_val_if_fail (replay != NULL, NULL);
  if (replay->is_same)
    return g_strdup_printf ("Finding %s: the same.\n", replay->id);
  if (!reveal)
    return g_strdup_printf ("Finding %s: not the same; see both without a public log, or with --reveal.\n", replay->id);
  return g_strdup_printf ("Finding %s: not the same.\nStored  %s\nAgain   %s\n", replay->id, replay->stored,
                          replay->again);
}

char *
tally_cli_findings_dup_replay_json (const TallyEngineReplay *replay,
                                    gboolean                 reveal)
{
  g_autoptr (TallyJsonWriter) writer = begin ();

  g_return_val_if_fail (replay != NULL, NULL);
  tally_json_writer_add_text (writer, "id", replay->id);
  tally_json_writer_add_boolean (writer, "same", replay->is_same);
  tally_json_writer_add_text (writer, "stored", reveal ? replay->stored : NULL);
  tally_json_writer_add_text (writer, "again", reveal ? replay->again : NULL);
  return finish (writer);
}
