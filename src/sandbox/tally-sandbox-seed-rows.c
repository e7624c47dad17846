/* tally-sandbox-seed-rows.c
 *
 * A clean row in the spelling of its sheet, and how it is written with its past.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-seed-private.h"

#include "tally-sandbox-seed-forms.h"
#include "tally-sandbox-seed-past.h"
#include "tally-sandbox-world-rows.h"

/* Rows with a past, by sheet: histories cost memory, and readers look at few of them. */
#define MAX_HISTORIES 200
#define HOUR_SECS 3600u

static const char *const work_types[TALLY_SANDBOX_N_WORKS][3] = {
  { "Install", "Inst", "INSTALL" }, { "Removal", "Rem", "Remove" }, { "Transfer", "Trans", "Xfr" },
};

static const char *const customers[] = {
  "Northlake Electric Cooperative", "Brazos Bend Power", "Mesa Verde Utilities",
  "O'Hara & Sons Energy", "Río Claro Light", "Pine Hollow Electric", "Gulf Plains Energy",
  "Cedar Fork Municipal",
};

static const char *const areas[] = { "North", "South", "East", "West", "Central", "Hill Country" };

guint
tally_sandbox_seed_get_new_from (const TallySandboxSeeder *self)
{
  return self->last_week - 7 * (self->plan->n_weeks / 2);
}

/* Prices the draft by the contract of the day of its completion. */
static void
set_cents (TallySandboxSeeder *self,
           TallySandboxDraft  *draft)
{
  draft->era = draft->snapshot >= tally_sandbox_seed_get_new_from (self);
  if (draft->unit->rate_cents[draft->era][draft->work] == 0)
    draft->work = TALLY_SANDBOX_WORK_INSTALL;
  draft->cents = draft->unit->rate_cents[draft->era][draft->work] * draft->quantity;
}

static void
choose_work (TallySandboxSeeder      *self,
             const TallySandboxChunk *chunk,
             TallySandboxDraft       *draft)
{
  guint roll = tally_sandbox_seed_below (self, 10);

  draft->unit = &g_array_index (self->units, TallySandboxUnit,
                                tally_sandbox_seed_below (self, self->units->len));
  draft->work = roll < 7 ? TALLY_SANDBOX_WORK_INSTALL
                         : roll < 9 ? TALLY_SANDBOX_WORK_REMOVAL : TALLY_SANDBOX_WORK_TRANSFER;
  draft->week = self->last_week - 7 * (self->plan->n_weeks - 1 - chunk->week);
  draft->snapshot = draft->week - 6 + tally_sandbox_seed_below (self, 6);
  draft->quantity = 1 + tally_sandbox_seed_below (self, draft->unit->typical_quantity);
  set_cents (self, draft);
}

static void
spell_request (TallySandboxSeeder        *self,
               const TallySandboxRequest *request,
               TallySandboxDraft         *draft)
{
  const TallySandboxLexeme **value = draft->value;

  g_snprintf (draft->work_request, sizeof draft->work_request, "%u", request->number);
  if (self->variety % 3 == 0)
    value[TALLY_SANDBOX_FIELD_WORK_REQUEST] = tally_sandbox_seed_number (self, "%u",
                                                                         request->number);
  else if (self->variety % 3 == 1)
    value[TALLY_SANDBOX_FIELD_WORK_REQUEST] = tally_sandbox_seed_text (self, "%u", request->number);
  else
    value[TALLY_SANDBOX_FIELD_WORK_REQUEST] = tally_sandbox_seed_number (self, "%u.0",
                                                                         request->number);
  value[TALLY_SANDBOX_FIELD_FOREMAN] =
    tally_sandbox_seed_text (self, "%s", self->foremen[request->foreman]->name);
  value[TALLY_SANDBOX_FIELD_DEPT] = self->variety % 2 == 0
    ? tally_sandbox_seed_number (self, "%u", request->dept)
    : tally_sandbox_seed_text (self, "%u", request->dept);
  value[TALLY_SANDBOX_FIELD_CUSTOMER] =
    tally_sandbox_seed_text (self, "%s", customers[request->customer % G_N_ELEMENTS (customers)]);
  value[TALLY_SANDBOX_FIELD_AREA] =
    tally_sandbox_seed_text (self, "%s", areas[request->area % G_N_ELEMENTS (areas)]);
  value[TALLY_SANDBOX_FIELD_WORK_ORDER] = tally_sandbox_seed_text (self, "WO%u",
                                                                   request->work_order);
  value[TALLY_SANDBOX_FIELD_SCOPE] = tally_sandbox_seed_text (self, "SCP-%03u", request->scope);
  value[TALLY_SANDBOX_FIELD_JOB] = tally_sandbox_seed_text (self, "J%u", request->job);
}

static const TallySandboxLexeme *
spell_completed (TallySandboxSeeder *self)
{
  static const char *const texts[] = { "Yes", "1", " TRUE ", "checked" };
  const TallySandboxColumn *column = self->columns.columns[TALLY_SANDBOX_FIELD_COMPLETED];

  if (strcmp (column->type, "CHECKBOX") != 0)
    return tally_sandbox_seed_text (self, "%s",
                                    texts[tally_sandbox_seed_below (self, G_N_ELEMENTS (texts))]);
  if (self->variety % 8 == 3)
    return tally_sandbox_seed_number (self, "%s", "1");
  return tally_sandbox_pool_boolean (self->world->pool, TRUE);
}

static void
spell_money (TallySandboxSeeder *self,
             TallySandboxDraft  *draft)
{
  const TallySandboxLexeme *dollars = tally_sandbox_seed_dollars (self, draft->cents);

  if (self->variety % 5 == 4)
    {
      draft->value[TALLY_SANDBOX_FIELD_PRICE] = dollars;
    }
  else
    {
      draft->value[TALLY_SANDBOX_FIELD_PRICE] = tally_sandbox_seed_amount (self, draft->cents);
      draft->display[TALLY_SANDBOX_FIELD_PRICE] = dollars;
    }
  if (tally_sandbox_seed_below (self, 3) == 0)
    draft->value[TALLY_SANDBOX_FIELD_SECOND_PRICE] =
      tally_sandbox_seed_amount (self, draft->cents * 9 / 10);
}

void
tally_sandbox_seed_reprice (TallySandboxSeeder *self,
                            TallySandboxDraft  *draft)
{
  const TallySandboxLexeme **value = draft->value;
  gint64 before = draft->cents;
  gboolean is_text = draft->display[TALLY_SANDBOX_FIELD_PRICE] == NULL;

  set_cents (self, draft);
  if (draft->cents == before)
    return;
  value[TALLY_SANDBOX_FIELD_PRICE] = tally_sandbox_seed_dollars (self, draft->cents);
  if (!is_text)
    {
      draft->display[TALLY_SANDBOX_FIELD_PRICE] = value[TALLY_SANDBOX_FIELD_PRICE];
      value[TALLY_SANDBOX_FIELD_PRICE] = tally_sandbox_seed_amount (self, draft->cents);
    }
  if (value[TALLY_SANDBOX_FIELD_SECOND_PRICE] != NULL)
    value[TALLY_SANDBOX_FIELD_SECOND_PRICE] = tally_sandbox_seed_amount (self, draft->cents * 9 / 10);
}

static void
spell_work (TallySandboxSeeder      *self,
            const TallySandboxChunk *chunk,
            TallySandboxDraft       *draft)
{
  const TallySandboxLexeme **value = draft->value;
  guint pole = 1 + tally_sandbox_seed_below (self, chunk->n_rows / 2 + 1);
  gboolean us_dates = self->variety % 6 == 5;

  value[TALLY_SANDBOX_FIELD_WEEK] = us_dates
    ? tally_sandbox_seed_us_day (self, draft->week, TRUE)
    : tally_sandbox_seed_day (self, draft->week);
  value[TALLY_SANDBOX_FIELD_SNAPSHOT] = us_dates
    ? tally_sandbox_seed_us_day (self, draft->snapshot, FALSE)
    : tally_sandbox_seed_day (self, draft->snapshot);
  value[TALLY_SANDBOX_FIELD_POLE] = self->variety % 7 == 3
    ? tally_sandbox_seed_number (self, "%u", pole) : tally_sandbox_seed_text (self, "P-%u", pole);
  value[TALLY_SANDBOX_FIELD_CU] = draft->unit->code;
  value[TALLY_SANDBOX_FIELD_DESCRIPTION] = draft->unit->description;
  value[TALLY_SANDBOX_FIELD_UOM] = draft->unit->uom;
  value[TALLY_SANDBOX_FIELD_WORK_TYPE] =
    tally_sandbox_seed_text (self, "%s", work_types[draft->work][self->variety % 3]);
  value[TALLY_SANDBOX_FIELD_QUANTITY] = self->variety % 4 == 3
    ? tally_sandbox_seed_text (self, "%u", draft->quantity)
    : tally_sandbox_seed_number (self, "%u", draft->quantity);
  value[TALLY_SANDBOX_FIELD_COMPLETED] = spell_completed (self);
  if (tally_sandbox_seed_below (self, 12) == 0)
    value[TALLY_SANDBOX_FIELD_NOTES] =
      tally_sandbox_seed_text (self, "see ticket %u", 1 + tally_sandbox_seed_below (self, 400));
}

void
tally_sandbox_seed_begin_draft (TallySandboxSeeder      *self,
                                const TallySandboxChunk *chunk,
                                TallySandboxDraft       *out_draft)
{
  memset (out_draft, 0, sizeof *out_draft);
  choose_work (self, chunk, out_draft);
  spell_request (self, &g_array_index (self->plan->requests, TallySandboxRequest, chunk->request),
                 out_draft);
  spell_work (self, chunk, out_draft);
  spell_money (self, out_draft);
}

static TallySandboxCell
make_cell (TallySandboxSeeder      *self,
           const TallySandboxDraft *draft,
           TallySandboxField        field)
{
  TallySandboxCell cell = { draft->value[field], draft->display[field] };

  if (cell.display != NULL)
    return cell;
  return tally_sandbox_world_make_cell (self->world, self->columns.columns[field], cell.value);
}

static void
set_later (TallySandboxSeeder      *self,
           TallySandboxRow         *row,
           const TallySandboxDraft *draft,
           TallySandboxField        field,
           const TallySandboxStamp *stamp)
{
  TallySandboxEdit edit = { make_cell (self, draft, field) };

  tally_sandbox_world_set_cell (self->world, self->sheet, row, self->columns.columns[field], &edit,
                                stamp);
}

/* A crew ticks the unit off; seconds to minutes later the automation stamps the two dates. */
static void
live_through_completion (TallySandboxSeeder      *self,
                         TallySandboxRow         *row,
                         const TallySandboxDraft *draft,
                         TallySandboxUser        *foreman)
{
  guint second = 13 * HOUR_SECS + tally_sandbox_seed_below (self, 8 * HOUR_SECS);
  TallySandboxStamp stamp = { tally_sandbox_seed_julian_usec (draft->snapshot, second), foreman };

  set_later (self, row, draft, TALLY_SANDBOX_FIELD_COMPLETED, &stamp);
  stamp.at_utc_usec += (6 + tally_sandbox_seed_below (self, 240)) * G_USEC_PER_SEC;
  stamp.by = self->automation;
  set_later (self, row, draft, TALLY_SANDBOX_FIELD_SNAPSHOT, &stamp);
  stamp.at_utc_usec += 6 * G_USEC_PER_SEC;
  set_later (self, row, draft, TALLY_SANDBOX_FIELD_WEEK, &stamp);
}

/* The automation fired by itself and moved a billed row to another week. */
static void
live_through_move (TallySandboxSeeder      *self,
                   TallySandboxRow         *row,
                   const TallySandboxDraft *draft)
{
  TallySandboxStamp stamp = {
    tally_sandbox_seed_julian_usec (draft->snapshot, 10 * HOUR_SECS), self->automation,
  };

  set_later (self, row, draft, TALLY_SANDBOX_FIELD_SNAPSHOT, &stamp);
  stamp.at_utc_usec += 6 * G_USEC_PER_SEC;
  set_later (self, row, draft, TALLY_SANDBOX_FIELD_WEEK, &stamp);
}

static void
fill_cells (TallySandboxSeeder      *self,
            TallySandboxRow         *row,
            const TallySandboxDraft *draft)
{
  for (guint i = 0; i < TALLY_SANDBOX_N_FIELDS; i++)
    if (self->columns.columns[i] != NULL && (draft->value[i] != NULL || draft->display[i] != NULL))
      tally_sandbox_row_fill (row, self->columns.columns[i], make_cell (self, draft, i));
  if (draft->price_link != NULL)
    tally_sandbox_row_ensure_extra (row, self->columns.columns[TALLY_SANDBOX_FIELD_PRICE])->link_in =
      draft->price_link;
}

/* As the row was born, before people and automations came. */
static void
take_back (TallySandboxSeeder *self,
           TallySandboxDraft  *draft)
{
  if (draft->first_week == 0)
    {
      draft->value[TALLY_SANDBOX_FIELD_COMPLETED] = NULL;
      draft->value[TALLY_SANDBOX_FIELD_SNAPSHOT] = NULL;
      draft->value[TALLY_SANDBOX_FIELD_WEEK] = NULL;
      return;
    }
  draft->value[TALLY_SANDBOX_FIELD_WEEK] = tally_sandbox_seed_day (self, draft->first_week);
  draft->value[TALLY_SANDBOX_FIELD_SNAPSHOT] = tally_sandbox_seed_day (self, draft->first_week - 2);
}

static TallySandboxRow *
add_row (TallySandboxSeeder      *self,
         const TallySandboxDraft *draft)
{
  guint born = MIN (draft->snapshot, draft->first_week == 0 ? draft->snapshot : draft->first_week);
  guint day = born - 2 - tally_sandbox_seed_below (self, 7);
  guint second = 12 * HOUR_SECS + tally_sandbox_seed_below (self, 9 * HOUR_SECS);
  TallySandboxStamp stamp = { tally_sandbox_seed_julian_usec (day, second), self->office };
  gint64 parent_id = self->n_children > 0 ? self->parent_id : 0;

  if (self->n_children > 0)
    self->n_children--;
  return tally_sandbox_world_add_row (self->world, self->sheet, -1, parent_id, &stamp);
}

static void
tell_manifest (TallySandboxSeeder      *self,
               const TallySandboxDraft *draft,
               gint64                   row_id)
{
  g_autofree char *week = NULL;
  TallySandboxSeedTruth truth = { 0 };

  if (self->manifest == NULL)
    return;
  week = tally_sandbox_lexeme_dup_text (tally_sandbox_seed_day (self, draft->week));
  truth.kind = draft->kind;
  truth.reason = draft->reason;
  truth.work_request = draft->work_request;
  truth.week_ending = week;
  truth.cents = draft->cents;
  truth.issues = draft->issues;
  truth.is_blank = draft->is_blank;
  tally_sandbox_seed_manifest_add_row (self->manifest, &truth, row_id);
}

void
tally_sandbox_seed_write_row (TallySandboxSeeder      *self,
                              const TallySandboxDraft *draft)
{
  TallySandboxRow *row = add_row (self, draft);
  TallySandboxDraft born = *draft;
  gboolean is_recent = draft->kind == NULL && draft->week + 7 >= self->last_week &&
                       self->n_histories < MAX_HISTORIES;

  if (is_recent || draft->first_week != 0)
    take_back (self, &born);
  fill_cells (self, row, &born);
  if (draft->first_week != 0)
    live_through_move (self, row, draft);
  else if (is_recent)
    live_through_completion (self, row, draft,
                             self->foremen[tally_sandbox_seed_below (self, TALLY_SANDBOX_N_FOREMEN)]);
  self->n_histories += is_recent;
  if (draft->kind != NULL && strcmp (draft->kind, "heading-row") == 0)
    {
      self->parent_id = row->id;
      self->n_children = 4;
    }
  tell_manifest (self, draft, row->id);
  if (self->past != NULL)
    tally_sandbox_seed_past_take (self->past, self, draft);
  self->n_rows_done++;
}
