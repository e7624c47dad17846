/* tally-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-plan.h"

#include "tally-plan-weeks.h"

static const char *const action_ids[TALLY_N_PLAN_ACTIONS] = {
  "new", "changed", "unchanged", "vanished", "held",
};

static const struct {
  const char *id;
  const char *remedy;
} holds[TALLY_N_HOLDS] = {
  [TALLY_HOLD_NONE] = { "", "" },
  [TALLY_HOLD_SOURCE_LOST] = {
    "source_lost",
    "A sheet that it draws on was not read: restore access to that sheet or take it out of [sources]."
  },
  [TALLY_HOLD_VANISHED] = {
    "vanished",
    "All its rows are gone: restore them, or remove the workbook from the target row by hand."
  },
  [TALLY_HOLD_CLASH] = {
    "clash", "Different work requests look the same: correct the work request in the sheets."
  },
  [TALLY_HOLD_TAKEOVER] = {
    "takeover",
    "Its target row holds a workbook of another program: run once with --take-over to replace it."
  },
  [TALLY_HOLD_FOREIGN_PUBLISHER] = {
    "foreign_publisher",
    "Somebody else attached a newer workbook: stop the other program, then run once with --take-over "
    "to replace it, or remove it by hand."
  },
  [TALLY_HOLD_AMBIGUOUS_TARGET] = {
    "ambiguous_target",
    "Several target rows have this work request: leave it on one of them."
  },
  [TALLY_HOLD_NO_IDENTIFIER] = {
    "no_identifier", "Its kind of workbook needs a name: fill in the name in the sheet."
  },
  [TALLY_HOLD_UNVERIFIED] = {
    "unverified",
    "What was attached before could not be verified or cleaned up: the next run tries again."
  },
  [TALLY_HOLD_SOURCE_UNREAD] = {
    "source_unread",
    "The workbook on its target row draws on a sheet that was not read: name that sheet in [sources] "
    "or restore access to it; if it is gone for good, remove that workbook from the row by hand."
  },
  [TALLY_HOLD_TAKEOVER_SHRINKS] = {
    "takeover_shrinks",
    "The other program's workbook on its target row has more lines or a higher total, beyond "
    "[publish] max-change-share: compare both, and remove the other one by hand if it is wrong."
  },
  [TALLY_HOLD_FILE_UNREAD] = {
    "file_unread",
    "What hangs on its target row could not be fetched, so that nobody knows what it would replace: "
    "the next run tries again."
  },
  [TALLY_HOLD_APPROVAL] = {
    "approval", "A person must approve the plan: see 'tallyman plan list'."
  },
  [TALLY_HOLD_CONSERVATION] = {
    "conservation", "Rows and workbooks don't add up, nothing is published: report this as a bug."
  },
  [TALLY_HOLD_RESTORED] = {
    "restored",
    "A person restored an earlier version: release it with 'tallyman workbooks release', or change "
    "its rows."
  },
  [TALLY_HOLD_SET_ASIDE] = {
    "set_aside",
    "It failed in run after run: 'tallyman recovery list' says why, 'tallyman recovery release group ID' "
    "lets the next run try it again."
  },
};

TallyPlan *
tally_plan_new (void)
{
  TallyPlan *self = g_new0 (TallyPlan, 1);

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_plan_entry_free);
  self->published_weeks = g_array_new (FALSE, FALSE, sizeof (TallyPlanWeek));
  return self;
}

void
tally_plan_free (TallyPlan *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->entries);
  g_array_unref (self->published_weeks);
  g_free (self);
}

TallyPlanEntry *
tally_plan_entry_new (const TallyIdentity *identity,
                      TallyPlanAction      action,
                      TallyHold            hold)
{
  TallyPlanEntry *self;

  g_return_val_if_fail (identity != NULL, NULL);
  self = g_new0 (TallyPlanEntry, 1);
  self->identity = tally_identity_copy (identity);
  self->action = action;
  self->hold = hold;
  return self;
}

void
tally_plan_entry_free (TallyPlanEntry *self)
{
  if (self == NULL)
    return;
  tally_identity_free (self->identity);
  g_free (self);
}

guint
tally_plan_count (const TallyPlan *self,
                  TallyPlanAction  action)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);
  for (guint i = 0; i < self->entries->len; i++)
    n += ((const TallyPlanEntry *) self->entries->pdata[i])->action == action ? 1 : 0;
  return n;
}

const char *
tally_plan_action_get_id (TallyPlanAction action)
{
  return (guint) action < TALLY_N_PLAN_ACTIONS ? action_ids[action] : "";
}

const char *
tally_hold_get_id (TallyHold hold)
{
  return (guint) hold < TALLY_N_HOLDS ? holds[hold].id : "";
}

const char *
tally_hold_get_remedy (TallyHold hold)
{
  return (guint) hold < TALLY_N_HOLDS ? holds[hold].remedy : "";
}
