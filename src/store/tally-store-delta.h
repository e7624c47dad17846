/* tally-store-delta.h
 *
 * The differences between two states of a line, field by field, as canonical text. Pure functions,
 * any thread. Depends on core and model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-line.h"

G_BEGIN_DECLS

/* Fields of a line that are compared: those of TallyField, then reason, issues, variant,
 * identifier and detail. */
#define TALLY_STORE_DELTA_N_FIELDS (TALLY_N_FIELDS + 5)
#define TALLY_STORE_DELTA_BUFFER_SIZE 64

/**
 * tally_store_delta_get_field_id:
 * @field: 0 … %TALLY_STORE_DELTA_N_FIELDS - 1
 *
 * Returns: (transfer none): its stable id
 */
const char *tally_store_delta_get_field_id (guint             field);

/**
 * tally_store_delta_get_value:
 * @line: a line
 * @field: 0 … %TALLY_STORE_DELTA_N_FIELDS - 1
 * @buffer: room for %TALLY_STORE_DELTA_BUFFER_SIZE bytes
 *
 * Formats a field: texts as they are, days as "2025-08-17", dollars with two decimals, exact
 * numbers, "true" or "false", ids of reason and variant, the issues' bits as a number.
 *
 * Returns: (transfer none): the text, in @buffer or in @line
 */
const char *tally_store_delta_get_value    (const TallyLine  *line,
                                            guint             field,
                                            char             *buffer);

G_END_DECLS
