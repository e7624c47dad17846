/* test-gallery.c
 *
 * Pictures of every kind: equal bytes each time, and for people's eyes: TALLY_CHART_GALLERY=FOLDER keeps
 * them there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "tally-chart-export.h"
#include "tally-test-chart.h"
#include "tally-test.h"

typedef gboolean (*ExportFunc) (const TallyChart *chart, const TallyChartExport *how, GOutputStream *stream,
                                GCancellable *cancellable, GError **error);

static GBytes *
export (const TallyChart       *chart,
        const TallyChartExport *how,
        ExportFunc              func)
{
  g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr(GError) error = NULL;

  g_assert_true (func (chart, how, stream, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
keep (const char *name,
      const char *variant,
      const char *extension,
      GBytes     *bytes)
{
  const char *folder = g_getenv ("TALLY_CHART_GALLERY");
  g_autofree char *file = g_strdup_printf ("%s-%s.%s", name, variant, extension), *path = NULL;

  if (folder == NULL)
    return;
  path = g_build_filename (folder, file, NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
}

static void
check_file (const char             *name,
            const char             *variant,
            const TallyChartExport *how,
            ExportFunc              func,
            const char             *extension)
{
  g_autoptr(TallyChart) chart = tally_test_chart_make (name), again = tally_test_chart_make (name);
  g_autoptr(GBytes) first = export (chart, how, func), second = export (again, how, func);

  g_assert_cmpuint (g_bytes_get_size (first), >, 200);
  g_assert_true (g_bytes_equal (first, second));
  keep (name, variant, extension, first);
}

static void
check_all (const char       *variant,
           TallyChartExport *how,
           ExportFunc        func,
           const char       *extension)
{
  const char *const *names = tally_test_chart_get_names ();

  for (guint i = 0; names[i]; i++)
    {
      gboolean is_small = g_str_equal (names[i], "sparkline"), is_strip = g_str_equal (names[i], "strip");
      TallyChartExport own = *how;
      own.width = is_small ? 120 : how->width;
      own.height = is_small ? 24 : is_strip ? MIN (150, how->height) : how->height;
      check_file (names[i], variant, &own, func, extension);
    }
}

static TallyChartExport
get_how (TallyChartTheme  *theme,
         TallyChartFormat *format,
         gboolean          is_dark,
         gboolean          is_high_contrast)
{
  tally_chart_theme_init (theme, is_dark, is_high_contrast);
  tally_chart_format_init (format, NULL);
  return (TallyChartExport) {
    .width = 640, .height = 320, .device_scale = g_getenv ("TALLY_CHART_GALLERY") ? 2 : 1, .format = format, .theme = theme,
    .created_utc_usec = TALLY_TEST_CHART_START,
  };
}

static void
test_pictures (void)
{
  static const char *const variants[] = { "light", "dark", "light-high", "dark-high" };

  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      TallyChartTheme theme;
      TallyChartFormat format;
      TallyChartExport how = get_how (&theme, &format, i % 2 == 1, i >= 2);
      check_all (variants[i], &how, tally_chart_export_png, "png");
    }
}

static void
test_large_text_and_right_to_left (void)
{
  TallyChartTheme theme;
  TallyChartFormat format;
  TallyChartExport how = get_how (&theme, &format, FALSE, FALSE);

  how.device_scale = 1;
  how.text_scale = 2;
  check_all ("text200", &how, tally_chart_export_png, "png");
  how.text_scale = 1;
  how.is_rtl = TRUE;
  check_all ("rtl", &how, tally_chart_export_png, "png");
  how.is_rtl = FALSE;
  how.width = 220;
  how.height = 110;
  check_all ("small", &how, tally_chart_export_png, "png");
}

static void
test_pages_and_drawings (void)
{
  TallyChartTheme theme;
  TallyChartFormat format;
  TallyChartExport how = get_how (&theme, &format, FALSE, FALSE);

  check_all ("page", &how, tally_chart_export_pdf, "pdf");
  check_all ("drawing", &how, tally_chart_export_svg, "svg");
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/chart/gallery/pictures", test_pictures);
  g_test_add_func ("/chart/gallery/large-text-and-right-to-left", test_large_text_and_right_to_left);
  g_test_add_func ("/chart/gallery/pages-and-drawings", test_pages_and_drawings);
  return g_test_run ();
}
