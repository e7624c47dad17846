/* tally-chart-theme.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-chart-theme.h"

#include <math.h>

#include "tally-chart-marks.h"

#define RGB(hex) { ((hex) >> 16 & 0xff) / 255.0, ((hex) >> 8 & 0xff) / 255.0, ((hex) & 0xff) / 255.0, 1 }

#define GRAPHIC_CONTRAST 3.0
/* Thin lines on dark look dimmer than their contrast says: light scatters in the eye. */
#define DARK_GRAPHIC_CONTRAST 4.5
#define DARK_LUMINANCE 0.18
#define TEXT_CONTRAST 4.5
#define HIGH_TEXT_CONTRAST 7.0
#define N_STEPS 100

static const TallyChartColor okabe_ito[TALLY_CHART_N_STYLES] = {
  RGB (0x0072b2), RGB (0xd55e00), RGB (0x009e73), RGB (0xcc79a7), RGB (0xe69f00), RGB (0x56b4e9), RGB (0x000000),
};

/* From the CSS names of libadwaita's palette; light, dark. */
static const TallyChartTheme palettes[] = {
  {
    .background = RGB (0xffffff), .foreground = RGB (0x241f31), .dim = RGB (0x5e5c64), .grid = RGB (0xe2e0de),
    .accent = RGB (0x1c71d8), .success = RGB (0x26a269), .warning = RGB (0xc88800), .error = RGB (0xc01c28),
  },
  {
    .background = RGB (0x1e1e1e), .foreground = RGB (0xf6f5f4), .dim = RGB (0xb0aeab), .grid = RGB (0x3d3846),
    .accent = RGB (0x62a0ea), .success = RGB (0x33d17a), .warning = RGB (0xf6d32d), .error = RGB (0xff6b6b),
  },
};

static double
get_linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
get_luminance (const TallyChartColor *color)
{
  return 0.2126 * get_linear (color->red) + 0.7152 * get_linear (color->green) + 0.0722 * get_linear (color->blue);
}

double
tally_chart_color_get_contrast (const TallyChartColor *one,
                                const TallyChartColor *other)
{
  double a = get_luminance (one), b = get_luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

static TallyChartColor
mix (const TallyChartColor *from,
     const TallyChartColor *to,
     double                 share)
{
  return (TallyChartColor) {
    from->red + (to->red - from->red) * share,
    from->green + (to->green - from->green) * share,
    from->blue + (to->blue - from->blue) * share,
    from->alpha,
  };
}

/* Towards black or white, whichever is farther from the background. */
static void
ensure_contrast (TallyChartColor       *color,
                 const TallyChartColor *background,
                 double                 contrast)
{
  const TallyChartColor black = RGB (0x000000), white = RGB (0xffffff), start = *color;
  const TallyChartColor *end = tally_chart_color_get_contrast (background, &black)
                                   > tally_chart_color_get_contrast (background, &white) ? &black : &white;

  for (guint i = 0; i <= N_STEPS && tally_chart_color_get_contrast (color, background) < contrast; i++)
    *color = mix (&start, end, (double) i / N_STEPS);
}

static gboolean
is_dark (const TallyChartTheme *self)
{
  return get_luminance (&self->background) < DARK_LUMINANCE;
}

void
tally_chart_theme_adjust (TallyChartTheme *self)
{
  double graphic = self->is_high_contrast ? TEXT_CONTRAST : is_dark (self) ? DARK_GRAPHIC_CONTRAST : GRAPHIC_CONTRAST;
  double text = self->is_high_contrast ? HIGH_TEXT_CONTRAST : TEXT_CONTRAST;
  TallyChartColor *const graphics[] = { &self->accent, &self->success, &self->warning, &self->error };

  ensure_contrast (&self->foreground, &self->background, text);
  ensure_contrast (&self->dim, &self->background, text);
  for (guint i = 0; i < G_N_ELEMENTS (graphics); i++)
    ensure_contrast (graphics[i], &self->background, graphic);
  for (guint i = 0; i < TALLY_CHART_N_STYLES; i++)
    {
      self->series[i] = okabe_ito[i];
      ensure_contrast (&self->series[i], &self->background, graphic);
    }
  /* Its black is the foreground of every theme. */
  self->series[TALLY_CHART_N_STYLES - 1] = self->foreground;
}

void
tally_chart_theme_init (TallyChartTheme *self,
                        gboolean         wants_dark,
                        gboolean         is_high_contrast)
{
  *self = palettes[wants_dark ? 1 : 0];
  self->is_high_contrast = is_high_contrast;
  self->font_family = "Sans";
  self->font_px = 12;
  self->line_width = is_high_contrast ? 2.5 : 1.75;
  if (is_high_contrast)
    {
      self->background = wants_dark ? (TallyChartColor) RGB (0x000000) : (TallyChartColor) RGB (0xffffff);
      self->foreground = wants_dark ? (TallyChartColor) RGB (0xffffff) : (TallyChartColor) RGB (0x000000);
      self->grid = mix (&self->background, &self->foreground, 0.35);
    }
  tally_chart_theme_adjust (self);
}

static TallyChartColor
get_state_color (const TallyChartTheme *self,
                 guint                  state)
{
  switch ((TallyChartState) state)
    {
    case TALLY_CHART_STATE_OK:
      return self->success;
    case TALLY_CHART_STATE_LATE:
    case TALLY_CHART_STATE_DEGRADED:
      return self->warning;
    case TALLY_CHART_STATE_FAILED:
      return self->error;
    case TALLY_CHART_STATE_MAINTENANCE:
      return self->accent;
    case TALLY_CHART_STATE_PAUSED:
    case TALLY_CHART_STATE_UNKNOWN:
    case TALLY_CHART_N_STATES:
    default:
      return self->dim;
    }
}

static TallyChartColor
fade (TallyChartColor color,
      double          alpha)
{
  color.alpha *= alpha;
  return color;
}

TallyChartColor
tally_chart_theme_get_color (const TallyChartTheme *self,
                             TallyChartRole         role,
                             guint                  index)
{
  const TallyChartColor series = self->series[index % TALLY_CHART_N_STYLES];
  const TallyChartColor colors[TALLY_CHART_N_ROLES] = {
    [TALLY_CHART_ROLE_BACKGROUND] = fade (self->background, self->is_transparent ? 0 : 1),
    [TALLY_CHART_ROLE_TITLE] = self->foreground,
    [TALLY_CHART_ROLE_LABEL] = self->dim,
    [TALLY_CHART_ROLE_VALUE] = self->foreground,
    [TALLY_CHART_ROLE_EMPTY] = self->dim,
    [TALLY_CHART_ROLE_GRID] = self->grid,
    [TALLY_CHART_ROLE_AXIS] = self->dim,
    [TALLY_CHART_ROLE_REFERENCE] = fade (self->success, is_dark (self) ? 0.2 : 0.14),
    [TALLY_CHART_ROLE_BAND] = fade (series, is_dark (self) ? 0.3 : 0.2),
    [TALLY_CHART_ROLE_AREA] = fade (series, is_dark (self) ? 0.22 : 0.14),
    [TALLY_CHART_ROLE_SERIES] = series,
    [TALLY_CHART_ROLE_PREVIOUS] = self->dim,
    [TALLY_CHART_ROLE_PEERS] = fade (self->dim, 0.75),
    [TALLY_CHART_ROLE_OWN] = self->accent,
    [TALLY_CHART_ROLE_HATCH] = fade (self->background, 0.7),
    [TALLY_CHART_ROLE_EVENT] = self->dim,
    [TALLY_CHART_ROLE_WARNING] = self->warning,
    [TALLY_CHART_ROLE_CRITICAL] = self->error,
    [TALLY_CHART_ROLE_STATE] = get_state_color (self, index),
    [TALLY_CHART_ROLE_STATE_MARK] = self->background,
    [TALLY_CHART_ROLE_PLATE] = fade (self->background, 0.85),
  };

  g_return_val_if_fail (role < TALLY_CHART_N_ROLES, self->foreground);
  return colors[role];
}

const double *
tally_chart_dash_get (guint  dash,
                      guint *out_n)
{
  static const struct { guint n; double lengths[6]; } dashes[TALLY_CHART_N_STYLES] = {
    { 0, { 0 } }, { 2, { 5, 2.5 } }, { 2, { 1.5, 2 } }, { 4, { 6, 2, 1.5, 2 } }, { 2, { 9, 3 } },
    { 6, { 5, 2, 1.5, 2, 1.5, 2 } }, { 2, { 3, 3 } },
  };

  *out_n = dashes[dash % TALLY_CHART_N_STYLES].n;
  return dashes[dash % TALLY_CHART_N_STYLES].lengths;
}
