#!/bin/bash
# Makes one pass and says what its exit status means to those who watch the workflow:
#
#   0   green
#   3   green with a warning, or red if ON_PARTIAL is 'fail': what was undoubted is published
#   75  green with a notice: the next run tries again
#   any other  red
#
# Variables: PASS_BUDGET_MINUTES, ON_PARTIAL (warn or fail), JOBS
# (none is all), START_OF (the schedule whose due start it is), those of the workflow's inputs, the secrets.
# Outputs: keep_state (true unless nothing was to change), exit_code.
# Writes: out (workbooks, plan, summary.json), state (tallyman.pack; tallyman.pack.archive: what was issued and
# superseded, unless TALLYMAN_ARCHIVE_FOLDER names another place).
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

tell ()
{
  echo "::$1 title=Tallyman::$2"
}

if [ -z "${TALLYMAN_SECRET_STATE_PASSPHRASE:-}" ]; then
  tell error 'Set the secret STATE_PASSPHRASE: the state is kept in a cache that others can read'
  exit 2
fi

mkdir -p out state
options=(--batch --json --config .github/tallyman.conf --data-dir "$RUNNER_TEMP/tallyman" --output-dir out
         --state state/tallyman.pack --time-budget "${PASS_BUDGET_MINUTES}m")
keep_state=true
if [ "${DRY_RUN:-}" = true ]; then
  options+=(--dry-run)
  keep_state=false
fi
[ -z "${START_OF:-}" ] || options+=("--schedule=$START_OF")
[ "${FORCE:-}" != true ] || options+=(--force)
[ "${TAKE_OVER:-}" != true ] || options+=(--take-over)
[ -z "${WEEKS:-}" ] || options+=("--week=$WEEKS")
[ -z "${WORK_REQUESTS:-}" ] || options+=("--work-request=$WORK_REQUESTS")
[ -z "${MAX_GROUPS:-}" ] || options+=("--max-groups=$MAX_GROUPS")
read -ra jobs <<< "${JOBS:-}"
echo "keep_state=$keep_state" >> "$GITHUB_OUTPUT"

# Out of time, the pass finishes what is under way and says what remains; so it does when it is cancelled
# by hand. One that hangs is ended before the job is.
pass=
interrupted=false
trap 'interrupted=true; [ -z "$pass" ] || kill -TERM "$pass" 2> /dev/null || true' INT TERM
timeout --preserve-status --kill-after=2m "$((PASS_BUDGET_MINUTES + 8))m" \
  tallyman "${options[@]}" "${jobs[@]}" > out/summary.json &
pass=$!
[ "$interrupted" = false ] || kill -TERM "$pass" 2> /dev/null || true # it came before there was a pass
interrupted=true
until [ "$interrupted" = false ]; do # a signal ends the waiting, not the pass
  interrupted=false
  status=0
  wait "$pass" || status=$?
done
echo "exit_code=$status" >> "$GITHUB_OUTPUT"

case $status in
  0) ;;
  3)
    tell warning 'The pass was done in part: the summary says what waits for a person or for the next run'
    [ "${ON_PARTIAL:-warn}" = fail ] || status=0
    ;;
  5) tell error 'Smartsheet refused the token: renew the secret SMARTSHEET_API_TOKEN' ;;
  75)
    tell notice 'Not now: Smartsheet is down, or another pass is at work; the next run tries again'
    status=0
    ;;
  *) tell error "The pass failed with exit status $status; what stands above says why" ;;
esac
exit "$status"
