/* tally-sandbox-seed-manifest.h
 *
 * What the generator planted, from its own records and not from reading the world back: the truth
 * that totals of the engine are compared to. Filled by the generator, read by tests and by
 * people. One owner at a time. Depends on core.
 *
 * The rules behind the amounts: the week is the cell's date, never shifted to a Sunday; a row counts
 * under the first of these reasons that holds: no work request, no week, not completed, no price,
 * then the rest; of two price columns "Units Total Price" is meant; half a cent rounds away
 * from zero; a broken link and a null value with a displayValue count as what they show.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-past.h"

G_BEGIN_DECLS

/* Bits of TallySandboxSeedTruth.issues; the manifest names them as the engine does. */
typedef enum
{
  TALLY_SANDBOX_ISSUE_IRREGULAR_WEEK = 1 << 0,
  TALLY_SANDBOX_ISSUE_NO_SNAPSHOT = 1 << 1,
  TALLY_SANDBOX_ISSUE_BAD_SNAPSHOT = 1 << 2,
  TALLY_SANDBOX_ISSUE_OUT_OF_WEEK = 1 << 3,
  TALLY_SANDBOX_ISSUE_NO_QUANTITY = 1 << 4,
  TALLY_SANDBOX_ISSUE_BAD_QUANTITY = 1 << 5,
  TALLY_SANDBOX_ISSUE_NOT_POSITIVE_QUANTITY = 1 << 6,
  TALLY_SANDBOX_ISSUE_NO_FOREMAN = 1 << 7,
  TALLY_SANDBOX_ISSUE_NO_CU = 1 << 8,
  TALLY_SANDBOX_ISSUE_STALE_LINK = 1 << 9,
  TALLY_SANDBOX_ISSUE_DISPLAY_VALUE = 1 << 10,
  TALLY_SANDBOX_ISSUE_ODD_WORK_REQUEST = 1 << 11,
  TALLY_SANDBOX_ISSUE_ROUNDED_PRICE = 1 << 12,
} TallySandboxIssue;

/* What one row of a source sheet means. */
typedef struct
{
  const char *kind;         /* static (nullable): id of its mess */
  const char *reason;       /* static (nullable): why it isn't billed; NULL = it is */
  const char *work_request; /* in its one form, "89708709" */
  const char *week_ending;  /* ISO date */
  gint64      cents;
  guint       issues;       /* of TallySandboxIssue */
  gboolean    is_blank;     /* nothing that billing reads; neither billed nor under a reason */
} TallySandboxSeedTruth;

/* What belongs to one work request and week. */
typedef struct
{
  guint  n_rows;
  gint64 cents;
} TallySandboxSeedGroup;

typedef struct _TallySandboxSeedManifest TallySandboxSeedManifest;

/**
 * tally_sandbox_seed_manifest_new:
 *
 * Returns: (transfer full): an empty manifest
 */
TallySandboxSeedManifest    *tally_sandbox_seed_manifest_new        (void);

/**
 * tally_sandbox_seed_manifest_free:
 * @self: (nullable): a manifest
 *
 * Frees it.
 */
void                         tally_sandbox_seed_manifest_free       (TallySandboxSeedManifest *self);

/**
 * tally_sandbox_seed_manifest_add_sheet:
 * @self: a manifest
 * @id: a source sheet's id
 * @name: its name
 *
 * Says to which sheet the next rows belong.
 */
void                         tally_sandbox_seed_manifest_add_sheet  (TallySandboxSeedManifest *self,
                                                                     gint64                    id,
                                                                     const char               *name);

/**
 * tally_sandbox_seed_manifest_add_row:
 * @self: a manifest
 * @truth: what the row means
 * @row_id: its id
 *
 * Counts a row of a source sheet.
 */
void                         tally_sandbox_seed_manifest_add_row    (TallySandboxSeedManifest    *self,
                                                                     const TallySandboxSeedTruth *truth,
                                                                     gint64                       row_id);

/**
 * tally_sandbox_seed_manifest_add_note:
 * @self: a manifest
 * @list: which list of the target: "missing", "twins", "extra", "old_workbooks", "foreign_files"
 * @text: a work request, a file name
 *
 * Adds a text to a list.
 */
void                         tally_sandbox_seed_manifest_add_note   (TallySandboxSeedManifest *self,
                                                                     const char               *list,
                                                                     const char               *text);

/**
 * tally_sandbox_seed_manifest_add_past:
 * @self: a manifest
 * @past: (transfer full): what the predecessor left of one identity
 *
 * Notes it.
 */
void                         tally_sandbox_seed_manifest_add_past   (TallySandboxSeedManifest *self,
                                                                     TallySandboxPast         *past);

/**
 * tally_sandbox_seed_manifest_list_past:
 * @self: a manifest
 *
 * Returns: (transfer none) (element-type TallySandboxPast): what the predecessor left, row by row
 */
GPtrArray                   *tally_sandbox_seed_manifest_list_past  (TallySandboxSeedManifest *self);

/**
 * tally_sandbox_seed_manifest_count_notes:
 * @self: a manifest
 * @list: a list of the target
 *
 * Returns: how many texts it has
 */
guint                        tally_sandbox_seed_manifest_count_notes (TallySandboxSeedManifest *self,
                                                                     const char               *list);

/**
 * tally_sandbox_seed_manifest_get_count:
 * @self: a manifest
 * @id: "rows", "accepted", "blank_rows", "cents", or "reason:…", "issue:…", "mess:…" with an id
 *
 * Returns: rows of that, or the cents of all accepted rows; 0 for what never occurred
 */
gint64                       tally_sandbox_seed_manifest_get_count  (TallySandboxSeedManifest *self,
                                                                     const char               *id);

/**
 * tally_sandbox_seed_manifest_find_group:
 * @self: a manifest
 * @work_request: "89708709"
 * @week_ending: ISO date
 *
 * Returns: (transfer none) (nullable): its accepted rows and their sum
 */
const TallySandboxSeedGroup *tally_sandbox_seed_manifest_find_group (TallySandboxSeedManifest *self,
                                                                     const char               *work_request,
                                                                     const char               *week_ending);

/**
 * tally_sandbox_seed_manifest_get_n_groups:
 * @self: a manifest
 *
 * Returns: how many groups have accepted rows
 */
guint                        tally_sandbox_seed_manifest_get_n_groups (TallySandboxSeedManifest *self);

/**
 * tally_sandbox_seed_manifest_list_groups:
 * @self: a manifest
 *
 * Returns: (transfer container) (element-type TallySandboxSeedGroup): the groups by work request
 *   and week; they stay the manifest's
 */
GPtrArray                   *tally_sandbox_seed_manifest_list_groups (TallySandboxSeedManifest *self);

/**
 * tally_sandbox_seed_manifest_describe:
 * @self: a manifest
 *
 * Writes it down: rows, accepted {rows, cents}, blank_rows, reasons, issues (of accepted rows) and
 * mess by id, sheets, examples (up to three rows of each kind of mess), groups, the target's lists,
 * and what the predecessor left.
 *
 * Returns: (transfer full): JSON
 */
char                        *tally_sandbox_seed_manifest_describe   (TallySandboxSeedManifest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySandboxSeedManifest, tally_sandbox_seed_manifest_free)

G_END_DECLS
