/* test-compat.c
 *
 * The vectors of billing rule 1.9.3 (scenario 38), computed by the predecessor itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-compat.h"
#include "tally-test.h"

static const TallyBillingCompatRow r1 = {
  .work_request = "89708709.0", .snapshot = "2025-07-09", .cu = "ANC-M", .quantity = "3.0", .price = "672.18",
  .pole = "P-101", .work_type = "Install", .dept = "500", .scope = "S1", .foreman = "Jane Doe",
};
static const TallyBillingCompatRow r2 = {
  .work_request = "89708709.0", .snapshot = "2025-07-08", .cu = "ARM-DW", .quantity = "2", .price = "$660.48",
  .pole = "P-102", .work_type = "Install", .dept = "600", .scope = "S1", .foreman = "Jane Doe",
};
static const TallyBillingCompatRow r3 = {
  .work_request = "90001", .cu = "X", .quantity = "1", .price = "$1,000.00",
};

static void
assert_hash (const TallyBillingCompatRow *rows,
             gsize                        n_rows,
             TallyBillingCompatForm       form,
             const char                  *expected)
{
  g_autofree char *hash = tally_billing_dup_compat_hash (rows, n_rows, form);

  g_assert_cmpstr (hash, ==, expected);
}

static void
test_vectors (void)
{
  const TallyBillingCompatRow forward[] = { r1, r2 };
  const TallyBillingCompatRow backward[] = { r2, r1 };
  const struct {
    const TallyBillingCompatRow *rows;
    gsize                        n_rows;
    const char                  *extended;
    const char                  *legacy;
  } vectors[] = {
    { &r1, 1, "ce2eabb650f9e916", "3a81db2b4888e4a8" },
    { forward, 2, "c489ae352d2e273f", "3b43b6686353f687" },
    { backward, 2, "c489ae352d2e273f", "3b43b6686353f687" },
    { &r3, 1, "8579eb1054e4ca66", "3481a04104074c85" },
    { NULL, 0, "0000000000000000", "0000000000000000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      assert_hash (vectors[i].rows, vectors[i].n_rows, TALLY_BILLING_COMPAT_EXTENDED, vectors[i].extended);
      assert_hash (vectors[i].rows, vectors[i].n_rows, TALLY_BILLING_COMPAT_LEGACY, vectors[i].legacy);
    }
}

#define AT(member) G_STRUCT_OFFSET (TallyBillingCompatRow, member)

static TallyBillingCompatRow
r1_but (gsize       offset,
        const char *value)
{
  TallyBillingCompatRow row = r1;

  G_STRUCT_MEMBER (const char *, &row, offset) = value;
  return row;
}

/* The edits of the seed's column; those of fields that a row here does not have change nothing. */
static void
test_edits (void)
{
  static const struct {
    gsize       offset;
    const char *value;
    const char *extended;
  } edits[] = {
    { AT (price), "$672.18", "6f2d26dd4e6fd565" }, { AT (foreman), "Bob", "9382e8e79e263d43" },
    { AT (quantity), "3", "b91eb015f32d3471" },    { AT (dept), NULL, "c6598a2f4aa460ef" },
  };
  TallyBillingCompatRow point = r1_but (AT (pole), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      TallyBillingCompatRow row = r1_but (edits[i].offset, edits[i].value);

      assert_hash (&row, 1, TALLY_BILLING_COMPAT_EXTENDED, edits[i].extended);
    }
  point.point = "P-101";
  assert_hash (&point, 1, TALLY_BILLING_COMPAT_EXTENDED, "ce2eabb650f9e916");
  point.pole = "";
  assert_hash (&point, 1, TALLY_BILLING_COMPAT_EXTENDED, "ce2eabb650f9e916");
}

/* Hashes of the pre-images that rule 1.9.2 spells out, computed by another program. */
static void
test_serialisation (void)
{
  const TallyBillingCompatRow twice[] = { r1, r1 };
  const TallyBillingCompatRow empty_dept[] = { r1_but (AT (dept), ""), r1 };
  const TallyBillingCompatRow no_dept[] = { r1_but (AT (dept), NULL), r1 };
  const TallyBillingCompatRow foreign = r1_but (AT (price), "(672.18)");

  assert_hash (twice, 2, TALLY_BILLING_COMPAT_EXTENDED, "d3728f41fb1a4ea4");       /* DEPTS=500 */
  assert_hash (empty_dept, 2, TALLY_BILLING_COMPAT_EXTENDED, "a921a36c376dde1b"); /* DEPTS=,500 */
  assert_hash (no_dept, 2, TALLY_BILLING_COMPAT_EXTENDED, "d6d43c7e14091d01");    /* DEPTS=500 */
  assert_hash (&foreign, 1, TALLY_BILLING_COMPAT_EXTENDED, "2c12c4b6b46fcb7c");  /* TOTAL=0.00 */
}

static void
test_texts (void)
{
  static const struct {
    TallyCellKind  kind;
    const char    *text;
    const char    *expected;
  } cells[] = {
    { TALLY_CELL_EMPTY, "", NULL },
    { TALLY_CELL_TEXT, "89708709.0 ", "89708709.0 " },
    { TALLY_CELL_BOOLEAN, "true", "True" },
    { TALLY_CELL_BOOLEAN, "false", "False" },
    { TALLY_CELL_NUMBER, "3", "3" },
    { TALLY_CELL_NUMBER, "3.0", "3.0" },
    { TALLY_CELL_NUMBER, "8.9708709E7", "89708709.0" },
    { TALLY_CELL_NUMBER, "672.180", "672.18" },
    { TALLY_CELL_NUMBER, "-0.5", "-0.5" },
    { TALLY_CELL_NUMBER, "0.0", "0.0" },
    { TALLY_CELL_NUMBER, "0.30000000000000004", "0.30000000000000004" },
    { TALLY_CELL_NUMBER, "0.0001", "0.0001" },
    { TALLY_CELL_NUMBER, "0.00001", "1e-05" },
    { TALLY_CELL_NUMBER, "1.25e-7", "1.25e-07" },
    { TALLY_CELL_NUMBER, "1234567890123456.0", "1234567890123456.0" },
    { TALLY_CELL_NUMBER, "1e16", "1e+16" },
    { TALLY_CELL_NUMBER, "1.5e300", "1.5e+300" },
    { TALLY_CELL_NUMBER, "1e400", "inf" },
    { TALLY_CELL_NUMBER, "-1e400", "-inf" },
    { TALLY_CELL_NUMBER, "90071992547409931", "90071992547409931" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      TallyCell cell = { .kind = cells[i].kind, .length = (guint32) strlen (cells[i].text), .text = cells[i].text };
      g_autofree char *text = tally_billing_dup_compat_text (&cell);

      g_assert_cmpstr (text, ==, cells[i].expected);
    }
}

int
main (int   argc,
      char *argv[])
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/billing/compat/vectors-of-the-predecessor", test_vectors);
  g_test_add_func ("/billing/compat/edits-of-one-field", test_edits);
  g_test_add_func ("/billing/compat/what-is-told-apart", test_serialisation);
  g_test_add_func ("/billing/compat/numbers-as-they-were-printed", test_texts);
  return g_test_run ();
}
