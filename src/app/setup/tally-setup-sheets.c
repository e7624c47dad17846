/* tally-setup-sheets.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-setup-sheets.h"

#include <glib/gi18n.h>

#include "tally-app-format.h"
#include "tally-setup-fact.h"
#include "tally-setup-item.h"

#define N_USES (TALLY_ENGINE_SETUP_USE_AUDIT + 1)

/* One of the two sheets: the list that it is chosen from, what was found of it. */
typedef struct {
  GtkDropDown *choice; /* (borrowed) */
  GListStore  *facts;  /* (owned) */
  gint64       id;     /* that is shown, or asked about; 0 = none */
} Use;

struct _TallySetupSheets {
  TallySetupStep  parent_instance;

  /* template */
  GtkDropDown    *target;
  GtkDropDown    *audit;
  GtkListBox     *target_list;
  GtkListBox     *audit_list;
  GtkSpinner     *spinner;
  GtkLabel       *said;

  Use             uses[N_USES];
  gboolean        is_filling;
};

G_DEFINE_FINAL_TYPE (TallySetupSheets, tally_setup_sheets, TALLY_TYPE_SETUP_STEP)

static const char *const groups[N_USES] = {
  [TALLY_ENGINE_SETUP_USE_TARGET] = "target",
  [TALLY_ENGINE_SETUP_USE_AUDIT] = "audit",
};

/* --- what is asked ------------------------------------------------------------------------------ */

/* A sheet, and what it is meant for. */
typedef struct {
  gint64               id;
  TallyEngineSetupUse  use;
} Candidate;

static gpointer
list_sheets (TallyEngine   *engine,
             gpointer       input,
             GCancellable  *cancellable,
             GError       **error)
{
  return tally_engine_setup_list_sheets (engine, cancellable, error);
}

static gpointer
check_sheet (TallyEngine   *engine,
             gpointer       input,
             GCancellable  *cancellable,
             GError       **error)
{
  const Candidate *candidate = input;

  return tally_engine_setup_check_sheet (engine, candidate->id, candidate->use, cancellable, error);
}

/* --- what is shown ------------------------------------------------------------------------------ */

static void
show_found (TallySetupSheets            *self,
            TallyEngineSetupUse          use,
            const TallyEngineSetupSheet *sheet)
{
  GListStore *facts = self->uses[use].facts;
  g_autofree char *n_rows = sheet->n_rows >= 0 ? tally_app_format_dup_count ((guint64) sheet->n_rows) : g_strdup ("");

  g_list_store_remove_all (facts);
  tally_setup_fact_add (facts, sheet->name, sheet->problem, sheet->is_usable ? _("fits") : _("does not fit"),
                        sheet->is_usable ? "success" : "error");
  if (!sheet->is_usable)
    return;
  tally_setup_fact_add (facts, _("Column"), sheet->column, NULL, NULL);
  tally_setup_fact_add (facts, _("Rows"), n_rows, NULL, NULL);
  tally_setup_fact_add (facts, _("You May"), sheet->access, NULL, NULL);
  if (sheet->missing->len > 0)
    {
      g_autofree char *missing = NULL;

      g_ptr_array_add (sheet->missing, NULL);
      missing = g_strjoinv (", ", (char **) sheet->missing->pdata);
      g_ptr_array_remove_index (sheet->missing, sheet->missing->len - 1);
      tally_setup_fact_add (facts, _("It Lacks Columns"), missing, _("left out"), "warning");
    }
}

static gint64
get_configured (TallySetupSheets    *self,
                TallyEngineSetupUse  use)
{
  TallyConfig *config = tally_setup_step_get_config (TALLY_SETUP_STEP (self));

  return config != NULL ? tally_config_get_int (config, groups[use], "sheet") : 0;
}

/* A sheet that serves is written at once; one that does not is only shown. */
static void
keep (TallySetupSheets            *self,
      TallyEngineSetupUse          use,
      const TallyEngineSetupSheet *sheet)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, sheet->sheet_id);
  const TallyConfigChange change = { groups[use], "sheet", id };

  if (sheet->is_usable && get_configured (self, use) != sheet->sheet_id)
    tally_setup_step_write (TALLY_SETUP_STEP (self), &change, 1, self->said);
}

/* The two answers have callbacks of their own, for a sheet does not say what it was looked at for. */
static void
take_answer (TallySetupSheets    *self,
             TallyEngineSetupUse  use,
             GObject             *desk,
             GAsyncResult        *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineSetupSheet) sheet = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || (sheet != NULL && sheet->sheet_id != self->uses[use].id))
    return;
  gtk_spinner_stop (self->spinner);
  if (sheet == NULL)
    {
      g_list_store_remove_all (self->uses[use].facts);
      tally_setup_step_say (self->said, error->message);
      return;
    }
  show_found (self, use, sheet);
  tally_setup_step_say (self->said, NULL);
  if (use == TALLY_ENGINE_SETUP_USE_TARGET)
    tally_setup_step_set_done (TALLY_SETUP_STEP (self), sheet->is_usable);
  keep (self, use, sheet);
}

static void
target_checked_cb (GObject      *desk,
                   GAsyncResult *result,
                   gpointer      data)
{
  take_answer (data, TALLY_ENGINE_SETUP_USE_TARGET, desk, result);
}

static void
audit_checked_cb (GObject      *desk,
                  GAsyncResult *result,
                  gpointer      data)
{
  take_answer (data, TALLY_ENGINE_SETUP_USE_AUDIT, desk, result);
}

static void
forget (TallySetupSheets    *self,
        TallyEngineSetupUse  use)
{
  const TallyConfigChange change = { groups[use], "sheet", NULL };

  g_list_store_remove_all (self->uses[use].facts);
  if (get_configured (self, use) != 0)
    tally_setup_step_write (TALLY_SETUP_STEP (self), &change, 1, self->said);
}

static void
check (TallySetupSheets    *self,
       TallyEngineSetupUse  use)
{
  Use *chosen = &self->uses[use];
  TallySetupItem *item = gtk_drop_down_get_selected_item (chosen->choice);
  const Candidate candidate = { item != NULL ? tally_setup_item_get_id (item) : 0, use };
  TallyEngineQuestion question = {
    .func = check_sheet, .free_input = g_free, .free_answer = (GDestroyNotify) tally_engine_setup_sheet_free,
  };

  if (self->is_filling || item == NULL || candidate.id == chosen->id) /* at first none is chosen, and none is shown */
    return;
  chosen->id = candidate.id;
  if (candidate.id == 0)
    {
      forget (self, use);
      return;
    }
  question.input = g_memdup2 (&candidate, sizeof candidate);
  gtk_spinner_start (self->spinner);
  tally_app_page_ask (TALLY_APP_PAGE (self), &question,
                      use == TALLY_ENGINE_SETUP_USE_TARGET ? target_checked_cb : audit_checked_cb);
}

static void
target_cb (TallySetupSheets *self)
{
  check (self, TALLY_ENGINE_SETUP_USE_TARGET);
}

static void
audit_cb (TallySetupSheets *self)
{
  check (self, TALLY_ENGINE_SETUP_USE_AUDIT);
}

/* --- the lists ---------------------------------------------------------------------------------- */

static void
append (GListStore *store,
        gint64      id,
        const char *name)
{
  g_autoptr (TallySetupItem) item = tally_setup_item_new (TALLY_ENGINE_PLACE_SHEET, id, name);

  g_list_store_append (store, item);
}

/* What somebody chose a moment ago goes before what the configuration says. A configured sheet that the token does not
 * see stands there by its id. */
static void
fill (TallySetupSheets    *self,
      TallyEngineSetupUse  use,
      GPtrArray           *sheets)
{
  g_autoptr (GListStore) store = g_list_store_new (TALLY_TYPE_SETUP_ITEM);
  gint64 configured = self->uses[use].id != 0 ? self->uses[use].id : get_configured (self, use);
  guint selected = configured == 0 ? 0 : GTK_INVALID_LIST_POSITION;

  append (store, 0, _("None"));
  for (guint i = 0; i < sheets->len; i++)
    {
      const TallyEnginePlace *sheet = sheets->pdata[i];

      append (store, sheet->id, sheet->name);
      if (sheet->id == configured)
        selected = i + 1;
    }
  if (selected == GTK_INVALID_LIST_POSITION)
    {
      append (store, configured, "");
      selected = sheets->len + 1;
    }
  gtk_drop_down_set_model (self->uses[use].choice, G_LIST_MODEL (store));
  gtk_drop_down_set_selected (self->uses[use].choice, selected);
}

static void
listed_cb (GObject      *desk,
           GAsyncResult *result,
           gpointer      data)
{
  TallySetupSheets *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_spinner_stop (self->spinner);
  if (sheets == NULL)
    {
      tally_setup_step_say (self->said, error->message);
      return;
    }
  self->is_filling = TRUE;
  for (guint use = 0; use < N_USES; use++)
    fill (self, (TallyEngineSetupUse) use, sheets);
  self->is_filling = FALSE;
  for (guint use = 0; use < N_USES; use++)
    {
      self->uses[use].id = 0;
      check (self, (TallyEngineSetupUse) use);
    }
}

/* --- class -------------------------------------------------------------------------------------- */

static void
tally_setup_sheets_reload (TallyAppPage *page)
{
  TallySetupSheets *self = TALLY_SETUP_SHEETS (page);
  const TallyEngineQuestion question = { .func = list_sheets, .free_answer = (GDestroyNotify) g_ptr_array_unref };

  tally_setup_step_set_done (TALLY_SETUP_STEP (self), get_configured (self, TALLY_ENGINE_SETUP_USE_TARGET) != 0);
  gtk_spinner_start (self->spinner);
  tally_app_page_ask (page, &question, listed_cb);
}

static void
tally_setup_sheets_dispose (GObject *object)
{
  TallySetupSheets *self = TALLY_SETUP_SHEETS (object);

  for (guint use = 0; use < N_USES; use++)
    g_clear_object (&self->uses[use].facts);
  tally_app_page_dispose_template (TALLY_APP_PAGE (object), TALLY_TYPE_SETUP_SHEETS);
  G_OBJECT_CLASS (tally_setup_sheets_parent_class)->dispose (object);
}

static void
tally_setup_sheets_class_init (TallySetupSheetsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_setup_sheets_dispose;
  TALLY_APP_PAGE_CLASS (klass)->reload = tally_setup_sheets_reload;
  g_type_ensure (TALLY_TYPE_SETUP_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-setup-sheets.ui");
  gtk_widget_class_bind_template_child (widget_class, TallySetupSheets, target);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSheets, audit);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSheets, target_list);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSheets, audit_list);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSheets, spinner);
  gtk_widget_class_bind_template_child (widget_class, TallySetupSheets, said);
  gtk_widget_class_bind_template_callback (widget_class, target_cb);
  gtk_widget_class_bind_template_callback (widget_class, audit_cb);
}

static void
tally_setup_sheets_init (TallySetupSheets *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->uses[TALLY_ENGINE_SETUP_USE_TARGET] = (Use) { self->target, tally_setup_fact_bind (self->target_list), 0 };
  self->uses[TALLY_ENGINE_SETUP_USE_AUDIT] = (Use) { self->audit, tally_setup_fact_bind (self->audit_list), 0 };
}
