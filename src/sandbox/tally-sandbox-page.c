/* tally-sandbox-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-page.h"

#include "tally-number.h"

/* Default of both forms, and the least that maxItems may be. */
#define DEFAULT_ITEMS 100

/* A lastKey is opaque to clients; this one is an offset behind a word that makes it look so. */
#define KEY_PREFIX "sbx"

static void
write_items (TallySandboxCall     *call,
             GPtrArray            *items,
             gsize                 first,
             gsize                 n_items,
             TallySandboxItemFunc  func,
             gpointer              user_data)
{
  g_string_append (call->out, "\"data\":[");
  for (gsize i = first; i < MIN (first + n_items, items->len); i++)
    {
      if (i > first)
        g_string_append_c (call->out, ',');
      func (call, items->pdata[i], user_data);
    }
  g_string_append_c (call->out, ']');
}

void
tally_sandbox_page_write (TallySandboxCall     *call,
                          GPtrArray            *items,
                          TallySandboxItemFunc  func,
                          gpointer              user_data)
{
  gint64 page = 1;
  gint64 size = DEFAULT_ITEMS;
  gint64 n_pages;

  if (tally_sandbox_call_get_flag (call, "includeAll"))
    {
      g_string_append_printf (call->out, "{\"pageNumber\":1,\"totalPages\":1,\"totalCount\":%u,",
                              items->len);
      write_items (call, items, 0, items->len, func, user_data);
      g_string_append_c (call->out, '}');
      return;
    }
  if (!tally_sandbox_call_get_number (call, "page", 1, &page) ||
      !tally_sandbox_call_get_number (call, "pageSize", 1, &size))
    return;
  size = MIN (size, G_MAXINT);
  n_pages = MAX (1, (items->len + size - 1) / size);
  page = call->habits->past_end_is_empty ? MIN (page, n_pages + 1) : MIN (page, n_pages);
  g_string_append_printf (call->out,
                          "{\"pageNumber\":%" G_GINT64_FORMAT ",\"pageSize\":%" G_GINT64_FORMAT
                          ",\"totalPages\":%" G_GINT64_FORMAT ",\"totalCount\":%u,",
                          page, size, n_pages, items->len);
  write_items (call, items, (page - 1) * size, size, func, user_data);
  g_string_append_c (call->out, '}');
}

static gboolean
read_key (TallySandboxCall *call,
          gint64           *out_offset)
{
  const char *key = tally_sandbox_call_get_text (call, "lastKey");

  if (key == NULL)
    return TRUE;
  if (g_str_has_prefix (key, KEY_PREFIX) &&
      tally_number_parse_int64 (key + strlen (KEY_PREFIX), strlen (key) - strlen (KEY_PREFIX),
                                out_offset) &&
      *out_offset >= 0)
    return TRUE;
  tally_sandbox_call_fail (call, 1018, "lastKey");
  return FALSE;
}

void
tally_sandbox_page_write_token (TallySandboxCall     *call,
                                GPtrArray            *items,
                                TallySandboxItemFunc  func,
                                gpointer              user_data)
{
  gint64 size = DEFAULT_ITEMS;
  gint64 offset = 0;

  if (!tally_sandbox_call_get_number (call, "maxItems", DEFAULT_ITEMS, &size) ||
      !read_key (call, &offset))
    return;
  size = MIN (size, G_MAXINT);
  offset = MIN (offset, items->len);
  g_string_append_c (call->out, '{');
  write_items (call, items, offset, size, func, user_data);
  if (offset + size < items->len)
    g_string_append_printf (call->out, ",\"lastKey\":\"" KEY_PREFIX "%" G_GINT64_FORMAT "\"",
                            offset + size);
  g_string_append_c (call->out, '}');
}
