/* tally-secret.h
 *
 * One secret (the API's token, a channel's password) and the places it may come from: a named
 * file, systemd's credentials, the environment, and a keyring that the caller plugs in. The value
 * is kept out of swap and core dumps where the system allows it, and wiped when freed; it is never
 * logged. A secret is immutable, any thread may read it. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The name of the API's token, in every place. */
#define TALLY_SECRET_SMARTSHEET_TOKEN "smartsheet-token"
/* The name of the passphrase that carried state is sealed with. */
#define TALLY_SECRET_STATE_PASSPHRASE "state-passphrase"
/* A secret is a token, a password, a URL; a larger file is something else. */
#define TALLY_SECRET_MAX_BYTES (64 * 1024)

typedef struct _TallySecret TallySecret;

/**
 * TallySecretSource:
 * @title: what messages call it: "the keyring"
 * @lookup: looks a secret up, blocking at most a few seconds; %NULL without @error = not there;
 *   called on the thread of tally_secret_find()
 * @user_data: handed to @lookup
 *
 * A further place, asked last.
 */
typedef struct {
  const char   *title;
  TallySecret *(*lookup) (const char    *name,
                          gpointer       user_data,
                          GCancellable  *cancellable,
                          GError       **error);
  gpointer      user_data;
} TallySecretSource;

/**
 * TallySecretPlaces:
 * @token_file: (nullable): what --token-file names; for %TALLY_SECRET_SMARTSHEET_TOKEN only
 * @passphrase_file: (nullable): what --passphrase-file names; for %TALLY_SECRET_STATE_PASSPHRASE only
 * @environment: (nullable) (array zero-terminated=1): NAME=VALUE
 * @keyring: (nullable): a further place
 *
 * Where to look.
 */
typedef struct {
  const char              *token_file;
  const char              *passphrase_file;
  const char * const      *environment;
  const TallySecretSource *keyring;
} TallySecretPlaces;

/**
 * tally_secret_new:
 * @value: bytes, copied
 * @length: their number, at most %TALLY_SECRET_MAX_BYTES
 * @origin: where it comes from, in public words
 *
 * Returns: (transfer full): a secret
 */
TallySecret *tally_secret_new         (const char               *value,
                                       gsize                     length,
                                       const char               *origin);

/**
 * tally_secret_ref:
 * @self: a secret
 *
 * Returns: (transfer full): @self with one more reference
 */
TallySecret *tally_secret_ref         (TallySecret              *self);

/**
 * tally_secret_unref:
 * @self: (nullable): a secret
 *
 * Gives one reference back; the last one wipes the value.
 */
void         tally_secret_unref       (TallySecret              *self);

/**
 * tally_secret_get_value:
 * @self: a secret
 *
 * Returns: (transfer none): the value, NUL-terminated; for the one place that sends it
 */
const char  *tally_secret_get_value   (const TallySecret        *self);

/**
 * tally_secret_get_origin:
 * @self: a secret
 *
 * Returns: (transfer none): where it was found: "--token-file", "$CREDENTIALS_DIRECTORY",
 *   "SMARTSHEET_API_TOKEN"; public text
 */
const char  *tally_secret_get_origin  (const TallySecret        *self);

/**
 * tally_secret_get_warning:
 * @self: a secret
 *
 * Returns: (transfer none) (nullable): what is unsafe about the place, with the remedy; public text
 */
const char  *tally_secret_get_warning (const TallySecret        *self);

/**
 * tally_secret_mask:
 * @self: a secret
 * @text: (transfer full): any text
 *
 * Replaces every occurrence of the value, as it is and percent-encoded, by "[secret]". The text
 * that held it is wiped.
 *
 * Returns: (transfer full): the text without the secret
 */
char        *tally_secret_mask        (const TallySecret        *self,
                                       char                     *text);

/**
 * tally_secret_find:
 * @places: where to look
 * @name: its name: lower-case letters, digits and -
 * @cancellable: (nullable): ends the wait for the keyring
 * @error: return location, or %NULL
 *
 * Looks in order at @places' file for this secret, $CREDENTIALS_DIRECTORY/NAME, TALLYMAN_SECRET_NAME,
 * SMARTSHEET_API_TOKEN (for the token), the keyring; the first that has it wins. A variable that
 * is empty has none. One line end at the end is cut. A place that has it in a form that can't be
 * sent (empty, larger than 64 KiB, control characters) is an error and not passed over.
 *
 * Errors: %TALLY_CORE_ERROR_SECRET - put the secret into one of the places the message names;
 * %G_IO_ERROR_CANCELLED - stop.
 *
 * Returns: (transfer full): the secret, or %NULL
 */
TallySecret *tally_secret_find        (const TallySecretPlaces  *places,
                                       const char               *name,
                                       GCancellable             *cancellable,
                                       GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_secret_lookup:
 * @places: where to look
 * @name: its name: lower-case letters, digits and -
 * @cancellable: (nullable): ends the wait for the keyring
 * @out_secret: (out) (transfer full) (nullable): the secret, %NULL if no place has it; untouched on
 *   failure
 * @error: return location, or %NULL
 *
 * As tally_secret_find(), for a secret that one can do without.
 *
 * Errors: %TALLY_CORE_ERROR_SECRET - a place has it in a form that can't be used, or can't be read;
 * %G_IO_ERROR_CANCELLED - stop.
 *
 * Returns: %FALSE if a place failed
 */
gboolean     tally_secret_lookup       (const TallySecretPlaces  *places,
                                        const char               *name,
                                        GCancellable             *cancellable,
                                        TallySecret             **out_secret,
                                        GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySecret, tally_secret_unref)

G_END_DECLS
