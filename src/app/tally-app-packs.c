/* tally-app-packs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-packs.h"

#include <glib/gi18n.h>

#include "tally-app-ask.h"
#include "tally-app-save.h"
#include "tally-app-session-private.h"
#include "tally-engine-error.h"

#define MEMORY_GROUP "packs"
#define MEMORY_KEY "recent"
#define MAX_RECENT 5

struct _TallyAppPacks {
  GtkApplication       *application; /* (borrowed) */
  TallyAppSession      *session;     /* (borrowed) */
  TallyAppMemory       *memory;      /* (borrowed) */
  GMenu                *menu;        /* (owned) */
  GtkFileChooserNative *chooser;     /* (owned) (nullable) while somebody chooses */
  GtkWindow            *progress;    /* (owned) (nullable) while one is opened */
  GCancellable         *cancellable; /* (owned) (nullable) as long */
  char                 *file;        /* (owned) (nullable) the one that is or was opened */
};

/* Dialogs are windows of the application too. */
static GtkWindow *
find_window (TallyAppPacks *self)
{
  GList *windows = gtk_application_get_windows (self->application);

  for (GList *item = windows; item != NULL; item = item->next)
    if (ADW_IS_APPLICATION_WINDOW (item->data))
      return item->data;
  return NULL;
}

static void
add_recent_item (TallyAppPacks *self,
                 const char    *file)
{
  g_autofree char *name = g_path_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  g_auto (GStrv) parts = g_strsplit (shown, "_", -1);
  g_autofree char *label = g_strjoinv ("__", parts); /* no mnemonics */
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "app.open-pack-file", "s", file);
  g_menu_append_item (self->menu, item);
}

static char **
list_recent (TallyAppPacks *self)
{
  g_autofree char *text = tally_app_memory_get_text (self->memory, MEMORY_GROUP, MEMORY_KEY);

  return g_strsplit (text != NULL ? text : "", "\n", MAX_RECENT + 1);
}

static void
fill_menu (TallyAppPacks *self)
{
  g_auto (GStrv) recent = list_recent (self);

  g_menu_remove_all (self->menu);
  for (guint i = 0; recent[i] != NULL && i < MAX_RECENT; i++)
    if (*recent[i] != '\0')
      add_recent_item (self, recent[i]);
}

/* Newest first; with @is_there unset it is forgotten. */
static void
remember (TallyAppPacks *self,
          const char    *file,
          gboolean       is_there)
{
  g_auto (GStrv) recent = list_recent (self);
  g_autoptr (GString) text = g_string_new (is_there ? file : NULL);

  if (strchr (file, '\n') != NULL || !g_utf8_validate (file, -1, NULL))
    return;
  for (guint i = 0; recent[i] != NULL && i < MAX_RECENT; i++)
    if (*recent[i] != '\0' && strcmp (recent[i], file) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", recent[i]);
  tally_app_memory_set_text (self->memory, MEMORY_GROUP, MEMORY_KEY, text->str);
  fill_menu (self);
}

static void
close_progress (TallyAppPacks *self)
{
  g_autoptr (GtkWindow) progress = g_steal_pointer (&self->progress);

  if (progress != NULL)
    gtk_window_destroy (progress);
}

static void
retry_cb (AdwMessageDialog *dialog,
          const char       *response,
          gpointer          data)
{
  TallyAppPacks *self = data;

  if (strcmp (response, "choose") == 0)
    g_action_group_activate_action (G_ACTION_GROUP (self->application), "open-pack", NULL);
}

static void
show_failure (TallyAppPacks *self,
              const char    *message)
{
  GtkWindow *window = find_window (self);
  AdwMessageDialog *dialog;

  if (tally_app_session_get_workspace (self->session) == TALLY_APP_WORKSPACE_NONE
      || (tally_app_session_get_desk (self->session) == NULL))
    {
      tally_app_session_fail (self->session, TALLY_APP_WORKSPACE_PACK, message);
      return;
    }
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, _("The State Pack Was Not Opened"), message));
  adw_message_dialog_add_responses (dialog, "close", _("_Close"), "choose", _("Choose _Another…"), NULL);
  adw_message_dialog_set_close_response (dialog, "close");
  g_signal_connect (dialog, "response", G_CALLBACK (retry_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void open_pack (TallyAppPacks *self, const char *passphrase);

static void
passphrase_cb (const char *passphrase,
               gpointer    data)
{
  TallyAppPacks *self = data;

  if (passphrase != NULL)
    open_pack (self, passphrase);
  else if (tally_app_session_get_desk (self->session) == NULL)
    tally_app_session_fail (self->session, TALLY_APP_WORKSPACE_PACK, _("The state pack is sealed, and no passphrase was given."));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  TallyAppPacks *self = data;
  g_autoptr (GError) error = NULL;
  TallyEnginePacked *packed = tally_engine_packed_open_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* it may be gone */
  close_progress (self);
  g_clear_object (&self->cancellable);
  if (packed != NULL)
    {
      remember (self, self->file, TRUE);
      tally_app_session_open_packed (self->session, packed);
    }
  else if (g_error_matches (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_PASSPHRASE))
    tally_app_ask_passphrase (find_window (self), error->message, passphrase_cb, self);
  else
    {
      remember (self, self->file, g_file_test (self->file, G_FILE_TEST_EXISTS));
      show_failure (self, error->message);
    }
}

static void
stop_opening (TallyAppPacks *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  close_progress (self);
}

static void
cancelled_cb (AdwMessageDialog *dialog,
              const char       *response,
              gpointer          data)
{
  TallyAppPacks *self = data;

  if (self->cancellable == NULL)
    return;
  stop_opening (self);
  if (tally_app_session_get_desk (self->session) == NULL)
    tally_app_session_fail (self->session, TALLY_APP_WORKSPACE_PACK, _("Opening the state pack was cancelled."));
}

static void
show_progress (TallyAppPacks *self)
{
  g_autofree char *name = g_path_get_basename (self->file);
  g_autofree char *shown = g_filename_display_name (name);
  GtkWindow *window = find_window (self);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, _("Opening the State Pack"), shown));
  GtkWidget *spinner = g_object_new (GTK_TYPE_SPINNER, "spinning", TRUE, "height-request", 32, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Opening the State Pack"), -1);
  adw_message_dialog_set_extra_child (dialog, spinner);
  adw_message_dialog_add_response (dialog, "cancel", _("_Cancel"));
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (cancelled_cb), self);
  self->progress = GTK_WINDOW (g_object_ref (dialog));
  gtk_window_present (self->progress);
}

static void
open_pack (TallyAppPacks *self,
           const char    *passphrase)
{
  g_auto (GStrv) environment = g_get_environ ();
  const TallyEnginePackedOptions options = {
    .file = self->file, .passphrase = passphrase, .environment = (const char *const *) environment,
  };

  stop_opening (self);
  self->cancellable = g_cancellable_new ();
  show_progress (self);
  tally_engine_packed_open_async (&options, self->cancellable, opened_cb, self);
}

void
tally_app_packs_open (TallyAppPacks *self,
                      const char    *file)
{
  g_autofree char *path = NULL;

  g_return_if_fail (self != NULL && file != NULL);
  path = g_canonicalize_filename (file, NULL);
  g_free (self->file);
  self->file = g_steal_pointer (&path);
  open_pack (self, NULL);
}

static void
open_file_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  tally_app_packs_open (data, g_variant_get_string (parameter, NULL));
}

static void
reopen_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  TallyAppPacks *self = data;

  if (self->file != NULL)
    open_pack (self, NULL);
}

static void
chosen_cb (GtkNativeDialog *dialog,
           int              response,
           gpointer         data)
{
  TallyAppPacks *self = data;
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  gtk_native_dialog_hide (dialog);
  if (path != NULL)
    tally_app_packs_open (self, path);
  else if (file != NULL)
    show_failure (self, _("The file is not on this computer: copy it here first."));
}

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  TallyAppPacks *self = data;
  GtkWindow *window = find_window (self);

  if (self->chooser != NULL)
    return; /* somebody is choosing already */
  self->chooser = gtk_file_chooser_native_new (_("Open State Pack"), window, GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"),
                                               _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect (self->chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
copy_verdicts (gpointer        data,
               GOutputStream  *stream,
               GCancellable   *cancellable,
               GError        **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (data);
  g_autoptr (GFileInputStream) in = g_file_read (file, cancellable, error);

  return in != NULL && g_output_stream_splice (stream, G_INPUT_STREAM (in), G_OUTPUT_STREAM_SPLICE_NONE, cancellable, error) >= 0;
}

static void
save_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  TallyAppPacks *self = data;
  GtkWindow *window = find_window (self);
  TallyEnginePacked *packed = tally_app_session_get_packed (self->session);
  const char *file = packed != NULL ? tally_engine_packed_get_verdicts_file (packed) : NULL;
  g_autofree char *name = file != NULL ? g_path_get_basename (file) : NULL;
  TallyAppSave what = { .title = _("Save Verdicts"), .name = name, .make = copy_verdicts, .free_data = g_free };
  AdwMessageDialog *dialog;

  if (file == NULL || window == NULL)
    return;
  if (g_file_test (file, G_FILE_TEST_EXISTS))
    {
      what.data = g_strdup (file);
      tally_app_save_ask (GTK_WIDGET (window), &what);
      return;
    }
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, _("There Are No Verdicts Yet"),
                                                       _("Judge a finding of this pack first; then its verdicts can be saved.")));
  adw_message_dialog_add_response (dialog, "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
desk_changed_cb (TallyAppPacks *self)
{
  GAction *save = g_action_map_lookup_action (G_ACTION_MAP (self->application), "save-verdicts");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (save), tally_app_session_get_packed (self->session) != NULL);
}

GMenuModel *
tally_app_packs_get_menu (TallyAppPacks *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return G_MENU_MODEL (self->menu);
}

TallyAppPacks *
tally_app_packs_new (GtkApplication  *application,
                     TallyAppSession *session,
                     TallyAppMemory  *memory)
{
  const GActionEntry entries[] = {
    { "open-pack", open_cb, NULL, NULL, NULL, { 0 } },
    { "open-pack-file", open_file_cb, "s", NULL, NULL, { 0 } },
    { "reopen-pack", reopen_cb, NULL, NULL, NULL, { 0 } },
    { "save-verdicts", save_cb, NULL, NULL, NULL, { 0 } },
  };
  TallyAppPacks *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application) && TALLY_IS_APP_SESSION (session) && memory != NULL, NULL);
  self = g_new0 (TallyAppPacks, 1);
  self->application = application;
  self->session = session;
  self->memory = memory;
  self->menu = g_menu_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_swapped (session, "notify::desk", G_CALLBACK (desk_changed_cb), self);
  desk_changed_cb (self);
  fill_menu (self);
  return self;
}

void
tally_app_packs_free (TallyAppPacks *self)
{
  static const char *const actions[] = { "open-pack", "open-pack-file", "reopen-pack", "save-verdicts" };

  if (self == NULL)
    return;
  stop_opening (self);
  g_signal_handlers_disconnect_by_data (self->session, self);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    g_action_map_remove_action (G_ACTION_MAP (self->application), actions[i]);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_object (&self->menu);
  g_free (self->file);
  g_free (self);
}
