/* tally-proposal-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-proposal-json.h"

#include "tally-json-node.h"
#include "tally-json.h"
#include "tally-model-error.h"
#include "tally-week.h"

#define KIND "tallyman-plan"
#define MAX_NAME_BYTES 4096 /* the longest text of a cell is 4000 characters */

static void
write_entry (TallyJsonWriter      *writer,
             const TallyPlanEntry *entry)
{
  char week[TALLY_DAY_BUFFER_SIZE];

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "work_request", entry->identity->work_request);
  tally_json_writer_add_text (writer, "week",
                              tally_day_format_iso (entry->identity->week_ending, week, sizeof week));
  tally_json_writer_add_text (writer, "variant", tally_variant_get_id (entry->identity->variant));
  tally_json_writer_add_text (writer, "identifier", entry->identity->identifier);
  tally_json_writer_add_text (writer, "action", tally_plan_action_get_id (entry->action));
  tally_json_writer_add_text (writer, "hold", tally_hold_get_id (entry->hold));
  tally_json_writer_add_text (writer, "old_fingerprint", entry->published_fingerprint);
  tally_json_writer_add_text (writer, "fingerprint", entry->fingerprint);
  tally_json_writer_add_int64 (writer, "old_cents", entry->published_cents);
  tally_json_writer_add_int64 (writer, "cents", entry->total_cents);
  tally_json_writer_add_int64 (writer, "lines", entry->n_lines);
  tally_json_writer_end_object (writer);
}

static void
write_totals (TallyJsonWriter     *writer,
              const TallyProposal *self)
{
  const TallyProposalTotals *totals = &self->totals;

  tally_json_writer_begin_array (writer, "causes");
  for (guint i = 0; i < TALLY_PROPOSAL_N_CAUSES; i++)
    if ((totals->causes & (1u << i)) != 0)
      tally_json_writer_add_text (writer, NULL, tally_proposal_cause_get_id (i));
  tally_json_writer_end_array (writer);
  tally_json_writer_begin_object (writer, "totals");
  tally_json_writer_add_int64 (writer, "waiting", tally_proposal_count_waiting (self));
  tally_json_writer_add_int64 (writer, "published", totals->n_published);
  tally_json_writer_add_int64 (writer, "published_cents", totals->published_cents);
  tally_json_writer_add_int64 (writer, "changed", totals->n_changed);
  tally_json_writer_add_int64 (writer, "vanished", totals->n_vanished);
  tally_json_writer_add_int64 (writer, "changed_cents", totals->changed_cents);
  tally_json_writer_add_int64 (writer, "moved_cents", totals->moved_cents);
  tally_json_writer_end_object (writer);
}

static void
write_inputs (TallyJsonWriter     *writer,
              const TallyProposal *self)
{
  tally_json_writer_begin_array (writer, "inputs");
  for (guint i = 0; i < self->inputs->len; i++)
    {
      const TallyProposalInput *input = &g_array_index (self->inputs, TallyProposalInput, i);
      tally_json_writer_begin_object (writer, NULL);
      tally_json_writer_add_int64 (writer, "sheet", input->sheet_id);
      tally_json_writer_add_int64 (writer, "version", input->version);
      tally_json_writer_add_boolean (writer, "lost", input->is_lost);
      tally_json_writer_end_object (writer);
    }
  tally_json_writer_end_array (writer);
}

char *
tally_proposal_to_json (const TallyProposal *self)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();
  g_autofree char *id = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL && *self->digest != '\0', NULL);
  id = g_strndup (self->digest, TALLY_PROPOSAL_ID_LENGTH);
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "kind", KIND);
  tally_json_writer_add_int64 (writer, "schema", TALLY_PROPOSAL_SCHEMA);
  tally_json_writer_add_text (writer, "id", id);
  tally_json_writer_add_text (writer, "digest", self->digest);
  tally_json_writer_add_int64 (writer, "target_sheet", self->target_sheet);
  write_totals (writer, self);
  write_inputs (writer, self);
  tally_json_writer_begin_array (writer, "entries");
  for (guint i = 0; i < self->entries->len; i++)
    write_entry (writer, self->entries->pdata[i]);
  tally_json_writer_end_array (writer);
  tally_json_writer_end_object (writer);
  text = tally_json_writer_finish (writer, TRUE);
  return g_strconcat (text, "\n", NULL);
}

static gboolean
fail (GError     **error,
      const char  *where)
{
  g_set_error (error, TALLY_MODEL_ERROR, TALLY_MODEL_ERROR_INVALID,
               "it is no plan.json of this version: %s is missing or not what it should be", where);
  return FALSE;
}

static gboolean
read_count (const TallyJsonNode *node,
            const char          *name,
            guint               *out_count)
{
  gint64 value;

  if (!tally_json_node_get_int64 (tally_json_node_find (node, name), &value) || value < 0
      || value > G_MAXINT32)
    return FALSE;
  *out_count = (guint) value;
  return TRUE;
}

static gboolean
read_number (const TallyJsonNode *node,
             const char          *name,
             gint64              *out_value)
{
  return tally_json_node_get_int64 (tally_json_node_find (node, name), out_value);
}

static const char *
read_name (const TallyJsonNode *node,
           const char          *name)
{
  const char *text = tally_json_node_get_text (tally_json_node_find (node, name));

  return text != NULL && strlen (text) <= MAX_NAME_BYTES ? text : NULL;
}

/* 64 hexadecimal digits, or nothing. */
static gboolean
read_hash (const TallyJsonNode *node,
           const char          *name,
           char                 out_hash[TALLY_HASH_HEX_LENGTH + 1])
{
  const char *text = tally_json_node_get_text (tally_json_node_find (node, name));
  gsize length = text != NULL ? strlen (text) : 1;

  if ((length != 0 && length != TALLY_HASH_HEX_LENGTH) || strspn (text, "0123456789abcdef") != length)
    return FALSE;
  g_strlcpy (out_hash, text, TALLY_HASH_HEX_LENGTH + 1);
  return TRUE;
}

static TallyIdentity *
read_identity (const TallyJsonNode *node)
{
  const char *work_request = read_name (node, "work_request");
  const char *identifier = read_name (node, "identifier");
  const char *week = read_name (node, "week");
  const char *variant_id = read_name (node, "variant");
  TallyVariant variant;
  TallyDay day;
  char again[TALLY_DAY_BUFFER_SIZE];

  if (work_request == NULL || *work_request == '\0' || identifier == NULL || week == NULL
      || variant_id == NULL || !tally_variant_find (variant_id, &variant)
      || !tally_day_parse (week, strlen (week), &day)
      || strcmp (week, tally_day_format_iso (day, again, sizeof again)) != 0)
    return NULL;
  return tally_identity_new (work_request, day, variant, identifier);
}

static gboolean
find_id (const char *id,
         const char *(*get_id) (guint),
         guint       n_ids,
         guint      *out_index)
{
  for (*out_index = 0; id != NULL && *out_index < n_ids; ++*out_index)
    if (strcmp (id, get_id (*out_index)) == 0)
      return TRUE;
  return FALSE;
}

static const char *
get_action_id (guint index)
{
  return tally_plan_action_get_id ((TallyPlanAction) index);
}

static const char *
get_hold_id (guint index)
{
  return tally_hold_get_id ((TallyHold) index);
}

static gboolean
read_entry (const TallyJsonNode *node,
            TallyPlanEntry      *entry)
{
  guint action, hold;

  if (!find_id (read_name (node, "action"), get_action_id, TALLY_N_PLAN_ACTIONS, &action)
      || !find_id (read_name (node, "hold"), get_hold_id, TALLY_N_HOLDS, &hold)
      || !read_hash (node, "old_fingerprint", entry->published_fingerprint)
      || !read_hash (node, "fingerprint", entry->fingerprint)
      || !read_number (node, "old_cents", &entry->published_cents)
      || !read_number (node, "cents", &entry->total_cents)
      || !read_count (node, "lines", &entry->n_lines))
    return FALSE;
  entry->action = (TallyPlanAction) action;
  entry->hold = (TallyHold) hold;
  return hold != TALLY_HOLD_APPROVAL
         || (*entry->fingerprint != '\0'
             && action == (*entry->published_fingerprint == '\0' ? TALLY_PLAN_NEW : TALLY_PLAN_CHANGED));
}

/* Each identity once, in order, as they were written. */
static gboolean
read_entries (const TallyJsonNode  *list,
              TallyProposal        *self,
              GError              **error)
{
  const TallyIdentity *before = NULL;

  if (tally_json_node_get_kind (list) != TALLY_JSON_KIND_ARRAY)
    return fail (error, "entries");
  for (guint i = 0; i < tally_json_node_get_n_children (list); i++)
    {
      const TallyJsonNode *node = tally_json_node_get_child (list, i);
      TallyPlanEntry entry = { .identity = read_identity (node) };
      g_autoptr (TallyIdentity) identity = entry.identity;
      if (identity == NULL || !read_entry (node, &entry)
          || (before != NULL && tally_identity_compare (before, identity) >= 0))
        {
          g_autofree char *where = g_strdup_printf ("entry %u", i + 1);
          return fail (error, where);
        }
      before = tally_proposal_add (self, &entry)->identity;
    }
  return TRUE;
}

static gboolean
read_inputs (const TallyJsonNode  *list,
             TallyProposal        *self,
             GError              **error)
{
  if (tally_json_node_get_kind (list) != TALLY_JSON_KIND_ARRAY)
    return fail (error, "inputs");
  for (guint i = 0; i < tally_json_node_get_n_children (list); i++)
    {
      const TallyJsonNode *node = tally_json_node_get_child (list, i);
      TallyJsonKind lost = tally_json_node_get_kind (tally_json_node_find (node, "lost"));
      TallyProposalInput input = { .is_lost = lost == TALLY_JSON_KIND_TRUE };
      if (!read_number (node, "sheet", &input.sheet_id) || !read_number (node, "version", &input.version)
          || (lost != TALLY_JSON_KIND_TRUE && lost != TALLY_JSON_KIND_FALSE))
        return fail (error, "an input");
      g_array_append_val (self->inputs, input);
    }
  return TRUE;
}

static gboolean
read_totals (const TallyJsonNode  *root,
             TallyProposalTotals  *totals,
             GError              **error)
{
  const TallyJsonNode *list = tally_json_node_find (root, "causes");
  const TallyJsonNode *sums = tally_json_node_find (root, "totals");
  guint cause;

  for (guint i = 0; i < tally_json_node_get_n_children (list); i++)
    {
      if (!find_id (tally_json_node_get_text (tally_json_node_get_child (list, i)),
                    tally_proposal_cause_get_id, TALLY_PROPOSAL_N_CAUSES, &cause))
        return fail (error, "causes");
      totals->causes |= 1u << cause;
    }
  return (read_count (sums, "published", &totals->n_published)
          && read_count (sums, "changed", &totals->n_changed)
          && read_count (sums, "vanished", &totals->n_vanished)
          && read_number (sums, "published_cents", &totals->published_cents)
          && read_number (sums, "changed_cents", &totals->changed_cents)
          && read_number (sums, "moved_cents", &totals->moved_cents))
         || fail (error, "totals");
}

static gboolean
read_head (const TallyJsonNode  *root,
           TallyProposal        *self,
           GError              **error)
{
  gint64 schema = 0;

  if (g_strcmp0 (tally_json_node_get_text (tally_json_node_find (root, "kind")), KIND) != 0)
    return fail (error, "kind");
  if (!read_number (root, "schema", &schema) || schema != TALLY_PROPOSAL_SCHEMA)
    return fail (error, "schema");
  return read_number (root, "target_sheet", &self->target_sheet) || fail (error, "target_sheet");
}

static gboolean
read_proposal (const TallyJsonNode  *root,
               TallyProposal        *self,
               GError              **error)
{
  char digest[TALLY_HASH_HEX_LENGTH + 1];

  if (!read_head (root, self, error) || !read_totals (root, &self->totals, error)
      || !read_inputs (tally_json_node_find (root, "inputs"), self, error)
      || !read_entries (tally_json_node_find (root, "entries"), self, error))
    return FALSE;
  tally_proposal_seal (self);
  if (!read_hash (root, "digest", digest) || strcmp (digest, self->digest) != 0)
    return fail (error, "the digest of its entries");
  return TRUE;
}

TallyProposal *
tally_proposal_from_json (const char  *text,
                          gsize        length,
                          GError     **error)
{
  g_autoptr (TallyProposal) self = tally_proposal_new ();
  g_autoptr (TallyJsonNode) root = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (text != NULL || length == 0, NULL);
  if (length > TALLY_PROPOSAL_MAX_BYTES)
    {
      fail (error, "its size");
      return NULL;
    }
  root = tally_json_node_parse (text, length, &failure);
  if (root == NULL)
    {
      g_set_error (error, TALLY_MODEL_ERROR, TALLY_MODEL_ERROR_INVALID, "it is no plan.json: %s",
                   failure->message);
      return NULL;
    }
  return read_proposal (root, self, error) ? g_steal_pointer (&self) : NULL;
}
