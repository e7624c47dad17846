/* tally-app-page.h
 *
 * What all pages are: a widget that shows a part of the session, reads when it is looked at, and lets go when it is not. A page
 * never knows another one; where to go next is an action of the window. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tally-app-session.h"

G_BEGIN_DECLS

#define TALLY_TYPE_APP_PAGE (tally_app_page_get_type ())

/**
 * TallyAppPage:
 *
 * Properties: "session" (#TallyAppSession, construct-only); "search-text" (string) what the window's search entry says.
 */
G_DECLARE_DERIVABLE_TYPE (TallyAppPage, tally_app_page, TALLY, APP_PAGE, AdwBin)

/**
 * TallyAppPageClass:
 * @reload: the page is looked at and what it shows may be old: read it anew. Also called when the desk is
 *   another one, or there is none; whatever was asked before is cancelled by then
 * @search: (nullable): the text of the search entry has changed; %NULL = the page can't be searched
 * @go: (nullable): somebody came with a wish, as "severity=high": show that; the text is the page's own
 */
struct _TallyAppPageClass {
  AdwBinClass parent_class;
  void (*reload) (TallyAppPage *self);
  void (*search) (TallyAppPage *self, const char *text);
  void (*go)     (TallyAppPage *self, const char *wish);
};

/**
 * TallyAppPageInfo:
 * @id: stable name, for actions and the memory of the window
 * @title: what it is called; marked for translation
 * @icon_name: a symbolic icon
 * @get_type: its class, derived from #TallyAppPage
 *
 * An entry of the registry; the order is the one shown.
 */
typedef struct {
  const char *id;
  const char *title;
  const char *icon_name;
  GType     (*get_type) (void);
} TallyAppPageInfo;

/**
 * tally_app_page_new:
 * @info: what kind
 * @session: the session
 *
 * Returns: (transfer floating): a page
 */
TallyAppPage     *tally_app_page_new             (const TallyAppPageInfo    *info,
                                                  TallyAppSession           *session);

/**
 * tally_app_page_get_session:
 * @self: a page
 *
 * Returns: (transfer none): the session
 */
TallyAppSession  *tally_app_page_get_session     (TallyAppPage              *self);

/**
 * tally_app_page_get_desk:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the desk of the session
 */
TallyEngineDesk  *tally_app_page_get_desk        (TallyAppPage              *self);

/**
 * tally_app_page_ask:
 * @self: a page
 * @question: what to ask of the desk; without a desk its input is freed and nothing is told
 * @callback: told of the answer, with the desk as its source; not after the page is gone or has been given another desk:
 *   it must return at once if tally_engine_desk_ask_finish() says %G_IO_ERROR_CANCELLED
 *
 * Asks for the page: the callback's data is the page, and it is kept until then.
 */
void              tally_app_page_ask             (TallyAppPage              *self,
                                                  const TallyEngineQuestion *question,
                                                  GAsyncReadyCallback        callback);

/**
 * tally_app_page_get_cancellable:
 * @self: a page
 *
 * Returns: (transfer none): cancelled when the page goes or its desk does
 */
GCancellable     *tally_app_page_get_cancellable (TallyAppPage              *self);

/**
 * tally_app_page_get_search_text:
 * @self: a page
 *
 * Returns: (transfer none): what people search for, "" = nothing
 */
const char       *tally_app_page_get_search_text (TallyAppPage              *self);

/**
 * tally_app_page_can_search:
 * @self: a page
 *
 * Returns: whether it can be searched
 */
gboolean          tally_app_page_can_search      (TallyAppPage              *self);

/**
 * tally_app_page_go:
 * @self: a page
 * @wish: what to show, in the page's own words
 *
 * Has the page show something.
 */
void              tally_app_page_go              (TallyAppPage              *self,
                                                  const char                *wish);

/**
 * tally_app_page_mark_stale:
 * @self: a page
 *
 * Has it read anew: now if it is looked at, else when it is next.
 */
void              tally_app_page_mark_stale      (TallyAppPage              *self);

/**
 * tally_app_page_toast:
 * @self: a page
 * @title: what was done, or went wrong
 *   (shown for some seconds)
 */
void              tally_app_page_toast           (TallyAppPage              *self,
                                                  const char                *title);

/**
 * TallyAppPageUndoFunc:
 * @self: the page
 * @data: of the offer
 *
 * Undoes what was done.
 */
typedef void (*TallyAppPageUndoFunc) (TallyAppPage *self, gpointer data);

/**
 * tally_app_page_offer_undo:
 * @self: a page
 * @title: what was done
 * @func: undoes it
 * @data: (transfer full) (nullable): handed to @func; must not keep the page
 * @free_data: (nullable): frees @data
 *
 * Shows a line with a button "Undo". The newest offer is also what Ctrl+Z undoes on the page, after the line has gone too;
 * it ends when it is taken, when another is made, and with the desk.
 */
void              tally_app_page_offer_undo      (TallyAppPage              *self,
                                                  const char                *title,
                                                  TallyAppPageUndoFunc       func,
                                                  gpointer                   data,
                                                  GDestroyNotify             free_data);

/**
 * tally_app_page_undo:
 * @self: a page
 *
 * Takes the newest offer to undo something.
 *
 * Returns: %FALSE if there is none
 */
gboolean          tally_app_page_undo            (TallyAppPage              *self);

/**
 * tally_app_page_dispose_template:
 * @self: a page
 * @type: the class whose template it is
 *
 * What a page with a template calls in its dispose, before the base class's: the page's child goes first, which
 * AdwBin of 1.2 does not see otherwise.
 */
void              tally_app_page_dispose_template (TallyAppPage             *self,
                                                   GType                     type);

/**
 * tally_app_pages_list:
 * @out_n_pages: (out): how many there are
 *
 * Returns: (transfer none) (array length=out_n_pages): all pages in the order shown
 */
const TallyAppPageInfo *const *tally_app_pages_list (guint *out_n_pages);

G_END_DECLS
