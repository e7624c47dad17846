/* test-actor.c: who decides is asked once, checked, kept, and hinted at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "main-sandbox.h"
#include "tally-app-actor.h"
#include "tally-file-tree.h"
#include "tally-file.h"
#include "tally-test-app.h"
#include "tally-test.h"

/* A session on a user's own data, and a window to ask over. */
typedef struct {
  char                     *folder;   /* (owned) */
  char                     *config;   /* (owned) */
  char                     *token;    /* (owned) */
  gpointer                  sandbox;  /* (owned) (nullable) */
  TallyEngineSandboxPlaces  places;
  TallyAppSession          *session;  /* (owned) */
  GtkWindow                *window;   /* (owned by the toolkit) */
  char                     *actor;    /* (owned) (nullable): what the last asking said */
  gboolean                  was_cancelled;
  gboolean                  is_over;
} Fixture;

static void
write_text (const char *path,
            const char *text)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = tally_file_write (path, text, strlen (text), 0600, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
}

static void
fixture_init (Fixture    *self,
              const char *settings)
{
  TallyAppArguments arguments = { 0 };

  if (self->folder == NULL)
    self->folder = tally_test_make_dir ();
  self->config = g_build_filename (self->folder, "tallyman.conf", NULL);
  write_text (self->config, settings);
  arguments = (TallyAppArguments) { .config = self->config, .data_dir = self->folder, .token_file = self->token };
  self->session = tally_app_session_new (&arguments, NULL);
  g_assert_true (tally_app_session_open (self->session, TALLY_APP_WORKSPACE_OWN));
  self->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (self->window, gtk_label_new ("page"));
  gtk_window_present (self->window);
}

static void
fixture_clear (Fixture *self)
{
  gtk_window_destroy (self->window);
  g_assert_finalize_object (self->session);
  if (self->sandbox != NULL)
    main_sandbox_get_launcher ()->stop (self->sandbox);
  g_free (self->places.base_url);
  g_free (self->places.token);
  g_free (self->places.sources);
  g_free (self->places.target);
  g_free (self->places.audit);
  g_free (self->places.rates);
  g_free (self->folder);
  g_free (self->config);
  g_free (self->token);
  g_free (self->actor);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static void
needed_cb (GObject      *session,
           GAsyncResult *result,
           gpointer      data)
{
  Fixture *self = data;
  g_autoptr (GError) error = NULL;

  g_free (self->actor);
  self->actor = g_strdup (tally_app_actor_need_finish (TALLY_APP_SESSION (session), result, &error));
  self->was_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  self->is_over = TRUE;
}

static AdwMessageDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i - 1);
      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog () != NULL;
}

static gboolean
has_no_dialog (gpointer data)
{
  return find_dialog () == NULL;
}

static gboolean
is_over (gpointer data)
{
  return ((Fixture *) data)->is_over;
}

static void
need (Fixture *self)
{
  self->is_over = FALSE;
  tally_app_actor_need_async (self->session, gtk_window_get_child (self->window), NULL, needed_cb, self);
}

static void
type (const char *address)
{
  GtkWidget *entry = tally_test_app_find (GTK_WIDGET (find_dialog ()), GTK_TYPE_ENTRY, NULL);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), address);
}

static void
press (const char *label)
{
  GtkWidget *button = tally_test_app_find (GTK_WIDGET (find_dialog ()), GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
assert_says (const char *path,
             const char *line)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, line));
}

/* Asked once: what is typed is checked, kept in the file beside what stands there, and known from then on. */
static void
test_it_is_asked_once (void)
{
  g_auto (Fixture) f = { 0 };

  fixture_init (&f, "# ours\n[billing]\ntime-zone=America/Denver\n");
  g_assert_null (tally_app_session_get_actor (f.session));
  need (&f);
  tally_test_app_wait (has_dialog, NULL);
  type ("ann");
  g_assert_false (adw_message_dialog_get_response_enabled (find_dialog (), "use"));
  type (" ann@example.com ");
  g_assert_true (adw_message_dialog_get_response_enabled (find_dialog (), "use"));
  press ("Use This Address");
  tally_test_app_wait (is_over, &f);
  tally_test_app_wait (has_no_dialog, NULL);
  g_assert_cmpstr (f.actor, ==, "ann@example.com");
  assert_says (f.config, "actor=ann@example.com");
  assert_says (f.config, "# ours");
  assert_says (f.config, "America/Denver");
  need (&f);
  tally_test_app_wait (is_over, &f);
  g_assert_cmpstr (f.actor, ==, "ann@example.com");
  g_assert_null (find_dialog ());
  g_assert_true (tally_app_session_reopen (f.session));
  g_assert_cmpstr (tally_app_session_get_actor (f.session), ==, "ann@example.com");
}

static void
test_nobody_may_be_said (void)
{
  g_auto (Fixture) f = { 0 };

  fixture_init (&f, "");
  need (&f);
  tally_test_app_wait (has_dialog, NULL);
  press ("Cancel");
  tally_test_app_wait (is_over, &f);
  tally_test_app_wait (has_no_dialog, NULL);
  g_assert_true (f.was_cancelled);
  g_assert_null (tally_app_session_get_actor (f.session));
}

/* What can't be kept does not hold; the reason is said, and what was typed is still there. */
static void
test_what_cannot_be_kept_is_said (void)
{
  g_auto (Fixture) f = { 0 };

  fixture_init (&f, "");
  g_assert_cmpint (g_unlink (f.config), ==, 0);
  g_assert_cmpint (g_mkdir (f.config, 0700), ==, 0);
  need (&f);
  tally_test_app_wait (has_dialog, NULL);
  type ("ann@example.com");
  press ("Use This Address");
  tally_test_app_wait_text (GTK_WIDGET (f.window), "page");
  tally_test_app_wait (has_dialog, NULL);
  g_assert_true (tally_test_app_shows (GTK_WIDGET (find_dialog ()), f.config));
  g_assert_true (tally_test_app_shows (GTK_WIDGET (find_dialog ()), "ann@example.com"));
  g_assert_null (tally_app_session_get_actor (f.session));
  press ("Cancel");
  tally_test_app_wait (is_over, &f);
  tally_test_app_wait (has_no_dialog, NULL);
  g_assert_true (f.was_cancelled);
}

static gboolean
shows_hint (gpointer data)
{
  return find_dialog () != NULL && tally_test_app_shows (GTK_WIDGET (find_dialog ()), "the token’s owner");
}

/* The sandbox's token has an owner: to be it is allowed, and hinted at. */
static void
test_the_owner_of_the_token_is_hinted_at (void)
{
  g_auto (Fixture) f = { 0 };
  g_autofree char *state = NULL;
  g_autofree char *settings = NULL;
  g_autoptr (GError) error = NULL;

  f.folder = tally_test_make_dir ();
  state = g_build_filename (f.folder, "state", NULL);
  f.sandbox = main_sandbox_get_launcher ()->start (state, &f.places, &error);
  g_assert_no_error (error);
  f.token = g_build_filename (f.folder, "token", NULL);
  write_text (f.token, f.places.token);
  settings = g_strdup_printf ("[smartsheet]\nbase-url=%s\n", f.places.base_url);
  fixture_init (&f, settings);
  need (&f);
  tally_test_app_wait (has_dialog, NULL);
  g_assert_false (shows_hint (NULL));
  type ("sandbox@tallyman.example");
  tally_test_app_wait (shows_hint, NULL);
  type ("ann@example.com");
  g_assert_false (shows_hint (NULL));
  press ("Cancel");
  tally_test_app_wait (is_over, &f);
  tally_test_app_wait (has_no_dialog, NULL);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/app/actor/it-is-asked-once", test_it_is_asked_once);
  g_test_add_func ("/app/actor/nobody-may-be-said", test_nobody_may_be_said);
  g_test_add_func ("/app/actor/what-cannot-be-kept-is-said", test_what_cannot_be_kept_is_said);
  g_test_add_func ("/app/actor/the-owner-of-the-token-is-hinted-at", test_the_owner_of_the_token_is_hinted_at);
  return g_test_run ();
}
