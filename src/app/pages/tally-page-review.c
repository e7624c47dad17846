/* tally-page-review.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-page-review.h"

#include <glib/gi18n.h>

#include "tally-app-fold.h"
#include "tally-app-format.h"
#include "tally-engine-findings-list.h"
#include "tally-page-review-private.h"

/* A wish for one finding. */
#define FIELD_ID "id"

G_DEFINE_FINAL_TYPE (TallyPageReview, tally_page_review, TALLY_TYPE_APP_PAGE)

static guint
get_n (TallyPageReview *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

static void
show_summary (TallyPageReview *self)
{
  guint n = tally_app_selection_get_n (self->selection);
  gint64 cents;
  g_autofree char *count = tally_app_format_dup_count (get_n (self));
  g_autofree char *chosen = tally_app_format_dup_count (n);
  g_autofree char *amount = NULL;
  g_autofree char *text = NULL;

  g_object_get (self->list, "total-cents", &cents, NULL);
  amount = tally_app_format_dup_money (n > 1 ? tally_app_selection_get_total_cents (self->selection) : cents);
  if (n > 1)
    text = g_strdup_printf (_("%s of %s selected · %s"), chosen, count, amount);
  else
    text = g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%s finding · %s", "%s findings · %s", get_n (self)), count,
                            amount);
  gtk_label_set_text (self->summary, text);
}

static void
show_position (TallyPageReview *self)
{
  g_autofree char *count = tally_app_format_dup_count (get_n (self));
  g_autofree char *place = tally_app_format_dup_count (self->place + 1);
  /* Translators: the place of a finding among all: "3 of 120". */
  g_autofree char *text = g_strdup_printf (_("%s of %s"), place, count);

  gtk_label_set_text (self->position, get_n (self) > 0 ? text : "");
}

static void
selected_cb (TallyPageReview *self)
{
  guint n = tally_app_selection_get_n (self->selection);
  guint position;

  if (tally_app_selection_get_first (self->selection, &position))
    self->place = position;
  show_summary (self);
  show_position (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.copy", n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.decide", n > 0);
  if (n == 1)
    {
      gint64 key = tally_engine_list_get_row (self->list, position).key;
      if (key != self->wanted_key)
        tally_page_review_show_finding (self, key);
      return;
    }
  tally_page_review_show_finding (self, 0);
  if (n == 0)
    tally_app_finding_detail_show_none (self->detail);
  else
    tally_app_finding_detail_show_many (self->detail, n, tally_app_selection_get_total_cents (self->selection));
}

static void
select_place (TallyPageReview *self,
              guint            place)
{
  guint n = get_n (self);

  if (n == 0)
    return;
  place = MIN (place, n - 1);
  tally_app_selection_select_only (self->selection, place);
  tally_app_finding_table_scroll_to (self->table, place);
}

void
tally_page_review_go_on (TallyPageReview *self)
{
  guint last;

  g_return_if_fail (TALLY_IS_PAGE_REVIEW (self));
  select_place (self, tally_app_selection_get_last (self->selection, &last) ? last + 1 : self->place);
}

static gboolean
is_all_open (const TallyQuery *query)
{
  const char *const *fields = tally_finding_query_list_fields ();

  for (guint i = 0; fields[i] != NULL; i++)
    if (*tally_query_get (query, fields[i]) != '\0')
      return FALSE;
  return *tally_query_get (query, TALLY_QUERY_TEXT) == '\0';
}

static void
show_empty (TallyPageReview *self,
            const char      *problem)
{
  gboolean is_unfiltered = is_all_open (tally_engine_list_get_query (self->list));
  const char *icon = problem != NULL ? "dialog-warning-symbolic" : is_unfiltered ? "emblem-ok-symbolic" : "edit-find-symbolic";
  const char *title = problem != NULL ? _("The Findings Can’t Be Read") : is_unfiltered ? _("Nothing to Review") : _("No Match");
  const char *text = problem != NULL ? problem
                     : is_unfiltered ? _("Each pass audits what it read. What it finds stands here until somebody decides.")
                                     : _("No finding is all that was chosen.");
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_icon_name (self->empty, icon);
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, escaped);
  gtk_button_set_label (self->empty_button, is_unfiltered && problem == NULL ? _("_Run Now") : _("_Show All Open"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->empty_button),
                                  is_unfiltered && problem == NULL ? "win.run" : "review.reset");
  gtk_stack_set_visible_child_name (self->states, "empty");
}

static void
show_state (TallyPageReview *self)
{
  g_autofree char *problem = NULL;
  gboolean is_loading;

  g_object_get (self->list, "problem", &problem, "loading", &is_loading, NULL);
  if (problem == NULL && get_n (self) > 0)
    gtk_stack_set_visible_child_name (self->states, "table");
  else if (problem == NULL && is_loading)
    gtk_stack_set_visible_child_name (self->states, "loading");
  else
    show_empty (self, problem);
}

/* Where somebody was: the one that was taken back, else the same place. */
static void
find_place (TallyPageReview *self)
{
  guint position;

  if (self->return_key != 0 && tally_engine_list_find (self->list, self->return_key, &position))
    select_place (self, position);
  else if (tally_app_selection_get_n (self->selection) == 0)
    select_place (self, self->was_read ? self->place : 0);
  self->return_key = 0;
  self->was_read = self->was_read || get_n (self) > 0;
}

static void
refreshed_cb (TallyPageReview *self)
{
  tally_page_review_choose_alike (self);
  find_place (self);
  show_summary (self);
  show_position (self);
}

void
tally_page_review_show_again (TallyPageReview *self)
{
  g_return_if_fail (TALLY_IS_PAGE_REVIEW (self));
  tally_engine_list_refresh (self->list);
  if (self->wanted_key != 0)
    tally_page_review_show_finding (self, self->wanted_key);
}

void
tally_page_review_set_query (TallyPageReview  *self,
                             const TallyQuery *query)
{
  g_return_if_fail (TALLY_IS_PAGE_REVIEW (self) && query != NULL);
  self->was_read = FALSE; /* another list: its first is the next */
  tally_app_finding_filter_set_query (self->filter, query);
  tally_app_finding_table_show_sort (self->table, tally_query_get (query, TALLY_QUERY_SORT));
  tally_engine_list_set_query (self->list, query);
}

static void
filter_changed_cb (TallyPageReview *self)
{
  g_autoptr (TallyQuery) query = tally_query_dup (tally_app_finding_filter_get_query (self->filter));

  tally_page_review_forget_alike (self);
  tally_page_review_set_query (self, query);
}

static void
sorted_cb (TallyPageReview *self,
           const char      *sort)
{
  g_autoptr (TallyQuery) query = tally_query_dup (tally_engine_list_get_query (self->list));

  tally_query_set (query, TALLY_QUERY_SORT, sort);
  tally_app_finding_filter_set_query (self->filter, query);
  tally_engine_list_set_query (self->list, query);
}

static void
opened_cb (TallyPageReview *self,
           guint            position)
{
  tally_app_selection_select_only (self->selection, position);
  adw_leaflet_set_visible_child (self->leaflet, self->detail_side);
}

static void
remarked_cb (TallyPageReview          *self,
             const TallyFindingRemark *remark)
{
  tally_page_review_remark (self, remark);
}

static void
attached_cb (TallyPageReview *self,
             GFile           *file)
{
  tally_page_review_attach (self, file);
}

static void
refused_cb (TallyPageReview *self,
            const char      *message)
{
  tally_app_page_toast (TALLY_APP_PAGE (self), message);
}

static void
decide_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  const char *status, *reason;
  TallyFindingStatus to;

  g_variant_get (parameter, "(&s&s)", &status, &reason);
  if (tally_finding_status_find (status, &to))
    tally_page_review_decide (TALLY_PAGE_REVIEW (widget), to, reason);
}

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  tally_page_review_go_on (TALLY_PAGE_REVIEW (widget));
}

static void
previous_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  TallyPageReview *self = TALLY_PAGE_REVIEW (widget);
  guint first = self->place;

  if (tally_app_selection_get_first (self->selection, &first) && first > 0)
    first--;
  select_place (self, first);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TallyPageReview *self = TALLY_PAGE_REVIEW (widget);

  adw_leaflet_set_visible_child (self->leaflet, self->list_side);
}

static void
reset_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  TallyPageReview *self = TALLY_PAGE_REVIEW (widget);
  g_autoptr (TallyQuery) query = tally_query_new ();

  tally_page_review_forget_alike (self);
  tally_page_review_set_query (self, query);
  tally_engine_list_refresh (self->list);
}

static void
alike_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  tally_page_review_show_alike (TALLY_PAGE_REVIEW (widget));
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  tally_page_review_copy (TALLY_PAGE_REVIEW (widget));
}

static void
tally_page_review_reload (TallyAppPage *page)
{
  TallyPageReview *self = TALLY_PAGE_REVIEW (page);
  TallyEngineDesk *desk = tally_app_page_get_desk (page);

  if (desk != self->desk)
    {
      self->desk = desk;
      self->is_asking = FALSE;
      self->was_read = FALSE;
      tally_page_review_forget_alike (self);
      self->shown_key = self->wanted_key = 0;
      tally_engine_list_set_desk (self->list, desk);
    }
  else
    tally_page_review_show_again (self);
}

/* Nobody looks: the list must not keep the desk of a workspace that was closed. */
static void
desk_changed_cb (TallyPageReview *self)
{
  if (self->desk == tally_app_session_get_desk (tally_app_page_get_session (TALLY_APP_PAGE (self))))
    return;
  self->desk = NULL;
  tally_engine_list_set_desk (self->list, NULL);
}

static void
tally_page_review_constructed (GObject *object)
{
  TallyAppSession *session = tally_app_page_get_session (TALLY_APP_PAGE (object));

  G_OBJECT_CLASS (tally_page_review_parent_class)->constructed (object);
  g_signal_connect_object (session, "notify::desk", G_CALLBACK (desk_changed_cb), object, G_CONNECT_SWAPPED);
}

static void
tally_page_review_search (TallyAppPage *page,
                          const char   *text)
{
  TallyPageReview *self = TALLY_PAGE_REVIEW (page);
  g_autoptr (TallyQuery) query = tally_query_dup (tally_engine_list_get_query (self->list));

  tally_query_set (query, TALLY_QUERY_TEXT, text);
  tally_page_review_forget_alike (self);
  tally_page_review_set_query (self, query);
}

/* One finding is looked for by its id, whatever became of it. */
static void
take_id (TallyQuery *query)
{
  g_autofree char *id = g_strdup (tally_query_get (query, FIELD_ID));

  if (*id == '\0')
    return;
  tally_query_set (query, FIELD_ID, NULL);
  tally_query_set (query, TALLY_FINDING_FIELD_STATUS, "all");
  tally_query_set (query, TALLY_QUERY_TEXT, id);
}

static void
tally_page_review_go (TallyAppPage *page,
                      const char   *wish)
{
  TallyPageReview *self = TALLY_PAGE_REVIEW (page);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyQuery) query = NULL;

  for (const char *const *field = tally_finding_query_list_fields (); *field != NULL; field++)
    g_ptr_array_add (fields, (gpointer) *field);
  g_ptr_array_add (fields, (gpointer) FIELD_ID);
  g_ptr_array_add (fields, NULL);
  query = tally_query_parse (wish, (const char *const *) fields->pdata, &error);
  if (query == NULL)
    {
      tally_app_page_toast (page, error->message);
      return;
    }
  take_id (query);
  tally_page_review_forget_alike (self);
  tally_page_review_set_query (self, query);
  gtk_widget_child_focus (GTK_WIDGET (self->table), GTK_DIR_TAB_FORWARD); /* keys are for the list now */
}

static void
tally_page_review_dispose (GObject *object)
{
  TallyPageReview *self = TALLY_PAGE_REVIEW (object);

  if (self->table != NULL)
    tally_app_finding_table_set_selection (self->table, NULL);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  tally_app_page_dispose_template (TALLY_APP_PAGE (self), TALLY_TYPE_PAGE_REVIEW);
  g_clear_object (&self->selection);
  if (self->list != NULL)
    tally_engine_list_set_desk (self->list, NULL);
  g_clear_object (&self->list);
  g_clear_pointer (&self->shown_id, g_free);
  tally_page_review_forget_alike (self);
  G_OBJECT_CLASS (tally_page_review_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-page-review.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyPageReview, leaflet);
  gtk_widget_class_bind_template_child (widget_class, TallyPageReview, filter);
  gtk_widget_class_bind_template_child (widget_class, TallyPageReview, columns_button);
  gtk_widget_class_bind_template_child (widget_class, TallyPageReview, states);
  gtk_widget_class_bind_template_child (widget_class, TallyPageReview, table);
  gtk_widget_class_bind_template_child (widget_class, TallyPageReview, empty);
  gtk_widget_class_bind_template_child (widget_class, TallyPageReview, empty_button);
  gtk_widget_class_bind_template_child (widget_class, TallyPageReview, summary);
  gtk_widget_class_bind_template_child (widget_class, TallyPageReview, position);
  gtk_widget_class_bind_template_child (widget_class, TallyPageReview, list_side);
  gtk_widget_class_bind_template_child (widget_class, TallyPageReview, detail_side);
  gtk_widget_class_bind_template_child (widget_class, TallyPageReview, back_bar);
  gtk_widget_class_bind_template_child (widget_class, TallyPageReview, detail);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sorted_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, remarked_cb);
  gtk_widget_class_bind_template_callback (widget_class, attached_cb);
  gtk_widget_class_bind_template_callback (widget_class, refused_cb);
}

/* Letters alone: whoever types into an entry types. */
static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct {
    guint       key;
    const char *status;
  } verdicts[] = {
    { GDK_KEY_c, "confirmed" }, { GDK_KEY_e, "explained" }, { GDK_KEY_f, "false-positive" }, { GDK_KEY_d, "duplicate" },
    { GDK_KEY_n, "waiting" },
  };

  gtk_widget_class_install_action (widget_class, "review.decide", "(ss)", decide_action);
  gtk_widget_class_install_action (widget_class, "review.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "review.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "review.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "review.reset", NULL, reset_action);
  gtk_widget_class_install_action (widget_class, "review.alike", NULL, alike_action);
  gtk_widget_class_install_action (widget_class, "review.copy", NULL, copy_action);
  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    gtk_widget_class_add_binding_action (widget_class, verdicts[i].key, 0, "review.decide", "(ss)", verdicts[i].status, "");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_j, 0, "review.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, 0, "review.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, 0, "review.alike", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "review.copy", NULL);
}

static void
tally_page_review_class_init (TallyPageReviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = tally_page_review_constructed;
  G_OBJECT_CLASS (klass)->dispose = tally_page_review_dispose;
  TALLY_APP_PAGE_CLASS (klass)->reload = tally_page_review_reload;
  TALLY_APP_PAGE_CLASS (klass)->search = tally_page_review_search;
  TALLY_APP_PAGE_CLASS (klass)->go = tally_page_review_go;
  g_type_ensure (TALLY_TYPE_APP_FINDING_FILTER);
  g_type_ensure (TALLY_TYPE_APP_FINDING_TABLE);
  g_type_ensure (TALLY_TYPE_APP_FINDING_DETAIL);
  bind_template (widget_class);
  install_actions (widget_class);
}

static void
tally_page_review_init (TallyPageReview *self)
{
  self->list = tally_engine_findings_list_new ();
  self->selection = tally_app_selection_new (self->list);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", tally_app_finding_table_get_actions (self->table));
  gtk_menu_button_set_menu_model (self->columns_button, tally_app_finding_table_get_menu (self->table));
  tally_app_finding_table_set_selection (self->table, self->selection);
  tally_app_fold_show_with (self->back_bar, self->leaflet);
  g_signal_connect_swapped (self->list, "refreshed", G_CALLBACK (refreshed_cb), self);
  g_signal_connect_swapped (self->list, "notify::loading", G_CALLBACK (show_state), self);
  g_signal_connect_swapped (self->list, "notify::problem", G_CALLBACK (show_state), self);
  g_signal_connect_swapped (self->list, "items-changed", G_CALLBACK (show_state), self);
  g_signal_connect_swapped (self->selection, "changed", G_CALLBACK (selected_cb), self);
  selected_cb (self);
}

TallyAppSelection *
tally_page_review_get_selection (TallyPageReview *self)
{
  g_return_val_if_fail (TALLY_IS_PAGE_REVIEW (self), NULL);
  return self->selection;
}

gboolean
tally_page_review_is_busy (TallyPageReview *self)
{
  gboolean is_loading;

  g_return_val_if_fail (TALLY_IS_PAGE_REVIEW (self), FALSE);
  g_object_get (self->list, "loading", &is_loading, NULL);
  return is_loading || self->is_asking || self->n_deeds > 0;
}

extern const TallyAppPageInfo tally_page_review_info;

const TallyAppPageInfo tally_page_review_info = {
  .id = "review",
  .title = N_("Review"),
  .icon_name = "edit-find-symbolic",
  .get_type = tally_page_review_get_type,
};
