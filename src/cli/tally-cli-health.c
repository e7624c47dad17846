/* tally-cli-health.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-health.h"

#include "tally-cli-table.h"
#include "tally-text.h"

static const TallyCliColumn columns[] = {
  { "Probe", FALSE, FALSE },
  { "Status", FALSE, FALSE },
  { "Found", FALSE, TRUE },
  { "Expected", FALSE, TRUE },
};

static void
append_table (GString           *out,
              const TallyHealth *health,
              guint              max_width)
{
  g_autoptr (TallyCliTable) table = tally_cli_table_new (columns, G_N_ELEMENTS (columns));
  g_autofree char *text = NULL;

  for (guint i = 0; i < health->probes->len; i++)
    {
      const TallyHealthProbe *probe = health->probes->pdata[i];
      tally_cli_table_add (table, probe->title);
      tally_cli_table_add (table, tally_health_status_get_id (probe->status));
      tally_cli_table_add (table, probe->value);
      tally_cli_table_add (table, probe->threshold);
    }
  text = tally_cli_table_dup_text (table, max_width);
  g_string_append (out, text);
}

static void
append_remedies (GString           *out,
                 const TallyHealth *health,
                 gboolean           reveal)
{
  for (guint i = 0; i < health->probes->len; i++)
    {
      const TallyHealthProbe *probe = health->probes->pdata[i];
      gboolean is_well = probe->status == TALLY_HEALTH_OK || probe->status == TALLY_HEALTH_SKIPPED;
      if (is_well || *probe->remedy == '\0')
        continue;
      g_string_append_printf (out, "%s: %s\n", probe->title, probe->remedy);
      if (reveal && *probe->detail != '\0')
        g_string_append_printf (out, "           %s\n", probe->detail);
    }
}

static void
append_corrections (GString           *out,
                    const TallyHealth *health,
                    gboolean           reveal)
{
  for (guint i = 0; i < health->corrections->len; i++)
    {
      const TallyHealthCorrection *correction = health->corrections->pdata[i];
      g_string_append_printf (out, "%s %s\n", health->is_preview ? "Would correct:" : "Corrected:", correction->text);
      if (reveal && *correction->detail != '\0')
        g_string_append_printf (out, "           %s\n", correction->detail);
    }
}

char *
tally_cli_health_dup_text (const TallyHealth *health,
                           guint              max_width,
                           gboolean           reveal)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (health != NULL, NULL);
  if (health->probes->len > 0)
    append_table (out, health, max_width);
  append_remedies (out, health, reveal);
  append_corrections (out, health, reveal);
  return tally_text_steal (out);
}
