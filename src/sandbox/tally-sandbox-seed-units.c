/* tally-sandbox-seed-units.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-seed-units.h"

#include "tally-random.h"

static const struct {
  const char *code;
  const char *noun;
  const char *uom;
  guint       typical_quantity;
  guint       install_cents;
} families[] = {
  { "ANC", "Anchor assembly", "EA", 4, 22400 },
  { "ARM", "Crossarm", "EA", 4, 33000 },
  { "POL", "Wood pole", "EA", 1, 128000 },
  { "SAA", "Service attachment", "EA", 6, 5600 },
  { "XFM", "Overhead transformer", "EA", 2, 94000 },
  { "CND", "Primary conductor", "FT", 400, 185 },
  { "SEC", "Secondary cable", "FT", 250, 240 },
  { "SWT", "Line switch", "EA", 2, 71000 },
  { "FUS", "Fused cutout", "EA", 3, 18200 },
  { "GUY", "Down guy", "EA", 4, 12700 },
  { "LGT", "Street light", "EA", 2, 26500 },
  { "MTR", "Meter base", "EA", 2, 15300 },
  { "CPC", "Capacitor bank", "EA", 1, 186000 },
  { "RCL", "Recloser", "EA", 1, 242000 },
  { "INS", "Insulator string", "EA", 6, 4300 },
  { "FLG", "Flagging crew", "HR", 10, 9800 },
};

static const struct {
  const char *code;
  const char *word;
  guint       percent;
} kinds[] = {
  { "DE", "dead end", 125 }, { "TN", "tangent", 100 }, { "DW", "double wood", 140 },
  { "FG", "fibreglass", 155 }, { "ST", "steel", 170 }, { "M", "machine set", 90 },
  { "H", "hand set", 180 }, { "AN", "angle", 115 }, { "RC", "rock", 260 },
  { "UG", "underground riser", 145 }, { "3P", "three phase", 230 }, { "1P", "single phase", 80 },
};

static const guint sizes[] = {
  10, 12, 14, 16, 18, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 90, 95, 100,
};

/* Codes of another make than family-kind-size. */
static const char *const short_codes[] = { "ANC-M", "ARM-DW", "SAA-DE-20-A", "POL-45-3" };

#define N_CODES (G_N_ELEMENTS (families) * G_N_ELEMENTS (kinds) * G_N_ELEMENTS (sizes))
G_STATIC_ASSERT (N_CODES + G_N_ELEMENTS (short_codes) >= TALLY_SANDBOX_MAX_UNITS);
/* Has no divisor in common with N_CODES = 2^6 · 3^2 · 7, so that stepping meets each code once. */
#define STRIDE 1013

static void
set_rates (TallySandboxUnit *unit,
           guint64           install_cents,
           TallyRandom      *random)
{
  gint64 install = (gint64) (install_cents + tally_random_below (random, install_cents / 5 + 40));
  gint64 removal = install * (gint64) (13 + tally_random_below (random, 22)) / 100;
  gint64 transfer = install * (gint64) (40 + tally_random_below (random, 46)) / 100;

  if (tally_random_below (random, 10) == 0)
    transfer = 0;
  for (guint era = 0; era < TALLY_SANDBOX_N_ERAS; era++)
    {
      gint64 percent = 100 + 3 * era;

      unit->rate_cents[era][TALLY_SANDBOX_WORK_INSTALL] = install * percent / 100;
      unit->rate_cents[era][TALLY_SANDBOX_WORK_REMOVAL] = removal * percent / 100;
      unit->rate_cents[era][TALLY_SANDBOX_WORK_TRANSFER] = transfer * percent / 100;
    }
}

static TallySandboxUnit
make_unit (TallySandboxPool *pool,
           TallyRandom      *random,
           guint             number,
           const char       *short_code)
{
  guint family = number % G_N_ELEMENTS (families);
  guint kind = number / G_N_ELEMENTS (families) % G_N_ELEMENTS (kinds);
  guint size = number / (G_N_ELEMENTS (families) * G_N_ELEMENTS (kinds)) % G_N_ELEMENTS (sizes);
  g_autofree char *code = g_strdup_printf ("%s-%s-%u", families[family].code, kinds[kind].code,
                                           sizes[size]);
  g_autofree char *description = g_strdup_printf ("%s, %s, size %u", families[family].noun,
                                                  kinds[kind].word, sizes[size]);
  TallySandboxUnit unit = { NULL };

  unit.code = tally_sandbox_pool_text (pool, short_code != NULL ? short_code : code);
  unit.description = tally_sandbox_pool_text (pool, description);
  unit.uom = tally_sandbox_pool_text (pool, families[family].uom);
  unit.typical_quantity = families[family].typical_quantity;
  set_rates (&unit, (guint64) families[family].install_cents * kinds[kind].percent *
                    (100 + sizes[size]) / 15000, random);
  return unit;
}

GArray *
tally_sandbox_seed_units_new (TallySandboxPool *pool,
                              guint64           seed,
                              guint             n_units)
{
  g_autoptr (TallyRandom) root = tally_random_new (seed);
  g_autoptr (TallyRandom) random = tally_random_split (root, "units");
  GArray *units = g_array_sized_new (FALSE, FALSE, sizeof (TallySandboxUnit), n_units);
  guint number = (guint) tally_random_below (random, N_CODES);

  for (guint i = 0; i < n_units; i++)
    {
      const char *short_code = i < G_N_ELEMENTS (short_codes) ? short_codes[i] : NULL;
      TallySandboxUnit unit = make_unit (pool, random, number, short_code);

      g_array_append_val (units, unit);
      number = (number + STRIDE) % N_CODES;
    }
  return units;
}
