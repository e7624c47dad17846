/* tally-takeover-entry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-takeover-entry.h"

static const struct {
  const char *id;
  const char *title;
} statuses[TALLY_N_TAKEOVER_STATUSES] = {
  [TALLY_TAKEOVER_SAME] = { "same", "Same" },
  [TALLY_TAKEOVER_LINES] = { "lines", "Same total, other lines" },
  [TALLY_TAKEOVER_DIFFERS] = { "differs", "Total differs" },
  [TALLY_TAKEOVER_MISSING] = { "missing", "Missing there" },
  [TALLY_TAKEOVER_NO_ROW] = { "no_row", "No row on the target" },
  [TALLY_TAKEOVER_EXTRA] = { "extra", "Extra there" },
  [TALLY_TAKEOVER_UNREADABLE] = { "unreadable", "Unreadable" },
};

static const char *const changes[] = {
  [TALLY_TAKEOVER_ADDED] = "added",
  [TALLY_TAKEOVER_REMOVED] = "removed",
  [TALLY_TAKEOVER_CHANGED] = "changed",
};

static void
line_free (gpointer data)
{
  TallyTakeoverLine *self = data;

  g_free (self->point);
  g_free (self->unit_code);
  g_free (self->work_type);
  g_free (self);
}

TallyTakeoverEntry *
tally_takeover_entry_new (const TallyIdentity *identity)
{
  TallyTakeoverEntry *self;

  g_return_val_if_fail (identity != NULL, NULL);
  self = g_new0 (TallyTakeoverEntry, 1);
  self->identity = tally_identity_copy (identity);
  self->status = TALLY_TAKEOVER_MISSING;
  self->file_name = g_strdup ("");
  self->remark = g_strdup ("");
  self->lines = g_ptr_array_new_with_free_func (line_free);
  return self;
}

void
tally_takeover_entry_free (TallyTakeoverEntry *self)
{
  if (self == NULL)
    return;
  tally_identity_free (self->identity);
  g_free (self->file_name);
  g_free (self->remark);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

void
tally_takeover_entry_add_line (TallyTakeoverEntry      *self,
                               const TallyTakeoverLine *line)
{
  TallyTakeoverLine *copy;

  g_return_if_fail (self != NULL && line != NULL);
  copy = g_memdup2 (line, sizeof *line);
  copy->point = g_strdup (line->point);
  copy->unit_code = g_strdup (line->unit_code);
  copy->work_type = g_strdup (line->work_type);
  g_ptr_array_add (self->lines, copy);
}

const char *
tally_takeover_status_get_id (TallyTakeoverStatus status)
{
  g_return_val_if_fail (status < TALLY_N_TAKEOVER_STATUSES, "");
  return statuses[status].id;
}

const char *
tally_takeover_status_get_title (TallyTakeoverStatus status)
{
  g_return_val_if_fail (status < TALLY_N_TAKEOVER_STATUSES, "");
  return statuses[status].title;
}

const char *
tally_takeover_change_get_id (TallyTakeoverChange change)
{
  g_return_val_if_fail (change <= TALLY_TAKEOVER_CHANGED, "");
  return changes[change];
}
