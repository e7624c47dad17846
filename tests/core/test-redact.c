/* test-redact.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-redact.h"

static const char *const cases[][2] = {
  { "WR=1234/../evil is bad", "WR[private] is bad" },
  { "WR=ABCD-123", "WR[private]" },
  { "WR 90093002 failed", "WR[private] failed" },
  { "WR# 9009 failed", "WR[private] failed" },
  { "WR_89708709_WeekEnding_081725.xlsx gone", "WR[private] gone" },
  { "WRITE failed", "WRITE failed" },
  { "cannot WRITE: the WRAP", "cannot WRITE: the WRAP" },
  { "Work Request # 123 is new", "work request [private] is new" },
  { "costs $1,234.56 now", "costs [private] now" },
  { "costs ($1,234.56), -$5 and $ 12", "costs [private], [private] and [private]" },
  { "Customer='ABC Corp', x", "Customer=[private], x" },
  { "{\"foreman\": \"Ann Lee\", \"n\": 2}", "{\"foreman\": [private], \"n\": 2}" },
  { "Dept: Lines; Job #=12; CU: ANC-M", "Dept: [private]; Job #=[private]; CU: [private]" },
  { "Snapshot Date=2026-04-12", "Snapshot Date=[private]" },
  { "mail ann.lee+x@example.co.uk now", "mail [private] now" },
  { "ValueError: sheet 5723337641643908 is 12345", "ValueError: sheet [private] is 12345" },
  { "Authorization: Bearer abc", "Authorization: Bearer [private]" },
  { "token ll352u9jujauoqz4gstvsae05 used", "token [private] used" },
  { "incomprehensibilities-of-words stay", "incomprehensibilities-of-words stay" },
  { "two\nlines\x1b[31m", "two lines [31m" },
  { NULL, "" },
  { "\xff\xfe", "<unrepresentable>" },
};

static void
test_table (void)
{
  g_autoptr (TallyRedact) redact = tally_redact_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = tally_redact_text (redact, cases[i][0], &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, cases[i][1]);
    }
}

static void
test_long (void)
{
  g_autoptr (TallyRedact) redact = tally_redact_new ();
  g_autofree char *words = g_strnfill (300, 'x');
  g_autofree char *huge = g_strnfill (100000, '.');
  g_autofree char *cut = tally_redact_text (redact, words, NULL);
  g_autofree char *whole = tally_redact_text (redact, huge, NULL);

  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, TALLY_REDACT_MAX_CHARS);
  g_assert_true (g_str_has_suffix (cut, "x..."));
  g_assert_cmpint (g_utf8_strlen (whole, -1), ==, TALLY_REDACT_MAX_CHARS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/redact/what-looks-private-goes", test_table);
  g_test_add_func ("/core/redact/long-texts-are-cut", test_long);
  return g_test_run ();
}
