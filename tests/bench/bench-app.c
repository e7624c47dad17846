/* bench-app.c: from nothing to the first frame on the screen: the app, and a window with nothing in it.
 * Needs a display: tests/app/run-ui.sh. TALLY_BENCH_DATA_DIR names a data directory to open.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-application.h"
#include "tally-bench.h"

/* A window on its way to its first frame. */
typedef struct {
  TallyBench   *bench;
  GApplication *application; /* (borrowed) */
} First;

static void
painted_cb (GdkFrameClock *clock,
            gpointer       data)
{
  First *first = data;

  g_signal_handlers_disconnect_by_data (clock, first);
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
                 GApplication *application)
{
  First first = { .bench = bench, .application = application };

  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), &first);
  g_application_run (application, 0, NULL);
  g_object_unref (application);
}

static void
run_tallyman (TallyBench *bench)
{
  const TallyAppArguments arguments = { .data_dir = (char *) g_getenv ("TALLY_BENCH_DATA_DIR") };

  tally_bench_start (bench);
  run_application (bench, G_APPLICATION (tally_app_application_new (&arguments, NULL)));
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
  run_application (bench, G_APPLICATION (application));
}

static const TallyBenchVariant variants[] = {
  { "tallyman", run_tallyman },
  { "empty", run_empty },
};

int
main (int    argc,
      char **argv)
{
  return tally_bench_main (argc, argv, variants, G_N_ELEMENTS (variants));
}
