/* tally-address.h
 *
 * E-mail addresses as people are named by: what can be said of one without asking. A pure function, any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tally_address_is_valid:
 * @text: (nullable): any text
 *
 * Returns: whether it is UTF-8, at most 254 bytes (RFC 5321, 4.5.3.1.3), with one "@" that has something on both sides,
 *   and nothing that separates addresses
 */
gboolean tally_address_is_valid (const char *text);

G_END_DECLS
