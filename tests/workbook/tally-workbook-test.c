/* tally-workbook-test.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-test.h"

#include <minizip/zip.h>
#include <zlib.h>

#include "tally-test.h"
#include "tally-text.h"

#define WIDTH 396
#define HEIGHT 198

TallyGroup *
tally_workbook_test_make_group (TallyVariant  variant,
                                const char   *identifier)
{
  g_autoptr (TallyIdentity) identity
    = tally_identity_new ("89708709", tally_day_new (2025, 7, 13), variant, identifier);
  TallyGroup *group = tally_group_new (identity);

  g_strlcpy (group->fingerprint,
             "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
             sizeof group->fingerprint);
  group->generated_utc_usec = G_GINT64_CONSTANT (1752437100) * G_USEC_PER_SEC;
  tally_text_set (&group->foreman, "Bob Foreman");
  tally_text_set (&group->scope, "SCP-709");
  tally_text_set (&group->work_order, "WO-7");
  tally_text_set (&group->customer, "Oncor & Sons");
  tally_text_set (&group->job, "J-42");
  return group;
}

void
tally_workbook_test_add (TallyGroup *group,
                         TallyDay    snapshot,
                         TallyMoney  price_cents,
                         const char *text)
{
  TallyLine line;
  gboolean fits;

  tally_line_clear (&line);
  line.sheet_id = 1;
  line.row_id = line.row_number = group->lines->len + 1;
  line.text[TALLY_FIELD_WORK_REQUEST] = group->identity->work_request;
  line.week_ending = group->identity->week_ending;
  line.variant = group->identity->variant;
  line.identifier = group->identity->identifier;
  line.snapshot = snapshot;
  line.price_cents = price_cents;
  line.quantity = tally_decimal_new (25, -1);
  line.text[TALLY_FIELD_POLE] = line.text[TALLY_FIELD_CU] = text;
  line.text[TALLY_FIELD_WORK_TYPE] = line.text[TALLY_FIELD_CU_DESCRIPTION] = text;
  line.text[TALLY_FIELD_UOM] = text;
  fits = tally_group_add (group, &line);
  g_assert_true (fits);
}

static void
put_chunk (GByteArray   *out,
           const char   *type,
           const guint8 *data,
           guint         size)
{
  guint32 length = GUINT32_TO_BE (size);
  guint32 crc = (guint32) crc32 (0, (const guint8 *) type, 4);

  crc = GUINT32_TO_BE ((guint32) crc32 (crc, data, size));
  g_byte_array_append (out, (const guint8 *) &length, 4);
  g_byte_array_append (out, (const guint8 *) type, 4);
  if (size > 0)
    g_byte_array_append (out, data, size);
  g_byte_array_append (out, (const guint8 *) &crc, 4);
}

GBytes *
tally_workbook_test_make_png (void)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  guint8 header[13] = { 0, 0, WIDTH >> 8, WIDTH & 255, 0, 0, 0, HEIGHT, 8, 0, 0, 0, 0 };
  g_autofree guint8 *pixels = g_malloc0 ((WIDTH + 1) * HEIGHT);
  uLongf size = compressBound ((WIDTH + 1) * HEIGHT);
  g_autofree guint8 *packed = g_malloc (size);
  GByteArray *out = g_byte_array_new ();
  int status;

  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      pixels[y * (WIDTH + 1) + 1 + x] = (guint8) (x * 255 / WIDTH);
  status = compress (packed, &size, pixels, (WIDTH + 1) * HEIGHT);
  g_assert_cmpint (status, ==, Z_OK);
  g_byte_array_append (out, signature, sizeof signature);
  put_chunk (out, "IHDR", header, sizeof header);
  put_chunk (out, "IDAT", packed, (guint) size);
  put_chunk (out, "IEND", (const guint8 *) "", 0);
  return g_byte_array_free_to_bytes (out);
}

static void
add_part (zipFile     zip,
          const char *name,
          const char *text)
{
  zip_fileinfo info = { 0 };

  g_assert_cmpint (zipOpenNewFileInZip (zip, name, &info, NULL, 0, NULL, 0, NULL, Z_DEFLATED, 1),
                   ==, ZIP_OK);
  g_assert_cmpint (zipWriteInFileInZip (zip, text, (unsigned) strlen (text)), ==, ZIP_OK);
  g_assert_cmpint (zipCloseFileInZip (zip), ==, ZIP_OK);
}

GByteArray *
tally_workbook_test_make_zip (GPtrArray *parts)
{
  g_autofree char *dir = tally_test_make_dir ();
  g_autofree char *path = g_build_filename (dir, "x.xlsx", NULL);
  zipFile zip = zipOpen (path, APPEND_STATUS_CREATE);
  char *bytes = NULL;
  gsize size = 0;

  for (guint i = 0; i + 1 < parts->len; i += 2)
    add_part (zip, parts->pdata[i], parts->pdata[i + 1]);
  g_assert_cmpint (zipClose (zip, NULL), ==, ZIP_OK);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  return g_byte_array_new_take ((guint8 *) bytes, size);
}
