/* tally-notice-log.h
 *
 * A notice as a line of the log, the same in every face. Any thread. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-log.h"
#include "tally-notice.h"

G_BEGIN_DECLS

/**
 * tally_notice_write:
 * @notice: what a run has to say
 * @log: (nullable): a log
 * @area: who says it: %G_LOG_DOMAIN
 * @reveal: whether its detail may be shown
 *
 * Writes it: information at the level of information, and so on.
 */
void tally_notice_write (const TallyNotice *notice,
                         TallyLog          *log,
                         const char        *area,
                         gboolean           reveal);

G_END_DECLS
