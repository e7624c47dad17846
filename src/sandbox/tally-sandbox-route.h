/* tally-sandbox-route.h
 *
 * Which handler answers which method and path. Each file of handlers has one table; the router
 * knows them all. Depends on core alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-call.h"

G_BEGIN_DECLS

/* Units of the rate limit for what the service calls resource-intensive: files, cell history. */
#define TALLY_SANDBOX_HEAVY_UNITS 10

typedef struct
{
  const char  *method;
  const char  *pattern;    /* "/sheets/#/version": # is an id, kept in TallySandboxCall.ids */
  const char  *operation;  /* stable name for faults and counters */
  guint        units;      /* of the rate limit */
  gboolean     is_open;    /* answers without a token */
  gboolean     writes;     /* needs the world for itself */
  void       (*handle)     (TallySandboxCall *call);
} TallySandboxRoute;

/* Tables end in an entry without method. */
extern const TallySandboxRoute tally_sandbox_routes_sheets[];
extern const TallySandboxRoute tally_sandbox_routes_rows[];
extern const TallySandboxRoute tally_sandbox_routes_history[];
extern const TallySandboxRoute tally_sandbox_routes_files[];
extern const TallySandboxRoute tally_sandbox_routes_upload[];
extern const TallySandboxRoute tally_sandbox_routes_discussions[];
extern const TallySandboxRoute tally_sandbox_routes_tree[];
extern const TallySandboxRoute tally_sandbox_routes_users[];

/**
 * tally_sandbox_route_find:
 * @call: a call; its ids are set
 *
 * Finds who answers; fails the call with 404/1006 or 405/1010 if nobody does.
 *
 * Returns: (transfer none) (nullable): the route
 */
const TallySandboxRoute *tally_sandbox_route_find       (TallySandboxCall *call);

/**
 * tally_sandbox_route_find_sheet:
 * @call: a call whose first id is a sheet's
 *
 * Returns: (transfer none) (nullable): the sheet; %NULL if the call was failed with 404/1006
 */
TallySandboxSheet       *tally_sandbox_route_find_sheet (TallySandboxCall *call);

/**
 * tally_sandbox_route_find_row:
 * @call: a call whose first ids are a sheet's and a row's
 * @out_sheet: (out): the sheet
 *
 * Returns: (transfer none) (nullable): the row; %NULL if the call was failed with 404/1006
 */
TallySandboxRow         *tally_sandbox_route_find_row   (TallySandboxCall   *call,
                                                         TallySandboxSheet **out_sheet);

G_END_DECLS
