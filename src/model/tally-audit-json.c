/* tally-audit-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-json.h"

#include "tally-json-node.h"

static void
write_counts (TallyJsonWriter  *writer,
              const TallyAudit *self)
{
  tally_json_writer_begin_object (writer, "by_severity");
  for (guint i = 0; i < TALLY_N_RISKS; i++)
    tally_json_writer_add_int64 (writer, tally_risk_get_id ((TallyRisk) i), self->n_by_risk[i]);
  tally_json_writer_end_object (writer);
  tally_json_writer_begin_object (writer, "by_category");
  for (guint i = 0; i < TALLY_N_FINDING_CATEGORIES; i++)
    tally_json_writer_add_int64 (writer, tally_finding_category_get_id ((TallyFindingCategory) i), self->n_by_category[i]);
  tally_json_writer_end_object (writer);
}

static void
write_card (TallyJsonWriter      *writer,
            const TallyAuditCard *card,
            gboolean              reveal)
{
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_text (writer, "detector", card->detector);
  tally_json_writer_add_int64 (writer, "version", card->version);
  tally_json_writer_add_boolean (writer, "trial", card->is_trial);
  tally_json_writer_add_int64 (writer, "findings", card->n_findings);
  tally_json_writer_add_int64 (writer, "by_chance", card->n_chance);
  tally_json_writer_add_int64 (writer, "excepted", card->n_excepted);
  tally_json_writer_begin_array (writer, "lines");
  for (guint i = 0; i < card->reasons->len; i++)
    {
      const TallyAuditReason *reason = card->reasons->pdata[i];
      tally_json_writer_begin_object (writer, NULL);
      tally_json_writer_add_text (writer, "reason", reason->reason);
      tally_json_writer_add_int64 (writer, "n", (gint64) reason->n_lines);
      if (reveal)
        tally_json_writer_add_int64 (writer, "cents", reason->cents);
      tally_json_writer_end_object (writer);
    }
  tally_json_writer_end_array (writer);
  tally_json_writer_end_object (writer);
}

static void
write_cards (TallyJsonWriter  *writer,
             const TallyAudit *self,
             const char       *name,
             gboolean          reveal)
{
  tally_json_writer_begin_array (writer, name);
  for (guint i = 0; i < self->cards->len; i++)
    write_card (writer, self->cards->pdata[i], reveal);
  tally_json_writer_end_array (writer);
}

void
tally_audit_write_json (const TallyAudit *self,
                        TallyJsonWriter  *writer,
                        gboolean          reveal)
{
  g_autofree char *percent = tally_audit_dup_delta_percent (self);

  tally_json_writer_begin_object (writer, "audit");
  tally_json_writer_add_text (writer, "risk", tally_risk_get_id (self->risk));
  tally_json_writer_add_text (writer, "trend", tally_trend_get_id (self->trend));
  tally_json_writer_add_int64 (writer, "risk_delta", self->risk_delta);
  tally_json_writer_add_int64 (writer, "open_delta", self->open_delta);
  tally_json_writer_add_text (writer, "open_delta_percent", percent);
  tally_json_writer_add_int64 (writer, "sheets", self->n_sheets);
  tally_json_writer_add_int64 (writer, "lines", (gint64) self->n_lines);
  tally_json_writer_add_int64 (writer, "open", self->n_open);
  tally_json_writer_add_int64 (writer, "new", self->n_new);
  tally_json_writer_add_int64 (writer, "on_trial", self->n_trial);
  tally_json_writer_add_int64 (writer, "histories", self->n_histories);
  tally_json_writer_add_boolean (writer, "has_rates", self->rates_fingerprint[0] != '\0');
  write_counts (writer, self);
  if (reveal)
    {
      tally_json_writer_add_text (writer, "reason", self->reason);
      tally_json_writer_add_int64 (writer, "exposure_cents", self->exposure_cents);
      tally_json_writer_add_int64 (writer, "billed_cents", self->billed_cents);
      tally_json_writer_add_int64 (writer, "priced_cents", self->priced_cents);
    }
  write_cards (writer, self, "detectors", reveal);
  tally_json_writer_add_text (writer, "workbook", self->output);
  tally_json_writer_end_object (writer);
}

char *
tally_audit_cards_to_json (const TallyAudit *self)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();

  tally_json_writer_begin_array (writer, NULL);
  for (guint i = 0; i < self->cards->len; i++)
    write_card (writer, self->cards->pdata[i], TRUE);
  tally_json_writer_end_array (writer);
  return tally_json_writer_finish (writer, FALSE);
}

/* --- read back ---------------------------------------------------------------------------------- */

static gboolean
read_count (const TallyJsonNode *object,
            const char          *name,
            guint               *out_count)
{
  const TallyJsonNode *node = tally_json_node_find (object, name);
  gint64 value;

  if (node == NULL || !tally_json_node_get_int64 (node, &value) || value < 0 || value > G_MAXUINT)
    return FALSE;
  *out_count = (guint) value;
  return TRUE;
}

static gboolean
read_text (const TallyJsonNode  *object,
           const char           *name,
           char                **place)
{
  const TallyJsonNode *node = tally_json_node_find (object, name);

  if (node == NULL || tally_json_node_get_kind (node) != TALLY_JSON_KIND_TEXT)
    return FALSE;
  g_free (*place);
  *place = g_strdup (tally_json_node_get_text (node));
  return TRUE;
}

static gboolean
read_reason (const TallyJsonNode *object,
             TallyAuditCard      *card)
{
  TallyAuditReason *reason = g_new0 (TallyAuditReason, 1);
  const TallyJsonNode *cents;
  gint64 n_lines;

  g_ptr_array_add (card->reasons, reason);
  if (tally_json_node_get_kind (object) != TALLY_JSON_KIND_OBJECT || !read_text (object, "reason", &reason->reason)
      || tally_json_node_find (object, "n") == NULL || !tally_json_node_get_int64 (tally_json_node_find (object, "n"), &n_lines))
    return FALSE;
  reason->n_lines = (guint64) n_lines;
  cents = tally_json_node_find (object, "cents");
  return cents != NULL && tally_json_node_get_int64 (cents, &reason->cents);
}

static gboolean
read_card (const TallyJsonNode *object,
           TallyAuditCard      *card)
{
  const TallyJsonNode *trial, *lines;

  if (tally_json_node_get_kind (object) != TALLY_JSON_KIND_OBJECT)
    return FALSE;
  trial = tally_json_node_find (object, "trial");
  lines = tally_json_node_find (object, "lines");
  if (trial == NULL || lines == NULL || tally_json_node_get_kind (lines) != TALLY_JSON_KIND_ARRAY
      || !read_text (object, "detector", &card->detector) || !read_count (object, "version", &card->version)
      || !read_count (object, "findings", &card->n_findings) || !read_count (object, "by_chance", &card->n_chance)
      || !read_count (object, "excepted", &card->n_excepted))
    return FALSE;
  card->is_trial = tally_json_node_get_kind (trial) == TALLY_JSON_KIND_TRUE;
  for (guint i = 0; i < tally_json_node_get_n_children (lines); i++)
    if (!read_reason (tally_json_node_get_child (lines, i), card))
      return FALSE;
  return TRUE;
}

gboolean
tally_audit_read_cards (TallyAudit *self,
                        const char *json)
{
  g_autoptr (TallyJsonNode) root = tally_json_node_parse (json, strlen (json), NULL);
  gboolean is_read = root != NULL && tally_json_node_get_kind (root) == TALLY_JSON_KIND_ARRAY;

  for (guint i = 0; is_read && i < tally_json_node_get_n_children (root); i++)
    {
      TallyAuditCard *card = tally_audit_card_new ();
      g_ptr_array_add (self->cards, card);
      is_read = read_card (tally_json_node_get_child (root, i), card);
    }
  if (!is_read)
    g_ptr_array_set_size (self->cards, 0);
  return is_read;
}
