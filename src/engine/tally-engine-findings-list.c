/* tally-engine-findings-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-findings-list.h"

#include "tally-audit-run.h"
#include "tally-engine-error.h"
#include "tally-engine-findings-private.h"
#include "tally-store-findings-query.h"

/* All detectors by title, made at the first call. */
typedef struct {
  GArray    *detectors; /* TallyEngineDetector */
  GPtrArray *order;     /* their ids, and NULL */
} Catalogue;

static int
compare_titles (gconstpointer a,
                gconstpointer b)
{
  return g_utf8_collate (((const TallyEngineDetector *) a)->title, ((const TallyEngineDetector *) b)->title);
}

static Catalogue *
catalogue_new (void)
{
  Catalogue *self = g_new0 (Catalogue, 1);
  guint n;
  const TallyAuditDetector *const *all = tally_audit_list_detectors (&n);

  self->order = g_ptr_array_new ();
  self->detectors = g_array_new (FALSE, FALSE, sizeof (TallyEngineDetector));
  for (guint i = 0; i < n; i++)
    {
      TallyEngineDetector detector = { all[i]->id, all[i]->title, all[i]->summary, all[i]->method };
      if (all[i]->kind != TALLY_AUDIT_REPORT)
        g_array_append_val (self->detectors, detector);
    }
  g_array_sort (self->detectors, compare_titles);
  for (guint i = 0; i < self->detectors->len; i++)
    g_ptr_array_add (self->order, (gpointer) g_array_index (self->detectors, TallyEngineDetector, i).id);
  g_ptr_array_add (self->order, NULL);
  return self;
}

static const Catalogue *
get_catalogue (void)
{
  static gsize catalogue;

  if (g_once_init_enter (&catalogue))
    g_once_init_leave (&catalogue, GPOINTER_TO_SIZE (catalogue_new ()));
  return GSIZE_TO_POINTER (catalogue);
}

const TallyEngineDetector *
tally_engine_findings_list_detectors (guint *out_n_detectors)
{
  const Catalogue *catalogue = get_catalogue ();

  g_return_val_if_fail (out_n_detectors != NULL, NULL);
  *out_n_detectors = catalogue->detectors->len;
  return (const TallyEngineDetector *) (gpointer) catalogue->detectors->data;
}

const TallyEngineDetector *
tally_engine_findings_find_detector (const char *id)
{
  guint n;
  const TallyEngineDetector *detectors = tally_engine_findings_list_detectors (&n);

  g_return_val_if_fail (id != NULL, NULL);
  for (guint i = 0; i < n; i++)
    if (strcmp (detectors[i].id, id) == 0)
      return &detectors[i];
  return NULL;
}

static GArray *
query_rows (TallyEngine       *engine,
            const TallyQuery  *query,
            GError           **error)
{
  const char *const *order = (const char *const *) get_catalogue ()->order->pdata;
  TallyFindingQuery read;
  GError *failure = NULL;
  GArray *rows = NULL;
  g_autoptr (TallyStore) store = NULL;

  if (!tally_finding_query_read (query, &read, &failure))
    {
      g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG, failure->message);
      g_error_free (failure);
      return NULL;
    }
  store = tally_engine_open_reader (engine, &failure);
  if (g_error_matches (failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_MISSING))
    {
      g_error_free (failure); /* no run yet: nothing was found */
      return g_array_new (FALSE, FALSE, sizeof (TallyQueryRow));
    }
  if (store != NULL)
    rows = tally_store_findings_query (store, &read, tally_engine_findings_get_today (engine), order, &failure);
  if (rows == NULL)
    tally_engine_findings_take_error (failure, error);
  return rows;
}

GPtrArray *
tally_engine_findings_read_some (TallyEngine   *self,
                                 const gint64  *keys,
                                 guint          n_keys,
                                 GError       **error)
{
  GError *failure = NULL;
  GPtrArray *findings = NULL;
  g_autoptr (TallyStore) store = NULL;

  g_return_val_if_fail (self != NULL && (keys != NULL || n_keys == 0), NULL);
  store = tally_engine_open_reader (self, &failure);
  if (store != NULL)
    findings = tally_store_findings_read_some (store, keys, n_keys, &failure);
  if (findings == NULL)
    tally_engine_findings_take_error (failure, error);
  return findings;
}

char *
tally_engine_findings_dup_id (TallyEngine  *self,
                              gint64        key,
                              GError      **error)
{
  g_autoptr (GPtrArray) findings = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  findings = tally_engine_findings_read_some (self, &key, 1, error);
  if (findings == NULL)
    return NULL;
  if (findings->pdata[0] != NULL)
    return g_strdup (((const TallyFinding *) findings->pdata[0])->id);
  g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_NOT_FOUND, "the finding is not in this store any more");
  return NULL;
}

TallyEngineList *
tally_engine_findings_list_new (void)
{
  static const TallyEngineListSource source = {
    .query = query_rows, .read = tally_engine_findings_read_some, .record_free = (GDestroyNotify) tally_finding_free,
  };

  return tally_engine_list_new (&source);
}
