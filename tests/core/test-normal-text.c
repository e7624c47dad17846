/* test-normal-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-text.h"

#include "tally-test.h"

static void
test_normal_form (void)
{
  static const struct {
    const char *text;
    const char *form;
  } cases[] = {
    { "", "" }, { "   ", "" }, { "plain", "plain" }, { " a \t b\r\n", "a b" }, { "a\302\240b", "a b" },
    { "\357\273\277a", "a" }, { "a\342\200\213b", "a b" }, { "e\314\201", "\303\251" }, { "a\001b", "ab" },
    { "a\377b", "a\357\277\275b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *form = tally_text_normalise (cases[i].text, -1);
      g_autofree char *again = tally_text_normalise (form, -1);
      g_assert_cmpstr (form, ==, cases[i].form);
      g_assert_cmpstr (again, ==, form);
      if (tally_text_is_plain (cases[i].text, strlen (cases[i].text)))
        g_assert_cmpstr (form, ==, cases[i].text);
    }
}

/* Rules 5.2/14 and 15. */
static void
test_titles (void)
{
  static const struct {
    const char *title;
    const char *form;
  } cases[] = {
    { NULL, "" }, { "", "" }, { "   ", "" }, { "VAC   Crew  Helping?", "vac crew helping" },
    { "Vac-Crew Helping?", "vac crew helping" }, { "VacCrew Helping ?", "vac crew helping" },
    { "Vac Crew Dept#", "vac crew dept" }, { "Work Request # ", "work request" }, { "# Units", "# units" },
    { "STRASSE", "strasse" }, { "Stra\303\237e", "strasse" }, { "Vaccrews", "vaccrews" },
    { "work_order\302\240#", "work order" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *form = tally_text_normalise_title (cases[i].title);
      g_assert_cmpstr (form, ==, cases[i].form);
    }
}

static void
test_helpers (void)
{
  char *text = NULL;

  g_assert_cmpint (tally_text_compare (NULL, ""), ==, 0);
  g_assert_cmpint (tally_text_compare ("a", "B"), >, 0);
  g_assert_true (tally_text_is_empty (NULL) && tally_text_is_empty ("") && !tally_text_is_empty (" "));
  g_assert_true (tally_text_set (&text, "a tail"));
  g_assert_false (tally_text_set (&text, "a tail"));
  g_assert_true (tally_text_set (&text, text + 2));
  g_assert_cmpstr (text, ==, "tail");
  g_assert_true (tally_text_set (&text, NULL));
  g_assert_null (text);
}

static void
test_counts (void)
{
  static const struct { guint64 n; const char *text; } cases[] = {
    { 0, "0 rows are" }, { 1, "1 row is" }, { 2, "2 rows are" }, { G_MAXUINT64, "18446744073709551615 rows are" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = tally_text_dup_count (cases[i].n, "row is", "rows are");
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/core/normal-text/normal-form", test_normal_form);
  g_test_add_func ("/core/normal-text/titles", test_titles);
  g_test_add_func ("/core/normal-text/helpers", test_helpers);
  g_test_add_func ("/core/normal-text/counts", test_counts);
  return g_test_run ();
}
