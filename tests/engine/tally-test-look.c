/* tally-test-look.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-look.h"

#include "tally-config-source.h"
#include "tally-jobs-audit-changes.h"
#include "tally-jobs-audit-input.h"
#include "tally-test.h"

#define ALL_TIME 100

/* Who does not meet in this time never will. */
#define MEETING_USEC (10 * G_USEC_PER_SEC)

static TallyStore *
open_store (TallyTestEngine *engine)
{
  g_autofree char *path = g_build_filename (engine->data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path, .clock = engine->clock };
  g_autoptr (GError) error = NULL;
  TallyStore *store = tally_store_open (&options, &error);

  g_assert_no_error (error);
  return store;
}

static TallyConfig *
make_config (TallyTestEngine *engine,
             guint            max_calls)
{
  g_autofree char *text = tally_test_engine_dup_config (engine);
  g_autofree char *whole = g_strdup_printf ("%s\n[audit]\nhistory-calls=%u\n", text, max_calls);
  const TallyConfigSource source = { .text = whole, .text_length = -1 };
  g_autoptr (GError) error = NULL;
  TallyConfig *config = tally_config_new (&source, &error);

  g_assert_no_error (error);
  return config;
}

/* Each call waits for the others that are expected, on its own thread: calls one after the other never meet. */
static void
meet_cb (const TallySmartsheetCall *call,
         gpointer                   data)
{
  TallyTestLook *look = data;
  gint64 until = g_get_monotonic_time () + MEETING_USEC;

  g_mutex_lock (&look->mutex);
  look->n_met++;
  g_cond_broadcast (&look->met);
  while (look->n_met < look->n_to_meet && !look->is_missed)
    look->is_missed = !g_cond_wait_until (&look->met, &look->mutex, until);
  g_mutex_unlock (&look->mutex);
}

static TallySmartsheetClient *
make_client (TallyTestLook *look)
{
  TallyResilienceBreakerOptions breaker;
  TallySmartsheetOptions options;
  g_autoptr (GError) error = NULL;
  TallySmartsheetClient *client;

  tally_resilience_breaker_options_init (&breaker);
  look->breaker = tally_resilience_breaker_new (look->engine->clock, &breaker, NULL);
  tally_smartsheet_options_init (&options, tally_sandbox_server_get_base_url (look->engine->server),
                                 tally_sandbox_server_get_token (look->engine->server), look->engine->clock);
  options.breaker = look->breaker;
  options.on_call = meet_cb;
  options.on_call_data = look;
  client = tally_smartsheet_client_new (&options, &error);
  g_assert_no_error (error);
  return client;
}

void
tally_test_look_begin (TallyTestLook   *look,
                       TallyTestEngine *engine,
                       guint            max_calls)
{
  *look = (TallyTestLook) { .engine = engine };
  g_mutex_init (&look->mutex);
  g_cond_init (&look->met);
  look->config = make_config (engine, max_calls);
  look->store = open_store (engine);
  look->client = make_client (look);
  look->run = tally_run_new ();
  look->options.target_sheet = engine->target;
  look->context = (TallyJobsContext) {
    .options = &look->options, .config = look->config, .clock = engine->clock, .store = look->store,
    .client = look->client, .run = look->run,
  };
  look->input = tally_audit_input_new ();
  look->history = tally_jobs_history_new (&look->context, ALL_TIME);
}

void
tally_test_look_load (TallyTestLook *look)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_jobs_audit_input_load (&look->context, look->input, &error));
  g_assert_true (tally_jobs_audit_changes_load (&look->context, look->input, &error));
  g_assert_no_error (error);
  tally_audit_input_seal (look->input);
}

gboolean
tally_test_look_attribute (TallyTestLook  *look,
                           GError        **error)
{
  return tally_jobs_audit_changes_attribute (&look->context, look->input, &look->policy, look->history, error);
}

void
tally_test_look_end (TallyTestLook *look)
{
  tally_jobs_history_free (look->history);
  tally_audit_input_free (look->input);
  tally_run_free (look->run);
  tally_smartsheet_client_unref (look->client);
  tally_resilience_breaker_free (look->breaker);
  tally_store_free (look->store);
  tally_config_unref (look->config);
  g_mutex_clear (&look->mutex);
  g_cond_clear (&look->met);
}
