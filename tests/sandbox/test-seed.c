/* test-seed.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-hash.h"
#include "tally-sandbox-error.h"
#include "tally-sandbox-seed-arguments.h"
#include "tally-sandbox-seed-columns.h"
#include "tally-sandbox-seed.h"
#include "tally-sandbox-world-tree.h"
#include "tally-test.h"

#include <locale.h>

#define N_SHEETS 9
#define N_ROWS 60

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

static void
hash_lexeme (TallyHash                *hash,
             const TallySandboxLexeme *lexeme)
{
  tally_hash_add_text (hash, lexeme == NULL ? NULL : lexeme->json);
}

static void
hash_row (TallyHash             *hash,
          const TallySandboxRow *row)
{
  tally_hash_add_int64 (hash, row->id);
  tally_hash_add_int64 (hash, row->parent_id);
  tally_hash_add_int64 (hash, row->created_utc_usec);
  tally_hash_add_int64 (hash, row->modified_utc_usec);
  tally_hash_add_text (hash, row->modified_by->email);
  for (guint i = 0; i < row->n_cells; i++)
    {
      hash_lexeme (hash, row->cells[i].value);
      hash_lexeme (hash, row->cells[i].display);
    }
  for (const TallySandboxExtra *extra = row->extras; extra != NULL; extra = extra->next)
    for (guint i = 0; extra->history != NULL && i < extra->history->len; i++)
      {
        const TallySandboxChange *change = &g_array_index (extra->history, TallySandboxChange, i);

        tally_hash_add_int64 (hash, change->at_utc_usec);
        tally_hash_add_text (hash, change->by->email);
        hash_lexeme (hash, change->cell.value);
      }
}

static char *
hash_world (TallySandboxWorld *world)
{
  g_autoptr (TallyHash) hash = tally_hash_new ("sandbox world", 1);

  for (guint i = 0; i < world->sheets->len; i++)
    {
      TallySandboxSheet *sheet = world->sheets->pdata[i];

      tally_hash_add_int64 (hash, sheet->id);
      tally_hash_add_text (hash, sheet->name);
      tally_hash_add_int64 (hash, sheet->version);
      for (guint j = 0; j < sheet->columns->len; j++)
        tally_hash_add_text (hash, ((TallySandboxColumn *) sheet->columns->pdata[j])->title);
      for (guint j = 0; j < sheet->rows->len; j++)
        hash_row (hash, sheet->rows->pdata[j]);
      for (guint j = 0; j < sheet->attachments->len; j++)
        tally_hash_add_text (hash, ((TallySandboxAttachment *) sheet->attachments->pdata[j])->name);
    }
  return g_strdup (tally_hash_get_hex (hash));
}

static TallySandboxSeed
make_options (guint n_sheets,
              guint rows_per_sheet)
{
  TallySandboxSeed options;

  tally_sandbox_seed_init (&options);
  options.n_sheets = n_sheets;
  options.rows_per_sheet = rows_per_sheet;
  return options;
}

static void
test_same_seed_same_world (void)
{
  TallySandboxSeed options = make_options (N_SHEETS, N_ROWS);
  g_autoptr (TallySandboxWorld) first = NULL;
  g_autoptr (TallySandboxWorld) second = NULL;
  g_autoptr (TallySandboxWorld) other = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *again = NULL;
  g_autofree char *different = NULL;

  options.with_old_workbooks = TRUE;
  options.layout = TALLY_SANDBOX_LAYOUT_NESTED;
  first = seed (&options);
  g_assert_nonnull (setlocale (LC_ALL, "es_ES.UTF-8"));
  second = seed (&options);
  g_assert_nonnull (setlocale (LC_ALL, "C.UTF-8"));
  options.seed = 2;
  other = seed (&options);
  hash = hash_world (first);
  again = hash_world (second);
  different = hash_world (other);
  g_assert_cmpstr (hash, ==, again);
  g_assert_cmpstr (hash, !=, different);
  /* The same on every machine: this value moves only when the made-up data are changed on purpose. */
  g_assert_cmpstr (hash, ==, "b7a5fcf03081d9ef3707a3f1910c0b296c66bea68c2e9611c0db15ed794a9655");
}

/* What a cell says, read as simply as the clean world is written: no synonyms, no mess. */
static char *
read_cell (const TallySandboxRow    *row,
           const TallySandboxColumn *column)
{
  return tally_sandbox_lexeme_dup_text (tally_sandbox_row_get_cell (row, column).value);
}

static gint64
read_cents (const char *text)
{
  TallyDecimal number;
  gint64 cents;

  g_assert_true (tally_decimal_parse (text, strlen (text), &number));
  g_assert_true (tally_decimal_scale (number, 2, &cents));
  return cents;
}

typedef struct
{
  GHashTable *groups; /* "work request\nweek" → TallySandboxSeedGroup */
  gint64      n_rows;
  gint64      cents;
} Recount;

static void
recount_row (Recount               *self,
             TallySandboxSheet     *sheet,
             const TallySandboxRow *row)
{
  g_autofree char *request =
    read_cell (row, tally_sandbox_sheet_find_title (sheet, "Work Request #"));
  g_autofree char *week =
    read_cell (row, tally_sandbox_sheet_find_title (sheet, "Weekly Reference Logged Date"));
  g_autofree char *price =
    read_cell (row, tally_sandbox_sheet_find_title (sheet, "Units Total Price"));
  g_autofree char *done =
    read_cell (row, tally_sandbox_sheet_find_title (sheet, "Units Completed?"));
  g_autofree char *key = g_strconcat (request, "\n", week, NULL);
  TallySandboxSeedGroup *group = g_hash_table_lookup (self->groups, key);

  g_assert_cmpstr (done, ==, "true");
  if (group == NULL)
    {
      group = g_new0 (TallySandboxSeedGroup, 1);
      g_hash_table_insert (self->groups, g_steal_pointer (&key), group);
    }
  group->n_rows++;
  group->cents += read_cents (price);
  self->n_rows++;
  self->cents += read_cents (price);
}

static void
recount_world (Recount           *self,
               TallySandboxWorld *world)
{
  for (guint i = 0; i < world->source_sheets->len; i++)
    {
      gint64 id = g_array_index (world->source_sheets, gint64, i);
      TallySandboxSheet *sheet = tally_sandbox_world_find_sheet (world, id);

      for (guint j = 0; j < sheet->rows->len; j++)
        recount_row (self, sheet, sheet->rows->pdata[j]);
    }
}

static void
test_clean_world_equals_its_manifest (void)
{
  TallySandboxSeed options = make_options (4, 500);
  g_autoptr (TallySandboxSeedManifest) manifest = tally_sandbox_seed_manifest_new ();
  g_autoptr (TallySandboxWorld) world = NULL;
  Recount recount = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free), 0, 0 };
  GHashTableIter iter;
  gpointer key, value;

  options.mess_ratio = 0;
  options.manifest = manifest;
  world = seed (&options);
  recount_world (&recount, world);
  g_assert_cmpint (recount.n_rows, ==, 2000);
  g_assert_cmpint (tally_sandbox_seed_manifest_get_count (manifest, "accepted"), ==, 2000);
  g_assert_cmpint (tally_sandbox_seed_manifest_get_count (manifest, "cents"), ==, recount.cents);
  g_assert_cmpuint (tally_sandbox_seed_manifest_get_n_groups (manifest), ==,
                    g_hash_table_size (recount.groups));
  g_hash_table_iter_init (&iter, recount.groups);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_auto (GStrv) parts = g_strsplit (key, "\n", 2);
      const TallySandboxSeedGroup *mine = value;
      const TallySandboxSeedGroup *theirs =
        tally_sandbox_seed_manifest_find_group (manifest, parts[0], parts[1]);

      g_assert_nonnull (theirs);
      g_assert_cmpuint (mine->n_rows, ==, theirs->n_rows);
      g_assert_cmpint (mine->cents, ==, theirs->cents);
    }
  g_hash_table_unref (recount.groups);
}

static const char *const kinds[] = {
  "no-work-request", "error-work-request", "no-week", "bad-week", "no-price", "error-price",
  "negative-price", "parenthesised-price", "european-price", "euro-price", "not-finite-price",
  "huge-price", "no-match-unit", "blank-snapshot", "bad-snapshot", "no-quantity", "bad-quantity",
  "zero-quantity", "no-foreman", "numeric-foreman", "no-unit", "formula-text", "error-text",
  "emoji", "control-characters", "number-as-text", "unfinished", "text-price", "float-noise",
  "third-decimal", "exponent-price", "quantity-with-unit", "thousands-quantity",
  "padded-work-request", "work-request-with-point", "swapped-digits", "fill-down",
  "odd-work-request", "week-with-time", "us-dates", "irregular-week", "out-of-week", "moved-week",
  "long-text", "broken-link", "display-value", "stale-price", "heading-row", "blank-row",
  "repeated-unit",
};

static void
assert_all_kinds (TallySandboxSeed *options)
{
  g_autoptr (TallySandboxSeedManifest) manifest = tally_sandbox_seed_manifest_new ();
  g_autoptr (TallySandboxWorld) world = NULL;

  options->manifest = manifest;
  world = seed (options);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *id = g_strconcat ("mess:", kinds[i], NULL);

      if (tally_sandbox_seed_manifest_get_count (manifest, id) == 0)
        g_test_message ("seed %" G_GUINT64_FORMAT " has no %s", options->seed, kinds[i]);
      g_assert_cmpint (tally_sandbox_seed_manifest_get_count (manifest, id), >=, 1);
    }
}

static void
test_each_kind_of_mess_is_there (void)
{
  TallySandboxSeed options = make_options (N_SHEETS, N_ROWS);

  for (options.seed = 1; options.seed <= 20; options.seed++)
    assert_all_kinds (&options);
  options = make_options (1, TALLY_SANDBOX_SEED_FULL_MESS_ROWS);
  assert_all_kinds (&options);
  options = make_options (50, 10);
  options.mess_ratio = 0.1;
  assert_all_kinds (&options);
}

static void
test_ids_are_unique (void)
{
  TallySandboxSeed options = make_options (20, 200);
  g_autoptr (TallySandboxWorld) world = seed (&options);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < world->sheets->len; i++)
    {
      TallySandboxSheet *sheet = world->sheets->pdata[i];

      g_assert_true (g_hash_table_add (ids, &sheet->id));
      for (guint j = 0; j < sheet->columns->len; j++)
        g_assert_true (g_hash_table_add (ids, &((TallySandboxColumn *) sheet->columns->pdata[j])->id));
      for (guint j = 0; j < sheet->rows->len; j++)
        g_assert_true (g_hash_table_add (ids, &((TallySandboxRow *) sheet->rows->pdata[j])->id));
    }
}

static int
compare_groups (gconstpointer a,
                gconstpointer b)
{
  const TallySandboxSeedGroup *one = *(const TallySandboxSeedGroup *const *) a;
  const TallySandboxSeedGroup *other = *(const TallySandboxSeedGroup *const *) b;

  return (int) one->n_rows - (int) other->n_rows;
}

/* Measured there: median 36 lines, mean 57, at most 439. */
static void
test_full_groups_are_like_the_real_ones (void)
{
  TallySandboxSeed options = make_options (9, 20000);
  g_autoptr (TallySandboxSeedManifest) manifest = tally_sandbox_seed_manifest_new ();
  g_autoptr (TallySandboxWorld) world = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  guint median, mean, largest;

  options.manifest = manifest;
  world = seed (&options);
  groups = tally_sandbox_seed_manifest_list_groups (manifest);
  g_ptr_array_sort (groups, compare_groups);
  median = ((TallySandboxSeedGroup *) groups->pdata[groups->len / 2])->n_rows;
  largest = ((TallySandboxSeedGroup *) groups->pdata[groups->len - 1])->n_rows;
  mean = (guint) tally_sandbox_seed_manifest_get_count (manifest, "accepted") / groups->len;
  g_test_message ("%u groups: median %u, mean %u, largest %u", groups->len, median, mean, largest);
  g_assert_cmpuint (median, >=, 30);
  g_assert_cmpuint (median, <=, 42);
  g_assert_cmpuint (mean, >=, 50);
  g_assert_cmpuint (mean, <=, 64);
  g_assert_cmpuint (largest, >=, 300);
  g_assert_cmpuint (largest, <=, 480);
}

static void
test_options_out_of_range_are_refused (void)
{
  struct {
    TallySandboxSeed options;
    const char      *word;
  } cases[] = {
    { make_options (0, 60), "sheets" },       { make_options (121, 60), "sheets" },
    { make_options (9, 9), "rows" },          { make_options (9, 20001), "rows" },
    { make_options (9, 60), "weeks" },        { make_options (9, 60), "work requests" },
    { make_options (9, 60), "units" },        { make_options (9, 60), "mess" },
    { make_options (9, 60), "today" },        { make_options (9, 60), "folders" },
  };

  cases[4].options.n_weeks = 105;
  cases[5].options.n_work_requests = 541;
  cases[6].options.n_units = 9;
  cases[7].options.mess_ratio = 1.5;
  cases[8].options.today = "2025-02-30";
  cases[9].options.n_spare_folders = 1001;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TallySandboxWorld) world = tally_sandbox_world_new (1, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (tally_sandbox_seed_world (world, &cases[i].options, &error));
      g_assert_error (error, TALLY_SANDBOX_ERROR, TALLY_SANDBOX_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].word));
    }
}

static void
test_target_has_nearly_all_work_requests (void)
{
  TallySandboxSeed options = make_options (N_SHEETS, N_ROWS);
  g_autoptr (TallySandboxWorld) world = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  TallySandboxSheet *target;

  options.n_work_requests = 60;
  options.with_twin_targets = TRUE;
  options.with_old_workbooks = TRUE;
  world = seed (&options);
  target = tally_sandbox_world_find_sheet (world, world->target_sheet);
  g_assert_nonnull (tally_sandbox_world_find_sheet (world, world->audit_sheet));
  /* 60, two of them missing; three extra ones and a twin. */
  g_assert_cmpuint (target->rows->len, ==, 62);
  g_assert_cmpuint (target->attachments->len, >, 30);
  json = tally_sandbox_seed_describe (&options, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (json, "\"old_workbooks\":[\"WR_"));
  g_assert_nonnull (strstr (json, "\"photo.jpg\""));
  g_assert_nonnull (strstr (json, "\"twins\":[\""));
}

static void
test_recent_rows_have_a_past (void)
{
  TallySandboxSeed options = make_options (N_SHEETS, N_ROWS);
  g_autoptr (TallySandboxWorld) world = seed (&options);
  guint n_stamped = 0;

  for (guint i = 0; i < world->source_sheets->len; i++)
    {
      gint64 id = g_array_index (world->source_sheets, gint64, i);
      TallySandboxSheet *sheet = tally_sandbox_world_find_sheet (world, id);
      TallySandboxColumn *done =
        tally_sandbox_seed_find_column (sheet, TALLY_SANDBOX_FIELD_COMPLETED);
      TallySandboxColumn *snapshot =
        tally_sandbox_seed_find_column (sheet, TALLY_SANDBOX_FIELD_SNAPSHOT);

      for (guint j = 0; snapshot != NULL && j < sheet->rows->len; j++)
        {
          TallySandboxExtra *ticked =
            tally_sandbox_row_find_extra (sheet->rows->pdata[j], done);
          TallySandboxExtra *stamped =
            tally_sandbox_row_find_extra (sheet->rows->pdata[j], snapshot);
          TallySandboxChange *tick, *stamp;

          if (ticked == NULL || stamped == NULL)
            continue;
          tick = &g_array_index (ticked->history, TallySandboxChange, ticked->history->len - 1);
          stamp = &g_array_index (stamped->history, TallySandboxChange, stamped->history->len - 1);
          g_assert_true (g_str_has_prefix (tick->by->email, "foreman"));
          g_assert_cmpstr (stamp->by->email, ==, "automation@smartsheet.com");
          g_assert_cmpint (stamp->at_utc_usec - tick->at_utc_usec, >=, 6 * G_USEC_PER_SEC);
          n_stamped++;
        }
    }
  g_assert_cmpuint (n_stamped, >, 50);
}

static void
test_command_line_names_what_is_wrong (void)
{
  static const char *const lines[][3] = {
    { "x", "--sheets=-1", "negative" }, { "x", "--layout=cloud", "cloud" },
  };
  TallySandboxSeed options;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      TallySandboxSeedArguments arguments;
      g_autoptr (GOptionContext) context = g_option_context_new (NULL);
      g_autoptr (GError) error = NULL;
      char *argv[] = { (char *) lines[i][0], (char *) lines[i][1], NULL };
      char **args = argv;
      int argc = 2;

      tally_sandbox_seed_arguments_init (&arguments);
      tally_sandbox_seed_arguments_add_to (&arguments, context);
      g_assert_true (g_option_context_parse (context, &argc, &args, &error));
      g_assert_false (tally_sandbox_seed_arguments_read (&arguments, &options, &error));
      g_assert_error (error, TALLY_SANDBOX_ERROR, TALLY_SANDBOX_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, lines[i][2]));
      tally_sandbox_seed_arguments_clear (&arguments);
    }
}

static void
test_origin_tells_worlds_apart (void)
{
  TallySandboxSeed options = make_options (N_SHEETS, N_ROWS);
  g_autofree char *one = tally_sandbox_seed_dup_origin (&options);
  g_autofree char *same = tally_sandbox_seed_dup_origin (&options);
  g_autofree char *other = NULL;

  options.mess_ratio = 0.5;
  other = tally_sandbox_seed_dup_origin (&options);
  g_assert_cmpstr (one, ==, same);
  g_assert_cmpstr (one, !=, other);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/sandbox/seed/same-seed-same-world", test_same_seed_same_world);
  g_test_add_func ("/sandbox/seed/clean-world-equals-its-manifest",
                   test_clean_world_equals_its_manifest);
  g_test_add_func ("/sandbox/seed/each-kind-of-mess-is-there", test_each_kind_of_mess_is_there);
  g_test_add_func ("/sandbox/seed/ids-are-unique", test_ids_are_unique);
  g_test_add_func ("/sandbox/seed/full-groups-are-like-the-real-ones",
                   test_full_groups_are_like_the_real_ones);
  g_test_add_func ("/sandbox/seed/options-out-of-range-are-refused",
                   test_options_out_of_range_are_refused);
  g_test_add_func ("/sandbox/seed/target-has-nearly-all-work-requests",
                   test_target_has_nearly_all_work_requests);
  g_test_add_func ("/sandbox/seed/recent-rows-have-a-past", test_recent_rows_have_a_past);
  g_test_add_func ("/sandbox/seed/command-line-names-what-is-wrong",
                   test_command_line_names_what_is_wrong);
  g_test_add_func ("/sandbox/seed/origin-tells-worlds-apart", test_origin_tells_worlds_apart);
  return g_test_run ();
}
