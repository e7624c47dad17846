/* tally-sandbox-location.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-location.h"

#include "tally-sandbox-cell-input.h"

static gint64
get_number (JsonObject *object,
            const char *name)
{
  JsonNode *node = tally_sandbox_cell_input_get (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
}

static gboolean
get_flag (JsonObject *object,
          const char *name)
{
  JsonNode *node = tally_sandbox_cell_input_get (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_boolean (node);
}

TallySandboxLocation
tally_sandbox_location_read (JsonObject *row)
{
  return (TallySandboxLocation) {
    .to_top = get_flag (row, "toTop"),
    .to_bottom = get_flag (row, "toBottom"),
    .above = get_flag (row, "above"),
    .parent_id = get_number (row, "parentId"),
    .sibling_id = get_number (row, "siblingId"),
    .indent = get_number (row, "indent"),
    .outdent = get_number (row, "outdent"),
  };
}

gboolean
tally_sandbox_location_is_set (const TallySandboxLocation *self)
{
  return self->to_top || self->to_bottom || self->parent_id != 0 || self->sibling_id != 0 ||
         self->indent != 0 || self->outdent != 0;
}

gboolean
tally_sandbox_location_equals (const TallySandboxLocation *self,
                               const TallySandboxLocation *other)
{
  return self->to_top == other->to_top && self->to_bottom == other->to_bottom &&
         self->above == other->above && self->parent_id == other->parent_id &&
         self->sibling_id == other->sibling_id && self->indent == other->indent &&
         self->outdent == other->outdent;
}

/* The nearest row above on the same level, which an indented row hangs below. */
static TallySandboxRow *
find_above (TallySandboxSheet *sheet,
            TallySandboxRow   *row)
{
  for (guint i = row->index; i > 0; i--)
    {
      TallySandboxRow *above = sheet->rows->pdata[i - 1];

      if (above->parent_id == row->parent_id)
        return above;
      if (above->id == row->parent_id)
        return NULL;
    }
  return NULL;
}

static guint
check_indent (const TallySandboxLocation *self,
              TallySandboxSheet          *sheet,
              TallySandboxRow            *row)
{
  if (self->indent == 0 && self->outdent == 0)
    return 0;
  if (row == NULL || (self->indent != 0 && self->outdent != 0) || self->to_top ||
      self->to_bottom || self->parent_id != 0 || self->sibling_id != 0)
    return 1123;
  if (self->indent != 0)
    return self->indent == 1 && find_above (sheet, row) != NULL ? 0 : 1062;
  return self->outdent == 1 && row->parent_id != 0 ? 0 : 1062;
}

guint
tally_sandbox_location_check (const TallySandboxLocation *self,
                              TallySandboxSheet          *sheet,
                              TallySandboxRow            *row)
{
  gint64 anchor = self->parent_id != 0 ? self->parent_id : self->sibling_id;

  if ((self->to_top && self->to_bottom) || (self->parent_id != 0 && self->sibling_id != 0) ||
      (self->to_top && self->sibling_id != 0))
    return 1123;
  if (anchor != 0 && tally_sandbox_sheet_find_row (sheet, anchor) == NULL)
    return 1034;
  return check_indent (self, sheet, row);
}

/* Behind the last row that hangs below @row, on any level. */
static guint
find_end (TallySandboxSheet *sheet,
          TallySandboxRow   *row)
{
  guint i;

  for (i = row->index + 1; i < sheet->rows->len; i++)
    {
      TallySandboxRow *next = sheet->rows->pdata[i];

      while (next != NULL && next->parent_id != row->id)
        next = tally_sandbox_sheet_find_row (sheet, next->parent_id);
      if (next == NULL)
        break;
    }
  return i;
}

TallySandboxPlace
tally_sandbox_location_find (const TallySandboxLocation *self,
                             TallySandboxSheet          *sheet,
                             TallySandboxRow            *row,
                             guint                       n_before)
{
  TallySandboxRow *sibling = tally_sandbox_sheet_find_row (sheet, self->sibling_id);
  TallySandboxRow *parent = tally_sandbox_sheet_find_row (sheet, self->parent_id);

  if (self->indent != 0)
    return (TallySandboxPlace) { (gint) row->index, find_above (sheet, row)->id };
  if (self->outdent != 0)
    {
      parent = tally_sandbox_sheet_find_row (sheet, row->parent_id);
      return (TallySandboxPlace) { (gint) row->index, parent->parent_id };
    }
  if (sibling != NULL)
    return (TallySandboxPlace) { (gint) (sibling->index + (self->above ? 0 : 1 + n_before)),
                                 sibling->parent_id };
  if (parent == NULL)
    return (TallySandboxPlace) { self->to_top ? (gint) n_before : -1, 0 };
  return (TallySandboxPlace) { self->to_bottom ? (gint) find_end (sheet, parent)
                                               : (gint) (parent->index + 1 + n_before),
                               parent->id };
}
