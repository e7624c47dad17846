/* tally-workbook-verify.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-verify.h"

#include "tally-workbook-error.h"
#include "tally-workbook-layout-private.h"
#include "tally-workbook-reader.h"
#include "tally-workbook-text.h"

typedef struct {
  const TallyWorkbookContents *contents;
  const TallyGroup            *group;
  GString                     *stored;
  GString                     *shown;
  guint                        line;  /* the next one that was read */
  guint                        block; /* likewise */
} Check;

static gboolean
differ (GError     **error,
        const char  *what,
        guint        row)
{
  g_set_error (error, TALLY_WORKBOOK_ERROR, TALLY_WORKBOOK_ERROR_MISMATCH,
               row > 0 ? "the workbook differs from its group in %s, block of row %u"
                       : "the workbook differs from its group in %s",
               what, row);
  return FALSE;
}

/* What a reader of the workbook sees of @text. */
static gboolean
shows (Check      *check,
       const char *read,
       const char *text)
{
  const char *stored = tally_workbook_text_escape (text != NULL ? text : "", check->stored);

  return strcmp (read, tally_workbook_text_unescape (stored, check->shown)) == 0;
}

static gboolean
check_head (Check   *check,
            GError **error)
{
  const TallyWorkbookContents *read = check->contents;
  const TallyGroup *group = check->group;
  g_autofree char *period = tally_workbook_layout_format_period (group->identity->week_ending);
  const struct {
    const char *what;
    const char *read;
    const char *text;
  } details[] = {
    { "the foreman", read->foreman, group->foreman },
    { "the work request", read->work_request, group->identity->work_request },
    { "the scope", read->scope, group->scope },
    { "the work order", read->work_order, group->work_order },
    { "the customer", read->customer, group->customer },
    { "the job", read->job, group->job },
    { "the billing period", read->period, period },
  };

  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    if (!shows (check, details[i].read, details[i].text))
      return differ (error, details[i].what, 0);
  if (read->total_cents != group->total_cents)
    return differ (error, "the total", 0);
  if (read->n_items != (gint64) group->lines->len || read->lines->len != group->lines->len)
    return differ (error, "the number of lines", 0);
  if (read->n_visible_sheets != 1)
    return differ (error, "the number of visible sheets", 0);
  if (read->has_provenance && strcmp (read->fingerprint, group->fingerprint) != 0)
    return differ (error, "the fingerprint", 0);
  return TRUE;
}

/* A cell keeps 16 digits of a number that has up to 18. */
static gboolean
is_same_quantity (TallyDecimal a,
                  TallyDecimal b)
{
  double x = tally_decimal_to_double (a);
  double y = tally_decimal_to_double (b);

  return tally_decimal_equal (a, b) || fabs (x - y) <= 1e-15 * fabs (x);
}

static const char *
compare_line (Check                       *check,
              const TallyLine             *line,
              const TallyWorkbookReadLine *read)
{
  static const TallyField fields[TALLY_WORKBOOK_N_TEXTS] = {
    TALLY_FIELD_POLE, TALLY_FIELD_CU, TALLY_FIELD_WORK_TYPE, TALLY_FIELD_CU_DESCRIPTION,
    TALLY_FIELD_UOM,
  };

  for (guint i = 0; i < TALLY_WORKBOOK_N_TEXTS; i++)
    if (!shows (check, read->text[i], line->text[fields[i]]))
      return tally_field_get_id (fields[i]);
  if (!is_same_quantity (line->quantity, read->quantity))
    return "the quantity";
  return line->price_cents == read->price_cents ? NULL : "the price";
}

/* The lines of @day, in the group's order, must be the next block; none if there are none. */
static gboolean
check_day (Check    *check,
           TallyDay  day,
           GError  **error)
{
  const TallyWorkbookContents *read = check->contents;
  const TallyWorkbookReadBlock *block
    = check->block < read->blocks->len
        ? &g_array_index (read->blocks, TallyWorkbookReadBlock, check->block)
        : NULL;
  g_autofree char *title = tally_workbook_layout_format_day (day);
  g_autofree char *formula = NULL;
  TallyMoney sum = 0;
  guint first = check->line;

  for (guint i = 0; i < check->group->lines->len; i++)
    {
      const TallyLine *line = tally_group_get_line (check->group, i);
      const char *what;

      if (tally_workbook_layout_get_day (check->group, line) != day)
        continue;
      what = block == NULL || check->line >= read->lines->len
               ? "the blocks"
               : compare_line (check, line, &g_array_index (read->lines, TallyWorkbookReadLine,
                                                            check->line));
      if (what != NULL)
        return differ (error, what, block != NULL ? block->row : 0);
      check->line++;
      sum += line->price_cents;
    }
  if (check->line == first)
    return TRUE;
  check->block++;
  formula = g_strdup_printf ("SUM(H%u:H%u)", block->row + 2, block->row + 1 + block->n_lines);
  if (strcmp (block->title, title) != 0 || block->n_lines != check->line - first
      || block->total_cents != sum || strcmp (block->formula, formula) != 0)
    return differ (error, "a day's title or total", block->row);
  return TRUE;
}

static gboolean
check_blocks (Check   *check,
              GError **error)
{
  TallyDay start = tally_week_get_start (check->group->identity->week_ending);
  guint n_blocks = check->contents->blocks->len;

  for (guint i = 0; i < 8; i++)
    if (!check_day (check, i == 7 ? TALLY_DAY_NONE : start + i, error))
      return FALSE;
  if (check->block != n_blocks)
    return differ (error, "the number of blocks", 0);
  if (check->contents->n_formulas != (n_blocks > 0 ? n_blocks + 1 : 0))
    return differ (error, "the number of formulas", 0);
  return TRUE;
}

gboolean
tally_workbook_verify (GBytes            *data,
                       const TallyGroup  *group,
                       GError           **error)
{
  g_autoptr (TallyWorkbookContents) contents = NULL;
  g_autoptr (GString) stored = g_string_new (NULL);
  g_autoptr (GString) shown = g_string_new (NULL);
  Check check = { .group = group, .stored = stored, .shown = shown };

  g_return_val_if_fail (data != NULL && group != NULL, FALSE);
  contents = tally_workbook_read (data, error);
  if (contents == NULL)
    return FALSE;
  check.contents = contents;
  return check_head (&check, error) && check_blocks (&check, error);
}
