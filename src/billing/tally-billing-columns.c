/* tally-billing-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-columns.h"

#include "tally-billing-column-notes.h"
#include "tally-billing-content.h"
#include "tally-billing-error.h"
#include "tally-text.h"

#define MAX_TITLES 4
#define EXACT_PERCENT 100
#define PERCENT_PER_SYNONYM 3
#define PERCENT_WHEN_NORMALISED 5
#define GUESS_PERCENT 60
#define UNTYPED_PERCENT 20

/* Titles by priority: the usual one first. Written as in sheets, compared in both forms. */
static const char *const titles[TALLY_N_FIELDS][MAX_TITLES] = {
  [TALLY_FIELD_WORK_REQUEST] = { "Work Request #" },
  [TALLY_FIELD_FOREMAN] = { "Foreman" },
  [TALLY_FIELD_DEPT] = { "Dept #" },
  [TALLY_FIELD_CUSTOMER] = { "Customer Name" },
  [TALLY_FIELD_WORK_ORDER] = { "Work Order #" },
  [TALLY_FIELD_AREA] = { "Area" },
  [TALLY_FIELD_POLE] = { "Pole #", "Point #", "Point Number" },
  [TALLY_FIELD_CU] = { "CU", "Billable Unit Code" },
  [TALLY_FIELD_WORK_TYPE] = { "Work Type" },
  [TALLY_FIELD_CU_DESCRIPTION] = { "CU Description", "Unit Description" },
  [TALLY_FIELD_UOM] = { "Unit of Measure", "UOM" },
  [TALLY_FIELD_SCOPE] = { "Scope #", "Scope ID" },
  [TALLY_FIELD_JOB] = { "Job #" },
  [TALLY_FIELD_WEEK_ENDING] = { "Weekly Reference Logged Date" },
  [TALLY_FIELD_SNAPSHOT] = { "Snapshot Date" },
  [TALLY_FIELD_QUANTITY] = { "Quantity", "Qty", "# Units" },
  [TALLY_FIELD_PRICE] = { "Units Total Price", "Total Price", "Redlined Total Price" },
  [TALLY_FIELD_COMPLETED] = { "Units Completed?", "Units Completed" },
};

static const char *const week_words[] = { "weekly", "reference", "logged", "week ending", NULL };
static const char *const snapshot_words[] = { "snapshot", NULL };

/* A sheet's titles and the wanted ones in the form in which they are compared, made once. */
typedef struct {
  const TallySheet *sheet;                                /* (borrowed) */
  GPtrArray        *normals;                              /* (owned) (element-type utf8) by column */
  char             *wanted[TALLY_N_FIELDS][MAX_TITLES];   /* (owned) (nullable) */
} Titles;

static void
titles_init (Titles           *self,
             const TallySheet *sheet)
{
  *self = (Titles) { .sheet = sheet, .normals = g_ptr_array_new_with_free_func (g_free) };
  for (guint i = 0; i < sheet->columns->len; i++)
    g_ptr_array_add (self->normals, tally_text_normalise_title (
                                      ((const TallyColumn *) sheet->columns->pdata[i])->title));
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    for (guint j = 0; j < MAX_TITLES && titles[i][j] != NULL; j++)
      self->wanted[i][j] = tally_text_normalise_title (titles[i][j]);
}

static void
titles_clear (Titles *self)
{
  g_clear_pointer (&self->normals, g_ptr_array_unref);
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    for (guint j = 0; j < MAX_TITLES; j++)
      g_clear_pointer (&self->wanted[i][j], g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Titles, titles_clear)

static const TallyColumn *
get_column (const Titles *self,
            guint         index)
{
  return self->sheet->columns->pdata[index];
}

static const char *
get_normal (const Titles *self,
            guint         index)
{
  return self->normals->pdata[index];
}

static gboolean
is_to_the_letter (const char *title,
                  TallyField  field)
{
  for (guint i = 0; i < MAX_TITLES && titles[field][i] != NULL; i++)
    if (strcmp (title, titles[field][i]) == 0)
      return TRUE;
  return FALSE;
}

/* How well the title of a column fits a field: 0 = not at all. */
static guint
fit_title (const Titles *self,
           guint         index,
           TallyField    field)
{
  const char *title = get_column (self, index)->title;

  for (guint i = 0; i < MAX_TITLES && titles[field][i] != NULL; i++)
    if (strcmp (title, titles[field][i]) == 0)
      return EXACT_PERCENT - i * PERCENT_PER_SYNONYM;
  for (guint i = 0; i < MAX_TITLES && titles[field][i] != NULL; i++)
    if (strcmp (get_normal (self, index), self->wanted[field][i]) == 0)
      return EXACT_PERCENT - i * PERCENT_PER_SYNONYM - PERCENT_WHEN_NORMALISED;
  return 0;
}

static gboolean
is_date (const TallyColumn *column)
{
  return column->type == TALLY_COLUMN_DATE || column->type == TALLY_COLUMN_DATETIME;
}

#define NOT_FOUND G_MAXUINT

/* The first in sheet order (rule 1.1.1); of two that spell one title, the one spelled right. */
static guint
find_by_title (const Titles *self,
               TallyField    field)
{
  guint found = NOT_FOUND;

  for (guint i = 0; i < self->sheet->columns->len; i++)
    {
      if (fit_title (self, i, field) == 0)
        continue;
      if (found == NOT_FOUND)
        found = i;
      else if (!is_to_the_letter (get_column (self, found)->title, field)
               && is_to_the_letter (get_column (self, i)->title, field)
               && strcmp (get_normal (self, found), get_normal (self, i)) == 0)
        found = i;
    }
  return found;
}

static void
note_rivals (TallyColumnMap *map,
             const Titles   *self,
             TallyField      field,
             guint           taken)
{
  for (guint i = 0; i < self->sheet->columns->len; i++)
    if (i != taken && fit_title (self, i, field) != 0)
      tally_billing_add_note (map, TALLY_BILLING_NOTE_RIVAL, get_column (self, taken)->title,
                              get_column (self, i)->title, tally_field_get_title (field));
}

static void
map_by_title (TallyColumnMap *map,
              const Titles   *self,
              TallyField      field)
{
  guint index = find_by_title (self, field);
  const TallyColumn *column;
  guint percent;

  if (index == NOT_FOUND)
    return;
  column = get_column (self, index);
  percent = fit_title (self, index, field);
  if ((field == TALLY_FIELD_WEEK_ENDING || field == TALLY_FIELD_SNAPSHOT) && !is_date (column))
    {
      percent -= UNTYPED_PERCENT;
      tally_billing_add_note (map, "Column \"%s\" holds text, not dates: check its values.",
                              column->title);
    }
  tally_column_map_set (map, field, column->column_id, column->title, percent);
  note_rivals (map, self, field, index);
}

static gboolean
has_date_and_word (const char        *normal,
                   const char *const *words)
{
  if (strstr (normal, "date") == NULL)
    return FALSE;
  for (; *words != NULL; words++)
    if (strstr (normal, *words) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_taken (const TallyColumnMap *map,
          gint64                column_id)
{
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    if (map->matches[i].column_id == column_id)
      return TRUE;
  return FALSE;
}

/* Billing rule 1.2.1: a date column whose title says what it is. */
static gboolean
is_guess (const Titles *self,
          guint         index,
          TallyField    field)
{
  const char *const *words = field == TALLY_FIELD_WEEK_ENDING ? week_words : snapshot_words;

  return (field == TALLY_FIELD_WEEK_ENDING || field == TALLY_FIELD_SNAPSHOT)
         && is_date (get_column (self, index))
         && has_date_and_word (get_normal (self, index), words);
}

/* If no column has the exact title. */
static void
guess_date (TallyColumnMap *map,
            const Titles   *self,
            TallyField      field)
{
  if (map->matches[field].column_id != 0)
    return;
  for (guint i = 0; i < self->sheet->columns->len; i++)
    {
      const TallyColumn *column = get_column (self, i);
      if (is_taken (map, column->column_id) || !is_guess (self, i, field))
        continue;
      tally_column_map_set (map, field, column->column_id, column->title, GUESS_PERCENT);
      tally_billing_add_note (map, TALLY_BILLING_NOTE_GUESS, column->title,
                              tally_field_get_title (field));
      return;
    }
}

static void
set_no_week_error (const Titles  *self,
                   GError       **error)
{
  const char *week = tally_field_get_title (TALLY_FIELD_WEEK_ENDING);

  for (guint i = 0; i < self->sheet->columns->len; i++)
    {
      const TallyColumn *column = get_column (self, i);
      if (!has_date_and_word (get_normal (self, i), week_words) || is_date (column))
        continue;
      g_set_error (error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_NOT_A_SOURCE,
                   "Sheet %" G_GINT64_FORMAT " has no column \"%s\", and its column \"%s\" is not of "
                   "type Date: rename that column, or change its type",
                   self->sheet->sheet_id, week, column->title);
      return;
    }
  g_set_error (error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_NOT_A_SOURCE,
               "Sheet %" G_GINT64_FORMAT " has no column \"%s\": add the column, or take the sheet out "
               "of [sources]",
               self->sheet->sheet_id, week);
}

TallyColumnMap *
tally_billing_map_columns (const TallySheet      *sheet,
                           const TallyColumnMap  *previous,
                           GError               **error)
{
  g_autoptr (TallyColumnMap) map = NULL;
  g_auto (Titles) forms = { 0 };

  g_return_val_if_fail (sheet != NULL && (error == NULL || *error == NULL), NULL);
  titles_init (&forms, sheet);
  map = tally_column_map_new (sheet->sheet_id);
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    map_by_title (map, &forms, (TallyField) i);
  guess_date (map, &forms, TALLY_FIELD_WEEK_ENDING);
  guess_date (map, &forms, TALLY_FIELD_SNAPSHOT);
  if (map->matches[TALLY_FIELD_WEEK_ENDING].column_id == 0)
    {
      set_no_week_error (&forms, error);
      return NULL;
    }
  tally_billing_note_missing (map);
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    tally_billing_note_drift (map, previous, (TallyField) i);
  tally_billing_note_unmapped (map, sheet);
  return g_steal_pointer (&map);
}

/* --- rivals ----------------------------------------------------------------------------------- */

static void
rival_free (gpointer data)
{
  TallyBillingRival *rival = data;

  g_free (rival->title);
  g_free (rival);
}

/* Whether a column may hold a field by its type alone. */
static gboolean
has_type_for (const TallyColumn *column,
              TallyField         field)
{
  gboolean is_text = column->type == TALLY_COLUMN_TEXT_NUMBER;

  if (field == TALLY_FIELD_COMPLETED)
    return is_text || column->type == TALLY_COLUMN_CHECKBOX || column->type == TALLY_COLUMN_PICKLIST;
  return is_text && (field == TALLY_FIELD_WORK_REQUEST || field == TALLY_FIELD_PRICE);
}

/* Whether the column may hold a field that is read from another one, or from none. */
static gboolean
is_rival (const TallyColumnMap *map,
          const Titles         *self,
          guint                 index,
          TallyField            field,
          guint                *out_percent)
{
  *out_percent = fit_title (self, index, field);
  if (*out_percent == 0 && is_guess (self, index, field))
    *out_percent = GUESS_PERCENT;
  return *out_percent > 0 || (map->matches[field].column_id == 0
                              && has_type_for (get_column (self, index), field));
}

GPtrArray *
tally_billing_list_rivals (const TallySheet     *sheet,
                           const TallyColumnMap *map)
{
  GPtrArray *rivals = g_ptr_array_new_with_free_func (rival_free);
  g_auto (Titles) forms = { 0 };

  g_return_val_if_fail (sheet != NULL && map != NULL, rivals);
  titles_init (&forms, sheet);
  for (guint field = 0; field < TALLY_N_FIELDS; field++)
    for (guint i = 0; i < sheet->columns->len && rivals->len < TALLY_BILLING_MAX_RIVALS; i++)
      {
        const TallyColumn *column = get_column (&forms, i);
        guint percent;
        TallyBillingRival *rival;

        if (is_taken (map, column->column_id)
            || !is_rival (map, &forms, i, (TallyField) field, &percent))
          continue;
        rival = g_new0 (TallyBillingRival, 1);
        *rival = (TallyBillingRival) { (TallyField) field, column->column_id, percent,
                                       g_strdup (column->title) };
        g_ptr_array_add (rivals, rival);
      }
  return rivals;
}
