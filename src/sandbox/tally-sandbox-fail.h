/* tally-sandbox-fail.h
 *
 * The service's error codes with their HTTP statuses and the bodies that carry them. Pure
 * functions, any thread. Depends on core alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tally_sandbox_fail_get_status:
 * @error_code: the service's code
 *
 * Returns: the HTTP status it comes with; 500 for a code that is not known here
 */
guint tally_sandbox_fail_get_status (guint       error_code);

/**
 * tally_sandbox_fail_append:
 * @buffer: where to append
 * @error_code: the service's code
 * @argument: (nullable): what the message speaks of
 * @detail: (nullable): JSON of the member "detail"
 *
 * Appends the JSON object {refId, errorCode, message, detail?}.
 */
void  tally_sandbox_fail_append     (GString    *buffer,
                                     guint       error_code,
                                     const char *argument,
                                     const char *detail);

G_END_DECLS
