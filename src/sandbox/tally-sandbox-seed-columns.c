/* tally-sandbox-seed-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-seed-columns.h"

#include "tally-sandbox-world-rows.h"
#include "tally-text.h"

#define MAX_SYNONYMS 4
#define NBSP "\302\240"

/* The first title is the usual one. A week or snapshot column under another title is recognised by
 * its type DATE. */
static const struct {
  const char *titles[MAX_SYNONYMS];
  const char *type;
} fields[TALLY_SANDBOX_N_FIELDS] = {
  [TALLY_SANDBOX_FIELD_WORK_REQUEST] = { { "Work Request #" }, NULL },
  [TALLY_SANDBOX_FIELD_WEEK] = { { "Weekly Reference Logged Date", "Week Ending Date",
                                   "Weekly Logged Date" }, "DATE" },
  [TALLY_SANDBOX_FIELD_SNAPSHOT] = { { "Snapshot Date", "Daily Snapshot Date" }, "DATE" },
  [TALLY_SANDBOX_FIELD_FOREMAN] = { { "Foreman" }, NULL },
  [TALLY_SANDBOX_FIELD_DEPT] = { { "Dept #" }, NULL },
  [TALLY_SANDBOX_FIELD_CUSTOMER] = { { "Customer Name" }, "PICKLIST" },
  [TALLY_SANDBOX_FIELD_WORK_ORDER] = { { "Work Order #" }, NULL },
  [TALLY_SANDBOX_FIELD_AREA] = { { "Area" }, "PICKLIST" },
  [TALLY_SANDBOX_FIELD_POLE] = { { "Pole #", "Point #", "Point Number" }, NULL },
  [TALLY_SANDBOX_FIELD_CU] = { { "CU", "Billable Unit Code" }, NULL },
  [TALLY_SANDBOX_FIELD_WORK_TYPE] = { { "Work Type" }, "PICKLIST" },
  [TALLY_SANDBOX_FIELD_DESCRIPTION] = { { "CU Description", "Unit Description" }, NULL },
  [TALLY_SANDBOX_FIELD_UOM] = { { "Unit of Measure", "UOM" }, NULL },
  [TALLY_SANDBOX_FIELD_QUANTITY] = { { "Quantity", "Qty", "# Units" }, NULL },
  [TALLY_SANDBOX_FIELD_PRICE] = { { "Units Total Price", "Total Price", "Redlined Total Price" },
                                  NULL },
  [TALLY_SANDBOX_FIELD_SCOPE] = { { "Scope #", "Scope ID" }, NULL },
  [TALLY_SANDBOX_FIELD_JOB] = { { "Job #" }, NULL },
  [TALLY_SANDBOX_FIELD_COMPLETED] = { { "Units Completed?", "Units Completed" }, "CHECKBOX" },
  [TALLY_SANDBOX_FIELD_SECOND_PRICE] = { { "Redlined Total Price" }, NULL },
  [TALLY_SANDBOX_FIELD_NOTES] = { { "Notes", "Crew Notes", "Office Remarks" }, NULL },
};

static const char *const spare_titles[] = {
  "Foreman Helping?", "Helping Foreman Completed Unit?", "Helper Dept #", "Helper Job #",
  "VAC Crew Helping?", "Vac Crew Completed Unit?", "Circuit", "Substation", "Map Grid", "Permit",
  "Truck", "Crew Size", "Hours", "Overtime", "Weather", "Redline Photo", "Inspector", "Inspected",
  "Material Ticket", "Returned Material", "Invoice Batch", "Locate Ticket", "Traffic Plan",
  "Latitude", "Longitude", "Created By Office", "Review State", "Priority", "Phase", "Feeder",
};

static guint
count_synonyms (TallySandboxField field)
{
  guint n = 0;

  while (n < MAX_SYNONYMS && fields[field].titles[n] != NULL)
    n++;
  return n;
}

static char *
double_blanks (const char *title,
               const char *replacement)
{
  g_auto (GStrv) words = g_strsplit (title, " ", -1);
  g_autofree char *joined = g_strjoinv (replacement, words);

  return words[1] == NULL ? g_strconcat (" ", title, replacement, NULL)
                          : g_steal_pointer (&joined);
}

/* The ways in which the titles of real sheets differ; all of them mean the same column. */
static char *
drift_title (const char *title,
             guint       way)
{
  switch (way % 7)
    {
    case 1:
      return g_ascii_strup (title, -1);
    case 2:
      return double_blanks (title, "  ");
    case 3:
      return double_blanks (title, NBSP);
    case 4:
      return g_strconcat (title, g_str_has_suffix (title, "?") ? " ?" : "?", NULL);
    case 5:
      return g_ascii_strdown (title, -1);
    case 6:
      return g_str_has_suffix (title, "#") ? g_strndup (title, strlen (title) - 1)
                                           : g_strconcat (title, " #", NULL);
    default:
      return g_strdup (title);
    }
}

char *
tally_sandbox_seed_rename_title (TallySandboxField field,
                                 guint             number)
{
  guint n = count_synonyms (field);

  return drift_title (fields[field].titles[number % n], number / n);
}

/* Of two price columns the usual one counts: by its exact title, by its place in the list and by
 * its place in the sheet, so that it is not up to a reader's rule which one is true. */
static gboolean
has_column (guint             variety,
            TallySandboxField field)
{
  if (field == TALLY_SANDBOX_FIELD_SECOND_PRICE)
    return variety % 4 == 1;
  if (field == TALLY_SANDBOX_FIELD_AREA)
    return variety % 8 != 5;
  if (field == TALLY_SANDBOX_FIELD_SCOPE)
    return variety % 8 != 6;
  return TRUE;
}

static char *
choose_title (guint             variety,
              TallySandboxField field)
{
  guint n = count_synonyms (field);
  guint synonym = (variety + field) % n;

  if (variety == 0)
    return g_strdup (fields[field].titles[0]);
  if (field == TALLY_SANDBOX_FIELD_PRICE && has_column (variety, TALLY_SANDBOX_FIELD_SECOND_PRICE))
    return g_strdup (fields[field].titles[0]);
  if ((field == TALLY_SANDBOX_FIELD_WEEK || field == TALLY_SANDBOX_FIELD_SNAPSHOT) &&
      variety % 5 != 3)
    synonym = 0;
  return drift_title (fields[field].titles[synonym], (variety * 3 + field) % 11);
}

/* Checkboxes that a person replaced by a text column hold "Yes" and "1". */
static const char *
choose_type (guint             variety,
             TallySandboxField field)
{
  if (field == TALLY_SANDBOX_FIELD_COMPLETED && variety % 3 == 2)
    return "TEXT_NUMBER";
  return fields[field].type;
}

void
tally_sandbox_seed_columns_add (TallySandboxWorld       *world,
                                TallySandboxSheet       *sheet,
                                guint                    variety,
                                TallySandboxSeedColumns *out_columns)
{
  memset (out_columns, 0, sizeof *out_columns);
  for (guint i = 0; i < TALLY_SANDBOX_N_FIELDS; i++)
    {
      g_autofree char *title = NULL;
      TallySandboxColumnSpec spec = { NULL };

      if (!has_column (variety, i))
        continue;
      title = choose_title (variety, i);
      spec.title = title;
      spec.type = choose_type (variety, i);
      spec.primary = i == TALLY_SANDBOX_FIELD_WORK_REQUEST;
      if (i == TALLY_SANDBOX_FIELD_PRICE && variety % 2 == 0)
        spec.formula = "=IFERROR(INDEX({Rates}, MATCH(CU@row, {Codes}, 0)) * Quantity@row, \"\")";
      out_columns->columns[i] = tally_sandbox_world_add_column (world, sheet, &spec, NULL);
    }
}

static void
add_spare_columns (TallySandboxWorld *world,
                   TallySandboxSheet *sheet,
                   guint              n_spare)
{
  for (guint i = 0; i < n_spare; i++)
    {
      guint round = i / G_N_ELEMENTS (spare_titles);
      const char *title = spare_titles[i % G_N_ELEMENTS (spare_titles)];
      g_autofree char *numbered = g_strdup_printf ("%s (%u)", title, round + 1);
      TallySandboxColumnSpec spec = { .title = round == 0 ? title : numbered };

      tally_sandbox_world_add_column (world, sheet, &spec, NULL);
    }
}

static void
shuffle (GPtrArray   *columns,
         TallyRandom *random)
{
  for (guint i = columns->len; i > 1; i--)
    {
      guint j = (guint) tally_random_below (random, i);
      gpointer column = columns->pdata[i - 1];

      columns->pdata[i - 1] = columns->pdata[j];
      columns->pdata[j] = column;
    }
}

/* The price that counts comes before the other one. */
static void
order_prices (TallySandboxSheet *sheet)
{
  TallySandboxColumn *second = NULL;
  g_autofree char *wanted = tally_text_normalise_title (fields[TALLY_SANDBOX_FIELD_PRICE].titles[0]);

  for (guint i = 0; i < sheet->columns->len; i++)
    {
      TallySandboxColumn *column = sheet->columns->pdata[i];
      g_autofree char *title = tally_text_normalise_title (column->title);
      guint place = 0;

      if (strcmp (title, "redlined total price") == 0)
        second = column;
      if (strcmp (title, wanted) != 0 || second == NULL)
        continue;
      g_ptr_array_find (sheet->columns, second, &place);
      sheet->columns->pdata[place] = column;
      sheet->columns->pdata[i] = second;
      return;
    }
}

void
tally_sandbox_seed_columns_finish (TallySandboxWorld *world,
                                   TallySandboxSheet *sheet,
                                   guint              variety,
                                   TallyRandom       *random)
{
  if (variety == 0)
    return;
  if (variety % 3 == 1)
    add_spare_columns (world, sheet, 20 + (guint) tally_random_below (random, 151));
  shuffle (sheet->columns, random);
  order_prices (sheet);
}

static gboolean
has_title_of (const TallySandboxColumn *column,
              TallySandboxField         field)
{
  g_autofree char *title = tally_text_normalise_title (column->title);

  for (guint i = 0; i < MAX_SYNONYMS && fields[field].titles[i] != NULL; i++)
    {
      g_autofree char *synonym = tally_text_normalise_title (fields[field].titles[i]);

      if (strcmp (title, synonym) == 0)
        return TRUE;
    }
  return FALSE;
}

TallySandboxColumn *
tally_sandbox_seed_find_column (TallySandboxSheet *sheet,
                                TallySandboxField  field)
{
  for (guint i = 0; i < sheet->columns->len; i++)
    {
      TallySandboxColumn *column = sheet->columns->pdata[i];

      if (has_title_of (column, field))
        return column;
    }
  return NULL;
}
