/* test-next-step.c
 *
 * What a person is told to do after a comparison with the target.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-takeover.h"
#include "tally-test.h"

#define TAKE_OVER "take over with 'tallyman --batch --take-over"
#define NOTHING_LEFT "nothing is left to take over"

/* One identity of a comparison. */
typedef struct {
  TallyTakeoverStatus status;
  guint               n_files; /* that hang there for it */
  gboolean            is_ours; /* the newest of them */
} Side;

static const struct {
  const char *path;
  Side        sides[3];
  guint       n_sides;
  const char *words;  /* what the next step must say */
  const char *absent; /* and what it must not, %NULL = nothing */
} cases[] = {
  { "all-ours-and-the-same", { { TALLY_TAKEOVER_SAME, 1, TRUE }, { TALLY_TAKEOVER_SAME, 1, TRUE } }, 2,
    NOTHING_LEFT ": what hangs there is ours already", "--take-over" },
  { "all-ours-and-one-differs", { { TALLY_TAKEOVER_SAME, 1, TRUE }, { TALLY_TAKEOVER_DIFFERS, 1, TRUE } }, 2,
    NOTHING_LEFT "; publish with 'tallyman --batch'", "--take-over" },
  { "all-ours-and-one-missing", { { TALLY_TAKEOVER_SAME, 1, TRUE }, { TALLY_TAKEOVER_MISSING, 0, FALSE } }, 2,
    NOTHING_LEFT "; publish with 'tallyman --batch'", "--take-over" },
  { "all-ours-and-one-has-an-older-file-beside", { { TALLY_TAKEOVER_SAME, 2, TRUE } }, 1,
    NOTHING_LEFT "; publish with 'tallyman --batch'", "--take-over" },
  { "an-empty-target", { { TALLY_TAKEOVER_MISSING, 0, FALSE } }, 1,
    NOTHING_LEFT "; publish with 'tallyman --batch'", "--take-over" },
  { "no-row", { { TALLY_TAKEOVER_NO_ROW, 0, FALSE } }, 1, "add the work requests that have no row",
    "--take-over" },
  { "only-what-nobody-bills", { { TALLY_TAKEOVER_EXTRA, 1, FALSE } }, 1, "nobody replaces them",
    "--take-over" },
  { "one-of-theirs-is-the-same", { { TALLY_TAKEOVER_SAME, 1, TRUE }, { TALLY_TAKEOVER_SAME, 1, FALSE } }, 2,
    TAKE_OVER, NULL },
  { "one-of-theirs-differs", { { TALLY_TAKEOVER_SAME, 1, TRUE }, { TALLY_TAKEOVER_DIFFERS, 1, FALSE } }, 2,
    "decide which side is right", NULL },
  { "one-is-unreadable", { { TALLY_TAKEOVER_UNREADABLE, 1, FALSE } }, 1, "open the unreadable files", NULL },
  { "theirs-and-no-row", { { TALLY_TAKEOVER_SAME, 1, FALSE }, { TALLY_TAKEOVER_NO_ROW, 0, FALSE } }, 2,
    "then " TAKE_OVER, NULL },
  { "nothing", { { 0 } }, 0, "there is nothing to compare", NULL },
};

static void
test_next_step (gconstpointer data)
{
  const gsize at = GPOINTER_TO_SIZE (data);
  g_autoptr (TallyTakeover) takeover = tally_takeover_new ();
  const char *text;

  for (guint i = 0; i < cases[at].n_sides; i++)
    {
      g_autofree char *work_request = g_strdup_printf ("%u", i + 1);
      g_autoptr (TallyIdentity) identity = NULL;
      TallyTakeoverEntry *entry;

      identity = tally_identity_new (work_request, 20000, TALLY_VARIANT_PRIMARY, "");
      entry = tally_takeover_add (takeover, identity);
      entry->status = cases[at].sides[i].status;
      entry->n_files = cases[at].sides[i].n_files;
      entry->attachment_id = entry->n_files > 0 ? i + 1 : 0;
      entry->is_ours = cases[at].sides[i].is_ours;
    }
  g_assert_true (tally_takeover_finish (takeover));
  text = tally_takeover_get_next_step (takeover);
  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, cases[at].words));
  if (cases[at].absent != NULL)
    g_assert_null (strstr (text, cases[at].absent));
  g_assert_false (g_str_has_suffix (text, "."));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/model/next-step/%s", cases[i].path);
      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_next_step);
    }
  return g_test_run ();
}
