/* tally-test-process.h
 *
 * Runs a program for a test: a private home, a bounded output, a time limit, no shell. For the
 * command line, the sandbox and what is killed half-way. Main thread of a test; needs no main loop.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* More than this on stdout or stderr fails the test: a program that prints for ever is broken. */
#define TALLY_TEST_PROCESS_MAX_BYTES (32 * 1024 * 1024)

typedef struct _TallyTestProcess TallyTestProcess;

/**
 * tally_test_program_path:
 *
 * Returns: (transfer full): the path of the tallyman that this build made
 */
char *tally_test_program_path (void);

/**
 * tally_test_process_start:
 * @argv: (array zero-terminated=1): the program's path and its arguments
 * @home: (nullable): an existing folder for HOME and the XDG folders; %NULL makes a temporary one
 * @extra_env: (nullable) (array zero-terminated=1): "NAME=value", added to the little that is set:
 *   PATH, HOME, XDG folders, LC_ALL=C.UTF-8, TZ=UTC and what sanitizers and GLib need
 *
 * Starts a program with an empty stdin; the test fails if it can't be started.
 *
 * Returns: (transfer full): the running program
 */
TallyTestProcess *tally_test_process_start      (const char *const *argv,
                                                 const char        *home,
                                                 const char *const *extra_env);

/**
 * tally_test_process_run:
 * @argv: as tally_test_process_start()
 * @home: as tally_test_process_start()
 * @extra_env: as tally_test_process_start()
 *
 * Starts a program and waits a minute at most for its end; later it is killed and the test fails.
 *
 * Returns: (transfer full): the program that has ended
 */
TallyTestProcess *tally_test_process_run        (const char *const *argv,
                                                 const char        *home,
                                                 const char *const *extra_env);

/**
 * tally_test_process_wait_line:
 * @self: a running program
 *
 * Waits for the next line of its stdout, half a minute at most; the test fails if none comes.
 *
 * Returns: (transfer full): the line without its end
 */
char             *tally_test_process_wait_line  (TallyTestProcess  *self);

/**
 * tally_test_process_wait_text:
 * @self: a running program
 * @text: what must appear on stderr
 *
 * Waits until @text stands in what it has written to stderr, half a minute at most.
 */
void              tally_test_process_wait_text  (TallyTestProcess  *self,
                                                 const char        *text);

/**
 * tally_test_process_signal:
 * @self: a running program
 * @signal_number: SIGTERM, SIGKILL…
 *
 * Sends a signal; nothing happens if the program has ended.
 */
void              tally_test_process_signal     (TallyTestProcess  *self,
                                                 int                signal_number);

/**
 * tally_test_process_wait:
 * @self: a program
 *
 * Waits for its end, a minute at most; later it is killed and the test fails.
 *
 * Returns: its exit status 0 … 255, or minus the number of the signal that ended it
 */
int               tally_test_process_wait       (TallyTestProcess  *self);

/**
 * tally_test_process_get_status:
 * @self: a program that has ended
 *
 * Returns: as tally_test_process_wait()
 */
int               tally_test_process_get_status (TallyTestProcess  *self);

/**
 * tally_test_process_get_stdout:
 * @self: a program
 *
 * Returns: (transfer none): what was read of its stdout so far
 */
const char       *tally_test_process_get_stdout (TallyTestProcess  *self);

/**
 * tally_test_process_get_stderr:
 * @self: a program
 *
 * Returns: (transfer none): what was read of its stderr so far
 */
const char       *tally_test_process_get_stderr (TallyTestProcess  *self);

/**
 * tally_test_process_free:
 * @self: (nullable): a program
 *
 * Kills it if it still runs, and frees it.
 */
void              tally_test_process_free       (TallyTestProcess  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyTestProcess, tally_test_process_free)

G_END_DECLS
