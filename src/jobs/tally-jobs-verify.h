/* tally-jobs-verify.h
 *
 * Whether what hangs on the target is what was made. The peer's own words first: name and size;
 * the bytes only when those leave a doubt. Run thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-attachment.h"
#include "tally-jobs-context.h"

G_BEGIN_DECLS

/**
 * TallyJobsVerdict:
 * @TALLY_JOBS_VERDICT_RIGHT: it is what was made
 * @TALLY_JOBS_VERDICT_WRONG: it is something else, and no workbook
 * @TALLY_JOBS_VERDICT_OTHER: it is another workbook, whole: somebody else's, if nothing says that we
 *   attached it
 * @TALLY_JOBS_VERDICT_GONE: it is not there
 */
typedef enum {
  TALLY_JOBS_VERDICT_RIGHT,
  TALLY_JOBS_VERDICT_WRONG,
  TALLY_JOBS_VERDICT_OTHER,
  TALLY_JOBS_VERDICT_GONE,
} TallyJobsVerdict;

/**
 * tally_jobs_looks_right:
 * @attachment: what the peer says of it
 * @name: the name it must have
 * @size_bytes: the size it must have
 *
 * Smartsheet tells sizes in KiB without saying how it rounds: one more or less is the same.
 *
 * Returns: %TRUE if name and size leave no doubt
 */
gboolean tally_jobs_looks_right (const TallyAttachment *attachment,
                                 const char            *name,
                                 guint64                size_bytes);

/**
 * tally_jobs_download:
 * @context: the run
 * @attachment_id: an attachment of the target
 * @out_sha256: (out) (optional) (transfer full): SHA-256 of its bytes in hexadecimal
 * @error: return location, or %NULL
 *
 * Fetches an attachment's bytes.
 *
 * Errors: those of the client.
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes  *tally_jobs_download    (TallyJobsContext      *context,
                                 gint64                 attachment_id,
                                 char                 **out_sha256,
                                 GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_verify_bytes:
 * @context: the run
 * @attachment_id: an attachment of the target
 * @sha256: SHA-256 that its bytes must have
 * @out_verdict: (out): what it is
 * @error: return location, or %NULL
 *
 * Compares the bytes.
 *
 * Errors: those of the client, but not "not found".
 *
 * Returns: %TRUE if there is a verdict
 */
gboolean tally_jobs_verify_bytes (TallyJobsContext     *context,
                                  gint64                attachment_id,
                                  const char           *sha256,
                                  TallyJobsVerdict     *out_verdict,
                                  GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
