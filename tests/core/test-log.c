/* test-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <unistd.h>

#include "tally-log.h"
#include "tally-test.h"

#undef G_LOG_DOMAIN
#define G_LOG_DOMAIN "tally-test"

/* A log that writes to a file, and the lines its sink received. */
typedef struct {
  TallyClock *clock;
  TallyLog   *log;
  FILE       *file;
  GString    *sunk;
} Fixture;

static void
sink_cb (TallyLogLevel  level,
         const char    *area,
         const char    *message,
         gpointer       user_data)
{
  g_string_append_printf (user_data, "%d %s|", (int) level, message);
}

static void
make_log (Fixture       *self,
          TallyLogLevel  level,
          gboolean       reveal,
          gboolean       color)
{
  TallyLogOptions options = { .level = level, .reveal = reveal, .color = color };

  self->file = tmpfile ();
  self->clock = tally_clock_new_virtual (0);
  self->sunk = g_string_new (NULL);
  options.clock = self->clock;
  options.fd = fileno (self->file);
  self->log = tally_log_new (&options);
  tally_log_add_sink (self->log, sink_cb, self->sunk);
}

static void
clear (Fixture *self)
{
  tally_log_free (self->log);
  tally_clock_unref (self->clock);
  g_string_free (self->sunk, TRUE);
  fclose (self->file);
}

static void
assert_written (Fixture    *self,
                const char *expected)
{
  char buffer[2048];
  gssize n = pread (fileno (self->file), buffer, sizeof buffer - 1, 0);

  g_assert_cmpint (n, >=, 0);
  buffer[n] = '\0';
  g_assert_cmpstr (buffer, ==, expected);
}

static void
write_all_kinds (TallyLog *log)
{
  tally_log (log, TALLY_LOG_LEVEL_INFO, "{sheet}: {rows} rows of {who}, {sum}, {{x} {state} {why}",
             TALLY_LOG_ID ("sheet", G_GINT64_CONSTANT (5723337641643908)), TALLY_LOG_COUNT ("rows", 7),
             TALLY_LOG_PRIVATE ("who", "Ann\nLee"), TALLY_LOG_MONEY ("sum", -123456),
             TALLY_LOG_TEXT ("state", "done"), TALLY_LOG_FOREIGN ("why", "WR 123 failed"));
}

static void
test_private (void)
{
  Fixture self;

  make_log (&self, TALLY_LOG_LEVEL_INFO, FALSE, FALSE);
  write_all_kinds (self.log);
  assert_written (&self, "1970-01-01T00:00:00Z info tally-test: 5723337641643908: 7 rows of [private], [private], "
                         "{x} done WR[private] failed\n");
  clear (&self);
}

static void
test_reveal (void)
{
  Fixture self;

  make_log (&self, TALLY_LOG_LEVEL_INFO, TRUE, FALSE);
  write_all_kinds (self.log);
  assert_written (&self, "1970-01-01T00:00:00Z info tally-test: 5723337641643908: 7 rows of Ann Lee, -$1234.56, "
                         "{x} done WR 123 failed\n");
  g_assert_cmpstr (self.sunk->str, ==,
                   "2 5723337641643908: 7 rows of [private], [private], {x} done WR[private] failed|");
  clear (&self);
}

static void
test_levels (void)
{
  Fixture self;

  make_log (&self, TALLY_LOG_LEVEL_WARNING, FALSE, TRUE);
  tally_log (self.log, TALLY_LOG_LEVEL_INFO, "a");
  tally_log (self.log, TALLY_LOG_LEVEL_WARNING, "b");
  tally_log_write (self.log, TALLY_LOG_LEVEL_ERROR, NULL, "c", (const TallyLogField[]) { { NULL } });
  assert_written (&self, "1970-01-01T00:00:00Z \033[1;33mwarning\033[0m tally-test: b\n"
                         "1970-01-01T00:00:00Z \033[1;31merror\033[0m tallyman: c\n");
  g_assert_cmpstr (self.sunk->str, ==, "2 a|1 b|0 c|");
  tally_log (NULL, TALLY_LOG_LEVEL_ERROR, "nobody listens");
  clear (&self);
}

static void
test_fail_closed (void)
{
  Fixture self;
  TallyLogField odd = { .key = "k", .kind = (TallyLogKind) 99, .text = "secret" };
  const TallyLogField odd_fields[] = { odd, { NULL } };

  make_log (&self, TALLY_LOG_LEVEL_DEBUG, FALSE, FALSE);
  tally_log (self.log, TALLY_LOG_LEVEL_ERROR, "{unknown}", TALLY_LOG_COUNT ("known", 1));
  tally_log (self.log, TALLY_LOG_LEVEL_ERROR, "{open", TALLY_LOG_COUNT ("open", 1));
  tally_log_write (self.log, TALLY_LOG_LEVEL_ERROR, NULL, NULL, odd_fields + 1);
  tally_log_write (self.log, TALLY_LOG_LEVEL_ERROR, NULL, "{k}", odd_fields);
  assert_written (&self, "");
  g_assert_cmpstr (self.sunk->str, ==, "");
  g_assert_cmpuint (tally_log_get_n_dropped (self.log), ==, 4);
  clear (&self);
}

static void
test_secrets (void)
{
  Fixture self;
  g_autoptr (TallySecret) secret = tally_secret_new ("hunter2", 7, "a test");

  make_log (&self, TALLY_LOG_LEVEL_INFO, TRUE, FALSE);
  tally_log_add_secret (self.log, secret);
  tally_log (self.log, TALLY_LOG_LEVEL_INFO, "{a} {b}", TALLY_LOG_TEXT ("a", "x=hunter2"),
             TALLY_LOG_PRIVATE ("b", "hunter2"));
  assert_written (&self, "1970-01-01T00:00:00Z info tally-test: x=[secret] [secret]\n");
  clear (&self);
}

static void
test_writer (void)
{
  Fixture self;
  g_autoptr (TallySecret) secret = tally_secret_new ("hunter2", 7, "a test");
  const GLogField fields[] = { { "GLIB_DOMAIN", "libsoup", -1 }, { "MESSAGE", "hunter2 to ann@example.org!", 26 } };

  make_log (&self, TALLY_LOG_LEVEL_INFO, FALSE, FALSE);
  tally_log_add_secret (self.log, secret);
  g_assert_cmpint (tally_log_writer (G_LOG_LEVEL_DEBUG, fields, 2, self.log), ==, G_LOG_WRITER_HANDLED);
  tally_log_writer (G_LOG_LEVEL_MESSAGE, fields, 2, self.log);
  tally_log_writer (G_LOG_LEVEL_WARNING, fields, 2, self.log);
  tally_log_writer (G_LOG_LEVEL_CRITICAL, fields, 1, self.log);
  assert_written (&self, "1970-01-01T00:00:00Z info libsoup: [secret] to [private]\n"
                         "1970-01-01T00:00:00Z warning libsoup: [secret] to [private]\n");
  g_assert_cmpuint (tally_log_get_n_dropped (self.log), ==, 1);
  clear (&self);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/log/private-values-stay-private", test_private);
  g_test_add_func ("/core/log/reveal-shows-them-here-alone", test_reveal);
  g_test_add_func ("/core/log/levels-and-colours", test_levels);
  g_test_add_func ("/core/log/what-cannot-be-rendered-is-dropped-and-counted", test_fail_closed);
  g_test_add_func ("/core/log/secrets-are-never-shown", test_secrets);
  g_test_add_func ("/core/log/records-of-libraries-are-redacted", test_writer);
  return g_test_run ();
}
