/* tally-test-process.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-process.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tally-test.h"

#define LINE_WAIT_USEC (30 * G_USEC_PER_SEC)
#define END_WAIT_USEC (60 * G_USEC_PER_SEC)
#define READ_BYTES 65536

typedef struct {
  int      fd; /* -1 after its end */
  GString *text; /* (owned) */
} Stream;

struct _TallyTestProcess {
  GPid     pid; /* 0 when reaped */
  int      status;
  Stream   streams[2]; /* stdout, stderr */
  gsize    line_start; /* of the stdout line to hand out next */
  char    *name; /* (owned) */
};

/* What a child may inherit: where programs are, and how the build is instrumented. */
static const char *const inherited[] = {
  "PATH", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "G_SLICE", "G_DEBUG",
  "TMPDIR", "TALLYMAN_REFERENCE_DIR", "TALLY_DEBUG", "GIO_USE_PROXY_RESOLVER",
};

char *
tally_test_program_path (void)
{
  return g_test_build_filename (G_TEST_BUILT, "..", "tallyman", NULL);
}

static void
set_folder (char       ***env,
            const char   *home,
            const char   *variable,
            const char   *folder)
{
  g_autofree char *path = g_build_filename (home, folder, NULL);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  *env = g_environ_setenv (*env, variable, path, TRUE);
}

static char **
make_environment (const char        *home,
                  const char *const *extra_env)
{
  char **env = g_new0 (char *, 1);
  g_autofree char *made = home == NULL ? tally_test_make_dir () : g_strdup (home);

  for (guint i = 0; i < G_N_ELEMENTS (inherited); i++)
    if (g_getenv (inherited[i]) != NULL)
      env = g_environ_setenv (env, inherited[i], g_getenv (inherited[i]), TRUE);
  env = g_environ_setenv (env, "HOME", made, TRUE);
  env = g_environ_setenv (env, "LC_ALL", "C.UTF-8", TRUE);
  env = g_environ_setenv (env, "TZ", "UTC", TRUE);
  set_folder (&env, made, "XDG_CONFIG_HOME", "config");
  set_folder (&env, made, "XDG_DATA_HOME", "data");
  set_folder (&env, made, "XDG_CACHE_HOME", "cache");
  set_folder (&env, made, "XDG_RUNTIME_DIR", "run");
  for (guint i = 0; extra_env != NULL && extra_env[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (extra_env[i], "=", 2);
      env = g_environ_setenv (env, pair[0], pair[1], TRUE);
    }
  return env;
}

TallyTestProcess *
tally_test_process_start (const char *const *argv,
                          const char        *home,
                          const char *const *extra_env)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) env = make_environment (home, extra_env);
  TallyTestProcess *self = g_new0 (TallyTestProcess, 1);

  g_spawn_async_with_pipes (NULL, (char **) argv, env, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                            &self->pid, NULL, &self->streams[0].fd, &self->streams[1].fd, &error);
  g_assert_no_error (error);
  self->streams[0].text = g_string_new (NULL);
  self->streams[1].text = g_string_new (NULL);
  self->name = g_path_get_basename (argv[0]);
  return self;
}

static void
read_stream (TallyTestProcess *self,
             Stream           *stream)
{
  g_autofree char *buffer = g_malloc (READ_BYTES);
  ssize_t n_read = read (stream->fd, buffer, READ_BYTES);

  if (n_read < 0 && errno == EINTR)
    return;
  if (n_read <= 0)
    {
      close (stream->fd);
      stream->fd = -1;
      return;
    }
  g_string_append_len (stream->text, buffer, n_read);
  if (stream->text->len > TALLY_TEST_PROCESS_MAX_BYTES)
    g_test_message ("%s prints without end", self->name);
  g_assert_cmpuint (stream->text->len, <=, TALLY_TEST_PROCESS_MAX_BYTES);
}

/* Reads what is there or comes; FALSE at the end of both streams. A child that is still silent at
 * end_usec is killed and fails the test with what it has said. */
static gboolean
pump (TallyTestProcess *self,
      gint64            end_usec)
{
  struct pollfd polled[2];
  gint64 left_usec = end_usec - g_get_monotonic_time ();

  if (self->streams[0].fd < 0 && self->streams[1].fd < 0)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    polled[i] = (struct pollfd) { .fd = self->streams[i].fd, .events = POLLIN };
  if (left_usec <= 0 || poll (polled, 2, (int) (left_usec / 1000) + 1) == 0)
    {
      tally_test_process_signal (self, SIGKILL);
      g_test_message ("%s took too long; stdout: %s\nstderr: %s", self->name,
                      self->streams[0].text->str, self->streams[1].text->str);
      g_assert_not_reached ();
    }
  for (guint i = 0; i < 2; i++)
    if (polled[i].revents != 0)
      read_stream (self, &self->streams[i]);
  return TRUE;
}

char *
tally_test_process_wait_line (TallyTestProcess *self)
{
  gint64 end_usec = g_get_monotonic_time () + LINE_WAIT_USEC;
  const char *start, *end;
  char *line;

  while (strchr (self->streams[0].text->str + self->line_start, '\n') == NULL)
    if (!pump (self, end_usec))
      {
        g_test_message ("%s ended before the line; stderr: %s", self->name,
                        self->streams[1].text->str);
        g_assert_not_reached ();
      }
  start = self->streams[0].text->str + self->line_start;
  end = strchr (start, '\n');
  line = g_strndup (start, (gsize) (end - start));
  self->line_start += (gsize) (end - start) + 1;
  return line;
}

void
tally_test_process_wait_text (TallyTestProcess *self,
                              const char       *text)
{
  gint64 end_usec = g_get_monotonic_time () + LINE_WAIT_USEC;

  while (strstr (self->streams[1].text->str, text) == NULL)
    if (!pump (self, end_usec))
      {
        g_test_message ("%s ended without saying \"%s\"; stderr: %s", self->name, text,
                        self->streams[1].text->str);
        g_assert_not_reached ();
      }
}

void
tally_test_process_signal (TallyTestProcess *self,
                           int               signal_number)
{
  if (self->pid != 0)
    kill (self->pid, signal_number);
}

int
tally_test_process_wait (TallyTestProcess *self)
{
  gint64 end_usec = g_get_monotonic_time () + END_WAIT_USEC;
  int status = 0;

  while (pump (self, end_usec))
    continue;
  if (self->pid == 0)
    return self->status;
  while (waitpid (self->pid, &status, 0) < 0 && errno == EINTR)
    continue;
  self->pid = 0;
  self->status = WIFEXITED (status) ? WEXITSTATUS (status) : -WTERMSIG (status);
  return self->status;
}

TallyTestProcess *
tally_test_process_run (const char *const *argv,
                        const char        *home,
                        const char *const *extra_env)
{
  TallyTestProcess *self = tally_test_process_start (argv, home, extra_env);

  tally_test_process_wait (self);
  return self;
}

int
tally_test_process_get_status (TallyTestProcess *self)
{
  g_assert_cmpint (self->pid, ==, 0);
  return self->status;
}

const char *
tally_test_process_get_stdout (TallyTestProcess *self)
{
  return self->streams[0].text->str;
}

const char *
tally_test_process_get_stderr (TallyTestProcess *self)
{
  return self->streams[1].text->str;
}

void
tally_test_process_free (TallyTestProcess *self)
{
  if (self == NULL)
    return;
  if (self->pid != 0)
    {
      kill (self->pid, SIGKILL);
      while (waitpid (self->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    }
  for (guint i = 0; i < 2; i++)
    {
      if (self->streams[i].fd >= 0)
        close (self->streams[i].fd);
      g_string_free (self->streams[i].text, TRUE);
    }
  g_free (self->name);
  g_free (self);
}
