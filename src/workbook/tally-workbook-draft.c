/* tally-workbook-draft.c
 *
 * The library writes into a memfd, because it can't write into a buffer: nothing of a killed run
 * stays behind.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-draft-private.h"

#include <errno.h>
#include <locale.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tally-workbook-error.h"
#include "tally-workbook-pack-private.h"
#include "tally-workbook-scratch-private.h"

static lxw_error
draw (const TallyWorkbookDraft *self,
      int                       fd)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  lxw_workbook_options options = { .tmpdir = (char *) tally_workbook_scratch_get_folder () };
  lxw_doc_properties properties = {
    .created = (time_t) (self->created_utc_usec / G_USEC_PER_SEC),
  };
  lxw_workbook *book = workbook_new_opt (path, &options);
  lxw_error error;
  lxw_error close_error;

  if (book == NULL)
    return LXW_ERROR_MEMORY_MALLOC_FAILED;
  error = workbook_set_properties (book, &properties);
  if (error == LXW_NO_ERROR)
    error = self->draw (book, self->user_data);
  close_error = workbook_close (book);
  return error != LXW_NO_ERROR ? error : close_error;
}

/* The library prints numbers by the thread's locale: "12,5" would be no number. */
static lxw_error
draw_in_c_locale (const TallyWorkbookDraft *self,
                  int                       fd)
{
  locale_t c_locale = newlocale (LC_ALL_MASK, "C", (locale_t) 0);
  locale_t previous = uselocale (c_locale);
  lxw_error error = draw (self, fd);

  uselocale (previous);
  freelocale (c_locale);
  return error;
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

GBytes *
tally_workbook_draft_make (const TallyWorkbookDraft  *self,
                           GError                   **error)
{
  g_autoptr (GBytes) raw = NULL;
  lxw_error status;
  int fd = memfd_create ("tallyman-workbook", MFD_CLOEXEC);

  if (fd < 0)
    {
      g_set_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_IO,
                   "no memory for a workbook: %s; free memory, then run again", g_strerror (errno));
      return NULL;
    }
  status = draw_in_c_locale (self, fd);
  raw = status == LXW_NO_ERROR ? read_fd (fd) : NULL;
  close (fd);
  if (raw == NULL)
    {
      g_set_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_IO,
                   "the spreadsheet library failed in \"%s\": %s; free space there, then run again",
                   tally_workbook_scratch_get_folder (), lxw_strerror (status));
      return NULL;
    }
  return tally_workbook_pack (raw, self->logo, self->created_utc_usec, error);
}
