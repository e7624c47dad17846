/* tally-sandbox-live.h
 *
 * A world that lives: crews complete units, people correct and move rows, automations stamp dates,
 * each with its author and time, so that cell history tells what happened. The same seed does the
 * same at the same minute, however the time is cut into steps. Called by the server under its lock, and by tests;
 * depends on the world and on core.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-world.h"

G_BEGIN_DECLS

/* At most as much is lived through in one step: a day. */
#define TALLY_SANDBOX_LIVE_MAX_STEP_SECS 86400

/* How a world lives. */
typedef struct
{
  guint64 seed;
  guint   edits_per_hour; /* sittings of people and automations; 0 = nothing happens */
} TallySandboxLive;

/**
 * tally_sandbox_live_step:
 * @self: how it lives
 * @world: a world with source sheets
 * @from_utc_usec: the end of the step before
 * @to_utc_usec: now; time beyond a day after @from_utc_usec is slept through
 *
 * Does what happens in the whole minutes that end after @from_utc_usec and not after @to_utc_usec.
 *
 * Returns: how many sittings changed something
 */
guint tally_sandbox_live_step (const TallySandboxLive *self,
                               TallySandboxWorld      *world,
                               gint64                  from_utc_usec,
                               gint64                  to_utc_usec);

G_END_DECLS
