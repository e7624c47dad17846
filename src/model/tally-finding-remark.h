/* tally-finding-remark.h
 *
 * What people said about a finding beside their verdicts: notes, who looks at it, files that prove something. Kept in the
 * trail, so that none is ever changed. Plain values. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-hash.h"
#include "tally-week.h"

G_BEGIN_DECLS

/* Bounds of what is said, and of files: scans and photos; a finding is no archive. */
#define TALLY_FINDING_REMARK_MAX_TEXT_BYTES 4000
#define TALLY_FINDING_REMARK_MAX_NAME_BYTES 255
#define TALLY_FINDING_REMARK_MAX_FILE_BYTES (25 * 1024 * 1024)
#define TALLY_FINDING_REMARK_MAX_FILES 50

/**
 * TallyFindingRemarkKind:
 * @TALLY_FINDING_REMARK_NOTE: words
 * @TALLY_FINDING_REMARK_ASSIGNED: who looks at it, until when
 * @TALLY_FINDING_REMARK_FILE: a file was added
 * @TALLY_FINDING_REMARK_FILE_GONE: a file was taken away; its bytes stay
 * @TALLY_N_FINDING_REMARKS: how many there are
 */
typedef enum {
  TALLY_FINDING_REMARK_NOTE,
  TALLY_FINDING_REMARK_ASSIGNED,
  TALLY_FINDING_REMARK_FILE,
  TALLY_FINDING_REMARK_FILE_GONE,
  TALLY_N_FINDING_REMARKS,
} TallyFindingRemarkKind;

/**
 * TallyFindingRemark:
 * @kind: what it is
 * @utc_usec: when it was made, µs since 1970 UTC
 * @actor: (owned): who made it; private
 * @text: (owned): of a note, its words; of a file, its name; of an assignment, who looks at it, "" = nobody
 * @due: of an assignment, until when; %TALLY_DAY_NONE = not said
 * @sha256: of a file
 * @size_bytes: of a file
 *
 * One remark.
 */
typedef struct {
  TallyFindingRemarkKind  kind;
  gint64                  utc_usec;
  char                   *actor;
  char                   *text;
  TallyDay                due;
  char                    sha256[TALLY_HASH_HEX_LENGTH + 1];
  gint64                  size_bytes;
} TallyFindingRemark;

/**
 * tally_finding_remark_free:
 * @self: (nullable): a remark
 *
 * Frees it.
 */
void        tally_finding_remark_free    (TallyFindingRemark     *self);

/**
 * tally_finding_remark_get_id:
 * @kind: a kind
 *
 * Returns: (transfer none): its stable id, the kind of its entry in the trail
 */
const char *tally_finding_remark_get_id  (TallyFindingRemarkKind  kind);

/**
 * tally_finding_remark_find_kind:
 * @id: an id
 * @out_kind: (out): the kind; untouched if there is none
 *
 * Returns: %TRUE if @id is the id of a kind
 */
gboolean    tally_finding_remark_find_kind (const char             *id,
                                            TallyFindingRemarkKind *out_kind) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_finding_remark_check:
 * @self: a remark of a person
 * @out_message: (out) (transfer none): what is wrong with it and what to do; untouched if nothing is
 *
 * Checks its bounds and characters.
 *
 * Returns: %TRUE if nothing is wrong
 */
gboolean    tally_finding_remark_check   (const TallyFindingRemark  *self,
                                          const char               **out_message) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyFindingRemark, tally_finding_remark_free)

G_END_DECLS
