/* test-made-up.c
 *
 * Billing reads the sandbox's made-up sheets, all their mess included, and comes to the very rows
 * and cents that the generator says it planted. Neither shares code with the other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-columns.h"
#include "tally-billing-line.h"
#include "tally-column-map.h"
#include "tally-sandbox-seed.h"
#include "tally-sandbox-world-tree.h"
#include "tally-test.h"

static TallyColumnType
get_type (const char *type)
{
  if (strcmp (type, "DATE") == 0)
    return TALLY_COLUMN_DATE;
  if (strcmp (type, "CHECKBOX") == 0)
    return TALLY_COLUMN_CHECKBOX;
  return strcmp (type, "PICKLIST") == 0 ? TALLY_COLUMN_PICKLIST : TALLY_COLUMN_TEXT_NUMBER;
}

static TallyColumnMap *
map_columns (TallySandboxSheet *made_up)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallySheet) sheet = tally_sheet_new (made_up->id, made_up->name);
  TallyColumnMap *map;

  for (guint i = 0; i < made_up->columns->len; i++)
    {
      const TallySandboxColumn *column = made_up->columns->pdata[i];

      g_ptr_array_add (sheet->columns,
                       tally_column_new (column->id, i, get_type (column->type), column->title));
    }
  map = tally_billing_map_columns (sheet, NULL, &error);
  g_assert_no_error (error);
  return map;
}

/* As the wire would have it: value, else displayValue; a broken link is told. */
static TallyCell
read_cell (TallySandboxSheet     *sheet,
           const TallySandboxRow *row,
           gint64                 column_id,
           GStringChunk          *texts)
{
  const TallySandboxColumn *column = tally_sandbox_sheet_find_column (sheet, column_id);
  TallySandboxCell made_up = tally_sandbox_row_get_cell (row, column);
  const TallySandboxExtra *extra = tally_sandbox_row_find_extra (row, column);
  const TallySandboxLexeme *lexeme = made_up.value != NULL ? made_up.value : made_up.display;
  g_autofree char *text = tally_sandbox_lexeme_dup_text (lexeme);
  TallyCell cell = { .kind = TALLY_CELL_EMPTY, .text = "" };

  if (lexeme == NULL)
    return cell;
  cell.kind = tally_sandbox_lexeme_is_text (lexeme) ? TALLY_CELL_TEXT
              : lexeme->json[0] == 't' || lexeme->json[0] == 'f' ? TALLY_CELL_BOOLEAN
                                                                 : TALLY_CELL_NUMBER;
  cell.text = g_string_chunk_insert (texts, text);
  cell.length = (guint32) strlen (text);
  cell.is_display = made_up.value == NULL;
  cell.is_stale = extra != NULL && extra->link_in != NULL;
  return cell;
}

static void
retell_row (TallyBillingLineParser   *parser,
            TallySandboxSeedManifest *found,
            const TallyRow           *row)
{
  TallySandboxSeedTruth truth = { 0 };
  char week[TALLY_DAY_BUFFER_SIZE];
  TallyLine line = { 0 };

  truth.is_blank = !tally_billing_parse_row (parser, row, &line);
  if (!truth.is_blank && line.reason != TALLY_REASON_ACCEPTED)
    truth.reason = tally_reason_get_id (line.reason);
  truth.work_request = truth.is_blank ? "" : line.text[TALLY_FIELD_WORK_REQUEST];
  truth.week_ending = tally_day_format_iso (line.week_ending, week, sizeof week);
  truth.cents = line.price_cents;
  truth.issues = line.issues;
  tally_sandbox_seed_manifest_add_row (found, &truth, row->row_id);
}

static void
retell_sheet (TallySandboxSheet        *sheet,
              TallySandboxSeedManifest *found)
{
  g_autoptr (TallyColumnMap) map = map_columns (sheet);
  g_autoptr (TallyBillingLineParser) parser = NULL;
  TallyField fields[TALLY_N_FIELDS];
  gint64 ids[TALLY_N_FIELDS];
  guint n_fields = tally_column_map_list_ids (map, fields, ids);

  parser = tally_billing_line_parser_new (sheet->id, fields, n_fields);
  tally_sandbox_seed_manifest_add_sheet (found, sheet->id, sheet->name);
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      const TallySandboxRow *made_up = sheet->rows->pdata[i];
      GStringChunk *texts = g_string_chunk_new (4096);
      TallyCell cells[TALLY_N_FIELDS];
      TallyRow row = { .row_id = made_up->id, .row_number = i + 1, .modified_by = "" };

      for (guint j = 0; j < n_fields; j++)
        cells[j] = read_cell (sheet, made_up, ids[j], texts);
      row.n_cells = n_fields;
      row.cells = cells;
      retell_row (parser, found, &row);
      g_string_chunk_free (texts);
    }
}

static void
assert_same_counts (TallySandboxSeedManifest *planted,
                    TallySandboxSeedManifest *found)
{
  static const char *const counts[] = { "rows", "accepted", "cents", "blank_rows" };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_assert_cmpint (tally_sandbox_seed_manifest_get_count (planted, counts[i]), ==,
                     tally_sandbox_seed_manifest_get_count (found, counts[i]));
  for (guint i = 0; i < TALLY_N_REASONS; i++)
    {
      g_autofree char *id = g_strconcat ("reason:", tally_reason_get_id ((TallyReason) i), NULL);

      g_test_message ("%s", id);
      g_assert_cmpint (tally_sandbox_seed_manifest_get_count (planted, id), ==,
                       tally_sandbox_seed_manifest_get_count (found, id));
    }
  for (guint i = 0; i < TALLY_N_ISSUES; i++)
    {
      g_autofree char *id = g_strconcat ("issue:", tally_issue_get_id (i), NULL);

      g_test_message ("%s", id);
      g_assert_cmpint (tally_sandbox_seed_manifest_get_count (planted, id), ==,
                       tally_sandbox_seed_manifest_get_count (found, id));
    }
}

static void
assert_same_groups (TallySandboxSeedManifest *planted,
                    TallySandboxSeedManifest *found)
{
  g_autoptr (GPtrArray) ours = tally_sandbox_seed_manifest_list_groups (planted);
  g_autoptr (GPtrArray) theirs = tally_sandbox_seed_manifest_list_groups (found);

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
compare_world (const TallySandboxSeed *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallySandboxWorld) world = tally_sandbox_world_new (options->seed, NULL);
  g_autoptr (TallySandboxSeedManifest) planted = tally_sandbox_seed_manifest_new ();
  g_autoptr (TallySandboxSeedManifest) found = tally_sandbox_seed_manifest_new ();
  TallySandboxSeed seed = *options;

  seed.manifest = planted;
  g_assert_true (tally_sandbox_seed_world (world, &seed, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < world->source_sheets->len; i++)
    {
      gint64 id = g_array_index (world->source_sheets, gint64, i);

      retell_sheet (tally_sandbox_world_find_sheet (world, id), found);
    }
  g_test_message ("seed %" G_GUINT64_FORMAT, options->seed);
  assert_same_counts (planted, found);
  assert_same_groups (planted, found);
}

static void
test_messy_sheets_come_to_what_was_planted (void)
{
  TallySandboxSeed options;

  tally_sandbox_seed_init (&options);
  options.n_sheets = 12;
  options.rows_per_sheet = 300;
  for (options.seed = 1; options.seed <= 12; options.seed++)
    compare_world (&options);
}

static void
test_clean_sheets_come_to_what_was_planted (void)
{
  TallySandboxSeed options;

  tally_sandbox_seed_init (&options);
  options.mess_ratio = 0;
  compare_world (&options);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/billing/made-up/messy-sheets-come-to-what-was-planted",
                   test_messy_sheets_come_to_what_was_planted);
  g_test_add_func ("/billing/made-up/clean-sheets-come-to-what-was-planted",
                   test_clean_sheets_come_to_what_was_planted);
  return g_test_run ();
}
