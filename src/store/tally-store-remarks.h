/* tally-store-remarks.h
 *
 * What people say about findings beside their verdicts, as entries of the trail: notes, who looks at it, files. Thread of
 * the connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding-remark.h"
#include "tally-store.h"

G_BEGIN_DECLS

/**
 * tally_store_remarks_add:
 * @store: a store opened for writing
 * @finding_id: a finding's whole id
 * @remark: what is said; its time is ignored
 * @error: return location, or %NULL
 *
 * Appends it to the trail; who looks at a finding is also told by the finding from then on. In one transaction.
 *
 * Errors: %TALLY_STORE_ERROR_DECIDED - there is no such finding; %TALLY_STORE_ERROR_CONSTRAINT - a bound is exceeded:
 * show the message.
 *
 * Returns: %TRUE if it is durable
 */
gboolean   tally_store_remarks_add  (TallyStore                *store,
                                     const char                *finding_id,
                                     const TallyFindingRemark  *remark,
                                     GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_store_remarks_list:
 * @store: a store
 * @finding_id: a finding's whole id
 * @error: return location, or %NULL
 *
 * Returns: (transfer full) (element-type TallyFindingRemark) (nullable): what was said, oldest first
 */
GPtrArray *tally_store_remarks_list (TallyStore                *store,
                                     const char                *finding_id,
                                     GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
