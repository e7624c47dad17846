/* tally-audit-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-run.h"

#include "tally-audit-context-private.h"
#include "tally-audit-error.h"
#include "tally-audit-facts-values.h"

static void
scope_free (TallyAuditScope *scope)
{
  g_array_unref (scope->counts);
  g_free (scope);
}

static TallyAuditResult *
result_new (void)
{
  TallyAuditResult *self = g_new0 (TallyAuditResult, 1);

  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_free);
  self->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_free);
  self->scopes = g_ptr_array_new_with_free_func ((GDestroyNotify) scope_free);
  self->left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->excepted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
tally_audit_result_free (TallyAuditResult *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->reports);
  g_ptr_array_unref (self->scopes);
  g_hash_table_unref (self->left_out);
  g_hash_table_unref (self->excepted);
  g_free (self);
}

/* What burns in: a statistical detector whose verdicts don't speak for it yet (features 6-D, control 7). */
static gboolean
is_on_trial (const TallyAuditDetector *detector,
             const TallyAuditOptions  *options)
{
  if (detector->kind != TALLY_AUDIT_STATISTICAL)
    return FALSE;
  for (guint i = 0; options != NULL && i < options->n_records; i++)
    {
      const TallyAuditRecord *record = &options->records[i];
      guint n = record->n_right + record->n_wrong;
      if (strcmp (record->detector, detector->id) == 0 && n >= TALLY_AUDIT_TRIAL_MIN_VERDICTS
          && 100 * (guint64) record->n_right >= TALLY_AUDIT_TRIAL_MIN_PRECISION_PERCENT * (guint64) n)
        return FALSE;
    }
  return TRUE;
}

static gboolean
run_detectors (TallyAuditContext        *context,
               const TallyAuditOptions  *options,
               TallyAuditResult         *result,
               GError                  **error)
{
  guint n;
  const TallyAuditDetector *const *detectors = tally_audit_list_detectors (&n);

  for (guint i = 0; i < n; i++)
    {
      TallyAuditScope *scope;
      if (options != NULL && options->only != NULL && !g_strv_contains (options->only, detectors[i]->id))
        continue;
      scope = g_new0 (TallyAuditScope, 1);
      scope->detector = detectors[i];
      scope->counts = g_array_new (FALSE, FALSE, sizeof (TallyAuditCount));
      scope->is_trial = is_on_trial (detectors[i], options);
      g_ptr_array_add (result->scopes, scope);
      context->detector = detectors[i];
      context->scope = scope;
      if (tally_audit_context_is_cancelled (context, error) || !detectors[i]->collect (context, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_p_values (gconstpointer a,
                  gconstpointer b)
{
  double p_a = (*(const TallyAuditHit *const *) a)->p_value;
  double p_b = (*(const TallyAuditHit *const *) b)->p_value;

  return (p_a > p_b) - (p_a < p_b);
}

static int
compare_chances (gconstpointer a,
                 gconstpointer b)
{
  double chance_a = (*(const TallyAuditHit *const *) a)->chance;
  double chance_b = (*(const TallyAuditHit *const *) b)->chance;

  return (chance_a > chance_b) - (chance_a < chance_b);
}

static guint64
count_tests (const TallyAuditResult *result,
             const char             *family)
{
  guint64 n_tests = 0;

  for (guint i = 0; i < result->scopes->len; i++)
    {
      const TallyAuditScope *scope = result->scopes->pdata[i];
      if (strcmp (scope->detector->family, family) == 0)
        n_tests += scope->n_tests;
    }
  return n_tests;
}

/* The largest p-value of a family that may stand: with hits by rising p-value, the largest p(k) ≤ k/m·q. */
static double
get_limit (GPtrArray  *hits,
           guint64     n_tests)
{
  double limit = 0;

  g_ptr_array_sort (hits, compare_p_values);
  for (guint i = 0; i < hits->len; i++)
    {
      double p = ((const TallyAuditHit *) hits->pdata[i])->p_value;
      if (p * (double) MAX (n_tests, hits->len) <= (i + 1) * TALLY_AUDIT_FALSE_DISCOVERY_RATE)
        limit = p;
    }
  return limit;
}

/* The largest chance of a family that may stand: so many of the least ones that their mean is q at most (Newton and
 * others 2004, "Detecting differential gene expression with a semiparametric hierarchical mixture method"). */
static double
get_chance_limit (GPtrArray *hits)
{
  double limit = 0, sum = 0;

  g_ptr_array_sort (hits, compare_chances);
  for (guint i = 0; i < hits->len; i++)
    {
      double chance = ((const TallyAuditHit *) hits->pdata[i])->chance;
      sum += chance;
      if (sum <= (i + 1) * TALLY_AUDIT_FALSE_DISCOVERY_RATE)
        limit = chance;
    }
  return limit;
}

/* Up to which p-value, and up to which chance, hits of a family are no chance. */
typedef struct {
  double p_value;
  double chance;
} Limits;

static Limits
get_limits (TallyAuditContext      *context,
            const TallyAuditResult *result,
            const char             *family)
{
  g_autoptr (GPtrArray) tested = g_ptr_array_new ();
  g_autoptr (GPtrArray) weighed = g_ptr_array_new ();

  for (guint i = 0; i < context->hits->len; i++)
    {
      TallyAuditHit *hit = context->hits->pdata[i];
      if (strcmp (hit->detector->family, family) != 0)
        continue;
      if (hit->p_value >= 0)
        g_ptr_array_add (tested, hit);
      if (hit->chance >= 0)
        g_ptr_array_add (weighed, hit);
    }
  return (Limits) { get_limit (tested, count_tests (result, family)), get_chance_limit (weighed) };
}

static GHashTable *
find_limits (TallyAuditContext      *context,
             const TallyAuditResult *result)
{
  GHashTable *limits = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < result->scopes->len; i++)
    {
      const char *family = ((const TallyAuditScope *) result->scopes->pdata[i])->detector->family;
      Limits of_family;
      if (g_hash_table_contains (limits, family))
        continue;
      of_family = get_limits (context, result, family);
      g_hash_table_insert (limits, (gpointer) family, g_memdup2 (&of_family, sizeof of_family));
    }
  return limits;
}

static gboolean
is_excepted (const TallyAuditContext *context,
             const TallyAuditOptions *options,
             const TallyAuditHit     *hit)
{
  for (guint i = 0; options != NULL && i < options->n_exceptions; i++)
    if (tally_finding_exception_matches (&options->exceptions[i], hit->finding, hit->cu, context->policy->today))
      return TRUE;
  return FALSE;
}

static void
take_hit (const TallyAuditContext *context,
          const TallyAuditOptions *options,
          TallyAuditHit           *hit,
          TallyAuditResult        *result)
{
  if (hit->detector->kind == TALLY_AUDIT_REPORT)
    {
      g_ptr_array_add (result->reports, g_steal_pointer (&hit->finding));
      return;
    }
  if (is_excepted (context, options, hit))
    {
      hit->scope->n_excepted++;
      g_hash_table_add (result->left_out, g_strdup (hit->finding->id));
      g_hash_table_add (result->excepted, g_strdup (hit->finding->id));
      return;
    }
  hit->scope->n_findings++;
  hit->finding->is_trial = hit->scope->is_trial;
  g_ptr_array_add (result->findings, g_steal_pointer (&hit->finding));
}

static int
compare_findings (gconstpointer a,
                  gconstpointer b)
{
  return tally_finding_compare (*(const TallyFinding *const *) a, *(const TallyFinding *const *) b);
}

/* What is both tested and weighed may stand by either. */
static gboolean
may_stand (const TallyAuditHit *hit,
           const Limits        *limits)
{
  if (hit->detector->kind == TALLY_AUDIT_REPORT || (hit->p_value < 0 && hit->chance < 0))
    return TRUE;
  return (hit->p_value >= 0 && hit->p_value <= limits->p_value) || (hit->chance >= 0 && hit->chance <= limits->chance);
}

static void
settle (TallyAuditContext       *context,
        const TallyAuditOptions *options,
        TallyAuditResult        *result)
{
  g_autoptr (GHashTable) limits = find_limits (context, result);

  for (guint i = 0; i < context->hits->len; i++)
    {
      TallyAuditHit *hit = context->hits->pdata[i];
      const Limits *limit = g_hash_table_lookup (limits, hit->detector->family);
      if (may_stand (hit, limit))
        {
          take_hit (context, options, hit, result);
          continue;
        }
      hit->scope->n_chance++;
      g_hash_table_add (result->left_out, g_strdup (hit->finding->id));
    }
  g_ptr_array_sort (result->findings, compare_findings);
}

TallyAuditResult *
tally_audit_run (const TallyAuditInput    *input,
                 const TallyAuditPolicy   *policy,
                 const TallyAuditOptions  *options,
                 GCancellable             *cancellable,
                 GError                  **error)
{
  g_autoptr (TallyAuditContext) context = tally_audit_context_new (input, policy, cancellable);
  g_autoptr (TallyAuditResult) result = result_new ();

  if (!run_detectors (context, options, result, error))
    return NULL;
  settle (context, options, result);
  return g_steal_pointer (&result);
}

gboolean
tally_audit_replay (const TallyFinding  *finding,
                    char               **out_json,
                    GError             **error)
{
  const TallyAuditDetector *detector = tally_audit_find_detector (finding->detector);
  g_auto (TallyAuditJudgement) judgement = { 0 };
  g_autoptr (TallyAuditFacts) facts = NULL;

  *out_json = NULL;
  if (detector == NULL || detector->version != finding->detector_version)
    {
      g_set_error (error, TALLY_AUDIT_ERROR, TALLY_AUDIT_ERROR_UNKNOWN_DETECTOR,
                   "the finding was made by version %u of detector '%s'; this program has %s",
                   finding->detector_version, finding->detector, detector == NULL ? "no such detector" : "another one");
      return FALSE;
    }
  facts = tally_audit_facts_parse (finding->facts, strlen (finding->facts), error);
  if (facts == NULL)
    return FALSE;
  if (tally_audit_judge (detector, facts, &judgement, out_json) && tally_audit_facts_is_complete (facts))
    return TRUE;
  g_clear_pointer (out_json, g_free);
  g_set_error (error, TALLY_AUDIT_ERROR, TALLY_AUDIT_ERROR_FACTS, "the stored facts of finding %s are no finding", finding->id);
  return FALSE;
}
