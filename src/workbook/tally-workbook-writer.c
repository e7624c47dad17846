/* tally-workbook-writer.c
 *
 * The library writes into memory (a memfd), because it can't write into a buffer: nothing of a
 * killed run stays behind.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-writer.h"

#include <errno.h>
#include <locale.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tally-workbook-error.h"
#include "tally-workbook-folder.h"
#include "tally-workbook-layout-private.h"
#include "tally-workbook-pack-private.h"
#include "tally-workbook-verify.h"

#define MAX_LINES 1000000 /* of 1,048,576 rows of a sheet; the rest is for heads and totals */

struct _TallyWorkbookWriter {
  TallyWorkbookStyle  style;
  char               *company;   /* (owned) */
  char               *generator; /* (owned) */
  const char         *scratch_folder;
  locale_t            c_locale;
};

TallyWorkbookWriter *
tally_workbook_writer_new (const TallyWorkbookStyle *style)
{
  TallyWorkbookWriter *self;

  g_return_val_if_fail (style != NULL, NULL);
  self = g_new0 (TallyWorkbookWriter, 1);
  self->company = g_strdup (style->company);
  self->generator = g_strdup (style->generator);
  self->style = *style;
  self->style.company = self->company;
  self->style.generator = self->generator;
  if (style->logo != NULL)
    tally_workbook_logo_ref (style->logo);
  if (style->time_zone != NULL)
    g_time_zone_ref (style->time_zone);
  self->scratch_folder = g_access ("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : g_get_tmp_dir ();
  self->c_locale = newlocale (LC_ALL_MASK, "C", (locale_t) 0);
  return self;
}

void
tally_workbook_writer_free (TallyWorkbookWriter *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->style.logo, tally_workbook_logo_unref);
  g_clear_pointer (&self->style.time_zone, g_time_zone_unref);
  if (self->c_locale != (locale_t) 0)
    freelocale (self->c_locale);
  g_free (self->company);
  g_free (self->generator);
  g_free (self);
}

void
tally_workbook_file_clear (TallyWorkbookFile *self)
{
  g_clear_pointer (&self->file_name, g_free);
  g_clear_pointer (&self->path, g_free);
}

static gboolean
check_name (const TallyGroup  *group,
            GError           **error)
{
  const TallyIdentity *identity = group->identity;
  g_autofree char *key = tally_identity_dup_key (identity);
  const char *lacks = NULL;
  guint year;
  guint month;
  guint day;

  tally_day_split (identity->week_ending, &year, &month, &day);
  if (year < 2000 || year > 2099)
    lacks = "a week ending of 2000 to 2099";
  else if (tally_variant_needs_identifier (identity->variant) && *identity->identifier == '\0')
    lacks = "the name that its variant needs";
  else if (strspn (group->fingerprint, "0123456789abcdef") != TALLY_HASH_HEX_LENGTH)
    lacks = "a fingerprint";
  if (lacks != NULL)
    g_set_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_NAME,
                 "workbook %s lacks %s", key, lacks);
  return lacks == NULL;
}

static gboolean
check_lines (const TallyGroup  *group,
             GError           **error)
{
  TallyMoney sum = 0;
  gboolean fits = TRUE;

  if (group->lines->len > MAX_LINES)
    {
      g_set_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_LIMIT,
                   "%u lines in one workbook, a sheet takes %d", group->lines->len, MAX_LINES);
      return FALSE;
    }
  for (guint i = 0; fits && i < group->lines->len; i++)
    fits = tally_money_add (&sum, tally_group_get_line (group, i)->price_cents);
  if (!fits || sum != group->total_cents)
    {
      g_set_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_MISMATCH,
                   "the lines sum to %" G_GINT64_FORMAT " cents, the group says %" G_GINT64_FORMAT,
                   sum, group->total_cents);
      return FALSE;
    }
  return TRUE;
}

static lxw_error
draw (TallyWorkbookWriter      *self,
      const TallyWorkbookOrder *order,
      const char               *file_name,
      int                       fd)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  lxw_workbook_options options = { .tmpdir = (char *) self->scratch_folder };
  lxw_doc_properties properties = {
    .created = (time_t) (order->group->generated_utc_usec / G_USEC_PER_SEC),
  };
  lxw_workbook *book = workbook_new_opt (path, &options);
  lxw_error error;
  lxw_error close_error;

  if (book == NULL)
    return LXW_ERROR_MEMORY_MALLOC_FAILED;
  error = workbook_set_properties (book, &properties);
  if (error == LXW_NO_ERROR)
    error = tally_workbook_layout_draw (book, &self->style, order->group, file_name);
  if (error == LXW_NO_ERROR)
    error = tally_workbook_layout_add_provenance (book, &self->style, order);
  close_error = workbook_close (book);
  return error != LXW_NO_ERROR ? error : close_error;
}

/* What the library wrote into the file, which stays with its descriptor. */
static GBytes *
read_fd (int fd)
{
  g_autofree guint8 *data = NULL;
  off_t size = lseek (fd, 0, SEEK_END);
  gsize done = 0;

  if (size <= 0)
    return NULL;
  data = g_malloc ((gsize) size);
  while (done < (gsize) size)
    {
      ssize_t n = pread (fd, data + done, (gsize) size - done, (off_t) done);

      if (n <= 0 && !(n < 0 && errno == EINTR))
        return NULL;
      done += n > 0 ? (gsize) n : 0;
    }
  return g_bytes_new_take (g_steal_pointer (&data), (gsize) size);
}

static GBytes *
make_book (TallyWorkbookWriter       *self,
           const TallyWorkbookOrder  *order,
           const char                *file_name,
           GError                   **error)
{
  g_autoptr (GBytes) raw = NULL;
  GByteArray *packed;
  locale_t previous;
  lxw_error status;
  int fd = memfd_create ("tallyman-workbook", MFD_CLOEXEC);

  if (fd < 0)
    {
      g_set_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_IO,
                   "no memory for a workbook: %s; free memory, then run again", g_strerror (errno));
      return NULL;
    }
  previous = uselocale (self->c_locale);
  status = draw (self, order, file_name, fd);
  uselocale (previous);
  raw = status == LXW_NO_ERROR ? read_fd (fd) : NULL;
  close (fd);
  if (raw == NULL)
    {
      g_set_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_IO,
                   "the spreadsheet library failed in \"%s\": %s; free space there, then run again",
                   self->scratch_folder, lxw_strerror (status));
      return NULL;
    }
  packed = tally_workbook_pack (raw, self->style.logo, error);
  return packed != NULL ? g_byte_array_free_to_bytes (packed) : NULL;
}

static gboolean
check_cb (GBytes    *data,
          gpointer   user_data,
          GError   **error)
{
  return tally_workbook_verify (data, user_data, error);
}

gboolean
tally_workbook_writer_write (TallyWorkbookWriter       *self,
                             const TallyWorkbookOrder  *order,
                             GCancellable              *cancellable,
                             TallyWorkbookFile         *out_file,
                             GError                   **error)
{
  g_auto (TallyWorkbookFile) file = { NULL };
  g_autoptr (GBytes) book = NULL;
  g_autofree char *sha256 = NULL;
  TallyWorkbookCheck check = { check_cb, (gpointer) order->group };

  g_return_val_if_fail (self != NULL && order != NULL && out_file != NULL, FALSE);
  if (!check_name (order->group, error) || !check_lines (order->group, error))
    return FALSE;
  file.file_name = tally_identity_dup_file_name (order->group->identity,
                                                 order->group->fingerprint);
  file.path = g_build_filename (order->folder, file.file_name, NULL);
  book = make_book (self, order, file.file_name, error);
  if (book == NULL || g_cancellable_set_error_if_cancelled (cancellable, error)
      || !tally_workbook_folder_put (file.path, book, check, &file.was_there, error))
    {
      g_prefix_error (error, "%s: ", file.file_name);
      return FALSE;
    }
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, book);
  g_strlcpy (file.sha256, sha256, sizeof file.sha256);
  file.size_bytes = (gint64) g_bytes_get_size (book);
  file.n_lines = order->group->lines->len;
  file.total_cents = order->group->total_cents;
  *out_file = file;
  file = (TallyWorkbookFile) { NULL };
  return TRUE;
}
