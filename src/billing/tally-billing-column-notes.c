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

void
tally_billing_note_drift (TallyColumnMap       *map,
                          const TallyColumnMap *previous)
{
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    {
      const TallyColumnMatch *old = &previous->matches[i];
      const TallyColumnMatch *now = &map->matches[i];
      const char *field = tally_field_get_title ((TallyField) i);
      if (old->column_id == 0)
        continue;
      if (now->column_id == 0)
        tally_billing_add_note (map, "Column \"%s\", read as \"%s\" before, has vanished.",
                                old->title, field);
      else if (now->column_id == old->column_id && strcmp (now->title, old->title) != 0)
        tally_billing_add_note (map, "Column \"%s\" was renamed \"%s\".", old->title, now->title);
      else if (now->column_id != old->column_id && strcmp (now->title, old->title) == 0)
        tally_billing_add_note (map, "Column \"%s\" was made anew: it has another id.", now->title);
      else if (now->column_id != old->column_id)
        tally_billing_add_note (map, "\"%s\" is now read from column \"%s\" instead of \"%s\".",
                                field, now->title, old->title);
    }
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
    tally_billing_add_note (map, "Not used: %s.", titles->str);
}
