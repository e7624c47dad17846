/* tally-test-cli.h
 *
 * The real program as a child process against a sandbox in this one: what it prints, what it
 * leaves behind, how it ends. Main thread of a test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

#include "tally-test-engine.h"
#include "tally-test-process.h"

G_BEGIN_DECLS

/* The environment variable that hands the sandbox's token over. */
#define TALLY_TEST_CLI_TOKEN "SMARTSHEET_API_TOKEN=sandbox-token"

/**
 * tally_test_cli_start:
 * @engine: a test engine; its configuration, data directory and folders are used
 * @extra_env: (nullable) (array zero-terminated=1): "NAME=value" beside the token
 * @first: (nullable): first argument behind "--batch --config FILE --data-dir DIR"
 * @...: more arguments, then %NULL
 *
 * Starts a batch.
 *
 * Returns: (transfer full): the running program
 */
TallyTestProcess *tally_test_cli_start      (TallyTestEngine    *engine,
                                             const char *const  *extra_env,
                                             const char         *first,
                                             ...);

/**
 * tally_test_cli_run:
 * @engine: as tally_test_cli_start()
 * @exit_code: how it must end
 * @first: (nullable): as tally_test_cli_start()
 * @...: more arguments, then %NULL
 *
 * Runs a batch to its end.
 *
 * Returns: (transfer full): the program that has ended
 */
TallyTestProcess *tally_test_cli_run        (TallyTestEngine    *engine,
                                             int                 exit_code,
                                             const char         *first,
                                             ...);

/**
 * tally_test_cli_finish:
 * @process: a program
 * @exit_code: how it must end
 *
 * Waits for its end; if it is another one, the test fails and shows what was printed.
 */
void              tally_test_cli_finish     (TallyTestProcess   *process,
                                             int                 exit_code);

/**
 * tally_test_cli_assert_status:
 * @engine: a test engine
 * @process: a program that worked in its data directory and has ended
 * @status: how it must have ended
 *
 * Fails if it ended otherwise, and shows what it printed and what the runs in its store say: for a
 * program that has nowhere to print to.
 */
void              tally_test_cli_assert_status (TallyTestEngine  *engine,
                                                TallyTestProcess *process,
                                                int               status);

/**
 * tally_test_cli_parse:
 * @process: a program that was run with --json
 *
 * Fails unless its stdout is exactly one JSON object and its line end.
 *
 * Returns: (transfer full): the object
 */
JsonObject       *tally_test_cli_parse      (TallyTestProcess   *process);

/**
 * tally_test_cli_assert_absent:
 * @text: (nullable): where to look
 * @length: its bytes, or -1
 * @needle: what must not stand in it
 * @place: what the message calls @text
 *
 * Fails if @needle stands in @text.
 */
void              tally_test_cli_assert_absent (const char      *text,
                                                gssize           length,
                                                const char      *needle,
                                                const char      *place);

G_END_DECLS
