/* tally-app-save.h
 *
 * "Save as": asks where, makes the file's bytes on a thread, writes them in one piece, and says how it went. The one
 * user of GtkFileChooserNative for saving. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TallyAppSaveFunc:
 * @data: of the file
 * @stream: where its bytes go; stays open
 * @cancellable: ends it
 * @error: return location
 *
 * Makes a file, on another thread: what @data points to must not change meanwhile.
 *
 * Returns: %TRUE if all of it was made
 */
typedef gboolean (*TallyAppSaveFunc) (gpointer data, GOutputStream *stream, GCancellable *cancellable, GError **error);

/**
 * TallyAppSave:
 * @title: of the dialog that asks
 * @name: how the file is called if nobody says otherwise; what can't be in a name is replaced
 * @make: makes its bytes
 * @data: (transfer full): handed to @make
 * @free_data: (nullable): frees @data
 *
 * A file that is to be saved.
 */
typedef struct {
  const char       *title;
  const char       *name;
  TallyAppSaveFunc  make;
  gpointer          data;
  GDestroyNotify    free_data;
} TallyAppSave;

/**
 * tally_app_save_ask:
 * @widget: a widget of the page that it is about
 * @what: what is saved; copied
 *
 * Asks for the place, then goes on as tally_app_save_to().
 */
void tally_app_save_ask (GtkWidget *widget, const TallyAppSave *what);

/**
 * tally_app_save_to:
 * @widget: a widget of the page that it is about; kept alive until the end
 * @what: what is saved; copied
 * @file: where; what was there is replaced at once, or not at all
 * @cancellable: (nullable): ends it, and leaves what was there
 *
 * How it went is told by a toast above @widget.
 */
void tally_app_save_to  (GtkWidget *widget, const TallyAppSave *what, GFile *file, GCancellable *cancellable);

G_END_DECLS
