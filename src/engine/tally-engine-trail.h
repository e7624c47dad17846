/* tally-engine-trail.h
 *
 * The trail, for those who keep a copy of it or want to know whether it is whole. Reads alone. Blocking; one thread
 * at a time. Shows only core.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"

G_BEGIN_DECLS

/**
 * TallyEngineTrailSink:
 * @line: one entry as a JSON object in one line, with its line end
 * @data: what was handed over
 * @error: return location, or %NULL
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*TallyEngineTrailSink) (const char *line, gpointer data, GError **error);

/**
 * TallyEngineTrailCheck:
 * @is_sound: whether nothing is wrong
 * @n_entries: how many entries were read
 * @broken_sequence: number of the first entry that is altered, missing or detached, 0 = none
 * @head: (owned): the last entry that was read and is right, "SEQUENCE:HASH"
 * @text: (owned): what was found as one sentence; public
 */
typedef struct {
  gboolean  is_sound;
  guint64   n_entries;
  gint64    broken_sequence;
  char     *head;
  char     *text;
} TallyEngineTrailCheck;

/**
 * tally_engine_trail_check_free:
 * @self: (nullable): what was found
 *
 * Frees it.
 */
void                   tally_engine_trail_check_free (TallyEngineTrailCheck  *self);

/**
 * tally_engine_trail_verify:
 * @self: an engine
 * @error: return location, or %NULL
 *
 * Walks the trail from its first entry to its head, and looks for [trail] expected-head on the way.
 *
 * Errors: %TALLY_ENGINE_ERROR_FAILED - the store can't be read; %TALLY_ENGINE_ERROR_CONFIG - the expected head can't
 * be read.
 *
 * Returns: (transfer full) (nullable): what was found
 */
TallyEngineTrailCheck *tally_engine_trail_verify     (TallyEngine            *self,
                                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_trail_export:
 * @self: an engine
 * @sink: gets each entry, oldest first
 * @data: handed to @sink
 * @out_n_entries: (out): how many there were
 * @error: return location, or %NULL
 *
 * Hands out the entries as they stand, without verifying them. They hold names: for those who may see them.
 *
 * Errors: %TALLY_ENGINE_ERROR_FAILED - the store can't be read, or @sink failed.
 *
 * Returns: %TRUE if all were handed out
 */
gboolean               tally_engine_trail_export     (TallyEngine            *self,
                                                      TallyEngineTrailSink    sink,
                                                      gpointer                data,
                                                      guint64                *out_n_entries,
                                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineTrailCheck, tally_engine_trail_check_free)

G_END_DECLS
