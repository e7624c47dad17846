/* tally-store-remarks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-remarks.h"

#include "tally-json-node.h"
#include "tally-json.h"
#include "tally-store-findings-private.h"
#include "tally-store-trail.h"
#include "tally-store-words-private.h"

static char *
dup_subject (const char *finding_id)
{
  return g_strconcat ("finding:", finding_id, NULL);
}

static char *
dup_payload (const TallyFindingRemark *remark)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  char day[TALLY_DAY_BUFFER_SIZE];

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "text", remark->text);
  if (remark->kind == TALLY_FINDING_REMARK_ASSIGNED)
    tally_json_writer_add_text (writer, "due", tally_day_format_iso (remark->due, day, sizeof day));
  if (*remark->sha256 != '\0')
    {
      tally_json_writer_add_text (writer, "sha256", remark->sha256);
      tally_json_writer_add_int64 (writer, "size_bytes", remark->size_bytes);
    }
  tally_json_writer_end_object (writer);
  return tally_json_writer_finish (writer, FALSE);
}

/* Files that were added and not taken away again. */
static guint
count_files (GPtrArray *remarks)
{
  guint n = 0;

  for (guint i = 0; i < remarks->len; i++)
    {
      const TallyFindingRemark *remark = remarks->pdata[i];
      if (remark->kind == TALLY_FINDING_REMARK_FILE)
        n++;
      else if (remark->kind == TALLY_FINDING_REMARK_FILE_GONE && n > 0)
        n--;
    }
  return n;
}

static gboolean
check_room (TallyStore                *store,
            const char                *finding_id,
            const TallyFindingRemark  *remark,
            GError                   **error)
{
  g_autoptr (GPtrArray) remarks = NULL;

  if (remark->kind != TALLY_FINDING_REMARK_FILE)
    return TRUE;
  remarks = tally_store_remarks_list (store, finding_id, error);
  if (remarks == NULL)
    return FALSE;
  if (count_files (remarks) < TALLY_FINDING_REMARK_MAX_FILES)
    return TRUE;
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CONSTRAINT, "a finding has at most %d files; take one away first",
               TALLY_FINDING_REMARK_MAX_FILES);
  return FALSE;
}

static gboolean
write_remark (TallyStore                *store,
              const TallyStoreFinding   *row,
              const TallyFindingRemark  *remark,
              GError                   **error)
{
  g_autofree char *subject = dup_subject (row->finding->id);
  g_autofree char *payload = dup_payload (remark);
  const TallyStoreTrailEntry entry = {
    .kind = tally_finding_remark_get_id (remark->kind), .actor = remark->actor, .subject = subject, .payload = payload,
  };

  return check_room (store, row->finding->id, remark, error)
         && (remark->kind != TALLY_FINDING_REMARK_ASSIGNED || tally_store_findings_assign (store, row, remark->text, remark->due, error))
         && (remark->kind != TALLY_FINDING_REMARK_NOTE
             || tally_store_words_add_note (store, row->key, remark->text, remark->actor, tally_store_now (store), error))
         && tally_store_trail_append_entry (store, &entry, error);
}

static gboolean
find_and_write (TallyStore                *store,
                const char                *finding_id,
                const TallyFindingRemark  *remark,
                GError                   **error)
{
  GError *failure = NULL;
  TallyStoreFinding *row = NULL;
  gboolean done;

  if (strlen (finding_id) == TALLY_FINDING_ID_LENGTH)
    row = tally_store_findings_find_row (store, finding_id, &failure);
  if (row == NULL)
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      else
        g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_DECIDED, "there is no finding %s", finding_id);
      return FALSE;
    }
  done = write_remark (store, row, remark, error);
  tally_store_finding_free (row);
  return done;
}

gboolean
tally_store_remarks_add (TallyStore                *store,
                         const char                *finding_id,
                         const TallyFindingRemark  *remark,
                         GError                   **error)
{
  const char *message = NULL;

  g_return_val_if_fail (store != NULL && finding_id != NULL && remark != NULL, FALSE);
  if (!tally_finding_remark_check (remark, &message))
    {
      g_set_error_literal (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CONSTRAINT, message);
      return FALSE;
    }
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, find_and_write (store, finding_id, remark, error), error);
}

static void
read_payload (TallyFindingRemark *remark,
              const char         *payload)
{
  g_autoptr (TallyJsonNode) node = tally_json_node_parse (payload, strlen (payload), NULL);
  const char *text = tally_json_node_get_text (tally_json_node_find (node, "text"));
  const char *due = tally_json_node_get_text (tally_json_node_find (node, "due"));
  const char *sha256 = tally_json_node_get_text (tally_json_node_find (node, "sha256"));

  remark->text = g_strdup (text != NULL ? text : "");
  if (due != NULL && *due != '\0' && !tally_day_parse (due, strlen (due), &remark->due))
    remark->due = TALLY_DAY_NONE;
  if (sha256 != NULL)
    g_strlcpy (remark->sha256, sha256, sizeof remark->sha256);
  if (!tally_json_node_get_int64 (tally_json_node_find (node, "size_bytes"), &remark->size_bytes))
    remark->size_bytes = 0;
}

static gboolean
add_remark_cb (const TallyStoreTrailEntry  *entry,
               gpointer                     remarks,
               GError                     **error)
{
  TallyFindingRemarkKind kind;
  TallyFindingRemark *remark;

  if (!tally_finding_remark_find_kind (entry->kind, &kind))
    return TRUE;
  remark = g_new0 (TallyFindingRemark, 1);
  remark->kind = kind;
  remark->utc_usec = entry->utc_usec;
  remark->actor = g_strdup (entry->actor);
  read_payload (remark, entry->payload);
  g_ptr_array_add (remarks, remark);
  return TRUE;
}

GPtrArray *
tally_store_remarks_list (TallyStore  *store,
                          const char  *finding_id,
                          GError     **error)
{
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_remark_free);
  g_autofree char *subject = NULL;

  g_return_val_if_fail (store != NULL && finding_id != NULL, NULL);
  subject = dup_subject (finding_id);
  return tally_store_trail_foreach (store, subject, add_remark_cb, remarks, error) ? g_steal_pointer (&remarks) : NULL;
}
