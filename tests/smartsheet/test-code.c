/* test-code.c
 *
 * The table of error codes against the vendor's list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-code.h"
#include "tally-smartsheet-fault.h"
#include "tally-test.h"

/* What the official clients send again: the vendor's own word for what passes. */
static gboolean
is_passing (TallyResilienceClass error_class)
{
  return error_class == TALLY_RESILIENCE_TRANSIENT || error_class == TALLY_RESILIENCE_THROTTLED
         || error_class == TALLY_RESILIENCE_MAINTENANCE || error_class == TALLY_RESILIENCE_CONFLICT;
}

/* The few that are read otherwise than their status alone would be. */
static gboolean
is_read_by_its_text (gint64 number)
{
  static const gint64 numbers[] = { 1007, 1075, 1119, 1132, 1170, 1171, 1172, 1211, 1285, 1325 };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (numbers[i] == number)
      return TRUE;
  return number >= 4000;
}

static void
check_line (const char *line,
            GHashTable *seen)
{
  g_auto (GStrv) fields = g_strsplit (line, "\t", 4);
  g_auto (TallySmartsheetFault) fault = { 0 };
  TallySmartsheetCode code;
  gint64 number;
  guint status;

  g_assert_cmpuint (g_strv_length (fields), ==, 4);
  status = (guint) g_ascii_strtoull (fields[0], NULL, 10);
  number = g_str_equal (fields[1], "5xxx") ? 5003 : g_ascii_strtoll (fields[1], NULL, 10);
  g_test_message ("%s %s", fields[0], fields[1]);
  g_assert_true (tally_smartsheet_code_find (number, &code));
  if (!g_str_equal (fields[1], "5xxx"))
    {
      g_assert_cmpuint (code.status, ==, status);
      g_hash_table_add (seen, GINT_TO_POINTER ((int) number));
    }
  if (g_str_equal (fields[2], "yes"))
    g_assert_true (is_passing (code.error_class));
  tally_smartsheet_fault_init (&fault, FALSE);
  fault.status = status;
  if (!is_read_by_its_text (number))
    g_assert_cmpint (tally_smartsheet_fault_classify (&fault), ==, code.error_class);
  fault.error_code = number;
  g_assert_cmpint (tally_smartsheet_fault_classify (&fault), ==, code.error_class);
}

static void
test_all_codes_of_the_vendor (void)
{
  g_autofree char *path = tally_test_dup_reference ("smartsheet/error-codes.tsv");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      check_line (lines[i], seen);
  g_assert_cmpuint (g_hash_table_size (seen), ==, tally_smartsheet_code_count ());
}

static void
test_unknown_codes (void)
{
  static const gint64 unknown[] = { G_MININT64, -1, 0, 1, 999, 1364, 3999, 4006, 4999, 6000, 66536,
                                    G_MAXINT64 };
  TallySmartsheetCode code;

  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_false (tally_smartsheet_code_find (unknown[i], &code));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/smartsheet/code/all-codes-of-the-vendor", test_all_codes_of_the_vendor);
  g_test_add_func ("/smartsheet/code/unknown-codes", test_unknown_codes);
  return g_test_run ();
}
