/* fuzz-file-name.c
 *
 * Any bytes as a file name: what reads as ours is written again byte by byte, and whatever reads is
 * matched by its own identity; the same bytes as texts of an identity come back from its name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-identity.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
check_name (const char *text)
{
  g_autoptr (TallyFileName) name = tally_identity_parse_file_name (text);
  g_autofree char *again = NULL;

  if (name == NULL)
    return;
  g_assert_true (*name->identity->work_request != '\0');
  g_assert_true ((guint) name->identity->variant < TALLY_N_VARIANTS);
  g_assert_cmpint (*name->fingerprint != '\0', ==, name->form == TALLY_FILE_NAME_CURRENT);
  if (name->is_cut)
    return;
  g_assert_true (tally_file_name_matches (name, name->identity));
  if (name->form != TALLY_FILE_NAME_CURRENT)
    return;
  again = tally_identity_dup_file_name (name->identity, name->fingerprint);
  g_assert_cmpint (strncmp (again, text, strlen (again) - 5), ==, 0);
}

static void
check_texts (const char *text)
{
  g_autoptr (TallyIdentity) identity = tally_identity_new (text, 739480, TALLY_VARIANT_AEP_BILLABLE,
                                                           text);
  g_autofree char *file_name = tally_identity_dup_file_name (identity, "0123456789abcdef");
  g_autoptr (TallyFileName) name = tally_identity_parse_file_name (file_name);

  g_assert_null (strchr (file_name, '/'));
  g_assert_cmpuint (strlen (file_name), <=, 255);
  g_assert_nonnull (name);
  g_assert_true (tally_file_name_matches (name, identity));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  check_name (text);
  if (*text != '\0' && g_utf8_validate (text, -1, NULL))
    check_texts (text);
  return 0;
}
