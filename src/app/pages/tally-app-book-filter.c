/* tally-app-book-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-book-filter.h"

#include <glib/gi18n.h>

#include "tally-app-format.h"

#define ALL_STATES ((1u << TALLY_ENGINE_N_BOOK_STATES) - 1)
#define ATTENTION (1u << TALLY_ENGINE_BOOK_HELD | 1u << TALLY_ENGINE_BOOK_FAILED | 1u << TALLY_ENGINE_BOOK_RESTORED)

/* Choices before those of one state each. */
#define N_WIDE_CHOICES 2

void
tally_app_book_filter_init (TallyAppBookFilter *self)
{
  *self = (TallyAppBookFilter) { .states = ALL_STATES, .text = g_strdup (""), .request = g_strdup ("") };
}

void
tally_app_book_filter_clear (TallyAppBookFilter *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->request, g_free);
}

void
tally_app_book_filter_set_text (TallyAppBookFilter *self,
                                const char         *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  g_return_if_fail (self != NULL);
  g_free (self->text);
  self->text = g_utf8_casefold (stripped, -1);
}

guint
tally_app_book_filter_get_states (guint choice)
{
  if (choice == 1)
    return ATTENTION;
  return choice >= N_WIDE_CHOICES && choice < N_WIDE_CHOICES + TALLY_ENGINE_N_BOOK_STATES
           ? 1u << (choice - N_WIDE_CHOICES) : ALL_STATES;
}

static guint
find_choice (const char *id)
{
  if (g_strcmp0 (id, "attention") == 0)
    return 1;
  for (guint i = 0; i < TALLY_ENGINE_N_BOOK_STATES; i++)
    if (g_strcmp0 (tally_engine_book_state_get_id ((TallyEngineBookState) i), id) == 0)
      return N_WIDE_CHOICES + i;
  return 0;
}

guint
tally_app_book_filter_wish (TallyAppBookFilter *self,
                            const char         *wish)
{
  g_autofree char *query = NULL;
  g_autoptr (GHashTable) words = NULL;
  const char *request, *week;
  guint choice;

  g_return_val_if_fail (self != NULL && wish != NULL, 0);
  query = g_strdelimit (g_strdup (wish), " ", '&');
  words = g_uri_parse_params (query, -1, "&", G_URI_PARAMS_NONE, NULL);
  request = words != NULL ? g_hash_table_lookup (words, "request") : NULL;
  week = words != NULL ? g_hash_table_lookup (words, "week") : NULL;
  choice = find_choice (words != NULL ? g_hash_table_lookup (words, "state") : NULL);
  g_free (self->request);
  self->request = g_strdup (request != NULL ? request : "");
  self->states = tally_app_book_filter_get_states (choice);
  if (week == NULL || !tally_week_parse (week, strlen (week), &self->week_ending))
    self->week_ending = TALLY_DAY_NONE;
  return choice;
}

static gboolean
contains (const char *text,
          const char *folded)
{
  g_autofree char *own = g_utf8_casefold (text, -1);

  return strstr (own, folded) != NULL;
}

gboolean
tally_app_book_filter_matches (const TallyAppBookFilter *self,
                               const TallyEngineBook    *book)
{
  const TallyIdentity *identity;

  g_return_val_if_fail (self != NULL && book != NULL, FALSE);
  identity = book->identity;
  if ((self->states & 1u << book->state) == 0
      || (self->week_ending != TALLY_DAY_NONE && identity->week_ending != self->week_ending)
      || (*self->request != '\0' && strcmp (identity->work_request, self->request) != 0))
    return FALSE;
  return *self->text == '\0' || contains (identity->work_request, self->text) || contains (identity->identifier, self->text)
         || contains (book->file_name, self->text);
}

char *
tally_app_book_filter_dup_words (const TallyAppBookFilter *self)
{
  g_autofree char *day = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  if (self->week_ending == TALLY_DAY_NONE)
    /* Translators: %s is the number of a work request */
    return *self->request != '\0' ? g_strdup_printf (_("Only %s"), self->request) : NULL;
  day = tally_app_format_dup_day (self->week_ending);
  if (*self->request == '\0')
    return g_strdup_printf (_("Only the week ending %s"), day);
  /* Translators: the number of a work request, and the last day of a billing week */
  return g_strdup_printf (_("Only %s, week ending %s"), self->request, day);
}
