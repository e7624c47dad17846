/* tally-smartsheet-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-value.h"

#include "tally-clock.h"

static gint64
read_digits (const char *bytes,
             guint       n)
{
  gint64 value = 0;

  for (guint i = 0; i < n; i++)
    value = value * 10 + (bytes[i] - '0');
  return value;
}

static gboolean
has_form (const char *bytes,
          gsize       length,
          const char *form)
{
  if (length != strlen (form))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (form[i] == '0' ? !g_ascii_isdigit (bytes[i]) : bytes[i] != form[i])
      return FALSE;
  return TRUE;
}

/* Days since 1970, after H. Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
static gint64
count_days (gint64 year,
            gint64 month,
            gint64 day)
{
  gint64 y = month <= 2 ? year - 1 : year;
  gint64 year_of_era = y % 400;
  gint64 day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;

  return y / 400 * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100
         + day_of_year - 719468;
}

/* The form that the service writes, read without an allocation. */
static gboolean
parse_plain_time (const char *bytes,
                  gsize       length,
                  gint64     *out_usec)
{
  gint64 year, month, day, hour, minute, second;

  if (!has_form (bytes, length, "0000-00-00T00:00:00Z"))
    return FALSE;
  year = read_digits (bytes, 4);
  month = read_digits (bytes + 5, 2);
  day = read_digits (bytes + 8, 2);
  hour = read_digits (bytes + 11, 2);
  minute = read_digits (bytes + 14, 2);
  second = read_digits (bytes + 17, 2);
  if (year == 0 || month < 1 || month > 12 || day < 1 || day > 28 || hour > 23 || minute > 59
      || second > 59)
    return FALSE;
  *out_usec = (((count_days (year, month, day) * 24 + hour) * 3600) + minute * 60 + second)
              * G_USEC_PER_SEC;
  return TRUE;
}

gint64
tally_smartsheet_value_parse_time (const char *bytes,
                                   gsize       length)
{
  g_autofree char *text = NULL;
  gint64 usec = 0;

  if (parse_plain_time (bytes, length, &usec))
    return usec;
  text = g_strndup (bytes, length);
  return tally_clock_parse_utc (text, &usec) ? usec : 0;
}

gint64
tally_smartsheet_value_from_msec (gint64 msec)
{
  return msec < G_MAXINT64 / 1000 && msec > G_MININT64 / 1000 ? msec * 1000 : 0;
}

TallyColumnType
tally_smartsheet_value_parse_column_type (const char *bytes,
                                          gsize       length)
{
  static const struct {
    const char      *name;
    TallyColumnType  type;
  } types[] = {
    { "TEXT_NUMBER", TALLY_COLUMN_TEXT_NUMBER }, { "DATE", TALLY_COLUMN_DATE },
    { "DATETIME", TALLY_COLUMN_DATETIME },       { "ABSTRACT_DATETIME", TALLY_COLUMN_DATETIME },
    { "CHECKBOX", TALLY_COLUMN_CHECKBOX },       { "PICKLIST", TALLY_COLUMN_PICKLIST },
    { "MULTI_PICKLIST", TALLY_COLUMN_PICKLIST }, { "CONTACT_LIST", TALLY_COLUMN_CONTACT },
    { "MULTI_CONTACT_LIST", TALLY_COLUMN_CONTACT },
  };

  for (gsize i = 0; bytes != NULL && i < G_N_ELEMENTS (types); i++)
    if (strlen (types[i].name) == length && memcmp (types[i].name, bytes, length) == 0)
      return types[i].type;
  return TALLY_COLUMN_OTHER;
}
