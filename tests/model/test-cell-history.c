/* test-cell-history.c
 *
 * Who wrote a change is found in the history of its cell, or not, but never guessed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cell-history.h"
#include "tally-test.h"

#define NOBODY "-"

/* "SECONDS WRITER VALUE" of each value, "; " between them, in the order in which the service tells them;
 * WRITER - is nobody, SECONDS 0 no time. */
static TallyCellHistory *
make_history (const char *text)
{
  TallyCellHistory *history = tally_cell_history_new (1, 2, TALLY_FIELD_PRICE, TALLY_CELL_HISTORY_COMPLETE);
  g_auto (GStrv) values = g_strsplit (text, "; ", -1);

  for (guint i = 0; values[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (values[i], " ", 3);
      if (g_strv_length (words) == 3)
        tally_cell_history_add (history, g_ascii_strtoll (words[0], NULL, 10) * G_USEC_PER_SEC,
                                strcmp (words[1], NOBODY) == 0 ? "" : words[1], words[2]);
    }
  tally_cell_history_sort (history);
  return history;
}

/* A change OLD → NEW of a row that was written at second @written (0 = not told) and read at @noticed;
 * expected is "SECONDS WRITER", "" = nobody can tell. */
static const struct {
  const char *name;
  const char *history;
  const char *old_value;
  const char *new_value;
  gint64      written;
  gint64      noticed;
  const char *expected;
} writings[] = {
  { "newest first", "30 ann 3; 20 bob 2; 10 cy 1", "1", "2", 20, 25, "20 bob" },
  { "oldest first", "10 cy 1; 20 bob 2; 30 ann 3", "1", "2", 20, 25, "20 bob" },
  { "no order at all", "20 bob 2; 30 ann 3; 10 cy 1", "2", "3", 30, 35, "30 ann" },
  { "several between two readings: who wrote the last", "30 ann 3; 20 bob 2; 10 cy 1", "1", "3", 30, 40, "30 ann" },
  { "another cell of the row was written later", "20 bob 2; 10 cy 1", "1", "2", 90, 95, "20 bob" },
  { "the row's time was not told", "30 ann 3; 20 bob 2; 10 cy 1", "1", "2", 0, 25, "20 bob" },
  { "the same value once more is nobody's change", "40 ann 2; 30 bob 2; 20 cy 2; 10 cy 1", "1", "2", 40, 45, "20 cy" },
  { "undone and done again: the last time", "40 ann 2; 30 bob 1; 20 cy 2; 10 cy 1", "1", "2", 40, 45, "40 ann" },
  { "undone and done again: the first time", "40 ann 2; 30 bob 1; 20 cy 2; 10 cy 1", "1", "2", 20, 25, "20 cy" },
  { "a formula changed it later than the row was written", "30 bob 2; 10 cy 1", "1", "2", 10, 35, "30 bob" },
  { "the clocks differ: the only passage", "50 bob 2; 10 cy 1", "1", "2", 20, 25, "50 bob" },
  { "the clocks differ: two passages", "70 ann 2; 60 bob 1; 50 bob 2; 10 cy 1", "1", "2", 20, 25, "" },
  { "without a time", "0 bob 2; 10 cy 1", "1", "2", 20, 25, "" },
  { "without a time, and with one long ago", "0 ann 1; 20 bob 2; 10 cy 1", "2", "1", 30, 35, "" },
  { "nobody is told", "20 - 2; 10 cy 1", "1", "2", 20, 25, "20 " },
  { "the value was never there", "20 bob 2; 10 cy 1", "1", "7", 20, 25, "" },
  { "never edited", "", "1", "2", 20, 25, "" },
  { "the first value", "20 bob 2", "", "2", 20, 25, "20 bob" },
  { "two in one second", "20 automation@smartsheet.com 3; 20 bob 2; 10 cy 1", "1", "3", 20, 25, "20 automation@smartsheet.com" },
};

static char *
find_writer (const TallyCellHistory *history,
             const TallyLineChange  *change)
{
  const TallyCellRevision *revision;
  guint index;

  if (!tally_cell_history_find_writing (history, change, &index))
    return g_strdup ("");
  revision = history->revisions->pdata[index];
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", revision->written_utc_usec / G_USEC_PER_SEC, revision->written_by);
}

static void
test_finds_the_writing (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (writings); i++)
    {
      g_autoptr (TallyCellHistory) history = make_history (writings[i].history);
      const TallyLineChange change = {
        .kind = TALLY_LINE_CHANGE_FIELD, .field = TALLY_FIELD_PRICE, .sheet_id = 1, .row_id = 2,
        .old_value = writings[i].old_value, .new_value = writings[i].new_value, .written_by = "",
        .written_utc_usec = writings[i].written * G_USEC_PER_SEC,
        .noticed_utc_usec = writings[i].noticed * G_USEC_PER_SEC,
      };
      g_autofree char *writer = find_writer (history, &change);
      g_test_message ("%s", writings[i].name);
      g_assert_cmpstr (writer, ==, writings[i].expected);
    }
}

/* Times are told in whole seconds, rows' times too, perhaps with a fraction on one side. */
static void
test_a_second_is_one_time (void)
{
  g_autoptr (TallyCellHistory) history = make_history ("10 cy 1");
  const TallyLineChange change = {
    .old_value = "1", .new_value = "2", .written_utc_usec = 20 * G_USEC_PER_SEC, .noticed_utc_usec = 20 * G_USEC_PER_SEC,
  };
  guint index = 0;

  tally_cell_history_add (history, 20 * G_USEC_PER_SEC + 999999, "bob", "2");
  g_assert_true (tally_cell_history_find_writing (history, &change, &index));
  g_assert_cmpuint (index, ==, 1);
}

static void
test_tells_what_nobody_noticed (void)
{
  g_autoptr (TallyCellHistory) history = make_history ("50 ann 3; 40 bob 3; 30 cell-link@smartsheet.com 2; 20 - 1; 0 dan 9");
  g_autoptr (GString) told = g_string_new (NULL);
  TallyLineChange change;

  ((TallyCellRevision *) history->revisions->pdata[2])->is_matched = TRUE;
  for (guint i = 0; i < history->revisions->len; i++)
    if (tally_cell_history_get_change (history, i, &change))
      {
        g_assert_true (change.is_attributed);
        g_assert_cmpint (change.run_id, ==, 0);
        g_assert_cmpint (change.noticed_utc_usec, ==, 0);
        g_string_append_printf (told, "%s→%s %s; ", change.old_value, change.new_value, tally_writer_get_id (change.writer));
      }
  g_assert_cmpstr (told->str, ==, "→1 unknown; 2→3 person; ");
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/model/cell-history/finds-the-writing", test_finds_the_writing);
  g_test_add_func ("/model/cell-history/a-second-is-one-time", test_a_second_is_one_time);
  g_test_add_func ("/model/cell-history/tells-what-nobody-noticed", test_tells_what_nobody_noticed);
  return g_test_run ();
}
