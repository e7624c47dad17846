/* test-secret.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-core-error.h"
#include "tally-secret.h"
#include "tally-test.h"

#define TOKEN TALLY_SECRET_SMARTSHEET_TOKEN

typedef struct {
  char *folder;
  char *file;        /* for --token-file */
  char *credential;  /* in the credentials directory */
  char *directory;   /* the variable that names it */
} Places;

static void
set_up (Places       *places,
        gconstpointer data)
{
  places->folder = tally_test_make_dir ();
  places->file = g_build_filename (places->folder, "token", NULL);
  places->credential = g_build_filename (places->folder, TOKEN, NULL);
  places->directory = g_strconcat ("CREDENTIALS_DIRECTORY=", places->folder, NULL);
}

static void
tear_down (Places       *places,
           gconstpointer data)
{
  g_free (places->folder);
  g_free (places->file);
  g_free (places->credential);
  g_free (places->directory);
}

static TallySecret *
look_up_in_keyring (const char    *name,
                    gpointer       user_data,
                    GCancellable  *cancellable,
                    GError       **error)
{
  const char *value = user_data;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (value != NULL && *value == '!')
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, value + 1);
      return NULL;
    }
  return value != NULL ? tally_secret_new (value, strlen (value), "the keyring") : NULL;
}

static void
assert_found (const TallySecretPlaces *look,
              const char              *name,
              const char              *value,
              const char              *origin)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallySecret) secret = tally_secret_find (look, name, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (tally_secret_get_value (secret), ==, value);
  g_assert_cmpstr (tally_secret_get_origin (secret), ==, origin);
}

static void
assert_refused (const TallySecretPlaces *look,
                const char              *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallySecret) secret = tally_secret_find (look, TOKEN, NULL, &error);

  g_assert_null (secret);
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_SECRET);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_order (Places       *places,
            gconstpointer data)
{
  const char *full[] = { places->directory, "TALLYMAN_SECRET_SMARTSHEET_TOKEN=c", "SMARTSHEET_API_TOKEN=d", NULL };
  TallySecretSource keyring = { "the keyring", look_up_in_keyring, (gpointer) "e" };
  TallySecretPlaces look = { .token_file = places->file, .environment = full, .keyring = &keyring };

  g_assert_true (g_file_set_contents (places->file, "a\n", -1, NULL));
  g_assert_true (g_file_set_contents (places->credential, "b\r\n", -1, NULL));
  assert_found (&look, TOKEN, "a", "--token-file");
  look.token_file = NULL;
  assert_found (&look, TOKEN, "b", "$CREDENTIALS_DIRECTORY");
  g_assert_cmpint (g_remove (places->credential), ==, 0);
  assert_found (&look, TOKEN, "c", "TALLYMAN_SECRET_SMARTSHEET_TOKEN");
  full[1] = "TALLYMAN_SECRET_SMARTSHEET_TOKEN=";
  assert_found (&look, TOKEN, "d", "SMARTSHEET_API_TOKEN");
  full[2] = NULL;
  assert_found (&look, TOKEN, "e", "the keyring");
}

static void
test_other_names (Places       *places,
                  gconstpointer data)
{
  const char *environment[] = { "SMARTSHEET_API_TOKEN=d", "TALLYMAN_SECRET_SMTP_PASSWORD=p w", NULL };
  TallySecretPlaces look = { .token_file = places->file, .environment = environment };
  g_autoptr (GError) error = NULL;

  assert_found (&look, "smtp-password", "p w", "TALLYMAN_SECRET_SMTP_PASSWORD");
  g_assert_null (tally_secret_find (&look, "hook", NULL, &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_SECRET);
  g_assert_cmpstr (error->message, ==,
                   "no secret hook; looked for $CREDENTIALS_DIRECTORY/hook, TALLYMAN_SECRET_HOOK");
}

static void
test_nowhere (Places       *places,
              gconstpointer data)
{
  TallySecretSource keyring = { "the keyring", look_up_in_keyring, NULL };
  TallySecretPlaces look = { .keyring = &keyring };

  assert_refused (&look,
                  "no secret smartsheet-token; looked for --token-file, $CREDENTIALS_DIRECTORY/smartsheet-token, "
                  "TALLYMAN_SECRET_SMARTSHEET_TOKEN, SMARTSHEET_API_TOKEN, the keyring");
}

static void
test_bad_values (Places       *places,
                 gconstpointer data)
{
  const char *environment[] = { "SMARTSHEET_API_TOKEN=a\tb", NULL };
  TallySecretPlaces look = { .token_file = places->file };
  g_autofree char *huge = g_strnfill (TALLY_SECRET_MAX_BYTES + 1, 'x');

  assert_refused (&look, "can't read the secret in --token-file: No such file or directory");
  g_assert_true (g_file_set_contents (places->file, "\n", -1, NULL));
  assert_refused (&look, "the secret in --token-file is empty; put the secret alone on one line");
  g_assert_true (g_file_set_contents (places->file, "a\0b", 3, NULL));
  assert_refused (&look, "the secret in --token-file has a control character or more than one line; "
                         "put the secret alone on one line");
  g_assert_true (g_file_set_contents (places->file, "a\n\n", -1, NULL));
  assert_refused (&look, "the secret in --token-file has a control character or more than one line; "
                         "put the secret alone on one line");
  g_assert_true (g_file_set_contents (places->file, huge, -1, NULL));
  assert_refused (&look, "the secret in --token-file is larger than 64 KiB; put the secret alone on one line");
  look.token_file = places->folder;
  assert_refused (&look, "can't read the secret in --token-file: Is a directory");
  look.token_file = NULL;
  look.environment = environment;
  assert_refused (&look, "the secret in SMARTSHEET_API_TOKEN has a control character or more than one line; "
                         "put the secret alone on one line");
}

static void
test_keyring_fails (Places       *places,
                    gconstpointer data)
{
  TallySecretSource keyring = { "the keyring", look_up_in_keyring, (gpointer) "!it is locked" };
  TallySecretPlaces look = { .keyring = &keyring };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  assert_refused (&look, "can't read the secret smartsheet-token in the keyring: it is locked");
  g_cancellable_cancel (cancellable);
  g_assert_null (tally_secret_find (&look, TOKEN, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_open_file (Places       *places,
                gconstpointer data)
{
  TallySecretPlaces look = { .token_file = places->file };
  g_autoptr (TallySecret) open = NULL;
  g_autoptr (TallySecret) closed = NULL;

  g_assert_true (g_file_set_contents (places->file, "token", -1, NULL));
  g_assert_cmpint (g_chmod (places->file, 0640), ==, 0);
  open = tally_secret_find (&look, TOKEN, NULL, NULL);
  g_assert_cmpstr (tally_secret_get_warning (open), ==,
                   "the file of --token-file can be read by others; run chmod 600 on it");
  g_assert_cmpint (g_chmod (places->file, 0600), ==, 0);
  closed = tally_secret_find (&look, TOKEN, NULL, NULL);
  g_assert_null (tally_secret_get_warning (closed));
}

static void
test_passphrase (Places       *places,
                 gconstpointer data)
{
  TallySecretPlaces look = { .passphrase_file = places->file, .token_file = places->file };
  g_autoptr (TallySecret) secret = NULL;
  g_autoptr (TallySecret) none = NULL;
  g_autoptr (TallySecret) untouched = NULL;
  g_autoptr (TallySecret) nowhere = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (places->file, "correct horse\n", -1, NULL));
  g_assert_true (tally_secret_lookup (&look, TALLY_SECRET_STATE_PASSPHRASE, NULL, &secret, &error));
  g_assert_cmpstr (tally_secret_get_value (secret), ==, "correct horse");
  g_assert_cmpstr (tally_secret_get_origin (secret), ==, "--passphrase-file");

  look.passphrase_file = NULL; /* the token's file is not the passphrase's */
  g_assert_true (tally_secret_lookup (&look, TALLY_SECRET_STATE_PASSPHRASE, NULL, &none, &error));
  g_assert_no_error (error);
  g_assert_null (none);
  nowhere = tally_secret_find (&look, TALLY_SECRET_STATE_PASSPHRASE, NULL, &error);
  g_assert_null (nowhere);
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_SECRET);
  g_assert_nonnull (strstr (error->message, "--passphrase-file"));
  g_assert_null (strstr (error->message, "SMARTSHEET_API_TOKEN"));
  g_clear_error (&error);

  look.passphrase_file = "/nonexistent/passphrase";
  g_assert_false (tally_secret_lookup (&look, TALLY_SECRET_STATE_PASSPHRASE, NULL, &untouched, &error));
  g_assert_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_SECRET);
  g_assert_null (untouched);
}

static void
test_mask (Places       *places,
           gconstpointer data)
{
  g_autoptr (TallySecret) secret = tally_secret_new ("a+b/c=d", 7, "a test");
  g_autoptr (TallySecret) again = tally_secret_ref (secret);
  g_autoptr (TallySecret) tiny = tally_secret_new ("a", 1, "a test");
  g_autofree char *masked = tally_secret_mask (again, g_strdup ("Bearer a+b/c=d, ?t=a%2Bb%2Fc%3Dd"));
  g_autofree char *kept = tally_secret_mask (secret, g_strdup ("nothing here"));
  g_autofree char *all = tally_secret_mask (tiny, g_strdup ("a banana"));

  g_assert_cmpstr (masked, ==, "Bearer [secret], ?t=[secret]");
  g_assert_cmpstr (kept, ==, "nothing here");
  g_assert_cmpstr (all, ==, "a banana");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/core/secret/" path, Places, NULL, set_up, func, tear_down)
  ADD ("places-in-their-order", test_order);
  ADD ("the-token-s-places-are-for-the-token", test_other_names);
  ADD ("nowhere-names-every-place", test_nowhere);
  ADD ("values-that-cannot-be-sent", test_bad_values);
  ADD ("keyring-fails", test_keyring_fails);
  ADD ("file-open-to-others-is-warned-of", test_open_file);
  ADD ("one-can-do-without-a-passphrase", test_passphrase);
  ADD ("mask", test_mask);
  return g_test_run ();
}
