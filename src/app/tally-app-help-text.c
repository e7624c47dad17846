/* tally-app-help-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-help-text.h"

#include <string.h>

#define HELP_ROOT "/org/tallyman/Tallyman/help"

/* What is being read. */
typedef struct {
  GPtrArray *blocks; /* (element-type TallyAppHelpBlock) */
  GString   *markup; /* (nullable): of the block at work */
  guint      depth;  /* of sections */
  char      *id;     /* (owned) (nullable): of the section whose heading comes next */
  gboolean   is_item;
} Reading;

/* An element within a block, and how Pango says it. */
typedef struct {
  const char *name;
  const char *begin;
  const char *end;
} Inline;

static const Inline inlines[] = {
  { "em", "<i>", "</i>" },
  { "key", "<tt>", "</tt>" },
  { "gui", "<b>", "</b>" },
  { "code", "<tt>", "</tt>" },
};

static const Inline *
find_inline (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (inlines); i++)
    if (strcmp (inlines[i].name, name) == 0)
      return &inlines[i];
  return NULL;
}

static void
block_free (gpointer data)
{
  TallyAppHelpBlock *self = data;

  g_free (self->id);
  g_free (self->markup);
  g_free (self);
}

static const char *
find_attribute (const char  *name,
                const char **names,
                const char **values)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], name) == 0)
      return values[i];
  return NULL;
}

static gboolean
begin_inline (Reading     *reading,
              const char  *element,
              const char **names,
              const char **values)
{
  const Inline *known = find_inline (element);
  const char *xref = find_attribute ("xref", names, values);

  if (reading->markup == NULL)
    return FALSE;
  if (known != NULL)
    g_string_append (reading->markup, known->begin);
  else if (strcmp (element, "link") == 0 && xref != NULL)
    g_string_append_printf (reading->markup, "<a href=\"help:%s\">", xref);
  else
    return FALSE;
  return TRUE;
}

static void
begin_cb (GMarkupParseContext  *context,
          const char           *element,
          const char          **names,
          const char          **values,
          gpointer              data,
          GError              **error)
{
  Reading *reading = data;

  if (strcmp (element, "page") == 0 || strcmp (element, "list") == 0)
    return;
  if (strcmp (element, "section") == 0)
    {
      reading->depth++;
      g_free (reading->id);
      reading->id = g_strdup (find_attribute ("id", names, values));
    }
  else if (strcmp (element, "item") == 0)
    reading->is_item = TRUE;
  else if (reading->markup == NULL && (strcmp (element, "title") == 0 || strcmp (element, "p") == 0))
    reading->markup = g_string_new (NULL);
  else if (!begin_inline (reading, element, names, values))
    g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_UNKNOWN_ELEMENT, "<%s> has no place here", element);
}

static TallyAppHelpKind
choose_kind (const Reading *reading,
             gboolean       is_title)
{
  if (is_title)
    return reading->depth > 0 ? TALLY_APP_HELP_HEADING : TALLY_APP_HELP_TITLE;
  return reading->is_item ? TALLY_APP_HELP_ITEM : TALLY_APP_HELP_PARAGRAPH;
}

static void
end_block (Reading  *reading,
           gboolean  is_title)
{
  TallyAppHelpBlock *block = g_new0 (TallyAppHelpBlock, 1);

  block->kind = choose_kind (reading, is_title);
  if (is_title)
    block->id = g_steal_pointer (&reading->id);
  block->markup = g_strstrip (g_string_free (g_steal_pointer (&reading->markup), FALSE));
  g_ptr_array_add (reading->blocks, block);
}

static void
end_cb (GMarkupParseContext  *context,
        const char           *element,
        gpointer              data,
        GError              **error)
{
  Reading *reading = data;
  const Inline *known = find_inline (element);

  if (strcmp (element, "section") == 0)
    reading->depth--;
  else if (strcmp (element, "item") == 0)
    reading->is_item = FALSE;
  else if (strcmp (element, "title") == 0 || strcmp (element, "p") == 0)
    end_block (reading, strcmp (element, "title") == 0);
  else if (strcmp (element, "link") == 0)
    g_string_append (reading->markup, "</a>");
  else if (known != NULL)
    g_string_append (reading->markup, known->end);
}

/* Line breaks of the source are blanks of the text. */
static void
text_cb (GMarkupParseContext  *context,
         const char           *text,
         gsize                 length,
         gpointer              data,
         GError              **error)
{
  Reading *reading = data;
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);
  gboolean was_blank = FALSE;

  if (reading->markup == NULL)
    return;
  for (const char *at = escaped; *at != '\0'; at++)
    {
      gboolean is_blank = g_ascii_isspace (*at);
      if (!is_blank || !was_blank)
        g_string_append_c (reading->markup, is_blank ? ' ' : *at);
      was_blank = is_blank;
    }
}

GPtrArray *
tally_app_help_text_parse (const char  *text,
                           GError     **error)
{
  const GMarkupParser parser = { .start_element = begin_cb, .end_element = end_cb, .text = text_cb };
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func (block_free);
  Reading reading = { .blocks = blocks };
  g_autoptr (GMarkupParseContext) context = NULL;
  gboolean is_parsed;

  g_return_val_if_fail (text != NULL, NULL);
  context = g_markup_parse_context_new (&parser, G_MARKUP_PREFIX_ERROR_POSITION, &reading, NULL);
  is_parsed = g_markup_parse_context_parse (context, text, -1, error)
              && g_markup_parse_context_end_parse (context, error);
  g_free (reading.id);
  if (reading.markup != NULL)
    g_string_free (reading.markup, TRUE);
  return is_parsed ? g_steal_pointer (&blocks) : NULL;
}

static GBytes *
find_page (const char  *id,
           GError     **error)
{
  const char *const *languages = g_get_language_names ();

  for (guint i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf (HELP_ROOT "/%s/%s.page", languages[i], id);
      GBytes *bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      if (bytes != NULL)
        return bytes;
    }
  {
    g_autofree char *path = g_strdup_printf (HELP_ROOT "/C/%s.page", id);
    return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  }
}

GPtrArray *
tally_app_help_text_load (const char  *id,
                          GError     **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (id != NULL, NULL);
  bytes = find_page (id, error);
  if (bytes == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return tally_app_help_text_parse (text, error);
}
