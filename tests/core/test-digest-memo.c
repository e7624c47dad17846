/* test-digest-memo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-digest-memo.h"

#define BLOCK TALLY_DIGEST_MEMO_BLOCK_BYTES
#define N_RANDOM 400

/* @n_alike bytes that are the same in all contents, @n_own that are not. */
static GBytes *
make_content (gsize n_alike,
              gsize n_own,
              char  own)
{
  g_autofree char *data = g_malloc0 (n_alike + n_own + 1);

  for (gsize i = 0; i < n_alike; i++)
    data[i] = (char) (i * 31 >> 3);
  memset (data + n_alike, own, n_own);
  return g_bytes_new (data, n_alike + n_own);
}

static void
assert_digest (TallyDigestMemo *memo,
               GBytes          *content)
{
  g_autofree char *expected = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  g_autofree char *actual = tally_digest_memo_dup_hex (memo, content);

  g_assert_cmpstr (actual, ==, expected);
}

/* Each content is digested after all before it. */
static void
test_whatever_came_before (void)
{
  static const struct {
    gsize n_alike;
    gsize n_own;
    char  own;
  } cases[] = {
    { 0, 0, 0 }, { 0, 0, 0 }, { 3 * BLOCK, 100, 'a' }, { 3 * BLOCK, 100, 'a' }, { 3 * BLOCK, 70, 'b' },
    { 5 * BLOCK, 1, 'a' }, { 5 * BLOCK + 1, 1, 'b' }, { 5 * BLOCK - 1, 1, 'c' }, { BLOCK, BLOCK, 'a' },
    { BLOCK, 0, 0 }, { BLOCK - 1, 0, 0 }, { 9 * BLOCK, 0, 0 }, { 9 * BLOCK, 1, 'a' }, { 0, 1, 'a' },
    { 0, 0, 0 }, { 9 * BLOCK, 5, 'c' },
  };
  g_autoptr (TallyDigestMemo) memo = tally_digest_memo_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) content = make_content (cases[i].n_alike, cases[i].n_own, cases[i].own);
      assert_digest (memo, content);
    }
}

static void
test_random_lengths (void)
{
  g_autoptr (TallyDigestMemo) memo = tally_digest_memo_new ();

  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autoptr (GBytes) content = NULL;
      gsize n_alike = (gsize) g_test_rand_int_range (0, 4) * BLOCK
                      + (gsize) g_test_rand_int_range (0, 3);

      content = make_content (n_alike, (gsize) g_test_rand_int_range (0, 2 * BLOCK),
                              (char) g_test_rand_int_range (0, 3));
      assert_digest (memo, content);
    }
}

/* Bytes that changed in front are seen, whatever was digested of them before. */
static void
test_a_change_in_front (void)
{
  g_autoptr (TallyDigestMemo) memo = tally_digest_memo_new ();

  for (gsize at = 0; at < 4 * BLOCK; at += BLOCK / 2)
    {
      g_autoptr (GBytes) content = make_content (4 * BLOCK, 10, 'a');
      g_autoptr (GBytes) other = NULL;
      g_autofree char *data = g_memdup2 (g_bytes_get_data (content, NULL), 4 * BLOCK + 10);

      data[at]++;
      other = g_bytes_new (data, 4 * BLOCK + 10);
      assert_digest (memo, content);
      assert_digest (memo, content);
      assert_digest (memo, other);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/digest-memo/whatever-came-before", test_whatever_came_before);
  g_test_add_func ("/core/digest-memo/random-lengths", test_random_lengths);
  g_test_add_func ("/core/digest-memo/a-change-in-front", test_a_change_in_front);
  return g_test_run ();
}
