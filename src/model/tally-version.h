/* tally-version.h
 *
 * One workbook as it was issued: what hung on the target from when to when, what it showed, and
 * whether its bytes are still kept. The store lists them, jobs restore them, faces show them. One
 * owner at a time. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-identity.h"
#include "tally-money.h"

G_BEGIN_DECLS

/**
 * TallyVersionEnd:
 * @TALLY_VERSION_END_NONE: it hangs there
 * @TALLY_VERSION_END_REPLACED: a newer version of ours took its place
 * @TALLY_VERSION_END_RESTORED: an earlier version was restored in its place
 * @TALLY_VERSION_END_FOREIGN: it was not in the store; ours took its place
 * @TALLY_VERSION_END_GONE: it was found gone, or was taken back
 * @TALLY_N_VERSION_ENDS: how many there are
 *
 * Why a version no longer hangs on the target. Stored: only append.
 */
typedef enum {
  TALLY_VERSION_END_NONE,
  TALLY_VERSION_END_REPLACED,
  TALLY_VERSION_END_RESTORED,
  TALLY_VERSION_END_FOREIGN,
  TALLY_VERSION_END_GONE,
  TALLY_N_VERSION_ENDS,
} TallyVersionEnd;

/**
 * TallyVersionBytes:
 * @TALLY_VERSION_BYTES_UNKNOWN: nobody looked
 * @TALLY_VERSION_BYTES_KEPT: in the archive, and what was put there
 * @TALLY_VERSION_BYTES_MISSING: not in this archive
 * @TALLY_VERSION_BYTES_DAMAGED: in the archive, with other bytes
 * @TALLY_VERSION_BYTES_DROPPED: the archive's retention removed them
 * @TALLY_N_VERSION_BYTES: how many there are
 *
 * What became of a version's bytes.
 */
typedef enum {
  TALLY_VERSION_BYTES_UNKNOWN,
  TALLY_VERSION_BYTES_KEPT,
  TALLY_VERSION_BYTES_MISSING,
  TALLY_VERSION_BYTES_DAMAGED,
  TALLY_VERSION_BYTES_DROPPED,
  TALLY_N_VERSION_BYTES,
} TallyVersionBytes;

/**
 * TallyVersion:
 * @version: its number, 0 = another program's, which can't be restored
 * @identity: (owned): which workbook
 * @end: why it no longer hangs there
 * @bytes: what became of its bytes
 * @is_pinned: it was restored and is held until it is released or its lines change
 * @has_lines: whether the store knows the lines that it shows
 * @target_sheet: where it hung
 * @target_row: on which row, 0 = not known
 * @attachment_id: as which attachment
 * @run_id: the run that recorded it, 0 = another program's
 * @from_utc_usec: since when, µs since 1970 UTC, by the peer's clock
 * @until_utc_usec: until when, 0 = it hangs there
 * @generated_utc_usec: what "Report Generated On" shows, 0 = not known
 * @dropped_utc_usec: when retention removed its bytes, 0 = it did not
 * @size_bytes: size of the file
 * @n_lines: lines that it shows
 * @total_cents: their sum
 * @fingerprint: (owned): of its content, "" = not known
 * @file_name: (owned): its name
 * @sha256: (owned): of the file, hexadecimal
 */
typedef struct {
  gint64             version;
  TallyIdentity     *identity;
  TallyVersionEnd    end;
  TallyVersionBytes  bytes;
  gboolean           is_pinned;
  gboolean           has_lines;
  gint64             target_sheet;
  gint64             target_row;
  gint64             attachment_id;
  gint64             run_id;
  gint64             from_utc_usec;
  gint64             until_utc_usec;
  gint64             generated_utc_usec;
  gint64             dropped_utc_usec;
  guint64            size_bytes;
  guint              n_lines;
  TallyMoney         total_cents;
  char              *fingerprint;
  char              *file_name;
  char              *sha256;
} TallyVersion;

/**
 * tally_version_free:
 * @self: (nullable): a version
 *
 * Frees it.
 */
void        tally_version_free         (TallyVersion       *self);

/**
 * tally_version_get_state:
 * @self: a version
 *
 * Returns: (transfer none): "restored" while it is pinned, "current" while it hangs there, else the
 *   id of its end: "replaced", "superseded" (by a restored one), "foreign", "gone"
 */
const char *tally_version_get_state    (const TallyVersion *self);

/**
 * tally_version_bytes_get_id:
 * @bytes: what became of bytes
 *
 * Returns: (transfer none): "kept", "missing", "damaged", "dropped"; "" = nobody looked
 */
const char *tally_version_bytes_get_id (TallyVersionBytes   bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyVersion, tally_version_free)

G_END_DECLS
