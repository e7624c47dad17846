/* tally-app-verdict-bar.h
 *
 * What a reviewer decides with: five verdicts, each with its reasons, a note, and what was got back. Its buttons refer to
 * the action "review.decide" (ss), a status and a reason. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "tally-money.h"

G_BEGIN_DECLS

#define TALLY_TYPE_APP_VERDICT_BAR (tally_app_verdict_bar_get_type ())

/**
 * TallyAppVerdictBar:
 *
 * A bar below a finding.
 */
G_DECLARE_FINAL_TYPE (TallyAppVerdictBar, tally_app_verdict_bar, TALLY, APP_VERDICT_BAR, AdwBin)

/**
 * tally_app_verdict_bar_set_many:
 * @self: a bar
 * @is_many: whether it decides about several: then nobody can say what was got back, as each would have got all of it
 */
void     tally_app_verdict_bar_set_many      (TallyAppVerdictBar *self,
                                              gboolean            is_many);

/**
 * tally_app_verdict_bar_dup_note:
 * @self: a bar
 *
 * Returns: (transfer full): the note
 */
char    *tally_app_verdict_bar_dup_note      (TallyAppVerdictBar *self);

/**
 * tally_app_verdict_bar_get_recovered:
 * @self: a bar
 * @out_cents: (out): what was got back, 0 if nothing is said; untouched on failure
 *
 * Returns: %FALSE if what stands there is no amount
 */
gboolean tally_app_verdict_bar_get_recovered (TallyAppVerdictBar *self,
                                              TallyMoney         *out_cents);

/**
 * tally_app_verdict_bar_clear:
 * @self: a bar
 *
 * Empties the note and the amount.
 */
void     tally_app_verdict_bar_clear         (TallyAppVerdictBar *self);

G_END_DECLS
