/* tally-workbook-zip-private.h
 *
 * Parts of a zip file in memory, and their XML as events; both bounded. Of the area alone; one
 * owner at a time. Depends on libzip and libxml2.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libxml/parser.h>

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TallyWorkbookZip TallyWorkbookZip;

/**
 * TallyWorkbookXml:
 * @start: an element begins; @attributes: local name and value in turns,
 *   %NULL at the end
 * @end: an element ends
 * @text: text, in pieces
 *
 * What a part's reader wants to hear; names are local names.
 */
typedef struct {
  void (*start) (gpointer user_data, const char *name, const char **attributes);
  void (*end) (gpointer user_data, const char *name);
  void (*text) (gpointer user_data, const char *text, int length);
} TallyWorkbookXml;

/**
 * tally_workbook_zip_open:
 * @data: a file's bytes
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_WORKBOOK_ERROR_INVALID, %TALLY_WORKBOOK_ERROR_LIMIT - leave the file alone.
 *
 * Returns: (transfer full): the zip file, or %NULL
 */
TallyWorkbookZip *tally_workbook_zip_open  (GBytes                  *data,
                                            GError                 **error);

/**
 * tally_workbook_zip_free:
 * @self: (nullable): a zip file
 *
 * Frees it.
 */
void              tally_workbook_zip_free  (TallyWorkbookZip        *self);

/**
 * tally_workbook_zip_has:
 * @self: a zip file
 * @part: a part's name
 *
 * Returns: %TRUE if there is such a part
 */
gboolean          tally_workbook_zip_has   (TallyWorkbookZip        *self,
                                            const char              *part);

/**
 * tally_workbook_zip_parse:
 * @self: a zip file
 * @part: a part's name
 * @xml: what to call
 * @user_data: for @xml
 * @error: return location, or %NULL
 *
 * Reads a part's XML and verifies its checksum.
 *
 * Errors: as tally_workbook_zip_open().
 *
 * Returns: %TRUE if it is well-formed
 */
gboolean          tally_workbook_zip_parse (TallyWorkbookZip        *self,
                                            const char              *part,
                                            const TallyWorkbookXml  *xml,
                                            gpointer                 user_data,
                                            GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyWorkbookZip, tally_workbook_zip_free)

G_END_DECLS
