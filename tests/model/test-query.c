/* test-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-finding-query.h"
#include "tally-test.h"

/* What is parsed, and what it is written as again; or what is wrong with it. */
static const struct {
  const char *text;
  const char *again;
  const char *error;
} cases[] = {
  { "", "", NULL },
  { "severity=high", "severity=high", NULL },
  { "week=112226 severity=high", "severity=high&week=112226", NULL },
  { "&severity=&&status=all&", "status=all", NULL },
  { "severity=low&severity=high", "severity=high", NULL },
  { "text=a%26b%20%3D%C3%A9&sort=-exposure", "sort=-exposure&text=a%26b%20%3Dé", NULL },
  { "colour=red", NULL,
    "there is no field 'colour' to choose by; there are: status, severity, detector, request, week, assignee, trial, "
    "like, text, sort" },
  { "severity", NULL, "'severity' chooses nothing: write field=value" },
  { "text=%FF", NULL, "'text=%FF' chooses nothing: write field=value" },
  { "text=%00", NULL, "'text=%00' chooses nothing: write field=value" },
};

static void
test_is_written_as_it_was_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TallyQuery) query = tally_query_parse (cases[i].text, tally_finding_query_list_fields (), &error);
      g_autofree char *again = query != NULL ? tally_query_format (query) : NULL;
      g_autoptr (TallyQuery) copy = query != NULL ? tally_query_dup (query) : NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (again, ==, cases[i].again);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, cases[i].error);
      g_assert_true (copy == NULL || tally_query_equal (copy, query));
    }
}

static void
test_is_bounded (void)
{
  g_autofree char *filler = g_strnfill (TALLY_QUERY_MAX_BYTES, 'x');
  g_autofree char *text = g_strconcat ("text=", filler, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (tally_query_parse (text, tally_finding_query_list_fields (), &error));
  g_assert_error (error, TALLY_MODEL_ERROR, TALLY_MODEL_ERROR_INVALID);
}

static void
test_sort_has_a_direction (void)
{
  g_autoptr (TallyQuery) query = tally_query_new ();
  gboolean is_descending = TRUE;

  g_assert_cmpstr (tally_query_get_sort (query, &is_descending), ==, "");
  g_assert_false (is_descending);
  tally_query_set (query, TALLY_QUERY_SORT, "-week");
  g_assert_cmpstr (tally_query_get_sort (query, &is_descending), ==, "week");
  g_assert_true (is_descending);
}

/* What a query of findings means, or why it means nothing. */
static const struct {
  const char *text;
  guint       statuses;
  const char *error;
} meanings[] = {
  { "", 0, NULL },
  { "status=open", 0, NULL },
  { "status=all", TALLY_FINDING_STATUSES_ALL, NULL },
  { "status=new,waiting", 1u << TALLY_FINDING_NEW | 1u << TALLY_FINDING_WAITING, NULL },
  { "status=new,,waiting", 0, "the field status takes open, all, or, with commas: new, investigating, waiting, confirmed, "
                              "explained, false-positive, duplicate, fixed, verified, closed, not ''" },
  { "week=2026", 0, "the field week takes the day that a week ends on as MMDDYY, not '2026'" },
  { "like=0123456789ABCDEF", 0, "the field like takes the whole id of a finding, 16 digits and letters from a to f, not "
                                "'0123456789ABCDEF'" },
  { "like=0123456789abcde", 0, "the field like takes the whole id of a finding, 16 digits and letters from a to f, not "
                               "'0123456789abcde'" },
  { "trial=maybe", 0, "the field trial takes any, no or only, not 'maybe'" },
  { "sort=colour", 0, "findings can be sorted by status, severity, detector, request, week, assignee, score, exposure, "
                      "sentence, due or found, not 'colour'" },
};

static void
test_a_query_of_findings_means_something (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TallyQuery) query = tally_query_parse (meanings[i].text, tally_finding_query_list_fields (), &error);
      TallyFindingQuery read = { 0 };

      g_test_message ("%s", meanings[i].text);
      g_assert_no_error (error);
      g_assert_true (tally_finding_query_read (query, &read, &error) == (meanings[i].error == NULL));
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, meanings[i].error);
      g_assert_cmpuint (read.filter.statuses, ==, meanings[i].statuses);
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/model/query/is-written-as-it-was-read", test_is_written_as_it_was_read);
  g_test_add_func ("/model/query/is-bounded", test_is_bounded);
  g_test_add_func ("/model/query/sort-has-a-direction", test_sort_has_a_direction);
  g_test_add_func ("/model/query/a-query-of-findings-means-something", test_a_query_of_findings_means_something);
  return g_test_run ();
}
