/* tally-app-finding-story.h
 *
 * What is told of a finding, as lines of boxed lists: its evidence, its lines, its files, and what people and runs made of
 * it. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "tally-engine-findings.h"

G_BEGIN_DECLS

/**
 * TallyAppFindingStory:
 * @TALLY_APP_FINDING_EVIDENCE: what it was judged by, the part that people ask for first
 * @TALLY_APP_FINDING_MORE: the rest of it
 * @TALLY_APP_FINDING_LINES: the lines that it is about, and what changed on them
 * @TALLY_APP_FINDING_FILES: files that prove something
 * @TALLY_APP_FINDING_HISTORY: verdicts and remarks, the newest first
 * @TALLY_APP_FINDING_N_STORIES: how many there are
 */
typedef enum {
  TALLY_APP_FINDING_EVIDENCE,
  TALLY_APP_FINDING_MORE,
  TALLY_APP_FINDING_LINES,
  TALLY_APP_FINDING_FILES,
  TALLY_APP_FINDING_HISTORY,
  TALLY_APP_FINDING_N_STORIES,
} TallyAppFindingStory;

/**
 * tally_app_finding_story_tell:
 * @found: a finding
 * @remarks: (element-type TallyFindingRemark): what was said about it, oldest first
 * @data_dir: where files are
 * @stores: (array fixed-size=5): lists of #TallyAppPair, by #TallyAppFindingStory; what they had is replaced
 *
 * Tells all of it.
 */
void  tally_app_finding_story_tell      (const TallyEngineFinding  *found,
                                         GPtrArray                 *remarks,
                                         const char                *data_dir,
                                         GListStore               **stores);

/**
 * tally_app_finding_story_dup_place:
 * @finding: a finding
 *
 * Returns: (transfer full): work request, week, detector, and since when it stands
 */
char *tally_app_finding_story_dup_place (const TallyFinding        *finding);

G_END_DECLS
