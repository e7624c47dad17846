/* tally-jobs-junit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-junit.h"

#include "tally-audit-detector.h"

#define SUITE "tallyman.audit"

/* A document being written. */
typedef struct {
  GString                     *out;
  GPtrArray                   *findings; /* (borrowed) */
  const TallyJobsFindingsGate *gate;     /* (borrowed) */
  gboolean                     reveal;
  guint                        n_cases;
  guint                        n_failures;
} Writing;

/* XML 1.0 has no control characters but these, whatever they are escaped as. */
static gboolean
is_xml (gunichar c)
{
  return c == '\t' || c == '\n' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

static void
append_text (GString    *out,
             const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      g_autofree char *escaped = NULL;
      if (!is_xml (c))
        {
          g_string_append_c (out, '?');
          continue;
        }
      escaped = g_markup_escape_text (at, (gssize) (g_utf8_next_char (at) - at));
      g_string_append (out, escaped);
    }
}

static gboolean
is_blocking (const Writing      *self,
             const TallyFinding *finding)
{
  return self->gate->is_set && tally_jobs_findings_is_blocking (finding, self->gate->level, self->gate->new_only);
}

static void
append_finding (Writing            *self,
                const TallyFinding *finding)
{
  g_string_append_printf (self->out, "%s %s", finding->id, tally_risk_get_id (finding->severity));
  if (finding->is_trial)
    g_string_append (self->out, " on trial");
  if (self->reveal)
    {
      g_string_append (self->out, ": ");
      append_text (self->out, finding->sentence);
    }
  g_string_append_c (self->out, '\n');
}

/* Findings of a detector that fail a run, or those that do not. */
static guint
append_findings (Writing    *self,
                 const char *detector,
                 gboolean    blocking)
{
  guint n = 0;

  for (guint i = 0; i < self->findings->len; i++)
    {
      const TallyFinding *finding = self->findings->pdata[i];
      if (strcmp (finding->detector, detector) != 0 || !tally_finding_status_is_open (finding->status)
          || is_blocking (self, finding) != blocking)
        continue;
      append_finding (self, finding);
      n++;
    }
  return n;
}

static void
append_part (Writing    *self,
             const char *detector,
             gboolean    blocking)
{
  GString *out = self->out;
  g_autoptr (GString) part = g_string_new (NULL);
  guint n;

  self->out = part;
  n = append_findings (self, detector, blocking);
  self->out = out;
  if (n == 0)
    return;
  if (!blocking)
    {
      g_string_append_printf (out, "      <system-out>%s</system-out>\n", part->str);
      return;
    }
  g_string_append_printf (out, "      <failure type=\"finding\" message=\"%u findings\">%s</failure>\n", n, part->str);
  self->n_failures++;
}

static void
append_case (Writing    *self,
             const char *detector)
{
  g_string_append (self->out, "    <testcase classname=\"" SUITE "\" name=\"");
  append_text (self->out, detector);
  g_string_append (self->out, "\">\n");
  append_part (self, detector, TRUE);
  append_part (self, detector, FALSE);
  g_string_append (self->out, "    </testcase>\n");
  self->n_cases++;
}

static void
append_known (Writing *self)
{
  guint n;
  const TallyAuditDetector *const *detectors = tally_audit_list_detectors (&n);

  for (guint i = 0; i < n; i++)
    if (detectors[i]->kind != TALLY_AUDIT_REPORT)
      append_case (self, detectors[i]->id);
}

/* What another version of the program found stands in the store too. */
static void
append_others (Writing *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->findings->len; i++)
    {
      const TallyFinding *finding = self->findings->pdata[i];
      if (tally_audit_find_detector (finding->detector) == NULL && g_hash_table_add (seen, finding->detector))
        append_case (self, finding->detector);
    }
}

char *
tally_jobs_junit_dup_text (GPtrArray                   *findings,
                           const TallyJobsFindingsGate *gate,
                           gboolean                     reveal)
{
  g_autoptr (GString) cases = g_string_new (NULL);
  Writing writing = { .out = cases, .findings = findings, .gate = gate, .reveal = reveal };

  g_return_val_if_fail (findings != NULL && gate != NULL, NULL);
  append_known (&writing);
  append_others (&writing);
  return g_strdup_printf ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<testsuites tests=\"%u\" failures=\"%u\">\n"
                          "  <testsuite name=\"" SUITE "\" tests=\"%u\" failures=\"%u\">\n%s  </testsuite>\n"
                          "</testsuites>\n", writing.n_cases, writing.n_failures, writing.n_cases, writing.n_failures,
                          cases->str);
}
