/* tally-engine-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-search.h"

#include "tally-engine-error.h"
#include "tally-engine-findings-private.h"
#include "tally-store-search.h"

GPtrArray *
tally_engine_search (TallyEngine      *self,
                     const char       *text,
                     TallySearchKind   kind,
                     guint             n_max,
                     GError          **error)
{
  g_autoptr (TallySearchQuery) query = NULL;
  g_autoptr (TallyStore) store = NULL;
  GError *failure = NULL;
  GPtrArray *hits = NULL;

  g_return_val_if_fail (self != NULL && text != NULL && n_max > 0, NULL);
  query = tally_search_query_parse (text, &failure);
  if (query == NULL)
    {
      g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG, failure->message);
      g_error_free (failure);
      return NULL;
    }
  store = tally_engine_open_reader (self, &failure);
  if (store != NULL)
    hits = tally_store_search (store, query, kind, n_max, &failure);
  if (hits == NULL)
    tally_engine_findings_take_error (failure, error);
  return hits;
}
