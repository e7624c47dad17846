/* tally-engine-news.h
 *
 * What happened since somebody last looked: counts and money, of runs, workbooks, findings, and of what others decided.
 * Blocking; one thread at a time. Shows only core and model.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-engine.h"

G_BEGIN_DECLS

/**
 * TallyEngineNewsCount:
 * @n: how many
 * @cents: what they come to
 */
typedef struct {
  guint64    n;
  TallyMoney cents;
} TallyEngineNewsCount;

/**
 * TallyEngineNews:
 * @since_utc_usec: the moment, µs since 1970 UTC
 * @as_of_utc_usec: when it was asked for, µs since 1970 UTC
 * @n_runs: runs that ended
 * @n_failed: of these, those that failed
 * @n_partial: of these, those that did their work in part
 * @published: workbooks that were published and still hang there, and their totals
 * @n_replaced: of these, those that took another's place
 * @found: findings found for the first time, but for those on trial, and what they may cost
 * @fixed: findings that people said are fixed
 * @verified: findings that a run no longer found, after people had confirmed them
 * @recovered_cents: what people said was got back
 * @n_verdicts_of_others: what others decided about findings
 * @n_decisions_of_others: what others decided about plans, circuits, pauses, exceptions and workbooks
 * @rates_changed: whether the last audit used other rates than the last one before
 * @policy_changed: whether the last audit used other limits and settings than the last one before
 *
 * What happened.
 */
typedef struct {
  gint64               since_utc_usec;
  gint64               as_of_utc_usec;
  guint64              n_runs;
  guint64              n_failed;
  guint64              n_partial;
  TallyEngineNewsCount published;
  guint64              n_replaced;
  TallyEngineNewsCount found;
  TallyEngineNewsCount fixed;
  TallyEngineNewsCount verified;
  TallyMoney           recovered_cents;
  guint64              n_verdicts_of_others;
  guint64              n_decisions_of_others;
  gboolean             rates_changed;
  gboolean             policy_changed;
} TallyEngineNews;

/**
 * tally_engine_news_read:
 * @self: an engine
 * @since_utc_usec: a moment, µs since 1970 UTC
 * @reader: (nullable): who asks: what they decided themselves is no news
 * @error: return location, or %NULL
 *
 * Its time grows with what happened since then, not with the store. Where there is no store yet, nothing happened.
 *
 * Errors: %TALLY_ENGINE_ERROR_BUSY - try again; %TALLY_ENGINE_ERROR_FAILED - the store can't be read.
 *
 * Returns: (transfer full) (nullable): what happened; free it with g_free()
 */
TallyEngineNews *tally_engine_news_read     (TallyEngine            *self,
                                             gint64                  since_utc_usec,
                                             const char             *reader,
                                             GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_engine_news_is_empty:
 * @self: news
 *
 * Returns: whether nothing happened
 */
gboolean         tally_engine_news_is_empty (const TallyEngineNews  *self);

G_END_DECLS
