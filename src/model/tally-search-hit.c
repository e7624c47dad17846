/* tally-search-hit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-search-hit.h"

static const char *const ids[TALLY_N_SEARCH_KINDS] = {
  [TALLY_SEARCH_FINDINGS] = "finding",
  [TALLY_SEARCH_LINES] = "line",
  [TALLY_SEARCH_NOTES] = "note",
};

const char *
tally_search_kind_get_id (TallySearchKind kind)
{
  g_return_val_if_fail ((guint) kind < TALLY_N_SEARCH_KINDS, "");
  return ids[kind];
}

gboolean
tally_search_kind_find (const char      *id,
                        TallySearchKind *out_kind)
{
  g_return_val_if_fail (id != NULL && out_kind != NULL, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (strcmp (ids[i], id) == 0)
      {
        *out_kind = (TallySearchKind) i;
        return TRUE;
      }
  return FALSE;
}

void
tally_search_hit_free (TallySearchHit *self)
{
  if (self == NULL)
    return;
  g_free (self->finding_id);
  g_free (self->work_request);
  g_free (self->actor);
  g_free (self->text);
  g_free (self);
}
