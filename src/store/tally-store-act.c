/* tally-store-act.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-act.h"

#include "tally-store-trail-private.h"

gboolean
tally_store_act_write (TallyStore           *store,
                       const TallyStoreAct  *act,
                       GError              **error)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *payload = NULL;
  TallyStoreTrailEntry entry = { .kind = act->kind, .actor = act->actor, .subject = act->subject };

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "reason", act->reason);
  if (act->until_utc_usec != 0)
    tally_json_writer_add_int64 (writer, "until_utc_usec", act->until_utc_usec);
  tally_json_writer_end_object (writer);
  payload = tally_json_writer_finish (writer, FALSE);
  entry.payload = payload;
  return tally_store_trail_append_entry (store, &entry, error);
}
