/* tally-jobs-context.h
 *
 * What a task gets: its inputs, the doors it may use, and the run that it reports to. One thread,
 * the run thread, owns it all; workers of a pool see only what a task hands them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "tally-clock.h"
#include "tally-config.h"
#include "tally-digest-memo.h"
#include "tally-jobs-counts.h"
#include "tally-jobs-item.h"
#include "tally-jobs-options.h"
#include "tally-progress.h"
#include "tally-run.h"
#include "tally-smartsheet-client.h"
#include "tally-store.h"

G_BEGIN_DECLS

typedef struct _TallyJobsTarget TallyJobsTarget;
typedef struct _TallyJobsGateway TallyJobsGateway;
typedef struct _TallyJobsLease TallyJobsLease;
typedef struct _TallyJobsMeasure TallyJobsMeasure;
typedef struct _TallyJobsQuarantine TallyJobsQuarantine;
typedef struct _TallyJobsRecovery TallyJobsRecovery;

/**
 * TallyJobsContext:
 * @options: (borrowed): what to do
 * @config: (borrowed): configuration
 * @clock: (borrowed): time
 * @store: (borrowed): the run thread's connection
 * @client: (borrowed): the API; may be used by several threads
 * @progress: (borrowed) (nullable): told how far it is
 * @cancellable: (borrowed) (nullable): stops the run
 * @run: (borrowed): what to report to
 * @measure: (borrowed) (nullable): what records figures
 * @gateway: (owned) (nullable): the only way to change the target; %NULL = nothing may change
 * @lease: (owned) (nullable): the publisher's lease while this run has it, see tally-jobs-lease.h
 * @target: (owned) (nullable): what the target holds, once it was read
 * @lost_sheets: (owned) (element-type gint64): sheets that lines came from and that were not read
 * @items: (owned) (element-type TallyJobsItem): what is to be made and published
 * @layout: (owned) (nullable): what workbooks look like, see tally_jobs_context_get_layout()
 * @is_stopped: nothing may be published in this run; why was said
 * @duplicates: (owned) (nullable): rows that several sheets handed in, of tally_store_duplicates_list()
 * @places: (borrowed) (nullable): where the installation keeps what
 * @sheets: (owned) (nullable) (element-type gint64 TallyJobsSheetCounts): rows of each sheet by what
 *   becomes of them, once the plan was made
 * @is_unbalanced: rows and workbooks of the plan don't add up: nothing is published
 * @n_sheets_left: sheets that were not read because the time was up
 * @left_tasks: (owned) (nullable) (element-type utf8): ids of tasks that were left out for that, borrowed
 * @recovery: (borrowed) (nullable): the service's health and what people paused
 * @quarantine: (owned) (nullable): how sheets and workbooks went, see tally-jobs-quarantine.h
 * @overruled: (owned) (nullable) (element-type gint64): files on the target that the run decided to
 *   replace although they are not older than ours
 * @digests: (owned) (nullable): of workbooks, see tally_jobs_context_dup_sha256()
 *
 * The state of a run between its tasks.
 */
typedef struct {
  const TallyJobsOptions *options;
  TallyConfig            *config;
  TallyClock             *clock;
  TallyStore             *store;
  TallySmartsheetClient  *client;
  TallyProgress          *progress;
  GCancellable           *cancellable;
  TallyRun               *run;
  TallyJobsMeasure       *measure;
  TallyJobsGateway       *gateway;
  TallyJobsLease         *lease;
  TallyJobsTarget        *target;
  GHashTable             *lost_sheets;
  GPtrArray              *items;
  struct _TallyJobsLayout *layout;
  gboolean                is_stopped;
  GHashTable             *duplicates;
  GHashTable             *sheets;
  const struct _TallyJobsPlaces *places;
  gboolean                is_unbalanced;
  guint                   n_sheets_left;
  GPtrArray              *left_tasks;
  TallyJobsRecovery      *recovery;
  TallyJobsQuarantine    *quarantine;
  GHashTable             *overruled;
  TallyDigestMemo        *digests;
} TallyJobsContext;

/**
 * tally_jobs_context_clear:
 * @self: a context
 *
 * Frees what it owns.
 */
void           tally_jobs_context_clear  (TallyJobsContext  *self);

/**
 * tally_jobs_context_carry:
 * @self: a context
 * @error: return location, or %NULL
 *
 * Takes the store to where the next run finds it, if it is carried: what the target is told next is
 * then known to whoever goes on after a kill.
 *
 * Errors: those of the callback; what was carried before is as it was.
 *
 * Returns: %TRUE if it is there, or need not be
 */
gboolean       tally_jobs_context_carry  (TallyJobsContext  *self,
                                          GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_context_get_layout:
 * @self: a context
 * @error: return location, or %NULL
 *
 * Errors: those of tally_jobs_layout_new().
 *
 * Returns: (transfer none) (nullable): what workbooks look like; made at the first call
 */
struct _TallyJobsLayout *tally_jobs_context_get_layout (TallyJobsContext  *self,
                                                        GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_context_dup_sha256:
 * @self: a context
 * @workbook: a workbook of this installation; held until the next call
 *
 * Digests workbooks one after the other, of which most begin with the same logo.
 *
 * Returns: (transfer full): its SHA-256 in lower-case hexadecimal
 */
char          *tally_jobs_context_dup_sha256 (TallyJobsContext  *self,
                                              GBytes            *workbook);

/**
 * tally_jobs_context_hold:
 * @self: a context
 * @entry: an entry of its plan
 * @hold: why it is held
 *
 * Holds a workbook: nothing of it is published in this run, a person is told.
 */
void           tally_jobs_context_hold   (TallyJobsContext  *self,
                                          TallyPlanEntry    *entry,
                                          TallyHold          hold);

/**
 * tally_jobs_context_step:
 * @self: a context
 * @name: name of the step
 *
 * Tells a test that a step of the journal is about to be or was just written.
 */
void           tally_jobs_context_step   (TallyJobsContext  *self,
                                          const char        *name);

/**
 * tally_jobs_identity_subject:
 * @identity: an identity
 *
 * Returns: (transfer full): an opaque id for logs: the first 12 digits of the key's SHA-256
 */
char          *tally_jobs_identity_subject (const TallyIdentity *identity);

G_END_DECLS
