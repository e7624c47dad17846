/* fuzz-json-node.c
 *
 * Any bytes as a JSON tree, as a payload of the trail or a plan would be read: its canonical text
 * reads as the same tree, and is its own canonical text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-json-node.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (TallyJsonNode) node = tally_json_node_parse ((const char *) data, size, NULL);
  g_autoptr (TallyJsonNode) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *canonical = NULL;
  g_autofree char *twice = NULL;

  if (node == NULL)
    return 0;
  canonical = tally_json_node_dup_canonical (node);
  again = tally_json_node_parse (canonical, strlen (canonical), &error);
  g_assert_no_error (error);
  g_assert_cmpint (tally_json_node_get_kind (again), ==, tally_json_node_get_kind (node));
  g_assert_cmpuint (tally_json_node_get_n_children (again), ==, tally_json_node_get_n_children (node));
  twice = tally_json_node_dup_canonical (again);
  g_assert_cmpstr (twice, ==, canonical);
  return 0;
}
