/* fuzz-proposal.c
 *
 * Any bytes as a plan.json that comes back from somewhere: what is taken is written again as a text
 * that reads as the same plan, and the digest is that of its entries.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-proposal-json.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (TallyProposal) proposal = tally_proposal_from_json ((const char *) data, size, NULL);
  g_autoptr (TallyProposal) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *twice = NULL;
  char digest[TALLY_HASH_HEX_LENGTH + 1];

  if (proposal == NULL)
    return 0;
  g_strlcpy (digest, proposal->digest, sizeof digest);
  tally_proposal_seal (proposal);
  g_assert_cmpstr (proposal->digest, ==, digest);
  text = tally_proposal_to_json (proposal);
  again = tally_proposal_from_json (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->digest, ==, digest);
  twice = tally_proposal_to_json (again);
  g_assert_cmpstr (twice, ==, text);
  return 0;
}
