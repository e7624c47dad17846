/* tally-smartsheet-url.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-url.h"

#include <gio/gio.h>

#include "tally-smartsheet-error.h"

/* developers.smartsheet.com, "Base URLs"; tokens are not interchangeable between them. */
static const struct {
  const char *region;
  const char *base_url;
} regions[] = {
  { "us", "https://api.smartsheet.com/2.0" },
  { "eu", "https://api.smartsheet.eu/2.0" },
  { "au", "https://api.smartsheet.au/2.0" },
  { "gov", "https://api.smartsheetgov.com/2.0" },
};

const char *
tally_smartsheet_url_find_region (const char *region)
{
  for (gsize i = 0; region != NULL && i < G_N_ELEMENTS (regions); i++)
    if (g_ascii_strcasecmp (regions[i].region, region) == 0)
      return regions[i].base_url;
  return NULL;
}

static gboolean
is_loopback (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0
         || (address != NULL && g_inet_address_get_is_loopback (address));
}

/* An address instead of a name, or a name that only means something inside a network. */
static gboolean
is_local (GUri *uri)
{
  const char *host = g_uri_get_host (uri);

  return is_loopback (uri) || g_hostname_is_ip_address (host) || strchr (host, '.') == NULL
         || g_str_has_suffix (host, ".local") || g_str_has_suffix (host, ".internal");
}

static GUri *
parse_url (const char *text)
{
  g_autoptr (GUri) uri = NULL;

  if (text != NULL)
    uri = g_uri_parse (text, G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0'
      || g_uri_get_userinfo (uri) != NULL
      || (*g_uri_get_path (uri) != '\0' && *g_uri_get_path (uri) != '/'))
    return NULL;
  return g_steal_pointer (&uri);
}

char *
tally_smartsheet_url_parse_base (const char  *text,
                                 GError     **error)
{
  g_autoptr (GUri) uri = parse_url (text);
  g_autofree char *url = NULL;
  gsize length;

  if (uri == NULL || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL
      || !(g_str_equal (g_uri_get_scheme (uri), "https")
           || (g_str_equal (g_uri_get_scheme (uri), "http") && is_loopback (uri))))
    {
      g_set_error_literal (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_REJECTED,
                           "the base URL must be https://HOST/PATH without user, query and "
                           "fragment; plain http only to this machine");
      return NULL;
    }
  url = g_uri_to_string (uri);
  length = strlen (url);
  while (length > 0 && url[length - 1] == '/')
    url[--length] = '\0';
  return g_steal_pointer (&url);
}

gboolean
tally_smartsheet_url_check_download (const char  *text,
                                     const char  *base_url,
                                     GError     **error)
{
  g_autoptr (GUri) uri = parse_url (text);
  g_autoptr (GUri) base = parse_url (base_url);
  gboolean is_https = uri != NULL && g_str_equal (g_uri_get_scheme (uri), "https");
  gboolean is_http = uri != NULL && g_str_equal (g_uri_get_scheme (uri), "http");

  if (is_https && !is_local (uri))
    return TRUE;
  if ((is_https || is_http) && base != NULL && is_loopback (base) && is_loopback (uri))
    return TRUE;
  g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_REJECTED,
               "the attachment's URL on host \"%s\" is not to be trusted",
               uri != NULL ? g_uri_get_host (uri) : "");
  return FALSE;
}
