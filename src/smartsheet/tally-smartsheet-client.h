/* tally-smartsheet-client.h
 *
 * The one connection to Smartsheet: host, token, limits, retries. The tally-smartsheet-* functions
 * take it. Synchronous; several threads may use one client at once, it keeps their requests under
 * one limit. The token goes to the configured host and nowhere else. Depends on libsoup inside.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-resilience-breaker.h"
#include "tally-resilience-budget.h"
#include "tally-resilience-limiter.h"
#include "tally-resilience-retry.h"
#include "tally-smartsheet-strategy.h"

G_BEGIN_DECLS

typedef struct _TallySmartsheetClient TallySmartsheetClient;

/**
 * TallySmartsheetCall:
 * @operation: a stable id, e.g. "get-sheet"
 * @subject: id of the object that it is about, 0 = none
 * @is_refused: nothing was sent: we refused it ourselves, @strategy says why
 * @status: HTTP status, 0 when there was no answer
 * @error_code: Smartsheet's errorCode, 0 when none
 * @error_class: what kind of failure, %TALLY_RESILIENCE_OK when none; of a call that was not sent,
 *   transient: it may work later
 * @attempt: 1 for the first try
 * @n_units: what it cost of the rate limit
 * @n_bytes: bytes of body received, decompressed
 * @duration_usec: µs from sending to the last byte, by the client's clock
 * @wait_usec: µs until the next try, 0 = at once, -1 = there is none
 * @strategy: (nullable): what is done about the failure, a TALLY_SMARTSHEET_STRATEGY_…; of a try
 *   that worked, what brought that about, %NULL when it worked at first
 *
 * One finished try of a call, and what was decided about it.
 */
typedef struct {
  const char           *operation;
  gint64                subject;
  gboolean              is_refused;
  guint                 status;
  gint64                error_code;
  TallyResilienceClass  error_class;
  guint                 attempt;
  guint                 n_units;
  guint64               n_bytes;
  gint64                duration_usec;
  gint64                wait_usec;
  const char           *strategy;
} TallySmartsheetCall;

/**
 * TallySmartsheetCallFunc:
 * @call: (transfer none): what happened
 * @data: of the caller
 *
 * Told of every finished try once it is decided what follows, before the wait, and of a call that
 * was refused because the circuit is open; on the thread that made it; several threads at once.
 */
typedef void (*TallySmartsheetCallFunc) (const TallySmartsheetCall *call, gpointer data);

/**
 * TallySmartsheetOptions:
 * @base_url: the API's root, e.g. tally_smartsheet_url_find_region()
 * @token: the access token
 * @clock: what tells the time and waits
 * @random_seed: for the jitter of waits
 * @limiter: (nullable): shared by all who use this token; %NULL = no limit
 * @breaker: (nullable) (transfer none): asked before each request to the API, told how it ended;
 *   outlives the client; %NULL = none
 * @budget: (nullable) (transfer none): what repeats of passing failures are taken from; outlives
 *   the client; %NULL = no bound but @policy
 * @policy: (nullable): patience; %NULL = tally_resilience_policy_init_default()
 * @connect_usec: µs until a connection stands
 * @idle_usec: µs without a byte
 * @total_usec: µs for one try
 * @operation_usec: µs for one call with all its tries and waits
 * @run_deadline_usec: monotonic µs of @clock after which nothing is tried again, 0 = none
 * @max_in_flight: requests at one time, 1 or more
 * @user_agent: (nullable): %NULL = "tallyman/VERSION"
 * @ca_file: (nullable): PEM file with the authorities to trust instead of the system's
 * @extra_headers: (nullable) (array zero-terminated=1): name, value, name, value, …; sent with every API request
 * @on_call: (nullable): told of every finished try
 * @on_call_data: handed to @on_call
 *
 * What a client is made from; everything but @breaker, @budget and @on_call_data is copied or
 * referenced.
 */
typedef struct {
  const char                  *base_url;
  const char                  *token;
  TallyClock                  *clock;
  guint64                      random_seed;
  TallyResilienceLimiter      *limiter;
  TallyResilienceBreaker      *breaker;
  TallyResilienceBudget       *budget;
  const TallyResiliencePolicy *policy;
  gint64                       connect_usec;
  gint64                       idle_usec;
  gint64                       total_usec;
  gint64                       operation_usec;
  gint64                       run_deadline_usec;
  guint                        max_in_flight;
  const char                  *user_agent;
  const char                  *ca_file;
  const char *const           *extra_headers;
  TallySmartsheetCallFunc      on_call;
  gpointer                     on_call_data;
} TallySmartsheetOptions;

/**
 * tally_smartsheet_options_init:
 * @options: (out caller-allocates): what to fill
 * @base_url: (transfer none): the API's root
 * @token: (transfer none): the access token
 * @clock: (transfer none): what tells the time and waits
 *
 * Fills in: 10 s to connect, 60 s without a byte, 180 s a try, 30 min a call with its waits (a
 * maintenance may last that long), 4 requests in flight, no limiter, breaker or budget.
 */
void                   tally_smartsheet_options_init        (TallySmartsheetOptions        *options,
                                                             const char                    *base_url,
                                                             const char                    *token,
                                                             TallyClock                    *clock);

/**
 * tally_smartsheet_client_new:
 * @options: what it is made from
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_SMARTSHEET_ERROR_REJECTED - the base URL is not acceptable (fix the
 * configuration); %TALLY_SMARTSHEET_ERROR_AUTH - the token is empty or could not stand in a header.
 *
 * Returns: (transfer full): a client; nothing was sent yet
 */
TallySmartsheetClient *tally_smartsheet_client_new          (const TallySmartsheetOptions  *options,
                                                             GError                       **error);

/**
 * tally_smartsheet_client_ref:
 * @self: a client
 *
 * Returns: (transfer full): @self with one more reference
 */
TallySmartsheetClient *tally_smartsheet_client_ref          (TallySmartsheetClient         *self);

/**
 * tally_smartsheet_client_unref:
 * @self: (nullable): a client
 *
 * Gives one reference back; the last one closes the connections.
 */
void                   tally_smartsheet_client_unref        (TallySmartsheetClient         *self);

/**
 * tally_smartsheet_client_get_base_url:
 * @self: a client
 *
 * Returns: (transfer none): the API's root, without a slash at the end
 */
const char            *tally_smartsheet_client_get_base_url (TallySmartsheetClient         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySmartsheetClient, tally_smartsheet_client_unref)

G_END_DECLS
