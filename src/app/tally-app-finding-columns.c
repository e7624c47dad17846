/* tally-app-finding-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-finding-columns.h"

#include <glib/gi18n.h>

#include "tally-app-finding-words.h"
#include "tally-app-format.h"
#include "tally-engine-list-item.h"
#include "tally-finding-query.h"
#include "tally-text.h"

/* What stands in a place whose finding is still on its way. */
#define ON_ITS_WAY "…"

#define CELL_KEY "tally-cell"

static char *
dup_severity (const TallyFinding *finding)
{
  return g_strdup (tally_app_finding_words_get_severity (finding->severity));
}

static const char *
get_severity_style (const TallyFinding *finding)
{
  return tally_app_finding_words_get_severity_style (finding->severity);
}

static char *
dup_score (const TallyFinding *finding)
{
  return tally_app_finding_words_dup_share (finding->score_micros);
}

static char *
dup_exposure (const TallyFinding *finding)
{
  return tally_app_format_dup_money (finding->exposure_cents);
}

static char *
dup_plain_exposure (const TallyFinding *finding)
{
  char amount[TALLY_MONEY_BUFFER_SIZE];

  return g_strdup (tally_money_format (finding->exposure_cents, amount, sizeof amount));
}

static char *
dup_request (const TallyFinding *finding)
{
  return g_strdup (finding->work_request);
}

static char *
dup_week (const TallyFinding *finding)
{
  return tally_app_format_dup_day (finding->week_ending);
}

static char *
dup_iso (TallyDay day)
{
  char text[TALLY_DAY_BUFFER_SIZE];

  return g_strdup (tally_day_format_iso (day, text, sizeof text));
}

static char *
dup_plain_week (const TallyFinding *finding)
{
  return dup_iso (finding->week_ending);
}

static char *
dup_detector (const TallyFinding *finding)
{
  return g_strdup (tally_app_finding_words_get_detector (finding->detector));
}

static char *
dup_sentence (const TallyFinding *finding)
{
  return tally_app_finding_words_dup_sentence (finding);
}

static char *
dup_assignee (const TallyFinding *finding)
{
  return g_strdup (finding->assignee);
}

static char *
dup_due (const TallyFinding *finding)
{
  return tally_app_format_dup_day (finding->due);
}

static char *
dup_plain_due (const TallyFinding *finding)
{
  return dup_iso (finding->due);
}

static const TallyAppFindingColumn columns[] = {
  { TALLY_FINDING_FIELD_SEVERITY, N_("Severity"), 85, FALSE, FALSE, TRUE, dup_severity, NULL, get_severity_style },
  { TALLY_FINDING_FIELD_EXPOSURE, N_("Exposure"), 105, FALSE, TRUE, TRUE, dup_exposure, dup_plain_exposure, NULL },
  { TALLY_FINDING_FIELD_SCORE, N_("Score"), 80, FALSE, TRUE, FALSE, dup_score, NULL, NULL },
  { TALLY_FINDING_FIELD_SENTENCE, N_("Finding"), 210, TRUE, FALSE, TRUE, dup_sentence, NULL, NULL },
  { TALLY_FINDING_FIELD_REQUEST, N_("Work Request"), 125, FALSE, FALSE, FALSE, dup_request, NULL, NULL },
  { TALLY_FINDING_FIELD_WEEK, N_("Week"), 115, FALSE, FALSE, FALSE, dup_week, dup_plain_week, NULL },
  { TALLY_FINDING_FIELD_DETECTOR, N_("Detector"), 200, FALSE, FALSE, FALSE, dup_detector, NULL, NULL },
  { TALLY_FINDING_FIELD_STATUS, N_("Status"), 145, FALSE, FALSE, TRUE, tally_app_finding_words_dup_status, NULL, NULL },
  { TALLY_FINDING_FIELD_ASSIGNEE, N_("Assignee"), 150, FALSE, FALSE, FALSE, dup_assignee, NULL, NULL },
  { TALLY_FINDING_FIELD_DUE, N_("Due"), 115, FALSE, FALSE, FALSE, dup_due, dup_plain_due, NULL },
};

guint
tally_app_finding_columns_get_n (void)
{
  return G_N_ELEMENTS (columns);
}

const TallyAppFindingColumn *
tally_app_finding_columns_get (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (columns), NULL);
  return &columns[index];
}

/* A row says for assistive tools what its cells say: GTK 4.8 finds no name in them. */
static void
name_row (GtkWidget          *row,
          const TallyFinding *finding)
{
  g_autofree char *amount = finding != NULL ? dup_exposure (finding) : NULL;
  g_autofree char *status = finding != NULL ? tally_app_finding_words_dup_status (finding) : NULL;
  g_autofree char *name = NULL;

  if (row == NULL)
    return;
  if (finding != NULL)
    name = g_strdup_printf ("%s, %s, %s, %s", tally_app_finding_words_get_severity (finding->severity), amount,
                            finding->sentence, status);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name != NULL ? name : ON_ITS_WAY, -1);
}

static void
show_cell (GtkLabel           *label,
           const TallyFinding *finding)
{
  const TallyAppFindingColumn *column = g_object_get_data (G_OBJECT (label), CELL_KEY);
  const char *classes[3] = { column->is_number ? "numeric" : NULL, NULL, NULL };
  g_autofree char *text = finding != NULL ? column->dup_text (finding) : g_strdup (ON_ITS_WAY);

  if (finding != NULL && column->get_style != NULL)
    classes[column->is_number ? 1 : 0] = column->get_style (finding);
  gtk_label_set_text (label, text);
  gtk_widget_set_css_classes (GTK_WIDGET (label), classes);
  if (!column->is_wide)
    return;
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), text);
  if (gtk_widget_get_parent (GTK_WIDGET (label)) != NULL)
    name_row (gtk_widget_get_parent (gtk_widget_get_parent (GTK_WIDGET (label))), finding);
}

static void
cell_filled_cb (TallyEngineListItem *item,
                GParamSpec          *pspec,
                gpointer             label)
{
  show_cell (label, tally_engine_list_item_get_record (item));
}

static void
setup_cell_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item,
               gpointer                  data)
{
  const TallyAppFindingColumn *column = data;
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column->is_number ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  g_object_set_data (G_OBJECT (label), CELL_KEY, data);
  gtk_list_item_set_child (list_item, label);
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              gpointer                  data)
{
  GtkWidget *label = gtk_list_item_get_child (list_item);
  TallyEngineListItem *item = gtk_list_item_get_item (list_item);

  g_signal_connect (item, "notify::record", G_CALLBACK (cell_filled_cb), label);
  show_cell (GTK_LABEL (label), tally_engine_list_item_get_record (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item,
           gpointer                  data)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (list_item), gtk_list_item_get_child (list_item));
}

GtkListItemFactory *
tally_app_finding_columns_new_factory (const TallyAppFindingColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_return_val_if_fail (column != NULL, factory);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), (gpointer) column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}

/* Severity and exposure; the sentence; where and what became of it. */
enum { HEAD, AMOUNT, SENTENCE, TAIL, N_LABELS };

static GtkLabel *
add_label (GtkWidget *box,
           gboolean   is_expanded)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, is_expanded);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              gpointer                  data)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkLabel **labels = g_new0 (GtkLabel *, N_LABELS);

  gtk_widget_set_margin_start (row, 12);
  gtk_widget_set_margin_end (row, 12);
  gtk_widget_set_margin_top (row, 6);
  gtk_widget_set_margin_bottom (row, 6);
  gtk_box_append (GTK_BOX (row), head);
  labels[HEAD] = add_label (head, TRUE);
  labels[AMOUNT] = add_label (head, FALSE);
  labels[SENTENCE] = add_label (row, FALSE);
  labels[TAIL] = add_label (row, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (labels[AMOUNT]), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (labels[TAIL]), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (labels[TAIL]), "caption");
  g_object_set_data_full (G_OBJECT (row), CELL_KEY, labels, g_free);
  gtk_list_item_set_child (list_item, row);
}

static char *
dup_tail (const TallyFinding *finding)
{
  g_autofree char *status = tally_app_finding_words_dup_status (finding);
  g_autofree char *week = tally_app_format_dup_day (finding->week_ending);
  g_autoptr (GString) tail = g_string_new (finding->work_request);

  if (*week != '\0')
    g_string_append_printf (tail, "%s%s", tail->len > 0 ? " · " : "", week);
  g_string_append_printf (tail, "%s%s", tail->len > 0 ? " · " : "", status);
  return g_strdup (tail->str);
}

static void
show_row (GtkWidget          *row,
          const TallyFinding *finding)
{
  GtkLabel **labels = g_object_get_data (G_OBJECT (row), CELL_KEY);
  const char *classes[2] = { finding != NULL ? get_severity_style (finding) : NULL, NULL };
  g_autofree char *amount = finding != NULL ? dup_exposure (finding) : g_strdup ("");
  g_autofree char *tail = finding != NULL ? dup_tail (finding) : g_strdup ("");
  g_autofree char *sentence = finding != NULL ? dup_sentence (finding) : g_strdup (ON_ITS_WAY);

  gtk_label_set_text (labels[HEAD], finding != NULL ? tally_app_finding_words_get_severity (finding->severity) : "");
  gtk_widget_set_css_classes (GTK_WIDGET (labels[HEAD]), classes);
  gtk_label_set_text (labels[AMOUNT], amount);
  gtk_label_set_text (labels[SENTENCE], sentence);
  gtk_label_set_text (labels[TAIL], tail);
  name_row (gtk_widget_get_parent (row), finding);
}

static void
row_filled_cb (TallyEngineListItem *item,
               GParamSpec          *pspec,
               gpointer             row)
{
  show_row (row, tally_engine_list_item_get_record (item));
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item,
             gpointer                  data)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);
  TallyEngineListItem *item = gtk_list_item_get_item (list_item);

  g_signal_connect (item, "notify::record", G_CALLBACK (row_filled_cb), row);
  show_row (row, tally_engine_list_item_get_record (item));
}

GtkListItemFactory *
tally_app_finding_columns_new_row_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}

/* Sheets are foreign text: a cell must not become a formula of a spreadsheet, nor end its line. */
static void
append_field (GString    *out,
              const char *text,
              gboolean    is_foreign)
{
  if (is_foreign && *text != '\0' && strchr ("=+-@", *text) != NULL)
    g_string_append_c (out, '\'');
  for (; *text != '\0'; text++)
    g_string_append_c (out, g_ascii_iscntrl (*text) ? ' ' : *text);
}

char *
tally_app_finding_columns_dup_line (const TallyFinding *finding)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const TallyAppFindingColumn *column = &columns[i];
      g_autofree char *text = NULL;
      if (finding == NULL)
        text = g_strdup (_(column->title));
      else
        text = column->dup_plain != NULL ? column->dup_plain (finding) : column->dup_text (finding);
      if (i > 0)
        g_string_append_c (out, '\t');
      append_field (out, text, column->dup_plain == NULL);
    }
  g_string_append_c (out, '\n');
  return tally_text_steal (out);
}
