/* test-precedent.c
 *
 * What follows from a workbook that hangs on a row and that the store does not know.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-precedent.h"
#include "tally-test.h"

#define OURS "11111111111111111111111111111111"
#define THEIRS "22222222222222222222222222222222"
#define SAME "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define DIFFERENT "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define READ 7
#define UNREAD 8

/* A case of the table; the plan has 10 lines of 1,000.00 in all. */
typedef struct {
  const char      *path;
  TallyJobsAuthor  author;
  const char      *installation;
  const char      *fingerprint;
  gint64           sheet_id;
  guint            n_lines;
  TallyMoney       total_cents;
  gboolean         is_current_form;
  gboolean         is_published;
  gboolean         take_over;
  TallyHold        hold;
  gboolean         is_ours;
} PrecedentCase;

static const PrecedentCase cases[] = {
  { "a-lost-stores-workbook-is-adopted", TALLY_JOBS_AUTHOR_TALLYMAN, THEIRS, DIFFERENT, READ, 9, 90000,
    TRUE, FALSE, FALSE, TALLY_HOLD_NONE, TRUE },
  { "a-larger-one-is-adopted-too", TALLY_JOBS_AUTHOR_TALLYMAN, THEIRS, DIFFERENT, READ, 99, 990000,
    TRUE, FALSE, FALSE, TALLY_HOLD_NONE, TRUE },
  { "one-of-an-unread-sheet-is-held", TALLY_JOBS_AUTHOR_TALLYMAN, THEIRS, DIFFERENT, UNREAD, 9, 90000,
    TRUE, FALSE, FALSE, TALLY_HOLD_SOURCE_UNREAD, FALSE },
  { "a-take-over-does-not-read-it", TALLY_JOBS_AUTHOR_TALLYMAN, THEIRS, DIFFERENT, UNREAD, 9, 90000,
    TRUE, FALSE, TRUE, TALLY_HOLD_SOURCE_UNREAD, FALSE },
  { "an-equal-one-is-adopted-whatever-was-read", TALLY_JOBS_AUTHOR_TALLYMAN, THEIRS, SAME, UNREAD, 10,
    100000, TRUE, FALSE, FALSE, TALLY_HOLD_NONE, TRUE },
  { "a-renamed-one-is-adopted", TALLY_JOBS_AUTHOR_TALLYMAN, OURS, DIFFERENT, READ, 9, 90000, FALSE, FALSE,
    FALSE, TALLY_HOLD_NONE, TRUE },
  { "a-newer-one-of-ours-is-adopted", TALLY_JOBS_AUTHOR_TALLYMAN, OURS, DIFFERENT, READ, 9, 90000, TRUE,
    TRUE, FALSE, TALLY_HOLD_NONE, TRUE },
  { "a-newer-one-of-ours-of-an-unread-sheet", TALLY_JOBS_AUTHOR_TALLYMAN, OURS, DIFFERENT, UNREAD, 9, 90000,
    TRUE, TRUE, FALSE, TALLY_HOLD_SOURCE_UNREAD, FALSE },
  { "a-newer-one-of-another-installation", TALLY_JOBS_AUTHOR_TALLYMAN, THEIRS, DIFFERENT, READ, 9, 90000,
    TRUE, TRUE, FALSE, TALLY_HOLD_FOREIGN_PUBLISHER, FALSE },
  { "and-it-is-taken-over", TALLY_JOBS_AUTHOR_TALLYMAN, THEIRS, DIFFERENT, READ, 9, 90000, TRUE, TRUE, TRUE,
    TALLY_HOLD_NONE, FALSE },
  { "but-not-if-it-is-clearly-larger", TALLY_JOBS_AUTHOR_TALLYMAN, THEIRS, DIFFERENT, READ, 13, 90000, TRUE,
    TRUE, TRUE, TALLY_HOLD_TAKEOVER_SHRINKS, FALSE },
  { "without-provenance-it-needs-a-take-over", TALLY_JOBS_AUTHOR_OTHER, NULL, NULL, 0, 10, 100000, FALSE,
    FALSE, FALSE, TALLY_HOLD_TAKEOVER, FALSE },
  { "without-provenance-and-newer-than-ours", TALLY_JOBS_AUTHOR_OTHER, NULL, NULL, 0, 10, 100000, FALSE,
    TRUE, FALSE, TALLY_HOLD_FOREIGN_PUBLISHER, FALSE },
  { "an-equal-one-is-taken-over", TALLY_JOBS_AUTHOR_OTHER, NULL, NULL, 0, 10, 100000, FALSE, FALSE, TRUE,
    TALLY_HOLD_NONE, FALSE },
  { "a-smaller-one-is-taken-over", TALLY_JOBS_AUTHOR_OTHER, NULL, NULL, 0, 1, 100, FALSE, FALSE, TRUE,
    TALLY_HOLD_NONE, FALSE },
  { "twenty-percent-less-is-taken-over", TALLY_JOBS_AUTHOR_OTHER, NULL, NULL, 0, 12, 125000, FALSE, FALSE,
    TRUE, TALLY_HOLD_NONE, FALSE },
  { "a-cent-more-than-that-is-not", TALLY_JOBS_AUTHOR_OTHER, NULL, NULL, 0, 12, 125001, FALSE, FALSE, TRUE,
    TALLY_HOLD_TAKEOVER_SHRINKS, FALSE },
  { "a-line-more-than-that-is-not", TALLY_JOBS_AUTHOR_OTHER, NULL, NULL, 0, 13, 100000, FALSE, FALSE, TRUE,
    TALLY_HOLD_TAKEOVER_SHRINKS, FALSE },
  { "a-huge-one-does-not-overflow", TALLY_JOBS_AUTHOR_OTHER, NULL, NULL, 0, G_MAXUINT, G_MAXINT64, FALSE,
    FALSE, TRUE, TALLY_HOLD_TAKEOVER_SHRINKS, FALSE },
  { "our-name-on-bytes-that-are-none-is-replaced", TALLY_JOBS_AUTHOR_UNREADABLE, NULL, NULL, 0, 0, 0, TRUE,
    FALSE, FALSE, TALLY_HOLD_NONE, FALSE },
  { "our-name-on-bytes-after-our-publication", TALLY_JOBS_AUTHOR_UNREADABLE, NULL, NULL, 0, 0, 0, TRUE, TRUE,
    FALSE, TALLY_HOLD_FOREIGN_PUBLISHER, FALSE },
  { "anothers-name-on-such-bytes-needs-a-take-over", TALLY_JOBS_AUTHOR_UNREADABLE, NULL, NULL, 0, 0, 0,
    FALSE, FALSE, FALSE, TALLY_HOLD_TAKEOVER, FALSE },
  { "and-is-taken-over", TALLY_JOBS_AUTHOR_UNREADABLE, NULL, NULL, 0, 0, 0, FALSE, FALSE, TRUE,
    TALLY_HOLD_NONE, FALSE },
  { "what-was-not-fetched-is-held", TALLY_JOBS_AUTHOR_UNFETCHED, NULL, NULL, 0, 0, 0, TRUE, FALSE, TRUE,
    TALLY_HOLD_FILE_UNREAD, FALSE },
};

static TallyHold
judge (const PrecedentCase *c,
       const char          *key,
       gboolean            *out_is_ours)
{
  g_autoptr (TallyIdentity) identity = tally_identity_new ("1", 20000, TALLY_VARIANT_PRIMARY, "");
  g_autoptr (TallyPlanEntry) entry = tally_plan_entry_new (identity, TALLY_PLAN_NEW, TALLY_HOLD_NONE);
  g_autoptr (TallyJobsExamined) examined = tally_jobs_examined_new (NULL);
  g_autoptr (GHashTable) read_sheets = g_hash_table_new (g_int64_hash, g_int64_equal);
  static const gint64 read_sheet = READ;
  const TallyJobsPrecedent precedent = {
    .entry = entry,
    .key = "the key",
    .examined = examined,
    .is_current_form = c->is_current_form,
    .is_published = c->is_published,
    .take_over = c->take_over,
    .max_change_share = 0.2,
    .installation = OURS,
    .read_sheets = read_sheets,
  };

  g_hash_table_add (read_sheets, (gpointer) &read_sheet);
  g_strlcpy (entry->fingerprint, SAME, sizeof entry->fingerprint);
  entry->n_lines = 10;
  entry->total_cents = 100000;
  examined->author = c->author;
  examined->n_lines = c->n_lines;
  examined->total_cents = c->total_cents;
  examined->installation = g_strdup (c->installation);
  examined->key = g_strdup (key);
  if (c->fingerprint != NULL)
    g_strlcpy (examined->fingerprint, c->fingerprint, sizeof examined->fingerprint);
  if (c->sheet_id != 0)
    g_array_append_val (examined->sheet_ids, c->sheet_id);
  return tally_jobs_precedent_judge (&precedent, out_is_ours);
}

static void
test_what_follows (gconstpointer data)
{
  const PrecedentCase *c = data;
  gboolean is_ours = !c->is_ours;

  g_assert_cmpint (judge (c, "the key", &is_ours), ==, c->hold);
  g_assert_cmpint (is_ours, ==, c->is_ours);
}

/* A workbook of one work request that a person hung up under the name of another. */
static void
test_a_copy_under_another_name_is_not_ours (void)
{
  gboolean is_ours = TRUE;

  g_assert_cmpint (judge (&cases[0], "another key", &is_ours), ==, TALLY_HOLD_TAKEOVER);
  g_assert_false (is_ours);
}

/* Who never publishes has no rivals. */
static void
test_a_reader_believes_the_publisher (void)
{
  g_autoptr (GHashTable) read_sheets = g_hash_table_new (g_int64_hash, g_int64_equal);
  TallyJobsExamined examined = {
    .author = TALLY_JOBS_AUTHOR_TALLYMAN,
    .key = (char *) "the key",
    .installation = (char *) THEIRS,
    .fingerprint = DIFFERENT,
    .sheet_ids = g_array_new (FALSE, FALSE, sizeof (gint64)),
  };
  TallyPlanEntry entry = { .fingerprint = SAME };
  TallyJobsPrecedent precedent = {
    .entry = &entry, .key = "the key", .examined = &examined, .is_current_form = TRUE,
    .is_published = TRUE, .installation = OURS, .read_sheets = read_sheets,
  };
  gboolean is_ours = TRUE;

  g_assert_cmpint (tally_jobs_precedent_judge (&precedent, &is_ours), ==, TALLY_HOLD_FOREIGN_PUBLISHER);
  g_assert_false (is_ours);
  precedent.only_reads = TRUE;
  g_assert_cmpint (tally_jobs_precedent_judge (&precedent, &is_ours), ==, TALLY_HOLD_NONE);
  g_assert_true (is_ours);
  g_array_unref (examined.sheet_ids);
}

/* Without a look it is somebody else's. */
static void
test_what_nobody_looked_into_is_held (void)
{
  TallyJobsPrecedent precedent = { .examined = NULL };
  gboolean is_ours = TRUE;

  g_assert_cmpint (tally_jobs_precedent_judge (&precedent, &is_ours), ==, TALLY_HOLD_TAKEOVER);
  precedent.is_published = TRUE;
  g_assert_cmpint (tally_jobs_precedent_judge (&precedent, &is_ours), ==, TALLY_HOLD_FOREIGN_PUBLISHER);
  g_assert_false (is_ours);
}

static void
test_bytes_tell_who_wrote_them (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("PK", 2);
  g_autoptr (TallyJobsExamined) none = tally_jobs_examined_new (NULL);
  g_autoptr (TallyJobsExamined) broken = tally_jobs_examined_new (bytes);

  g_assert_cmpint (none->author, ==, TALLY_JOBS_AUTHOR_UNFETCHED);
  g_assert_cmpint (broken->author, ==, TALLY_JOBS_AUTHOR_UNREADABLE);
  g_assert_cmpuint (broken->size_bytes, ==, 2);
  g_assert_cmpuint (strlen (broken->sha256), ==, 64);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/jobs/precedent/%s", cases[i].path);
      g_test_add_data_func (path, &cases[i], test_what_follows);
    }
  g_test_add_func ("/jobs/precedent/a-copy-under-another-name-is-not-ours",
                   test_a_copy_under_another_name_is_not_ours);
  g_test_add_func ("/jobs/precedent/a-reader-believes-the-publisher",
                   test_a_reader_believes_the_publisher);
  g_test_add_func ("/jobs/precedent/what-nobody-looked-into-is-held",
                   test_what_nobody_looked_into_is_held);
  g_test_add_func ("/jobs/precedent/bytes-tell-who-wrote-them", test_bytes_tell_who_wrote_them);
  return g_test_run ();
}
