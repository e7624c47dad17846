/* tally-identity-subject.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-identity-subject.h"

#define SUBJECT_DIGITS 12

char *
tally_identity_dup_subject (const TallyIdentity *self)
{
  g_autofree char *key = NULL;
  g_autofree char *sum = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  key = tally_identity_dup_key (self);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  return g_strndup (sum, SUBJECT_DIGITS);
}
