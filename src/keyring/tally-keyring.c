/* tally-keyring.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-keyring.h"

#include <libsecret/secret.h>

#include "tally-keyring-error.h"
#include "tally-keyring-private.h"

static const SecretSchema schema = {
  TALLY_KEYRING_SCHEMA, SECRET_SCHEMA_NONE,
  { { "name", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "region", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "profile", SECRET_SCHEMA_ATTRIBUTE_STRING } },
  0, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
};

gboolean
tally_keyring_is_announced (const char * const *environment)
{
  const char *address = g_environ_getenv ((char **) environment, "DBUS_SESSION_BUS_ADDRESS");
  const char *runtime = g_environ_getenv ((char **) environment, "XDG_RUNTIME_DIR");
  g_autofree char *socket = NULL;

  if (address != NULL && *address != '\0')
    return TRUE;
  if (runtime == NULL || !g_path_is_absolute (runtime))
    return FALSE;
  socket = g_build_filename (runtime, "bus", NULL);
  return g_file_test (socket, G_FILE_TEST_EXISTS);
}

static GHashTable *
make_attributes (const TallyKeyring *self,
                 const char         *name)
{
  GHashTable *attributes = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (attributes, (gpointer) "name", (gpointer) name);
  g_hash_table_insert (attributes, (gpointer) "region", (gpointer) self->region);
  g_hash_table_insert (attributes, (gpointer) "profile", (gpointer) self->profile);
  return attributes;
}

/* Not secret_service_get(): what it shares would outlive the spell's main context. */
static SecretService *
open_service (TallyKeyringWait  *wait,
              GError           **error)
{
  GError *failure = NULL;
  SecretService *service;

  secret_service_open (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_OPEN_SESSION, wait->limit, tally_keyring_wait_told_cb,
                       wait);
  service = secret_service_open_finish (tally_keyring_wait_for_result (wait), &failure);
  if (service == NULL)
    tally_keyring_wait_translate (wait, failure, error);
  return service;
}

static gboolean
set_locked (GError **error)
{
  g_set_error_literal (error, TALLY_KEYRING_ERROR, TALLY_KEYRING_ERROR_LOCKED,
                       "the keyring is locked; unlock it, which logging in with a password does, or keep the secret in a "
                       "file or the environment");
  return FALSE;
}

static gboolean
search (TallyKeyringWait    *wait,
        SecretService       *service,
        const TallyKeyring  *self,
        const char          *name,
        GList              **out_items,
        GError             **error)
{
  g_autoptr (GHashTable) attributes = make_attributes (self, name);
  GError *failure = NULL;

  secret_service_search (service, &schema, attributes, SECRET_SEARCH_ALL | SECRET_SEARCH_LOAD_SECRETS, wait->limit,
                         tally_keyring_wait_told_cb, wait);
  *out_items = secret_service_search_finish (service, tally_keyring_wait_for_result (wait), &failure);
  return failure == NULL || tally_keyring_wait_translate (wait, failure, error);
}

static gboolean
is_any_locked (GList *items)
{
  for (GList *l = items; l != NULL; l = l->next)
    if (secret_item_get_locked (l->data))
      return TRUE;
  return FALSE;
}

/* The newest that is open: two of the same attributes can stand in two keyrings. */
static TallySecret *
take_newest (GList *items)
{
  g_autoptr (SecretValue) newest = NULL;
  guint64 newest_secs = 0;
  const char *bytes;
  gsize length;

  for (GList *l = items; l != NULL; l = l->next)
    {
      SecretValue *value = secret_item_get_locked (l->data) ? NULL : secret_item_get_secret (l->data);
      guint64 secs = secret_item_get_modified (l->data);

      if (value != NULL && (newest == NULL || secs > newest_secs))
        {
          g_clear_pointer (&newest, secret_value_unref);
          newest = g_steal_pointer (&value);
          newest_secs = secs;
        }
      g_clear_pointer (&value, secret_value_unref);
    }
  if (newest == NULL)
    return NULL;
  bytes = secret_value_get (newest, &length);
  return length > 0 && length <= TALLY_SECRET_MAX_BYTES ? tally_secret_new (bytes, length, "the keyring") : NULL;
}

gboolean
tally_keyring_lookup (const TallyKeyring  *self,
                      const char          *name,
                      GCancellable        *cancellable,
                      TallySecret        **out_secret,
                      GError             **error)
{
  g_auto (TallyKeyringWait) wait = { 0 };
  g_autoptr (SecretService) service = NULL;
  g_autolist (GObject) items = NULL;
  TallySecret *secret;

  g_return_val_if_fail (self != NULL && name != NULL && out_secret != NULL, FALSE);
  tally_keyring_wait_begin (&wait, self->limit_msecs, cancellable);
  service = open_service (&wait, error);
  if (service == NULL || !search (&wait, service, self, name, &items, error))
    return FALSE;
  secret = take_newest (items);
  if (secret == NULL && is_any_locked (items))
    return set_locked (error);
  *out_secret = secret;
  return TRUE;
}

/* The keyring that new items go to; none is as good as locked: making one asks for a password. */
static gboolean
find_default (TallyKeyringWait   *wait,
              SecretService      *service,
              SecretCollection  **out_collection,
              GError            **error)
{
  GError *failure = NULL;

  secret_collection_for_alias (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, wait->limit,
                               tally_keyring_wait_told_cb, wait);
  *out_collection = secret_collection_for_alias_finish (tally_keyring_wait_for_result (wait), &failure);
  return failure == NULL || tally_keyring_wait_translate (wait, failure, error);
}

static gboolean
ensure_open (TallyKeyringWait  *wait,
             SecretService     *service,
             GError           **error)
{
  g_autoptr (SecretCollection) collection = NULL;

  if (!find_default (wait, service, &collection, error))
    return FALSE;
  if (collection == NULL || secret_collection_get_locked (collection))
    return set_locked (error);
  return TRUE;
}

gboolean
tally_keyring_keep (const TallyKeyring  *self,
                    const char          *name,
                    const char          *label,
                    const TallySecret   *secret,
                    GCancellable        *cancellable,
                    GError             **error)
{
  g_auto (TallyKeyringWait) wait = { 0 };
  g_autoptr (SecretService) service = NULL;
  g_autoptr (GHashTable) attributes = NULL;
  g_autoptr (SecretValue) value = NULL;
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL && name != NULL && label != NULL && secret != NULL, FALSE);
  tally_keyring_wait_begin (&wait, self->limit_msecs, cancellable);
  service = open_service (&wait, error);
  if (service == NULL || !ensure_open (&wait, service, error))
    return FALSE;
  attributes = make_attributes (self, name);
  value = secret_value_new (tally_secret_get_value (secret), -1, "text/plain");
  secret_service_store (service, &schema, attributes, SECRET_COLLECTION_DEFAULT, label, value, wait.limit,
                        tally_keyring_wait_told_cb, &wait);
  return secret_service_store_finish (service, tally_keyring_wait_for_result (&wait), &failure)
         || tally_keyring_wait_translate (&wait, failure, error);
}

static gboolean
remove_items (TallyKeyringWait    *wait,
              SecretService       *service,
              const TallyKeyring  *self,
              const char          *name,
              GError             **error)
{
  g_autoptr (GHashTable) attributes = make_attributes (self, name);
  GError *failure = NULL;

  secret_service_clear (service, &schema, attributes, wait->limit, tally_keyring_wait_told_cb, wait);
  secret_service_clear_finish (service, tally_keyring_wait_for_result (wait), &failure);
  return failure == NULL || tally_keyring_wait_translate (wait, failure, error);
}

gboolean
tally_keyring_forget (const TallyKeyring  *self,
                      const char          *name,
                      GCancellable        *cancellable,
                      guint               *out_n_forgotten,
                      GError             **error)
{
  g_auto (TallyKeyringWait) wait = { 0 };
  g_autoptr (SecretService) service = NULL;
  g_autolist (GObject) items = NULL;

  g_return_val_if_fail (self != NULL && name != NULL && out_n_forgotten != NULL, FALSE);
  tally_keyring_wait_begin (&wait, self->limit_msecs, cancellable);
  service = open_service (&wait, error);
  if (service == NULL || !search (&wait, service, self, name, &items, error))
    return FALSE;
  if (is_any_locked (items))
    return set_locked (error);
  if (items != NULL && !remove_items (&wait, service, self, name, error))
    return FALSE;
  *out_n_forgotten = g_list_length (items);
  return TRUE;
}

gboolean
tally_keyring_unlock (const TallyKeyring  *self,
                      GCancellable        *cancellable,
                      GError             **error)
{
  g_auto (TallyKeyringWait) wait = { 0 };
  g_autoptr (SecretService) service = NULL;
  g_autoptr (SecretCollection) collection = NULL;
  GError *failure = NULL;
  GList one = { 0 };
  int n_unlocked;

  g_return_val_if_fail (self != NULL, FALSE);
  tally_keyring_wait_begin (&wait, self->limit_msecs, cancellable);
  service = open_service (&wait, error);
  if (service == NULL || !find_default (&wait, service, &collection, error))
    return FALSE;
  if (collection == NULL)
    {
      secret_collection_create (service, "Default", SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_CREATE_NONE, wait.limit,
                                tally_keyring_wait_told_cb, &wait);
      collection = secret_collection_create_finish (tally_keyring_wait_for_result (&wait), &failure);
      return collection != NULL || tally_keyring_wait_translate (&wait, failure, error);
    }
  if (!secret_collection_get_locked (collection))
    return TRUE;
  one.data = collection;
  secret_service_unlock (service, &one, wait.limit, tally_keyring_wait_told_cb, &wait);
  n_unlocked = secret_service_unlock_finish (service, tally_keyring_wait_for_result (&wait), NULL, &failure);
  if (failure != NULL)
    return tally_keyring_wait_translate (&wait, failure, error);
  return n_unlocked > 0 || set_locked (error);
}

gboolean
tally_keyring_check (const TallyKeyring  *self,
                     GCancellable        *cancellable,
                     GError             **error)
{
  g_auto (TallyKeyringWait) wait = { 0 };
  g_autoptr (SecretService) service = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  tally_keyring_wait_begin (&wait, self->limit_msecs, cancellable);
  service = open_service (&wait, error);
  return service != NULL && ensure_open (&wait, service, error);
}

TallySecret *
tally_keyring_look_cb (const char    *name,
                       gpointer       keyring,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr (GError) failure = NULL;
  TallySecret *secret = NULL;

  if (tally_keyring_lookup (keyring, name, cancellable, &secret, &failure))
    return secret;
  if (g_error_matches (failure, TALLY_KEYRING_ERROR, TALLY_KEYRING_ERROR_MISSING))
    g_debug ("%s", failure->message);
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
