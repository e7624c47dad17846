/* tally-test-chart.h
 *
 * Charts of every kind for tests, the same ones on every machine. Main thread of a test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-chart-layout.h"
#include "tally-random.h"

G_BEGIN_DECLS

/* Tuesday, 24 November 2026, 14:00 UTC. */
#define TALLY_TEST_CHART_START G_GINT64_CONSTANT (1795528800000000)

/**
 * tally_test_chart_make:
 * @name: one of tally_test_chart_get_names()
 *
 * Returns: (transfer full): the chart
 */
TallyChart        *tally_test_chart_make      (const char             *name);

/**
 * tally_test_chart_get_names:
 *
 * Returns: (transfer none) (array zero-terminated=1): what there is
 */
const char *const *tally_test_chart_get_names (void);

/**
 * tally_test_chart_make_random:
 * @random: decides
 *
 * Returns: (transfer full): a chart of some kind with some values, hostile ones among them
 */
TallyChart        *tally_test_chart_make_random (TallyRandom          *random);

G_END_DECLS
