/* tally-finding-filter.h
 *
 * Which findings are wanted: by those who list them, obeyed by the store. Plain values. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-finding.h"

G_BEGIN_DECLS

/* Bits of all statuses. */
#define TALLY_FINDING_STATUSES_ALL ((1u << TALLY_N_FINDING_STATUSES) - 1)

/**
 * TallyFindingTrial:
 * @TALLY_FINDING_TRIAL_ANY: on trial or not
 * @TALLY_FINDING_TRIAL_NO: those that count
 * @TALLY_FINDING_TRIAL_YES: those on trial
 */
typedef enum {
  TALLY_FINDING_TRIAL_ANY,
  TALLY_FINDING_TRIAL_NO,
  TALLY_FINDING_TRIAL_YES,
} TallyFindingTrial;

/**
 * TallyFindingFilter:
 * @statuses: bits: 1 << #TallyFindingStatus; 0 = those that are open
 * @severity: at least so much
 * @detector: (nullable): only of this detector
 * @work_request: (nullable): only of this work request
 * @week_ending: only of this billing week, %TALLY_DAY_NONE = any
 * @text: (nullable): only if the sentence has this, in whatever case
 * @trial: whether those on trial
 * @n_max: at most so many, 0 = all
 */
typedef struct {
  guint              statuses;
  TallyRisk          severity;
  const char        *detector;
  const char        *work_request;
  TallyDay           week_ending;
  const char        *text;
  TallyFindingTrial  trial;
  guint              n_max;
} TallyFindingFilter;

G_END_DECLS
