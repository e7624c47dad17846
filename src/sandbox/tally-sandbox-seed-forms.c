/* tally-sandbox-seed-forms.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-seed-forms.h"

#define JULIAN_1970 719163u
#define USEC_PER_DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

guint
tally_sandbox_seed_below (TallySandboxSeeder *self,
                          guint               bound)
{
  return (guint) tally_random_below (self->random, bound);
}

gint64
tally_sandbox_seed_julian_usec (guint julian,
                                guint second)
{
  return ((gint64) julian - JULIAN_1970) * USEC_PER_DAY + (gint64) second * G_USEC_PER_SEC;
}

const TallySandboxLexeme *
tally_sandbox_seed_day (TallySandboxSeeder *self,
                        guint               julian)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  return tally_sandbox_seed_text (self, "%04d-%02d-%02d", g_date_get_year (&date),
                                  (int) g_date_get_month (&date), g_date_get_day (&date));
}

const TallySandboxLexeme *
tally_sandbox_seed_us_day (TallySandboxSeeder *self,
                           guint               julian,
                           gboolean            with_century)
{
  GDate date;
  int month, day, year;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  month = (int) g_date_get_month (&date);
  day = g_date_get_day (&date);
  year = g_date_get_year (&date);
  if (with_century)
    return tally_sandbox_seed_text (self, "%02d/%02d/%04d", month, day, year);
  return tally_sandbox_seed_text (self, "%d/%d/%02d", month, day, year % 100);
}

const TallySandboxLexeme *
tally_sandbox_seed_text (TallySandboxSeeder *self,
                         const char         *format,
                         ...)
{
  char text[512];
  va_list args;

  va_start (args, format);
  g_vsnprintf (text, sizeof text, format, args);
  va_end (args);
  return tally_sandbox_pool_text (self->world->pool, text);
}

const TallySandboxLexeme *
tally_sandbox_seed_number (TallySandboxSeeder *self,
                           const char         *format,
                           ...)
{
  char text[128];
  va_list args;

  va_start (args, format);
  g_vsnprintf (text, sizeof text, format, args);
  va_end (args);
  return tally_sandbox_pool_number (self->world->pool, text);
}

const TallySandboxLexeme *
tally_sandbox_seed_dollars (TallySandboxSeeder *self,
                            gint64              cents)
{
  guint dollars = (guint) (cents / 100);
  guint rest = (guint) (cents % 100);

  if (dollars >= 1000000)
    return tally_sandbox_seed_text (self, "$%u,%03u,%03u.%02u", dollars / 1000000,
                                    dollars / 1000 % 1000, dollars % 1000, rest);
  if (dollars >= 1000)
    return tally_sandbox_seed_text (self, "$%u,%03u.%02u", dollars / 1000, dollars % 1000, rest);
  return tally_sandbox_seed_text (self, "$%u.%02u", dollars, rest);
}

const TallySandboxLexeme *
tally_sandbox_seed_amount (TallySandboxSeeder *self,
                           gint64              cents)
{
  guint dollars = (guint) (cents / 100);
  guint rest = (guint) (cents % 100);

  if (rest == 0)
    return tally_sandbox_seed_number (self, "%u", dollars);
  if (rest % 10 == 0)
    return tally_sandbox_seed_number (self, "%u.%u", dollars, rest / 10);
  return tally_sandbox_seed_number (self, "%u.%02u", dollars, rest);
}
