/* tally-app-health-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-health-view.h"

#include <glib/gi18n.h>

#include "tally-app-format.h"
#include "tally-engine-findings.h"

/* Older weeks come together in one bar. */
#define MAX_WEEKS 10

static const char *const severities[TALLY_N_RISKS] = {
  NC_("severity", "Low"), NC_("severity", "Medium"), NC_("severity", "High"), NC_("severity", "Critical"),
};
static const char *const categories[TALLY_N_FINDING_CATEGORIES] = {
  N_("Price"),        N_("Quantity"),     N_("Duplicate"), N_("Timing"), N_("Master data"),
  N_("Authorisation"), N_("Data quality"), N_("Process"),   N_("Totals"),
};
/* From the oldest: a finding is as old as the first step that it reaches. */
static const struct {
  gint64      days;
  const char *label;
} ages[] = {
  { 90, N_("90 days and more") }, { 30, N_("30 to 90 days") }, { 7, N_("7 to 30 days") }, { 1, N_("1 to 7 days") },
  { 0, N_("Less than a day") },
};

static void
bar_free (gpointer data)
{
  TallyAppHealthBar *self = data;

  g_free (self->label);
  g_free (self->wish);
  g_free (self);
}

static TallyAppHealthBar *
add_bar (GPtrArray  *bars,
         const char *label,
         char       *wish)
{
  TallyAppHealthBar *self = g_new0 (TallyAppHealthBar, 1);

  self->label = g_strdup (label);
  self->wish = wish;
  g_ptr_array_add (bars, self);
  return self;
}

static void
count (GPtrArray *bars,
       guint      i)
{
  ((TallyAppHealthBar *) bars->pdata[i])->n++;
}

static void
count_severities (GPtrArray       *bars,
                  const GPtrArray *findings)
{
  for (guint i = TALLY_N_RISKS; i > 0; i--)
    add_bar (bars, g_dpgettext2 (TALLY_GETTEXT_PACKAGE, "severity", severities[i - 1]),
             g_strconcat ("severity=", tally_risk_get_id ((TallyRisk) (i - 1)), NULL));
  for (guint i = 0; i < findings->len; i++)
    count (bars, TALLY_N_RISKS - 1 - ((const TallyFinding *) findings->pdata[i])->severity);
}

/* Review chooses by detector: what all findings of a category come from, if it is one. */
static char *
find_detector (const GPtrArray      *findings,
               TallyFindingCategory  category)
{
  const char *detector = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      const TallyFinding *finding = findings->pdata[i];
      if (finding->category != category)
        continue;
      if (detector != NULL && !g_str_equal (detector, finding->detector))
        return g_strdup ("");
      detector = finding->detector;
    }
  return g_strconcat ("detector=", detector != NULL ? detector : "", NULL);
}

static void
count_categories (GPtrArray       *bars,
                  const GPtrArray *findings)
{
  for (guint i = 0; i < TALLY_N_FINDING_CATEGORIES; i++)
    add_bar (bars, _(categories[i]), find_detector (findings, (TallyFindingCategory) i));
  for (guint i = 0; i < findings->len; i++)
    count (bars, ((const TallyFinding *) findings->pdata[i])->category);
  for (guint i = bars->len; i > 0; i--)
    if (((const TallyAppHealthBar *) bars->pdata[i - 1])->n == 0)
      g_ptr_array_remove_index (bars, i - 1);
}

static void
count_ages (GPtrArray       *bars,
            const GPtrArray *findings,
            gint64           now)
{
  for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
    add_bar (bars, _(ages[i].label), g_strdup (""));
  for (guint i = 0; i < findings->len; i++)
    {
      gint64 age = MAX (now - ((const TallyFinding *) findings->pdata[i])->first_utc_usec, 0) / G_TIME_SPAN_DAY;
      guint step = 0;
      while (age < ages[step].days)
        step++;
      count (bars, step);
    }
}

static gint
compare_days (gconstpointer one,
              gconstpointer other)
{
  TallyDay a = *(const TallyDay *) one, b = *(const TallyDay *) other;

  return a > b ? -1 : a < b;
}

/* The latest weeks that have findings, then what is older, then what belongs to no one week. */
static GArray *
list_weeks (const GPtrArray *findings)
{
  GArray *weeks = g_array_new (FALSE, FALSE, sizeof (TallyDay));

  for (guint i = 0; i < findings->len; i++)
    {
      TallyDay week = ((const TallyFinding *) findings->pdata[i])->week_ending;
      gboolean is_known = week == TALLY_DAY_NONE;
      for (guint j = 0; j < weeks->len && !is_known; j++)
        is_known = g_array_index (weeks, TallyDay, j) == week;
      if (!is_known)
        g_array_append_val (weeks, week);
    }
  g_array_sort (weeks, compare_days);
  return weeks;
}

static char *
write_week_wish (TallyDay week)
{
  char id[TALLY_DAY_BUFFER_SIZE];

  return g_strconcat ("week=", tally_week_format (week, id, sizeof id), NULL);
}

static void
count_weeks (GPtrArray       *bars,
             const GPtrArray *findings)
{
  g_autoptr (GArray) weeks = list_weeks (findings);
  guint n = MIN (weeks->len, MAX_WEEKS);
  TallyAppHealthBar *older = NULL, *none = NULL;

  for (guint i = 0; i < n; i++)
    {
      TallyDay week = g_array_index (weeks, TallyDay, i);
      g_autofree char *label = tally_app_format_dup_day (week);
      add_bar (bars, label, write_week_wish (week));
    }
  for (guint i = 0; i < findings->len; i++)
    {
      TallyDay week = ((const TallyFinding *) findings->pdata[i])->week_ending;
      guint at = 0;
      while (at < n && g_array_index (weeks, TallyDay, at) != week)
        at++;
      if (at < n)
        count (bars, at);
      else if (week == TALLY_DAY_NONE)
        (none != NULL ? none : (none = add_bar (bars, _("No one week"), g_strdup (""))))->n++;
      else
        (older != NULL ? older : (older = add_bar (bars, _("Older weeks"), g_strdup (""))))->n++;
    }
}

static gboolean
read_findings (TallyAppHealthView  *self,
               TallyEngine         *engine,
               GError             **error)
{
  const TallyFindingFilter filter = { .trial = TALLY_FINDING_TRIAL_NO };
  g_autoptr (GPtrArray) findings = NULL;

  if (!self->board->has_store)
    return TRUE;
  findings = tally_engine_findings_list (engine, &filter, error);
  if (findings == NULL)
    return FALSE;
  self->n_findings = findings->len;
  count_severities (self->bars[TALLY_APP_HEALTH_BY_SEVERITY], findings);
  count_categories (self->bars[TALLY_APP_HEALTH_BY_CATEGORY], findings);
  count_weeks (self->bars[TALLY_APP_HEALTH_BY_WEEK], findings);
  count_ages (self->bars[TALLY_APP_HEALTH_BY_AGE], findings, self->board->now_utc_usec);
  return TRUE;
}

TallyAppHealthView *
tally_app_health_view_read (TallyEngine   *engine,
                            gint64         range_usec,
                            guint          n_cells,
                            GCancellable  *cancellable,
                            GError       **error)
{
  g_autoptr (TallyAppHealthView) self = g_atomic_rc_box_new0 (TallyAppHealthView);

  for (guint i = 0; i < TALLY_APP_HEALTH_N_BYS; i++)
    self->bars[i] = g_ptr_array_new_with_free_func (bar_free);
  self->board = tally_engine_health_read (engine, range_usec, n_cells, cancellable, error);
  if (self->board == NULL || !read_findings (self, engine, error))
    return NULL;
  return g_steal_pointer (&self);
}

TallyAppHealthView *
tally_app_health_view_ref (TallyAppHealthView *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_view (gpointer data)
{
  TallyAppHealthView *self = data;

  g_clear_pointer (&self->board, tally_health_board_free);
  for (guint i = 0; i < TALLY_APP_HEALTH_N_BYS; i++)
    g_ptr_array_unref (self->bars[i]);
}

void
tally_app_health_view_unref (TallyAppHealthView *self)
{
  g_atomic_rc_box_release_full (self, clear_view);
}
