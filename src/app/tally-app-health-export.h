/* tally-app-health-export.h
 *
 * The page Health as a file: as it looks, on one sheet, or its data. Blocking; any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-app-health-view.h"
#include "tally-app-save.h"

G_BEGIN_DECLS

/**
 * tally_app_health_export:
 * @view: what was read
 * @kind: "pdf", "png", "svg" as it looks, dark on light; "csv", "json" its data: times in UTC, ids, no names
 * @stream: where it goes; stays open
 * @cancellable: (nullable): ends it
 * @error: return location, or %NULL
 *
 * Errors: those of the stream; %G_IO_ERROR_CANCELLED; %G_IO_ERROR_FAILED - it can't be drawn; %G_IO_ERROR_NOT_SUPPORTED -
 * there is no such kind.
 *
 * Returns: %TRUE if all of it was written
 */
gboolean tally_app_health_export (const TallyAppHealthView  *view,
                                  const char                *kind,
                                  GOutputStream             *stream,
                                  GCancellable              *cancellable,
                                  GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_app_health_export_init_save:
 * @view: what was read; kept until it is saved
 * @kind: as above
 * @out_save: (out caller-allocates): what is to be saved, without a name
 *
 * Prepares "Save as".
 */
void     tally_app_health_export_init_save (TallyAppHealthView  *view,
                                            const char          *kind,
                                            TallyAppSave        *out_save);

G_END_DECLS
