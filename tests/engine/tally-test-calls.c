/* tally-test-calls.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-calls.h"

#include "tally-engine-recovery.h"
#include "tally-sandbox-calls.h"

guint
tally_test_calls_count (TallyTestEngine *engine)
{
  return tally_sandbox_calls_count (tally_sandbox_server_get_calls (engine->server), NULL);
}

GPtrArray *
tally_test_calls_list (TallyTestEngine *engine,
                       guint            after)
{
  return tally_sandbox_calls_list (tally_sandbox_server_get_calls (engine->server), after);
}

guint
tally_test_calls_count_bad (GPtrArray *calls,
                            guint      status)
{
  guint n = 0;

  for (guint i = 0; i < calls->len; i++)
    {
      const TallySandboxRecord *call = calls->pdata[i];
      gboolean is_bad = call->status == 0 || call->status >= 400;
      n += is_bad && (status == 0 || call->status == status) ? 1 : 0;
    }
  return n;
}

guint
tally_test_calls_count_busiest_minute (GPtrArray *calls)
{
  guint first = 0;
  guint n_units = 0;
  guint n_most = 0;

  for (guint i = 0; i < calls->len; i++)
    {
      const TallySandboxRecord *call = calls->pdata[i];
      n_units += call->units;
      for (; first < i; first++)
        {
          const TallySandboxRecord *old = calls->pdata[first];
          if (call->at_utc_usec - old->at_utc_usec < G_TIME_SPAN_MINUTE)
            break;
          n_units -= old->units;
        }
      n_most = MAX (n_most, n_units);
    }
  return n_most;
}

TallyRecovery *
tally_test_calls_list_recovery (TallyTestEngine *engine,
                                gint64           run_id)
{
  g_autoptr (TallyEngine) door = tally_test_engine_open (engine);
  g_autoptr (GError) error = NULL;
  TallyRecovery *recovery = tally_engine_recovery_list (door, run_id, G_MAXINT32, &error);

  g_assert_no_error (error);
  return recovery;
}
