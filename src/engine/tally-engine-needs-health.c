/* tally-engine-needs-health.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-needs-private.h"

#include "tally-engine-health.h"

/* What it was refused with: tally_run_get_exit_code(). */
#define EXIT_REFUSED 5

/* Parts that nothing else of the list tells of; "service", "rate", "run", "schedule" and "guards" are told by circuits, by
 * runs, by starts that did not come, and by pauses and what is set aside. */
static const char *const parts[] = { "token", "sources", "database", "disk", "checkup" };

/* A refused run says so itself, and so do rows that are owed. */
static gboolean
is_told (const TallyEngineNeeds *self,
         const TallyHealthPart  *part,
         const char             *subject)
{
  if (strcmp (part->id, "token") == 0)
    return tally_engine_needs_has (self, TALLY_ENGINE_NEED_RUN_FAILED) && self->last_exit_code == EXIT_REFUSED;
  return strcmp (subject, "audit") == 0 && tally_engine_needs_has (self, TALLY_ENGINE_NEED_AUDIT_ROW);
}

static TallyEngineUrgency
get_urgency (const TallyHealthPart *part)
{
  if (part->state == TALLY_HEALTH_STATE_FAILED)
    return part->is_required ? TALLY_ENGINE_URGENCY_NOW : TALLY_ENGINE_URGENCY_SOON;
  return part->is_required ? TALLY_ENGINE_URGENCY_SOON : TALLY_ENGINE_URGENCY_LATER;
}

static void
add_part (TallyEngineNeeds      *self,
          const TallyHealthPart *part)
{
  gboolean is_checkup = strcmp (part->id, "checkup") == 0;
  const char *subject = is_checkup && part->name != NULL ? part->name : part->id;
  TallyEngineNeed *need;

  if (part->state < TALLY_HEALTH_STATE_DEGRADED || is_told (self, part, subject))
    return;
  need = tally_engine_needs_add (self, TALLY_ENGINE_NEED_HEALTH, get_urgency (part), subject);
  need->since_utc_usec = part->as_of_utc_usec;
  if (part->reason == TALLY_HEALTH_REASON_SHEETS_LOST)
    need->n = (guint64) part->amount;
}

gboolean
tally_engine_needs_add_health (TallyEngineNeeds  *self,
                               TallyEngine       *engine,
                               GError           **error)
{
  g_autoptr (TallyHealthBoard) board = tally_engine_health_read (engine, G_TIME_SPAN_HOUR, 1, NULL, error);

  if (board == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const TallyHealthPart *part = tally_health_board_find (board, parts[i]);
      if (part != NULL)
        add_part (self, part);
    }
  return TRUE;
}
