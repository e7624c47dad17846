/* tally-audit-input.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-input.h"

#include "tally-audit-histories.h"
#include "tally-sort.h"

/* Of the chunks that texts are kept in; the distinct ones of 200,000 lines take a few MB. */
#define STRING_CHUNK_BYTES 65536

TallyAuditInput *
tally_audit_input_new (void)
{
  TallyAuditInput *self = g_new0 (TallyAuditInput, 1);

  self->lines = g_array_new (FALSE, FALSE, sizeof (TallyLine));
  self->changes = g_array_new (FALSE, FALSE, sizeof (TallyLineChange));
  self->published = g_array_new (FALSE, FALSE, sizeof (TallyAuditPublished));
  self->sheets = g_array_new (FALSE, FALSE, sizeof (TallyAuditSheet));
  self->totals = g_array_new (FALSE, FALSE, sizeof (TallyAuditTotal));
  self->histories = g_array_new (FALSE, FALSE, sizeof (TallyAuditHistory));
  self->strings = g_string_chunk_new (STRING_CHUNK_BYTES);
  self->ranks = tally_audit_ranks_new ();
  return self;
}

void
tally_audit_input_free (TallyAuditInput *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->lines);
  g_array_unref (self->changes);
  g_array_unref (self->published);
  g_array_unref (self->sheets);
  g_array_unref (self->totals);
  g_array_unref (self->histories);
  g_string_chunk_free (self->strings);
  tally_audit_ranks_free (self->ranks);
  g_free (self);
}

const char *
tally_audit_input_intern (TallyAuditInput *self,
                          const char      *text)
{
  return g_string_chunk_insert_const (self->strings, text);
}

void
tally_audit_input_add_line (TallyAuditInput *self,
                            const TallyLine *line)
{
  TallyLine copy = *line;

  g_return_if_fail (!self->is_sealed);
  tally_line_copy_texts (&copy, self->strings);
  g_array_append_val (self->lines, copy);
}

void
tally_audit_input_add_change (TallyAuditInput       *self,
                              const TallyLineChange *change)
{
  TallyLineChange copy = *change;

  g_return_if_fail (!self->is_sealed);
  copy.written_by = tally_audit_input_intern (self, change->written_by);
  copy.old_value = tally_audit_input_intern (self, change->old_value);
  copy.new_value = tally_audit_input_intern (self, change->new_value);
  g_array_append_val (self->changes, copy);
}

void
tally_audit_input_add_published (TallyAuditInput           *self,
                                 const TallyAuditPublished *published)
{
  TallyAuditPublished copy = *published;

  g_return_if_fail (!self->is_sealed);
  copy.work_request = tally_audit_input_intern (self, published->work_request);
  g_array_append_val (self->published, copy);
}

void
tally_audit_input_add_sheet (TallyAuditInput       *self,
                             const TallyAuditSheet *sheet)
{
  TallyAuditSheet copy = *sheet;

  g_return_if_fail (!self->is_sealed);
  copy.contract = tally_audit_input_intern (self, sheet->contract);
  copy.name = tally_audit_input_intern (self, sheet->name);
  copy.link = tally_audit_input_intern (self, sheet->link != NULL ? sheet->link : "");
  g_array_append_val (self->sheets, copy);
}

void
tally_audit_input_add_total (TallyAuditInput       *self,
                             const TallyAuditTotal *total)
{
  TallyAuditTotal copy = *total;

  g_return_if_fail (!self->is_sealed);
  copy.name = tally_audit_input_intern (self, total->name);
  copy.subject = tally_audit_input_intern (self, total->subject);
  copy.work_request = tally_audit_input_intern (self, total->work_request);
  g_array_append_val (self->totals, copy);
}

static int
compare_int64 (gint64 a,
               gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_keys (gint64 sheet_a,
              gint64 row_a,
              gint64 sheet_b,
              gint64 row_b)
{
  int order = compare_int64 (sheet_a, sheet_b);

  return order != 0 ? order : compare_int64 (row_a, row_b);
}

/* By key, which finds them; their place in a sheet is theirs to tell. */
static int
compare_lines (const TallyLine *a,
               const TallyLine *b)
{
  return compare_keys (a->sheet_id, a->row_id, b->sheet_id, b->row_id);
}

static int
compare_published (const TallyAuditPublished *a,
                   const TallyAuditPublished *b)
{
  int order = compare_keys (a->sheet_id, a->row_id, b->sheet_id, b->row_id);

  if (order == 0)
    order = compare_int64 (a->published_utc_usec, b->published_utc_usec);
  if (order == 0)
    order = compare_int64 (a->week_ending, b->week_ending);
  return order != 0 ? order : (int) a->variant - (int) b->variant;
}

static int
compare_sheets (const TallyAuditSheet *a,
                const TallyAuditSheet *b)
{
  return compare_int64 (a->sheet_id, b->sheet_id);
}

void
tally_audit_input_seal (TallyAuditInput *self)
{
  tally_sort_array (self->lines, (GCompareFunc) compare_lines);
  tally_sort_array (self->changes, (GCompareFunc) tally_line_change_compare);
  tally_sort_array (self->published, (GCompareFunc) compare_published);
  tally_sort_array (self->sheets, (GCompareFunc) compare_sheets);
  g_array_sort (self->histories, (GCompareFunc) tally_audit_history_compare);
  self->is_sealed = TRUE;
}

void
tally_audit_input_forget_lines (TallyAuditInput *self)
{
  g_array_unref (self->lines);
  g_array_unref (self->published);
  tally_audit_ranks_free (self->ranks);
  self->ranks = tally_audit_ranks_new ();
  self->lines = g_array_new (FALSE, FALSE, sizeof (TallyLine));
  self->published = g_array_new (FALSE, FALSE, sizeof (TallyAuditPublished));
}

const TallyLine *
tally_audit_input_get_line (const TallyAuditInput *self,
                            guint                  index)
{
  g_return_val_if_fail (index < self->lines->len, NULL);
  return &g_array_index (self->lines, TallyLine, index);
}

/* What all that is found by a line's key begins with. */
typedef struct {
  gint64 sheet_id;
  gint64 row_id;
} Key;

typedef Key (*GetKeyFunc) (const GArray *array, guint index);

/* First of the elements, sorted by key, that is not before it. */
static guint
find_first (const GArray *array,
            GetKeyFunc    get_key,
            Key           wanted)
{
  guint low = 0, high = array->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      Key key = get_key (array, middle);
      if (compare_keys (key.sheet_id, key.row_id, wanted.sheet_id, wanted.row_id) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static guint
count_equal (const GArray *array,
             GetKeyFunc    get_key,
             guint         first,
             Key           wanted)
{
  guint n = 0;

  while (first + n < array->len)
    {
      Key key = get_key (array, first + n);
      if (key.sheet_id != wanted.sheet_id || key.row_id != wanted.row_id)
        break;
      n++;
    }
  return n;
}

static Key
get_line_key (const GArray *array,
              guint         index)
{
  const TallyLine *line = &g_array_index (array, TallyLine, index);

  return (Key) { line->sheet_id, line->row_id };
}

static Key
get_change_key (const GArray *array,
                guint         index)
{
  const TallyLineChange *change = &g_array_index (array, TallyLineChange, index);

  return (Key) { change->sheet_id, change->row_id };
}

static Key
get_published_key (const GArray *array,
                   guint         index)
{
  const TallyAuditPublished *published = &g_array_index (array, TallyAuditPublished, index);

  return (Key) { published->sheet_id, published->row_id };
}

gboolean
tally_audit_input_find_line (const TallyAuditInput *self,
                             gint64                 sheet_id,
                             gint64                 row_id,
                             guint                 *out_index)
{
  const Key wanted = { sheet_id, row_id };
  guint first = find_first (self->lines, get_line_key, wanted);

  if (count_equal (self->lines, get_line_key, first, wanted) == 0)
    return FALSE;
  *out_index = first;
  return TRUE;
}

static Key
get_sheet_key (const GArray *array,
               guint         index)
{
  return (Key) { g_array_index (array, TallyAuditSheet, index).sheet_id, 0 };
}

const TallyAuditSheet *
tally_audit_input_find_sheet (const TallyAuditInput *self,
                              gint64                 sheet_id)
{
  const Key wanted = { sheet_id, 0 };
  guint first = find_first (self->sheets, get_sheet_key, wanted);

  if (count_equal (self->sheets, get_sheet_key, first, wanted) == 0)
    return NULL;
  return &g_array_index (self->sheets, TallyAuditSheet, first);
}

const TallyLineChange *
tally_audit_input_list_changes (const TallyAuditInput *self,
                                gint64                 sheet_id,
                                gint64                 row_id,
                                guint                 *out_n_changes)
{
  const Key wanted = { sheet_id, row_id };
  guint first = find_first (self->changes, get_change_key, wanted);

  *out_n_changes = count_equal (self->changes, get_change_key, first, wanted);
  return *out_n_changes > 0 ? &g_array_index (self->changes, TallyLineChange, first) : NULL;
}

const TallyAuditPublished *
tally_audit_input_list_published (const TallyAuditInput *self,
                                  gint64                 sheet_id,
                                  gint64                 row_id,
                                  guint                 *out_n_published)
{
  const Key wanted = { sheet_id, row_id };
  guint first = find_first (self->published, get_published_key, wanted);

  *out_n_published = count_equal (self->published, get_published_key, first, wanted);
  return *out_n_published > 0 ? &g_array_index (self->published, TallyAuditPublished, first) : NULL;
}
