/* tally-app-book-diff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-book-diff.h"

#include <glib/gi18n.h>

#include "tally-app-book-text.h"
#include "tally-app-format.h"
#include "tally-app-row-item.h"

/* Each row is a widget; whoever wants to read more lines than these opens both workbooks. */
#define MAX_ROWS 200

struct _TallyAppBookDiff {
  AdwBin               parent_instance;

  GListStore          *lines; /* (owned) */

  /* template */
  AdwPreferencesGroup *group;
  AdwActionRow        *total;
  GtkLabel            *change;
  GtkListBox          *list;
};

G_DEFINE_FINAL_TYPE (TallyAppBookDiff, tally_app_book_diff, ADW_TYPE_BIN)

static void
tally_app_book_diff_dispose (GObject *object)
{
  TallyAppBookDiff *self = TALLY_APP_BOOK_DIFF (object);

  g_clear_object (&self->lines);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TALLY_TYPE_APP_BOOK_DIFF);
  G_OBJECT_CLASS (tally_app_book_diff_parent_class)->dispose (object);
}

static void
tally_app_book_diff_class_init (TallyAppBookDiffClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_app_book_diff_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-app-book-diff.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDiff, group);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDiff, total);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDiff, change);
  gtk_widget_class_bind_template_child (widget_class, TallyAppBookDiff, list);
}

static void
tally_app_book_diff_init (TallyAppBookDiff *self)
{
  self->lines = g_list_store_new (TALLY_TYPE_APP_ROW_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->lines), tally_app_row_item_create_row, NULL, NULL);
}

static void
append_line (TallyAppBookDiff    *self,
             const TallyDiffLine *line)
{
  g_autofree char *fields = tally_app_book_text_dup_fields (line);
  g_autofree char *change = tally_app_book_text_dup_change (line->after_cents - line->before_cents);
  TallyAppRowWords words = { .title = line->label, .subtitle = fields, .value = change };

  if (*line->label == '\0')
    words.title = _("A line without a code");
  tally_app_row_item_append (self->lines, &words);
}

void
tally_app_book_diff_show (TallyAppBookDiff       *self,
                          const TallyVersionDiff *diff)
{
  g_autofree char *counts = tally_app_book_text_dup_counts (diff);
  g_autofree char *before = tally_app_format_dup_money (diff->before_cents);
  g_autofree char *after = tally_app_format_dup_money (diff->after_cents);
  g_autofree char *change = tally_app_book_text_dup_change (diff->after_cents - diff->before_cents);
  g_autofree char *title = g_strdup_printf ("%s → %s", before, after);
  g_autofree char *of = diff->before->version != 0
                          ? g_strdup_printf (_("Version %d against version %d"), (int) diff->after->version, (int) diff->before->version)
                          : g_strdup_printf (_("Version %d against another program’s"), (int) diff->after->version);

  adw_preferences_group_set_description (self->group, of);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->total), title);
  adw_action_row_set_subtitle (self->total, counts);
  gtk_label_set_text (self->change, change);
  g_list_store_remove_all (self->lines);
  for (guint i = 0; i < MIN (diff->lines->len, MAX_ROWS); i++)
    append_line (self, diff->lines->pdata[i]);
  if (diff->lines->len > MAX_ROWS)
    {
      guint n_more = diff->lines->len - MAX_ROWS;
      g_autofree char *more = g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%u more line differs", "%u more lines differ",
                                                            n_more), n_more);
      tally_app_row_item_append (self->lines, &(TallyAppRowWords) {
        .title = more, .subtitle = _("Open both versions to compare all of them.") });
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), diff->lines->len > 0);
}

void
tally_app_book_diff_show_none (TallyAppBookDiff *self,
                               const char       *title,
                               const char       *why)
{
  g_list_store_remove_all (self->lines);
  adw_preferences_group_set_description (self->group, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->total), title);
  adw_action_row_set_subtitle (self->total, why);
  gtk_label_set_text (self->change, "");
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
}
