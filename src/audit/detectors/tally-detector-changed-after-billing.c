/* tally-detector-changed-after-billing.c
 *
 * D34: a line was changed after a workbook showed it, or after its week was closed.
 * Statistic: work request, unit, kind of work, point, quantity, price and completion as billed against now.
 * Threshold: the price by more than 2 cents, all others by anything; what was changed back is none. Changes
 * written while the week still ran don't count. Minimum n: none. Source: AS 2401 .61 (entries made after the
 * close). Version 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-billed.h"
#include "tally-audit-context.h"
#include "tally-audit-facts-values.h"
#include "tally-detectors.h"

/* Formulas are rounded at more than one place: 2 cents are no change of a price. */
#define TOLERANCE_CENTS 2

/* Without the cell's history, only that it changed is sure, not when and by whom. */
#define UNTOLD_CONFIDENCE_MICROS 900000

/* Quantities are compared to a millionth. */
#define QUANTITY_PLACES 6

#define VALUE_BUFFER_SIZE 64

G_STATIC_ASSERT (TALLY_MONEY_BUFFER_SIZE <= VALUE_BUFFER_SIZE);
G_STATIC_ASSERT (TALLY_DECIMAL_BUFFER_SIZE <= VALUE_BUFFER_SIZE);

static const TallyField fields[] = {
  TALLY_FIELD_PRICE, TALLY_FIELD_QUANTITY, TALLY_FIELD_CU, TALLY_FIELD_WORK_TYPE, TALLY_FIELD_WORK_REQUEST,
  TALLY_FIELD_POLE, TALLY_FIELD_COMPLETED,
};

/* One field that differs from what was billed. */
typedef struct {
  TallyField             field;
  const char            *old_value;
  const TallyLineChange *last;       /* (nullable) */
  char                   buffer[VALUE_BUFFER_SIZE];
} Edit;

static const char *
format_value (const TallyLine *line,
              TallyField       field,
              char            *buffer)
{
  if (field < TALLY_N_TEXT_FIELDS)
    return line->text[field];
  if (field == TALLY_FIELD_PRICE)
    return tally_money_format (line->price_cents, buffer, VALUE_BUFFER_SIZE);
  if (field == TALLY_FIELD_QUANTITY)
    return tally_decimal_format (line->quantity, buffer, VALUE_BUFFER_SIZE);
  return line->completed ? "true" : "false";
}

/* As it was published, where no run noticed a change of it. */
static const char *
format_published (const TallyAuditBilled *billed,
                  const TallyLine        *line,
                  Edit                   *edit)
{
  TallyLine published = *line;

  if (billed->published == NULL)
    return NULL;
  published.price_cents = billed->published->price_cents;
  published.quantity = billed->published->quantity;
  return format_value (&published, edit->field, edit->buffer);
}

/* Whether no run noticed a change of it since it was published, not even one that does not count. */
static gboolean
is_unnoticed (const TallyAuditBilled *billed,
              TallyField              field)
{
  gint64 published_utc_usec = billed->published != NULL ? billed->published->published_utc_usec : 0;

  for (guint i = 0; i < billed->n_changes; i++)
    if (billed->changes[i].field == field && billed->changes[i].noticed_utc_usec > published_utc_usec)
      return FALSE;
  return TRUE;
}

static gboolean
is_number (const char *text)
{
  TallyDecimal number;

  return tally_decimal_parse (text, strlen (text), &number);
}

/* FALSE if the field is as it was billed, or if what it was can't be told. */
static gboolean
find_edit (const TallyAuditBilled *billed,
           const TallyLine        *line,
           Edit                   *edit)
{
  const TallyLineChange *first = tally_audit_billed_find_change (billed, edit->field, FALSE);
  char now[VALUE_BUFFER_SIZE];
  gboolean is_amount = edit->field == TALLY_FIELD_PRICE || edit->field == TALLY_FIELD_QUANTITY;

  edit->last = tally_audit_billed_find_change (billed, edit->field, TRUE);
  edit->old_value = first != NULL ? first->old_value : NULL;
  if (first == NULL && is_unnoticed (billed, edit->field))
    edit->old_value = format_published (billed, line, edit);
  return edit->old_value != NULL && strcmp (edit->old_value, format_value (line, edit->field, now)) != 0
         && (!is_amount || is_number (edit->old_value));
}

static void
add_edit (TallyAuditFacts        *facts,
          const TallyAuditBilled *billed,
          const TallyLine        *line,
          const Edit             *edit)
{
  TallyAuditFacts *child = tally_audit_facts_append_child (facts, "edits");
  char now[VALUE_BUFFER_SIZE];

  tally_audit_facts_add_text (child, "field", tally_field_get_id (edit->field));
  tally_audit_facts_add_text (child, "old", edit->old_value);
  tally_audit_facts_add_text (child, "new", format_value (line, edit->field, now));
  tally_audit_billed_add_writing (child, billed->policy, edit->last);
}

static gboolean
look_at (TallyAuditContext      *context,
         const TallyAuditBilled *billed,
         guint                   index)
{
  const TallyLine *line = tally_audit_input_get_line (tally_audit_context_get_input (context), index);
  g_autoptr (TallyAuditFacts) facts = tally_audit_facts_new ();
  g_autofree char *subject = NULL;
  guint n_edits = 0;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      Edit edit = { .field = fields[i] };
      if (!find_edit (billed, line, &edit))
        continue;
      add_edit (facts, billed, line, &edit);
      n_edits++;
    }
  if (n_edits == 0)
    return FALSE;
  tally_audit_facts_add_line (facts, "line", line);
  tally_audit_billed_add (billed, facts);
  tally_audit_facts_add_int64 (facts, "billed_cents", tally_audit_billed_get_price (billed, line));
  subject = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, line->sheet_id, line->row_id);
  return tally_audit_context_submit (context, &(TallyAuditSubmission) {
    .facts = g_steal_pointer (&facts), .subject = subject, .lines = &index, .n_lines = 1,
  });
}

static gboolean
collect (TallyAuditContext  *context,
         GError            **error)
{
  const TallyAuditInput *input = tally_audit_context_get_input (context);
  const TallyAuditPolicy *policy = tally_audit_context_get_policy (context);

  for (guint i = 0; i < input->lines->len; i++)
    {
      const TallyLine *line = tally_audit_input_get_line (input, i);
      TallyAuditBilled billed;
      gboolean is_billed = tally_audit_billed_find (&billed, input, policy, line);
      tally_audit_context_count (context, is_billed ? TALLY_AUDIT_IN_SCOPE : billed.state == TALLY_AUDIT_BILLED_LATER
                                            ? "not-billed-then" : "not-billed", 1, line->price_cents);
      if (is_billed)
        look_at (context, &billed, i);
    }
  return !tally_audit_context_is_cancelled (context, error);
}

/* What an edit of another quantity at the old price may cost: what the difference was billed at. */
static TallyMoney
price_quantity (const TallyAuditFacts *edit,
                TallyMoney             billed_cents)
{
  gint64 before, after;

  if (!tally_decimal_scale (tally_audit_facts_get_decimal (edit, "old"), QUANTITY_PLACES, &before)
      || !tally_decimal_scale (tally_audit_facts_get_decimal (edit, "new"), QUANTITY_PLACES, &after)
      || before <= 0 || after < 0)
    return billed_cents;
  return (TallyMoney) MIN ((__int128) billed_cents * ABS (after - before) / before, TALLY_MONEY_MAX);
}

static TallyMoney
get_price_difference (const TallyAuditFacts *edit)
{
  TallyMoney before = 0, after = 0;

  if (!tally_money_from_decimal (tally_audit_facts_get_decimal (edit, "old"), &before)
      || !tally_money_from_decimal (tally_audit_facts_get_decimal (edit, "new"), &after))
    return TALLY_MONEY_MAX;
  return ABS (after - before);
}

static gboolean
is_field (const TallyAuditFacts *edit,
          TallyField             field)
{
  return strcmp (tally_audit_facts_get_text (edit, "field"), tally_field_get_id (field)) == 0;
}

/* What all edits taken together come to. */
typedef struct {
  GString               *words;
  guint                  n_edits;
  gboolean               has_price;
  TallyMoney             price_cents;
  TallyMoney             other_cents;
  const TallyAuditFacts *last;
} Sum;

static char *
dup_price (const char   *text,
           TallyDecimal  number)
{
  char buffer[TALLY_MONEY_BUFFER_SIZE];
  TallyMoney cents;

  return tally_money_from_decimal (number, &cents)
           ? g_strdup (tally_money_format_for_people (cents, buffer, sizeof buffer))
           : tally_audit_words_dup_value (text);
}

static char *
dup_words_of (const TallyAuditFacts *edit,
              const char            *name)
{
  const char *text = tally_audit_facts_get_text (edit, name);

  return is_field (edit, TALLY_FIELD_PRICE) ? dup_price (text, tally_audit_facts_get_decimal (edit, name))
                                            : tally_audit_words_dup_value (text);
}

static void
add_words (Sum                   *sum,
           const TallyAuditFacts *edit)
{
  g_autofree char *before = dup_words_of (edit, "old");
  g_autofree char *after = dup_words_of (edit, "new");

  g_string_append_printf (sum->words, "%s%s %s → %s", sum->n_edits > 0 ? ", " : "",
                          tally_audit_facts_get_text (edit, "field"), before, after);
}

static void
add_up (Sum                   *sum,
        const TallyAuditFacts *edit,
        TallyMoney             billed_cents)
{
  if (is_field (edit, TALLY_FIELD_PRICE))
    {
      TallyMoney difference = get_price_difference (edit);
      if (difference <= TOLERANCE_CENTS)
        return;
      sum->has_price = TRUE;
      sum->price_cents = difference;
    }
  else if (is_field (edit, TALLY_FIELD_QUANTITY))
    sum->other_cents = MAX (sum->other_cents, sum->has_price ? 0 : price_quantity (edit, billed_cents));
  else
    sum->other_cents = MAX (sum->other_cents, billed_cents);
  add_words (sum, edit);
  sum->n_edits++;
  if (sum->last == NULL || tally_audit_facts_get_int64 (edit, "written_utc_usec")
                             > tally_audit_facts_get_int64 (sum->last, "written_utc_usec"))
    sum->last = edit;
}

static const char *
get_cause (const char *writer)
{
  static const struct { const char *writer; const char *cause; } causes[] = {
    { "person", "edited-by-person" }, { "automation", "edited-by-automation" }, { "cell-link", "edited-by-link" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    if (strcmp (causes[i].writer, writer) == 0)
      return causes[i].cause;
  return "edited";
}

static char *
make_sentence (const TallyAuditFacts *facts,
               const Sum             *sum)
{
  const char *day = tally_audit_facts_get_text (sum->last, "written_day");
  char money[TALLY_MONEY_BUFFER_SIZE];

  return g_strdup_printf ("Billed at %s (%s %s), changed after that: %s; last written%s%s %s",
    tally_money_format_for_people (tally_audit_facts_get_int64 (facts, "billed_cents"), money, sizeof money),
    tally_audit_facts_get_text (facts, "billed_as"), tally_audit_facts_get_text (facts, "billed_day"),
    sum->words->str, day[0] != '\0' ? " " : "", day,
    tally_audit_words_of_writer (tally_audit_facts_get_text (sum->last, "writer")));
}

static gboolean
judge (const TallyAuditFacts *facts,
       TallyAuditJudgement   *judgement)
{
  g_autoptr (GString) words = g_string_new (NULL);
  Sum sum = { .words = words };
  TallyMoney billed_cents = tally_audit_facts_get_int64 (facts, "billed_cents");

  for (guint i = 0; i < tally_audit_facts_get_length (facts, "edits"); i++)
    add_up (&sum, tally_audit_facts_get_element (facts, "edits", i), billed_cents);
  if (sum.n_edits == 0)
    return FALSE;
  judgement->exposure_cents = MAX (sum.price_cents, sum.other_cents);
  judgement->cause = get_cause (tally_audit_facts_get_text (sum.last, "writer"));
  if (tally_audit_facts_get_int64 (sum.last, "is_attributed") == 0)
    judgement->confidence_micros = UNTOLD_CONFIDENCE_MICROS;
  tally_audit_facts_add_int64 (judgement->derived, "n_edits", sum.n_edits);
  tally_audit_facts_add_int64 (judgement->derived, "tolerance_cents", TOLERANCE_CENTS);
  judgement->sentence = make_sentence (facts, &sum);
  return TRUE;
}

const TallyAuditDetector tally_detector_changed_after_billing = {
  .id = "changed-after-billing",
  .code = "D34",
  .title = "Changed after it was billed",
  .summary = "Was a line changed after a workbook showed it, or after its week was closed?",
  .method = "work request, unit, kind of work, point, quantity, price (by more than 2 cents) and completion as billed against "
            "now; only what was written after the week's end, and is not changed back",
  .source = "entries after the close, as in AS 2401",
  .version = 1,
  .category = TALLY_FINDING_AUTHORISATION,
  .severity = TALLY_RISK_HIGH,
  .kind = TALLY_AUDIT_RULE,
  .family = "changed-after-billing",
  .collect = collect,
  .judge = judge,
};
