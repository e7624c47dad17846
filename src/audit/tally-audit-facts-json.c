/* tally-audit-facts-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-facts.h"

#include "tally-audit-error.h"
#include "tally-audit-facts-private.h"
#include "tally-json-node.h"
#include "tally-json.h"

/* Facts within facts: a line of a pair within a finding is two deep. */
#define MAX_DEPTH 8

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp ((*(const TallyAuditValue *const *) a)->name, (*(const TallyAuditValue *const *) b)->name);
}

static void write_facts (const TallyAuditFacts *self, const char *name, TallyJsonWriter *writer);

static void
write_list (const TallyAuditValue     *value,
            TallyJsonWriter *writer)
{
  tally_json_writer_begin_array (writer, value->name);
  for (guint i = 0; i < tally_audit_value_get_length (value); i++)
    if (value->kind == TALLY_AUDIT_VALUE_NUMBERS)
      tally_json_writer_add_int64 (writer, NULL, g_array_index (value->list, gint64, i));
    else
      write_facts (value->facts->pdata[i], NULL, writer);
  tally_json_writer_end_array (writer);
}

static void
write_value (const TallyAuditValue     *value,
             TallyJsonWriter *writer)
{
  if (value->kind == TALLY_AUDIT_VALUE_NUMBER)
    tally_json_writer_add_int64 (writer, value->name, value->number);
  else if (value->kind == TALLY_AUDIT_VALUE_TEXT)
    tally_json_writer_add_text (writer, value->name, value->text);
  else if (value->kind == TALLY_AUDIT_VALUE_CHILD)
    write_facts (value->facts->pdata[0], value->name, writer);
  else
    write_list (value, writer);
}

static void
write_facts (const TallyAuditFacts *self,
             const char            *name,
             TallyJsonWriter       *writer)
{
  tally_json_writer_begin_object (writer, name);
  g_ptr_array_sort (self->values, compare_names);
  for (guint i = 0; i < self->values->len; i++)
    write_value (self->values->pdata[i], writer);
  tally_json_writer_end_object (writer);
}

char *
tally_audit_facts_to_json (const TallyAuditFacts *self)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();

  write_facts (self, NULL, writer);
  return tally_json_writer_finish (writer, FALSE);
}

static gboolean read_facts (const TallyJsonNode *node, TallyAuditFacts *facts, guint depth, GError **error);

/* Ids and times can be anything, they are only compared; with all other numbers judges reckon. */
static gboolean
is_within (const char  *name,
           gint64       number,
           GError     **error)
{
  if (g_str_has_suffix (name, "_id") || g_str_has_suffix (name, "_usec")
      || (number >= -TALLY_AUDIT_FACTS_MAX_NUMBER && number <= TALLY_AUDIT_FACTS_MAX_NUMBER))
    return TRUE;
  g_set_error (error, TALLY_AUDIT_ERROR, TALLY_AUDIT_ERROR_FACTS,
               "stored facts: '%s' is %" G_GINT64_FORMAT ", beyond ±%" G_GINT64_FORMAT
               ": no audit wrote that; have the finding made anew by another audit", name, number, TALLY_AUDIT_FACTS_MAX_NUMBER);
  return FALSE;
}

static gboolean
read_list (const TallyJsonNode  *node,
           TallyAuditFacts      *facts,
           guint                 depth,
           GError              **error)
{
  const char *name = tally_json_node_get_name (node);
  guint n = tally_json_node_get_n_children (node);

  if (n > TALLY_AUDIT_FACTS_MAX_LIST)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const TallyJsonNode *child = tally_json_node_get_child (node, i);
      gint64 number;
      if (tally_json_node_get_kind (child) != tally_json_node_get_kind (tally_json_node_get_child (node, 0)))
        return FALSE;
      if (tally_json_node_get_int64 (child, &number))
        {
          if (!is_within (name, number, error))
            return FALSE;
          tally_audit_facts_append_int64 (facts, name, number);
        }
      else if (tally_json_node_get_kind (child) != TALLY_JSON_KIND_OBJECT
               || !read_facts (child, tally_audit_facts_append_child (facts, name), depth, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_value (const TallyJsonNode  *node,
            TallyAuditFacts      *facts,
            guint                 depth,
            GError              **error)
{
  const char *name = tally_json_node_get_name (node);
  const char *text = tally_json_node_get_text (node);
  gint64 number;

  if (text != NULL)
    tally_audit_facts_add_text (facts, name, text);
  else if (tally_json_node_get_int64 (node, &number))
    {
      if (!is_within (name, number, error))
        return FALSE;
      tally_audit_facts_add_int64 (facts, name, number);
    }
  else if (tally_json_node_get_kind (node) == TALLY_JSON_KIND_ARRAY)
    return read_list (node, facts, depth, error);
  else
    return read_facts (node, tally_audit_facts_add_child (facts, name), depth, error);
  return TRUE;
}

static gboolean
read_facts (const TallyJsonNode  *node,
            TallyAuditFacts      *facts,
            guint                 depth,
            GError              **error)
{
  if (tally_json_node_get_kind (node) != TALLY_JSON_KIND_OBJECT || depth > MAX_DEPTH)
    return FALSE;
  for (guint i = 0; i < tally_json_node_get_n_children (node); i++)
    if (!read_value (tally_json_node_get_child (node, i), facts, depth + 1, error))
      return FALSE;
  return TRUE;
}

TallyAuditFacts *
tally_audit_facts_parse (const char  *json,
                         gsize        length,
                         GError     **error)
{
  g_autoptr (TallyAuditFacts) facts = tally_audit_facts_new ();
  g_autoptr (TallyJsonNode) node = NULL;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GError) refusal = NULL;

  if (length > TALLY_AUDIT_FACTS_MAX_BYTES)
    {
      g_set_error (error, TALLY_AUDIT_ERROR, TALLY_AUDIT_ERROR_FACTS,
                   "facts of %" G_GSIZE_FORMAT " bytes are beyond the bound of %d", length,
                   TALLY_AUDIT_FACTS_MAX_BYTES);
      return NULL;
    }
  node = tally_json_node_parse (json, length, &cause);
  if (node == NULL)
    {
      g_set_error (error, TALLY_AUDIT_ERROR, TALLY_AUDIT_ERROR_FACTS, "stored facts: %s", cause->message);
      return NULL;
    }
  if (read_facts (node, facts, 0, &refusal))
    return g_steal_pointer (&facts);
  if (refusal != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return NULL;
    }
  g_set_error (error, TALLY_AUDIT_ERROR, TALLY_AUDIT_ERROR_FACTS,
               "stored facts hold something else than named whole numbers, texts and lists of them");
  return NULL;
}
