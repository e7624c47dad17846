/* tally-engine-unrated.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-unrated.h"

#include "tally-audit-rate-scope.h"
#include "tally-clock.h"
#include "tally-engine-error.h"
#include "tally-engine-private.h"
#include "tally-jobs-rates.h"
#include "tally-store-error.h"
#include "tally-store-lines.h"
#include "tally-store-maps.h"
#include "tally-store-sheets.h"

/* Reasons that are the tables' alone. Others are about the line: it has no code, no day, no quantity. */
static const char *const reasons[] = {
  "unit-not-listed", "no-rate-for-work", "rate-in-doubt", "other-era", "contract-without-rates",
  "subcontractor-without-rates", "unknown-contract", "unknown-work-type", TALLY_AUDIT_RATE_NOT_PAID_FOR,
};

/* A sheet as the audit knows it, for as long as its lines are looked at. */
typedef struct {
  TallyAuditSheet  sheet;
  char            *contract; /* (owned) */
} Sheet;

typedef struct {
  TallyEngine     *engine;  /* (borrowed) */
  TallyStore      *store;   /* (borrowed) */
  TallyAuditInput  input;   /* nothing but rates */
  TallyDay         today;
  GHashTable      *sheets;  /* (owned) gint64 → Sheet */
  GHashTable      *found;   /* (owned) text → borrowed TallyEngineUnrated */
  GPtrArray       *units;   /* (owned) */
} Looking;

void
tally_engine_unrated_free (TallyEngineUnrated *self)
{
  if (self == NULL)
    return;
  g_free (self->cu);
  g_free (self->description);
  g_free (self->contract);
  g_free (self);
}

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  g_free (sheet->contract);
  g_free (sheet);
}

static void
looking_clear (Looking *looking)
{
  g_hash_table_unref (looking->sheets);
  g_hash_table_unref (looking->found);
  g_clear_pointer (&looking->units, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Looking, looking_clear)

static const TallyAuditSheet *
ensure_sheet (Looking  *looking,
              gint64    sheet_id,
              GError  **error)
{
  Sheet *sheet = g_hash_table_lookup (looking->sheets, &sheet_id);
  g_autoptr (TallyStoreSheet) known = NULL;
  g_autoptr (TallyColumnMap) map = NULL;

  if (sheet != NULL)
    return &sheet->sheet;
  known = tally_store_sheets_find (looking->store, sheet_id, error);
  map = *error == NULL ? tally_store_maps_find (looking->store, sheet_id, error) : NULL;
  if (*error != NULL)
    return NULL;
  sheet = g_new0 (Sheet, 1);
  sheet->contract = known != NULL ? tally_jobs_rates_dup_contract (looking->engine->config, known) : g_strdup ("");
  sheet->sheet.sheet_id = sheet_id;
  sheet->sheet.contract = sheet->contract;
  sheet->sheet.has_snapshot = map != NULL && map->matches[TALLY_FIELD_SNAPSHOT].column_id != 0;
  g_hash_table_insert (looking->sheets, g_memdup2 (&sheet_id, sizeof sheet_id), sheet);
  return &sheet->sheet;
}

static void
count_line (Looking                   *looking,
            const TallyAuditRateScope *scope,
            const char                *reason)
{
  const TallyLine *line = scope->line;
  g_autofree char *cu = g_ascii_strup (line->text[TALLY_FIELD_CU], -1);
  const char *contract = scope->contract != NULL ? scope->contract : "";
  g_autofree char *key = g_strjoin ("\n", cu, contract, reason, NULL);
  TallyEngineUnrated *unit = g_hash_table_lookup (looking->found, key);

  if (unit == NULL)
    {
      unit = g_new0 (TallyEngineUnrated, 1);
      unit->cu = g_steal_pointer (&cu);
      unit->description = g_strdup (line->text[TALLY_FIELD_CU_DESCRIPTION]);
      unit->contract = g_strdup (contract);
      unit->reason = reason;
      g_ptr_array_add (looking->units, unit);
      g_hash_table_insert (looking->found, g_steal_pointer (&key), unit);
    }
  unit->n_lines++;
  unit->cents += line->price_cents;
  unit->last_day = MAX (unit->last_day, line->week_ending);
}

static gboolean
look_cb (const TallyLine  *line,
         gpointer          data,
         GError          **error)
{
  Looking *looking = data;
  g_autoptr (GError) failure = NULL;
  TallyAuditRateScope scope = { .input = &looking->input, .today = looking->today, .line = line };
  const char *reason;

  scope.sheet = ensure_sheet (looking, line->sheet_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  reason = tally_audit_rate_scope_look (&scope);
  for (guint i = 0; reason != NULL && i < G_N_ELEMENTS (reasons); i++)
    if (strcmp (reason, reasons[i]) == 0 && *line->text[TALLY_FIELD_CU] != '\0')
      count_line (looking, &scope, reasons[i]);
  return TRUE;
}

static int
compare_units (gconstpointer a,
               gconstpointer b)
{
  const TallyEngineUnrated *one = *(const TallyEngineUnrated *const *) a;
  const TallyEngineUnrated *other = *(const TallyEngineUnrated *const *) b;

  if (one->cents != other->cents)
    return one->cents > other->cents ? -1 : 1;
  return strcmp (one->cu, other->cu);
}

static gboolean
look (Looking       *looking,
      GCancellable  *cancellable,
      GError       **error)
{
  const TallyStoreLineFilter filter = { .accepted_only = TRUE };

  looking->store = tally_engine_open_reader (looking->engine, error);
  return looking->store != NULL
         && tally_store_lines_foreach (looking->store, &filter, look_cb, looking, cancellable, error);
}

/* Before the first run nothing is billed. */
static gboolean
take_failure (GError  *failure,
              GError **error)
{
  gboolean is_harmless = g_error_matches (failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_MISSING);

  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (failure));
  else if (!is_harmless)
    g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED, failure->message);
  g_error_free (failure);
  return is_harmless;
}

GPtrArray *
tally_engine_list_unrated (TallyEngine   *self,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr (TallyRun) run = tally_run_new ();
  g_autoptr (TallyRateTable) rates = NULL;
  g_auto (Looking) looking = { .engine = self };
  GError *failure = NULL;
  gboolean is_read;

  g_return_val_if_fail (self != NULL, NULL);
  looking.sheets = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, sheet_free);
  looking.found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  looking.units = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_engine_unrated_free);
  rates = tally_jobs_rates_load (self->config, run);
  if (rates == NULL)
    return g_steal_pointer (&looking.units);
  looking.input.rates = rates;
  looking.today = (TallyDay) (tally_clock_get_utc_usec (self->clock) / G_TIME_SPAN_DAY) + tally_day_new (1970, 1, 1);
  is_read = look (&looking, cancellable, &failure);
  g_clear_pointer (&looking.store, tally_store_free);
  if (!is_read && !take_failure (failure, error))
    return NULL;
  g_ptr_array_sort (looking.units, compare_units);
  return g_steal_pointer (&looking.units);
}
