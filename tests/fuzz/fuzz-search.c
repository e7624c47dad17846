/* fuzz-search.c
 *
 * What somebody types to look for: understood or refused; what is understood never upsets the index of words, and what
 * the index finds has it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "tally-store-lines.h"
#include "tally-store-search.h"
#include "tally-words.h"

#define SHEET 7

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static char *dir;
static TallyStore *store;

static void
remove_store (void)
{
  static const char *const names[] = { "tallyman.db", "tallyman.db-wal", "tallyman.db-shm" };

  g_clear_pointer (&store, tally_store_free);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (dir, names[i], NULL);
      g_unlink (path);
    }
  g_rmdir (dir);
  g_clear_pointer (&dir, g_free);
}

static void
put_lines (void)
{
  static const char *const descriptions[] = { "Anchor, manta ray, in rock", "Pôle 40-5", "ﬁber 你好", "" };
  TallyStoreLineStats stats;
  TallyLine line = { 0 };

  g_assert_true (tally_store_lines_begin_sheet (store, 1, SHEET, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (descriptions); i++)
    {
      tally_line_clear (&line);
      line.sheet_id = SHEET;
      line.row_id = i + 1;
      line.row_number = i + 1;
      line.modified_by = "ann@example.com";
      line.text[TALLY_FIELD_WORK_REQUEST] = "89708709";
      line.text[TALLY_FIELD_FOREMAN] = "José Núñez";
      line.text[TALLY_FIELD_CU] = "ANC-M";
      line.text[TALLY_FIELD_CU_DESCRIPTION] = descriptions[i];
      g_assert_true (tally_store_lines_put (store, &line, NULL));
    }
  g_assert_true (tally_store_lines_end_sheet (store, &stats, NULL));
}

static void
open_store (void)
{
  g_autofree char *path = NULL;
  g_autoptr (TallyClock) clock = tally_clock_new_virtual (0);
  TallyStoreOptions options = { .clock = clock };

  dir = g_dir_make_tmp ("tallyman-fuzz-XXXXXX", NULL);
  path = g_build_filename (dir, "tallyman.db", NULL);
  options.path = path;
  store = tally_store_open (&options, NULL);
  g_assert_nonnull (store);
  put_lines ();
  atexit (remove_store);
}

static void
check_terms (const TallySearchQuery *query)
{
  GPtrArray *terms = tally_search_query_get_terms (query);
  guint n_wanted = 0;

  g_assert_cmpuint (terms->len, <=, TALLY_SEARCH_MAX_TERMS);
  for (guint i = 0; i < terms->len; i++)
    {
      const TallySearchTerm *term = terms->pdata[i];
      n_wanted += term->is_negated ? 0 : 1;
      g_assert_cmpuint (term->words->len, >, 0);
      g_assert_cmpint (term->field, <, TALLY_SEARCH_N_FIELDS);
      for (guint w = 0; w < term->words->len; w++)
        g_assert_true (g_utf8_validate (term->words->pdata[w], -1, NULL) && *(const char *) term->words->pdata[w] != '\0');
    }
  g_assert_cmpuint (n_wanted, >, 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (TallySearchQuery) query = tally_search_query_parse (text, &error);

  if (query == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }
  check_terms (query);
  if (store == NULL)
    open_store ();
  for (guint kind = 0; kind < TALLY_N_SEARCH_KINDS; kind++)
    {
      g_autoptr (GPtrArray) hits = tally_store_search (store, query, (TallySearchKind) kind, 3, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (hits->len, <=, 4);
    }
  return 0;
}
