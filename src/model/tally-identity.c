/* tally-identity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-identity.h"

TallyIdentity *
tally_identity_new (const char   *work_request,
                    TallyDay      week_ending,
                    TallyVariant  variant,
                    const char   *identifier)
{
  TallyIdentity *self;

  g_return_val_if_fail (work_request != NULL && *work_request != '\0', NULL);
  self = g_new0 (TallyIdentity, 1);
  self->work_request = g_strdup (work_request);
  self->identifier = g_strdup (identifier != NULL ? identifier : "");
  self->week_ending = week_ending;
  self->variant = variant;
  return self;
}

TallyIdentity *
tally_identity_copy (const TallyIdentity *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return tally_identity_new (self->work_request, self->week_ending, self->variant,
                             self->identifier);
}

void
tally_identity_free (TallyIdentity *self)
{
  if (self == NULL)
    return;
  g_free (self->work_request);
  g_free (self->identifier);
  g_free (self);
}

int
tally_identity_compare (const TallyIdentity *a,
                        const TallyIdentity *b)
{
  int order;

  if (a->week_ending != b->week_ending)
    return a->week_ending < b->week_ending ? -1 : 1;
  order = strcmp (a->work_request, b->work_request);
  if (order == 0 && a->variant != b->variant)
    order = a->variant < b->variant ? -1 : 1;
  return order != 0 ? order : strcmp (a->identifier, b->identifier);
}

guint
tally_identity_hash (gconstpointer self)
{
  const TallyIdentity *identity = self;

  return g_str_hash (identity->work_request) * 31 + g_str_hash (identity->identifier) * 7
         + identity->week_ending * 5 + (guint) identity->variant;
}

gboolean
tally_identity_equal (gconstpointer a,
                      gconstpointer b)
{
  return tally_identity_compare (a, b) == 0;
}
