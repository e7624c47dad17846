/* tally-store-fingerprints.h
 *
 * When each content of a workbook was first planned: "Report Generated On" shows that time, so
 * that a retry or a later run makes the same bytes. Thread of the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-identity.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * tally_store_fingerprints_ensure_planned:
 * @store: a store opened for writing
 * @identity: a workbook
 * @fingerprint: of its content, 64 hexadecimal digits
 * @out_generated_utc_usec: (out): when this content was first planned, now if it is new
 * @error: return location, or %NULL
 *
 * Fixes the time of a content for ever. Many calls belong between tally_store_fingerprints_begin()
 * and tally_store_fingerprints_end().
 *
 * Returns: %TRUE if the time is fixed
 */
gboolean tally_store_fingerprints_ensure_planned (TallyStore           *store,
                                                  const TallyIdentity  *identity,
                                                  const char           *fingerprint,
                                                  gint64               *out_generated_utc_usec,
                                                  GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_fingerprints_begin:
 * @store: a store opened for writing
 * @error: return location, or %NULL
 *
 * Begins one transaction for many fingerprints.
 *
 * Returns: %TRUE if it is begun
 */
gboolean tally_store_fingerprints_begin          (TallyStore           *store,
                                                  GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_fingerprints_end:
 * @store: a store
 * @success: whether to keep them
 * @error: return location, or %NULL; not set when @success is %FALSE
 *
 * Ends it.
 *
 * Returns: %TRUE if they are kept
 */
gboolean tally_store_fingerprints_end            (TallyStore           *store,
                                                  gboolean              success,
                                                  GError              **error);

G_END_DECLS
