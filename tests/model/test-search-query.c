/* test-search-query.c
 *
 * What people type to look for, what it means, and which texts have it: each a row of a table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-search-query.h"
#include "tally-test.h"

/* What is looked for, as "-field/word word*", ";" between; or what is wrong. */
static const struct {
  const char *text;
  const char *expected;
  const char *problem;
} queries[] = {
  { "anchor", "anchor*", NULL },
  { "  Anchor \t RAY ", "anchor*;ray*", NULL },
  { "\"manta ray\"", "manta ray", NULL },
  { "\"manta ra\"*", "manta ra*", NULL },
  { "\"never closed", "never closed", NULL },
  { "Núñez", "nunez*", NULL },
  { "ANC-M", "anc m*", NULL },
  { "ray -rock", "ray*;-rock*", NULL },
  { "ray - rock", "ray*;rock*", NULL },
  { "foreman:nunez -cu:\"ANC-M\"", "1/nunez*;-7/anc m", NULL },
  { "request: 89", "request*;89*", NULL },
  { "12:30", "12 30*", NULL },
  { "a AND b OR (c) NEAR/2", "a*;and*;b*;or*;c*;near 2*", NULL },
  { "— … x", "x*", NULL },
  { "", NULL, "name a word to look for" },
  { "- * \"\" ()", NULL, "name a word to look for" },
  { "-rock", NULL, "say also what should be there: words with a minus only leave out" },
  { "colour:red", NULL,
    "there is no field 'colour' to look in; there are: request, foreman, dept, customer, order, area, pole, cu, type, "
    "description, uom, scope, job, assignee, finding, id, note, by. With a blank behind the colon it is a word" },
};

static char *
dup_text (const TallySearchQuery *query)
{
  GPtrArray *terms = tally_search_query_get_terms (query);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < terms->len; i++)
    {
      const TallySearchTerm *term = terms->pdata[i];
      g_string_append_printf (out, "%s%s", i > 0 ? ";" : "", term->is_negated ? "-" : "");
      if (term->field >= 0)
        g_string_append_printf (out, "%d/", term->field);
      for (guint w = 0; w < term->words->len; w++)
        g_string_append_printf (out, "%s%s", w > 0 ? " " : "", (const char *) term->words->pdata[w]);
      g_string_append (out, term->is_prefix ? "*" : "");
    }
  return g_string_free (out, FALSE);
}

static void
test_is_understood (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TallySearchQuery) query = tally_search_query_parse (queries[i].text, &error);
      g_autofree char *text = query != NULL ? dup_text (query) : NULL;
      g_test_message ("%s", queries[i].text);
      g_assert_cmpstr (text, ==, queries[i].expected);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, queries[i].problem);
    }
}

static void
test_is_bounded (void)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *blanks = g_strnfill (TALLY_SEARCH_MAX_BYTES + 1, ' ');
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = NULL;

  for (guint i = 0; i <= TALLY_SEARCH_MAX_TERMS; i++)
    g_string_append_printf (words, "w%u ", i);
  g_assert_null (tally_search_query_parse (words->str, &error));
  g_assert_error (error, TALLY_MODEL_ERROR, TALLY_MODEL_ERROR_INVALID);
  g_assert_null (tally_search_query_parse (blanks, &other));
  g_assert_error (other, TALLY_MODEL_ERROR, TALLY_MODEL_ERROR_INVALID);
}

static const struct {
  const char *text;
  gboolean    is_found;
} looked_for[] = {
  { "anchor", TRUE },
  { "anch ray", TRUE },
  { "\"anch\"", FALSE },
  { "\"manta ray\"", TRUE },
  { "\"ray manta\"", FALSE },
  { "\"anchor jose\"", FALSE }, /* of two texts */
  { "jose description:anchor", TRUE },
  { "foreman:anchor", FALSE },
  { "anchor -rock", FALSE },
  { "anchor -foreman:rock", TRUE },
  { "anchor -\"rock anchor\"", TRUE },
  { "anchor pole", FALSE },
};

static void
test_is_found (void)
{
  static const TallySearchText texts[] = {
    { TALLY_FIELD_CU_DESCRIPTION, "Anchor, manta ray, in ROCK" },
    { TALLY_FIELD_FOREMAN, "José Núñez" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (looked_for); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TallySearchQuery) query = tally_search_query_parse (looked_for[i].text, &error);
      g_assert_no_error (error);
      g_test_message ("%s", looked_for[i].text);
      g_assert_cmpint (tally_search_query_matches (query, texts, G_N_ELEMENTS (texts)), ==, looked_for[i].is_found);
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/model/search-query/is-understood", test_is_understood);
  g_test_add_func ("/model/search-query/is-bounded", test_is_bounded);
  g_test_add_func ("/model/search-query/is-found", test_is_found);
  return g_test_run ();
}
