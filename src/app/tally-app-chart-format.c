/* tally-app-chart-format.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-chart-format.h"

#include <glib/gi18n.h>

/* In the order of TallyChartGrain; g_date_time_format() says what the letters mean. */
static const char *const grains[] = {
  "%Y",
  "%b",
  N_("%-d %b"),
  "%H:%M",
  "%H:%M:%S",
  N_("%-d %b, %H:%M"),
  N_("%a %-d %b, %H:%M"),
  N_("%a %-d %b %Y, %H:%M:%S"),
};

static char *
write_time (const TallyChartFormat *self,
            gint64                  utc_usec,
            TallyChartGrain         grain)
{
  gint64 bounded = CLAMP (utc_usec, TALLY_CHART_MIN_X, TALLY_CHART_MAX_X);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (bounded / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = self->zone != NULL ? g_date_time_to_timezone (utc, self->zone) : NULL;

  g_return_val_if_fail (grain < G_N_ELEMENTS (grains), g_strdup (""));
  return g_date_time_format (local != NULL ? local : utc, _(grains[grain]));
}

static const char *
get_phrase (const TallyChartFormat *self,
            TallyChartPhrase        phrase)
{
  return _(tally_chart_phrase_get_english (phrase));
}

void
tally_app_chart_format_init (TallyChartFormat *self,
                             GTimeZone        *zone)
{
  tally_chart_format_init (self, zone);
  self->dup_time = write_time;
  self->get_phrase = get_phrase;
}
