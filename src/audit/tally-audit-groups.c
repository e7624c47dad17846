/* tally-audit-groups.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-groups.h"

#define NO_GROUP G_MAXUINT

struct _TallyAuditGroups {
  GArray *lines;    /* (owned) guint: of all groups, one after the other */
  GArray *starts;   /* (owned) guint: where each group begins, and the end */
  GArray *group_of; /* (owned) guint: of each line of the input */
};

/* What to sort by. */
typedef struct {
  const TallyAuditInput *input;
  guint64                by;
} Order;

static int
compare_numbers (gint64 a,
                 gint64 b)
{
  return (a > b) - (a < b);
}

/* Texts of one input are interned: equal ones are one pointer. */
static int
compare_texts (const char *a,
               const char *b)
{
  return a == b ? 0 : strcmp (a, b);
}

static int
compare_decimals (TallyDecimal a,
                  TallyDecimal b)
{
  int order = compare_numbers (a.coefficient, b.coefficient);

  return order != 0 ? order : compare_numbers (a.exponent, b.exponent);
}

static int
compare_value (const TallyLine *a,
               const TallyLine *b,
               guint            bit)
{
  switch (bit)
    {
    case TALLY_FIELD_WEEK_ENDING:
      return compare_numbers (a->week_ending, b->week_ending);
    case TALLY_FIELD_SNAPSHOT:
      return compare_numbers (a->snapshot, b->snapshot);
    case TALLY_FIELD_QUANTITY:
      return compare_decimals (a->quantity, b->quantity);
    case TALLY_FIELD_PRICE:
      return compare_numbers (a->price_cents, b->price_cents);
    case TALLY_FIELD_COMPLETED:
      return compare_numbers (!a->completed, !b->completed);
    case TALLY_N_FIELDS:
      return compare_numbers (a->sheet_id, b->sheet_id);
    case TALLY_N_FIELDS + 1:
      return compare_numbers (a->variant, b->variant);
    case TALLY_N_FIELDS + 2:
      return compare_texts (a->identifier, b->identifier);
    default:
      return compare_texts (a->text[bit], b->text[bit]);
    }
}

int
tally_audit_groups_compare_lines (const TallyLine *a,
                                  const TallyLine *b,
                                  guint64          by)
{
  int result = 0;

  for (guint bit = 0; result == 0 && bit <= TALLY_N_FIELDS + 2; bit++)
    if (by & TALLY_AUDIT_BY (bit))
      result = compare_value (a, b, bit);
  return result;
}

static int
compare_lines (const Order *order,
               guint        a,
               guint        b)
{
  return tally_audit_groups_compare_lines (tally_audit_input_get_line (order->input, a),
                                           tally_audit_input_get_line (order->input, b), order->by);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  guint line_a = *(const guint *) a, line_b = *(const guint *) b;
  int result = compare_lines (data, line_a, line_b);

  return result != 0 ? result : compare_numbers (line_a, line_b);
}

static void
cut (TallyAuditGroups *self,
     Order            *order)
{
  guint none = NO_GROUP;

  for (guint i = 0; i < order->input->lines->len; i++)
    g_array_append_val (self->group_of, none);
  for (guint i = 0; i < self->lines->len; i++)
    {
      guint line = g_array_index (self->lines, guint, i);
      if (i == 0 || compare_lines (order, g_array_index (self->lines, guint, i - 1), line) != 0)
        g_array_append_val (self->starts, i);
      g_array_index (self->group_of, guint, line) = self->starts->len - 1;
    }
  g_array_append_val (self->starts, self->lines->len);
}

TallyAuditGroups *
tally_audit_groups_new (const TallyAuditInput *input,
                        guint64                by,
                        TallyAuditLineFilter   filter,
                        gpointer               data)
{
  TallyAuditGroups *self = g_new0 (TallyAuditGroups, 1);
  Order order = { input, by };

  self->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->group_of = g_array_sized_new (FALSE, FALSE, sizeof (guint), input->lines->len);
  for (guint i = 0; i < input->lines->len; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (input, i);
      if (filter != NULL ? filter (line, data) : line->reason == TALLY_REASON_ACCEPTED)
        g_array_append_val (self->lines, i);
    }
  g_array_sort_with_data (self->lines, compare_entries, &order);
  cut (self, &order);
  return self;
}

void
tally_audit_groups_free (TallyAuditGroups *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->lines);
  g_array_unref (self->starts);
  g_array_unref (self->group_of);
  g_free (self);
}

guint
tally_audit_groups_get_n_groups (const TallyAuditGroups *self)
{
  return self->starts->len - 1;
}

const guint *
tally_audit_groups_get_lines (const TallyAuditGroups *self,
                              guint                   index,
                              guint                  *out_n_lines)
{
  guint start = g_array_index (self->starts, guint, index);

  *out_n_lines = g_array_index (self->starts, guint, index + 1) - start;
  return &g_array_index (self->lines, guint, start);
}

gboolean
tally_audit_groups_find_line (const TallyAuditGroups *self,
                              guint                   line,
                              guint                  *out_index)
{
  guint group = g_array_index (self->group_of, guint, line);

  if (group == NO_GROUP)
    return FALSE;
  *out_index = group;
  return TRUE;
}
