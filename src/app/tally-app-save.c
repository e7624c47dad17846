/* tally-app-save.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-save.h"

#include <glib/gi18n.h>

/* A file that is asked for, or made. */
typedef struct {
  TallyAppSave          what;
  GtkWidget            *widget;  /* (owned) */
  GFile                *file;    /* (owned) (nullable) */
  GtkFileChooserNative *chooser; /* (owned) (nullable) */
} Job;

static Job *
job_new (GtkWidget          *widget,
         const TallyAppSave *what)
{
  Job *self = g_new0 (Job, 1);

  self->what = *what;
  self->what.title = NULL; /* the chooser has it; what follows needs none */
  self->what.name = NULL;
  self->widget = g_object_ref (widget);
  return self;
}

static void
job_free (Job *self)
{
  if (self->what.free_data != NULL)
    self->what.free_data (self->what.data);
  g_clear_object (&self->file);
  g_clear_object (&self->chooser);
  g_object_unref (self->widget);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
tell (GtkWidget *widget,
      const char *text)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new (escaped));
  else
    g_debug ("nobody is told: %s", text); /* its window was closed meanwhile */
}

static char *
dup_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_filename_display_name (name != NULL ? name : "");
}

static void
tell_failure (Job          *self,
              const GError *error)
{
  g_autofree char *name = dup_name (self->file);
  /* TRANSLATORS: the first is the name of a file, the second why. */
  g_autofree char *text = g_strdup_printf (_("%s was not saved: %s"), name, error->message);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell (self->widget, text);
}

static void
replaced_cb (GObject      *file,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (Job) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = dup_name (self->file);
  g_autofree char *text = NULL;

  if (!g_file_replace_contents_finish (G_FILE (file), result, NULL, &error))
    {
      tell_failure (self, error);
      return;
    }
  text = g_strdup_printf (_("%s saved"), name);
  tell (self->widget, text);
}

static void
make_worker (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Job *self = data;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  GError *error = NULL;

  if (!self->what.make (self->what.data, stream, cancellable, &error)
      || !g_output_stream_close (stream, cancellable, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream)),
                           (GDestroyNotify) g_bytes_unref);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (Job) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);
  GFile *file = self->file;

  if (bytes == NULL)
    {
      tell_failure (self, error);
      return;
    }
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE,
                                       g_task_get_cancellable (G_TASK (result)), replaced_cb, g_steal_pointer (&self));
}

static void
start (Job          *self,
       GCancellable *cancellable)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, made_cb, self);

  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, make_worker);
}

void
tally_app_save_to (GtkWidget          *widget,
                   const TallyAppSave *what,
                   GFile              *file,
                   GCancellable       *cancellable)
{
  Job *self;

  g_return_if_fail (GTK_IS_WIDGET (widget) && what != NULL && what->make != NULL && G_IS_FILE (file));
  self = job_new (widget, what);
  self->file = g_object_ref (file);
  start (self, cancellable);
}

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             gpointer         data)
{
  g_autoptr (Job) self = data;

  if (response == GTK_RESPONSE_ACCEPT)
    self->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_clear_object (&self->chooser);
  if (self->file != NULL)
    start (g_steal_pointer (&self), NULL);
}

void
tally_app_save_ask (GtkWidget          *widget,
                    const TallyAppSave *what)
{
  GtkRoot *root;
  Job *self;
  g_autofree char *name = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget) && what != NULL && what->make != NULL && what->name != NULL);
  root = gtk_widget_get_root (widget);
  self = job_new (widget, what);
  self->chooser = gtk_file_chooser_native_new (what->title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                               GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  name = g_strdelimit (g_strdup (what->name), "/\\:*?\"<>|\n\r\t", '-');
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect (self->chooser, "response", G_CALLBACK (response_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}
