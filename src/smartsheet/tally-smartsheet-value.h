/* tally-smartsheet-value.h
 *
 * The API's words for times and column types. Pure functions, any thread. Depends on core and
 * model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-table.h"

G_BEGIN_DECLS

/**
 * tally_smartsheet_value_parse_time:
 * @bytes: an RFC 3339 time with zone, not NUL-terminated
 * @length: its length in bytes
 *
 * Returns: µs since 1970 UTC, 0 if it is no time
 */
gint64          tally_smartsheet_value_parse_time        (const char *bytes,
                                                          gsize       length);

/**
 * tally_smartsheet_value_from_msec:
 * @msec: ms since 1970 UTC, as the API writes times with numericDates=true
 *
 * Returns: µs since 1970 UTC, 0 if that does not fit
 */
gint64          tally_smartsheet_value_from_msec         (gint64      msec);

/**
 * tally_smartsheet_value_parse_column_type:
 * @bytes: (nullable): the API's name of a column type, not NUL-terminated
 * @length: its length in bytes
 *
 * Returns: the type, %TALLY_COLUMN_OTHER for an unknown one
 */
TallyColumnType tally_smartsheet_value_parse_column_type (const char *bytes,
                                                          gsize       length);

G_END_DECLS
