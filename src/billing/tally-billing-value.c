/* tally-billing-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-value.h"

#include "tally-billing-number.h"
#include "tally-text.h"

#define NANO_PLACES 9
#define NANO_PER_CENT G_GINT64_CONSTANT (10000000)
/* A formula's last bits: 10^-6 of a dollar covers a double's error up to the largest price. */
#define NOISE_NANO 1000

/* A text without outer blanks, in its normal form. */
typedef struct {
  const char *text;
  gsize       length;
  char       *owned; /* (nullable) */
} Span;

static void
span_clear (Span *self)
{
  g_free (self->owned);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Span, span_clear)

static Span
span_of (const TallyCell *cell)
{
  Span span = { cell->text, cell->length, NULL };

  if (cell->kind == TALLY_CELL_EMPTY)
    return (Span) { "", 0, NULL };
  if (cell->kind == TALLY_CELL_TEXT && !tally_text_is_plain (cell->text, cell->length))
    {
      span.owned = tally_text_normalise (cell->text, (gssize) cell->length);
      span.text = span.owned;
      span.length = strlen (span.owned);
    }
  return span;
}

static gboolean
has_digit (const Span *span)
{
  const char *end = span->text + span->length;

  for (const char *p = span->text; p < end; p = g_utf8_next_char (p))
    if (g_unichar_isdigit (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static gboolean
take_char (Span *span,
           char  c)
{
  if (span->length == 0 || *span->text != c)
    return FALSE;
  span->text++;
  span->length--;
  return TRUE;
}

static gboolean
take_last_char (Span *span,
                char  c)
{
  if (span->length == 0 || span->text[span->length - 1] != c)
    return FALSE;
  span->length--;
  return TRUE;
}

/* Takes off the parentheses or the sign, the dollar and the blanks around a number. */
static Span
bare_amount (const Span *whole,
             gboolean   *out_negative)
{
  Span rest = { whole->text, whole->length, NULL };
  gboolean has_dollar = take_char (&rest, '$');
  gboolean has_parentheses;
  gboolean has_sign = FALSE;

  while (take_char (&rest, ' '))
    ;
  has_parentheses = rest.length > 2 && rest.text[rest.length - 1] == ')' && take_char (&rest, '(')
                    && take_last_char (&rest, ')');
  if (take_char (&rest, '-'))
    has_sign = *out_negative = TRUE;
  else
    has_sign = take_char (&rest, '+');
  if (!has_dollar)
    has_dollar = take_char (&rest, '$') || take_last_char (&rest, '$');
  while (take_char (&rest, ' ') || take_last_char (&rest, ' '))
    ;
  if (!has_sign && take_char (&rest, '-'))
    *out_negative = TRUE;
  if (has_parentheses)
    *out_negative = TRUE;
  return rest;
}

/* A sign may not follow here: it was taken off, or there are two. */
static gboolean
starts_with_sign (const Span *span)
{
  return span->length > 0 && (*span->text == '-' || *span->text == '+');
}

static TallyReason
judge_amount (TallyDecimal  number,
              TallyMoney   *out_cents,
              gboolean     *out_rounded)
{
  TallyMoney cents;
  gint64 nano;

  if (!tally_money_from_decimal (number, &cents) || !tally_decimal_scale (number, NANO_PLACES, &nano))
    return TALLY_REASON_HUGE_PRICE;
  *out_rounded = ABS (nano - cents * NANO_PER_CENT) > NOISE_NANO;
  *out_cents = cents;
  if (cents == 0)
    return TALLY_REASON_NO_PRICE;
  return cents < 0 ? TALLY_REASON_NEGATIVE_PRICE : TALLY_REASON_ACCEPTED;
}

static TallyReason
parse_price_text (const Span *whole,
                  TallyMoney *out_cents,
                  gboolean   *out_rounded)
{
  gboolean negative = FALSE;
  Span rest = bare_amount (whole, &negative);
  TallyDecimal number = { 0, 0 };
  gsize used = 0;
  TallyBillingScan scan = tally_billing_scan_number (rest.text, rest.length, &number, &used);

  if (scan == TALLY_BILLING_SCAN_NOT_FINITE && used == rest.length)
    return TALLY_REASON_NOT_FINITE_PRICE;
  if (scan != TALLY_BILLING_SCAN_NUMBER || used != rest.length || starts_with_sign (&rest))
    return *whole->text != '#' && has_digit (whole) ? TALLY_REASON_FOREIGN_PRICE
                                                    : TALLY_REASON_NO_PRICE;
  if (negative)
    number.coefficient = -number.coefficient;
  return judge_amount (number, out_cents, out_rounded);
}

TallyReason
tally_billing_parse_price (const TallyCell *cell,
                           TallyMoney      *out_cents,
                           gboolean        *out_rounded)
{
  g_auto (Span) span = { NULL, 0, NULL };
  TallyDecimal number = { 0, 0 };
  gsize used;

  g_return_val_if_fail (cell != NULL && out_cents != NULL && out_rounded != NULL,
                        TALLY_REASON_NO_PRICE);
  *out_cents = 0;
  *out_rounded = FALSE;
  if (cell->kind == TALLY_CELL_EMPTY || cell->kind == TALLY_CELL_BOOLEAN)
    return TALLY_REASON_NO_PRICE;
  span = span_of (cell);
  if (cell->kind == TALLY_CELL_TEXT)
    return parse_price_text (&span, out_cents, out_rounded);
  if (tally_billing_scan_number (span.text, span.length, &number, &used) != TALLY_BILLING_SCAN_NUMBER
      || used != span.length)
    return TALLY_REASON_NOT_FINITE_PRICE;
  return judge_amount (number, out_cents, out_rounded);
}

/* "EA", "ft.", "LF/day": letters first, and no digit that could belong to the number. */
static gboolean
is_unit (const char *text,
         gsize       length)
{
  const char *end = text + length;
  gboolean first = TRUE;

  for (const char *p = text; p < end; p = g_utf8_next_char (p), first = FALSE)
    {
      gunichar c = g_utf8_get_char (p);
      if (!g_unichar_isalpha (c) && (first || c > 0x7f || strchr (" ./-", (int) c) == NULL))
        return FALSE;
    }
  return TRUE;
}

TallyBillingValue
tally_billing_parse_quantity (const TallyCell *cell,
                              TallyDecimal    *out_quantity)
{
  g_auto (Span) span = { NULL, 0, NULL };
  TallyDecimal number = { 0, 0 };
  gsize used;

  g_return_val_if_fail (cell != NULL && out_quantity != NULL, TALLY_BILLING_VALUE_BAD);
  span = span_of (cell);
  if (span.length == 0)
    return TALLY_BILLING_VALUE_NONE;
  if (cell->kind == TALLY_CELL_BOOLEAN
      || tally_billing_scan_number (span.text, span.length, &number, &used) != TALLY_BILLING_SCAN_NUMBER)
    return TALLY_BILLING_VALUE_BAD;
  if (used < span.length && span.text[used] == ' ')
    used++;
  if (!is_unit (span.text + used, span.length - used))
    return TALLY_BILLING_VALUE_BAD;
  *out_quantity = number;
  return TALLY_BILLING_VALUE_GOOD;
}

gboolean
tally_billing_parse_checkbox (const TallyCell *cell)
{
  static const char *const words[] = { "true", "checked", "yes", "on" };
  g_auto (Span) span = { NULL, 0, NULL };
  TallyDecimal number;

  g_return_val_if_fail (cell != NULL, FALSE);
  span = span_of (cell);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i]) == span.length
        && g_ascii_strncasecmp (words[i], span.text, span.length) == 0)
      return TRUE;
  return tally_decimal_parse (span.text, span.length, &number)
         && tally_decimal_equal (number, tally_decimal_new (1, 0));
}

TallyBillingValue
tally_billing_parse_day (const TallyCell *cell,
                         TallyDay        *out_day)
{
  g_auto (Span) span = { NULL, 0, NULL };

  g_return_val_if_fail (cell != NULL && out_day != NULL, TALLY_BILLING_VALUE_BAD);
  span = span_of (cell);
  if (span.length == 0)
    return TALLY_BILLING_VALUE_NONE;
  if (cell->kind != TALLY_CELL_TEXT || !tally_day_parse (span.text, span.length, out_day))
    return TALLY_BILLING_VALUE_BAD;
  return TALLY_BILLING_VALUE_GOOD;
}
