/* tally-cli-progress.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-progress.h"

#include <unistd.h>

#define BAR_CELLS 30
/* Ten pictures a second are smooth; more would only heat the terminal. */
#define REDRAW_USEC (G_USEC_PER_SEC / 10)

typedef struct {
  gint64  drawn_usec;
  char   *phase; /* (owned) */
} Bar;

static void
bar_free (gpointer data)
{
  Bar *bar = data;

  g_free (bar->phase);
  g_free (bar);
}

static void
draw_cb (const TallyProgressState *state,
         gpointer                  data)
{
  Bar *bar = data;
  gint64 now = g_get_monotonic_time ();
  gboolean same_phase = g_strcmp0 (bar->phase, state->phase) == 0;
  gboolean is_last = state->n_total > 0 && state->n_done == state->n_total;
  guint n_full;
  char cells[BAR_CELLS + 1];

  if (same_phase && !is_last && now - bar->drawn_usec < REDRAW_USEC)
    return;
  if (!same_phase)
    {
      g_free (bar->phase);
      bar->phase = g_strdup (state->phase);
    }
  bar->drawn_usec = now;
  n_full = state->n_total > 0 ? (guint) (state->n_done * BAR_CELLS / state->n_total) : 0;
  for (guint i = 0; i < BAR_CELLS; i++)
    cells[i] = i < n_full ? '#' : '.';
  cells[BAR_CELLS] = '\0';
  fprintf (stderr, "\r\033[K%-12s [%s] %" G_GUINT64_FORMAT, state->phase, cells, state->n_done);
  if (state->n_total > 0)
    fprintf (stderr, " of %" G_GUINT64_FORMAT, state->n_total);
  fflush (stderr);
}

TallyProgress *
tally_cli_progress_new (const char   *when,
                        gboolean      quiet,
                        GCancellable *cancellable)
{
  gboolean always = g_strcmp0 (when, "always") == 0;
  gboolean never = g_strcmp0 (when, "never") == 0;
  gboolean show = always || (!never && !quiet && isatty (STDERR_FILENO));

  if (!show)
    return tally_progress_new (NULL, NULL, NULL, cancellable);
  return tally_progress_new (draw_cb, g_new0 (Bar, 1), bar_free, cancellable);
}

void
tally_cli_progress_clear (void)
{
  if (isatty (STDERR_FILENO))
    fputs ("\r\033[K", stderr);
}
