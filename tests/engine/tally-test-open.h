/* tally-test-open.h
 *
 * The engine of a test engine, for tests that ask it for more than runs. Main thread of a test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-test-engine.h"

G_BEGIN_DECLS

/**
 * tally_test_engine_open:
 * @self: a test engine
 *
 * Returns: (transfer full): an engine of its own, as a process would make
 */
TallyEngine *tally_test_engine_open (TallyTestEngine *self);

G_END_DECLS
