/* test-help.c: help pages and the window that shows them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-help-text.h"
#include "tally-app-help.h"
#include "tally-test-app.h"
#include "tally-test.h"

#define HELP_ROOT "/org/tallyman/Tallyman/help"

static char **
list_children (const char *path)
{
  g_autoptr (GError) error = NULL;
  char **children = g_resources_enumerate_children (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  g_assert_no_error (error);
  return children;
}

static void
check_links (const char *language,
             const char *markup)
{
  g_autoptr (GRegex) regex = g_regex_new ("href=\"help:([^\"]*)\"", G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, markup, G_REGEX_MATCH_DEFAULT, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *id = g_match_info_fetch (match, 1);
      g_autofree char *path = g_strdup_printf (HELP_ROOT "/%s/%s.page", language, id);
      g_test_message ("link to %s", path);
      g_assert_true (g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL));
    }
}

static void
check_page (const char *language,
            const char *name)
{
  g_autofree char *path = g_strdup_printf (HELP_ROOT "/%s/%s", language, name);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blocks = tally_app_help_text_parse (text, &error);

  g_test_message ("%s", path);
  g_assert_no_error (error);
  g_assert_cmpuint (blocks->len, >=, 2);
  g_assert_cmpint (((TallyAppHelpBlock *) blocks->pdata[0])->kind, ==, TALLY_APP_HELP_TITLE);
  for (guint i = 0; i < blocks->len; i++)
    {
      const TallyAppHelpBlock *block = blocks->pdata[i];
      g_assert_true (pango_parse_markup (block->markup, -1, 0, NULL, NULL, NULL, NULL)
                     || strstr (block->markup, "<a ") != NULL);
      check_links (language, block->markup);
    }
}

/* Each page is there in each language, can be read, and none of its links is dead. */
static void
test_pages (void)
{
  g_auto (GStrv) english = list_children (HELP_ROOT "/C");
  g_auto (GStrv) languages = list_children (HELP_ROOT);

  for (guint i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *language = g_strdelimit (g_strdup (languages[i]), "/", '\0');
      g_autofree char *folder = g_strdup_printf (HELP_ROOT "/%s", language);
      g_auto (GStrv) pages = list_children (folder);
      g_assert_cmpuint (g_strv_length (pages), ==, g_strv_length (english));
      for (guint j = 0; english[j] != NULL; j++)
        check_page (language, english[j]);
    }
}

/* F1 has an answer on each page. */
static void
test_each_page_has_help (void)
{
  guint n_pages;
  const TallyAppPageInfo *const *infos = tally_app_pages_list (&n_pages);

  for (guint i = 0; i < n_pages; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) blocks = tally_app_help_text_load (infos[i]->id, &error);
      g_assert_no_error (error);
      g_assert_nonnull (blocks);
    }
}

static void
test_bad_pages (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tally_app_help_text_parse ("<page><title>A</title><p>B", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (tally_app_help_text_parse ("<page><blink>A</blink></page>", &error));
  g_assert_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_UNKNOWN_ELEMENT);
}

static GtkWidget *
find_help_window (TallyTestApp *app)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (tally_test_app_get_window (app)));

  for (GList *item = gtk_application_get_windows (application); item != NULL; item = item->next)
    if (TALLY_IS_APP_HELP (item->data))
      return item->data;
  return NULL;
}

static void
test_opens_on_the_page_one_is_on (void)
{
  TallyTestApp *app = tally_test_app_new ("today");
  GtkWidget *help;
  gboolean is_handled = FALSE;
  GtkWidget *label;

  gtk_widget_activate_action (GTK_WIDGET (tally_test_app_get_window (app)), "win.help", NULL);
  help = find_help_window (app);
  g_assert_nonnull (help);
  tally_test_app_wait_text (help, "first page in the morning");
  label = tally_test_app_find (help, GTK_TYPE_LABEL, "All help pages");
  g_signal_emit_by_name (label, "activate-link", "help:index", &is_handled);
  g_assert_true (is_handled);
  tally_test_app_wait_text (help, "Tallyman Help");
  gtk_widget_activate_action (help, "help.back", NULL);
  tally_test_app_wait_text (help, "first page in the morning");
  gtk_window_destroy (GTK_WINDOW (help));
  tally_test_app_free (app);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  adw_init ();
  g_test_add_func ("/app/help/pages", test_pages);
  g_test_add_func ("/app/help/each-page-has-help", test_each_page_has_help);
  g_test_add_func ("/app/help/bad-pages", test_bad_pages);
  g_test_add_func ("/app/help/opens-on-the-page-one-is-on", test_opens_on_the_page_one_is_on);
  return g_test_run ();
}
