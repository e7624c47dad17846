/* tally-jobs-intake.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-intake.h"

#include "tally-jobs-measure.h"
#include "tally-jobs-sweep.h"
#include "tally-store-lines.h"
#include "tally-store-maps.h"
#include "tally-text.h"

/* Says by which rules lines were read: another version of them reads every sheet anew. */
#define PARSER_KEY "1"

/* Rows that were sorted may say no more of it than that the sheet changed: where the rows of a sheet
 * that changed stand is looked up once a day at least. */
#define PLACED_USEC (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

/* Only lines read by the rules of this version count as known. */
static gboolean
is_known (const TallyStoreSheet *head)
{
  return head != NULL && head->version >= 0 && head->state != TALLY_STORE_SHEET_RELEASED
         && strcmp (head->map_key, PARSER_KEY) == 0;
}

TallyJobsFetch *
tally_jobs_intake_prepare (TallyJobsContext  *context,
                           gint64             sheet_id,
                           GError           **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (TallyStoreSheet) head = tally_store_sheets_find (context->store, sheet_id, &failure);
  guint days = (guint) tally_config_get_int (context->config, "smartsheet", "full-sweep-days");
  TallyColumnMap *map = NULL;
  TallyJobsFetch *fetch;
  gboolean is_whole;

  if (head != NULL && *head->map_key != '\0')
    map = tally_store_maps_find (context->store, sheet_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  is_whole = context->options->force || !is_known (head)
             || tally_jobs_sweep_is_due (sheet_id, head->swept_utc_usec,
                                         tally_clock_get_utc_usec (context->clock), days);
  fetch = tally_jobs_fetch_new (sheet_id, g_steal_pointer (&head), map);
  fetch->is_whole = is_whole;
  fetch->page_rows = (guint) tally_config_get_int (context->config, "smartsheet", "page-rows");
  fetch->cancellable = context->cancellable;
  return fetch;
}

static gboolean
is_placed_long_ago (TallyJobsContext      *context,
                    const TallyStoreSheet *head)
{
  return ABS (tally_clock_get_utc_usec (context->clock) - head->placed_utc_usec) >= PLACED_USEC;
}

gboolean
tally_jobs_intake_wants_more (TallyJobsContext  *context,
                              TallyJobsFetch    *fetch,
                              gboolean          *out_wants,
                              GError           **error)
{
  TallyJobsSweepNeed need;

  if (fetch->known == NULL)
    fetch->known = tally_store_places_list (context->store, fetch->sheet_id, error);
  if (fetch->known == NULL)
    return FALSE;
  *out_wants = FALSE;
  if (fetch->swept != NULL)
    return TRUE;
  need = tally_jobs_sweep_judge (fetch->known, fetch->told, fetch->sheet->n_rows);
  if (need == TALLY_JOBS_SWEEP_WHOLE)
    tally_jobs_fetch_doubt (fetch, "it changed, and none of its rows says why");
  *out_wants = need != TALLY_JOBS_SWEEP_NOTHING || is_placed_long_ago (context, fetch->head);
  return TRUE;
}

static gboolean
put_rows (TallyJobsContext  *context,
          TallyJobsFetch    *fetch,
          GError           **error)
{
  for (guint i = 0; i < fetch->lines->len; i++)
    if (!tally_store_lines_put (context->store, &g_array_index (fetch->lines, TallyLine, i), error))
      return FALSE;
  for (guint i = 0; i < fetch->blanks->len; i++)
    if (!tally_store_places_put_blank (context->store,
                                       &g_array_index (fetch->blanks, TallyStorePlace, i), error))
      return FALSE;
  return TRUE;
}

/* What became of a known row that was not read: it is gone, stands elsewhere, or is as it was. */
static gboolean
settle_row (TallyJobsContext       *context,
            TallyJobsFetch         *fetch,
            const TallyStorePlace  *known,
            GError                **error)
{
  const TallyStorePlace *now = tally_jobs_sweep_find (fetch->swept, known->row_id);
  TallyStorePlace place = *known;

  if (now == NULL)
    return tally_store_places_drop (context->store, known->row_id, error);
  if (now->row_number == known->row_number)
    return TRUE;
  place.row_number = now->row_number;
  return tally_store_places_renumber (context->store, &place, error);
}

static gboolean
settle_rows (TallyJobsContext  *context,
             TallyJobsFetch    *fetch,
             GError           **error)
{
  for (guint i = 0; fetch->swept != NULL && i < fetch->known->len; i++)
    {
      const TallyStorePlace *known = &g_array_index (fetch->known, TallyStorePlace, i);

      if (tally_jobs_sweep_find (fetch->told, known->row_id) == NULL
          && !settle_row (context, fetch, known, error))
        return FALSE;
    }
  return TRUE;
}

/* Blank rows of a sheet of which the changes were read: those read now, and those that still are. */
static guint64
count_blanks (TallyJobsFetch *fetch)
{
  guint64 n = fetch->blanks->len;

  for (guint i = 0; fetch->state == TALLY_JOBS_FETCH_CHANGED && i < fetch->known->len; i++)
    {
      const TallyStorePlace *known = &g_array_index (fetch->known, TallyStorePlace, i);

      n += known->is_blank && tally_jobs_sweep_find (fetch->told, known->row_id) == NULL
           && (fetch->swept == NULL || tally_jobs_sweep_find (fetch->swept, known->row_id) != NULL);
    }
  return n;
}

static gboolean
write_rows (TallyJobsContext  *context,
            TallyJobsFetch    *fetch,
            GError           **error)
{
  gint64 run_id = context->run->run_id;

  if (fetch->state == TALLY_JOBS_FETCH_READ
        ? !tally_store_lines_begin_sheet (context->store, run_id, fetch->sheet_id, error)
        : !tally_store_lines_begin_part (context->store, run_id, fetch->sheet_id, error))
    return FALSE;
  if (put_rows (context, fetch, error)
      && (fetch->state == TALLY_JOBS_FETCH_READ || settle_rows (context, fetch, error)))
    return TRUE;
  tally_store_lines_abort_sheet (context->store);
  return FALSE;
}

static gboolean
store_rows (TallyJobsContext  *context,
            TallyJobsFetch    *fetch,
            GError           **error)
{
  TallyStoreLineStats stats = { 0 };

  if (!write_rows (context, fetch, error) || !tally_store_lines_end_sheet (context->store, &stats, error))
    return FALSE;
  context->run->counts.n_lines_new += stats.n_new;
  context->run->counts.n_lines_changed += stats.n_changed;
  context->run->counts.n_lines_gone += stats.n_gone;
  context->run->counts.n_rows_empty += count_blanks (fetch);
  return TRUE;
}

/* Whether a column holds something else than its title says. */
static gboolean
is_doubtful (const TallyColumnMap *map)
{
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    if (map->matches[i].column_id != 0
        && map->matches[i].confidence_percent < TALLY_BILLING_DOUBT_PERCENT)
      return TRUE;
  return FALSE;
}

/* Notes of a map quote titles, which are people's words: they go into the detail. */
static void
report_map_notes (TallyJobsContext     *context,
                  const TallyColumnMap *map)
{
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT, map->sheet_id);
  g_autofree char *text = NULL;
  g_autoptr (GString) detail = g_string_new (NULL);
  TallyNoticeWords words = {
    .severity = is_doubtful (map) ? TALLY_SEVERITY_WARNING : TALLY_SEVERITY_INFO,
    .code = "columns",
    .subject = subject,
  };

  if (map->notes->len == 0)
    return;
  for (guint i = 0; i < map->notes->len; i++)
    g_string_append_printf (detail, "%s%s", i > 0 ? "; " : "", (const char *) map->notes->pdata[i]);
  text = tally_text_dup_count (map->notes->len, "thing to know about the columns of a sheet",
                               "things to know about the columns of a sheet");
  words.text = text;
  words.detail = detail->str;
  tally_run_tell (context->run, &words);
}

static void
report_doubt (TallyJobsContext     *context,
              const TallyJobsFetch *fetch)
{
  g_autofree char *subject = g_strdup_printf ("%" G_GINT64_FORMAT, fetch->sheet_id);
  g_autofree char *text = NULL;

  if (fetch->doubt == NULL)
    return;
  text = g_strdup_printf ("a sheet was read whole: %s", fetch->doubt);
  tally_run_add_notice (context->run, TALLY_SEVERITY_INFO, "read-whole", subject, text);
}

static void
measure (TallyJobsContext     *context,
         const TallyJobsFetch *fetch)
{
  const TallyJobsMeasuredSheet sheet = {
    .sheet_id = fetch->sheet_id,
    .n_rows = fetch->sheet->n_rows,
    .n_columns = fetch->n_columns,
    .map = fetch->map != NULL ? fetch->map : fetch->known_map,
  };

  tally_jobs_measure_sheet (context->measure, &sheet);
}

/* A sheet of which the changes were read keeps what was said of it when it was read whole. */
static TallyStoreSheet *
make_head (TallyJobsContext *context,
           TallyJobsFetch   *fetch,
           const char       *origin)
{
  TallyStoreSheet *head = tally_store_sheet_new (fetch->sheet_id);
  gboolean is_whole = fetch->state == TALLY_JOBS_FETCH_READ;

  tally_text_set (&head->name, fetch->sheet->name);
  tally_text_set (&head->origin, origin);
  tally_text_set (&head->link, fetch->sheet->link);
  tally_text_set (&head->map_key, PARSER_KEY);
  tally_text_set (&head->columns_key, is_whole ? fetch->columns_key : fetch->head->columns_key);
  head->version = fetch->sheet->version;
  head->n_rows = fetch->sheet->n_rows;
  head->modified_utc_usec = fetch->sheet->modified_utc_usec;
  head->state = TALLY_STORE_SHEET_OK;
  head->read_utc_usec = tally_clock_get_utc_usec (context->clock);
  head->placed_utc_usec = is_whole || fetch->swept != NULL ? head->read_utc_usec
                                                           : fetch->head->placed_utc_usec;
  head->swept_utc_usec = is_whole ? head->read_utc_usec : fetch->head->swept_utc_usec;
  return head;
}

gboolean
tally_jobs_intake_take (TallyJobsContext  *context,
                        TallyJobsFetch    *fetch,
                        const char        *origin,
                        GError           **error)
{
  g_autoptr (TallyStoreSheet) head = make_head (context, fetch, origin);

  if (fetch->map != NULL)
    report_map_notes (context, fetch->map);
  report_doubt (context, fetch);
  measure (context, fetch);
  context->run->counts.n_sheets_read++;
  return store_rows (context, fetch, error)
         && (fetch->map == NULL || tally_store_maps_put (context->store, fetch->map, error))
         && tally_store_sheets_put (context->store, head, error);
}
