/* tally-finding-exception-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-finding-exception-record.h"

void
tally_finding_exception_record_free (TallyFindingExceptionRecord *self)
{
  if (self == NULL)
    return;
  g_free ((char *) self->exception.finding);
  g_free ((char *) self->exception.detector);
  g_free ((char *) self->exception.work_request);
  g_free ((char *) self->exception.cu);
  g_free ((char *) self->exception.made_by);
  g_free ((char *) self->exception.reason);
  g_free (self->revoked_by);
  g_free (self->revoked_why);
  g_free (self);
}
