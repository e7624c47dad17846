/* tally-cli-recovery.h
 *
 * What "tallyman recovery" shows of failures: a few tables for people, or one JSON object. Names of
 * people, their words and identities stand there only for those who may see them. Main thread. Sees
 * core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-recovery.h"

G_BEGIN_DECLS

/**
 * tally_cli_recovery_dup_text:
 * @recovery: what the store has
 * @reveal: whether names and people's words may be shown
 *
 * Returns: (transfer full): all of it, for people
 */
char *tally_cli_recovery_dup_text          (const TallyRecovery *recovery,
                                            gboolean             reveal);

/**
 * tally_cli_recovery_dup_attempts_text:
 * @recovery: what the store has
 *
 * Returns: (transfer full): its attempts alone, for people
 */
char *tally_cli_recovery_dup_attempts_text (const TallyRecovery *recovery);

/**
 * tally_cli_recovery_dup_json:
 * @recovery: what the store has
 * @reveal: whether names and people's words may be shown
 *
 * Returns: (transfer full): one JSON object and its line end; tallyman(1) has the schema
 */
char *tally_cli_recovery_dup_json          (const TallyRecovery *recovery,
                                            gboolean             reveal);

G_END_DECLS
