/* tally-smartsheet-client-private.h
 *
 * What a client is made of, for the files that work on it: the object, and the sending.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libsoup/soup.h>

#include "tally-resilience-concurrency.h"
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
  GHashTable              *busy_sheets;   /* (mutex mutex) (owned) (element-type gint64) being written */
  TallyResilienceConcurrency *concurrency; /* (owned) how many reads at once, thread-safe */
  GMutex                   probing;       /* held by who asks whether the token is good */
  GMutex                   resolving;    /* held while the addresses of a host are asked for */
  const char              *token_verdict; /* (mutex mutex) (nullable) why the token is bad */
  gint64                   token_good_usec; /* (mutex mutex) when it was proven good, -1 = not yet */
  gboolean                 token_worked;  /* (mutex mutex) a call that needs one has worked */
  gint64                   offline_usec;  /* (mutex mutex) since when nothing is reached, -1 = it is */
  TallyRandom             *random;        /* (mutex mutex) (owned) */
};

G_END_DECLS
