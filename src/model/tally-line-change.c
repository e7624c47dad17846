/* tally-line-change.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-line-change.h"

static const char *const ids[TALLY_N_WRITERS] = {
  [TALLY_WRITER_UNKNOWN] = "unknown",
  [TALLY_WRITER_PERSON] = "person",
  [TALLY_WRITER_AUTOMATION] = "automation",
  [TALLY_WRITER_CELL_LINK] = "cell-link",
};

TallyWriter
tally_writer_of (const char *address)
{
  if (address == NULL || address[0] == '\0')
    return TALLY_WRITER_UNKNOWN;
  if (g_ascii_strcasecmp (address, "automation@smartsheet.com") == 0)
    return TALLY_WRITER_AUTOMATION;
  if (g_ascii_strcasecmp (address, "cell-link@smartsheet.com") == 0)
    return TALLY_WRITER_CELL_LINK;
  return TALLY_WRITER_PERSON;
}

const char *
tally_writer_get_id (TallyWriter writer)
{
  g_return_val_if_fail (writer < TALLY_N_WRITERS, "");
  return ids[writer];
}

static gint64
get_time (const TallyLineChange *change)
{
  return change->written_utc_usec != 0 ? change->written_utc_usec : change->noticed_utc_usec;
}

static int
compare_int64 (gint64 a,
               gint64 b)
{
  return (a > b) - (a < b);
}

int
tally_line_change_compare (const TallyLineChange *a,
                           const TallyLineChange *b)
{
  int order = compare_int64 (a->sheet_id, b->sheet_id);

  if (order == 0)
    order = compare_int64 (a->row_id, b->row_id);
  if (order == 0)
    order = compare_int64 (get_time (a), get_time (b));
  return order != 0 ? order : (int) a->field - (int) b->field;
}
