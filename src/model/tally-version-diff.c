/* tally-version-diff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-version-diff.h"

static const char *const kind_ids[TALLY_N_DIFF_KINDS] = { "added", "removed", "changed" };

static void
field_free (TallyDiffField *field)
{
  g_free (field->before);
  g_free (field->after);
  g_free (field);
}

static void
line_free (TallyDiffLine *line)
{
  g_ptr_array_unref (line->fields);
  g_free (line->label);
  g_free (line);
}

TallyVersionDiff *
tally_version_diff_new (TallyVersion *before,
                        TallyVersion *after)
{
  TallyVersionDiff *self;

  g_return_val_if_fail (before != NULL && after != NULL, NULL);
  self = g_new0 (TallyVersionDiff, 1);
  self->before = before;
  self->after = after;
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  return self;
}

void
tally_version_diff_free (TallyVersionDiff *self)
{
  if (self == NULL)
    return;
  tally_version_free (self->before);
  tally_version_free (self->after);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

TallyDiffLine *
tally_version_diff_add (TallyVersionDiff *self,
                        TallyDiffKind     kind,
                        const char       *label)
{
  TallyDiffLine *line;

  g_return_val_if_fail (self != NULL && label != NULL, NULL);
  line = g_new0 (TallyDiffLine, 1);
  line->kind = kind;
  line->label = g_strdup (label);
  line->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);
  g_ptr_array_add (self->lines, line);
  return line;
}

void
tally_diff_line_add_field (TallyDiffLine *self,
                           const char    *field,
                           const char    *before,
                           const char    *after)
{
  TallyDiffField *added;

  g_return_if_fail (self != NULL && field != NULL);
  added = g_new0 (TallyDiffField, 1);
  added->field = field;
  added->before = g_strdup (before);
  added->after = g_strdup (after);
  g_ptr_array_add (self->fields, added);
}

guint
tally_version_diff_count (const TallyVersionDiff *self,
                          TallyDiffKind           kind)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);
  for (guint i = 0; i < self->lines->len; i++)
    n += ((const TallyDiffLine *) self->lines->pdata[i])->kind == kind ? 1 : 0;
  return n;
}

const char *
tally_diff_kind_get_id (TallyDiffKind kind)
{
  return (guint) kind < TALLY_N_DIFF_KINDS ? kind_ids[kind] : "";
}
