/* tally-cli-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-search.h"

#include "tally-cli-table.h"
#include "tally-clock.h"
#include "tally-json.h"
#include "tally-text.h"

/* Another number means other members. */
#define JSON_SCHEMA 1

static const struct {
  const char *none;
  const char *member; /* of the JSON object */
} kinds[TALLY_N_SEARCH_KINDS] = {
  [TALLY_SEARCH_FINDINGS] = { "No finding has it.\n", "findings" },
  [TALLY_SEARCH_LINES] = { "No line has it.\n", "lines" },
  [TALLY_SEARCH_NOTES] = { "No note has it.\n", "notes" },
};

static void
add_row (TallyCliTable        *table,
         const TallySearchHit *hit,
         gboolean              reveal)
{
  char day[TALLY_DAY_BUFFER_SIZE], amount[TALLY_MONEY_BUFFER_SIZE];
  g_autofree char *time = hit->utc_usec != 0 ? tally_clock_format_utc (hit->utc_usec) : NULL;
  g_autofree char *row = g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, hit->sheet_id, hit->row_id);

  tally_cli_table_add (table, *hit->finding_id != '\0' ? hit->finding_id : row);
  tally_cli_table_add (table, time != NULL ? time : hit->week_ending != TALLY_DAY_NONE
                                                      ? tally_day_format_iso (hit->week_ending, day, sizeof day) : "");
  if (!reveal)
    return;
  tally_cli_table_add (table, hit->kind == TALLY_SEARCH_NOTES ? hit->actor : hit->work_request);
  tally_cli_table_add (table, hit->kind == TALLY_SEARCH_NOTES
                                ? "" : tally_money_format_for_people (hit->cents, amount, sizeof amount));
  tally_cli_table_add (table, hit->text);
}

static TallyCliTable *
table_new (TallySearchKind kind,
           gboolean        reveal)
{
  static const TallyCliColumn columns[TALLY_N_SEARCH_KINDS][5] = {
    [TALLY_SEARCH_FINDINGS] = {
      { "Finding", FALSE, FALSE }, { "Found", FALSE, FALSE }, { "Work request", FALSE, TRUE }, { "Exposure", TRUE, FALSE },
      { "What", FALSE, TRUE },
    },
    [TALLY_SEARCH_LINES] = {
      { "Line", FALSE, FALSE }, { "Week", FALSE, FALSE }, { "Work request", FALSE, TRUE }, { "Price", TRUE, FALSE },
      { "What", FALSE, TRUE },
    },
    [TALLY_SEARCH_NOTES] = {
      { "Note on", FALSE, FALSE }, { "Made", FALSE, FALSE }, { "By", FALSE, TRUE }, { "", FALSE, FALSE },
      { "What", FALSE, TRUE },
    },
  };

  return tally_cli_table_new (columns[kind], reveal ? 5 : 2);
}

static void
append_kind (GString         *out,
             TallySearchKind  kind,
             GPtrArray       *hits,
             guint            n_max,
             guint            max_width,
             gboolean         reveal)
{
  g_autoptr (TallyCliTable) table = table_new (kind, reveal);
  g_autofree char *text = NULL;

  if (out->len > 0)
    g_string_append_c (out, '\n');
  if (hits->len == 0)
    {
      g_string_append (out, kinds[kind].none);
      return;
    }
  for (guint i = 0; i < MIN (hits->len, n_max); i++)
    add_row (table, hits->pdata[i], reveal);
  text = tally_cli_table_dup_text (table, max_width);
  g_string_append (out, text);
  if (hits->len > n_max)
    g_string_append_printf (out, "There are more than these %u; --limit shows more, another word fewer.\n", n_max);
}

char *
tally_cli_search_dup_text (GPtrArray *const *found,
                           guint             n_max,
                           guint             max_width,
                           gboolean          reveal)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (found != NULL, NULL);
  for (guint i = 0; i < TALLY_N_SEARCH_KINDS; i++)
    if (found[i] != NULL)
      append_kind (out, (TallySearchKind) i, found[i], n_max, max_width, reveal);
  return tally_text_steal (out);
}

static void
write_private (TallyJsonWriter      *writer,
               const TallySearchHit *hit)
{
  if (hit->kind != TALLY_SEARCH_NOTES)
    {
      tally_json_writer_add_text (writer, "work_request", hit->work_request);
      tally_json_writer_add_int64 (writer, "cents", hit->cents);
    }
  else
    tally_json_writer_add_text (writer, "actor", hit->actor);
  tally_json_writer_add_text (writer, "text", hit->text);
}

static void
write_hit (TallyJsonWriter      *writer,
           const TallySearchHit *hit,
           gboolean              reveal)
{
  char day[TALLY_DAY_BUFFER_SIZE];
  g_autofree char *time = hit->utc_usec != 0 ? tally_clock_format_utc (hit->utc_usec) : NULL;

  tally_json_writer_begin_object (writer, NULL);
  if (*hit->finding_id != '\0')
    tally_json_writer_add_text (writer, "finding", hit->finding_id);
  if (hit->kind == TALLY_SEARCH_LINES)
    {
      tally_json_writer_add_int64 (writer, "sheet", hit->sheet_id);
      tally_json_writer_add_int64 (writer, "row", hit->row_id);
      tally_json_writer_add_int64 (writer, "row_number", hit->row_number);
    }
  if (hit->week_ending != TALLY_DAY_NONE)
    tally_json_writer_add_text (writer, "week_ending", tally_day_format_iso (hit->week_ending, day, sizeof day));
  if (time != NULL)
    tally_json_writer_add_text (writer, "time", time);
  if (reveal)
    write_private (writer, hit);
  tally_json_writer_end_object (writer);
}

char *
tally_cli_search_dup_json (GPtrArray *const *found,
                           guint             n_max,
                           gboolean          reveal)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *text = NULL;

  g_return_val_if_fail (found != NULL, NULL);
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", JSON_SCHEMA);
  for (guint i = 0; i < TALLY_N_SEARCH_KINDS; i++)
    {
      if (found[i] == NULL)
        continue;
      tally_json_writer_begin_object (writer, kinds[i].member);
      tally_json_writer_add_boolean (writer, "more", found[i]->len > n_max);
      tally_json_writer_begin_array (writer, "hits");
      for (guint h = 0; h < MIN (found[i]->len, n_max); h++)
        write_hit (writer, found[i]->pdata[h], reveal);
      tally_json_writer_end_array (writer);
      tally_json_writer_end_object (writer);
    }
  tally_json_writer_end_object (writer);
  text = tally_json_writer_finish (writer, TRUE);
  return g_strconcat (text, "\n", NULL);
}
