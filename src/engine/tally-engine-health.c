/* tally-engine-health.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-health.h"

#include "tally-engine-health-private.h"

#include "tally-engine-backup-private.h"
#include "tally-engine-carrier-private.h"
#include "tally-engine-schedule.h"
#include "tally-file-lock.h"
#include "tally-store-examine.h"

/* A checkup says that the service is away instead of waiting until it comes back. */
#define PATIENCE_USEC (45 * (gint64) G_USEC_PER_SEC)

struct _TallyEngineHealth {
  TallyEngine           *engine;         /* (borrowed) */
  TallyRun              *run;            /* (borrowed) */
  TallyJobsPlaces        places;
  TallyJobsMend          mend;
  TallyFileLock         *guard;          /* (owned) (nullable) keeps other runs out */
  TallySecret           *passphrase;     /* (owned) (nullable) */
  TallySecret           *token;          /* (owned) (nullable) */
  TallyStoreExamination  examination;
  char                  *store_path;     /* (owned) */
  char                  *backup_dir;     /* (owned) (nullable) */
  GPtrArray             *missed;         /* (owned) (nullable) TallyScheduleEvent */
  GError                *schedule_failure; /* (owned) (nullable) */
  GError                *store_failure;  /* (owned) (nullable) */
  GError                *client_failure; /* (owned) (nullable) */
  GError                *keyring_failure; /* (owned) (nullable) */
};

TallyEngineHealth *
tally_engine_health_new (TallyEngine  *engine,
                         TallyRun     *run,
                         gboolean      is_dry,
                         GCancellable *cancellable)
{
  g_autoptr (GError) failure = NULL;
  TallyEngineHealth *self;

  g_return_val_if_fail (engine != NULL && run != NULL, NULL);
  self = g_new0 (TallyEngineHealth, 1);
  self->engine = engine;
  self->run = run;
  self->store_path = tally_engine_dup_store_path (engine);
  self->backup_dir = tally_engine_backup_dup_folder (engine);
  if (!tally_engine_find_passphrase (engine, engine->passphrase_file, &self->passphrase, &failure))
    g_debug ("there is no passphrase: %s", failure->message); /* whoever needs it says so */
  self->places = (TallyJobsPlaces) {
    .store_path = self->store_path,
    .is_private = engine->is_private,
    .state_file = engine->state_file,
    .output_dir = engine->output_dir,
    .archive_dir = engine->archive_dir,
    .backup_dir = self->backup_dir,
    .n_backups = (guint) tally_config_get_int (engine->config, "backup", "keep"),
    .passphrase = self->passphrase != NULL ? tally_secret_get_value (self->passphrase) : NULL,
    .keys = engine->keys,
    .base_url = tally_engine_get_base_url (engine),
    .region = tally_engine_get_region (engine),
  };
  self->mend = (TallyJobsMend) {
    .places = &self->places, .config = engine->config, .clock = engine->clock, .run = run, .is_dry = is_dry,
    .cancellable = cancellable,
  };
  return self;
}

void
tally_engine_health_free (TallyEngineHealth *self)
{
  if (self == NULL)
    return;
  tally_file_lock_free (self->guard);
  tally_secret_unref (self->passphrase);
  tally_secret_unref (self->token);
  g_free (self->store_path);
  g_free (self->backup_dir);
  g_clear_pointer (&self->missed, g_ptr_array_unref);
  g_clear_error (&self->schedule_failure);
  g_clear_error (&self->store_failure);
  g_clear_error (&self->client_failure);
  g_clear_error (&self->keyring_failure);
  g_free (self);
}

const TallyJobsPlaces *
tally_engine_health_get_places (TallyEngineHealth *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return &self->places;
}

void
tally_engine_health_prepare (TallyEngineHealth *self)
{
  g_return_if_fail (self != NULL && self->guard == NULL);
  self->guard = tally_file_lock_new (self->store_path, NULL);
  if (self->guard == NULL)
    return;
  if (tally_jobs_mend_finds_damage (&self->mend))
    tally_jobs_mend_store (&self->mend, NULL);
  tally_jobs_mend_files (&self->mend);
  tally_jobs_mend_space (&self->mend);
}

static gboolean
can_mend (TallyEngineHealth *self,
          const GError      *failure)
{
  return self->guard != NULL && g_error_matches (failure, TALLY_STORE_ERROR, TALLY_STORE_ERROR_CORRUPT)
         && tally_jobs_mend_store (&self->mend, failure);
}

TallyStore *
tally_engine_health_open_store (TallyEngineHealth  *self,
                                GError            **error)
{
  g_autoptr (GError) failure = NULL;
  TallyStore *store;

  g_return_val_if_fail (self != NULL, NULL);
  store = tally_engine_open_store (self->engine, &failure);
  if (store != NULL)
    return store;
  if (can_mend (self, failure))
    return tally_engine_open_store (self->engine, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
tally_engine_health_record (TallyEngineHealth  *self,
                            TallyStore         *store,
                            GError            **error)
{
  g_return_val_if_fail (self != NULL && store != NULL, FALSE);
  return tally_jobs_mend_with_store (&self->mend, store, error);
}

/* With a connection of its own. Another run that is at work, or a store that can't be written, does
 * not keep a checkup from looking. */
static void
record_alone (TallyEngineHealth *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = tally_engine_open_store (self->engine, &error);

  if (store != NULL && tally_store_lock (store, &error) && tally_engine_health_record (self, store, &error))
    return;
  g_debug ("corrections were not recorded: %s", error->message);
}

/* A reader of a store whose pages hang together; @out_failure says why there is none. */
static TallyStore *
open_sound (TallyEngineHealth  *self,
            GError            **out_failure)
{
  g_autoptr (TallyStore) store = tally_engine_open_reader (self->engine, out_failure);

  if (store == NULL || !tally_store_examine (store, &self->examination, out_failure))
    return NULL;
  return g_steal_pointer (&store);
}

static void
preview (TallyEngineHealth *self,
         TallyStore        *store)
{
  g_autoptr (GError) error = NULL;

  if (!tally_engine_health_record (self, store, &error))
    g_debug ("what would be corrected is not known: %s", error->message);
}

static TallyStore *
look_at_store (TallyEngineHealth *self)
{
  TallyStore *store = open_sound (self, &self->store_failure);

  if (store == NULL && can_mend (self, self->store_failure))
    {
      g_clear_error (&self->store_failure);
      store = open_sound (self, &self->store_failure);
    }
  if (store == NULL)
    return NULL;
  self->places.examination = &self->examination;
  if (self->mend.is_dry)
    preview (self, store);
  else if (self->guard != NULL)
    record_alone (self);
  return store;
}

static void
look_at_keyring (TallyEngineHealth *self)
{
  TallyKeyring keyring;

  self->places.has_bus = tally_engine_init_keyring (self->engine, &keyring);
  if (self->places.has_bus && !tally_keyring_check (&keyring, NULL, &self->keyring_failure))
    self->places.keyring_failure = self->keyring_failure;
}

static void
look_at_token (TallyEngineHealth *self)
{
  if (self->engine->token != NULL)
    return;
  look_at_keyring (self);
  self->token = tally_engine_find_token (self->engine, NULL, NULL);
  if (self->token == NULL)
    return;
  self->places.token_origin = tally_secret_get_origin (self->token);
  self->places.token_warning = tally_secret_get_warning (self->token);
}

/* The private data directory was not made: its disk is that of the state file. */
static void
forget_store (TallyEngineHealth *self,
              const GError      *state_failure)
{
  self->store_failure = g_error_copy (state_failure);
  if (!self->places.is_private)
    return;
  g_free (self->store_path);
  self->store_path = g_strconcat (self->places.state_file, ".db", NULL);
  self->places.store_path = self->store_path;
}

void
tally_engine_health_look (TallyEngineHealth *self,
                          const GError      *state_failure,
                          TallyEngineCalls  *calls,
                          TallyEngineDoors  *out_doors)
{
  g_return_if_fail (self != NULL && calls != NULL && out_doors != NULL);
  if (state_failure != NULL)
    forget_store (self, state_failure);
  else
    out_doors->store = look_at_store (self);
  look_at_token (self);
  calls->patience_usec = PATIENCE_USEC;
  out_doors->client = tally_engine_connect (self->engine, calls, self->run, &self->client_failure);
  self->places.store_failure = self->store_failure;
  self->places.client_failure = self->client_failure;
}

void
tally_engine_health_look_at_schedules (TallyEngineHealth *self)
{
  g_autoptr (TallyEngineSchedule) schedule = NULL;

  g_return_if_fail (self != NULL && self->missed == NULL);
  if (self->store_failure != NULL)
    return; /* without a store nobody knows which starts came */
  schedule = tally_engine_schedule_new (self->engine, FALSE, &self->schedule_failure);
  self->places.schedule_failure = self->schedule_failure;
  if (schedule == NULL)
    return;
  self->missed = tally_engine_schedule_poll (schedule);
  for (guint i = self->missed->len; i > 0; i--)
    if (((const TallyScheduleEvent *) self->missed->pdata[i - 1])->kind != TALLY_SCHEDULE_EVENT_MISSED)
      g_ptr_array_remove_index (self->missed, i - 1);
  self->places.missed = self->missed;
}

void
tally_engine_health_after (TallyEngineHealth *self,
                           gboolean           met_damage)
{
  g_return_if_fail (self != NULL);
  if (met_damage && self->guard != NULL && tally_jobs_mend_store (&self->mend, NULL))
    record_alone (self);
}

gboolean
tally_engine_health_has_corrected (TallyEngineHealth *self)
{
  const TallyHealth *health;

  g_return_val_if_fail (self != NULL, FALSE);
  health = self->run->health;
  for (guint i = 0; health != NULL && i < health->corrections->len; i++)
    if (((const TallyHealthCorrection *) health->corrections->pdata[i])->is_recorded)
      return TRUE;
  return FALSE;
}
