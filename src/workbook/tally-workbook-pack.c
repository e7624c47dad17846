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
#define TYPES_PART "[Content_Types].xml"
#define MEDIA_FOLDER "xl/media/"
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

typedef struct {
  zip_t                   *book; /* (borrowed): as the library made it */
  const TallyWorkbookLogo *logo; /* (borrowed) (nullable): stands in its media folder */
  zip_t                   *out;  /* (borrowed): the new one */
  gint64                   created_utc_usec;
  GString                 *part; /* (borrowed): xl/workbook.xml, to live until the new one is written */
  GString                 *core; /* (borrowed): docProps/core.xml, likewise */
} Packing;

static gboolean
load_part (Packing     *self,
           const char  *name,
           GString     *part,
           GError     **error)
{
  zip_int64_t index = zip_name_locate (self->book, name, 0);
  g_autofree char *text = index >= 0 ? read_text (self->book, (zip_uint64_t) index) : NULL;

  if (text == NULL)
    return refuse (self->book, error);
  g_string_assign (part, text);
  return TRUE;
}

/* The library knows hidden sheets only, which anybody's "Unhide" shows. */
static gboolean
hide_well (Packing  *self,
           GError  **error)
{
  if (!load_part (self, BOOK_PART, self->part, error))
    return FALSE;
  g_string_replace (self->part, "state=\"hidden\"", "state=\"veryHidden\"", 1);
  return TRUE;
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
set_time (Packing  *self,
          GError  **error)
{
  g_autofree char *time = tally_clock_format_utc (self->created_utc_usec);

  if (!load_part (self, CORE_PART, self->core, error))
    return FALSE;
  put_before (self->core, "</dcterms:created>", time);
  put_before (self->core, "</dcterms:modified>", time);
  return TRUE;
}

static zip_source_t *
open_entry (Packing      *self,
            zip_uint64_t  index,
            const char   *name)
{
  if (strcmp (name, BOOK_PART) == 0)
    return zip_source_buffer (self->out, self->part->str, self->part->len, 0);
  if (strcmp (name, CORE_PART) == 0)
    return zip_source_buffer (self->out, self->core->str, self->core->len, 0);
  if (self->logo != NULL && g_str_has_prefix (name, MEDIA_FOLDER))
    return tally_workbook_image_open_source (self->logo->image, self->out);
  return zip_source_zip (self->out, self->book, index, ZIP_FL_COMPRESSED, 0, 0);
}

/* No clock gets into the file: the same input gives the same bytes. */
static gboolean
add_entry (Packing       *self,
           zip_uint64_t   index,
           const char    *name,
           GError       **error)
{
  zip_source_t *source = open_entry (self, index, name);
  zip_int64_t at = source != NULL ? zip_file_add (self->out, name, source, 0) : -1;

  if (at < 0)
    {
      refuse (self->out, error);
      zip_source_free (source);
      return FALSE;
    }
  return (zip_file_set_dostime (self->out, (zip_uint64_t) at, DOS_TIME, DOS_DATE, 0) == 0
          && zip_file_set_external_attributes (self->out, (zip_uint64_t) at, 0, ZIP_OPSYS_DOS, 0) == 0)
         || refuse (self->out, error);
}

/* What a run's workbooks have alike stands first: who digests one after the other, as
 * tally_digest_memo_dup_hex() does, need not begin anew. */
static gboolean
stands_first (const char *name)
{
  return strcmp (name, TYPES_PART) == 0 || g_str_has_prefix (name, MEDIA_FOLDER);
}

static gboolean
add_entries (Packing   *self,
             gboolean   first,
             GError   **error)
{
  zip_int64_t n_entries = zip_get_num_entries (self->book, 0);

  for (zip_uint64_t i = 0; i < (zip_uint64_t) n_entries; i++)
    {
      const char *name = zip_get_name (self->book, i, 0);

      if (name == NULL)
        return refuse (self->book, error);
      if (stands_first (name) == first && !add_entry (self, i, name, error))
        return FALSE;
    }
  return TRUE;
}

static GBytes *
pack (Packing  *self,
      GError  **error)
{
  g_autoptr (zip_source_t) file = NULL;
  g_autoptr (zip_t) out
    = tally_workbook_archive_open (NULL, ZIP_CREATE | ZIP_TRUNCATE, &file, error);

  self->out = out;
  if (out == NULL || !hide_well (self, error) || !set_time (self, error) || !add_entries (self, TRUE, error)
      || !add_entries (self, FALSE, error))
    return NULL;
  return tally_workbook_archive_close (g_steal_pointer (&out), file, error);
}

GBytes *
tally_workbook_pack (GBytes                   *book,
                     const TallyWorkbookLogo  *logo,
                     gint64                    created_utc_usec,
                     GError                  **error)
{
  g_autoptr (GString) part = g_string_new (NULL);
  g_autoptr (GString) core = g_string_new (NULL);
  g_autoptr (zip_t) archive = tally_workbook_archive_open (book, ZIP_RDONLY, NULL, error);
  Packing packing = { .book = archive, .logo = logo, .created_utc_usec = created_utc_usec, .part = part, .core = core };

  return archive != NULL ? pack (&packing, error) : NULL;
}
