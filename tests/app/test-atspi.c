/* test-atspi.c: the program as those meet it who don't see it: a walk over the accessible tree of each page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <atspi/atspi.h>
#include <gio/gio.h>

#include "tally-test.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)

#define WAIT_SECS 60

/* A control that people use; text and boxes need no name. */
static const AtspiRole controls[] = {
  ATSPI_ROLE_PUSH_BUTTON, ATSPI_ROLE_TOGGLE_BUTTON, ATSPI_ROLE_CHECK_BOX, ATSPI_ROLE_RADIO_BUTTON, ATSPI_ROLE_COMBO_BOX,
  ATSPI_ROLE_ENTRY,       ATSPI_ROLE_PASSWORD_TEXT, ATSPI_ROLE_SPIN_BUTTON, ATSPI_ROLE_SLIDER,      ATSPI_ROLE_MENU_ITEM,
  ATSPI_ROLE_LINK,        ATSPI_ROLE_PAGE_TAB,      ATSPI_ROLE_LIST_ITEM,   ATSPI_ROLE_PROGRESS_BAR, ATSPI_ROLE_IMAGE_MAP,
};

typedef struct {
  guint      n_nodes;
  guint      n_controls;
  GPtrArray *nameless; /* (element-type utf8): where they are */
} Walk;

static gboolean
is_control (AtspiRole role)
{
  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    if (controls[i] == role)
      return TRUE;
  return FALSE;
}

static void
look_at (AtspiAccessible *node,
         const char      *place,
         Walk            *walk)
{
  AtspiRole role = atspi_accessible_get_role (node, NULL);
  g_autofree char *name = atspi_accessible_get_name (node, NULL);

  walk->n_nodes++;
  g_assert_cmpint (role, !=, ATSPI_ROLE_INVALID);
  if (!is_control (role))
    return;
  walk->n_controls++;
  if (name == NULL || *name == '\0')
    g_ptr_array_add (walk->nameless, g_strdup (place));
}

static void
walk_tree (AtspiAccessible *node,
           const char      *above,
           Walk            *walk)
{
  g_autofree char *role = atspi_accessible_get_role_name (node, NULL);
  g_autofree char *name = atspi_accessible_get_name (node, NULL);
  g_autofree char *place = g_strdup_printf ("%s > %s '%s'", above, role, name != NULL ? name : "");
  int n_children = atspi_accessible_get_child_count (node, NULL);

  look_at (node, place, walk);
  for (int i = 0; i < n_children; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);
      if (child != NULL)
        walk_tree (child, place, walk);
    }
}

static AtspiAccessible *
find_child (AtspiAccessible *parent,
            const char      *name)
{
  int n_children = atspi_accessible_get_child_count (parent, NULL);

  for (int i = 0; i < n_children; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (parent, i, NULL);
      g_autofree char *found = child != NULL ? atspi_accessible_get_name (child, NULL) : NULL;
      if (g_strcmp0 (found, name) == 0)
        return g_steal_pointer (&child);
    }
  return NULL;
}

static gboolean
too_late_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_CONTINUE;
}

static gboolean
again_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Asks ten times a second: the registry tells nobody when an application has built its tree. */
static AtspiAccessible *
wait_for_window (void)
{
  g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);
  gboolean is_late = FALSE;
  guint late_id = g_timeout_add_seconds (WAIT_SECS, too_late_cb, &is_late);
  guint again_id = g_timeout_add (100, again_cb, NULL);
  AtspiAccessible *window = NULL;

  while (window == NULL && !is_late)
    {
      g_autoptr (AtspiAccessible) application = find_child (desktop, "tallyman");
      if (application != NULL && atspi_accessible_get_child_count (application, NULL) > 0)
        window = atspi_accessible_get_child_at_index (application, 0, NULL);
      if (window == NULL)
        g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (late_id);
  g_source_remove (again_id);
  g_assert_nonnull (window);
  return window;
}

/* How the program is started: on what, and with which page. */
typedef struct {
  const char *name;     /* of the state */
  const char *page;
  const char *data_dir;
  const char *config;   /* %NULL = the sandbox */
  const char *sign;     /* (nullable): what the page says in it */
} State;

static GSubprocess *
start_app (const State *state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  GSubprocess *process;

  g_strv_builder_add_many (words, g_getenv ("TALLYMAN_PROGRAM"), "--data-dir", state->data_dir, "--page", state->page, NULL);
  if (state->config != NULL)
    g_strv_builder_add_many (words, "--config", state->config, NULL);
  else
    g_strv_builder_add (words, "--sandbox");
  argv = g_strv_builder_end (words);
  g_subprocess_launcher_setenv (launcher, "G_DEBUG", "fatal-warnings", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  return process;
}

static gboolean
says (AtspiAccessible *node,
      const char      *sign)
{
  g_autofree char *name = atspi_accessible_get_name (node, NULL);
  int n_children = atspi_accessible_get_child_count (node, NULL);

  if (name != NULL && strstr (name, sign) != NULL)
    return TRUE;
  for (int i = 0; i < n_children; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);
      if (child != NULL && says (child, sign))
        return TRUE;
    }
  return FALSE;
}

/* Asks ten times a second, until the engine has answered. */
static void
wait_for_sign (AtspiAccessible *window,
               const char      *sign)
{
  gboolean is_late = FALSE;
  guint late_id = g_timeout_add_seconds (WAIT_SECS, too_late_cb, &is_late);
  guint again_id = g_timeout_add (100, again_cb, NULL);

  while (!says (window, sign))
    {
      g_assert_false (is_late);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (late_id);
  g_source_remove (again_id);
}

static void
check_state (const State *state)
{
  g_autoptr (GSubprocess) process = start_app (state);
  g_autoptr (AtspiAccessible) window = wait_for_window ();
  g_autoptr (GPtrArray) nameless = g_ptr_array_new_with_free_func (g_free);
  Walk walk = { .nameless = nameless };

  if (state->sign != NULL)
    wait_for_sign (window, state->sign);
  walk_tree (window, state->page, &walk);
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait (process, NULL, NULL);
  g_test_message ("%s, %s: %u nodes, %u controls", state->page, state->name, walk.n_nodes, walk.n_controls);
  for (guint i = 0; i < nameless->len; i++)
    g_test_message ("no name: %s", (const char *) nameless->pdata[i]);
  g_assert_cmpuint (walk.n_controls, >=, 5);
  g_assert_cmpuint (nameless->len, ==, 0);
}

static void
make_data (const char *data_dir)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, g_getenv ("TALLYMAN_PROGRAM"),
                                                      "--batch", "--sandbox", "--quiet", "--data-dir", data_dir, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
}

/* Each state of a page has controls of its own: before the first run, with data, where nothing is configured, and where
 * the store can't be read. */
static void
check_page (const char *page,
            const char *filled,
            const char *folder)
{
  g_autofree char *empty = g_build_filename (folder, page, "empty", NULL);
  g_autofree char *own = g_build_filename (folder, page, "own", NULL);
  g_autofree char *broken = g_build_filename (folder, page, "broken", NULL);
  g_autofree char *store = g_build_filename (broken, "tallyman.db", NULL);
  g_autofree char *config = g_build_filename (folder, "tallyman.conf", NULL);
  gboolean is_today = strcmp (page, "today") == 0;
  const State states[] = {
    { "with data", page, filled, NULL, is_today ? "critical finding" : NULL },
    { "before the first run", page, empty, NULL, is_today ? "Nothing Has Run Yet" : NULL },
    { "not configured", page, own, config, is_today ? "Welcome" : NULL },
    { "not readable", page, broken, config, is_today ? "Today Can’t Be Read" : NULL },
  };

  g_assert_cmpint (g_mkdir_with_parents (broken, 0700), ==, 0);
  g_assert_true (g_file_set_contents (store, "this is no database, and long enough to be looked at as one", -1, NULL));
  g_assert_true (g_file_set_contents (config, "[audit]\nactor=ann@example.com\n", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    check_state (&states[i]);
}

/* Each page's controls have a role and a name. */
static void
test_names (void)
{
  g_autofree char *data_dir = tally_test_make_dir ();
  g_autofree char *folder = tally_test_make_dir ();
  g_auto (GStrv) pages = g_strsplit (g_getenv ("TALLYMAN_PAGES"), ",", -1);

  make_data (data_dir);
  for (guint i = 0; pages[i] != NULL; i++)
    check_page (pages[i], data_dir, folder);
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_log_set_always_fatal (G_LOG_FATAL_MASK); /* its library warns when it is faster than the program */
  atspi_init ();
  g_test_add_func ("/app/atspi/each-control-has-a-name", test_names);
  return g_test_run ();
}
