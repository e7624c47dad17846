/* tally-smartsheet-url.h
 *
 * Which hosts we talk to: the regions' base URLs, what a configured base URL may be, and what a
 * download URL that the peer hands out may be. Pure functions, any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tally_smartsheet_url_find_region:
 * @region: "us", "eu", "au" or "gov"
 *
 * Returns: (transfer none) (nullable): its base URL, %NULL for an unknown region
 */
const char *tally_smartsheet_url_find_region    (const char  *region);

/**
 * tally_smartsheet_url_parse_base:
 * @text: a base URL, with or without a slash at the end
 * @error: return location, or %NULL
 *
 * Accepts https, and http on this machine's loopback address; no user, query or fragment.
 *
 * Errors: %TALLY_SMARTSHEET_ERROR_REJECTED - anything else (fix the configuration).
 *
 * Returns: (transfer full): the URL without a slash at the end
 */
char       *tally_smartsheet_url_parse_base     (const char  *text,
                                                 GError     **error);

/**
 * tally_smartsheet_url_check_download:
 * @text: (nullable): a URL that the peer handed out for an attachment
 * @base_url: the configured base URL
 * @error: return location, or %NULL
 *
 * Accepts https to a named public host; plain http, and an address of this machine or of a private
 * network, only when the base URL is on this machine too, as a sandbox is.
 *
 * Errors: %TALLY_SMARTSHEET_ERROR_REJECTED - anything else; the message names the host only, since
 * the rest of such a URL is a credential.
 *
 * Returns: %TRUE if it may be fetched
 */
gboolean    tally_smartsheet_url_check_download (const char  *text,
                                                 const char  *base_url,
                                                 GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
