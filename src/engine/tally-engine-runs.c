/* tally-engine-runs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-runs.h"

#include "tally-engine-error.h"
#include "tally-engine-private.h"
#include "tally-engine-runs-private.h"
#include "tally-store-error.h"
#include "tally-text.h"

/* The long part of what a run left of itself, some hundred bytes a workbook, of which nothing is told here. */
#define LONG_PART "workbooks"
#define MAX_SUMMARY_BYTES (32 * 1024 * 1024)

static const char *const end_ids[TALLY_ENGINE_N_RUN_ENDS] = {
  [TALLY_ENGINE_RUN_AT_WORK] = "at-work",
  [TALLY_ENGINE_RUN_DONE] = "done",
  [TALLY_ENGINE_RUN_FINDINGS] = "findings",
  [TALLY_ENGINE_RUN_PARTIAL] = "partial",
  [TALLY_ENGINE_RUN_CANCELLED] = "cancelled",
  [TALLY_ENGINE_RUN_CUT] = "cut",
  [TALLY_ENGINE_RUN_LATER] = "later",
  [TALLY_ENGINE_RUN_SETTINGS] = "settings",
  [TALLY_ENGINE_RUN_REFUSED] = "refused",
  [TALLY_ENGINE_RUN_FAILED] = "failed",
};

const char *
tally_engine_run_end_get_id (TallyEngineRunEnd end)
{
  g_return_val_if_fail (end < TALLY_ENGINE_N_RUN_ENDS, "");
  return end_ids[end];
}

void
tally_engine_run_free (TallyEngineRun *self)
{
  if (self == NULL)
    return;
  tally_run_request_free (self->request);
  g_free (self->problem);
  g_free (self);
}

void
tally_engine_runs_page_free (TallyEngineRunsPage *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->runs);
  g_free (self);
}

/* Behind the text that begins at @at, behind its quote. */
static const char *
skip_text (const char *at)
{
  while (*at != '\0' && *at != '"')
    at += *at == '\\' && at[1] != '\0' ? 2 : 1;
  return *at == '"' ? at + 1 : at;
}

/* Behind the list that begins at @at. */
static const char *
skip_list (const char *at)
{
  guint depth = 0;

  do
    {
      depth += *at == '[' ? 1 : 0;
      depth -= *at == ']' ? 1 : 0;
      at = *at == '"' ? skip_text (at + 1) : at + 1;
    }
  while (depth > 0 && *at != '\0');
  return at;
}

/* Whether a list follows a member's name. */
static const char *
find_list (const char *at)
{
  at += strspn (at, " \n");
  if (*at != ':')
    return NULL;
  at++;
  at += strspn (at, " \n");
  return *at == '[' ? at : NULL;
}

/* The list of workbooks, as the text has it; NULL if it has none. */
static const char *
find_long_part (const char *at)
{
  while ((at = strchr (at, '"')) != NULL)
    {
      const char *end = skip_text (at + 1);
      const char *list = g_str_has_prefix (at + 1, LONG_PART "\"") ? find_list (end) : NULL;
      if (list != NULL)
        return list;
      at = end;
    }
  return NULL;
}

TallyJsonNode *
tally_engine_run_parse (const TallyStoreRun *record)
{
  const char *list = find_long_part (record->summary);
  g_autoptr (GString) rest = NULL;

  if (*record->summary == '\0' || strlen (record->summary) > MAX_SUMMARY_BYTES)
    return NULL;
  if (list == NULL)
    return tally_json_node_parse (record->summary, strlen (record->summary), NULL);
  rest = g_string_new_len (record->summary, list - record->summary);
  g_string_append (rest, "[]");
  g_string_append (rest, skip_list (list));
  return tally_json_node_parse (rest->str, rest->len, NULL);
}

static gint64
read_number (const TallyJsonNode *node,
             const char          *name)
{
  gint64 value = 0;

  (void) tally_json_node_get_int64 (tally_json_node_find (node, name), &value);
  return value;
}

static gboolean
has_notice (const TallyJsonNode *notices,
            const char          *code)
{
  for (guint i = 0; i < tally_json_node_get_n_children (notices); i++)
    {
      const TallyJsonNode *notice = tally_json_node_get_child (notices, i);
      if (g_strcmp0 (tally_json_node_get_text (tally_json_node_find (notice, "code")), code) == 0)
        return TRUE;
    }
  return FALSE;
}

static TallyEngineRunEnd
find_end_of_code (int exit_code)
{
  static const struct {
    int               exit_code;
    TallyEngineRunEnd end;
  } ends[] = {
    { 0, TALLY_ENGINE_RUN_DONE },     { 2, TALLY_ENGINE_RUN_SETTINGS }, { 3, TALLY_ENGINE_RUN_PARTIAL },
    { 4, TALLY_ENGINE_RUN_FINDINGS }, { 5, TALLY_ENGINE_RUN_REFUSED },  { 75, TALLY_ENGINE_RUN_LATER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (ends[i].exit_code == exit_code)
      return ends[i].end;
  return TALLY_ENGINE_RUN_FAILED;
}

static TallyEngineRunEnd
find_end (const TallyStoreRun *record,
          const TallyJsonNode *summary,
          gboolean             is_at_work)
{
  if (record->state == TALLY_STORE_RUN_OPEN)
    return is_at_work ? TALLY_ENGINE_RUN_AT_WORK : TALLY_ENGINE_RUN_CUT;
  if (record->state == TALLY_STORE_RUN_INTERRUPTED)
    return TALLY_ENGINE_RUN_CUT;
  if (has_notice (tally_json_node_find (summary, "notices"), "stopped"))
    return TALLY_ENGINE_RUN_CANCELLED;
  return find_end_of_code (record->exit_code);
}

static void
read_plan (TallyEngineRun      *self,
           const TallyJsonNode *plan)
{
  self->has_plan = plan != NULL;
  self->n_rows = read_number (plan, "rows");
  self->n_held = read_number (plan, "held") + read_number (plan, "vanished");
  for (guint i = 0; i < TALLY_N_PLAN_ACTIONS; i++)
    self->n_groups += read_number (plan, tally_plan_action_get_id ((TallyPlanAction) i));
}

static void
read_audit (TallyEngineRun      *self,
            const TallyJsonNode *audit)
{
  self->has_audit = audit != NULL;
  self->n_findings = read_number (audit, "open");
  self->n_new_findings = read_number (audit, "new");
}

/* The first of the gravest: what follows is often only its echo. */
static void
read_problem (TallyEngineRun      *self,
              const TallyJsonNode *notices)
{
  const char *worst = NULL;
  gboolean is_error = FALSE;

  for (guint i = 0; i < tally_json_node_get_n_children (notices) && !is_error; i++)
    {
      const TallyJsonNode *notice = tally_json_node_get_child (notices, i);
      const char *severity = tally_json_node_get_text (tally_json_node_find (notice, "severity"));
      is_error = g_strcmp0 (severity, "error") == 0;
      if (is_error || (worst == NULL && g_strcmp0 (severity, "warning") == 0))
        worst = tally_json_node_get_text (tally_json_node_find (notice, "text"));
    }
  self->problem = g_strdup (worst != NULL ? worst : "");
}

/* Runs of an earlier version did not keep what they were asked. */
static TallyRunRequest *
read_request (const TallyStoreRun *record,
              const TallyJsonNode *summary)
{
  TallyRunRequest *request = tally_run_request_read_json (tally_json_node_find (summary, "request"));

  if (tally_json_node_get_kind (tally_json_node_find (summary, "dry_run")) == TALLY_JSON_KIND_TRUE)
    request->is_dry = TRUE;
  if (tally_json_node_find (summary, "request") == NULL)
    tally_text_set (&request->origin, "");
  return request;
}

TallyEngineRun *
tally_engine_run_new (const TallyStoreRun *record,
                      const TallyJsonNode *summary,
                      gboolean             is_at_work)
{
  const TallyJsonNode *counts = tally_json_node_find (summary, "counts");
  TallyEngineRun *self = g_new0 (TallyEngineRun, 1);

  self->run_id = record->run_id;
  self->end = find_end (record, summary, is_at_work);
  self->exit_code = record->state == TALLY_STORE_RUN_FINISHED ? record->exit_code : -1;
  self->request = read_request (record, summary);
  self->started_utc_usec = record->started_utc_usec;
  self->finished_utc_usec = record->finished_utc_usec;
  self->n_written = read_number (counts, "workbooks_written");
  self->n_published = read_number (counts, "published");
  read_plan (self, tally_json_node_find (summary, "plan"));
  read_audit (self, tally_json_node_find (summary, "audit"));
  read_problem (self, tally_json_node_find (summary, "notices"));
  return self;
}

static gboolean
text_has (const char *text,
          const char *folded)
{
  g_autofree char *mine = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return mine != NULL && strstr (mine, folded) != NULL;
}

static gboolean
list_has (char       **list,
          const char  *folded)
{
  for (guint i = 0; list[i] != NULL; i++)
    if (text_has (list[i], folded))
      return TRUE;
  return FALSE;
}

static gboolean
notices_have (const TallyJsonNode *notices,
              const char          *folded)
{
  static const char *const members[] = { "text", "detail", "subject" };

  for (guint i = 0; i < tally_json_node_get_n_children (notices); i++)
    {
      const TallyJsonNode *notice = tally_json_node_get_child (notices, i);
      for (guint j = 0; j < G_N_ELEMENTS (members); j++)
        if (text_has (tally_json_node_get_text (tally_json_node_find (notice, members[j])), folded))
          return TRUE;
    }
  return FALSE;
}

static gboolean
is_meant (const TallyEngineRun *run,
          const TallyJsonNode  *summary,
          const char           *folded)
{
  const TallyRunRequest *request = run->request;
  g_autofree char *number = g_strdup_printf ("#%" G_GINT64_FORMAT, run->run_id);

  return folded == NULL || strcmp (folded, number) == 0 || text_has (request->origin, folded)
         || text_has (request->schedule, folded) || text_has (request->actor, folded)
         || list_has (request->work_requests, folded) || list_has (request->weeks, folded)
         || notices_have (tally_json_node_find (summary, "notices"), folded);
}

/* A search over the pages of the store. */
typedef struct {
  const TallyEngineRunsQuery *query;       /* (borrowed) */
  TallyStore                 *store;       /* (borrowed) */
  GCancellable               *cancellable; /* (borrowed) (nullable) */
  const char                 *folded;      /* (borrowed) (nullable) */
  gboolean                    is_at_work;
  guint                       n_searched;
  TallyEngineRunsPage        *page;        /* (borrowed) */
} Search;

static void
take (Search              *self,
      const TallyStoreRun *record)
{
  g_autoptr (TallyJsonNode) summary = tally_engine_run_parse (record);
  g_autoptr (TallyEngineRun) run = tally_engine_run_new (record, summary, self->is_at_work);

  self->n_searched++;
  self->page->next_before = record->run_id;
  if (self->query->only_failed && run->end == TALLY_ENGINE_RUN_AT_WORK)
    return;
  if (is_meant (run, summary, self->folded))
    g_ptr_array_add (self->page->runs, g_steal_pointer (&run));
}

static gboolean
is_full (const Search *self)
{
  return self->page->runs->len >= self->query->n_max || self->n_searched >= TALLY_ENGINE_RUNS_MAX_SEARCHED;
}

static gboolean
search (Search  *self,
        GError **error)
{
  gboolean has_more = TRUE;

  self->page->next_before = self->query->before_run_id > 0 ? self->query->before_run_id : G_MAXINT64;
  while (has_more && !is_full (self))
    {
      g_autoptr (GPtrArray) records = NULL;
      guint n_taken = 0;
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      records = tally_store_runs_list_before (self->store, self->page->next_before, self->query->only_failed,
                                              self->query->n_max + 1, error);
      if (records == NULL)
        return FALSE;
      while (n_taken < MIN (records->len, self->query->n_max) && !is_full (self))
        take (self, records->pdata[n_taken++]);
      has_more = n_taken < records->len;
    }
  if (!has_more)
    self->page->next_before = 0;
  return TRUE;
}

/* NULL without an error: there is no store yet. */
static TallyStore *
open_store (TallyEngine  *self,
            GError      **error)
{
  g_autoptr (GError) failure = NULL;
  TallyStore *store = tally_engine_open_reader (self, &failure);

  if (store == NULL && !g_error_matches (failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_MISSING))
    g_propagate_error (error, g_steal_pointer (&failure));
  return store;
}

static gboolean
list_runs (TallyEngine                 *self,
           const TallyEngineRunsQuery  *query,
           GCancellable                *cancellable,
           TallyEngineRunsPage         *page,
           GError                     **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (TallyStore) store = open_store (self, &failure);
  g_autofree char *folded = tally_text_is_empty (query->text) ? NULL : g_utf8_casefold (query->text, -1);
  Search all = { .query = query, .store = store, .cancellable = cancellable, .folded = folded, .page = page };

  if (store != NULL && tally_store_is_locked (store, &all.is_at_work, &failure) && search (&all, &failure))
    return TRUE;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

TallyEngineRunsPage *
tally_engine_runs_list (TallyEngine                 *self,
                        const TallyEngineRunsQuery  *query,
                        GCancellable                *cancellable,
                        GError                     **error)
{
  g_autoptr (TallyEngineRunsPage) page = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (self != NULL && query != NULL, NULL);
  g_return_val_if_fail (query->n_max >= 1 && query->n_max <= TALLY_ENGINE_RUNS_MAX, NULL);
  page = g_new0 (TallyEngineRunsPage, 1);
  page->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_engine_run_free);
  if (list_runs (self, query, cancellable, page, &failure))
    return g_steal_pointer (&page);
  if (failure->domain == G_IO_ERROR)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_FAILED, failure->message);
  return NULL;
}
