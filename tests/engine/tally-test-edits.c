/* tally-test-edits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-edits.h"

#include "tally-sandbox-sitting.h"
#include "tally-sandbox-world-rows.h"
#include "tally-sandbox-world-tree.h"

#define LONGEST_PAUSE_USEC (G_GINT64_CONSTANT (40) * 60 * G_USEC_PER_SEC)

/* More than a sequence raises a sheet's version between two that fall. */
#define VERSION_STEP 10000
#define FIRST_VERSION (1000 * VERSION_STEP)

/* The least that a sheet keeps. */
#define LEAST_ROWS 6

/* A row that was removed. */
typedef struct {
  gint64            sheet_id;
  gint64            row_id;
  gint64            created_utc_usec;
  gint64            modified_utc_usec;
  guint             n_cells;
  TallySandboxCell *cells;
} TallyTestRemoved;

static void
removed_free (gpointer data)
{
  TallyTestRemoved *self = data;

  g_free (self->cells);
  g_free (self);
}

void
tally_test_edits_init (TallyTestEdits  *self,
                       TallyTestEngine *engine,
                       guint64          seed)
{
  TallySandboxWorld *world = tally_sandbox_server_lock_world (engine->server);

  self->engine = engine;
  self->random = tally_random_new (seed);
  self->at_utc_usec = g_get_real_time ();
  self->removed = g_ptr_array_new_with_free_func (removed_free);
  self->with_columns = TRUE;
  self->n_settled = 0;
  self->version = FIRST_VERSION;
  for (guint i = 0; i < world->source_sheets->len; i++)
    tally_sandbox_world_find_sheet (world, g_array_index (world->source_sheets, gint64, i))->version =
      FIRST_VERSION;
  tally_sandbox_server_unlock_world (engine->server);
}

void
tally_test_edits_clear (TallyTestEdits *self)
{
  g_clear_pointer (&self->random, tally_random_free);
  g_clear_pointer (&self->removed, g_ptr_array_unref);
}

static guint
below (TallyTestEdits *self,
       guint           bound)
{
  return (guint) tally_random_below (self->random, bound);
}

static TallySandboxRow *
choose_row (TallyTestEdits    *self,
            TallySandboxSheet *sheet)
{
  return sheet->rows->pdata[below (self, sheet->rows->len)];
}

static TallySandboxColumn *
choose_column (TallyTestEdits    *self,
               TallySandboxSheet *sheet)
{
  return sheet->columns->pdata[below (self, sheet->columns->len)];
}

/* One edit: of what, and when. */
typedef struct {
  TallyTestEdits    *edits;
  TallySandboxWorld *world;
  TallySandboxSheet *sheet;
  TallySandboxStamp  stamp;
} Edit;

static void
copy_cells (Edit            *edit,
            TallySandboxRow *from,
            TallySandboxRow *to)
{
  for (guint i = 0; i < edit->sheet->columns->len; i++)
    {
      TallySandboxColumn *column = edit->sheet->columns->pdata[i];
      TallySandboxEdit change = { tally_sandbox_row_get_cell (from, column) };

      if (change.cell.value != NULL)
        tally_sandbox_world_set_cell (edit->world, edit->sheet, to, column, &change, &edit->stamp);
    }
}

static void
insert_copy (Edit *edit,
             gint  index)
{
  TallySandboxRow *model = choose_row (edit->edits, edit->sheet);

  tally_sandbox_world_begin (edit->world);
  copy_cells (edit, model, tally_sandbox_world_add_row (edit->world, edit->sheet, index, 0, &edit->stamp));
  tally_sandbox_world_commit (edit->world);
}

static void
insert_top (Edit *edit)
{
  insert_copy (edit, 0);
}

static void
insert_somewhere (Edit *edit)
{
  insert_copy (edit, (gint) below (edit->edits, edit->sheet->rows->len + 1));
}

static void
append_row (Edit *edit)
{
  insert_copy (edit, -1);
}

static void
insert_blank (Edit *edit)
{
  tally_sandbox_world_add_row (edit->world, edit->sheet,
                               (gint) below (edit->edits, edit->sheet->rows->len + 1), 0, &edit->stamp);
}

static void
remove_row (Edit *edit)
{
  TallySandboxRow *row = choose_row (edit->edits, edit->sheet);
  TallyTestRemoved *removed;

  if (edit->sheet->rows->len <= LEAST_ROWS)
    return;
  removed = g_new0 (TallyTestRemoved, 1);
  removed->sheet_id = edit->sheet->id;
  removed->row_id = row->id;
  removed->created_utc_usec = row->created_utc_usec;
  removed->modified_utc_usec = row->modified_utc_usec;
  removed->n_cells = row->n_cells;
  removed->cells = g_memdup2 (row->cells, row->n_cells * sizeof *row->cells);
  g_ptr_array_add (edit->edits->removed, removed);
  tally_sandbox_world_remove_row (edit->world, edit->sheet, row, &edit->stamp);
}

/* A removed row comes back with its id, its values and its old times. */
static void
restore_row (Edit *edit)
{
  GPtrArray *removed = edit->edits->removed;
  guint n = edit->edits->n_settled;
  TallyTestRemoved *old = n > 0 ? removed->pdata[n - 1] : NULL;
  TallySandboxRow *row;

  if (old == NULL || old->sheet_id != edit->sheet->id)
    return;
  row = tally_sandbox_world_add_row (edit->world, edit->sheet,
                                     (gint) below (edit->edits, edit->sheet->rows->len + 1), 0,
                                     &edit->stamp);
  g_hash_table_remove (edit->sheet->rows_by_id, &row->id);
  row->id = old->row_id;
  row->created_utc_usec = old->created_utc_usec;
  row->modified_utc_usec = old->modified_utc_usec;
  memcpy (row->cells, old->cells, MIN (row->n_cells, old->n_cells) * sizeof *row->cells);
  g_hash_table_insert (edit->sheet->rows_by_id, &row->id, row);
  g_ptr_array_remove_index (removed, --edit->edits->n_settled);
}

static void
move_row (Edit *edit)
{
  tally_sandbox_world_move_row (edit->world, edit->sheet, choose_row (edit->edits, edit->sheet),
                                (gint) below (edit->edits, edit->sheet->rows->len), 0, &edit->stamp);
}

/* From one sheet to another: gone there, new here. */
static void
move_between_sheets (Edit *edit)
{
  const GArray *sources = edit->world->source_sheets;
  gint64 id = g_array_index (sources, gint64, below (edit->edits, sources->len));
  TallySandboxSheet *other = tally_sandbox_world_find_sheet (edit->world, id);
  TallySandboxRow *row;

  if (other == edit->sheet || other->rows->len <= LEAST_ROWS)
    return;
  row = choose_row (edit->edits, other);
  insert_somewhere (edit);
  tally_sandbox_world_remove_row (edit->world, other, row, &edit->stamp);
}

static void
write_cell (Edit *edit)
{
  TallySandboxRow *row = choose_row (edit->edits, edit->sheet);
  TallySandboxColumn *column = choose_column (edit->edits, edit->sheet);
  TallySandboxEdit change = {
    tally_sandbox_row_get_cell (choose_row (edit->edits, edit->sheet), column)
  };

  tally_sandbox_world_set_cell (edit->world, edit->sheet, row, column, &change, &edit->stamp);
}

static void
write_price (Edit *edit)
{
  TallySandboxColumn *column = tally_sandbox_seed_find_column (edit->sheet, TALLY_SANDBOX_FIELD_PRICE);
  g_autofree char *text = g_strdup_printf ("%u.25", 1 + below (edit->edits, 5000));
  TallySandboxEdit change = { { NULL, NULL } };

  if (column == NULL)
    return;
  change.cell = tally_sandbox_world_make_cell (edit->world, column,
                                               tally_sandbox_pool_number (edit->world->pool, text));
  tally_sandbox_world_set_cell (edit->world, edit->sheet, choose_row (edit->edits, edit->sheet), column,
                                &change, &edit->stamp);
}

static void
empty_row (Edit *edit)
{
  TallySandboxRow *row = choose_row (edit->edits, edit->sheet);
  const TallySandboxEdit nothing = { { NULL, NULL } };

  tally_sandbox_world_begin (edit->world);
  for (guint i = 0; i < edit->sheet->columns->len; i++)
    tally_sandbox_world_set_cell (edit->world, edit->sheet, row, edit->sheet->columns->pdata[i], &nothing,
                                  &edit->stamp);
  tally_sandbox_world_commit (edit->world);
}

static void
fill_blank (Edit *edit)
{
  for (guint i = 0; i < edit->sheet->rows->len; i++)
    {
      TallySandboxRow *row = edit->sheet->rows->pdata[i];
      guint n = 0;

      for (guint j = 0; j < row->n_cells; j++)
        n += row->cells[j].value != NULL;
      if (n > 0)
        continue;
      copy_cells (edit, choose_row (edit->edits, edit->sheet), row);
      return;
    }
}

/* What a comment, an attachment or a format does. */
static void
raise_version (Edit *edit)
{
  edit->sheet->version += 1 + below (edit->edits, 3);
  edit->sheet->modified_utc_usec = edit->stamp.at_utc_usec;
}

/* The sheet is what it was, and says so. No version is ever that of two contents. */
static void
go_back (Edit *edit)
{
  edit->edits->version -= VERSION_STEP;
  edit->sheet->version = edit->edits->version;
}

/* Rows are sorted, as by a person who clicks on a column's head: none of them is written to. */
static void
sort_rows (Edit *edit)
{
  guint first = below (edit->edits, edit->sheet->rows->len);
  guint n = edit->sheet->rows->len - first;

  for (guint i = 0; i < n / 2; i++)
    {
      gpointer row = edit->sheet->rows->pdata[first + i];

      edit->sheet->rows->pdata[first + i] = edit->sheet->rows->pdata[first + n - 1 - i];
      edit->sheet->rows->pdata[first + n - 1 - i] = row;
    }
  for (guint i = 0; i < edit->sheet->rows->len; i++)
    ((TallySandboxRow *) edit->sheet->rows->pdata[i])->index = i;
  raise_version (edit);
}

static void
rename_sheet (Edit *edit)
{
  g_autofree char *name = g_strdup_printf ("Sheet %u", below (edit->edits, 1000));

  tally_sandbox_world_rename_sheet (edit->world, edit->sheet, name, &edit->stamp);
}

static void
rename_column (Edit *edit)
{
  TallySandboxField field = below (edit->edits, TALLY_SANDBOX_N_FIELDS);
  TallySandboxColumn *column = tally_sandbox_seed_find_column (edit->sheet, field);
  g_autofree char *title = tally_sandbox_seed_rename_title (field, below (edit->edits, 21));

  if (column != NULL && title != NULL && field != TALLY_SANDBOX_FIELD_WEEK
      && tally_sandbox_sheet_find_title (edit->sheet, title) == NULL)
    tally_sandbox_world_rename_column (edit->world, edit->sheet, column, title, &edit->stamp);
}

static void
add_column (Edit *edit)
{
  g_autofree char *title = g_strdup_printf ("Extra %u", below (edit->edits, 1000));
  const TallySandboxColumnSpec spec = { .title = title, .type = "DATE" };

  if (edit->sheet->columns->len < 60 && tally_sandbox_sheet_find_title (edit->sheet, title) == NULL)
    tally_sandbox_world_add_column (edit->world, edit->sheet, &spec, &edit->stamp);
}

static void
retype_column (Edit *edit)
{
  TallySandboxColumn *column = choose_column (edit->edits, edit->sheet);

  column->type = tally_sandbox_column_type_intern (below (edit->edits, 2) == 0 ? "TEXT_NUMBER" : "DATE");
  raise_version (edit);
}

static void
remove_column (Edit *edit)
{
  TallySandboxColumn *column = choose_column (edit->edits, edit->sheet);

  if (!column->primary && column != tally_sandbox_seed_find_column (edit->sheet, TALLY_SANDBOX_FIELD_WEEK))
    tally_sandbox_world_remove_column (edit->world, edit->sheet, column, &edit->stamp);
}

static const struct {
  const char *name;
  void      (*run) (Edit *edit);
  gboolean    is_of_columns;
  gboolean    is_alone;
} all[] = {
  { "insert-top", insert_top },
  { "insert-somewhere", insert_somewhere },
  { "append", append_row },
  { "insert-blank", insert_blank },
  { "remove", remove_row },
  { "restore", restore_row },
  { "move", move_row },
  { "move-between-sheets", move_between_sheets },
  { "write", write_cell },
  { "write-price", write_price },
  { "write-another-price", write_price },
  { "empty", empty_row },
  { "fill-blank", fill_blank },
  { "version", raise_version },
  { "sort", sort_rows, FALSE, TRUE },
  { "rename-sheet", rename_sheet },
  { "go-back", go_back, TRUE, TRUE },
  { "rename-column", rename_column, TRUE },
  { "add-column", add_column, TRUE },
  { "retype-column", retype_column, TRUE },
  { "remove-column", remove_column, TRUE },
};

void
tally_test_edits_settle (TallyTestEdits *self)
{
  self->n_settled = self->removed->len;
}

const char *
tally_test_edits_go_on (TallyTestEdits *self,
                        gboolean        is_alone)
{
  TallySandboxWorld *world = tally_sandbox_server_lock_world (self->engine->server);
  Edit edit = { .edits = self, .world = world };
  gint64 id = g_array_index (world->source_sheets, gint64, below (self, world->source_sheets->len));
  guint what;

  do
    what = below (self, G_N_ELEMENTS (all));
  while (all[what].is_alone != is_alone
         || (all[what].is_of_columns && (!self->with_columns || below (self, 4) != 0)));
  self->at_utc_usec += 1 + (gint64) tally_random_below (self->random, LONGEST_PAUSE_USEC);
  edit.sheet = tally_sandbox_world_find_sheet (world, id);
  edit.stamp.at_utc_usec = self->at_utc_usec;
  edit.stamp.by = world->users->pdata[below (self, world->users->len)];
  all[what].run (&edit);
  tally_sandbox_server_unlock_world (self->engine->server);
  return all[what].name;
}
