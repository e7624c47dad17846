/* tally-test-app.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-app.h"

#include "main-sandbox.h"
#include "tally-sandbox-server.h"
#include "tally-test.h"

#define WAIT_SECS 60

struct _TallyTestApp {
  TallyAppApplication *application; /* (owned) */
  char                *data_dir;    /* (owned) */
  int                  exit_code;
  gboolean             has_ended;
};

static gboolean
window_is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

TallyAppWindow *
tally_test_app_get_window (TallyTestApp *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self->application));

  for (GList *item = windows; item != NULL; item = item->next)
    if (TALLY_IS_APP_WINDOW (item->data))
      return item->data;
  g_assert_not_reached ();
}

TallyAppSession *
tally_test_app_get_session (TallyTestApp *self)
{
  return tally_app_application_get_session (self->application);
}

const char *
tally_test_app_get_data_dir (TallyTestApp *self)
{
  return tally_engine_desk_get_data_dir (tally_app_session_get_desk (tally_test_app_get_session (self)));
}

/* The sandbox that was started last, for those who want it to fail; the app knows it by its address alone. */
static TallySandboxServer *server;

static gpointer
start_sandbox (const char                *state_dir,
               TallyEngineSandboxPlaces  *out_places,
               GError                   **error)
{
  server = main_sandbox_get_launcher ()->start (state_dir, out_places, error);
  return server;
}

static void
stop_sandbox (gpointer sandbox)
{
  if (server == sandbox)
    server = NULL;
  main_sandbox_get_launcher ()->stop (sandbox);
}

static const TallyEngineSandboxLauncher launcher = { .start = start_sandbox, .stop = stop_sandbox };

TallyTestApp *
tally_test_app_new_with (const TallyAppArguments *arguments)
{
  TallyTestApp *self = g_new0 (TallyTestApp, 1);
  TallyAppArguments own = *arguments;
  g_autoptr (GError) error = NULL;

  self->data_dir = own.data_dir != NULL ? g_strdup (own.data_dir) : tally_test_make_dir ();
  own.data_dir = self->data_dir;
  /* Tests have folders of their own, so that the settings of run-ui.sh are not read. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  self->application = tally_app_application_new (&own, &launcher);
  g_assert_true (g_application_register (G_APPLICATION (self->application), NULL, &error));
  g_assert_no_error (error);
  g_application_activate (G_APPLICATION (self->application));
  tally_test_app_wait (window_is_mapped, tally_test_app_get_window (self));
  return self;
}

TallyTestApp *
tally_test_app_new (const char *page)
{
  const TallyAppArguments arguments = { .sandbox = TRUE, .page = (char *) page };

  return tally_test_app_new_with (&arguments);
}

void
tally_test_app_set_faults (const char *json)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (server);
  g_assert_true (tally_sandbox_server_set_faults (server, json, &error));
  g_assert_no_error (error);
}

static void
watch (GPtrArray *watched,
       gpointer   object)
{
  gpointer *place = g_new (gpointer, 1);

  *place = object;
  g_object_add_weak_pointer (object, place);
  g_ptr_array_add (watched, place);
}

static void
watch_pages (GPtrArray *watched,
             GtkWidget *widget)
{
  if (TALLY_IS_APP_PAGE (widget))
    watch (watched, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    watch_pages (watched, child);
}

static gboolean
all_are_gone (gpointer data)
{
  GPtrArray *watched = data;

  for (guint i = 0; i < watched->len; i++)
    if (*(gpointer *) watched->pdata[i] != NULL)
      return FALSE;
  return TRUE;
}

static void
stop_activation_cb (GApplication *application,
                    gpointer      data)
{
  g_signal_stop_emission_by_name (application, "activate");
}

/* The window, and those over it, as that of the first start. */
static void
destroy_windows (TallyAppApplication *application)
{
  GList *windows = g_list_copy_deep (gtk_application_get_windows (GTK_APPLICATION (application)), (GCopyFunc) g_object_ref,
                                     NULL);

  for (GList *link = windows; link != NULL; link = link->next)
    gtk_window_destroy (link->data);
  g_list_free_full (windows, g_object_unref);
}

void
tally_test_app_free (TallyTestApp *self)
{
  g_autoptr (GPtrArray) watched = g_ptr_array_new_with_free_func (g_free);
  TallyAppWindow *window = tally_test_app_get_window (self);

  watch (watched, window);
  watch (watched, tally_test_app_get_session (self));
  watch_pages (watched, GTK_WIDGET (window));
  destroy_windows (self->application);
  /* Only the end of g_application_run() leaves the bus. */
  g_signal_connect (self->application, "activate", G_CALLBACK (stop_activation_cb), NULL);
  g_application_run (G_APPLICATION (self->application), 0, NULL);
  g_clear_object (&self->application);
  tally_test_app_wait (all_are_gone, watched);
  g_free (self->data_dir);
  g_free (self);
}

static void
ran_cb (TallyEngineDesk *desk,
        const TallyRun  *run,
        gpointer         data)
{
  TallyTestApp *self = data;

  self->exit_code = run != NULL ? tally_run_get_exit_code (run) : -1;
  self->has_ended = TRUE;
}

static gboolean
has_ended (gpointer data)
{
  return ((TallyTestApp *) data)->has_ended;
}

int
tally_test_app_run_pass (TallyTestApp *self)
{
  TallyEngineDesk *desk = tally_app_session_get_desk (tally_test_app_get_session (self));
  gulong id = g_signal_connect (desk, "ran", G_CALLBACK (ran_cb), self);

  self->has_ended = FALSE;
  gtk_widget_activate_action (GTK_WIDGET (tally_test_app_get_window (self)), "win.run", NULL);
  g_assert_true (tally_engine_desk_is_running (desk));
  tally_test_app_wait (has_ended, self);
  g_signal_handler_disconnect (desk, id);
  return self->exit_code;
}

static gboolean
too_late_cb (gpointer data)
{
  g_assert_cmpstr ("what the test waits for", ==, "came in time");
  return G_SOURCE_REMOVE;
}

void
tally_test_app_wait (gboolean (*until) (gpointer data),
                     gpointer   data)
{
  guint id = g_timeout_add_seconds (WAIT_SECS, too_late_cb, NULL);

  while (!until (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

static gboolean
label_contains (GtkWidget  *widget,
                const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget))
    return strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
  return GTK_IS_EDITABLE (widget) && strstr (gtk_editable_get_text (GTK_EDITABLE (widget)), text) != NULL;
}

gboolean
tally_test_app_shows (GtkWidget  *root,
                      const char *text)
{
  if (label_contains (root, text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (tally_test_app_shows (child, text))
      return TRUE;
  return FALSE;
}

GtkWidget *
tally_test_app_find (GtkWidget  *root,
                     GType       type,
                     const char *text)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root)
      && (text == NULL || tally_test_app_shows (root, text)))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = tally_test_app_find (child, type, text);
      if (found != NULL)
        return found;
    }
  return NULL;
}

typedef struct {
  GtkWidget  *root;
  const char *text;
} Wanted;

static gboolean
wanted_is_shown (gpointer data)
{
  const Wanted *wanted = data;

  return tally_test_app_shows (wanted->root, wanted->text);
}

void
tally_test_app_wait_text (GtkWidget  *root,
                          const char *text)
{
  Wanted wanted = { .root = root, .text = text };

  g_test_message ("waiting for \"%s\"", text);
  tally_test_app_wait (wanted_is_shown, &wanted);
}

static gboolean
wanted_is_gone (gpointer data)
{
  return !wanted_is_shown (data);
}

void
tally_test_app_wait_no_text (GtkWidget  *root,
                             const char *text)
{
  Wanted wanted = { .root = root, .text = text };

  g_test_message ("waiting for \"%s\" to go", text);
  tally_test_app_wait (wanted_is_gone, &wanted);
}

static void
painted_cb (GdkFrameClock *clock,
            gpointer       data)
{
  *(gboolean *) data = TRUE;
}

static gboolean
is_told (gpointer data)
{
  return *(gboolean *) data;
}

/* What a widget shows is as old as its last frame. */
static void
wait_frame (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gboolean painted = FALSE;
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  gtk_widget_queue_draw (window);
  tally_test_app_wait (is_told, &painted);
  g_signal_handler_disconnect (clock, id);
}

static gpointer
answer_nothing (TallyEngine   *engine,
                gpointer       input,
                GCancellable  *cancellable,
                GError       **error)
{
  return GINT_TO_POINTER (TRUE);
}

static void
answered_cb (GObject      *desk,
             GAsyncResult *result,
             gpointer      data)
{
  g_assert_nonnull (tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, NULL));
  *(gboolean *) data = TRUE;
}

/* Questions are answered in their order: what was asked before is answered by then. */
static void
wait_answers (TallyEngineDesk *desk)
{
  const TallyEngineQuestion question = { .func = answer_nothing };
  gboolean was_answered = FALSE;

  tally_engine_desk_ask_async (desk, &question, NULL, answered_cb, &was_answered);
  tally_test_app_wait (is_told, &was_answered);
}

void
tally_test_app_settle (TallyTestApp *self)
{
  TallyEngineDesk *desk = tally_app_session_get_desk (tally_test_app_get_session (self));

  for (guint i = 0; i < 3; i++)
    {
      if (desk != NULL)
        wait_answers (desk);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      wait_frame (GTK_WIDGET (tally_test_app_get_window (self)));
    }
}

void
tally_test_app_shoot (TallyTestApp *self,
                      const char   *name)
{
  tally_test_app_shoot_widget (GTK_WIDGET (tally_test_app_get_window (self)), name);
}

void
tally_test_app_shoot_widget (GtkWidget  *window,
                             const char *name)
{
  const char *folder = g_getenv ("TALLY_TEST_SCREENSHOTS");
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *path = NULL;
  int width;
  int height;

  if (folder == NULL)
    return;
  while (g_main_context_iteration (NULL, FALSE))
    ;
  wait_frame (window);
  width = gtk_widget_get_width (window);
  height = gtk_widget_get_height (window);
  paintable = gtk_widget_paintable_new (window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  path = g_build_filename (folder, name, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

static void
copy_folder (const char *from,
             const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (from, 0, &error);
  const char *name;

  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir_with_parents (to, 0700), ==, 0);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autoptr (GFile) source_file = g_file_new_for_path (source);
      g_autoptr (GFile) target_file = g_file_new_for_path (target);
      if (g_file_test (source, G_FILE_TEST_IS_DIR))
        copy_folder (source, target);
      else
        g_file_copy (source_file, target_file, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }
}

char *
tally_test_app_dup_audited (void)
{
  static char *audited; /* removed with all folders of the test */
  char *copy = tally_test_make_dir ();

  if (audited == NULL)
    {
      const TallyAppArguments arguments = { .sandbox = TRUE, .data_dir = tally_test_make_dir () };
      TallyTestApp *app = tally_test_app_new_with (&arguments);
      audited = arguments.data_dir;
      tally_test_app_run_pass (app);
      tally_test_app_free (app);
    }
  copy_folder (audited, copy);
  return copy;
}
