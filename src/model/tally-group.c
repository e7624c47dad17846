/* tally-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-group.h"

#define STRINGS_BLOCK_BYTES 4096

TallyGroup *
tally_group_new (const TallyIdentity *identity)
{
  TallyGroup *self;

  g_return_val_if_fail (identity != NULL, NULL);
  self = g_new0 (TallyGroup, 1);
  self->identity = tally_identity_copy (identity);
  self->lines = g_array_new (FALSE, FALSE, sizeof (TallyLine));
  self->strings = g_string_chunk_new (STRINGS_BLOCK_BYTES);
  self->foreman = g_strdup ("");
  self->scope = g_strdup ("");
  self->work_order = g_strdup ("");
  self->customer = g_strdup ("");
  self->job = g_strdup ("");
  return self;
}

void
tally_group_free (TallyGroup *self)
{
  if (self == NULL)
    return;
  tally_identity_free (self->identity);
  g_array_unref (self->lines);
  g_string_chunk_free (self->strings);
  g_free (self->foreman);
  g_free (self->scope);
  g_free (self->work_order);
  g_free (self->customer);
  g_free (self->job);
  g_free (self);
}

gboolean
tally_group_add (TallyGroup      *self,
                 const TallyLine *line)
{
  TallyLine copy;

  g_return_val_if_fail (self != NULL && line != NULL, FALSE);
  if (!tally_money_add (&self->total_cents, line->price_cents))
    return FALSE;
  copy = *line;
  tally_line_copy_texts (&copy, self->strings);
  g_array_append_val (self->lines, copy);
  return TRUE;
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return tally_line_compare (a, b);
}

void
tally_group_sort (TallyGroup *self)
{
  g_return_if_fail (self != NULL);
  g_array_sort (self->lines, compare_lines);
}

const TallyLine *
tally_group_get_line (const TallyGroup *self,
                      guint             index)
{
  g_return_val_if_fail (self != NULL && index < self->lines->len, NULL);
  return &g_array_index (self->lines, TallyLine, index);
}
