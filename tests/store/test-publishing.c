/* test-publishing.c
 *
 * Intents, publications, superseded attachments and the journal.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-filled.h"
#include "store-fixture.h"
#include "tally-db-admin.h"
#include "tally-store-journal.h"
#include "tally-store-publications.h"
#include "tally-store-runs.h"
#include "tally-store-superseded.h"
#include "tally-test.h"

#define TARGET 9900

static void
begin_run (StoreFixture *f)
{
  g_autoptr (GError) error = NULL;
  gint64 run_id = 0;

  g_assert_true (tally_store_runs_begin (f->store, "batch", NULL, &run_id, NULL, &error));
  g_assert_no_error (error);
}

static TallyStoreIntent *
put_intent (StoreFixture        *f,
            const TallyIdentity *identity,
            gint64               target_sheet)
{
  g_autoptr (GError) error = NULL;
  TallyStoreIntent *intent = tally_store_intent_new (identity);

  intent->run_id = 1;
  intent->target_sheet = target_sheet;
  intent->target_row = 41;
  g_assert_true (tally_store_intents_put (f->store, intent, &error));
  g_assert_no_error (error);
  return intent;
}

static void
publish (StoreFixture     *f,
         const TallyGroup *group,
         gint64            attachment_id)
{
  g_autoptr (TallyStoreIntent) intent = put_intent (f, group->identity, TARGET);
  g_autoptr (GError) error = NULL;

  intent->attachment_id = attachment_id;
  g_assert_true (tally_store_publications_record (f->store, intent, attachment_id * 10, group, &error));
  g_assert_true (tally_store_intents_advance (f->store, intent, TALLY_STORE_INTENT_DONE, &error));
  g_assert_no_error (error);
}

static void
test_record_supersedes_the_current_one (StoreFixture  *f,
                                        gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (6);
  g_autoptr (TallyStorePublication) current = NULL;
  g_autoptr (TallyStorePublication) old = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  begin_run (f);
  current = tally_store_publications_find_current (f->store, TARGET, group->identity, &error);
  g_assert_no_error (error);
  g_assert_null (current);
  publish (f, group, 8001);
  publish (f, group, 8002);
  current = tally_store_publications_find_current (f->store, TARGET, group->identity, &error);
  g_assert_cmpint (current->attachment_id, ==, 8002);
  g_assert_cmpint (current->attachment_created_utc_usec, ==, 80020);
  g_assert_cmpint (current->state, ==, TALLY_STORE_PUBLICATION_CURRENT);
  g_assert_cmpint (current->published_utc_usec, ==, STORE_FIXTURE_START);
  g_assert_cmpuint (current->n_lines, ==, 6);
  g_assert_cmpint (g_array_index (current->sheet_ids, gint64, 1), ==, STORE_FILLED_SHEET + 8);
  old = tally_store_publications_find_attachment (f->store, 8001, &error);
  g_assert_cmpint (old->state, ==, TALLY_STORE_PUBLICATION_SUPERSEDED);
  all = tally_store_publications_list_current (f->store, TARGET, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 1);
}

static gboolean
count_cb (const TallyLine  *line,
          gpointer          data,
          GError          **error)
{
  *(guint *) data += 1;
  return TRUE;
}

static void
assert_published (StoreFixture *f,
                  gint64        attachment_id,
                  guint         n_lines)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStorePublication) found = NULL;
  guint n = 0;

  found = tally_store_publications_find_attachment (f->store, attachment_id, &error);
  g_assert_no_error (error);
  g_assert_nonnull (found);
  g_assert_cmpuint (found->n_lines, ==, n_lines);
  g_assert_cmpint (found->total_cents != 0, ==, n_lines > 0);
  g_assert_cmpuint (found->sheet_ids->len > 0, ==, n_lines > 0);
  g_assert_true (tally_store_publications_foreach_line (f->store, found->publication_id, count_cb, &n,
                                                        &error));
  g_assert_cmpuint (n, ==, n_lines);
}

/* Two intents one after the other; the lines of the second are kept, then recorded. */
static void
test_prepared_lines_are_recorded (StoreFixture  *f,
                                  gconstpointer  data)
{
  g_autoptr (TallyGroup) few = store_filled_group (2);
  g_autoptr (TallyGroup) many = store_filled_group (6);
  g_autoptr (TallyStoreIntent) intent = NULL;
  g_autoptr (TallyStorePublication) current = NULL;
  g_autoptr (GError) error = NULL;

  begin_run (f);
  publish (f, few, 8001);
  intent = put_intent (f, many->identity, TARGET);
  g_assert_true (tally_store_publications_prepare (f->store, intent, few, &error));
  g_assert_true (tally_store_publications_prepare (f->store, intent, many, &error));
  current = tally_store_publications_find_current (f->store, TARGET, many->identity, &error);
  g_assert_cmpint (current->attachment_id, ==, 8001); /* nothing of it is there yet */
  intent->attachment_id = 8002;
  g_assert_true (tally_store_publications_record (f->store, intent, 5, NULL, &error));
  g_assert_no_error (error);
  assert_published (f, 8001, 2);
  assert_published (f, 8002, 6);
}

/* What was prepared for another file says nothing about this one. */
static void
test_other_prepared_lines_are_not_recorded (StoreFixture  *f,
                                            gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (2);
  g_autoptr (TallyStoreIntent) intent = NULL;
  g_autoptr (GError) error = NULL;

  begin_run (f);
  intent = put_intent (f, group->identity, TARGET);
  g_assert_true (tally_store_publications_prepare (f->store, intent, group, &error));
  g_free (intent->sha256);
  intent->sha256 = g_strdup ("other");
  intent->attachment_id = 8003;
  g_assert_true (tally_store_publications_record (f->store, intent, 5, NULL, &error));
  g_assert_no_error (error);
  assert_published (f, 8003, 0);
}

/* An intent that can't be put takes the lines of the open one away no more than it leaves its own. */
static void
test_lines_and_intent_are_planned_together (StoreFixture  *f,
                                            gconstpointer  data)
{
  g_autoptr (TallyGroup) few = store_filled_group (2);
  g_autoptr (TallyGroup) many = store_filled_group (6);
  g_autoptr (TallyStoreIntent) first = tally_store_intent_new (few->identity);
  g_autoptr (TallyStoreIntent) second = tally_store_intent_new (few->identity);
  g_autoptr (GError) error = NULL;

  begin_run (f);
  first->run_id = second->run_id = 1;
  first->target_sheet = second->target_sheet = TARGET;
  g_assert_true (tally_store_intents_plan (f->store, first, few, &error));
  g_assert_no_error (error);
  g_assert_false (tally_store_intents_plan (f->store, second, many, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CONSTRAINT);
  g_assert_cmpint (second->intent_id, ==, 0);
  g_clear_error (&error);
  first->attachment_id = 8005;
  g_assert_true (tally_store_publications_record (f->store, first, 5, NULL, &error));
  g_assert_no_error (error);
  assert_published (f, 8005, 2);
}

static void
test_dropped_intents_forget_their_lines (StoreFixture  *f,
                                         gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (2);
  g_autoptr (TallyStoreIntent) intent = NULL;
  g_autoptr (TallyStoreIntent) next = NULL;
  g_autoptr (GError) error = NULL;

  begin_run (f);
  intent = put_intent (f, group->identity, TARGET);
  g_assert_true (tally_store_publications_prepare (f->store, intent, group, &error));
  g_assert_true (tally_store_intents_advance (f->store, intent, TALLY_STORE_INTENT_DROPPED, &error));
  next = put_intent (f, group->identity, TARGET);
  next->attachment_id = 8004;
  g_assert_true (tally_store_publications_record (f->store, next, 5, NULL, &error));
  g_assert_no_error (error);
  assert_published (f, 8004, 0);
}

/* Attached once; another target, one that never arrived and a publication don't count. */
static void
test_dropped_attachments_are_known (StoreFixture  *f,
                                    gconstpointer  data)
{
  static const gint64 attachments[] = { 8101, 0, 8102 };
  g_autoptr (TallyGroup) group = store_filled_group (2);
  g_autoptr (GHashTable) dropped = NULL;
  g_autoptr (GHashTable) elsewhere = NULL;
  g_autoptr (GError) error = NULL;

  begin_run (f);
  for (guint i = 0; i < G_N_ELEMENTS (attachments); i++)
    {
      g_autoptr (TallyStoreIntent) intent = put_intent (f, group->identity, TARGET);
      intent->attachment_id = attachments[i];
      g_assert_true (tally_store_intents_advance (f->store, intent, TALLY_STORE_INTENT_DROPPED, &error));
    }
  publish (f, group, 8103);
  dropped = tally_store_intents_list_dropped (f->store, TARGET, &error);
  elsewhere = tally_store_intents_list_dropped (f->store, TARGET + 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (dropped), ==, 2);
  g_assert_true (g_hash_table_contains (dropped, &attachments[0]));
  g_assert_true (g_hash_table_contains (dropped, &attachments[2]));
  g_assert_cmpuint (g_hash_table_size (elsewhere), ==, 0);
}

static void
test_another_target_is_another_publication (StoreFixture  *f,
                                            gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (2);
  g_autoptr (TallyStoreIntent) other = NULL;
  g_autoptr (TallyStorePublication) current = NULL;
  g_autoptr (GError) error = NULL;

  begin_run (f);
  publish (f, group, 8001);
  other = put_intent (f, group->identity, TARGET + 1);
  other->attachment_id = 8002;
  g_assert_true (tally_store_publications_record (f->store, other, 1, group, &error));
  current = tally_store_publications_find_current (f->store, TARGET, group->identity, &error);
  g_assert_no_error (error);
  g_assert_cmpint (current->attachment_id, ==, 8001);
}

static void
test_removed_is_no_longer_current (StoreFixture  *f,
                                   gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (2);
  g_autoptr (TallyStorePublication) current = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  begin_run (f);
  publish (f, group, 8001);
  current = tally_store_publications_find_current (f->store, TARGET, group->identity, &error);
  id = current->publication_id;
  g_assert_true (tally_store_publications_mark_removed (f->store, id, &error));
  g_clear_pointer (&current, tally_store_publication_free);
  current = tally_store_publications_find_current (f->store, TARGET, group->identity, &error);
  g_assert_null (current);
  g_assert_no_error (error);
  current = tally_store_publications_find_attachment (f->store, 8001, &error);
  g_assert_cmpint (current->state, ==, TALLY_STORE_PUBLICATION_REMOVED);
  g_assert_false (tally_store_publications_mark_removed (f->store, id + 1, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED);
}

/* Reads one number past the repositories. */
static void
assert_sql (StoreFixture *f,
            const char   *condition)
{
  const TallyDbOptions options = { .path = f->path, .busy_timeout_msecs = 1000 };
  g_autofree char *sql = g_strdup_printf ("CREATE TEMP TABLE checked (ok CHECK (ok));"
                                          "INSERT INTO checked SELECT %s", condition);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyDb) db = tally_db_open (&options, &error);

  if (!tally_db_run_text (db, sql, &error))
    g_assert_no_error (error);
}

static void
test_equal_lines_are_kept_once (StoreFixture  *f,
                                gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (6);

  begin_run (f);
  publish (f, group, 8001);
  for (guint i = 0; i < group->lines->len; i++)
    g_array_index (group->lines, TallyLine, i).row_number += 100;
  publish (f, group, 8002);
  g_array_index (group->lines, TallyLine, 0).price_cents++;
  publish (f, group, 8003);
  assert_sql (f, "(SELECT count(*) FROM published_line) = 18 "
                 "AND (SELECT count(*) FROM published_body) = 7");
}

/* Lines to be compared with, in turn. */
typedef struct {
  const TallyGroup *group;
  guint             n;
} Expected;

static gboolean
expect_line (const TallyLine  *line,
             gpointer          data,
             GError          **error)
{
  Expected *expected = data;

  store_fixture_assert_lines_equal (line, tally_group_get_line (expected->group, expected->n++));
  return TRUE;
}

static void
test_lines_come_back_as_published (StoreFixture  *f,
                                   gconstpointer  data)
{
  g_autoptr (TallyGroup) before = store_filled_group (6);
  g_autoptr (TallyGroup) after = store_filled_group (6);
  const TallyGroup *groups[2] = { before, after };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < after->lines->len; i++)
    {
      TallyLine *line = &g_array_index (after->lines, TallyLine, i);
      line->row_number = 1000 - i;
      line->price_cents = i % 2 != 0 ? -(gint64) i : TALLY_MONEY_MAX;
      line->quantity = tally_decimal_new (-7, -3);
      line->snapshot = TALLY_DAY_NONE;
    }
  begin_run (f);
  publish (f, before, 8001);
  publish (f, after, 8002);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TallyStorePublication) publication = NULL;
      Expected expected = { .group = groups[i] };

      publication = tally_store_publications_find_attachment (f->store, 8001 + i, &error);
      g_assert_true (tally_store_publications_foreach_line (f->store, publication->publication_id,
                                                            expect_line, &expected, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (expected.n, ==, 6);
    }
}

static void
test_damaged_body_is_corrupt (StoreFixture  *f,
                              gconstpointer  data)
{
  static const char *const damages[] = {
    "x'01'", "x''", "CAST (x'02' || substr (body, 2) AS BLOB)", "CAST (body || x'00' AS BLOB)",
  };
  g_autoptr (TallyGroup) group = store_filled_group (1);
  const TallyDbOptions options = { .path = f->path, .busy_timeout_msecs = 1000 };
  g_autoptr (TallyDb) db = tally_db_open (&options, NULL);

  begin_run (f);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *sql = g_strdup_printf ("UPDATE published_body SET body = %s WHERE body_id = %u",
                                              damages[i], i + 1);
      g_autoptr (TallyStorePublication) publication = NULL;
      g_autoptr (GError) error = NULL;
      Expected expected = { .group = group };

      g_array_index (group->lines, TallyLine, 0).price_cents = i;
      publish (f, group, 8001 + i);
      if (!tally_db_run_text (db, sql, &error))
        g_assert_no_error (error);
      publication = tally_store_publications_find_attachment (f->store, 8001 + i, &error);
      g_assert_false (tally_store_publications_foreach_line (f->store, publication->publication_id,
                                                             expect_line, &expected, &error));
      g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT);
    }
}

static void
test_one_open_intent_of_an_identity (StoreFixture  *f,
                                     gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (1);
  g_autoptr (TallyStoreIntent) first = NULL;
  g_autoptr (TallyStoreIntent) second = tally_store_intent_new (group->identity);
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GError) error = NULL;

  begin_run (f);
  first = put_intent (f, group->identity, TARGET);
  second->run_id = 1;
  second->target_sheet = TARGET;
  g_assert_false (tally_store_intents_put (f->store, second, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CONSTRAINT);
  g_assert_cmpint (second->intent_id, ==, 0);
  g_clear_error (&error);
  g_assert_true (tally_store_intents_advance (f->store, first, TALLY_STORE_INTENT_DROPPED, &error));
  g_assert_true (tally_store_intents_put (f->store, second, &error));
  open = tally_store_intents_list_open (f->store, TARGET, &error);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpint (((TallyStoreIntent *) open->pdata[0])->intent_id, ==, second->intent_id);
  second->intent_id = 4711;
  g_assert_false (tally_store_intents_advance (f->store, second, TALLY_STORE_INTENT_DONE, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_FAILED);
}

static void
test_intent_comes_back_whole (StoreFixture  *f,
                              gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (1);
  g_autoptr (TallyStoreIntent) intent = tally_store_intent_new (group->identity);
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GError) error = NULL;
  const TallyStoreIntent *there;

  begin_run (f);
  intent->run_id = 1;
  intent->target_sheet = TARGET;
  intent->size_bytes = G_MAXINT32 * G_GUINT64_CONSTANT (10);
  g_free (intent->fingerprint);
  g_free (intent->file_name);
  g_free (intent->sha256);
  intent->fingerprint = g_strdup ("ab");
  intent->file_name = g_strdup ("WR_1.xlsx");
  intent->sha256 = g_strdup ("cd");
  g_assert_true (tally_store_intents_put (f->store, intent, &error));
  intent->attachment_id = 12;
  intent->target_row = 34;
  g_assert_true (tally_store_intents_advance (f->store, intent, TALLY_STORE_INTENT_ATTACHED, &error));
  g_assert_cmpint (intent->state, ==, TALLY_STORE_INTENT_ATTACHED);
  open = tally_store_intents_list_open (f->store, TARGET, &error);
  there = open->pdata[0];
  g_assert_true (tally_identity_equal (there->identity, group->identity));
  g_assert_cmpint (there->state, ==, TALLY_STORE_INTENT_ATTACHED);
  g_assert_cmpint (there->attachment_id, ==, 12);
  g_assert_cmpint (there->target_row, ==, 34);
  g_assert_cmpuint (there->size_bytes, ==, intent->size_bytes);
  g_assert_cmpint (there->planned_utc_usec, ==, STORE_FIXTURE_START);
  g_assert_cmpstr (there->fingerprint, ==, "ab");
  g_assert_cmpstr (there->file_name, ==, "WR_1.xlsx");
  g_assert_cmpstr (there->sha256, ==, "cd");
  g_assert_cmpstr (tally_store_intent_state_get_id (there->state), ==, "attached");
}

static gboolean
print_step (const TallyStoreStep  *step,
            gpointer               data,
            GError               **error)
{
  g_string_append_printf (data, "%" G_GINT64_FORMAT " %s %s %" G_GINT64_FORMAT " %s\n", step->run_id,
                          step->step, step->identity != NULL ? step->identity->work_request : "-",
                          step->attachment_id, step->note);
  return TRUE;
}

static void
test_journal_tells_all_steps (StoreFixture  *f,
                              gconstpointer  data)
{
  const TallyStoreStep own = { .step = "noted", .note = "by hand" };
  g_autoptr (TallyGroup) group = store_filled_group (1);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  begin_run (f);
  publish (f, group, 8001);
  g_assert_true (tally_store_journal_append (f->store, &own, &error));
  g_assert_true (tally_store_journal_foreach (f->store, 0, print_step, text, &error));
  g_assert_cmpstr (text->str, ==,
                   "1 planned 89708709 0 \n1 committed 89708709 8001 \n1 done 89708709 8001 \n"
                   "0 noted - 0 by hand\n");
  g_string_truncate (text, 0);
  g_assert_true (tally_store_journal_foreach (f->store, 2, print_step, text, &error));
  g_assert_cmpstr (text->str, ==, "");
}

static void
test_journal_is_append_only (StoreFixture  *f,
                             gconstpointer  data)
{
  static const char *const attempts[] = { "UPDATE journal SET note = 'x'", "DELETE FROM journal" };
  const TallyStoreStep own = { .step = "noted" };
  const TallyDbOptions options = { .path = f->path, .busy_timeout_msecs = 1000 };
  g_autoptr (TallyDb) db = tally_db_open (&options, NULL);

  g_assert_true (tally_store_journal_append (f->store, &own, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (tally_db_run_text (db, attempts[i], &error));
      g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CONSTRAINT);
    }
}

static void
test_superseded_goes_forward_only (StoreFixture  *f,
                                   gconstpointer  data)
{
  g_autoptr (TallyGroup) group = store_filled_group (1);
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GError) error = NULL;
  TallyStoreSuperseded file = {
    .attachment_id = 5, .target_sheet = TARGET, .target_row = 6, .created_utc_usec = 7,
    .identity = group->identity, .file_name = (char *) "old.xlsx",
  };

  g_assert_true (tally_store_superseded_put (f->store, &file, TALLY_STORE_SUPERSEDED_FOUND, &error));
  g_assert_false (tally_store_superseded_put (f->store, &file, TALLY_STORE_SUPERSEDED_ARCHIVED, &error));
  g_assert_error (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  file.sha256 = (char *) "ab";
  file.archived_path = (char *) "/archive/ab";
  g_assert_true (tally_store_superseded_put (f->store, &file, TALLY_STORE_SUPERSEDED_ARCHIVED, &error));
  open = tally_store_superseded_list_open (f->store, TARGET, &error);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpint (((TallyStoreSuperseded *) open->pdata[0])->state, ==, TALLY_STORE_SUPERSEDED_ARCHIVED);
  g_assert_cmpstr (((TallyStoreSuperseded *) open->pdata[0])->archived_path, ==, "/archive/ab");
  g_assert_cmpint (((TallyStoreSuperseded *) open->pdata[0])->created_utc_usec, ==, 7);
  g_clear_pointer (&open, g_ptr_array_unref);
  g_assert_true (tally_store_superseded_put (f->store, &file, TALLY_STORE_SUPERSEDED_DELETED, &error));
  g_assert_true (tally_store_superseded_put (f->store, &file, TALLY_STORE_SUPERSEDED_FOUND, &error));
  open = tally_store_superseded_list_open (f->store, TARGET, &error);
  g_assert_cmpuint (open->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  static const struct {
    const char *path;
    void (*run) (StoreFixture *, gconstpointer);
  } cases[] = {
    { "record-supersedes-the-current-one", test_record_supersedes_the_current_one },
    { "prepared-lines-are-recorded", test_prepared_lines_are_recorded },
    { "other-prepared-lines-are-not-recorded", test_other_prepared_lines_are_not_recorded },
    { "lines-and-intent-are-planned-together", test_lines_and_intent_are_planned_together },
    { "dropped-intents-forget-their-lines", test_dropped_intents_forget_their_lines },
    { "dropped-attachments-are-known", test_dropped_attachments_are_known },
    { "another-target-is-another-publication", test_another_target_is_another_publication },
    { "removed-is-no-longer-current", test_removed_is_no_longer_current },
    { "equal-lines-are-kept-once", test_equal_lines_are_kept_once },
    { "lines-come-back-as-published", test_lines_come_back_as_published },
    { "damaged-body-is-corrupt", test_damaged_body_is_corrupt },
    { "one-open-intent-of-an-identity", test_one_open_intent_of_an_identity },
    { "intent-comes-back-whole", test_intent_comes_back_whole },
    { "journal-tells-all-steps", test_journal_tells_all_steps },
    { "journal-is-append-only", test_journal_is_append_only },
    { "superseded-goes-forward-only", test_superseded_goes_forward_only },
  };

  tally_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/publishing/", cases[i].path, NULL);
      g_test_add (path, StoreFixture, NULL, store_fixture_set_up, cases[i].run,
                  store_fixture_tear_down);
    }
  return g_test_run ();
}
