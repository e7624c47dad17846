/* tally-audit-difference.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-difference.h"

static const struct {
  const char *id;
  const char *title;
  guint       per_mille_tenths; /* of all lines; more are common */
  guint       always;           /* so many are never common */
} differences[TALLY_AUDIT_N_DIFFERENCES] = {
  [TALLY_AUDIT_DIFFERENCE_NONE] = { "none", "in nothing", 100, 50 },
  [TALLY_AUDIT_DIFFERENCE_CREW] = { "crew", "by crew alone", 50, 20 },
  [TALLY_AUDIT_DIFFERENCE_JOB] = { "job", "by job number alone", 50, 20 },
  [TALLY_AUDIT_DIFFERENCE_SCOPE] = { "scope", "in that one names no scope or work order", 50, 20 },
  [TALLY_AUDIT_DIFFERENCE_WEEK] = { "week", "by billing week alone", 50, 20 },
  [TALLY_AUDIT_DIFFERENCE_DAY] = { "day", "by day alone", 10, 5 },
  [TALLY_AUDIT_DIFFERENCE_SEVERAL] = { "several", "in several values", 0, 0 },
  [TALLY_AUDIT_DIFFERENCE_OTHER_SCOPE] = { "other-scope", "by scope or work order", 0, 0 },
};

#define PER_MILLE_TENTHS 10000

/* Texts of one input are interned; those of tests need not be. */
static gboolean
differ (const TallyLine *a,
        const TallyLine *b,
        TallyField       field)
{
  return a->text[field] != b->text[field] && strcmp (a->text[field], b->text[field]) != 0;
}

static gboolean
both_say (const TallyLine *a,
          const TallyLine *b,
          TallyField       field)
{
  return a->text[field][0] != '\0' && b->text[field][0] != '\0';
}

static TallyAuditDifference
compare_days (const TallyLine *a,
              const TallyLine *b)
{
  if (a->snapshot != b->snapshot)
    return TALLY_AUDIT_DIFFERENCE_DAY;
  return a->week_ending != b->week_ending ? TALLY_AUDIT_DIFFERENCE_WEEK : TALLY_AUDIT_DIFFERENCE_NONE;
}

TallyAuditDifference
tally_audit_difference_of (const TallyLine *a,
                           const TallyLine *b)
{
  gboolean has_scope = differ (a, b, TALLY_FIELD_SCOPE), has_order = differ (a, b, TALLY_FIELD_WORK_ORDER);
  TallyAuditDifference found[4] = { TALLY_AUDIT_DIFFERENCE_NONE, };
  TallyAuditDifference only = TALLY_AUDIT_DIFFERENCE_NONE;

  if ((has_scope && both_say (a, b, TALLY_FIELD_SCOPE)) || (has_order && both_say (a, b, TALLY_FIELD_WORK_ORDER)))
    return TALLY_AUDIT_DIFFERENCE_OTHER_SCOPE;
  found[0] = has_scope || has_order ? TALLY_AUDIT_DIFFERENCE_SCOPE : TALLY_AUDIT_DIFFERENCE_NONE;
  found[1] = differ (a, b, TALLY_FIELD_FOREMAN) ? TALLY_AUDIT_DIFFERENCE_CREW : TALLY_AUDIT_DIFFERENCE_NONE;
  found[2] = differ (a, b, TALLY_FIELD_JOB) ? TALLY_AUDIT_DIFFERENCE_JOB : TALLY_AUDIT_DIFFERENCE_NONE;
  found[3] = compare_days (a, b);
  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    if (found[i] != TALLY_AUDIT_DIFFERENCE_NONE)
      {
        if (only != TALLY_AUDIT_DIFFERENCE_NONE)
          return TALLY_AUDIT_DIFFERENCE_SEVERAL;
        only = found[i];
      }
  return only;
}

const char *
tally_audit_difference_get_id (TallyAuditDifference self)
{
  g_return_val_if_fail ((guint) self < TALLY_AUDIT_N_DIFFERENCES, "");
  return differences[self].id;
}

TallyAuditDifference
tally_audit_difference_find (const char *id)
{
  guint i = 0;

  while (i < TALLY_AUDIT_N_DIFFERENCES && strcmp (differences[i].id, id) != 0)
    i++;
  return (TallyAuditDifference) i;
}

const char *
tally_audit_difference_get_title (TallyAuditDifference self)
{
  g_return_val_if_fail ((guint) self < TALLY_AUDIT_N_DIFFERENCES, "");
  return differences[self].title;
}

gboolean
tally_audit_difference_is_common (TallyAuditDifference self,
                                  gint64               n_alike,
                                  gint64               n_lines)
{
  g_return_val_if_fail ((guint) self < TALLY_AUDIT_N_DIFFERENCES, TRUE);
  return n_alike > differences[self].always
         && (__int128) n_alike * PER_MILLE_TENTHS > (__int128) differences[self].per_mille_tenths * n_lines;
}

static gboolean
is_subcontractor_base (TallyVariant variant)
{
  return variant == TALLY_VARIANT_REDUCED_SUB || variant == TALLY_VARIANT_REDUCED_SUB_HELPER;
}

gboolean
tally_audit_difference_share_base (TallyVariant a,
                                   TallyVariant b)
{
  return is_subcontractor_base (a) == is_subcontractor_base (b);
}
