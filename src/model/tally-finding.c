/* tally-finding.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-finding.h"

#include "tally-hash.h"

/* Version of what an id is made of: another one makes every finding new. */
#define ID_VERSION 1

TallyFinding *
tally_finding_new (void)
{
  TallyFinding *self = g_new0 (TallyFinding, 1);

  self->id = g_strdup ("");
  self->detector = g_strdup ("");
  self->cause = g_strdup ("");
  self->work_request = g_strdup ("");
  self->sentence = g_strdup ("");
  self->facts = g_strdup ("");
  self->judgement = g_strdup ("");
  self->assignee = g_strdup ("");
  self->lines = g_array_new (FALSE, FALSE, sizeof (TallyFindingLine));
  return self;
}

void
tally_finding_free (TallyFinding *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->detector);
  g_free (self->cause);
  g_free (self->work_request);
  g_free (self->sentence);
  g_free (self->facts);
  g_free (self->judgement);
  g_free (self->assignee);
  g_array_unref (self->lines);
  g_free (self);
}

char *
tally_finding_dup_id (const char *family,
                      const char *subject)
{
  g_autoptr (TallyHash) hash = tally_hash_new ("finding", ID_VERSION);

  tally_hash_add_text (hash, family);
  tally_hash_add_text (hash, subject);
  return g_strndup (tally_hash_get_hex (hash), TALLY_FINDING_ID_LENGTH);
}

/* Dollars at risk times how sure it is; a product of 64 bits would not hold it. */
static double
get_weight (const TallyFinding *finding)
{
  return tally_money_to_double (finding->exposure_cents) * (double) finding->score_micros;
}

int
tally_finding_compare (const TallyFinding *a,
                       const TallyFinding *b)
{
  double weight_a = get_weight (a), weight_b = get_weight (b);

  if (!a->is_trial != !b->is_trial)
    return a->is_trial ? 1 : -1;
  if (a->severity != b->severity)
    return (int) b->severity - (int) a->severity;
  if (weight_a < weight_b || weight_a > weight_b)
    return weight_a < weight_b ? 1 : -1;
  return strcmp (a->id, b->id);
}
