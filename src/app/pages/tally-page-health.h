/* tally-page-health.h
 *
 * How the installation stands: the whole, each part with its history, the findings by what they are, the runs. Main
 * thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-page.h"

G_BEGIN_DECLS

#define TALLY_TYPE_PAGE_HEALTH (tally_page_health_get_type ())

/**
 * TallyPageHealth:
 *
 * Wishes: "probe=ID", a part of the installation or a probe of its checkup: it is shown and gets the focus.
 *
 * Properties: "range" (string) how far its history reaches back: "24h", "7d", "30d" or "90d"; "by" (string) how findings
 * are counted: "severity", "category", "week" or "age".
 *
 * Actions: "health.check", "health.cancel", "health.range", "health.by", "health.export" (string) "pdf", "png", "svg",
 * "csv" or "json".
 */
G_DECLARE_FINAL_TYPE (TallyPageHealth, tally_page_health, TALLY, PAGE_HEALTH, TallyAppPage)

/**
 * tally_page_health_save_to:
 * @self: a page
 * @kind: "pdf", "png", "svg", "csv" or "json"
 * @file: where
 *
 * Saves what is shown without asking; how it went is told by a toast. Nothing if nothing is shown yet.
 */
void tally_page_health_save_to (TallyPageHealth *self, const char *kind, GFile *file);

G_END_DECLS
