/* tally-sandbox-server.h
 *
 * The sandbox: Smartsheet's API 2.0 on 127.0.0.1, with its own thread and main context, and a few
 * threads that compress large bodies. Made, started and stopped by one thread; the rest is
 * thread-safe. Sees core alone, so that no shared code can hide a wire bug. What can be asked of it
 * beside the API stands below.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-clock.h"
#include "tally-sandbox-calls.h"
#include "tally-sandbox-habits.h"
#include "tally-sandbox-world.h"

G_BEGIN_DECLS

/* Control, without a token:
 *   GET    /_sandbox/calls?after=N    {"calls": […]}, see tally-sandbox-calls.h
 *   DELETE /_sandbox/calls            forgets them
 *   GET    /_sandbox/counters         {"mutations", "counters": {calls, writes, units, …}}
 *   PUT    /_sandbox/faults           rules, see tally-sandbox-fault.h; DELETE: none
 *   POST   /_sandbox/clock            {"advanceSecs": N}
 *   POST   /_sandbox/live             {"advanceSecs": N}, see tally_sandbox_server_live ()
 *   POST   /_sandbox/edit             {"op": …}, see tally-sandbox-edit.h
 * The API stands below /2.0, and below nothing too.
 */

typedef struct _TallySandboxServer TallySandboxServer;

/**
 * TallySandboxFillFunc:
 * @world: an empty world
 * @user_data: as given
 * @error: return location, or %NULL
 *
 * Fills a world; must do the same each time, since a state folder is restored on top of it.
 *
 * Returns: %TRUE if it is filled
 */
typedef gboolean (*TallySandboxFillFunc) (TallySandboxWorld  *world,
                                          gpointer            user_data,
                                          GError            **error);

/* How a sandbox is to be; texts are copied. Start from tally_sandbox_options_init(). */
typedef struct
{
  guint16               port;             /* 0 = any free one */
  const char           *token;            /* the one that is accepted */
  const char           *state_dir;        /* (nullable): %NULL = in memory */
  const char           *origin;           /* describes fill and fill_data, kept in state_dir */
  guint64               seed;             /* decides about ids */
  gint64                units_per_minute; /* 0 = no limit */
  gint64                retry_after_secs; /* told with 429; 0 = not told */
  guint                 edits_per_hour;   /* how busy it is while it lives */
  gint64                gzip_min_bytes;   /* bodies from here on are compressed; -1 = none */
  gint64                cache_bytes;      /* of sheets' bodies, by version and query; 0 = none */
  TallyClock           *clock;            /* (nullable): %NULL = the machine's */
  const char           *faults;           /* (nullable): JSON, see tally-sandbox-fault.h */
  TallySandboxFillFunc  fill;             /* (nullable): %NULL = an empty world */
  gpointer              fill_data;
  TallySandboxHabits    habits;
} TallySandboxOptions;

/**
 * tally_sandbox_options_init:
 * @self: (out caller-allocates): options
 *
 * Sets the defaults: any port, token "sandbox-token", 300 units a minute, the service's limits.
 */
void                tally_sandbox_options_init        (TallySandboxOptions        *self);

/**
 * tally_sandbox_server_new:
 * @options: how it is to be
 * @error: return location, or %NULL
 *
 * Fills the world and restores the state; does not listen yet.
 *
 * Errors: %TALLY_SANDBOX_ERROR_INVALID - faults, journal or origin are wrong; fix what the message
 * names. %TALLY_SANDBOX_ERROR_FAILED - the state folder can't be used.
 *
 * Returns: (transfer full) (nullable): the server
 */
TallySandboxServer *tally_sandbox_server_new          (const TallySandboxOptions  *options,
                                                       GError                    **error);

/**
 * tally_sandbox_server_start:
 * @self: a server that was not started
 * @error: return location, or %NULL
 *
 * Binds 127.0.0.1 and answers from its own thread.
 *
 * Errors: %TALLY_SANDBOX_ERROR_FAILED - the port is taken.
 *
 * Returns: %TRUE if it listens
 */
gboolean            tally_sandbox_server_start        (TallySandboxServer         *self,
                                                       GError                    **error);

/**
 * tally_sandbox_server_stop:
 * @self: a server
 *
 * Closes all connections and ends the thread; what was acknowledged is in the state folder.
 */
void                tally_sandbox_server_stop         (TallySandboxServer         *self);

/**
 * tally_sandbox_server_free:
 * @self: (nullable): a server
 *
 * Stops and frees it.
 */
void                tally_sandbox_server_free         (TallySandboxServer         *self);

/**
 * tally_sandbox_server_get_base_url:
 * @self: a started server
 *
 * Returns: (transfer none): "http://127.0.0.1:PORT/2.0"
 */
const char         *tally_sandbox_server_get_base_url (TallySandboxServer         *self);

/**
 * tally_sandbox_server_get_token:
 * @self: a server
 *
 * Returns: (transfer none): the token that is accepted
 */
const char         *tally_sandbox_server_get_token    (TallySandboxServer         *self);

/**
 * tally_sandbox_server_get_calls:
 * @self: a server
 *
 * Returns: (transfer none): what was asked so far
 */
TallySandboxCalls  *tally_sandbox_server_get_calls    (TallySandboxServer         *self);

/**
 * tally_sandbox_server_lock_world:
 * @self: a server
 *
 * Keeps the server from the world until tally_sandbox_server_unlock_world(), so that a test can
 * look at it or edit it with the functions of tally-sandbox-world-rows.h and its siblings.
 *
 * Returns: (transfer none): the world
 */
TallySandboxWorld  *tally_sandbox_server_lock_world   (TallySandboxServer         *self);

/**
 * tally_sandbox_server_unlock_world:
 * @self: a server whose world is locked by this thread
 *
 * Lets the server go on.
 */
void                tally_sandbox_server_unlock_world (TallySandboxServer         *self);

/**
 * tally_sandbox_server_set_faults:
 * @self: a server
 * @json: rules, see tally-sandbox-fault.h; "[]" = none
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_SANDBOX_ERROR_INVALID - a rule is wrong; the old ones stay.
 *
 * Returns: %TRUE if they are in force
 */
gboolean            tally_sandbox_server_set_faults   (TallySandboxServer         *self,
                                                       const char                 *json,
                                                       GError                    **error);

/**
 * tally_sandbox_server_live:
 * @self: a server
 * @advance_usec: µs that its clock jumps forward, 0 or more
 *
 * Lets people and automations do what they do from the last such call, or the start, until the
 * new time; see tally-sandbox-live.h.
 *
 * Returns: how many sittings changed something
 */
guint               tally_sandbox_server_live         (TallySandboxServer         *self,
                                                       gint64                      advance_usec);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySandboxServer, tally_sandbox_server_free)

G_END_DECLS
