/* test-compare.c
 *
 * Lines of ours against those of a workbook: which are the same, which were added, removed, changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-compare.h"
#include "tally-test.h"

/* "point code work quantity cents" for each line, ";" between them. */
typedef struct {
  const char          *path;
  const char          *ours;
  const char          *theirs;
  gint64               off_cents; /* of their total against the sum of their lines */
  TallyTakeoverStatus  status;
  guint                n_added;
  guint                n_removed;
  guint                n_changed;
  guint                n_hidden;
} Case;

static const Case cases[] = {
  { "same", "P1 A Install 1 100;P2 B Install 2 200", "P2 B Install 2 200;P1 A Install 1 100", 0,
    TALLY_TAKEOVER_SAME, 0, 0, 0, 0 },
  { "same-line-twice", "P1 A Install 1 100;P1 A Install 1 100", "P1 A Install 1 100;P1 A Install 1 100", 0,
    TALLY_TAKEOVER_SAME, 0, 0, 0, 0 },
  { "doubled-there", "P1 A Install 1 100", "P1 A Install 1 100;P1 A Install 1 100", 0, TALLY_TAKEOVER_DIFFERS,
    0, 1, 0, 0 },
  { "added", "P1 A Install 1 100;P2 B Install 2 200", "P1 A Install 1 100", 0, TALLY_TAKEOVER_DIFFERS, 1, 0, 0,
    0 },
  { "removed", "P1 A Install 1 100", "P1 A Install 1 100;P2 B Install 2 200", 0, TALLY_TAKEOVER_DIFFERS, 0, 1,
    0, 0 },
  { "price-changed", "P1 A Install 1 150", "P1 A Install 1 100", 0, TALLY_TAKEOVER_DIFFERS, 0, 0, 1, 0 },
  { "one-up-one-down", "P1 A Install 1 150;P2 B Install 1 50", "P1 A Install 1 100;P2 B Install 1 100", 0,
    TALLY_TAKEOVER_LINES, 0, 0, 2, 0 },
  { "quantity-changed", "P1 A Install 3 100", "P1 A Install 2 100", 0, TALLY_TAKEOVER_LINES, 0, 0, 1, 0 },
  { "other-labels", "P9 A Removal 1 100", "P1 A Install 1 100", 0, TALLY_TAKEOVER_SAME, 0, 0, 0, 0 },
  { "other-code", "P1 A Install 1 100", "P1 Z Install 1 100", 0, TALLY_TAKEOVER_LINES, 1, 1, 0, 0 },
  { "wrong-total", "P1 A Install 1 100", "P1 A Install 1 100", 7, TALLY_TAKEOVER_DIFFERS, 0, 0, 0, 0 },
  { "hidden-lines", "P1 A Install 1 100;P2 B Install 1 50", "P1 A Install 1 100", 50, TALLY_TAKEOVER_SAME, 0, 0,
    0, 1 },
  { "hidden-and-removed", "P1 A Install 1 100;P2 B Install 1 50", "P1 A Install 1 100;P3 C Install 1 20", 30,
    TALLY_TAKEOVER_LINES, 1, 1, 0, 0 },
  { "empty-there", "P1 A Install 1 100", "", 0, TALLY_TAKEOVER_DIFFERS, 1, 0, 0, 0 },
};

static gint64
parse_number (const char *text)
{
  gint64 number = 0;

  g_assert_true (tally_number_parse_int64 (text, strlen (text), &number));
  return number;
}

static TallyGroup *
make_group (const char *lines)
{
  g_autoptr (TallyIdentity) identity =
    tally_identity_new ("1", tally_day_new (2025, 8, 17), TALLY_VARIANT_PRIMARY, NULL);
  g_auto (GStrv) parts = g_strsplit (lines, ";", -1);
  TallyGroup *group = tally_group_new (identity);

  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    {
      g_auto (GStrv) words = g_strsplit (parts[i], " ", -1);
      TallyLine line;

      tally_line_clear (&line);
      line.row_id = i + 1;
      line.text[TALLY_FIELD_POLE] = words[0];
      line.text[TALLY_FIELD_CU] = words[1];
      line.text[TALLY_FIELD_WORK_TYPE] = words[2];
      line.quantity = tally_decimal_new (parse_number (words[3]), 0);
      line.price_cents = parse_number (words[4]);
      g_assert_true (tally_group_add (group, &line));
    }
  return group;
}

/* What a reader would have made of such a workbook; texts live in @strings. */
static TallyWorkbookContents *
make_contents (const char   *lines,
               gint64        off_cents,
               GStringChunk *strings)
{
  g_auto (GStrv) parts = g_strsplit (lines, ";", -1);
  TallyWorkbookContents *contents = g_new0 (TallyWorkbookContents, 1);

  contents->blocks = g_array_new (FALSE, TRUE, sizeof (TallyWorkbookReadBlock));
  contents->lines = g_array_new (FALSE, TRUE, sizeof (TallyWorkbookReadLine));
  contents->sources = g_array_new (FALSE, TRUE, sizeof (TallyWorkbookReadSource));
  contents->total_cents = off_cents;
  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    {
      g_auto (GStrv) words = g_strsplit (parts[i], " ", -1);
      TallyWorkbookReadLine line = { .quantity = tally_decimal_new (parse_number (words[3]), 0) };

      for (guint j = 0; j < 3; j++)
        line.text[j] = g_string_chunk_insert (strings, words[j]);
      line.text[3] = line.text[4] = "";
      line.price_cents = parse_number (words[4]);
      contents->total_cents += line.price_cents;
      g_array_append_val (contents->lines, line);
    }
  return contents;
}

static guint
count (const TallyTakeoverEntry *entry,
       TallyTakeoverChange       change)
{
  guint n = 0;

  for (guint i = 0; i < entry->lines->len; i++)
    n += ((const TallyTakeoverLine *) entry->lines->pdata[i])->change == change ? 1 : 0;
  return n;
}

static void
test_case (gconstpointer data)
{
  const Case *wanted = data;
  GStringChunk *strings = g_string_chunk_new (64);
  g_autoptr (TallyGroup) group = make_group (wanted->ours);
  g_autoptr (TallyWorkbookContents) contents = make_contents (wanted->theirs, wanted->off_cents, strings);
  g_autoptr (TallyTakeover) takeover = tally_takeover_new ();
  TallyTakeoverEntry *entry = tally_takeover_add (takeover, group->identity);

  tally_jobs_compare (group, contents, entry);
  g_assert_cmpstr (tally_takeover_status_get_id (entry->status), ==,
                   tally_takeover_status_get_id (wanted->status));
  g_assert_cmpuint (count (entry, TALLY_TAKEOVER_ADDED), ==, wanted->n_added);
  g_assert_cmpuint (count (entry, TALLY_TAKEOVER_REMOVED), ==, wanted->n_removed);
  g_assert_cmpuint (count (entry, TALLY_TAKEOVER_CHANGED), ==, wanted->n_changed);
  g_assert_cmpuint (entry->n_hidden, ==, wanted->n_hidden);
  g_assert_cmpint (entry->our_cents, ==, group->total_cents);
  g_assert_cmpint (entry->their_cents, ==, contents->total_cents);
  g_string_chunk_free (strings);
}

/* Blanks of any kind and decomposed letters are what cells are made of. */
static void
test_forms_of_text (void)
{
  GStringChunk *strings = g_string_chunk_new (64);
  g_autoptr (TallyGroup) group = make_group ("P\303\251 A Install 1 100");
  g_autoptr (TallyWorkbookContents) contents = make_contents ("Pe\314\201 A Install\302\240 1 100", 0, strings);
  g_autoptr (TallyTakeover) takeover = tally_takeover_new ();
  TallyTakeoverEntry *entry = tally_takeover_add (takeover, group->identity);

  tally_jobs_compare (group, contents, entry);
  g_assert_cmpint (entry->status, ==, TALLY_TAKEOVER_SAME);
  tally_jobs_compare (NULL, contents, entry);
  g_assert_cmpint (entry->status, ==, TALLY_TAKEOVER_EXTRA);
  g_assert_cmpuint (entry->our_lines, ==, 0);
  g_string_chunk_free (strings);
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/jobs/compare/", cases[i].path, NULL);
      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/jobs/compare/forms-of-text", test_forms_of_text);
  return g_test_run ();
}
