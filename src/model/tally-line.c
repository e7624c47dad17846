/* tally-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-line.h"

#include "tally-text.h"

void
tally_line_clear (TallyLine *self)
{
  g_return_if_fail (self != NULL);
  *self = (TallyLine) { .modified_by = "", .identifier = "", .detail = "" };
  for (guint i = 0; i < TALLY_N_TEXT_FIELDS; i++)
    self->text[i] = "";
}

static const char *
keep (GStringChunk *strings,
      const char   *text)
{
  return *text == '\0' ? "" : g_string_chunk_insert_const (strings, text);
}

void
tally_line_copy_texts (TallyLine    *self,
                       GStringChunk *strings)
{
  g_return_if_fail (self != NULL && strings != NULL);
  for (guint i = 0; i < TALLY_N_TEXT_FIELDS; i++)
    self->text[i] = keep (strings, self->text[i]);
  self->modified_by = keep (strings, self->modified_by);
  self->identifier = keep (strings, self->identifier);
  self->detail = keep (strings, self->detail);
}

static int
compare_int64 (gint64 a,
               gint64 b)
{
  return (a > b) - (a < b);
}

int
tally_line_compare (const TallyLine *a,
                    const TallyLine *b)
{
  int order = compare_int64 (a->sheet_id, b->sheet_id);

  if (order == 0)
    order = compare_int64 (a->row_number, b->row_number);
  return order != 0 ? order : compare_int64 (a->row_id, b->row_id);
}

gboolean
tally_line_equal (const TallyLine *a,
                  const TallyLine *b)
{
  if (a->sheet_id != b->sheet_id || a->row_id != b->row_id || a->reason != b->reason
      || a->issues != b->issues || a->week_ending != b->week_ending || a->snapshot != b->snapshot
      || !tally_decimal_equal (a->quantity, b->quantity) || a->price_cents != b->price_cents
      || !a->completed != !b->completed || a->variant != b->variant)
    return FALSE;
  for (guint i = 0; i < TALLY_N_TEXT_FIELDS; i++)
    if (strcmp (a->text[i], b->text[i]) != 0)
      return FALSE;
  return strcmp (a->identifier, b->identifier) == 0 && strcmp (a->detail, b->detail) == 0;
}

void
tally_line_add_to_hash (const TallyLine *self,
                        TallyHash       *hash)
{
  static const TallyField shown[] = {
    TALLY_FIELD_POLE, TALLY_FIELD_CU, TALLY_FIELD_WORK_TYPE, TALLY_FIELD_CU_DESCRIPTION,
    TALLY_FIELD_UOM,
  };

  g_return_if_fail (self != NULL && hash != NULL);
  tally_hash_add_int64 (hash, self->snapshot);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    tally_hash_add_text (hash, self->text[shown[i]]);
  tally_hash_add_decimal (hash, self->quantity);
  tally_hash_add_int64 (hash, self->price_cents);
}
