/* tally-sandbox-seed.h
 *
 * Fills a world with made-up utility billing: source sheets with the mess of the real thing, a
 * target sheet, an audit sheet, people, workspaces. The same options give the same world on every
 * machine, in every locale, on every day. Called once, on an empty world, by the program and by
 * tests, before the server runs. Depends on the world and on core.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-seed-manifest.h"
#include "tally-sandbox-world.h"

G_BEGIN_DECLS

#define TALLY_SANDBOX_SEED_MAX_SHEETS 120
#define TALLY_SANDBOX_SEED_MIN_ROWS 10
#define TALLY_SANDBOX_SEED_MAX_ROWS 20000
#define TALLY_SANDBOX_SEED_MAX_WEEKS 104
/* From this many rows on, each kind of mess is there at least once. */
#define TALLY_SANDBOX_SEED_FULL_MESS_ROWS 500

/**
 * TallySandboxSeedLayout:
 * @TALLY_SANDBOX_LAYOUT_HOME: all sheets in the user's own "Sheets" folder
 * @TALLY_SANDBOX_LAYOUT_FOLDERS: a workspace with two folders of sources
 * @TALLY_SANDBOX_LAYOUT_NESTED: a workspace with sources on three levels of folders, sheets that
 *   are no sources beside them and an empty folder
 *
 * Where the sources are. Target and audit sheet are in the home in any case.
 */
typedef enum
{
  TALLY_SANDBOX_LAYOUT_HOME,
  TALLY_SANDBOX_LAYOUT_FOLDERS,
  TALLY_SANDBOX_LAYOUT_NESTED,
} TallySandboxSeedLayout;

/* What to make up; start from tally_sandbox_seed_init (). */
typedef struct
{
  guint64                   seed;
  guint                     n_sheets;           /* 1 … 120 */
  guint                     rows_per_sheet;     /* 10 … 20,000 */
  guint                     n_weeks;            /* 1 … 104; 0 = 3 … 22 by the number of rows */
  guint                     n_work_requests;    /* up to one a row; 0 = natural group sizes */
  guint                     n_units;            /* 10 … 4,000 unit codes; 0 = 300 … 4,000 by rows */
  double                    mess_ratio;         /* 0 = clean … 1 = the mess of the real thing */
  const char               *today;              /* ISO date; all weeks end before it */
  TallySandboxSeedLayout    layout;
  guint                     n_spare_folders;    /* 0 … 1,000 empty folders beside the sources */
  gboolean                  with_target;
  gboolean                  with_twin_targets;  /* one work request stands on two target rows */
  gboolean                  with_old_workbooks; /* the predecessor's attachments hang there, empty */
  gboolean                  with_predecessor;   /* its whole workbooks do, with what goes wrong */
  gboolean                  with_audit;
  TallySandboxSeedManifest *manifest;           /* (borrowed) (nullable): told what is planted */
} TallySandboxSeed;

/**
 * tally_sandbox_seed_init:
 * @self: (out caller-allocates): options
 *
 * Sets the defaults: seed 1, 9 sheets of 60 rows, mess 1, target and audit sheet, no old workbooks.
 */
void     tally_sandbox_seed_init     (TallySandboxSeed        *self);

/**
 * tally_sandbox_seed_world:
 * @world: an empty world
 * @options: what to make up
 * @error: return location, or %NULL
 *
 * Fills @world; afterwards source_sheets, target_sheet, audit_sheet and root tell where things are.
 *
 * Errors: %TALLY_SANDBOX_ERROR_INVALID - an option is out of range, the message names it (fix
 * input); %TALLY_SANDBOX_ERROR_FAILED - a file can't be written below the world's state folder.
 *
 * Returns: %TRUE if it was filled
 */
gboolean tally_sandbox_seed_world    (TallySandboxWorld       *world,
                                      const TallySandboxSeed  *options,
                                      GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_sandbox_seed_describe:
 * @options: what is made up; its manifest is not touched
 * @error: return location, or %NULL
 *
 * Tells what tally_sandbox_seed_world() plants in a world that was made with the same seed.
 *
 * Errors: as tally_sandbox_seed_world().
 *
 * Returns: (transfer full) (nullable): JSON, see tally_sandbox_seed_manifest_describe()
 */
char    *tally_sandbox_seed_describe (const TallySandboxSeed  *options,
                                      GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_sandbox_seed_describe_rates:
 * @options: what is made up
 * @error: return location, or %NULL
 *
 * Tells the prices that the rows of tally_sandbox_seed_world() follow where nothing is wrong with them.
 *
 * Errors: as tally_sandbox_seed_world().
 *
 * Returns: (transfer full) (nullable): a contract's price book of comma-separated values
 */
char    *tally_sandbox_seed_describe_rates (const TallySandboxSeed  *options,
                                            GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
