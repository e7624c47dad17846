/* tally-store-behind.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-behind.h"

#include "tally-file.h"
#include "tally-number.h"
#include "tally-store-meta.h"
#include "tally-store-private.h"
#include "tally-store-trail.h"

#define KEY_BEHIND "behind-target"
#define DECLARED "declared"
#define SUSPECTED "suspected"
#define KEY_COUNTER "head-counter"
#define FILE_MODE 0600
/* An id, a number, a line end: whatever is longer was not written here. */
#define MAX_NOTE_BYTES 80

static char *
dup_note_path (TallyStore *store)
{
  return g_strconcat (store->path, ".head", NULL);
}

gboolean
tally_store_behind_note (TallyStore            *store,
                         const TallyStoreHead  *head,
                         GError               **error)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (store != NULL && head != NULL, FALSE);
  path = dup_note_path (store);
  text = g_strdup_printf ("%s %" G_GINT64_FORMAT "\n", head->installation, head->counter);
  if (tally_file_write (path, text, strlen (text), FILE_MODE, &failure))
    return TRUE;
  g_set_error_literal (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_READ_ONLY, failure->message);
  return FALSE;
}

/* Returns: how far it was, -1 = nothing is noted of this installation. */
static gint64
read_note (TallyStore *store,
           const char *installation)
{
  g_autofree char *path = dup_note_path (store);
  g_autofree char *text = NULL;
  gsize length = 0;
  gint64 counter = -1;
  const char *number;

  if (*installation == '\0' || !g_file_get_contents (path, &text, &length, NULL)
      || length > MAX_NOTE_BYTES || !g_str_has_prefix (text, installation))
    return -1;
  number = g_strchomp (text) + strlen (installation);
  if (*number != ' ' || !tally_number_parse_int64 (number + 1, strlen (number + 1), &counter))
    return -1;
  return counter;
}

gboolean
tally_store_behind_stood_another (TallyStore *store)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  TallyStoreHead head = { "", 0 };

  g_return_val_if_fail (store != NULL, FALSE);
  path = dup_note_path (store);
  return g_file_get_contents (path, &text, NULL, NULL) && *text != '\0'
         && tally_store_head_read (store, &head, NULL) && !g_str_has_prefix (text, head.installation);
}

static gboolean
set_durably (TallyStore  *store,
             const char  *value,
             GError     **error)
{
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, tally_store_meta_set (store, KEY_BEHIND, value, error), error);
}

gboolean
tally_store_behind_declare (TallyStore  *store,
                            GError     **error)
{
  g_return_val_if_fail (store != NULL, FALSE);
  return set_durably (store, DECLARED, error);
}

gboolean
tally_store_behind_suspect (TallyStore  *store,
                            GError     **error)
{
  g_autofree char *value = NULL;

  g_return_val_if_fail (store != NULL, FALSE);
  if (!tally_store_meta_get (store, KEY_BEHIND, &value, error))
    return FALSE;
  return value != NULL || set_durably (store, SUSPECTED, error);
}

gboolean
tally_store_behind_settle (TallyStore  *store,
                           GError     **error)
{
  g_autofree char *value = NULL;

  g_return_val_if_fail (store != NULL, FALSE);
  if (!tally_store_meta_get (store, KEY_BEHIND, &value, error))
    return FALSE;
  return value == NULL || set_durably (store, NULL, error);
}

gboolean
tally_store_behind_is_known (TallyStore  *store,
                             gint64       counter,
                             gboolean    *out_known,
                             GError     **error)
{
  g_autofree char *value = NULL;
  TallyStoreHead head;

  g_return_val_if_fail (store != NULL && out_known != NULL, FALSE);
  if (!tally_store_meta_get (store, KEY_BEHIND, &value, error)
      || !tally_store_head_read (store, &head, error))
    return FALSE;
  *out_known = g_strcmp0 (value, DECLARED) == 0
               || (value != NULL && read_note (store, head.installation) >= counter);
  return TRUE;
}

static gboolean
catch_up (TallyStore  *store,
          gint64       counter,
          GError     **error)
{
  TallyStoreHead head;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, counter);
  g_autofree char *payload = NULL;

  if (!tally_store_head_read (store, &head, error))
    return FALSE;
  payload = g_strdup_printf ("{\"known\":%" G_GINT64_FORMAT ",\"marked\":%" G_GINT64_FORMAT "}",
                             head.counter, counter);
  return tally_store_meta_set (store, KEY_COUNTER, number, error)
         && tally_store_meta_set (store, KEY_BEHIND, NULL, error)
         && tally_store_trail_append (store, "corrected", "store-behind", payload, error);
}

gboolean
tally_store_behind_catch_up (TallyStore  *store,
                             gint64       counter,
                             GError     **error)
{
  g_return_val_if_fail (store != NULL, FALSE);
  return tally_store_begin (store, TALLY_DB_FULL, error)
         && tally_store_end (store, catch_up (store, counter, error), error);
}
