/* fuzz-provenance.c
 *
 * Any bytes as the provenance sheet of an otherwise sound workbook: what is believed of them is
 * whole, and the report beside them stays what it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-examine.h"

#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define TEXT(place, text) "<c r=\"" place "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define MAX_INPUT_BYTES (64 * 1024)
#define N_PARTS 4

static const char rels[] =
  "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/a.xml\"/>"
  "<Relationship Id=\"r2\" Target=\"worksheets/b.xml\"/></Relationships>";
static const char book[] =
  "<workbook " MAIN " xmlns:r=\"urn:r\"><sheets><sheet name=\"Work Report\" r:id=\"r1\"/>"
  "<sheet name=\"Tallyman\" state=\"veryHidden\" r:id=\"r2\"/></sheets></workbook>";
static const char report[] =
  "<worksheet " MAIN "><sheetData>"
  "<row r=\"8\">" TEXT ("B8", "Total Billed Amount:") "<c r=\"C8\"><v>12.34</v></c></row>"
  "<row r=\"10\">" TEXT ("B10", "Billing Period:") TEXT ("C10", "07/07/2025 to 07/13/25") "</row>"
  "</sheetData></worksheet>";

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static guint32
get_crc (const guint8 *bytes,
         gsize         size)
{
  guint32 crc = ~0u;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= bytes[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (0xEDB88320u & -(crc & 1));
    }
  return ~crc;
}

static void
put (GByteArray *out,
     guint64     value,
     guint       n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8) (value >> (8 * i));
      g_byte_array_append (out, &byte, 1);
    }
}

/* What the head of a part and its entry in the directory share. */
static void
put_part (GByteArray   *out,
          const char   *name,
          const guint8 *bytes,
          gsize         size)
{
  put (out, 20, 2);
  put (out, 0, 2 + 2 + 4); /* no flags, stored, no time */
  put (out, get_crc (bytes, size), 4);
  put (out, size, 4);
  put (out, size, 4);
  put (out, strlen (name), 2);
  put (out, 0, 2);
}

/* The smallest zip file: nothing is compressed, so that every input is a sound one. */
static GBytes *
make_zip (const guint8 *sheet,
          gsize         size)
{
  const struct {
    const char   *name;
    const guint8 *bytes;
    gsize         size;
  } parts[N_PARTS] = {
    { "xl/_rels/workbook.xml.rels", (const guint8 *) rels, sizeof rels - 1 },
    { "xl/workbook.xml", (const guint8 *) book, sizeof book - 1 },
    { "xl/worksheets/a.xml", (const guint8 *) report, sizeof report - 1 },
    { "xl/worksheets/b.xml", sheet, size },
  };
  GByteArray *out = g_byte_array_new ();
  g_autoptr (GByteArray) directory = g_byte_array_new ();

  for (guint i = 0; i < N_PARTS; i++)
    {
      put (directory, 0x02014b50, 4);
      put (directory, 20, 2);
      put_part (directory, parts[i].name, parts[i].bytes, parts[i].size);
      put (directory, 0, 2 + 2 + 2 + 4); /* no comment, first disk, no attributes */
      put (directory, out->len, 4);
      g_byte_array_append (directory, (const guint8 *) parts[i].name, (guint) strlen (parts[i].name));
      put (out, 0x04034b50, 4);
      put_part (out, parts[i].name, parts[i].bytes, parts[i].size);
      g_byte_array_append (out, (const guint8 *) parts[i].name, (guint) strlen (parts[i].name));
      g_byte_array_append (out, parts[i].bytes, (guint) parts[i].size);
    }
  put (directory, 0x06054b50, 4);
  put (directory, 0, 2 + 2);
  put (directory, N_PARTS, 2);
  put (directory, N_PARTS, 2);
  put (directory, directory->len - 12, 4);
  put (directory, out->len, 4);
  put (directory, 0, 2);
  g_byte_array_append (out, directory->data, directory->len);
  return g_byte_array_free_to_bytes (out);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TallyJobsExamined) examined = NULL;

  if (size > MAX_INPUT_BYTES)
    return 0;
  bytes = make_zip (data, size);
  examined = tally_jobs_examined_new (bytes);
  g_assert_cmpuint (examined->size_bytes, ==, g_bytes_get_size (bytes));
  g_assert_true (examined->author != TALLY_JOBS_AUTHOR_UNFETCHED);
  if (examined->author != TALLY_JOBS_AUTHOR_UNREADABLE)
    g_assert_cmpint (examined->total_cents, ==, 1234);
  if (examined->author != TALLY_JOBS_AUTHOR_TALLYMAN)
    return 0;
  g_assert_cmpuint (strspn (examined->fingerprint, "0123456789abcdef"), ==, TALLY_HASH_HEX_LENGTH);
  g_assert_true (*examined->key != '\0' && examined->installation != NULL);
  g_assert_cmpuint (examined->sheet_ids->len, >, 0);
  return 0;
}
