/* tally-workbook-archive.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-archive-private.h"

#include "tally-workbook-error.h"
#include "tally-workbook-libraries-private.h"

static void
refuse (GError      **error,
        int           code,
        const char   *what,
        zip_error_t  *reason)
{
  g_set_error (error, TALLY_WORKBOOK_ERROR, code, "%s: %s", what, zip_error_strerror (reason));
}

zip_t *
tally_workbook_archive_open (GBytes        *data,
                             int            flags,
                             zip_source_t **out_source,
                             GError       **error)
{
  gsize size = 0;
  const void *bytes = data != NULL ? g_bytes_get_data (data, &size) : NULL;
  zip_error_t reason;
  zip_source_t *source;
  zip_t *archive = NULL;

  tally_workbook_libraries_prepare ();
  zip_error_init (&reason);
  source = zip_source_buffer_create (bytes, size, 0, &reason);
  if (source != NULL)
    archive = zip_open_from_source (source, flags, &reason);
  if (archive == NULL)
    {
      refuse (error, zip_error_code_zip (&reason) == ZIP_ER_MEMORY ? TALLY_WORKBOOK_ERROR_FAILED
                                                                   : TALLY_WORKBOOK_ERROR_INVALID,
              "the file is no intact zip file", &reason);
      zip_source_free (source);
    }
  else if (out_source != NULL)
    {
      zip_source_keep (source);
      *out_source = source;
    }
  zip_error_fini (&reason);
  return archive;
}

GBytes *
tally_workbook_archive_close (zip_t         *archive,
                              zip_source_t  *source,
                              GError       **error)
{
  zip_stat_t stat;
  g_autofree guint8 *data = NULL;
  zip_int64_t n = -1;

  if (zip_close (archive) != 0)
    {
      refuse (error, TALLY_WORKBOOK_ERROR_FAILED, "the zip file can't be made",
              zip_get_error (archive));
      zip_discard (archive);
      return NULL;
    }
  if (zip_source_stat (source, &stat) == 0 && zip_source_open (source) == 0)
    {
      data = g_malloc (stat.size);
      n = zip_source_read (source, data, stat.size);
      zip_source_close (source);
    }
  if (n < 0 || (zip_uint64_t) n != stat.size)
    {
      refuse (error, TALLY_WORKBOOK_ERROR_FAILED, "the zip file can't be made",
              zip_source_error (source));
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&data), stat.size);
}
