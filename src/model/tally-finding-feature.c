/* tally-finding-feature.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-finding-feature.h"

#include <glib/gi18n.h>
#include <math.h>

#include "tally-money.h"

/* How a value is told. */
typedef enum {
  LEVEL,   /* of severity */
  SHARE,   /* 0 … 1 */
  YES_NO,
  MONEY,   /* logarithm of dollars and one */
  COUNT,   /* logarithm of a number and one */
  RATE,    /* the same, for each hundred */
  FACTOR,  /* logarithm of a factor */
  NUMBER,
  DAYS,
  ONE_IN,  /* logarithm */
} Form;

static const struct {
  const char *id;
  const char *title;
  Form        form;
} features[TALLY_N_FEATURES] = {
  [TALLY_FEATURE_SEVERITY] = { "severity", N_("Severity"), LEVEL },
  [TALLY_FEATURE_CONFIDENCE] = { "confidence", N_("How well the evidence stands"), SHARE },
  [TALLY_FEATURE_SCORE] = { "score", N_("How sure the detector is"), SHARE },
  [TALLY_FEATURE_STATISTICAL] = { "statistical", N_("Found by what is usual, not by a rule"), YES_NO },
  [TALLY_FEATURE_EXPOSURE] = { "exposure", N_("Exposure"), MONEY },
  [TALLY_FEATURE_EXPOSURE_OF_LINES] = { "exposure-of-lines", N_("Exposure against the amount of its lines"), SHARE },
  [TALLY_FEATURE_EXPOSURE_OF_REQUEST] = { "exposure-of-request", N_("Exposure against the work request's amount"), SHARE },
  [TALLY_FEATURE_N_LINES] = { "lines", N_("Lines that it is about"), COUNT },
  [TALLY_FEATURE_N_PEERS] = { "peers", N_("Lines of the same unit and work"), COUNT },
  [TALLY_FEATURE_QUANTITY] = { "quantity", N_("Quantity against the usual for this unit"), FACTOR },
  [TALLY_FEATURE_QUANTITY_SPREAD] = { "quantity-spread", N_("Distance of the quantity, in usual deviations"), NUMBER },
  [TALLY_FEATURE_UNIT_PRICE] = { "unit-price", N_("Price of a unit against the usual for it"), FACTOR },
  [TALLY_FEATURE_UNIT_PRICE_SPREAD] = { "unit-price-spread", N_("Distance of the unit's price, in usual deviations"), NUMBER },
  [TALLY_FEATURE_PRICE_OF_CREW] = { "price-of-crew", N_("Price of the line against the crew's usual"), FACTOR },
  [TALLY_FEATURE_PRICE] = { "price", N_("Price of the dearest line"), MONEY },
  [TALLY_FEATURE_DAYS_TO_BILLING] = { "days-to-billing", N_("Days between work and billing"), DAYS },
  [TALLY_FEATURE_WEEKEND] = { "weekend", N_("Work on a weekend"), SHARE },
  [TALLY_FEATURE_ROUND] = { "round", N_("Zeros at the end of the amount"), NUMBER },
  [TALLY_FEATURE_MISSING] = { "missing", N_("Values missing on each line"), NUMBER },
  [TALLY_FEATURE_NOT_BILLED] = { "not-billed", N_("Lines that are not billed"), SHARE },
  [TALLY_FEATURE_CHANGES] = { "changes", N_("Changes of its lines"), COUNT },
  [TALLY_FEATURE_CHANGED_AFTER] = { "changed-after", N_("Changed after publication"), YES_NO },
  [TALLY_FEATURE_ALSO_FOUND] = { "also-found", N_("Other findings about its lines"), COUNT },
  [TALLY_FEATURE_FOUND_IN_REQUEST] = { "found-in-request", N_("Other findings in the work request"), COUNT },
  [TALLY_FEATURE_FOUND_OF_CREW] = { "found-of-crew", N_("Findings for each 100 lines of the crew"), RATE },
  [TALLY_FEATURE_LINE_RARITY] = { "line-rarity", N_("How rare a line like it is"), ONE_IN },
  [TALLY_FEATURE_RARITY] = { "rarity", N_("How rare a finding like it is"), ONE_IN },
  [TALLY_FEATURE_IN_PRICING + TALLY_FINDING_PRICING] = { "in-pricing", N_("About the price"), YES_NO },
  [TALLY_FEATURE_IN_PRICING + TALLY_FINDING_QUANTITY] = { "in-quantity", N_("About the quantity"), YES_NO },
  [TALLY_FEATURE_IN_PRICING + TALLY_FINDING_DUPLICATE] = { "in-duplicate", N_("About the same work twice"), YES_NO },
  [TALLY_FEATURE_IN_PRICING + TALLY_FINDING_TIMING] = { "in-timing", N_("About the week or the day"), YES_NO },
  [TALLY_FEATURE_IN_PRICING + TALLY_FINDING_MASTER_DATA] = { "in-master-data", N_("About unit codes, rates or names"), YES_NO },
  [TALLY_FEATURE_IN_PRICING + TALLY_FINDING_AUTHORISATION] = { "in-authorisation", N_("About who may change what"), YES_NO },
  [TALLY_FEATURE_IN_PRICING + TALLY_FINDING_DATA_QUALITY] = { "in-data-quality", N_("About a value that is missing"), YES_NO },
  [TALLY_FEATURE_IN_PRICING + TALLY_FINDING_PROCESS] = { "in-process", N_("About work that is not billed or documented"), YES_NO },
  [TALLY_FEATURE_IN_PRICING + TALLY_FINDING_SYSTEM] = { "in-system", N_("About totals that do not add up"), YES_NO },
  [TALLY_FEATURE_DETECTOR_RIGHT] = { "detector-right", N_("Findings of this detector confirmed before"), SHARE },
  [TALLY_FEATURE_DETECTOR_JUDGED] = { "detector-judged", N_("Findings of this detector judged before"), COUNT },
  [TALLY_FEATURE_CAUSE_RIGHT] = { "cause-right", N_("Findings of this cause confirmed before"), SHARE },
  [TALLY_FEATURE_CREW_RIGHT] = { "crew-right", N_("Findings on lines of this crew confirmed before"), SHARE },
  [TALLY_FEATURE_CREW_ERRORS] = { "crew-errors", N_("Confirmed errors on lines of this crew before"), COUNT },
  [TALLY_FEATURE_REQUEST_RIGHT] = { "request-right", N_("Findings of this work request confirmed before"), SHARE },
  [TALLY_FEATURE_UNIT_RIGHT] = { "unit-right", N_("Findings on this unit confirmed before"), SHARE },
};

TallyFindingTraits *
tally_finding_traits_new (void)
{
  TallyFindingTraits *self = g_new0 (TallyFindingTraits, 1);

  for (guint f = 0; f < TALLY_N_FEATURES; f++)
    self->values[f] = NAN;
  self->crew = g_strdup ("");
  self->unit = g_strdup ("");
  return self;
}

void
tally_finding_traits_free (TallyFindingTraits *self)
{
  if (self == NULL)
    return;
  g_free (self->crew);
  g_free (self->unit);
  g_free (self);
}

const char *
tally_finding_feature_get_id (TallyFindingFeature feature)
{
  g_return_val_if_fail (feature < TALLY_N_FEATURES, "");
  return features[feature].id;
}

const char *
tally_finding_feature_get_title (TallyFindingFeature feature)
{
  g_return_val_if_fail (feature < TALLY_N_FEATURES, "");
  return features[feature].title;
}

static const char *
keep_english (const char *text)
{
  return text;
}

static char *
dup_money (double dollars)
{
  char buffer[TALLY_MONEY_BUFFER_SIZE];
  double cents = CLAMP (dollars * 100, 0, (double) TALLY_MONEY_MAX);

  return g_strdup (tally_money_format_for_people ((TallyMoney) (cents + 0.5), buffer, sizeof buffer));
}

static char *
dup_number (double      value,
            const char *behind)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (digits, sizeof digits, fabs (value) < 9.95 ? "%.1f" : "%.0f", value);
  return g_strconcat (digits, behind, NULL);
}

/* "4.2 times", also of what is less: "0.25 times". */
static char *
dup_factor (double      factor,
            const char *times)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (digits, sizeof digits, factor < 0.95 ? "%.2f" : factor < 9.95 ? "%.1f" : "%.0f", factor);
  return g_strdup_printf ("%s %s", digits, times);
}

static char *
dup_days (double                    days,
          TallyFindingFactTranslate translate)
{
  return g_strdup_printf ("%.0f %s", days, fabs (days) < 1.5 && fabs (days) > 0.5 ? translate (N_("day")) : translate (N_("days")));
}

char *
tally_finding_feature_dup_text (TallyFindingFeature       feature,
                                double                    value,
                                TallyFindingFactTranslate translate)
{
  g_return_val_if_fail (feature < TALLY_N_FEATURES, NULL);
  if (translate == NULL)
    translate = keep_english;
  if (!isfinite (value))
    return g_strdup (translate (N_("not known")));
  switch (features[feature].form)
    {
    case LEVEL:
      return g_strdup (translate (tally_risk_get_id ((TallyRisk) CLAMP (value, 0, TALLY_N_RISKS - 1))));
    case SHARE:
      return dup_number (value * 100, " %");
    case YES_NO:
      return g_strdup (value >= 0.5 ? translate (N_("yes")) : translate (N_("no")));
    case MONEY:
      return dup_money (expm1 (value));
    case COUNT:
      return g_strdup_printf ("%.0f", expm1 (value));
    case RATE:
      return dup_number (expm1 (value), "");
    case FACTOR:
      return dup_factor (exp (value), translate (N_("times")));
    case DAYS:
      return dup_days (value, translate);
    case ONE_IN:
      return g_strdup_printf ("%s %.0f", translate (N_("1 in")), MAX (exp (value), 1));
    case NUMBER:
    default:
      return dup_number (value, "");
    }
}
