/* test-fault.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gio.h>

#include "tally-smartsheet-error.h"
#include "tally-smartsheet-fault.h"

typedef struct {
  guint                status;
  const char          *body;
  TallyResilienceClass read_class;
  TallyResilienceClass write_class;
  TallySmartsheetError code;        /* of a read */
  gboolean             is_heavy;
} Case;

#define TRANSIENT TALLY_RESILIENCE_TRANSIENT
#define THROTTLED TALLY_RESILIENCE_THROTTLED
#define CONFLICT TALLY_RESILIENCE_CONFLICT
#define MAINTENANCE TALLY_RESILIENCE_MAINTENANCE
#define AMBIGUOUS TALLY_RESILIENCE_AMBIGUOUS
#define AUTH TALLY_RESILIENCE_AUTH
#define PERMANENT TALLY_RESILIENCE_PERMANENT
#define CODE(n) "{\"errorCode\":" #n ",\"message\":\"m\",\"refId\":\"r\"}"
#define BUSY "{\"errorCode\":4004,\"message\":\"Request failed because sheetId 7 is currently being " \
             "updated by another request that uses the same access token.\"}"

/* The error table of the API, and what edge servers make of it. */
static const Case cases[] = {
  { 401, CODE (1001), AUTH, AUTH, TALLY_SMARTSHEET_ERROR_AUTH },
  { 401, CODE (1002), AUTH, AUTH, TALLY_SMARTSHEET_ERROR_AUTH },
  { 401, CODE (1003), AUTH, AUTH, TALLY_SMARTSHEET_ERROR_AUTH },
  { 401, CODE (1005), AUTH, AUTH, TALLY_SMARTSHEET_ERROR_AUTH },
  { 401, CODE (1067), AUTH, AUTH, TALLY_SMARTSHEET_ERROR_AUTH },
  { 401, "", AUTH, AUTH, TALLY_SMARTSHEET_ERROR_AUTH },
  { 403, CODE (1004), PERMANENT, PERMANENT, TALLY_SMARTSHEET_ERROR_FORBIDDEN },
  { 403, CODE (1013), PERMANENT, PERMANENT, TALLY_SMARTSHEET_ERROR_FORBIDDEN },
  { 403, CODE (1050), PERMANENT, PERMANENT, TALLY_SMARTSHEET_ERROR_FORBIDDEN },
  { 404, CODE (1006), PERMANENT, PERMANENT, TALLY_SMARTSHEET_ERROR_NOT_FOUND },
  { 404, "<html>", PERMANENT, PERMANENT, TALLY_SMARTSHEET_ERROR_NOT_FOUND },
  { 400, CODE (1008), PERMANENT, PERMANENT, TALLY_SMARTSHEET_ERROR_REJECTED },
  { 400, CODE (5003), PERMANENT, PERMANENT, TALLY_SMARTSHEET_ERROR_REJECTED },
  { 405, CODE (1010), PERMANENT, PERMANENT, TALLY_SMARTSHEET_ERROR_REJECTED },
  { 406, CODE (1052), PERMANENT, PERMANENT, TALLY_SMARTSHEET_ERROR_REJECTED },
  { 408, "", TRANSIENT, AMBIGUOUS, TALLY_SMARTSHEET_ERROR_TRANSIENT },
  { 410, CODE (4005), PERMANENT, PERMANENT, TALLY_SMARTSHEET_ERROR_REJECTED },
  { 415, CODE (1124), PERMANENT, PERMANENT, TALLY_SMARTSHEET_ERROR_REJECTED },
  { 429, CODE (4003), THROTTLED, THROTTLED, TALLY_SMARTSHEET_ERROR_THROTTLED },
  { 429, "", THROTTLED, THROTTLED, TALLY_SMARTSHEET_ERROR_THROTTLED },
  { 429, CODE (1006), THROTTLED, THROTTLED, TALLY_SMARTSHEET_ERROR_THROTTLED },
  { 500, CODE (4000), TRANSIENT, AMBIGUOUS, TALLY_SMARTSHEET_ERROR_TRANSIENT, TRUE },
  { 500, CODE (4002), TRANSIENT, AMBIGUOUS, TALLY_SMARTSHEET_ERROR_TRANSIENT, TRUE },
  { 500, CODE (4003), THROTTLED, THROTTLED, TALLY_SMARTSHEET_ERROR_THROTTLED },
  { 500, CODE (4004), CONFLICT, AMBIGUOUS, TALLY_SMARTSHEET_ERROR_TRANSIENT },
  { 500, BUSY, CONFLICT, CONFLICT, TALLY_SMARTSHEET_ERROR_TRANSIENT },
  { 500, CODE (1119), PERMANENT, PERMANENT, TALLY_SMARTSHEET_ERROR_REJECTED },
  { 500, CODE (5502), PERMANENT, PERMANENT, TALLY_SMARTSHEET_ERROR_REJECTED },
  { 500, CODE (0), TRANSIENT, AMBIGUOUS, TALLY_SMARTSHEET_ERROR_TRANSIENT },
  { 500, "{\"errorCode\":\"4001\"}", MAINTENANCE, MAINTENANCE, TALLY_SMARTSHEET_ERROR_MAINTENANCE },
  { 500, "{\"errorCode\":[]}", TRANSIENT, AMBIGUOUS, TALLY_SMARTSHEET_ERROR_TRANSIENT },
  { 501, CODE (1333), PERMANENT, PERMANENT, TALLY_SMARTSHEET_ERROR_REJECTED },
  { 502, "<html>", TRANSIENT, AMBIGUOUS, TALLY_SMARTSHEET_ERROR_TRANSIENT },
  { 503, "", TRANSIENT, AMBIGUOUS, TALLY_SMARTSHEET_ERROR_TRANSIENT },
  { 503, CODE (4001), MAINTENANCE, MAINTENANCE, TALLY_SMARTSHEET_ERROR_MAINTENANCE },
  { 504, "", TRANSIENT, AMBIGUOUS, TALLY_SMARTSHEET_ERROR_TRANSIENT, TRUE },
  { 302, "", PERMANENT, PERMANENT, TALLY_SMARTSHEET_ERROR_REJECTED },
  { 999, "", TRANSIENT, AMBIGUOUS, TALLY_SMARTSHEET_ERROR_TRANSIENT },
};

static void
test_classes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (TallySmartsheetFault) fault = { 0 };
      g_autoptr (GError) error = NULL;

      g_test_message ("%u %s", cases[i].status, cases[i].body);
      tally_smartsheet_fault_init (&fault, FALSE);
      fault.status = cases[i].status;
      tally_smartsheet_fault_read_body (&fault, cases[i].body, strlen (cases[i].body));
      g_assert_cmpint (tally_smartsheet_fault_classify (&fault), ==, cases[i].read_class);
      g_assert_cmpint (tally_smartsheet_fault_is_heavy (&fault), ==, cases[i].is_heavy);
      tally_smartsheet_fault_set_error (&fault, "get-x 1", 1, &error);
      g_assert_error (error, TALLY_SMARTSHEET_ERROR, cases[i].code);
      fault.is_write = TRUE;
      g_assert_cmpint (tally_smartsheet_fault_classify (&fault), ==, cases[i].write_class);
    }
}

static void
test_what_was_never_sent_is_not_ambiguous (void)
{
  g_auto (TallySmartsheetFault) fault = { 0 };

  tally_smartsheet_fault_init (&fault, TRUE);
  fault.transport = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, "refused");
  g_assert_cmpint (tally_smartsheet_fault_classify (&fault), ==, AMBIGUOUS);
  fault.is_unsent = TRUE;
  g_assert_cmpint (tally_smartsheet_fault_classify (&fault), ==, TRANSIENT);
}

static void
test_cancelling_passes_through (void)
{
  g_auto (TallySmartsheetFault) fault = { 0 };
  g_autoptr (GError) error = NULL;

  tally_smartsheet_fault_init (&fault, TRUE);
  fault.transport = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stop");
  g_assert_cmpint (tally_smartsheet_fault_classify (&fault), ==, PERMANENT);
  tally_smartsheet_fault_set_error (&fault, "x", 1, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_a_long_message_is_cut (void)
{
  g_auto (TallySmartsheetFault) fault = { 0 };
  g_autofree char *filler = g_strnfill (5000, 'x');
  g_autofree char *body = g_strdup_printf ("{\"errorCode\":1008,\"message\":\"%s\"}", filler);

  tally_smartsheet_fault_init (&fault, FALSE);
  fault.status = 400;
  tally_smartsheet_fault_read_body (&fault, body, strlen (body));
  g_assert_cmpuint (strlen (fault.message), ==, 300);
}

static void
test_transient_errors (void)
{
  static const TallySmartsheetError transient[] = {
    TALLY_SMARTSHEET_ERROR_THROTTLED, TALLY_SMARTSHEET_ERROR_TRANSIENT,
    TALLY_SMARTSHEET_ERROR_MAINTENANCE, TALLY_SMARTSHEET_ERROR_MALFORMED, TALLY_SMARTSHEET_ERROR_MOVED,
    TALLY_SMARTSHEET_ERROR_EXPIRED, TALLY_SMARTSHEET_ERROR_CLOSED,
  };
  static const TallySmartsheetError lasting[] = {
    TALLY_SMARTSHEET_ERROR_FAILED, TALLY_SMARTSHEET_ERROR_AUTH, TALLY_SMARTSHEET_ERROR_FORBIDDEN,
    TALLY_SMARTSHEET_ERROR_NOT_FOUND, TALLY_SMARTSHEET_ERROR_AMBIGUOUS,
    TALLY_SMARTSHEET_ERROR_REJECTED, TALLY_SMARTSHEET_ERROR_LIMIT,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (transient); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (TALLY_SMARTSHEET_ERROR, (int) transient[i], "x");
      g_assert_true (tally_smartsheet_error_is_transient (error));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (lasting); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (TALLY_SMARTSHEET_ERROR, (int) lasting[i], "x");
      g_assert_false (tally_smartsheet_error_is_transient (error));
    }
  g_assert_false (tally_smartsheet_error_is_transient (NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/smartsheet/fault/classes", test_classes);
  g_test_add_func ("/smartsheet/fault/never-sent-is-not-ambiguous",
                   test_what_was_never_sent_is_not_ambiguous);
  g_test_add_func ("/smartsheet/fault/cancelling-passes-through", test_cancelling_passes_through);
  g_test_add_func ("/smartsheet/fault/long-message-is-cut", test_a_long_message_is_cut);
  g_test_add_func ("/smartsheet/fault/transient-errors", test_transient_errors);
  return g_test_run ();
}
