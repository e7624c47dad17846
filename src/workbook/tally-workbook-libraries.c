/* tally-workbook-libraries.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-libraries-private.h"

#include <libxml/parser.h>
#include <zip.h>

/* libzip 1.7 notes in two variables what a source must be able to do, one after the other and
 * without a lock: whoever comes between them takes the archive for one that can't be written. */
static void
prepare_zip (void)
{
  zip_error_t reason;
  zip_source_t *source;
  zip_t *archive = NULL;

  zip_error_init (&reason);
  source = zip_source_buffer_create (NULL, 0, 0, &reason);
  if (source != NULL)
    archive = zip_open_from_source (source, ZIP_CREATE | ZIP_TRUNCATE, &reason);
  if (archive != NULL)
    zip_discard (archive); /* and its source */
  else
    zip_source_free (source);
  zip_error_fini (&reason);
}

static gpointer
prepare (gpointer data)
{
  prepare_zip ();
  xmlInitParser (); /* a parser looks for encodings before it does this itself */
  return NULL;
}

void
tally_workbook_libraries_prepare (void)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, prepare, NULL);
}
