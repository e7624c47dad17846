/* tally-chart-phrases.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdarg.h>

#include "tally-chart-format.h"
#include "tally-chart-text.h"

#define MAX_PLACES 4

static const char *const english[TALLY_CHART_N_PHRASES] = {
  [TALLY_CHART_PHRASE_EMPTY] = "Nothing to show yet",
  [TALLY_CHART_PHRASE_MORE] = "+{1}",
  [TALLY_CHART_PHRASE_EXPECTED] = "{1} (expected {2})",
  [TALLY_CHART_PHRASE_RANGE] = "{1} to {2}",
  [TALLY_CHART_PHRASE_AT] = "{1}: {2}",
  [TALLY_CHART_PHRASE_MISSING] = "no value",
  [TALLY_CHART_PHRASE_TIME] = "Time",
  [TALLY_CHART_PHRASE_VALUE] = "Value",
  [TALLY_CHART_PHRASE_AT_LEAST] = "{1}, expected at least",
  [TALLY_CHART_PHRASE_AT_MOST] = "{1}, expected at most",
  [TALLY_CHART_PHRASE_CATEGORY] = "Category",
  [TALLY_CHART_PHRASE_STATE_TITLE] = "State",
  [TALLY_CHART_PHRASE_DETAIL] = "Detail",
  [TALLY_CHART_PHRASE_LANE] = "Run",
  [TALLY_CHART_PHRASE_BEGIN] = "Begin",
  [TALLY_CHART_PHRASE_END] = "End",
  [TALLY_CHART_PHRASE_SUM_VALUES] = "Last value {1} ({2}); between {3}; {4}.",
  [TALLY_CHART_PHRASE_SUM_ONE] = "One value, {1} ({2}).",
  [TALLY_CHART_PHRASE_SUM_BARS] = "Largest {1}; smallest {2}.",
  [TALLY_CHART_PHRASE_SUM_CHECKS] = "{1} checks: {2}. Last: {3}.",
  [TALLY_CHART_PHRASE_SUM_SPANS] = "{1} runs: {2}. Longest: {3}.",
  [TALLY_CHART_PHRASE_LEFT_OUT] = "{1} left out.",
  [TALLY_CHART_PHRASE_RISING] = "rising",
  [TALLY_CHART_PHRASE_FALLING] = "falling",
  [TALLY_CHART_PHRASE_STEADY] = "no clear trend",
  [TALLY_CHART_PHRASE_GOES_ON] = "still running",
  [TALLY_CHART_PHRASE_BAND] = "Expected range",
  [TALLY_CHART_PHRASE_NAMED] = "{1}, {2}",
  [TALLY_CHART_PHRASE_PLACE] = "Place",
  [TALLY_CHART_PHRASE_STATE + TALLY_CHART_STATE_OK] = "OK",
  [TALLY_CHART_PHRASE_STATE + TALLY_CHART_STATE_MAINTENANCE] = "Maintenance",
  [TALLY_CHART_PHRASE_STATE + TALLY_CHART_STATE_PAUSED] = "Paused",
  [TALLY_CHART_PHRASE_STATE + TALLY_CHART_STATE_UNKNOWN] = "Unknown",
  [TALLY_CHART_PHRASE_STATE + TALLY_CHART_STATE_LATE] = "Late",
  [TALLY_CHART_PHRASE_STATE + TALLY_CHART_STATE_DEGRADED] = "Degraded",
  [TALLY_CHART_PHRASE_STATE + TALLY_CHART_STATE_FAILED] = "Failed",
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
