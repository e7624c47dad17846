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

static GSubprocess *
start_app (const char *data_dir,
           const char *page)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  GSubprocess *process;

  g_subprocess_launcher_setenv (launcher, "G_DEBUG", "fatal-warnings", TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("TALLYMAN_PROGRAM"), "--sandbox", "--data-dir",
                                         data_dir, "--page", page, NULL);

  g_assert_no_error (error);
  return process;
}

static void
check_page (const char *data_dir,
            const char *page)
{
  g_autoptr (GSubprocess) process = start_app (data_dir, page);
  g_autoptr (AtspiAccessible) window = wait_for_window ();
  g_autoptr (GPtrArray) nameless = g_ptr_array_new_with_free_func (g_free);
  Walk walk = { .nameless = nameless };

  walk_tree (window, page, &walk);
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait (process, NULL, NULL);
  g_test_message ("%s: %u nodes, %u controls", page, walk.n_nodes, walk.n_controls);
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

/* Each page's controls have a role and a name. */
static void
test_names (void)
{
  g_autofree char *data_dir = tally_test_make_dir ();
  g_auto (GStrv) pages = g_strsplit (g_getenv ("TALLYMAN_PAGES"), ",", -1);

  make_data (data_dir);
  for (guint i = 0; pages[i] != NULL; i++)
    check_page (data_dir, pages[i]);
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
