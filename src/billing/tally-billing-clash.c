/* tally-billing-clash.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-clash.h"

#include "tally-text.h"

/* Looks → the first work request that looks so; NULL as value: there are several. */
struct _TallyBillingClash {
  GHashTable *by_look; /* (owned) (element-type utf8 utf8) */
};

TallyBillingClash *
tally_billing_clash_new (void)
{
  TallyBillingClash *self = g_new0 (TallyBillingClash, 1);

  self->by_look = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
tally_billing_clash_free (TallyBillingClash *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_look);
  g_free (self);
}

static gboolean
is_invisible (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_FORMAT || c == 0x034F /* grapheme joiner */
         || (c >= 0xFE00 && c <= 0xFE0F) /* variation selectors */;
}

static char *
look_of (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *plain = g_utf8_normalize (valid, -1, G_NORMALIZE_NFKC);
  g_autofree char *folded = g_utf8_casefold (plain, -1);
  GString *look = g_string_sized_new (strlen (folded));

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_invisible (g_utf8_get_char (p)))
      g_string_append_unichar (look, g_utf8_get_char (p));
  return tally_text_steal (look);
}

void
tally_billing_clash_add (TallyBillingClash *self,
                         const char        *work_request)
{
  g_autofree char *look = NULL;
  gpointer known;

  g_return_if_fail (self != NULL && work_request != NULL);
  look = look_of (work_request);
  if (!g_hash_table_lookup_extended (self->by_look, look, NULL, &known))
    g_hash_table_insert (self->by_look, g_steal_pointer (&look), g_strdup (work_request));
  else if (known != NULL && strcmp (known, work_request) != 0)
    g_hash_table_replace (self->by_look, g_steal_pointer (&look), NULL);
}

gboolean
tally_billing_clash_has (TallyBillingClash *self,
                         const char        *work_request)
{
  g_autofree char *look = NULL;
  gpointer known;

  g_return_val_if_fail (self != NULL && work_request != NULL, FALSE);
  look = look_of (work_request);
  return g_hash_table_lookup_extended (self->by_look, look, NULL, &known)
         && (known == NULL || strcmp (known, work_request) != 0);
}
