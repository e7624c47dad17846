/* test-review-remarks.c: what a reviewer does beside verdicts: notes, files, columns, copies.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-finding-detail.h"
#include "tally-app-memory.h"
#include "tally-test-review.h"
#include "tally-test.h"

static void
test_remarks_are_kept (TallyTestReview *world,
                       gconstpointer    data)
{
  GtkWidget *detail = tally_test_review_find (world, TALLY_TYPE_APP_FINDING_DETAIL);
  GtkWidget *note = tally_test_app_find (detail, ADW_TYPE_ENTRY_ROW, "Add a note");
  GtkWidget *assignee = tally_test_app_find (detail, ADW_TYPE_ENTRY_ROW, "Who looks at it");
  GtkWidget *due = tally_test_app_find (detail, ADW_TYPE_ENTRY_ROW, "Until when");

  gtk_editable_set_text (GTK_EDITABLE (note), "The crew remembers.");
  g_signal_emit_by_name (note, "apply");
  gtk_editable_set_text (GTK_EDITABLE (due), "tomorrow");
  g_signal_emit_by_name (due, "apply"); /* refused, and said so */
  tally_test_app_wait_text (GTK_WIDGET (tally_test_app_get_window (world->app)), "takes a day as 2026-12-31");
  gtk_editable_set_text (GTK_EDITABLE (assignee), "bob@example.com");
  gtk_editable_set_text (GTK_EDITABLE (due), "2026-12-31");
  g_signal_emit_by_name (assignee, "apply");
  tally_test_app_wait_text (detail, "The crew remembers.");
  tally_test_app_wait_text (detail, "bob@example.com looks at it until");
  g_assert_cmpuint (tally_test_review_count_wish (world, "assignee=bob@example.com"), ==, 1);
}

static void
test_files_are_kept (TallyTestReview *world,
                     gconstpointer    data)
{
  GtkWidget *detail = tally_test_review_find (world, TALLY_TYPE_APP_FINDING_DETAIL);
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (folder, "pole 12.jpg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) missing = g_file_new_for_path ("/nowhere/at all.pdf");

  g_assert_true (g_file_set_contents (path, "a pole", -1, NULL));
  g_signal_emit_by_name (detail, "attached", file);
  tally_test_app_wait_text (detail, "pole 12.jpg");
  tally_test_app_wait_text (detail, "6 bytes");
  g_signal_emit_by_name (detail, "attached", missing);
  tally_test_app_wait_text (GTK_WIDGET (tally_test_app_get_window (world->app)), "Not kept:");
}

/* What somebody chooses is remembered, beside what others remember meanwhile. */
static void
test_columns_are_remembered (TallyTestReview *world,
                             gconstpointer    data)
{
  TallyAppMemory *other = tally_app_memory_new ();
  TallyAppMemory *again;
  g_autofree char *columns = NULL;
  g_autofree char *word = NULL;

  gtk_widget_activate_action (GTK_WIDGET (world->page), "columns.week", NULL);
  gtk_widget_activate_action (GTK_WIDGET (world->page), "columns.status", NULL);
  tally_app_memory_set_text (other, "test", "word", "kept");
  tally_app_memory_free (other);
  again = tally_app_memory_new ();
  columns = tally_app_memory_get_text (again, "review", "columns");
  word = tally_app_memory_get_text (again, "test", "word");
  g_assert_cmpstr (columns, ==, "severity,exposure,sentence,week");
  g_assert_cmpstr (word, ==, "kept");
  tally_app_memory_set_text (again, "review", "columns", NULL);
  tally_app_memory_free (again);
}

/* Who goes down the list sees where. */
static void
test_the_next_comes_into_sight (TallyTestReview *world,
                                gconstpointer    data)
{
  GtkWidget *list = tally_test_review_find (world, GTK_TYPE_LIST_VIEW);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));

  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), 0, 0.5);
  for (guint i = 0; i + 1 < world->n; i++)
    tally_test_review_press (world, "j");
  tally_test_review_rest (world);
  tally_test_review_draw (world);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >,
                     gtk_adjustment_get_upper (adjustment) - 2 * gtk_adjustment_get_page_size (adjustment));
  tally_test_review_press (world, "j"); /* at the last it stays */
  g_assert_cmpuint (tally_app_selection_get_n (world->selection), ==, 1);
}

static GtkWidget *
find_entry (GtkWidget  *root,
            const char *placeholder)
{
  if (GTK_IS_ENTRY (root) && g_strcmp0 (gtk_entry_get_placeholder_text (GTK_ENTRY (root)), placeholder) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_entry (child, placeholder);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_an_amount_is_an_amount (TallyTestReview *world,
                             gconstpointer    data)
{
  GtkWidget *window = GTK_WIDGET (tally_test_app_get_window (world->app));
  GtkWidget *recovered = find_entry (tally_test_review_find (world, TALLY_TYPE_APP_FINDING_DETAIL), "Recovered $");

  g_assert_nonnull (recovered);
  gtk_editable_set_text (GTK_EDITABLE (recovered), "a lot");
  tally_test_review_press (world, "c");
  tally_test_app_wait_text (window, "takes dollars");
  g_assert_cmpuint (tally_test_review_count_wish (world, "status=confirmed"), ==, 0);
  g_assert_cmpuint (tally_test_review_count_wish (world, ""), ==, world->n);
  gtk_editable_set_text (GTK_EDITABLE (recovered), "170.52");
  tally_test_review_decide (world, "c");
  g_assert_cmpuint (tally_test_review_count_wish (world, "status=confirmed"), ==, 1);
  tally_test_app_wait_text (tally_test_review_find (world, TALLY_TYPE_APP_FINDING_DETAIL), "$170.52 recovered");
}

/* Text from the clipboard. */
typedef struct {
  char     *text; /* (owned) (nullable) */
  gboolean  is_read;
} Clip;

static void
clip_cb (GObject      *clipboard,
         GAsyncResult *result,
         gpointer      data)
{
  Clip *clip = data;

  clip->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
  clip->is_read = TRUE;
}

static gboolean
is_read (gpointer data)
{
  return ((Clip *) data)->is_read;
}

static void
test_is_copied_as_a_table (TallyTestReview *world,
                           gconstpointer    data)
{
  Clip clip = { 0 };
  g_auto (GStrv) lines = NULL;

  gtk_selection_model_select_all (GTK_SELECTION_MODEL (world->selection));
  tally_test_review_rest (world);
  tally_test_review_press (world, "<Control>c");
  tally_test_app_wait_text (GTK_WIDGET (tally_test_app_get_window (world->app)), "Copied as a table");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (world->page)), NULL, clip_cb, &clip);
  tally_test_app_wait (is_read, &clip);
  g_assert_nonnull (clip.text);
  lines = g_strsplit (clip.text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, world->n + 2);
  g_assert_true (g_str_has_prefix (lines[0], "Severity\tExposure\tScore\tFinding\t"));
  for (guint i = 0; i <= world->n; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);
      g_assert_cmpuint (g_strv_length (fields), ==, 10);
    }
  g_free (clip.text);
}

#define ADD(path, function) g_test_add (path, TallyTestReview, NULL, tally_test_review_set_up, function, tally_test_review_tear_down)

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  adw_init ();
  ADD ("/app/review-remarks/remarks-are-kept", test_remarks_are_kept);
  ADD ("/app/review-remarks/files-are-kept", test_files_are_kept);
  ADD ("/app/review-remarks/columns-are-remembered", test_columns_are_remembered);
  ADD ("/app/review-remarks/the-next-comes-into-sight", test_the_next_comes_into_sight);
  ADD ("/app/review-remarks/an-amount-is-an-amount", test_an_amount_is_an_amount);
  ADD ("/app/review-remarks/is-copied-as-a-table", test_is_copied_as_a_table);
  return g_test_run ();
}
