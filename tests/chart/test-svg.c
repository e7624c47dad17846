/* test-svg.c
 *
 * SVG: golden files, well-formed for any chart, and nothing in it that a strict content security policy
 * forbids or that hostile text could bring in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-svg.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <string.h>

#include "tally-chart-layout.h"
#include "tally-test-chart.h"
#include "tally-test.h"

static char *
write_svg (const TallyChart *chart,
           double            width,
           double            height,
           const char       *prefix)
{
  TallyChartTheme theme;
  TallyChartFormat format;
  TallyChartMeasurer measurer;
  TallyChartLayoutOptions options = { .width = width, .height = height, .has_values = TRUE, .format = &format, .measurer = &measurer };
  g_autoptr(TallyChartLayout) layout = NULL;

  tally_chart_theme_init (&theme, FALSE, FALSE);
  tally_chart_format_init (&format, NULL);
  tally_chart_measurer_init_plain (&measurer);
  layout = tally_chart_layout_new (chart, &options);
  return tally_chart_svg_write (tally_chart_layout_get_display (layout), &theme, prefix);
}

static void
test_golden (void)
{
  static const char *const names[] = { "line", "stack", "dots", "sparkline", "strip", "timeline", "empty" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_strdup_printf ("chart/%s.svg", names[i]), *svg = NULL;
      g_autoptr(TallyChart) chart = tally_test_chart_make (names[i]);
      gboolean is_small = g_str_equal (names[i], "sparkline");
      svg = write_svg (chart, is_small ? 120 : 480, is_small ? 24 : 240, "x");
      tally_test_assert_golden (file, svg);
    }
}

static xmlDoc *
parse (const char *svg)
{
  xmlDoc *document = xmlReadMemory (svg, (int) strlen (svg), "chart.svg", NULL, XML_PARSE_NONET | XML_PARSE_PEDANTIC);

  g_assert_nonnull (document);
  return document;
}

static int
count (xmlDoc     *document,
       const char *expression)
{
  xmlXPathContext *context = xmlXPathNewContext (document);
  xmlXPathObject *found = xmlXPathEvalExpression ((const xmlChar *) expression, context);
  int n = found && found->nodesetval ? found->nodesetval->nodeNr : 0;

  g_assert_nonnull (found);
  xmlXPathFreeObject (found);
  xmlXPathFreeContext (context);
  return n;
}

/* The only elements and attributes that there are. */
static void
assert_safe (xmlDoc *document)
{
  g_assert_cmpint (count (document, "//*[not(local-name()='svg' or local-name()='title' or local-name()='desc' or "
                                    "local-name()='path' or local-name()='rect' or local-name()='text')]"), ==, 0);
  g_assert_cmpint (count (document, "//@*[local-name()='style' or starts-with(local-name(),'on') or local-name()='href' or "
                                    "contains(., 'url(') or contains(., 'javascript')]"), ==, 0);
  g_assert_cmpint (count (document, "//@id"), ==, 2);
  g_assert_cmpint (count (document, "//processing-instruction() | //comment()"), ==, 0);
}

static void
test_any_chart (void)
{
  for (guint seed = 1; seed <= (TALLY_TEST_IS_SANITIZED ? 100 : 400); seed++)
    {
      g_autoptr(TallyRandom) random = tally_random_new (seed);
      g_autoptr(TallyChart) chart = tally_test_chart_make_random (random);
      g_autofree char *svg = write_svg (chart, 300, 200, "p"), *again = write_svg (chart, 300, 200, "p");
      xmlDoc *document = parse (svg);
      assert_safe (document);
      g_assert_cmpstr (svg, ==, again);
      xmlFreeDoc (document);
    }
}

static void
test_hostile_text (void)
{
  const char *hostile = "</title><script>alert(1)</script>\" onload='x' &amp; \x01\x1b\xc2\x85\xef\xbf\xbf\xff]]>";
  g_autoptr(TallyChart) chart = tally_chart_new (TALLY_CHART_BAR, hostile, TALLY_CHART_UNIT_COUNT);
  const double ys[] = { 3, 4 };
  g_autofree char *svg = NULL;
  xmlDoc *document;

  tally_chart_add_category (chart, hostile);
  tally_chart_add_series (chart, hostile, &(TallyChartData) { 2, NULL, ys, NULL, NULL });
  tally_chart_add_series (chart, hostile, &(TallyChartData) { 2, NULL, ys, NULL, NULL });
  svg = write_svg (chart, 900, 400, "a\" onclick=\"b");
  document = parse (svg);
  assert_safe (document);
  g_assert_cmpint (count (document, "//*[@id='a__onclick__b-title']"), ==, 1);
  g_assert_null (strstr (svg, "<script"));
  xmlFreeDoc (document);
}

/* Text comes into the list by other ways than the chart's: a translator's sentence, a face's format. */
static void
test_text_of_a_list (void)
{
  g_autoptr(TallyChartDisplay) display = tally_chart_display_new (10, 10);
  TallyChartItem item = { .kind = TALLY_CHART_ITEM_TEXT, .text = g_strdup ("<b>\x02\xff&'\"\tx\xef\xbf\xbe"), .value = g_strdup ("]]><") };
  TallyChartTheme theme;
  g_autofree char *svg = NULL;
  xmlDoc *document;

  tally_chart_theme_init (&theme, TRUE, TRUE);
  g_array_append_val (display->items, item);
  svg = tally_chart_svg_write (display, &theme, "");
  document = parse (svg);
  assert_safe (document);
  g_assert_nonnull (strstr (svg, ">&lt;b&gt;\xef\xbf\xbd&amp;&#39;&quot; x<title>]]&gt;&lt;</title></text>"));
  xmlFreeDoc (document);
}

static void
test_values_are_told (void)
{
  g_autoptr(TallyChart) chart = tally_test_chart_make ("strip");
  g_autofree char *svg = write_svg (chart, 480, 120, "x");
  xmlDoc *document = parse (svg);

  g_assert_cmpint (count (document, "//*[@role='img' and @aria-labelledby='x-title x-summary']"), ==, 1);
  g_assert_cmpint (count (document, "//*[local-name()='rect' and contains(@class,'state-6')]/*[local-name()='title' and "
                                    "contains(., 'Failed, no answer')]"), ==, 3);
  xmlFreeDoc (document);
}

int
main (int    argc,
      char **argv)
{
  int status;

  tally_test_init (&argc, &argv);
  g_test_add_func ("/chart/svg/golden", test_golden);
  g_test_add_func ("/chart/svg/any-chart-is-well-formed-and-safe", test_any_chart);
  g_test_add_func ("/chart/svg/hostile-text", test_hostile_text);
  g_test_add_func ("/chart/svg/text-of-a-list", test_text_of_a_list);
  g_test_add_func ("/chart/svg/values-are-told", test_values_are_told);
  status = g_test_run ();
  xmlCleanupParser ();
  return status;
}
