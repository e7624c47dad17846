/* tally-sandbox-server-private.h
 *
 * What the files of the server share. Included by tally-sandbox-server.c, -exchange.c and
 * -control.c alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-fault.h"
#include "tally-sandbox-route.h"
#include "tally-sandbox-server.h"
#include "tally-sandbox-state.h"

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
  GMutex               mutex;
  TallySandboxWorld   *world;           /* (owned) (mutex) */
  TallySandboxFaults  *faults;          /* (owned) (mutex) */
  gint64               offset_usec;     /* (mutex): what the clock was advanced by */
  gint64               lived_usec;      /* (mutex): until when the world has lived */
  double               units;           /* (mutex): left in the bucket */
  gint64               units_at_usec;   /* (mutex): when they were counted */
  gboolean             journal_failed;  /* (mutex) */
};

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
