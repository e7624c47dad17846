/* tally-finding-exception.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-finding-exception.h"

static gboolean
is_given (const char *text)
{
  return text != NULL && text[0] != '\0';
}

/* What is not given matches everything. */
static gboolean
matches (const char *wanted,
         const char *actual)
{
  return !is_given (wanted) || strcmp (wanted, actual) == 0;
}

gboolean
tally_finding_exception_is_valid (const TallyFindingException *self)
{
  return self->until != TALLY_DAY_NONE
         && (is_given (self->finding) || is_given (self->detector) || is_given (self->work_request)
             || is_given (self->cu));
}

gboolean
tally_finding_exception_matches (const TallyFindingException *self,
                                 const TallyFinding          *finding,
                                 const char                  *cu,
                                 TallyDay                     today)
{
  return tally_finding_exception_is_valid (self) && today <= self->until
         && matches (self->finding, finding->id) && matches (self->detector, finding->detector)
         && matches (self->work_request, finding->work_request) && matches (self->cu, cu);
}
