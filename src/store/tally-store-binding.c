/* tally-store-binding.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-binding.h"

#include "tally-store-meta.h"
#include "tally-store-private.h"
#include "tally-text.h"

/* A start that failed before anything was read has bound nobody to its mistake. */
static gboolean
is_blank (TallyStore  *self,
          gboolean    *out_blank,
          GError     **error)
{
  g_autoptr (TallyDbStatement) statement = tally_db_prepare (self->db, "find-contents", error);
  gboolean has_row = FALSE;

  if (statement == NULL || !tally_db_step (statement, &has_row, error))
    return FALSE;
  *out_blank = !has_row;
  return TRUE;
}

/* Whether a part is bound to something else; one that nothing of an account came into is bound to
 * nothing. @out_bound: (out) (transfer full) (nullable): to what */
static gboolean
check_part (TallyStore  *self,
            const char  *key,
            const char  *value,
            char       **out_bound,
            GError     **error)
{
  g_autofree char *bound = NULL;
  gboolean blank = FALSE;

  *out_bound = NULL;
  if (!tally_store_meta_get (self, key, &bound, error))
    return FALSE;
  if (bound == NULL || tally_text_is_empty (value) || strcmp (bound, value) == 0)
    {
      *out_bound = g_steal_pointer (&bound);
      return TRUE;
    }
  if (!is_blank (self, &blank, error))
    return FALSE;
  if (blank)
    return TRUE;
  g_set_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_OTHER_BINDING,
               "%s belongs to %s %s, this is %s; use another data directory for it",
               self->path, key + strlen ("bound-"), bound, value);
  return FALSE;
}

/* One part of the binding: kept when it was known, filled in when it was not. */
static gboolean
bind_part (TallyStore  *self,
           const char  *key,
           const char  *value,
           GError     **error)
{
  g_autofree char *bound = NULL;

  if (tally_text_is_empty (value))
    return TRUE;
  if (!check_part (self, key, value, &bound, error))
    return FALSE;
  return bound != NULL || tally_store_meta_set (self, key, value, error);
}

static char *
format_id (gint64 id)
{
  return id == 0 ? g_strdup ("") : g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

gboolean
tally_store_bind (TallyStore               *self,
                  const TallyStoreBinding  *binding,
                  GError                  **error)
{
  g_autofree char *account = NULL;
  g_autofree char *target = NULL;
  gboolean bound;

  g_return_val_if_fail (self != NULL && binding != NULL, FALSE);
  account = format_id (binding->account_id);
  target = format_id (binding->target_sheet);
  if (!tally_store_begin (self, TALLY_DB_FULL, error))
    return FALSE;
  bound = bind_part (self, "bound-region", binding->region, error)
          && bind_part (self, "bound-account", account, error)
          && bind_part (self, "bound-target", target, error);
  return tally_store_end (self, bound, error);
}

gboolean
tally_store_check_binding (TallyStore               *self,
                           const TallyStoreBinding  *binding,
                           gboolean                 *out_is_bound,
                           GError                  **error)
{
  g_autofree char *account = NULL;
  g_autofree char *target = NULL;
  g_autofree char *bound_region = NULL;
  g_autofree char *bound_account = NULL;
  g_autofree char *bound_target = NULL;

  g_return_val_if_fail (self != NULL && binding != NULL && out_is_bound != NULL, FALSE);
  account = format_id (binding->account_id);
  target = format_id (binding->target_sheet);
  if (!check_part (self, "bound-region", binding->region, &bound_region, error)
      || !check_part (self, "bound-account", account, &bound_account, error)
      || !check_part (self, "bound-target", target, &bound_target, error))
    return FALSE;
  *out_is_bound = bound_region != NULL || bound_account != NULL || bound_target != NULL;
  return TRUE;
}
