/* tally-recovery-attempt.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-recovery-attempt.h"

void
tally_recovery_attempt_free (TallyRecoveryAttempt *self)
{
  if (self == NULL)
    return;
  g_free (self->operation);
  g_free (self->error_class);
  g_free (self->strategy);
  g_free (self->outcome);
  g_free (self);
}

void
tally_recovery_time_free (TallyRecoveryTime *self)
{
  if (self == NULL)
    return;
  g_free (self->error_class);
  g_free (self);
}
