/* tally-engine-list.h
 *
 * A long list of the store as a GListModel: how many there are and in what order is known as numbers, records are read
 * some hundred at a time when somebody looks at them, and let go when many others were. Asked of the desk, so that no
 * frame waits for a disk; half a million records take some 8 MB. Owner's thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-desk.h"
#include "tally-engine-list-item.h"
#include "tally-query.h"

G_BEGIN_DECLS

/* Records read at once, and items kept though nobody holds them: some screens full. */
#define TALLY_ENGINE_LIST_PAGE 200
#define TALLY_ENGINE_LIST_MAX_KEPT 4000

/**
 * TallyEngineListSource:
 * @query: which there are: (element-type TallyQueryRow); on the desk's thread
 * @read: the records of some, %NULL for one that is gone; on the desk's thread
 * @record_free: frees a record
 *
 * What a list is of.
 */
typedef struct {
  GArray         *(*query) (TallyEngine *engine, const TallyQuery *query, GError **error);
  GPtrArray      *(*read)  (TallyEngine *engine, const gint64 *keys, guint n_keys, GError **error);
  GDestroyNotify  record_free;
} TallyEngineListSource;

#define TALLY_TYPE_ENGINE_LIST (tally_engine_list_get_type ())

/**
 * TallyEngineList:
 *
 * A #GListModel of #TallyEngineListItem; one record has one item, as long as somebody holds it.
 *
 * Properties, read-only and notified: "loading" (boolean) whether the order is being asked for; "problem" (string,
 * nullable) why it could not be had; "total-cents" (int64) what all records come to.
 *
 * Signals: "refreshing" () the order is about to be replaced; "refreshed" () it was, or it is as it was. Between both
 * "items-changed" comes at most once: who keeps places by key does it there.
 */
G_DECLARE_FINAL_TYPE (TallyEngineList, tally_engine_list, TALLY, ENGINE_LIST, GObject)

/**
 * tally_engine_list_new:
 * @source: what it is of; static
 *
 * Returns: (transfer full): an empty list
 */
TallyEngineList  *tally_engine_list_new       (const TallyEngineListSource *source);

/**
 * tally_engine_list_set_desk:
 * @self: a list
 * @desk: (nullable): whom to ask; %NULL empties it
 *
 * What is on its way is dropped, and the order asked for.
 */
void              tally_engine_list_set_desk  (TallyEngineList             *self,
                                               TallyEngineDesk             *desk);

/**
 * tally_engine_list_set_query:
 * @self: a list
 * @query: what to show
 *
 * What is shown stays until the answer comes.
 */
void              tally_engine_list_set_query (TallyEngineList             *self,
                                               const TallyQuery            *query);

/**
 * tally_engine_list_get_query:
 * @self: a list
 *
 * Returns: (transfer none): what it shows, or will when the answer comes
 */
const TallyQuery *tally_engine_list_get_query (TallyEngineList             *self);

/**
 * tally_engine_list_refresh:
 * @self: a list
 *
 * Asks for the order and the records that somebody holds anew.
 */
void              tally_engine_list_refresh   (TallyEngineList             *self);

/**
 * tally_engine_list_get_row:
 * @self: a list
 * @position: 0 … its number of items - 1
 *
 * Returns: the key and amount at a place; nothing is read for it
 */
TallyQueryRow     tally_engine_list_get_row   (TallyEngineList             *self,
                                               guint                        position);

/**
 * tally_engine_list_find:
 * @self: a list
 * @key: number of a record
 * @out_position: (out): where it stands; untouched if it does not
 *
 * Looks through all rows.
 *
 * Returns: whether it is in the list
 */
gboolean          tally_engine_list_find      (TallyEngineList             *self,
                                               gint64                       key,
                                               guint                       *out_position);

G_END_DECLS
