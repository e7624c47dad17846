/* tally-jobs-compare.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-compare.h"

#include "tally-text.h"

/* Of the texts of a line that was read. */
enum { POINT, UNIT_CODE, WORK_TYPE };

/* A line of either side in the form in which they are compared. */
typedef struct {
  char         *text[WORK_TYPE + 1]; /* (owned) */
  TallyDecimal  quantity;
  TallyMoney    cents;
  gboolean      is_matched;
} Side;

/* What must be equal for two lines to be one. */
typedef enum {
  BY_ALL,
  BY_PRICE_AND_PLACE,
  BY_PLACE,
  BY_PRICE_AND_CODE,
  N_WAYS,
} Way;

static void
side_clear (gpointer data)
{
  Side *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (self->text); i++)
    g_free (self->text[i]);
}

static GArray *
new_sides (guint n)
{
  GArray *sides = g_array_sized_new (FALSE, TRUE, sizeof (Side), n);

  g_array_set_clear_func (sides, side_clear);
  return sides;
}

/* As cells and columns are read: one kind of blank, composed characters. */
static void
set_texts (Side       *side,
           const char *point,
           const char *unit_code,
           const char *work_type)
{
  side->text[POINT] = tally_text_normalise (point, -1);
  side->text[UNIT_CODE] = tally_text_normalise (unit_code, -1);
  side->text[WORK_TYPE] = tally_text_normalise (work_type, -1);
}

static GArray *
list_ours (const TallyGroup *group)
{
  guint n_lines = group != NULL ? group->lines->len : 0;
  GArray *sides = new_sides (n_lines);

  for (guint i = 0; i < n_lines; i++)
    {
      const TallyLine *line = tally_group_get_line (group, i);
      Side side = { .quantity = line->quantity, .cents = line->price_cents };

      set_texts (&side, line->text[TALLY_FIELD_POLE], line->text[TALLY_FIELD_CU],
                 line->text[TALLY_FIELD_WORK_TYPE]);
      g_array_append_val (sides, side);
    }
  return sides;
}

static GArray *
list_theirs (const TallyWorkbookContents *contents)
{
  GArray *sides = new_sides (contents->lines->len);

  for (guint i = 0; i < contents->lines->len; i++)
    {
      const TallyWorkbookReadLine *line = &g_array_index (contents->lines, TallyWorkbookReadLine, i);
      Side side = { .quantity = line->quantity, .cents = line->price_cents };

      set_texts (&side, line->text[POINT], line->text[UNIT_CODE], line->text[WORK_TYPE]);
      g_array_append_val (sides, side);
    }
  return sides;
}

static char *
dup_key (const Side *side,
         Way         way)
{
  char quantity[TALLY_DECIMAL_BUFFER_SIZE];
  gboolean by_code = way == BY_PRICE_AND_CODE;

  tally_decimal_format (side->quantity, quantity, sizeof quantity);
  return g_strdup_printf ("%" G_GINT64_FORMAT "\n%s\n%s\n%s\n%s", way == BY_PLACE ? 0 : side->cents,
                          way == BY_ALL ? quantity : "", by_code ? "" : side->text[POINT],
                          side->text[UNIT_CODE], by_code ? "" : side->text[WORK_TYPE]);
}

/* Lines of @sides that have no partner yet, by their key, in order. */
static GHashTable *
index_open (GArray *sides,
            Way     way)
{
  GHashTable *open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_queue_free);

  for (guint i = 0; i < sides->len; i++)
    {
      Side *side = &g_array_index (sides, Side, i);
      g_autofree char *key = NULL;
      GQueue *queue;

      if (side->is_matched)
        continue;
      key = dup_key (side, way);
      queue = g_hash_table_lookup (open, key);
      if (queue == NULL)
        {
          queue = g_queue_new ();
          g_hash_table_insert (open, g_steal_pointer (&key), queue);
        }
      g_queue_push_tail (queue, side);
    }
  return open;
}

static void
note (TallyTakeoverEntry  *entry,
      TallyTakeoverChange  change,
      const Side          *ours,
      const Side          *theirs)
{
  const Side *side = ours != NULL ? ours : theirs;
  const TallyTakeoverLine line = {
    .change = change,
    .point = side->text[POINT],
    .unit_code = side->text[UNIT_CODE],
    .work_type = side->text[WORK_TYPE],
    .our_cents = ours != NULL ? ours->cents : 0,
    .their_cents = theirs != NULL ? theirs->cents : 0,
  };

  tally_takeover_entry_add_line (entry, &line);
}

static void
match (GArray             *ours,
       GArray             *theirs,
       Way                 way,
       TallyTakeoverEntry *entry)
{
  g_autoptr (GHashTable) open = index_open (theirs, way);

  for (guint i = 0; i < ours->len; i++)
    {
      Side *side = &g_array_index (ours, Side, i);
      g_autofree char *key = NULL;
      GQueue *queue;
      Side *other;

      if (side->is_matched)
        continue;
      key = dup_key (side, way);
      queue = g_hash_table_lookup (open, key);
      other = queue != NULL ? g_queue_pop_head (queue) : NULL;
      if (other == NULL)
        continue;
      side->is_matched = other->is_matched = TRUE;
      if (way == BY_PRICE_AND_PLACE || way == BY_PLACE)
        note (entry, TALLY_TAKEOVER_CHANGED, side, other);
    }
}

static void
note_rest (GArray              *sides,
           TallyTakeoverChange  change,
           TallyTakeoverEntry  *entry)
{
  for (guint i = 0; i < sides->len; i++)
    {
      const Side *side = &g_array_index (sides, Side, i);

      if (!side->is_matched)
        note (entry, change, change == TALLY_TAKEOVER_ADDED ? side : NULL,
              change == TALLY_TAKEOVER_ADDED ? NULL : side);
    }
}

/* Whether all that is missing in the blocks is in the total: then nothing of it is unbilled. */
static gboolean
hides_lines (const TallyTakeoverEntry    *entry,
             const TallyWorkbookContents *contents)
{
  TallyMoney hidden = 0;
  TallyMoney shown = 0;

  for (guint i = 0; i < contents->lines->len; i++)
    if (!tally_money_add (&shown, g_array_index (contents->lines, TallyWorkbookReadLine, i).price_cents))
      return FALSE;
  for (guint i = 0; i < entry->lines->len; i++)
    {
      const TallyTakeoverLine *line = entry->lines->pdata[i];

      if (line->change != TALLY_TAKEOVER_ADDED || !tally_money_add (&hidden, line->our_cents))
        return FALSE;
    }
  return entry->lines->len > 0 && tally_money_add (&shown, hidden) && shown == contents->total_cents;
}

void
tally_jobs_compare (const TallyGroup            *group,
                    const TallyWorkbookContents *contents,
                    TallyTakeoverEntry          *entry)
{
  g_autoptr (GArray) ours = NULL;
  g_autoptr (GArray) theirs = NULL;

  g_return_if_fail (contents != NULL && entry != NULL);
  ours = list_ours (group);
  theirs = list_theirs (contents);
  entry->our_lines = ours->len;
  entry->our_cents = group != NULL ? group->total_cents : 0;
  entry->their_lines = theirs->len;
  entry->their_cents = contents->total_cents;
  if (group == NULL)
    {
      entry->status = TALLY_TAKEOVER_EXTRA;
      return;
    }
  /* Same labels count for more than the same price: a line is looked for at its own place first. */
  for (guint way = BY_ALL; way < N_WAYS; way++)
    match (ours, theirs, (Way) way, entry);
  note_rest (ours, TALLY_TAKEOVER_ADDED, entry);
  note_rest (theirs, TALLY_TAKEOVER_REMOVED, entry);
  if (entry->our_cents != entry->their_cents)
    entry->status = TALLY_TAKEOVER_DIFFERS;
  else if (entry->lines->len == 0)
    entry->status = TALLY_TAKEOVER_SAME;
  else if (hides_lines (entry, contents))
    {
      entry->n_hidden = entry->lines->len;
      entry->status = TALLY_TAKEOVER_SAME;
      g_ptr_array_set_size (entry->lines, 0);
    }
  else
    entry->status = TALLY_TAKEOVER_LINES;
}
