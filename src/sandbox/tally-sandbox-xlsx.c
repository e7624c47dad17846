/* tally-sandbox-xlsx.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-xlsx.h"

#include <zlib.h>

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define TYPES "application/vnd.openxmlformats-officedocument.spreadsheetml."
/* Of the zip format: signatures, and 1980-01-01 as date. */
#define LOCAL_FILE 0x04034b50u
#define CENTRAL_FILE 0x02014b50u
#define END_OF_CENTRAL 0x06054b50u
#define VERSION 20
#define DOS_DATE 0x21

struct _TallySandboxXlsx
{
  GString    *rows;      /* (owned): XML */
  GString    *strings;   /* (owned): XML of the shared strings */
  GString    *merges;    /* (owned): XML */
  GHashTable *indexes;   /* (owned): text → its index + 1 */
  guint       n_merges;
  guint       open_row;  /* 0 = none */
};

TallySandboxXlsx *
tally_sandbox_xlsx_new (void)
{
  TallySandboxXlsx *self = g_new0 (TallySandboxXlsx, 1);

  self->rows = g_string_new (NULL);
  self->strings = g_string_new (NULL);
  self->merges = g_string_new (NULL);
  self->indexes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
tally_sandbox_xlsx_free (TallySandboxXlsx *self)
{
  if (self == NULL)
    return;
  g_string_free (self->rows, TRUE);
  g_string_free (self->strings, TRUE);
  g_string_free (self->merges, TRUE);
  g_hash_table_unref (self->indexes);
  g_free (self);
}

static void
open_row (TallySandboxXlsx *self,
          guint             row)
{
  if (self->open_row == row)
    return;
  g_return_if_fail (row > self->open_row);
  if (self->open_row != 0)
    g_string_append (self->rows, "</row>");
  g_string_append_printf (self->rows, "<row r=\"%u\">", row);
  self->open_row = row;
}

/* What XML 1.0 can't hold is left out, as the other program's library does. */
static char *
escape (const char *text)
{
  g_autoptr (GString) kept = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    if ((guint8) *c >= ' ' || *c == '\t' || *c == '\n')
      g_string_append_c (kept, *c);
  return g_markup_escape_text (kept->str, -1);
}

static guint
find_string (TallySandboxXlsx *self,
             const char       *text)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->indexes, text));
  g_autofree char *escaped = NULL;

  if (index != 0)
    return index - 1;
  escaped = escape (text);
  g_string_append_printf (self->strings, "<si><t xml:space=\"preserve\">%s</t></si>", escaped);
  index = g_hash_table_size (self->indexes) + 1;
  g_hash_table_insert (self->indexes, g_strdup (text), GUINT_TO_POINTER (index));
  return index - 1;
}

void
tally_sandbox_xlsx_add_text (TallySandboxXlsx      *self,
                             guint                  row,
                             char                   column,
                             TallySandboxXlsxStyle  style,
                             const char            *text)
{
  g_return_if_fail (self != NULL && text != NULL && column >= 'A' && column <= 'Z');
  open_row (self, row);
  g_string_append_printf (self->rows, "<c r=\"%c%u\" s=\"%d\" t=\"s\"><v>%u</v></c>", column, row,
                          (int) style, find_string (self, text));
}

void
tally_sandbox_xlsx_add_number (TallySandboxXlsx      *self,
                               guint                  row,
                               char                   column,
                               TallySandboxXlsxStyle  style,
                               const char            *lexeme)
{
  g_return_if_fail (self != NULL && lexeme != NULL && column >= 'A' && column <= 'Z');
  open_row (self, row);
  g_string_append_printf (self->rows, "<c r=\"%c%u\" s=\"%d\"><v>%s</v></c>", column, row,
                          (int) style, lexeme);
}

void
tally_sandbox_xlsx_merge (TallySandboxXlsx *self,
                          guint             row,
                          char              first,
                          char              last)
{
  g_return_if_fail (self != NULL);
  g_string_append_printf (self->merges, "<mergeCell ref=\"%c%u:%c%u\"/>", first, row, last, row);
  self->n_merges++;
}

/* A zip file being written. */
typedef struct
{
  GByteArray *bytes;
  GByteArray *central;
  guint       n_files;
} Zip;

static void
put (GByteArray *out,
     guint64     value,
     guint       n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8) value;

      g_byte_array_append (out, &byte, 1);
      value >>= 8; /* of more than eight bytes the rest is zero */
    }
}

/* What local and central header have in common, from the version on. */
static void
put_facts (GByteArray *out,
           const char *name,
           guint32     crc,
           gsize       size)
{
  put (out, VERSION, 2);
  put (out, 0, 4); /* no flags, stored as it is */
  put (out, 0, 2);
  put (out, DOS_DATE, 2);
  put (out, crc, 4);
  put (out, size, 4);
  put (out, size, 4);
  put (out, strlen (name), 2);
  put (out, 0, 2);
}

static void
add_part (Zip        *zip,
          const char *name,
          const char *text)
{
  gsize size = strlen (text);
  guint32 crc = (guint32) crc32 (0, (const Bytef *) text, (uInt) size);
  guint offset = zip->bytes->len;

  put (zip->bytes, LOCAL_FILE, 4);
  put_facts (zip->bytes, name, crc, size);
  g_byte_array_append (zip->bytes, (const guint8 *) name, (guint) strlen (name));
  g_byte_array_append (zip->bytes, (const guint8 *) text, (guint) size);
  put (zip->central, CENTRAL_FILE, 4);
  put (zip->central, VERSION, 2);
  put_facts (zip->central, name, crc, size);
  put (zip->central, 0, 10); /* no comment, first disk, no attributes */
  put (zip->central, offset, 4);
  g_byte_array_append (zip->central, (const guint8 *) name, (guint) strlen (name));
  zip->n_files++;
}

static GBytes *
close_zip (Zip *zip)
{
  guint offset = zip->bytes->len;
  guint size = zip->central->len;

  g_byte_array_append (zip->bytes, zip->central->data, size);
  put (zip->bytes, END_OF_CENTRAL, 4);
  put (zip->bytes, 0, 4);
  put (zip->bytes, zip->n_files, 2);
  put (zip->bytes, zip->n_files, 2);
  put (zip->bytes, size, 4);
  put (zip->bytes, offset, 4);
  put (zip->bytes, 0, 2);
  g_byte_array_unref (zip->central);
  return g_byte_array_free_to_bytes (zip->bytes);
}

static const struct {
  const char *name;
  const char *text;
} fixed_parts[] = {
  { "[Content_Types].xml",
    XML "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" TYPES "sheet.main+xml\"/>"
    "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" TYPES "worksheet+xml\"/>"
    "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"" TYPES "sharedStrings+xml\"/>"
    "<Override PartName=\"/xl/styles.xml\" ContentType=\"" TYPES "styles+xml\"/></Types>" },
  { "_rels/.rels",
    XML "<Relationships xmlns=\"" RELATIONS "\"><Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" "
    "Target=\"xl/workbook.xml\"/></Relationships>" },
  { "xl/_rels/workbook.xml.rels",
    XML "<Relationships xmlns=\"" RELATIONS "\">"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE "/worksheet\" Target=\"/xl/worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" OFFICE "/sharedStrings\" Target=\"sharedStrings.xml\"/>"
    "<Relationship Id=\"rId3\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/></Relationships>" },
  { "xl/styles.xml",
    XML "<styleSheet xmlns=\"" MAIN "\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" "
    "formatCode=\"&quot;$&quot;#,##0.00_-\"/></numFmts>"
    "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    "<font><b/><sz val=\"11\"/><color rgb=\"FFFFFFFF\"/><name val=\"Calibri\"/></font></fonts>"
    "<fills count=\"3\"><fill><patternFill/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
    "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFC00000\"/></patternFill></fill></fills>"
    "<borders count=\"1\"><border><left/><right/><top/><bottom/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
    "<cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\"/>"
    "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
    "</cellXfs></styleSheet>" },
};

static void
add_book (Zip        *zip,
          const char *name)
{
  g_autofree char *escaped = g_markup_escape_text (name, -1);
  g_autofree char *text = g_strconcat (
    XML "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE "\"><sheets><sheet name=\"", escaped,
    "\" sheetId=\"1\" state=\"visible\" r:id=\"rId1\"/></sheets></workbook>", NULL);

  add_part (zip, "xl/workbook.xml", text);
}

static void
add_sheet (Zip              *zip,
           TallySandboxXlsx *self)
{
  g_autoptr (GString) text = g_string_new (XML "<worksheet xmlns=\"" MAIN "\"><sheetData>");

  g_string_append (text, self->rows->str);
  if (self->open_row != 0)
    g_string_append (text, "</row>");
  g_string_append (text, "</sheetData>");
  if (self->n_merges > 0)
    g_string_append_printf (text, "<mergeCells count=\"%u\">%s</mergeCells>", self->n_merges,
                            self->merges->str);
  g_string_append (text, "</worksheet>");
  add_part (zip, "xl/worksheets/sheet1.xml", text->str);
}

GBytes *
tally_sandbox_xlsx_finish (TallySandboxXlsx *self,
                           const char       *name)
{
  Zip zip = { g_byte_array_new (), g_byte_array_new (), 0 };
  guint n_strings;
  g_autofree char *strings = NULL;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);
  n_strings = g_hash_table_size (self->indexes);
  strings = g_strdup_printf (XML "<sst xmlns=\"" MAIN "\" uniqueCount=\"%u\">%s</sst>", n_strings,
                             self->strings->str);
  for (guint i = 0; i < G_N_ELEMENTS (fixed_parts); i++)
    add_part (&zip, fixed_parts[i].name, fixed_parts[i].text);
  add_book (&zip, name);
  add_part (&zip, "xl/sharedStrings.xml", strings);
  add_sheet (&zip, self);
  return close_zip (&zip);
}
