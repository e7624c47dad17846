/* tally-cli-versions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-versions.h"

#include "tally-cli-table.h"
#include "tally-clock.h"
#include "tally-identity-subject.h"
#include "tally-json.h"
#include "tally-text.h"

#define JSON_SCHEMA 1
/* "2026-11-24T18:00" of "2026-11-24T18:00:00Z": more tells a person nothing. */
#define TIME_LENGTH 16
#define NUMBER_SIZE 24

static const TallyCliColumn list_columns[] = {
  { "VERSION", FALSE, FALSE }, { "WORK REQUEST", FALSE, TRUE }, { "WEEK", FALSE, FALSE },
  { "VARIANT", FALSE, TRUE },  { "LINES", TRUE, FALSE },        { "TOTAL", TRUE, FALSE },
  { "SINCE (UTC)", FALSE, TRUE }, { "STATE", FALSE, FALSE },
};

static const TallyCliColumn history_columns[] = {
  { "VERSION", FALSE, FALSE }, { "VARIANT", FALSE, TRUE }, { "FROM (UTC)", FALSE, FALSE },
  { "UNTIL (UTC)", FALSE, FALSE }, { "LINES", TRUE, FALSE }, { "TOTAL", TRUE, FALSE },
  { "STATE", FALSE, FALSE }, { "BYTES", FALSE, FALSE }, { "SHA-256", FALSE, TRUE },
};

static const TallyCliColumn diff_columns[] = {
  { "", FALSE, FALSE }, { "SHEET", TRUE, FALSE }, { "ROW", TRUE, FALSE },
  { "LINE OR FIELD", FALSE, TRUE }, { "BEFORE", TRUE, TRUE }, { "AFTER", TRUE, TRUE },
};

static gboolean
is_known (const TallyVersion *version)
{
  return version->has_lines || version->n_lines > 0 || version->total_cents != 0;
}

static void
add_time (TallyCliTable *table,
          gint64         utc_usec)
{
  g_autofree char *text = utc_usec != 0 ? tally_clock_format_utc (utc_usec) : g_strdup ("");
  g_autofree char *cut = g_strndup (text, TIME_LENGTH);

  tally_cli_table_add (table, g_strdelimit (cut, "T", ' '));
}

static void
add_cents (TallyCliTable *table,
           TallyMoney     cents,
           gboolean       is_shown)
{
  char text[TALLY_MONEY_BUFFER_SIZE];

  tally_cli_table_add (table, is_shown ? tally_money_format_for_people (cents, text, sizeof text) : "-");
}

static void
add_number (TallyCliTable *table,
            const char    *prefix,
            gint64         number,
            gboolean       is_shown)
{
  char text[NUMBER_SIZE];

  g_snprintf (text, sizeof text, "%s%" G_GINT64_FORMAT, prefix, number);
  tally_cli_table_add (table, is_shown ? text : "-");
}

static void
add_variant (TallyCliTable       *table,
             const TallyIdentity *identity,
             gboolean             reveal)
{
  const char *variant = tally_variant_get_id (identity->variant);
  g_autofree char *named = g_strdup_printf ("%s %s", variant, identity->identifier);

  tally_cli_table_add (table, reveal && *identity->identifier != '\0' ? named : variant);
}

static void
add_listed (TallyCliTable      *table,
            const TallyVersion *version,
            gboolean            reveal)
{
  g_autofree char *subject = tally_identity_dup_subject (version->identity);
  char week[TALLY_DAY_BUFFER_SIZE];

  add_number (table, "v", version->version, version->version != 0);
  tally_cli_table_add (table, reveal ? version->identity->work_request : subject);
  tally_cli_table_add (table, tally_week_format (version->identity->week_ending, week, sizeof week));
  add_variant (table, version->identity, reveal);
  add_number (table, "", version->n_lines, is_known (version));
  add_cents (table, version->total_cents, reveal && is_known (version));
  add_time (table, version->from_utc_usec);
  tally_cli_table_add (table, tally_version_get_state (version));
}

static void
add_past (TallyCliTable      *table,
          const TallyVersion *version,
          gboolean            reveal)
{
  add_number (table, "v", version->version, version->version != 0);
  add_variant (table, version->identity, reveal);
  add_time (table, version->from_utc_usec);
  add_time (table, version->until_utc_usec);
  add_number (table, "", version->n_lines, is_known (version));
  add_cents (table, version->total_cents, reveal && is_known (version));
  tally_cli_table_add (table, tally_version_get_state (version));
  tally_cli_table_add (table, tally_version_bytes_get_id (version->bytes));
  tally_cli_table_add (table, version->sha256);
}

/* The sum of what is known; %FALSE if it is beyond 64 bits. */
static gboolean
sum_totals (GPtrArray  *versions,
            TallyMoney *out_sum)
{
  *out_sum = 0;
  for (guint i = 0; i < versions->len; i++)
    if (!tally_money_add (out_sum, ((const TallyVersion *) versions->pdata[i])->total_cents))
      return FALSE;
  return TRUE;
}

char *
tally_cli_versions_dup_text (GPtrArray *versions,
                             gboolean   with_history,
                             gboolean   reveal,
                             guint      max_width)
{
  g_autoptr (TallyCliTable) table = NULL;
  g_autofree char *text = NULL;
  char total[TALLY_MONEY_BUFFER_SIZE];
  TallyMoney sum;

  g_return_val_if_fail (versions != NULL, NULL);
  if (versions->len == 0)
    return g_strdup ("No workbook hangs on the target.\n");
  table = with_history ? tally_cli_table_new (history_columns, G_N_ELEMENTS (history_columns))
                       : tally_cli_table_new (list_columns, G_N_ELEMENTS (list_columns));
  for (guint i = 0; i < versions->len; i++)
    (with_history ? add_past : add_listed) (table, versions->pdata[i], reveal);
  text = tally_cli_table_dup_text (table, max_width);
  if (with_history)
    return g_steal_pointer (&text);
  if (!reveal || !sum_totals (versions, &sum))
    return g_strdup_printf ("%s%u workbooks\n", text, versions->len);
  return g_strdup_printf ("%s%u workbooks, %s\n", text, versions->len,
                          tally_money_format_for_people (sum, total, sizeof total));
}

static void
write_time (TallyJsonWriter *writer,
            const char      *name,
            gint64           utc_usec)
{
  g_autofree char *text = utc_usec != 0 ? tally_clock_format_utc (utc_usec) : NULL;

  tally_json_writer_add_text (writer, name, text);
}

static void
write_private (TallyJsonWriter    *writer,
               const TallyVersion *version)
{
  char week[TALLY_DAY_BUFFER_SIZE];

  tally_json_writer_add_text (writer, "work_request", version->identity->work_request);
  tally_json_writer_add_text (writer, "identifier", version->identity->identifier);
  tally_json_writer_add_text (writer, "week", tally_week_format (version->identity->week_ending, week,
                                                                 sizeof week));
  tally_json_writer_add_text (writer, "file_name", version->file_name);
  if (is_known (version))
    tally_json_writer_add_int64 (writer, "cents", version->total_cents);
}

static void
write_version (TallyJsonWriter    *writer,
               const char         *name,
               const TallyVersion *version,
               gboolean            reveal)
{
  g_autofree char *subject = tally_identity_dup_subject (version->identity);
  const char *bytes = tally_version_bytes_get_id (version->bytes);

  tally_json_writer_begin_object (writer, name);
  tally_json_writer_add_int64 (writer, "version", version->version);
  tally_json_writer_add_text (writer, "subject", subject);
  tally_json_writer_add_text (writer, "variant", tally_variant_get_id (version->identity->variant));
  tally_json_writer_add_text (writer, "state", tally_version_get_state (version));
  if (*bytes != '\0')
    tally_json_writer_add_text (writer, "bytes", bytes);
  tally_json_writer_add_int64 (writer, "attachment", version->attachment_id);
  write_time (writer, "from", version->from_utc_usec);
  write_time (writer, "until", version->until_utc_usec);
  write_time (writer, "generated", version->generated_utc_usec);
  write_time (writer, "dropped", version->dropped_utc_usec);
  tally_json_writer_add_int64 (writer, "size", (gint64) version->size_bytes);
  tally_json_writer_add_text (writer, "sha256", version->sha256);
  tally_json_writer_add_text (writer, "fingerprint", version->fingerprint);
  if (is_known (version))
    tally_json_writer_add_int64 (writer, "lines", version->n_lines);
  if (reveal)
    write_private (writer, version);
  tally_json_writer_end_object (writer);
}

char *
tally_cli_versions_dup_json (GPtrArray *versions,
                             gboolean   reveal)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();

  g_return_val_if_fail (versions != NULL, NULL);
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", JSON_SCHEMA);
  tally_json_writer_begin_array (writer, "versions");
  for (guint i = 0; i < versions->len; i++)
    write_version (writer, NULL, versions->pdata[i], reveal);
  tally_json_writer_end_array (writer);
  tally_json_writer_end_object (writer);
  return tally_json_writer_finish (writer, TRUE);
}

static void
add_diff_line (TallyCliTable       *table,
               const TallyDiffLine *line)
{
  tally_cli_table_add (table, tally_diff_kind_get_id (line->kind));
  add_number (table, "", line->sheet_id, line->sheet_id != 0);
  add_number (table, "", line->row_id, line->row_id != 0);
  tally_cli_table_add (table, line->label);
  add_cents (table, line->before_cents, line->kind != TALLY_DIFF_ADDED);
  add_cents (table, line->after_cents, line->kind != TALLY_DIFF_REMOVED);
  for (guint i = 0; i < line->fields->len; i++)
    {
      const TallyDiffField *field = line->fields->pdata[i];
      g_autofree char *name = g_strdup_printf ("  %s", field->field);
      for (guint empty = 0; empty < 3; empty++)
        tally_cli_table_add (table, "");
      tally_cli_table_add (table, name);
      tally_cli_table_add (table, field->before);
      tally_cli_table_add (table, field->after);
    }
}

static char *
dup_lines (const TallyVersionDiff *diff,
           guint                   max_width)
{
  g_autoptr (TallyCliTable) table = tally_cli_table_new (diff_columns, G_N_ELEMENTS (diff_columns));

  for (guint i = 0; i < diff->lines->len; i++)
    add_diff_line (table, diff->lines->pdata[i]);
  return diff->lines->len > 0 ? tally_cli_table_dup_text (table, max_width) : g_strdup ("");
}

static void
append_name (GString            *out,
             const char         *what,
             const TallyVersion *version)
{
  g_autofree char *from = tally_clock_format_utc (version->from_utc_usec);

  if (version->version != 0)
    g_string_append_printf (out, "%s: v%" G_GINT64_FORMAT ", %s, since %s\n", what, version->version,
                            tally_version_get_state (version), from);
  else
    g_string_append_printf (out, "%s: another program's, since %s\n", what, from);
}

char *
tally_cli_diff_dup_text (const TallyVersionDiff *diff,
                         gboolean                reveal,
                         guint                   max_width)
{
  GString *out = g_string_new (NULL);
  g_autofree char *lines = NULL;
  char before[TALLY_MONEY_BUFFER_SIZE], after[TALLY_MONEY_BUFFER_SIZE];

  g_return_val_if_fail (diff != NULL, NULL);
  append_name (out, "before", diff->before);
  append_name (out, "after", diff->after);
  if (diff->is_by_cells)
    g_string_append (out, "The store does not know the lines of both: their cells are compared.\n");
  if (reveal)
    {
      lines = dup_lines (diff, max_width);
      g_string_append (out, lines);
    }
  g_string_append_printf (out, "%u added, %u removed, %u changed, %u unchanged\n",
                          tally_version_diff_count (diff, TALLY_DIFF_ADDED),
                          tally_version_diff_count (diff, TALLY_DIFF_REMOVED),
                          tally_version_diff_count (diff, TALLY_DIFF_CHANGED), diff->n_unchanged);
  if (reveal)
    g_string_append_printf (out, "total %s, was %s\n",
                            tally_money_format_for_people (diff->after_cents, after, sizeof after),
                            tally_money_format_for_people (diff->before_cents, before, sizeof before));
  return tally_text_steal (out);
}

static void
write_diff_line (TallyJsonWriter     *writer,
                 const TallyDiffLine *line)
{
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "kind", tally_diff_kind_get_id (line->kind));
  tally_json_writer_add_int64 (writer, "sheet", line->sheet_id);
  tally_json_writer_add_int64 (writer, "row", line->row_id);
  tally_json_writer_add_text (writer, "line", line->label);
  tally_json_writer_add_int64 (writer, "before_cents", line->before_cents);
  tally_json_writer_add_int64 (writer, "after_cents", line->after_cents);
  tally_json_writer_begin_array (writer, "fields");
  for (guint i = 0; i < line->fields->len; i++)
    {
      const TallyDiffField *field = line->fields->pdata[i];
      tally_json_writer_begin_object (writer, NULL);
      tally_json_writer_add_text (writer, "field", field->field);
      tally_json_writer_add_text (writer, "before", field->before);
      tally_json_writer_add_text (writer, "after", field->after);
      tally_json_writer_end_object (writer);
    }
  tally_json_writer_end_array (writer);
  tally_json_writer_end_object (writer);
}

char *
tally_cli_diff_dup_json (const TallyVersionDiff *diff,
                         gboolean                reveal)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();

  g_return_val_if_fail (diff != NULL, NULL);
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", JSON_SCHEMA);
  write_version (writer, "before", diff->before, reveal);
  write_version (writer, "after", diff->after, reveal);
  tally_json_writer_add_text (writer, "compared", diff->is_by_cells ? "cells" : "lines");
  for (guint i = 0; i < TALLY_N_DIFF_KINDS; i++)
    tally_json_writer_add_int64 (writer, tally_diff_kind_get_id ((TallyDiffKind) i),
                                 tally_version_diff_count (diff, (TallyDiffKind) i));
  tally_json_writer_add_int64 (writer, "unchanged", diff->n_unchanged);
  if (reveal)
    {
      tally_json_writer_add_int64 (writer, "before_cents", diff->before_cents);
      tally_json_writer_add_int64 (writer, "after_cents", diff->after_cents);
      tally_json_writer_begin_array (writer, "lines");
      for (guint i = 0; i < diff->lines->len; i++)
        write_diff_line (writer, diff->lines->pdata[i]);
      tally_json_writer_end_array (writer);
    }
  tally_json_writer_end_object (writer);
  return tally_json_writer_finish (writer, TRUE);
}
