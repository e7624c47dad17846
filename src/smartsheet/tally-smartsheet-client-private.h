/* tally-smartsheet-client-private.h
 *
 * What a client is made of, for the files that work on it: the object, and the sending.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libsoup/soup.h>

#include "tally-smartsheet-client.h"
#include "tally-smartsheet-transport.h"

G_BEGIN_DECLS

struct _TallySmartsheetClient {
  gatomicrefcount          ref_count;
  char                    *base_url;      /* (owned) */
  char                    *token;         /* (owned) */
  char                    *authorization; /* (owned) */
  char                   **extra_headers; /* (owned) (nullable) */
  TallyClock              *clock;         /* (owned) */
  TallyResilienceLimiter  *limiter;       /* (owned) (nullable) */
  TallyResilienceBreaker  *breaker;       /* (borrowed) (nullable) */
  TallyResilienceBudget   *budget;        /* (borrowed) (nullable) */
  TallyResiliencePolicy    policy;
  TallySmartsheetTimeouts  timeouts;
  gint64                   operation_usec;
  gint64                   run_deadline_usec;
  TallySmartsheetCallFunc  on_call;
  gpointer                 on_call_data;
  SoupSession             *session;       /* (owned) thread-safe once configured */
  TallySmartsheetWatchdog *watchdog;      /* (owned) */
  guint                    max_in_flight;
  GMutex                   mutex;
  GCond                    freed;
  guint                    n_in_flight;   /* (mutex mutex) */
  TallyRandom             *random;        /* (mutex mutex) (owned) */
};

G_END_DECLS
