/* test-versions.c
 *
 * What hung on the target from when to when, which contents may go, and restored ones that are
 * held.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-filled.h"
#include "store-fixture.h"
#include "tally-store-pins.h"
#include "tally-store-publications.h"
#include "tally-store-runs.h"
#include "tally-store-superseded.h"
#include "tally-store-trail.h"
#include "tally-store-versions.h"
#include "tally-test.h"
#include "tally-text.h"

#define TARGET 9900
#define SHA_A "aa00000000000000000000000000000000000000000000000000000000000000"
#define SHA_B "bb00000000000000000000000000000000000000000000000000000000000000"
#define PRINT_A "a000000000000000000000000000000000000000000000000000000000000000"
#define PRINT_B "b000000000000000000000000000000000000000000000000000000000000000"

static void
begin_run (StoreFixture *f)
{
  g_autoptr (GError) error = NULL;
  gint64 run_id = 0;

  g_assert_true (tally_store_runs_begin (f->store, "batch", NULL, &run_id, NULL, &error));
  g_assert_no_error (error);
}

/* Publishes an hour after the one before. */
static void
publish_in_run (StoreFixture     *f,
                gint64            run_id,
                const TallyGroup *group,
                gint64            attachment_id,
                const char       *sha256)
{
  g_autoptr (TallyStoreIntent) intent = tally_store_intent_new (group->identity);
  g_autoptr (GError) error = NULL;

  tally_clock_advance (f->clock, G_TIME_SPAN_HOUR);
  intent->run_id = run_id;
  intent->target_sheet = TARGET;
  intent->target_row = 41;
  intent->size_bytes = 500;
  tally_text_set (&intent->fingerprint, group->fingerprint);
  tally_text_set (&intent->file_name, "book.xlsx");
  tally_text_set (&intent->sha256, sha256);
  g_assert_true (tally_store_intents_put (f->store, intent, &error));
  intent->attachment_id = attachment_id;
  g_assert_true (tally_store_publications_record (f->store, intent, attachment_id * 10, group, &error));
  g_assert_true (tally_store_intents_advance (f->store, intent, TALLY_STORE_INTENT_DONE, &error));
  g_assert_no_error (error);
}

static void
publish (StoreFixture *f,
         TallyGroup   *group,
         gint64        attachment_id,
         const char   *fingerprint,
         const char   *sha256)
{
  g_strlcpy (group->fingerprint, fingerprint, sizeof group->fingerprint);
  publish_in_run (f, 1, group, attachment_id, sha256);
}

static GPtrArray *
list (StoreFixture        *f,
      const TallyIdentity *identity)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *versions = tally_store_versions_list (f->store, TARGET, identity->work_request,
                                                   identity->week_ending, &error);

  g_assert_no_error (error);
  return versions;
}

static void
assert_version (GPtrArray  *versions,
                guint       index,
                gint64      attachment_id,
                const char *state)
{
  const TallyVersion *version;

  g_assert_cmpuint (index, <, versions->len);
  version = versions->pdata[index];
  g_assert_cmpint (version->attachment_id, ==, attachment_id);
  g_assert_cmpstr (tally_version_get_state (version), ==, state);
}

/* Entries of a kind, and how many were found. */
typedef struct {
  const char *kind;
  guint       n;
} Count;

static gboolean
count_cb (const TallyStoreTrailEntry  *entry,
          gpointer                     data,
          GError                     **error)
{
  Count *count = data;

  count->n += strcmp (entry->kind, count->kind) == 0 ? 1 : 0;
  if (strcmp (entry->kind, "restore") == 0)
    g_assert_cmpstr (entry->actor, ==, "bob");
  if (strcmp (entry->kind, "release") == 0)
    g_assert_cmpstr (entry->actor, ==, "ann");
  return TRUE;
}

static guint
count_trail (StoreFixture *f,
             const char   *kind)
{
  g_autoptr (GError) error = NULL;
  Count count = { .kind = kind };

  g_assert_true (tally_store_trail_foreach (f->store, NULL, count_cb, &count, &error));
  g_assert_no_error (error);
  return count.n;
}

static void
test_each_version_has_its_time (StoreFixture  *f,
                                gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (4);
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GPtrArray) current = NULL;
  g_autoptr (TallyVersion) found = NULL;
  g_autoptr (GError) error = NULL;
  const TallyVersion *first;

  begin_run (f);
  publish (f, group, 8001, PRINT_A, SHA_A);
  publish (f, group, 8002, PRINT_B, SHA_B);
  versions = list (f, group->identity);
  g_assert_cmpuint (versions->len, ==, 2);
  assert_version (versions, 0, 8001, "replaced");
  assert_version (versions, 1, 8002, "current");
  first = versions->pdata[0];
  g_assert_cmpint (first->from_utc_usec, ==, 80010);
  g_assert_cmpint (first->until_utc_usec, ==, STORE_FIXTURE_START + 2 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (first->target_row, ==, 41);
  g_assert_cmpuint (first->size_bytes, ==, 500);
  g_assert_cmpuint (first->n_lines, ==, 4);
  g_assert_cmpint (first->total_cents, ==, group->total_cents);
  g_assert_cmpstr (first->sha256, ==, SHA_A);
  g_assert_cmpstr (first->fingerprint, ==, PRINT_A);
  g_assert_true (first->has_lines);
  found = tally_store_versions_find (f->store, first->version, &error);
  g_assert_cmpint (found->attachment_id, ==, 8001);
  current = tally_store_versions_list_current (f->store, TARGET, &error);
  g_assert_cmpuint (current->len, ==, 1);
  assert_version (current, 0, 8002, "current");
  g_clear_pointer (&found, tally_version_free);
  found = tally_store_versions_find (f->store, 99, &error);
  g_assert_null (found);
  g_assert_no_error (error);
}

static void
test_a_lost_one_is_gone (StoreFixture  *f,
                         gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (2);
  g_autoptr (TallyStorePublication) current = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;

  begin_run (f);
  publish (f, group, 8001, PRINT_A, SHA_A);
  current = tally_store_publications_find_current (f->store, TARGET, group->identity, &error);
  g_assert_true (tally_store_publications_mark_removed (f->store, current->publication_id, &error));
  versions = list (f, group->identity);
  assert_version (versions, 0, 8001, "gone");
  publish (f, group, 8002, PRINT_A, SHA_A);
  again = list (f, group->identity);
  assert_version (again, 0, 8001, "gone");
  assert_version (again, 1, 8002, "current");
}

static void
supersede (StoreFixture        *f,
           const TallyIdentity *identity,
           gint64               attachment_id)
{
  g_autoptr (GError) error = NULL;
  const TallyStoreSuperseded old = {
    .attachment_id = attachment_id, .target_sheet = TARGET, .target_row = 41, .created_utc_usec = 5,
    .identity = (TallyIdentity *) identity, .file_name = (char *) "old.xlsx", .size_bytes = 77,
    .sha256 = (char *) SHA_A, .archived_path = (char *) "aa/x.xlsx",
  };

  g_assert_true (tally_store_superseded_put (f->store, &old, TALLY_STORE_SUPERSEDED_ARCHIVED, &error));
  g_assert_true (tally_store_superseded_put (f->store, &old, TALLY_STORE_SUPERSEDED_DELETED, &error));
  g_assert_no_error (error);
}

static void
test_foreign_ones_stand_beside_ours (StoreFixture  *f,
                                     gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (2);
  g_autoptr (GPtrArray) versions = NULL;
  const TallyVersion *foreign;

  begin_run (f);
  publish (f, group, 8001, PRINT_A, SHA_A);
  publish (f, group, 8002, PRINT_B, SHA_B);
  supersede (f, group->identity, 7000);
  supersede (f, group->identity, 8001);
  versions = list (f, group->identity);
  g_assert_cmpuint (versions->len, ==, 3);
  assert_version (versions, 0, 7000, "foreign");
  assert_version (versions, 1, 8001, "replaced");
  foreign = versions->pdata[0];
  g_assert_cmpint (foreign->version, ==, 0);
  g_assert_false (foreign->has_lines);
  g_assert_cmpuint (foreign->size_bytes, ==, 77);
  g_assert_cmpint (foreign->until_utc_usec, >, 0);
}

static void
test_only_contents_that_nobody_needs_expire (StoreFixture  *f,
                                             gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (2);
  g_autoptr (GPtrArray) early = NULL;
  g_autoptr (GPtrArray) late = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GError) error = NULL;
  gint64 end = STORE_FIXTURE_START + 3 * G_TIME_SPAN_HOUR;

  begin_run (f);
  publish (f, group, 8001, PRINT_A, SHA_A);
  publish (f, group, 8002, PRINT_B, SHA_B);
  publish (f, group, 8003, PRINT_A, SHA_A);
  early = tally_store_versions_list_expired (f->store, end, &error);
  g_assert_cmpuint (early->len, ==, 0);
  late = tally_store_versions_list_expired (f->store, end + 1, &error);
  g_assert_cmpuint (late->len, ==, 1);
  g_assert_cmpstr (((TallyStoreContent *) late->pdata[0])->sha256, ==, SHA_B);
  g_assert_cmpuint (((TallyStoreContent *) late->pdata[0])->size_bytes, ==, 500);
  g_assert_true (tally_store_versions_mark_dropped (f->store, SHA_B, &error));
  g_assert_cmpuint (count_trail (f, "archive-dropped"), ==, 1);
  g_assert_true (tally_store_versions_mark_dropped (f->store, SHA_B, &error));
  g_assert_cmpuint (count_trail (f, "archive-dropped"), ==, 1);
  none = tally_store_versions_list_expired (f->store, end + 1, &error);
  g_assert_cmpuint (none->len, ==, 0);
  versions = list (f, group->identity);
  g_assert_cmpint (((TallyVersion *) versions->pdata[1])->dropped_utc_usec, ==, end);
  g_assert_cmpint (((TallyVersion *) versions->pdata[0])->dropped_utc_usec, ==, 0);
  g_assert_no_error (error);
}

static void
pin (StoreFixture        *f,
     const TallyIdentity *identity,
     gint64               version,
     const char          *fingerprint)
{
  g_autoptr (GError) error = NULL;
  const TallyStorePin record = {
    .identity = (TallyIdentity *) identity, .target_sheet = TARGET, .version = version,
    .run_id = 2, .fingerprint = (char *) fingerprint, .lines_hash = (char *) "hash",
    .actor = (char *) "bob",
  };

  g_assert_true (tally_store_pins_put (f->store, &record, &error));
  g_assert_no_error (error);
}

static GPtrArray *
list_pins (StoreFixture *f)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *pins = tally_store_pins_list (f->store, TARGET, &error);

  g_assert_no_error (error);
  return pins;
}

static void
test_a_pin_counts_while_its_version_hangs_there (StoreFixture  *f,
                                                 gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (2);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) held = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  const TallyStorePin *first;

  begin_run (f);
  begin_run (f);
  publish (f, group, 8001, PRINT_A, SHA_A);
  publish (f, group, 8002, PRINT_B, SHA_B);
  pin (f, group->identity, 1, PRINT_A);
  before = list_pins (f);
  g_assert_cmpuint (before->len, ==, 0);
  g_strlcpy (group->fingerprint, PRINT_A, sizeof group->fingerprint);
  publish_in_run (f, 2, group, 8003, SHA_A);
  held = list_pins (f);
  g_assert_cmpuint (held->len, ==, 1);
  first = held->pdata[0];
  g_assert_true (tally_identity_equal (first->identity, group->identity));
  g_assert_cmpstr (first->lines_hash, ==, "hash");
  g_assert_cmpint (first->version, ==, 1);
  g_assert_cmpint (first->pinned_utc_usec, ==, STORE_FIXTURE_START + 2 * G_TIME_SPAN_HOUR);
  versions = list (f, group->identity);
  assert_version (versions, 1, 8002, "superseded");
  assert_version (versions, 2, 8003, "restored");
  publish (f, group, 8004, PRINT_B, SHA_B);
  publish (f, group, 8005, PRINT_A, SHA_A);
  after = list_pins (f);
  g_assert_cmpuint (after->len, ==, 0);
}

static void
test_the_same_content_of_another_run_is_not_pinned (StoreFixture  *f,
                                                    gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (2);
  g_autoptr (GPtrArray) pins = NULL;
  g_autoptr (GPtrArray) versions = NULL;

  begin_run (f);
  begin_run (f);
  publish (f, group, 8001, PRINT_A, SHA_A);
  publish (f, group, 8002, PRINT_B, SHA_B);
  pin (f, group->identity, 1, PRINT_A);
  publish (f, group, 8003, PRINT_A, SHA_A);
  pins = list_pins (f);
  g_assert_cmpuint (pins->len, ==, 0);
  versions = list (f, group->identity);
  assert_version (versions, 1, 8002, "replaced");
  assert_version (versions, 2, 8003, "current");
}

static void
test_a_released_pin_is_gone (StoreFixture  *f,
                             gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (2);
  g_autoptr (GPtrArray) pins = NULL;
  g_autoptr (GError) error = NULL;

  begin_run (f);
  publish (f, group, 8001, PRINT_A, SHA_A);
  pin (f, group->identity, 1, PRINT_A);
  g_assert_true (tally_store_pins_delete (f->store, TARGET, group->identity, "ann", &error));
  g_assert_true (tally_store_pins_delete (f->store, TARGET, group->identity, "ann", &error));
  g_assert_no_error (error);
  pins = list_pins (f);
  g_assert_cmpuint (pins->len, ==, 0);
  g_assert_cmpuint (count_trail (f, "restore"), ==, 1);
  g_assert_cmpuint (count_trail (f, "release"), ==, 1);
}

static void
test_the_hash_of_lines_follows_their_values (StoreFixture  *f,
                                             gconstpointer  data)
{
  g_autoptr (TallyIdentity) identity = NULL;
  g_autofree char *first = NULL;
  g_autofree char *same = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *gone = NULL;
  g_autoptr (GError) error = NULL;
  TallyStoreLineStats stats;
  TallyLine line;

  begin_run (f);
  store_fixture_put_sheet (f, 5, 3);
  store_fixture_line (&line, 5, 1);
  identity = tally_identity_new (line.text[TALLY_FIELD_WORK_REQUEST], line.week_ending, line.variant,
                                 line.identifier);
  first = tally_store_pins_dup_lines_hash (f->store, identity, NULL, &error);
  g_assert_no_error (error);
  store_fixture_put_sheet (f, 5, 3);
  same = tally_store_pins_dup_lines_hash (f->store, identity, NULL, &error);
  g_assert_cmpstr (first, ==, same);
  g_assert_true (tally_store_lines_begin_sheet (f->store, 1, 5, &error));
  line.price_cents += 1;
  g_assert_true (tally_store_lines_put (f->store, &line, &error));
  g_assert_true (tally_store_lines_end_sheet (f->store, &stats, &error));
  changed = tally_store_pins_dup_lines_hash (f->store, identity, NULL, &error);
  g_assert_cmpstr (first, !=, changed);
  g_assert_true (tally_store_lines_begin_sheet (f->store, 1, 5, &error));
  g_assert_true (tally_store_lines_end_sheet (f->store, &stats, &error));
  gone = tally_store_pins_dup_lines_hash (f->store, identity, NULL, &error);
  g_assert_cmpstr (gone, !=, changed);
  g_assert_cmpstr (gone, !=, first);
  g_assert_no_error (error);
}

#define ADD(name, func) \
  g_test_add ("/store/versions/" name, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  ADD ("each-version-has-its-time", test_each_version_has_its_time);
  ADD ("a-lost-one-is-gone", test_a_lost_one_is_gone);
  ADD ("foreign-ones-stand-beside-ours", test_foreign_ones_stand_beside_ours);
  ADD ("only-contents-that-nobody-needs-expire", test_only_contents_that_nobody_needs_expire);
  ADD ("a-pin-counts-while-its-version-hangs-there", test_a_pin_counts_while_its_version_hangs_there);
  ADD ("the-same-content-of-another-run-is-not-pinned", test_the_same_content_of_another_run_is_not_pinned);
  ADD ("a-released-pin-is-gone", test_a_released_pin_is_gone);
  ADD ("the-hash-of-lines-follows-their-values", test_the_hash_of_lines_follows_their_values);
  return g_test_run ();
}
