/* tally-sandbox-calls.h
 *
 * What was asked of the sandbox, call by call and counted by operation: the proof of how many
 * calls a client makes and which of them change something. Thread-safe. Never holds headers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One answered call. */
typedef struct
{
  gint64      number;       /* 1, 2, … in the order of arrival of the answers */
  gint64      at_utc_usec;
  const char *method;       /* interned */
  char       *path;         /* (owned) */
  char       *query;        /* (owned) */
  const char *operation;    /* static: name of the route, "unknown" */
  guint       status;       /* 0 = no answer was sent: hang, reset */
  guint       error_code;
  guint       units;        /* of the rate limit */
  gboolean    writes;       /* would change something */
  gint64      sent_bytes;   /* body, as it went out */
} TallySandboxRecord;

typedef struct _TallySandboxCalls TallySandboxCalls;

/**
 * tally_sandbox_calls_new:
 *
 * Returns: (transfer full): no calls
 */
TallySandboxCalls *tally_sandbox_calls_new         (void);

/**
 * tally_sandbox_calls_free:
 * @self: (nullable): calls
 *
 * Frees them.
 */
void               tally_sandbox_calls_free        (TallySandboxCalls        *self);

/**
 * tally_sandbox_calls_add:
 * @self: calls
 * @record: one more; its texts are copied, its number is given
 *
 * Adds a call.
 */
void               tally_sandbox_calls_add         (TallySandboxCalls        *self,
                                                    const TallySandboxRecord *record);

/**
 * tally_sandbox_calls_clear:
 * @self: calls
 *
 * Forgets all calls and counts from 1 again.
 */
void               tally_sandbox_calls_clear       (TallySandboxCalls        *self);

/**
 * tally_sandbox_calls_count:
 * @self: calls
 * @operation: (nullable): a route's name; %NULL = all
 *
 * Returns: how many calls there were
 */
guint              tally_sandbox_calls_count       (TallySandboxCalls        *self,
                                                    const char               *operation);

/**
 * tally_sandbox_calls_count_writes:
 * @self: calls
 *
 * Returns: how many calls would change something, whatever they were answered
 */
guint              tally_sandbox_calls_count_writes (TallySandboxCalls       *self);

/**
 * tally_sandbox_calls_list:
 * @self: calls
 * @after: only calls with a greater number
 *
 * Returns: (transfer full) (element-type TallySandboxRecord): copies of them, oldest first
 */
GPtrArray         *tally_sandbox_calls_list        (TallySandboxCalls        *self,
                                                    gint64                    after);

/**
 * tally_sandbox_calls_append_json:
 * @self: calls
 * @out: where to append
 * @after: only calls with a greater number
 *
 * Appends an array of objects {number, at, method, path, query, operation, status, errorCode,
 * units, writes, bytes}.
 */
void               tally_sandbox_calls_append_json (TallySandboxCalls        *self,
                                                    GString                  *out,
                                                    gint64                    after);

/**
 * tally_sandbox_calls_append_counters:
 * @self: calls
 * @out: where to append
 *
 * Appends an object {calls, writes, units, bytes, operations: {name: count}}.
 */
void               tally_sandbox_calls_append_counters (TallySandboxCalls    *self,
                                                        GString              *out);

G_END_DECLS
