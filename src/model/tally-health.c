/* tally-health.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-health.h"

static const char *const status_ids[TALLY_N_HEALTH_STATUSES] = { "ok", "warn", "critical", "skipped" };

static void
probe_free (TallyHealthProbe *probe)
{
  g_free (probe->value);
  g_free (probe->threshold);
  g_free (probe->remedy);
  g_free (probe->detail);
  g_free (probe);
}

static void
correction_free (TallyHealthCorrection *correction)
{
  g_free (correction->text);
  g_free (correction->detail);
  g_free (correction);
}

TallyHealth *
tally_health_new (gboolean is_preview)
{
  TallyHealth *self = g_new0 (TallyHealth, 1);

  self->is_preview = is_preview;
  self->probes = g_ptr_array_new_with_free_func ((GDestroyNotify) probe_free);
  self->corrections = g_ptr_array_new_with_free_func ((GDestroyNotify) correction_free);
  return self;
}

void
tally_health_free (TallyHealth *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->probes);
  g_ptr_array_unref (self->corrections);
  g_free (self);
}

TallyHealthProbe *
tally_health_add_probe (TallyHealth *self,
                        const char  *id,
                        const char  *title)
{
  TallyHealthProbe *probe;

  g_return_val_if_fail (self != NULL && id != NULL && title != NULL, NULL);
  probe = g_new0 (TallyHealthProbe, 1);
  probe->id = id;
  probe->title = title;
  probe->status = TALLY_HEALTH_SKIPPED;
  probe->value = g_strdup ("");
  probe->threshold = g_strdup ("");
  probe->remedy = g_strdup ("");
  probe->detail = g_strdup ("");
  g_ptr_array_add (self->probes, probe);
  return probe;
}

TallyHealthProbe *
tally_health_find_probe (const TallyHealth *self,
                         const char        *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);
  for (guint i = 0; i < self->probes->len; i++)
    {
      TallyHealthProbe *probe = self->probes->pdata[i];
      if (strcmp (probe->id, id) == 0)
        return probe;
    }
  return NULL;
}

TallyHealthCorrection *
tally_health_add_correction (TallyHealth *self,
                             const char  *id,
                             const char  *text,
                             const char  *detail)
{
  TallyHealthCorrection *correction;

  g_return_val_if_fail (self != NULL && id != NULL && text != NULL, NULL);
  correction = g_new0 (TallyHealthCorrection, 1);
  correction->id = id;
  correction->text = g_strdup (text);
  correction->detail = g_strdup (detail != NULL ? detail : "");
  g_ptr_array_add (self->corrections, correction);
  return correction;
}

TallyHealthStatus
tally_health_get_worst (const TallyHealth *self)
{
  TallyHealthStatus worst = TALLY_HEALTH_OK;

  g_return_val_if_fail (self != NULL, TALLY_HEALTH_OK);
  for (guint i = 0; i < self->probes->len; i++)
    {
      const TallyHealthProbe *probe = self->probes->pdata[i];
      if (probe->status != TALLY_HEALTH_SKIPPED)
        worst = MAX (worst, probe->status);
    }
  return worst;
}

const char *
tally_health_status_get_id (TallyHealthStatus status)
{
  return (guint) status < TALLY_N_HEALTH_STATUSES ? status_ids[status] : "";
}

static void
write_probes (const TallyHealth *self,
              TallyJsonWriter   *writer,
              gboolean           reveal)
{
  tally_json_writer_begin_array (writer, "probes");
  for (guint i = 0; i < self->probes->len; i++)
    {
      const TallyHealthProbe *probe = self->probes->pdata[i];
      tally_json_writer_begin_object (writer, NULL);
      tally_json_writer_add_text (writer, "id", probe->id);
      tally_json_writer_add_text (writer, "status", tally_health_status_get_id (probe->status));
      tally_json_writer_add_text (writer, "value", probe->value);
      tally_json_writer_add_text (writer, "threshold", probe->threshold);
      tally_json_writer_add_text (writer, "remedy", probe->remedy);
      if (reveal)
        tally_json_writer_add_text (writer, "detail", probe->detail);
      tally_json_writer_end_object (writer);
    }
  tally_json_writer_end_array (writer);
}

static void
write_corrections (const TallyHealth *self,
                   TallyJsonWriter   *writer,
                   gboolean           reveal)
{
  tally_json_writer_begin_array (writer, "corrections");
  for (guint i = 0; i < self->corrections->len; i++)
    {
      const TallyHealthCorrection *correction = self->corrections->pdata[i];
      tally_json_writer_begin_object (writer, NULL);
      tally_json_writer_add_text (writer, "id", correction->id);
      tally_json_writer_add_text (writer, "text", correction->text);
      tally_json_writer_add_boolean (writer, "in_trail", correction->is_recorded);
      if (reveal)
        tally_json_writer_add_text (writer, "detail", correction->detail);
      tally_json_writer_end_object (writer);
    }
  tally_json_writer_end_array (writer);
}

void
tally_health_write_json (const TallyHealth *self,
                         TallyJsonWriter   *writer,
                         gboolean           reveal)
{
  g_return_if_fail (self != NULL && writer != NULL);
  tally_json_writer_begin_object (writer, "health");
  tally_json_writer_add_text (writer, "status", tally_health_status_get_id (tally_health_get_worst (self)));
  tally_json_writer_add_boolean (writer, "preview", self->is_preview);
  write_probes (self, writer, reveal);
  write_corrections (self, writer, reveal);
  tally_json_writer_end_object (writer);
}
