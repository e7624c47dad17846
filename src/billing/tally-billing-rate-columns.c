/* tally-billing-rate-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-rate-columns.h"

#include "tally-billing-error.h"
#include "tally-text.h"

#define CU_TITLE "cu"

/* Of a title in a message. */
#define MAX_SHOWN_BYTES 60

/* As compared: small letters without blanks. */
static const struct { const char *title; TallyWorkKind work; } prices[] = {
  { "installprice", TALLY_WORK_INSTALL },
  { "removalprice", TALLY_WORK_REMOVAL },
  { "removeprice", TALLY_WORK_REMOVAL },
  { "transferprice", TALLY_WORK_TRANSFER },
};

static const struct { const char *key; const char *suffix; } sets[TALLY_BILLING_N_RATE_SETS] = {
  [TALLY_BILLING_RATE_SET_PLAIN] = { "", "" },
  [TALLY_BILLING_RATE_SET_SUBCONTRACTOR] = { "subcontractorrates", "(Subcontractor Rates)" },
  [TALLY_BILLING_RATE_SET_NEW] = { "newrates", "(New Rates)" },
  [TALLY_BILLING_RATE_SET_OLD] = { "oldrates", "(Old Rates)" },
};

const char *
tally_billing_rate_set_get_suffix (TallyBillingRateSet set)
{
  return sets[set].suffix;
}

static void
remove_blanks (char *text)
{
  char *out = text;

  for (const char *in = text; *in != '\0'; in++)
    if (*in != ' ')
      *out++ = *in;
  *out = '\0';
}

/* Parts "Install Price (New Rates)" into "installprice" and "newrates". */
static char *
part_title (const char  *title,
            const char **out_rates)
{
  char *text = tally_text_normalise_title (title);
  gsize length;
  char *open;

  remove_blanks (text);
  length = strlen (text);
  open = strchr (text, '(');
  *out_rates = "";
  if (open == NULL || text[length - 1] != ')')
    return text;
  text[length - 1] = '\0';
  *open = '\0';
  *out_rates = open + 1;
  return text;
}

gboolean
tally_billing_rate_columns_is_head (const TallyBillingRecord *record)
{
  for (guint i = 0; i < record->n_cells; i++)
    {
      const char *rates;
      g_autofree char *text = part_title (record->cells[i], &rates);
      if (strcmp (text, CU_TITLE) == 0)
        return TRUE;
    }
  return FALSE;
}

static TallyWorkKind
find_work (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    if (strcmp (prices[i].title, text) == 0)
      return prices[i].work;
  return TALLY_WORK_UNKNOWN;
}

/* FALSE if the rates are none that is known. */
static gboolean
find_price (TallyBillingRateColumns *columns,
            TallyWorkKind            work,
            const char              *rates,
            guint                  **out_column)
{
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    if (strcmp (sets[i].key, rates) == 0)
      {
        *out_column = &columns->prices[i][work];
        return TRUE;
      }
  return FALSE;
}

static guint *
find_other (TallyBillingRateColumns *columns,
            const char              *text)
{
  if (strcmp (text, CU_TITLE) == 0)
    return &columns->cu;
  if (strcmp (text, "contract") == 0)
    return &columns->contract;
  if (strcmp (text, "validfrom") == 0)
    return &columns->valid_from;
  return strcmp (text, "validto") == 0 ? &columns->valid_to : NULL;
}

static gboolean
refuse (const char  *title,
        const char  *problem,
        GError     **error)
{
  g_autofree char *text = tally_text_normalise (title, MIN (strlen (title), MAX_SHOWN_BYTES));

  g_set_error (error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_RATES, "column \"%s\": %s", text, problem);
  return FALSE;
}

static gboolean
map_column (TallyBillingRateColumns   *columns,
            const TallyBillingRecord  *record,
            guint                      index,
            GError                   **error)
{
  const char *rates;
  g_autofree char *text = part_title (record->cells[index], &rates);
  TallyWorkKind work = find_work (text);
  guint *column = work == TALLY_WORK_UNKNOWN && *rates == '\0' ? find_other (columns, text) : NULL;

  if (work != TALLY_WORK_UNKNOWN && !find_price (columns, work, rates, &column))
    return refuse (record->cells[index], "it is not known whose rates these are; known are (Subcontractor Rates), "
                                         "(New Rates), (Old Rates), or none of these and a column \"Contract\"", error);
  if (column == NULL)
    return TRUE;
  if (*column != TALLY_BILLING_NO_COLUMN)
    return refuse (record->cells[index], "another column has this title too; rename or remove one of them", error);
  *column = index;
  return TRUE;
}

static gboolean
has_price (const TallyBillingRateColumns *columns)
{
  for (guint i = 0; i < TALLY_BILLING_N_RATE_SETS; i++)
    for (guint j = 0; j < TALLY_N_WORK_KINDS; j++)
      if (columns->prices[i][j] != TALLY_BILLING_NO_COLUMN)
        return TRUE;
  return FALSE;
}

gboolean
tally_billing_rate_columns_map (const TallyBillingRecord  *record,
                                TallyBillingRateColumns   *out_columns,
                                GError                   **error)
{
  TallyBillingRateColumns columns;

  memset (&columns, 0xff, sizeof columns); /* no column at all */
  columns.n_columns = record->n_cells;
  for (guint i = 0; i < record->n_cells; i++)
    if (!map_column (&columns, record, i, error))
      return FALSE;
  if (!has_price (&columns))
    {
      g_set_error_literal (error, TALLY_BILLING_ERROR, TALLY_BILLING_ERROR_RATES,
                           "no column is called \"Install Price\", \"Removal Price\" or \"Transfer Price\"; name those "
                           "with the prices so");
      return FALSE;
    }
  *out_columns = columns;
  return TRUE;
}
