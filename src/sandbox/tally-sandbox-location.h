/* tally-sandbox-location.h
 *
 * Where a client wants a row: toTop, toBottom, parentId, siblingId, above, indent, outdent. A row
 * that is indented or outdented stays where it is in the order; what follows an outdented one on
 * its old level hangs below it then. Called by the handlers of rows under the world's lock.
 * Depends on the sheet and json-glib.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

#include "tally-sandbox-sheet.h"

G_BEGIN_DECLS

/* No member set = at the bottom, or where the row is. */
typedef struct
{
  gboolean to_top;
  gboolean to_bottom;
  gboolean above;
  gint64   parent_id;
  gint64   sibling_id;
  gint64   indent;   /* 1, or it is refused */
  gint64   outdent;  /* 1, or it is refused */
} TallySandboxLocation;

/* Where that is. */
typedef struct
{
  gint   index;      /* 0-based, -1 = last */
  gint64 parent_id;  /* 0 = top level */
} TallySandboxPlace;

/**
 * tally_sandbox_location_read:
 * @row: a row as a client sent it
 *
 * Returns: its specifiers
 */
TallySandboxLocation tally_sandbox_location_read   (JsonObject                 *row);

/**
 * tally_sandbox_location_is_set:
 * @self: a location
 *
 * Returns: %TRUE if any specifier is there
 */
gboolean             tally_sandbox_location_is_set (const TallySandboxLocation *self);

/**
 * tally_sandbox_location_equals:
 * @self: a location
 * @other: another one
 *
 * Returns: %TRUE if they are the same, as all rows of a request must be
 */
gboolean             tally_sandbox_location_equals (const TallySandboxLocation *self,
                                                    const TallySandboxLocation *other);

/**
 * tally_sandbox_location_check:
 * @self: a location
 * @sheet: the sheet it is on
 * @row: (nullable): the row that moves; %NULL = a new one
 *
 * Returns: 0, or the service's error code
 */
guint                tally_sandbox_location_check  (const TallySandboxLocation *self,
                                                    TallySandboxSheet          *sheet,
                                                    TallySandboxRow            *row);

/**
 * tally_sandbox_location_find:
 * @self: a location that was checked
 * @sheet: the sheet it is on
 * @row: (nullable): the row that moves; %NULL = a new one
 * @n_before: rows of the same request that went there before
 *
 * Returns: the place; a moving row still counts in its index
 */
TallySandboxPlace    tally_sandbox_location_find   (const TallySandboxLocation *self,
                                                    TallySandboxSheet          *sheet,
                                                    TallySandboxRow            *row,
                                                    guint                       n_before);

G_END_DECLS
