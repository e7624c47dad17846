/* tally-sandbox-live-private.h
 *
 * One sitting in a living world: who, where, when. Included by tally-sandbox-live*.c alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-live.h"
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
 * tally_sandbox_live_list:
 * @out_n: (out): how many there are
 *
 * Returns: (transfer none): all that happens in a living world
 */
const TallySandboxHappening *tally_sandbox_live_list (guint *out_n);

G_END_DECLS
