/* tally-workbook-pack.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-pack-private.h"

#include "tally-clock.h"
#include "tally-workbook-archive-private.h"
#include "tally-workbook-error.h"

#define BOOK_PART "xl/workbook.xml"
#define CORE_PART "docProps/core.xml"
#define DOS_TIME 0
#define DOS_DATE 0x0021 /* 1980-01-01, the format's zero: midnight that day is in all time zones */
#define MAX_PART_BYTES (64 * 1024 * 1024) /* of a part that is patched */

static gboolean
refuse (zip_t   *archive,
        GError **error)
{
  g_set_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_FAILED,
               "the spreadsheet library made no workbook: %s", zip_strerror (archive));
  return FALSE;
}

GBytes *
tally_workbook_pack_image (GBytes  *image,
                           GError **error)
{
  g_autoptr (zip_source_t) file = NULL;
  g_autoptr (zip_t) archive
    = tally_workbook_archive_open (NULL, ZIP_CREATE | ZIP_TRUNCATE, &file, error);
  gsize size = 0;
  const void *bytes = g_bytes_get_data (image, &size);
  zip_source_t *source;

  if (archive == NULL)
    return NULL;
  source = zip_source_buffer (archive, bytes, size, 0);
  if (source == NULL || zip_file_add (archive, "image", source, 0) != 0)
    {
      refuse (archive, error);
      zip_source_free (source);
      return NULL;
    }
  if (zip_set_file_compression (archive, 0, ZIP_CM_DEFLATE, 9) != 0)
    {
      refuse (archive, error);
      return NULL;
    }
  return tally_workbook_archive_close (g_steal_pointer (&archive), file, error);
}

static gboolean
replace (zip_t         *archive,
         zip_uint64_t   index,
         zip_source_t  *source,
         GError       **error)
{
  if (source != NULL && zip_file_replace (archive, index, source, 0) == 0)
    return TRUE;
  refuse (archive, error);
  zip_source_free (source);
  return FALSE;
}

static char *
read_text (zip_t         *archive,
           zip_uint64_t   index)
{
  zip_stat_t stat;
  g_autoptr (zip_file_t) file = NULL;
  g_autofree char *text = NULL;

  if (zip_stat_index (archive, index, 0, &stat) != 0 || stat.size > MAX_PART_BYTES)
    return NULL;
  file = zip_fopen_index (archive, index, 0);
  text = g_malloc (stat.size + 1);
  /* One byte more: libzip compares the checksum at the end. */
  if (file == NULL || zip_fread (file, text, stat.size + 1) != (zip_int64_t) stat.size)
    return NULL;
  text[stat.size] = '\0';
  return g_steal_pointer (&text);
}

/* Puts another text in the place of a part's; it has to live until the archive is closed. */
static gboolean
patch (zip_t         *archive,
       zip_uint64_t   index,
       GString       *text,
       GError       **error)
{
  return replace (archive, index, zip_source_buffer (archive, text->str, text->len, 0), error);
}

/* @text: (out): of the part */
static gboolean
load_part (zip_t         *archive,
           const char    *part,
           GString       *text,
           zip_uint64_t  *out_index,
           GError       **error)
{
  zip_int64_t index = zip_name_locate (archive, part, 0);
  g_autofree char *read = index >= 0 ? read_text (archive, (zip_uint64_t) index) : NULL;

  if (read == NULL)
    return refuse (archive, error);
  g_string_assign (text, read);
  *out_index = (zip_uint64_t) index;
  return TRUE;
}

/* The library knows hidden sheets only, which anybody's "Unhide" shows. */
static gboolean
hide_well (zip_t    *archive,
           GString  *patched,
           GError  **error)
{
  zip_uint64_t index;

  if (!load_part (archive, BOOK_PART, patched, &index, error))
    return FALSE;
  g_string_replace (patched, "state=\"hidden\"", "state=\"veryHidden\"", 1);
  return patch (archive, index, patched, error);
}

/* Overwrites what stands before an end tag. */
static void
put_before (GString    *xml,
            const char *end_tag,
            const char *text)
{
  gsize length = strlen (text);
  char *end = strstr (xml->str, end_tag);

  if (end != NULL && (gsize) (end - xml->str) >= length)
    memcpy (end - length, text, length);
}

/* The library has its times from gmtime(), whose answer another thread's may overwrite before it is
 * printed; all have the same length. */
static gboolean
set_time (zip_t    *archive,
          gint64    created_utc_usec,
          GString  *patched,
          GError  **error)
{
  g_autofree char *time = tally_clock_format_utc (created_utc_usec);
  zip_uint64_t index;

  if (!load_part (archive, CORE_PART, patched, &index, error))
    return FALSE;
  put_before (patched, "</dcterms:created>", time);
  put_before (patched, "</dcterms:modified>", time);
  return patch (archive, index, patched, error);
}

/* No clock gets into the file: the same input gives the same bytes. */
static gboolean
finish_entries (zip_t   *archive,
                zip_t   *logo,
                GError **error)
{
  zip_int64_t n_entries = zip_get_num_entries (archive, 0);

  for (zip_uint64_t i = 0; i < (zip_uint64_t) n_entries; i++)
    {
      const char *name = zip_get_name (archive, i, 0);

      if (name != NULL && logo != NULL && g_str_has_prefix (name, "xl/media/")
          && !replace (archive, i, zip_source_zip (archive, logo, 0, ZIP_FL_COMPRESSED, 0, 0),
                       error))
        return FALSE;
      if (name == NULL || zip_file_set_dostime (archive, i, DOS_TIME, DOS_DATE, 0) != 0)
        return refuse (archive, error);
    }
  return TRUE;
}

GBytes *
tally_workbook_pack (GBytes                   *book,
                     const TallyWorkbookLogo  *logo,
                     gint64                    created_utc_usec,
                     GError                  **error)
{
  g_autoptr (GString) patched_book = g_string_new (NULL);
  g_autoptr (GString) patched_core = g_string_new (NULL);
  g_autoptr (zip_source_t) file = NULL;
  g_autoptr (zip_t) image = NULL;
  g_autoptr (zip_t) archive = NULL;

  if (logo != NULL)
    {
      image = tally_workbook_archive_open (logo->archive, ZIP_RDONLY, NULL, error);
      if (image == NULL)
        return NULL;
    }
  archive = tally_workbook_archive_open (book, 0, &file, error);
  if (archive == NULL || !hide_well (archive, patched_book, error)
      || !set_time (archive, created_utc_usec, patched_core, error)
      || !finish_entries (archive, image, error))
    return NULL;
  return tally_workbook_archive_close (g_steal_pointer (&archive), file, error);
}
