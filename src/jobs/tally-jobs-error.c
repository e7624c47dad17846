/* tally-jobs-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-error.h"

G_DEFINE_QUARK (tally-jobs-error-quark, tally_jobs_error)
