/* tally-sandbox-seed-arguments.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-seed-arguments.h"

#include "tally-sandbox-error.h"

static const char *const layouts[] = {
  [TALLY_SANDBOX_LAYOUT_HOME] = "home",
  [TALLY_SANDBOX_LAYOUT_FOLDERS] = "folders",
  [TALLY_SANDBOX_LAYOUT_NESTED] = "nested",
};

void
tally_sandbox_seed_arguments_init (TallySandboxSeedArguments *self)
{
  TallySandboxSeed seed;

  tally_sandbox_seed_init (&seed);
  memset (self, 0, sizeof *self);
  self->seed = (gint64) seed.seed;
  self->n_sheets = (int) seed.n_sheets;
  self->rows_per_sheet = (int) seed.rows_per_sheet;
  self->mess_ratio = seed.mess_ratio;
}

void
tally_sandbox_seed_arguments_clear (TallySandboxSeedArguments *self)
{
  g_clear_pointer (&self->today, g_free);
  g_clear_pointer (&self->layout, g_free);
}

void
tally_sandbox_seed_arguments_add_to (TallySandboxSeedArguments *self,
                                     GOptionContext            *context)
{
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT64, &self->seed, "Decides about all made-up data", "N" },
    { "sheets", 0, 0, G_OPTION_ARG_INT, &self->n_sheets,
      "Source sheets, 1 to 120; 0 = an empty sandbox", "N" },
    { "rows", 0, 0, G_OPTION_ARG_INT, &self->rows_per_sheet, "Rows of each, 10 to 20000", "N" },
    { "weeks", 0, 0, G_OPTION_ARG_INT, &self->n_weeks, "Billing weeks; 0 = by the rows", "N" },
    { "work-requests", 0, 0, G_OPTION_ARG_INT, &self->n_work_requests,
      "Work requests; 0 = by the rows", "N" },
    { "mess", 0, 0, G_OPTION_ARG_DOUBLE, &self->mess_ratio,
      "0 = clean data to 1 = as in real life", "RATIO" },
    { "today", 0, 0, G_OPTION_ARG_STRING, &self->today, "All weeks end before it", "DATE" },
    { "layout", 0, 0, G_OPTION_ARG_STRING, &self->layout,
      "Where the sheets are: home, folders, nested", "NAME" },
    { "twin-targets", 0, 0, G_OPTION_ARG_NONE, &self->with_twins,
      "One work request stands on two target rows", NULL },
    { "old-workbooks", 0, 0, G_OPTION_ARG_NONE, &self->with_old_workbooks,
      "Names of another program's workbooks hang on the target rows", NULL },
    { "predecessor", 0, 0, G_OPTION_ARG_NONE, &self->with_predecessor,
      "Workbooks of the predecessor hang there, whole and with what goes wrong", NULL },
    { "describe", 0, 0, G_OPTION_ARG_NONE, &self->describes,
      "Print what the made-up data amount to, as JSON, and end", NULL },
    { "price-book", 0, 0, G_OPTION_ARG_NONE, &self->tells_rates,
      "Print the price book of the made-up data, as CSV, and end", NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

static gboolean
find_layout (const char              *name,
             TallySandboxSeedLayout  *out_layout,
             GError                 **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    if (g_strcmp0 (layouts[i], name) == 0)
      {
        *out_layout = (TallySandboxSeedLayout) i;
        return TRUE;
      }
  g_set_error (error, TALLY_SANDBOX_ERROR, TALLY_SANDBOX_ERROR_INVALID,
               "there is no layout \"%s\", only home, folders and nested", name);
  return FALSE;
}

gboolean
tally_sandbox_seed_arguments_read (const TallySandboxSeedArguments  *self,
                                   TallySandboxSeed                 *out_seed,
                                   GError                          **error)
{
  TallySandboxSeed seed;

  tally_sandbox_seed_init (&seed);
  if (self->n_sheets < 0 || self->rows_per_sheet < 0 || self->n_weeks < 0 ||
      self->n_work_requests < 0)
    {
      g_set_error_literal (error, TALLY_SANDBOX_ERROR, TALLY_SANDBOX_ERROR_INVALID,
                           "the numbers of sheets, rows, weeks and work requests can't be negative");
      return FALSE;
    }
  if (self->layout != NULL && !find_layout (self->layout, &seed.layout, error))
    return FALSE;
  if (self->today != NULL)
    seed.today = self->today;
  seed.seed = (guint64) self->seed;
  seed.n_sheets = (guint) self->n_sheets;
  seed.rows_per_sheet = (guint) self->rows_per_sheet;
  seed.n_weeks = (guint) self->n_weeks;
  seed.n_work_requests = (guint) self->n_work_requests;
  seed.mess_ratio = self->mess_ratio;
  seed.with_twin_targets = self->with_twins;
  seed.with_old_workbooks = self->with_old_workbooks;
  seed.with_predecessor = self->with_predecessor;
  *out_seed = seed;
  return TRUE;
}

gboolean
tally_sandbox_seed_fill_cb (TallySandboxWorld  *world,
                            gpointer            user_data,
                            GError            **error)
{
  const TallySandboxSeed *seed = user_data;

  return seed->n_sheets == 0 || tally_sandbox_seed_world (world, seed, error);
}

char *
tally_sandbox_seed_dup_origin (const TallySandboxSeed *seed)
{
  char mess[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (mess, sizeof mess, seed->mess_ratio);
  return g_strdup_printf ("seed %" G_GUINT64_FORMAT " sheets %u rows %u weeks %u requests %u "
                          "units %u mess %s today %s layout %s spare %u target %d twins %d old %d "
                          "audit %d%s", seed->seed, seed->n_sheets, seed->rows_per_sheet,
                          seed->n_weeks, seed->n_work_requests, seed->n_units, mess, seed->today,
                          layouts[seed->layout], seed->n_spare_folders, seed->with_target,
                          seed->with_twin_targets, seed->with_old_workbooks, seed->with_audit,
                          seed->with_predecessor ? " predecessor" : "");
}
