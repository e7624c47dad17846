/* tally-sandbox-seed-units.h
 *
 * The made-up catalogue of compatible units with their contract rates, deterministic from a seed.
 * For the generator and the living sandbox; immutable once made. Depends on core.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-lexeme.h"

G_BEGIN_DECLS

#define TALLY_SANDBOX_MAX_UNITS 4000

/* Old and new contract. */
#define TALLY_SANDBOX_N_ERAS 2

typedef enum
{
  TALLY_SANDBOX_WORK_INSTALL,
  TALLY_SANDBOX_WORK_REMOVAL,
  TALLY_SANDBOX_WORK_TRANSFER,
  TALLY_SANDBOX_N_WORKS,
} TallySandboxWork;

typedef struct
{
  const TallySandboxLexeme *code;
  const TallySandboxLexeme *description;
  const TallySandboxLexeme *uom;
  guint                     typical_quantity; /* per line: 1 … this */
  gint64                    rate_cents[TALLY_SANDBOX_N_ERAS][TALLY_SANDBOX_N_WORKS]; /* 0 = none */
} TallySandboxUnit;

/**
 * tally_sandbox_seed_units_new:
 * @pool: where the lexemes come from
 * @seed: decides about codes and rates
 * @n_units: 10 … %TALLY_SANDBOX_MAX_UNITS
 *
 * Returns: (transfer full) (element-type TallySandboxUnit): the catalogue; codes differ
 */
GArray *tally_sandbox_seed_units_new (TallySandboxPool *pool,
                                      guint64           seed,
                                      guint             n_units);

G_END_DECLS
