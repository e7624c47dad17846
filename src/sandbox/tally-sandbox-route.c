/* tally-sandbox-route.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-route.h"

#include "tally-number.h"

static gsize
get_segment_length (const char *p)
{
  return strcspn (p, "/");
}

static gboolean
matches (const char *pattern,
         const char *path,
         gint64     *ids)
{
  guint n_ids = 0;

  while (*pattern == '/' && *path == '/')
    {
      gsize pattern_length = get_segment_length (++pattern);
      gsize length = get_segment_length (++path);

      if (*pattern == '#')
        {
          if (!tally_number_parse_int64 (path, length, &ids[n_ids++]))
            return FALSE;
        }
      else if (length != pattern_length || strncmp (pattern, path, length) != 0)
        {
          return FALSE;
        }
      pattern += pattern_length;
      path += length;
    }
  return *pattern == '\0' && *path == '\0';
}

static const TallySandboxRoute *
find_in_table (const TallySandboxRoute *table,
               TallySandboxCall        *call,
               gboolean                *is_known)
{
  for (const TallySandboxRoute *route = table; route->method != NULL; route++)
    {
      gint64 ids[TALLY_SANDBOX_CALL_MAX_IDS] = { 0 };

      if (!matches (route->pattern, call->path, ids))
        continue;
      *is_known = TRUE;
      if (strcmp (route->method, call->method) != 0)
        continue;
      memcpy (call->ids, ids, sizeof ids);
      return route;
    }
  return NULL;
}

const TallySandboxRoute *
tally_sandbox_route_find (TallySandboxCall *call)
{
  const TallySandboxRoute *const tables[] = {
    tally_sandbox_routes_sheets, tally_sandbox_routes_rows, tally_sandbox_routes_history,
    tally_sandbox_routes_files, tally_sandbox_routes_upload, tally_sandbox_routes_discussions,
    tally_sandbox_routes_tree, tally_sandbox_routes_users,
  };
  gboolean is_known = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      const TallySandboxRoute *route = find_in_table (tables[i], call, &is_known);
      if (route != NULL)
        return route;
    }
  tally_sandbox_call_fail (call, is_known ? 1010 : 1006, NULL);
  return NULL;
}

TallySandboxSheet *
tally_sandbox_route_find_sheet (TallySandboxCall *call)
{
  TallySandboxSheet *sheet = tally_sandbox_world_find_sheet (call->world, call->ids[0]);

  if (sheet == NULL)
    tally_sandbox_call_fail (call, 1006, NULL);
  return sheet;
}

TallySandboxRow *
tally_sandbox_route_find_row (TallySandboxCall   *call,
                              TallySandboxSheet **out_sheet)
{
  TallySandboxSheet *sheet = tally_sandbox_route_find_sheet (call);
  TallySandboxRow *row;

  if (sheet == NULL)
    return NULL;
  row = tally_sandbox_sheet_find_row (sheet, call->ids[1]);
  if (row == NULL)
    tally_sandbox_call_fail (call, 1006, NULL);
  *out_sheet = sheet;
  return row;
}
