/* tally-engine-findings-peers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-findings-peers.h"

#include "tally-engine-findings-private.h"
#include "tally-store-line-peers.h"

GArray *
tally_engine_findings_list_peers (TallyEngine             *self,
                                  const TallyFindingLine  *line,
                                  GError                 **error)
{
  g_autoptr (TallyStore) store = NULL;
  GError *failure = NULL;
  GArray *peers = NULL;

  g_return_val_if_fail (self != NULL && line != NULL, NULL);
  store = tally_engine_open_reader (self, &failure);
  if (store != NULL)
    peers = tally_store_line_peers_list (store, line->sheet_id, line->row_id, TALLY_ENGINE_FINDINGS_MAX_PEERS, &failure);
  if (peers == NULL)
    tally_engine_findings_take_error (failure, error);
  return peers;
}
