/* test-offline.c
 *
 * A machine without a network: names can't be resolved, by a resolver of our own that says so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-client.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-sheet.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

/* Says no, and after so many times this machine, where nobody listens at port 1. */
#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver {
  GResolver parent;
  int       code;      /* what is said */
  int       n_refusals; /* (atomic) how often still */
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static GList *
lookup (GResolver                 *resolver,
        const char                *name,
        GResolverNameLookupFlags   flags,
        GCancellable              *cancellable,
        GError                   **error)
{
  TestResolver *self = TEST_RESOLVER (resolver);

  if (g_atomic_int_add (&self->n_refusals, -1) > 0)
    {
      g_set_error (error, G_RESOLVER_ERROR, self->code, "no answer for %s", name);
      return NULL;
    }
  return g_list_append (NULL, g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4));
}

static GList *
lookup_plain (GResolver     *resolver,
              const char    *name,
              GCancellable  *cancellable,
              GError       **error)
{
  return lookup (resolver, name, G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT, cancellable, error);
}

static void
free_addresses (gpointer addresses)
{
  g_resolver_free_addresses (addresses);
}

static void
lookup_async (GResolver                *resolver,
              const char               *name,
              GResolverNameLookupFlags  flags,
              GCancellable             *cancellable,
              GAsyncReadyCallback       callback,
              gpointer                  data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, data);
  GError *error = NULL;
  GList *addresses = lookup (resolver, name, flags, cancellable, &error);

  if (addresses != NULL)
    g_task_return_pointer (task, addresses, free_addresses);
  else
    g_task_return_error (task, error);
}

static void
lookup_plain_async (GResolver           *resolver,
                    const char          *name,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             data)
{
  lookup_async (resolver, name, G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT, cancellable, callback, data);
}

static GList *
lookup_finish (GResolver     *resolver,
               GAsyncResult  *result,
               GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_resolver_class_init (TestResolverClass *class)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (class);

  resolver_class->lookup_by_name = lookup_plain;
  resolver_class->lookup_by_name_async = lookup_plain_async;
  resolver_class->lookup_by_name_finish = lookup_finish;
  resolver_class->lookup_by_name_with_flags = lookup;
  resolver_class->lookup_by_name_with_flags_async = lookup_async;
  resolver_class->lookup_by_name_with_flags_finish = lookup_finish;
}

static void
test_resolver_init (TestResolver *self)
{
}

typedef struct {
  TestResolver           *resolver;
  TallyClock             *clock;
  TallyResilienceBreaker *breaker;
  TallyResilienceBudget  *budget;
  TallySmartsheetClient  *client;
  GString                *told;
} Fixture;

static void
tell_cb (const TallySmartsheetCall *call,
         gpointer                   data)
{
  Fixture *fixture = data;

  g_string_append_printf (fixture->told, "%u %s %" G_GINT64_FORMAT "\n", call->attempt, call->strategy,
                          call->wait_usec < 0 ? -1 : call->wait_usec / SECOND);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  TallyResilienceBreakerOptions breaker;
  TallySmartsheetOptions options;
  g_autoptr (GError) error = NULL;

  fixture->resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);
  fixture->resolver->n_refusals = G_MAXINT;
  fixture->resolver->code = GPOINTER_TO_INT (data);
  g_resolver_set_default (G_RESOLVER (fixture->resolver));
  fixture->told = g_string_new (NULL);
  fixture->clock = tally_clock_new_virtual (0);
  tally_resilience_breaker_options_init (&breaker);
  fixture->breaker = tally_resilience_breaker_new (fixture->clock, &breaker, NULL);
  fixture->budget = tally_resilience_budget_new (10);
  tally_smartsheet_options_init (&options, "https://api.example.test:1/2.0", "t", fixture->clock);
  options.breaker = fixture->breaker;
  options.budget = fixture->budget;
  options.operation_usec = 300 * SECOND;
  options.on_call = tell_cb;
  options.on_call_data = fixture;
  fixture->client = tally_smartsheet_client_new (&options, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tally_smartsheet_client_unref (fixture->client);
  tally_resilience_breaker_free (fixture->breaker);
  tally_resilience_budget_free (fixture->budget);
  tally_clock_unref (fixture->clock);
  g_object_unref (fixture->resolver);
  g_string_free (fixture->told, TRUE);
}

static void
ask (Fixture    *fixture,
     const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (tally_smartsheet_sheet_fetch_version (fixture->client, 7, NULL, &error), ==, -1);
  g_test_message ("%s", error->message);
  g_assert_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_TRANSIENT);
  g_assert_nonnull (strstr (error->message, part));
}

/* It costs neither tries nor budget, opens no circuit, and ends with the call's time; the next call
 * does not wait for the same again. */
static void
test_waits_for_the_network (Fixture       *fixture,
                            gconstpointer  data)
{
  TallyResilienceBreakerRecord record;

  ask (fixture, "check that this machine is on line");
  g_assert_cmpstr (fixture->told->str, ==,
                   "1 wait-offline 5\n2 wait-offline 10\n3 wait-offline 20\n4 wait-offline 30\n"
                   "5 wait-offline 60\n6 wait-offline 60\n7 wait-offline 60\n8 give-up -1\n");
  g_assert_cmpint (tally_clock_get_monotonic_usec (fixture->clock), ==, 245 * SECOND);
  g_assert_cmpuint (tally_resilience_budget_get_n_tokens (fixture->budget), ==, 10);
  tally_resilience_breaker_get (fixture->breaker, &record);
  g_assert_cmpint (record.state, ==, TALLY_RESILIENCE_BREAKER_CLOSED);
  g_string_truncate (fixture->told, 0);
  tally_clock_advance (fixture->clock, 60 * SECOND);
  ask (fixture, "check that this machine is on line");
  g_assert_cmpstr (fixture->told->str, ==, "1 give-up -1\n");
}

/* The network is back, and nobody listens: that is another failure, with tries and a price. */
static void
test_goes_on_when_it_is_back (Fixture       *fixture,
                              gconstpointer  data)
{
  g_atomic_int_set (&fixture->resolver->n_refusals, 3);
  ask (fixture, "nobody answers there");
  g_assert_true (g_str_has_prefix (fixture->told->str,
                                   "1 wait-offline 5\n2 wait-offline 10\n3 wait-offline 20\n4 retry "));
  g_assert_cmpuint (tally_resilience_budget_get_n_tokens (fixture->budget), ==, 0);
}

/* Whoever resolves names knows this one for no name: the setting is wrong, waiting is vain. */
static void
test_a_name_that_does_not_exist (Fixture       *fixture,
                                 gconstpointer  data)
{
  ask (fixture, "check [smartsheet] base-url");
  g_assert_null (strstr (fixture->told->str, "wait-offline"));
  g_assert_cmpint (tally_clock_get_monotonic_usec (fixture->clock), <, 5 * SECOND);
}

#define ADD(path, code, func) \
  g_test_add ("/smartsheet/offline/" path, Fixture, GINT_TO_POINTER (code), set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("waits-for-the-network", G_RESOLVER_ERROR_TEMPORARY_FAILURE, test_waits_for_the_network);
  ADD ("goes-on-when-it-is-back", G_RESOLVER_ERROR_TEMPORARY_FAILURE, test_goes_on_when_it_is_back);
  ADD ("name-that-does-not-exist", G_RESOLVER_ERROR_NOT_FOUND, test_a_name_that_does_not_exist);
  return g_test_run ();
}
