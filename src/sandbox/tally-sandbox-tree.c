/* tally-sandbox-tree.c
 *
 * Workspaces, folders and the home, in the old style (nested) and the new one (metadata and
 * children).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-tree.h"

#include "tally-sandbox-page.h"
#include "tally-sandbox-render.h"
#include "tally-sandbox-route.h"

/* Path of the user's own folder. */
#define HOME "/home"

/* A child in a listing: exactly one of both is set. */
typedef struct
{
  TallySandboxContainer *folder;
  TallySandboxSheet     *sheet;
} Child;

void
tally_sandbox_tree_append_sheet (TallySandboxCall  *call,
                                 TallySandboxSheet *sheet,
                                 gboolean           is_numeric)
{
  GString *out = call->out;

  g_string_append_printf (out, "{\"id\":%" G_GINT64_FORMAT ",\"name\":", sheet->id);
  tally_sandbox_append_json_text (out, sheet->name);
  g_string_append_printf (out, ",\"accessLevel\":\"%s\",\"permalink\":"
                               "\"https://sandbox.invalid/sheets/%" G_GINT64_FORMAT "\"",
                          sheet->access_level != NULL ? sheet->access_level : "OWNER", sheet->id);
  g_string_append (out, ",\"createdAt\":");
  tally_sandbox_render_time (out, sheet->created_utc_usec, is_numeric);
  g_string_append (out, ",\"modifiedAt\":");
  tally_sandbox_render_time (out, sheet->modified_utc_usec, is_numeric);
}

static void
append_container_head (TallySandboxCall      *call,
                       TallySandboxContainer *container)
{
  g_string_append_printf (call->out, "{\"id\":%" G_GINT64_FORMAT ",\"name\":", container->id);
  tally_sandbox_append_json_text (call->out, container->name);
  g_string_append_printf (call->out, ",\"permalink\":\"https://sandbox.invalid/%s/%"
                          G_GINT64_FORMAT "\"",
                          container->is_workspace ? "workspaces" : "folders", container->id);
}

void
tally_sandbox_tree_append_workspace (TallySandboxCall  *call,
                                     TallySandboxSheet *sheet)
{
  TallySandboxContainer *top = sheet->container;

  while (top->parent != NULL)
    top = top->parent;
  if (!top->is_workspace)
    return;
  g_string_append_printf (call->out, ",\"workspace\":{\"id\":%" G_GINT64_FORMAT ",\"name\":",
                          top->id);
  tally_sandbox_append_json_text (call->out, top->name);
  g_string_append_c (call->out, '}');
}

static void
append_path_step (TallySandboxCall      *call,
                  TallySandboxContainer *container)
{
  if (container->parent != NULL)
    append_path_step (call, container->parent);
  if (container->parent == NULL && !container->is_workspace)
    return;
  g_string_append_printf (call->out, "{\"type\":\"%s\",\"id\":%" G_GINT64_FORMAT ",\"name\":",
                          container->is_workspace ? "workspace" : "folder", container->id);
  tally_sandbox_append_json_text (call->out, container->name);
  g_string_append (call->out, "},");
}

void
tally_sandbox_tree_append_path (TallySandboxCall  *call,
                                TallySandboxSheet *sheet)
{
  g_string_append (call->out, "{\"path\":[");
  append_path_step (call, sheet->container);
  g_string_append_printf (call->out, "{\"type\":\"sheet\",\"id\":%" G_GINT64_FORMAT ",\"name\":",
                          sheet->id);
  tally_sandbox_append_json_text (call->out, sheet->name);
  g_string_append (call->out, "}]}");
}

static void
append_sheets (TallySandboxCall      *call,
               TallySandboxContainer *container)
{
  g_string_append (call->out, ",\"sheets\":[");
  for (guint i = 0; i < container->sheets->len; i++)
    {
      if (i > 0)
        g_string_append_c (call->out, ',');
      tally_sandbox_tree_append_sheet (call, container->sheets->pdata[i],
                                       tally_sandbox_call_get_flag (call, "numericDates"));
      g_string_append_c (call->out, '}');
    }
  g_string_append_c (call->out, ']');
}

/* Nested folders come whole only with loadAll; else those on the first level come without their
 * contents. */
static void
append_contents (TallySandboxCall      *call,
                 TallySandboxContainer *container,
                 gboolean               loads_all)
{
  append_sheets (call, container);
  g_string_append (call->out, ",\"folders\":[");
  for (guint i = 0; i < container->folders->len; i++)
    {
      TallySandboxContainer *folder = container->folders->pdata[i];

      if (i > 0)
        g_string_append_c (call->out, ',');
      append_container_head (call, folder);
      if (loads_all)
        append_contents (call, folder, TRUE);
      g_string_append_c (call->out, '}');
    }
  g_string_append_c (call->out, ']');
}

static void
append_workspace_head (TallySandboxCall      *call,
                       TallySandboxContainer *container)
{
  append_container_head (call, container);
  if (container->is_workspace)
    g_string_append (call->out, ",\"accessLevel\":\"OWNER\"");
}

static TallySandboxContainer *
find_container (TallySandboxCall *call)
{
  TallySandboxContainer *container = tally_sandbox_world_find_container (call->world,
                                                                         call->ids[0]);
  gboolean is_workspace = g_str_has_prefix (call->path, "/workspaces/");

  if (container != NULL && container != call->world->home &&
      container->is_workspace == is_workspace)
    return container;
  tally_sandbox_call_fail (call, 1006, NULL);
  return NULL;
}

static void
get_container (TallySandboxCall *call)
{
  TallySandboxContainer *container = find_container (call);

  if (container == NULL)
    return;
  append_workspace_head (call, container);
  append_contents (call, container, tally_sandbox_call_get_flag (call, "loadAll"));
  g_string_append_c (call->out, '}');
}

static void
get_home (TallySandboxCall *call)
{
  g_string_append (call->out, "{\"workspaces\":[");
  for (guint i = 0; i < call->world->workspaces->len; i++)
    {
      if (i > 0)
        g_string_append_c (call->out, ',');
      append_workspace_head (call, call->world->workspaces->pdata[i]);
      append_contents (call, call->world->workspaces->pdata[i], TRUE);
      g_string_append_c (call->out, '}');
    }
  g_string_append_c (call->out, ']');
  append_contents (call, call->world->home, TRUE);
  g_string_append_c (call->out, '}');
}

static void
append_listed_container (TallySandboxCall *call,
                         gpointer          item,
                         gpointer          user_data)
{
  append_workspace_head (call, item);
  g_string_append_c (call->out, '}');
}

static void
list_workspaces (TallySandboxCall *call)
{
  const char *form = tally_sandbox_call_get_text (call, "paginationType");
  gboolean by_token = g_strcmp0 (form, "token") == 0 ||
                      tally_sandbox_call_get_text (call, "lastKey") != NULL ||
                      tally_sandbox_call_get_text (call, "maxItems") != NULL;

  if (by_token)
    tally_sandbox_page_write_token (call, call->world->workspaces, append_listed_container, NULL);
  else
    tally_sandbox_page_write (call, call->world->workspaces, append_listed_container, NULL);
}

static void
list_folders (TallySandboxCall *call)
{
  TallySandboxContainer *container = g_str_has_prefix (call->path, HOME)
                                       ? call->world->home : find_container (call);

  if (container != NULL)
    tally_sandbox_page_write (call, container->folders, append_listed_container, NULL);
}

static void
get_personal (TallySandboxCall *call)
{
  append_container_head (call, call->world->home);
  append_contents (call, call->world->home, TRUE);
  g_string_append_c (call->out, '}');
}

static void
get_metadata (TallySandboxCall *call)
{
  TallySandboxContainer *container = find_container (call);

  if (container == NULL)
    return;
  append_workspace_head (call, container);
  g_string_append (call->out, ",\"createdAt\":");
  tally_sandbox_render_time (call->out, container->created_utc_usec, FALSE);
  g_string_append (call->out, ",\"modifiedAt\":");
  tally_sandbox_render_time (call->out, container->modified_utc_usec, FALSE);
  g_string_append_c (call->out, '}');
}

static void
append_child (TallySandboxCall *call,
              gpointer          item,
              gpointer          user_data)
{
  Child *child = item;

  if (child->sheet != NULL)
    {
      tally_sandbox_tree_append_sheet (call, child->sheet,
                                       tally_sandbox_call_get_flag (call, "numericDates"));
      if (tally_sandbox_call_has_word (call, "include", "ownerInfo"))
        {
          g_string_append (call->out, ",\"owner\":");
          tally_sandbox_append_json_text (call->out, child->sheet->owner->email);
          g_string_append_printf (call->out, ",\"ownerId\":%" G_GINT64_FORMAT,
                                  child->sheet->owner->id);
        }
      g_string_append (call->out, ",\"resourceType\":\"sheet\"}");
      return;
    }
  append_container_head (call, child->folder);
  g_string_append (call->out, ",\"createdAt\":");
  tally_sandbox_render_time (call->out, child->folder->created_utc_usec, FALSE);
  g_string_append (call->out, ",\"modifiedAt\":");
  tally_sandbox_render_time (call->out, child->folder->modified_utc_usec, FALSE);
  g_string_append (call->out, ",\"resourceType\":\"folder\"}");
}

static gboolean
wants_type (TallySandboxCall *call,
            const char       *type)
{
  return tally_sandbox_call_get_text (call, "childrenResourceTypes") == NULL ||
         tally_sandbox_call_has_word (call, "childrenResourceTypes", type);
}

static gboolean
types_are_known (TallySandboxCall *call)
{
  static const char *const known[] = { "sheets", "reports", "sights", "folders", "templates",
                                       NULL };
  const char *text = tally_sandbox_call_get_text (call, "childrenResourceTypes");
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "sheets", ",", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_strv_contains (known, g_strstrip (words[i])))
        continue;
      tally_sandbox_call_fail (call, 1018, "childrenResourceTypes");
      return FALSE;
    }
  return TRUE;
}

static void
list_children (TallySandboxCall *call)
{
  TallySandboxContainer *container = find_container (call);
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func (g_free);

  if (container == NULL || !types_are_known (call))
    return;
  for (guint i = 0; wants_type (call, "sheets") && i < container->sheets->len; i++)
    {
      Child child = { .sheet = container->sheets->pdata[i] };
      g_ptr_array_add (children, g_memdup2 (&child, sizeof child));
    }
  for (guint i = 0; wants_type (call, "folders") && i < container->folders->len; i++)
    {
      Child child = { .folder = container->folders->pdata[i] };
      g_ptr_array_add (children, g_memdup2 (&child, sizeof child));
    }
  tally_sandbox_page_write_token (call, children, append_child, NULL);
}

const TallySandboxRoute tally_sandbox_routes_tree[] = {
  { "GET", HOME, "get-home", 1, FALSE, FALSE, get_home },
  { "GET", HOME "/folders", "list-folders", 1, FALSE, FALSE, list_folders },
  { "GET", "/folders/personal", "get-folder", 1, FALSE, FALSE, get_personal },
  { "GET", "/workspaces", "list-workspaces", 1, FALSE, FALSE, list_workspaces },
  { "GET", "/workspaces/#", "get-workspace", 1, FALSE, FALSE, get_container },
  { "GET", "/workspaces/#/folders", "list-folders", 1, FALSE, FALSE, list_folders },
  { "GET", "/workspaces/#/metadata", "get-metadata", 1, FALSE, FALSE, get_metadata },
  { "GET", "/workspaces/#/children", "list-children", 1, FALSE, FALSE, list_children },
  { "GET", "/folders/#", "get-folder", 1, FALSE, FALSE, get_container },
  { "GET", "/folders/#/folders", "list-folders", 1, FALSE, FALSE, list_folders },
  { "GET", "/folders/#/metadata", "get-metadata", 1, FALSE, FALSE, get_metadata },
  { "GET", "/folders/#/children", "list-children", 1, FALSE, FALSE, list_children },
  { NULL },
};
