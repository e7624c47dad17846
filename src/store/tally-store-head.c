/* tally-store-head.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-head.h"

#include "tally-number.h"
#include "tally-store-meta.h"
#include "tally-store-publishing-private.h"

#define KEY_INSTALLATION "installation"
#define KEY_COUNTER "head-counter" /* written by advance-head.sql */
#define HEX_DIGITS "0123456789abcdef"

static gboolean
is_installation (const char *text)
{
  return strlen (text) == TALLY_STORE_INSTALLATION_DIGITS
         && strspn (text, HEX_DIGITS) == TALLY_STORE_INSTALLATION_DIGITS;
}

gboolean
tally_store_head_read (TallyStore      *store,
                       TallyStoreHead  *out_head,
                       GError         **error)
{
  g_autofree char *installation = NULL;
  g_autofree char *counter = NULL;
  TallyStoreHead head = { "", 0 };

  g_return_val_if_fail (store != NULL && out_head != NULL, FALSE);
  if (!tally_store_meta_get (store, KEY_INSTALLATION, &installation, error)
      || !tally_store_meta_get (store, KEY_COUNTER, &counter, error))
    return FALSE;
  if ((installation != NULL && !is_installation (installation))
      || (counter != NULL
          && (!tally_number_parse_int64 (counter, strlen (counter), &head.counter)
              || head.counter < 0)))
    return tally_store_fail_corrupt (store, "a head", error);
  if (installation != NULL)
    g_strlcpy (head.installation, installation, sizeof head.installation);
  *out_head = head;
  return TRUE;
}

static char *
draw_installation (void)
{
  g_autofree char *uuid = g_uuid_string_random ();
  GString *digits = g_string_sized_new (TALLY_STORE_INSTALLATION_DIGITS);

  for (const char *p = uuid; *p != '\0'; p++)
    if (*p != '-')
      g_string_append_c (digits, *p);
  return g_string_free (digits, FALSE);
}

/* Another connection may have drawn meanwhile: what stands in the transaction counts. */
static gboolean
ensure_installation (TallyStore      *store,
                     TallyStoreHead  *out_head,
                     GError         **error)
{
  g_autofree char *drawn = NULL;

  if (!tally_store_head_read (store, out_head, error))
    return FALSE;
  if (*out_head->installation != '\0')
    return TRUE;
  drawn = draw_installation ();
  if (!tally_store_meta_set (store, KEY_INSTALLATION, drawn, error))
    return FALSE;
  g_strlcpy (out_head->installation, drawn, sizeof out_head->installation);
  return TRUE;
}

gboolean
tally_store_head_ensure (TallyStore      *store,
                         TallyStoreHead  *out_head,
                         GError         **error)
{
  TallyStoreHead head;

  g_return_val_if_fail (store != NULL && out_head != NULL, FALSE);
  if (!tally_store_head_read (store, &head, error))
    return FALSE;
  if (*head.installation == '\0'
      && (!tally_store_begin (store, TALLY_DB_FULL, error)
          || !tally_store_end (store, ensure_installation (store, &head, error), error)))
    return FALSE;
  *out_head = head;
  return TRUE;
}

gboolean
tally_store_advance_head (TallyStore  *store,
                          GError     **error)
{
  g_autoptr (TallyDbStatement) advance = tally_db_prepare (store->db, "advance-head", error);

  return advance != NULL && tally_db_run (advance, error);
}
