/* tally-smartsheet-list-private.h
 *
 * Reads the API's paged lists ("IndexResult"), whose paging is told in several ways and not always
 * truthfully: a total of -1, a last page that comes again, a page that is ignored. Any thread.
 * Only for this folder.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-smartsheet-call-private.h"

G_BEGIN_DECLS

/* 20,000 attachments are 200 pages of 100; more is not one of our lists. */
#define TALLY_SMARTSHEET_MAX_LIST_PAGES 10000

/**
 * TallySmartsheetItemFunc:
 * @item: (transfer none): an element of the list
 * @data: of the caller
 * @error: return location, or %NULL
 *
 * Takes the elements of a list, each once, in the list's order.
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*TallySmartsheetItemFunc) (JsonObject *item, gpointer data, GError **error);

/**
 * TallySmartsheetList:
 * @operation: a stable id for the calls
 * @subject: id of what is asked about
 * @path: from the API's root, with or without a query, without paging
 * @n_units: 0 = 1
 * @page_size: elements a page; 0 = includeAll, that is everything in one answer
 * @id_name: (nullable): member by which an element is recognised when it comes again; %NULL = none
 * @func: takes the elements
 * @data: handed to @func
 *
 * What to read. With an @id_name every element must have it, and one that came on an earlier page
 * is passed over; a page with nothing new ends the list.
 */
typedef struct {
  const char              *operation;
  gint64                   subject;
  const char              *path;
  guint                    n_units;
  guint                    page_size;
  const char              *id_name;
  TallySmartsheetItemFunc  func;
  gpointer                 data;
} TallySmartsheetList;

/**
 * tally_smartsheet_client_list:
 * @self: a client
 * @list: what to read
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Reads the whole list, however many pages that takes.
 *
 * Errors: any #TallySmartsheetError but AMBIGUOUS; MALFORMED: it has fewer elements than it says;
 * %G_IO_ERROR_CANCELLED; what the function set.
 *
 * Returns: %TRUE when every element was handed out
 */
gboolean tally_smartsheet_client_list (TallySmartsheetClient      *self,
                                       const TallySmartsheetList  *list,
                                       GCancellable               *cancellable,
                                       GError                    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
