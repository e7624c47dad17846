/* test-faults.c
 *
 * Faults over real HTTP, and rules that are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sandbox-fixture.h"
#include "tally-sandbox-error.h"

static void
set_faults (SandboxFixture    *fixture,
            const char *json)
{
  g_autoptr (GError) error = NULL;

  tally_sandbox_server_set_faults (fixture->server, json, &error);
  g_assert_no_error (error);
}

static void
test_fault_statuses (SandboxFixture       *fixture,
                     gconstpointer  data)
{
  set_faults (fixture, "[{\"kind\":\"throttle\",\"retryAfter\":\"7\"},"
                       "{\"kind\":\"status\",\"status\":502,\"body\":\"html\"},"
                       "{\"kind\":\"status\",\"status\":504,\"body\":\"empty\"},"
                       "{\"kind\":\"vanish\"},{\"kind\":\"forbid\"},{\"kind\":\"revoke-token\"},"
                       "{\"kind\":\"maintenance\"}]");
  sandbox_fixture_ask (fixture, "GET", "/users/me", NULL);
  g_assert_cmpuint (fixture->status, ==, 429);
  g_assert_cmpstr (soup_message_headers_get_one (
                     soup_message_get_response_headers (fixture->message), "Retry-After"), ==, "7");
  sandbox_fixture_ask (fixture, "GET", "/users/me", NULL);
  g_assert_cmpuint (fixture->status, ==, 502);
  sandbox_fixture_assert_has (fixture, "<html>");
  sandbox_fixture_ask (fixture, "GET", "/users/me", NULL);
  g_assert_cmpuint (fixture->status, ==, 504);
  g_assert_cmpstr (fixture->body, ==, "");
  for (guint i = 0; i < 4; i++)
    {
      static const guint statuses[] = { 404, 403, 401, 503 };

      sandbox_fixture_ask (fixture, "GET", "/users/me", NULL);
      g_assert_cmpuint (fixture->status, ==, statuses[i]);
    }
  sandbox_fixture_ask (fixture, "GET", "/users/me", NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
}

static void
test_connection_faults (SandboxFixture       *fixture,
                        gconstpointer  data)
{
  static const char *const kinds[] = {
    "[{\"kind\":\"reset\"}]", "[{\"kind\":\"cut\",\"afterBytes\":20}]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GError) error = NULL;

      set_faults (fixture, kinds[i]);
      error = sandbox_fixture_send_message (fixture, "GET", "/users/me",
                            tally_sandbox_server_get_token (fixture->server), NULL, NULL);
      g_assert_nonnull (error);
    }
}

/* What libsoup says of the first answer, NULL when it was whole. */
static void
assert_breaks (SandboxFixture *fixture,
               const char     *fault,
               gboolean        breaks)
{
  g_autoptr (GError) error = NULL;

  set_faults (fixture, fault);
  error = sandbox_fixture_send_message (fixture, "GET", "/users/me",
                                        tally_sandbox_server_get_token (fixture->server), NULL, NULL);
  g_assert_cmpint (error != NULL, ==, breaks);
}

static void
test_broken_bodies (SandboxFixture *fixture,
                    gconstpointer   data)
{
  assert_breaks (fixture, "[{\"kind\":\"reset\",\"afterBytes\":20}]", TRUE);
  assert_breaks (fixture, "[{\"kind\":\"drip\",\"afterBytes\":50,\"delayMs\":1}]", FALSE);
  g_assert_cmpuint (fixture->status, ==, 200);
  sandbox_fixture_assert_has (fixture, "\"email\"");
  soup_session_set_timeout (fixture->session, 1);
  assert_breaks (fixture, "[{\"kind\":\"stall\",\"afterBytes\":20}]", TRUE);
  assert_breaks (fixture, "[{\"kind\":\"stall\",\"afterBytes\":999999}]", TRUE);
}

/* Rows are missing under the same version. */
static void
test_shifted_page (SandboxFixture *fixture,
                   gconstpointer   data)
{
  g_autofree char *whole = NULL;

  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}?pageSize=2", NULL);
  whole = g_strdup (fixture->body);
  set_faults (fixture, "[{\"operation\":\"get-sheet\",\"kind\":\"shift-page\"}]");
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}?pageSize=2", NULL);
  g_assert_nonnull (strstr (whole, "\"rowNumber\":2,"));
  g_assert_null (strstr (fixture->body, "\"rowNumber\":2,"));
}

static void
test_stored_but_failed (SandboxFixture       *fixture,
                        gconstpointer  data)
{
  set_faults (fixture, "[{\"operation\":\"attach\",\"kind\":\"status\",\"status\":500,"
                       "\"stored\":true}]");
  sandbox_fixture_attach (fixture, "PK");
  g_assert_cmpuint (fixture->status, ==, 500);
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}/rows/{r}/attachments", NULL);
  sandbox_fixture_assert_has (fixture, "\"totalCount\":1");
}

static void
test_content_faults (SandboxFixture       *fixture,
                     gconstpointer  data)
{
  set_faults (fixture, "[{\"operation\":\"get-version\",\"kind\":\"bad-json\"},"
                       "{\"operation\":\"get-me\",\"kind\":\"html\"},"
                       "{\"operation\":\"get-sheet\",\"kind\":\"duplicate-page\"},"
                       "{\"operation\":\"get-sheet\",\"kind\":\"ignore-columns\"},"
                       "{\"operation\":\"get-sheet\",\"kind\":\"move-version\"}]");
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}/version", NULL);
  g_assert_null (strchr (fixture->body, '}'));
  sandbox_fixture_ask (fixture, "GET", "/users/me", NULL);
  g_assert_cmpuint (fixture->status, ==, 200);
  sandbox_fixture_assert_has (fixture, "<html>");
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}?page=2", NULL);
  sandbox_fixture_assert_has (fixture, "\"rowNumber\":1,");
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}?columnIds={c}&pageSize=1", NULL);
  sandbox_fixture_assert_has (fixture, "Snapshot Date");
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}?pageSize=1", NULL);
  sandbox_fixture_assert_has (fixture, "\"version\":2,");
  sandbox_fixture_ask (fixture, "GET", "/sheets/{s}/version", NULL);
  g_assert_cmpstr (fixture->body, ==, "{\"version\":3}");
}

static void
assert_status (SandboxFixture *fixture,
               guint           status)
{
  sandbox_fixture_ask (fixture, "GET", "/users/me", NULL);
  g_assert_cmpuint (fixture->status, ==, status);
}

/* By the sandbox's clock, from when the rules are set; set again, it begins anew. */
static void
test_an_outage_ends (SandboxFixture *fixture,
                     gconstpointer   data)
{
  static const char outage[] = "[{\"kind\":\"maintenance\",\"count\":0,\"lastsSecs\":600},"
                               "{\"kind\":\"throttle\",\"count\":0,\"lastsSecs\":660}]";

  tally_clock_advance (fixture->clock, G_TIME_SPAN_HOUR);
  for (guint i = 0; i < 2; i++)
    {
      set_faults (fixture, outage);
      assert_status (fixture, 503);
      tally_clock_advance (fixture->clock, 600 * G_USEC_PER_SEC - 1);
      assert_status (fixture, 503);
      tally_clock_advance (fixture->clock, 1);
      assert_status (fixture, 429);
      tally_clock_advance (fixture->clock, G_TIME_SPAN_MINUTE);
      assert_status (fixture, 200);
    }
  set_faults (fixture, "[{\"kind\":\"maintenance\",\"count\":0,\"lastsSecs\":0}]");
  tally_clock_advance (fixture->clock, G_TIME_SPAN_DAY);
  assert_status (fixture, 503);
}

static void
test_wrong_faults_are_named (SandboxFixture       *fixture,
                             gconstpointer  data)
{
  static const char *const wrong[] = {
    "", "{}", "7", "[7]", "[{\"kind\":\"explode\"}]", "[{\"kind\":\"reset\",\"frist\":1}]",
    "[{\"kind\":\"reset\",\"lastsSecs\":-1}]", "[{\"kind\":\"reset\",\"lastsSecs\":1e99}]",
    "[{\"kind\":\"reset\",\"lastsSecs\":99999999999}]",
    "[{\"kind\":\"status\",\"status\":9999}]", "[{\"kind\":\"reset\",\"first\":\"x\"}]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (tally_sandbox_server_set_faults (fixture->server, wrong[i], &error));
      g_assert_error (error, TALLY_SANDBOX_ERROR, TALLY_SANDBOX_ERROR_INVALID);
    }
}

#define ADD(path, func) \
  g_test_add ("/sandbox/faults/" path, SandboxFixture, NULL, sandbox_fixture_set_up, func, \
              sandbox_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("statuses", test_fault_statuses);
  ADD ("connection-faults", test_connection_faults);
  ADD ("broken-bodies", test_broken_bodies);
  ADD ("shifted-page", test_shifted_page);
  ADD ("stored-but-failed", test_stored_but_failed);
  ADD ("content-faults", test_content_faults);
  ADD ("an-outage-ends", test_an_outage_ends);
  ADD ("wrong-faults-are-named", test_wrong_faults_are_named);
  return g_test_run ();
}
