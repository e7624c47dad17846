/* test-healing.c
 *
 * What the client does about failures, and what it tells of it: the strategy of each try, the
 * circuit breaker, the budget of repeats.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-script-client.h"
#include "tally-smartsheet-attachment.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-sheet.h"

#define GOOD { .status = 200, .body = "{\"version\":41}" }
#define FAULT(a, b) { .status = a, .body = b }
#define UNEXPECTED FAULT (500, "{\"errorCode\":4000}")
#define BUSY FAULT (500, "{\"errorCode\":4004}")
#define SECOND ((gint64) G_USEC_PER_SEC)

/* What a client may share with others. */
typedef struct {
  TallyClock             *clock;   /* (owned) of the breaker, moved by hand */
  TallyResilienceBreaker *breaker; /* (owned) */
  TallyResilienceBudget  *budget;  /* (owned) */
  TallyResiliencePolicy   policy;
} Shared;

static void
shared_set_up (Shared        *self,
               gconstpointer  data)
{
  TallyResilienceBreakerOptions options;

  tally_resilience_breaker_options_init (&options);
  self->clock = tally_clock_new_virtual (SECOND);
  self->breaker = tally_resilience_breaker_new (self->clock, &options, NULL);
  self->budget = tally_resilience_budget_new (GPOINTER_TO_UINT (data));
  tally_resilience_policy_init_default (&self->policy);
  self->policy.max_attempts[TALLY_RESILIENCE_TRANSIENT] = 8;
}

static void
shared_tear_down (Shared        *self,
                  gconstpointer  data)
{
  tally_resilience_breaker_free (self->breaker);
  tally_resilience_budget_free (self->budget);
  tally_clock_unref (self->clock);
}

static void
share_cb (TallySmartsheetOptions *options,
          gpointer                data)
{
  Shared *self = data;

  options->breaker = self->breaker;
  options->budget = self->budget;
  options->policy = &self->policy;
}

static gint64
ask (TallyScriptClient  *script,
     GError            **error)
{
  return tally_smartsheet_sheet_fetch_version (script->client, 7, NULL, error);
}

typedef struct {
  const char       *name;
  TallyScriptReply  replies[8];
  guint             n_replies;
  const char       *told;
} Case;

static const Case cases[] = {
  { "works at once", { GOOD }, 1, "7 - -1\n" },
  { "a repeat is named, and what it brought about",
    { { .fault = TALLY_SCRIPT_RESET }, GOOD }, 2, "7 retry 0\n7 retry -1\n" },
  { "the peer's wish", { { 429, "", "Retry-After: 9" }, GOOD }, 2, "7 retry-after 9\n7 retry-after -1\n" },
  { "the peer's wish counts for every class", { { 503, "", "Retry-After: 9" }, GOOD }, 2,
    "7 retry-after 9\n7 retry-after -1\n" },
  { "nothing helps", { FAULT (404, "") }, 1, "7 give-up -1\n" },
  { "tries used up", { UNEXPECTED, UNEXPECTED, UNEXPECTED, UNEXPECTED }, 4, NULL },
};

static void
test_every_try_is_told (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *one = &cases[i];
      g_autoptr (TallyScriptClient) script = tally_script_client_new (one->replies, one->n_replies);
      g_autoptr (GError) error = NULL;

      ask (script, &error);
      g_test_message ("%s:\n%s", one->name, script->told->str);
      if (one->told != NULL)
        g_assert_cmpstr (script->told->str, ==, one->told);
      else
        g_assert_true (g_str_has_suffix (script->told->str, "7 give-up -1\n"));
    }
}

/* A connection that was kept proves dead when it is used again: libsoup sends a read once more by itself,
 * which nobody else would know of. */
static void
test_a_dead_connection_is_told (void)
{
  static const TallyScriptReply replies[] = { GOOD, { .fault = TALLY_SCRIPT_RESET }, GOOD };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (ask (script, &error), ==, 41);
  g_assert_cmpint (ask (script, &error), ==, 41);
  g_assert_no_error (error);
  g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, 3);
  g_assert_cmpstr (script->told->str, ==, "7 - -1\n7 resend 0\n7 resend -1\n");
  g_assert_cmpstr (script->calls->str, ==, "get-version 1 200 ok\nget-version 1 0 transient\n"
                                           "get-version 2 200 ok\n");
}

/* What comes after it is numbered on. */
static void
test_a_dead_connection_and_a_failure (void)
{
  static const TallyScriptReply replies[] = { GOOD, { .fault = TALLY_SCRIPT_RESET }, UNEXPECTED, GOOD };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (ask (script, &error), ==, 41);
  g_assert_cmpint (ask (script, &error), ==, 41);
  g_assert_no_error (error);
  g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, 4);
  g_assert_true (g_str_has_suffix (script->calls->str, "get-version 1 0 transient\nget-version 2 500 transient\n"
                                                       "get-version 3 200 ok\n"));
}

/* A wait with jitter, so only the name and the bounds are compared. */
static void
test_slow_ladder_and_conflicts (void)
{
  static const TallyScriptReply replies[] = {
    FAULT (429, ""), FAULT (503, "{\"errorCode\":4001}"), BUSY, BUSY, GOOD };
  static const struct { const char *strategy; gint64 least; gint64 most; } wanted[] = {
    { "ladder", 15, 16 }, { "ladder", 300, 330 }, { "serialise", 1, 5 }, { "serialise", 1, 5 },
    { "serialise", -1, -1 } };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_cmpint (ask (script, &error), ==, 41);
  lines = g_strsplit (script->told->str, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (wanted) + 1);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
      gint64 wait = g_ascii_strtoll (words[2], NULL, 10);

      g_assert_cmpstr (words[1], ==, wanted[i].strategy);
      g_assert_cmpint (wait, >=, wanted[i].least);
      g_assert_cmpint (wait, <=, wanted[i].most);
    }
}

static void
test_a_lost_answer_is_looked_after (void)
{
  static const TallyScriptReply replies[] = { { .fault = TALLY_SCRIPT_RESET } };
  g_autoptr (TallyScriptClient) script = TALLY_SCRIPT_CLIENT (replies);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("PK", 2);
  const TallySmartsheetUpload upload = {
    .sheet_id = 5, .row_id = 9, .name = "a.xlsx", .bytes = bytes };
  g_autoptr (GError) error = NULL;

  g_assert_null (tally_smartsheet_attachment_upload (script->client, &upload, NULL, &error));
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AMBIGUOUS);
  g_assert_cmpstr (script->told->str, ==, "9 look-first -1\n");
}

static void
test_an_open_circuit_sends_nothing (Shared        *shared,
                                    gconstpointer  data)
{
  static const TallyScriptReply replies[] = {
    UNEXPECTED, UNEXPECTED, UNEXPECTED, UNEXPECTED, UNEXPECTED, UNEXPECTED, GOOD };
  g_autoptr (TallyScriptClient) script = NULL;
  g_autoptr (GError) error = NULL;

  script = tally_script_client_new_with (replies, G_N_ELEMENTS (replies), share_cb, shared);
  g_assert_cmpint (ask (script, &error), ==, -1);
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_CLOSED);
  g_assert_nonnull (strstr (error->message, "try again in 30 s"));
  g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, 6);
  g_assert_true (g_str_has_suffix (script->calls->str, "get-version 6 500 transient\n"
                                                       "get-version 7 0 transient\n"));
  g_assert_true (g_str_has_suffix (script->told->str, "7 refused-open -1\n"));
  g_clear_error (&error);
  g_assert_cmpint (ask (script, &error), ==, -1);
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_CLOSED);
  g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, 6);
  g_clear_error (&error);
  tally_clock_advance (shared->clock, 30 * SECOND);
  g_assert_cmpint (ask (script, &error), ==, 41);
  g_assert_no_error (error);
}

static void
test_a_forced_circuit_names_its_remedy (Shared        *shared,
                                        gconstpointer  data)
{
  static const TallyScriptReply replies[] = { GOOD };
  g_autoptr (TallyScriptClient) script = NULL;
  g_autoptr (GError) error = NULL;

  tally_resilience_breaker_force (shared->breaker, TALLY_RESILIENCE_BREAKER_FORCED_OPEN, 0);
  script = tally_script_client_new_with (replies, G_N_ELEMENTS (replies), share_cb, shared);
  g_assert_cmpint (ask (script, &error), ==, -1);
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_CLOSED);
  g_assert_nonnull (strstr (error->message, "until a person allows them"));
  g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, 0);
}

static gboolean
row_cb (const TallyRow  *row,
        gpointer         data,
        GError         **error)
{
  return TRUE;
}

/* Pages of 2000 rows, then of 1000, 500, 250 and 125. */
static gboolean
read_sheet (TallyScriptClient  *script,
            GError            **error)
{
  static const gint64 columns[] = { 101 };
  static const TallySmartsheetSink sink = { NULL, row_cb, NULL };
  const TallySmartsheetQuery query = {
    .sheet_id = 7, .column_ids = columns, .n_columns = 1, .page_rows = 2000,
  };
  g_autoptr (TallySheet) head = NULL;

  head = tally_smartsheet_sheet_fetch_rows (script->client, &query, &sink, NULL, NULL, error);
  return head != NULL;
}

static TallyResilienceBreakerState
get_state (Shared *shared)
{
  TallyResilienceBreakerRecord record;

  tally_resilience_breaker_get (shared->breaker, &record);
  return record.state;
}

/* Refused eight times over, in all three ways, and read at last: nobody else suffers for it. */
static void
test_one_heavy_sheet_leaves_it_closed (Shared        *shared,
                                       gconstpointer  data)
{
  static const TallyScriptReply replies[] = {
    FAULT (504, ""), FAULT (504, ""), UNEXPECTED, UNEXPECTED,
    FAULT (500, "{\"errorCode\":4002}"), FAULT (500, "{\"errorCode\":4002}"), UNEXPECTED, UNEXPECTED,
    FAULT (200, "{\"id\":7,\"version\":1,\"totalRowCount\":0,\"columns\":[{\"id\":101}],\"rows\":[]}"),
    UNEXPECTED, UNEXPECTED, UNEXPECTED, UNEXPECTED, UNEXPECTED, GOOD,
  };
  g_autoptr (TallyScriptClient) script = NULL;
  g_autoptr (GError) error = NULL;

  script = tally_script_client_new_with (replies, G_N_ELEMENTS (replies), share_cb, shared);
  g_assert_true (read_sheet (script, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, 9);
  g_assert_cmpint (get_state (shared), ==, TALLY_RESILIENCE_BREAKER_CLOSED);
  /* What can't be asked smaller is the service's fault. */
  g_assert_cmpint (ask (script, &error), ==, -1);
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_CLOSED);
  g_assert_cmpint (get_state (shared), ==, TALLY_RESILIENCE_BREAKER_OPEN);
}

/* As a probe the heaviest page is as good as any call: one is sent. */
static void
test_a_heavy_probe_keeps_it_open (Shared        *shared,
                                  gconstpointer  data)
{
  static const TallyScriptReply replies[] = { FAULT (504, ""), GOOD };
  g_autoptr (TallyScriptClient) script = NULL;
  g_autoptr (GError) error = NULL;

  tally_resilience_breaker_force (shared->breaker, TALLY_RESILIENCE_BREAKER_HALF_OPEN, 0);
  script = tally_script_client_new_with (replies, G_N_ELEMENTS (replies), share_cb, shared);
  g_assert_false (read_sheet (script, &error));
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_CLOSED);
  g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, 1);
  g_assert_cmpint (get_state (shared), ==, TALLY_RESILIENCE_BREAKER_OPEN);
}

/* A cancelled probe says nothing: the next call is the probe. */
static void
test_a_cancelled_probe_leaves_the_circuit (Shared        *shared,
                                           gconstpointer  data)
{
  static const TallyScriptReply replies[] = { GOOD };
  g_autoptr (TallyScriptClient) script = NULL;
  g_autoptr (GError) error = NULL;
  TallyResilienceBreakerRecord record;
  gint64 wait_usec;

  tally_resilience_breaker_force (shared->breaker, TALLY_RESILIENCE_BREAKER_HALF_OPEN, 0);
  g_assert_true (tally_resilience_breaker_ask (shared->breaker, &wait_usec));
  tally_resilience_breaker_withdraw (shared->breaker);
  tally_resilience_breaker_get (shared->breaker, &record);
  g_assert_cmpint (record.state, ==, TALLY_RESILIENCE_BREAKER_HALF_OPEN);
  script = tally_script_client_new_with (replies, G_N_ELEMENTS (replies), share_cb, shared);
  g_assert_cmpint (ask (script, &error), ==, 41);
  tally_resilience_breaker_get (shared->breaker, &record);
  g_assert_cmpint (record.state, ==, TALLY_RESILIENCE_BREAKER_CLOSED);
}

/* Two repeats are in the budget; what the peer itself asks to repeat costs none. */
static void
test_an_empty_budget_fails_at_once (Shared        *shared,
                                    gconstpointer  data)
{
  static const TallyScriptReply replies[] = {
    { 429, "", "Retry-After: 1" }, UNEXPECTED, UNEXPECTED, UNEXPECTED, UNEXPECTED, GOOD };
  g_autoptr (TallyScriptClient) script = NULL;
  g_autoptr (GError) error = NULL;

  script = tally_script_client_new_with (replies, G_N_ELEMENTS (replies), share_cb, shared);
  g_assert_cmpint (ask (script, &error), ==, -1);
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_TRANSIENT);
  g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, 4);
  g_assert_true (g_str_has_suffix (script->told->str, "7 fail-fast -1\n"));
  g_clear_error (&error);
  g_assert_cmpint (ask (script, &error), ==, -1);
  g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, 5);
  g_clear_error (&error);
  g_assert_cmpint (ask (script, &error), ==, 41);
  g_assert_cmpuint (tally_resilience_budget_get_n_tokens (shared->budget), ==, 1);
}

typedef struct {
  const char       *name;
  TallyScriptReply  replies[4];
  guint             n_replies;
  guint             n_calls;  /* made in a row */
  int               code;     /* of the last one */
  const char       *message;  /* part of its */
  const char       *told;     /* of the whole */
} TokenCase;

#define REFUSED(status, code) FAULT (status, "{\"errorCode\":" #code "}")
#define ME FAULT (200, "{\"id\":1}")
#define NOT_SENT "7 probe-token -1\n0 give-up -1\n7 refused-token -1\n"

static const TokenCase token_cases[] = {
  { "not valid from the first call on", { REFUSED (401, 1002), REFUSED (401, 1002) }, 2, 2,
    TALLY_SMARTSHEET_ERROR_AUTH, "region", NOT_SENT },
  { "revoked meanwhile", { GOOD, REFUSED (401, 1002), REFUSED (401, 1002) }, 3, 3,
    TALLY_SMARTSHEET_ERROR_AUTH, "was good before", "7 - -1\n" NOT_SENT },
  { "expired", { REFUSED (401, 1003), REFUSED (401, 1003) }, 2, 2, TALLY_SMARTSHEET_ERROR_AUTH,
    "has expired: make", NOT_SENT },
  { "missing", { REFUSED (401, 1001), REFUSED (401, 1001) }, 2, 2, TALLY_SMARTSHEET_ERROR_AUTH,
    "no access token arrived", NOT_SENT },
  { "missing, as the live service tells it", { REFUSED (403, 1004), REFUSED (403, 1004) }, 2, 2,
    TALLY_SMARTSHEET_ERROR_AUTH, "is missing", NOT_SENT },
  { "revoked, told with another status", { REFUSED (400, 1132), REFUSED (400, 1132) }, 2, 2,
    TALLY_SMARTSHEET_ERROR_AUTH, "was revoked: make", NOT_SENT },
  { "not shared, asked once for many", { REFUSED (403, 1004), ME, REFUSED (403, 1004) }, 3, 2,
    TALLY_SMARTSHEET_ERROR_FORBIDDEN, "not shared with its owner",
    "7 probe-token -1\n0 - -1\n7 give-up -1\n" },
  { "a refusal that names its reason is not asked about", { REFUSED (403, 1050) }, 1, 1,
    TALLY_SMARTSHEET_ERROR_FORBIDDEN, "errorCode 1050", "7 give-up -1\n" },
  { "refused, but the token is good", { REFUSED (401, 1002), ME }, 2, 1, TALLY_SMARTSHEET_ERROR_AUTH,
    "itself is good", "7 probe-token -1\n0 - -1\n" },
  { "the probe does not come through", { REFUSED (401, 1002), FAULT (404, "") }, 2, 1,
    TALLY_SMARTSHEET_ERROR_AUTH, "errorCode 1002", "7 probe-token -1\n0 give-up -1\n" },
};

static void
test_a_refusal_is_explained (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (token_cases); i++)
    {
      const TokenCase *one = &token_cases[i];
      g_autoptr (TallyScriptClient) script = tally_script_client_new (one->replies, one->n_replies);
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < one->n_calls; j++)
        {
          g_clear_error (&error);
          ask (script, &error);
        }
      g_test_message ("%s: %s", one->name, error->message);
      g_assert_error (error, TALLY_SMARTSHEET_ERROR, one->code);
      g_assert_nonnull (strstr (error->message, one->message));
      g_assert_cmpstr (script->told->str, ==, one->told);
      g_assert_cmpuint (tally_script_server_get_n_requests (script->server), ==, one->n_replies);
    }
}

#define ADD_SHARED(path, n_tokens, func) \
  g_test_add ("/smartsheet/healing/" path, Shared, GUINT_TO_POINTER (n_tokens), shared_set_up, func, \
              shared_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/smartsheet/healing/every-try-is-told", test_every_try_is_told);
  g_test_add_func ("/smartsheet/healing/a-dead-connection-is-told", test_a_dead_connection_is_told);
  g_test_add_func ("/smartsheet/healing/a-dead-connection-and-a-failure", test_a_dead_connection_and_a_failure);
  g_test_add_func ("/smartsheet/healing/slow-ladder-and-conflicts", test_slow_ladder_and_conflicts);
  g_test_add_func ("/smartsheet/healing/lost-answer-is-looked-after", test_a_lost_answer_is_looked_after);
  g_test_add_func ("/smartsheet/healing/refusal-is-explained", test_a_refusal_is_explained);
  ADD_SHARED ("open-circuit-sends-nothing", TALLY_RESILIENCE_BUDGET_CAPACITY,
              test_an_open_circuit_sends_nothing);
  ADD_SHARED ("one-heavy-sheet-leaves-it-closed", TALLY_RESILIENCE_BUDGET_CAPACITY,
              test_one_heavy_sheet_leaves_it_closed);
  ADD_SHARED ("heavy-probe-keeps-it-open", TALLY_RESILIENCE_BUDGET_CAPACITY,
              test_a_heavy_probe_keeps_it_open);
  ADD_SHARED ("forced-circuit-names-its-remedy", 0, test_a_forced_circuit_names_its_remedy);
  ADD_SHARED ("cancelled-probe-leaves-the-circuit", 0, test_a_cancelled_probe_leaves_the_circuit);
  ADD_SHARED ("empty-budget-fails-at-once", 2 * TALLY_RESILIENCE_BUDGET_REPEAT,
              test_an_empty_budget_fails_at_once);
  return g_test_run ();
}
