/* tally-engine-access.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-access-private.h"

#include "tally-engine-error.h"
#include "tally-engine-findings-private.h"
#include "tally-file-lines.h"
#include "tally-store-error.h"
#include "tally-store-witness.h"

/* What could not be kept in the file was not decided. */
static gboolean
witness_cb (TallyStore  *store,
            GPtrArray   *finding_ids,
            gpointer     data,
            GError     **error)
{
  TallyEngine *self = data;
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < finding_ids->len; i++)
    {
      g_autoptr (TallyFinding) finding = tally_engine_findings_find_in (store, finding_ids->pdata[i], error);
      g_autofree char *line = finding != NULL ? tally_engine_findings_dup_line (store, finding, error) : NULL;
      if (line == NULL)
        return FALSE;
      g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", line);
    }
  return tally_file_lines_append (self->verdicts_file, lines->str, error);
}

gboolean
tally_engine_check_writable (TallyEngine  *self,
                             GError      **error)
{
  if (self->verdicts_file == NULL)
    return TRUE;
  g_set_error_literal (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_READ_ONLY,
                       "this is a state pack, which is read-only but for verdicts; do this where the pack comes from");
  return FALSE;
}

TallyStore *
tally_engine_open_for_verdicts (TallyEngine  *self,
                                GError      **error)
{
  g_autofree char *path = tally_engine_dup_store_path (self);
  const TallyStoreOptions options = { .path = path, .clock = self->clock };
  g_autoptr (TallyStore) store = tally_store_open (&options, error);

  if (store == NULL || (self->verdicts_file != NULL && !tally_store_set_witness (store, witness_cb, self, error)))
    return NULL;
  return g_steal_pointer (&store);
}

gboolean
tally_engine_check_kept (TallyEngine                 *self,
                         const TallyFindingDecision  *decision,
                         GError                     **error)
{
  if (self->verdicts_file == NULL || (decision->assignee == NULL && decision->due == TALLY_DAY_NONE))
    return TRUE;
  g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG,
                       "this is a state pack: it keeps verdicts alone; say who looks at it, and until when, where the pack "
                       "comes from");
  return FALSE;
}
