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
