/* tally-test-review.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-review.h"

#include "tally-test.h"

/* Enough for a window that is given another size to fold, and to show what was asked for meanwhile. */
#define N_FRAMES 20

GtkWidget *
tally_test_review_find (TallyTestReview *self,
                        GType            type)
{
  GtkWidget *widget = tally_test_app_find (GTK_WIDGET (self->page), type, NULL);

  g_assert_nonnull (widget);
  return widget;
}

guint
tally_test_review_count (TallyTestReview *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

static gboolean
is_at_rest (gpointer data)
{
  return !tally_page_review_is_busy (((TallyTestReview *) data)->page);
}

void
tally_test_review_rest (TallyTestReview *self)
{
  tally_test_app_wait (is_at_rest, self);
}

static gboolean
has_findings (gpointer data)
{
  return tally_test_review_count (data) > 0 && is_at_rest (data);
}

/* Some frames: a window that is given another size, folds, and shows what was asked for meanwhile. */
typedef struct {
  TallyTestReview *self;
  guint  n_frames;
} Frames;

static gboolean
frame_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       data)
{
  ((Frames *) data)->n_frames++;
  return G_SOURCE_CONTINUE;
}

static gboolean
are_drawn (gpointer data)
{
  const Frames *frames = data;

  return frames->n_frames >= N_FRAMES && is_at_rest (frames->self);
}

void
tally_test_review_draw (TallyTestReview *self)
{
  Frames frames = { .self = self };
  GtkWidget *window = GTK_WIDGET (tally_test_app_get_window (self->app));
  guint id = gtk_widget_add_tick_callback (window, frame_cb, &frames, NULL);

  tally_test_app_wait (are_drawn, &frames);
  gtk_widget_remove_tick_callback (window, id);
}

void
tally_test_review_set_up (TallyTestReview *self,
                          gconstpointer    data)
{
  g_autofree char *data_dir = tally_test_app_dup_audited ();
  const TallyAppArguments arguments = { .sandbox = TRUE, .page = (char *) "review", .data_dir = data_dir };

  self->app = tally_test_app_new_with (&arguments);
  self->page = TALLY_PAGE_REVIEW (tally_app_window_get_page (tally_test_app_get_window (self->app)));
  self->selection = tally_page_review_get_selection (self->page);
  self->list = tally_app_selection_get_list (self->selection);
  tally_test_app_wait (has_findings, self);
  tally_test_review_draw (self);
  self->n = tally_test_review_count (self);
}

void
tally_test_review_tear_down (TallyTestReview *self,
                             gconstpointer    data)
{
  tally_test_app_free (self->app);
}

void
tally_test_review_shoot (TallyTestReview *self,
                         int              width,
                         int              height,
                         const char      *name)
{
  gtk_window_set_default_size (GTK_WINDOW (tally_test_app_get_window (self->app)), width, height);
  tally_test_review_draw (self);
  tally_test_app_shoot (self->app, name);
}

static GtkShortcut *
find_shortcut (GListModel *shortcuts,
               const char *key)
{
  for (guint i = 0; i < g_list_model_get_n_items (shortcuts); i++)
    {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, i);
      g_autofree char *trigger = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));
      if (strcmp (trigger, key) == 0)
        return shortcut; /* its list keeps it */
    }
  return NULL;
}

/* What the key does that is bound on the page; the test fails if none is. */
void
tally_test_review_press (TallyTestReview *self,
                         const char      *key)
{
  GtkWidget *page = GTK_WIDGET (self->page);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (page);
  GtkShortcut *shortcut = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && shortcut == NULL; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_SHORTCUT_CONTROLLER (controller))
        shortcut = find_shortcut (G_LIST_MODEL (controller), key);
    }
  g_assert_nonnull (shortcut);
  gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, page, gtk_shortcut_get_arguments (shortcut));
}

guint
tally_test_review_count_wish (TallyTestReview *self,
                              const char      *wish)
{
  tally_app_page_go (TALLY_APP_PAGE (self->page), wish);
  tally_test_review_rest (self);
  return tally_test_review_count (self);
}

void
tally_test_review_decide (TallyTestReview *self,
                          const char      *key)
{
  tally_test_review_press (self, key);
  tally_test_review_rest (self);
}

void
tally_test_review_undo (TallyTestReview *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->page), "win.undo", NULL);
  tally_test_review_rest (self);
}
