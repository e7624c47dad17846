/* tally-store-trail-verify.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-trail-verify.h"

#include "tally-store-meta.h"
#include "tally-store-trail-private.h"

/* A walk along the trail. */
typedef struct {
  TallyStoreTrailCheck      *check;    /* (borrowed) */
  const TallyStoreTrailHead *expected; /* (borrowed) (nullable) */
  gboolean                   met_expected;
} Walk;

static TallyStoreTrailVerdict
judge (const Walk                 *walk,
       const TallyStoreTrailEntry *entry)
{
  const TallyStoreTrailHead *before = &walk->check->head;
  char hash[TALLY_HASH_HEX_LENGTH + 1];

  if (entry->sequence != before->sequence + 1)
    return TALLY_STORE_TRAIL_MISSING;
  tally_store_trail_hash (entry, hash);
  if (strcmp (hash, entry->hash) != 0)
    return TALLY_STORE_TRAIL_ALTERED;
  return strcmp (entry->previous_hash, before->hash) == 0 ? TALLY_STORE_TRAIL_SOUND
                                                          : TALLY_STORE_TRAIL_DETACHED;
}

static gboolean
visit_cb (const TallyStoreTrailEntry  *entry,
          gpointer                     data,
          GError                     **error)
{
  Walk *walk = data;
  TallyStoreTrailCheck *check = walk->check;

  if (check->verdict != TALLY_STORE_TRAIL_SOUND)
    return TRUE;
  check->n_entries++;
  check->verdict = judge (walk, entry);
  if (check->verdict != TALLY_STORE_TRAIL_SOUND)
    {
      check->broken_sequence = check->head.sequence + 1;
      return TRUE;
    }
  check->head.sequence = entry->sequence;
  g_strlcpy (check->head.hash, entry->hash, sizeof check->head.hash);
  if (walk->expected != NULL && walk->expected->sequence == entry->sequence)
    walk->met_expected = strcmp (walk->expected->hash, entry->hash) == 0;
  return TRUE;
}

/* Whether the trail ends where it was noted beside it. */
static gboolean
check_end (TallyStore            *store,
           TallyStoreTrailCheck  *check,
           GError               **error)
{
  g_autofree char *noted = NULL;
  char end[TALLY_STORE_TRAIL_HEAD_LENGTH];

  if (!tally_store_meta_get (store, TALLY_STORE_TRAIL_META_HEAD, &noted, error))
    return FALSE;
  tally_store_trail_head_format (&check->head, end);
  if (noted == NULL ? check->head.sequence != 0 : strcmp (noted, end) != 0)
    check->verdict = TALLY_STORE_TRAIL_CUT;
  return TRUE;
}

static void
check_expected (const Walk *walk)
{
  TallyStoreTrailCheck *check = walk->check;

  if (walk->expected == NULL || walk->expected->sequence == 0 || walk->met_expected)
    return;
  check->verdict = walk->expected->sequence > check->head.sequence ? TALLY_STORE_TRAIL_CUT
                                                                   : TALLY_STORE_TRAIL_OTHER;
}

static gboolean
verify (TallyStore  *store,
        Walk        *walk,
        GError     **error)
{
  TallyStoreTrailCheck *check = walk->check;

  if (!tally_store_trail_foreach (store, NULL, visit_cb, walk, error))
    return FALSE;
  if (check->verdict == TALLY_STORE_TRAIL_SOUND && !check_end (store, check, error))
    return FALSE;
  if (check->verdict == TALLY_STORE_TRAIL_SOUND)
    check_expected (walk);
  return TRUE;
}

gboolean
tally_store_trail_verify (TallyStore                 *store,
                          const TallyStoreTrailHead  *expected,
                          TallyStoreTrailCheck       *out_check,
                          GError                    **error)
{
  Walk walk = { .check = out_check, .expected = expected };
  gboolean done;

  g_return_val_if_fail (store != NULL && out_check != NULL, FALSE);
  *out_check = (TallyStoreTrailCheck) { 0 };
  if (!tally_db_begin (store->db, TALLY_DB_NORMAL, error))
    return FALSE;
  done = verify (store, &walk, error);
  return tally_db_end (store->db, done, error) && done;
}

char *
tally_store_trail_check_dup_text (const TallyStoreTrailCheck *check)
{
  static const char *const texts[] = {
    [TALLY_STORE_TRAIL_SOUND] = "is whole",
    [TALLY_STORE_TRAIL_ALTERED] = "was changed after it was written",
    [TALLY_STORE_TRAIL_MISSING] = "is missing",
    [TALLY_STORE_TRAIL_DETACHED] = "does not continue the one before it",
    [TALLY_STORE_TRAIL_CUT] = "its end is missing",
    [TALLY_STORE_TRAIL_OTHER] = "it is not the one with the expected head",
  };
  const char *text;

  g_return_val_if_fail (check != NULL, NULL);
  text = texts[check->verdict];
  if (check->verdict == TALLY_STORE_TRAIL_SOUND)
    return g_strdup_printf ("the trail of %" G_GUINT64_FORMAT " entries %s", check->n_entries, text);
  if (check->broken_sequence != 0)
    return g_strdup_printf ("the trail is broken: entry %" G_GINT64_FORMAT " %s; restore a backup "
                            "and find out who wrote to the database", check->broken_sequence, text);
  return g_strdup_printf ("the trail is broken after entry %" G_GINT64_FORMAT ": %s; restore a backup "
                          "and find out who wrote to the database", check->head.sequence, text);
}
