/* tally-recovery.h
 *
 * What is known about failures and what was done about them, as faces show it: all that the store has,
 * and what is held or left open. Plain values, one owner at a time. Depends on the model alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-plan.h"
#include "tally-recovery-attempt.h"
#include "tally-recovery-state.h"

G_BEGIN_DECLS

/**
 * TallyRecoveryHeld:
 * @subject: (owned): opaque id of the workbook
 * @key: (owned): its identity; private
 * @hold: why it was held by the last plan
 */
typedef struct {
  char      *subject;
  char      *key;
  TallyHold  hold;
} TallyRecoveryHeld;

/**
 * TallyRecoveryIntent:
 * @id: its number
 * @state: (owned): how far it is, "planned" … "cleaning"
 * @subject: (owned): opaque id of the workbook
 * @planned_utc_usec: since when, µs since 1970 UTC
 *
 * A publication that was begun and not ended.
 */
typedef struct {
  gint64  id;
  char   *state;
  char   *subject;
  gint64  planned_utc_usec;
} TallyRecoveryIntent;

/**
 * TallyRecovery:
 * @breakers: (owned) (element-type TallyRecoveryBreaker): by name
 * @budgets: (owned) (element-type TallyRecoveryBudget): by host
 * @pauses: (owned) (element-type TallyRecoveryPause): those in force
 * @quarantine: (owned) (element-type TallyRecoveryQuarantine): by kind and subject
 * @held: (owned) (element-type TallyRecoveryHeld): of the last plan
 * @intents: (owned) (element-type TallyRecoveryIntent): oldest first
 * @times: (owned) (element-type TallyRecoveryTime): by class
 * @attempts: (owned) (element-type TallyRecoveryAttempt): the latest, newest first
 * @n_cut: attempts that are no longer kept
 *
 * All of it, as the store has it now.
 */
typedef struct {
  GPtrArray *breakers;
  GPtrArray *budgets;
  GPtrArray *pauses;
  GPtrArray *quarantine;
  GPtrArray *held;
  GPtrArray *intents;
  GPtrArray *times;
  GPtrArray *attempts;
  guint64    n_cut;
} TallyRecovery;

/**
 * tally_recovery_held_free:
 * @self: (nullable): a workbook
 *
 * Frees it.
 */
void tally_recovery_held_free   (TallyRecoveryHeld *self);

/**
 * tally_recovery_intent_free:
 * @self: (nullable): an intent
 *
 * Frees it.
 */
void tally_recovery_intent_free (TallyRecoveryIntent *self);

/**
 * tally_recovery_free:
 * @self: (nullable): what is known
 *
 * Frees it.
 */
void tally_recovery_free        (TallyRecovery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyRecoveryHeld, tally_recovery_held_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyRecoveryIntent, tally_recovery_intent_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyRecovery, tally_recovery_free)

G_END_DECLS
