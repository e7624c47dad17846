/* tally-app-ask.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-ask.h"

#include <glib/gi18n.h>
#include <string.h>

/* A question on its way. What was typed is kept here: the entry is gone when the response comes. */
typedef struct {
  AdwMessageDialog *dialog; /* (borrowed) */
  char             *text;   /* (owned) (nullable) */
  TallyAppAskFunc   func;
  gpointer          data;
} Question;

static void
forget_text (Question *self)
{
  if (self->text != NULL)
    explicit_bzero (self->text, strlen (self->text));
  g_clear_pointer (&self->text, g_free);
}

static void
changed_cb (GtkEditable *entry,
            Question    *question)
{
  forget_text (question);
  question->text = g_strdup (gtk_editable_get_text (entry));
  adw_message_dialog_set_response_enabled (question->dialog, "open", *question->text != '\0');
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          data)
{
  const Question *question = data;

  gtk_window_set_focus (GTK_WINDOW (dialog), NULL); /* an entry that goes with the focus warns */
  question->func (strcmp (response, "open") == 0 ? question->text : NULL, question->data);
}

static void
question_free (gpointer  data,
               GClosure *closure)
{
  forget_text (data);
  g_free (data);
}

void
tally_app_ask_passphrase (GtkWindow       *parent,
                          const char      *reason,
                          TallyAppAskFunc  func,
                          gpointer         data)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, _("This Pack Is Sealed"), reason));
  GtkWidget *entry = gtk_password_entry_new ();
  Question *question = g_new0 (Question, 1);

  question->dialog = dialog;
  question->func = func;
  question->data = data;
  g_object_set (entry, "placeholder-text", _("Passphrase"), "activates-default", TRUE, "show-peek-icon", TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Passphrase"), -1);
  adw_message_dialog_set_extra_child (dialog, entry);
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "open", _("_Open"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "open", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "open");
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_response_enabled (dialog, "open", FALSE);
  g_signal_connect (entry, "changed", G_CALLBACK (changed_cb), question);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}
