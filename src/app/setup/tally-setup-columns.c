/* tally-setup-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-setup-columns.h"

#include <glib/gi18n.h>

#include "tally-app-format.h"
#include "tally-engine-setup-map.h"
#include "tally-setup-fact.h"
#include "tally-setup-item.h"

/* Rows that are shown: what is left out first, for that is what people look for. */
#define MAX_ROWS 20
#define SURE_PERCENT 90
#define LIKELY_PERCENT 60

struct _TallySetupColumns {
  TallySetupStep  parent_instance;

  /* template */
  GtkStack       *stack;
  AdwComboRow    *sheet_row;
  GtkSpinner     *spinner;
  GtkLabel       *said;
  GtkLabel       *summary;
  GtkWidget      *notes_group;
  GtkListBox     *notes_list;
  GtkWidget      *columns_group;
  GtkListBox     *columns_list;
  GtkWidget      *rows_group;
  GtkListBox     *rows_list;

  GListStore     *notes;   /* (owned) */
  GListStore     *columns; /* (owned) */
  GListStore     *rows;    /* (owned) */
  gint64          sheet_id; /* that is shown, or asked about; 0 = none */
  gboolean        is_filling;
};

G_DEFINE_FINAL_TYPE (TallySetupColumns, tally_setup_columns, TALLY_TYPE_SETUP_STEP)

/* --- what is shown ------------------------------------------------------------------------------ */

static void
clear (TallySetupColumns *self)
{
  g_list_store_remove_all (self->notes);
  g_list_store_remove_all (self->columns);
  g_list_store_remove_all (self->rows);
  gtk_widget_set_visible (self->notes_group, FALSE);
  gtk_widget_set_visible (self->columns_group, FALSE);
  gtk_widget_set_visible (self->rows_group, FALSE);
  tally_setup_step_say (self->summary, NULL);
  tally_setup_step_say (self->said, NULL);
}

static void
add_column (TallySetupColumns      *self,
            TallyField              field,
            const TallyColumnMatch *match)
{
  guint percent = match->confidence_percent;
  g_autofree char *mark = NULL;
  g_autofree char *subtitle = NULL;

  if (match->column_id == 0)
    {
      tally_setup_fact_add (self->columns, tally_field_get_title (field), _("The sheet has no such column"), _("missing"),
                            "dim-label");
      return;
    }
  mark = g_strdup_printf (percent >= SURE_PERCENT ? _("%u %%, sure")
                                                  : percent >= LIKELY_PERCENT ? _("%u %%, likely") : _("%u %%, doubtful"),
                          percent);
  subtitle = g_strdup_printf (_("Column “%s”"), match->title);
  tally_setup_fact_add (self->columns, tally_field_get_title (field), subtitle, mark,
                        percent >= SURE_PERCENT ? "success" : percent >= LIKELY_PERCENT ? "warning" : "error");
}

static void
add_row (TallySetupColumns         *self,
         const TallyEngineSetupRow *row)
{
  g_autofree char *number = tally_app_format_dup_count ((guint64) MAX (row->row_number, 0));
  g_autofree char *title = g_strdup_printf (_("Row %s"), number);
  g_autofree char *week = tally_app_format_dup_day (row->week_ending);
  g_autofree char *money = tally_app_format_dup_money (row->price_cents);
  g_autofree char *subtitle = g_strjoin (" · ", *row->work_request != '\0' ? row->work_request : _("no work request"),
                                         *week != '\0' ? week : _("no week"), *row->cu != '\0' ? row->cu : _("no unit"),
                                         *row->detail != '\0' ? row->detail : money, NULL);
  gboolean is_taken = row->reason == TALLY_REASON_ACCEPTED;

  tally_setup_fact_add (self->rows, title, subtitle, is_taken ? _("taken") : tally_reason_get_title (row->reason),
                        is_taken ? "success" : "warning");
}

static void
add_rows (TallySetupColumns         *self,
          const TallyEngineSetupMap *map,
          gboolean                   is_taken)
{
  for (guint i = 0; i < map->rows->len && g_list_model_get_n_items (G_LIST_MODEL (self->rows)) < MAX_ROWS; i++)
    {
      const TallyEngineSetupRow *row = map->rows->pdata[i];

      if ((row->reason == TALLY_REASON_ACCEPTED) == is_taken)
        add_row (self, row);
    }
}

static void
show_summary (TallySetupColumns         *self,
              const TallyEngineSetupMap *map)
{
  guint n_taken = map->n_by_reason[TALLY_REASON_ACCEPTED];
  g_autofree char *money = tally_app_format_dup_money (map->cents_by_reason[TALLY_REASON_ACCEPTED]);
  g_autofree char *text = g_strdup_printf (_("Of the first %u rows %u would be billed (%s), %u left out, %u are blank"),
                                           map->rows->len + map->n_blank, n_taken, money, map->rows->len - n_taken,
                                           map->n_blank);

  tally_setup_step_say (self->summary, text);
}

static void
show_map (TallySetupColumns         *self,
          const TallyEngineSetupMap *map)
{
  clear (self);
  show_summary (self, map);
  for (guint i = 0; i < map->map->notes->len; i++)
    tally_setup_fact_add (self->notes, map->map->notes->pdata[i], NULL, NULL, NULL);
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    add_column (self, (TallyField) i, &map->map->matches[i]);
  add_rows (self, map, FALSE);
  add_rows (self, map, TRUE);
  gtk_widget_set_visible (self->notes_group, map->map->notes->len > 0);
  gtk_widget_set_visible (self->columns_group, TRUE);
  gtk_widget_set_visible (self->rows_group, map->rows->len > 0);
  tally_setup_step_set_done (TALLY_SETUP_STEP (self), map->n_by_reason[TALLY_REASON_ACCEPTED] > 0);
}

/* --- what is asked ------------------------------------------------------------------------------ */

static gpointer
map_sheet (TallyEngine   *engine,
           gpointer       input,
           GCancellable  *cancellable,
           GError       **error)
{
  return tally_engine_setup_map_sheet (engine, *(gint64 *) input, cancellable, error);
}

static gpointer
list_sources (TallyEngine   *engine,
              gpointer       input,
              GCancellable  *cancellable,
              GError       **error)
{
  return tally_engine_setup_list_sources (engine, cancellable, error);
}

/* Somebody may have gone on to another sheet meanwhile: only the answer about that one counts. */
static void
mapped_cb (GObject      *desk,
           GAsyncResult *result,
           gpointer      data)
{
  TallySetupColumns *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineSetupMap) map = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || (map != NULL && map->sheet_id != self->sheet_id))
    return;
  gtk_spinner_stop (self->spinner);
  if (map != NULL)
    {
      show_map (self, map);
      return;
    }
  clear (self);
  tally_setup_step_say (self->said, error->message);
}

static void
ask_map (TallySetupColumns *self)
{
  TallySetupItem *item = adw_combo_row_get_selected_item (self->sheet_row);
  gint64 id = item != NULL ? tally_setup_item_get_id (item) : 0;
  const TallyEngineQuestion question = {
    .func = map_sheet, .input = g_memdup2 (&id, sizeof id), .free_input = g_free,
    .free_answer = (GDestroyNotify) tally_engine_setup_map_free,
  };

  if (id == 0 || id == self->sheet_id)
    {
      g_free (question.input);
      return;
    }
  self->sheet_id = id;
  clear (self);
  gtk_spinner_start (self->spinner);
  tally_app_page_ask (TALLY_APP_PAGE (self), &question, mapped_cb);
}

static void
sheet_cb (TallySetupColumns *self)
{
  if (!self->is_filling)
    ask_map (self);
}

static void
show_sources (TallySetupColumns *self,
              GPtrArray         *sources)
{
  g_autoptr (GListStore) store = g_list_store_new (TALLY_TYPE_SETUP_ITEM);

  for (guint i = 0; i < sources->len; i++)
    {
      const TallyEnginePlace *place = sources->pdata[i];
      g_autoptr (TallySetupItem) item = tally_setup_item_new (place->kind, place->id, place->name);

      g_list_store_append (store, item);
    }
  self->is_filling = TRUE;
  adw_combo_row_set_model (self->sheet_row, G_LIST_MODEL (store));
  self->is_filling = FALSE;
  gtk_stack_set_visible_child_name (self->stack, sources->len > 0 ? "map" : "nothing");
}

static void
sources_cb (GObject      *desk,
            GAsyncResult *result,
            gpointer      data)
{
  TallySetupColumns *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sources = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_spinner_stop (self->spinner);
  self->sheet_id = 0;
  if (sources == NULL)
    {
      clear (self);
      tally_setup_step_say (self->said, error->message);
      return;
    }
  show_sources (self, sources);
  ask_map (self);
}

/* --- class -------------------------------------------------------------------------------------- */

static void
tally_setup_columns_reload (TallyAppPage *page)
{
  TallySetupColumns *self = TALLY_SETUP_COLUMNS (page);
  const TallyEngineQuestion question = { .func = list_sources, .free_answer = (GDestroyNotify) g_ptr_array_unref };

  if (!tally_app_settings_is_set_up (tally_app_page_get_session (page)))
    {
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "map");
  gtk_spinner_start (self->spinner);
  tally_app_page_ask (page, &question, sources_cb);
}

static void
tally_setup_columns_dispose (GObject *object)
{
  TallySetupColumns *self = TALLY_SETUP_COLUMNS (object);

  g_clear_object (&self->notes);
  g_clear_object (&self->columns);
  g_clear_object (&self->rows);
  tally_app_page_dispose_template (TALLY_APP_PAGE (object), TALLY_TYPE_SETUP_COLUMNS);
  G_OBJECT_CLASS (tally_setup_columns_parent_class)->dispose (object);
}

static void
tally_setup_columns_class_init (TallySetupColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_setup_columns_dispose;
  TALLY_APP_PAGE_CLASS (klass)->reload = tally_setup_columns_reload;
  g_type_ensure (TALLY_TYPE_SETUP_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-setup-columns.ui");
  gtk_widget_class_bind_template_child (widget_class, TallySetupColumns, stack);
  gtk_widget_class_bind_template_child (widget_class, TallySetupColumns, sheet_row);
  gtk_widget_class_bind_template_child (widget_class, TallySetupColumns, spinner);
  gtk_widget_class_bind_template_child (widget_class, TallySetupColumns, said);
  gtk_widget_class_bind_template_child (widget_class, TallySetupColumns, summary);
  gtk_widget_class_bind_template_child (widget_class, TallySetupColumns, notes_group);
  gtk_widget_class_bind_template_child (widget_class, TallySetupColumns, notes_list);
  gtk_widget_class_bind_template_child (widget_class, TallySetupColumns, columns_group);
  gtk_widget_class_bind_template_child (widget_class, TallySetupColumns, columns_list);
  gtk_widget_class_bind_template_child (widget_class, TallySetupColumns, rows_group);
  gtk_widget_class_bind_template_child (widget_class, TallySetupColumns, rows_list);
  gtk_widget_class_bind_template_callback (widget_class, sheet_cb);
}

static void
tally_setup_columns_init (TallySetupColumns *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->notes = tally_setup_fact_bind (self->notes_list);
  self->columns = tally_setup_fact_bind (self->columns_list);
  self->rows = tally_setup_fact_bind (self->rows_list);
  clear (self);
}
