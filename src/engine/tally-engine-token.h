/* tally-engine-token.h
 *
 * The API's token: which one is used and from where, whose it is, and the keyring that keeps it. Its value goes in and
 * never comes out. Blocking, the keyring and the service under time limits; one thread at a time. Shows only core.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"

G_BEGIN_DECLS

/**
 * TallyEngineToken:
 * @origin: (owned): where it was found, public text: "the keyring", "SMARTSHEET_API_TOKEN"
 * @warning: (owned) (nullable): what is unsafe about that place, public text
 * @ending: (owned): its last four characters, "" if it is shorter than twelve
 * @is_in_keyring: it was found in the keyring
 *
 * The token that calls are made with.
 */
typedef struct {
  char     *origin;
  char     *warning;
  char     *ending;
  gboolean  is_in_keyring;
} TallyEngineToken;

/**
 * TallyEngineTokenOwner:
 * @user_id: id of the user, 0 if not told
 * @email: (owned): "" if not told
 * @name: (owned): "" if not told
 * @region: (owned): the region that it works in, or the address in its place
 * @host: (owned): host that answered
 * @n_workspaces: workspaces that it sees
 * @n_sheets: sheets that it sees
 *
 * Whose token it is, and what it opens.
 */
typedef struct {
  gint64  user_id;
  char   *email;
  char   *name;
  char   *region;
  char   *host;
  guint   n_workspaces;
  guint   n_sheets;
} TallyEngineTokenOwner;

/**
 * tally_engine_token_free:
 * @self: (nullable): what was found
 *
 * Frees it.
 */
void                   tally_engine_token_free       (TallyEngineToken       *self);

/**
 * tally_engine_token_owner_free:
 * @self: (nullable): an owner
 *
 * Frees it.
 */
void                   tally_engine_token_owner_free (TallyEngineTokenOwner  *self);

/**
 * tally_engine_token_find:
 * @self: an engine
 * @cancellable: (nullable): ends the wait for the keyring
 * @error: return location, or %NULL
 *
 * Looks in all places, in their order.
 *
 * Errors: %TALLY_ENGINE_ERROR_NOT_FOUND - there is none; the message says where it was looked for;
 * %TALLY_ENGINE_ERROR_LOCKED - it may be in the keyring: tally_engine_token_unlock(); %TALLY_ENGINE_ERROR_NO_KEYRING -
 * there is none, and no keyring to keep one; %TALLY_ENGINE_ERROR_FAILED - a place has it in a form that can't be used;
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable): the token that is used
 */
TallyEngineToken      *tally_engine_token_find       (TallyEngine            *self,
                                                      GCancellable           *cancellable,
                                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_token_test:
 * @self: an engine
 * @text: (nullable): a token as somebody gave it, blanks around it cut; %NULL = the one that is used
 * @cancellable: (nullable): stops it
 * @error: return location, or %NULL
 *
 * Asks the service whose it is, and what it opens. Keeps nothing.
 *
 * Errors: those of tally_engine_token_find(); %TALLY_ENGINE_ERROR_CONFIG - @text can't be a token, the message says
 * why; %TALLY_ENGINE_ERROR_REFUSED - the service doesn't take it; %TALLY_ENGINE_ERROR_AWAY - it can't be asked now.
 *
 * Returns: (transfer full) (nullable): whose it is
 */
TallyEngineTokenOwner *tally_engine_token_test       (TallyEngine            *self,
                                                      const char             *text,
                                                      GCancellable           *cancellable,
                                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_token_keep:
 * @self: an engine
 * @text: a token as somebody gave it, blanks around it cut
 * @cancellable: (nullable): ends the wait for the keyring
 * @error: return location, or %NULL
 *
 * Keeps it in the keyring for the configured region, in place of the one kept before. Prompts nobody.
 *
 * Errors: %TALLY_ENGINE_ERROR_CONFIG - @text can't be a token; %TALLY_ENGINE_ERROR_LOCKED; %TALLY_ENGINE_ERROR_NO_KEYRING;
 * %TALLY_ENGINE_ERROR_FAILED - the keyring refused; %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE if it is kept
 */
gboolean               tally_engine_token_keep       (TallyEngine            *self,
                                                      const char             *text,
                                                      GCancellable           *cancellable,
                                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_token_forget:
 * @self: an engine
 * @cancellable: (nullable): ends the wait for the keyring
 * @out_was_kept: (out): whether there was one; untouched on failure
 * @error: return location, or %NULL
 *
 * Removes the token of the configured region from the keyring; those of other places stay.
 *
 * Errors: %TALLY_ENGINE_ERROR_LOCKED; %TALLY_ENGINE_ERROR_NO_KEYRING; %TALLY_ENGINE_ERROR_FAILED;
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE if none is kept any more
 */
gboolean               tally_engine_token_forget     (TallyEngine            *self,
                                                      GCancellable           *cancellable,
                                                      gboolean               *out_was_kept,
                                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_token_unlock:
 * @self: an engine
 * @cancellable: (nullable): ends the wait, and the prompt
 * @error: return location, or %NULL
 *
 * Has the desktop ask for the keyring's password, two minutes at most. For a face with a person before it.
 *
 * Errors: %TALLY_ENGINE_ERROR_LOCKED - the person declined, or nobody answered; %TALLY_ENGINE_ERROR_NO_KEYRING;
 * %TALLY_ENGINE_ERROR_FAILED; %G_IO_ERROR_CANCELLED.
 *
 * Returns: %TRUE if it is open
 */
gboolean               tally_engine_token_unlock     (TallyEngine            *self,
                                                      GCancellable           *cancellable,
                                                      GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineToken, tally_engine_token_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineTokenOwner, tally_engine_token_owner_free)

G_END_DECLS
