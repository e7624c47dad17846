/* tally-engine-connect.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-private.h"

#include "tally-engine-limits-private.h"
#include "tally-secret.h"
#include "tally-smartsheet-url.h"

static void
count_call_cb (const TallySmartsheetCall *call,
               gpointer                   data)
{
  TallyEngineCalls *calls = data;

  g_mutex_lock (&calls->mutex);
  calls->n_calls += call->is_refused ? 0 : 1;
  calls->n_retries += !call->is_refused && call->attempt > 1 ? 1 : 0;
  g_mutex_unlock (&calls->mutex);
  tally_jobs_measure_call (calls->measure, call);
  if (calls->recovery != NULL)
    tally_jobs_recovery_note_call (calls->recovery, call);
  tally_log (calls->log, TALLY_LOG_LEVEL_DEBUG,
             "{operation}, try {attempt}: status {status}, error {code}, {bytes} bytes, {msec} ms",
             TALLY_LOG_TEXT ("operation", call->operation), TALLY_LOG_COUNT ("attempt", call->attempt),
             TALLY_LOG_COUNT ("status", call->status), TALLY_LOG_COUNT ("code", call->error_code),
             TALLY_LOG_COUNT ("bytes", call->n_bytes),
             TALLY_LOG_COUNT ("msec", call->duration_usec / 1000));
}

static const char *
choose_base_url (TallyConfig *config)
{
  if (tally_config_is_set (config, "smartsheet", "base-url"))
    return tally_config_get_text (config, "smartsheet", "base-url");
  return tally_smartsheet_url_find_region (tally_config_get_text (config, "smartsheet", "region"));
}

const char *
tally_engine_get_base_url (TallyEngine *self)
{
  g_return_val_if_fail (self != NULL, "");
  return choose_base_url (self->config);
}

const char *
tally_engine_get_region (TallyEngine *self)
{
  g_return_val_if_fail (self != NULL, "");
  /* A sandbox has another port each time: this machine is one region. */
  if (g_str_has_prefix (choose_base_url (self->config), "http://"))
    return "loopback";
  if (tally_config_is_set (self->config, "smartsheet", "base-url"))
    return choose_base_url (self->config);
  return tally_config_get_text (self->config, "smartsheet", "region");
}

char *
tally_engine_dup_host (TallyEngine *self)
{
  const char *url;
  char *host = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  url = choose_base_url (self->config);
  if (g_uri_split_network (url, G_URI_FLAGS_NONE, NULL, &host, NULL, NULL) && host != NULL)
    return host;
  return g_strdup (url); /* the client says what is wrong with it */
}

static TallySmartsheetClient *
make_client (TallyEngine       *self,
             const char        *token,
             TallyEngineCalls  *calls,
             TallyRun          *run,
             GError           **error)
{
  TallySmartsheetOptions options;
  TallyResiliencePolicy policy;
  gint64 units = tally_config_get_int (self->config, "smartsheet", "rate-limit");
  g_autoptr (TallyResilienceLimiter) limiter = NULL;

  tally_smartsheet_options_init (&options, choose_base_url (self->config), token, self->clock);
  if (units > 0)
    {
      calls->limits = tally_engine_limits_open (self->data_dir, run);
      limiter = tally_engine_limits_new_limiter (calls->limits, self->clock, (guint) units);
    }
  options.limiter = limiter;
  options.random_seed = (guint64) g_get_real_time () ^ ((guint64) g_random_int () << 32);
  options.connect_usec = tally_config_get_int (self->config, "smartsheet", "connect-timeout-secs")
                         * G_USEC_PER_SEC;
  options.total_usec = tally_config_get_int (self->config, "smartsheet", "timeout-secs")
                       * G_USEC_PER_SEC;
  tally_resilience_policy_init_default (&policy);
  policy.max_attempts[TALLY_RESILIENCE_TRANSIENT] =
    (guint) tally_config_get_int (self->config, "smartsheet", "max-attempts");
  options.policy = &policy;
  options.max_in_flight = (guint) tally_config_get_int (self->config, "smartsheet", "max-in-flight");
  options.run_deadline_usec = calls->run_deadline_usec;
  if (calls->patience_usec > 0)
    options.operation_usec = calls->patience_usec;
  if (calls->recovery != NULL)
    {
      options.breaker = tally_jobs_recovery_get_breaker (calls->recovery);
      options.budget = tally_jobs_recovery_get_budget (calls->recovery);
    }
  options.on_call = count_call_cb;
  options.on_call_data = calls;
  return tally_smartsheet_client_new (&options, error);
}

/* Where the token was found is said, its value never. */
static void
say_origin (const TallySecret *secret,
            TallyRun          *run)
{
  g_autofree char *origin = g_strdup_printf ("the token was found in %s",
                                             tally_secret_get_origin (secret));

  tally_run_add_notice (run, TALLY_SEVERITY_INFO, "token", NULL, origin);
  if (tally_secret_get_warning (secret) != NULL)
    tally_run_add_notice (run, TALLY_SEVERITY_WARNING, "token-unsafe", NULL,
                          tally_secret_get_warning (secret));
}

gboolean
tally_engine_init_keyring (TallyEngine  *self,
                           TallyKeyring *out_keyring)
{
  g_return_val_if_fail (self != NULL && out_keyring != NULL, FALSE);
  *out_keyring = (TallyKeyring) {
    .region = tally_engine_get_region (self),
    .profile = TALLY_KEYRING_DEFAULT_PROFILE,
    .limit_msecs = TALLY_KEYRING_LIMIT_MSECS,
  };
  return tally_keyring_is_announced ((const char *const *) self->environment);
}

TallySecret *
tally_engine_find_token (TallyEngine   *self,
                         GCancellable  *cancellable,
                         GError       **error)
{
  TallyKeyring keyring;
  const TallySecretSource source = { "the keyring", tally_keyring_look_cb, &keyring };
  TallySecretPlaces places = { 0 };

  g_return_val_if_fail (self != NULL, NULL);
  places.token_file = self->token_file;
  places.environment = (const char *const *) self->environment;
  if (tally_engine_init_keyring (self, &keyring))
    places.keyring = &source;
  return tally_secret_find (&places, TALLY_SECRET_SMARTSHEET_TOKEN, cancellable, error);
}

TallySmartsheetClient *
tally_engine_connect_with (TallyEngine        *self,
                           TallySecret        *token,
                           TallyEngineCalls   *calls,
                           TallyRun           *run,
                           GError            **error)
{
  g_return_val_if_fail (self != NULL && token != NULL && calls != NULL && run != NULL, NULL);
  calls->log = self->log;
  if (self->log != NULL)
    tally_log_add_secret (self->log, token);
  return make_client (self, tally_secret_get_value (token), calls, run, error);
}

TallySmartsheetClient *
tally_engine_connect (TallyEngine       *self,
                      TallyEngineCalls  *calls,
                      TallyRun          *run,
                      GError           **error)
{
  g_autoptr (TallySecret) secret = NULL;

  calls->log = self->log;
  if (self->token != NULL)
    return make_client (self, self->token, calls, run, error);
  secret = tally_engine_find_token (self, NULL, error);
  if (secret == NULL)
    return NULL;
  say_origin (secret, run);
  return tally_engine_connect_with (self, secret, calls, run, error);
}
