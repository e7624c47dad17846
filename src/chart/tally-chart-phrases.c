/* tally-chart-phrases.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>
#include <stdarg.h>

#include "tally-chart-format.h"
#include "tally-chart-text.h"

#define MAX_PLACES 4

static const char *const english[TALLY_CHART_N_PHRASES] = {
  [TALLY_CHART_PHRASE_EMPTY] = N_("Nothing to show yet"),
  [TALLY_CHART_PHRASE_MORE] = N_("+{1}"),
  [TALLY_CHART_PHRASE_EXPECTED] = N_("{1} (expected {2})"),
  [TALLY_CHART_PHRASE_RANGE] = N_("{1} to {2}"),
  [TALLY_CHART_PHRASE_AT] = N_("{1}: {2}"),
  [TALLY_CHART_PHRASE_MISSING] = N_("no value"),
  [TALLY_CHART_PHRASE_TIME] = N_("Time"),
  [TALLY_CHART_PHRASE_VALUE] = N_("Value"),
  [TALLY_CHART_PHRASE_AT_LEAST] = N_("{1}, expected at least"),
  [TALLY_CHART_PHRASE_AT_MOST] = N_("{1}, expected at most"),
  [TALLY_CHART_PHRASE_CATEGORY] = N_("Category"),
  [TALLY_CHART_PHRASE_STATE_TITLE] = N_("State"),
  [TALLY_CHART_PHRASE_DETAIL] = N_("Detail"),
  [TALLY_CHART_PHRASE_LANE] = N_("Run"),
  [TALLY_CHART_PHRASE_BEGIN] = N_("Begin"),
  [TALLY_CHART_PHRASE_END] = N_("End"),
  [TALLY_CHART_PHRASE_SUM_VALUES] = N_("Last value {1} ({2}); between {3}; {4}."),
  [TALLY_CHART_PHRASE_SUM_ONE] = N_("One value, {1} ({2})."),
  [TALLY_CHART_PHRASE_SUM_BARS] = N_("Largest {1}; smallest {2}."),
  [TALLY_CHART_PHRASE_SUM_CHECKS] = N_("{1} checks: {2}. Last: {3}."),
  [TALLY_CHART_PHRASE_SUM_SPANS] = N_("{1} runs: {2}. Longest: {3}."),
  [TALLY_CHART_PHRASE_LEFT_OUT] = N_("{1} left out."),
  [TALLY_CHART_PHRASE_RISING] = N_("rising"),
  [TALLY_CHART_PHRASE_FALLING] = N_("falling"),
  [TALLY_CHART_PHRASE_STEADY] = N_("no clear trend"),
  [TALLY_CHART_PHRASE_GOES_ON] = N_("still running"),
  [TALLY_CHART_PHRASE_BAND] = N_("Expected range"),
  [TALLY_CHART_PHRASE_NAMED] = N_("{1}, {2}"),
  [TALLY_CHART_PHRASE_PLACE] = N_("Place"),
  [TALLY_CHART_PHRASE_STATE + TALLY_CHART_STATE_OK] = N_("OK"),
  [TALLY_CHART_PHRASE_STATE + TALLY_CHART_STATE_MAINTENANCE] = N_("Maintenance"),
  [TALLY_CHART_PHRASE_STATE + TALLY_CHART_STATE_PAUSED] = N_("Paused"),
  [TALLY_CHART_PHRASE_STATE + TALLY_CHART_STATE_UNKNOWN] = N_("Unknown"),
  [TALLY_CHART_PHRASE_STATE + TALLY_CHART_STATE_LATE] = N_("Late"),
  [TALLY_CHART_PHRASE_STATE + TALLY_CHART_STATE_DEGRADED] = N_("Degraded"),
  [TALLY_CHART_PHRASE_STATE + TALLY_CHART_STATE_FAILED] = N_("Failed"),
};

const char *
tally_chart_phrase_get_english (TallyChartPhrase phrase)
{
  g_return_val_if_fail (phrase < TALLY_CHART_N_PHRASES, "");
  return english[phrase];
}

char *
tally_chart_format_dup_phrase (const TallyChartFormat *self,
                               TallyChartPhrase        phrase,
                               ...)
{
  const char *places[MAX_PLACES] = { NULL };
  const char *text;
  guint n = 0;
  va_list list;

  va_start (list, phrase);
  while ((text = va_arg (list, const char *)) != NULL && n < MAX_PLACES)
    places[n++] = text;
  va_end (list);
  return tally_chart_text_fill (self->get_phrase (self, phrase), places, n);
}
