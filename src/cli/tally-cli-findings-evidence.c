/* tally-cli-findings-evidence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-findings.h"
#include "tally-json-node.h"
#include "tally-text.h"

/* Elements of a list that are shown; a peer group has thousands. */
#define MAX_ELEMENTS 10
#define MAX_DEPTH 8
#define CENTS "_cents"

static void
append_value (GString             *out,
              const TallyJsonNode *node,
              const char          *name)
{
  char amount[TALLY_MONEY_BUFFER_SIZE];
  g_autofree char *text = NULL;
  gint64 number;

  if (strstr (name, CENTS) != NULL && tally_json_node_get_int64 (node, &number))
    text = g_strdup (tally_money_format_for_people (number, amount, sizeof amount));
  else if (tally_json_node_get_kind (node) == TALLY_JSON_KIND_TEXT)
    text = g_strdup (tally_json_node_get_text (node));
  else
    text = tally_json_node_dup_canonical (node);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      g_string_append_unichar (out, g_unichar_iscntrl (c) ? '?' : c);
    }
}

static void
append_node (GString             *out,
             const TallyJsonNode *node,
             const char          *path,
             guint                depth)
{
  TallyJsonKind kind = tally_json_node_get_kind (node);
  guint n = tally_json_node_get_n_children (node);
  gboolean is_list = kind == TALLY_JSON_KIND_ARRAY;

  if ((kind != TALLY_JSON_KIND_OBJECT && !is_list) || depth >= MAX_DEPTH)
    {
      g_string_append_printf (out, "  %-28s  ", path);
      append_value (out, node, path);
      g_string_append_c (out, '\n');
      return;
    }
  for (guint i = 0; i < n && (!is_list || i < MAX_ELEMENTS); i++)
    {
      const TallyJsonNode *child = tally_json_node_get_child (node, i);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      const char *name = is_list ? number : tally_json_node_get_name (child);
      g_autofree char *below = *path != '\0' ? g_strconcat (path, ".", name, NULL) : g_strdup (name);
      append_node (out, child, below, depth + 1);
    }
  if (is_list && n > MAX_ELEMENTS)
    g_string_append_printf (out, "  %-28s  %u more\n", path, n - MAX_ELEMENTS);
}

void
tally_cli_findings_append_evidence (GString    *out,
                                    const char *json)
{
  g_autoptr (TallyJsonNode) root = tally_json_node_parse (json, strlen (json), NULL);

  g_return_if_fail (out != NULL);
  if (root != NULL)
    append_node (out, root, "", 0);
}
