#!/bin/bash
# Decides what a run is for from the schedule that started it, not from the time at which it started:
# GitHub starts late, and the clock in Chicago changes twice a year.
# Variables: EVENT, SCHEDULE. Outputs: kind, retention_days (of the artifacts).
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

kind=manual
retention_days=14
if [ "$EVENT" = schedule ]; then
  case $SCHEDULE in
    '0 */2 * * 1-5') kind=production_frequent retention_days=7 ;;
    '0 16 * * 0,6') kind=weekend_maintenance retention_days=30 ;;
    '0 5 * * 2') kind=weekly_comprehensive retention_days=90 ;;
    *)
      echo "::error title=Tallyman::The schedule '$SCHEDULE' is not in .github/scripts/tallyman-kind.sh; add it"
      exit 2
      ;;
  esac
fi
echo "This run is: $kind"
printf '%s\n' "kind=$kind" "retention_days=$retention_days" >> "$GITHUB_OUTPUT"
