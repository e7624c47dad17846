/* tally-billing-compat.c
 *
 * Prices are doubles here, and only here, because the sum in the hash is the predecessor's sum.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-compat.h"

#include "tally-digest.h"

#include <math.h>

/* A double comes back from seventeen significant digits at the latest. */
#define MAX_DIGITS 17
#define NUMBER_SIZE 64

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static const char *
first_of (const char *text,
          const char *other)
{
  return text != NULL && *text != '\0' ? text : or_empty (other);
}

/* The fewest digits that give the value back, and the power of ten of the first: 12.5 is "125", 1. */
static int
split_number (double value,
              char   out_digits[NUMBER_SIZE])
{
  char text[NUMBER_SIZE] = "";
  gsize length = 0;
  const char *at;

  for (int n = 0; n < MAX_DIGITS; n++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%de", n);
      g_ascii_formatd (text, sizeof text, format, value);
      if (!islessgreater (g_ascii_strtod (text, NULL), value))
        break;
    }
  for (at = text; *at != '\0' && *at != 'e'; at++)
    if (g_ascii_isdigit (*at))
      out_digits[length++] = *at;
  out_digits[length] = '\0';
  return *at == 'e' ? (int) g_ascii_strtoll (at + 1, NULL, 10) : 0;
}

static char *
dup_float (double value)
{
  char digits[NUMBER_SIZE];
  int exponent = split_number (value, digits);
  int length = (int) strlen (digits);
  GString *text = g_string_new (signbit (value) ? "-" : "");

  if (exponent < -4 || exponent >= 16)
    {
      g_string_append_c (text, digits[0]);
      if (length > 1)
        g_string_append_printf (text, ".%s", digits + 1);
      g_string_append_printf (text, "e%c%02d", exponent < 0 ? '-' : '+', ABS (exponent));
      return g_string_free (text, FALSE);
    }
  for (int place = MAX (exponent, 0); place >= MIN (exponent - length + 1, -1); place--)
    {
      int index = exponent - place;

      if (place == -1)
        g_string_append_c (text, '.');
      g_string_append_c (text, index >= 0 && index < length ? digits[index] : '0');
    }
  return g_string_free (text, FALSE);
}

char *
tally_billing_dup_compat_text (const TallyCell *cell)
{
  double value;

  g_return_val_if_fail (cell != NULL, NULL);
  if (cell->kind == TALLY_CELL_EMPTY)
    return NULL;
  if (cell->kind == TALLY_CELL_BOOLEAN)
    return g_strdup (strcmp (cell->text, "true") == 0 ? "True" : "False");
  if (cell->kind != TALLY_CELL_NUMBER || strpbrk (cell->text, ".eE") == NULL)
    return g_strdup (cell->text);
  value = g_ascii_strtod (cell->text, NULL);
  return isfinite (value) ? dup_float (value) : g_strdup (value < 0 ? "-inf" : "inf");
}

static double
read_price (const char *text)
{
  GString *kept = g_string_new (NULL);
  g_autofree char *number = NULL;
  char *end = NULL;
  double price;

  for (const char *at = or_empty (text); *at != '\0'; at++)
    if (*at != '$' && *at != ',')
      g_string_append_c (kept, *at);
  number = g_strstrip (g_string_free (kept, FALSE));
  if (*number == '\0' || number[strspn (number, "0123456789+-.eE")] != '\0')
    return 0;
  price = g_ascii_strtod (number, &end);
  return *end == '\0' ? price : 0;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const TallyBillingCompatRow *one = *(const TallyBillingCompatRow *const *) a;
  const TallyBillingCompatRow *other = *(const TallyBillingCompatRow *const *) b;
  const char *const keys[][2] = {
    { one->work_request, other->work_request },
    { one->snapshot, other->snapshot },
    { one->cu, other->cu },
    { first_of (one->pole, one->point), first_of (other->pole, other->point) },
    { one->quantity, other->quantity },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      int order = strcmp (or_empty (keys[i][0]), or_empty (keys[i][1]));
      if (order != 0)
        return order;
    }
  return 0;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
append_depts (GString         *text,
              const GPtrArray *rows)
{
  g_autoptr (GPtrArray) depts = g_ptr_array_new ();
  const char *last = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const TallyBillingCompatRow *row = g_ptr_array_index (rows, i);
      if (row->dept != NULL)
        g_ptr_array_add (depts, (gpointer) row->dept);
    }
  g_ptr_array_sort (depts, compare_texts);
  for (guint i = 0; i < depts->len; i++)
    {
      const char *dept = g_ptr_array_index (depts, i);
      if (last != NULL && strcmp (last, dept) == 0)
        continue;
      g_string_append_printf (text, "%s%s", last != NULL ? "," : "", dept);
      last = dept;
    }
}

static void
append_extended (GString         *text,
                 const GPtrArray *rows)
{
  const char *foreman = "";
  double total = 0;
  char amount[G_ASCII_DTOSTR_BUF_SIZE + 310]; /* the largest double has 309 digits */

  for (guint i = 0; i < rows->len; i++)
    {
      const TallyBillingCompatRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (text, "%s|%s|%s|%s|%s|%s|%s|%s|%s\n", or_empty (row->work_request),
                              or_empty (row->snapshot), or_empty (row->cu), or_empty (row->quantity),
                              or_empty (row->price), first_of (row->pole, row->point),
                              or_empty (row->work_type), or_empty (row->dept), or_empty (row->scope));
      foreman = first_of (foreman, row->foreman);
      total += read_price (row->price);
    }
  g_string_append_printf (text, "FOREMAN=%s\nDEPTS=", foreman);
  append_depts (text, rows);
  g_ascii_formatd (amount, sizeof amount, "%.2f", total);
  g_string_append_printf (text, "\nTOTAL=%s\nROWCOUNT=%u", amount, rows->len);
}

static void
append_legacy (GString         *text,
               const GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const TallyBillingCompatRow *row = g_ptr_array_index (rows, i);
      const char *const parts[] = {
        row->work_request, row->cu, row->quantity, row->price, row->snapshot, row->pole, row->work_type,
      };

      for (guint k = 0; k < G_N_ELEMENTS (parts); k++)
        g_string_append (text, or_empty (parts[k]));
    }
}

char *
tally_billing_dup_compat_hash (const TallyBillingCompatRow *rows,
                               gsize                        n_rows,
                               TallyBillingCompatForm       form)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  char *hex;

  g_return_val_if_fail (rows != NULL || n_rows == 0, NULL);
  if (n_rows == 0)
    return g_strnfill (TALLY_BILLING_COMPAT_LENGTH, '0');
  for (gsize i = 0; i < n_rows; i++)
    g_ptr_array_add (sorted, (gpointer) &rows[i]);
  g_ptr_array_sort (sorted, compare_rows);
  if (form == TALLY_BILLING_COMPAT_EXTENDED)
    append_extended (text, sorted);
  else
    append_legacy (text, sorted);
  hex = tally_digest_dup_hex (text->str, text->len);
  hex[TALLY_BILLING_COMPAT_LENGTH] = '\0';
  return hex;
}
