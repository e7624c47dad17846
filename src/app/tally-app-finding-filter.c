/* tally-app-finding-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-finding-filter.h"

#include <glib/gi18n.h>

#include "tally-app-finding-words.h"
#include "tally-app-format.h"
#include "tally-engine-findings-list.h"

#define VALUE_KEY "tally-value"

struct _TallyAppFindingFilter {
  AdwBin        parent_instance;

  /* template */
  GtkDropDown  *status;
  GtkDropDown  *severity;
  GtkDropDown  *detector;
  GtkDropDown  *trial;
  GtkEntry     *request;
  GtkEntry     *week;
  GtkEntry     *assignee;
  GtkFlowBox   *chips;

  GPtrArray    *values[4]; /* (owned) (element-type utf8): of the four above, by position */
  TallyQuery   *query;     /* (owned) */
  gboolean      is_set;    /* by the program, not by somebody */
};

enum { SIGNAL_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TallyAppFindingFilter, tally_app_finding_filter, ADW_TYPE_BIN)

/* What can be chosen from a list: a field, and the words for its values. */
enum { STATUS, SEVERITY, DETECTOR, TRIAL, N_LISTS };

static const char *const list_fields[N_LISTS] = {
  TALLY_FINDING_FIELD_STATUS, TALLY_FINDING_FIELD_SEVERITY, TALLY_FINDING_FIELD_DETECTOR, TALLY_FINDING_FIELD_TRIAL,
};

static const char *const entry_fields[] = {
  TALLY_FINDING_FIELD_REQUEST, TALLY_FINDING_FIELD_WEEK, TALLY_FINDING_FIELD_ASSIGNEE,
};

static GtkDropDown *
get_list (TallyAppFindingFilter *self,
          guint                  index)
{
  GtkDropDown *const lists[N_LISTS] = { self->status, self->severity, self->detector, self->trial };

  return lists[index];
}

static GtkEntry *
get_entry (TallyAppFindingFilter *self,
           guint                  index)
{
  GtkEntry *const entries[] = { self->request, self->week, self->assignee };

  return entries[index];
}

static char *
dup_statuses (const char *value)
{
  g_auto (GStrv) ids = g_strsplit (value, ",", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      TallyFindingStatus status;
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                              tally_finding_status_find (ids[i], &status) ? tally_app_finding_words_get_status (status)
                                                                          : ids[i]);
    }
  return g_strdup (text->str);
}

static char *
dup_week (const char *value)
{
  TallyDay week;

  if (tally_week_parse (value, strlen (value), &week) || tally_day_parse (value, strlen (value), &week))
    return tally_app_format_dup_day (week);
  return g_strdup (value);
}

static char *
dup_severity (const char *value)
{
  TallyRisk severity;

  if (!tally_risk_find (value, &severity))
    return g_strdup (value);
  return severity == TALLY_RISK_CRITICAL ? g_strdup (tally_app_finding_words_get_severity (severity))
                                         : g_strdup_printf (_("%s or more"), tally_app_finding_words_get_severity (severity));
}

/* What a value is called, in the list and on its chip. */
static char *
dup_title (const char *field,
           const char *value)
{
  if (strcmp (field, TALLY_FINDING_FIELD_STATUS) == 0)
    return strcmp (value, "all") == 0 ? g_strdup (_("All statuses")) : dup_statuses (value);
  if (strcmp (field, TALLY_FINDING_FIELD_SEVERITY) == 0)
    return dup_severity (value);
  if (strcmp (field, TALLY_FINDING_FIELD_DETECTOR) == 0)
    return g_strdup (tally_app_finding_words_get_detector (value));
  if (strcmp (field, TALLY_FINDING_FIELD_TRIAL) == 0)
    return g_strdup (strcmp (value, "only") == 0 ? _("On trial only") : _("Without those on trial"));
  if (strcmp (field, TALLY_FINDING_FIELD_WEEK) == 0)
    return dup_week (value);
  if (strcmp (field, TALLY_FINDING_FIELD_LIKE) == 0)
    return g_strdup (_("Of one kind"));
  return strcmp (field, TALLY_QUERY_TEXT) == 0 ? g_strdup_printf (_("“%s”"), value) : g_strdup (value);
}

static void
choose (TallyAppFindingFilter *self,
        const char            *field,
        const char            *value)
{
  if (self->is_set || strcmp (tally_query_get (self->query, field), value) == 0)
    return;
  tally_query_set (self->query, field, value);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
list_chosen_cb (TallyAppFindingFilter *self)
{
  for (guint i = 0; !self->is_set && i < N_LISTS; i++)
    {
      guint position = gtk_drop_down_get_selected (get_list (self, i));
      if (position < self->values[i]->len)
        choose (self, list_fields[i], self->values[i]->pdata[position]);
    }
}

static void
entry_done_cb (TallyAppFindingFilter *self)
{
  for (guint i = 0; !self->is_set && i < G_N_ELEMENTS (entry_fields); i++)
    {
      g_autofree char *value = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (get_entry (self, i)))));
      choose (self, entry_fields[i], value);
    }
}

static void
add_value (GPtrArray     *values,
           GtkStringList *titles,
           const char    *value,
           const char    *title)
{
  g_ptr_array_add (values, g_strdup (value));
  gtk_string_list_append (titles, title);
}

static void
fill_list (TallyAppFindingFilter *self,
           guint                  index,
           const char            *anything,
           const char *const     *values)
{
  GtkStringList *titles = gtk_string_list_new (NULL);

  self->values[index] = g_ptr_array_new_with_free_func (g_free);
  add_value (self->values[index], titles, "", anything);
  for (guint i = 0; values[i] != NULL; i++)
    {
      g_autofree char *title = dup_title (list_fields[index], values[i]);
      add_value (self->values[index], titles, values[i], title);
    }
  gtk_drop_down_set_model (get_list (self, index), G_LIST_MODEL (titles));
  g_object_unref (titles);
}

static void
fill_lists (TallyAppFindingFilter *self)
{
  static const char *const severities[] = { "medium", "high", "critical", NULL };
  static const char *const trials[] = { "no", "only", NULL };
  g_autoptr (GPtrArray) statuses = g_ptr_array_new ();
  g_autoptr (GPtrArray) detectors = g_ptr_array_new ();
  guint n;
  const TallyEngineDetector *all = tally_engine_findings_list_detectors (&n);

  for (guint i = 0; i < TALLY_N_FINDING_STATUSES; i++)
    g_ptr_array_add (statuses, (gpointer) tally_finding_status_get_id ((TallyFindingStatus) i));
  g_ptr_array_add (statuses, (gpointer) "all");
  g_ptr_array_add (statuses, NULL);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (detectors, (gpointer) all[i].id);
  g_ptr_array_add (detectors, NULL);
  self->is_set = TRUE;
  fill_list (self, STATUS, _("Open"), (const char *const *) statuses->pdata);
  fill_list (self, SEVERITY, _("Any severity"), severities);
  fill_list (self, DETECTOR, _("All detectors"), (const char *const *) detectors->pdata);
  fill_list (self, TRIAL, _("On trial or not"), trials);
  self->is_set = FALSE;
}

static void
chip_clicked_cb (TallyAppFindingFilter *self,
                 GtkButton             *chip)
{
  g_autofree char *field = g_strdup (g_object_get_data (G_OBJECT (chip), VALUE_KEY));

  tally_query_set (self->query, field, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
add_chip (TallyAppFindingFilter *self,
          const char            *field)
{
  const char *value = tally_query_get (self->query, field);
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;
  GtkWidget *chip;

  if (*value == '\0')
    return;
  title = dup_title (field, value);
  label = g_strdup_printf (_("%s ×"), title);
  chip = gtk_button_new_with_label (label);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (chip))), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_tooltip_text (chip, _("Do Not Choose by This"));
  g_object_set_data (G_OBJECT (chip), VALUE_KEY, (gpointer) g_intern_string (field));
  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_flow_box_append (self->chips, chip);
  gtk_widget_set_focusable (gtk_widget_get_parent (chip), FALSE);
}

static void
show_chips (TallyAppFindingFilter *self)
{
  const char *const *fields = tally_finding_query_list_fields ();
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_flow_box_remove (self->chips, child);
  for (guint i = 0; fields[i] != NULL; i++)
    add_chip (self, fields[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->chips), gtk_widget_get_first_child (GTK_WIDGET (self->chips)) != NULL);
}

static void
show_list (TallyAppFindingFilter *self,
           guint                  index)
{
  const char *value = tally_query_get (self->query, list_fields[index]);
  guint position;

  if (strcmp (value, "open") == 0)
    value = "";
  if (!g_ptr_array_find_with_equal_func (self->values[index], value, g_str_equal, &position))
    position = GTK_INVALID_LIST_POSITION;
  gtk_drop_down_set_selected (get_list (self, index), position);
}

void
tally_app_finding_filter_set_query (TallyAppFindingFilter *self,
                                    const TallyQuery      *query)
{
  TallyQuery *copy;

  g_return_if_fail (TALLY_IS_APP_FINDING_FILTER (self) && query != NULL);
  copy = tally_query_dup (query);
  tally_query_free (self->query);
  self->query = copy;
  self->is_set = TRUE;
  for (guint i = 0; i < N_LISTS; i++)
    show_list (self, i);
  for (guint i = 0; i < G_N_ELEMENTS (entry_fields); i++)
    gtk_editable_set_text (GTK_EDITABLE (get_entry (self, i)), tally_query_get (self->query, entry_fields[i]));
  self->is_set = FALSE;
  show_chips (self);
}

const TallyQuery *
tally_app_finding_filter_get_query (TallyAppFindingFilter *self)
{
  g_return_val_if_fail (TALLY_IS_APP_FINDING_FILTER (self), NULL);
  return self->query;
}

static void
tally_app_finding_filter_dispose (GObject *object)
{
  TallyAppFindingFilter *self = TALLY_APP_FINDING_FILTER (object);

  self->is_set = TRUE;
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TALLY_TYPE_APP_FINDING_FILTER);
  for (guint i = 0; i < N_LISTS; i++)
    g_clear_pointer (&self->values[i], g_ptr_array_unref);
  g_clear_pointer (&self->query, tally_query_free);
  G_OBJECT_CLASS (tally_app_finding_filter_parent_class)->dispose (object);
}

static void
tally_app_finding_filter_class_init (TallyAppFindingFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_app_finding_filter_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-app-finding-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingFilter, status);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingFilter, severity);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingFilter, detector);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingFilter, trial);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingFilter, request);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingFilter, week);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingFilter, assignee);
  gtk_widget_class_bind_template_child (widget_class, TallyAppFindingFilter, chips);
  gtk_widget_class_bind_template_callback (widget_class, list_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_done_cb);
}

static void
tally_app_finding_filter_init (TallyAppFindingFilter *self)
{
  self->query = tally_query_new ();
  self->is_set = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_lists (self);
  show_chips (self);
}
