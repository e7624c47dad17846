/* tally-test.h
 *
 * What every test program needs: temporary folders that vanish, golden files, the folder of the
 * test data. Main thread of a test only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether the program watches its memory, which makes it many times slower and larger. */
#ifdef __SANITIZE_ADDRESS__
#define TALLY_TEST_IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TALLY_TEST_IS_SANITIZED 1
#endif
#endif
#ifndef TALLY_TEST_IS_SANITIZED
#define TALLY_TEST_IS_SANITIZED 0
#endif

/**
 * tally_test_init:
 * @argc: (inout): from main()
 * @argv: (inout): from main()
 *
 * The first call of a test program: g_test_init() with HOME and the XDG folders of its own, so that
 * no test reads or writes the developer's, and with the locale C.UTF-8.
 */
void  tally_test_init          (int           *argc,
                                char        ***argv);

/**
 * tally_test_make_dir:
 *
 * Makes an empty folder that is removed with its contents when the program ends.
 *
 * Returns: (transfer full): its path; the test fails if it can't be made
 */
char *tally_test_make_dir      (void);

/**
 * tally_test_data_path:
 * @name: a path below tests/data; an absolute one stays
 *
 * Returns: (transfer full): the absolute path
 */
char *tally_test_data_path     (const char    *name);

/**
 * tally_test_dup_reference:
 * @name: a path in the folder of other people's reference data
 *
 * That folder is $TALLYMAN_REFERENCE_DIR, or ../shared/reference beside the project; where it is
 * missing, the test is marked as skipped with one line that says so, and the caller returns.
 *
 * Returns: (transfer full) (nullable): the absolute path, %NULL = return now
 */
char *tally_test_dup_reference (const char    *name);

/**
 * tally_test_assert_golden:
 * @name: a path below tests/data, e.g. "billing/plan-two-weeks.out"
 * @actual: what the program made, UTF-8
 *
 * Fails the test, showing both texts, unless @actual equals the file; with TALLY_TEST_REWRITE=1 in
 * the environment the file is rewritten instead.
 */
void  tally_test_assert_golden (const char    *name,
                                const char    *actual);

G_END_DECLS
