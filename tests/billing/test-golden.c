/* test-golden.c
 *
 * Runs tests/data/billing/CASE.in and compares what came of it with CASE.out. A line of the input
 * is a word and its values, parted by tabs:
 *
 *   price, quantity, checkbox, day, work-request CELL   shows how one cell is read
 *   columns FIELD …                 which cells the rows have from here on
 *   row SHEET ROW CELL …            shows how the row is read; replaces it when it was there
 *   drop SHEET ROW                  the row is gone
 *   lost [SHEET …]                  the sheets that can't be read from here on
 *   force | exclude [WR …]          for the runs from here on
 *   run NAME                        plans over all rows, shows plan, groups and counts, and
 *                                   publishes what is new or changed
 *
 * A cell is "text" with C's escapes, a number, true, false or null. "#" begins a comment, which is shown as well.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-conservation.h"
#include "tally-billing-line.h"
#include "tally-billing-plan.h"
#include "tally-billing-value.h"
#include "tally-test.h"

/* A workbook that an earlier run published. */
typedef struct {
  TallyIdentity *identity; /* (owned) */
  char           fingerprint[TALLY_HASH_HEX_LENGTH + 1];
  TallyMoney     total_cents;
  GArray        *sheets; /* (owned) (element-type gint64) those it drew on */
} Kept;

/* What one of the cases has come to. */
typedef struct {
  GString      *out;       /* (owned) */
  GStringChunk *strings;   /* (owned) holds the texts of @lines */
  GArray       *fields;    /* (owned) (element-type TallyField) */
  GArray       *lines;     /* (owned) (element-type TallyLine) */
  GPtrArray    *published; /* (owned) (element-type Kept) */
  GArray       *lost;      /* (owned) (element-type gint64) */
  GStrv         excluded;  /* (owned) (nullable) */
  gboolean      force;
} Golden;

static const TallyBillingLayout layout = { 1, "America/Chicago", "LINETEC SERVICES", "" };

/* Takes a cell out of its notation; the text lives as long as @golden. */
static TallyCell
cell_of (Golden     *golden,
         const char *written)
{
  TallyCell cell = { .kind = TALLY_CELL_NUMBER, .text = written };

  if (*written == '"')
    {
      g_autofree char *inner = NULL;
      g_autofree char *text = NULL;

      g_assert_true (strlen (written) >= 2 && g_str_has_suffix (written, "\""));
      inner = g_strndup (written + 1, strlen (written) - 2);
      text = g_strcompress (inner);
      cell.kind = TALLY_CELL_TEXT;
      cell.text = g_string_chunk_insert (golden->strings, text);
    }
  else if (strcmp (written, "null") == 0)
    cell = (TallyCell) { .kind = TALLY_CELL_EMPTY, .text = "" };
  else if (strcmp (written, "true") == 0 || strcmp (written, "false") == 0)
    cell.kind = TALLY_CELL_BOOLEAN;
  else
    g_assert_cmpuint (strspn (written, "0123456789+-.eE"), ==, strlen (written));
  cell.length = (guint32) strlen (cell.text);
  return cell;
}

static const char *
day_text (TallyDay day,
          char     buffer[TALLY_DAY_BUFFER_SIZE])
{
  return day == TALLY_DAY_NONE ? "-" : tally_day_format_iso (day, buffer, TALLY_DAY_BUFFER_SIZE);
}

static const char *
value_text (TallyBillingValue  value,
            const char        *good)
{
  return value == TALLY_BILLING_VALUE_GOOD ? good : value == TALLY_BILLING_VALUE_BAD ? "bad" : "none";
}

static void
show_price (Golden          *golden,
            const TallyCell *cell)
{
  char text[TALLY_MONEY_BUFFER_SIZE];
  gboolean rounded = FALSE;
  TallyMoney cents = 0;
  TallyReason reason = tally_billing_parse_price (cell, &cents, &rounded);

  g_string_append_printf (golden->out, "%s\t%s%s", tally_reason_get_id (reason),
                          tally_money_format (cents, text, sizeof text), rounded ? "\trounded" : "");
}

static void
show_quantity (Golden          *golden,
               const TallyCell *cell)
{
  char text[TALLY_DECIMAL_BUFFER_SIZE];
  TallyDecimal quantity = { 0, 0 };
  TallyBillingValue value = tally_billing_parse_quantity (cell, &quantity);

  g_string_append (golden->out, value_text (value, tally_decimal_format (quantity, text, sizeof text)));
}

static void
show_checkbox (Golden          *golden,
               const TallyCell *cell)
{
  g_string_append (golden->out, tally_billing_parse_checkbox (cell) ? "checked" : "unchecked");
}

static void
show_day (Golden          *golden,
          const TallyCell *cell)
{
  char text[TALLY_DAY_BUFFER_SIZE];
  TallyDay day = TALLY_DAY_NONE;
  TallyBillingValue value = tally_billing_parse_day (cell, &day);

  g_string_append (golden->out, value_text (value, day_text (day, text)));
}

static void
show_work_request (Golden          *golden,
                   const TallyCell *cell)
{
  g_autofree char *form = tally_billing_dup_work_request (cell);

  g_string_append_printf (golden->out, "'%s'", form);
}

static const struct {
  const char *word;
  void      (*show) (Golden *golden, const TallyCell *cell);
} values[] = {
  { "price", show_price }, { "quantity", show_quantity }, { "checkbox", show_checkbox },
  { "day", show_day },     { "work-request", show_work_request },
};

static gboolean
run_value (Golden            *golden,
           const char *const *words)
{
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (strcmp (values[i].word, words[0]) == 0)
      {
        TallyCell cell;

        g_assert_cmpuint (g_strv_length ((GStrv) words), ==, 2);
        cell = cell_of (golden, words[1]);
        g_string_append_printf (golden->out, "%s\t%s\t", words[0], words[1]);
        values[i].show (golden, &cell);
        g_string_append_c (golden->out, '\n');
        return TRUE;
      }
  return FALSE;
}

static gint64
id_of (const char *written)
{
  gint64 id = 0;

  g_assert_nonnull (written);
  g_assert_true (tally_number_parse_int64 (written, strlen (written), &id));
  return id;
}

static void
run_columns (Golden            *golden,
             const char *const *words)
{
  g_array_set_size (golden->fields, 0);
  for (guint i = 1; words[i] != NULL; i++)
    {
      TallyField field;

      g_assert_true (tally_field_find (words[i], &field));
      g_array_append_val (golden->fields, field);
    }
}

static void
run_drop (Golden *golden,
          gint64  sheet_id,
          gint64  row_id)
{
  for (guint i = 0; i < golden->lines->len; i++)
    {
      const TallyLine *line = &g_array_index (golden->lines, TallyLine, i);

      if (line->sheet_id == sheet_id && line->row_id == row_id)
        g_array_remove_index (golden->lines, i--);
    }
}

static void
append_issues (GString *out,
               guint    issues)
{
  for (guint bit = 0; bit < TALLY_N_ISSUES; bit++)
    if ((issues & (1u << bit)) != 0)
      g_string_append_printf (out, " %s", tally_issue_get_id (bit));
}

static void
show_line (Golden          *golden,
           const TallyLine *line)
{
  char week[TALLY_DAY_BUFFER_SIZE], snapshot[TALLY_DAY_BUFFER_SIZE];
  char quantity[TALLY_DECIMAL_BUFFER_SIZE], price[TALLY_MONEY_BUFFER_SIZE];

  g_string_append_printf (golden->out, "row\t%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "\t%s\t'%s' %s %s %s x %s",
                          line->sheet_id, line->row_id, tally_reason_get_id (line->reason),
                          line->text[TALLY_FIELD_WORK_REQUEST], day_text (line->week_ending, week),
                          day_text (line->snapshot, snapshot),
                          tally_decimal_format (line->quantity, quantity, sizeof quantity),
                          tally_money_format (line->price_cents, price, sizeof price));
  append_issues (golden->out, line->issues);
  if (*line->detail != '\0')
    g_string_append_printf (golden->out, " '%s'", line->detail);
  g_string_append_c (golden->out, '\n');
}

static void
run_row (Golden            *golden,
         const char *const *words)
{
  TallyCell cells[TALLY_N_FIELDS];
  TallyRow row = { .n_cells = golden->fields->len, .cells = cells };
  g_autoptr (TallyBillingLineParser) parser = NULL;
  TallyLine line;

  g_assert_cmpuint (g_strv_length ((GStrv) words), ==, 3 + golden->fields->len);
  for (guint i = 0; i < golden->fields->len; i++)
    cells[i] = cell_of (golden, words[3 + i]);
  row.row_id = row.row_number = id_of (words[2]);
  parser = tally_billing_line_parser_new (id_of (words[1]), &g_array_index (golden->fields, TallyField, 0),
                                          golden->fields->len);
  run_drop (golden, id_of (words[1]), row.row_id);
  if (!tally_billing_parse_row (parser, &row, &line))
    {
      g_string_append_printf (golden->out, "row\t%s/%s\tempty\n", words[1], words[2]);
      return;
    }
  show_line (golden, &line);
  tally_line_copy_texts (&line, golden->strings);
  g_array_append_val (golden->lines, line);
}

/* Those of one workbook together; otherwise as they came. */
static int
compare_workbooks (gconstpointer a,
                   gconstpointer b)
{
  const TallyLine *one = a;
  const TallyLine *other = b;
  int order = strcmp (one->text[TALLY_FIELD_WORK_REQUEST], other->text[TALLY_FIELD_WORK_REQUEST]);

  return order != 0 ? order : (one->week_ending > other->week_ending) - (one->week_ending < other->week_ending);
}

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  tally_identity_free (kept->identity);
  g_array_unref (kept->sheets);
  g_free (kept);
}

static void
add_published (const Golden            *golden,
               TallyBillingPlanBuilder *builder)
{
  for (guint i = 0; i < golden->published->len; i++)
    {
      const Kept *kept = g_ptr_array_index (golden->published, i);
      TallyBillingPublished published = {
        .identity = kept->identity, .fingerprint = kept->fingerprint, .total_cents = kept->total_cents,
        .sheets = &g_array_index (kept->sheets, gint64, 0), .n_sheets = kept->sheets->len,
      };

      tally_billing_plan_builder_add_published (builder, &published);
    }
}

static TallyPlan *
make_plan (Golden *golden)
{
  TallyBillingPlanOptions options = {
    .layout = layout,
    .lost_sheets = (const gint64 *) (gconstpointer) golden->lost->data,
    .n_lost_sheets = golden->lost->len,
    .excluded = (const char *const *) golden->excluded,
    .force = golden->force,
  };
  g_autoptr (TallyBillingPlanBuilder) builder = tally_billing_plan_builder_new (&options);
  g_autoptr (GError) error = NULL;
  TallyPlan *plan;

  add_published (golden, builder);
  for (guint i = 0; i < golden->lines->len; i++)
    {
      gboolean added = tally_billing_plan_builder_add_line (builder, &g_array_index (golden->lines, TallyLine, i),
                                                            &error);
      g_assert_no_error (error);
      g_assert_true (added);
    }
  plan = tally_billing_plan_builder_finish (builder);
  g_assert_true (tally_billing_check_conservation (plan, &error));
  return plan;
}

/* The group behind an entry, as whoever writes its workbook builds it again. */
static TallyGroup *
make_group (Golden               *golden,
            const TallyPlanEntry *entry)
{
  TallyGroup *group = tally_group_new (entry->identity);

  for (guint i = golden->lines->len; i > 0; i--) /* backwards: the order must not matter */
    {
      const TallyLine *line = &g_array_index (golden->lines, TallyLine, i - 1);

      if (line->reason == TALLY_REASON_ACCEPTED && line->week_ending == entry->identity->week_ending
          && strcmp (line->text[TALLY_FIELD_WORK_REQUEST], entry->identity->work_request) == 0)
        g_assert_true (tally_group_add (group, line));
    }
  tally_billing_finish_group (group, &layout);
  return group;
}

static void
show_entry (Golden               *golden,
            const TallyPlanEntry *entry)
{
  g_autofree char *key = tally_identity_dup_key (entry->identity);
  g_autoptr (TallyGroup) group = make_group (golden, entry);
  char total[TALLY_MONEY_BUFFER_SIZE], before[TALLY_MONEY_BUFFER_SIZE];

  g_string_append_printf (golden->out, "%s\t%s%s%s\t%u lines %s, published %s\n", key,
                          tally_plan_action_get_id (entry->action), entry->hold != TALLY_HOLD_NONE ? " " : "",
                          tally_hold_get_id (entry->hold), entry->n_lines,
                          tally_money_format (entry->total_cents, total, sizeof total),
                          tally_money_format (entry->published_cents, before, sizeof before));
  if (entry->n_lines == 0)
    return;
  g_assert_cmpstr (group->fingerprint, ==, entry->fingerprint);
  if (entry->action == TALLY_PLAN_UNCHANGED)
    return; /* was shown when it was new */
  g_string_append_printf (golden->out, "\t'%s' scope '%s' order '%s' customer '%s' job '%s'\n\t%s\n\trows",
                          group->foreman, group->scope, group->work_order, group->customer, group->job,
                          group->fingerprint);
  for (guint i = 0; i < group->lines->len; i++)
    g_string_append_printf (golden->out, " %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                            tally_group_get_line (group, i)->sheet_id, tally_group_get_line (group, i)->row_id);
  g_string_append_c (golden->out, '\n');
}

static void
show_counts (Golden          *golden,
             const TallyPlan *plan)
{
  char cents[TALLY_MONEY_BUFFER_SIZE];

  for (guint i = 0; i < TALLY_N_REASONS; i++)
    if (plan->n_by_reason[i] > 0)
      g_string_append_printf (golden->out, "%s\t%" G_GUINT64_FORMAT " rows %s\n",
                              tally_reason_get_id ((TallyReason) i), plan->n_by_reason[i],
                              tally_money_format (plan->cents_by_reason[i], cents, sizeof cents));
  if (plan->n_filtered > 0)
    g_string_append_printf (golden->out, "filtered\t%" G_GUINT64_FORMAT " rows %s\n", plan->n_filtered,
                            tally_money_format (plan->filtered_cents, cents, sizeof cents));
}

/* Takes the place of what was published of the same workbook. */
static void
publish (Golden               *golden,
         const TallyPlanEntry *entry)
{
  Kept *kept = g_new0 (Kept, 1);
  g_autoptr (TallyGroup) group = make_group (golden, entry);

  kept->identity = tally_identity_copy (entry->identity);
  g_strlcpy (kept->fingerprint, entry->fingerprint, sizeof kept->fingerprint);
  kept->total_cents = entry->total_cents;
  kept->sheets = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < group->lines->len; i++)
    g_array_append_val (kept->sheets, tally_group_get_line (group, i)->sheet_id);
  for (guint i = 0; i < golden->published->len; i++)
    {
      const Kept *old = g_ptr_array_index (golden->published, i);

      if (tally_identity_equal (old->identity, entry->identity))
        g_ptr_array_remove_index (golden->published, i--);
    }
  g_ptr_array_add (golden->published, kept);
}

static void
run_run (Golden     *golden,
         const char *name)
{
  g_autoptr (TallyPlan) plan = NULL;

  g_array_sort (golden->lines, compare_workbooks);
  plan = make_plan (golden);
  g_string_append_printf (golden->out, "run\t%s\n", name);
  for (guint i = 0; i < plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = g_ptr_array_index (plan->entries, i);

      show_entry (golden, entry);
      if (entry->action == TALLY_PLAN_NEW || entry->action == TALLY_PLAN_CHANGED)
        publish (golden, entry);
    }
  show_counts (golden, plan);
}

static void
run_lost (Golden            *golden,
          const char *const *words)
{
  g_array_set_size (golden->lost, 0);
  for (guint i = 1; words[i] != NULL; i++)
    {
      gint64 sheet = id_of (words[i]);

      g_array_append_val (golden->lost, sheet);
    }
}

static void
run_line (Golden     *golden,
          const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, "\t", -1);
  const char *const *borrowed = (const char *const *) words;

  g_test_message ("%s", text);
  if (words[0] == NULL || *words[0] == '#')
    g_string_append_printf (golden->out, "%s\n", text);
  else if (strcmp (words[0], "columns") == 0)
    run_columns (golden, borrowed);
  else if (strcmp (words[0], "row") == 0)
    run_row (golden, borrowed);
  else if (strcmp (words[0], "drop") == 0)
    run_drop (golden, id_of (words[1]), id_of (words[2]));
  else if (strcmp (words[0], "lost") == 0)
    run_lost (golden, borrowed);
  else if (strcmp (words[0], "force") == 0)
    golden->force = TRUE;
  else if (strcmp (words[0], "exclude") == 0)
    {
      g_strfreev (golden->excluded);
      golden->excluded = g_strdupv (words + 1);
    }
  else if (strcmp (words[0], "run") == 0)
    run_run (golden, words[1]);
  else
    g_assert_true (run_value (golden, borrowed));
}

static void
test_case (gconstpointer name)
{
  g_autofree char *in_name = g_strdup_printf ("billing/%s.in", (const char *) name);
  g_autofree char *out_name = g_strdup_printf ("billing/%s.out", (const char *) name);
  g_autofree char *path = tally_test_data_path (in_name);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  Golden golden = {
    .out = g_string_new (NULL), .strings = g_string_chunk_new (4096),
    .fields = g_array_new (FALSE, FALSE, sizeof (TallyField)), .lines = g_array_new (FALSE, FALSE, sizeof (TallyLine)),
    .published = g_ptr_array_new_with_free_func (kept_free),
    .lost = g_array_new (FALSE, FALSE, sizeof (gint64)),
  };

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_strchomp (text);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    run_line (&golden, lines[i]);
  tally_test_assert_golden (out_name, golden.out->str);
  g_string_free (golden.out, TRUE);
  g_string_chunk_free (golden.strings);
  g_array_unref (golden.fields);
  g_array_unref (golden.lines);
  g_ptr_array_unref (golden.published);
  g_array_unref (golden.lost);
  g_strfreev (golden.excluded);
}

int
main (int   argc,
      char *argv[])
{
  static const char *const cases[] = {
    "values", "acceptance", "grouping", "details", "fingerprint", "two-weeks",
  };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/billing/golden/", cases[i], NULL);

      g_test_add_data_func (path, cases[i], test_case);
    }
  return g_test_run ();
}
