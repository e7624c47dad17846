/* test-kill.c
 *
 * The program, killed while four clients write: what it had acknowledged is there after the next
 * start, and nothing that nobody sent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <libsoup/soup.h>
#include <signal.h>

#include "tally-test-process.h"
#include "tally-test.h"

#define N_WRITERS 4
#define N_ROUNDS 4

/* One run of the program. */
typedef struct
{
  TallyTestProcess *process;  /* (owned) */
  char             *base_url; /* (owned) */
  char             *token;    /* (owned) */
  char             *sheet;    /* (owned) */
  GAsyncQueue      *acks;     /* (owned): one item for each acknowledged write */
} Run;

/* What a client was told. */
typedef struct
{
  Run        *run;
  guint       number;
  guint       round;
  GHashTable *kept;  /* (owned): id → name; acknowledged and not deleted */
  GHashTable *gone;  /* (owned): ids whose deletion was acknowledged */
  char       *open;  /* (owned) (nullable): id whose deletion was asked for, not acknowledged */
} Writer;

/* The characters from behind @name up to one of @ends. */
static char *
cut (const char *text,
     const char *name,
     const char *ends)
{
  const char *start = strstr (text, name);

  g_assert_nonnull (start);
  start += strlen (name);
  return g_strndup (start, strcspn (start, ends));
}

static Run *
start (const char *state_dir,
       const char *home)
{
  g_autofree char *program = tally_test_program_path ();
  const char *const argv[] = {
    program, "sandbox", "--json", "--state", state_dir, "--rate-limit", "0", "--sheets", "2",
    "--rows", "10", NULL,
  };
  Run *self = g_new0 (Run, 1);
  g_autofree char *facts = NULL;

  self->process = tally_test_process_start (argv, home, NULL);
  facts = tally_test_process_wait_line (self->process);
  g_assert_nonnull (strstr (facts, "\"folders\":["));
  g_assert_nonnull (strstr (facts, "\"workspaces\":["));
  g_assert_nonnull (strstr (facts, "\"audit_sheet\":"));
  self->base_url = cut (facts, "\"base_url\":\"", "\"");
  self->token = cut (facts, "\"token\":\"", "\"");
  self->sheet = cut (facts, "\"target_sheet\":", ",}");
  self->acks = g_async_queue_new ();
  return self;
}

static void
end (Run *self,
     int  signal_number)
{
  tally_test_process_signal (self->process, signal_number);
  tally_test_process_wait (self->process);
  tally_test_process_free (self->process);
  g_free (self->base_url);
  g_free (self->token);
  g_free (self->sheet);
  g_async_queue_unref (self->acks);
  g_free (self);
}

/* Returns the body of an answer of 200, else NULL. */
static char *
ask (Run         *run,
     SoupSession *session,
     const char  *method,
     const char  *path,
     const char  *name,
     GBytes      *sent)
{
  gboolean is_file = g_str_has_prefix (path, "http");
  g_autofree char *url = is_file ? g_strdup (path) : g_strconcat (run->base_url, path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", run->token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GBytes) got = NULL;

  if (!is_file)
    soup_message_headers_replace (headers, "Authorization", bearer);
  if (name != NULL)
    {
      g_autofree char *disposition = g_strdup_printf ("attachment; filename=\"%s\"", name);

      soup_message_headers_replace (headers, "Content-Disposition", disposition);
      soup_message_set_request_body_from_bytes (message, "application/octet-stream", sent);
    }
  got = soup_session_send_and_read (session, message, NULL, NULL);
  if (got == NULL || soup_message_get_status (message) != SOUP_STATUS_OK)
    return NULL;
  return g_strndup (g_bytes_get_data (got, NULL), g_bytes_get_size (got));
}

/* Each name tells its bytes. */
static GBytes *
make_bytes (const char *name)
{
  GString *text = g_string_new (NULL);

  while (text->len < 20000)
    g_string_append_printf (text, "%s\n", name);
  return g_string_free_to_bytes (text);
}

static gboolean
upload (Writer      *self,
        SoupSession *session,
        guint        i)
{
  g_autofree char *path = g_strdup_printf ("/sheets/%s/attachments", self->run->sheet);
  g_autofree char *name = g_strdup_printf ("r%u-w%u-%u.bin", self->round, self->number, i);
  g_autoptr (GBytes) bytes = make_bytes (name);
  g_autofree char *body = ask (self->run, session, "POST", path, name, bytes);

  if (body == NULL)
    return FALSE;
  g_hash_table_insert (self->kept, cut (body, "\"id\":", ",}"), g_steal_pointer (&name));
  return TRUE;
}

static gboolean
delete_one (Writer      *self,
            SoupSession *session)
{
  GHashTableIter iter;
  gpointer id;
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;

  g_hash_table_iter_init (&iter, self->kept);
  g_assert_true (g_hash_table_iter_next (&iter, &id, NULL));
  self->open = g_strdup (id);
  g_hash_table_remove (self->kept, self->open);
  path = g_strdup_printf ("/sheets/%s/attachments/%s", self->run->sheet, self->open);
  body = ask (self->run, session, "DELETE", path, NULL, NULL);
  if (body != NULL)
    g_hash_table_add (self->gone, g_steal_pointer (&self->open));
  return body != NULL;
}

static gpointer
write_worker (gpointer data)
{
  Writer *self = data;
  g_autoptr (SoupSession) session = soup_session_new ();

  for (guint i = 0; i % 3 == 2 ? delete_one (self, session) : upload (self, session, i); i++)
    g_async_queue_push (self->run->acks, self);
  return NULL;
}

static void
check_kept (Run         *run,
            SoupSession *session,
            const char  *id,
            const char  *name)
{
  g_autofree char *path = g_strdup_printf ("/sheets/%s/attachments/%s", run->sheet, id);
  g_autofree char *facts = ask (run, session, "GET", path, NULL, NULL);
  g_autofree char *url = NULL;
  g_autofree char *body = NULL;
  g_autoptr (GBytes) bytes = make_bytes (name);

  g_assert_nonnull (facts);
  g_assert_nonnull (strstr (facts, name));
  url = cut (facts, "\"url\":\"", "\"");
  body = ask (run, session, "GET", url, NULL, NULL);
  g_assert_nonnull (body);
  g_assert_cmpmem (body, strlen (body), g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes));
}

/* Returns how many files must be there. */
static guint
check_writer (Run         *run,
              SoupSession *session,
              Writer      *writer)
{
  GHashTableIter iter;
  gpointer id;
  gpointer name;

  g_hash_table_iter_init (&iter, writer->kept);
  while (g_hash_table_iter_next (&iter, &id, &name))
    check_kept (run, session, id, name);
  g_hash_table_iter_init (&iter, writer->gone);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      g_autofree char *path = g_strdup_printf ("/sheets/%s/attachments/%s", run->sheet,
                                               (char *) id);
      g_autofree char *body = ask (run, session, "GET", path, NULL, NULL);

      g_assert_null (body);
    }
  return g_hash_table_size (writer->kept);
}

/* Each client has one request under way at most, so one file a kill may be there or not. */
static void
check (Run       *run,
       GPtrArray *writers)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *path = g_strdup_printf ("/sheets/%s/attachments?includeAll=true", run->sheet);
  g_autofree char *list = ask (run, session, "GET", path, NULL, NULL);
  guint n_least = 0;
  guint n_there = 0;

  g_assert_nonnull (list);
  for (guint i = 0; i < writers->len; i++)
    n_least += check_writer (run, session, writers->pdata[i]);
  for (const char *p = list; (p = strstr (p, "\"name\":\"r")) != NULL; p++)
    n_there++;
  g_assert_cmpuint (n_there, >=, n_least);
  g_assert_cmpuint (n_there, <=, n_least + writers->len);
}

static void
free_writer (Writer *self)
{
  g_hash_table_unref (self->kept);
  g_hash_table_unref (self->gone);
  g_free (self->open);
  g_free (self);
}

/* Starts the clients, waits for @n_acks answers and pulls the plug among the next ones. */
static void
write_and_kill (Run       *run,
                guint      round,
                guint      n_acks,
                GPtrArray *writers)
{
  GThread *threads[N_WRITERS];

  for (guint i = 0; i < N_WRITERS; i++)
    {
      Writer *writer = g_new0 (Writer, 1);

      writer->run = run;
      writer->number = i;
      writer->round = round;
      writer->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      writer->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_ptr_array_add (writers, writer);
      threads[i] = g_thread_new ("writer", write_worker, writer);
    }
  for (guint i = 0; i < n_acks; i++)
    g_async_queue_pop (run->acks);
  tally_test_process_signal (run->process, SIGKILL);
  for (guint i = 0; i < N_WRITERS; i++)
    g_thread_join (threads[i]);
  end (run, SIGKILL);
}

static void
test_acknowledged_survives (void)
{
  static const guint n_acks[N_ROUNDS] = { 1, 17, 40, 111 };
  g_autofree char *dir = tally_test_make_dir ();
  g_autoptr (GPtrArray) writers = g_ptr_array_new_with_free_func ((GDestroyNotify) free_writer);

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      Run *run = start (dir, dir);

      check (run, writers);
      write_and_kill (run, i, n_acks[i], writers);
    }
  {
    Run *run = start (dir, dir);

    check (run, writers);
    end (run, SIGTERM);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/kill/acknowledged-survives", test_acknowledged_survives);
  return g_test_run ();
}
