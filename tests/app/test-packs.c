/* test-packs.c: state packs in the app: opened, judged, opened again; foreign bytes and sealed packs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "tally-engine-findings.h"
#include "tally-engine-state.h"
#include "tally-test-app.h"
#include "tally-test.h"

#define PASSPHRASE "correct horse battery staple"

/* The app on sample data with a pass, and a pack of that store. */
typedef struct {
  TallyTestApp    *app;     /* (owned) */
  TallyAppSession *session; /* (borrowed) */
  char            *folder;  /* (owned) */
  char            *file;    /* (owned) */
} Fixture;

static void
write_bytes (const char *path,
             const char *bytes,
             gsize       size)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents_full (path, bytes, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error));
  g_assert_no_error (error);
}

static void
pack (Fixture    *self,
      const char *passphrase_file)
{
  const TallyEngineOptions options = {
    .config = tally_app_session_get_config (self->session), .data_dir = tally_test_app_get_data_dir (self->app),
  };
  const TallyEngineStateOptions wanted = {
    .verb = TALLY_ENGINE_STATE_PACK, .file = self->file, .passphrase_file = passphrase_file,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngine) engine = tally_engine_new (&options, &error);
  g_autoptr (TallyEngineState) state = tally_engine_state_run (engine, &wanted, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (state);
}

static void
fixture_init (Fixture *self)
{
  self->app = tally_test_app_new (NULL);
  self->session = tally_test_app_get_session (self->app);
  g_assert_cmpint (tally_test_app_run_pass (self->app), ==, 0);
  self->folder = tally_test_make_dir ();
  self->file = g_build_filename (self->folder, "nightly_run.state", NULL);
  pack (self, NULL);
}

static void
fixture_clear (Fixture *self)
{
  tally_test_app_free (self->app);
  g_free (self->folder);
  g_free (self->file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static GtkWidget *
get_window (Fixture *self)
{
  return GTK_WIDGET (tally_test_app_get_window (self->app));
}

static void
activate (Fixture    *self,
          const char *action)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (get_window (self))));

  g_action_group_activate_action (G_ACTION_GROUP (application), action,
                                  strcmp (action, "open-pack-file") == 0 ? g_variant_new_string (self->file) : NULL);
}

static gboolean
is_pack_open (gpointer data)
{
  Fixture *self = data;

  return tally_app_session_get_workspace (self->session) == TALLY_APP_WORKSPACE_PACK
         && tally_app_session_get_desk (self->session) != NULL;
}

static AdwMessageDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

static gboolean
dialog_says (gpointer data)
{
  AdwMessageDialog *dialog = find_dialog ();

  return dialog != NULL && strcmp (adw_message_dialog_get_heading (dialog), data) == 0;
}

static gboolean
has_no_dialog (gpointer data)
{
  return find_dialog () == NULL;
}

static void
press (const char *label)
{
  GtkWidget *button = tally_test_app_find (GTK_WIDGET (find_dialog ()), GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
open_pack (Fixture *self)
{
  activate (self, "open-pack-file");
  tally_test_app_wait (is_pack_open, self);
  tally_test_app_wait (has_no_dialog, NULL);
}

/* --- asking the desk ------------------------------------------------------------------------------ */

typedef struct {
  gpointer  answer;
  GError   *error; /* (owned) */
  gboolean  is_over;
} Answer;

static void
answered_cb (GObject      *desk,
             GAsyncResult *result,
             gpointer      data)
{
  Answer *answer = data;

  answer->answer = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &answer->error);
  answer->is_over = TRUE;
}

static gboolean
is_over (gpointer data)
{
  return ((Answer *) data)->is_over;
}

static gpointer
ask (Fixture             *self,
     TallyEngineDeskFunc  func)
{
  const TallyEngineQuestion question = { .func = func };
  Answer answer = { 0 };

  tally_engine_desk_ask_async (tally_app_session_get_desk (self->session), &question, NULL, answered_cb, &answer);
  tally_test_app_wait (is_over, &answer);
  g_assert_no_error (answer.error);
  return answer.answer;
}

static gpointer
confirm_first (TallyEngine   *engine,
               gpointer       input,
               GCancellable  *cancellable,
               GError       **error)
{
  const TallyFindingFilter filter = { 0 };
  g_autoptr (GPtrArray) findings = tally_engine_findings_list (engine, &filter, error);
  TallyFindingDecision decision = { .to = TALLY_FINDING_CONFIRMED, .actor = "ann@example.com" };

  g_assert_cmpuint (findings->len, >, 0);
  decision.finding_id = ((const TallyFinding *) findings->pdata[0])->id;
  return tally_engine_findings_decide (engine, &decision, error) ? g_strdup (decision.finding_id) : NULL;
}

static gpointer
count_confirmed (TallyEngine   *engine,
                 gpointer       input,
                 GCancellable  *cancellable,
                 GError       **error)
{
  const TallyFindingFilter filter = { .statuses = 1u << TALLY_FINDING_CONFIRMED };
  g_autoptr (GPtrArray) findings = tally_engine_findings_list (engine, &filter, error);

  return findings != NULL ? g_strdup_printf ("%u", findings->len) : NULL;
}

/* --- tests ---------------------------------------------------------------------------------------- */

static void
test_a_pack_is_opened_judged_and_opened_again (void)
{
  g_auto (Fixture) f = { 0 };
  g_autofree char *confirmed = NULL;
  g_autofree char *n_before = NULL;
  g_autofree char *n_after = NULL;

  fixture_init (&f);
  open_pack (&f);
  g_assert_true (tally_test_app_shows (get_window (&f), "read-only"));
  g_assert_true (tally_test_app_shows (get_window (&f), "nightly_run.state"));
  gtk_widget_activate_action (get_window (&f), "win.run", NULL);
  g_assert_false (tally_engine_desk_is_running (tally_app_session_get_desk (f.session)));
  tally_test_app_shoot (f.app, "pack.png");
  n_before = ask (&f, count_confirmed);
  g_assert_cmpstr (n_before, ==, "0");
  confirmed = ask (&f, confirm_first);
  activate (&f, "sample-data");
  g_assert_true (tally_test_app_shows (get_window (&f), "Sample data"));
  open_pack (&f);
  n_after = ask (&f, count_confirmed);
  g_assert_cmpstr (n_after, ==, "1");
}

static void
test_a_damaged_pack_leaves_what_is_open (void)
{
  g_auto (Fixture) f = { 0 };
  g_autofree char *bytes = NULL;
  gsize size;
  TallyEngineDesk *desk;

  fixture_init (&f);
  desk = tally_app_session_get_desk (f.session);
  g_assert_true (g_file_get_contents (f.file, &bytes, &size, NULL));
  write_bytes (f.file, bytes, size / 3);
  activate (&f, "open-pack-file");
  tally_test_app_wait (dialog_says, (gpointer) "The State Pack Was Not Opened");
  g_assert_true (tally_test_app_shows (GTK_WIDGET (find_dialog ()), "damaged or cut short"));
  press ("Close");
  tally_test_app_wait (has_no_dialog, NULL);
  g_assert_true (tally_app_session_get_desk (f.session) == desk);
}

static void
test_a_sealed_pack_asks_for_its_passphrase (void)
{
  g_auto (Fixture) f = { 0 };
  g_autofree char *secret = NULL;
  GtkWidget *entry;

  fixture_init (&f);
  secret = g_build_filename (f.folder, "secret", NULL);
  write_bytes (secret, PASSPHRASE, strlen (PASSPHRASE));
  pack (&f, secret);
  activate (&f, "open-pack-file");
  tally_test_app_wait (dialog_says, (gpointer) "This Pack Is Sealed");
  g_assert_false (adw_message_dialog_get_response_enabled (find_dialog (), "open"));
  entry = tally_test_app_find (GTK_WIDGET (find_dialog ()), GTK_TYPE_PASSWORD_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), PASSPHRASE);
  press ("Open");
  tally_test_app_wait (is_pack_open, &f);
  tally_test_app_wait (has_no_dialog, NULL);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/app/packs/a-pack-is-opened-judged-and-opened-again", test_a_pack_is_opened_judged_and_opened_again);
  g_test_add_func ("/app/packs/a-damaged-pack-leaves-what-is-open", test_a_damaged_pack_leaves_what_is_open);
  g_test_add_func ("/app/packs/a-sealed-pack-asks-for-its-passphrase", test_a_sealed_pack_asks_for_its_passphrase);
  return g_test_run ();
}
