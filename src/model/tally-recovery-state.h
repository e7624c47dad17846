/* tally-recovery-state.h
 *
 * What outlives a process: breakers, budgets for repeats, what a person paused, what is set aside. The
 * store keeps it, jobs act on it, faces show it. Plain values, one owner at a time. Depends on GLib
 * alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The service that runs call. */
#define TALLY_RECOVERY_SMARTSHEET "smartsheet"

/* What can be paused: changes of the target, or every pass. */
#define TALLY_RECOVERY_PAUSE_PUBLISH "publish"
#define TALLY_RECOVERY_PAUSE_ALL "all"

/* What can be set aside: a source sheet by its id, a workbook by the opaque id that logs name. */
#define TALLY_RECOVERY_SHEET "sheet"
#define TALLY_RECOVERY_GROUP "group"

/**
 * TallyRecoveryBreaker:
 * @dependency: (owned): what it guards, "smartsheet"
 * @state: (owned): stable id of where it stands, "open"
 * @n_openings: how often it opened since it was last closed
 * @since_utc_usec: since when, µs since 1970 UTC
 * @until_utc_usec: when that ends, µs since 1970 UTC, 0 = never
 * @revision: how often people have decided
 * @actor: (owned): who wants it so, "" = the program; private
 * @reason: (owned): why, "" = the program; private
 */
typedef struct {
  char   *dependency;
  char   *state;
  guint   n_openings;
  gint64  since_utc_usec;
  gint64  until_utc_usec;
  gint64  revision;
  char   *actor;
  char   *reason;
} TallyRecoveryBreaker;

/**
 * TallyRecoveryBudget:
 * @host: (owned): whose
 * @n_tokens: what is left of it
 * @saved_utc_usec: when that was so, µs since 1970 UTC
 */
typedef struct {
  char   *host;
  guint   n_tokens;
  gint64  saved_utc_usec;
} TallyRecoveryBudget;

/**
 * TallyRecoveryPause:
 * @what: (owned): %TALLY_RECOVERY_PAUSE_PUBLISH or %TALLY_RECOVERY_PAUSE_ALL
 * @since_utc_usec: since when, µs since 1970 UTC
 * @until_utc_usec: when it ends by itself, µs since 1970 UTC, 0 = it does not
 * @actor: (owned): who wants it; private
 * @reason: (owned): why; private
 */
typedef struct {
  char   *what;
  gint64  since_utc_usec;
  gint64  until_utc_usec;
  char   *actor;
  char   *reason;
} TallyRecoveryPause;

/**
 * TallyRecoveryQuarantine:
 * @kind: (owned): %TALLY_RECOVERY_SHEET or %TALLY_RECOVERY_GROUP
 * @subject: (owned): which one
 * @n_failures: how many runs, one after the other, it failed in
 * @first_run_id: the first of them
 * @last_run_id: the last of them
 * @since_utc_usec: when it failed first, µs since 1970 UTC
 * @until_utc_usec: set aside until then, µs since 1970 UTC; 0 = it is not
 * @reason: (owned): stable name of what happened last, "smartsheet-rejected"
 * @detail: (owned): what happened last, in full; private
 */
typedef struct {
  char   *kind;
  char   *subject;
  guint   n_failures;
  gint64  first_run_id;
  gint64  last_run_id;
  gint64  since_utc_usec;
  gint64  until_utc_usec;
  char   *reason;
  char   *detail;
} TallyRecoveryQuarantine;

/**
 * tally_recovery_breaker_free:
 * @self: (nullable): a breaker
 *
 * Frees it.
 */
void tally_recovery_breaker_free    (TallyRecoveryBreaker *self);

/**
 * tally_recovery_budget_free:
 * @self: (nullable): a budget
 *
 * Frees it.
 */
void tally_recovery_budget_free     (TallyRecoveryBudget *self);

/**
 * tally_recovery_pause_free:
 * @self: (nullable): a pause
 *
 * Frees it.
 */
void tally_recovery_pause_free      (TallyRecoveryPause *self);

/**
 * tally_recovery_quarantine_free:
 * @self: (nullable): a record
 *
 * Frees it.
 */
void tally_recovery_quarantine_free (TallyRecoveryQuarantine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyRecoveryBreaker, tally_recovery_breaker_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyRecoveryBudget, tally_recovery_budget_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyRecoveryPause, tally_recovery_pause_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyRecoveryQuarantine, tally_recovery_quarantine_free)

G_END_DECLS
