/* tally-rate-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-rate-table.h"

#include "tally-hash.h"

#define FINGERPRINT_VERSION 1

/* Days on which a contract has any rate. */
typedef struct {
  const char *contract;
  TallyDay    from;
  TallyDay    to;
} Span;

struct _TallyRateTable {
  GArray       *rates;       /* (owned) TallyRate, sorted once sealed */
  GArray       *spans;       /* (owned) Span, by contract and day, apart from each other; once sealed */
  GStringChunk *strings;     /* (owned) */
  char         *fingerprint; /* (owned) (nullable): sealed */
  guint         n_usable;
};

TallyRateTable *
tally_rate_table_new (void)
{
  TallyRateTable *self = g_new0 (TallyRateTable, 1);

  self->rates = g_array_new (FALSE, FALSE, sizeof (TallyRate));
  self->spans = g_array_new (FALSE, FALSE, sizeof (Span));
  self->strings = g_string_chunk_new (4096);
  return self;
}

void
tally_rate_table_free (TallyRateTable *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->rates);
  g_array_unref (self->spans);
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

gboolean
tally_rate_table_add (TallyRateTable  *self,
                      const TallyRate *rate)
{
  TallyRate copy = *rate;
  g_autofree char *cu = fold_cu (rate->cu);
  g_autofree char *contract = g_ascii_strdown (rate->contract, -1);

  g_return_val_if_fail (self->fingerprint == NULL && rate->work != TALLY_WORK_UNKNOWN, FALSE);
  if (self->rates->len >= TALLY_RATE_TABLE_MAX_RATES)
    return FALSE;
  copy.cu = g_string_chunk_insert_const (self->strings, cu);
  copy.contract = g_string_chunk_insert_const (self->strings, contract);
  copy.place = g_string_chunk_insert_const (self->strings, rate->place);
  g_array_append_val (self->rates, copy);
  return TRUE;
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

static TallyDay
get_last_day (const TallyRate *rate)
{
  return rate->valid_to != TALLY_DAY_NONE ? rate->valid_to : G_MAXUINT32;
}

gboolean
tally_rate_holds_on (const TallyRate *rate,
                     TallyDay         day)
{
  return rate->valid_from <= day && day <= get_last_day (rate);
}

/* Rates of one unit, work and contract whose days hang together. */
typedef struct {
  TallyRate *first;
  TallyRate *last;
  TallyDay   until;
  gboolean   is_clash;
} Chain;

static gboolean
can_clash (const TallyRate *rate)
{
  return !rate->is_doubtful && rate->rate.coefficient != 0;
}

/* Each rate of a chain overlaps with one before it, so that unequal ones mean that some overlap: all of it is
 * in doubt. */
static void
end_chain (Chain *chain)
{
  for (TallyRate *rate = chain->first; chain->is_clash && rate <= chain->last; rate++)
    rate->is_doubtful |= can_clash (rate);
}

static gboolean
is_chained (const Chain     *chain,
            const TallyRate *rate)
{
  return chain->first != NULL && is_same_unit (chain->last, rate) && rate->valid_from <= chain->until;
}

static guint
find_clashes (GArray             *rates,
              TallyRateClashFunc  func,
              gpointer            data)
{
  Chain chain = { NULL };
  guint n = 0;

  for (guint i = 0; i < rates->len; i++)
    {
      TallyRate *rate = &g_array_index (rates, TallyRate, i);
      if (!can_clash (rate))
        continue;
      if (!is_chained (&chain, rate))
        {
          end_chain (&chain);
          chain = (Chain) { .first = rate };
        }
      else if (!chain.is_clash && !tally_decimal_equal (chain.last->rate, rate->rate))
        {
          chain.is_clash = TRUE;
          n++;
          if (func != NULL)
            func (chain.last, rate, data);
        }
      chain.last = rate;
      chain.until = MAX (chain.until, get_last_day (rate));
    }
  end_chain (&chain);
  return n;
}

static int
compare_spans (gconstpointer data_a,
               gconstpointer data_b)
{
  const Span *a = data_a, *b = data_b;
  int order = strcmp (a->contract, b->contract);

  return order != 0 ? order : compare_numbers (a->from, b->from);
}

static void
make_spans (TallyRateTable *self)
{
  guint n = 0;

  for (guint i = 0; i < self->rates->len; i++)
    {
      const TallyRate *rate = &g_array_index (self->rates, TallyRate, i);
      const Span span = { rate->contract, rate->valid_from, get_last_day (rate) };
      g_array_append_val (self->spans, span);
    }
  g_array_sort (self->spans, compare_spans);
  for (guint i = 0; i < self->spans->len; i++)
    {
      const Span span = g_array_index (self->spans, Span, i);
      Span *before = n > 0 ? &g_array_index (self->spans, Span, n - 1) : NULL;
      if (before != NULL && strcmp (before->contract, span.contract) == 0 && (guint64) span.from <= (guint64) before->to + 1)
        before->to = MAX (before->to, span.to);
      else
        g_array_index (self->spans, Span, n++) = span;
    }
  g_array_set_size (self->spans, n);
}

static char *
make_fingerprint (TallyRateTable *self)
{
  g_autoptr (TallyHash) hash = tally_hash_new ("rates", FINGERPRINT_VERSION);
  const TallyRate *before = NULL;

  for (guint i = 0; i < self->rates->len; i++)
    {
      const TallyRate *rate = &g_array_index (self->rates, TallyRate, i);
      self->n_usable += !rate->is_doubtful;
      if (rate->is_doubtful || (before != NULL && compare_rates (before, rate) == 0))
        continue;
      before = rate;
      tally_hash_add_text (hash, rate->cu);
      tally_hash_add_text (hash, rate->contract);
      tally_hash_add_text (hash, tally_work_kind_get_id (rate->work));
      tally_hash_add_int64 (hash, rate->valid_from);
      tally_hash_add_int64 (hash, rate->valid_to);
      tally_hash_add_decimal (hash, rate->rate);
    }
  return g_strdup (tally_hash_get_hex (hash));
}

guint
tally_rate_table_seal (TallyRateTable     *self,
                       TallyRateClashFunc  func,
                       gpointer            data)
{
  guint n_clashes;

  g_return_val_if_fail (self->fingerprint == NULL, 0);
  g_array_sort (self->rates, compare_rates);
  n_clashes = find_clashes (self->rates, func, data);
  make_spans (self);
  self->fingerprint = make_fingerprint (self);
  return n_clashes;
}

guint
tally_rate_table_get_n_rates (const TallyRateTable *self)
{
  return self->n_usable;
}

const char *
tally_rate_table_get_fingerprint (const TallyRateTable *self)
{
  return self->fingerprint;
}

/* A unit code as a line has it, between its blanks. */
typedef struct {
  const char *text;
  gsize       length;
} Code;

static Code
make_code (const char *cu)
{
  Code code;

  while (g_ascii_isspace (*cu))
    cu++;
  code = (Code) { cu, strlen (cu) };
  while (code.length > 0 && g_ascii_isspace (cu[code.length - 1]))
    code.length--;
  return code;
}

/* g_ascii_toupper() is a call for each letter: a third of an audit's time went there. */
static inline guchar
to_upper (char letter)
{
  return (guchar) (letter >= 'a' && letter <= 'z' ? letter - 'a' + 'A' : letter);
}

/* As strcmp() of the table's code and what fold_cu() would make of the other one. */
static int
compare_code (const char *cu,
              const Code *code)
{
  for (gsize i = 0; i < code->length; i++)
    {
      guchar a = (guchar) cu[i], b = to_upper (code->text[i]);
      if (a != b)
        return a < b ? -1 : 1;
    }
  return cu[code->length] != '\0';
}

static guint
find_first (GArray     *rates,
            const Code *code)
{
  guint low = 0, high = rates->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (compare_code (g_array_index (rates, TallyRate, middle).cu, code) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

const TallyRate *
tally_rate_table_list_all (const TallyRateTable *self,
                           guint                *out_n_rates)
{
  g_return_val_if_fail (self->fingerprint != NULL, NULL);
  *out_n_rates = self->rates->len;
  return (const TallyRate *) (gpointer) self->rates->data;
}

const TallyRate *
tally_rate_table_list_cu (const TallyRateTable *self,
                          const char           *cu,
                          guint                *out_n_rates)
{
  const Code code = make_code (cu);
  guint first = find_first (self->rates, &code);
  guint n = 0;

  while (first + n < self->rates->len && compare_code (g_array_index (self->rates, TallyRate, first + n).cu, &code) == 0)
    n++;
  *out_n_rates = n;
  return n > 0 ? &g_array_index (self->rates, TallyRate, first) : NULL;
}

const TallyRate *
tally_rate_choose (const TallyRate *rates,
                   guint            n_rates,
                   TallyWorkKind    work,
                   const char      *contract,
                   TallyDay         day)
{
  const TallyRate *zero = NULL;
  gboolean is_doubtful = FALSE;

  for (guint i = 0; i < n_rates; i++)
    {
      if (rates[i].work != work || strcmp (rates[i].contract, contract) != 0 || !tally_rate_holds_on (&rates[i], day))
        continue;
      if (can_clash (&rates[i]))
        return &rates[i];
      if (rates[i].is_doubtful)
        is_doubtful = TRUE;
      else
        zero = &rates[i];
    }
  return is_doubtful ? NULL : zero;
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

  return tally_rate_choose (rates, n, work, contract, day);
}

gboolean
tally_rate_table_has_contract (const TallyRateTable *self,
                               const char           *contract,
                               TallyDay              day)
{
  const Span wanted = { contract, day != TALLY_DAY_NONE ? day : G_MAXUINT32, 0 };
  guint low = 0, high = self->spans->len;
  const Span *span;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (compare_spans (&g_array_index (self->spans, Span, middle), &wanted) <= 0)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0)
    return FALSE;
  span = &g_array_index (self->spans, Span, low - 1);
  return strcmp (span->contract, contract) == 0 && (day == TALLY_DAY_NONE || day <= span->to);
}
