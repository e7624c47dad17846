/* tally-engine-private.h
 *
 * What the files of the engine share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"
#include "tally-jobs-measure.h"
#include "tally-jobs-recovery.h"
#include "tally-keyring.h"
#include "tally-secret.h"
#include "tally-smartsheet-client.h"
#include "tally-store-vault.h"
#include "tally-store.h"

G_BEGIN_DECLS

struct _TallyEngine {
  TallyConfig  *config;      /* (owned) */
  TallyClock   *clock;       /* (owned) */
  char         *data_dir;    /* (owned) */
  char         *output_dir;  /* (owned) */
  char         *archive_dir; /* (owned) */
  char         *vault_dir;   /* (owned) (nullable) what the state file carries of the archive */
  TallyStoreVault *vault;    /* (owned) (nullable) while the state is unpacked */
  TallyStoreKeys  *keys;     /* (owned) (nullable) of its passphrase, as long */
  char         *state_file;  /* (owned) (nullable) the store comes out of it and goes back */
  struct _TallyEngineCarrier *carrier; /* (owned) (nullable) between look and look away */
  gboolean      is_private;  /* its data directory vanishes with the run */
  char         *passphrase_file; /* (owned) (nullable) */
  char         *verdicts_file; /* (owned) (nullable) of a pack that is looked at */
  char         *token_file;  /* (owned) (nullable) */
  char         *token;       /* (owned) (nullable) given by the face, the sandbox's */
  char        **environment; /* (owned) (nullable) */
  TallyLog     *log;         /* (borrowed) (nullable) */
};

typedef struct _TallyEngineLimits TallyEngineLimits;

/* What a run and its client share: calls are counted, client threads add, the run thread reads. */
typedef struct {
  GMutex             mutex;
  TallyLog          *log;       /* (borrowed) (nullable) */
  TallyEngineLimits *limits;    /* (owned) (nullable) outlives the client */
  TallyJobsRecovery *recovery;  /* (borrowed) (nullable) its breaker and budget serve the client */
  TallyJobsMeasure  *measure;   /* (borrowed) (nullable) is told each call */
  gint64             run_deadline_usec; /* monotonic, 0 = none; set before the client is made */
  gint64             patience_usec; /* µs for one call with its repeats, 0 = as long as a pass waits */
  guint64            n_calls;   /* (mutex mutex) */
  guint64            n_retries; /* (mutex mutex) */
} TallyEngineCalls;

/**
 * tally_engine_connect:
 * @self: an engine
 * @calls: where calls are counted; must outlive the client
 * @run: gets what there is to say about the token's place
 * @error: return location, or %NULL
 *
 * Finds the token and makes a client from the configuration.
 *
 * Errors: %TALLY_CORE_ERROR_SECRET - no token, the message says where it was looked for;
 * those of tally_smartsheet_client_new().
 *
 * Returns: (transfer full) (nullable): a client
 */
TallySmartsheetClient *tally_engine_connect (TallyEngine       *self,
                                             TallyEngineCalls  *calls,
                                             TallyRun          *run,
                                             GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_connect_with:
 * @self: an engine
 * @token: a token
 * @calls: as tally_engine_connect()
 * @run: as tally_engine_connect()
 * @error: return location, or %NULL
 *
 * As tally_engine_connect() with this token, wherever others are kept.
 *
 * Errors: those of tally_smartsheet_client_new().
 *
 * Returns: (transfer full) (nullable): a client
 */
TallySmartsheetClient *tally_engine_connect_with (TallyEngine       *self,
                                                  TallySecret       *token,
                                                  TallyEngineCalls  *calls,
                                                  TallyRun          *run,
                                                  GError           **error);

/**
 * tally_engine_init_keyring:
 * @self: an engine
 * @out_keyring: (out caller-allocates): which items of the keyring are this engine's; borrows from @self
 *
 * Returns: whether there is a session bus to look for a keyring on
 */
gboolean tally_engine_init_keyring (TallyEngine  *self,
                                    TallyKeyring *out_keyring);

/**
 * tally_engine_find_token:
 * @self: an engine
 * @cancellable: (nullable): ends the wait for the keyring
 * @error: return location, or %NULL
 *
 * Looks in all places of tally_secret_find(), the keyring last and without unlocking it.
 *
 * Errors: those of tally_secret_find().
 *
 * Returns: (transfer full) (nullable): the token
 */
TallySecret *tally_engine_find_token (TallyEngine   *self,
                                      GCancellable  *cancellable,
                                      GError       **error);

/**
 * tally_engine_get_base_url:
 * @self: an engine
 *
 * Returns: (transfer none): root of the API
 */
const char *tally_engine_get_base_url (TallyEngine *self);

/**
 * tally_engine_dup_host:
 * @self: an engine
 *
 * Returns: (transfer full): host of the API that it calls
 */
char *tally_engine_dup_host (TallyEngine *self);

/**
 * tally_engine_get_region:
 * @self: an engine
 *
 * Returns: (transfer none): what the store is bound to: the region, or the address in its place
 */
const char *tally_engine_get_region (TallyEngine *self);

/**
 * tally_engine_get_outcome:
 * @error: what kept a run from starting, or a tool from its work
 *
 * Returns: the #TallyOutcome bit that it comes to
 */
guint tally_engine_get_outcome (const GError *error);

/**
 * tally_engine_dup_store_path:
 * @self: an engine
 *
 * Returns: (transfer full): the database file of its data directory
 */
char *tally_engine_dup_store_path (TallyEngine *self);

/**
 * tally_engine_open_store:
 * @self: an engine
 * @error: return location, or %NULL
 *
 * Errors: those of tally_store_open(); %TALLY_STORE_ERROR_READ_ONLY also for a pack that is looked at.
 *
 * Returns: (transfer full) (nullable): the store, opened for writing by the calling thread
 */
TallyStore *tally_engine_open_store (TallyEngine  *self,
                                     GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_open_reader:
 * @self: an engine
 * @error: return location, or %NULL
 *
 * Errors: those of tally_store_open().
 *
 * Returns: (transfer full) (nullable): the store for one look by the calling thread: never waits
 *   for a run, makes nothing
 */
TallyStore *tally_engine_open_reader (TallyEngine  *self,
                                      GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
