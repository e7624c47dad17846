/* tally-smartsheet-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-client.h"

#include "tally-smartsheet-client-private.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-url.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

/* Longer than any pause between two requests under the rate limit, shorter than what servers keep. */
#define KEEP_ALIVE_SECS 55

void
tally_smartsheet_options_init (TallySmartsheetOptions *options,
                               const char             *base_url,
                               const char             *token,
                               TallyClock             *clock)
{
  g_return_if_fail (options != NULL);
  *options = (TallySmartsheetOptions) {
    .base_url = base_url,
    .token = token,
    .clock = clock,
    .connect_usec = 10 * SECOND,
    .idle_usec = 60 * SECOND,
    .total_usec = 180 * SECOND,
    .operation_usec = 30 * 60 * SECOND,
    .max_in_flight = 8,
  };
}

/* Blanks, line ends and non-ASCII bytes can't stand in a header, and no token has them. */
static gboolean
check_token (const char  *token,
             GError     **error)
{
  gboolean good = token != NULL && *token != '\0';

  for (const char *p = token; good && *p != '\0'; p++)
    good = g_ascii_isgraph (*p);
  if (!good)
    g_set_error_literal (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AUTH,
                         "the access token is empty, or holds a blank or a line end");
  return good;
}

static SoupSession *
make_session (const TallySmartsheetOptions *options,
              GTlsDatabase                 *authorities)
{
  const char *agent = options->user_agent != NULL ? options->user_agent : "tallyman/" TALLY_VERSION;
  SoupSession *session = soup_session_new_with_options (
    "user-agent", agent, "accept-language-auto", FALSE, "max-conns", (int) options->max_in_flight * 2,
    "max-conns-per-host", (int) options->max_in_flight, "idle-timeout", KEEP_ALIVE_SECS,
    "timeout", (guint) MAX (options->idle_usec / SECOND + 1, 1), NULL);

  /* The token goes out as we say, never as an answer to a challenge. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  if (authorities != NULL)
    soup_session_set_tls_database (session, authorities);
  return session;
}

static void
take_options (TallySmartsheetClient        *self,
              const TallySmartsheetOptions *options)
{
  self->token = g_strdup (options->token);
  self->authorization = g_strdup_printf ("Bearer %s", options->token);
  self->extra_headers = g_strdupv ((char **) options->extra_headers);
  self->clock = tally_clock_ref (options->clock);
  self->limiter = options->limiter != NULL ? tally_resilience_limiter_ref (options->limiter) : NULL;
  self->breaker = options->breaker;
  self->budget = options->budget;
  if (options->policy != NULL)
    self->policy = *options->policy;
  else
    tally_resilience_policy_init_default (&self->policy);
  self->timeouts = (TallySmartsheetTimeouts) {
    .connect_usec = options->connect_usec,
    .idle_usec = options->idle_usec,
    .total_usec = options->total_usec,
  };
  self->operation_usec = options->operation_usec;
  self->run_deadline_usec = options->run_deadline_usec;
  self->on_call = options->on_call;
  self->on_call_data = options->on_call_data;
  self->token_good_usec = -1;
  self->offline_usec = -1;
  self->max_in_flight = options->max_in_flight;
  self->concurrency = tally_resilience_concurrency_new (options->max_in_flight);
  self->busy_sheets = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->random = tally_random_new (options->random_seed);
}

TallySmartsheetClient *
tally_smartsheet_client_new (const TallySmartsheetOptions  *options,
                             GError                       **error)
{
  TallySmartsheetClient *self;
  g_autoptr (GTlsDatabase) authorities = NULL;
  g_autofree char *base_url = NULL;

  g_return_val_if_fail (options != NULL && options->clock != NULL, NULL);
  g_return_val_if_fail (options->max_in_flight > 0 && options->connect_usec > 0
                        && options->idle_usec > 0 && options->total_usec > 0
                        && options->operation_usec > 0, NULL);
  base_url = tally_smartsheet_url_parse_base (options->base_url, error);
  if (base_url == NULL || !check_token (options->token, error))
    return NULL;
  if (options->ca_file != NULL)
    {
      authorities = g_tls_file_database_new (options->ca_file, error);
      if (authorities == NULL)
        return NULL;
    }
  self = g_new0 (TallySmartsheetClient, 1);
  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  g_mutex_init (&self->probing);
  g_mutex_init (&self->resolving);
  g_cond_init (&self->freed);
  self->base_url = g_steal_pointer (&base_url);
  take_options (self, options);
  self->session = make_session (options, authorities);
  self->watchdog = tally_smartsheet_watchdog_new ();
  return self;
}

TallySmartsheetClient *
tally_smartsheet_client_ref (TallySmartsheetClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tally_smartsheet_client_unref (TallySmartsheetClient *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  soup_session_abort (self->session);
  g_object_unref (self->session);
  tally_smartsheet_watchdog_free (self->watchdog);
  tally_resilience_concurrency_free (self->concurrency);
  g_hash_table_unref (self->busy_sheets);
  g_clear_pointer (&self->limiter, tally_resilience_limiter_unref);
  tally_clock_unref (self->clock);
  tally_random_free (self->random);
  g_strfreev (self->extra_headers);
  g_free (self->authorization);
  g_free (self->token);
  g_free (self->base_url);
  g_cond_clear (&self->freed);
  g_mutex_clear (&self->mutex);
  g_mutex_clear (&self->probing);
  g_mutex_clear (&self->resolving);
  g_free (self);
}

const char *
tally_smartsheet_client_get_base_url (TallySmartsheetClient *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->base_url;
}
