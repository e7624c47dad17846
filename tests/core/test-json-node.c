/* test-json-node.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-json-node.h"

#include "tally-core-error.h"
#include "tally-test.h"

static TallyJsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  TallyJsonNode *node = tally_json_node_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return node;
}

static void
test_members_are_found (void)
{
  g_autoptr (TallyJsonNode) root = parse ("{\"b\":[1,\"two\",null],\"a\":{\"x\":-9223372036854775808},\"c\":true}");
  const TallyJsonNode *list = tally_json_node_find (root, "b");
  gint64 value = 0;

  g_assert_cmpint (tally_json_node_get_kind (root), ==, TALLY_JSON_KIND_OBJECT);
  g_assert_cmpuint (tally_json_node_get_n_children (root), ==, 3);
  g_assert_cmpstr (tally_json_node_get_name (tally_json_node_get_child (root, 0)), ==, "a");
  g_assert_cmpuint (tally_json_node_get_n_children (list), ==, 3);
  g_assert_cmpstr (tally_json_node_get_text (tally_json_node_get_child (list, 1)), ==, "two");
  g_assert_cmpstr (tally_json_node_get_name (tally_json_node_get_child (list, 1)), ==, "");
  g_assert_cmpint (tally_json_node_get_kind (tally_json_node_get_child (list, 2)), ==, TALLY_JSON_KIND_NULL);
  g_assert_true (tally_json_node_get_int64 (tally_json_node_find (tally_json_node_find (root, "a"), "x"), &value));
  g_assert_cmpint (value, ==, G_MININT64);
  g_assert_cmpint (tally_json_node_get_kind (tally_json_node_find (root, "c")), ==, TALLY_JSON_KIND_TRUE);
}

static void
test_what_is_not_there_is_null (void)
{
  g_autoptr (TallyJsonNode) root = parse ("{\"n\":1.5,\"big\":9223372036854775808,\"t\":\"1\"}");
  gint64 value = 7;

  g_assert_null (tally_json_node_find (root, "x"));
  g_assert_null (tally_json_node_find (tally_json_node_find (root, "x"), "y"));
  g_assert_null (tally_json_node_get_text (tally_json_node_find (root, "n")));
  g_assert_false (tally_json_node_get_int64 (tally_json_node_find (root, "n"), &value));
  g_assert_false (tally_json_node_get_int64 (tally_json_node_find (root, "big"), &value));
  g_assert_false (tally_json_node_get_int64 (tally_json_node_find (root, "t"), &value));
  g_assert_false (tally_json_node_get_int64 (NULL, &value));
  g_assert_cmpint (value, ==, 7);
  g_assert_cmpuint (tally_json_node_get_n_children (NULL), ==, 0);
}

static void
test_measurements_come_back_to_the_bit (void)
{
  g_autoptr (TallyJsonNode) root = parse ("[0.10000000000000001,-1e-300,3,\"0.5\",1e999,null]");
  double value = 7;

  g_assert_true (tally_json_node_get_double (tally_json_node_get_child (root, 0), &value));
  g_assert_true (value >= .1 && value <= .1);
  g_assert_true (tally_json_node_get_double (tally_json_node_get_child (root, 1), &value));
  g_assert_true (value >= -1e-300 && value <= -1e-300);
  g_assert_true (tally_json_node_get_double (tally_json_node_get_child (root, 2), &value));
  for (guint i = 3; i < 6; i++)
    g_assert_false (tally_json_node_get_double (tally_json_node_get_child (root, i), &value));
  g_assert_true (value >= 3 && value <= 3);
}

static void
test_equal_values_have_one_text (void)
{
  static const struct {
    const char *text;
    const char *canonical;
  } cases[] = {
    { " { \"b\" : 1 , \"a\" : [ ] } ", "{\"a\":[],\"b\":1}" },
    { "{\"a\":\"\\u0041\\/\\n\\\"\\\\\"}", "{\"a\":\"A/\\u000a\\\"\\\\\"}" },
    { "[1.50,true,false,null,{}]", "[1.50,true,false,null,{}]" },
    { "\"\\u00e9\"", "\"\303\251\"" },
    { "{\"z\":{\"y\":2,\"x\":1}}", "{\"z\":{\"x\":1,\"y\":2}}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallyJsonNode) node = parse (cases[i].text);
      g_autofree char *canonical = tally_json_node_dup_canonical (node);
      g_assert_cmpstr (canonical, ==, cases[i].canonical);
    }
}

static void
test_what_is_no_json_is_refused (void)
{
  static const char *const texts[] = {
    "", " ", "{", "{\"a\":1", "[1,]", "{\"a\":1}x", "{\"a\":1,\"a\":2}", "{\"a\":{\"b\":1,\"c\":2,\"b\":1}}",
    "nul", "{a:1}", "/* */ 1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (tally_json_node_parse (texts[i], strlen (texts[i]), &error));
      g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_PARSE);
    }
}

static void
test_depth_is_bounded (void)
{
  g_autofree char *text = g_strnfill (100000, '[');
  g_autoptr (GError) error = NULL;

  g_assert_null (tally_json_node_parse (text, strlen (text), &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_LIMIT);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/core/json-node/measurements-come-back-to-the-bit", test_measurements_come_back_to_the_bit);
  g_test_add_func ("/core/json-node/members-are-found", test_members_are_found);
  g_test_add_func ("/core/json-node/what-is-not-there-is-null", test_what_is_not_there_is_null);
  g_test_add_func ("/core/json-node/equal-values-have-one-text", test_equal_values_have_one_text);
  g_test_add_func ("/core/json-node/what-is-no-json-is-refused", test_what_is_no_json_is_refused);
  g_test_add_func ("/core/json-node/depth-is-bounded", test_depth_is_bounded);
  return g_test_run ();
}
