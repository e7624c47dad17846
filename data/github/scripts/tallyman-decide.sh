#!/bin/bash
# Takes a person's decision on a plan into the carried state; the pass that follows publishes it.
# The trail names who started the workflow (GITHUB_ACTOR).
# Variables: PLAN, DECISION (approve or reject), REASON, the secret. Outputs: keep_state.
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

pack=state/tallyman.pack
store=(--config .github/tallyman.conf --data-dir "$RUNNER_TEMP/tallyman-decision")
if [ ! -f "$pack" ]; then
  echo '::error title=Tallyman::The cache holds no state, so no plan waits; the next pass plans anew'
  exit 1
fi
case $DECISION in
  approve | reject) ;;
  *)
    echo '::error title=Tallyman::The decision is approve or reject'
    exit 2
    ;;
esac
tallyman state unpack "${store[@]}" "$pack"
tallyman plan show "${store[@]}" -- "$PLAN" | tee -a "$GITHUB_STEP_SUMMARY"
tallyman plan "$DECISION" "${store[@]}" "--reason=${REASON:-}" -- "$PLAN"
tallyman state pack "${store[@]}" "$pack"
echo keep_state=true >> "$GITHUB_OUTPUT"
