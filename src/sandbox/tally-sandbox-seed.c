/* tally-sandbox-seed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-seed.h"

#include "tally-number.h"
#include "tally-sandbox-error.h"
#include "tally-sandbox-seed-forms.h"
#include "tally-sandbox-seed-past.h"
#include "tally-sandbox-seed-private.h"
#include "tally-sandbox-seed-rates.h"
#include "tally-sandbox-world-rows.h"
#include "tally-sandbox-world-tree.h"

#define MIN_UNITS 10
#define MAX_SPARE_FOLDERS 1000
#define JULIAN_2000 730120u
#define JULIAN_2100 766645u
/* Sheets were made this long before the oldest week. */
#define AGE_DAYS 60

static const char *const first_names[] = {
  "Ana", "Bob", "Carla", "Dwight", "Elena", "Frank", "Gus", "Hanh", "Ivan", "José",
};

static const char *const last_names[] = { "Ruiz", "Keller", "O'Brien", "Nguyễn" };

G_STATIC_ASSERT (G_N_ELEMENTS (first_names) * G_N_ELEMENTS (last_names) == TALLY_SANDBOX_N_FOREMEN);

void
tally_sandbox_seed_init (TallySandboxSeed *self)
{
  g_return_if_fail (self != NULL);
  memset (self, 0, sizeof *self);
  self->seed = 1;
  self->n_sheets = 9;
  self->rows_per_sheet = 60;
  self->mess_ratio = 1;
  self->today = "2025-09-03";
  self->with_target = TRUE;
  self->with_audit = TRUE;
}

static gboolean
is_within (const char  *name,
           guint        value,
           guint        low,
           guint        high,
           GError     **error)
{
  if (value >= low && value <= high)
    return TRUE;
  g_set_error (error, TALLY_SANDBOX_ERROR, TALLY_SANDBOX_ERROR_INVALID,
               "%s of the made-up data is %u, it must be %u to %u", name, value, low, high);
  return FALSE;
}

static gboolean
parse_today (const char  *text,
             guint       *out_julian,
             GError     **error)
{
  gint64 year = 0;
  gint64 month = 0;
  gint64 day = 0;
  GDate date;

  *out_julian = 0;
  if (text != NULL && strlen (text) == 10 && text[4] == '-' && text[7] == '-' &&
      tally_number_parse_int64 (text, 4, &year) && tally_number_parse_int64 (text + 5, 2, &month) &&
      tally_number_parse_int64 (text + 8, 2, &day) && year > 0 && month > 0 && day > 0 &&
      g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    {
      g_date_clear (&date, 1);
      g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
      *out_julian = g_date_get_julian (&date);
    }
  if (*out_julian >= JULIAN_2000 && *out_julian <= JULIAN_2100)
    return TRUE;
  g_set_error (error, TALLY_SANDBOX_ERROR, TALLY_SANDBOX_ERROR_INVALID,
               "today of the made-up data is \"%s\", it must be a date of 2000 to 2099 such as "
               "2025-09-03", text == NULL ? "" : text);
  return FALSE;
}

static gboolean
check_options (const TallySandboxSeed  *options,
               GError                 **error)
{
  guint n_rows;

  if (!is_within ("the number of sheets", options->n_sheets, 1, TALLY_SANDBOX_SEED_MAX_SHEETS,
                  error) ||
      !is_within ("the number of rows of a sheet", options->rows_per_sheet,
                  TALLY_SANDBOX_SEED_MIN_ROWS, TALLY_SANDBOX_SEED_MAX_ROWS, error))
    return FALSE;
  n_rows = options->n_sheets * options->rows_per_sheet;
  if (!is_within ("the number of weeks", options->n_weeks, 0, TALLY_SANDBOX_SEED_MAX_WEEKS,
                  error) ||
      !is_within ("the number of work requests", options->n_work_requests, 0, n_rows, error) ||
      !is_within ("the number of spare folders", options->n_spare_folders, 0, MAX_SPARE_FOLDERS,
                  error))
    return FALSE;
  if (options->n_units != 0 &&
      !is_within ("the number of units", options->n_units, MIN_UNITS, TALLY_SANDBOX_MAX_UNITS,
                  error))
    return FALSE;
  if (options->mess_ratio >= 0 && options->mess_ratio <= 1)
    return TRUE;
  g_set_error_literal (error, TALLY_SANDBOX_ERROR, TALLY_SANDBOX_ERROR_INVALID,
                       "the mess of the made-up data must be a number from 0 to 1");
  return FALSE;
}

static void
add_people (TallySandboxSeeder *self)
{
  TallySandboxWorld *world = self->world;

  self->office = tally_sandbox_world_ensure_user (world, "dana.office@linework.example",
                                                  "Dana Office");
  self->automation = tally_sandbox_world_ensure_user (world, "automation@smartsheet.com",
                                                      "Automation");
  self->cell_link = tally_sandbox_world_ensure_user (world, "cell-link@smartsheet.com",
                                                     "Cell Link");
  for (guint i = 0; i < TALLY_SANDBOX_N_FOREMEN; i++)
    {
      const char *first = first_names[i % G_N_ELEMENTS (first_names)];
      const char *last = last_names[i / G_N_ELEMENTS (first_names)];
      g_autofree char *name = g_strdup_printf ("%s %s", first, last);
      g_autofree char *email = g_strdup_printf ("foreman%02u@linework.example", i + 1);

      self->foremen[i] = tally_sandbox_world_ensure_user (world, email, name);
    }
}

static gint64
get_birth (TallySandboxSeeder *self)
{
  return tally_sandbox_seed_julian_usec (self->last_week - 7 * self->plan->n_weeks - AGE_DAYS,
                                         15 * 3600);
}

/* A sheet that a search for sources meets and must leave alone: it has no weekly date. */
static void
add_decoy (TallySandboxSeeder    *self,
           TallySandboxContainer *container,
           const char            *name)
{
  TallySandboxStamp stamp = { get_birth (self), self->office };
  TallySandboxSheet *sheet = tally_sandbox_world_add_sheet (self->world, container, name, &stamp);
  TallySandboxColumnSpec title = { .title = "Item", .primary = TRUE };
  TallySandboxColumnSpec date = { .title = "Calibrated", .type = "DATE" };

  tally_sandbox_world_add_column (self->world, sheet, &title, NULL);
  tally_sandbox_world_add_column (self->world, sheet, &date, NULL);
}

/* Makes the folders; @places receives where the sources go, in turn. */
static void
add_folders (TallySandboxSeeder *self,
             GPtrArray          *places)
{
  TallySandboxWorld *world = self->world;
  gint64 birth = get_birth (self);
  TallySandboxContainer *root, *crews, *archive;

  if (self->options->layout == TALLY_SANDBOX_LAYOUT_HOME)
    {
      g_ptr_array_add (places, NULL);
      return;
    }
  root = tally_sandbox_world_add_container (world, NULL, "Field Operations", birth);
  world->root = root->id;
  crews = tally_sandbox_world_add_container (world, root, "Crew Sheets", birth);
  g_ptr_array_add (places, crews);
  archive = tally_sandbox_world_add_container (world, root, "Backups", birth);
  g_ptr_array_add (places, archive);
  if (self->options->layout == TALLY_SANDBOX_LAYOUT_NESTED)
    {
      g_ptr_array_add (places, root);
      crews = tally_sandbox_world_add_container (world, crews, "South Yard", birth);
      g_ptr_array_add (places, crews);
      g_ptr_array_add (places, tally_sandbox_world_add_container (world, crews, "Storm", birth));
      tally_sandbox_world_add_container (world, archive, "Empty", birth);
      add_decoy (self, root, "Tool Calibration");
      add_decoy (self, crews, "Yard Roster");
    }
  for (guint i = 0; i < self->options->n_spare_folders; i++)
    {
      g_autofree char *name = g_strdup_printf ("Archive %04u", i + 1);

      tally_sandbox_world_add_container (world, archive, name, birth);
    }
}

static void
add_rows (TallySandboxSeeder *self,
          const GArray       *chunks)
{
  for (guint i = 0; i < chunks->len; i++)
    {
      const TallySandboxChunk *chunk = &g_array_index (chunks, TallySandboxChunk, i);

      for (guint j = 0; j < chunk->n_rows; j++)
        {
          TallySandboxDraft draft;

          tally_sandbox_seed_begin_draft (self, chunk, &draft);
          tally_sandbox_seed_mess_up (self, &draft);
          tally_sandbox_seed_write_row (self, &draft);
        }
    }
}

/* Of the sheets, as many in a hundred are misspelt as there is mess. */
static guint
choose_variety (TallySandboxSeeder *self,
                guint               index,
                guint               offset)
{
  double mess_ratio = self->options->mess_ratio;

  if ((guint) ((index + 1) * mess_ratio) == (guint) (index * mess_ratio))
    return 0;
  return 1 + index + offset;
}

static void
begin_sheet (TallySandboxSeeder *self)
{
  self->n_histories = 0;
  self->n_children = 0;
  if (self->next_donor.unit != NULL)
    self->donor = self->next_donor;
  memset (&self->next_donor, 0, sizeof self->next_donor);
}

static void
add_source (TallySandboxSeeder    *self,
            TallySandboxContainer *container,
            guint                  index,
            guint                  offset)
{
  TallySandboxStamp stamp = { get_birth (self), self->office };
  g_autofree char *name = g_strdup_printf ("Resiliency Promax %u", index + 1);

  begin_sheet (self);
  tally_sandbox_world_begin (self->world);
  self->variety = choose_variety (self, index, offset);
  self->sheet = tally_sandbox_world_add_sheet (self->world, container, name, &stamp);
  g_array_append_val (self->world->source_sheets, self->sheet->id);
  if (self->manifest != NULL)
    tally_sandbox_seed_manifest_add_sheet (self->manifest, self->sheet->id, name);
  tally_sandbox_seed_columns_add (self->world, self->sheet, self->variety, &self->columns);
  add_rows (self, self->plan->sheets->pdata[index]);
  tally_sandbox_seed_columns_finish (self->world, self->sheet, self->variety, self->random);
  tally_sandbox_world_commit (self->world);
}

static void
add_sources (TallySandboxSeeder *self)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new ();
  guint offset = tally_sandbox_seed_below (self, 840);

  add_folders (self, places);
  for (guint i = 0; i < self->options->n_sheets; i++)
    add_source (self, places->pdata[i % places->len], i, offset);
}

static guint
count_units (const TallySandboxSeed *options)
{
  if (options->n_units != 0)
    return options->n_units;
  return CLAMP (options->n_sheets * options->rows_per_sheet / 50, 300, TALLY_SANDBOX_MAX_UNITS);
}

static void
open_seeder (TallySandboxSeeder *self,
             TallyRandom        *root)
{
  const TallySandboxSeed *options = self->options;
  TallySandboxPlanSize size = {
    options->seed, options->n_sheets, options->rows_per_sheet, options->n_weeks,
    options->n_work_requests,
  };

  self->random = tally_random_split (root, "rows");
  self->plan = tally_sandbox_seed_plan_new (&size);
  self->units = tally_sandbox_seed_units_new (self->world->pool, options->seed,
                                              count_units (options));
  if (options->with_predecessor)
    self->past = tally_sandbox_seed_past_new (root);
  self->n_rows_total = (guint64) options->n_sheets * options->rows_per_sheet;
}

static void
close_seeder (TallySandboxSeeder *self)
{
  tally_random_free (self->random);
  tally_sandbox_seed_plan_free (self->plan);
  g_array_unref (self->units);
  tally_sandbox_seed_past_free (self->past);
}

/* Makes @self ready to make up rows; what it borrows of @root stays the caller's. */
static gboolean
begin (TallySandboxSeeder  *self,
       TallyRandom         *root,
       GError             **error)
{
  if (!check_options (self->options, error) || !parse_today (self->options->today, &self->today, error))
    return FALSE;
  /* A Julian day is a Sunday if it divides by seven; the last one before today. */
  self->last_week = (self->today - 1) / 7 * 7;
  open_seeder (self, root);
  return TRUE;
}

gboolean
tally_sandbox_seed_world (TallySandboxWorld       *world,
                          const TallySandboxSeed  *options,
                          GError                 **error)
{
  TallySandboxSeeder self = { .world = world, .options = options };
  g_autoptr (TallyRandom) root = NULL;
  gboolean ok = TRUE;

  g_return_val_if_fail (world != NULL && options != NULL, FALSE);
  root = tally_random_new (options->seed);
  self.manifest = options->manifest;
  if (!begin (&self, root, error))
    return FALSE;
  add_people (&self);
  add_sources (&self);
  if (options->with_target)
    ok = tally_sandbox_seed_add_target (&self, error);
  if (ok && options->with_audit)
    tally_sandbox_seed_add_audit (&self);
  close_seeder (&self);
  return ok;
}

char *
tally_sandbox_seed_describe (const TallySandboxSeed  *options,
                             GError                 **error)
{
  g_autoptr (TallySandboxSeedManifest) manifest = tally_sandbox_seed_manifest_new ();
  g_autoptr (TallySandboxWorld) world = tally_sandbox_world_new (options->seed, NULL);
  TallySandboxSeed copy = *options;

  copy.manifest = manifest;
  if (!tally_sandbox_seed_world (world, &copy, error))
    return NULL;
  return tally_sandbox_seed_manifest_describe (manifest);
}

char *
tally_sandbox_seed_describe_rates (const TallySandboxSeed  *options,
                                   GError                 **error)
{
  g_autoptr (TallySandboxWorld) world = tally_sandbox_world_new (options->seed, NULL);
  g_autoptr (TallyRandom) root = tally_random_new (options->seed);
  TallySandboxSeeder self = { .world = world, .options = options };
  char *rates;

  if (!begin (&self, root, error))
    return NULL;
  rates = tally_sandbox_seed_rates_write (self.units, self.last_week - 7 * self.plan->n_weeks - AGE_DAYS,
                                          tally_sandbox_seed_get_new_from (&self));
  close_seeder (&self);
  return rates;
}
