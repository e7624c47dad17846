/* tally-sandbox-seed-target.c
 *
 * The target sheet with what hangs on it, and the audit sheet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-seed-private.h"

#include "tally-sandbox-seed-forms.h"
#include "tally-sandbox-seed-past.h"
#include "tally-sandbox-world-files.h"
#include "tally-sandbox-world-rows.h"
#include "tally-sandbox-world-tree.h"

#define DAY_SECS 86400u

/* An empty zip archive: old workbooks of this kind are names and dates, nobody opens them. */
static const guint8 empty_zip[22] = { 'P', 'K', 5, 6 };

enum { WORK_REQUEST, CUSTOMER, STATUS, PLANNER, ADDED, N_COLUMNS };

typedef struct
{
  TallySandboxSeeder *seeder;
  TallySandboxWorld  *world;
  TallySandboxSheet  *sheet;
  TallySandboxColumn *columns[N_COLUMNS];
  guint               n_rows;
} Target;

static void
add_columns (Target *self)
{
  static const TallySandboxColumnSpec specs[N_COLUMNS] = {
    [CUSTOMER] = { .title = "Customer" },
    [WORK_REQUEST] = { .title = "Work Request #", .primary = TRUE },
    [STATUS] = { .title = "Billing Status", .type = "PICKLIST" },
    [PLANNER] = { .title = "Planner", .type = "CONTACT_LIST" },
    [ADDED] = { .title = "Added", .type = "DATE" },
  };

  for (guint i = 0; i < N_COLUMNS; i++)
    self->columns[i] = tally_sandbox_world_add_column (self->world, self->sheet, &specs[i], NULL);
}

static void
fill (Target                   *self,
      TallySandboxRow          *row,
      guint                     column,
      const TallySandboxLexeme *value)
{
  tally_sandbox_row_fill (row, self->columns[column],
                          tally_sandbox_world_make_cell (self->world, self->columns[column],
                                                         value));
}

static const TallySandboxLexeme *
spell_request (Target *self,
               guint   number)
{
  TallySandboxSeeder *seeder = self->seeder;

  if (seeder->options->mess_ratio <= 0 || self->n_rows % 3 == 0)
    return tally_sandbox_seed_number (seeder, "%u", number);
  if (self->n_rows % 3 == 1)
    return tally_sandbox_seed_text (seeder, "%u.0", number);
  return tally_sandbox_seed_text (seeder, self->n_rows % 2 == 0 ? "%u" : " %u ", number);
}

static TallySandboxRow *
add_row (Target *self,
         guint   number)
{
  TallySandboxSeeder *seeder = self->seeder;
  guint day = seeder->last_week - 7 * seeder->plan->n_weeks - 1 - tally_sandbox_seed_below (seeder, 30);
  TallySandboxStamp stamp = {
    tally_sandbox_seed_julian_usec (day, 14 * 3600 + self->n_rows % 3600), seeder->office,
  };
  TallySandboxRow *row = tally_sandbox_world_add_row (self->world, self->sheet, -1, 0, &stamp);

  fill (self, row, WORK_REQUEST, spell_request (self, number));
  fill (self, row, CUSTOMER, tally_sandbox_seed_text (seeder, "Account %u", number % 97));
  fill (self, row, STATUS, tally_sandbox_seed_text (seeder, "%s", number % 5 == 0 ? "Hold" : "Open"));
  fill (self, row, PLANNER, tally_sandbox_seed_text (seeder, "%s", seeder->office->email));
  fill (self, row, ADDED, tally_sandbox_seed_day (seeder, day));
  self->n_rows++;
  return row;
}

static void
note (Target     *self,
      const char *list,
      const char *text)
{
  if (self->seeder->manifest != NULL)
    tally_sandbox_seed_manifest_add_note (self->seeder->manifest, list, text);
}

static void
note_request (Target     *self,
              const char *list,
              guint       number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  note (self, list, text);
}

static gboolean
attach (Target           *self,
        TallySandboxRow  *row,
        const char       *name,
        gint64            at_utc_usec,
        GError          **error)
{
  TallySandboxStamp stamp = { at_utc_usec, self->seeder->office };
  g_autoptr (GBytes) bytes = g_bytes_new_static (empty_zip, sizeof empty_zip);
  TallySandboxAttachmentSpec spec = {
    .name = name, .bytes = bytes, .sheet = self->sheet, .row = row,
  };

  return tally_sandbox_world_add_attachment (self->world, &spec, &stamp, error) != NULL;
}

/* The predecessor's name: work request, week, time of the run, hash. */
static gboolean
attach_old_workbook (Target           *self,
                     TallySandboxRow  *row,
                     guint             number,
                     gint64            at_utc_usec,
                     GError          **error)
{
  TallySandboxSeeder *seeder = self->seeder;
  guint week = seeder->last_week - 7 * (number % seeder->plan->n_weeks);
  guint second = (guint) (at_utc_usec / G_USEC_PER_SEC % DAY_SECS);
  guint64 hash = tally_random_next (seeder->random);
  g_autofree char *name = NULL;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, week);
  name = g_strdup_printf ("WR_%u_WeekEnding_%02d%02d%02d_%02u%02u%02u_%016" G_GINT64_MODIFIER
                          "x.xlsx", number,
                          (int) g_date_get_month (&date), g_date_get_day (&date),
                          g_date_get_year (&date) % 100, second / 3600, second / 60 % 60,
                          second % 60, hash);
  note (self, "old_workbooks", name);
  return attach (self, row, name, at_utc_usec, error);
}

static gboolean
attach_foreign (Target           *self,
                TallySandboxRow  *row,
                guint             number,
                GError          **error)
{
  static const char *const names[] = {
    "photo.jpg", "WR_notes_final.xlsx", "WR_%u_WeekEnding_81725.xlsx", "%u as built.pdf",
    "wr_%u_WeekEnding_081725.xlsx",
  };
  gint64 at = tally_sandbox_seed_julian_usec (self->seeder->last_week - 3, 16 * 3600);
  const char *pattern = names[self->n_rows % G_N_ELEMENTS (names)];
  g_auto (GStrv) parts = g_strsplit (pattern, "%u", 2);
  g_autofree char *name = parts[1] == NULL
    ? g_strdup (pattern) : g_strdup_printf ("%s%u%s", parts[0], number, parts[1]);

  note (self, "foreign_files", name);
  return attach (self, row, name, at, error);
}

/* Every second row has one, every tenth three of the same identity, the newest made just after
 * midnight, so that its time of day is the smallest; every fourth other people's files. */
static gboolean
attach_past (Target           *self,
             TallySandboxRow  *row,
             guint             number,
             GError          **error)
{
  guint day = self->seeder->last_week + 1;
  guint n = self->n_rows % 10 == 1 ? 3 : self->n_rows % 2;

  for (guint i = 0; i < n; i++)
    {
      guint second = i == 2 ? DAY_SECS + 600 : DAY_SECS - 7200 * (2 - i) + self->n_rows % 60;

      if (!attach_old_workbook (self, row, number,
                                tally_sandbox_seed_julian_usec (day - 2, second), error))
        return FALSE;
    }
  return self->n_rows % 4 != 1 || attach_foreign (self, row, number, error);
}

static gboolean
add_request (Target  *self,
             guint    number,
             GError **error)
{
  TallySandboxSeeder *seeder = self->seeder;
  TallySandboxRow *row = add_row (self, number);

  if (seeder->past != NULL
      && !(tally_sandbox_seed_past_attach (seeder->past, seeder, self->sheet, row, number, error)
           && (self->n_rows % 4 != 1 || attach_foreign (self, row, number, error))))
    return FALSE;
  return !seeder->options->with_old_workbooks || attach_past (self, row, number, error);
}

/* Work requests of no source, and one that stands twice if the options say so. */
static gboolean
add_rest (Target  *self,
          guint    twin,
          GError **error)
{
  guint n_extra = self->seeder->options->mess_ratio > 0 ? 1 + self->n_rows / 20 : 0;

  for (guint i = 0; i < n_extra; i++)
    {
      guint number = 95000000 + 13 * i;

      note_request (self, "extra", number);
      if (!add_request (self, number, error))
        return FALSE;
    }
  if (self->seeder->options->with_twin_targets)
    {
      note_request (self, "twins", twin);
      add_row (self, twin);
    }
  return TRUE;
}

/* A few work requests were never put on the target sheet; none is missing in a clean world. */
static gboolean
is_missing (Target *self,
            guint   index)
{
  return self->seeder->options->mess_ratio > 0 && index % 30 == 7;
}

static gboolean
add_requests (Target  *self,
              GError **error)
{
  const GArray *requests = self->seeder->plan->requests;

  for (guint i = 0; i < requests->len; i++)
    {
      guint number = g_array_index (requests, TallySandboxRequest, i).number;

      if (is_missing (self, i))
        note_request (self, "missing", number);
      else if (!add_request (self, number, error))
        return FALSE;
    }
  return add_rest (self, g_array_index (requests, TallySandboxRequest, 0).number, error);
}

gboolean
tally_sandbox_seed_add_target (TallySandboxSeeder  *self,
                               GError             **error)
{
  TallySandboxStamp stamp = {
    tally_sandbox_seed_julian_usec (self->last_week - 7 * self->plan->n_weeks - 60, 0),
    self->office,
  };
  Target target = { .seeder = self, .world = self->world };
  gboolean ok;

  tally_sandbox_world_begin (self->world);
  target.sheet = tally_sandbox_world_add_sheet (self->world, NULL, "Weekly Billing Target", &stamp);
  self->world->target_sheet = target.sheet->id;
  add_columns (&target);
  ok = add_requests (&target, error);
  tally_sandbox_world_commit (self->world);
  return ok;
}

void
tally_sandbox_seed_add_audit (TallySandboxSeeder *self)
{
  static const char *const titles[] = {
    "Audit Timestamp", "Risk Level", "Total Issues", "Sheets Audited", "Rows Audited", "Anomalies",
    "Unauthorized Changes", "Data Issues", "Risk Direction", "Risk Level Δ", "Issues Δ",
    "Issues Δ %", "Enriched Rows",
  };
  TallySandboxStamp stamp = {
    tally_sandbox_seed_julian_usec (self->last_week - 7 * self->plan->n_weeks - 60, 0),
    self->office,
  };
  TallySandboxSheet *sheet = tally_sandbox_world_add_sheet (self->world, NULL, "Billing Audit Log",
                                                            &stamp);

  self->world->audit_sheet = sheet->id;
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      TallySandboxColumnSpec spec = { .title = titles[i], .primary = i == 0 };

      tally_sandbox_world_add_column (self->world, sheet, &spec, NULL);
    }
}
