/* tally-sandbox-seed-private.h
 *
 * What the files of the generator share: its state, and the row that is being made up; how
 * values are written stands in tally-sandbox-seed-forms.h. Included by tally-sandbox-seed*.c alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-seed.h"
#include "tally-sandbox-seed-columns.h"
#include "tally-sandbox-seed-plan.h"
#include "tally-sandbox-seed-units.h"

G_BEGIN_DECLS

typedef struct _TallySandboxSeedPast TallySandboxSeedPast;

#define TALLY_SANDBOX_N_FOREMEN 40
#define TALLY_SANDBOX_MAX_TEXT 48

/* A row before it is written: cells with what they mean. */
typedef struct
{
  const TallySandboxLexeme *value[TALLY_SANDBOX_N_FIELDS];   /* (nullable) */
  const TallySandboxLexeme *display[TALLY_SANDBOX_N_FIELDS]; /* (nullable): NULL = the usual one */
  const TallySandboxLexeme *price_link;                      /* (nullable): a broken cell link */
  const TallySandboxUnit   *unit;
  TallySandboxWork          work;
  guint                     era;
  guint                     quantity;
  gint64                    cents;
  guint                     week;       /* Julian day */
  guint                     snapshot;   /* Julian day */
  guint                     first_week; /* Julian day: before an automation moved it; 0 = never */
  char                      work_request[TALLY_SANDBOX_MAX_TEXT];
  const char               *kind;       /* static (nullable) */
  const char               *reason;     /* static (nullable) */
  guint                     issues;
  gboolean                  is_blank;
} TallySandboxDraft;

typedef struct
{
  TallySandboxWorld        *world;
  const TallySandboxSeed   *options;
  TallySandboxSeedManifest *manifest;      /* (nullable) */
  TallyRandom              *random;        /* (owned): rows */
  TallySandboxPlan         *plan;          /* (owned) */
  GArray                   *units;         /* (owned) (element-type TallySandboxUnit) */
  TallySandboxSeedPast     *past;          /* (owned) (nullable) */
  TallySandboxUser         *foremen[TALLY_SANDBOX_N_FOREMEN];
  TallySandboxUser         *office;
  TallySandboxUser         *automation;
  TallySandboxUser         *cell_link;
  guint                     today;         /* Julian day */
  guint                     last_week;     /* Julian day: the newest Sunday before today */
  TallySandboxSeedColumns   columns;       /* of the open sheet */
  TallySandboxSheet        *sheet;         /* (borrowed): the open sheet */
  guint                     variety;       /* of the open sheet, 0 = clean */
  guint64                   n_rows_done;
  guint64                   n_rows_total;
  guint                     n_histories;   /* rows of the open sheet with a history */
  guint                     n_fill_down;   /* rows to come that continue a fill-down */
  guint                     n_children;    /* rows to come below parent_id */
  gint64                    parent_id;
  TallySandboxDraft         donor;         /* a clean row of the sheet before this one */
  TallySandboxDraft         next_donor;    /* one of this sheet */
} TallySandboxSeeder;

/**
 * tally_sandbox_seed_get_new_from:
 * @self: the generator
 *
 * Returns: the first day of the new contract, as a Julian day
 */
guint                     tally_sandbox_seed_get_new_from (const TallySandboxSeeder *self);

/**
 * tally_sandbox_seed_reprice:
 * @self: the generator
 * @draft: a row whose unit, work, day or quantity is another one now
 *
 * Writes the price that the contract of its day says, in the spelling of before.
 */
void                      tally_sandbox_seed_reprice     (TallySandboxSeeder      *self,
                                                          TallySandboxDraft       *draft);

/**
 * tally_sandbox_seed_begin_draft:
 * @self: the generator
 * @chunk: what the row belongs to
 * @out_draft: (out caller-allocates): a clean row in the spelling of the open sheet
 *
 * Makes up a row.
 */
void                      tally_sandbox_seed_begin_draft (TallySandboxSeeder      *self,
                                                          const TallySandboxChunk *chunk,
                                                          TallySandboxDraft       *out_draft);

/**
 * tally_sandbox_seed_mess_up:
 * @self: the generator
 * @draft: a clean row
 *
 * Gives the row the mess that is its turn, mostly none.
 */
void                      tally_sandbox_seed_mess_up     (TallySandboxSeeder      *self,
                                                          TallySandboxDraft       *draft);

/**
 * tally_sandbox_seed_write_row:
 * @self: the generator
 * @draft: a row
 *
 * Writes it into the open sheet, with its history, and into the manifest.
 */
void                      tally_sandbox_seed_write_row   (TallySandboxSeeder      *self,
                                                          const TallySandboxDraft *draft);

/**
 * tally_sandbox_seed_add_target:
 * @self: the generator, its sources made
 * @error: return location, or %NULL
 *
 * Makes the target sheet, with old workbooks if the options say so.
 *
 * Errors: %TALLY_SANDBOX_ERROR_FAILED - an attachment's file can't be written.
 *
 * Returns: %TRUE if it was made
 */
gboolean                  tally_sandbox_seed_add_target  (TallySandboxSeeder      *self,
                                                          GError                 **error);

/**
 * tally_sandbox_seed_add_audit:
 * @self: the generator
 *
 * Makes the empty audit sheet with its 13 columns.
 */
void                      tally_sandbox_seed_add_audit   (TallySandboxSeeder      *self);

G_END_DECLS
