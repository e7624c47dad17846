/* test-finding-fact.c: facts as people read them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-finding-fact.h"
#include "tally-test.h"

static void
check (const char *json,
       const char *path,
       const char *title,
       const char *text)
{
  g_autoptr (GPtrArray) facts = tally_finding_facts_list (json, NULL);

  for (guint i = 0; i < facts->len; i++)
    {
      const TallyFindingFact *fact = facts->pdata[i];
      if (strcmp (fact->path, path) != 0)
        continue;
      g_assert_cmpstr (fact->title, ==, title);
      g_assert_cmpstr (fact->text, ==, text);
      return;
    }
  g_test_message ("no %s in %s", path, json);
  g_test_fail ();
}

static void
test_units (void)
{
  check ("{\"own_cents\":-123456789}", "own_cents", "Amount of the lines", "-$1,234,567.89");
  check ("{\"share_micros\":975499}", "share_micros", "Share micros", "97.5 %");
  check ("{\"completion_gap_secs\":7500}", "completion_gap_secs", "Time since its completion was noted", "2 h 5 min");
  check ("{\"written_utc_usec\":1755702000000000}", "written_utc_usec", "Written", "2025-08-20T15:00:00Z");
  check ("{\"n_lines\":3}", "n_lines", "Lines", "3");
  check ("{\"mad_log\":0.125}", "mad_log", "Median absolute deviation, logarithm", "0.125");
  check ("{\"new\":\"a\\u0007b\"}", "new", "Now", "a?b");
  check ("{\"left\":null}", "left", "Left", "null");
}

static void
test_what_stands_within (void)
{
  static const char json[] = "{\"edits\":[{\"writer\":\"ann@example.com\"},{\"writer\":\"\"}],\"line\":{\"price_cents\":250},"
                             "\"prices_cents\":[1,2,3,4,5,6,7,8,9,10,11,12]}";

  check (json, "edits.1.writer", "Changes 1: Written by", "ann@example.com");
  check (json, "edits.2.writer", "Changes 2: Written by", "");
  check (json, "line.price_cents", "Line: Price", "$2.50");
  check (json, "prices_cents", "Prices",
         "$0.01; $0.02; $0.03; $0.04; $0.05; $0.06; $0.07; $0.08; $0.09; $0.10; + 2");
}

static const char *
shout (const char *text)
{
  return strcmp (text, "Price") == 0 ? "PRECIO" : text;
}

static void
test_titles_are_translated (void)
{
  g_autoptr (GPtrArray) facts = tally_finding_facts_list ("{\"line\":{\"price_cents\":1}}", shout);

  g_assert_cmpuint (facts->len, ==, 1);
  g_assert_cmpstr (((const TallyFindingFact *) facts->pdata[0])->title, ==, "Line: PRECIO");
}

static void
test_references_are_marked (void)
{
  g_autoptr (GPtrArray) facts = tally_finding_facts_list ("{\"row_id\":1,\"rate\":\"2.82\"}", NULL);

  g_assert_cmpuint (facts->len, ==, 2);
  g_assert_false (((const TallyFindingFact *) facts->pdata[0])->is_reference);
  g_assert_true (((const TallyFindingFact *) facts->pdata[1])->is_reference);
}

static void
test_no_facts (void)
{
  static const char *const texts[] = { "", "[1]", "7", "{\"a\":", "{}", NULL };

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) facts = tally_finding_facts_list (texts[i], NULL);
      g_assert_cmpuint (facts->len, ==, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/model/finding-fact/units", test_units);
  g_test_add_func ("/model/finding-fact/what-stands-within", test_what_stands_within);
  g_test_add_func ("/model/finding-fact/titles-are-translated", test_titles_are_translated);
  g_test_add_func ("/model/finding-fact/references-are-marked", test_references_are_marked);
  g_test_add_func ("/model/finding-fact/no-facts", test_no_facts);
  return g_test_run ();
}
