/* tally-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-words.h"

static void
take_word (GPtrArray *words,
           GString   *word)
{
  if (word->len > 0)
    g_ptr_array_add (words, g_strndup (word->str, word->len));
  g_string_truncate (word, 0);
}

static void
list_ascii (GPtrArray  *words,
            GString    *word,
            const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (word, g_ascii_tolower (*p));
    else
      take_word (words, word);
}

/* Accents stand apart from their letters once these are decomposed. */
static void
list_unicode (GPtrArray  *words,
              GString    *word,
              const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *apart = g_utf8_normalize (valid, -1, G_NORMALIZE_NFD);

  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_ismark (c))
        continue;
      if (g_unichar_isalnum (c))
        g_string_append_unichar (word, g_unichar_tolower (c));
      else
        take_word (words, word);
    }
}

GPtrArray *
tally_words_list (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  GString *word = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, words);
  if (g_str_is_ascii (text))
    list_ascii (words, word, text);
  else
    list_unicode (words, word, text);
  take_word (words, word);
  g_string_free (word, TRUE);
  return words;
}
