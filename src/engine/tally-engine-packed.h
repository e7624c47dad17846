/* tally-engine-packed.h
 *
 * A store that a run elsewhere packed, opened to look at: unpacked into a private folder of the cache, read-only but
 * for verdicts, which are kept in a file of lines that only grows and that `tallyman findings import` takes in where the
 * pack comes from. Opening is blocking or asynchronous; an opened pack belongs to one thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine-state.h"
#include "tally-finding-decision.h"

G_BEGIN_DECLS

typedef struct _TallyEnginePacked TallyEnginePacked;

/**
 * TallyEnginePackedOptions:
 * @file: the pack
 * @passphrase: (nullable): what opens it, asked of a person; else it is looked for as a secret
 * @passphrase_file: (nullable): file that holds it
 * @cache_dir: (nullable): where it is unpacked, %NULL = tallyman in the user's cache
 * @keep_dir: (nullable): where verdicts are kept if nothing can be made beside the pack, %NULL = tallyman/packs in
 *   the user's data folder
 * @environment: (nullable) (array zero-terminated=1): "NAME=value" of the process
 * @clock: (nullable): where time comes from, %NULL = the machine's
 *
 * What to open, and how.
 */
typedef struct {
  const char        *file;
  const char        *passphrase;
  const char        *passphrase_file;
  const char        *cache_dir;
  const char        *keep_dir;
  const char *const *environment;
  TallyClock        *clock;
} TallyEnginePackedOptions;

/**
 * tally_engine_packed_open:
 * @options: what to open
 * @cancellable: (nullable): stops it; nothing is left
 * @error: return location, or %NULL
 *
 * Unpacks and proves it, then applies the verdicts that were kept before, as an import would: what somebody else
 * decided in the meantime, and differently, stands.
 *
 * Errors: %TALLY_ENGINE_ERROR_PASSPHRASE - it is sealed and there is no passphrase, or another one, or one too many:
 * ask for it; %TALLY_ENGINE_ERROR_FAILED - no such file, no pack, damaged, cut short, of a newer version, or the kept
 * verdicts can't be read: the message says what and what to do; %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable): the opened pack
 */
TallyEnginePacked         *tally_engine_packed_open          (const TallyEnginePackedOptions  *options,
                                                              GCancellable                    *cancellable,
                                                              GError                         **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_packed_open_async:
 * @options: what to open; copied
 * @cancellable: (nullable): stops it; nothing is left
 * @callback: told on the caller's main context
 * @data: handed to @callback
 *
 * As tally_engine_packed_open(), on a thread of its own.
 */
void                       tally_engine_packed_open_async    (const TallyEnginePackedOptions  *options,
                                                              GCancellable                    *cancellable,
                                                              GAsyncReadyCallback              callback,
                                                              gpointer                         data);

/**
 * tally_engine_packed_open_finish:
 * @result: what the callback got
 * @error: return location, or %NULL
 *
 * Errors: those of tally_engine_packed_open().
 *
 * Returns: (transfer full) (nullable): the opened pack
 */
TallyEnginePacked         *tally_engine_packed_open_finish   (GAsyncResult                    *result,
                                                              GError                         **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_packed_free:
 * @self: (nullable): an opened pack that no engine is at work on
 *
 * Removes what was unpacked; the verdicts stay.
 */
void                       tally_engine_packed_free          (TallyEnginePacked               *self);

/**
 * tally_engine_packed_get_data_dir:
 * @self: an opened pack
 *
 * Returns: (transfer none): the folder of the unpacked store, for #TallyEngineOptions
 */
const char                *tally_engine_packed_get_data_dir  (TallyEnginePacked               *self);

/**
 * tally_engine_packed_get_verdicts_file:
 * @self: an opened pack
 *
 * Returns: (transfer none): where verdicts are kept, for #TallyEngineOptions; it need not be there yet
 */
const char                *tally_engine_packed_get_verdicts_file (TallyEnginePacked           *self);

/**
 * tally_engine_packed_get_state:
 * @self: an opened pack
 *
 * Returns: (transfer none): what the file holds
 */
const TallyEngineState    *tally_engine_packed_get_state     (TallyEnginePacked               *self);

/**
 * tally_engine_packed_get_import:
 * @self: an opened pack
 *
 * Returns: (transfer none): what became of the verdicts that were kept before
 */
const TallyFindingImport  *tally_engine_packed_get_import    (TallyEnginePacked               *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEnginePacked, tally_engine_packed_free)

G_END_DECLS
