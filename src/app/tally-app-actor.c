/* tally-app-actor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-actor.h"

#include <glib/gi18n.h>

#include "tally-address.h"
#include "tally-app-session-private.h"
#include "tally-engine-token.h"
#include "tally-text.h"

/* One asking: lives as long as its dialog. */
typedef struct {
  GTask            *task;        /* (owned) (nullable): until it is answered */
  GtkWidget        *parent;      /* (owned) (nullable) */
  AdwMessageDialog *dialog;      /* (borrowed) */
  GtkEditable      *entry;       /* (borrowed) */
  GtkLabel         *hint;        /* (borrowed) */
  char             *address;     /* (owned): what is typed; the entry is gone when the response comes */
  char             *owner;       /* (owned) (nullable): address of the token's owner */
  GCancellable     *cancellable; /* (owned): of the question about it */
} Asking;

static void ask (GTask *task, GtkWidget *parent, const char *address, const char *problem);

static void
asking_free (gpointer data)
{
  Asking *self = data;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->task != NULL)
    g_task_return_new_error (self->task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "nobody said who decides");
  g_clear_object (&self->task);
  g_clear_object (&self->parent);
  g_free (self->address);
  g_free (self->owner);
  g_free (self);
}

static void
closure_free (gpointer  data,
              GClosure *closure)
{
  asking_free (data);
}

/* The keyring or a CI may share one token between people: then its owner says nothing about who decides. */
static void
show_hint (Asking *self)
{
  gboolean is_owner = self->owner != NULL && g_ascii_strcasecmp (self->owner, self->address) == 0;

  gtk_label_set_text (self->hint, is_owner ? _("This is the address of the token’s owner. If others use the token too, give the "
                                               "address that only you use.") : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), is_owner);
}

static void
changed_cb (GtkEditable *entry,
            Asking      *self)
{
  g_free (self->address);
  self->address = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  adw_message_dialog_set_response_enabled (self->dialog, "use", tally_address_is_valid (self->address));
  show_hint (self);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          data)
{
  Asking *self = data;
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;

  gtk_window_set_focus (GTK_WINDOW (dialog), NULL); /* an entry that goes with the focus warns */
  if (strcmp (response, "use") != 0)
    return; /* said when the dialog goes */
  task = g_steal_pointer (&self->task);
  if (tally_app_session_set_actor (g_task_get_source_object (task), self->address, &error))
    g_task_return_boolean (task, TRUE);
  else
    ask (task, self->parent, self->address, error->message);
}

/* --- whose the token is --------------------------------------------------------------------------- */

static gpointer
find_owner (TallyEngine   *engine,
            gpointer       input,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (TallyEngineTokenOwner) owner = tally_engine_token_test (engine, NULL, cancellable, error);

  return owner != NULL ? g_strdup (owner->email) : NULL;
}

static void
found_owner_cb (GObject      *desk,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *owner = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);
  Asking *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || owner == NULL)
    return; /* the dialog may be gone; without a token there is nothing to hint at */
  self->owner = g_steal_pointer (&owner);
  show_hint (self);
}

static void
look_for_owner (Asking *self)
{
  const TallyEngineQuestion question = { .func = find_owner, .free_answer = g_free };
  TallyEngineDesk *desk = tally_app_session_get_desk (g_task_get_source_object (self->task));

  if (desk != NULL)
    tally_engine_desk_ask_async (desk, &question, self->cancellable, found_owner_cb, self);
}

/* --- the dialog ----------------------------------------------------------------------------------- */

/* What a person's environment says, else nothing: a guess would stand in the trail. */
static const char *
propose (void)
{
  const char *address = g_getenv ("EMAIL");

  return address != NULL && tally_address_is_valid (address) ? address : "";
}

static GtkWidget *
make_content (Asking     *self,
              const char *address)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *hint = gtk_label_new (NULL);

  g_object_set (entry, "placeholder-text", _("E-Mail Address"), "activates-default", TRUE, "input-purpose",
                GTK_INPUT_PURPOSE_EMAIL, "text", address, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("E-Mail Address"), -1);
  g_object_set (hint, "wrap", TRUE, "xalign", 0.0, "max-width-chars", 40, "visible", FALSE, NULL);
  gtk_widget_add_css_class (hint, "warning");
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), hint);
  self->entry = GTK_EDITABLE (entry);
  self->hint = GTK_LABEL (hint);
  return box;
}

static char *
dup_body (const char *problem)
{
  const char *name = g_get_real_name ();

  if (problem != NULL)
    return g_strdup (problem);
  if (name != NULL && *name != '\0' && strcmp (name, "Unknown") != 0)
    /* Translators: %s is a person's name */
    return g_strdup_printf (_("%s, your decisions stand in the trail under your e-mail address. It is asked once, and kept in "
                              "the settings."), name);
  return g_strdup (_("Your decisions stand in the trail under your e-mail address. It is asked once, and kept in the settings."));
}

static void
ask (GTask      *task,
     GtkWidget  *parent,
     const char *address,
     const char *problem)
{
  Asking *self = g_new0 (Asking, 1);
  GtkRoot *root = parent != NULL ? gtk_widget_get_root (parent) : NULL;
  g_autofree char *body = dup_body (problem);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                                         _("Who Decides?"), body));

  self->task = g_object_ref (task);
  self->parent = parent != NULL ? g_object_ref (parent) : NULL;
  self->dialog = dialog;
  self->address = g_strdup (address);
  self->cancellable = g_cancellable_new ();
  adw_message_dialog_set_extra_child (dialog, make_content (self, address));
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "use", _("_Use This Address"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "use", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "use");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), self, closure_free, 0);
  changed_cb (self->entry, self);
  look_for_owner (self);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
tally_app_actor_need_async (TallyAppSession     *session,
                            GtkWidget           *parent,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TALLY_IS_APP_SESSION (session) && (parent == NULL || GTK_IS_WIDGET (parent)));
  task = g_task_new (session, cancellable, callback, data);
  g_task_set_source_tag (task, tally_app_actor_need_async);
  if (tally_app_session_get_actor (session) != NULL)
    g_task_return_boolean (task, TRUE);
  else
    ask (task, parent, propose (), NULL);
}

const char *
tally_app_actor_need_finish (TallyAppSession  *session,
                             GAsyncResult     *result,
                             GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  return g_task_propagate_boolean (G_TASK (result), error) ? tally_app_session_get_actor (session) : NULL;
}
