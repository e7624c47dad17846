/* tally-money.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-money.h"

#define CENTS_PER_DOLLAR 100

gboolean
tally_money_from_decimal (TallyDecimal  number,
                          TallyMoney   *out_cents)
{
  gint64 cents;

  g_return_val_if_fail (out_cents != NULL, FALSE);
  if (!tally_decimal_scale (number, 2, &cents) || cents > TALLY_MONEY_MAX || cents < -TALLY_MONEY_MAX)
    return FALSE;
  *out_cents = cents;
  return TRUE;
}

/* More digits than a product of two 64-bit numbers has. */
#define MAX_WIDE_DIGITS 38

__extension__ typedef __int128 Wide;

/* A number of 0 or more divided by 10^places, half upwards. */
static Wide
round_places (Wide  number,
              guint places)
{
  Wide divisor = 1, rest;

  for (guint i = 0; i < places; i++)
    divisor *= 10;
  rest = number % divisor;
  return number / divisor + (rest >= divisor - rest);
}

gboolean
tally_money_multiply (TallyDecimal  rate,
                      TallyDecimal  quantity,
                      TallyMoney   *out_cents)
{
  Wide product = (Wide) rate.coefficient * quantity.coefficient;
  gint64 shift = (gint64) rate.exponent + quantity.exponent + 2;
  gboolean is_negative = product < 0;

  g_return_val_if_fail (out_cents != NULL, FALSE);
  product = is_negative ? -product : product;
  if (shift < -MAX_WIDE_DIGITS)
    product = 0;
  else if (shift < 0)
    product = round_places (product, (guint) -shift);
  for (; shift > 0 && product != 0 && product <= TALLY_MONEY_MAX; shift--)
    product *= 10;
  if (product > TALLY_MONEY_MAX)
    return FALSE;
  *out_cents = (TallyMoney) (is_negative ? -product : product);
  return TRUE;
}

gboolean
tally_money_add (TallyMoney *sum,
                 TallyMoney  cents)
{
  TallyMoney total;

  g_return_val_if_fail (sum != NULL, FALSE);
  if (__builtin_add_overflow (*sum, cents, &total))
    return FALSE;
  *sum = total;
  return TRUE;
}

const char *
tally_money_format (TallyMoney  cents,
                    char       *buffer,
                    gsize       size)
{
  guint64 amount = cents < 0 ? -(guint64) cents : (guint64) cents;

  g_return_val_if_fail (buffer != NULL && size >= TALLY_MONEY_BUFFER_SIZE, "");
  g_snprintf (buffer, size, "%s%" G_GUINT64_FORMAT ".%02u", cents < 0 ? "-" : "",
              amount / CENTS_PER_DOLLAR, (guint) (amount % CENTS_PER_DOLLAR));
  return buffer;
}

const char *
tally_money_format_for_people (TallyMoney  cents,
                               char       *buffer,
                               gsize       size)
{
  char plain[TALLY_MONEY_BUFFER_SIZE];
  const char *digits = tally_money_format (cents, plain, sizeof plain);
  gsize n_digits;
  char *out = buffer;

  g_return_val_if_fail (buffer != NULL && size >= TALLY_MONEY_BUFFER_SIZE, "");
  if (*digits == '-')
    *out++ = *digits++;
  *out++ = '$';
  n_digits = strcspn (digits, ".");
  for (gsize i = 0; digits[i] != '\0'; i++)
    {
      if (i > 0 && i < n_digits && (n_digits - i) % 3 == 0)
        *out++ = ',';
      *out++ = digits[i];
    }
  *out = '\0';
  return buffer;
}

double
tally_money_to_double (TallyMoney cents)
{
  return (double) cents / CENTS_PER_DOLLAR; /* one correctly rounded division of exact numbers */
}
