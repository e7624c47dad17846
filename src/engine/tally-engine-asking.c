/* tally-engine-asking.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-asking-private.h"

#include "tally-billing-error.h"
#include "tally-engine-error.h"
#include "tally-engine-limits-private.h"
#include "tally-keyring-error.h"
#include "tally-smartsheet-error.h"

/* Somebody sits before it. */
#define PATIENCE_USEC (30 * (gint64) G_USEC_PER_SEC)

gboolean
tally_engine_asking_begin (TallyEngineAsking  *self,
                           TallyEngine        *engine,
                           TallySecret        *token,
                           GError            **error)
{
  g_return_val_if_fail (self != NULL && engine != NULL, FALSE);
  *self = (TallyEngineAsking) { .calls = { .patience_usec = PATIENCE_USEC } };
  g_mutex_init (&self->calls.mutex);
  self->run = tally_run_new ();
  self->client = token != NULL ? tally_engine_connect_with (engine, token, &self->calls, self->run, error)
                               : tally_engine_connect (engine, &self->calls, self->run, error);
  return self->client != NULL;
}

void
tally_engine_asking_end (TallyEngineAsking *self)
{
  if (self->run == NULL)
    return;
  g_clear_pointer (&self->client, tally_smartsheet_client_unref);
  tally_engine_limits_free (self->calls.limits);
  g_mutex_clear (&self->calls.mutex);
  g_clear_pointer (&self->run, tally_run_free);
}

static TallyEngineError
choose_code_of_keyring (int code)
{
  switch ((TallyKeyringError) code)
    {
    case TALLY_KEYRING_ERROR_MISSING: return TALLY_ENGINE_ERROR_NO_KEYRING;
    case TALLY_KEYRING_ERROR_LOCKED: return TALLY_ENGINE_ERROR_LOCKED;
    case TALLY_KEYRING_ERROR_TIMED_OUT: return TALLY_ENGINE_ERROR_LOCKED;
    case TALLY_KEYRING_ERROR_FAILED:
    default: return TALLY_ENGINE_ERROR_FAILED;
    }
}

static TallyEngineError
choose_code (const GError *failure)
{
  if (failure->domain == TALLY_ENGINE_ERROR)
    return (TallyEngineError) failure->code;
  if (failure->domain == TALLY_KEYRING_ERROR)
    return choose_code_of_keyring (failure->code);
  if (g_error_matches (failure, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AUTH))
    return TALLY_ENGINE_ERROR_REFUSED;
  if (g_error_matches (failure, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_NOT_FOUND)
      || g_error_matches (failure, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_FORBIDDEN))
    return TALLY_ENGINE_ERROR_NOT_FOUND;
  if (g_error_matches (failure, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_NOT_A_SOURCE))
    return TALLY_ENGINE_ERROR_CONFIG;
  return tally_smartsheet_error_is_transient (failure) ? TALLY_ENGINE_ERROR_AWAY : TALLY_ENGINE_ERROR_FAILED;
}

gboolean
tally_engine_asking_translate (GError  *failure,
                               GError **error)
{
  g_autoptr (GError) owned = failure;

  g_return_val_if_fail (failure != NULL, FALSE);
  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&owned));
  else
    g_set_error_literal (error, TALLY_ENGINE_ERROR, (int) choose_code (owned), owned->message);
  return FALSE;
}
