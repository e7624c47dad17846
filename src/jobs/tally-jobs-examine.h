/* tally-jobs-examine.h
 *
 * Looks into workbooks that hang on the target and that the store does not know: who wrote them,
 * what they say, from which sheets. Several are fetched at once; only what they say is kept. Run
 * thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-hash.h"
#include "tally-jobs-context.h"

G_BEGIN_DECLS

/**
 * TallyJobsAuthor:
 * @TALLY_JOBS_AUTHOR_UNFETCHED: it could not be fetched, or is gone
 * @TALLY_JOBS_AUTHOR_UNREADABLE: its bytes are no workbook
 * @TALLY_JOBS_AUTHOR_OTHER: a workbook that does not say from what it was made: the predecessor's,
 *   or a person's
 * @TALLY_JOBS_AUTHOR_TALLYMAN: its provenance sheet tells
 *
 * Who wrote a workbook.
 */
typedef enum {
  TALLY_JOBS_AUTHOR_UNFETCHED,
  TALLY_JOBS_AUTHOR_UNREADABLE,
  TALLY_JOBS_AUTHOR_OTHER,
  TALLY_JOBS_AUTHOR_TALLYMAN,
} TallyJobsAuthor;

/**
 * TallyJobsExamined:
 * @attachment_id: the attachment
 * @author: who wrote it; what follows is known from %TALLY_JOBS_AUTHOR_OTHER on
 * @n_lines: lines that it shows
 * @total_cents: the total that it shows
 * @size_bytes: size of the file
 * @sha256: (owned): of the file, hexadecimal
 * @installation: (owned): the installation that wrote it, "" = not told
 * @key: (owned): key of its identity, "" = not told
 * @fingerprint: of its content, "" = not told
 * @sheet_ids: (owned) (element-type gint64): the source sheets of its lines
 *
 * What a workbook says.
 */
typedef struct {
  gint64           attachment_id;
  TallyJobsAuthor  author;
  guint            n_lines;
  TallyMoney       total_cents;
  guint64          size_bytes;
  char            *sha256;
  char            *installation;
  char            *key;
  char             fingerprint[TALLY_HASH_HEX_LENGTH + 1];
  GArray          *sheet_ids;
} TallyJobsExamined;

/**
 * tally_jobs_examine:
 * @context: the run; its target's files were read
 * @attachment_ids: (element-type gint64): what to look into
 * @error: return location, or %NULL
 *
 * Fetches and reads them.
 *
 * Errors: those of the client that concern the whole run, see tally_jobs_ends_run().
 *
 * Returns: (transfer full) (nullable) (element-type gint64 TallyJobsExamined): each by its id
 */
GHashTable        *tally_jobs_examine       (TallyJobsContext   *context,
                                             GArray             *attachment_ids,
                                             GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_jobs_examined_new:
 * @bytes: (nullable): a file, %NULL = it could not be fetched
 *
 * Reads a file; any thread.
 *
 * Returns: (transfer full): what it says
 */
TallyJobsExamined *tally_jobs_examined_new  (GBytes             *bytes);

/**
 * tally_jobs_examined_free:
 * @self: (nullable): what a file says
 *
 * Frees it.
 */
void               tally_jobs_examined_free (TallyJobsExamined  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyJobsExamined, tally_jobs_examined_free)

G_END_DECLS
