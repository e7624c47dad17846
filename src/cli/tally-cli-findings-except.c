/* tally-cli-findings-except.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-findings.h"
#include "tally-cli-table.h"
#include "tally-clock.h"
#include "tally-json.h"
#include "tally-text.h"

static const char *
get_state (const TallyFindingExceptionRecord *record,
           TallyDay                           today)
{
  if (record->revoked_utc_usec != 0)
    return "revoked";
  return record->exception.until < today ? "ended" : "holds";
}

/* "detector exact-duplicate, work request 90000001" */
static char *
dup_what (const TallyFindingException *exception,
          gboolean                     reveal)
{
  const struct {
    const char *name;
    const char *value;
  } parts[] = {
    { "finding", exception->finding },
    { "detector", exception->detector },
    { "work request", reveal ? exception->work_request : NULL },
    { "unit", reveal ? exception->cu : NULL },
  };
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!tally_text_is_empty (parts[i].value))
      g_string_append_printf (out, "%s%s %s", out->len > 0 ? ", " : "", parts[i].name, parts[i].value);
  return g_strdup (out->str);
}

static void
add_row (TallyCliTable                     *table,
         const TallyFindingExceptionRecord *record,
         TallyDay                           today,
         gboolean                           reveal)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, record->exception.exception_id);
  g_autofree char *what = dup_what (&record->exception, reveal);
  g_autofree char *why = reveal ? g_strdup_printf ("%s: %s", record->exception.made_by, record->exception.reason)
                                : g_strdup ("");
  char until[TALLY_DAY_BUFFER_SIZE];

  tally_cli_table_add (table, number);
  tally_cli_table_add (table, get_state (record, today));
  tally_cli_table_add (table, tally_day_format_iso (record->exception.until, until, sizeof until));
  tally_cli_table_add (table, what);
  tally_cli_table_add (table, why);
}

char *
tally_cli_findings_dup_exceptions_text (GPtrArray *exceptions,
                                        TallyDay   today,
                                        gboolean   reveal)
{
  static const TallyCliColumn columns[] = {
    { "Number", TRUE, FALSE }, { "State", FALSE, FALSE }, { "Until", FALSE, FALSE }, { "What", FALSE, TRUE },
    { "Why", FALSE, TRUE },
  };
  g_autoptr (TallyCliTable) table = tally_cli_table_new (columns, G_N_ELEMENTS (columns));

  g_return_val_if_fail (exceptions != NULL, NULL);
  if (exceptions->len == 0)
    return g_strdup ("No exceptions.\n");
  for (guint i = 0; i < exceptions->len; i++)
    add_row (table, exceptions->pdata[i], today, reveal);
  return tally_cli_table_dup_text (table, tally_cli_table_get_width ());
}

static void
write_record (TallyJsonWriter                   *writer,
              const TallyFindingExceptionRecord *record,
              TallyDay                           today,
              gboolean                           reveal)
{
  const TallyFindingException *exception = &record->exception;
  g_autofree char *made = tally_clock_format_utc (record->made_utc_usec);
  g_autofree char *revoked = record->revoked_utc_usec != 0 ? tally_clock_format_utc (record->revoked_utc_usec) : NULL;
  char until[TALLY_DAY_BUFFER_SIZE];

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "number", exception->exception_id);
  tally_json_writer_add_text (writer, "state", get_state (record, today));
  tally_json_writer_add_text (writer, "finding", exception->finding);
  tally_json_writer_add_text (writer, "detector", exception->detector);
  tally_json_writer_add_text (writer, "work_request", reveal ? exception->work_request : NULL);
  tally_json_writer_add_text (writer, "cu", reveal ? exception->cu : NULL);
  tally_json_writer_add_text (writer, "until", tally_day_format_iso (exception->until, until, sizeof until));
  tally_json_writer_add_text (writer, "made", made);
  tally_json_writer_add_text (writer, "made_by", reveal ? exception->made_by : NULL);
  tally_json_writer_add_text (writer, "reason", reveal ? exception->reason : NULL);
  tally_json_writer_add_text (writer, "revoked", revoked);
  tally_json_writer_add_text (writer, "revoked_by", reveal ? record->revoked_by : NULL);
  tally_json_writer_add_text (writer, "revoked_why", reveal ? record->revoked_why : NULL);
  tally_json_writer_end_object (writer);
}

char *
tally_cli_findings_dup_exceptions_json (GPtrArray *exceptions,
                                        TallyDay   today,
                                        gboolean   reveal)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *text = NULL;

  g_return_val_if_fail (exceptions != NULL, NULL);
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", TALLY_FINDING_JSON_SCHEMA);
  tally_json_writer_begin_array (writer, "exceptions");
  for (guint i = 0; i < exceptions->len; i++)
    write_record (writer, exceptions->pdata[i], today, reveal);
  tally_json_writer_end_array (writer);
  tally_json_writer_end_object (writer);
  text = tally_json_writer_finish (writer, TRUE);
  return g_strconcat (text, "\n", NULL);
}
