/* tally-test-world.h
 *
 * What other people do in Smartsheet while the app is open: the sandbox of the test's own process, edited from outside
 * as its control does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-identity.h"
#include "tally-test-app.h"

G_BEGIN_DECLS

/**
 * tally_test_world_control:
 * @app: an app on the sandbox
 * @method: "POST" or "PUT"
 * @path: of the control, "/_sandbox/edit"
 * @json: what to do
 *
 * Asks the sandbox to do something, and waits until it did.
 */
void  tally_test_world_control        (TallyTestApp *app,
                                       const char   *method,
                                       const char   *path,
                                       const char   *json);

/**
 * tally_test_world_change_a_price:
 * @app: an app on the sandbox, after a pass
 * @identity: a workbook
 *
 * Makes a row of that workbook dearer by a dollar.
 */
void  tally_test_world_change_a_price (TallyTestApp        *app,
                                       const TallyIdentity *identity);

G_END_DECLS
