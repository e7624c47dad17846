/* tally-resilience-quota.h
 *
 * One limit of units a minute for all processes that use a token. Each process leases a block of
 * units from a ledger that all of them share, spends it, and leases the next. No sliding minute
 * holds more than the limit, whoever sends: a block counts from when it was leased until a minute
 * after its last unit was sent, or could have been sent when its owner never said. A block that
 * isn't spent within a minute is void. What a peer complains about slows all processes down.
 *
 * While the ledger can't be asked, and for ten seconds from then on, a quarter of the limit is granted
 * to this process by itself: never more because of a fault. Thread-safe. The ledger's owner gives two functions; the quota
 * does no I/O of its own. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-clock.h"
#include "tally-resilience-pace.h"

G_BEGIN_DECLS

/* Small enough that a process that dies takes little with it, large enough for the dearest
 * request and to ask the ledger seldom. */
#define TALLY_RESILIENCE_BLOCK_UNITS 10

/* So long may the units of a block be spent. */
#define TALLY_RESILIENCE_BLOCK_USEC ((gint64) 60 * G_USEC_PER_SEC)

/**
 * TallyResilienceBlockState:
 * @TALLY_RESILIENCE_BLOCK_KEPT: as the ledger has it
 * @TALLY_RESILIENCE_BLOCK_NEW: to be added; the ledger gives it an id
 * @TALLY_RESILIENCE_BLOCK_CHANGED: to be written
 * @TALLY_RESILIENCE_BLOCK_GONE: to be deleted
 */
typedef enum {
  TALLY_RESILIENCE_BLOCK_KEPT,
  TALLY_RESILIENCE_BLOCK_NEW,
  TALLY_RESILIENCE_BLOCK_CHANGED,
  TALLY_RESILIENCE_BLOCK_GONE,
} TallyResilienceBlockState;

/**
 * TallyResilienceBlock:
 * @id: the ledger's number for it, 0 = not yet
 * @until_usec: monotonic µs at which its last unit was or could be sent
 * @n_units: how many
 * @state: what the ledger has to do with it
 */
typedef struct {
  gint64                    id;
  gint64                    until_usec;
  guint                     n_units;
  TallyResilienceBlockState state;
} TallyResilienceBlock;

/**
 * TallyResilienceLedger:
 * @blocks: (owned) (element-type TallyResilienceBlock): what was leased, by @until_usec
 * @pace: how fast the peer may be asked; a @limit of 0 says that nobody ever complained
 * @pace_changed: whether the pace is to be written
 *
 * What all processes share, within one transaction.
 */
typedef struct {
  GArray              *blocks;
  TallyResiliencePace  pace;
  gboolean             pace_changed;
} TallyResilienceLedger;

/**
 * TallyResilienceLedgerFuncs:
 * @begin: begins a transaction that no other process can be in, and fills @ledger, whose blocks
 *   are an empty array; times that lie ahead of @now_usec farther than a block's minute are cut
 * @commit: writes what is marked, sets the ids of new blocks, ends the transaction
 *
 * What a ledger's owner gives. Both return %FALSE with the error set when it can't be asked; the
 * transaction is over then. Called under the quota's lock, on the thread that draws.
 */
typedef struct {
  gboolean (*begin)  (gpointer data, gint64 now_usec, TallyResilienceLedger *ledger, GError **error);
  gboolean (*commit) (gpointer data, TallyResilienceLedger *ledger, GError **error);
} TallyResilienceLedgerFuncs;

typedef struct _TallyResilienceQuota TallyResilienceQuota;

/**
 * tally_resilience_quota_new:
 * @clock: what tells the time; its monotonic time is that of all processes of the machine
 * @units_per_minute: the limit for all of them, 1 or more
 * @funcs: (nullable): the ledger; %NULL = there is none, a quarter of the limit is granted
 * @data: for @funcs; outlives the quota
 *
 * Returns: (transfer full): a quota that has leased nothing yet
 */
TallyResilienceQuota *tally_resilience_quota_new         (TallyClock                       *clock,
                                                          guint                             units_per_minute,
                                                          const TallyResilienceLedgerFuncs *funcs,
                                                          gpointer                          data);

/**
 * tally_resilience_quota_free:
 * @self: (nullable): a quota
 *
 * Gives back what was leased and not spent.
 */
void                  tally_resilience_quota_free        (TallyResilienceQuota *self);

/**
 * tally_resilience_quota_draw:
 * @self: a quota
 * @n_units: what the next request costs, 1 … %TALLY_RESILIENCE_BLOCK_UNITS, or up to the limit
 * @out_wait_usec: (out): µs to wait, 0 or more
 *
 * Spends @n_units, from the block at hand or a new one: O(blocks of a minute) when the ledger is
 * asked, else O(1).
 *
 * Returns: %TRUE if they are spent: send when *@out_wait_usec is over; %FALSE if there are none
 *   now: ask again after *@out_wait_usec, or sooner, since others may give back
 */
gboolean              tally_resilience_quota_draw        (TallyResilienceQuota *self,
                                                          guint                 n_units,
                                                          gint64               *out_wait_usec) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_resilience_quota_slow:
 * @self: a quota
 * @pause_usec: µs during which nobody may send, 0 or more
 *
 * Tells all processes that the peer complained, see tally_resilience_pace_slow().
 */
void                  tally_resilience_quota_slow        (TallyResilienceQuota *self,
                                                          gint64                pause_usec);

/**
 * tally_resilience_quota_get_n_faults:
 * @self: a quota
 * @out_message: (out) (optional) (transfer full) (nullable): what the last one was
 *
 * Returns: how often the ledger could not be asked
 */
guint                 tally_resilience_quota_get_n_faults (TallyResilienceQuota  *self,
                                                           char                 **out_message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyResilienceQuota, tally_resilience_quota_free)

G_END_DECLS
