/* tally-test-audit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit.h"

#include "tally-audit-histories.h"
#include "tally-text.h"

/* "name=value" pairs, by name. */
typedef GHashTable Values;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Values, g_hash_table_unref)

static Values *
parse_values (const char *text)
{
  Values *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) pairs = g_strsplit (text, ";", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *pair = g_strstrip (pairs[i]);
      char *equals = strchr (pair, '=');
      if (pair[0] == '\0')
        continue;
      g_assert_nonnull (equals);
      g_hash_table_insert (values, g_strndup (pair, equals - pair), g_strdup (equals + 1));
    }
  return values;
}

static const char *
take (Values     *values,
      const char *name,
      const char *fallback)
{
  const char *value = g_hash_table_lookup (values, name);
  return value != NULL ? value : fallback;
}

static gint64
take_int64 (Values     *values,
            const char *name,
            gint64      fallback)
{
  const char *text = g_hash_table_lookup (values, name);
  gint64 number = fallback;

  if (text != NULL)
    g_assert_true (tally_number_parse_int64 (text, strlen (text), &number));
  return number;
}

static TallyDecimal
take_decimal (Values     *values,
              const char *name,
              const char *fallback)
{
  const char *text = take (values, name, fallback);
  TallyDecimal number;

  g_assert_true (tally_decimal_parse (text, strlen (text), &number));
  return number;
}

static TallyMoney
take_money (Values     *values,
            const char *name,
            const char *fallback)
{
  TallyMoney cents;

  g_assert_true (tally_money_from_decimal (take_decimal (values, name, fallback), &cents));
  return cents;
}

static TallyDay
take_day (Values     *values,
          const char *name,
          const char *fallback)
{
  const char *text = take (values, name, fallback);
  TallyDay day = TALLY_DAY_NONE;

  if (text[0] != '\0')
    g_assert_true (tally_day_parse (text, strlen (text), &day));
  return day;
}

static gint64
take_time (Values     *values,
           const char *name,
           const char *fallback)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (take (values, name, fallback), NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
}

static gboolean
take_boolean (Values     *values,
              const char *name,
              const char *fallback)
{
  const char *text = take (values, name, fallback);

  g_assert_true (strcmp (text, "yes") == 0 || strcmp (text, "no") == 0);
  return strcmp (text, "yes") == 0;
}

static TallyVariant
take_variant (Values *values)
{
  TallyVariant variant;

  g_assert_true (tally_variant_find (take (values, "variant", "primary"), &variant));
  return variant;
}

TallyTestAudit *
tally_test_audit_new (void)
{
  TallyTestAudit *self = g_new0 (TallyTestAudit, 1);

  self->input = tally_audit_input_new ();
  self->policy.materiality_cents = 100000;
  self->policy.today = tally_day_new (2026, 8, 20);
  self->policy.now_utc_usec = G_GINT64_CONSTANT (1787227200) * G_USEC_PER_SEC; /* noon of that day */
  return self;
}

void
tally_test_audit_free (TallyTestAudit *self)
{
  if (self == NULL)
    return;
  tally_audit_input_free (self->input);
  tally_rate_table_free (self->rates);
  g_free (self);
}

static void
take_texts (Values    *values,
            TallyLine *line)
{
  static const struct { TallyField field; const char *name; const char *fallback; } texts[] = {
    { TALLY_FIELD_WORK_REQUEST, "wr", "90000001" }, { TALLY_FIELD_FOREMAN, "foreman", "Ann" },
    { TALLY_FIELD_DEPT, "dept", "" }, { TALLY_FIELD_CUSTOMER, "customer", "" },
    { TALLY_FIELD_WORK_ORDER, "work-order", "" }, { TALLY_FIELD_AREA, "area", "" },
    { TALLY_FIELD_POLE, "pole", "P-1" }, { TALLY_FIELD_CU, "cu", "ANC-M" },
    { TALLY_FIELD_WORK_TYPE, "type", "Install" }, { TALLY_FIELD_CU_DESCRIPTION, "description", "" },
    { TALLY_FIELD_UOM, "uom", "EA" }, { TALLY_FIELD_SCOPE, "scope", "" }, { TALLY_FIELD_JOB, "job", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    line->text[texts[i].field] = take (values, texts[i].name, texts[i].fallback);
}

/* Ids of issues, separated by ",". */
static guint
take_issues (Values *values)
{
  g_auto (GStrv) ids = g_strsplit (take (values, "issues", ""), ",", -1);
  guint issues = 0;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      guint bit = 0;
      while (bit < TALLY_N_ISSUES && strcmp (tally_issue_get_id (bit), ids[i]) != 0)
        bit++;
      g_assert_cmpuint (bit, <, TALLY_N_ISSUES);
      issues |= 1u << bit;
    }
  return issues;
}

void
tally_test_audit_add_line (TallyTestAudit *self,
                           const char     *text)
{
  g_autoptr (Values) values = parse_values (text);
  TallyLine line;

  tally_line_clear (&line);
  self->n_lines++;
  line.sheet_id = take_int64 (values, "sheet", 1);
  line.row_id = take_int64 (values, "row", self->n_lines);
  line.row_number = take_int64 (values, "number", line.row_id);
  line.modified_utc_usec = take_time (values, "at", "2026-08-12T18:00:00Z");
  line.modified_by = take (values, "by", "");
  g_assert_true (tally_reason_find (take (values, "reason", "accepted"), &line.reason));
  line.issues = take_issues (values);
  take_texts (values, &line);
  line.week_ending = take_day (values, "week", "2026-08-16");
  line.snapshot = take_day (values, "snapshot", "2026-08-12");
  line.quantity = take_decimal (values, "qty", "1");
  line.price_cents = take_money (values, "price", "100.00");
  line.completed = take_boolean (values, "completed", "yes");
  line.variant = take_variant (values);
  line.identifier = take (values, "identifier", "");
  tally_audit_input_add_line (self->input, &line);
}

static TallyField
take_field (Values *values)
{
  TallyField field = TALLY_N_FIELDS;
  const char *id = take (values, "field", "price");

  if (id[0] != '\0')
    g_assert_true (tally_field_find (id, &field));
  return field;
}

void
tally_test_audit_add_change (TallyTestAudit *self,
                             const char     *text)
{
  g_autoptr (Values) values = parse_values (text);
  const char *kind = take (values, "kind", "field");
  TallyLineChange change = {
    .kind = strcmp (kind, "gone") == 0 ? TALLY_LINE_CHANGE_GONE
            : strcmp (kind, "back") == 0 ? TALLY_LINE_CHANGE_BACK : TALLY_LINE_CHANGE_FIELD,
    .field = take_field (values),
    .is_attributed = take_boolean (values, "attributed", "yes"),
    .sheet_id = take_int64 (values, "sheet", 1),
    .row_id = take_int64 (values, "row", 1),
    .run_id = take_int64 (values, "run", 1),
    .written_by = take (values, "by", "pat@example.com"),
    .written_utc_usec = take_time (values, "at", "2026-08-18T12:00:00Z"),
    .old_value = take (values, "old", ""),
    .new_value = take (values, "new", ""),
  };

  if (change.run_id != 0)
    change.noticed_utc_usec = take_time (values, "noticed", take (values, "at", "2026-08-18T12:00:00Z"));
  change.writer = tally_writer_of (change.written_by);
  tally_audit_input_add_change (self->input, &change);
}

void
tally_test_audit_add_history (TallyTestAudit *self,
                              const char     *text)
{
  g_autoptr (Values) values = parse_values (text);
  const TallyAuditHistory history = {
    .sheet_id = take_int64 (values, "sheet", 1),
    .row_id = take_int64 (values, "row", 1),
    .field = take_field (values),
    .until_utc_usec = take_time (values, "until", "2026-08-20T12:00:00Z"),
  };

  tally_audit_histories_add (self->input, &history);
}

void
tally_test_audit_add_published (TallyTestAudit *self,
                                const char     *text)
{
  g_autoptr (Values) values = parse_values (text);
  const TallyAuditPublished published = {
    .sheet_id = take_int64 (values, "sheet", 1),
    .row_id = take_int64 (values, "row", 1),
    .published_utc_usec = take_time (values, "at", "2026-08-17T06:00:00Z"),
    .is_current = take_boolean (values, "current", "yes"),
    .week_ending = take_day (values, "week", "2026-08-16"),
    .variant = take_variant (values),
    .price_cents = take_money (values, "price", "100.00"),
    .quantity = take_decimal (values, "qty", "1"),
    .work_request = take (values, "wr", "90000001"),
  };

  tally_audit_input_add_published (self->input, &published);
}

void
tally_test_audit_add_sheet (TallyTestAudit *self,
                            const char     *text)
{
  g_autoptr (Values) values = parse_values (text);
  const TallyAuditSheet sheet = {
    .sheet_id = take_int64 (values, "sheet", 1),
    .contract = take (values, "contract", "standard"),
    .name = take (values, "name", "Sheet"),
    .has_snapshot = take_boolean (values, "snapshot", "yes"),
    .is_lost = take_boolean (values, "lost", "no"),
  };

  tally_audit_input_add_sheet (self->input, &sheet);
}

void
tally_test_audit_add_total (TallyTestAudit *self,
                            const char     *text)
{
  g_autoptr (Values) values = parse_values (text);
  const TallyAuditTotal total = {
    .name = take (values, "name", "rows"),
    .subject = take (values, "subject", ""),
    .work_request = take (values, "wr", ""),
    .week_ending = take_day (values, "week", ""),
    .n_expected = take_int64 (values, "n-expected", 1),
    .n_actual = take_int64 (values, "n-actual", 1),
    .expected_cents = take_money (values, "expected", "100.00"),
    .actual_cents = take_money (values, "actual", "100.00"),
  };

  tally_audit_input_add_total (self->input, &total);
}

void
tally_test_audit_add_rate (TallyTestAudit *self,
                           const char     *text)
{
  g_autoptr (Values) values = parse_values (text);
  const TallyRate rate = {
    .cu = take (values, "cu", "ANC-M"),
    .work = tally_work_kind_parse (take (values, "work", "install")),
    .contract = take (values, "contract", "standard"),
    .valid_from = take_day (values, "from", ""),
    .valid_to = take_day (values, "to", ""),
    .rate = take_decimal (values, "rate", "100.00"),
    .place = take (values, "place", "rates.csv:2"),
    .is_doubtful = take_boolean (values, "doubtful", "no"),
  };

  if (self->rates == NULL)
    self->rates = tally_rate_table_new ();
  g_assert_true (tally_rate_table_add (self->rates, &rate));
}

void
tally_test_audit_add (TallyTestAudit *self,
                      const char     *script)
{
  static const struct { const char *word; void (*add) (TallyTestAudit *self, const char *values); } words[] = {
    { "line", tally_test_audit_add_line }, { "change", tally_test_audit_add_change },
    { "published", tally_test_audit_add_published }, { "history", tally_test_audit_add_history },
    { "sheet", tally_test_audit_add_sheet },
  };
  g_auto (GStrv) lines = g_strsplit (script, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gsize length = strcspn (lines[i], " ");
      guint j = 0;
      if (length == 0)
        continue;
      while (j < G_N_ELEMENTS (words) && strncmp (lines[i], words[j].word, MAX (length, strlen (words[j].word))) != 0)
        j++;
      g_assert_cmpuint (j, <, G_N_ELEMENTS (words));
      words[j].add (self, lines[i] + length);
    }
}

void
tally_test_audit_assert_scenes (const char                *detector,
                               const TallyTestAuditScene  *cases,
                               guint                      n_cases,
                               void                     (*prepare) (TallyTestAudit *self))
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
      if (prepare != NULL)
        prepare (audit);
      g_test_message ("%s", cases[i].name);
      tally_test_audit_add (audit, cases[i].script);
      tally_test_audit_assert (audit, detector, cases[i].expected);
    }
}

static void
assert_replays (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const TallyFinding *finding = findings->pdata[i];
      g_autofree char *again = NULL;
      g_autoptr (GError) error = NULL;
      gboolean is_judged = tally_audit_replay (finding, &again, &error);
      g_assert_no_error (error);
      g_assert_true (is_judged);
      g_assert_cmpstr (again, ==, finding->judgement);
    }
}

TallyAuditResult *
tally_test_audit_run (TallyTestAudit *self,
                      const char     *detector)
{
  const char *const only[] = { detector, NULL };
  TallyAuditOptions options = self->options;
  TallyAuditResult *result;
  g_autoptr (GError) error = NULL;

  if (detector != NULL)
    {
      g_assert_nonnull (tally_audit_find_detector (detector));
      options.only = only;
    }
  if (self->rates != NULL && tally_rate_table_get_fingerprint (self->rates) == NULL)
    tally_rate_table_seal (self->rates, NULL, NULL);
  self->input->rates = self->rates;
  tally_audit_input_seal (self->input);
  result = tally_audit_run (self->input, &self->policy, &options, NULL, &error);
  g_assert_no_error (error);
  assert_replays (result->findings);
  assert_replays (result->reports);
  return result;
}

static void
add_finding (GString            *out,
             const char         *head,
             const TallyFinding *finding)
{
  char money[TALLY_MONEY_BUFFER_SIZE];

  g_string_append_printf (out, "%s%s %s %s %s ", head, finding->detector,
                          finding->cause[0] != '\0' ? finding->cause : "-", tally_risk_get_id (finding->severity),
                          tally_money_format (finding->exposure_cents, money, sizeof money));
  for (guint i = 0; i < finding->lines->len; i++)
    {
      const TallyFindingLine *line = &g_array_index (finding->lines, TallyFindingLine, i);
      g_string_append_printf (out, "%s%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, i > 0 ? "," : "", line->sheet_id, line->row_id);
    }
  g_string_append_printf (out, "%s%s\n", finding->lines->len > 0 ? " " : "", finding->sentence);
}

char *
tally_test_audit_dup_text (const TallyAuditResult *result)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < result->findings->len; i++)
    add_finding (out, "", result->findings->pdata[i]);
  for (guint i = 0; i < result->reports->len; i++)
    add_finding (out, "report ", result->reports->pdata[i]);
  return tally_text_steal (out);
}

char *
tally_test_audit_dup_scope (const TallyAuditResult *result,
                            const char             *detector)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < result->scopes->len; i++)
    {
      const TallyAuditScope *scope = result->scopes->pdata[i];
      if (strcmp (scope->detector->id, detector) != 0)
        continue;
      for (guint j = 0; j < scope->counts->len; j++)
        {
          const TallyAuditCount *count = &g_array_index (scope->counts, TallyAuditCount, j);
          g_string_append_printf (out, "%s%s=%" G_GUINT64_FORMAT, j > 0 ? "," : "", count->reason, count->n_lines);
        }
    }
  return tally_text_steal (out);
}

void
tally_test_audit_assert (TallyTestAudit *self,
                         const char     *detector,
                         const char     *expected)
{
  g_autoptr (TallyAuditResult) result = tally_test_audit_run (self, detector);
  g_autofree char *text = NULL;

  if (detector == NULL)
    g_ptr_array_set_size (result->reports, 0);
  text = tally_test_audit_dup_text (result);
  g_assert_cmpstr (text, ==, expected);
}
