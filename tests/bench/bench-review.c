/* bench-review.c: the table of a hundred thousand findings, scrolled through: what a frame takes, from its layout to its
 * last pixel. Needs a display: tests/app/run-ui.sh.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-finding-table.h"
#include "tally-bench.h"
#include "tally-engine-findings-list.h"
#include "tally-test-findings.h"
#include "tally-test.h"

#define N_FINDINGS 100000
#define N_FRAMES 300

/* A window with the table, on its way through the list. */
typedef struct {
  TallyBench        *bench;
  TallyAppSelection *selection;
  GtkAdjustment     *adjustment;
  guint              n_frames;
  gint64             begun_usec;
  GArray            *usecs; /* gint64: what each frame took */
} Scroll;

static gboolean
is_loaded (gpointer data)
{
  gboolean is_loading;

  g_object_get (data, "loading", &is_loading, NULL);
  return !is_loading;
}

static gboolean
is_over (gpointer data)
{
  return ((Scroll *) data)->n_frames >= N_FRAMES;
}

/* One place after the other, a three hundredth of the list further each time: nothing is there yet. */
static gboolean
move_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  Scroll *self = data;
  double height = gtk_adjustment_get_upper (self->adjustment) - gtk_adjustment_get_page_size (self->adjustment);

  gtk_adjustment_set_value (self->adjustment, height * self->n_frames / N_FRAMES);
  self->begun_usec = g_get_monotonic_time ();
  return G_SOURCE_CONTINUE;
}

static void
painted_cb (GdkFrameClock *clock,
            gpointer       data)
{
  Scroll *self = data;
  gint64 usec = g_get_monotonic_time () - self->begun_usec;

  if (self->begun_usec == 0 || is_over (self))
    return;
  g_array_append_val (self->usecs, usec);
  self->n_frames++;
}

static int
compare_usecs (gconstpointer a,
               gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static GtkWidget *
find_scroller (GtkWidget *root)
{
  if (GTK_IS_SCROLLED_WINDOW (root) && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_scroller (child);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_shown (gpointer window)
{
  return find_scroller (window) != NULL && gtk_widget_get_frame_clock (window) != NULL;
}

static void
scroll (Scroll    *self,
        GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  guint id;

  self->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (find_scroller (window)));
  g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), self);
  id = gtk_widget_add_tick_callback (window, move_cb, self, NULL);
  tally_bench_start (self->bench);
  tally_test_findings_wait (is_over, self);
  tally_bench_stop (self->bench, self->n_frames, 0);
  gtk_widget_remove_tick_callback (window, id);
  g_signal_handlers_disconnect_by_data (clock, self);
  g_array_sort (self->usecs, compare_usecs);
  g_printerr ("a frame takes %.1f ms, one in twenty %.1f ms, the slowest %.1f ms\n",
              (double) g_array_index (self->usecs, gint64, N_FRAMES / 2) / 1000,
              (double) g_array_index (self->usecs, gint64, N_FRAMES * 95 / 100) / 1000,
              (double) g_array_index (self->usecs, gint64, N_FRAMES - 1) / 1000);
}

static void
run_scroll (TallyBench *bench)
{
  g_autofree char *data_dir = tally_test_make_dir ();
  g_autoptr (TallyEngineList) list = tally_engine_findings_list_new ();
  g_autoptr (TallyAppSelection) selection = tally_app_selection_new (list);
  g_autoptr (GArray) usecs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (TallyEngineDesk) desk = NULL;
  Scroll self = { .bench = bench, .selection = selection, .usecs = usecs };
  GtkWidget *window, *table;

  adw_init ();
  tally_test_findings_fill (data_dir, 1, N_FINDINGS);
  desk = tally_test_findings_new_desk (data_dir);
  tally_engine_list_set_desk (list, desk);
  tally_test_findings_wait (is_loaded, list);
  table = g_object_new (TALLY_TYPE_APP_FINDING_TABLE, NULL);
  tally_app_finding_table_set_selection (TALLY_APP_FINDING_TABLE (table), selection);
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 800);
  gtk_window_set_child (GTK_WINDOW (window), table);
  gtk_window_present (GTK_WINDOW (window));
  tally_test_findings_wait (is_shown, window);
  scroll (&self, window);
  gtk_window_destroy (GTK_WINDOW (window));
}

static const TallyBenchVariant variants[] = {
  { "scroll", run_scroll },
};

int
main (int    argc,
      char **argv)
{
  return tally_bench_main (argc, argv, variants, G_N_ELEMENTS (variants));
}
