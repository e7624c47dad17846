/* tally-test-bus.h
 *
 * A service on the test's session bus, such as the desktop's portals or its notifications: on a connection of its own, as
 * another process has, answered by the test's main loop.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _TallyTestBus TallyTestBus;

/**
 * TallyTestBusFunc:
 * @method: name of the method
 * @sender: who calls
 * @parameters: what with
 * @data: the test's
 *
 * Returns: (transfer floating) (nullable): what the call returns, %NULL = nothing
 */
typedef GVariant *(*TallyTestBusFunc) (const char *method, const char *sender, GVariant *parameters, gpointer data);

/**
 * tally_test_bus_new:
 * @name: the service's name; waits until it has it
 * @func: answers calls of the service
 * @data: handed to @func
 *
 * Returns: (transfer full): the service
 */
TallyTestBus *tally_test_bus_new  (const char       *name,
                                   TallyTestBusFunc  func,
                                   gpointer          data);

/**
 * tally_test_bus_free:
 * @self: (nullable): a service
 *
 * Takes it off the bus.
 */
void          tally_test_bus_free (TallyTestBus     *self);

/**
 * tally_test_bus_emit:
 * @self: a service
 * @path: an object of it
 * @signal: "INTERFACE.NAME"
 * @parameters: (transfer floating): what with
 *
 * Emits a signal.
 */
void          tally_test_bus_emit (TallyTestBus     *self,
                                   const char       *path,
                                   const char       *signal,
                                   GVariant         *parameters);

G_END_DECLS
