/* test-keyring.c
 *
 * A secret in a real keyring, in a locked one, in one that never answers, and where there is none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-keyring-error.h"
#include "tally-keyring.h"
#include "tally-test-keyring.h"
#include "tally-test.h"

#define TOKEN "abcdefghij0123456789ABCDEF"
#define NAME "smartsheet-token"
#define LIMIT_MSECS 20000

static const TallyKeyring us = { "us", TALLY_KEYRING_DEFAULT_PROFILE, LIMIT_MSECS };
static const TallyKeyring eu = { "eu", TALLY_KEYRING_DEFAULT_PROFILE, LIMIT_MSECS };

static void
keep (const TallyKeyring *keyring,
      const char         *value)
{
  g_autoptr (TallySecret) secret = tally_secret_new (value, strlen (value), "a test");
  g_autoptr (GError) error = NULL;
  gboolean is_kept = tally_keyring_keep (keyring, NAME, "A token", secret, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (is_kept);
}

static void
assert_kept (const TallyKeyring *keyring,
             const char         *value)
{
  g_autoptr (TallySecret) secret = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_answered = tally_keyring_lookup (keyring, NAME, NULL, &secret, &error);

  g_assert_no_error (error);
  g_assert_true (is_answered);
  g_assert_cmpstr (secret != NULL ? tally_secret_get_value (secret) : NULL, ==, value);
  if (secret != NULL)
    g_assert_cmpstr (tally_secret_get_origin (secret), ==, "the keyring");
}

static void
assert_failed (GError            **error,
               TallyKeyringError   code,
               const char         *remedy)
{
  g_assert_error (*error, TALLY_KEYRING_ERROR, (int) code);
  g_assert_nonnull (strstr ((*error)->message, remedy));
  g_clear_error (error);
}

/* All doors say the same. */
static void
assert_all_fail (const TallyKeyring *keyring,
                 TallyKeyringError   code,
                 const char         *remedy)
{
  g_autoptr (TallySecret) secret = tally_secret_new (TOKEN, strlen (TOKEN), "a test");
  g_autoptr (TallySecret) found = NULL;
  g_autoptr (GError) error = NULL;
  guint n_forgotten = 7;

  g_assert_false (tally_keyring_lookup (keyring, NAME, NULL, &found, &error));
  assert_failed (&error, code, remedy);
  g_assert_null (found);
  g_assert_false (tally_keyring_keep (keyring, NAME, "A token", secret, NULL, &error));
  assert_failed (&error, code, remedy);
  g_assert_false (tally_keyring_forget (keyring, NAME, NULL, &n_forgotten, &error));
  assert_failed (&error, code, remedy);
  g_assert_cmpuint (n_forgotten, ==, 7);
  g_assert_false (tally_keyring_check (keyring, NULL, &error));
  assert_failed (&error, code, remedy);
}

static void
test_kept_found_and_forgotten (void)
{
  g_autoptr (TallyTestKeyring) bus = tally_test_keyring_new ();
  g_autoptr (GError) error = NULL;
  guint n_forgotten;

  if (bus == NULL || !tally_test_keyring_start (bus))
    return;
  g_assert_true (tally_keyring_check (&us, NULL, &error));
  g_assert_no_error (error);
  assert_kept (&us, NULL);
  keep (&us, "another-token-of-before");
  keep (&us, TOKEN);
  keep (&eu, "a-token-of-europe");
  assert_kept (&us, TOKEN);
  assert_kept (&eu, "a-token-of-europe");
  g_assert_true (tally_keyring_forget (&us, NAME, NULL, &n_forgotten, &error));
  g_assert_cmpuint (n_forgotten, ==, 1);
  assert_kept (&us, NULL);
  assert_kept (&eu, "a-token-of-europe");
  g_assert_true (tally_keyring_forget (&us, NAME, NULL, &n_forgotten, &error));
  g_assert_cmpuint (n_forgotten, ==, 0);
}

static void
test_locked (void)
{
  g_autoptr (TallyTestKeyring) bus = tally_test_keyring_new ();

  if (bus == NULL || !tally_test_keyring_start (bus))
    return;
  keep (&us, TOKEN);
  tally_test_keyring_lock (bus);
  assert_all_fail (&us, TALLY_KEYRING_ERROR_LOCKED, "unlock it");
  assert_kept (&eu, NULL); /* nothing of that region is kept: a lock hides nothing */
}

static void
test_missing (void)
{
  g_autoptr (TallyTestKeyring) bus = tally_test_keyring_new ();
  g_autoptr (GError) error = NULL;

  if (bus == NULL)
    return;
  assert_all_fail (&us, TALLY_KEYRING_ERROR_MISSING, "a file or the environment");
  g_assert_false (tally_keyring_unlock (&us, NULL, &error));
  g_assert_error (error, TALLY_KEYRING_ERROR, TALLY_KEYRING_ERROR_MISSING);
}

static void
test_a_keyring_that_is_missing_is_one_without_the_secret (void)
{
  g_autoptr (TallyTestKeyring) bus = tally_test_keyring_new ();
  g_autoptr (GError) error = NULL;

  if (bus == NULL)
    return;
  g_assert_null (tally_keyring_look_cb (NAME, (gpointer) &us, NULL, &error));
  g_assert_no_error (error);
}

static void
test_never_waited_for_longer_than_it_may_take (void)
{
  g_autoptr (TallyTestKeyring) bus = tally_test_keyring_new ();
  const TallyKeyring hasty = { "us", TALLY_KEYRING_DEFAULT_PROFILE, 60 };
  gint64 began_usec = g_get_monotonic_time ();

  if (bus == NULL)
    return;
  tally_test_keyring_hang (bus);
  assert_all_fail (&hasty, TALLY_KEYRING_ERROR_TIMED_OUT, "within 60 ms");
  g_assert_cmpint (g_get_monotonic_time () - began_usec, <, 10 * G_USEC_PER_SEC);
}

static void
test_cancelled (void)
{
  g_autoptr (TallyTestKeyring) bus = tally_test_keyring_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (TallySecret) secret = NULL;
  g_autoptr (GError) error = NULL;

  if (bus == NULL)
    return;
  tally_test_keyring_hang (bus);
  g_cancellable_cancel (cancellable);
  g_assert_false (tally_keyring_lookup (&us, NAME, cancellable, &secret, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_announced (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  g_autofree char *runtime = g_strconcat ("XDG_RUNTIME_DIR=", folder, NULL);
  g_autofree char *socket = g_build_filename (folder, "bus", NULL);
  const char *const none[] = { "HOME=/nowhere", "DBUS_SESSION_BUS_ADDRESS=", NULL };
  const char *const named[] = { "DBUS_SESSION_BUS_ADDRESS=unix:path=/somewhere", NULL };
  const char *const there[] = { runtime, NULL };

  g_assert_false (tally_keyring_is_announced (NULL));
  g_assert_false (tally_keyring_is_announced (none));
  g_assert_true (tally_keyring_is_announced (named));
  g_assert_false (tally_keyring_is_announced (there));
  g_assert_true (g_file_set_contents (socket, "", 0, NULL));
  g_assert_true (tally_keyring_is_announced (there));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/keyring/keyring/kept-found-and-forgotten", test_kept_found_and_forgotten);
  g_test_add_func ("/keyring/keyring/locked", test_locked);
  g_test_add_func ("/keyring/keyring/missing", test_missing);
  g_test_add_func ("/keyring/keyring/missing-is-one-without-the-secret",
                   test_a_keyring_that_is_missing_is_one_without_the_secret);
  g_test_add_func ("/keyring/keyring/never-waited-for-longer-than-it-may-take", test_never_waited_for_longer_than_it_may_take);
  g_test_add_func ("/keyring/keyring/cancelled", test_cancelled);
  g_test_add_func ("/keyring/keyring/announced", test_announced);
  return g_test_run ();
}
