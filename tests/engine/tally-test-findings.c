/* tally-test-findings.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-findings.h"

#include "tally-config-source.h"
#include "tally-store-findings.h"
#include "tally-text.h"

/* Facts of a finding with some peers. */
#define FACTS_BYTES 1500

/* 2026-11-22, a Sunday */
#define FIRST_WEEK tally_day_new (2026, 11, 22)

#define WAIT_SECS 60

static const char *const detectors[] = { "rate-mismatch", "exact-duplicate", "price-outlier", "unbilled-work", NULL };

char *
tally_test_findings_dup_id (guint number)
{
  g_autofree char *subject = g_strdup_printf ("%u", number);

  return tally_finding_dup_id ("test", subject);
}

static char *
dup_facts (guint number)
{
  g_autofree char *filler = g_strnfill (FACTS_BYTES, 'x');

  return g_strdup_printf ("{\"line\":{\"cu\":\"ANC-M\",\"price_cents\":%u,\"quantity\":\"2\"},\"note\":\"%s\"}", number, filler);
}

static TallyFinding *
make_finding (guint number)
{
  TallyFinding *self = tally_finding_new ();
  const TallyFindingLine line = { .sheet_id = 1 + number % 7, .row_id = 1000 + number, .row_number = number };

  g_free (self->id);
  self->id = tally_test_findings_dup_id (number);
  tally_text_set (&self->detector, detectors[number % 4]);
  self->detector_version = 1;
  self->category = (TallyFindingCategory) (number % TALLY_N_FINDING_CATEGORIES);
  self->severity = (TallyRisk) (number % TALLY_N_RISKS);
  self->score_micros = TALLY_FINDING_SCORE_ONE - number % 1000;
  self->confidence_micros = TALLY_FINDING_SCORE_ONE / 2;
  self->exposure_cents = ((gint64) number * 7919) % 1000003;
  g_free (self->work_request);
  self->work_request = g_strdup_printf ("%u", 90000000 + number / 20);
  self->week_ending = FIRST_WEEK - 7 * (number % 50);
  g_free (self->sentence);
  self->sentence = g_strdup_printf ("Entry %u of Straße bills more than is usual", number);
  g_free (self->facts);
  self->facts = dup_facts (number);
  tally_text_set (&self->judgement, "{\"expected_cents\":5}");
  g_array_append_val (self->lines, line);
  return self;
}

void
tally_test_findings_fill (const char *data_dir,
                          gint64      run_id,
                          guint       n_findings)
{
  g_autofree char *path = g_build_filename (data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = tally_store_open (&options, &error);
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_free);
  const TallyStoreSettlement settlement = {
    .run_id = run_id, .findings = findings, .detectors = detectors, .today = FIRST_WEEK,
  };
  TallyStoreSettled settled;
  gboolean done;

  g_assert_no_error (error);
  for (guint i = 0; i < n_findings; i++)
    g_ptr_array_add (findings, make_finding (i));
  done = tally_store_findings_settle (store, &settlement, &settled, &error);
  g_assert_no_error (error);
  g_assert_true (done);
}

TallyEngineDesk *
tally_test_findings_new_desk (const char *data_dir)
{
  static const char *const environment[] = { NULL };
  const TallyConfigSource source = { .text = "", .text_length = -1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = tally_config_new (&source, &error);
  const TallyEngineOptions options = { .config = config, .data_dir = data_dir, .environment = environment, .token = "none" };
  TallyEngineDesk *desk;

  g_assert_no_error (error);
  desk = tally_engine_desk_new (&options, &error);
  g_assert_no_error (error);
  return desk;
}

static gboolean
too_late_cb (gpointer data)
{
  g_assert_cmpstr ("what the test waits for", ==, "came in time");
  return G_SOURCE_REMOVE;
}

void
tally_test_findings_wait (gboolean (*until) (gpointer data),
                          gpointer   data)
{
  guint id = g_timeout_add_seconds (WAIT_SECS, too_late_cb, NULL);

  while (!until (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}
