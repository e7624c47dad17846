/* tally-sandbox-fault.h
 *
 * Faults as data: rules that say which call goes wrong, and how. A rule is a JSON object:
 * {"method", "path" (glob, "/sheets/1*"), "operation" ("get-sheet"), "first" (the how manieth
 * matching call, 1), "count" (how often it fires, 1; 0 = for ever), "lastsSecs" (how long it fires,
 * s since the rules were set; 0 = for ever), "probability" (1), "kind", …}.
 * Thread-safe by its owner's lock. Depends on core and json-glib.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallySandboxFaultKind:
 * @TALLY_SANDBOX_FAULT_NONE: no fault
 * @TALLY_SANDBOX_FAULT_STATUS: "status": answers "status" and "errorCode"; "body" json, html or
 *   empty; "retryAfter" goes out as it is, "date:60" as a date 60 s ahead
 * @TALLY_SANDBOX_FAULT_DELAY: "delay": answers rightly after "delayMs"
 * @TALLY_SANDBOX_FAULT_HANG: "hang": never answers
 * @TALLY_SANDBOX_FAULT_RESET: "reset": resets the connection before a byte is sent, or after
 *   "afterBytes" of the body, which may be all of it
 * @TALLY_SANDBOX_FAULT_CUT: "cut": closes after "afterBytes" of a longer announced body
 * @TALLY_SANDBOX_FAULT_STALL: "stall": after "afterBytes" of the body nothing more comes, the
 *   connection stays open
 * @TALLY_SANDBOX_FAULT_DRIP: "drip": the whole answer, in drops of "afterBytes" (1) every "delayMs" (20)
 * @TALLY_SANDBOX_FAULT_BAD_JSON: "bad-json": 200 with half of the body
 * @TALLY_SANDBOX_FAULT_HTML: "html": 200 with a page of HTML
 * @TALLY_SANDBOX_FAULT_DUPLICATE_PAGE: "duplicate-page": the page before the one asked for
 * @TALLY_SANDBOX_FAULT_SHIFT_PAGE: "shift-page": the page is one row shorter than asked for, as if rows
 *   had changed their places under one version
 * @TALLY_SANDBOX_FAULT_MOVE_VERSION: "move-version": the sheet's version rises after the answer
 * @TALLY_SANDBOX_FAULT_IGNORE_COLUMNS: "ignore-columns": columnIds is overlooked
 * @TALLY_SANDBOX_FAULT_CLOCK_SKEW: "clock-skew": Date is "skewSecs" off; a status may have "skewSecs"
 *   too, which then holds for the date of its "retryAfter" as well
 * @TALLY_SANDBOX_FAULT_TRUNCATE_UPLOAD: "truncate-upload": half of an upload is kept
 *
 * How a call goes wrong. With "stored": true a status or reset comes after the call was carried
 * out. "throttle", "maintenance", "revoke-token", "forbid" and "vanish" are statuses by name.
 */
typedef enum
{
  TALLY_SANDBOX_FAULT_NONE,
  TALLY_SANDBOX_FAULT_STATUS,
  TALLY_SANDBOX_FAULT_DELAY,
  TALLY_SANDBOX_FAULT_HANG,
  TALLY_SANDBOX_FAULT_RESET,
  TALLY_SANDBOX_FAULT_CUT,
  TALLY_SANDBOX_FAULT_STALL,
  TALLY_SANDBOX_FAULT_DRIP,
  TALLY_SANDBOX_FAULT_BAD_JSON,
  TALLY_SANDBOX_FAULT_HTML,
  TALLY_SANDBOX_FAULT_DUPLICATE_PAGE,
  TALLY_SANDBOX_FAULT_SHIFT_PAGE,
  TALLY_SANDBOX_FAULT_MOVE_VERSION,
  TALLY_SANDBOX_FAULT_IGNORE_COLUMNS,
  TALLY_SANDBOX_FAULT_CLOCK_SKEW,
  TALLY_SANDBOX_FAULT_TRUNCATE_UPLOAD,
} TallySandboxFaultKind;

/* What one call is to suffer. Texts are interned. */
typedef struct
{
  TallySandboxFaultKind kind;
  guint                 status;
  guint                 error_code;
  const char           *retry_after;  /* (nullable) */
  const char           *body;         /* "json", "html", "empty" */
  gint64                delay_msec;
  gint64                after_bytes;
  gint64                skew_secs;
  gboolean              is_stored;    /* the call is carried out nevertheless */
} TallySandboxFault;

typedef struct _TallySandboxFaults TallySandboxFaults;

/**
 * tally_sandbox_faults_new:
 *
 * Returns: (transfer full): no rules
 */
TallySandboxFaults *tally_sandbox_faults_new  (void);

/**
 * tally_sandbox_faults_free:
 * @self: (nullable): rules
 *
 * Frees them.
 */
void                tally_sandbox_faults_free (TallySandboxFaults *self);

/**
 * tally_sandbox_faults_set_time:
 * @self: rules
 * @now_utc_usec: what the sandbox's clock says, µs since 1970 UTC
 *
 * Says at which time rules are set and calls are picked from now on.
 */
void                tally_sandbox_faults_set_time (TallySandboxFaults *self,
                                                   gint64              now_utc_usec);

/**
 * tally_sandbox_faults_load:
 * @self: rules
 * @json: an array of rules, or {"seed": 1, "rules": […]}
 * @length: bytes, or -1
 * @error: return location, or %NULL
 *
 * Replaces all rules and starts counting anew, calls and seconds.
 *
 * Errors: %TALLY_SANDBOX_ERROR_INVALID - names the rule and the member that is wrong; the old
 * rules stay.
 *
 * Returns: %TRUE if they were taken
 */
gboolean            tally_sandbox_faults_load (TallySandboxFaults *self,
                                               const char         *json,
                                               gssize              length,
                                               GError            **error);

/**
 * tally_sandbox_faults_pick:
 * @self: rules
 * @method: HTTP method
 * @path: path below the base path
 * @operation: name of the route, "" if none
 * @out_fault: (out caller-allocates): what the call is to suffer
 *
 * Counts a call; the first rule that fires decides.
 */
void                tally_sandbox_faults_pick (TallySandboxFaults *self,
                                               const char         *method,
                                               const char         *path,
                                               const char         *operation,
                                               TallySandboxFault  *out_fault);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySandboxFaults, tally_sandbox_faults_free)

G_END_DECLS
