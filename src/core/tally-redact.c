/* tally-redact.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-redact.h"

#include "tally-core-error.h"

/* A text is cut to this before the rules see it: their work is then bounded. */
#define MAX_INPUT_BYTES 16384

typedef struct {
  const char *pattern;
  const char *replacement;
} Rule;

/* In order: what holds blanks or quotes comes before what would take a part of it. */
static const Rule rules[] = {
  /* Foreman: 'Ann Lee', "Customer": "ABC" */
  { "(?i)\\b(customer(?: ?name)?|foreman|dept|department|snapshot(?: ?date)?|cu|job)(\\s?#)?([\"']?\\s*[=:]\\s*)"
    "(?:\"[^\"]*\"?|'[^']*'?|[^,;}\\])]+)",
    "\\1\\2\\3[private]" },
  { "(?i)\\bbearer\\s+\\S+", "Bearer [private]" },
  { "[^\\s<>\"'=:,;()]+@[^\\s<>\"'=:,;()]+", "[private]" },
  { "(?i)\\bwork request\\b[\\s#:='\"]*\\S*\\d\\S*", "work request [private]" },
  /* WR=1/../x, WR_12_WeekEnding_..., WR# 12, (WR)12; not WRITE */
  { "(?<![A-Za-z])WR(?![A-Za-z])[^\\sA-Za-z0-9]*(?:\\s+[#:=]*\\s*(?=\\S*\\d)\\S+|\\S+)?", "WR[private]" },
  { "[-(]?\\$\\s*[-(]?\\d[\\d,. ]*\\d\\)?|[-(]?\\$\\s*[-(]?\\d\\)?", "[private]" },
  { "(?=[A-Za-z0-9_-]*\\d)(?=[A-Za-z0-9_-]*[A-Za-z])[A-Za-z0-9_-]{20,}", "[private]" },
  { "\\d(?:[.,]?\\d){5,}", "[private]" },
};

struct _TallyRedact {
  GRegex *regexes[G_N_ELEMENTS (rules)]; /* (owned) */
};

TallyRedact *
tally_redact_new (void)
{
  TallyRedact *self = g_new0 (TallyRedact, 1);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      self->regexes[i] = g_regex_new (rules[i].pattern, G_REGEX_OPTIMIZE, 0, NULL);
      g_assert (self->regexes[i] != NULL);
    }
  return self;
}

void
tally_redact_free (TallyRedact *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    g_clear_pointer (&self->regexes[i], g_regex_unref);
  g_free (self);
}

char *
tally_redact_dup_line (const char *text)
{
  char *line;

  if (text == NULL)
    return g_strdup ("");
  if (!g_utf8_validate (text, -1, NULL))
    return g_strdup ("<unrepresentable>");
  line = g_strdup (text);
  for (char *c = line; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);
      if (g_unichar_iscntrl (u) || u == 0x2028 || u == 0x2029)
        memset (c, ' ', (gsize) (g_utf8_next_char (c) - c));
    }
  return line;
}

static void
cut_bytes (char  *text,
           gsize  n_bytes)
{
  if (strlen (text) > n_bytes)
    *g_utf8_find_prev_char (text, text + n_bytes + 1) = '\0';
}

static char *
cut_chars (char *text)
{
  g_autofree char *head = NULL;

  if (g_utf8_strlen (text, -1) <= TALLY_REDACT_MAX_CHARS)
    return text;
  head = g_utf8_substring (text, 0, TALLY_REDACT_MAX_CHARS - 3);
  g_free (text);
  return g_strconcat (head, "...", NULL);
}

char *
tally_redact_text (const TallyRedact  *self,
                   const char         *text,
                   GError            **error)
{
  g_autofree char *line = tally_redact_dup_line (text);

  cut_bytes (line, MAX_INPUT_BYTES);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (GError) local_error = NULL;
      char *next = g_regex_replace (self->regexes[i], line, -1, 0, rules[i].replacement, 0, &local_error);
      if (next == NULL)
        {
          g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_LIMIT, "a message could not be redacted: %s",
                       local_error->message);
          return NULL;
        }
      g_free (line);
      line = next;
    }
  return cut_chars (g_steal_pointer (&line));
}
