/* tally-recovery-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-recovery-state.h"

void
tally_recovery_breaker_free (TallyRecoveryBreaker *self)
{
  if (self == NULL)
    return;
  g_free (self->dependency);
  g_free (self->state);
  g_free (self->actor);
  g_free (self->reason);
  g_free (self);
}

void
tally_recovery_budget_free (TallyRecoveryBudget *self)
{
  if (self == NULL)
    return;
  g_free (self->host);
  g_free (self);
}

void
tally_recovery_pause_free (TallyRecoveryPause *self)
{
  if (self == NULL)
    return;
  g_free (self->what);
  g_free (self->actor);
  g_free (self->reason);
  g_free (self);
}

void
tally_recovery_quarantine_free (TallyRecoveryQuarantine *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_free (self->subject);
  g_free (self->reason);
  g_free (self->detail);
  g_free (self);
}
