/* tally-test-xlsx.h
 *
 * Looks into workbooks: a workbook as one text, part by part in the order of their names, one XML
 * element a line, so that golden files can be read and compared. Knows nothing of Tallyman's own
 * reader, so that it can prove it wrong. Main thread of a test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * tally_test_xlsx_list:
 * @path: a workbook
 *
 * Returns: (transfer full) (array zero-terminated=1): the names of its parts, sorted; the test fails
 *   if it is no intact zip file (the checksum of each part is verified)
 */
char **tally_test_xlsx_list         (const char        *path);

/**
 * tally_test_xlsx_read:
 * @path: a workbook
 * @part: a part's name, e.g. "xl/worksheets/sheet1.xml"
 *
 * Returns: (transfer full): the part; the test fails if there is none or it exceeds 256 MiB
 */
GBytes *tally_test_xlsx_read        (const char        *path,
                                     const char        *part);

/**
 * tally_test_xlsx_dump:
 * @path: a workbook
 * @ignored: (nullable) (array zero-terminated=1): "part" leaves out the content of a part that
 *   matches this glob; "part|element" leaves out the lines of a part that start with "<element"
 *
 * Writes each part's name and its XML, one element a line; parts that are no XML as their size and
 * SHA-256.
 *
 * Returns: (transfer full): the text
 */
char   *tally_test_xlsx_dump        (const char        *path,
                                     const char *const *ignored);

/**
 * tally_test_xlsx_assert_equal:
 * @path: a workbook
 * @expected_path: another
 * @ignored: (nullable): as tally_test_xlsx_dump()
 *
 * Fails the test at the first line in which the two differ, naming the part.
 */
void    tally_test_xlsx_assert_equal (const char        *path,
                                      const char        *expected_path,
                                      const char *const *ignored);

G_END_DECLS
