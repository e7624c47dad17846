/* tally-engine-setup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-setup.h"

#include "tally-engine-asking-private.h"
#include "tally-jobs-audit-values.h"
#include "tally-jobs-target.h"
#include "tally-smartsheet-browse.h"
#include "tally-smartsheet-look.h"
#include "tally-text.h"

void
tally_engine_place_free (TallyEnginePlace *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self);
}

void
tally_engine_setup_sheet_free (TallyEngineSetupSheet *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->access);
  g_free (self->column);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_free (self->problem);
  g_free (self);
}

/* --- places ------------------------------------------------------------------------------------- */

static TallyEnginePlaceKind
translate_kind (TallySmartsheetPlaceKind kind)
{
  switch (kind)
    {
    case TALLY_SMARTSHEET_PLACE_WORKSPACE: return TALLY_ENGINE_PLACE_WORKSPACE;
    case TALLY_SMARTSHEET_PLACE_FOLDER: return TALLY_ENGINE_PLACE_FOLDER;
    case TALLY_SMARTSHEET_PLACE_SHEET:
    default: return TALLY_ENGINE_PLACE_SHEET;
    }
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const TallyEnginePlace *place_a = *(const TallyEnginePlace *const *) a;
  const TallyEnginePlace *place_b = *(const TallyEnginePlace *const *) b;
  g_autofree char *key_a = NULL, *key_b = NULL;
  int order;

  if (place_a->kind != place_b->kind)
    return place_a->kind < place_b->kind ? -1 : 1;
  key_a = g_utf8_casefold (place_a->name, -1);
  key_b = g_utf8_casefold (place_b->name, -1);
  order = g_utf8_collate (key_a, key_b);
  return order != 0 ? order : (place_a->id > place_b->id) - (place_a->id < place_b->id);
}

static gboolean
may_write (const char *access)
{
  static const char *const readers[] = { "VIEWER", "COMMENTER", NULL };

  return !g_strv_contains (readers, access);
}

/* @found: (transfer full) */
static GPtrArray *
translate (GPtrArray *found)
{
  GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_engine_place_free);

  for (guint i = 0; i < found->len; i++)
    {
      const TallySmartsheetPlace *from = found->pdata[i];
      TallyEnginePlace *place = g_new0 (TallyEnginePlace, 1);

      *place = (TallyEnginePlace) {
        translate_kind (from->kind), from->id, g_strdup (from->name), may_write (from->access),
      };
      g_ptr_array_add (places, place);
    }
  g_ptr_array_sort (places, compare_places);
  g_ptr_array_unref (found);
  return places;
}

GPtrArray *
tally_engine_setup_list_children (TallyEngine           *self,
                                  TallyEnginePlaceKind   kind,
                                  gint64                 id,
                                  GCancellable          *cancellable,
                                  GError               **error)
{
  g_auto (TallyEngineAsking) asking = { 0 };
  TallySmartsheetPlaceKind parent = kind == TALLY_ENGINE_PLACE_WORKSPACE ? TALLY_SMARTSHEET_PLACE_WORKSPACE
                                                                         : TALLY_SMARTSHEET_PLACE_FOLDER;
  GPtrArray *found = NULL;
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL && kind != TALLY_ENGINE_PLACE_SHEET, NULL);
  if (tally_engine_asking_begin (&asking, self, NULL, &failure))
    found = kind == TALLY_ENGINE_PLACE_ROOT
              ? tally_smartsheet_browse_workspaces (asking.client, cancellable, &failure)
              : tally_smartsheet_browse_children (asking.client, parent, id, cancellable, &failure);
  if (found != NULL)
    return translate (found);
  tally_engine_asking_translate (failure, error);
  return NULL;
}

GPtrArray *
tally_engine_setup_list_sheets (TallyEngine   *self,
                                GCancellable  *cancellable,
                                GError       **error)
{
  g_auto (TallyEngineAsking) asking = { 0 };
  GPtrArray *found = NULL;
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  if (tally_engine_asking_begin (&asking, self, NULL, &failure))
    found = tally_smartsheet_browse_sheets (asking.client, cancellable, &failure);
  if (found != NULL)
    return translate (found);
  tally_engine_asking_translate (failure, error);
  return NULL;
}

/* --- a sheet ------------------------------------------------------------------------------------ */

static const TallyColumn *
find_title (const TallySheet *sheet,
            const char       *title)
{
  g_autofree char *wanted = tally_text_normalise_title (title);

  for (guint i = 0; i < sheet->columns->len; i++)
    {
      const TallyColumn *column = sheet->columns->pdata[i];
      g_autofree char *actual = tally_text_normalise_title (column->title);

      if (strcmp (wanted, actual) == 0)
        return column;
    }
  return NULL;
}

static const TallyColumn *
find_id (const TallySheet *sheet,
         gint64            column_id)
{
  for (guint i = 0; i < sheet->columns->len; i++)
    if (((const TallyColumn *) sheet->columns->pdata[i])->column_id == column_id)
      return sheet->columns->pdata[i];
  return NULL;
}

static void
judge_target (TallyEngineSetupSheet     *self,
              const TallySmartsheetLook *look)
{
  const TallyColumn *column = find_id (look->sheet, tally_jobs_target_find_column (look->sheet));

  self->column = g_strdup (column != NULL ? column->title : "");
  if (column == NULL)
    self->problem = g_strdup ("it has no column \"Work Request #\": name the column of work requests so, or choose another "
                              "sheet");
  else if (!look->may_attach)
    self->problem = g_strdup ("the token's owner may only look at it: share it with them as an editor");
}

static void
judge_audit (TallyEngineSetupSheet     *self,
             const TallySmartsheetLook *look)
{
  gboolean is_optional = FALSE;
  const char *first = tally_jobs_audit_values_get_title (0, NULL);
  const TallyColumn *column = find_title (look->sheet, first);

  self->column = g_strdup (column != NULL ? column->title : "");
  for (guint i = 1; tally_jobs_audit_values_get_title (i, &is_optional) != NULL; i++)
    if (!is_optional && find_title (look->sheet, tally_jobs_audit_values_get_title (i, NULL)) == NULL)
      g_ptr_array_add (self->missing, g_strdup (tally_jobs_audit_values_get_title (i, NULL)));
  if (column == NULL)
    self->problem = g_strdup_printf ("it has no column \"%s\": add it, or choose another sheet", first);
  else if (!look->may_attach)
    self->problem = g_strdup ("the token's owner may only look at it: share it with them as an editor");
}

static TallyEngineSetupSheet *
judge (const TallySmartsheetLook *look,
       TallyEngineSetupUse        use)
{
  TallyEngineSetupSheet *self = g_new0 (TallyEngineSetupSheet, 1);

  self->sheet_id = look->sheet->sheet_id;
  self->name = g_strdup (look->sheet->name);
  self->n_rows = look->sheet->n_rows;
  self->access = g_strdup (look->access);
  self->missing = g_ptr_array_new_with_free_func (g_free);
  if (use == TALLY_ENGINE_SETUP_USE_TARGET)
    judge_target (self, look);
  else
    judge_audit (self, look);
  self->is_usable = self->problem == NULL;
  return self;
}

TallyEngineSetupSheet *
tally_engine_setup_check_sheet (TallyEngine          *self,
                                gint64                sheet_id,
                                TallyEngineSetupUse   use,
                                GCancellable         *cancellable,
                                GError              **error)
{
  g_auto (TallyEngineAsking) asking = { 0 };
  g_autoptr (TallySmartsheetLook) look = NULL;
  GError *failure = NULL;

  g_return_val_if_fail (self != NULL && sheet_id > 0, NULL);
  if (tally_engine_asking_begin (&asking, self, NULL, &failure))
    look = tally_smartsheet_look_at_sheet (asking.client, sheet_id, cancellable, &failure);
  if (look != NULL)
    return judge (look, use);
  tally_engine_asking_translate (failure, error);
  return NULL;
}
