/* tally-identity-private.h
 *
 * What the maker and the parser of names share. Model only; pure functions, any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-identity.h"

G_BEGIN_DECLS

/* Traps in names, and what keeps out of them:
 * "_AEPBillable" begins like an escape, but a suffix is read only behind the week, and in a key no
 * UTF-8 text ends where byte AE could begin, which is why texts must be UTF-8.
 * Old names may look escaped ("12_34"): a name is ours only if it would be written again byte by
 * byte ("4" is never escaped). An old "12_2F" remains; it has no time and 16 digits only by hand.
 * An old "WR_1_WeekEnding_081725_<hash16>.xlsx" reads as ours, with the same identity.
 * What a person wrote behind the week ("…_081725_checked.xlsx") makes it a person's file. */

/* "_x" and 16 digits: the end of a part that was cut. */
#define TALLY_IDENTITY_CUT_MARK 18

/**
 * TallyIdentityToken:
 * @variant: which kind of workbook
 * @bare: between week and fingerprint when there is no identifier
 * @named: the same, when an identifier follows
 * @key_bare: after the work request in a key, without identifier
 * @key_named: the same, when an identifier follows
 *
 * How a variant reads in names.
 */
typedef struct {
  TallyVariant  variant;
  const char   *bare;
  const char   *named;
  const char   *key_bare;
  const char   *key_named;
} TallyIdentityToken;

/**
 * tally_identity_get_token:
 * @variant: which kind of workbook
 *
 * Returns: (transfer none): how it reads in names
 */
const TallyIdentityToken *tally_identity_get_token (TallyVariant  variant);

/**
 * tally_identity_escape:
 * @text: a work request or an identifier
 *
 * Returns: (transfer full): as it stands in names, at most %TALLY_IDENTITY_MAX_PART bytes
 */
char *tally_identity_escape                        (const char   *text);

G_END_DECLS
