/* test-marker.c
 *
 * Names of markers, and who goes first when several want to publish.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-rival.h"
#include "tally-test.h"

#define INSTALLATION "0123456789ab"
#define OTHER "ba9876543210"
#define NOON G_GINT64_CONSTANT (1795521600000000)
#define MINUTE G_TIME_SPAN_MINUTE

static void
test_names_are_read_as_they_are_written (void)
{
  static const char *const names[] = {
    "tallyman-lease_0123456789ab_deadbeef_900.txt",
    "tallyman-lease_0123456789ab_deadbeef_86400_999999.txt",
    "tallyman-lease_0123456789ab_deadbeef_1_1.txt",
    "tallyman-head_0123456789ab_0.txt",
    "tallyman-head_0123456789ab_9223372036854775807.txt",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      TallyJobsMarker marker;
      g_autofree char *again = NULL;
      g_assert_true (tally_jobs_marker_parse (names[i], &marker));
      g_assert_cmpstr (marker.installation, ==, INSTALLATION);
      again = tally_jobs_marker_dup_name (&marker);
      g_assert_cmpstr (again, ==, names[i]);
    }
}

static void
test_other_names_are_no_markers (void)
{
  static const char *const names[] = {
    "", ".txt", "tallyman-lease.txt", "tallyman-head_0123456789ab.txt",
    "tallyman-lease_0123456789ab_deadbeef_0.txt", "tallyman-lease_0123456789ab_deadbeef_86401.txt",
    "tallyman-lease_0123456789ab_deadbeef_900_0.txt", "tallyman-lease_0123456789ab_deadbeef_900_.txt",
    "tallyman-lease_0123456789ab_deadbeef_0900.txt", "tallyman-lease_0123456789ab_deadbeef_+900.txt",
    "tallyman-lease_0123456789AB_deadbeef_900.txt", "tallyman-lease_0123456789ab_deadbee_900.txt",
    "tallyman-lease_0123456789ab_deadbeef_900.TXT", "tallyman-lease_0123456789ab_deadbeef_900.txt.txt",
    "tallyman-lease_0123456789ab_deadbeef_900_1_1.txt", "tallyman-head_0123456789ab_-1.txt",
    "tallyman-head_0123456789ab_9223372036854775808.txt", "tallyman-head_0123456789ab_1_1.txt",
    "Tallyman-head_0123456789ab_1.txt", "WR_1_WeekEnding_081725_0123456789abcdef.xlsx",
  };
  TallyJobsMarker untouched = { .counter = 4711 };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_test_message ("%s", names[i]);
      g_assert_false (tally_jobs_marker_parse (names[i], &untouched));
    }
  g_assert_cmpint (untouched.counter, ==, 4711);
}

/* A case of the table: another lease against ours, which has id 50 and was made at noon. */
typedef struct {
  const char        *path;
  const char        *installation;
  const char        *token;
  guint              ttl_secs;
  guint              n_renewals;
  gint64             attachment_id;
  gint64             age_usec;
  TallyJobsStanding  standing;
} RivalCase;

static const RivalCase rival_cases[] = {
  { "older-goes-first", OTHER, "11111111", 900, 0, 99, MINUTE, TALLY_JOBS_STANDING_AHEAD },
  { "younger-gives-way", OTHER, "11111111", 900, 0, 1, -MINUTE, TALLY_JOBS_STANDING_BEHIND },
  { "same-second-lower-id-goes-first", OTHER, "11111111", 900, 0, 49, 0, TALLY_JOBS_STANDING_AHEAD },
  { "same-second-higher-id-is-waited-for", OTHER, "11111111", 900, 0, 51, 0, TALLY_JOBS_STANDING_TIED },
  { "renewed-is-at-work", OTHER, "11111111", 900, 1, 99, -MINUTE, TALLY_JOBS_STANDING_AHEAD },
  { "a-moment-before-its-end-it-holds", OTHER, "11111111", 900, 0, 99, 15 * MINUTE - 1,
    TALLY_JOBS_STANDING_AHEAD },
  { "at-its-end-it-is-over", OTHER, "11111111", 900, 0, 99, 15 * MINUTE, TALLY_JOBS_STANDING_OVER },
  { "renewed-runs-out-too", OTHER, "11111111", 900, 3, 99, 15 * MINUTE, TALLY_JOBS_STANDING_OVER },
  { "its-own-time-counts", OTHER, "11111111", 3600, 0, 99, 15 * MINUTE, TALLY_JOBS_STANDING_AHEAD },
  { "our-own-dead-one-is-over", INSTALLATION, "dddddddd", 900, 2, 99, MINUTE,
    TALLY_JOBS_STANDING_OVER },
  { "our-own-installation-elsewhere-lives", INSTALLATION, "11111111", 900, 0, 99, MINUTE,
    TALLY_JOBS_STANDING_AHEAD },
  { "the-same-token-of-another-lives", OTHER, "dddddddd", 900, 0, 99, MINUTE,
    TALLY_JOBS_STANDING_AHEAD },
};

static void
test_who_goes_first (gconstpointer data)
{
  const RivalCase *rival = data;
  TallyJobsMarkerFile ours = { .attachment_id = 50, .created_utc_usec = NOON };
  TallyJobsMarkerFile other = {
    .attachment_id = rival->attachment_id, .created_utc_usec = NOON - rival->age_usec,
  };

  g_strlcpy (ours.marker.installation, INSTALLATION, sizeof ours.marker.installation);
  g_strlcpy (ours.marker.token, "00000000", sizeof ours.marker.token);
  ours.marker.ttl_secs = 900;
  g_strlcpy (other.marker.installation, rival->installation, sizeof other.marker.installation);
  g_strlcpy (other.marker.token, rival->token, sizeof other.marker.token);
  other.marker.ttl_secs = rival->ttl_secs;
  other.marker.n_renewals = rival->n_renewals;
  g_assert_cmpint (tally_jobs_rival_judge (&other, &ours, "cccccccc dddddddd"), ==, rival->standing);
}

/* Two fresh leases: whatever their times and ids, at most one goes on, and never none for ever. */
static void
test_two_never_both_go_first (void)
{
  static const gint64 ages[] = { -G_USEC_PER_SEC, 0, G_USEC_PER_SEC };

  for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
    for (gint64 id = 49; id <= 51; id += 2)
      {
        TallyJobsMarkerFile a = { { .ttl_secs = 900 }, 50, NOON };
        TallyJobsMarkerFile b = { { .ttl_secs = 900 }, id, NOON + ages[i] };
        TallyJobsStanding b_to_a, a_to_b;
        g_strlcpy (a.marker.installation, INSTALLATION, sizeof a.marker.installation);
        g_strlcpy (b.marker.installation, OTHER, sizeof b.marker.installation);
        b_to_a = tally_jobs_rival_judge (&b, &a, NULL);
        a_to_b = tally_jobs_rival_judge (&a, &b, NULL);
        g_assert_true ((b_to_a == TALLY_JOBS_STANDING_AHEAD) != (a_to_b == TALLY_JOBS_STANDING_AHEAD));
      }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/jobs/marker/names-are-read-as-they-are-written",
                   test_names_are_read_as_they_are_written);
  g_test_add_func ("/jobs/marker/other-names-are-no-markers", test_other_names_are_no_markers);
  g_test_add_func ("/jobs/marker/two-never-both-go-first", test_two_never_both_go_first);
  for (guint i = 0; i < G_N_ELEMENTS (rival_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/jobs/marker/%s", rival_cases[i].path);
      g_test_add_data_func (path, &rival_cases[i], test_who_goes_first);
    }
  return g_test_run ();
}
