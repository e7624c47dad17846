/* tally-engine-token.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-token.h"

#include "tally-engine-asking-private.h"
#include "tally-engine-error.h"
#include "tally-smartsheet-browse.h"
#include "tally-smartsheet-user.h"

/* What people read in the window of their keyring. */
#define LABEL "Tallyman: Smartsheet token (%s)"
#define N_SHOWN 4
/* Of a shorter one, its end would give away too much. */
#define MIN_SHOWN_FROM 12
/* Smartsheet's are 26 or 37 letters and digits; others may come. */
#define MIN_LENGTH 8
#define MAX_LENGTH 512

void
tally_engine_token_free (TallyEngineToken *self)
{
  if (self == NULL)
    return;
  g_free (self->origin);
  g_free (self->warning);
  g_free (self->ending);
  g_free (self);
}

void
tally_engine_token_owner_free (TallyEngineTokenOwner *self)
{
  if (self == NULL)
    return;
  g_free (self->email);
  g_free (self->name);
  g_free (self->region);
  g_free (self->host);
  g_free (self);
}

static TallyEngineToken *
describe (const TallySecret *secret,
          gboolean           is_in_keyring)
{
  TallyEngineToken *token = g_new0 (TallyEngineToken, 1);
  const char *value = tally_secret_get_value (secret);
  gsize length = strlen (value);

  token->origin = g_strdup (tally_secret_get_origin (secret));
  token->warning = g_strdup (tally_secret_get_warning (secret));
  token->ending = g_strdup (length >= MIN_SHOWN_FROM ? value + length - N_SHOWN : "");
  token->is_in_keyring = is_in_keyring;
  return token;
}

/* All places but the keyring; %NULL without @error if they have none. */
static TallySecret *
find_elsewhere (TallyEngine  *self,
                GError      **error)
{
  const TallySecretPlaces places = {
    .token_file = self->token_file,
    .environment = (const char *const *) self->environment,
  };
  TallySecret *secret = NULL;

  if (self->token != NULL)
    return tally_secret_new (self->token, strlen (self->token), "the sandbox");
  return tally_secret_lookup (&places, TALLY_SECRET_SMARTSHEET_TOKEN, NULL, &secret, error) ? secret : NULL;
}

static gboolean
set_no_bus (GError **error)
{
  g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NO_KEYRING,
                       "there is no keyring: this session has no message bus; keep the token in a file for --token-file, "
                       "in $CREDENTIALS_DIRECTORY, or in SMARTSHEET_API_TOKEN");
  return FALSE;
}

/* As the batch does, but told apart by code. Never %NULL without @error. */
static TallySecret *
find (TallyEngine   *self,
      gboolean      *out_is_in_keyring,
      GCancellable  *cancellable,
      GError       **error)
{
  GError *failure = NULL;
  TallyKeyring keyring;
  TallySecret *secret = find_elsewhere (self, &failure);

  *out_is_in_keyring = FALSE;
  if (secret != NULL)
    return secret;
  if (failure == NULL && !tally_engine_init_keyring (self, &keyring))
    {
      set_no_bus (error);
      return NULL;
    }
  if (failure != NULL
      || !tally_keyring_lookup (&keyring, TALLY_SECRET_SMARTSHEET_TOKEN, cancellable, &secret, &failure))
    {
      tally_engine_asking_translate (failure, error);
      return NULL;
    }
  if (secret == NULL)
    g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND,
                 "there is no token for region %s: neither in a file, the environment, nor the keyring; give one with "
                 "'tallyman token set'", tally_engine_get_region (self));
  *out_is_in_keyring = secret != NULL;
  return secret;
}

TallyEngineToken *
tally_engine_token_find (TallyEngine   *self,
                         GCancellable  *cancellable,
                         GError       **error)
{
  gboolean is_in_keyring = FALSE;
  g_autoptr (TallySecret) secret = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  secret = find (self, &is_in_keyring, cancellable, error);
  return secret != NULL ? describe (secret, is_in_keyring) : NULL;
}

static const char *
find_fault (const char *text,
            gsize       length)
{
  if (length == 0)
    return "is empty";
  if (length < MIN_LENGTH || length > MAX_LENGTH)
    return "is too short or too long to be one";
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (text[i]))
      return "has a blank or a character that is neither a letter, a digit nor a sign";
  return NULL;
}

static TallySecret *
take_text (const char  *text,
           GError     **error)
{
  const char *fault;
  gsize length;

  while (g_ascii_isspace (*text))
    text++;
  length = strlen (text);
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  fault = find_fault (text, length);
  if (fault == NULL)
    return tally_secret_new (text, length, "what was given");
  g_set_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG,
               "this token %s; copy it whole from Smartsheet: Account > Apps & Integrations > API Access", fault);
  return NULL;
}

static gboolean
look_around (TallySmartsheetClient  *client,
             TallyEngineTokenOwner  *owner,
             GCancellable           *cancellable,
             GError                **error)
{
  g_autoptr (GPtrArray) workspaces = tally_smartsheet_browse_workspaces (client, cancellable, error);
  g_autoptr (GPtrArray) sheets = NULL;

  if (workspaces == NULL)
    return FALSE;
  sheets = tally_smartsheet_browse_sheets (client, cancellable, error);
  if (sheets == NULL)
    return FALSE;
  owner->n_workspaces = workspaces->len;
  owner->n_sheets = sheets->len;
  return TRUE;
}

static TallyEngineTokenOwner *
ask_owner (TallyEngine   *self,
           TallySecret   *secret,
           GCancellable  *cancellable,
           GError       **error)
{
  g_auto (TallyEngineAsking) asking = { 0 };
  g_autoptr (TallySmartsheetUser) user = NULL;
  g_autoptr (TallyEngineTokenOwner) owner = NULL;

  if (!tally_engine_asking_begin (&asking, self, secret, error))
    return NULL;
  user = tally_smartsheet_user_fetch_me (asking.client, cancellable, error);
  if (user == NULL)
    return NULL;
  owner = g_new0 (TallyEngineTokenOwner, 1);
  owner->user_id = user->user_id;
  owner->email = g_strdup (user->email);
  owner->name = g_strdup (user->name);
  owner->region = g_strdup (tally_engine_get_region (self));
  owner->host = tally_engine_dup_host (self);
  return look_around (asking.client, owner, cancellable, error) ? g_steal_pointer (&owner) : NULL;
}

TallyEngineTokenOwner *
tally_engine_token_test (TallyEngine   *self,
                         const char    *text,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr (TallySecret) secret = NULL;
  TallyEngineTokenOwner *owner;
  GError *failure = NULL;
  gboolean is_in_keyring;

  g_return_val_if_fail (self != NULL, NULL);
  secret = text != NULL ? take_text (text, error) : find (self, &is_in_keyring, cancellable, error);
  if (secret == NULL)
    return NULL;
  owner = ask_owner (self, secret, cancellable, &failure);
  if (owner == NULL)
    tally_engine_asking_translate (failure, error);
  return owner;
}

gboolean
tally_engine_token_keep (TallyEngine   *self,
                         const char    *text,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_autoptr (TallySecret) secret = NULL;
  g_autofree char *label = NULL;
  TallyKeyring keyring;
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL && text != NULL, FALSE);
  secret = take_text (text, error);
  if (secret == NULL)
    return FALSE;
  if (!tally_engine_init_keyring (self, &keyring))
    return set_no_bus (error);
  label = g_strdup_printf (LABEL, keyring.region);
  return tally_keyring_keep (&keyring, TALLY_SECRET_SMARTSHEET_TOKEN, label, secret, cancellable, &failure)
         || tally_engine_asking_translate (failure, error);
}

gboolean
tally_engine_token_forget (TallyEngine   *self,
                           GCancellable  *cancellable,
                           gboolean      *out_was_kept,
                           GError       **error)
{
  TallyKeyring keyring;
  GError *failure = NULL;
  guint n_forgotten = 0;

  g_return_val_if_fail (self != NULL && out_was_kept != NULL, FALSE);
  if (!tally_engine_init_keyring (self, &keyring))
    return set_no_bus (error);
  if (!tally_keyring_forget (&keyring, TALLY_SECRET_SMARTSHEET_TOKEN, cancellable, &n_forgotten, &failure))
    return tally_engine_asking_translate (failure, error);
  *out_was_kept = n_forgotten > 0;
  return TRUE;
}

gboolean
tally_engine_token_unlock (TallyEngine   *self,
                           GCancellable  *cancellable,
                           GError       **error)
{
  TallyKeyring keyring;
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  if (!tally_engine_init_keyring (self, &keyring))
    return set_no_bus (error);
  keyring.limit_msecs = TALLY_KEYRING_PATIENT_LIMIT_MSECS;
  return tally_keyring_unlock (&keyring, cancellable, &failure) || tally_engine_asking_translate (failure, error);
}
