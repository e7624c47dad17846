/* bench-app.c: from nothing to the first frame on the screen: the app on a large store ("full") and without one
 * ("tallyman"), and a window with nothing in it. "idle" is ten seconds of nobody doing anything, on the large store.
 * Needs a display: tests/app/run-ui.sh.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-application.h"
#include "tally-bench-fill.h"
#include "tally-bench.h"

/* What is read behind the first frame is read by then. */
#define SETTLE_SECS 5
#define IDLE_SECS 10

/* A window on its way to its first frame. */
typedef struct {
  TallyBench   *bench;
  GApplication *application; /* (borrowed) */
  gboolean      stays;       /* and is then left alone */
} First;

static gboolean
rested_cb (gpointer data)
{
  First *first = data;

  tally_bench_stop (first->bench, IDLE_SECS, 0);
  g_application_quit (first->application);
  return G_SOURCE_REMOVE;
}

static gboolean
settled_cb (gpointer data)
{
  First *first = data;

  tally_bench_start (first->bench);
  g_timeout_add_seconds (IDLE_SECS, rested_cb, first);
  return G_SOURCE_REMOVE;
}

static void
painted_cb (GdkFrameClock *clock,
            gpointer       data)
{
  First *first = data;

  g_signal_handlers_disconnect_by_data (clock, first);
  if (first->stays)
    {
      g_timeout_add_seconds (SETTLE_SECS, settled_cb, first);
      return;
    }
  tally_bench_stop (first->bench, 1, 0);
  g_application_quit (first->application);
}

static void
realized_cb (GtkWidget *window,
             gpointer   data)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), data);
}

static void
window_added_cb (GtkApplication *application,
                 GtkWindow      *window,
                 gpointer        data)
{
  g_signal_connect (window, "realize", G_CALLBACK (realized_cb), data);
}

static void
run_application (TallyBench   *bench,
                 GApplication *application,
                 gboolean      stays)
{
  First first = { .bench = bench, .application = application, .stays = stays };

  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), &first);
  g_application_run (application, 0, NULL);
  g_object_unref (application);
}

static void
run_on (TallyBench *bench,
        const char *data_dir,
        gboolean    stays)
{
  const TallyAppArguments arguments = { .data_dir = (char *) data_dir };

  tally_bench_start (bench);
  run_application (bench, G_APPLICATION (tally_app_application_new (&arguments, NULL)), stays);
}

static void
run_full (TallyBench *bench)
{
  char *data_dir = tally_bench_fill_elsewhere ();

  run_on (bench, data_dir, FALSE);
  tally_bench_fill_remove (data_dir);
}

static void
run_tallyman (TallyBench *bench)
{
  run_on (bench, g_getenv ("TALLY_BENCH_DATA_DIR"), FALSE);
}

static void
run_idle (TallyBench *bench)
{
  char *data_dir = tally_bench_fill_elsewhere ();

  run_on (bench, data_dir, TRUE);
  tally_bench_fill_remove (data_dir);
}

static void
activate_cb (GtkApplication *application,
             gpointer        data)
{
  GtkWidget *window = adw_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 720);
  gtk_window_present (GTK_WINDOW (window));
}

static void
run_empty (TallyBench *bench)
{
  AdwApplication *application;

  tally_bench_start (bench);
  application = adw_application_new ("org.tallyman.Empty", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  run_application (bench, G_APPLICATION (application), FALSE);
}

static const TallyBenchVariant variants[] = {
  { "full", run_full },
  { "tallyman", run_tallyman },
  { "empty", run_empty },
  { "idle", run_idle },
};

int
main (int    argc,
      char **argv)
{
  if (argc == 2 && strcmp (argv[1], "fill") == 0)
    {
      tally_bench_fill (g_getenv ("TALLY_BENCH_DATA_DIR"));
      return 0;
    }
  return tally_bench_main (argc, argv, variants, G_N_ELEMENTS (variants));
}
