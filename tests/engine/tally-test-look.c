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
}
