/* tally-workbook-logo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-logo.h"

#include "tally-digest.h"
#include "tally-workbook-error.h"
#include "tally-workbook-pack-private.h"

/* All that the library reads of an image: its kind and size. */
static const guint8 png_stand_in[] = {
  0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 2,
  0, 0, 0, 1, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82,
};
static const guint8 jpeg_stand_in[] = {
  0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0, 1, 0, 2, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xff, 0xda,
  0, 2, 0xff, 0xd9,
};

static GBytes *
find_stand_in (const guint8 *data,
               gsize         size)
{
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff };

  if (size > sizeof png_stand_in && memcmp (data, png_stand_in, 16) == 0)
    return g_bytes_new_static (png_stand_in, sizeof png_stand_in);
  if (size > sizeof jpeg_stand_in && memcmp (data, jpeg, sizeof jpeg) == 0)
    return g_bytes_new_static (jpeg_stand_in, sizeof jpeg_stand_in);
  return NULL;
}

TallyWorkbookLogo *
tally_workbook_logo_new (GBytes  *image,
                         GError **error)
{
  TallyWorkbookLogo *self;
  gsize size = 0;
  const guint8 *data;
  g_autoptr (GBytes) stand_in = NULL;

  g_return_val_if_fail (image != NULL, NULL);
  data = g_bytes_get_data (image, &size);
  stand_in = find_stand_in (data, size);
  if (stand_in == NULL)
    {
      g_set_error_literal (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_INVALID,
                           "the logo is neither a PNG nor a JPEG file");
      return NULL;
    }
  if (size > TALLY_WORKBOOK_MAX_LOGO_BYTES)
    {
      g_set_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_LIMIT,
                   "the logo has %" G_GSIZE_FORMAT " bytes, at most %d are taken: use a smaller one",
                   size, TALLY_WORKBOOK_MAX_LOGO_BYTES);
      return NULL;
    }
  self = g_atomic_rc_box_new0 (TallyWorkbookLogo);
  self->image = tally_workbook_image_new (image);
  self->stand_in = g_steal_pointer (&stand_in);
  self->sha256 = tally_digest_dup_hex_of_bytes (image);
  return self;
}

TallyWorkbookLogo *
tally_workbook_logo_ref (TallyWorkbookLogo *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_logo (gpointer data)
{
  TallyWorkbookLogo *self = data;

  tally_workbook_image_free (self->image);
  g_bytes_unref (self->stand_in);
  g_free (self->sha256);
}

void
tally_workbook_logo_unref (TallyWorkbookLogo *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_logo);
}

const char *
tally_workbook_logo_get_sha256 (const TallyWorkbookLogo *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->sha256;
}
