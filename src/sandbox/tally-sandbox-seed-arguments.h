/* tally-sandbox-seed-arguments.h
 *
 * What the command line of "tallyman sandbox" says about made-up data. Called by the program,
 * main thread. Depends on the generator.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-seed.h"

G_BEGIN_DECLS

/* Filled by GOption, which never frees a text that it replaces; start from _init (). */
typedef struct
{
  gint64    seed;
  int       n_sheets;
  int       rows_per_sheet;
  int       n_weeks;
  int       n_work_requests;
  double    mess_ratio;
  char     *today;         /* (owned) (nullable): %NULL = the default */
  char     *layout;        /* (owned) (nullable): "home", "folders", "nested" */
  gboolean  with_twins;
  gboolean  with_old_workbooks;
  gboolean  with_predecessor;
  gboolean  describes;     /* print the truth about the data and end */
  gboolean  tells_rates;   /* print the price book and end */
} TallySandboxSeedArguments;

/**
 * tally_sandbox_seed_arguments_init:
 * @self: (out caller-allocates): arguments
 *
 * Sets the defaults of tally_sandbox_seed_init().
 */
void     tally_sandbox_seed_arguments_init    (TallySandboxSeedArguments        *self);

/**
 * tally_sandbox_seed_arguments_clear:
 * @self: arguments
 *
 * Frees their texts.
 */
void     tally_sandbox_seed_arguments_clear   (TallySandboxSeedArguments        *self);

/**
 * tally_sandbox_seed_arguments_add_to:
 * @self: arguments, which outlive @context
 * @context: a command line
 *
 * Adds the options.
 */
void     tally_sandbox_seed_arguments_add_to  (TallySandboxSeedArguments        *self,
                                               GOptionContext                   *context);

/**
 * tally_sandbox_seed_arguments_read:
 * @self: parsed arguments
 * @out_seed: (out caller-allocates): the options; they borrow the texts of @self
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_SANDBOX_ERROR_INVALID - a number is negative or a layout unknown (fix input).
 *
 * Returns: %TRUE if they were read; tally_sandbox_seed_world() checks the ranges
 */
gboolean tally_sandbox_seed_arguments_read    (const TallySandboxSeedArguments  *self,
                                               TallySandboxSeed                 *out_seed,
                                               GError                          **error);

/**
 * tally_sandbox_seed_fill_cb:
 * @world: an empty world
 * @user_data: a #TallySandboxSeed
 * @error: return location, or %NULL
 *
 * A #TallySandboxFillFunc: tally_sandbox_seed_world(), or nothing for 0 sheets.
 *
 * Errors: as tally_sandbox_seed_world().
 *
 * Returns: %TRUE if it is filled
 */
gboolean tally_sandbox_seed_fill_cb           (TallySandboxWorld                *world,
                                               gpointer                          user_data,
                                               GError                          **error);

/**
 * tally_sandbox_seed_dup_origin:
 * @seed: options
 *
 * Returns: (transfer full): one line that differs for options that make different worlds
 */
char    *tally_sandbox_seed_dup_origin        (const TallySandboxSeed           *seed);

G_END_DECLS
