/* tally-audit-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-json.h"

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
