/* tally-search-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-search-query.h"

#include "tally-words.h"

struct _TallySearchQuery {
  GPtrArray *terms; /* (owned) (element-type TallySearchTerm) */
};

/* As people write them before a colon. */
static const char *const names[TALLY_SEARCH_N_FIELDS] = {
  [TALLY_FIELD_WORK_REQUEST] = "request", [TALLY_FIELD_FOREMAN] = "foreman", [TALLY_FIELD_DEPT] = "dept",
  [TALLY_FIELD_CUSTOMER] = "customer", [TALLY_FIELD_WORK_ORDER] = "order", [TALLY_FIELD_AREA] = "area",
  [TALLY_FIELD_POLE] = "pole", [TALLY_FIELD_CU] = "cu", [TALLY_FIELD_WORK_TYPE] = "type",
  [TALLY_FIELD_CU_DESCRIPTION] = "description", [TALLY_FIELD_UOM] = "uom", [TALLY_FIELD_SCOPE] = "scope",
  [TALLY_FIELD_JOB] = "job", [TALLY_SEARCH_ASSIGNEE] = "assignee", [TALLY_SEARCH_SENTENCE] = "finding",
  [TALLY_SEARCH_ID] = "id", [TALLY_SEARCH_NOTE] = "note", [TALLY_SEARCH_BY] = "by",
};

static void
term_free (gpointer data)
{
  TallySearchTerm *self = data;

  g_ptr_array_unref (self->words);
  g_free (self);
}

void
tally_search_query_free (TallySearchQuery *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->terms);
  g_free (self);
}

static gboolean
refuse_field (const char  *name,
              GError     **error)
{
  g_autofree char *list = NULL;
  char *all[TALLY_SEARCH_N_FIELDS + 1] = { NULL };

  for (guint i = 0; i < TALLY_SEARCH_N_FIELDS; i++)
    all[i] = (char *) names[i];
  list = g_strjoinv (", ", all);
  g_set_error (error, TALLY_MODEL_ERROR, TALLY_MODEL_ERROR_INVALID,
               "there is no field '%s' to look in; there are: %s. With a blank behind the colon it is a word", name, list);
  return FALSE;
}

/* A name and a colon before something. @text: moved behind them. */
static gboolean
read_field (const char      **text,
            TallySearchTerm  *term,
            GError          **error)
{
  const char *end = *text;
  g_autofree char *name = NULL;

  while (g_ascii_isalpha (*end))
    end++;
  if (end == *text || *end != ':' || end[1] == '\0' || g_ascii_isspace (end[1]))
    return TRUE;
  name = g_ascii_strdown (*text, end - *text);
  for (int i = 0; i < TALLY_SEARCH_N_FIELDS; i++)
    if (strcmp (names[i], name) == 0)
      {
        term->field = i;
        *text = end + 1;
        return TRUE;
      }
  return refuse_field (name, error);
}

static gboolean
is_blank_at (const char *p)
{
  return g_unichar_isspace (g_utf8_get_char (p));
}

/* Returns: (transfer full): what stands in quotes, or up to the next blank. @text: moved behind it. */
static char *
take_text (const char      **text,
           TallySearchTerm  *term)
{
  gboolean is_quoted = **text == '"';
  const char *start = is_quoted ? *text + 1 : *text;
  const char *end = start;
  char *taken;

  while (*end != '\0' && (is_quoted ? *end != '"' : !is_blank_at (end)))
    end = g_utf8_next_char (end);
  taken = g_strndup (start, end - start);
  if (is_quoted && *end == '"')
    end++;
  term->is_prefix = !is_quoted || *end == '*';
  if (is_quoted && *end == '*')
    end++;
  *text = end;
  return taken;
}

/* What has no letter and no digit is looked for by nobody: it makes no term. */
static gboolean
read_term (TallySearchQuery  *self,
           const char       **text,
           GError           **error)
{
  TallySearchTerm term = { .field = -1 };
  g_autofree char *taken = NULL;

  if (**text == '-' && (*text)[1] != '\0' && !is_blank_at (*text + 1))
    {
      term.is_negated = TRUE;
      (*text)++;
    }
  if (!read_field (text, &term, error))
    return FALSE;
  taken = take_text (text, &term);
  term.words = tally_words_list (taken);
  if (term.words->len > 0)
    g_ptr_array_add (self->terms, g_memdup2 (&term, sizeof term));
  else
    g_ptr_array_unref (term.words);
  return TRUE;
}

static gboolean
has_wanted (const TallySearchQuery *self)
{
  for (guint i = 0; i < self->terms->len; i++)
    if (!((const TallySearchTerm *) self->terms->pdata[i])->is_negated)
      return TRUE;
  return FALSE;
}

static gboolean
check (const TallySearchQuery  *self,
       GError                 **error)
{
  if (self->terms->len > TALLY_SEARCH_MAX_TERMS)
    g_set_error (error, TALLY_MODEL_ERROR, TALLY_MODEL_ERROR_INVALID, "at most %d words are looked for at once",
                 TALLY_SEARCH_MAX_TERMS);
  else if (!has_wanted (self))
    g_set_error_literal (error, TALLY_MODEL_ERROR, TALLY_MODEL_ERROR_INVALID,
                         self->terms->len > 0 ? "say also what should be there: words with a minus only leave out"
                                              : "name a word to look for");
  else
    return TRUE;
  return FALSE;
}

TallySearchQuery *
tally_search_query_parse (const char  *text,
                          GError     **error)
{
  g_autoptr (TallySearchQuery) self = NULL;
  g_autofree char *valid = NULL;
  const char *p;

  g_return_val_if_fail (text != NULL, NULL);
  if (strlen (text) > TALLY_SEARCH_MAX_BYTES)
    {
      g_set_error (error, TALLY_MODEL_ERROR, TALLY_MODEL_ERROR_INVALID, "at most %d bytes are looked for at once",
                   TALLY_SEARCH_MAX_BYTES);
      return NULL;
    }
  self = g_new0 (TallySearchQuery, 1);
  self->terms = g_ptr_array_new_with_free_func (term_free);
  valid = g_utf8_make_valid (text, -1);
  for (p = valid; *p != '\0';)
    if (is_blank_at (p))
      p = g_utf8_next_char (p);
    else if (!read_term (self, &p, error))
      return NULL;
  return check (self, error) ? g_steal_pointer (&self) : NULL;
}

GPtrArray *
tally_search_query_get_terms (const TallySearchQuery *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->terms;
}

gboolean
tally_search_query_is_plain (const TallySearchQuery *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  for (guint i = 0; i < self->terms->len; i++)
    {
      const TallySearchTerm *term = self->terms->pdata[i];
      if (term->words->len > 1 || term->field >= 0 || term->is_negated)
        return FALSE;
    }
  return TRUE;
}

static gboolean
stands_at (const TallySearchTerm *term,
           GPtrArray             *words,
           guint                  start)
{
  guint last = term->words->len - 1;

  for (guint i = 0; i < last; i++)
    if (strcmp (words->pdata[start + i], term->words->pdata[i]) != 0)
      return FALSE;
  return term->is_prefix ? g_str_has_prefix (words->pdata[start + last], term->words->pdata[last])
                         : strcmp (words->pdata[start + last], term->words->pdata[last]) == 0;
}

static gboolean
stands_in (const TallySearchTerm *term,
           GPtrArray             *words)
{
  for (guint i = 0; i + term->words->len <= words->len; i++)
    if (stands_at (term, words, i))
      return TRUE;
  return FALSE;
}

static gboolean
finds (const TallySearchTerm *term,
       const TallySearchText *texts,
       GPtrArray *const      *words,
       guint                  n_texts)
{
  for (guint i = 0; i < n_texts; i++)
    if ((term->field < 0 || term->field == texts[i].field) && stands_in (term, words[i]))
      return TRUE;
  return FALSE;
}

gboolean
tally_search_query_matches (const TallySearchQuery *self,
                            const TallySearchText  *texts,
                            guint                   n_texts)
{
  GPtrArray *words[TALLY_SEARCH_N_FIELDS];
  gboolean is_wanted = TRUE;

  g_return_val_if_fail (self != NULL && texts != NULL && n_texts <= TALLY_SEARCH_N_FIELDS, FALSE);
  for (guint i = 0; i < n_texts; i++)
    words[i] = tally_words_list (texts[i].text);
  for (guint i = 0; is_wanted && i < self->terms->len; i++)
    {
      const TallySearchTerm *term = self->terms->pdata[i];
      is_wanted = finds (term, texts, words, n_texts) != term->is_negated;
    }
  for (guint i = 0; i < n_texts; i++)
    g_ptr_array_unref (words[i]);
  return is_wanted;
}
