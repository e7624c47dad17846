/* tally-finding-fact.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-finding-fact.h"

#include <string.h>

#include "tally-clock.h"
#include "tally-json-node.h"
#include "tally-money.h"
#include "tally-schedule.h"

#define MAX_DEPTH 8

/* What the finding itself tells, and ids that only programs follow. */
static const char *const references[] = {
  "cause", "confidence_micros", "exposure_cents", "id", "key", "other_key", "row_id", "score_micros", "sentence", "sheet_id",
  "week_ending", "work_request",
};

typedef struct {
  GPtrArray                 *facts;
  TallyFindingFactTranslate  translate;
} Teller;

void
tally_finding_fact_free (TallyFindingFact *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->title);
  g_free (self->text);
  g_free (self);
}

/* "n_spare_parts" → "N spare parts": still readable, never lost. */
static char *
dup_own_words (const char *name)
{
  g_autofree char *words = g_strdup (name);

  g_strdelimit (words, "_", ' ');
  if (words[0] >= 'a' && words[0] <= 'z')
    words[0] = g_ascii_toupper (words[0]);
  return g_steal_pointer (&words);
}

static char *
dup_title (const Teller *teller,
           const char   *name)
{
  const char *title = tally_finding_fact_get_title (name);

  if (title == NULL)
    return dup_own_words (name);
  return g_strdup (teller->translate != NULL ? teller->translate (title) : title);
}

static char *
dup_number (const char *name,
            gint64      number)
{
  char amount[TALLY_MONEY_BUFFER_SIZE];

  if (g_str_has_suffix (name, "cents"))
    return g_strdup (tally_money_format_for_people (number, amount, sizeof amount));
  if (g_str_has_suffix (name, "_micros"))
    return g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT " %%", number / 10000, ABS (number) / 1000 % 10);
  if (g_str_has_suffix (name, "_secs"))
    return tally_schedule_dup_span (MAX (number, 0) * G_USEC_PER_SEC);
  if (g_str_has_suffix (name, "_utc_usec"))
    return tally_clock_format_utc (number);
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static char *
dup_printable (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      g_string_append_unichar (out, g_unichar_iscntrl (c) ? '?' : c);
    }
  return g_string_free (out, FALSE);
}

static char *
dup_text (const TallyJsonNode *node,
          const char          *name)
{
  const char *text = tally_json_node_get_text (node);
  g_autofree char *other = NULL;
  gint64 number;

  if (tally_json_node_get_int64 (node, &number))
    return dup_number (name, number);
  if (text == NULL)
    text = other = tally_json_node_dup_canonical (node);
  return dup_printable (text);
}

static void
add_fact (Teller     *teller,
          const char *path,
          const char *title,
          const char *name,
          char       *text)
{
  TallyFindingFact *fact = g_new0 (TallyFindingFact, 1);

  fact->path = g_strdup (path);
  fact->title = g_strdup (title);
  fact->text = text;
  for (guint i = 0; !fact->is_reference && i < G_N_ELEMENTS (references); i++)
    fact->is_reference = strcmp (references[i], name) == 0;
  g_ptr_array_add (teller->facts, fact);
}

static gboolean
is_object (const TallyJsonNode *node)
{
  return tally_json_node_get_kind (node) == TALLY_JSON_KIND_OBJECT;
}

/* "$1.00; $2.00; 14 more" */
static char *
dup_list (const TallyJsonNode *node,
          const char          *name)
{
  guint n = tally_json_node_get_n_children (node);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, TALLY_FINDING_FACTS_MAX_ELEMENTS); i++)
    {
      g_autofree char *text = dup_text (tally_json_node_get_child (node, i), name);
      g_string_append_printf (out, "%s%s", i > 0 ? "; " : "", text);
    }
  if (n > TALLY_FINDING_FACTS_MAX_ELEMENTS)
    g_string_append_printf (out, "; + %u", n - TALLY_FINDING_FACTS_MAX_ELEMENTS);
  return g_string_free (out, FALSE);
}

static void tell_members (Teller *teller, const TallyJsonNode *node, const char *path, const char *title, guint depth);

/* Objects of a list, numbered from 1. */
static void
tell_elements (Teller              *teller,
               const TallyJsonNode *node,
               const char          *path,
               const char          *title,
               guint                depth)
{
  guint n = tally_json_node_get_n_children (node);

  for (guint i = 0; i < MIN (n, TALLY_FINDING_FACTS_MAX_ELEMENTS); i++)
    {
      g_autofree char *below = g_strdup_printf ("%s.%u", path, i + 1);
      g_autofree char *numbered = g_strdup_printf ("%s %u", title, i + 1);
      tell_members (teller, tally_json_node_get_child (node, i), below, numbered, depth + 1);
    }
  if (n > TALLY_FINDING_FACTS_MAX_ELEMENTS)
    add_fact (teller, path, title, "", g_strdup_printf ("+ %u", n - TALLY_FINDING_FACTS_MAX_ELEMENTS));
}

static void
tell_value (Teller              *teller,
            const TallyJsonNode *node,
            const char          *path,
            const char          *title,
            guint                depth)
{
  const char *name = tally_json_node_get_name (node);
  gboolean is_list = tally_json_node_get_kind (node) == TALLY_JSON_KIND_ARRAY;

  if (is_object (node) && depth < MAX_DEPTH)
    tell_members (teller, node, path, title, depth + 1);
  else if (is_list && tally_json_node_get_n_children (node) > 0 && is_object (tally_json_node_get_child (node, 0)) && depth < MAX_DEPTH)
    tell_elements (teller, node, path, title, depth);
  else
    add_fact (teller, path, title, name, is_list ? dup_list (node, name) : dup_text (node, name));
}

static void
tell_members (Teller              *teller,
              const TallyJsonNode *node,
              const char          *path,
              const char          *title,
              guint                depth)
{
  for (guint i = 0; i < tally_json_node_get_n_children (node); i++)
    {
      const TallyJsonNode *child = tally_json_node_get_child (node, i);
      const char *name = tally_json_node_get_name (child);
      g_autofree char *own = dup_title (teller, name);
      g_autofree char *below = path[0] != '\0' ? g_strconcat (path, ".", name, NULL) : g_strdup (name);
      g_autofree char *called = title[0] != '\0' ? g_strconcat (title, ": ", own, NULL) : g_strdup (own);

      tell_value (teller, child, below, called, depth);
    }
}

GPtrArray *
tally_finding_facts_list (const char                *json,
                          TallyFindingFactTranslate  translate)
{
  Teller teller = { g_ptr_array_new_with_free_func ((GDestroyNotify) tally_finding_fact_free), translate };
  g_autoptr (TallyJsonNode) root = json != NULL ? tally_json_node_parse (json, strlen (json), NULL) : NULL;

  if (is_object (root))
    tell_members (&teller, root, "", "", 0);
  return teller.facts;
}
