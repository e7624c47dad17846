/* tally-store-versions.h
 *
 * Every workbook that hung on the target, ours or not, with the time it did and the SHA-256 under
 * which the archive keeps its bytes. Written with each publication and each superseded attachment,
 * in their transactions. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-store.h"
#include "tally-version.h"

G_BEGIN_DECLS

/**
 * TallyStoreContent:
 * @sha256: (owned): of the bytes, hexadecimal
 * @size_bytes: their number, 0 = not known
 * @n_versions: versions that have them
 *
 * A content of the archive.
 */
typedef struct {
  char    *sha256;
  guint64  size_bytes;
  guint    n_versions;
} TallyStoreContent;

/**
 * tally_store_content_free:
 * @self: (nullable): a content
 *
 * Frees it.
 */
void          tally_store_content_free            (TallyStoreContent  *self);

/**
 * tally_store_versions_list_current:
 * @store: a store
 * @target_sheet: the target
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyVersion) (nullable): what hangs there now, by
 *   tally_identity_compare()
 */
GPtrArray    *tally_store_versions_list_current   (TallyStore         *store,
                                                   gint64              target_sheet,
                                                   GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_versions_list:
 * @store: a store
 * @target_sheet: the target
 * @work_request: a normalised work request
 * @week_ending: last day of the billing week
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyVersion) (nullable): all that ever hung there, by
 *   variant and identifier, oldest first
 */
GPtrArray    *tally_store_versions_list           (TallyStore         *store,
                                                   gint64              target_sheet,
                                                   const char         *work_request,
                                                   TallyDay            week_ending,
                                                   GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_versions_find:
 * @store: a store
 * @version: number of a version
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (nullable): the version; %NULL without an error if there is none
 */
TallyVersion *tally_store_versions_find           (TallyStore         *store,
                                                   gint64              version,
                                                   GError            **error);

/**
 * tally_store_versions_list_expired:
 * @store: a store
 * @before_utc_usec: µs since 1970 UTC
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyStoreContent) (nullable): the contents that no
 *   version had since then and that were not dropped yet
 */
GPtrArray    *tally_store_versions_list_expired   (TallyStore         *store,
                                                   gint64              before_utc_usec,
                                                   GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_versions_mark_dropped:
 * @store: a store that holds the lease
 * @sha256: a content
 * @error: return location, or %NULL
 *
 * Notes that the archive no longer keeps a content, also in the trail ("archive-dropped"); durable.
 *
 * Returns: %TRUE if it is recorded
 */
gboolean      tally_store_versions_mark_dropped   (TallyStore         *store,
                                                   const char         *sha256,
                                                   GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyStoreContent, tally_store_content_free)

G_END_DECLS
