/* tally-test-engine.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-engine.h"

#include "tally-config-source.h"
#include "tally-engine-takeover.h"
#include "tally-test.h"
#include "tally-text.h"

static gboolean
fill_cb (TallySandboxWorld  *world,
         gpointer            data,
         GError            **error)
{
  return tally_sandbox_seed_world (world, &((TallyTestEngine *) data)->seed, error);
}

static void
read_ids (TallyTestEngine *self)
{
  TallySandboxWorld *world = tally_sandbox_server_lock_world (self->server);
  GString *sources = g_string_new (NULL);

  for (guint i = 0; i < world->source_sheets->len; i++)
    g_string_append_printf (sources, "%s%" G_GINT64_FORMAT, i > 0 ? ";" : "",
                            g_array_index (world->source_sheets, gint64, i));
  self->sources = tally_text_steal (sources);
  self->target = world->target_sheet;
  tally_sandbox_server_unlock_world (self->server);
}

static void
start_server (TallyTestEngine *self,
              gint64           units_per_minute)
{
  TallySandboxOptions options;
  g_autoptr (GError) error = NULL;

  tally_sandbox_options_init (&options);
  options.seed = self->seed.seed;
  options.units_per_minute = units_per_minute;
  options.retry_after_secs = 0;
  options.clock = self->clock;
  options.fill = fill_cb;
  options.fill_data = self;
  self->server = tally_sandbox_server_new (&options, &error);
  g_assert_no_error (error);
  g_assert_true (tally_sandbox_server_start (self->server, &error));
  g_assert_no_error (error);
  read_ids (self);
}

/* All but the sandbox. */
static TallyTestEngine *
make (const TallySandboxSeed *seed)
{
  TallyTestEngine *self = g_new0 (TallyTestEngine, 1);

  tally_sandbox_seed_init (&self->seed);
  self->seed.n_sheets = 3;
  self->seed.rows_per_sheet = 60;
  if (seed != NULL)
    self->seed = *seed;
  self->manifest = tally_sandbox_seed_manifest_new ();
  self->seed.manifest = self->manifest;
  self->folder = tally_test_make_dir ();
  self->data_dir = g_build_filename (self->folder, "data", NULL);
  self->output_dir = g_build_filename (self->folder, "workbooks", NULL);
  self->archive_dir = g_build_filename (self->folder, "archive", NULL);
  self->settings = g_strdup ("");
  return self;
}

TallyTestEngine *
tally_test_engine_new (const TallySandboxSeed *seed)
{
  TallyTestEngine *self = make (seed);

  start_server (self, 0);
  return self;
}

TallyTestEngine *
tally_test_engine_new_clocked (const TallySandboxSeed *seed,
                               TallyClock             *clock,
                               gint64                  units_per_minute)
{
  TallyTestEngine *self = make (seed);

  self->clock = tally_clock_ref (clock);
  start_server (self, units_per_minute);
  return self;
}

TallyTestEngine *
tally_test_engine_new_timed (const TallySandboxSeed *seed,
                             gint64                  units_per_minute)
{
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (g_get_real_time ());

  return tally_test_engine_new_clocked (seed, clock, units_per_minute);
}

TallyTestEngine *
tally_test_engine_new_beside (TallyTestEngine *host,
                              const char      *name)
{
  TallyTestEngine *self = g_new0 (TallyTestEngine, 1);

  self->is_guest = TRUE;
  self->seed = host->seed;
  self->manifest = host->manifest;
  self->server = host->server;
  self->target = host->target;
  self->folder = g_build_filename (host->folder, name, NULL);
  self->data_dir = g_build_filename (self->folder, "data", NULL);
  self->output_dir = g_build_filename (self->folder, "workbooks", NULL);
  self->archive_dir = g_build_filename (self->folder, "archive", NULL);
  self->sources = g_strdup (host->sources);
  self->settings = g_strdup (host->settings);
  self->clock = host->clock != NULL ? tally_clock_ref (host->clock) : NULL;
  return self;
}

void
tally_test_engine_free (TallyTestEngine *self)
{
  if (self == NULL)
    return;
  if (!self->is_guest)
    {
      tally_sandbox_server_free (self->server);
      tally_sandbox_seed_manifest_free (self->manifest);
    }
  g_free (self->folder);
  g_free (self->data_dir);
  g_free (self->state_file);
  g_free (self->passphrase);
  g_free (self->output_dir);
  g_free (self->archive_dir);
  g_free (self->sources);
  g_free (self->settings);
  g_clear_pointer (&self->clock, tally_clock_unref);
  g_free (self);
}

char *
tally_test_engine_dup_config (TallyTestEngine *self)
{
  g_autofree char *target = self->target != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, self->target)
                                              : g_strdup ("");

  return g_strdup_printf ("[smartsheet]\nbase-url=%s\nrate-limit=%u\n"
                          "[sources]\nsheets=%s\n[target]\nsheet=%s\n"
                          "[output]\nfolder=%s\n[archive]\nfolder=%s\n%s",
                          tally_sandbox_server_get_base_url (self->server), self->rate_limit,
                          self->sources, target,
                          self->output_dir, self->archive_dir, self->settings);
}

static TallyConfig *
make_config (TallyTestEngine *self)
{
  g_autofree char *text = tally_test_engine_dup_config (self);
  const TallyConfigSource source = { .text = text, .text_length = -1 };
  g_autoptr (GError) error = NULL;
  TallyConfig *config = tally_config_new (&source, &error);

  g_assert_no_error (error);
  return config;
}

TallyRun *
tally_test_engine_run (TallyTestEngine         *self,
                       const TallyBatchOptions *options)
{
  return tally_test_engine_run_watched (self, options, NULL, NULL);
}

TallyEngine *
tally_test_engine_open (TallyTestEngine *self)
{
  g_autoptr (TallyConfig) config = make_config (self);
  g_autofree char *passphrase = g_strconcat ("TALLYMAN_SECRET_STATE_PASSPHRASE=", self->passphrase, NULL);
  const char *const environment[] = { passphrase, NULL };
  const TallyEngineOptions engine_options = {
    .config = config,
    .data_dir = self->state_file != NULL ? NULL : self->data_dir,
    .state_file = self->state_file,
    .environment = environment,
    .token = tally_sandbox_server_get_token (self->server),
    .clock = self->clock,
  };
  g_autoptr (GError) error = NULL;
  TallyEngine *engine = tally_engine_new (&engine_options, &error);

  g_assert_no_error (error);
  return engine;
}

TallyRun *
tally_test_engine_run_watched (TallyTestEngine         *self,
                               const TallyBatchOptions *options,
                               TallyProgress           *progress,
                               GCancellable            *cancellable)
{
  static const TallyBatchOptions everything = { 0 };
  g_autoptr (TallyEngine) engine = tally_test_engine_open (self);

  return tally_engine_run_batch (engine, options != NULL ? options : &everything, progress,
                                 cancellable);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static TallySandboxSheet *
find_sheet (TallySandboxWorld *world,
            gint64             sheet_id)
{
  for (guint i = 0; i < world->sheets->len; i++)
    if (((TallySandboxSheet *) world->sheets->pdata[i])->id == sheet_id)
      return world->sheets->pdata[i];
  return NULL;
}

GPtrArray *
tally_test_engine_list_files (TallyTestEngine *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  TallySandboxWorld *world = tally_sandbox_server_lock_world (self->server);
  TallySandboxSheet *sheet = find_sheet (world, self->target);

  for (guint i = 0; i < sheet->attachments->len; i++)
    {
      const TallySandboxAttachment *attachment = sheet->attachments->pdata[i];
      if (attachment->row != NULL)
        g_ptr_array_add (names, g_strdup (attachment->name));
    }
  tally_sandbox_server_unlock_world (self->server);
  g_ptr_array_sort (names, compare_names);
  return names;
}

static guint
count_identity (GPtrArray           *names,
                const TallyIdentity *identity,
                const char          *expected,
                guint               *out_n_expected)
{
  guint n = 0;

  *out_n_expected = 0;
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (TallyFileName) name = tally_identity_parse_file_name (names->pdata[i]);
      n += name != NULL && tally_file_name_matches (name, identity) ? 1 : 0;
      *out_n_expected += strcmp (names->pdata[i], expected) == 0 ? 1 : 0;
    }
  return n;
}

void
tally_test_engine_assert_exactly_once (TallyTestEngine *self,
                                       const TallyRun  *run)
{
  g_autoptr (GPtrArray) names = tally_test_engine_list_files (self);
  guint n_absent = 0;

  for (guint i = 0; i < run->plan->entries->len; i++)
    {
      const TallyPlanEntry *entry = run->plan->entries->pdata[i];
      g_autofree char *expected = NULL;
      guint n_expected, n;
      if (entry->action == TALLY_PLAN_HELD || entry->action == TALLY_PLAN_VANISHED)
        continue;
      expected = tally_identity_dup_file_name (entry->identity, entry->fingerprint);
      n = count_identity (names, entry->identity, expected, &n_expected);
      if (n != n_expected || n > 1)
        g_test_message ("%s hangs %u times, its identity %u times", expected, n_expected, n);
      g_assert_cmpuint (n, ==, n_expected);
      g_assert_cmpuint (n, <=, 1);
      n_absent += n == 0 ? 1 : 0;
    }
  g_assert_cmpuint (n_absent, ==, run->counts.n_missing_on_target);
}
