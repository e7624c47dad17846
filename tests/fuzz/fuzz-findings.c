/* fuzz-findings.c
 *
 * Any bytes as findings that come back from another store: what is taken is written again as a text that reads as
 * the same verdicts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-finding-history.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static char *
write_again (GPtrArray *histories)
{
  g_autoptr (TallyJsonWriter) writer = tally_json_writer_new ();

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_begin_array (writer, "findings");
  for (guint i = 0; i < histories->len; i++)
    {
      const TallyFindingHistory *history = histories->pdata[i];
      g_autoptr (TallyFinding) finding = tally_finding_new ();
      g_free (finding->id);
      finding->id = g_strdup (history->finding_id);
      tally_finding_write_json (writer, finding, TALLY_FINDING_DETAIL_FULL, history->verdicts);
    }
  tally_json_writer_end_array (writer);
  tally_json_writer_end_object (writer);
  return tally_json_writer_finish (writer, FALSE);
}

static void
assert_equal (GPtrArray *a,
              GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      const TallyFindingHistory *x = a->pdata[i], *y = b->pdata[i];
      g_assert_cmpstr (x->finding_id, ==, y->finding_id);
      g_assert_cmpuint (x->verdicts->len, ==, y->verdicts->len);
      for (guint j = 0; j < x->verdicts->len; j++)
        g_assert_cmpstr (((const TallyFindingVerdict *) x->verdicts->pdata[j])->digest, ==,
                         ((const TallyFindingVerdict *) y->verdicts->pdata[j])->digest);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GPtrArray) histories = tally_finding_history_parse ((const char *) data, size, NULL);
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (histories == NULL)
    return 0;
  text = write_again (histories);
  again = tally_finding_history_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  assert_equal (histories, again);
  return 0;
}
