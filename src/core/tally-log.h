/* tally-log.h
 *
 * The log: constant messages with typed values. A value is public (an id, a count, our own words)
 * or private; private ones are shown only where a person asked for them on this machine. A record
 * that can't be rendered safely is dropped and counted. Made by a face, handed to jobs. Thread-safe
 * once its sinks are added. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-clock.h"
#include "tally-secret.h"

G_BEGIN_DECLS

typedef struct _TallyLog TallyLog;

/**
 * TallyLogLevel:
 * @TALLY_LOG_LEVEL_ERROR: something failed and was given up
 * @TALLY_LOG_LEVEL_WARNING: something was left out, or will fail later
 * @TALLY_LOG_LEVEL_INFO: what a run did
 * @TALLY_LOG_LEVEL_DEBUG: how it did it
 *
 * How much a record matters, most first.
 */
typedef enum {
  TALLY_LOG_LEVEL_ERROR,
  TALLY_LOG_LEVEL_WARNING,
  TALLY_LOG_LEVEL_INFO,
  TALLY_LOG_LEVEL_DEBUG,
} TallyLogLevel;

/**
 * TallyLogKind:
 * @TALLY_LOG_KIND_PRIVATE_TEXT: names, work requests, contents of cells: the default
 * @TALLY_LOG_KIND_PRIVATE_MONEY: an amount in cents
 * @TALLY_LOG_KIND_FOREIGN_TEXT: an error's or a library's message: redacted by its look
 * @TALLY_LOG_KIND_PUBLIC_TEXT: our own words, versions, states
 * @TALLY_LOG_KIND_PUBLIC_ID: an opaque id
 * @TALLY_LOG_KIND_PUBLIC_COUNT: a number of things, bytes, milliseconds
 *
 * Who may see a value.
 */
typedef enum {
  TALLY_LOG_KIND_PRIVATE_TEXT,
  TALLY_LOG_KIND_PRIVATE_MONEY,
  TALLY_LOG_KIND_FOREIGN_TEXT,
  TALLY_LOG_KIND_PUBLIC_TEXT,
  TALLY_LOG_KIND_PUBLIC_ID,
  TALLY_LOG_KIND_PUBLIC_COUNT,
} TallyLogKind;

/**
 * TallyLogField:
 * @key: its name in the message; %NULL ends the fields
 * @kind: who may see it
 * @number: an id, a count, cents
 * @text: (nullable): a text
 *
 * One value. Made with the macros below.
 */
typedef struct {
  const char   *key;
  TallyLogKind  kind;
  gint64        number;
  const char   *text;
} TallyLogField;

#define TALLY_LOG_PRIVATE(k, t) { .key = (k), .kind = TALLY_LOG_KIND_PRIVATE_TEXT, .text = (t) }
#define TALLY_LOG_MONEY(k, cents) { .key = (k), .kind = TALLY_LOG_KIND_PRIVATE_MONEY, .number = (cents) }
#define TALLY_LOG_FOREIGN(k, t) { .key = (k), .kind = TALLY_LOG_KIND_FOREIGN_TEXT, .text = (t) }
#define TALLY_LOG_TEXT(k, t) { .key = (k), .kind = TALLY_LOG_KIND_PUBLIC_TEXT, .text = (t) }
#define TALLY_LOG_ID(k, n) { .key = (k), .kind = TALLY_LOG_KIND_PUBLIC_ID, .number = (n) }
#define TALLY_LOG_COUNT(k, n) { .key = (k), .kind = TALLY_LOG_KIND_PUBLIC_COUNT, .number = (gint64) (n) }

/**
 * TallyLogSinkFunc:
 * @level: how much it matters
 * @area: (nullable): which area says it
 * @message: the record without private values, one line
 * @user_data: what the caller gave
 *
 * A further receiver: annotations, a store. One call at a time; it must not log.
 */
typedef void (*TallyLogSinkFunc) (TallyLogLevel  level,
                                  const char    *area,
                                  const char    *message,
                                  gpointer       user_data);

/**
 * TallyLogOptions:
 * @clock: (nullable): for the time of each line; the machine's if %NULL
 * @fd: where lines go, normally 2; -1 writes none
 * @level: the least that is written to @fd
 * @reveal: whether lines on @fd show private values
 * @color: whether lines on @fd are coloured
 *
 * How to write.
 */
typedef struct {
  TallyClock    *clock;
  int            fd;
  TallyLogLevel  level;
  gboolean       reveal;
  gboolean       color;
} TallyLogOptions;

/**
 * tally_log_new:
 * @options: how to write; the clock is kept
 *
 * Returns: (transfer full): a log
 */
TallyLog *tally_log_new           (const TallyLogOptions *options);

/**
 * tally_log_free:
 * @self: (nullable): a log that no thread uses and that isn't installed
 *
 * Frees it.
 */
void      tally_log_free          (TallyLog              *self);

/**
 * tally_log_add_sink:
 * @self: a log that no other thread uses yet
 * @func: (scope forever): a receiver of every record, whatever the level
 * @user_data: handed to @func; must outlive the log
 *
 * Adds a receiver. It never sees private values, revealed or not.
 */
void      tally_log_add_sink      (TallyLog              *self,
                                   TallyLogSinkFunc       func,
                                   gpointer               user_data);

/**
 * tally_log_add_secret:
 * @self: a log
 * @secret: its value is taken out of every record from now on, whoever wrote it
 *
 * Registers a secret, any thread; a reference is kept. One whose value is registered already changes
 * nothing.
 */
void      tally_log_add_secret    (TallyLog              *self,
                                   TallySecret           *secret);

/**
 * tally_log_write:
 * @self: (nullable): a log; %NULL writes nothing
 * @level: how much it matters
 * @area: (nullable): which area says it
 * @message: a constant with a "{key}" for each field, "{{" for a brace
 * @fields: (array): the values, ended by one without a key
 *
 * Writes a record. One whose message has an unknown or open "{key}", or that can't be redacted, is
 * dropped and counted. Use tally_log().
 */
void      tally_log_write         (TallyLog              *self,
                                   TallyLogLevel          level,
                                   const char            *area,
                                   const char            *message,
                                   const TallyLogField   *fields);

/* tally_log (log, TALLY_LOG_LEVEL_INFO, "{sheet} has {rows} rows", TALLY_LOG_ID ("sheet", id),
 * TALLY_LOG_COUNT ("rows", n)) */
#define tally_log(self, level, message, ...) \
  tally_log_write ((self), (level), G_LOG_DOMAIN, (message), \
                   (const TallyLogField[]) { __VA_ARGS__ __VA_OPT__ (,) { .key = NULL } })

/**
 * tally_log_get_n_dropped:
 * @self: a log
 *
 * Returns: number of records that were dropped because they could not be rendered safely
 */
guint64   tally_log_get_n_dropped (TallyLog              *self);

/**
 * tally_log_writer:
 * @log_level: a GLib level
 * @fields: (array length=n_fields): a GLib record
 * @n_fields: their number
 * @user_data: a #TallyLog
 *
 * A #GLogWriterFunc: records of GLib and other libraries, redacted by their look. For
 * g_log_set_writer_func(), which a process may call once.
 *
 * Returns: %G_LOG_WRITER_HANDLED
 */
GLogWriterOutput tally_log_writer (GLogLevelFlags         log_level,
                                   const GLogField       *fields,
                                   gsize                  n_fields,
                                   gpointer               user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyLog, tally_log_free)

G_END_DECLS
