/* test-trail.c
 *
 * The trail: it only grows, in the transaction of what it records, and whatever is done to it
 * behind its back is found and named.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-filled.h"
#include "store-fixture.h"
#include "tally-db-admin.h"
#include "tally-json-node.h"
#include "tally-store-publications.h"
#include "tally-store-runs.h"
#include "tally-store-superseded.h"
#include "tally-store-trail-verify.h"
#include "tally-test.h"

#define TARGET 9900
#define WITHOUT_TRIGGERS \
  "DROP TRIGGER trail_no_update; DROP TRIGGER trail_no_delete; DROP TRIGGER trail_only_append;"

static void
append (StoreFixture *f,
        const char   *kind,
        const char   *subject)
{
  g_autoptr (GError) error = NULL;

  tally_clock_advance (f->clock, G_USEC_PER_SEC);
  g_assert_true (tally_store_trail_append (f->store, kind, subject, "{ \"b\": 2, \"a\": 1 }", &error));
  g_assert_no_error (error);
}

/* What somebody does who has the file. */
static gboolean
run_sql (StoreFixture *f,
         const char   *sql,
         GError      **error)
{
  const TallyDbOptions options = { .path = f->path, .busy_timeout_msecs = 1000 };
  g_autoptr (TallyDb) db = tally_db_open (&options, error);

  return db != NULL && tally_db_run_text (db, sql, error);
}

static TallyStoreTrailCheck
verify (StoreFixture              *f,
        const TallyStoreTrailHead *expected)
{
  g_autoptr (TallyStore) reader = store_fixture_open (f, TRUE);
  g_autoptr (GError) error = NULL;
  TallyStoreTrailCheck check;

  g_assert_true (tally_store_trail_verify (reader, expected, &check, &error));
  g_assert_no_error (error);
  return check;
}

static TallyStoreTrailHead
get_head (StoreFixture *f)
{
  g_autoptr (GError) error = NULL;
  TallyStoreTrailHead head;

  g_assert_true (tally_store_trail_get_head (f->store, &head, &error));
  g_assert_no_error (error);
  return head;
}

static void
test_empty_trail_is_sound (StoreFixture  *f,
                           gconstpointer  data)
{
  TallyStoreTrailCheck check = verify (f, NULL);
  g_autofree char *text = tally_store_trail_check_dup_text (&check);

  g_assert_cmpint (check.verdict, ==, TALLY_STORE_TRAIL_SOUND);
  g_assert_cmpuint (check.n_entries, ==, 0);
  g_assert_cmpint (check.head.sequence, ==, 0);
  g_assert_cmpstr (check.head.hash, ==, "");
  g_assert_cmpstr (text, ==, "the trail of 0 entries is whole");
}

static gboolean
list_entry_cb (const TallyStoreTrailEntry  *entry,
               gpointer                     data,
               GError                     **error)
{
  g_string_append_printf (data, "%" G_GINT64_FORMAT " %s %s %s %s\n", entry->sequence, entry->kind,
                          entry->actor, entry->subject, entry->payload);
  return TRUE;
}

static void
test_entries_come_back_canonical (StoreFixture  *f,
                                  gconstpointer  data)
{
  const TallyStoreTrailEntry by_ann = {
    .kind = "approval", .actor = "ann", .subject = "p1", .payload = "{\"reason\":\"a \\u00e9\"}",
  };
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GString) one = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  append (f, "publication", "s1");
  g_assert_true (tally_store_trail_append_entry (f->store, &by_ann, &error));
  g_assert_no_error (error);
  append (f, "removal", NULL);
  g_assert_true (tally_store_trail_foreach (f->store, NULL, list_entry_cb, all, &error));
  g_assert_cmpstr (all->str, ==, "1 publication  s1 {\"a\":1,\"b\":2}\n"
                                 "2 approval ann p1 {\"reason\":\"a \303\251\"}\n"
                                 "3 removal   {\"a\":1,\"b\":2}\n");
  g_assert_true (tally_store_trail_foreach (f->store, "p1", list_entry_cb, one, &error));
  g_assert_cmpstr (one->str, ==, "2 approval ann p1 {\"reason\":\"a \303\251\"}\n");
  g_assert_cmpint (verify (f, NULL).verdict, ==, TALLY_STORE_TRAIL_SOUND);
}

static void
test_update_and_delete_are_refused (StoreFixture  *f,
                                    gconstpointer  data)
{
  static const char *const acts[] = {
    "UPDATE trail SET actor = 'x'",
    "UPDATE trail SET hash = hash",
    "DELETE FROM trail",
    "DELETE FROM trail WHERE sequence = 2",
    "INSERT OR REPLACE INTO trail SELECT sequence, 1, kind, actor, subject, payload, previous_hash, hash FROM trail",
    "INSERT INTO trail SELECT 0, utc_usec, kind, actor, subject, payload, previous_hash, hash FROM trail LIMIT 1",
  };

  append (f, "publication", "s1");
  append (f, "publication", "s2");
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (run_sql (f, acts[i], &error));
      g_assert_nonnull (strstr (error->message, "append only"));
    }
  g_assert_cmpuint (verify (f, NULL).n_entries, ==, 2);
}

static void
test_each_changed_field_is_found (StoreFixture  *f,
                                  gconstpointer  data)
{
  static const char *const changes[] = {
    "utc_usec = utc_usec + 1", "kind = 'approval'", "actor = 'ann'", "subject = 's9'",
    "payload = '{\"a\":1,\"b\":3}'", "payload = payload || char (0) || 'x'", "kind = kind || char (0)",
    "previous_hash = ''", "hash = replace (hash, substr (hash, 1, 1), 'g')", "hash = ''",
    "subject = '', actor = subject", "hash = upper (hash) || ' '",
  };
  g_autofree char *content = NULL;
  gsize size;

  for (guint i = 0; i < 4; i++)
    append (f, "publication", "s1");
  g_clear_pointer (&f->store, tally_store_free);
  g_assert_true (g_file_get_contents (f->path, &content, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *sql = g_strdup_printf (WITHOUT_TRIGGERS "UPDATE trail SET %s WHERE sequence = 3", changes[i]);
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;
      TallyStoreTrailCheck check;

      g_assert_true (g_file_set_contents (f->path, content, (gssize) size, NULL));
      if (!run_sql (f, sql, &error))
        g_assert_no_error (error);
      check = verify (f, NULL);
      g_test_message ("%s", changes[i]);
      g_assert_cmpint (check.verdict, ==, TALLY_STORE_TRAIL_ALTERED);
      g_assert_cmpint (check.broken_sequence, ==, 3);
      g_assert_cmpint (check.head.sequence, ==, 2);
      text = tally_store_trail_check_dup_text (&check);
      g_assert_nonnull (strstr (text, "entry 3 was changed"));
    }
}

static void
test_removed_entries_are_found (StoreFixture  *f,
                                gconstpointer  data)
{
  static const struct {
    const char            *sql;
    TallyStoreTrailVerdict verdict;
    gint64                 broken;
    gint64                 head;
  } cases[] = {
    { "DELETE FROM trail WHERE sequence = 1", TALLY_STORE_TRAIL_MISSING, 1, 0 },
    { "DELETE FROM trail WHERE sequence = 3", TALLY_STORE_TRAIL_MISSING, 3, 2 },
    { "DELETE FROM trail WHERE sequence = 5", TALLY_STORE_TRAIL_CUT, 0, 4 },
    { "DELETE FROM trail WHERE sequence > 2", TALLY_STORE_TRAIL_CUT, 0, 2 },
    { "DELETE FROM trail", TALLY_STORE_TRAIL_CUT, 0, 0 },
    { "DELETE FROM meta WHERE key = 'trail-head'", TALLY_STORE_TRAIL_CUT, 0, 5 },
    { "UPDATE trail SET sequence = sequence + 10 WHERE sequence = 5", TALLY_STORE_TRAIL_MISSING, 5, 4 },
  };
  g_autofree char *content = NULL;
  gsize size;

  for (guint i = 0; i < 5; i++)
    append (f, "publication", "s1");
  g_clear_pointer (&f->store, tally_store_free);
  g_assert_true (g_file_get_contents (f->path, &content, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql = g_strconcat (WITHOUT_TRIGGERS, cases[i].sql, NULL);
      g_autoptr (GError) error = NULL;
      TallyStoreTrailCheck check;

      g_assert_true (g_file_set_contents (f->path, content, (gssize) size, NULL));
      if (!run_sql (f, sql, &error))
        g_assert_no_error (error);
      check = verify (f, NULL);
      g_test_message ("%s", cases[i].sql);
      g_assert_cmpint (check.verdict, ==, cases[i].verdict);
      g_assert_cmpint (check.broken_sequence, ==, cases[i].broken);
      g_assert_cmpint (check.head.sequence, ==, cases[i].head);
    }
}

static void
test_a_cut_trail_stays_visibly_cut (StoreFixture  *f,
                                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    append (f, "publication", "s1");
  if (!run_sql (f, WITHOUT_TRIGGERS "DELETE FROM trail WHERE sequence = 3", &error))
    g_assert_no_error (error);
  append (f, "publication", "s1");
  g_assert_cmpint (get_head (f).sequence, ==, 4);
  g_assert_cmpint (verify (f, NULL).verdict, ==, TALLY_STORE_TRAIL_MISSING);
  g_assert_cmpint (verify (f, NULL).broken_sequence, ==, 3);
}

static void
test_an_earlier_head_finds_another_trail (StoreFixture  *f,
                                          gconstpointer  data)
{
  TallyStoreTrailHead none = { 0 };
  TallyStoreTrailHead early, late, other;
  char text[TALLY_STORE_TRAIL_HEAD_LENGTH];

  append (f, "publication", "s1");
  append (f, "publication", "s2");
  early = get_head (f);
  append (f, "publication", "s3");
  late = get_head (f);
  g_assert_cmpint (verify (f, &none).verdict, ==, TALLY_STORE_TRAIL_SOUND);
  g_assert_cmpint (verify (f, &early).verdict, ==, TALLY_STORE_TRAIL_SOUND);
  g_assert_cmpint (verify (f, &late).verdict, ==, TALLY_STORE_TRAIL_SOUND);
  other = early;
  other.hash[0] = other.hash[0] == '0' ? '1' : '0';
  g_assert_cmpint (verify (f, &other).verdict, ==, TALLY_STORE_TRAIL_OTHER);
  late.sequence++;
  g_assert_cmpint (verify (f, &late).verdict, ==, TALLY_STORE_TRAIL_CUT);
  tally_store_trail_head_format (&early, text);
  g_assert_true (tally_store_trail_head_parse (text, &other));
  g_assert_cmpint (other.sequence, ==, 2);
  g_assert_cmpstr (other.hash, ==, early.hash);
}

static void
test_heads_are_read_strictly (StoreFixture  *f,
                              gconstpointer  data)
{
  static const char *const texts[] = {
    "", ":", "1", "1:", "x:", "0:ab", "-1:", "1:abc", "99999999999999999999:",
    "1:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeF",
    "1:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0",
  };
  TallyStoreTrailHead head;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (tally_store_trail_head_parse (texts[i], &head));
  g_assert_true (tally_store_trail_head_parse ("0:", &head));
  g_assert_true (tally_store_trail_head_parse (
    "7:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", &head));
  g_assert_cmpint (head.sequence, ==, 7);
}

static void
test_unfit_entries_are_refused (StoreFixture  *f,
                                gconstpointer  data)
{
  g_autofree char *long_text = g_strnfill (TALLY_STORE_TRAIL_MAX_TEXT_BYTES + 1, 'a');
  g_autofree char *blanks = g_strnfill (TALLY_STORE_TRAIL_MAX_PAYLOAD_BYTES, ' ');
  g_autofree char *long_payload = g_strconcat ("{", blanks, "}", NULL);
  const TallyStoreTrailEntry entries[] = {
    { .kind = "k", .payload = "[]" },
    { .kind = "k", .payload = "" },
    { .kind = "k", .payload = "{\"a\":1,\"a\":2}" },
    { .kind = "k", .payload = long_payload },
    { .kind = long_text, .payload = "{}" },
    { .kind = "k", .actor = "\xff", .payload = "{}" },
    { .kind = "k", .subject = long_text, .payload = "{}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (tally_store_trail_append_entry (f->store, &entries[i], &error));
      g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CONSTRAINT);
    }
  g_assert_cmpint (get_head (f).sequence, ==, 0);
}

/* Each act on the target and its entry. */
typedef struct {
  GString *kinds;
  char    *payload;
} Seen;

static gboolean
see_cb (const TallyStoreTrailEntry  *entry,
        gpointer                     data,
        GError                     **error)
{
  Seen *seen = data;

  g_string_append_printf (seen->kinds, "%s ", entry->kind);
  g_assert_cmpstr (entry->actor, ==, "");
  g_free (seen->payload);
  seen->payload = g_strdup (entry->payload);
  return TRUE;
}

static TallyStoreIntent *
put_intent (StoreFixture     *f,
            const TallyGroup *group,
            gint64            attachment_id)
{
  TallyStoreIntent *intent = tally_store_intent_new (group->identity);
  g_autoptr (GError) error = NULL;

  intent->run_id = 1;
  intent->target_sheet = TARGET;
  intent->target_row = 41;
  g_assert_true (tally_store_intents_put (f->store, intent, &error));
  intent->attachment_id = attachment_id;
  return intent;
}

static void
publish (StoreFixture     *f,
         const TallyGroup *group,
         gint64            attachment_id)
{
  g_autoptr (TallyStoreIntent) intent = put_intent (f, group, attachment_id);
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_publications_record (f->store, intent, 1, group, &error));
  g_assert_true (tally_store_intents_advance (f->store, intent, TALLY_STORE_INTENT_DONE, &error));
  g_assert_no_error (error);
}

static void
drop (StoreFixture     *f,
      const TallyGroup *group,
      gint64            attachment_id)
{
  g_autoptr (TallyStoreIntent) intent = put_intent (f, group, attachment_id);
  g_autoptr (GError) error = NULL;

  g_assert_true (tally_store_intents_advance (f->store, intent, TALLY_STORE_INTENT_DROPPED, &error));
  g_assert_no_error (error);
}

static void
supersede (StoreFixture     *f,
           const TallyGroup *group)
{
  g_autoptr (GError) error = NULL;
  const TallyStoreSuperseded file = {
    .attachment_id = 8001, .target_sheet = TARGET, .target_row = 41, .identity = group->identity,
    .file_name = (char *) "old.xlsx", .sha256 = (char *) "ab", .archived_path = (char *) "/archive/ab",
  };

  for (guint state = TALLY_STORE_SUPERSEDED_FOUND; state <= TALLY_STORE_SUPERSEDED_DELETED; state++)
    g_assert_true (tally_store_superseded_put (f->store, &file, (TallyStoreSupersededState) state, &error));
  g_assert_no_error (error);
}

static void
test_what_is_done_to_the_target_is_told (StoreFixture  *f,
                                         gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (2);
  g_autoptr (GString) kinds = g_string_new (NULL);
  Seen seen = { .kinds = kinds };
  g_autoptr (TallyJsonNode) payload = NULL;
  g_autoptr (GError) error = NULL;
  gint64 run_id = 0;
  gint64 value = 0;

  g_assert_true (tally_store_runs_begin (f->store, "batch", NULL, &run_id, NULL, &error));
  drop (f, group, 0);
  drop (f, group, 8000);
  publish (f, group, 8001);
  supersede (f, group);
  publish (f, group, 8002);
  g_assert_true (tally_store_trail_foreach (f->store, NULL, see_cb, &seen, &error));
  g_assert_cmpstr (kinds->str, ==,
                   "withdrawal publication superseded-archived superseded-deleted publication ");
  payload = tally_json_node_parse (seen.payload, strlen (seen.payload), &error);
  g_free (seen.payload);
  g_assert_true (tally_json_node_get_int64 (tally_json_node_find (payload, "attachment"), &value));
  g_assert_cmpint (value, ==, 8002);
  g_assert_true (tally_json_node_get_int64 (tally_json_node_find (payload, "old_attachment"), &value));
  g_assert_cmpint (value, ==, 8001);
  g_assert_true (tally_json_node_get_int64 (tally_json_node_find (payload, "old_cents"), &value));
  g_assert_cmpint (value, ==, group->total_cents);
  g_assert_cmpuint (strlen (tally_json_node_get_text (tally_json_node_find (payload, "identity"))), ==, 64);
  g_assert_cmpint (verify (f, NULL).verdict, ==, TALLY_STORE_TRAIL_SOUND);
}

/* The trail refuses: then what it was to record must not stand either. */
static void
test_no_act_without_its_entry (StoreFixture  *f,
                               gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (2);
  g_autoptr (TallyStorePublication) current = NULL;
  g_autoptr (TallyStoreIntent) intent = NULL;
  g_autoptr (GError) error = NULL;
  gint64 run_id = 0;

  g_assert_true (tally_store_runs_begin (f->store, "batch", NULL, &run_id, NULL, &error));
  publish (f, group, 8001);
  intent = put_intent (f, group, 8002);
  if (!run_sql (f, "CREATE TRIGGER trail_shut BEFORE INSERT ON trail BEGIN SELECT RAISE (ABORT, 'shut'); END", &error))
    g_assert_no_error (error);
  g_assert_false (tally_store_publications_record (f->store, intent, 1, group, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  current = tally_store_publications_find_current (f->store, TARGET, group->identity, &error);
  g_assert_no_error (error);
  g_assert_cmpint (current->attachment_id, ==, 8001);
  g_assert_false (tally_store_intents_advance (f->store, intent, TALLY_STORE_INTENT_DROPPED, &error));
  g_assert_cmpint (get_head (f).sequence, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void (*run) (StoreFixture *, gconstpointer);
  } cases[] = {
    { "empty-trail-is-sound", test_empty_trail_is_sound },
    { "entries-come-back-canonical", test_entries_come_back_canonical },
    { "update-and-delete-are-refused", test_update_and_delete_are_refused },
    { "each-changed-field-is-found", test_each_changed_field_is_found },
    { "removed-entries-are-found", test_removed_entries_are_found },
    { "a-cut-trail-stays-visibly-cut", test_a_cut_trail_stays_visibly_cut },
    { "an-earlier-head-finds-another-trail", test_an_earlier_head_finds_another_trail },
    { "heads-are-read-strictly", test_heads_are_read_strictly },
    { "unfit-entries-are-refused", test_unfit_entries_are_refused },
    { "what-is-done-to-the-target-is-told", test_what_is_done_to_the_target_is_told },
    { "no-act-without-its-entry", test_no_act_without_its_entry },
  };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/trail/", cases[i].path, NULL);
      g_test_add (path, StoreFixture, NULL, store_fixture_set_up, cases[i].run,
                  store_fixture_tear_down);
    }
  return g_test_run ();
}
