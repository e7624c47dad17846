/* tally-rate-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-rate-table.h"

#include "tally-hash.h"

#define FINGERPRINT_VERSION 1

struct _TallyRateTable {
  GArray       *rates;     /* (owned) TallyRate, sorted once sealed */
  GStringChunk *strings;   /* (owned) */
  char         *fingerprint;
};

static const char *const works[TALLY_N_WORK_KINDS] = { "unknown", "install", "removal", "transfer" };

TallyRateTable *
tally_rate_table_new (void)
{
  TallyRateTable *self = g_new0 (TallyRateTable, 1);

  self->rates = g_array_new (FALSE, FALSE, sizeof (TallyRate));
  self->strings = g_string_chunk_new (4096);
  return self;
}

void
tally_rate_table_free (TallyRateTable *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->rates);
  g_string_chunk_free (self->strings);
  g_free (self->fingerprint);
  g_free (self);
}

/* A code as it is compared: without blanks around it, upper case. Codes are ASCII; other letters stay. */
static char *
fold_cu (const char *cu)
{
  return g_strstrip (g_ascii_strup (cu, -1));
}

void
tally_rate_table_add (TallyRateTable  *self,
                      const TallyRate *rate)
{
  TallyRate copy = *rate;
  g_autofree char *cu = fold_cu (rate->cu);
  g_autofree char *contract = g_ascii_strdown (rate->contract, -1);

  g_return_if_fail (self->fingerprint == NULL && rate->work != TALLY_WORK_UNKNOWN);
  copy.cu = g_string_chunk_insert_const (self->strings, cu);
  copy.contract = g_string_chunk_insert_const (self->strings, contract);
  copy.place = g_string_chunk_insert_const (self->strings, rate->place);
  g_array_append_val (self->rates, copy);
}

static int
compare_numbers (gint64 a,
                 gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_rates (gconstpointer data_a,
               gconstpointer data_b)
{
  const TallyRate *a = data_a, *b = data_b;
  int order = strcmp (a->cu, b->cu);

  if (order == 0)
    order = strcmp (a->contract, b->contract);
  if (order == 0)
    order = compare_numbers (a->work, b->work);
  if (order == 0)
    order = compare_numbers (a->valid_from, b->valid_from);
  if (order == 0)
    order = compare_numbers (a->valid_to, b->valid_to);
  if (order == 0)
    order = compare_numbers (a->rate.coefficient, b->rate.coefficient);
  return order != 0 ? order : compare_numbers (a->rate.exponent, b->rate.exponent);
}

static gboolean
is_same_unit (const TallyRate *a,
              const TallyRate *b)
{
  return strcmp (a->cu, b->cu) == 0 && strcmp (a->contract, b->contract) == 0 && a->work == b->work;
}

static gboolean
holds_on (const TallyRate *rate,
          TallyDay         day)
{
  return rate->valid_from <= day && (rate->valid_to == TALLY_DAY_NONE || day <= rate->valid_to);
}

/* Whether b, which does not begin before a, begins while a holds and says something else. */
static gboolean
contradicts (const TallyRate *a,
             const TallyRate *b)
{
  return is_same_unit (a, b) && holds_on (a, b->valid_from) && !tally_decimal_equal (a->rate, b->rate);
}

static gboolean
find_clash (GArray           *rates,
            const TallyRate **out_a,
            const TallyRate **out_b)
{
  for (guint i = 0; i < rates->len; i++)
    for (guint j = i + 1; j < rates->len; j++)
      {
        const TallyRate *a = &g_array_index (rates, TallyRate, i), *b = &g_array_index (rates, TallyRate, j);
        if (!is_same_unit (a, b))
          break;
        if (!contradicts (a, b))
          continue;
        *out_a = a;
        *out_b = b;
        return TRUE;
      }
  return FALSE;
}

static char *
make_fingerprint (GArray *rates)
{
  g_autoptr (TallyHash) hash = tally_hash_new ("rates", FINGERPRINT_VERSION);

  for (guint i = 0; i < rates->len; i++)
    {
      const TallyRate *rate = &g_array_index (rates, TallyRate, i);
      if (i > 0 && compare_rates (rate - 1, rate) == 0)
        continue;
      tally_hash_add_text (hash, rate->cu);
      tally_hash_add_text (hash, rate->contract);
      tally_hash_add_text (hash, tally_work_kind_get_id (rate->work));
      tally_hash_add_int64 (hash, rate->valid_from);
      tally_hash_add_int64 (hash, rate->valid_to);
      tally_hash_add_decimal (hash, rate->rate);
    }
  return g_strdup (tally_hash_get_hex (hash));
}

gboolean
tally_rate_table_seal (TallyRateTable   *self,
                       const TallyRate **out_clash_a,
                       const TallyRate **out_clash_b)
{
  const TallyRate *a = NULL, *b = NULL;
  gboolean is_clear;

  g_array_sort (self->rates, compare_rates);
  is_clear = !find_clash (self->rates, &a, &b);
  self->fingerprint = make_fingerprint (self->rates);
  if (out_clash_a != NULL)
    *out_clash_a = a;
  if (out_clash_b != NULL)
    *out_clash_b = b;
  return is_clear;
}

guint
tally_rate_table_get_n_rates (const TallyRateTable *self)
{
  return self->rates->len;
}

const char *
tally_rate_table_get_fingerprint (const TallyRateTable *self)
{
  return self->fingerprint;
}

static guint
find_first (GArray     *rates,
            const char *cu)
{
  guint low = 0, high = rates->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (strcmp (g_array_index (rates, TallyRate, middle).cu, cu) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

const TallyRate *
tally_rate_table_list_cu (const TallyRateTable *self,
                          const char           *cu,
                          guint                *out_n_rates)
{
  g_autofree char *folded = fold_cu (cu);
  guint first = find_first (self->rates, folded);
  guint n = 0;

  while (first + n < self->rates->len && strcmp (g_array_index (self->rates, TallyRate, first + n).cu, folded) == 0)
    n++;
  *out_n_rates = n;
  return n > 0 ? &g_array_index (self->rates, TallyRate, first) : NULL;
}

const TallyRate *
tally_rate_table_find (const TallyRateTable *self,
                       const char           *cu,
                       TallyWorkKind         work,
                       const char           *contract,
                       TallyDay              day)
{
  guint n;
  const TallyRate *rates = tally_rate_table_list_cu (self, cu, &n);

  for (guint i = 0; i < n; i++)
    if (rates[i].work == work && strcmp (rates[i].contract, contract) == 0 && holds_on (&rates[i], day))
      return &rates[i];
  return NULL;
}

gboolean
tally_rate_table_has_contract (const TallyRateTable *self,
                               const char           *contract,
                               TallyDay              day)
{
  for (guint i = 0; i < self->rates->len; i++)
    {
      const TallyRate *rate = &g_array_index (self->rates, TallyRate, i);
      if (strcmp (rate->contract, contract) == 0 && holds_on (rate, day))
        return TRUE;
    }
  return FALSE;
}

TallyWorkKind
tally_work_kind_parse (const char *text)
{
  static const struct { const char *form; TallyWorkKind work; } forms[] = {
    { "i", TALLY_WORK_INSTALL }, { "in", TALLY_WORK_INSTALL }, { "ins", TALLY_WORK_INSTALL },
    { "inst", TALLY_WORK_INSTALL }, { "install", TALLY_WORK_INSTALL }, { "installed", TALLY_WORK_INSTALL },
    { "installation", TALLY_WORK_INSTALL }, { "r", TALLY_WORK_REMOVAL }, { "rem", TALLY_WORK_REMOVAL },
    { "remove", TALLY_WORK_REMOVAL }, { "removed", TALLY_WORK_REMOVAL }, { "removal", TALLY_WORK_REMOVAL },
    { "t", TALLY_WORK_TRANSFER }, { "tr", TALLY_WORK_TRANSFER }, { "tran", TALLY_WORK_TRANSFER },
    { "trans", TALLY_WORK_TRANSFER }, { "transfer", TALLY_WORK_TRANSFER }, { "transferred", TALLY_WORK_TRANSFER },
    { "xfr", TALLY_WORK_TRANSFER }, { "xfer", TALLY_WORK_TRANSFER },
  };
  g_autofree char *folded = NULL;
  gsize length;

  if (text == NULL)
    return TALLY_WORK_UNKNOWN;
  folded = g_strstrip (g_ascii_strdown (text, -1));
  length = strlen (folded);
  if (length > 1 && folded[length - 1] == '.')
    folded[length - 1] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (strcmp (forms[i].form, folded) == 0)
      return forms[i].work;
  return TALLY_WORK_UNKNOWN;
}

const char *
tally_work_kind_get_id (TallyWorkKind work)
{
  g_return_val_if_fail (work < TALLY_N_WORK_KINDS, "");
  return works[work];
}
