/* test-workbooks-page.c: the page Workbooks on what a pass of the sandbox issued.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "tally-app-book-item.h"
#include "tally-engine-books.h"
#include "tally-store-trail.h"
#include "tally-test-app.h"
#include "tally-test-world.h"
#include "tally-test.h"

#define XLSX "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

/* Where the program that stands for the desktop's says what it was given. */
static char *opened_path;

static GtkWidget *
get_window (TallyTestApp *app)
{
  return GTK_WIDGET (tally_test_app_get_window (app));
}

static GtkWidget *
get_page (TallyTestApp *app)
{
  return GTK_WIDGET (tally_app_window_get_page (tally_test_app_get_window (app)));
}

static TallyTestApp *
new_app (void)
{
  TallyTestApp *app = tally_test_app_new ("workbooks");

  tally_test_app_wait_text (get_window (app), "No Workbooks Yet");
  g_assert_cmpint (tally_test_app_run_pass (app), ==, 0);
  tally_test_app_wait_text (get_window (app), "Week ending");
  return app;
}

static GListModel *
get_list (TallyTestApp *app)
{
  GtkWidget *list = tally_test_app_find (get_page (app), GTK_TYPE_LIST_VIEW, NULL);

  g_assert_nonnull (list);
  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
}

static guint
count_books (TallyTestApp *app)
{
  GListModel *list = get_list (app);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (TallyAppBookItem) item = g_list_model_get_item (list, i);
      n += tally_app_book_item_get_book (item) != NULL ? 1 : 0;
    }
  return n;
}

/* The first workbook that hangs there, as if it was tapped; it lives until the list is read again. */
static const TallyEngineBook *
choose_published (TallyTestApp *app)
{
  GtkWidget *view = tally_test_app_find (get_page (app), GTK_TYPE_LIST_VIEW, NULL);
  GListModel *list = get_list (app);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (TallyAppBookItem) item = g_list_model_get_item (list, i);
      const TallyEngineBook *book = tally_app_book_item_get_book (item);
      if (book == NULL || book->version == NULL)
        continue;
      gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (list), i);
      g_signal_emit_by_name (view, "activate", i);
      return book;
    }
  g_assert_not_reached ();
}

/* The workbook that a later run published, selected; NULL = none is listed yet. */
static const TallyEngineBook *
find_changed (TallyTestApp *app)
{
  GListModel *list = get_list (app);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (TallyAppBookItem) item = g_list_model_get_item (list, i);
      const TallyEngineBook *book = tally_app_book_item_get_book (item);
      if (book == NULL || book->version == NULL || book->version->run_id == 1)
        continue;
      gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (list), i);
      return book;
    }
  return NULL;
}

static gboolean
changed_is_listed (gpointer data)
{
  return find_changed (data) != NULL;
}

static gboolean
advice_is_gone (gpointer data)
{
  return !tally_test_app_shows (data, "An earlier version was put back");
}

static void
activate_row (TallyTestApp *app,
              const char   *title)
{
  GtkWidget *row = tally_test_app_find (get_page (app), ADW_TYPE_ACTION_ROW, title);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_activate (row));
}

static gboolean
was_opened (gpointer data)
{
  return g_file_test (opened_path, G_FILE_TEST_EXISTS);
}

/* What the desktop was asked to open. */
static char *
wait_opened (void)
{
  g_autofree char *folder = g_path_get_dirname (opened_path);
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  g_autoptr (GFileMonitor) monitor = g_file_monitor_directory (file, 0, NULL, NULL);
  char *text;

  tally_test_app_wait (was_opened, NULL);
  g_assert_true (g_file_get_contents (opened_path, &text, NULL, NULL));
  g_assert_cmpint (g_unlink (opened_path), ==, 0);
  g_assert_nonnull (monitor);
  return g_strstrip (text);
}

static void
test_lists_by_week_and_filters (void)
{
  TallyTestApp *app = new_app ();
  TallyAppPage *page = TALLY_APP_PAGE (get_page (app));
  guint n_all = count_books (app);
  g_autofree char *request = NULL;
  g_autofree char *wish = NULL;

  g_assert_cmpuint (n_all, >, 10);
  tally_test_app_shoot (app, "workbooks-list.png");
  request = g_strdup (choose_published (app)->identity->work_request);
  tally_test_app_wait_text (get_window (app), "Version ");
  tally_test_app_shoot (app, "workbooks-detail.png");
  g_object_set (page, "search-text", request, NULL);
  g_assert_cmpuint (count_books (app), >, 0);
  g_assert_cmpuint (count_books (app), <, n_all);
  g_object_set (page, "search-text", "nothing is called so", NULL);
  tally_test_app_wait_text (get_window (app), "No Workbook Matches");
  gtk_widget_activate_action (GTK_WIDGET (page), "workbooks.show-all", NULL);
  g_assert_cmpuint (count_books (app), ==, n_all);
  wish = g_strdup_printf ("state=current request=%s", request);
  gtk_widget_activate_action (get_window (app), "win.page", "(ss)", "workbooks", wish);
  tally_test_app_wait_text (get_window (app), "Only ");
  g_assert_cmpuint (count_books (app), <, n_all);
  gtk_widget_activate_action (get_window (app), "win.page", "(ss)", "workbooks", "state=failed");
  tally_test_app_wait_text (get_window (app), "No Workbook Matches");
  tally_test_app_free (app);
}

static void
test_opens_file_and_row (void)
{
  TallyTestApp *app = new_app ();
  const TallyEngineBook *book = choose_published (app);
  g_autofree char *name = g_strdup (book->file_name);
  g_autofree char *row_id = g_strdup_printf ("rowId=%" G_GINT64_FORMAT, book->version->target_row);
  g_autofree char *file = NULL, *row = NULL;

  tally_test_app_wait_text (get_window (app), "Version ");
  activate_row (app, "Open the Workbook");
  file = wait_opened ();
  g_assert_true (g_str_has_suffix (file, name));
  activate_row (app, "Its Row in Smartsheet");
  row = wait_opened ();
  g_assert_true (g_str_has_prefix (row, "https://"));
  g_assert_true (g_str_has_suffix (row, row_id));
  tally_test_app_free (app);
}

typedef struct {
  char     *uri; /* (owned) (atomic) what is to be shown */
  gboolean  has_name;
} FileManager;

/* On the bus's own thread. */
static GDBusMessage *
show_items_cb (GDBusConnection *bus,
               GDBusMessage    *message,
               gboolean         is_incoming,
               gpointer         data)
{
  FileManager *manager = data;
  g_autoptr (GDBusMessage) reply = NULL;
  g_autofree const char **uris = NULL;

  if (!is_incoming || g_strcmp0 (g_dbus_message_get_member (message), "ShowItems") != 0)
    return message;
  g_variant_get (g_dbus_message_get_body (message), "(^a&s&s)", &uris, NULL);
  g_atomic_pointer_set (&manager->uri, g_strdup (uris[0]));
  reply = g_dbus_message_new_method_reply (message);
  g_dbus_connection_send_message (bus, reply, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, NULL);
  g_object_unref (message);
  g_main_context_wakeup (NULL);
  return NULL;
}

static void
named_cb (GDBusConnection *bus,
          const char      *name,
          gpointer         data)
{
  ((FileManager *) data)->has_name = TRUE;
}

static gboolean
has_name (gpointer data)
{
  return ((FileManager *) data)->has_name;
}

static gboolean
has_uri (gpointer data)
{
  return g_atomic_pointer_get (&((FileManager *) data)->uri) != NULL;
}

static void
test_shows_its_folder (void)
{
  TallyTestApp *app = new_app ();
  GDBusConnection *bus = g_application_get_dbus_connection (g_application_get_default ());
  g_autofree char *name = g_strdup (choose_published (app)->file_name);
  g_autofree char *folder = NULL;
  FileManager manager = { NULL };
  guint filter, owner;

  g_assert_nonnull (bus);
  tally_test_app_wait_text (get_window (app), "Version ");
  /* Nobody shows files yet: the folder is opened. */
  activate_row (app, "Show It in Its Folder");
  folder = wait_opened ();
  g_assert_true (g_str_has_suffix (folder, "/workbooks"));
  filter = g_dbus_connection_add_filter (bus, show_items_cb, &manager, NULL);
  owner = g_bus_own_name_on_connection (bus, "org.freedesktop.FileManager1", 0, named_cb, NULL, &manager, NULL);
  tally_test_app_wait (has_name, &manager);
  activate_row (app, "Show It in Its Folder");
  tally_test_app_wait (has_uri, &manager);
  g_assert_true (g_str_has_suffix (manager.uri, name));
  g_bus_unown_name (owner);
  g_dbus_connection_remove_filter (bus, filter);
  g_free (manager.uri);
  tally_test_app_free (app);
}

static GtkWidget *
find_button (GtkWidget  *root,
             const char *tooltip)
{
  if (GTK_IS_BUTTON (root) && gtk_widget_get_mapped (root) && g_strcmp0 (gtk_widget_get_tooltip_text (root), tooltip) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, tooltip);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
can_restore (gpointer data)
{
  GtkWidget *button = find_button (data, "Put This Version Back");

  return button != NULL && gtk_widget_is_sensitive (button);
}

typedef struct {
  const char *kind;
  guint       n;
} Counted;

static gboolean
count_kind_cb (const TallyStoreTrailEntry  *entry,
               gpointer                     data,
               GError                     **error)
{
  Counted *counted = data;

  counted->n += strcmp (entry->kind, counted->kind) == 0 && entry->actor != NULL && *entry->actor != '\0' ? 1 : 0;
  return TRUE;
}

/* Entries of the trail that name somebody. */
static guint
count_trail (TallyTestApp *app,
             const char   *kind)
{
  g_autofree char *path = g_build_filename (tally_test_app_get_data_dir (app), "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path, .read_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = tally_store_open (&options, &error);
  Counted counted = { .kind = kind };

  g_assert_no_error (error);
  g_assert_true (tally_store_trail_foreach (store, NULL, count_kind_cb, &counted, &error));
  g_assert_no_error (error);
  return counted.n;
}

static void
test_a_version_is_put_back_and_undone (void)
{
  TallyTestApp *app = new_app ();
  GtkWidget *window = get_window (app);
  g_autoptr (TallyIdentity) identity = tally_identity_copy (choose_published (app)->identity);

  tally_test_world_change_a_price (app, identity);
  g_assert_cmpint (tally_test_app_run_pass (app), ==, 0);
  gtk_widget_activate_action (window, "win.page", "(ss)", "workbooks", "");
  tally_test_app_wait (changed_is_listed, app);
  g_assert_true (tally_identity_equal (find_changed (app)->identity, identity));
  tally_test_app_wait_text (window, "1 changed");
  tally_test_app_wait_text (window, "+$1.00");
  tally_test_app_shoot (app, "workbooks-changed.png");
  tally_test_app_wait (can_restore, window);
  g_signal_emit_by_name (find_button (window, "Put This Version Back"), "clicked");
  tally_test_app_wait_text (window, "hangs there again");
  tally_test_app_wait_text (window, "An earlier version was put back");
  tally_test_app_wait_text (window, "-$1.00");
  tally_test_app_shoot (app, "workbooks-restored.png");
  g_assert_cmpuint (count_trail (app, "restore"), ==, 1);
  gtk_widget_activate_action (window, "win.undo", NULL);
  tally_test_app_wait_text (window, "Released: ");
  tally_test_app_wait (advice_is_gone, window);
  tally_test_app_wait_text (window, "+$1.00");
  g_assert_cmpuint (count_trail (app, "restore"), ==, 2);
  g_assert_cmpuint (count_trail (app, "release"), ==, 1);
  tally_test_app_free (app);
}

static gboolean
is_narrow (gpointer data)
{
  GtkWidget *back = tally_test_app_find (data, GTK_TYPE_BUTTON, "Back to the List");

  return back != NULL && gtk_widget_get_width (data) <= 360;
}

static gboolean
is_list (gpointer data)
{
  return tally_test_app_find (data, GTK_TYPE_LIST_VIEW, NULL) != NULL && !is_narrow (data);
}

static void
test_narrow_it_is_one_after_the_other (void)
{
  TallyTestApp *app = new_app ();
  GtkWidget *window = get_window (app);

  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  choose_published (app);
  tally_test_app_wait (is_narrow, window);
  tally_test_app_wait_text (window, "Version ");
  tally_test_app_shoot (app, "workbooks-narrow-detail.png");
  gtk_widget_activate_action (get_page (app), "workbooks.back", NULL);
  tally_test_app_wait (is_list, window);
  tally_test_app_shoot (app, "workbooks-narrow-list.png");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  tally_test_app_shoot (app, "workbooks-narrow-dark.png");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  tally_test_app_free (app);
}

/* Opens what it is given by telling us. */
static void
install_program (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "applications", NULL);
  g_autofree char *script = g_build_filename (g_get_user_data_dir (), "tell-opened", NULL);
  g_autofree char *desktop = g_build_filename (folder, "tell-opened.desktop", NULL);
  g_autofree char *list = g_build_filename (g_get_user_config_dir (), "mimeapps.list", NULL);
  g_autofree char *text = NULL;
  g_autofree char *entry = NULL;

  opened_path = g_build_filename (g_get_user_data_dir (), "opened", NULL);
  text = g_strdup_printf ("#!/bin/sh\nprintf '%%s' \"$1\" > '%s.part'\nmv '%s.part' '%s'\n", opened_path, opened_path, opened_path);
  entry = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Tell\nExec=%s %%u\nMimeType=" XLSX ";inode/directory;"
                           "x-scheme-handler/https;\n", script);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents_full (script, text, -1, 0, 0700, NULL));
  g_assert_true (g_file_set_contents (desktop, entry, -1, NULL));
  g_assert_true (g_file_set_contents (list, "[Default Applications]\n" XLSX "=tell-opened.desktop\n"
                                            "inode/directory=tell-opened.desktop\n"
                                            "x-scheme-handler/https=tell-opened.desktop\n", -1, NULL));
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  install_program ();
  adw_init ();
  g_test_add_func ("/app/workbooks-page/lists-by-week-and-filters", test_lists_by_week_and_filters);
  g_test_add_func ("/app/workbooks-page/opens-file-and-row", test_opens_file_and_row);
  g_test_add_func ("/app/workbooks-page/shows-its-folder", test_shows_its_folder);
  g_test_add_func ("/app/workbooks-page/a-version-is-put-back-and-undone", test_a_version_is_put_back_and_undone);
  g_test_add_func ("/app/workbooks-page/narrow-it-is-one-after-the-other", test_narrow_it_is_one_after_the_other);
  return g_test_run ();
}
