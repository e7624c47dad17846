/* tally-audit-funnel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-funnel.h"

#include <math.h>

#include "tally-audit-groups.h"

/* Of a normal distribution: one in 1000 lies beyond it on one side. */
#define LIMIT_SIGMAS 3.09

static gboolean
counts (const TallyFinding *finding)
{
  return !finding->is_trial && tally_finding_status_is_open (finding->status);
}

/* Numbers of the lines that findings are about. */
static GHashTable *
list_found (const TallyAuditInput *input,
            GPtrArray             *findings)
{
  GHashTable *found = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const TallyFinding *finding = findings->pdata[i];
      for (guint j = 0; counts (finding) && j < finding->lines->len; j++)
        {
          const TallyFindingLine *line = &g_array_index (finding->lines, TallyFindingLine, j);
          guint index;
          if (tally_audit_input_find_line (input, line->sheet_id, line->row_id, &index))
            g_hash_table_add (found, GUINT_TO_POINTER (index));
        }
    }
  return found;
}

static guint
count_found (GHashTable  *found,
             const guint *lines,
             guint        n_lines)
{
  guint n = 0;

  for (guint i = 0; i < n_lines; i++)
    n += g_hash_table_contains (found, GUINT_TO_POINTER (lines[i])) ? 1 : 0;
  return n;
}

static TallyAuditFunnelRow
make_row (const char *name,
          guint       n_lines,
          guint       n_found,
          double      share_of_all)
{
  double reach = LIMIT_SIGMAS * sqrt (share_of_all * (1 - share_of_all) / n_lines);
  double share = (double) n_found / n_lines;
  TallyAuditFunnelRow row = {
    .name = name, .n_lines = n_lines, .n_found = n_found,
    .lower = MAX (share_of_all - reach, 0), .upper = MIN (share_of_all + reach, 1),
  };

  row.is_outside = share < row.lower || share > row.upper;
  return row;
}

/* Share of all grouped lines that findings are about. */
static double
get_share_of_all (const TallyAuditGroups *groups,
                  GHashTable             *found)
{
  guint64 n_all = 0, n_found = 0;

  for (guint i = 0; i < tally_audit_groups_get_n_groups (groups); i++)
    {
      guint n_lines;
      const guint *lines = tally_audit_groups_get_lines (groups, i, &n_lines);
      n_all += n_lines;
      n_found += count_found (found, lines, n_lines);
    }
  return n_all > 0 ? (double) n_found / (double) n_all : 0;
}

GArray *
tally_audit_funnel (const TallyAuditInput *input,
                    GPtrArray             *findings,
                    TallyField             field)
{
  g_autoptr (TallyAuditGroups) groups = tally_audit_groups_new (input, TALLY_AUDIT_BY (field), NULL, NULL);
  g_autoptr (GHashTable) found = list_found (input, findings);
  double share_of_all = get_share_of_all (groups, found);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (TallyAuditFunnelRow));

  for (guint i = 0; i < tally_audit_groups_get_n_groups (groups); i++)
    {
      guint n_lines;
      const guint *lines = tally_audit_groups_get_lines (groups, i, &n_lines);
      const char *name = tally_audit_input_get_line (input, lines[0])->text[field];
      TallyAuditFunnelRow row;
      if (n_lines < TALLY_AUDIT_FUNNEL_MIN_LINES || name[0] == '\0')
        continue;
      row = make_row (name, n_lines, count_found (found, lines, n_lines), share_of_all);
      g_array_append_val (rows, row);
    }
  return rows;
}
