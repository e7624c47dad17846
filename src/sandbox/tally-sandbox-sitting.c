/* tally-sandbox-sitting.c
 *
 * What happens in a living world.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-sitting.h"

#include "tally-number.h"
#include "tally-sandbox-world-files.h"
#include "tally-sandbox-world-rows.h"
#include "tally-sandbox-world-tree.h"

#define JULIAN_1970 719163u
#define DAY_SECS 86400
#define AUTOMATION "automation@smartsheet.com"
/* A sheet never shrinks below this. */
#define MIN_ROWS 10
#define MAX_SEARCH 24

static guint
below (TallySandboxSitting *sitting,
       guint                bound)
{
  return (guint) tally_random_below (sitting->random, bound);
}

static TallySandboxStamp
get_later (TallySandboxSitting *sitting,
           guint                secs,
           gboolean             is_automation)
{
  TallySandboxStamp stamp = sitting->stamp;

  stamp.at_utc_usec += (gint64) secs * G_USEC_PER_SEC;
  if (is_automation)
    stamp.by = tally_sandbox_world_ensure_user (sitting->world, AUTOMATION, "Automation");
  return stamp;
}

/* As when somebody types: a formula or link that was in the cell is gone. */
static void
set_value (TallySandboxSitting      *sitting,
           TallySandboxField         field,
           const TallySandboxLexeme *value,
           const TallySandboxStamp  *stamp)
{
  TallySandboxColumn *column = sitting->columns[field];
  TallySandboxEdit edit = { { NULL, NULL } };

  if (column == NULL)
    return;
  edit.cell = tally_sandbox_world_make_cell (sitting->world, column, value);
  tally_sandbox_world_set_cell (sitting->world, sitting->sheet, sitting->row, column, &edit, stamp);
}

static const TallySandboxLexeme *
get_value (const TallySandboxSitting *sitting,
           TallySandboxField          field)
{
  const TallySandboxColumn *column = sitting->columns[field];

  return column == NULL ? NULL : tally_sandbox_row_get_cell (sitting->row, column).value;
}

static gboolean
is_completed (const TallySandboxSitting *sitting)
{
  static const char *const words[] = { "true", "1", "\"Yes\"", "\"1\"", "\" TRUE \"",
                                       "\"checked\"", NULL };
  const TallySandboxLexeme *value = get_value (sitting, TALLY_SANDBOX_FIELD_COMPLETED);

  return value != NULL && g_strv_contains (words, value->json);
}

/* Goes on to a row that is (not) completed; the sheet is big and the look short. */
static gboolean
find_row (TallySandboxSitting *sitting,
          gboolean             completed)
{
  GPtrArray *rows = sitting->sheet->rows;
  guint start = sitting->row->index;

  for (guint i = 0; i < MIN (rows->len, MAX_SEARCH); i++)
    {
      sitting->row = rows->pdata[(start + i) % rows->len];
      if (is_completed (sitting) == completed &&
          get_value (sitting, TALLY_SANDBOX_FIELD_WORK_REQUEST) != NULL)
        return TRUE;
    }
  return FALSE;
}

static const TallySandboxLexeme *
make_day (TallySandboxSitting *sitting,
          guint                julian)
{
  char text[16];
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  g_snprintf (text, sizeof text, "%04d-%02d-%02d", g_date_get_year (&date),
              (int) g_date_get_month (&date), g_date_get_day (&date));
  return tally_sandbox_pool_text (sitting->world->pool, text);
}

static guint
get_julian (const TallySandboxSitting *sitting)
{
  return JULIAN_1970 + (guint) (sitting->stamp.at_utc_usec / G_USEC_PER_SEC / DAY_SECS);
}

/* The automation writes both dates, seconds apart, in one sitting of its own. */
static void
stamp_dates (TallySandboxSitting *sitting)
{
  guint today = get_julian (sitting);
  TallySandboxStamp first = get_later (sitting, 6 + below (sitting, 20), TRUE);
  TallySandboxStamp second = first;

  second.at_utc_usec += 6 * G_USEC_PER_SEC;
  tally_sandbox_world_begin (sitting->world);
  set_value (sitting, TALLY_SANDBOX_FIELD_SNAPSHOT, make_day (sitting, today), &first);
  set_value (sitting, TALLY_SANDBOX_FIELD_WEEK, make_day (sitting, (today + 6) / 7 * 7), &second);
  tally_sandbox_world_commit (sitting->world);
}

static const TallySandboxLexeme *
make_tick (TallySandboxSitting *sitting,
           gboolean             completed)
{
  const TallySandboxColumn *column = sitting->columns[TALLY_SANDBOX_FIELD_COMPLETED];

  if (strcmp (column->type, "CHECKBOX") == 0)
    return tally_sandbox_pool_boolean (sitting->world->pool, completed);
  return tally_sandbox_pool_text (sitting->world->pool, completed ? "Yes" : "No");
}

static gboolean
reopen_unit (TallySandboxSitting *sitting)
{
  if (sitting->columns[TALLY_SANDBOX_FIELD_COMPLETED] == NULL || !find_row (sitting, TRUE))
    return FALSE;
  set_value (sitting, TALLY_SANDBOX_FIELD_COMPLETED, make_tick (sitting, FALSE), &sitting->stamp);
  return TRUE;
}

static gboolean
read_number (const TallySandboxSitting *sitting,
             TallySandboxField          field,
             guint                      places,
             gint64                    *out_scaled)
{
  const TallySandboxLexeme *value = get_value (sitting, field);
  TallyDecimal number;

  return value != NULL && tally_decimal_parse (value->json, value->length, &number) &&
         tally_decimal_scale (number, places, out_scaled) && *out_scaled > 0 &&
         *out_scaled < G_MAXINT32;
}

static const TallySandboxLexeme *
make_number (TallySandboxSitting *sitting,
             gint64               coefficient,
             gint32               exponent)
{
  char text[TALLY_DECIMAL_BUFFER_SIZE];

  return tally_sandbox_pool_number (sitting->world->pool,
                                    tally_decimal_format (tally_decimal_new (coefficient, exponent),
                                                          text, sizeof text));
}

/* Returns the price that the formula comes to for the new quantity, 0 if nothing could be done. */
static gint64
change_quantity (TallySandboxSitting *sitting)
{
  gint64 quantity = 0;
  gint64 cents = 0;
  gint64 changed;

  if (!find_row (sitting, TRUE) ||
      !read_number (sitting, TALLY_SANDBOX_FIELD_QUANTITY, 0, &quantity) ||
      !read_number (sitting, TALLY_SANDBOX_FIELD_PRICE, 2, &cents))
    return 0;
  changed = 1 + below (sitting, 8);
  changed += changed >= quantity;
  set_value (sitting, TALLY_SANDBOX_FIELD_QUANTITY, make_number (sitting, changed, 0),
             &sitting->stamp);
  return MAX (1, cents / quantity * changed);
}

static gboolean
correct_quantity (TallySandboxSitting *sitting)
{
  gint64 cents = change_quantity (sitting);
  TallySandboxStamp stamp = get_later (sitting, 2, FALSE);

  if (cents == 0)
    return FALSE;
  set_value (sitting, TALLY_SANDBOX_FIELD_PRICE, make_number (sitting, cents, -2), &stamp);
  return TRUE;
}

/* The formula did not follow: the price is that of the old quantity. */
static gboolean
leave_price_stale (TallySandboxSitting *sitting)
{
  return change_quantity (sitting) != 0;
}

static gboolean
type_price (TallySandboxSitting *sitting)
{
  guint cents = 2000 + below (sitting, 90000);
  g_autofree char *text = g_strdup_printf ("$%u.%02u", cents / 100, cents % 100);

  if (!find_row (sitting, TRUE))
    return FALSE;
  set_value (sitting, TALLY_SANDBOX_FIELD_PRICE,
             tally_sandbox_pool_text (sitting->world->pool, text), &sitting->stamp);
  return TRUE;
}

/* Somebody saves a billed row without changing it, and the automation takes it for new work. */
static gboolean
stamp_again (TallySandboxSitting *sitting)
{
  if (!find_row (sitting, TRUE))
    return FALSE;
  set_value (sitting, TALLY_SANDBOX_FIELD_CU, get_value (sitting, TALLY_SANDBOX_FIELD_CU),
             &sitting->stamp);
  stamp_dates (sitting);
  return TRUE;
}

static gboolean
add_row (TallySandboxSitting *sitting)
{
  TallySandboxRow *model;
  TallySandboxRow *row;

  if (!find_row (sitting, TRUE))
    return FALSE;
  model = sitting->row;
  tally_sandbox_world_begin (sitting->world);
  row = tally_sandbox_world_add_row (sitting->world, sitting->sheet, (gint) model->index + 1,
                                     model->parent_id, &sitting->stamp);
  for (guint i = 0; i < TALLY_SANDBOX_N_FIELDS; i++)
    {
      const TallySandboxLexeme *value = get_value (sitting, i);

      if (value == NULL || i == TALLY_SANDBOX_FIELD_COMPLETED || i == TALLY_SANDBOX_FIELD_WEEK ||
          i == TALLY_SANDBOX_FIELD_SNAPSHOT)
        continue;
      sitting->row = row;
      set_value (sitting, i, value, &sitting->stamp);
      sitting->row = model;
    }
  tally_sandbox_world_commit (sitting->world);
  return TRUE;
}

/* With nothing left to do, new work comes in. */
static gboolean
complete_unit (TallySandboxSitting *sitting)
{
  if (sitting->columns[TALLY_SANDBOX_FIELD_COMPLETED] == NULL)
    return FALSE;
  if (!find_row (sitting, FALSE))
    return add_row (sitting);
  set_value (sitting, TALLY_SANDBOX_FIELD_COMPLETED, make_tick (sitting, TRUE), &sitting->stamp);
  stamp_dates (sitting);
  return TRUE;
}

static gboolean
move_row (TallySandboxSitting *sitting)
{
  guint n = sitting->sheet->rows->len;

  if (n < 2)
    return FALSE;
  tally_sandbox_world_move_row (sitting->world, sitting->sheet, sitting->row,
                                (gint) below (sitting, n - 1), 0, &sitting->stamp);
  return TRUE;
}

static gboolean
remove_row (TallySandboxSitting *sitting)
{
  if (sitting->sheet->rows->len <= MIN_ROWS)
    return FALSE;
  tally_sandbox_world_remove_row (sitting->world, sitting->sheet, sitting->row, &sitting->stamp);
  return TRUE;
}

static gboolean
change_foreman (TallySandboxSitting *sitting)
{
  if (!find_row (sitting, TRUE))
    return FALSE;
  set_value (sitting, TALLY_SANDBOX_FIELD_FOREMAN,
             tally_sandbox_pool_text (sitting->world->pool, sitting->stamp.by->name),
             &sitting->stamp);
  return TRUE;
}

static gboolean
rename_column (TallySandboxSitting *sitting)
{
  static const TallySandboxField fields[] = {
    TALLY_SANDBOX_FIELD_POLE, TALLY_SANDBOX_FIELD_CU, TALLY_SANDBOX_FIELD_DESCRIPTION,
    TALLY_SANDBOX_FIELD_UOM, TALLY_SANDBOX_FIELD_QUANTITY, TALLY_SANDBOX_FIELD_COMPLETED,
  };
  TallySandboxField field = fields[below (sitting, G_N_ELEMENTS (fields))];
  g_autofree char *title = tally_sandbox_seed_rename_title (field, below (sitting, 21));

  if (sitting->columns[field] == NULL || strcmp (sitting->columns[field]->title, title) == 0)
    return FALSE;
  tally_sandbox_world_rename_column (sitting->world, sitting->sheet, sitting->columns[field], title,
                                     &sitting->stamp);
  return TRUE;
}

static TallySandboxDiscussion *
find_discussion (TallySandboxSitting *sitting)
{
  GPtrArray *discussions = sitting->sheet->discussions;

  return discussions->len == 0 ? NULL : discussions->pdata[below (sitting, discussions->len)];
}

static gboolean
comment (TallySandboxSitting *sitting)
{
  static const char *const texts[] = {
    "Please check the quantity on this pole.", "Done, see the redline photo.",
    "Customer asks for the breakdown.", "Moved to next week, no outage window.",
  };
  const char *text = texts[below (sitting, G_N_ELEMENTS (texts))];
  TallySandboxDiscussion *discussion = below (sitting, 2) == 0 ? find_discussion (sitting) : NULL;

  if (discussion != NULL)
    tally_sandbox_world_add_comment (sitting->world, sitting->sheet, discussion, text,
                                     &sitting->stamp);
  else
    tally_sandbox_world_add_discussion (sitting->world, sitting->sheet, sitting->row, text,
                                        &sitting->stamp);
  return TRUE;
}

static const TallySandboxHappening happenings[] = {
  { "complete-unit", 40, complete_unit },
  { "correct-quantity", 14, correct_quantity },
  { "add-row", 12, add_row },
  { "comment", 8, comment },
  { "change-foreman", 5, change_foreman },
  { "move-row", 4, move_row },
  { "reopen-unit", 4, reopen_unit },
  { "stamp-again", 4, stamp_again },
  { "remove-row", 3, remove_row },
  { "stale-price", 3, leave_price_stale },
  { "type-price", 2, type_price },
  { "rename-column", 1, rename_column },
};

const TallySandboxHappening *
tally_sandbox_sitting_list (guint *out_n)
{
  *out_n = G_N_ELEMENTS (happenings);
  return happenings;
}
