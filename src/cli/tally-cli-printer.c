/* tally-cli-printer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define TALLY_MAY_PRINT
#include "config.h"

#include "tally-cli-printer.h"

#include "tally-text.h"

/* GitHub shows at most 10 errors and 10 warnings of one step. */
#define MAX_ANNOTATIONS 10
/* GitHub refuses a step's summary beyond 1 MiB; we stay far below. */
#define MAX_SUMMARY_NOTICES 200

void
tally_cli_print (const char *format,
                 ...)
{
  va_list values;

  va_start (values, format);
  vfprintf (stdout, format, values);
  va_end (values);
}

gboolean
tally_cli_flush (void)
{
  return fflush (stdout) == 0 && ferror (stdout) == 0;
}

void
tally_cli_complain (const char *format,
                    ...)
{
  va_list values;

  fputs ("tallyman: ", stderr);
  va_start (values, format);
  vfprintf (stderr, format, values);
  va_end (values);
  fputc ('\n', stderr);
}

static guint64
count_excluded (const TallyPlan *plan)
{
  guint64 n = 0;

  for (guint i = TALLY_REASON_ACCEPTED + 1; i < TALLY_N_REASONS; i++)
    n += plan->n_by_reason[i];
  return n;
}

static void
print_plan (const TallyPlan *plan,
            gboolean         reveal)
{
  char amount[TALLY_MONEY_BUFFER_SIZE];

  tally_cli_print ("Rows       %" G_GUINT64_FORMAT ": %" G_GUINT64_FORMAT " accepted, %" G_GUINT64_FORMAT
                   " excluded\n", plan->n_rows, plan->n_by_reason[TALLY_REASON_ACCEPTED],
                   count_excluded (plan));
  for (guint i = TALLY_REASON_ACCEPTED + 1; i < TALLY_N_REASONS; i++)
    if (plan->n_by_reason[i] > 0)
      tally_cli_print ("           %6" G_GUINT64_FORMAT "  %s\n", plan->n_by_reason[i],
                       tally_reason_get_title ((TallyReason) i));
  if (reveal)
    tally_cli_print ("Amount     %s\n",
                     tally_money_format_for_people (plan->cents_by_reason[TALLY_REASON_ACCEPTED], amount,
                                         sizeof amount));
  tally_cli_print ("Workbooks  %u new, %u changed, %u unchanged, %u held, %u vanished\n",
                   tally_plan_count (plan, TALLY_PLAN_NEW),
                   tally_plan_count (plan, TALLY_PLAN_CHANGED),
                   tally_plan_count (plan, TALLY_PLAN_UNCHANGED),
                   tally_plan_count (plan, TALLY_PLAN_HELD),
                   tally_plan_count (plan, TALLY_PLAN_VANISHED));
}

/* What went in a few numbers; what would go by name. */
static void
print_cleanup (const TallyCleanup *cleanup,
               gboolean            reveal)
{
  guint64 total = 0;

  tally_cli_print (cleanup->is_preview ? "Would go  " : "Cleaned up");
  for (guint i = 0; i < TALLY_N_CLEANUP_PLACES; i++)
    {
      guint64 bytes;
      guint n = tally_cleanup_count (cleanup, (TallyCleanupPlace) i, &bytes);
      tally_cli_print ("%s %u %s", i > 0 ? "," : "", n, tally_cleanup_place_get_id ((TallyCleanupPlace) i));
      total += bytes;
    }
  tally_cli_print (" (%" G_GUINT64_FORMAT " bytes)\n", total);
  for (guint i = 0; cleanup->is_preview && reveal && i < cleanup->items->len; i++)
    {
      const TallyCleanupItem *item = cleanup->items->pdata[i];
      tally_cli_print ("           %s: %s, %" G_GUINT64_FORMAT " bytes: %s\n",
                       tally_cleanup_place_get_id (item->place), item->name, item->size_bytes, item->reason);
    }
}

static void
print_audit (const TallyAudit *audit,
             gboolean          reveal)
{
  char money[TALLY_MONEY_BUFFER_SIZE];

  tally_cli_print ("Audit      risk %s, %s: %u findings, %u of them new, %u on trial%s\n", tally_risk_get_id (audit->risk),
                   tally_trend_get_id (audit->trend), audit->n_open, audit->n_new, audit->n_trial,
                   audit->rates_fingerprint[0] == '\0' ? "; prices were not audited: no table of rates could be used, see [rates] files" : "");
  if (reveal)
    tally_cli_print ("           %s may be at stake\n",
                     tally_money_format_for_people (audit->exposure_cents, money, sizeof money));
}

void
tally_cli_print_run (const TallyRun *run,
                     gboolean        reveal)
{
  const TallyRunCounts *counts = &run->counts;

  tally_cli_print ("Run %" G_GINT64_FORMAT "%s\n", run->run_id, run->is_dry ? " (dry run)" : "");
  tally_cli_print ("Sheets     %" G_GUINT64_FORMAT ": %" G_GUINT64_FORMAT " read, %" G_GUINT64_FORMAT
                   " unchanged, %" G_GUINT64_FORMAT " lost, %" G_GUINT64_FORMAT " no source\n",
                   counts->n_sheets, counts->n_sheets_read, counts->n_sheets_unchanged,
                   counts->n_sheets_lost, counts->n_sheets_skipped);
  if (run->plan != NULL)
    print_plan (run->plan, reveal);
  tally_cli_print ("Made       %" G_GUINT64_FORMAT " workbooks, %" G_GUINT64_FORMAT " kept\n",
                   counts->n_workbooks_written, counts->n_workbooks_kept);
  tally_cli_print ("Published  %" G_GUINT64_FORMAT " attached, %" G_GUINT64_FORMAT " removed, %"
                   G_GUINT64_FORMAT " failed, %" G_GUINT64_FORMAT " without a target row\n",
                   counts->n_published, counts->n_removed, counts->n_upload_failed,
                   counts->n_missing_on_target);
  if (counts->n_left > 0)
    tally_cli_print ("Left       %" G_GUINT64_FORMAT " workbooks for later runs\n", counts->n_left);
  if (run->audit != NULL)
    print_audit (run->audit, reveal);
  if (run->cleanup != NULL)
    print_cleanup (run->cleanup, reveal);
  tally_cli_print ("Calls      %" G_GUINT64_FORMAT ", %" G_GUINT64_FORMAT " of them repeats\n",
                   counts->n_calls, counts->n_retries);
  if (*run->output_dir != '\0')
    tally_cli_print ("Folder     %s\n", run->output_dir);
  if (*run->trail_head != '\0')
    tally_cli_print ("Trail      %s\n", run->trail_head);
}

void
tally_cli_print_workbooks (const TallyRun *run)
{
  char amount[TALLY_MONEY_BUFFER_SIZE];

  g_return_if_fail (run != NULL);
  for (guint i = 0; run->plan != NULL && i < run->plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = run->plan->entries->pdata[i];
      g_autofree char *key = tally_identity_dup_key (entry->identity);
      tally_cli_print ("%-10s %s  %u lines  %s\n", tally_plan_action_get_id (entry->action), key,
                       entry->n_lines, tally_money_format_for_people (entry->total_cents, amount, sizeof amount));
    }
}

/* GitHub's escapes for the text of a workflow command. */
static void
append_escaped (GString    *out,
                const char *text)
{
  for (; *text != '\0'; text++)
    if (*text == '%' || *text == '\r' || *text == '\n')
      g_string_append_printf (out, "%%%02X", (guint) *text);
    else
      g_string_append_c (out, *text);
}

/* Of findings alone more than ids may be told, where [ci] detail says so. */
static void
append_notice (GString           *out,
               const TallyNotice *notice,
               const char        *command,
               gboolean           is_full)
{
  g_string_append_printf (out, "::%s title=Tallyman::", command);
  append_escaped (out, notice->text);
  if (is_full && strcmp (notice->code, "finding") == 0 && *notice->detail != '\0')
    {
      g_string_append (out, ": ");
      append_escaped (out, notice->detail);
    }
  if (*notice->subject != '\0')
    {
      g_string_append (out, " [");
      append_escaped (out, notice->subject);
      g_string_append_c (out, ']');
    }
  g_string_append_c (out, '\n');
}

/* One of each code before the second of any: hundreds of held workbooks hide no plan that waits. */
static GPtrArray *
list_annotated (GPtrArray     *notices,
                TallySeverity  severity)
{
  GPtrArray *listed = g_ptr_array_new ();
  g_autoptr (GPtrArray) repeated = g_ptr_array_new ();
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < notices->len; i++)
    {
      TallyNotice *notice = notices->pdata[i];
      if (notice->severity == severity)
        g_ptr_array_add (g_hash_table_add (codes, (gpointer) notice->code) ? listed : repeated, notice);
    }
  g_ptr_array_extend (listed, repeated, NULL, NULL);
  return listed;
}

/* What to annotate: which notices, and how much of them. */
typedef struct {
  TallySeverity  severity;
  const char    *command;
  gboolean       is_full;
} Kind;

static void
append_annotations (GString    *out,
                    GPtrArray  *notices,
                    const Kind *kind)
{
  g_autoptr (GPtrArray) listed = list_annotated (notices, kind->severity);

  for (guint i = 0; i < MIN (listed->len, MAX_ANNOTATIONS); i++)
    append_notice (out, listed->pdata[i], kind->command, kind->is_full);
  if (listed->len > MAX_ANNOTATIONS)
    g_string_append_printf (out, "::notice title=Tallyman::%u more of kind %s were left out of the "
                            "annotations, which GitHub limits to %d a step; the summary has them\n",
                            listed->len - MAX_ANNOTATIONS, kind->command, MAX_ANNOTATIONS);
}

char *
tally_cli_dup_annotations (const TallyRun *run,
                           gboolean        is_full)
{
  const Kind kinds[] = { { TALLY_SEVERITY_ERROR, "error", is_full }, { TALLY_SEVERITY_WARNING, "warning", is_full } };
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (run != NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    append_annotations (out, run->notices, &kinds[i]);
  return tally_text_steal (out);
}

void
tally_cli_print_annotations (const TallyRun *run,
                             gboolean        is_full)
{
  g_autofree char *text = tally_cli_dup_annotations (run, is_full);

  fputs (text, stderr);
}

static void
append_plan_rows (GString         *out,
                  const TallyPlan *plan)
{
  g_string_append_printf (out, "| Rows | %" G_GUINT64_FORMAT " |\n", plan->n_rows);
  for (guint i = 0; i < TALLY_N_REASONS; i++)
    if (plan->n_by_reason[i] > 0)
      g_string_append_printf (out, "| Rows: %s | %" G_GUINT64_FORMAT " |\n",
                              tally_reason_get_title ((TallyReason) i), plan->n_by_reason[i]);
  for (guint i = 0; i < TALLY_N_PLAN_ACTIONS; i++)
    g_string_append_printf (out, "| Workbooks %s | %u |\n",
                            tally_plan_action_get_id ((TallyPlanAction) i),
                            tally_plan_count (plan, (TallyPlanAction) i));
}

static void
append_notice_list (GString   *out,
                    GPtrArray *notices)
{
  static const char *const labels[] = { "note", "**warning**", "**error**" };

  for (guint i = 0; i < notices->len && i < MAX_SUMMARY_NOTICES; i++)
    {
      const TallyNotice *notice = notices->pdata[i];
      g_string_append_printf (out, "- %s: %s%s%s\n", labels[notice->severity], notice->subject,
                              *notice->subject != '\0' ? ": " : "", notice->text);
    }
  if (notices->len > MAX_SUMMARY_NOTICES)
    g_string_append_printf (out, "- %u more were left out\n", notices->len - MAX_SUMMARY_NOTICES);
}

char *
tally_cli_dup_summary (const TallyRun *run)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (run != NULL, NULL);
  g_string_append_printf (out, "## Tallyman run %" G_GINT64_FORMAT "%s: exit code %d\n\n",
                          run->run_id, run->is_dry ? " (dry run)" : "",
                          tally_run_get_exit_code (run));
  g_string_append_printf (out, "| What | Count |\n| --- | ---: |\n| Sheets read | %" G_GUINT64_FORMAT
                          " |\n| Sheets unchanged | %" G_GUINT64_FORMAT " |\n| Sheets lost | %"
                          G_GUINT64_FORMAT " |\n", run->counts.n_sheets_read,
                          run->counts.n_sheets_unchanged, run->counts.n_sheets_lost);
  if (run->plan != NULL)
    append_plan_rows (out, run->plan);
  g_string_append_printf (out, "| Attached | %" G_GUINT64_FORMAT " |\n| Removed | %" G_GUINT64_FORMAT
                          " |\n| Failed | %" G_GUINT64_FORMAT " |\n| Calls | %" G_GUINT64_FORMAT
                          " |\n\n", run->counts.n_published, run->counts.n_removed,
                          run->counts.n_upload_failed, run->counts.n_calls);
  if (*run->trail_head != '\0')
    g_string_append_printf (out, "Head of the trail: `%s`\n\n", run->trail_head);
  append_notice_list (out, run->notices);
  g_string_append_c (out, '\n');
  return tally_text_steal (out);
}

gboolean
tally_cli_append_summary (const TallyRun  *run,
                          const char      *path,
                          GError         **error)
{
  g_autofree char *text = tally_cli_dup_summary (run);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) stream = g_file_append_to (file, G_FILE_CREATE_NONE, NULL, error);

  return stream != NULL
         && g_output_stream_write_all (G_OUTPUT_STREAM (stream), text, strlen (text), NULL, NULL, error)
         && g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}
