/* tally-recovery.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-recovery.h"

void
tally_recovery_held_free (TallyRecoveryHeld *self)
{
  if (self == NULL)
    return;
  g_free (self->subject);
  g_free (self->key);
  g_free (self);
}

void
tally_recovery_intent_free (TallyRecoveryIntent *self)
{
  if (self == NULL)
    return;
  g_free (self->state);
  g_free (self->subject);
  g_free (self);
}

void
tally_recovery_free (TallyRecovery *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->breakers, g_ptr_array_unref);
  g_clear_pointer (&self->budgets, g_ptr_array_unref);
  g_clear_pointer (&self->pauses, g_ptr_array_unref);
  g_clear_pointer (&self->quarantine, g_ptr_array_unref);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_pointer (&self->intents, g_ptr_array_unref);
  g_clear_pointer (&self->times, g_ptr_array_unref);
  g_clear_pointer (&self->attempts, g_ptr_array_unref);
  g_free (self);
}
