/* tally-finding-verdict.h
 *
 * What somebody decided about a finding, or a later run saw: one step from one status to the next.
 * Made by people and by runs, kept by the store for ever, carried between stores. Plain values, one
 * owner at a time. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding.h"
#include "tally-hash.h"

G_BEGIN_DECLS

/* Bounds of what people say: a sentence or two; an address (RFC 5321, 4.5.3.1.3: 254); a short id.
 */
#define TALLY_FINDING_VERDICT_MAX_NOTE_BYTES 4000
#define TALLY_FINDING_VERDICT_MAX_ACTOR_BYTES 254
#define TALLY_FINDING_VERDICT_MAX_REASON_BYTES 40

/* The reason of a verdict that takes another one back. */
#define TALLY_FINDING_REASON_UNDONE "undone"

/* Reasons that runs give. */
#define TALLY_FINDING_REASON_GONE "gone"
#define TALLY_FINDING_REASON_BACK "found-again"
#define TALLY_FINDING_REASON_STILL "still-found"
#define TALLY_FINDING_REASON_GREW "exposure-grew"

/**
 * TallyFindingSource:
 * @TALLY_FINDING_SOURCE_HERE: a person, in this store
 * @TALLY_FINDING_SOURCE_RUN: a run of this store, by itself
 * @TALLY_FINDING_SOURCE_IMPORT: a person, in another store
 * @TALLY_FINDING_SOURCE_OVERRULED: a person, in another store; another verdict of this store stands
 * @TALLY_N_FINDING_SOURCES: how many there are
 *
 * Where a verdict was made. In the database, append only.
 */
typedef enum {
  TALLY_FINDING_SOURCE_HERE,
  TALLY_FINDING_SOURCE_RUN,
  TALLY_FINDING_SOURCE_IMPORT,
  TALLY_FINDING_SOURCE_OVERRULED,
  TALLY_N_FINDING_SOURCES,
} TallyFindingSource;

/**
 * TallyFindingVerdict:
 * @digest: what it says as a hash, the same in every store, 64 hexadecimal digits
 * @utc_usec: when it was made, µs since 1970 UTC
 * @actor: (owned): who made it, "" = a run by itself; private
 * @from: what the finding was
 * @to: what it became
 * @reason: (owned): stable id of why: lower-case letters, digits and "-"; "" = not said
 * @note: (owned): why, in words; private
 * @recovered_cents: what was got back, 0 or more
 * @source: where it was made
 * @detector: (owned): the detector that had made the finding
 * @detector_version: its version
 * @exposure_cents: what the finding came to then
 * @run_id: the run that made it, 0 = none
 */
typedef struct {
  char                 digest[TALLY_HASH_HEX_LENGTH + 1];
  gint64               utc_usec;
  char                *actor;
  TallyFindingStatus   from;
  TallyFindingStatus   to;
  char                *reason;
  char                *note;
  TallyMoney           recovered_cents;
  TallyFindingSource   source;
  char                *detector;
  guint                detector_version;
  TallyMoney           exposure_cents;
  gint64               run_id;
} TallyFindingVerdict;

/**
 * tally_finding_source_get_id:
 * @source: a source
 *
 * Returns: (transfer none): its stable id: "here", "run", "import", "overruled"
 */
const char *tally_finding_source_get_id (TallyFindingSource source);

/**
 * tally_finding_source_find:
 * @id: (nullable): an id
 * @out_source: (out): the source; untouched if there is none
 *
 * Returns: %TRUE if @id is the id of a source
 */
gboolean tally_finding_source_find (const char         *id,
                                    TallyFindingSource *out_source) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_finding_verdict_new:
 *
 * Returns: (transfer full): an empty verdict: every text ""
 */
TallyFindingVerdict *tally_finding_verdict_new (void);

/**
 * tally_finding_verdict_free:
 * @self: (nullable): a verdict
 *
 * Frees it.
 */
void tally_finding_verdict_free (TallyFindingVerdict *self);

/**
 * tally_finding_verdict_dup:
 * @self: a verdict
 *
 * Returns: (transfer full): a copy
 */
TallyFindingVerdict *tally_finding_verdict_dup (const TallyFindingVerdict *self);

/**
 * tally_finding_verdict_seal:
 * @self: a verdict
 * @finding_id: the finding that it is about
 *
 * Sets its digest: of the finding, who, when, from, to, why, what was recovered and the run; not of
 * where it came by.
 */
void tally_finding_verdict_seal (TallyFindingVerdict *self,
                                 const char          *finding_id);

/**
 * tally_finding_verdict_check:
 * @self: a verdict of a person
 * @out_message: (out) (transfer none): what is wrong with it and what to do; untouched if nothing
 *   is
 *
 * Checks bounds and characters of what a person said, and that the table allows the step.
 *
 * Returns: %TRUE if nothing is wrong
 */
gboolean tally_finding_verdict_check (const TallyFindingVerdict  *self,
                                      const char                **out_message) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_finding_verdict_is_of_person:
 * @self: a verdict
 *
 * Returns: %TRUE if a person made it and it was not overruled
 */
gboolean tally_finding_verdict_is_of_person (const TallyFindingVerdict *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyFindingVerdict, tally_finding_verdict_free)

G_END_DECLS
