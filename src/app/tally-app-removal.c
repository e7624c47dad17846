/* tally-app-removal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-removal.h"

#include <glib/gi18n.h>

#include "tally-app-memory.h"
#include "tally-engine-error.h"
#include "tally-engine-removal.h"

struct _TallyAppRemoval {
  AdwWindow             parent_instance;

  /* template */
  GtkStack             *stack;
  GtkButton            *remove_button;
  AdwPreferencesGroup  *items_group;
  AdwActionRow         *export_row;
  GtkButton            *export_button;
  GtkSpinner           *export_spinner;
  GtkLabel             *problem;
  GtkCheckButton       *delete_check;

  TallyAppWindow       *window;      /* (owned) */
  TallyAppSession      *session;     /* (owned) */
  GCancellable         *cancellable; /* (owned) */
  GtkFileChooserNative *chooser;     /* (owned) (nullable) */
  GPtrArray            *rows;        /* (owned) (element-type GtkCheckButton), their kinds are data */
};

G_DEFINE_FINAL_TYPE (TallyAppRemoval, tally_app_removal, ADW_TYPE_WINDOW)

/* What a question carries to the desk's thread. */
typedef struct {
  TallyEngineRemovalOptions  options;
  char                      *config_file; /* (owned) (nullable) */
  char                      *folder;      /* (owned) (nullable) */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *self = data;

  g_free (self->config_file);
  g_free (self->folder);
  g_free (self);
}

static Wish *
wish_new (TallyAppRemoval *self,
          guint            kinds)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->config_file = g_strdup (tally_app_session_get_config_path (self->session));
  wish->options = (TallyEngineRemovalOptions) {
    .kinds = kinds, .config_file = wish->config_file, .may_delete = gtk_check_button_get_active (self->delete_check),
  };
  return wish;
}

static const struct {
  const char *title;
  const char *what;
} kinds[TALLY_ENGINE_N_REMOVAL_KINDS] = {
  [TALLY_ENGINE_REMOVAL_STORE] = { N_("Store"), N_("Lines, findings, verdicts and the trail") },
  [TALLY_ENGINE_REMOVAL_BACKUPS] = { N_("Backups"), N_("Packed copies of the store") },
  [TALLY_ENGINE_REMOVAL_WORKBOOKS] = { N_("Workbooks"), N_("Those in the output folder that Tallyman made") },
  [TALLY_ENGINE_REMOVAL_ARCHIVE] = { N_("Archive"), N_("Superseded workbooks") },
  [TALLY_ENGINE_REMOVAL_VERDICTS] = { N_("Verdicts on State Packs"), N_("Those that were kept here") },
  [TALLY_ENGINE_REMOVAL_SAMPLE] = { N_("Sample Data"), N_("Made up, with its own store") },
  [TALLY_ENGINE_REMOVAL_CACHE] = { N_("Cache"), N_("Made again when it is needed") },
  [TALLY_ENGINE_REMOVAL_MEMORY] = { N_("Use of the App"), N_("Size of the window, the last page, recent packs") },
  [TALLY_ENGINE_REMOVAL_SETTINGS] = { N_("Settings"), N_("The configuration file") },
  [TALLY_ENGINE_REMOVAL_AUTOSTART] = { N_("Start at Login"), N_("The entry that keeps the schedule") },
  [TALLY_ENGINE_REMOVAL_TOKEN] = { N_("Token"), N_("In the keyring; it does not go to the trash") },
};

static void
ask (TallyAppRemoval     *self,
     TallyEngineDeskFunc  func,
     Wish                *wish,
     GDestroyNotify       free_answer,
     GAsyncReadyCallback  callback)
{
  const TallyEngineQuestion question = {
    .func = func, .input = wish, .free_input = wish_free, .free_answer = free_answer,
  };

  tally_engine_desk_ask_async (tally_app_session_get_desk (self->session), &question, self->cancellable, callback,
                               g_object_ref (self));
}

/* --- the list ------------------------------------------------------------------------------------- */

static guint
get_chosen (TallyAppRemoval *self)
{
  guint chosen = 0;

  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_check_button_get_active (self->rows->pdata[i]))
      chosen |= 1u << GPOINTER_TO_UINT (g_object_get_data (self->rows->pdata[i], "kind"));
  return chosen;
}

static void
chosen_cb (TallyAppRemoval *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->remove_button), get_chosen (self) != 0);
}

/* "312 files, 4.1 MB" and, if there are, what stays. */
static char *
dup_sum (const TallyEngineRemovalItem *item)
{
  g_autofree char *size = g_format_size (item->n_bytes);
  g_autofree char *files = NULL;

  if (item->kind == TALLY_ENGINE_REMOVAL_TOKEN)
    return g_strdup ("");
  files = g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%u file, %s", "%u files, %s", item->n_files), item->n_files,
                           size);
  if (item->n_foreign == 0)
    return g_steal_pointer (&files);
  /* Translators: %s is "3 files, 4.1 MB" */
  return g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%s; %u other thing there stays",
                                       "%s; %u other things there stay", item->n_foreign), files, item->n_foreign);
}

static void
add_row (TallyAppRemoval              *self,
         const TallyEngineRemovalItem *item)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *sum = dup_sum (item);
  g_autofree char *plain = g_strdup_printf (*sum != '\0' ? "%s\n%s" : "%s%s", _(kinds[item->kind].what), sum);
  g_autofree char *subtitle = g_markup_escape_text (plain, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(kinds[item->kind].title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_tooltip_text (row, *item->place != '\0' ? item->place : NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (check), "kind", GUINT_TO_POINTER (item->kind));
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (chosen_cb), self);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->items_group, row);
  g_ptr_array_add (self->rows, check);
}

static void
show_problem (TallyAppRemoval *self,
              const char      *text)
{
  gtk_label_set_text (self->problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL && *text != '\0');
}

static gpointer
list_cb (TallyEngine   *engine,
         gpointer       input,
         GCancellable  *cancellable,
         GError       **error)
{
  return tally_engine_removal_list (engine, &((Wish *) input)->options, cancellable, error);
}

static void
listed_cb (GObject      *desk,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (TallyAppRemoval) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  for (guint i = 0; items != NULL && i < items->len; i++)
    add_row (self, items->pdata[i]);
  show_problem (self, error != NULL ? error->message : NULL);
  gtk_stack_set_visible_child_name (self->stack, self->rows->len > 0 || error != NULL ? "list" : "empty");
  chosen_cb (self);
}

/* --- export --------------------------------------------------------------------------------------- */

static void
set_exporting (TallyAppRemoval *self,
               gboolean         exporting)
{
  gtk_spinner_set_spinning (self->export_spinner, exporting);
  gtk_widget_set_visible (GTK_WIDGET (self->export_spinner), exporting);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export_button), !exporting);
  gtk_widget_set_sensitive (GTK_WIDGET (self->remove_button), !exporting && get_chosen (self) != 0);
}

static gpointer
export_cb (TallyEngine   *engine,
           gpointer       input,
           GCancellable  *cancellable,
           GError       **error)
{
  return tally_engine_removal_export (engine, ((Wish *) input)->folder, cancellable, error);
}

static void
exported_cb (GObject      *desk,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (TallyAppRemoval) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);
  g_autofree char *plain = NULL;
  g_autofree char *subtitle = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_exporting (self, FALSE);
  show_problem (self, error != NULL ? error->message : NULL);
  if (path == NULL)
    return;
  /* Translators: %s is a file */
  plain = g_strdup_printf (_("Exported to %s, with the findings beside it"), path);
  subtitle = g_markup_escape_text (plain, -1);
  adw_action_row_set_subtitle (self->export_row, subtitle);
}

static void
folder_chosen_cb (GtkNativeDialog *dialog,
                  int              response,
                  gpointer         data)
{
  TallyAppRemoval *self = data;
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) folder = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;

  gtk_native_dialog_hide (dialog);
  if (path != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "removal.export-to", "s", path);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  TallyAppRemoval *self = TALLY_APP_REMOVAL (widget);

  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_("Export to Folder"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                               _("_Export"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect (self->chooser, "response", G_CALLBACK (folder_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
export_to_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  TallyAppRemoval *self = TALLY_APP_REMOVAL (widget);
  Wish *wish = wish_new (self, 0);

  wish->folder = g_variant_dup_string (parameter, NULL);
  set_exporting (self, TRUE);
  ask (self, export_cb, wish, g_free, exported_cb);
}

/* --- removal -------------------------------------------------------------------------------------- */

static void
removal_free (gpointer data)
{
  tally_engine_removal_free (data);
}

static void
undo_cb (TallyAppPage *page,
         gpointer      data)
{
  TallyAppSession *session = tally_app_page_get_session (page);
  g_autoptr (GError) error = NULL;
  gboolean is_back = tally_engine_removal_undo (data, &error);

  tally_app_session_reopen (session);
  tally_app_page_toast (page, is_back ? _("Your data is back") : error->message);
}

/* What could not go is said; what went can come back. */
static void
tell (TallyAppWindow     *window,
      TallyEngineRemoval *removal)
{
  TallyAppPage *page = tally_app_window_get_page (window);
  guint n_left = removal->left->len;
  g_autofree char *text = NULL;

  if (n_left > 0)
    text = g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "Moved to the trash, but for %u thing: %s",
                                         "Moved to the trash, but for %u things, the first: %s", n_left),
                            n_left, (const char *) removal->left->pdata[0]);
  else
    text = g_strdup (_("Your data is in the trash"));
  if (tally_engine_removal_can_undo (removal))
    tally_app_page_offer_undo (page, text, undo_cb, removal, removal_free);
  else
    {
      tally_app_page_toast (page, text);
      tally_engine_removal_free (removal);
    }
}

static gpointer
remove_cb (TallyEngine   *engine,
           gpointer       input,
           GCancellable  *cancellable,
           GError       **error)
{
  return tally_engine_removal_run (engine, &((Wish *) input)->options, cancellable, error);
}

static void
removed_cb (GObject      *desk,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (TallyAppRemoval) self = data;
  g_autoptr (GError) error = NULL;
  TallyEngineRemoval *removal = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);
  g_autoptr (TallyAppWindow) window = NULL;

  if (removal == NULL)
    {
      show_problem (self, error->message);
      gtk_stack_set_visible_child_name (self->stack, "list");
      chosen_cb (self);
      return;
    }
  window = g_object_ref (self->window);
  tally_app_session_reopen (self->session);
  gtk_window_destroy (GTK_WINDOW (self));
  tell (window, removal);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  TallyAppRemoval *self = TALLY_APP_REMOVAL (widget);
  const TallyEngineQuestion question = {
    .func = remove_cb, .input = wish_new (self, get_chosen (self)), .free_input = wish_free, .free_answer = removal_free,
  };

  /* What is gone needs no schedule, and what keeps it would be at work with the data. */
  g_action_group_change_action_state (G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (self->window))), "keep-schedule",
                                      g_variant_new_boolean (FALSE));
  gtk_stack_set_visible_child_name (self->stack, "removing");
  gtk_widget_set_sensitive (GTK_WIDGET (self->remove_button), FALSE);
  /* Without the window's cancellable: what began is told. */
  tally_engine_desk_ask_async (tally_app_session_get_desk (self->session), &question, NULL, removed_cb, g_object_ref (self));
}

static void
tally_app_removal_dispose (GObject *object)
{
  TallyAppRemoval *self = TALLY_APP_REMOVAL (object);

  g_cancellable_cancel (self->cancellable);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_object (&self->window);
  g_clear_object (&self->session);
  adw_window_set_content (ADW_WINDOW (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TALLY_TYPE_APP_REMOVAL);
  G_OBJECT_CLASS (tally_app_removal_parent_class)->dispose (object);
}

static void
tally_app_removal_finalize (GObject *object)
{
  TallyAppRemoval *self = TALLY_APP_REMOVAL (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (tally_app_removal_parent_class)->finalize (object);
}

static void
tally_app_removal_class_init (TallyAppRemovalClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_app_removal_dispose;
  G_OBJECT_CLASS (klass)->finalize = tally_app_removal_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-app-removal.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyAppRemoval, stack);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRemoval, remove_button);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRemoval, items_group);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRemoval, export_row);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRemoval, export_button);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRemoval, export_spinner);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRemoval, problem);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRemoval, delete_check);
  gtk_widget_class_install_action (widget_class, "removal.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "removal.export-to", "s", export_to_action);
  gtk_widget_class_install_action (widget_class, "removal.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
tally_app_removal_init (TallyAppRemoval *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

TallyAppRemoval *
tally_app_removal_new (TallyAppWindow  *window,
                       TallyAppSession *session)
{
  TallyAppRemoval *self;

  g_return_val_if_fail (TALLY_IS_APP_WINDOW (window) && TALLY_IS_APP_SESSION (session), NULL);
  g_return_val_if_fail (tally_app_session_get_desk (session) != NULL, NULL);
  self = g_object_new (TALLY_TYPE_APP_REMOVAL, "transient-for", window, "modal", TRUE, NULL);
  self->window = g_object_ref (window);
  self->session = g_object_ref (session);
  ask (self, list_cb, wish_new (self, TALLY_ENGINE_REMOVAL_ALL), (GDestroyNotify) g_ptr_array_unref, listed_cb);
  return self;
}
