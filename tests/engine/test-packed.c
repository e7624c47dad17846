/* test-packed.c: a store that was packed elsewhere, looked at and judged.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "tally-config-source.h"
#include "tally-engine-error.h"
#include "tally-engine-findings-carry.h"
#include "tally-engine-findings-except.h"
#include "tally-engine-findings-review.h"
#include "tally-engine-findings.h"
#include "tally-engine-packed.h"
#include "tally-file-stream.h"
#include "tally-test-audited.h"
#include "tally-test.h"

#define PASSPHRASE "correct horse battery staple"
#define MAX_BYTES (64 * 1024 * 1024)

/* A store with findings, and its pack in a folder of its own. */
typedef struct {
  TallyTestEngine *engine; /* (owned) */
  char            *folder; /* (owned) of the pack */
  char            *file;   /* (owned) */
  char            *cache;  /* (owned) */
  char            *keep;   /* (owned) */
  char            *finding; /* (owned) id of one that is open */
  char            *other;  /* (owned) id of another */
} Fixture;

static void
pack (Fixture    *self,
      const char *passphrase_file)
{
  const TallyEngineStateOptions options = { .verb = TALLY_ENGINE_STATE_PACK, .file = self->file, .passphrase_file = passphrase_file };
  g_autoptr (TallyEngine) engine = tally_test_engine_open (self->engine);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineState) state = tally_engine_state_run (engine, &options, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (state);
}

static GPtrArray *
list_findings (TallyEngine *engine)
{
  const TallyFindingFilter filter = { 0 };
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = tally_engine_findings_list (engine, &filter, &error);

  g_assert_no_error (error);
  return findings;
}

static void
choose_findings (Fixture *self)
{
  g_autoptr (TallyEngine) engine = tally_test_engine_open (self->engine);
  g_autoptr (GPtrArray) findings = list_findings (engine);

  g_assert_cmpuint (findings->len, >=, 2);
  self->finding = g_strdup (((const TallyFinding *) findings->pdata[0])->id);
  self->other = g_strdup (((const TallyFinding *) findings->pdata[1])->id);
}

static void
fixture_init (Fixture *self)
{
  g_autoptr (GArray) billed = NULL;
  g_autoptr (TallyRun) run = NULL;
  g_autoptr (TallyRun) again = NULL;

  self->engine = tally_test_audited_new (40, 10);
  run = tally_test_audited_run (self->engine, 0);
  billed = tally_test_audited_list_billed (self->engine);
  tally_test_audited_write_rates (self->engine, billed);
  for (guint i = 0; i < 3; i++)
    {
      const TallyTestBilled *row = &g_array_index (billed, TallyTestBilled, i);
      tally_test_audited_edit_price (self->engine, row, "ann@example.com", row->price_cents + 12345);
    }
  again = tally_test_audited_run (self->engine, 0);
  self->folder = tally_test_make_dir ();
  self->cache = g_build_filename (self->folder, "cache", NULL);
  self->keep = g_build_filename (self->folder, "keep", NULL);
  self->file = g_build_filename (self->folder, "nightly.tallypack", NULL);
  choose_findings (self);
  pack (self, NULL);
}

static void
fixture_clear (Fixture *self)
{
  tally_test_engine_free (self->engine);
  g_free (self->folder);
  g_free (self->file);
  g_free (self->cache);
  g_free (self->keep);
  g_free (self->finding);
  g_free (self->other);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static TallyEnginePacked *
try_open (Fixture     *self,
          const char  *passphrase,
          GError     **error)
{
  const TallyEnginePackedOptions options = {
    .file = self->file, .passphrase = passphrase, .cache_dir = self->cache, .keep_dir = self->keep,
    .clock = self->engine->clock,
  };

  return tally_engine_packed_open (&options, NULL, error);
}

static TallyEnginePacked *
open_pack (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  TallyEnginePacked *packed = try_open (self, NULL, &error);

  g_assert_no_error (error);
  return packed;
}

static TallyEngine *
open_engine (Fixture           *self,
             TallyEnginePacked *packed)
{
  const TallyConfigSource source = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = tally_config_new (&source, &error);
  const TallyEngineOptions options = {
    .config = config, .data_dir = tally_engine_packed_get_data_dir (packed),
    .verdicts_file = tally_engine_packed_get_verdicts_file (packed), .clock = self->engine->clock,
  };
  TallyEngine *engine = tally_engine_new (&options, &error);

  g_assert_no_error (error);
  return engine;
}

static void
decide (TallyEngine        *engine,
        const char         *id,
        TallyFindingStatus  to,
        const char         *actor)
{
  const TallyFindingDecision decision = { .finding_id = id, .to = to, .actor = actor, .note = "seen in the pack" };
  g_autoptr (GError) error = NULL;
  gboolean ok = tally_engine_findings_decide (engine, &decision, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
}

static TallyFindingStatus
get_status (TallyEngine *engine,
            const char  *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEngineFinding) found = tally_engine_findings_find (engine, id, &error);

  g_assert_no_error (error);
  return found->finding->status;
}

static guint
count_folders (Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->cache, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
import_into_origin (Fixture            *self,
                    const char         *verdicts_file,
                    TallyFindingImport *out_import)
{
  g_autoptr (TallyEngine) engine = tally_test_engine_open (self->engine);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tally_file_stream_read_bytes (verdicts_file, MAX_BYTES, &error);
  g_autoptr (GPtrArray) histories = NULL;
  gboolean ok;

  g_assert_no_error (error);
  histories = tally_finding_history_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  ok = tally_engine_findings_import (engine, histories, "batch", out_import, &error);
  g_assert_no_error (error);
  g_assert_true (ok);
}

/* Two verdicts on one finding and one on another: kept, there again when the pack is opened anew, and taken in
 * where it comes from; then a new pack knows them already. */
static void
test_verdicts_are_kept_and_carried_back (void)
{
  g_auto (Fixture) f = { 0 };
  g_auto (TallyFindingImport) import = { 0 };
  g_autofree char *verdicts = NULL;

  fixture_init (&f);
  {
    g_autoptr (TallyEnginePacked) packed = open_pack (&f);
    g_autoptr (TallyEngine) engine = open_engine (&f, packed);
    g_assert_cmpuint (tally_engine_packed_get_import (packed)->n_taken, ==, 0);
    g_assert_cmpint (tally_engine_packed_get_state (packed)->created_utc_usec, >, 0);
    decide (engine, f.finding, TALLY_FINDING_CONFIRMED, "ann@example.com");
    tally_clock_advance (f.engine->clock, G_TIME_SPAN_MINUTE);
    decide (engine, f.finding, TALLY_FINDING_FIXED, "ann@example.com");
    decide (engine, f.other, TALLY_FINDING_EXPLAINED, "ann@example.com");
    verdicts = g_strdup (tally_engine_packed_get_verdicts_file (packed));
    g_assert_true (g_str_has_prefix (verdicts, f.folder));
  }
  g_assert_cmpuint (count_folders (&f), ==, 0);
  {
    g_autoptr (TallyEnginePacked) packed = open_pack (&f);
    g_autoptr (TallyEngine) engine = open_engine (&f, packed);
    g_assert_cmpuint (tally_engine_packed_get_import (packed)->n_taken, ==, 3);
    g_assert_cmpint (get_status (engine, f.finding), ==, TALLY_FINDING_FIXED);
    g_assert_cmpint (get_status (engine, f.other), ==, TALLY_FINDING_EXPLAINED);
  }
  import_into_origin (&f, verdicts, &import);
  g_assert_cmpuint (import.n_taken, ==, 3);
  g_assert_cmpuint (import.conflicts->len, ==, 0);
  g_assert_cmpstr (tally_test_audited_get_status (f.engine, f.finding), ==, "fixed");
  pack (&f, NULL);
  {
    g_autoptr (TallyEnginePacked) packed = open_pack (&f);
    g_assert_cmpuint (tally_engine_packed_get_import (packed)->n_taken, ==, 0);
    g_assert_cmpuint (tally_engine_packed_get_import (packed)->n_known, ==, 3);
  }
}

/* What somebody decided where the pack comes from, before it was packed, is no contradiction. */
static void
test_a_verdict_follows_on_what_the_pack_knows (void)
{
  g_auto (Fixture) f = { 0 };
  g_auto (TallyFindingImport) import = { 0 };
  g_autofree char *verdicts = NULL;

  fixture_init (&f);
  tally_test_audited_confirm (f.engine, f.finding);
  pack (&f, NULL);
  {
    g_autoptr (TallyEnginePacked) packed = open_pack (&f);
    g_autoptr (TallyEngine) engine = open_engine (&f, packed);
    tally_clock_advance (f.engine->clock, G_TIME_SPAN_MINUTE);
    decide (engine, f.finding, TALLY_FINDING_FIXED, "ann@example.com");
    verdicts = g_strdup (tally_engine_packed_get_verdicts_file (packed));
  }
  {
    g_autoptr (TallyEnginePacked) packed = open_pack (&f);
    g_autoptr (TallyEngine) engine = open_engine (&f, packed);
    g_assert_cmpuint (tally_engine_packed_get_import (packed)->conflicts->len, ==, 0);
    g_assert_cmpint (get_status (engine, f.finding), ==, TALLY_FINDING_FIXED);
  }
  import_into_origin (&f, verdicts, &import);
  g_assert_cmpuint (import.conflicts->len, ==, 0);
  g_assert_cmpstr (tally_test_audited_get_status (f.engine, f.finding), ==, "fixed");
}

/* Many at once and taking them back are kept as one by one: what was taken back is as it was when the pack is opened anew. */
static void
test_many_verdicts_are_kept_and_taken_back (void)
{
  static const gint64 keys[] = { 1, 2 };
  const TallyFindingDecision decision = { .to = TALLY_FINDING_CONFIRMED, .actor = "ann@example.com" };
  g_auto (Fixture) f = { 0 };
  guint n_taken_back = 0;

  fixture_init (&f);
  {
    g_autoptr (TallyEnginePacked) packed = open_pack (&f);
    g_autoptr (TallyEngine) engine = open_engine (&f, packed);
    g_autoptr (GError) error = NULL;
    g_autoptr (GArray) steps = tally_engine_findings_decide_many (engine, keys, G_N_ELEMENTS (keys), &decision, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (steps->len, ==, 2);
    g_array_set_size (steps, 1);
    tally_clock_advance (f.engine->clock, G_TIME_SPAN_MINUTE);
    g_assert_true (tally_engine_findings_take_back (engine, steps, "ann@example.com", &n_taken_back, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (n_taken_back, ==, 1);
  }
  {
    const TallyFindingFilter confirmed = { .statuses = 1u << TALLY_FINDING_CONFIRMED };
    g_autoptr (TallyEnginePacked) packed = open_pack (&f);
    g_autoptr (TallyEngine) engine = open_engine (&f, packed);
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) findings = tally_engine_findings_list (engine, &confirmed, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (tally_engine_packed_get_import (packed)->n_taken, ==, 3);
    g_assert_cmpuint (findings->len, ==, 1);
  }
}

static void
assert_refuses (TallyEngine *engine,
                const char  *id)
{
  const TallyFindingDecision assignment = { .finding_id = id, .to = TALLY_FINDING_CONFIRMED, .actor = "ann", .assignee = "bob" };
  const TallyBatchOptions options = { 0 };
  g_autoptr (TallyRun) run = tally_engine_run_batch (engine, &options, NULL, NULL);
  g_autoptr (GError) error = NULL;
  TallyFindingException exception = { .finding = id, .made_by = "ann", .reason = "none of our business" };
  gint64 exception_id = 0;

  g_assert_cmpint (tally_run_get_exit_code (run), ==, 2);
  g_assert_nonnull (strstr (((const TallyNotice *) run->notices->pdata[0])->text, "state pack"));
  g_assert_false (tally_engine_findings_decide (engine, &assignment, &error));
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG);
  g_clear_error (&error);
  exception.until = tally_day_new (2027, 1, 1);
  g_assert_false (tally_engine_findings_except (engine, &exception, &exception_id, &error));
  g_assert_nonnull (strstr (error->message, "state pack"));
}

static void
test_all_else_is_read_only (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (TallyEnginePacked) packed = NULL;
  g_autoptr (TallyEngine) engine = NULL;

  fixture_init (&f);
  packed = open_pack (&f);
  engine = open_engine (&f, packed);
  assert_refuses (engine, f.finding);
}

/* What can't be kept was not decided, and can be decided again. */
static void
test_what_cannot_be_kept_is_not_decided (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (TallyEnginePacked) packed = NULL;
  g_autoptr (TallyEngine) engine = NULL;
  const TallyFindingDecision decision = { .to = TALLY_FINDING_CONFIRMED, .actor = "ann" };
  TallyFindingDecision wanted = decision;
  g_autoptr (GError) error = NULL;
  const char *verdicts;
  TallyFindingStatus before;

  fixture_init (&f);
  packed = open_pack (&f);
  engine = open_engine (&f, packed);
  before = get_status (engine, f.finding);
  verdicts = tally_engine_packed_get_verdicts_file (packed);
  g_assert_cmpint (g_mkdir (verdicts, 0700), ==, 0);
  wanted.finding_id = f.finding;
  g_assert_false (tally_engine_findings_decide (engine, &wanted, &error));
  g_assert_nonnull (strstr (error->message, verdicts));
  g_assert_cmpint (get_status (engine, f.finding), ==, before);
  g_assert_cmpint (g_rmdir (verdicts), ==, 0);
  decide (engine, f.finding, TALLY_FINDING_CONFIRMED, "ann");
}

static void
assert_open_fails (Fixture    *f,
                   const char *passphrase,
                   int         code,
                   const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (try_open (f, passphrase, &error));
  g_assert_error (error, TALLY_ENGINE_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, text));
  g_assert_cmpuint (count_folders (f), ==, 0);
}

static void
write_bytes (const char *path,
             const char *bytes,
             gsize       size)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, &error));
  g_assert_no_error (error);
}

static void
test_foreign_bytes_are_refused (void)
{
  g_auto (Fixture) f = { 0 };
  g_autofree char *bytes = NULL;
  gsize size;
  g_autoptr (GError) error = NULL;

  fixture_init (&f);
  g_assert_true (g_file_get_contents (f.file, &bytes, &size, &error));
  write_bytes (f.file, bytes, size / 2);
  assert_open_fails (&f, NULL, TALLY_ENGINE_ERROR_FAILED, "damaged or cut short");
  bytes[size / 2] ^= 0x10;
  write_bytes (f.file, bytes, size);
  assert_open_fails (&f, NULL, TALLY_ENGINE_ERROR_FAILED, "damaged");
  write_bytes (f.file, "somebody's letter", 17);
  assert_open_fails (&f, NULL, TALLY_ENGINE_ERROR_FAILED, f.file);
  g_assert_cmpint (g_unlink (f.file), ==, 0);
  assert_open_fails (&f, NULL, TALLY_ENGINE_ERROR_FAILED, "there is no such file");
}

static void
test_a_sealed_pack_asks_for_its_passphrase (void)
{
  g_auto (Fixture) f = { 0 };
  g_autofree char *secret = NULL;
  g_autoptr (TallyEnginePacked) packed = NULL;
  g_autoptr (GError) error = NULL;

  fixture_init (&f);
  secret = g_build_filename (f.folder, "passphrase", NULL);
  write_bytes (secret, PASSPHRASE "\n", strlen (PASSPHRASE) + 1);
  g_assert_cmpint (g_chmod (secret, 0600), ==, 0);
  pack (&f, secret);
  assert_open_fails (&f, NULL, TALLY_ENGINE_ERROR_PASSPHRASE, "it is sealed");
  assert_open_fails (&f, "another", TALLY_ENGINE_ERROR_PASSPHRASE, "the passphrase is another one");
  packed = try_open (&f, PASSPHRASE, &error);
  g_assert_no_error (error);
  g_assert_true (tally_engine_packed_get_state (packed)->is_sealed);
  pack (&f, NULL);
  g_assert_null (try_open (&f, PASSPHRASE, &error));
  g_assert_error (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_PASSPHRASE);
}

static void
test_damaged_verdicts_are_named (void)
{
  g_auto (Fixture) f = { 0 };
  g_autofree char *verdicts = NULL;

  fixture_init (&f);
  {
    g_autoptr (TallyEnginePacked) packed = open_pack (&f);
    verdicts = g_strdup (tally_engine_packed_get_verdicts_file (packed));
  }
  write_bytes (verdicts, "{\"id\":7}\n", 9);
  assert_open_fails (&f, NULL, TALLY_ENGINE_ERROR_FAILED, verdicts);
  write_bytes (verdicts, "{\"id\":", 6); /* never finished: nobody was told that it is kept */
  {
    g_autoptr (TallyEnginePacked) packed = open_pack (&f);
    g_assert_cmpuint (tally_engine_packed_get_import (packed)->n_taken, ==, 0);
  }
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyEnginePacked) packed = tally_engine_packed_open_finish (result, &error);

  g_assert_null (packed);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) data = TRUE;
}

static void
test_opening_is_cancelled (void)
{
  g_auto (Fixture) f = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  TallyEnginePackedOptions options = { 0 };
  gboolean is_over = FALSE;

  fixture_init (&f);
  options = (TallyEnginePackedOptions) { .file = f.file, .cache_dir = f.cache };
  g_cancellable_cancel (cancellable);
  tally_engine_packed_open_async (&options, cancellable, opened_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_folders (&f), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/packed/verdicts-are-kept-and-carried-back", test_verdicts_are_kept_and_carried_back);
  g_test_add_func ("/engine/packed/a-verdict-follows-on-what-the-pack-knows", test_a_verdict_follows_on_what_the_pack_knows);
  g_test_add_func ("/engine/packed/many-verdicts-are-kept-and-taken-back", test_many_verdicts_are_kept_and_taken_back);
  g_test_add_func ("/engine/packed/all-else-is-read-only", test_all_else_is_read_only);
  g_test_add_func ("/engine/packed/what-cannot-be-kept-is-not-decided", test_what_cannot_be_kept_is_not_decided);
  g_test_add_func ("/engine/packed/foreign-bytes-are-refused", test_foreign_bytes_are_refused);
  g_test_add_func ("/engine/packed/a-sealed-pack-asks-for-its-passphrase", test_a_sealed_pack_asks_for_its_passphrase);
  g_test_add_func ("/engine/packed/damaged-verdicts-are-named", test_damaged_verdicts_are_named);
  g_test_add_func ("/engine/packed/opening-is-cancelled", test_opening_is_cancelled);
  return g_test_run ();
}
