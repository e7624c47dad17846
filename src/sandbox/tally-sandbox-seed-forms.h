/* tally-sandbox-seed-forms.h
 *
 * How made-up values are written: dates, amounts, numbers. Whole numbers only, so that neither the
 * locale nor the machine's floating point has a say. For the files of the generator alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-sandbox-seed-private.h"

G_BEGIN_DECLS

/**
 * tally_sandbox_seed_below:
 * @self: the generator
 * @bound: 1 or more
 *
 * Returns: a number 0 … @bound - 1
 */
guint                     tally_sandbox_seed_below       (TallySandboxSeeder      *self,
                                                          guint                    bound);

/**
 * tally_sandbox_seed_day:
 * @self: the generator
 * @julian: a day
 *
 * Returns: the ISO date as a JSON string
 */
const TallySandboxLexeme *tally_sandbox_seed_day         (TallySandboxSeeder      *self,
                                                          guint                    julian);

/**
 * tally_sandbox_seed_us_day:
 * @self: the generator
 * @julian: a day
 * @with_century: whether the year has four digits
 *
 * Returns: the date as people type it, "8/17/25" or "08/17/2025"
 */
const TallySandboxLexeme *tally_sandbox_seed_us_day      (TallySandboxSeeder      *self,
                                                          guint                    julian,
                                                          gboolean                 with_century);

/**
 * tally_sandbox_seed_text:
 * @self: the generator
 * @format: printf() format of texts and whole numbers
 * @...: its arguments
 *
 * Returns: the JSON string
 */
const TallySandboxLexeme *tally_sandbox_seed_text        (TallySandboxSeeder      *self,
                                                          const char              *format,
                                                          ...) G_GNUC_PRINTF (2, 3);

/**
 * tally_sandbox_seed_number:
 * @self: the generator
 * @format: printf() format of a JSON number of whole numbers
 * @...: its arguments
 *
 * Returns: the JSON number
 */
const TallySandboxLexeme *tally_sandbox_seed_number      (TallySandboxSeeder      *self,
                                                          const char              *format,
                                                          ...) G_GNUC_PRINTF (2, 3);

/**
 * tally_sandbox_seed_dollars:
 * @self: the generator
 * @cents: an amount, 0 or more
 *
 * Returns: "$1,234.50" as a JSON string
 */
const TallySandboxLexeme *tally_sandbox_seed_dollars     (TallySandboxSeeder      *self,
                                                          gint64                   cents);

/**
 * tally_sandbox_seed_amount:
 * @self: the generator
 * @cents: an amount, 0 or more
 *
 * Returns: the JSON number, "1234.5", as the service writes it
 */
const TallySandboxLexeme *tally_sandbox_seed_amount      (TallySandboxSeeder      *self,
                                                          gint64                   cents);

/**
 * tally_sandbox_seed_julian_usec:
 * @julian: a day
 * @second: second of the day
 *
 * Returns: µs since 1970-01-01 UTC
 */
gint64                    tally_sandbox_seed_julian_usec (guint                    julian,
                                                          guint                    second);

G_END_DECLS
