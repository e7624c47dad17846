/* tally-audit-calendar.h
 *
 * On which days nobody is expected to work: weekends and the federal holidays of the United States,
 * computed for any year. Pure functions, any thread. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-week.h"

G_BEGIN_DECLS

/**
 * tally_audit_calendar_is_holiday:
 * @day: a day
 *
 * The eleven days of 5 U.S.C. § 6103 (a), and the Friday before or the Monday after those with a date that
 * fall on a weekend (§ 6103 (b), Executive Order 11582).
 *
 * Returns: %TRUE if it is a federal holiday, or the day on which one is kept
 */
gboolean   tally_audit_calendar_is_holiday        (TallyDay  day);

/**
 * tally_audit_calendar_is_off:
 * @day: a day
 *
 * Returns: %TRUE if it is a Saturday, a Sunday or a holiday
 */
gboolean   tally_audit_calendar_is_off            (TallyDay  day);

/**
 * tally_audit_calendar_add_business_days:
 * @day: a day
 * @n_days: how many
 *
 * Returns: the last day of the stretch that has @day and @n_days - 1 business days after it
 */
TallyDay   tally_audit_calendar_add_business_days (TallyDay  day,
                                                   guint     n_days);

G_END_DECLS
