/* tally-sandbox-past.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-past.h"

void
tally_sandbox_past_free (TallySandboxPast *self)
{
  if (self == NULL)
    return;
  g_free (self->work_request);
  g_free (self->week_ending);
  g_ptr_array_unref (self->names);
  g_free (self);
}

void
tally_sandbox_past_describe (const GPtrArray *pasts,
                             TallyJsonWriter *json)
{
  tally_json_writer_begin_array (json, "predecessor");
  for (guint i = 0; i < pasts->len; i++)
    {
      const TallySandboxPast *past = pasts->pdata[i];

      tally_json_writer_begin_object (json, NULL);
      tally_json_writer_add_text (json, "work_request", past->work_request);
      tally_json_writer_add_text (json, "week_ending", past->week_ending);
      tally_json_writer_add_text (json, "variant", past->variant);
      tally_json_writer_add_text (json, "defect", past->defect);
      tally_json_writer_add_text (json, "status", past->status);
      tally_json_writer_begin_array (json, "files");
      for (guint j = 0; j < past->names->len; j++)
        tally_json_writer_add_text (json, NULL, past->names->pdata[j]);
      tally_json_writer_end_array (json);
      tally_json_writer_add_int64 (json, "their_lines", past->their_lines);
      tally_json_writer_add_int64 (json, "their_cents", past->their_cents);
      tally_json_writer_add_int64 (json, "our_lines", past->our_lines);
      tally_json_writer_add_int64 (json, "our_cents", past->our_cents);
      tally_json_writer_add_int64 (json, "added", past->n_added);
      tally_json_writer_add_int64 (json, "removed", past->n_removed);
      tally_json_writer_add_int64 (json, "changed", past->n_changed);
      tally_json_writer_end_object (json);
    }
  tally_json_writer_end_array (json);
}
