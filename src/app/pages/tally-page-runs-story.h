/* tally-page-runs-story.h
 *
 * A run's story as rows for the Runs page, and as one text to be copied. Pure functions of the story. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-run-story.h"

G_BEGIN_DECLS

/* As many rows as a list of the page takes; the copied text has more. */
#define TALLY_PAGE_RUNS_MAX_ROWS 200

/**
 * TallyPageRunsPart:
 * @TALLY_PAGE_RUNS_FACTS: what it was and what it did
 * @TALLY_PAGE_RUNS_STEPS: its jobs
 * @TALLY_PAGE_RUNS_NOTICES: what it had to say
 * @TALLY_PAGE_RUNS_ATTEMPTS: tries that did not simply work
 * @TALLY_PAGE_RUNS_JOURNAL: what it did to the target
 * @TALLY_PAGE_RUNS_N_PARTS: how many there are
 *
 * A part of a story.
 */
typedef enum {
  TALLY_PAGE_RUNS_FACTS,
  TALLY_PAGE_RUNS_STEPS,
  TALLY_PAGE_RUNS_NOTICES,
  TALLY_PAGE_RUNS_ATTEMPTS,
  TALLY_PAGE_RUNS_JOURNAL,
  TALLY_PAGE_RUNS_N_PARTS,
} TallyPageRunsPart;

/**
 * tally_page_runs_story_get_title:
 * @part: a part
 *
 * Returns: (transfer none): its heading
 */
const char *tally_page_runs_story_get_title  (TallyPageRunsPart          part);

/**
 * tally_page_runs_story_list:
 * @story: a story
 * @part: a part of it
 * @n_max: at most so many rows; where there are more, the last row says how many
 *
 * Returns: (transfer full) (element-type TallyPageRunsItem): its rows
 */
GPtrArray  *tally_page_runs_story_list       (const TallyEngineRunStory *story,
                                              TallyPageRunsPart          part,
                                              guint                      n_max);

/**
 * tally_page_runs_story_dup_text:
 * @story: a story
 *
 * Returns: (transfer full): all of it as text, a line a row
 */
char       *tally_page_runs_story_dup_text   (const TallyEngineRunStory *story);

/**
 * tally_page_runs_story_dup_counts:
 * @run: a run
 *
 * Returns: (transfer full): what it did in one line, "1,200 rows · 14 published · 3 findings"; "" = nothing to count
 */
char       *tally_page_runs_story_dup_counts (const TallyEngineRun      *run);

/**
 * tally_page_runs_story_dup_span:
 * @run: a run
 *
 * Returns: (transfer full): how long it took; "" = not known
 */
char       *tally_page_runs_story_dup_span   (const TallyEngineRun      *run);

G_END_DECLS
