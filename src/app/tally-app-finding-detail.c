/* tally-app-finding-detail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-finding-detail.h"

#include <glib/gi18n.h>

#include "tally-app-chart.h"
#include "tally-app-finding-story.h"
#include "tally-app-finding-words.h"
#include "tally-app-format.h"
#include "tally-app-pair.h"
#include "tally-app-verdict-bar.h"

struct _TallyAppFindingDetail {
  AdwBin                parent_instance;

  /* template */
  GtkStack             *states;
  AdwStatusPage        *many;
  GtkScrolledWindow    *scroller;
  GtkLabel             *severity;
  GtkLabel             *status;
  GtkLabel             *exposure;
  GtkLabel             *sentence;
  GtkLabel             *place;
  GtkLabel             *why;
  GtkWidget            *more;
  GtkListBox           *evidence;
  GtkListBox           *more_evidence;
  GtkWidget            *peers_group;
  TallyAppChart        *peers;
  GtkListBox           *lines;
  AdwEntryRow          *assignee;
  AdwEntryRow          *due;
  AdwEntryRow          *remark;
  GtkListBox           *files;
  GtkListBox           *history;
  TallyAppVerdictBar   *verdict_bar;

  GListStore           *stores[TALLY_APP_FINDING_N_STORIES]; /* (owned) */
  char                 *id;                                  /* (owned) (nullable): of the finding that is shown */
  GtkFileChooserNative *chooser;                             /* (owned) (nullable) */
};

enum { SIGNAL_REMARKED, SIGNAL_ATTACHED, SIGNAL_REFUSED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TallyAppFindingDetail, tally_app_finding_detail, ADW_TYPE_BIN)

void
tally_app_finding_all_free (TallyAppFindingAll *self)
{
  if (self == NULL)
    return;
  tally_engine_finding_free (self->found);
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
  g_free (self);
}

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
emit_remark (TallyAppFindingDetail *self,
             TallyFindingRemark    *remark)
{
  g_signal_emit (self, signals[SIGNAL_REMARKED], 0, remark);
}

static void
noted_cb (TallyAppFindingDetail *self)
{
  g_autofree char *text = g_strstrip (g_strdup (get_text (self->remark)));
  TallyFindingRemark remark = { .kind = TALLY_FINDING_REMARK_NOTE, .text = text };

  if (*text == '\0')
    return;
  emit_remark (self, &remark);
  gtk_editable_set_text (GTK_EDITABLE (self->remark), "");
}

static void
assigned_cb (TallyAppFindingDetail *self)
{
  g_autofree char *text = g_strstrip (g_strdup (get_text (self->assignee)));
  g_autofree char *due = g_strstrip (g_strdup (get_text (self->due)));
  TallyFindingRemark remark = { .kind = TALLY_FINDING_REMARK_ASSIGNED, .text = text };

  if (*due != '\0' && !tally_day_parse (due, strlen (due), &remark.due))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->due), "error");
      g_signal_emit (self, signals[SIGNAL_REFUSED], 0, _("“Until when” takes a day as 2026-12-31"));
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (self->due), "error");
  emit_remark (self, &remark);
}

static void
chosen_cb (TallyAppFindingDetail *self,
           int                    response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;

  if (file != NULL)
    g_signal_emit (self, signals[SIGNAL_ATTACHED], 0, file);
}

static void
add_file_cb (TallyAppFindingDetail *self)
{
  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_("Add a File"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Add"), NULL);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
dropped_cb (TallyAppFindingDetail *self,
            const GValue          *value)
{
  GSList *files = self->id != NULL ? g_value_get_boxed (value) : NULL;

  for (GSList *link = files; link != NULL; link = link->next)
    g_signal_emit (self, signals[SIGNAL_ATTACHED], 0, link->data);
  return files != NULL;
}

static void
tally_app_finding_detail_dispose (GObject *object)
{
  TallyAppFindingDetail *self = TALLY_APP_FINDING_DETAIL (object);

  g_clear_object (&self->chooser);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TALLY_TYPE_APP_FINDING_DETAIL);
  for (guint i = 0; i < TALLY_APP_FINDING_N_STORIES; i++)
    g_clear_object (&self->stores[i]);
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (tally_app_finding_detail_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingDetail, states);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingDetail, many);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingDetail, scroller);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingDetail, severity);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingDetail, status);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingDetail, exposure);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingDetail, sentence);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingDetail, place);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingDetail, why);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingDetail, more);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingDetail, evidence);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingDetail, more_evidence);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingDetail, peers_group);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingDetail, peers);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingDetail, lines);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingDetail, assignee);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingDetail, due);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingDetail, remark);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingDetail, files);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingDetail, history);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingDetail, verdict_bar);
}

static void
tally_app_finding_detail_class_init (TallyAppFindingDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_app_finding_detail_dispose;
  signals[SIGNAL_REMARKED] = g_signal_new ("remarked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                           G_TYPE_POINTER);
  signals[SIGNAL_ATTACHED] = g_signal_new ("attached", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                           G_TYPE_FILE);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                          G_TYPE_STRING);
  g_type_ensure (TALLY_TYPE_APP_CHART);
  g_type_ensure (TALLY_TYPE_APP_VERDICT_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-app-finding-detail.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, assigned_cb);
  gtk_widget_class_bind_template_callback (widget_class, noted_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_file_cb);
}

static void
tally_app_finding_detail_init (TallyAppFindingDetail *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkListBox *lists[TALLY_APP_FINDING_N_STORIES];

  gtk_widget_init_template (GTK_WIDGET (self));
  lists[TALLY_APP_FINDING_EVIDENCE] = self->evidence;
  lists[TALLY_APP_FINDING_MORE] = self->more_evidence;
  lists[TALLY_APP_FINDING_LINES] = self->lines;
  lists[TALLY_APP_FINDING_FILES] = self->files;
  lists[TALLY_APP_FINDING_HISTORY] = self->history;
  for (guint i = 0; i < TALLY_APP_FINDING_N_STORIES; i++)
    {
      self->stores[i] = g_list_store_new (TALLY_TYPE_APP_PAIR);
      tally_app_pair_bind (lists[i], self->stores[i]);
    }
  g_object_bind_property (self->more_evidence, "visible", self->more, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  tally_app_finding_detail_show_none (self);
}

void
tally_app_finding_detail_show_none (TallyAppFindingDetail *self)
{
  g_return_if_fail (TALLY_IS_APP_FINDING_DETAIL (self));
  g_clear_pointer (&self->id, g_free);
  gtk_stack_set_visible_child_name (self->states, "none");
  gtk_widget_set_visible (GTK_WIDGET (self->verdict_bar), FALSE);
}

void
tally_app_finding_detail_show_many (TallyAppFindingDetail *self,
                                    guint                  n,
                                    TallyMoney             cents)
{
  g_autofree char *count = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (TALLY_IS_APP_FINDING_DETAIL (self));
  count = tally_app_format_dup_count (n);
  amount = tally_app_format_dup_money (cents);
  title = g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%s Finding, %s", "%s Findings, %s", n), count, amount);
  g_clear_pointer (&self->id, g_free);
  adw_status_page_set_title (self->many, title);
  gtk_stack_set_visible_child_name (self->states, "many");
  tally_app_verdict_bar_set_many (self->verdict_bar, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->verdict_bar), TRUE);
}

static void
show_head (TallyAppFindingDetail *self,
           const TallyFinding    *finding)
{
  const char *classes[] = { "heading", tally_app_finding_words_get_severity_style (finding->severity), NULL };
  g_autofree char *status = tally_app_finding_words_dup_status (finding);
  g_autofree char *exposure = tally_app_format_dup_money (finding->exposure_cents);
  g_autofree char *place = tally_app_finding_story_dup_place (finding);
  g_autofree char *sentence = tally_app_finding_words_dup_sentence (finding);
  g_autofree char *why = tally_app_finding_words_dup_why (finding);

  gtk_label_set_text (self->severity, tally_app_finding_words_get_severity (finding->severity));
  gtk_widget_set_css_classes (GTK_WIDGET (self->severity), classes);
  gtk_label_set_text (self->status, status);
  gtk_label_set_text (self->exposure, exposure);
  gtk_label_set_text (self->sentence, sentence);
  gtk_label_set_text (self->place, place);
  gtk_label_set_text (self->why, why);
}

/* What somebody is typing is not taken away by a run that writes to the store. */
static void
show_entries (TallyAppFindingDetail *self,
              const TallyFinding    *finding)
{
  char day[TALLY_DAY_BUFFER_SIZE];

  if (g_strcmp0 (self->id, finding->id) == 0)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->assignee), finding->assignee);
  gtk_editable_set_text (GTK_EDITABLE (self->due), tally_day_format_iso (finding->due, day, sizeof day));
  gtk_editable_set_text (GTK_EDITABLE (self->remark), "");
  gtk_widget_remove_css_class (GTK_WIDGET (self->due), "error");
  tally_app_verdict_bar_clear (self->verdict_bar);
  tally_app_finding_detail_show_peers (self, NULL);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

void
tally_app_finding_detail_show (TallyAppFindingDetail    *self,
                               const TallyAppFindingAll *all,
                               const char               *data_dir)
{
  const TallyFinding *finding;

  g_return_if_fail (TALLY_IS_APP_FINDING_DETAIL (self) && all != NULL && data_dir != NULL);
  finding = all->found->finding;
  show_head (self, finding);
  show_entries (self, finding);
  g_free (self->id);
  self->id = g_strdup (finding->id);
  tally_app_finding_story_tell (all->found, all->remarks, data_dir, self->stores);
  gtk_stack_set_visible_child_name (self->states, "one");
  tally_app_verdict_bar_set_many (self->verdict_bar, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->verdict_bar), TRUE);
}

void
tally_app_finding_detail_show_peers (TallyAppFindingDetail *self,
                                     TallyChart            *chart)
{
  g_return_if_fail (TALLY_IS_APP_FINDING_DETAIL (self));
  gtk_widget_set_visible (self->peers_group, chart != NULL);
  tally_app_chart_set_chart (self->peers, chart);
}

char *
tally_app_finding_detail_dup_note (TallyAppFindingDetail *self)
{
  g_return_val_if_fail (TALLY_IS_APP_FINDING_DETAIL (self), NULL);
  return tally_app_verdict_bar_dup_note (self->verdict_bar);
}

gboolean
tally_app_finding_detail_get_recovered (TallyAppFindingDetail *self,
                                        TallyMoney            *out_cents)
{
  g_return_val_if_fail (TALLY_IS_APP_FINDING_DETAIL (self) && out_cents != NULL, FALSE);
  return tally_app_verdict_bar_get_recovered (self->verdict_bar, out_cents);
}

void
tally_app_finding_detail_clear_verdict (TallyAppFindingDetail *self)
{
  g_return_if_fail (TALLY_IS_APP_FINDING_DETAIL (self));
  tally_app_verdict_bar_clear (self->verdict_bar);
}
