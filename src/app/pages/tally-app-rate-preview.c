/* tally-app-rate-preview.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-rate-preview.h"

#include <glib/gi18n.h>

#include "tally-app-page.h"
#include "tally-app-rate-text.h"
#include "tally-app-rate-use.h"
#include "tally-app-row-item.h"
#include "tally-engine-rates-preview.h"

/* Each row is a widget; more changes than these are a matter for a spreadsheet. */
#define MAX_ROWS 200

struct _TallyAppRatePreview {
  AdwBin         parent_instance;

  char          *path;     /* (owned) (nullable) */
  GPtrArray     *tables;   /* (owned) (nullable) element-type utf8: paths of the tables in use */
  GCancellable  *cancellable; /* (owned) of the newest question */
  gboolean       can_use;
  gboolean       is_filling; /* rows are set by us, not by people */
  GListStore    *columns;  /* (owned) */
  GListStore    *samples;  /* (owned) */
  GListStore    *problems; /* (owned) */
  GListStore    *changes;  /* (owned) */

  /* template */
  GtkStack      *stack;
  AdwStatusPage *failure;
  GtkLabel      *title;
  GtkLabel      *subtitle;
  GtkWidget     *use_button;
  GtkWidget     *fixed;
  AdwEntryRow   *contract;
  AdwEntryRow   *valid_from;
  AdwEntryRow   *valid_to;
  AdwComboRow   *replaces;
  GtkWidget     *clash;
  AdwActionRow  *clash_row;
  GtkWidget     *problem_group;
  GtkListBox    *problem_list;
  AdwActionRow  *change_total;
  GtkListBox    *change_list;
  GtkListBox    *column_list;
  GtkListBox    *sample_list;
};

G_DEFINE_FINAL_TYPE (TallyAppRatePreview, tally_app_rate_preview, ADW_TYPE_BIN)

/* A file with what somebody said of it, on its way to the engine. */
typedef struct {
  char     *path;     /* (owned) */
  char     *contract; /* (owned) */
  char     *replaces; /* (owned) (nullable) */
  TallyDay  valid_from;
  TallyDay  valid_to;
} Said;

static void
said_free (gpointer data)
{
  Said *said = data;

  g_free (said->path);
  g_free (said->contract);
  g_free (said->replaces);
  g_free (said);
}

static TallyAppPage *
get_page (TallyAppRatePreview *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), TALLY_TYPE_APP_PAGE);

  return page != NULL ? TALLY_APP_PAGE (page) : NULL;
}

static TallyEngineRatesTerms
get_terms (const Said *said)
{
  return (TallyEngineRatesTerms) {
    .contract = said->contract, .valid_from = said->valid_from, .valid_to = said->valid_to, .replaces = said->replaces,
  };
}

/* A blank day is none; FALSE if it can't be read, which the row shows. */
static gboolean
read_day (AdwEntryRow *row,
          TallyDay    *out_day)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  gboolean is_good;

  *out_day = TALLY_DAY_NONE;
  is_good = *text == '\0' || tally_day_parse (text, strlen (text), out_day);
  if (is_good)
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  return is_good;
}

/* NULL if a day can't be read. */
static Said *
read_said (TallyAppRatePreview *self)
{
  Said *said = g_new0 (Said, 1);
  guint table = adw_combo_row_get_selected (self->replaces);
  gboolean has_days = read_day (self->valid_from, &said->valid_from);

  has_days = read_day (self->valid_to, &said->valid_to) && has_days;
  said->path = g_strdup (self->path);
  said->contract = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->contract))));
  if (table > 0 && table <= self->tables->len)
    said->replaces = g_strdup (self->tables->pdata[table - 1]);
  if (has_days)
    return said;
  said_free (said);
  return NULL;
}

static void
append (GListStore *list,
        const char *title,
        const char *subtitle,
        const char *value)
{
  tally_app_row_item_append (list, &(TallyAppRowWords) { .title = title, .subtitle = subtitle, .value = value });
}

static void
show_columns (TallyAppRatePreview           *self,
              const TallyEngineRatesPreview *preview)
{
  g_list_store_remove_all (self->columns);
  for (guint i = 0; i < preview->columns->len; i++)
    {
      const TallyEngineRatesColumn *column = preview->columns->pdata[i];
      append (self->columns, *column->title != '\0' ? column->title : _("Without a title"), NULL,
              tally_app_rate_text_get_meaning (column->meaning));
    }
  g_list_store_remove_all (self->samples);
  for (guint i = 0; i < preview->samples->len; i++)
    {
      g_autofree char *row = g_strjoinv (" · ", preview->samples->pdata[i]);
      append (self->samples, row, NULL, NULL);
    }
}

static void
show_problems (TallyAppRatePreview           *self,
               const TallyEngineRatesPreview *preview)
{
  const TallyEngineRatesFile *file = preview->file;

  g_list_store_remove_all (self->problems);
  for (guint i = 0; i < file->problems->len; i++)
    append (self->problems, file->problems->pdata[i], NULL, NULL);
  if (file->n_problems > file->problems->len)
    {
      g_autofree char *more = g_strdup_printf (_("%u more"), file->n_problems - file->problems->len);
      append (self->problems, more, NULL, NULL);
    }
  gtk_widget_set_visible (self->problem_group, file->n_problems > 0);
}

static void
show_clashes (TallyAppRatePreview           *self,
              const TallyEngineRatesPreview *preview)
{
  g_autofree char *title = g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%u contradiction", "%u contradictions",
                                                         preview->n_clashes), preview->n_clashes);
  g_autofree char *what = preview->n_clashes > 0
                            ? g_strdup_printf (_("Prices that contradict each other are not used. Choose the table that this "
                                                 "one replaces, or other days. The first: %s"),
                                               (const char *) preview->clashes->pdata[0])
                            : g_strdup ("");

  gtk_widget_set_visible (self->clash, preview->n_clashes > 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->clash_row), title);
  adw_action_row_set_subtitle (self->clash_row, what);
}

static void
show_changes (TallyAppRatePreview           *self,
              const TallyEngineRatesPreview *preview)
{
  g_autofree char *counts = tally_app_rate_text_dup_counts (preview);
  guint n_shown = MIN (preview->changes->len, MAX_ROWS);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->change_total), counts);
  g_list_store_remove_all (self->changes);
  for (guint i = 0; i < n_shown; i++)
    {
      const TallyEngineRatesChange *change = preview->changes->pdata[i];
      g_autofree char *what = g_strdup_printf ("%s · %s", tally_app_rate_text_get_work (change->work), change->contract);
      g_autofree char *value = tally_app_rate_text_dup_change (change);
      append (self->changes, change->cu, what, value);
    }
  if (preview->changes->len > n_shown)
    {
      g_autofree char *more = g_strdup_printf (_("%u more"), preview->changes->len - n_shown);
      append (self->changes, more, NULL, NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->change_list), preview->changes->len > 0);
}

static void
show_preview (TallyAppRatePreview           *self,
              const TallyEngineRatesPreview *preview)
{
  g_autofree char *line = tally_app_rate_text_dup_file (preview->file);

  gtk_label_set_text (self->subtitle, line);
  gtk_widget_set_sensitive (GTK_WIDGET (self->contract), !preview->has_contract);
  gtk_widget_set_sensitive (GTK_WIDGET (self->valid_from), !preview->has_valid_from);
  gtk_widget_set_sensitive (GTK_WIDGET (self->valid_to), !preview->has_valid_to);
  gtk_widget_set_sensitive (self->use_button, self->can_use && preview->file->n_rates > 0);
  gtk_widget_set_visible (self->fixed, !self->can_use);
  show_columns (self, preview);
  show_problems (self, preview);
  show_clashes (self, preview);
  show_changes (self, preview);
  gtk_stack_set_visible_child_name (self->stack, "preview");
}

static gpointer
look (TallyEngine   *engine,
      gpointer       input,
      GCancellable  *cancellable,
      GError       **error)
{
  const Said *said = input;
  const TallyEngineRatesTerms terms = get_terms (said);

  return tally_engine_rates_preview (engine, said->path, &terms, error);
}

static void
looked_cb (GObject      *desk,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (TallyAppRatePreview) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineRatesPreview) preview = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (preview != NULL)
    {
      show_preview (self, preview);
      return;
    }
  adw_status_page_set_description (self->failure, error->message);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

static void
ask (TallyAppRatePreview *self)
{
  TallyEngineQuestion question = {
    .func = look, .free_input = said_free, .free_answer = (GDestroyNotify) tally_engine_rates_preview_free,
  };
  TallyAppPage *page = get_page (self);
  TallyEngineDesk *desk = page != NULL ? tally_app_page_get_desk (page) : NULL;

  question.input = self->path != NULL ? read_said (self) : NULL;
  gtk_widget_set_sensitive (self->use_button, FALSE); /* until it is known what it would be */
  if (question.input == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (desk == NULL)
    said_free (question.input);
  else
    tally_engine_desk_ask_async (desk, &question, self->cancellable, looked_cb, g_object_ref (self));
}

static void
terms_cb (TallyAppRatePreview *self)
{
  if (!self->is_filling)
    ask (self);
}

/* A list of the same contracts most likely takes the place of the one in use: the only one, or none is guessed. */
static void
fill_tables (TallyAppRatePreview *self,
             GPtrArray           *files)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("Nothing: it comes beside the others"));
  g_ptr_array_set_size (self->tables, 0);
  for (guint i = 0; i < files->len; i++)
    {
      const TallyEngineRatesFile *file = files->pdata[i];
      g_autofree char *name = g_path_get_basename (file->path);
      gtk_string_list_append (names, name);
      g_ptr_array_add (self->tables, g_strdup (file->path));
    }
  adw_combo_row_set_model (self->replaces, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->replaces, files->len == 1 ? 1 : 0);
}

void
tally_app_rate_preview_show (TallyAppRatePreview *self,
                             const char          *path,
                             GPtrArray           *files,
                             gboolean             can_use)
{
  g_autofree char *name = NULL;

  g_return_if_fail (TALLY_IS_APP_RATE_PREVIEW (self) && path != NULL && files != NULL);
  name = g_path_get_basename (path);
  g_free (self->path);
  self->path = g_strdup (path);
  self->can_use = can_use;
  self->is_filling = TRUE;
  gtk_label_set_text (self->title, name);
  gtk_editable_set_text (GTK_EDITABLE (self->contract), "");
  gtk_editable_set_text (GTK_EDITABLE (self->valid_from), "");
  gtk_editable_set_text (GTK_EDITABLE (self->valid_to), "");
  fill_tables (self, files);
  self->is_filling = FALSE;
  gtk_stack_set_visible_child_name (self->stack, "reading");
  ask (self);
}

/* The import */

static gpointer
import (TallyEngine   *engine,
        gpointer       input,
        GCancellable  *cancellable,
        GError       **error)
{
  const Said *said = input;
  const TallyEngineRatesTerms terms = get_terms (said);

  return tally_engine_rates_import (engine, said->path, &terms, error);
}

static void
imported_cb (GObject      *desk,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (TallyAppRatePreview) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);
  g_autofree char *replaces = NULL;
  TallyAppPage *page = get_page (self);
  guint table;

  if (page == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (copy == NULL)
    {
      tally_app_page_toast (page, error->message);
      return;
    }
  table = adw_combo_row_get_selected (self->replaces);
  if (table > 0 && table <= self->tables->len)
    replaces = g_strdup (self->tables->pdata[table - 1]);
  gtk_widget_activate_action (GTK_WIDGET (self), "rates.cancel", NULL);
  tally_app_rate_use_add (page, copy, replaces);
}

void
tally_app_rate_preview_use (TallyAppRatePreview *self)
{
  TallyEngineQuestion question = { .func = import, .free_input = said_free, .free_answer = g_free };
  TallyAppPage *page;
  TallyEngineDesk *desk;

  g_return_if_fail (TALLY_IS_APP_RATE_PREVIEW (self));
  page = get_page (self);
  desk = page != NULL ? tally_app_page_get_desk (page) : NULL;
  question.input = desk != NULL && self->path != NULL ? read_said (self) : NULL;
  if (question.input == NULL)
    return;
  gtk_widget_set_sensitive (self->use_button, FALSE);
  tally_engine_desk_ask_async (desk, &question, self->cancellable, imported_cb, g_object_ref (self));
}

static void
tally_app_rate_preview_dispose (GObject *object)
{
  TallyAppRatePreview *self = TALLY_APP_RATE_PREVIEW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->path, g_free);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TALLY_TYPE_APP_RATE_PREVIEW);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_object (&self->columns);
  g_clear_object (&self->samples);
  g_clear_object (&self->problems);
  g_clear_object (&self->changes);
  G_OBJECT_CLASS (tally_app_rate_preview_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TallyAppRatePreview, stack);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRatePreview, failure);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRatePreview, title);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRatePreview, subtitle);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRatePreview, use_button);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRatePreview, fixed);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRatePreview, contract);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRatePreview, valid_from);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRatePreview, valid_to);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRatePreview, replaces);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRatePreview, clash);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRatePreview, clash_row);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRatePreview, problem_group);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRatePreview, problem_list);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRatePreview, change_total);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRatePreview, change_list);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRatePreview, column_list);
  gtk_widget_class_bind_template_child (widget_class, TallyAppRatePreview, sample_list);
  gtk_widget_class_bind_template_callback (widget_class, terms_cb);
}

static void
tally_app_rate_preview_class_init (TallyAppRatePreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_app_rate_preview_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-app-rate-preview.ui");
  bind_children (widget_class);
}

static GListStore *
bind_list (GtkListBox *box)
{
  GListStore *list = g_list_store_new (TALLY_TYPE_APP_ROW_ITEM);

  gtk_list_box_bind_model (box, G_LIST_MODEL (list), tally_app_row_item_create_row, NULL, NULL);
  return list;
}

static void
tally_app_rate_preview_init (TallyAppRatePreview *self)
{
  self->cancellable = g_cancellable_new ();
  self->tables = g_ptr_array_new_with_free_func (g_free);
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = FALSE;
  self->columns = bind_list (self->column_list);
  self->samples = bind_list (self->sample_list);
  self->problems = bind_list (self->problem_list);
  self->changes = bind_list (self->change_list);
}
