/* test-mended-disk.c
 *
 * A disk that is full, a real one: a small file system of this process's own. Where the machine
 * allows none, the cases are skipped.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-run.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tally-test.h"

#define DISK_OPTIONS "size=24m,mode=0700"

static const char *const checkup_jobs[] = { "health-check", NULL };
static gboolean has_mounts; /* set once, before any thread */

static void
write_text (const char *path,
            const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* The kernel's files take what is written at once, and no other file in their place. */
static void
tell_kernel (const char *path,
             const char *text)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC);

  if (fd < 0)
    return;
  g_assert_cmpint (write (fd, text, strlen (text)), ==, strlen (text));
  close (fd);
}

/* In a name space of its own: nothing outside of this process sees it. */
static void
enter_name_space (void)
{
  g_autofree char *user = g_strdup_printf ("0 %u 1", (guint) getuid ());
  g_autofree char *group = g_strdup_printf ("0 %u 1", (guint) getgid ());

  if (unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0)
    return;
  tell_kernel ("/proc/self/setgroups", "deny");
  tell_kernel ("/proc/self/uid_map", user);
  tell_kernel ("/proc/self/gid_map", group);
  has_mounts = mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
}

/* Trash of days past, and the backup of a day that is no longer kept. */
static void
plant_old_things (TallyTestEngine *engine,
                  GPtrArray       *names)
{
  static const char *const days[] = { "01", "02", "03", "04", "05", "06", "07", "08", "09" };
  g_autofree char *trash = g_build_filename (engine->output_dir, ".trash", "2020-01-01", NULL);
  g_autofree char *thrown = NULL;

  g_assert_cmpint (g_mkdir_with_parents (trash, 0700), ==, 0);
  for (guint i = 0; i < names->len && thrown == NULL; i++)
    if (g_str_has_prefix (names->pdata[i], "WR_"))
      thrown = g_build_filename (trash, names->pdata[i], NULL);
  g_assert_nonnull (thrown);
  write_text (thrown, "a workbook of old");
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *name = g_strdup_printf ("tallyman-2020-01-%s.state", days[i]);
      g_autofree char *path = g_build_filename (engine->data_dir, "backups", name, NULL);
      write_text (path, "a backup of old");
    }
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* 24 MiB are less than a pass may need: what is over goes, what is current stays, and it is told. */
static void
test_full (void)
{
  const TallyBatchOptions options = { .jobs = checkup_jobs };
  const TallyBatchOptions dry_options = { .jobs = checkup_jobs, .dry_run = TRUE };
  g_autoptr (TallyTestEngine) engine = tally_test_engine_new_small ();
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (TallyRun) first = NULL;
  g_autoptr (TallyRun) dry = NULL;
  g_autoptr (TallyRun) run = NULL;
  g_autofree char *trash = g_build_filename (engine->output_dir, ".trash", NULL);
  g_autofree char *backups = g_build_filename (engine->data_dir, "backups", NULL);
  guint n_workbooks;

  if (!has_mounts || mount ("tmpfs", engine->folder, "tmpfs", 0, DISK_OPTIONS) != 0)
    {
      g_test_skip ("this machine lets no test have a file system of its own");
      return;
    }
  first = tally_test_engine_run (engine, NULL);
  tally_test_run_assert_exit (first, 0);
  names = tally_test_engine_list_files (engine);
  n_workbooks = count_files (engine->output_dir);
  plant_old_things (engine, names);
  dry = tally_test_engine_run (engine, &dry_options);
  tally_test_run_assert_exit (dry, 1);
  g_assert_cmpint (tally_health_find_probe (dry->health, "disk")->status, ==, TALLY_HEALTH_CRITICAL);
  g_assert_cmpuint (dry->health->corrections->len, ==, 1);
  g_assert_cmpuint (count_files (backups), ==, 10);
  run = tally_test_engine_run (engine, &options);
  tally_test_run_assert_exit (run, 1);
  g_assert_cmpuint (run->health->corrections->len, ==, 1);
  g_assert_cmpuint (count_files (backups), ==, 7);
  g_assert_cmpuint (count_files (trash), ==, 0);
  g_assert_cmpuint (count_files (engine->output_dir), >=, n_workbooks);
  tally_test_engine_assert_settled (engine);
  g_assert_cmpint (umount2 (engine->folder, MNT_DETACH), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  enter_name_space ();
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/mended-disk/old-things-go-current-ones-stay", test_full);
  return g_test_run ();
}
