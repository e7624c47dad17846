/* tally-page-today.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-page-today.h"

#include <glib/gi18n.h>

#include "tally-app-format.h"
#include "tally-app-need.h"
#include "tally-app-news.h"
#include "tally-text.h"

#define MEMORY_GROUP "today"
#define MINUTE_SECS 60

/* Digits of a workspace's name in the memory. */
#define NAME_LENGTH 16

struct _TallyPageToday {
  TallyAppPage         parent_instance;

  /* template */
  GtkStack            *states;
  AdwStatusPage       *error_page;
  GtkWidget           *clear_box;
  GtkImage            *clear_icon;
  GtkLabel            *clear_title;
  GtkLabel            *clear_detail;
  GtkWidget           *clear_button;
  GtkWidget           *needs_group;
  GtkListBox          *needs_list;
  AdwPreferencesGroup *news_group;
  GtkListBox          *news_list;
  GtkLabel            *foot;

  GListStore          *needs;           /* (owned) TallyAppLine */
  GListStore          *news;            /* (owned) TallyAppLine */
  TallyEngineDesk     *desk;            /* (owned) (nullable): whose answers are shown */
  char                *name;            /* (owned) (nullable): of its store, in the memory */
  gint64               since_utc_usec;  /* when somebody looked last, 0 = never */
  gint64               as_of_utc_usec;  /* of what is shown and not yet remembered, 0 = nothing is */
  gboolean             is_looked_at;
  guint                minute_id;
};

G_DEFINE_FINAL_TYPE (TallyPageToday, tally_page_today, TALLY_TYPE_APP_PAGE)

/* --- asking -------------------------------------------------------------------------------------- */

typedef struct {
  gint64  since_utc_usec;
  char   *reader; /* (owned) (nullable) */
} Question;

typedef struct {
  TallyEngineNeeds *needs; /* (owned) */
  TallyEngineNews  *news;  /* (owned) */
} Answer;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_free (self->reader);
  g_free (self);
}

static void
answer_free (Answer *self)
{
  tally_engine_needs_free (self->needs);
  g_free (self->news);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gpointer
answer_question (TallyEngine   *engine,
                 gpointer       input,
                 GCancellable  *cancellable,
                 GError       **error)
{
  const Question *question = input;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);

  answer->needs = tally_engine_needs_list (engine, error);
  if (answer->needs != NULL)
    answer->news = tally_engine_news_read (engine, question->since_utc_usec, question->reader, error);
  return answer->news != NULL ? g_steal_pointer (&answer) : NULL;
}

/* --- showing ------------------------------------------------------------------------------------- */

static void
show_needs (TallyPageToday         *self,
            const TallyEngineNeeds *needs)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < needs->list->len; i++)
    g_ptr_array_add (lines, tally_app_need_line_new (needs->list->pdata[i], needs->as_of_utc_usec));
  tally_app_lines_replace (self->needs, lines);
  gtk_widget_set_visible (self->needs_group, lines->len > 0);
}

/* Who never looked before has no "since". */
static void
show_news (TallyPageToday        *self,
           const TallyEngineNews *news)
{
  g_autoptr (GPtrArray) lines = tally_app_news_list_lines (news);
  g_autofree char *time = tally_app_format_dup_time (self->since_utc_usec, news->as_of_utc_usec);

  if (self->since_utc_usec == 0)
    g_ptr_array_set_size (lines, 0);
  tally_app_lines_replace (self->news, lines);
  adw_preferences_group_set_description (self->news_group, time);
  gtk_widget_set_visible (GTK_WIDGET (self->news_group), lines->len > 0);
}

static char *
dup_last_run (const TallyEngineNeeds *needs)
{
  g_autofree char *last = tally_app_format_dup_time (needs->last_run_utc_usec, needs->as_of_utc_usec);

  if (needs->last_run_id == 0)
    return g_strdup (_("The first run reads your sheets, makes workbooks and audits them."));
  /* Translators: %s is a time, as "14:05" or "Yesterday 14:05" */
  return g_strdup_printf (_("The last run ended: %s"), last);
}

static void
show_clear (TallyPageToday         *self,
            const TallyEngineNeeds *needs)
{
  gboolean has_run = needs->last_run_id != 0;
  g_autofree char *detail = dup_last_run (needs);

  gtk_image_set_from_icon_name (self->clear_icon, has_run ? "object-select-symbolic" : "media-playback-start-symbolic");
  gtk_label_set_text (self->clear_title, has_run ? _("Nothing Needs You") : _("Nothing Has Run Yet"));
  gtk_label_set_text (self->clear_detail, detail);
  gtk_widget_set_visible (self->clear_button, !has_run);
  gtk_widget_set_visible (self->clear_box, needs->list->len == 0);
}

static char *
dup_trial (const TallyEngineNeeds *needs)
{
  g_autofree char *number = tally_app_format_dup_count (needs->n_trial);

  if (needs->n_trial == 0)
    return NULL;
  return g_strdup_printf (g_dngettext (TALLY_GETTEXT_PACKAGE, "%s finding of detectors on trial needs nobody.",
                                       "%s findings of detectors on trial need nobody.", (gulong) needs->n_trial), number);
}

static void
add_sentence (GString *text,
              char    *sentence)
{
  g_autofree char *owned = sentence;

  if (owned != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", owned);
}

static void
show_foot (TallyPageToday         *self,
           const TallyEngineNeeds *needs)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *next = tally_app_format_dup_time (needs->next_run_utc_usec, needs->as_of_utc_usec);
  g_autofree char *as_of = tally_app_format_dup_time (needs->as_of_utc_usec, needs->as_of_utc_usec);
  g_autofree char *full = tally_app_format_dup_time_full (needs->as_of_utc_usec);

  add_sentence (text, dup_trial (needs));
  if (needs->next_run_utc_usec != 0)
    add_sentence (text, g_strdup_printf (_("The schedule’s next start: %s"), next));
  add_sentence (text, g_strdup_printf (_("As of %s"), as_of));
  gtk_label_set_text (self->foot, text->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->foot), full);
}

static void
show_answer (TallyPageToday *self,
             const Answer   *answer)
{
  gboolean is_first = !answer->needs->is_configured && answer->needs->last_run_id == 0;

  self->as_of_utc_usec = answer->needs->as_of_utc_usec;
  show_needs (self, answer->needs);
  show_news (self, answer->news);
  show_clear (self, answer->needs);
  show_foot (self, answer->needs);
  gtk_stack_set_visible_child_name (self->states, is_first ? "first" : "today");
}

static void
answered_cb (GObject      *desk,
             GAsyncResult *result,
             gpointer      data)
{
  TallyPageToday *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);
  g_autofree char *escaped = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer != NULL)
    {
      show_answer (self, answer);
      return;
    }
  /* A run that makes or upgrades the store locks readers out for a moment; at its end the page is read again. */
  if (self->as_of_utc_usec != 0 && tally_engine_desk_is_running (TALLY_ENGINE_DESK (desk)))
    return;
  escaped = g_markup_escape_text (error->message, -1);
  adw_status_page_set_description (self->error_page, escaped);
  gtk_stack_set_visible_child_name (self->states, "error");
}

/* --- looking ------------------------------------------------------------------------------------- */

/* Each store has a moment of its own, under a name that tells nothing of it. */
static char *
dup_name (TallyEngineDesk *desk)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, tally_engine_desk_get_data_dir (desk), -1);

  return g_strndup (digest, NAME_LENGTH);
}

static TallyAppMemory *
get_memory (TallyPageToday *self)
{
  return tally_app_session_get_memory (tally_app_page_get_session (TALLY_APP_PAGE (self)));
}

/* What was shown has been seen: next time begins there. */
static void
move_on (TallyPageToday *self)
{
  if (get_memory (self) != NULL && self->as_of_utc_usec != 0)
    tally_app_memory_set_number (get_memory (self), MEMORY_GROUP, self->name, self->as_of_utc_usec);
  self->as_of_utc_usec = 0;
  self->is_looked_at = FALSE;
}

static void
begin_to_look (TallyPageToday  *self,
               TallyEngineDesk *desk)
{
  g_autofree char *name = dup_name (desk);

  if (tally_text_set (&self->name, name))
    gtk_stack_set_visible_child_name (self->states, "loading");
  self->since_utc_usec = get_memory (self) != NULL
                           ? tally_app_memory_get_number (get_memory (self), MEMORY_GROUP, self->name, 0)
                           : 0;
  self->is_looked_at = TRUE;
}

static void
ask (TallyPageToday *self)
{
  TallyAppSession *session = tally_app_page_get_session (TALLY_APP_PAGE (self));
  Question *input = g_new0 (Question, 1);
  const TallyEngineQuestion question = {
    .func = answer_question, .input = input, .free_input = question_free, .free_answer = (GDestroyNotify) answer_free,
  };

  input->since_utc_usec = self->since_utc_usec;
  input->reader = g_strdup (tally_app_session_get_actor (session));
  tally_app_page_ask (TALLY_APP_PAGE (self), &question, answered_cb);
}

static void
drop_desk (TallyPageToday *self)
{
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
}

static void
take_desk (TallyPageToday  *self,
           TallyEngineDesk *desk)
{
  drop_desk (self);
  g_set_object (&self->desk, desk);
  if (desk != NULL)
    g_signal_connect_object (desk, "ran", G_CALLBACK (tally_app_page_mark_stale), self, G_CONNECT_SWAPPED);
}

/* Another desk may be that of another store, whose moment is another one. */
static void
tally_page_today_reload (TallyAppPage *page)
{
  TallyPageToday *self = TALLY_PAGE_TODAY (page);
  TallyEngineDesk *desk = tally_app_page_get_desk (page);

  if (desk != self->desk)
    {
      move_on (self);
      take_desk (self, desk);
    }
  if (desk == NULL)
    return;
  if (!self->is_looked_at)
    begin_to_look (self, desk);
  ask (self);
}

/* "Today" goes on, and starts that don't come change no store. */
static gboolean
minute_cb (gpointer data)
{
  tally_app_page_mark_stale (data);
  return G_SOURCE_CONTINUE;
}

static void
tally_page_today_map (GtkWidget *widget)
{
  TallyPageToday *self = TALLY_PAGE_TODAY (widget);

  tally_app_page_mark_stale (TALLY_APP_PAGE (self));
  GTK_WIDGET_CLASS (tally_page_today_parent_class)->map (widget);
  if (self->minute_id == 0)
    self->minute_id = g_timeout_add_seconds (MINUTE_SECS, minute_cb, self);
}

static void
tally_page_today_unmap (GtkWidget *widget)
{
  TallyPageToday *self = TALLY_PAGE_TODAY (widget);

  g_clear_handle_id (&self->minute_id, g_source_remove);
  move_on (self);
  GTK_WIDGET_CLASS (tally_page_today_parent_class)->unmap (widget);
}

static GtkWidget *
make_row (gpointer item,
          gpointer data)
{
  return tally_app_line_row_new (item);
}

static void
tally_page_today_dispose (GObject *object)
{
  TallyPageToday *self = TALLY_PAGE_TODAY (object);

  g_clear_handle_id (&self->minute_id, g_source_remove);
  tally_app_page_dispose_template (TALLY_APP_PAGE (object), TALLY_TYPE_PAGE_TODAY);
  g_clear_object (&self->needs);
  g_clear_object (&self->news);
  drop_desk (self);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (tally_page_today_parent_class)->dispose (object);
}

static void
tally_page_today_class_init (TallyPageTodayClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tally_page_today_dispose;
  widget_class->map = tally_page_today_map;
  widget_class->unmap = tally_page_today_unmap;
  TALLY_APP_PAGE_CLASS (klass)->reload = tally_page_today_reload;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/tallyman/Tallyman/ui/tally-page-today.ui");
  gtk_widget_class_bind_template_child (widget_class, TallyPageToday, states);
  gtk_widget_class_bind_template_child (widget_class, TallyPageToday, error_page);
  gtk_widget_class_bind_template_child (widget_class, TallyPageToday, clear_box);
  gtk_widget_class_bind_template_child (widget_class, TallyPageToday, clear_icon);
  gtk_widget_class_bind_template_child (widget_class, TallyPageToday, clear_title);
  gtk_widget_class_bind_template_child (widget_class, TallyPageToday, clear_detail);
  gtk_widget_class_bind_template_child (widget_class, TallyPageToday, clear_button);
  gtk_widget_class_bind_template_child (widget_class, TallyPageToday, needs_group);
  gtk_widget_class_bind_template_child (widget_class, TallyPageToday, needs_list);
  gtk_widget_class_bind_template_child (widget_class, TallyPageToday, news_group);
  gtk_widget_class_bind_template_child (widget_class, TallyPageToday, news_list);
  gtk_widget_class_bind_template_child (widget_class, TallyPageToday, foot);
}

static void
tally_page_today_init (TallyPageToday *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->needs = g_list_store_new (TALLY_TYPE_APP_LINE);
  self->news = g_list_store_new (TALLY_TYPE_APP_LINE);
  gtk_list_box_bind_model (self->needs_list, G_LIST_MODEL (self->needs), make_row, NULL, NULL);
  gtk_list_box_bind_model (self->news_list, G_LIST_MODEL (self->news), make_row, NULL, NULL);
}

extern const TallyAppPageInfo tally_page_today_info;

const TallyAppPageInfo tally_page_today_info = {
  .id = "today",
  .title = N_("Today"),
  .icon_name = "go-home-symbolic",
  .get_type = tally_page_today_get_type,
};
