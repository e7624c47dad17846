/* tally-sandbox-server-private.h
 *
 * What the files of the server share. Included by tally-sandbox-server.c, -arrival.c, -exchange.c,
 * -control.c and tally-sandbox-watch.c alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-bodies.h"
#include "tally-sandbox-fault.h"
#include "tally-sandbox-route.h"
#include "tally-sandbox-server.h"
#include "tally-sandbox-state.h"
#include "tally-sandbox-watch.h"

G_BEGIN_DECLS

struct _TallySandboxServer
{
  TallySandboxOptions  options;         /* numbers only; texts stand below */
  char                *token;           /* (owned) */
  char                *root_url;        /* (owned): without base path */
  char                *base_url;        /* (owned) */
  char                *url_secret;      /* (owned) */
  TallyClock          *clock;           /* (owned) */
  TallySandboxCalls   *calls;           /* (owned) */
  TallySandboxState   *state;           /* (owned) (nullable) */
  GMainContext        *context;         /* (owned) (nullable) */
  GMainLoop           *loop;            /* (owned) (nullable) */
  GThread             *thread;          /* (owned) (nullable) */
  SoupServer          *soup;            /* (owned): the thread's */
  GThreadPool         *compressors;     /* (owned): of exchanges whose body is large */
  TallySandboxBodies  *bodies;          /* (owned): the thread's */
  GHashTable          *writes;          /* (owned): the thread's; sheet → writes under way */
  GMutex               mutex;
  TallySandboxWorld   *world;           /* (owned) (mutex) */
  TallySandboxFaults  *faults;          /* (owned) (mutex) */
  gint64               offset_usec;     /* (mutex): what the clock was advanced by */
  gint64               lived_usec;      /* (mutex): until when the world has lived */
  double               units;           /* (mutex): left in the bucket */
  gint64               units_at_usec;   /* (mutex): when they were counted */
  gboolean             journal_failed;  /* (mutex) */
  TallySandboxWatchFunc watch;          /* (nullable) (mutex) */
  gpointer             watch_data;      /* (mutex) */
};

/**
 * tally_sandbox_arrival_handle_cb:
 * @soup: the HTTP server
 * @message: a request whose head was read
 * @path: its decoded path
 * @query: (nullable): its decoded query, not used
 * @user_data: the sandbox
 *
 * Decides what happens to the body that comes; the server's thread.
 */
void     tally_sandbox_arrival_handle_cb    (SoupServer         *soup,
                                             SoupServerMessage  *message,
                                             const char         *path,
                                             GHashTable         *query,
                                             gpointer            user_data);

/**
 * tally_sandbox_arrival_is_too_large:
 * @message: a request, wholly read
 *
 * Returns: %TRUE if its body exceeded the limit and was not kept
 */
gboolean tally_sandbox_arrival_is_too_large (SoupServerMessage  *message);

/**
 * tally_sandbox_arrival_overlaps:
 * @message: a request
 *
 * Returns: %TRUE if another write on its sheet was under way when it came
 */
gboolean tally_sandbox_arrival_overlaps     (SoupServerMessage  *message);

/**
 * tally_sandbox_exchange_compress_worker:
 * @data: an exchange whose body is large
 * @user_data: the sandbox
 *
 * Compresses a body; a thread of the pool. The server's thread sends it.
 */
void     tally_sandbox_exchange_compress_worker (gpointer       data,
                                                 gpointer       user_data);

/**
 * tally_sandbox_exchange_handle_cb:
 * @soup: the HTTP server
 * @message: a request, wholly read
 * @path: its decoded path
 * @query: (nullable): its decoded query, not used
 * @user_data: the sandbox
 *
 * Answers one request; the server's thread.
 */
void   tally_sandbox_exchange_handle_cb (SoupServer         *soup,
                                         SoupServerMessage  *message,
                                         const char         *path,
                                         GHashTable         *query,
                                         gpointer            user_data);

/**
 * tally_sandbox_control_handle:
 * @self: a sandbox whose mutex is held
 * @call: a request below /_sandbox/
 *
 * Answers a request of control.
 */
void   tally_sandbox_control_handle     (TallySandboxServer *self,
                                         TallySandboxCall   *call);

/**
 * tally_sandbox_server_live_on:
 * @self: a sandbox whose mutex is held
 * @advance_usec: µs that its clock jumps forward, 0 or more
 *
 * As tally_sandbox_server_live().
 *
 * Returns: how many sittings changed something
 */
guint  tally_sandbox_server_live_on     (TallySandboxServer *self,
                                         gint64              advance_usec);

/**
 * tally_sandbox_server_get_time:
 * @self: a sandbox whose mutex is held
 *
 * Returns: the sandbox's time, µs since 1970
 */
gint64 tally_sandbox_server_get_time    (TallySandboxServer *self);

G_END_DECLS
