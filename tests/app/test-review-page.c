/* test-review-page.c: findings of sample data, worked through by keyboard.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-chart.h"
#include "tally-app-finding-detail.h"
#include "tally-app-finding-filter.h"
#include "tally-app-finding-peers.h"
#include "tally-app-finding-table.h"
#include "tally-finding.h"
#include "tally-line-peer.h"
#include "tally-page-review.h"
#include "tally-test-app.h"
#include "tally-test.h"

#define N_REVIEWED 10
#define N_FRAMES 20

/* The page on sample data that was audited. */
typedef struct {
  TallyTestApp      *app;
  TallyPageReview   *page;
  TallyAppSelection *selection; /* of the page */
  TallyEngineList   *list;      /* of the page */
  guint              n;         /* what was found */
} World;

static GtkWidget *
find (World *world,
      GType  type)
{
  GtkWidget *widget = tally_test_app_find (GTK_WIDGET (world->page), type, NULL);

  g_assert_nonnull (widget);
  return widget;
}

static guint
count (World *world)
{
  return g_list_model_get_n_items (G_LIST_MODEL (world->list));
}

static gboolean
is_at_rest (gpointer data)
{
  return !tally_page_review_is_busy (((World *) data)->page);
}

static void
rest (World *world)
{
  tally_test_app_wait (is_at_rest, world);
}

static gboolean
has_findings (gpointer data)
{
  return count (data) > N_REVIEWED && is_at_rest (data);
}

/* Some frames: a window that is given another size, folds, and shows what was asked for meanwhile. */
typedef struct {
  World *world;
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

  return frames->n_frames >= N_FRAMES && is_at_rest (frames->world);
}

static void
draw (World *world)
{
  Frames frames = { .world = world };
  GtkWidget *window = GTK_WIDGET (tally_test_app_get_window (world->app));
  guint id = gtk_widget_add_tick_callback (window, frame_cb, &frames, NULL);

  tally_test_app_wait (are_drawn, &frames);
  gtk_widget_remove_tick_callback (window, id);
}

static void
set_up (World         *world,
        gconstpointer  data)
{
  g_autofree char *data_dir = tally_test_app_dup_audited ();
  const TallyAppArguments arguments = { .sandbox = TRUE, .page = (char *) "review", .data_dir = data_dir };

  world->app = tally_test_app_new_with (&arguments);
  world->page = TALLY_PAGE_REVIEW (tally_app_window_get_page (tally_test_app_get_window (world->app)));
  world->selection = tally_page_review_get_selection (world->page);
  world->list = tally_app_selection_get_list (world->selection);
  tally_test_app_wait (has_findings, world);
  draw (world);
  world->n = count (world);
}

static void
tear_down (World         *world,
           gconstpointer  data)
{
  tally_test_app_free (world->app);
}

static void
shoot (World      *world,
       int         width,
       int         height,
       const char *name)
{
  gtk_window_set_default_size (GTK_WINDOW (tally_test_app_get_window (world->app)), width, height);
  draw (world);
  tally_test_app_shoot (world->app, name);
}

static void
test_shows (World         *world,
            gconstpointer  data)
{
  tally_test_app_wait_text (GTK_WIDGET (world->page), "Evidence");
  shoot (world, 1250, 850, "review-wide.png");
  shoot (world, 1100, 720, "review-middle.png");
  shoot (world, 360, 640, "review-narrow.png");
  gtk_widget_activate_action (GTK_WIDGET (world->page), "review.next", NULL);
  rest (world);
  g_signal_emit_by_name (find (world, TALLY_TYPE_APP_FINDING_TABLE), "opened", 1);
  shoot (world, 360, 640, "review-narrow-detail.png");
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (world->selection));
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  shoot (world, 1300, 800, "review-dark.png");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

/* --- the keyboard ------------------------------------------------------------------------------- */

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
static void
press (World      *world,
       const char *key)
{
  GtkWidget *page = GTK_WIDGET (world->page);
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

static guint
count_wish (World      *world,
            const char *wish)
{
  tally_app_page_go (TALLY_APP_PAGE (world->page), wish);
  rest (world);
  return count (world);
}

static void
decide (World      *world,
        const char *key)
{
  press (world, key);
  rest (world);
}

static void
test_ten_by_keyboard (World         *world,
                      gconstpointer  data)
{
  static const char *const keys[] = { "c", "e", "f", "d", "n" };

  press (world, "k"); /* at the first it stays */
  press (world, "j");
  press (world, "k");
  for (guint i = 0; i < N_REVIEWED; i++)
    decide (world, keys[i % G_N_ELEMENTS (keys)]);
  g_assert_cmpuint (count_wish (world, "status=confirmed"), ==, 2);
  g_assert_cmpuint (count_wish (world, "status=explained"), ==, 2);
  g_assert_cmpuint (count_wish (world, "status=false-positive"), ==, 2);
  g_assert_cmpuint (count_wish (world, "status=duplicate"), ==, 2);
  g_assert_cmpuint (count_wish (world, "status=waiting"), ==, 2);
  g_assert_cmpuint (count_wish (world, "status=new"), ==, world->n - N_REVIEWED);
  g_assert_cmpuint (count_wish (world, ""), ==, world->n - 6);
}

static void
undo (World *world)
{
  gtk_widget_activate_action (GTK_WIDGET (world->page), "win.undo", NULL);
  rest (world);
}

/* It stands where it stood, it is shown, and its history says both. */
static void
test_is_taken_back (World         *world,
                    gconstpointer  data)
{
  gint64 key = tally_engine_list_get_row (world->list, 0).key;
  guint place = 99;

  decide (world, "e");
  g_assert_cmpuint (count (world), ==, world->n - 1);
  undo (world);
  g_assert_cmpuint (count (world), ==, world->n);
  g_assert_true (tally_app_selection_get_first (world->selection, &place));
  g_assert_cmpint (tally_engine_list_get_row (world->list, place).key, ==, key);
  g_assert_true (tally_test_app_shows (find (world, TALLY_TYPE_APP_FINDING_DETAIL), "Taken back"));
  g_assert_true (tally_test_app_shows (find (world, TALLY_TYPE_APP_FINDING_DETAIL), "Explained"));
  undo (world); /* once */
  g_assert_cmpuint (count (world), ==, world->n);
}

static void
test_many_at_once (World         *world,
                   gconstpointer  data)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (world->selection));
  rest (world);
  g_assert_cmpuint (tally_app_selection_get_n (world->selection), ==, world->n);
  decide (world, "f");
  g_assert_cmpuint (count (world), ==, 0);
  tally_test_app_wait_text (GTK_WIDGET (world->page), "Nothing to Review");
  undo (world);
  g_assert_cmpuint (count (world), ==, world->n);
}

/* --- one among others ----------------------------------------------------------------------------- */

static gboolean
has_chart (gpointer data)
{
  GtkWidget *chart = tally_test_app_find (GTK_WIDGET (((World *) data)->page), TALLY_TYPE_APP_CHART, NULL);

  return chart != NULL && tally_app_chart_get_chart (TALLY_APP_CHART (chart)) != NULL;
}

static TallyChart *
make_chart (TallyFindingCategory category,
            guint                n)
{
  g_autoptr (GArray) peers = g_array_new (FALSE, TRUE, sizeof (TallyLinePeer));

  for (guint i = 0; i < n; i++)
    {
      const TallyLinePeer peer = {
        .week_ending = tally_day_new (2026, 11, 22) - 7 * (i % 12), .quantity = { i % 5 == 4 ? 0 : 2 + i % 3, 0 },
        .price_cents = i == 0 ? 90000 : 10000 + 500 * (i % 7), .is_own = i == 0,
      };
      g_array_append_val (peers, peer);
    }
  return tally_app_finding_peers_new_chart (category, peers);
}

/* Sample data has too few lines of one unit: what is odd about a line is seen among those that a real store has. */
static void
test_has_peers (World         *world,
                gconstpointer  data)
{
  TallyChart *chart = make_chart (TALLY_FINDING_PRICING, 3);
  const TallyChartSeries *series;

  g_assert_null (chart); /* too few */
  g_assert_false (has_chart (world));
  chart = make_chart (TALLY_FINDING_PRICING, 40);
  g_assert_cmpuint (chart->series->len, ==, 2);
  series = chart->series->pdata[0];
  g_assert_cmpuint (series->n, ==, 39 - 8); /* a price a unit needs a quantity */
  series = chart->series->pdata[1];
  g_assert_cmpfloat_with_epsilon (series->ys[0], 45000, 0.5);
  tally_app_finding_detail_show_peers (TALLY_APP_FINDING_DETAIL (find (world, TALLY_TYPE_APP_FINDING_DETAIL)), chart);
  shoot (world, 1250, 950, "review-peers.png");
  g_assert_true (has_chart (world));
  press (world, "j");
  rest (world);
  g_assert_false (has_chart (world)); /* of another finding */
  chart = make_chart (TALLY_FINDING_QUANTITY, 40);
  g_assert_cmpint (chart->unit, ==, TALLY_CHART_UNIT_NUMBER);
  tally_chart_free (chart);
}

/* --- choosing, sorting, searching --------------------------------------------------------------- */

static void
test_is_chosen_from (World         *world,
                     gconstpointer  data)
{
  guint n_critical = count_wish (world, "severity=critical");
  GtkWidget *chip;

  g_assert_cmpuint (n_critical, >, 0);
  g_assert_cmpuint (n_critical, <, world->n);
  chip = tally_test_app_find (find (world, TALLY_TYPE_APP_FINDING_FILTER), GTK_TYPE_BUTTON, "Critical ×");
  g_assert_nonnull (chip);
  g_signal_emit_by_name (chip, "clicked");
  rest (world);
  g_assert_cmpuint (count (world), ==, world->n);
  g_assert_cmpuint (count_wish (world, "week=010199"), ==, 0);
  tally_test_app_wait_text (GTK_WIDGET (world->page), "No Match");
  gtk_widget_activate_action (GTK_WIDGET (world->page), "review.reset", NULL);
  rest (world);
  g_assert_cmpuint (count (world), ==, world->n);
  g_object_set (world->page, "search-text", "nothing of the kind", NULL);
  rest (world);
  g_assert_cmpuint (count (world), ==, 0);
  g_object_set (world->page, "search-text", "", NULL);
  rest (world);
  g_assert_cmpuint (count (world), ==, world->n);
}

static void
test_a_bad_wish_is_told (World         *world,
                         gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (tally_test_app_get_window (world->app));

  g_assert_cmpuint (count_wish (world, "colour=red"), ==, world->n);
  tally_test_app_wait_text (window, "there is no field 'colour'");
  g_assert_cmpuint (count_wish (world, "severity=enormous"), ==, world->n);
  tally_test_app_wait_text (GTK_WIDGET (world->page), "Can’t Be Read");
}

static gboolean
is_filled (gpointer item)
{
  return tally_engine_list_item_get_record (item) != NULL;
}

static char *
dup_id (World *world,
        guint  place)
{
  g_autoptr (TallyEngineListItem) item = g_list_model_get_item (G_LIST_MODEL (world->list), place);

  tally_test_app_wait (is_filled, item);
  return g_strdup (((const TallyFinding *) tally_engine_list_item_get_record (item))->id);
}

static void
test_one_is_wished_for (World         *world,
                        gconstpointer  data)
{
  g_autofree char *id = dup_id (world, 5);
  g_autofree char *wish = g_strconcat ("id=", id, NULL);
  g_autofree char *shown = NULL;

  g_assert_cmpuint (count_wish (world, wish), ==, 1);
  shown = dup_id (world, 0);
  g_assert_cmpstr (shown, ==, id);
}

static gboolean
has_columns (gpointer page)
{
  return tally_test_app_find (page, GTK_TYPE_COLUMN_VIEW, NULL) != NULL;
}

static void
test_is_sorted_by_titles (World         *world,
                          gconstpointer  data)
{
  GtkColumnView *columns;
  g_autoptr (GtkColumnViewColumn) exposure = NULL;

  gtk_window_set_default_size (GTK_WINDOW (tally_test_app_get_window (world->app)), 1250, 800);
  tally_test_app_wait (has_columns, world->page);
  columns = GTK_COLUMN_VIEW (find (world, GTK_TYPE_COLUMN_VIEW));
  exposure = g_list_model_get_item (gtk_column_view_get_columns (columns), 1);
  for (guint i = 0; i < 2; i++)
    {
      gtk_column_view_sort_by_column (columns, exposure, i == 0 ? GTK_SORT_ASCENDING : GTK_SORT_DESCENDING);
      rest (world);
      for (guint place = 1; place < world->n; place++)
        {
          gint64 before = tally_engine_list_get_row (world->list, place - 1).cents;
          gint64 after = tally_engine_list_get_row (world->list, place).cents;
          g_assert_true (i == 0 ? before <= after : before >= after);
        }
    }
  g_assert_cmpuint (count (world), ==, world->n);
}

/* --- beside verdicts ---------------------------------------------------------------------------- */

static void
test_remarks_are_kept (World         *world,
                       gconstpointer  data)
{
  GtkWidget *detail = find (world, TALLY_TYPE_APP_FINDING_DETAIL);
  GtkWidget *note = tally_test_app_find (detail, ADW_TYPE_ENTRY_ROW, "Add a note");
  GtkWidget *assignee = tally_test_app_find (detail, ADW_TYPE_ENTRY_ROW, "Who looks at it");
  GtkWidget *due = tally_test_app_find (detail, ADW_TYPE_ENTRY_ROW, "Until when");

  gtk_editable_set_text (GTK_EDITABLE (note), "The crew remembers.");
  g_signal_emit_by_name (note, "apply");
  gtk_editable_set_text (GTK_EDITABLE (due), "tomorrow");
  g_signal_emit_by_name (due, "apply"); /* refused, and said so */
  tally_test_app_wait_text (GTK_WIDGET (tally_test_app_get_window (world->app)), "takes a day as 2026-12-31");
  gtk_editable_set_text (GTK_EDITABLE (assignee), "bob@example.com");
  gtk_editable_set_text (GTK_EDITABLE (due), "2026-12-31");
  g_signal_emit_by_name (assignee, "apply");
  tally_test_app_wait_text (detail, "The crew remembers.");
  tally_test_app_wait_text (detail, "bob@example.com looks at it until");
  g_assert_cmpuint (count_wish (world, "assignee=bob@example.com"), ==, 1);
}

static GtkWidget *
find_entry (GtkWidget  *root,
            const char *placeholder)
{
  if (GTK_IS_ENTRY (root) && g_strcmp0 (gtk_entry_get_placeholder_text (GTK_ENTRY (root)), placeholder) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_entry (child, placeholder);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_an_amount_is_an_amount (World         *world,
                             gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (tally_test_app_get_window (world->app));
  GtkWidget *recovered = find_entry (find (world, TALLY_TYPE_APP_FINDING_DETAIL), "Recovered $");

  g_assert_nonnull (recovered);
  gtk_editable_set_text (GTK_EDITABLE (recovered), "a lot");
  press (world, "c");
  tally_test_app_wait_text (window, "takes dollars");
  g_assert_cmpuint (count_wish (world, "status=confirmed"), ==, 0);
  g_assert_cmpuint (count_wish (world, ""), ==, world->n);
  gtk_editable_set_text (GTK_EDITABLE (recovered), "170.52");
  decide (world, "c");
  g_assert_cmpuint (count_wish (world, "status=confirmed"), ==, 1);
  tally_test_app_wait_text (find (world, TALLY_TYPE_APP_FINDING_DETAIL), "$170.52 recovered");
}

/* Text from the clipboard. */
typedef struct {
  char     *text; /* (owned) (nullable) */
  gboolean  is_read;
} Clip;

static void
clip_cb (GObject      *clipboard,
         GAsyncResult *result,
         gpointer      data)
{
  Clip *clip = data;

  clip->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
  clip->is_read = TRUE;
}

static gboolean
is_read (gpointer data)
{
  return ((Clip *) data)->is_read;
}

static void
test_is_copied_as_a_table (World         *world,
                           gconstpointer  data)
{
  Clip clip = { 0 };
  g_auto (GStrv) lines = NULL;

  gtk_selection_model_select_all (GTK_SELECTION_MODEL (world->selection));
  rest (world);
  press (world, "<Control>c");
  tally_test_app_wait_text (GTK_WIDGET (tally_test_app_get_window (world->app)), "Copied as a table");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (world->page)), NULL, clip_cb, &clip);
  tally_test_app_wait (is_read, &clip);
  g_assert_nonnull (clip.text);
  lines = g_strsplit (clip.text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, world->n + 2);
  g_assert_true (g_str_has_prefix (lines[0], "Severity\tExposure\tScore\tFinding\t"));
  for (guint i = 0; i <= world->n; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);
      g_assert_cmpuint (g_strv_length (fields), ==, 10);
    }
  g_free (clip.text);
}

/* --- 360 px ------------------------------------------------------------------------------------- */

static void
test_fits_a_telephone (World         *world,
                       gconstpointer  data)
{
  GtkWidget *page = GTK_WIDGET (world->page);

  gtk_window_set_default_size (GTK_WINDOW (tally_test_app_get_window (world->app)), 360, 640);
  draw (world);
  g_assert_true (adw_leaflet_get_folded (ADW_LEAFLET (find (world, ADW_TYPE_LEAFLET))));
  g_assert_null (tally_test_app_find (page, GTK_TYPE_COLUMN_VIEW, NULL));
  g_assert_nonnull (tally_test_app_find (page, GTK_TYPE_LIST_VIEW, NULL));
  g_signal_emit_by_name (find (world, TALLY_TYPE_APP_FINDING_TABLE), "opened", 2);
  draw (world);
  g_assert_true (tally_test_app_shows (page, "Evidence"));
  g_assert_true (tally_test_app_shows (page, "3 of "));
  gtk_widget_activate_action (page, "review.back", NULL);
  draw (world);
  g_assert_false (tally_test_app_shows (page, "Evidence"));
}

#define ADD(path, function) g_test_add (path, World, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  adw_init ();
  ADD ("/app/review-page/shows", test_shows);
  ADD ("/app/review-page/has-peers", test_has_peers);
  ADD ("/app/review-page/ten-by-keyboard", test_ten_by_keyboard);
  ADD ("/app/review-page/is-taken-back", test_is_taken_back);
  ADD ("/app/review-page/many-at-once", test_many_at_once);
  ADD ("/app/review-page/is-chosen-from", test_is_chosen_from);
  ADD ("/app/review-page/a-bad-wish-is-told", test_a_bad_wish_is_told);
  ADD ("/app/review-page/one-is-wished-for", test_one_is_wished_for);
  ADD ("/app/review-page/is-sorted-by-titles", test_is_sorted_by_titles);
  ADD ("/app/review-page/remarks-are-kept", test_remarks_are_kept);
  ADD ("/app/review-page/an-amount-is-an-amount", test_an_amount_is_an_amount);
  ADD ("/app/review-page/is-copied-as-a-table", test_is_copied_as_a_table);
  ADD ("/app/review-page/fits-a-telephone", test_fits_a_telephone);
  return g_test_run ();
}
