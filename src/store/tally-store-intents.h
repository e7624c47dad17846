/* tally-store-intents.h
 *
 * What publishing is about to do, written down before it is done, so that a run that was killed
 * can be completed by the next one. Each step is durable when the call returns, and stands in the
 * journal too. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-identity.h"
#include "tally-store-act.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * TallyStoreIntentState:
 * @TALLY_STORE_INTENT_PLANNED: about to be attached
 * @TALLY_STORE_INTENT_ATTACHED: attached, to be verified
 * @TALLY_STORE_INTENT_COMMITTED: verified and published; what it supersedes may still be there
 * @TALLY_STORE_INTENT_CLEANING: what it supersedes is being removed
 * @TALLY_STORE_INTENT_DONE: nothing is left to do
 * @TALLY_STORE_INTENT_DROPPED: given up: nothing of it is on the target
 * @TALLY_STORE_N_INTENT_STATES: how many there are
 *
 * How far a publication is. All before %TALLY_STORE_INTENT_DONE are open.
 */
typedef enum {
  TALLY_STORE_INTENT_PLANNED,
  TALLY_STORE_INTENT_ATTACHED,
  TALLY_STORE_INTENT_COMMITTED,
  TALLY_STORE_INTENT_CLEANING,
  TALLY_STORE_INTENT_DONE,
  TALLY_STORE_INTENT_DROPPED,
  TALLY_STORE_N_INTENT_STATES,
} TallyStoreIntentState;

/**
 * TallyStoreIntent:
 * @intent_id: its number, 0 before it was put
 * @run_id: the run that planned it
 * @state: how far it is
 * @identity: (owned): which workbook
 * @target_sheet: where to
 * @target_row: the row that takes it
 * @attachment_id: the attachment, 0 = not known
 * @size_bytes: size of the file
 * @planned_utc_usec: when it was put, µs since 1970 UTC
 * @fingerprint: (owned): of its content
 * @file_name: (owned): name of the file
 * @sha256: (owned): of the file, hexadecimal
 */
typedef struct {
  gint64                 intent_id;
  gint64                 run_id;
  TallyStoreIntentState  state;
  TallyIdentity         *identity;
  gint64                 target_sheet;
  gint64                 target_row;
  gint64                 attachment_id;
  guint64                size_bytes;
  gint64                 planned_utc_usec;
  char                  *fingerprint;
  char                  *file_name;
  char                  *sha256;
} TallyStoreIntent;

/**
 * tally_store_intent_new:
 * @identity: which workbook; copied
 *
 * Returns: (transfer full): a planned intent without file and target
 */
TallyStoreIntent *tally_store_intent_new          (const TallyIdentity    *identity);

/**
 * tally_store_intent_free:
 * @self: (nullable): an intent
 *
 * Frees it.
 */
void              tally_store_intent_free         (TallyStoreIntent       *self);

/**
 * tally_store_intent_state_get_id:
 * @state: a state
 *
 * Returns: (transfer none): its stable id, "planned" … "dropped"; "" for none
 */
const char       *tally_store_intent_state_get_id (TallyStoreIntentState   state);

/**
 * tally_store_intents_put:
 * @store: a store that holds the lease
 * @intent: a new intent; gets its number, its time and %TALLY_STORE_INTENT_PLANNED
 * @error: return location, or %NULL
 *
 * Writes down what is about to be done.
 *
 * Errors: %TALLY_STORE_ERROR_CONSTRAINT - an intent of this identity and target is open already:
 * complete it first.
 *
 * Returns: %TRUE if it is durable: only then act
 */
gboolean          tally_store_intents_put         (TallyStore             *store,
                                                   TallyStoreIntent       *intent,
                                                   GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_intents_plan:
 * @store: a store that holds the lease
 * @intent: as for tally_store_intents_put()
 * @group: the lines of its workbook
 * @error: return location, or %NULL
 *
 * tally_store_publications_prepare() and tally_store_intents_put() in one step: both or neither.
 *
 * Errors: as tally_store_intents_put().
 *
 * Returns: %TRUE if it is durable: only then act
 */
gboolean          tally_store_intents_plan        (TallyStore             *store,
                                                   TallyStoreIntent       *intent,
                                                   const TallyGroup       *group,
                                                   GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_intents_advance:
 * @store: a store that holds the lease
 * @intent: an intent that was put; its @attachment_id and @target_row are recorded too
 * @state: how far it is now
 * @error: return location, or %NULL
 *
 * Writes down a step, and sets @intent's state. A killed process keeps it; a power cut may take it
 * back to the step before, from which the same is found and done again. %TALLY_STORE_INTENT_COMMITTED is written by
 * tally_store_publications_record().
 *
 * Errors: %TALLY_STORE_ERROR_FAILED - there is no such intent, a bug in the caller.
 *
 * Returns: %TRUE if it is recorded
 */
gboolean          tally_store_intents_advance     (TallyStore             *store,
                                                   TallyStoreIntent       *intent,
                                                   TallyStoreIntentState   state,
                                                   GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_intents_give_up:
 * @store: a store that holds the lease
 * @intent: an open intent
 * @act: who wants it and why; goes into the trail with it
 * @error: return location, or %NULL
 *
 * Ends an intent without looking at the target: one that is published counts as done, any other as
 * dropped, and what may hang on the row is nobody's any more until a run finds it.
 *
 * Returns: %TRUE if it is recorded
 */
gboolean          tally_store_intents_give_up     (TallyStore             *store,
                                                   const TallyStoreIntent *intent,
                                                   const TallyStoreAct    *act,
                                                   GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_intents_list_open:
 * @store: a store
 * @target_sheet: the target
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyStoreIntent) (nullable): intents that are not done,
 *   oldest first
 */
GPtrArray        *tally_store_intents_list_open   (TallyStore             *store,
                                                   gint64                  target_sheet,
                                                   GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_intents_list_dropped:
 * @store: a store
 * @target_sheet: the target
 * @error: return location, or %NULL
 *
 * Lists what was attached and is not on the target by the peer's word; not what a person gave up. One
 * that hangs there all the same is ours, and nobody's publication.
 *
 * Returns: (transfer full) (element-type gint64) (nullable): attachment ids, as a set
 */
GHashTable       *tally_store_intents_list_dropped (TallyStore            *store,
                                                    gint64                 target_sheet,
                                                    GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStoreIntent, tally_store_intent_free)

G_END_DECLS
