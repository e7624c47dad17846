/* tally-chart-number.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-number.h"

#include <math.h>

void
tally_chart_number_append (GString *text,
                           double   number)
{
  gint64 hundredths = isnan (number) ? 0 : (gint64) round (CLAMP (number, -1e9, 1e9) * 100);
  gint64 size = ABS (hundredths);

  if (hundredths < 0)
    g_string_append_c (text, '-');
  g_string_append_printf (text, "%" G_GINT64_FORMAT, size / 100);
  if (size % 100 == 0)
    return;
  g_string_append_c (text, '.');
  g_string_append_c (text, (char) ('0' + size / 10 % 10));
  if (size % 10 != 0)
    g_string_append_c (text, (char) ('0' + size % 10));
}
