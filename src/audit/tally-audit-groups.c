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

/* Values that the key of an entry has room for. */
#define N_PACKED 2

/* What to sort by: the first values are packed into the keys of the entries, the rest are compared where keys are equal;
 * texts by their ranks. */
typedef struct {
  const TallyAuditInput *input;
  guint64                rest;
  guint                  packed[N_PACKED];
  guint                  n_packed;
  const guint32         *ranks[TALLY_N_TEXT_FIELDS]; /* (borrowed) (nullable): of the fields that count */
} Order;

/* A line, with what decides first beside it: what is fetched to compare two lines is what sorting many costs. */
typedef struct {
  guint64 key;
  guint   line;
} Entry;

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

/* Numbers of 32 bits, or what has one that is ordered alike. */
static gboolean
is_short (guint bit)
{
  return bit < TALLY_N_TEXT_FIELDS || bit == TALLY_FIELD_WEEK_ENDING || bit == TALLY_FIELD_SNAPSHOT;
}

static guint32
get_short (const Order *order,
           guint        line,
           guint        bit)
{
  if (bit < TALLY_N_TEXT_FIELDS)
    return order->ranks[bit][line];
  return bit == TALLY_FIELD_WEEK_ENDING ? tally_audit_input_get_line (order->input, line)->week_ending
                                        : tally_audit_input_get_line (order->input, line)->snapshot;
}

static void
order_init (Order                 *self,
            const TallyAuditInput *input,
            guint64                by)
{
  gboolean is_packing = TRUE;

  *self = (Order) { .input = input };
  for (guint bit = 0; bit <= TALLY_N_FIELDS + 2; bit++)
    {
      if (!(by & TALLY_AUDIT_BY (bit)))
        continue;
      if (bit < TALLY_N_TEXT_FIELDS)
        self->ranks[bit] = tally_audit_ranks_get (input->ranks, input->lines, (TallyField) bit);
      is_packing = is_packing && is_short (bit) && self->n_packed < N_PACKED;
      if (is_packing)
        self->packed[self->n_packed++] = bit;
      else
        self->rest |= TALLY_AUDIT_BY (bit);
    }
}

static Entry
make_entry (const Order *order,
            guint        line)
{
  Entry entry = { 0, line };

  for (guint i = 0; i < order->n_packed; i++)
    entry.key = entry.key << 32 | get_short (order, line, order->packed[i]);
  return entry;
}

static int
compare_rest (const Order *order,
              guint        a,
              guint        b)
{
  int result = 0;

  for (guint64 rest = order->rest; result == 0 && rest != 0; rest &= rest - 1)
    {
      guint bit = (guint) __builtin_ctzll (rest);
      if (bit < TALLY_N_TEXT_FIELDS)
        result = compare_numbers (order->ranks[bit][a], order->ranks[bit][b]);
      else
        result = compare_value (tally_audit_input_get_line (order->input, a), tally_audit_input_get_line (order->input, b), bit);
    }
  return result;
}

static int
compare_values (const Order *order,
                const Entry *a,
                const Entry *b)
{
  if (a->key != b->key)
    return a->key < b->key ? -1 : 1;
  return compare_rest (order, a->line, b->line);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  int result = compare_values (data, a, b);

  return result != 0 ? result : compare_numbers (((const Entry *) a)->line, ((const Entry *) b)->line);
}

static void
cut (TallyAuditGroups *self,
     const Order      *order,
     const GArray     *entries)
{
  guint none = NO_GROUP;

  for (guint i = 0; i < order->input->lines->len; i++)
    g_array_append_val (self->group_of, none);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      if (i == 0 || compare_values (order, entry - 1, entry) != 0)
        g_array_append_val (self->starts, i);
      g_array_append_val (self->lines, entry->line);
      g_array_index (self->group_of, guint, entry->line) = self->starts->len - 1;
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
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  Order order;

  order_init (&order, input, by);
  for (guint i = 0; i < input->lines->len; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (input, i);
      Entry entry;
      if (filter != NULL ? !filter (line, data) : line->reason != TALLY_REASON_ACCEPTED)
        continue;
      entry = make_entry (&order, i);
      g_array_append_val (entries, entry);
    }
  g_array_sort_with_data (entries, compare_entries, &order);
  self->lines = g_array_sized_new (FALSE, FALSE, sizeof (guint), entries->len);
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->group_of = g_array_sized_new (FALSE, FALSE, sizeof (guint), input->lines->len);
  cut (self, &order, entries);
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
