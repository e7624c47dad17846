/* tally-page-rates.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-page-rates.h"

#include <glib/gi18n.h>

#include "tally-app-book-text.h"
#include "tally-app-format.h"
#include "tally-app-launch.h"
#include "tally-app-rate-preview.h"
#include "tally-app-rate-text.h"
#include "tally-app-rate-use.h"
#include "tally-app-row-item.h"
#include "tally-engine-rates.h"
#include "tally-engine-unrated.h"

/* Each row is a widget; the dearest come first. */
#define MAX_UNRATED_ROWS 200

struct _TallyPageRates {
  TallyAppPage         parent_instance;

  TallyEngineRates    *rates;    /* (owned) (nullable) */
  GListStore          *files;    /* (owned) */
  GListStore          *problems; /* (owned) */
  GListStore          *unrated;  /* (owned) */
  GtkFileChooserNative *chooser; /* (owned) (nullable) while it is open */
  char                *wanted;   /* (owned) (nullable) a file that is to be previewed once the tables are read */
  TallyEngineDesk     *desk;     /* (borrowed) (nullable) weak: whose ends of runs are heard */
  gboolean             has_unrated; /* what has no rate was looked for since */

  /* template */
  GtkStack            *views;
  AdwStatusPage       *problem;
  AdwPreferencesGroup *file_group;
  GtkListBox          *file_list;
  GtkWidget           *problem_group;
  GtkListBox          *problem_list;
  AdwActionRow        *unrated_total;
  GtkListBox          *unrated_list;
  TallyAppRatePreview *preview;
};

G_DEFINE_FINAL_TYPE (TallyPageRates, tally_page_rates, TALLY_TYPE_APP_PAGE)

/* What the page shows: two answers of the engine at once. */
typedef struct {
  TallyEngineRates *rates;   /* (owned) */
  GPtrArray        *unrated; /* (owned) (nullable) element-type TallyEngineUnrated; not looked for */
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  tally_engine_rates_free (answer->rates);
  g_clear_pointer (&answer->unrated, g_ptr_array_unref);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static void
append (GListStore *list,
        const char *title,
        const char *subtitle)
{
  tally_app_row_item_append (list, &(TallyAppRowWords) { .title = title, .subtitle = subtitle });
}

/* Tables */

static GtkWidget *
new_button (const char *icon_name,
            const char *label,
            const char *action,
            const char *path)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", path);
  return button;
}

static GtkWidget *
create_file_row (gpointer item,
                 gpointer data)
{
  TallyPageRates *self = data;
  GtkWidget *row = tally_app_row_item_create_row (item, NULL);
  gint64 index = tally_app_row_item_get_number (item);
  const TallyEngineRatesFile *file = self->rates->files->pdata[index];

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_button ("folder-symbolic", _("Show It in Its Folder"),
                                                               "rates.show-folder", file->path));
  if (tally_app_rate_use_can (TALLY_APP_PAGE (self)))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_button ("user-trash-symbolic", _("Stop Using This Table"),
                                                                 "rates.drop", file->path));
  return row;
}

static void
show_files (TallyPageRates *self)
{
  const TallyEngineRates *rates = self->rates;
  g_autofree char *count = tally_app_format_dup_count (rates->n_rates);
  g_autofree char *sizes = g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%s rate can be used", "%s rates can be used",
                                                         rates->n_rates), count);
  /* Translators: a sentence, and the first digits of a fingerprint that audits keep */
  g_autofree char *all = g_strdup_printf (_("%s · fingerprint %.8s"), sizes, rates->fingerprint);

  adw_preferences_group_set_description (self->file_group, *rates->fingerprint != '\0' ? all : sizes);
  g_list_store_remove_all (self->files);
  for (guint i = 0; i < rates->files->len; i++)
    {
      const TallyEngineRatesFile *file = rates->files->pdata[i];
      g_autofree char *name = g_path_get_basename (file->path);
      g_autofree char *line = tally_app_rate_text_dup_file (file);
      tally_app_row_item_append (self->files, &(TallyAppRowWords) { .title = name, .subtitle = line, .number = i });
    }
}

static void
show_problems (TallyPageRates *self)
{
  const TallyEngineRates *rates = self->rates;
  guint n_more = rates->n_clashes - rates->clashes->len;

  g_list_store_remove_all (self->problems);
  for (guint i = 0; i < rates->clashes->len; i++)
    append (self->problems, rates->clashes->pdata[i], _("These contradict each other: correct one of them, or its days."));
  for (guint i = 0; i < rates->files->len; i++)
    {
      const TallyEngineRatesFile *file = rates->files->pdata[i];
      for (guint j = 0; j < file->problems->len; j++)
        append (self->problems, file->problems->pdata[j], NULL);
      n_more += file->n_problems - file->problems->len;
    }
  if (n_more > 0)
    {
      g_autofree char *more = g_strdup_printf (_("%u more"), n_more);
      append (self->problems, more, NULL);
    }
  gtk_widget_set_visible (self->problem_group, g_list_model_get_n_items (G_LIST_MODEL (self->problems)) > 0);
}

/* Billed without a rate */

static void
append_unrated (TallyPageRates           *self,
                const TallyEngineUnrated *unit)
{
  g_autofree char *title = *unit->description != '\0' ? g_strdup_printf ("%s · %s", unit->cu, unit->description)
                                                      : g_strdup (unit->cu);
  g_autofree char *lines = tally_app_book_text_dup_lines (unit->n_lines);
  g_autofree char *day = tally_app_format_dup_day (unit->last_day);
  g_autofree char *last = g_strdup_printf (_("last billed in the week ending %s"), day);
  g_autofree char *what = g_strjoin (" · ", tally_app_rate_text_get_reason (unit->reason), lines, last,
                                     *unit->contract != '\0' ? unit->contract : NULL, NULL);
  g_autofree char *money = tally_app_format_dup_money (unit->cents);

  tally_app_row_item_append (self->unrated, &(TallyAppRowWords) { .title = title, .subtitle = what, .value = money });
}

static void
show_unrated_total (TallyPageRates *self,
                    GPtrArray      *units)
{
  g_autofree char *money = NULL;
  g_autofree char *title = NULL;
  g_autofree char *more = NULL;
  TallyMoney cents = 0;

  for (guint i = 0; i < units->len; i++)
    cents += ((const TallyEngineUnrated *) units->pdata[i])->cents;
  money = tally_app_format_dup_money (cents);
  title = g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%s of %u unit", "%s of %u units", units->len), money, units->len);
  if (units->len > MAX_UNRATED_ROWS)
    more = g_strdup_printf (_("The dearest %u are shown."), MAX_UNRATED_ROWS);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->unrated_total),
                                 units->len > 0 ? title : _("Every unit that is billed has a rate"));
  adw_action_row_set_subtitle (self->unrated_total, more != NULL ? more : "");
  gtk_widget_set_visible (GTK_WIDGET (self->unrated_list), units->len > 0);
}

static void
show_unrated (TallyPageRates *self,
              GPtrArray      *units)
{
  g_list_store_remove_all (self->unrated);
  for (guint i = 0; i < MIN (units->len, MAX_UNRATED_ROWS); i++)
    append_unrated (self, units->pdata[i]);
  show_unrated_total (self, units);
}

/* Reading */

static gpointer
look (TallyEngine   *engine,
      gpointer       input,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr (Answer) answer = g_new0 (Answer, 1);

  answer->rates = tally_engine_rates_list (engine);
  if (input != NULL)
    answer->unrated = tally_engine_list_unrated (engine, cancellable, error);
  return input == NULL || answer->unrated != NULL ? g_steal_pointer (&answer) : NULL;
}

static void
show_tables (TallyPageRates *self)
{
  gtk_stack_set_visible_child_name (self->views, self->rates->files->len > 0 ? "tables" : "empty");
}

static void
show_preview (TallyPageRates *self)
{
  g_autofree char *path = g_steal_pointer (&self->wanted);

  if (path == NULL)
    return;
  gtk_stack_set_visible_child_name (self->views, "preview");
  tally_app_rate_preview_show (self->preview, path, self->rates->files, tally_app_rate_use_can (TALLY_APP_PAGE (self)));
}

static void
looked_cb (GObject      *desk,
           GAsyncResult *result,
           gpointer      data)
{
  TallyPageRates *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer == NULL)
    {
      adw_status_page_set_description (self->problem, error->message);
      gtk_stack_set_visible_child_name (self->views, "problem");
      return;
    }
  tally_engine_rates_free (self->rates);
  self->rates = g_steal_pointer (&answer->rates);
  show_files (self);
  show_problems (self);
  if (answer->unrated != NULL)
    show_unrated (self, answer->unrated);
  self->has_unrated |= answer->unrated != NULL;
  /* Somebody at work with a file is not disturbed by a run. */
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "preview") != 0)
    show_tables (self);
  show_preview (self);
}

static void
take_desk (TallyPageRates *self)
{
  TallyEngineDesk *desk = tally_app_page_get_desk (TALLY_APP_PAGE (self));

  if (desk == self->desk)
    return;
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_set_weak_pointer (&self->desk, desk);
  self->has_unrated = FALSE;
  if (desk != NULL)
    g_signal_connect_swapped (desk, "ran", G_CALLBACK (tally_app_page_mark_stale), self);
}

/* Every billed line is looked at for what has no rate: once, and after each run, not with each change that a run makes. */
static void
tally_page_rates_reload (TallyAppPage *page)
{
  TallyPageRates *self = TALLY_PAGE_RATES (page);
  TallyEngineQuestion question = { .func = look, .free_answer = answer_free };
  gboolean is_running;

  take_desk (self);
  is_running = self->desk != NULL && tally_engine_desk_is_running (self->desk);
  question.input = GINT_TO_POINTER (!is_running || !self->has_unrated);
  tally_app_page_ask (page, &question, looked_cb);
}

/* Files */

static void
want (TallyPageRates *self,
      const char     *path)
{
  g_free (self->wanted);
  self->wanted = g_strdup (path);
  if (self->rates != NULL)
    show_preview (self);
}

static void
chosen_cb (TallyPageRates       *self,
           int                   response,
           GtkFileChooserNative *chooser)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_clear_object (&self->chooser);
  if (path != NULL)
    want (self, path);
  else if (file != NULL)
    tally_app_page_toast (TALLY_APP_PAGE (self), _("Choose a file on this computer"));
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  TallyPageRates *self = TALLY_PAGE_RATES (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GtkFileFilter) filter = NULL;

  if (self->chooser != NULL || !GTK_IS_WINDOW (root))
    return;
  self->chooser = gtk_file_chooser_native_new (_("Import a Table of Rates"), GTK_WINDOW (root), GTK_FILE_CHOOSER_ACTION_OPEN,
                                               NULL, NULL);
  filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, _("Tables (CSV, Excel)"));
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_filter_add_suffix (filter, "xlsx");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
dropped_cb (GtkDropTarget *target,
            const GValue  *value,
            double         x,
            double         y,
            TallyPageRates *self)
{
  GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;

  if (path != NULL)
    want (self, path);
  return path != NULL;
}

static void
tally_page_rates_go (TallyAppPage *page,
                     const char   *wish)
{
  static const char prefix[] = "import=";
  g_autofree char *path = NULL;

  if (!g_str_has_prefix (wish, prefix))
    return;
  path = g_uri_unescape_string (wish + strlen (prefix), NULL);
  if (path != NULL && *path != '\0')
    want (TALLY_PAGE_RATES (page), path);
  else
    choose_action (GTK_WIDGET (page), NULL, NULL);
}

static void
use_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  tally_app_rate_preview_use (TALLY_PAGE_RATES (widget)->preview);
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  show_tables (TALLY_PAGE_RATES (widget));
}

static void
drop_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  g_autofree char *path = g_variant_dup_string (parameter, NULL);

  tally_app_rate_use_drop (TALLY_APP_PAGE (widget), path);
}

static void
show_folder_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  tally_app_launch_folder (TALLY_APP_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
tally_page_rates_dispose (GObject *object)
{
  TallyPageRates *self = TALLY_PAGE_RATES (object);

  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_weak_pointer (&self->desk);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  tally_app_page_dispose_template (TALLY_APP_PAGE (object), TALLY_TYPE_PAGE_RATES);
  g_clear_object (&self->files);
  g_clear_object (&self->problems);
  g_clear_object (&self->unrated);
  g_clear_pointer (&self->rates, tally_engine_rates_free);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (tally_page_rates_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TallyPageRates, views);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRates, problem);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRates, file_group);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRates, file_list);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRates, problem_group);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRates, problem_list);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRates, unrated_total);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRates, unrated_list);
  gtk_widget_class_bind_template_child (widget_class, TallyPageRates, preview);
}

static void
tally_page_rates_class_init (TallyPageRatesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_page_rates_dispose;
  TALLY_APP_PAGE_CLASS (klass)->reload = tally_page_rates_reload;
  TALLY_APP_PAGE_CLASS (klass)->go = tally_page_rates_go;
  g_type_ensure (TALLY_TYPE_APP_RATE_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-page-rates.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "rates.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "rates.use", NULL, use_action);
  gtk_widget_class_install_action (widget_class, "rates.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "rates.drop", "s", drop_action);
  gtk_widget_class_install_action (widget_class, "rates.show-folder", "s", show_folder_action);
}

static void
tally_page_rates_init (TallyPageRates *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->files = g_list_store_new (TALLY_TYPE_APP_ROW_ITEM);
  self->problems = g_list_store_new (TALLY_TYPE_APP_ROW_ITEM);
  self->unrated = g_list_store_new (TALLY_TYPE_APP_ROW_ITEM);
  gtk_list_box_bind_model (self->file_list, G_LIST_MODEL (self->files), create_file_row, self, NULL);
  gtk_list_box_bind_model (self->problem_list, G_LIST_MODEL (self->problems), tally_app_row_item_create_row, NULL, NULL);
  gtk_list_box_bind_model (self->unrated_list, G_LIST_MODEL (self->unrated), tally_app_row_item_create_row, NULL, NULL);
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

extern const TallyAppPageInfo tally_page_rates_info;

const TallyAppPageInfo tally_page_rates_info = {
  .id = "rates",
  .title = N_("Rates"),
  .icon_name = "accessories-calculator-symbolic",
  .get_type = tally_page_rates_get_type,
};
