/* tally-sandbox-sitting.h
 *
 * One sitting in a living world: who, where, when; and all that can happen in one. For
 * tally-sandbox-live.c and for tests, under the world's lock. Depends on the world and on core.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-seed-columns.h"

G_BEGIN_DECLS

typedef struct
{
  TallySandboxWorld  *world;
  TallySandboxSheet  *sheet;
  TallySandboxRow    *row;    /* (nullable): the sheet has none */
  TallyRandom        *random;
  TallySandboxStamp   stamp;  /* a person's */
  TallySandboxColumn *columns[TALLY_SANDBOX_N_FIELDS]; /* NULL = the sheet has none */
} TallySandboxSitting;

typedef struct
{
  const char *id;
  guint       weight;
  gboolean  (*happen) (TallySandboxSitting *sitting); /* FALSE = it could not */
} TallySandboxHappening;

/**
 * tally_sandbox_sitting_list:
 * @out_n: (out): how many there are
 *
 * Returns: (transfer none): all that happens in a living world
 */
const TallySandboxHappening *tally_sandbox_sitting_list (guint *out_n);

G_END_DECLS
