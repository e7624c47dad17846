/* test-desk.c
 *
 * Questions of a face: their answers come also when the desk that was asked is let go of meanwhile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-config-source.h"
#include "tally-engine-desk.h"
#include "tally-test.h"

#define N_QUESTIONS 20

static TallyEngineDesk *
make_desk (const char *folder)
{
  const TallyConfigSource source = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyConfig) config = tally_config_new (&source, &error);
  const TallyEngineOptions options = { .config = config, .data_dir = folder };
  TallyEngineDesk *desk;

  g_assert_no_error (error);
  desk = tally_engine_desk_new (&options, &error);
  g_assert_no_error (error);
  return desk;
}

static gpointer
answer (TallyEngine   *engine,
        gpointer       input,
        GCancellable  *cancellable,
        GError       **error)
{
  return g_strdup (tally_engine_get_data_dir (engine));
}

static void
answered_cb (GObject      *desk,
             GAsyncResult *result,
             gpointer      n_answers)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (text);
  (*(guint *) n_answers)++;
}

/* Nobody but the questions holds the desk any more: it goes behind the last answer, not within it. */
static void
test_let_go_of_before_the_answers (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  const TallyEngineQuestion question = { .func = answer, .free_answer = g_free };
  gpointer desk = make_desk (folder);
  guint n_answers = 0;

  g_object_add_weak_pointer (desk, &desk);
  for (guint i = 0; i < N_QUESTIONS; i++)
    tally_engine_desk_ask_async (desk, &question, NULL, answered_cb, &n_answers);
  g_object_unref (desk);
  while (n_answers < N_QUESTIONS)
    g_main_context_iteration (NULL, TRUE);
  while (desk != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
replace_cb (GObject      *desk,
            GAsyncResult *result,
            gpointer      owned)
{
  g_autofree char *text = tally_engine_desk_ask_finish (TALLY_ENGINE_DESK (desk), result, NULL);

  g_assert_nonnull (text);
  g_clear_object ((GObject **) owned);
}

/* As a settings page does that opens the workspace anew because of an answer. */
static void
test_let_go_of_by_an_answer (void)
{
  g_autofree char *folder = tally_test_make_dir ();
  const TallyEngineQuestion question = { .func = answer, .free_answer = g_free };

  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      GObject *owned = G_OBJECT (make_desk (folder));
      gpointer desk = owned;

      g_object_add_weak_pointer (owned, &desk);
      tally_engine_desk_ask_async (desk, &question, NULL, replace_cb, &owned);
      while (desk != NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_null (owned);
    }
}

int
main (int    argc,
      char **argv)
{
  tally_test_init (&argc, &argv);
  g_test_add_func ("/engine/desk/let-go-of-before-the-answers", test_let_go_of_before_the_answers);
  g_test_add_func ("/engine/desk/let-go-of-by-an-answer", test_let_go_of_by_an_answer);
  return g_test_run ();
}
