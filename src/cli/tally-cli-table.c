/* tally-cli-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-table.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include "tally-text.h"

/* Between columns. */
#define GAP 2
/* A column is never cut to less: what is left would tell nothing. */
#define MIN_WIDTH 6

struct _TallyCliTable {
  const TallyCliColumn *columns; /* (borrowed) */
  guint                 n_columns;
  GPtrArray            *cells;   /* (owned) char, row by row */
};

TallyCliTable *
tally_cli_table_new (const TallyCliColumn *columns,
                     guint                 n_columns)
{
  TallyCliTable *self;

  g_return_val_if_fail (columns != NULL && n_columns > 0, NULL);
  self = g_new0 (TallyCliTable, 1);
  self->columns = columns;
  self->n_columns = n_columns;
  self->cells = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
tally_cli_table_free (TallyCliTable *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->cells);
  g_free (self);
}

/* Foreign text must not move the terminal's cursor. */
void
tally_cli_table_add (TallyCliTable *self,
                     const char    *text)
{
  g_autofree char *valid = NULL;
  GString *cell = g_string_new (NULL);

  g_return_if_fail (self != NULL && text != NULL);
  valid = g_utf8_make_valid (text, -1);
  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      g_string_append_unichar (cell, g_unichar_isprint (character) ? character : '?');
    }
  g_ptr_array_add (self->cells, tally_text_steal (cell));
}

static guint
get_cells (gunichar character)
{
  if (g_unichar_iszerowidth (character))
    return 0;
  return g_unichar_iswide (character) ? 2 : 1;
}

static guint
measure (const char *text)
{
  guint width = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    width += get_cells (g_utf8_get_char (c));
  return width;
}

static guint *
measure_columns (const TallyCliTable *self)
{
  guint *widths = g_new0 (guint, self->n_columns);

  for (guint i = 0; i < self->n_columns; i++)
    widths[i] = measure (self->columns[i].title);
  for (guint i = 0; i < self->cells->len; i++)
    widths[i % self->n_columns] = MAX (widths[i % self->n_columns], measure (self->cells->pdata[i]));
  return widths;
}

/* Takes from the widest column that may shrink, one cell at a time, so that all end up alike. */
static void
shrink (const TallyCliTable *self,
        guint               *widths,
        guint                max_width)
{
  guint total = GAP * (self->n_columns - 1);

  for (guint i = 0; i < self->n_columns; i++)
    total += widths[i];
  for (; total > max_width; total--)
    {
      guint widest = self->n_columns;
      for (guint i = 0; i < self->n_columns; i++)
        if (self->columns[i].may_shrink && widths[i] > MIN_WIDTH
            && (widest == self->n_columns || widths[i] > widths[widest]))
          widest = i;
      if (widest == self->n_columns)
        return;
      widths[widest]--;
    }
}

/* Appends a text, or its beginning and "…", and how many cells it took. */
static guint
append_cut (GString    *out,
            const char *text,
            guint       width)
{
  guint limit = measure (text) > width ? width - 1 : width;
  guint taken = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      if (taken + get_cells (character) > limit)
        {
          g_string_append (out, "…");
          return taken + 1;
        }
      g_string_append_unichar (out, character);
      taken += get_cells (character);
    }
  return taken;
}

static void
append_cell (GString    *out,
             const char *text,
             guint       width,
             gboolean    to_the_right)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  guint taken = append_cut (cell, text, width);

  if (to_the_right)
    g_string_append_printf (out, "%*s%s", (int) (width - taken), "", cell->str);
  else
    g_string_append_printf (out, "%s%*s", cell->str, (int) (width - taken), "");
}

static void
end_line (GString *out)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '\n');
}

char *
tally_cli_table_dup_text (const TallyCliTable *self,
                          guint                max_width)
{
  GString *out = g_string_new (NULL);
  g_autofree guint *widths = NULL;

  g_return_val_if_fail (self != NULL && self->cells->len % self->n_columns == 0, NULL);
  widths = measure_columns (self);
  if (max_width > 0)
    shrink (self, widths, max_width);
  for (guint i = 0; i < self->n_columns + self->cells->len; i++)
    {
      guint column = i % self->n_columns;
      const char *text = i < self->n_columns ? self->columns[i].title
                                             : self->cells->pdata[i - self->n_columns];
      if (column > 0)
        g_string_append_printf (out, "%*s", GAP, "");
      append_cell (out, text, widths[column], self->columns[column].is_number);
      if (column == self->n_columns - 1)
        end_line (out);
    }
  return tally_text_steal (out);
}

guint
tally_cli_table_get_width (void)
{
  struct winsize size = { 0 };

  if (!isatty (STDOUT_FILENO) || ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
    return 0;
  return size.ws_col;
}
