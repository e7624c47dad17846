/* tally-smartsheet-strategy.h
 *
 * The names of what the client does about a failure. They are stable: they stand in the journal of
 * attempts. Any thread. Depends on nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

/* The same again after a short wait that grows and jitters. */
#define TALLY_SMARTSHEET_STRATEGY_RETRY "retry"

/* A connection that was kept from before was dead: the same again at once, on another one, by libsoup. */
#define TALLY_SMARTSHEET_STRATEGY_RESEND "resend"

/* The same again after exactly the wait that the peer asked for. */
#define TALLY_SMARTSHEET_STRATEGY_RETRY_AFTER "retry-after"

/* The same again after the slow steps for throttling or maintenance. */
#define TALLY_SMARTSHEET_STRATEGY_LADDER "ladder"

/* Another request was changing the same object: the same again, when that one is through. */
#define TALLY_SMARTSHEET_STRATEGY_SERIALISE "serialise"

/* The page was too much for the peer: half of it, at once, as a call of its own. */
#define TALLY_SMARTSHEET_STRATEGY_SMALLER_PAGE "smaller-page"

/* The sheet changed while its pages were read: all of it once more, as calls of their own. */
#define TALLY_SMARTSHEET_STRATEGY_READ_AGAIN "read-again"

/* A write may have been carried out: not sent again; the caller looks, and decides. */
#define TALLY_SMARTSHEET_STRATEGY_LOOK_FIRST "look-first"

/* The budget of repeats is used up: not sent again. */
#define TALLY_SMARTSHEET_STRATEGY_FAIL_FAST "fail-fast"

/* The circuit is open: nothing was sent at all. */
#define TALLY_SMARTSHEET_STRATEGY_REFUSED_OPEN "refused-open"

/* No network: the same again when it is back; takes nothing from tries and budget. */
#define TALLY_SMARTSHEET_STRATEGY_WAIT_OFFLINE "wait-offline"

/* Refused: /users/me is asked whether that is the token's fault. */
#define TALLY_SMARTSHEET_STRATEGY_PROBE_TOKEN "probe-token"

/* The token was proven bad before: nothing was sent at all. */
#define TALLY_SMARTSHEET_STRATEGY_REFUSED_TOKEN "refused-token"

/* Nothing helps, or tries or time are used up. */
#define TALLY_SMARTSHEET_STRATEGY_GIVE_UP "give-up"
