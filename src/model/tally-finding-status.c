/* tally-finding-status.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-finding-status.h"

#define BIT(status) (1u << TALLY_FINDING_##status)

/* What people may decide at once, from every state that asks for a decision. */
#define VERDICTS (BIT (CONFIRMED) | BIT (EXPLAINED) | BIT (FALSE_POSITIVE) | BIT (DUPLICATE_OF))

static const struct {
  const char *id;
  guint       next;    /* bits: what a person may make of it */
  gboolean    is_open;
} statuses[TALLY_N_FINDING_STATUSES] = {
  [TALLY_FINDING_NEW] = { "new", BIT (INVESTIGATING) | BIT (WAITING) | VERDICTS, TRUE },
  [TALLY_FINDING_INVESTIGATING] = { "investigating", BIT (NEW) | BIT (WAITING) | VERDICTS, TRUE },
  [TALLY_FINDING_WAITING] = { "waiting", BIT (NEW) | BIT (INVESTIGATING) | VERDICTS, TRUE },
  [TALLY_FINDING_CONFIRMED] = { "confirmed", BIT (NEW) | BIT (INVESTIGATING) | BIT (WAITING) | BIT (FIXED) | BIT (CLOSED) | VERDICTS, TRUE },
  [TALLY_FINDING_EXPLAINED] = { "explained", BIT (NEW) | BIT (INVESTIGATING) | BIT (WAITING) | BIT (CLOSED) | VERDICTS, FALSE },
  [TALLY_FINDING_FALSE_POSITIVE] = { "false-positive", BIT (NEW) | BIT (INVESTIGATING) | BIT (WAITING) | BIT (CLOSED) | VERDICTS, FALSE },
  [TALLY_FINDING_DUPLICATE_OF] = { "duplicate", BIT (NEW) | BIT (INVESTIGATING) | BIT (WAITING) | BIT (CLOSED) | VERDICTS, FALSE },
  [TALLY_FINDING_FIXED] = { "fixed", BIT (NEW) | BIT (INVESTIGATING) | BIT (CONFIRMED) | BIT (CLOSED), TRUE },
  [TALLY_FINDING_VERIFIED] = { "verified", BIT (INVESTIGATING) | BIT (CLOSED), FALSE },
  [TALLY_FINDING_CLOSED] = { "closed", BIT (INVESTIGATING), FALSE },
};

const char *
tally_finding_status_get_id (TallyFindingStatus status)
{
  g_return_val_if_fail (status < TALLY_N_FINDING_STATUSES, "");
  return statuses[status].id;
}

gboolean
tally_finding_status_find (const char         *id,
                           TallyFindingStatus *out_status)
{
  for (guint i = 0; id != NULL && i < TALLY_N_FINDING_STATUSES; i++)
    if (strcmp (statuses[i].id, id) == 0)
      {
        *out_status = i;
        return TRUE;
      }
  return FALSE;
}

gboolean
tally_finding_status_can_become (TallyFindingStatus from,
                                 TallyFindingStatus to)
{
  g_return_val_if_fail (from < TALLY_N_FINDING_STATUSES && to < TALLY_N_FINDING_STATUSES, FALSE);
  return from != to && (statuses[from].next & (1u << to)) != 0;
}

gboolean
tally_finding_status_is_open (TallyFindingStatus status)
{
  g_return_val_if_fail (status < TALLY_N_FINDING_STATUSES, FALSE);
  return statuses[status].is_open;
}

gboolean
tally_finding_status_is_verdict (TallyFindingStatus  status,
                                 gboolean           *out_is_true)
{
  const guint right = BIT (CONFIRMED) | BIT (FIXED) | BIT (VERIFIED);

  if ((right & (1u << status)) == 0 && status != TALLY_FINDING_FALSE_POSITIVE)
    return FALSE;
  *out_is_true = status != TALLY_FINDING_FALSE_POSITIVE;
  return TRUE;
}

int
tally_finding_status_get_label (TallyFindingStatus status)
{
  g_return_val_if_fail (status < TALLY_N_FINDING_STATUSES, -1);
  if (status == TALLY_FINDING_CONFIRMED || status == TALLY_FINDING_FIXED || status == TALLY_FINDING_VERIFIED)
    return 1;
  if (status == TALLY_FINDING_EXPLAINED || status == TALLY_FINDING_FALSE_POSITIVE)
    return 0;
  return status == TALLY_FINDING_NEW || status == TALLY_FINDING_WAITING || status == TALLY_FINDING_DUPLICATE_OF ? -1 : -2;
}
