/* tally-engine-books.h
 *
 * The workbooks that there are, each with where it stands: what hangs on the target, what the last plan says of
 * it, what failed. Faces list them. Reads the store alone. Blocking; one thread at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"
#include "tally-plan.h"
#include "tally-version.h"

G_BEGIN_DECLS

/**
 * TallyEngineBookState:
 * @TALLY_ENGINE_BOOK_CURRENT: what hangs on the target is what its lines say
 * @TALLY_ENGINE_BOOK_RESTORED: an earlier version hangs there and is held
 * @TALLY_ENGINE_BOOK_NEW: never published; nothing holds it
 * @TALLY_ENGINE_BOOK_CHANGED: published with other lines than it has now; nothing holds it
 * @TALLY_ENGINE_BOOK_HELD: not published until its hold is gone
 * @TALLY_ENGINE_BOOK_FAILED: publishing it failed, perhaps so often that it is set aside
 * @TALLY_ENGINE_N_BOOK_STATES: how many there are
 */
typedef enum {
  TALLY_ENGINE_BOOK_CURRENT,
  TALLY_ENGINE_BOOK_RESTORED,
  TALLY_ENGINE_BOOK_NEW,
  TALLY_ENGINE_BOOK_CHANGED,
  TALLY_ENGINE_BOOK_HELD,
  TALLY_ENGINE_BOOK_FAILED,
  TALLY_ENGINE_N_BOOK_STATES,
} TallyEngineBookState;

/**
 * TallyEngineBook:
 * @identity: (owned): which workbook
 * @state: where it stands
 * @hold: why the last plan held it
 * @version: (owned) (nullable): what hangs on the target; its bytes were not looked at
 * @n_lines: lines that it has now: as the last plan found them; of a restored one, and else, as the version shows them
 * @total_cents: their sum
 * @subject: (owned): its opaque id, as in public logs and in a decision over the recovery
 * @file_name: (owned): name of the newest file that was made of it, "" = none is known
 * @sha256: (owned): of that file, hexadecimal, "" = none is known
 * @made_utc_usec: when that file was made or began to hang there, µs since 1970 UTC, 0 = not known
 * @n_failures: how many runs, one after the other, it failed in
 * @aside_utc_usec: set aside until then, µs since 1970 UTC, 0 = it is not
 * @failure: (owned): stable name of what failed last, "" = nothing
 * @failure_detail: (owned): the same in full; private
 */
typedef struct {
  TallyIdentity        *identity;
  TallyEngineBookState  state;
  TallyHold             hold;
  TallyVersion         *version;
  guint                 n_lines;
  TallyMoney            total_cents;
  char                 *subject;
  char                 *file_name;
  char                 *sha256;
  gint64                made_utc_usec;
  guint                 n_failures;
  gint64                aside_utc_usec;
  char                 *failure;
  char                 *failure_detail;
} TallyEngineBook;

/**
 * tally_engine_book_free:
 * @self: (nullable): a workbook
 *
 * Frees it.
 */
void        tally_engine_book_free         (TallyEngineBook       *self);

/**
 * tally_engine_book_state_get_id:
 * @state: a state
 *
 * Returns: (transfer none): "current", "restored", "new", "changed", "held" or "failed"
 */
const char *tally_engine_book_state_get_id (TallyEngineBookState   state);

/**
 * tally_engine_list_books:
 * @self: an engine
 * @error: return location, or %NULL
 *
 * Lists every workbook that hangs on the target, that the last plan has, or that lies in the output folder. One that
 * was published since the last plan counts as current. None before the first run.
 *
 * Errors: %TALLY_ENGINE_ERROR_FAILED - the store can't be read, the message says why.
 *
 * Returns: (transfer full) (element-type TallyEngineBook) (nullable): newest week first, then by work request,
 *   variant and identifier
 */
GPtrArray  *tally_engine_list_books        (TallyEngine           *self,
                                            GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyEngineBook, tally_engine_book_free)

G_END_DECLS
