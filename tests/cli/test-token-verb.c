/* test-token-verb.c
 *
 * "tallyman token": the real program with a real keyring on a bus of the test's own, with a locked one, with none; and
 * that a batch takes its token from there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-cli.h"
#include "tally-test-keyring.h"
#include "tally-test.h"

/* One installation, and the bus that its programs are told of. */
typedef struct {
  TallyTestEngine  *engine; /* (owned) */
  TallyTestKeyring *bus;    /* (owned) (nullable) */
  char             *config; /* (owned) path */
} Place;

/* What a program said. */
typedef struct {
  int   exit_code;
  char *out;
  char *err;
} Said;

static void
said_clear (Said *self)
{
  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Said, said_clear)

static void
place_init (Place *self)
{
  g_autofree char *config = NULL;

  self->engine = tally_test_engine_new (NULL);
  self->bus = tally_test_keyring_new ();
  self->config = g_build_filename (self->engine->folder, "tallyman.conf", NULL);
  config = tally_test_engine_dup_config (self->engine);
  g_assert_true (g_file_set_contents (self->config, config, -1, NULL));
}

static void
place_clear (Place *self)
{
  g_clear_pointer (&self->bus, tally_test_keyring_free);
  g_clear_pointer (&self->engine, tally_test_engine_free);
  g_clear_pointer (&self->config, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

/* Runs "tallyman FIRST SECOND --config …" with a stdin, without any token but that of the keyring. */
static Said
say (Place      *place,
     const char *input,
     const char *first,
     const char *second)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE
                                                                        | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                                                        | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *program = tally_test_program_path ();
  const char *const argv[] = { program, first, "--config", place->config, "--data-dir", place->engine->data_dir, second, NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  Said said = { 0 };

  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS",
                                place->bus != NULL ? strchr (tally_test_keyring_get_address (place->bus), '=') + 1 : "", TRUE);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "SMARTSHEET_API_TOKEN");
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, input, NULL, &said.out, &said.err, &error));
  g_assert_no_error (error);
  said.exit_code = g_subprocess_get_exit_status (process);
  g_test_message ("%s %s: %d\n%s%s", first, second, said.exit_code, said.out, said.err);
  return said;
}

static void
assert_said (Place      *place,
             const char *input,
             const char *verb,
             int         exit_code,
             const char *text)
{
  g_auto (Said) said = say (place, input, "token", verb);

  g_assert_cmpint (said.exit_code, ==, exit_code);
  g_assert_nonnull (strstr (exit_code == 0 ? said.out : said.err, text));
  tally_test_cli_assert_absent (said.out, -1, "sandbox-token", "what token prints");
  tally_test_cli_assert_absent (said.err, -1, "sandbox-token", "what token complains");
}

static void
test_kept_shown_tested_used_and_forgotten (void)
{
  g_auto (Place) place = { 0 };
  g_autofree char *line = NULL;
  g_auto (Said) batch = { 0 };

  place_init (&place);
  if (place.bus == NULL || !tally_test_keyring_start (place.bus))
    return;
  line = g_strconcat ("  ", tally_sandbox_server_get_token (place.engine->server), " \r\n", NULL);
  assert_said (&place, "", "show", 2, "there is no token for region loopback");
  assert_said (&place, line, "set", 0, "The keyring keeps the token.");
  assert_said (&place, "", "show", 0, "ends in oken, from the keyring");
  assert_said (&place, "", "test", 0, "it sees ");
  batch = say (&place, "", "--batch", "--dry-run");
  g_assert_cmpint (batch.exit_code, ==, 0);
  assert_said (&place, "", "forget", 0, "has forgotten the token");
  assert_said (&place, "", "forget", 0, "kept no token");
  assert_said (&place, "", "test", 2, "there is no token");
}

static void
test_a_wrong_token (void)
{
  g_auto (Place) place = { 0 };

  place_init (&place);
  if (place.bus == NULL || !tally_test_keyring_start (place.bus))
    return;
  assert_said (&place, "", "set", 2, "this token is empty");
  assert_said (&place, "two words here", "set", 2, "has a blank");
  assert_said (&place, "some-other-token-1234\n", "set", 0, "The keyring keeps the token.");
  assert_said (&place, "", "test", 5, "");
}

static void
test_argv_takes_none (void)
{
  g_auto (Place) place = { 0 };
  g_auto (Said) said = { 0 };

  place_init (&place);
  said = say (&place, "", "token", "sandbox-token-in-argv");
  g_assert_cmpint (said.exit_code, ==, 2);
  g_assert_nonnull (strstr (said.err, "stdin"));
}

static void
test_locked (void)
{
  g_auto (Place) place = { 0 };
  g_auto (Said) batch = { 0 };

  place_init (&place);
  if (place.bus == NULL || !tally_test_keyring_start (place.bus))
    return;
  assert_said (&place, "sandbox-token", "set", 0, "The keyring keeps the token.");
  tally_test_keyring_lock (place.bus);
  assert_said (&place, "sandbox-token", "set", 1, "the keyring is locked; unlock it");
  assert_said (&place, "", "show", 1, "the keyring is locked; unlock it");
  batch = say (&place, "", "--batch", "--dry-run");
  g_assert_cmpint (batch.exit_code, ==, 2);
  g_assert_nonnull (strstr (batch.err, "the keyring is locked"));
}

static void
test_missing (void)
{
  g_auto (Place) place = { 0 };
  g_auto (Said) batch = { 0 };

  place_init (&place);
  if (place.bus == NULL)
    return;
  assert_said (&place, "sandbox-token", "set", 2, "there is no keyring in this session");
  g_clear_pointer (&place.bus, tally_test_keyring_free);
  assert_said (&place, "sandbox-token", "set", 2, "this session has no message bus");
  batch = say (&place, "", "--batch", "--dry-run");
  g_assert_cmpint (batch.exit_code, ==, 2);
  g_assert_nonnull (strstr (batch.err, "no secret smartsheet-token"));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/cli/token/kept-shown-tested-used-and-forgotten", test_kept_shown_tested_used_and_forgotten);
  g_test_add_func ("/cli/token/wrong", test_a_wrong_token);
  g_test_add_func ("/cli/token/argv-takes-none", test_argv_takes_none);
  g_test_add_func ("/cli/token/locked", test_locked);
  g_test_add_func ("/cli/token/missing", test_missing);
  return g_test_run ();
}
