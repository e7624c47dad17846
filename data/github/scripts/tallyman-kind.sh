#!/bin/bash
# Decides what a run is for from the schedule that started it, not from the time at which it started:
# GitHub starts late, and the clock in Chicago changes twice a year.
# Variables: EVENT, SCHEDULE. Outputs: kind, schedule (its name in the configuration, empty for a run that a
# person started), retention_days (of the artifacts).
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

kind=manual
schedule=
retention_days=14
if [ "$EVENT" = schedule ]; then
  case $SCHEDULE in
    '0 1,13,15,17,19,21,23 * * 1-5') kind=production_frequent schedule=weekdays retention_days=7 ;;
    '0 15,19,23 * * 0,6') kind=weekend_maintenance schedule=weekend retention_days=30 ;;
    '0 5 * * 1') kind=weekly_comprehensive schedule=weekly retention_days=90 ;;
    *)
      echo "::error title=Tallyman::The schedule '$SCHEDULE' is not in .github/scripts/tallyman-kind.sh; add it"
      exit 2
      ;;
  esac
fi
echo "This run is: $kind"
printf '%s\n' "kind=$kind" "schedule=$schedule" "retention_days=$retention_days" >> "$GITHUB_OUTPUT"
