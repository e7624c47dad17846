/* test-seed-truth.c
 *
 * Reads a messy world by the rules of billing, and compares to what the generator says it planted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-number.h"
#include "tally-sandbox-seed-columns.h"
#include "tally-sandbox-seed.h"
#include "tally-sandbox-world-tree.h"
#include "tally-test.h"
#include "tally-text.h"

static TallySandboxWorld *
seed (const TallySandboxSeed *options)
{
  g_autoptr (GError) error = NULL;
  TallySandboxWorld *world = tally_sandbox_world_new (options->seed, NULL);
  gboolean ok = tally_sandbox_seed_world (world, options, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
  return world;
}

/* How a messy row is read is written here and not taken from the generator. */
typedef struct
{
  TallySandboxSheet     *sheet;
  const TallySandboxRow *row;
} Reader;

static char *
read_field (const Reader      *self,
            TallySandboxField  field)
{
  const TallySandboxColumn *column = tally_sandbox_seed_find_column (self->sheet, field);
  TallySandboxCell cell = tally_sandbox_row_get_cell (self->row, column);
  g_autofree char *text = tally_sandbox_lexeme_dup_text (cell.value != NULL ? cell.value
                                                                            : cell.display);

  return tally_text_normalise (text == NULL ? "" : text, -1);
}

/* "" = there is none, NULL = it is none. */
static char *
read_request (const Reader *self)
{
  g_autofree char *text = read_field (self, TALLY_SANDBOX_FIELD_WORK_REQUEST);
  TallyDecimal number;
  char buffer[TALLY_DECIMAL_BUFFER_SIZE];

  if (text[0] == '#')
    return NULL;
  if (tally_decimal_parse (text, strlen (text), &number))
    return g_strdup (tally_decimal_format (number, buffer, sizeof buffer));
  return g_steal_pointer (&text);
}

static char *
read_week (const Reader *self)
{
  g_autofree char *text = read_field (self, TALLY_SANDBOX_FIELD_WEEK);
  g_auto (GStrv) parts = g_strsplit (text, "/", -1);
  int y, m, d;

  if (text[0] == '\0')
    return g_strdup ("");
  if (g_strv_length (parts) == 3)
    {
      m = (int) g_ascii_strtoll (parts[0], NULL, 10);
      d = (int) g_ascii_strtoll (parts[1], NULL, 10);
      y = (int) g_ascii_strtoll (parts[2], NULL, 10) % 100 + 2000;
    }
  else if (strlen (text) >= 10 && text[4] == '-' && text[7] == '-')
    {
      y = (int) g_ascii_strtoll (text, NULL, 10);
      m = (int) g_ascii_strtoll (text + 5, NULL, 10);
      d = (int) g_ascii_strtoll (text + 8, NULL, 10);
    }
  else
    {
      return NULL;
    }
  if (!g_date_valid_dmy ((GDateDay) d, (GDateMonth) m, (GDateYear) y))
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", y, m, d);
}

static gboolean
is_done (const Reader *self)
{
  static const char *const words[] = { "true", "checked", "yes", "1", "on", NULL };
  g_autofree char *text = read_field (self, TALLY_SANDBOX_FIELD_COMPLETED);
  g_autofree char *folded = g_ascii_strdown (text, -1);

  return g_strv_contains (words, folded);
}

static const char *
read_price (const Reader *self,
            gint64       *out_cents)
{
  g_autofree char *text = read_field (self, TALLY_SANDBOX_FIELD_PRICE);
  g_autoptr (GString) plain = g_string_new (NULL);
  TallyDecimal number;

  if (strcmp (text, "inf") == 0 || strcmp (text, "nan") == 0)
    return "price_not_finite";
  if (strstr (text, "€") != NULL || g_str_has_suffix (text, ",56"))
    return "foreign_price_format";
  if (text[0] == '(')
    return "negative_price";
  for (const char *p = text; *p != '\0'; p++)
    if (strchr ("$, ", *p) == NULL)
      g_string_append_c (plain, *p);
  if (!tally_decimal_parse (plain->str, plain->len, &number) || number.coefficient == 0)
    return "price_missing_or_zero";
  if (number.coefficient < 0)
    return "negative_price";
  g_assert_true (tally_decimal_scale (number, 2, out_cents));
  return *out_cents > G_GINT64_CONSTANT (100000000000) ? "price_out_of_range" : NULL;
}

static gboolean
is_blank (const Reader *self)
{
  for (guint i = 0; i < TALLY_SANDBOX_FIELD_SECOND_PRICE; i++)
    {
      const TallySandboxColumn *column = tally_sandbox_seed_find_column (self->sheet, i);

      if (column != NULL && tally_sandbox_row_get_cell (self->row, column).value != NULL)
        return FALSE;
    }
  return TRUE;
}

static const char *
judge (const Reader  *self,
       char         **out_request,
       char         **out_week,
       gint64        *out_cents)
{
  g_autofree char *cu = read_field (self, TALLY_SANDBOX_FIELD_CU);
  const char *price = read_price (self, out_cents);

  *out_request = read_request (self);
  *out_week = read_week (self);
  if (g_strcmp0 (*out_request, "") == 0)
    return "missing_work_request";
  if (g_strcmp0 (*out_week, "") == 0)
    return "missing_weekly_reference_logged_date";
  if (!is_done (self))
    return "units_not_completed";
  if (price != NULL)
    return price;
  if (*out_week == NULL)
    return "invalid_week_ending";
  if (strcmp (cu, "#NO MATCH") == 0)
    return "cu_no_match";
  return *out_request == NULL ? "invalid_work_request" : NULL;
}

static void
retell_row (TallySandboxSeedManifest *manifest,
            TallySandboxSheet        *sheet,
            const TallySandboxRow    *row)
{
  Reader reader = { sheet, row };
  TallySandboxSeedTruth truth = { 0 };
  g_autofree char *request = NULL;
  g_autofree char *week = NULL;

  truth.reason = judge (&reader, &request, &week, &truth.cents);
  truth.is_blank = is_blank (&reader);
  truth.work_request = request;
  truth.week_ending = week;
  tally_sandbox_seed_manifest_add_row (manifest, &truth, row->id);
}

static void
retell_world (TallySandboxSeedManifest *manifest,
              TallySandboxWorld        *world)
{
  for (guint i = 0; i < world->source_sheets->len; i++)
    {
      gint64 id = g_array_index (world->source_sheets, gint64, i);
      TallySandboxSheet *sheet = tally_sandbox_world_find_sheet (world, id);

      tally_sandbox_seed_manifest_add_sheet (manifest, id, sheet->name);
      for (guint j = 0; j < sheet->rows->len; j++)
        retell_row (manifest, sheet, sheet->rows->pdata[j]);
    }
}

static void
assert_same_groups (TallySandboxSeedManifest *a,
                    TallySandboxSeedManifest *b)
{
  g_autoptr (GPtrArray) ours = tally_sandbox_seed_manifest_list_groups (a);
  g_autoptr (GPtrArray) theirs = tally_sandbox_seed_manifest_list_groups (b);

  g_assert_cmpuint (ours->len, ==, theirs->len);
  for (guint i = 0; i < ours->len; i++)
    {
      const TallySandboxSeedGroup *our = ours->pdata[i];
      const TallySandboxSeedGroup *their = theirs->pdata[i];

      g_assert_cmpuint (our->n_rows, ==, their->n_rows);
      g_assert_cmpint (our->cents, ==, their->cents);
    }
}

static void
test_messy_world_equals_its_manifest (void)
{
  static const char *const counts[] = {
    "rows", "accepted", "cents", "blank_rows", "reason:missing_work_request",
    "reason:missing_weekly_reference_logged_date", "reason:units_not_completed",
    "reason:price_missing_or_zero", "reason:invalid_week_ending", "reason:negative_price",
    "reason:foreign_price_format", "reason:price_not_finite", "reason:price_out_of_range",
    "reason:cu_no_match", "reason:invalid_work_request",
  };
  TallySandboxSeed options;

  tally_sandbox_seed_init (&options);
  options.n_sheets = 12;
  options.rows_per_sheet = 300;
  for (options.seed = 1; options.seed <= 5; options.seed++)
    {
      g_autoptr (TallySandboxSeedManifest) planted = tally_sandbox_seed_manifest_new ();
      g_autoptr (TallySandboxSeedManifest) found = tally_sandbox_seed_manifest_new ();
      g_autoptr (TallySandboxWorld) world = NULL;

      options.manifest = planted;
      world = seed (&options);
      retell_world (found, world);
      for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
        {
          gint64 n_found = tally_sandbox_seed_manifest_get_count (found, counts[i]);

          g_test_message ("%s: %" G_GINT64_FORMAT, counts[i], n_found);
          g_assert_cmpint (n_found, >, 0);
          g_assert_cmpint (tally_sandbox_seed_manifest_get_count (planted, counts[i]), ==, n_found);
        }
      assert_same_groups (planted, found);
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/sandbox/seed-truth/messy-world-equals-its-manifest",
                   test_messy_world_equals_its_manifest);
  return g_test_run ();
}
