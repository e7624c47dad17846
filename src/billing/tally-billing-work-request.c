/* tally-billing-work-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-value.h"

#include "tally-number.h"
#include "tally-text.h"

/* First words of what Smartsheet shows for a formula that failed. */
static const char *const formula_errors[] = {
  "BLOCKED", "BOOLEAN", "CALCULATING", "CIRCULAR", "CONTACT", "DATE", "DIVIDE", "ERROR", "IMBALANCE",
  "INCORRECT", "INVALID", "NESTED", "NO MATCH", "NUMBER", "OVERFLOW", "PERMISSION", "REF",
  "UNPARSEABLE", "UNSUPPORTED",
};

gboolean
tally_billing_is_bad_work_request (const char *text)
{
  g_return_val_if_fail (text != NULL, TRUE);
  if (strlen (text) > TALLY_BILLING_MAX_WORK_REQUEST_BYTES)
    return TRUE;
  if (*text != '#')
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (formula_errors); i++)
    if (g_ascii_strncasecmp (text + 1, formula_errors[i], strlen (formula_errors[i])) == 0)
      return TRUE;
  return FALSE;
}

/* "89708709.0" lost its zeros once too often: a sheet makes numbers of texts and back. */
static void
cut_zeros (char *text)
{
  char *point = strrchr (text, '.');

  if (point != NULL && point > text && point[1 + strspn (point + 1, "0")] == '\0')
    *point = '\0';
}

static char *
form_of_number (const TallyCell *cell)
{
  char buffer[TALLY_DECIMAL_BUFFER_SIZE];
  TallyDecimal number;

  if (!tally_decimal_parse (cell->text, cell->length, &number))
    return g_strndup (cell->text, cell->length);
  return g_strdup (number.coefficient == 0 ? "" : tally_decimal_format (number, buffer, sizeof buffer));
}

char *
tally_billing_dup_raw_work_request (const TallyCell *cell)
{
  char *text;

  g_return_val_if_fail (cell != NULL, NULL);
  switch (cell->kind)
    {
    case TALLY_CELL_NUMBER:
      return form_of_number (cell);
    case TALLY_CELL_TEXT:
      text = tally_text_normalise (cell->text, (gssize) cell->length);
      cut_zeros (text);
      return text;
    case TALLY_CELL_EMPTY:
    case TALLY_CELL_BOOLEAN:
    default:
      return g_strdup ("");
    }
}

char *
tally_billing_dup_work_request (const TallyCell *cell)
{
  g_autofree char *text = tally_billing_dup_raw_work_request (cell);

  if (text == NULL || tally_billing_is_bad_work_request (text))
    return g_strdup ("");
  return g_steal_pointer (&text);
}
