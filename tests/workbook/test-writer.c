/* test-writer.c
 *
 * The weekly workbook: billing rules 1.12.1, scenarios 56, 64-68, 71, 72.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <locale.h>

#include "tally-test-xlsx.h"
#include "tally-test.h"
#include "tally-text.h"
#include "tally-workbook-error.h"
#include "tally-workbook-reader.h"
#include "tally-workbook-test.h"
#include "tally-workbook-verify.h"

#define SHEET "xl/worksheets/sheet1.xml"

static TallyWorkbookFile
write_book (const TallyGroup         *group,
            const TallyWorkbookStyle *style,
            const char               *folder)
{
  TallyWorkbookSource source = { 7654321098765432101, "Sheet of Oncor", 2, { 0 } };
  TallyWorkbookOrder order = { group, &source, 1, folder };
  g_autoptr (TallyWorkbookWriter) writer = tally_workbook_writer_new (style);
  TallyWorkbookFile file = { NULL };
  g_autoptr (GError) error = NULL;
  gboolean ok;

  source.n_excluded[TALLY_REASON_NO_PRICE] = 3;
  ok = tally_workbook_writer_write (writer, &order, NULL, &file, &error);
  g_assert_no_error (error);
  g_assert_true (ok);
  return file;
}

static TallyWorkbookContents *
read_book (const char *path)
{
  g_autoptr (GBytes) data = NULL;
  g_autoptr (GError) error = NULL;
  TallyWorkbookContents *contents;
  char *bytes = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  data = g_bytes_new_take (bytes, size);
  contents = tally_workbook_read (data, &error);
  g_assert_no_error (error);
  return contents;
}

static char *
read_part (const char *path,
           const char *part)
{
  g_autoptr (GBytes) data = tally_test_xlsx_read (path, part);

  return g_strndup (g_bytes_get_data (data, NULL), g_bytes_get_size (data));
}

static TallyGroup *
make_two_days (void)
{
  TallyGroup *group = tally_workbook_test_make_group (TALLY_VARIANT_PRIMARY, NULL);

  tally_workbook_test_add (group, tally_day_new (2025, 7, 9), 67218, "R1");
  tally_workbook_test_add (group, tally_day_new (2025, 7, 8), 66048, "R2");
  return group;
}

static const TallyWorkbookReadBlock *
get_block (const TallyWorkbookContents *contents,
           guint                        index)
{
  return &g_array_index (contents->blocks, TallyWorkbookReadBlock, index);
}

static void
test_two_days (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (TallyGroup) group = make_two_days ();
  TallyWorkbookStyle style = {
    .generator = "Tallyman test", .installation = "0123456789abcdef0123456789abcdef",
  };
  g_auto (TallyWorkbookFile) file = write_book (group, &style, folder);
  g_autoptr (TallyWorkbookContents) read = read_book (file.path);

  g_assert_cmpstr (file.file_name, ==, "WR_89708709_WeekEnding_071325_0123456789abcdef.xlsx");
  g_assert_cmpint (file.total_cents, ==, 133266);
  g_assert_cmpuint (file.n_lines, ==, 2);
  g_assert_cmpuint (read->blocks->len, ==, 2);
  g_assert_cmpstr (get_block (read, 0)->title, ==, "Tuesday (07/08/2025)");
  g_assert_cmpint (get_block (read, 0)->total_cents, ==, 66048);
  g_assert_cmpuint (get_block (read, 0)->row, ==, 14);
  g_assert_cmpstr (get_block (read, 1)->title, ==, "Wednesday (07/09/2025)");
  g_assert_cmpint (get_block (read, 1)->total_cents, ==, 67218);
  g_assert_cmpuint (get_block (read, 1)->row, ==, 17 + 3);
  g_assert_cmpstr (get_block (read, 1)->formula, ==, "SUM(H22:H22)");
  g_assert_cmpint (read->total_cents, ==, 133266);
  g_assert_cmpstr (read->total_formula, ==, "SUM(H17,H23)");
  g_assert_cmpint (read->n_items, ==, 2);
  g_assert_cmpstr (read->period, ==, "07/07/2025 to 07/13/25");
  g_assert_cmpstr (read->customer, ==, "Oncor & Sons");
  g_assert_cmpstr (read->fingerprint, ==, group->fingerprint);
  g_assert_cmpstr (read->key, ==, "071325_89708709");
  g_assert_cmpstr (read->generator, ==, "Tallyman test");
  g_assert_cmpstr (read->installation, ==, "0123456789abcdef0123456789abcdef");
  g_assert_cmpuint (read->sources->len, ==, 1);
  g_assert_cmpint (g_array_index (read->sources, TallyWorkbookReadSource, 0).sheet_id, ==,
                   7654321098765432101);
}

static void
assert_golden (const char *path,
               const char *part,
               const char *name)
{
  g_autofree char *text = read_part (path, part);
  g_autoptr (GString) lines = g_string_new (text);

  g_string_replace (lines, "><", ">\n<", 0);
  tally_test_assert_golden (name, lines->str);
}

static void
test_layout (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (TallyGroup) group = make_two_days ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/Chicago");
  g_autoptr (GBytes) png = tally_workbook_test_make_png ();
  g_autoptr (TallyWorkbookLogo) logo = tally_workbook_logo_new (png, NULL);
  TallyWorkbookStyle style = { "Linetec", logo, zone, TALLY_WORKBOOK_DETAIL_FULL, "Tallyman" };
  g_auto (TallyWorkbookFile) file = { NULL };
  g_autoptr (GBytes) media = NULL;

  tally_workbook_test_add (group, TALLY_DAY_NONE, 10, "undated");
  tally_workbook_test_add (group, tally_day_new (2025, 7, 14), 5, "later");
  file = write_book (group, &style, folder);
  assert_golden (file.path, SHEET, "workbook/sheet.xml");
  assert_golden (file.path, "xl/worksheets/sheet2.xml", "workbook/provenance.xml");
  assert_golden (file.path, "xl/sharedStrings.xml", "workbook/strings.xml");
  assert_golden (file.path, "xl/styles.xml", "workbook/styles.xml");
  assert_golden (file.path, "xl/workbook.xml", "workbook/workbook.xml");
  assert_golden (file.path, "xl/drawings/drawing1.xml", "workbook/drawing.xml");
  media = tally_test_xlsx_read (file.path, "xl/media/image1.png");
  g_assert_true (g_bytes_equal (media, png));
}

static void
test_undated (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (TallyGroup) group = make_two_days ();
  TallyWorkbookStyle style = { .provenance = TALLY_WORKBOOK_DETAIL_OFF };
  g_auto (TallyWorkbookFile) file = { NULL };
  g_autoptr (TallyWorkbookContents) read = NULL;
  TallyMoney sum = 0;

  tally_workbook_test_add (group, TALLY_DAY_NONE, 100, "undated");
  tally_workbook_test_add (group, tally_day_new (2025, 7, 6), 23, "the day before");
  tally_workbook_test_add (group, tally_day_new (2025, 7, 14), 1, "the day after");
  tally_workbook_test_add (group, tally_day_new (2025, 7, 7), 7, "first day");
  tally_workbook_test_add (group, tally_day_new (2025, 7, 13), 9, "last day");
  file = write_book (group, &style, folder);
  read = read_book (file.path);
  g_assert_cmpuint (read->blocks->len, ==, 5);
  g_assert_cmpstr (get_block (read, 4)->title, ==, "Undated / outside billing week");
  g_assert_cmpint (get_block (read, 4)->total_cents, ==, 124);
  g_assert_cmpuint (get_block (read, 4)->n_lines, ==, 3);
  for (guint i = 0; i < read->blocks->len; i++)
    sum += get_block (read, i)->total_cents;
  g_assert_cmpint (sum, ==, read->total_cents);
  g_assert_false (read->has_provenance);
}

static void
test_foreign_text (void)
{
  static const char *const texts[] = {
    "=1+1", "+cmd", "@x", "#REF!", "-1", "12.50", "TRUE", "TOTAL", "Point Number", "a\tb\nc",
    "bell\a", "😀 <b>&\"'", " outer ", "http://example.org/", "mailto:a@b.c", "_x000D_", "{=1}",
    "07/08/2025", "",
  };
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (TallyGroup) group = tally_workbook_test_make_group (TALLY_VARIANT_PRIMARY, NULL);
  g_autofree char *huge = g_strnfill (40000, 'x');
  g_autofree char *sheet = NULL;
  TallyWorkbookStyle style = { .company = "=HYPERLINK(\"x\")" };
  g_auto (TallyWorkbookFile) file = { NULL };
  g_autoptr (TallyWorkbookContents) read = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    tally_workbook_test_add (group, tally_day_new (2025, 7, 8), i + 1, texts[i]);
  tally_workbook_test_add (group, tally_day_new (2025, 7, 8), 1, huge);
  tally_text_set (&group->foreman, "=cmd|' /C calc'!A0");
  tally_text_set (&group->job, huge);
  file = write_book (group, &style, folder);
  read = read_book (file.path);
  sheet = read_part (file.path, SHEET);
  g_assert_cmpuint (read->n_formulas, ==, 2);
  g_assert_null (strstr (sheet, "<hyperlink"));
  g_assert_cmpstr (read->foreman, ==, "=cmd|' /C calc'!A0");
  g_assert_cmpuint (strlen (read->job), ==, 32767);
  g_assert_cmpuint (read->lines->len, ==, G_N_ELEMENTS (texts) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpstr (g_array_index (read->lines, TallyWorkbookReadLine, i).text[1], ==,
                     strcmp (texts[i], "bell\a") == 0 ? "bell" : texts[i]);
}

static void
test_same_bytes (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *other_folder = tally_test_make_dir ();
  g_autoptr (TallyGroup) group = make_two_days ();
  TallyWorkbookStyle style = { .company = "Linetec" };
  g_auto (TallyWorkbookFile) one = write_book (group, &style, folder);
  g_auto (TallyWorkbookFile) two = write_book (group, &style, other_folder);
  g_auto (TallyWorkbookFile) again = write_book (group, &style, folder);

  g_assert_cmpstr (one.sha256, ==, two.sha256);
  g_assert_cmpstr (one.sha256, ==, again.sha256);
  g_assert_false (one.was_there);
  g_assert_true (again.was_there);
}

static void
test_foreign_locale (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *other_folder = tally_test_make_dir ();
  g_autoptr (TallyGroup) group = make_two_days ();
  TallyWorkbookStyle style = { .company = "Linetec" };
  g_auto (TallyWorkbookFile) one = write_book (group, &style, folder);
  g_auto (TallyWorkbookFile) two = { NULL };

  if (setlocale (LC_ALL, "es_ES.UTF-8") == NULL)
    {
      g_test_skip ("the locale es_ES.UTF-8 is missing: install locales-all");
      return;
    }
  two = write_book (group, &style, other_folder);
  g_assert_cmpstr (localeconv ()->decimal_point, ==, ",");
  setlocale (LC_ALL, "C.UTF-8");
  g_assert_cmpstr (one.sha256, ==, two.sha256);
}

/* A zip file's dates are local time. */
static void
test_foreign_zone (void)
{
  static const char *const zones[] = { "UTC", "Asia/Kolkata", "America/Chicago",
                                       "Pacific/Kiritimati", "Africa/Monrovia" };
  g_autoptr (TallyGroup) group = make_two_days ();
  g_autoptr (GBytes) png = tally_workbook_test_make_png ();
  g_autoptr (TallyWorkbookLogo) logo = tally_workbook_logo_new (png, NULL);
  TallyWorkbookStyle style = { .company = "Linetec", .logo = logo };
  char sha256[sizeof ((TallyWorkbookFile *) NULL)->sha256] = "";

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autofree char *folder = tally_test_make_dir ();
      g_auto (TallyWorkbookFile) file = { NULL };

      g_setenv ("TZ", zones[i], TRUE);
      tzset ();
      file = write_book (group, &style, folder);
      if (i > 0)
        g_assert_cmpstr (file.sha256, ==, sha256);
      g_strlcpy (sha256, file.sha256, sizeof sha256);
    }
}

static void
assert_refused (const TallyGroup *group,
                const char       *folder,
                int               code)
{
  TallyWorkbookStyle style = { NULL };
  TallyWorkbookOrder order = { group, NULL, 0, folder };
  g_autoptr (TallyWorkbookWriter) writer = tally_workbook_writer_new (&style);
  g_auto (TallyWorkbookFile) file = { NULL };
  g_autoptr (GError) error = NULL;

  g_assert_false (tally_workbook_writer_write (writer, &order, NULL, &file, &error));
  g_assert_error (error, TALLY_WORKBOOK_ERROR, code);
  g_assert_null (file.path);
}

static void
test_refusals (void)
{
  g_autofree char *folder = tally_test_make_dir ();

  for (guint i = 0; i < TALLY_N_VARIANTS; i++)
    {
      g_autoptr (TallyGroup) group = tally_workbook_test_make_group ((TallyVariant) i, NULL);
      TallyWorkbookStyle style = { NULL };

      if (tally_variant_needs_identifier ((TallyVariant) i))
        assert_refused (group, folder, TALLY_WORKBOOK_ERROR_NAME);
      else
        {
          g_auto (TallyWorkbookFile) file = write_book (group, &style, folder);

          g_assert_cmpuint (file.n_lines, ==, 0);
        }
    }
}

static void
test_bad_groups (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (TallyGroup) group = make_two_days ();

  assert_refused (group, "/proc/none", TALLY_WORKBOOK_ERROR_IO);
  group->total_cents++;
  assert_refused (group, folder, TALLY_WORKBOOK_ERROR_MISMATCH);
  group->total_cents--;
  group->fingerprint[0] = '\0';
  assert_refused (group, folder, TALLY_WORKBOOK_ERROR_NAME);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Lines of two work requests, weeks, variants or names in one workbook. */
static void
test_mixed_groups (void)
{
  g_autofree char *folder = tally_test_make_dir ();

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (TallyGroup) group = make_two_days ();
      TallyLine *line = &g_array_index (group->lines, TallyLine, 1);

      if (i == 0)
        line->text[TALLY_FIELD_WORK_REQUEST] = "90093002";
      else if (i == 1)
        line->week_ending = tally_day_new (2025, 7, 20);
      else if (i == 2)
        line->variant = TALLY_VARIANT_HELPER;
      else
        line->identifier = "Ann";
      assert_refused (group, folder, TALLY_WORKBOOK_ERROR_MISMATCH);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_cancelled (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (TallyGroup) group = make_two_days ();
  TallyWorkbookStyle style = { NULL };
  TallyWorkbookOrder order = { group, NULL, 0, folder };
  g_autoptr (TallyWorkbookWriter) writer = tally_workbook_writer_new (&style);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (TallyWorkbookFile) file = { NULL };
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (tally_workbook_writer_write (writer, &order, cancellable, &file, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_verify (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (TallyGroup) group = make_two_days ();
  TallyWorkbookStyle style = { NULL };
  g_auto (TallyWorkbookFile) file = write_book (group, &style, folder);
  g_autoptr (GBytes) data = NULL;
  char *bytes = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (file.path, &bytes, &size, NULL));
  data = g_bytes_new_take (bytes, size);
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (TallyGroup) other = make_two_days ();
      TallyLine *line = &g_array_index (other->lines, TallyLine, 0);
      g_autoptr (GError) error = NULL;

      switch (i)
        {
        case 0: line->price_cents++; break;
        case 1: line->quantity = tally_decimal_new (26, -1); break;
        case 2: line->text[TALLY_FIELD_CU] = "other"; break;
        case 3: line->snapshot = TALLY_DAY_NONE; break;
        case 4: tally_text_set (&other->foreman, "Al"); break;
        default: tally_workbook_test_add (other, TALLY_DAY_NONE, 0, "more"); break;
        }
      g_assert_false (tally_workbook_verify (data, other, &error));
      g_assert_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_MISMATCH);
    }
  g_assert_true (tally_workbook_verify (data, group, NULL));
}

static void
test_huge (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (TallyGroup) group = tally_workbook_test_make_group (TALLY_VARIANT_PRIMARY, NULL);
  g_autofree char *name = g_strnfill (300, '/');
  TallyWorkbookStyle style = { NULL };
  g_auto (TallyWorkbookFile) file = { NULL };

  tally_identity_free (group->identity);
  group->identity = tally_identity_new (name, tally_day_new (2025, 7, 13),
                                        TALLY_VARIANT_AEP_BILLABLE_HELPER, name);
  for (guint i = 0; i < 5000; i++)
    tally_workbook_test_add (group, tally_day_new (2025, 7, 7 + i % 8), TALLY_MONEY_MAX - i, "x");
  file = write_book (group, &style, folder);
  g_assert_cmpuint (file.n_lines, ==, 5000);
}

/* "D2:I4" → first and last row and column, column letters alone, as all ours. */
static gboolean
parse_merge (const char *text,
             guint       out_box[4])
{
  char first = 0;
  char last = 0;
  gboolean ok = sscanf (text, "%c%u:%c%u", &first, &out_box[1], &last, &out_box[3]) == 4;

  out_box[0] = (guint) first;
  out_box[2] = (guint) last;
  return ok && first <= last && out_box[1] <= out_box[3];
}

static void
assert_no_overlap (const char *sheet)
{
  static const char opening[] = "<mergeCell ref=\"";
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, 4 * sizeof (guint));
  guint box[4];

  for (const char *p = strstr (sheet, opening); p != NULL; p = strstr (p + 1, opening))
    {
      g_assert_true (parse_merge (p + strlen (opening), box));
      for (guint i = 0; i < boxes->len; i++)
        {
          const guint *other = (const guint *) (gpointer) boxes->data + i * 4;

          g_assert_true (box[2] < other[0] || other[2] < box[0] || box[3] < other[1]
                         || other[3] < box[1]);
        }
      g_array_append_val (boxes, box);
    }
  g_assert_cmpuint (boxes->len, >=, 10);
}

/* Each relationship of a part leads to a part. */
static void
assert_relations (const char *path,
                  const char *part,
                  const char *folder)
{
  g_auto (GStrv) parts = tally_test_xlsx_list (path);
  g_autofree char *text = read_part (path, part);
  g_auto (GStrv) pieces = g_strsplit (text, "Target=\"", -1);

  g_assert_cmpuint (g_strv_length (pieces), >, 1);
  for (guint i = 1; pieces[i] != NULL; i++)
    {
      g_autofree char *target = g_strndup (pieces[i], strcspn (pieces[i], "\""));
      g_autofree char *full = g_str_has_prefix (target, "../")
                                ? g_strconcat ("xl/", target + 3, NULL)
                                : g_strconcat (folder, target, NULL);

      g_assert_true (g_strv_contains ((const char *const *) parts, full));
    }
}

static void
test_structure (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (TallyGroup) group = make_two_days ();
  g_autoptr (GBytes) png = tally_workbook_test_make_png ();
  g_autoptr (TallyWorkbookLogo) logo = tally_workbook_logo_new (png, NULL);
  g_autofree char *sheet = NULL;

  tally_workbook_test_add (group, TALLY_DAY_NONE, 1, "undated");
  for (guint i = 0; i < 2; i++)
    {
      TallyWorkbookStyle style = { .logo = i == 0 ? logo : NULL, .company = "Linetec" };
      g_auto (TallyWorkbookFile) file = write_book (group, &style, folder);
      g_autoptr (TallyWorkbookContents) read = read_book (file.path);

      g_free (sheet);
      sheet = read_part (file.path, SHEET);
      assert_no_overlap (sheet);
      assert_relations (file.path, "_rels/.rels", "");
      assert_relations (file.path, "xl/_rels/workbook.xml.rels", "xl/");
      g_assert_cmpuint (read->n_visible_sheets, ==, 1);
      if (i == 0)
        {
          assert_relations (file.path, "xl/worksheets/_rels/sheet1.xml.rels", "");
          assert_relations (file.path, "xl/drawings/_rels/drawing1.xml.rels", "");
        }
    }
}

static void
test_jpeg (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autoptr (TallyGroup) group = make_two_days ();
  g_autofree guint8 *bytes = g_malloc0 (500);
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (GBytes) text = g_bytes_new_static ("GIF89a and so on, long enough to be a picture", 45);
  g_autoptr (TallyWorkbookLogo) logo = NULL;
  g_auto (TallyWorkbookFile) file = { NULL };
  g_autoptr (GBytes) media = NULL;
  g_autoptr (GError) error = NULL;
  TallyWorkbookStyle style = { NULL };

  memcpy (bytes, "\xff\xd8\xff\xe0", 4);
  jpeg = g_bytes_new (bytes, 500);
  logo = tally_workbook_logo_new (jpeg, &error);
  g_assert_no_error (error);
  style.logo = logo;
  file = write_book (group, &style, folder);
  media = tally_test_xlsx_read (file.path, "xl/media/image1.jpeg");
  g_assert_true (g_bytes_equal (media, jpeg));
  g_assert_null (tally_workbook_logo_new (text, &error));
  g_assert_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/workbook/writer/two-days-in-order-with-sums", test_two_days);
  g_test_add_func ("/workbook/writer/layout-cell-by-cell", test_layout);
  g_test_add_func ("/workbook/writer/undated-lines-have-a-block", test_undated);
  g_test_add_func ("/workbook/writer/foreign-text-is-literal", test_foreign_text);
  g_test_add_func ("/workbook/writer/same-input-same-bytes", test_same_bytes);
  g_test_add_func ("/workbook/writer/decimal-comma-of-a-locale-stays-out", test_foreign_locale);
  g_test_add_func ("/workbook/writer/same-bytes-in-any-time-zone", test_foreign_zone);
  g_test_add_func ("/workbook/writer/nameless-variant-is-refused", test_refusals);
  g_test_add_func ("/workbook/writer/bad-group-leaves-nothing", test_bad_groups);
  g_test_add_func ("/workbook/writer/lines-of-another-workbook-are-refused", test_mixed_groups);
  g_test_add_func ("/workbook/writer/cancelled-leaves-nothing", test_cancelled);
  g_test_add_func ("/workbook/writer/verifier-sees-any-difference", test_verify);
  g_test_add_func ("/workbook/writer/sound-structure", test_structure);
  g_test_add_func ("/workbook/writer/logo-may-be-a-jpeg-and-nothing-else", test_jpeg);
  g_test_add_func ("/workbook/writer/long-names-and-large-sums", test_huge);
  return g_test_run ();
}
