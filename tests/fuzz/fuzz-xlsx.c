/* fuzz-xlsx.c
 *
 * Any bytes as a workbook: what is read adds up within its own bounds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-workbook-reader.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyWorkbookContents) read = tally_workbook_read (bytes, &error);
  guint n_lines = 0;

  g_assert_cmpint (read == NULL, ==, error != NULL);
  for (guint i = 0; read != NULL && i < read->blocks->len; i++)
    n_lines += g_array_index (read->blocks, TallyWorkbookReadBlock, i).n_lines;
  g_assert_true (read == NULL || n_lines == read->lines->len);
  return 0;
}
