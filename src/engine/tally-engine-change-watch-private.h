/* tally-engine-change-watch-private.h
 *
 * Notices that somebody has written to the store of a data directory: the file system tells that a file
 * was touched, the database whether that changed anything. Owner's thread; what it asks the database
 * is asked on a queue's worker.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"
#include "tally-jobs-queue.h"

G_BEGIN_DECLS

typedef struct _TallyEngineChangeWatch TallyEngineChangeWatch;

/**
 * tally_engine_change_watch_new:
 * @engine: whose store; used on the worker of @queue alone
 * @queue: who asks the database; must outlive the watch
 * @on_change: told on the owner's thread, at most four times a second
 * @data: handed to @on_change
 *
 * A folder that is not there yet is made, so that it can be watched.
 *
 * Returns: (transfer full): a watch, awake
 */
TallyEngineChangeWatch *tally_engine_change_watch_new       (TallyEngine       *engine,
                                                TallyJobsQueue    *queue,
                                                void             (*on_change) (gpointer data),
                                                gpointer           data);

/**
 * tally_engine_change_watch_free:
 * @self: (nullable): a watch
 *
 * Ends it; nothing is told any more.
 */
void              tally_engine_change_watch_free      (TallyEngineChangeWatch  *self);

/**
 * tally_engine_change_watch_set_awake:
 * @self: a watch
 * @awake: whether somebody looks
 *
 * A watch that is not awake asks nothing. On waking it asks once.
 */
void              tally_engine_change_watch_set_awake (TallyEngineChangeWatch  *self,
                                                gboolean           awake);

G_END_DECLS
