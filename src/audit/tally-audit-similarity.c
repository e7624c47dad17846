/* tally-audit-similarity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-similarity.h"

#include "tally-text.h"

#define ONE G_GINT64_CONSTANT (1000000)
#define MAX_PREFIX 4
#define PREFIX_WEIGHTS 10 /* a tenth for each character */
#define MIN_SLIP_CHARS 5
#define SEPARATORS " -_./\\#"

/* A key as characters. */
typedef struct {
  gunichar chars[TALLY_AUDIT_SIMILARITY_MAX_CHARS];
  gboolean is_matched[TALLY_AUDIT_SIMILARITY_MAX_CHARS];
  guint    length;
} Chars;

static void
read_chars (const char *text,
            Chars      *out_chars)
{
  *out_chars = (Chars) { .length = 0 };
  for (; *text != '\0' && out_chars->length < TALLY_AUDIT_SIMILARITY_MAX_CHARS; text = g_utf8_next_char (text))
    out_chars->chars[out_chars->length++] = g_utf8_get_char (text);
}

/* Marks the characters of both that are equal and near enough; returns how many. */
static guint
match (Chars *a,
       Chars *b)
{
  guint longer = MAX (a->length, b->length);
  guint window = longer / 2 > 0 ? longer / 2 - 1 : 0;
  guint n = 0;

  for (guint i = 0; i < a->length; i++)
    for (guint j = i > window ? i - window : 0; j < MIN (b->length, i + window + 1); j++)
      if (!b->is_matched[j] && a->chars[i] == b->chars[j])
        {
          a->is_matched[i] = b->is_matched[j] = TRUE;
          n++;
          break;
        }
  return n;
}

/* Matched characters that stand in another order, by halves. */
static guint
count_transpositions (const Chars *a,
                      const Chars *b)
{
  guint n = 0, j = 0;

  for (guint i = 0; i < a->length; i++)
    {
      if (!a->is_matched[i])
        continue;
      while (!b->is_matched[j])
        j++;
      n += a->chars[i] != b->chars[j++] ? 1 : 0;
    }
  return n / 2;
}

static guint
count_prefix (const Chars *a,
              const Chars *b)
{
  guint n = 0;

  while (n < MAX_PREFIX && n < a->length && n < b->length && a->chars[n] == b->chars[n])
    n++;
  return n;
}

/* Jaro's measure is a fraction of whole numbers, and so is Winkler's: only the end is rounded. */
gint64
tally_audit_similarity_jaro_winkler (const char *a,
                                     const char *b)
{
  Chars chars_a, chars_b;
  gint64 m, n_a, n_b, above, below, prefix;

  if (strcmp (a, b) == 0)
    return ONE;
  read_chars (a, &chars_a);
  read_chars (b, &chars_b);
  m = match (&chars_a, &chars_b);
  if (m == 0)
    return 0;
  n_a = chars_a.length;
  n_b = chars_b.length;
  above = m * m * (n_a + n_b) + (m - count_transpositions (&chars_a, &chars_b)) * n_a * n_b;
  below = 3 * m * n_a * n_b;
  prefix = count_prefix (&chars_a, &chars_b);
  return ONE * ((PREFIX_WEIGHTS - prefix) * above + prefix * below) / (PREFIX_WEIGHTS * below);
}

/* What a character beside a digit was meant to be. */
static char
mend (const char *text,
      gsize       at)
{
  gboolean is_beside = (at > 0 && g_ascii_isdigit (text[at - 1])) || g_ascii_isdigit (text[at + 1]);
  char c = g_ascii_toupper (text[at]);

  if (is_beside && c == 'O')
    return '0';
  if (is_beside && (c == 'I' || text[at] == 'l'))
    return '1';
  return c;
}

/* A zero in front of another digit of a number, one that begins there. */
static gboolean
is_leading_zero (const GString *out,
                 char           c,
                 char           next)
{
  gboolean begins = out->len == 0 || !g_ascii_isdigit (out->str[out->len - 1]);

  return c == '0' && begins && g_ascii_isdigit (next);
}

static gboolean
parts_numbers (const GString *out,
               const char    *rest)
{
  rest += strspn (rest, SEPARATORS);
  return out->len > 0 && g_ascii_isdigit (out->str[out->len - 1]) && g_ascii_isdigit (*rest);
}

char *
tally_audit_similarity_dup_key (const char *text)
{
  g_autofree char *mended = g_strdup (text != NULL ? text : "");
  GString *out = g_string_sized_new (strlen (mended) + 1);

  for (gsize i = 0; mended[i] != '\0'; i++)
    mended[i] = mend (mended, i);
  for (const char *at = mended; *at != '\0'; at++)
    {
      if (strchr (SEPARATORS, *at) == NULL)
        {
          if (!is_leading_zero (out, *at, at[1]))
            g_string_append_c (out, *at);
          continue;
        }
      if (parts_numbers (out, at))
        g_string_append_c (out, '-');
      at += strspn (at, SEPARATORS) - 1;
    }
  return tally_text_steal (out);
}

/* Both without what they begin and end with alike: of a slip, one or two characters are left. */
static gboolean
is_one_edit (const Chars *a,
             const Chars *b)
{
  guint first = 0, last = 0, left_a, left_b;
  guint shorter = MIN (a->length, b->length);

  while (first < shorter && a->chars[first] == b->chars[first])
    first++;
  while (last < shorter - first && a->chars[a->length - 1 - last] == b->chars[b->length - 1 - last])
    last++;
  left_a = a->length - first - last;
  left_b = b->length - first - last;
  if (left_a == 2 && left_b == 2)
    return a->chars[first] == b->chars[first + 1] && a->chars[first + 1] == b->chars[first];
  return left_a <= 1 && left_b <= 1;
}

gboolean
tally_audit_similarity_is_slip (const char *a,
                                const char *b)
{
  Chars chars_a, chars_b;

  if (strcmp (a, b) == 0)
    return FALSE;
  read_chars (a, &chars_a);
  read_chars (b, &chars_b);
  if (MIN (chars_a.length, chars_b.length) < MIN_SLIP_CHARS
      || MAX (chars_a.length, chars_b.length) == TALLY_AUDIT_SIMILARITY_MAX_CHARS)
    return FALSE;
  return is_one_edit (&chars_a, &chars_b);
}
