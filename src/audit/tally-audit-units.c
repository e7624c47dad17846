/* tally-audit-units.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-units.h"

#include "tally-audit-facts-values.h"
#include "tally-audit-reversals.h"
#include "tally-text.h"

/* Between the values of a subject: no cell has it. */
#define SEPARATOR '\x1f'

/* Why a billed line is not looked at; the first is none. */
enum { IN_SCOPE, REVERSED, NO_PLACE, NOT_READ, N_REASONS };

static const char *const reasons[N_REASONS] = {
  TALLY_AUDIT_IN_SCOPE, "reversed", "no-point-or-unit", "sheet-not-read",
};

typedef struct {
  guint64    n_lines;
  TallyMoney cents;
} Count;

struct _TallyAuditUnits {
  TallyAuditGroups *groups; /* (owned) */
  Count             counts[N_REASONS];
};

/* What the filter needs. */
typedef struct {
  TallyAuditUnits           *self;
  const TallyAuditInput     *input;
  const TallyAuditReversals *reversals;
  gint64                     sheet_id; /* the last one asked for */
  gboolean                   is_lost;
} Filter;

/* What people write where there is no pole. */
gboolean
tally_audit_units_is_no_place (const char *pole)
{
  static const char *const words[] = {
    "N/A", "NA", "NONE", "TBD", "TBA", "UNKNOWN", "VARIOUS", "MULTIPLE", "MISC", "ALL", "X", NULL,
  };

  if (pole[strspn (pole, "0-._?/# ")] == '\0')
    return TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (pole, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Without a point and a unit, equal lines are no sign of equal work. */
static gboolean
has_place (const TallyLine *line)
{
  return line->text[TALLY_FIELD_CU][0] != '\0' && !tally_audit_units_is_no_place (line->text[TALLY_FIELD_POLE]);
}

static gboolean
is_lost (Filter          *filter,
         const TallyLine *line)
{
  if (filter->sheet_id != line->sheet_id)
    {
      const TallyAuditSheet *sheet = tally_audit_input_find_sheet (filter->input, line->sheet_id);
      filter->sheet_id = line->sheet_id;
      filter->is_lost = sheet != NULL && sheet->is_lost;
    }
  return filter->is_lost;
}

static gboolean
is_in_scope (const TallyLine *line,
             gpointer         data)
{
  Filter *filter = data;
  guint number = (guint) (line - &g_array_index (filter->input->lines, TallyLine, 0));
  guint reason = IN_SCOPE;

  if (line->reason != TALLY_REASON_ACCEPTED)
    return FALSE;
  if (is_lost (filter, line))
    reason = NOT_READ;
  else if (!has_place (line))
    reason = NO_PLACE;
  else if (tally_audit_reversals_find (filter->reversals, number, NULL))
    reason = REVERSED;
  filter->self->counts[reason].n_lines++;
  filter->self->counts[reason].cents += line->price_cents;
  return reason == IN_SCOPE;
}

static gpointer
units_new (TallyAuditContext *context)
{
  TallyAuditUnits *self = g_new0 (TallyAuditUnits, 1);
  Filter filter = { .self = self, .input = tally_audit_context_get_input (context) };

  filter.reversals = tally_audit_reversals_get (context);
  filter.sheet_id = G_MININT64;
  self->groups = tally_audit_groups_new (filter.input, TALLY_AUDIT_BY_UNIT, is_in_scope, &filter);
  return self;
}

static void
units_free (gpointer data)
{
  TallyAuditUnits *self = data;

  tally_audit_groups_free (self->groups);
  g_free (self);
}

const TallyAuditUnits *
tally_audit_units_get (TallyAuditContext *context)
{
  return tally_audit_context_get_shared (context, "units", units_new, units_free);
}

void
tally_audit_units_count_scope (const TallyAuditUnits *self,
                               TallyAuditContext     *context)
{
  for (guint i = 0; i < N_REASONS; i++)
    if (self->counts[i].n_lines > 0)
      tally_audit_context_count (context, reasons[i], self->counts[i].n_lines, self->counts[i].cents);
}

guint
tally_audit_units_get_n (const TallyAuditUnits *self)
{
  return tally_audit_groups_get_n_groups (self->groups);
}

const guint *
tally_audit_units_get_lines (const TallyAuditUnits *self,
                             guint                  unit,
                             guint                 *out_n_lines)
{
  return tally_audit_groups_get_lines (self->groups, unit, out_n_lines);
}

/* What to sort by. */
typedef struct {
  const TallyAuditInput *input;
  guint64                by;
} Order;

static int
compare_entries (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  const Order *order = data;
  guint number_a = *(const guint *) a, number_b = *(const guint *) b;
  int result = tally_audit_groups_compare_lines (tally_audit_input_get_line (order->input, number_a),
                                                 tally_audit_input_get_line (order->input, number_b), order->by);

  return result != 0 ? result : (number_a > number_b) - (number_a < number_b);
}

GArray *
tally_audit_units_sort (const TallyAuditInput *input,
                        const guint           *lines,
                        guint                  n_lines,
                        guint64                by)
{
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (guint), n_lines);
  Order order = { input, by };

  g_array_append_vals (sorted, lines, n_lines);
  g_array_sort_with_data (sorted, compare_entries, &order);
  return sorted;
}

guint
tally_audit_units_get_end (const TallyAuditInput *input,
                           const GArray          *sorted,
                           guint                  start,
                           guint64                by)
{
  const TallyLine *first = tally_audit_input_get_line (input, g_array_index (sorted, guint, start));
  guint end = start + 1;

  while (end < sorted->len
         && tally_audit_groups_compare_lines (
              first, tally_audit_input_get_line (input, g_array_index (sorted, guint, end)), by) == 0)
    end++;
  return end;
}

/* The value behind a bit, as text that is the same in every run. */
static const char *
format_value (const TallyLine *line,
              guint            bit,
              char            *buffer)
{
  if (bit == TALLY_FIELD_WEEK_ENDING)
    return tally_day_format_iso (line->week_ending, buffer, TALLY_DECIMAL_BUFFER_SIZE);
  if (bit == TALLY_FIELD_SNAPSHOT)
    return tally_day_format_iso (line->snapshot, buffer, TALLY_DECIMAL_BUFFER_SIZE);
  if (bit == TALLY_FIELD_QUANTITY)
    return tally_decimal_format (line->quantity, buffer, TALLY_DECIMAL_BUFFER_SIZE);
  if (bit == TALLY_N_FIELDS + 1)
    return tally_variant_get_id (line->variant);
  if (bit == TALLY_N_FIELDS + 2)
    return line->identifier;
  g_assert (bit < TALLY_N_TEXT_FIELDS);
  return line->text[bit];
}

char *
tally_audit_units_dup_subject (const char      *kind,
                               const TallyLine *line,
                               guint64          by)
{
  GString *subject = g_string_new (kind);
  char buffer[TALLY_DECIMAL_BUFFER_SIZE];

  for (guint bit = 0; bit <= TALLY_N_FIELDS + 2; bit++)
    if (by & TALLY_AUDIT_BY (bit))
      {
        g_string_append_c (subject, SEPARATOR);
        g_string_append (subject, format_value (line, bit, buffer));
      }
  return tally_text_steal (subject);
}

void
tally_audit_units_add_lines (TallyAuditFacts       *facts,
                             const TallyAuditInput *input,
                             const guint           *lines,
                             guint                  n_lines)
{
  TallyMoney cheapest = G_MAXINT64, dearest = G_MININT64;

  for (guint i = 0; i < n_lines; i++)
    {
      TallyMoney price = tally_audit_input_get_line (input, lines[i])->price_cents;
      cheapest = MIN (cheapest, price);
      dearest = MAX (dearest, price);
    }
  tally_audit_facts_add_line (facts, "line", tally_audit_input_get_line (input, lines[0]));
  tally_audit_facts_add_int64 (facts, "n_lines", n_lines);
  tally_audit_facts_add_int64 (facts, "sum_cents", tally_audit_units_sum (input, lines, n_lines));
  tally_audit_facts_add_int64 (facts, "cheapest_cents", cheapest);
  tally_audit_facts_add_int64 (facts, "dearest_cents", dearest);
}

TallyMoney
tally_audit_units_get_exposure (const TallyAuditFacts *facts)
{
  TallyMoney sum = tally_audit_facts_get_int64 (facts, "sum_cents");
  TallyMoney cheapest = tally_audit_facts_get_int64 (facts, "cheapest_cents");

  return sum < 0 || cheapest < 0 ? -1 : sum - cheapest;
}

char *
tally_audit_units_dup_when (const TallyAuditFacts *line)
{
  const char *day = tally_audit_facts_get_text (line, "snapshot");

  if (day[0] != '\0')
    return g_strconcat ("on ", day, NULL);
  return g_strconcat ("in the week ending ", tally_audit_facts_get_text (line, "week_ending"), NULL);
}

TallyMoney
tally_audit_units_sum (const TallyAuditInput *input,
                       const guint           *lines,
                       guint                  n_lines)
{
  TallyMoney sum = 0;

  for (guint i = 0; i < n_lines; i++)
    sum += tally_audit_input_get_line (input, lines[i])->price_cents;
  return sum;
}

void
tally_audit_units_count (TallyAuditContext *context,
                         const char        *reason,
                         const guint       *lines,
                         guint              n_lines)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);

  tally_audit_context_count (context, reason, n_lines, tally_audit_units_sum (input, lines, n_lines));
}

gboolean
tally_audit_units_has_found (TallyAuditContext *context,
                             const guint       *lines,
                             guint              n_lines)
{
  for (guint i = 0; i < n_lines; i++)
    if (tally_audit_context_has_found (context, TALLY_AUDIT_FAMILY_DUPLICATE, lines[i]))
      return TRUE;
  return FALSE;
}
