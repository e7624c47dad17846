/* tally-run-own-error.h
 *
 * Errors that keep a run from starting, told in full even where logs are public: no foreign data
 * has been read yet. Faces and the engine call it. Any thread. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-run.h"

G_BEGIN_DECLS

/**
 * tally_run_add_own_error:
 * @self: a run
 * @outcome: bits to set
 * @code: stable id of what failed
 * @error: what happened before any foreign data was read: usage, configuration, secret, folders
 *
 * Adds a notice of severity error for each line of the message, of severity warning where only another
 * run is in the way (%TALLY_OUTCOME_RETRY_LATER alone), and sets @outcome. Such messages
 * are made of our own words and of what the user wrote; they are the notice's text, redacted by
 * their look, and its detail where that took something out.
 */
void tally_run_add_own_error (TallyRun     *self,
                              guint         outcome,
                              const char   *code,
                              const GError *error);

G_END_DECLS
