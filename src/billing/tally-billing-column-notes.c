/* tally-billing-column-notes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-column-notes.h"

#include "tally-nearest.h"
#include "tally-text.h"

#define MAX_TITLES_NAMED 10
#define MAX_TYPING_MISTAKES 2
#define NOT_USED "Not used: "
/* In a shorter title two letters make another word. */
#define MIN_BYTES_TO_SUGGEST 8

void
tally_billing_add_note (TallyColumnMap *map,
                        const char     *format,
                        ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (map->notes, g_strdup_vprintf (format, args));
  va_end (args);
}

void
tally_billing_note_missing (TallyColumnMap *map)
{
  static const TallyField needed[] = {
    TALLY_FIELD_WORK_REQUEST, TALLY_FIELD_COMPLETED, TALLY_FIELD_PRICE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (map->matches[needed[i]].column_id == 0)
      tally_billing_add_note (map, "No column \"%s\": no row of this sheet can be billed.",
                              tally_field_get_title (needed[i]));
}

static void
drop_text (TallyColumnMap *map,
           const char     *note)
{
  guint index;

  if (g_ptr_array_find_with_equal_func (map->notes, note, g_str_equal, &index))
    g_ptr_array_remove_index (map->notes, index);
}

void
tally_billing_drop_note (TallyColumnMap *map,
                         const char     *format,
                         ...)
{
  g_autofree char *note = NULL;
  va_list args;

  va_start (args, format);
  note = g_strdup_vprintf (format, args);
  va_end (args);
  drop_text (map, note);
}

void
tally_billing_note_used (TallyColumnMap *map,
                         const char     *used,
                         const char     *unused)
{
  g_autofree char *from = g_strdup_printf ("\"%s\"", used);
  g_autofree char *to = g_strdup_printf ("\"%s\"", unused);

  for (guint i = 0; i < map->notes->len; i++)
    {
      GString *note;

      if (!g_str_has_prefix (map->notes->pdata[i], NOT_USED))
        continue;
      note = g_string_new (map->notes->pdata[i]);
      g_string_replace (note, from, to, 1);
      g_free (map->notes->pdata[i]);
      map->notes->pdata[i] = tally_text_steal (note);
    }
}

static char *
format_drift (const TallyColumnMap *map,
              const TallyColumnMap *previous,
              TallyField            field)
{
  const TallyColumnMatch *old = &previous->matches[field];
  const TallyColumnMatch *now = &map->matches[field];
  const char *title = tally_field_get_title (field);
  gboolean is_same_title = strcmp (now->title, old->title) == 0;

  if (old->column_id == 0 || (now->column_id == old->column_id && is_same_title))
    return NULL;
  if (now->column_id == 0)
    return g_strdup_printf ("Column \"%s\", read as \"%s\" before, has vanished.", old->title, title);
  if (now->column_id == old->column_id)
    return g_strdup_printf ("Column \"%s\" was renamed \"%s\".", old->title, now->title);
  if (is_same_title)
    return g_strdup_printf ("Column \"%s\" was made anew: it has another id.", now->title);
  return g_strdup_printf ("\"%s\" is now read from column \"%s\" instead of \"%s\".", title, now->title,
                          old->title);
}

void
tally_billing_note_drift (TallyColumnMap       *map,
                          const TallyColumnMap *previous,
                          TallyField            field)
{
  char *note = previous != NULL ? format_drift (map, previous, field) : NULL;

  if (note != NULL)
    g_ptr_array_add (map->notes, note);
}

void
tally_billing_unnote_drift (TallyColumnMap       *map,
                            const TallyColumnMap *previous,
                            TallyField            field)
{
  g_autofree char *note = previous != NULL ? format_drift (map, previous, field) : NULL;

  if (note != NULL)
    drop_text (map, note);
}

static gboolean
is_mapped (const TallyColumnMap *map,
           gint64                column_id)
{
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    if (map->matches[i].column_id == column_id)
      return TRUE;
  return FALSE;
}

/* The fields without a column: a title close to one of theirs is worth a word. */
static void
suggest (TallyColumnMap    *map,
         const TallyColumn *column)
{
  g_autofree char *title = NULL;

  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    {
      const char *usual = tally_field_get_title ((TallyField) i);
      g_autofree char *wanted = NULL;
      if (map->matches[i].column_id != 0)
        continue;
      if (title == NULL)
        title = tally_text_normalise_title (column->title);
      wanted = tally_text_normalise_title (usual);
      if (strlen (title) >= MIN_BYTES_TO_SUGGEST
          && tally_nearest_distance (title, wanted) <= MAX_TYPING_MISTAKES)
        tally_billing_add_note (map, "Column \"%s\" is not read; rename it \"%s\" if that is meant.",
                                column->title, usual);
    }
}

void
tally_billing_note_unmapped (TallyColumnMap   *map,
                             const TallySheet *sheet)
{
  g_autoptr (GString) titles = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < sheet->columns->len; i++)
    {
      const TallyColumn *column = g_ptr_array_index (sheet->columns, i);
      if (is_mapped (map, column->column_id))
        continue;
      suggest (map, column);
      if (n++ < MAX_TITLES_NAMED)
        g_string_append_printf (titles, "%s\"%s\"", n > 1 ? ", " : "", column->title);
    }
  if (n > MAX_TITLES_NAMED)
    g_string_append_printf (titles, " and %u more", n - MAX_TITLES_NAMED);
  if (n > 0)
    tally_billing_add_note (map, NOT_USED "%s.", titles->str);
}
