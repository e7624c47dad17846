/* tally-store-owner.h
 *
 * Which process holds the lease, and whether it is still alive. Asks the machine, not the
 * database. Any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyStoreOwner:
 * @host: (owned): name of the machine
 * @place: (owned): this start of the machine and this pid namespace; "" = can't be told
 * @pid: the process
 * @process_start: when it started, clock ticks after the machine's start: pids come again
 */
typedef struct {
  char   *host;
  char   *place;
  gint64  pid;
  gint64  process_start;
} TallyStoreOwner;

/**
 * TallyStoreLife:
 * @TALLY_STORE_LIFE_ALIVE: the process is at work
 * @TALLY_STORE_LIFE_DEAD: the process is gone
 * @TALLY_STORE_LIFE_UNKNOWN: it is on another machine or in another container
 */
typedef enum {
  TALLY_STORE_LIFE_ALIVE,
  TALLY_STORE_LIFE_DEAD,
  TALLY_STORE_LIFE_UNKNOWN,
} TallyStoreLife;

/**
 * tally_store_owner_init:
 * @self: (out caller-allocates): an owner
 *
 * Describes the calling process.
 */
void           tally_store_owner_init     (TallyStoreOwner       *self);

/**
 * tally_store_owner_clear:
 * @self: an owner
 *
 * Frees what it holds.
 */
void           tally_store_owner_clear    (TallyStoreOwner       *self);

/**
 * tally_store_owner_get_life:
 * @self: an owner
 *
 * Returns: whether its process is alive, seen from here
 */
TallyStoreLife tally_store_owner_get_life (const TallyStoreOwner *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TallyStoreOwner, tally_store_owner_clear)

G_END_DECLS
