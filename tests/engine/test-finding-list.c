/* test-finding-list.c
 *
 * A hundred thousand findings as the list of a screen: opened, chosen, sorted, walked through, and kept in place while
 * the store changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-findings-list.h"
#include "tally-store-verdicts.h"
#include "tally-test-findings.h"
#include "tally-test.h"

#define N_MANY 100000
#define N_FEW 500
#define N_WATCHED 1000

static char *many_dir; /* (owned): a data directory with N_MANY findings that no test changes */

/* A list over a data directory. */
typedef struct {
  TallyEngineDesk *desk;
  TallyEngineList *list;
  GString         *changes; /* what items-changed said */
} World;

static void
changed_cb (GListModel *model,
            guint       position,
            guint       n_removed,
            guint       n_added,
            gpointer    data)
{
  g_string_append_printf (((World *) data)->changes, "%u-%u+%u ", position, n_removed, n_added);
}

static gboolean
is_loaded (gpointer data)
{
  gboolean is_loading;

  g_object_get (data, "loading", &is_loading, NULL);
  return !is_loading;
}

static void
world_init (World      *self,
            const char *data_dir)
{
  self->desk = tally_test_findings_new_desk (data_dir);
  self->list = tally_engine_findings_list_new ();
  self->changes = g_string_new (NULL);
  g_signal_connect (self->list, "items-changed", G_CALLBACK (changed_cb), self);
  tally_engine_list_set_desk (self->list, self->desk);
  tally_test_findings_wait (is_loaded, self->list);
}

static void
world_clear (World *self)
{
  g_signal_handlers_disconnect_by_data (self->list, self);
  g_assert_finalize_object (self->list);
  g_assert_finalize_object (self->desk);
  g_string_free (self->changes, TRUE);
}

static void
choose (World      *self,
        const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyQuery) query = tally_query_parse (words, tally_finding_query_list_fields (), &error);

  g_assert_no_error (error);
  tally_engine_list_set_query (self->list, query);
  tally_test_findings_wait (is_loaded, self->list);
}

static guint
count (World *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

static gboolean
is_filled (gpointer item)
{
  return tally_engine_list_item_get_record (item) != NULL;
}

static TallyEngineListItem *
get_filled (World *self,
            guint  position)
{
  TallyEngineListItem *item = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  g_assert_nonnull (item);
  tally_test_findings_wait (is_filled, item);
  return item;
}

static const TallyFinding *
get_finding (TallyEngineListItem *item)
{
  return tally_engine_list_item_get_record (item);
}

static void
test_opens_many (void)
{
  World world;
  gint64 start = g_get_monotonic_time ();
  gint64 total_cents;
  gint64 sum = 0;

  world_init (&world, many_dir);
  g_test_message ("%d findings opened in %" G_GINT64_FORMAT " ms", N_MANY, (g_get_monotonic_time () - start) / 1000);
  g_assert_cmpuint (count (&world), ==, N_MANY);
  g_assert_cmpstr (world.changes->str, ==, "0-0+100000 ");
  g_object_get (world.list, "total-cents", &total_cents, NULL);
  for (guint i = 0; i < N_MANY; i++)
    sum += tally_engine_list_get_row (world.list, i).cents;
  g_assert_cmpint (total_cents, ==, sum);
  world_clear (&world);
}

/* The order is that of the command line, wherever one looks first. */
static void
test_any_place_has_its_finding (void)
{
  static const guint places[] = { N_MANY - 2, 0, 199, 200, N_MANY / 2 };
  World world;

  world_init (&world, many_dir);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (TallyEngineListItem) item = get_filled (&world, places[i]);
      g_autoptr (TallyEngineListItem) next = get_filled (&world, places[i] + 1);
      g_autoptr (TallyEngineListItem) again = g_list_model_get_item (G_LIST_MODEL (world.list), places[i]);
      guint position = 0;

      g_assert_cmpint (tally_finding_compare (get_finding (item), get_finding (next)), <, 0);
      g_assert_true (item == again);
      g_assert_cmpint (get_finding (item)->exposure_cents, ==, tally_engine_list_get_row (world.list, places[i]).cents);
      g_assert_true (tally_engine_list_find (world.list, tally_engine_list_item_get_key (item), &position));
      g_assert_cmpuint (position, ==, places[i]);
    }
  world_clear (&world);
}

static void
test_is_chosen (void)
{
  static const struct {
    const char *words;
    guint       n;
  } choices[] = {
    { "severity=critical", N_MANY / 4 },
    { "severity=high", N_MANY / 2 },
    { "detector=exact-duplicate&severity=medium", N_MANY / 4 },
    { "request=90000007", 20 },
    { "week=112226", N_MANY / 50 },
    { "week=2026-11-22 severity=low", N_MANY / 50 },
    { "status=confirmed,fixed", 0 },
    { "status=all&trial=no", N_MANY },
    { "trial=only", 0 },
    { "assignee=ann", 0 },
    { "text=%22ENTRY%204242%20OF%22", 1 },
    { "text=try%204242%20of%20stra", 1 },
    { "text=STRASSE", N_MANY },
    { "text=90004999", 20 },
    { "text=nothing%20of%20the%20kind", 0 },
  };
  World world;

  world_init (&world, many_dir);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_test_message ("%s", choices[i].words);
      choose (&world, choices[i].words);
      g_assert_cmpuint (count (&world), ==, choices[i].n);
    }
  world_clear (&world);
}

static int
compare_field (const char         *field,
               const TallyFinding *a,
               const TallyFinding *b)
{
  if (strcmp (field, "exposure") == 0)
    return (a->exposure_cents > b->exposure_cents) - (a->exposure_cents < b->exposure_cents);
  if (strcmp (field, "week") == 0)
    return (a->week_ending > b->week_ending) - (a->week_ending < b->week_ending);
  if (strcmp (field, "severity") == 0)
    return (int) a->severity - (int) b->severity;
  if (strcmp (field, "request") == 0)
    return strcmp (a->work_request, b->work_request);
  if (strcmp (field, "detector") == 0)
    return strcmp (tally_engine_findings_find_detector (a->detector)->title,
                   tally_engine_findings_find_detector (b->detector)->title);
  return strcmp (a->sentence, b->sentence);
}

static void
test_is_sorted (void)
{
  static const char *const fields[] = { "exposure", "week", "severity", "request", "detector", "sentence" };
  World world;

  world_init (&world, many_dir);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (fields); i++)
    {
      const char *field = fields[i / 2];
      gboolean is_descending = i % 2 != 0;
      g_autofree char *words = g_strdup_printf ("severity=high&sort=%s%s", is_descending ? "-" : "", field);

      g_test_message ("%s", words);
      choose (&world, words);
      for (guint place = 0; place + 1 < count (&world); place += 4999)
        {
          g_autoptr (TallyEngineListItem) item = get_filled (&world, place);
          g_autoptr (TallyEngineListItem) next = get_filled (&world, place + 1);
          int order = compare_field (field, get_finding (item), get_finding (next));
          g_assert_cmpint (is_descending ? -order : order, <=, 0);
        }
    }
  world_clear (&world);
}

/* Who walks through all of it leaves nothing behind but some screens full. */
static void
test_is_bounded (void)
{
  g_autofree GWeakRef *watched = g_new0 (GWeakRef, N_WATCHED);
  World world;
  guint n_living = 0;

  world_init (&world, many_dir);
  for (guint i = 0; i < N_WATCHED; i++)
    {
      g_autoptr (TallyEngineListItem) item = get_filled (&world, i * (N_MANY / N_WATCHED));
      g_weak_ref_init (&watched[i], item);
    }
  for (guint i = 0; i < N_WATCHED; i++)
    {
      g_autoptr (GObject) item = g_weak_ref_get (&watched[i]);
      n_living += item != NULL ? 1 : 0;
    }
  g_assert_cmpuint (n_living, >=, 1);
  g_assert_cmpuint (n_living, <=, TALLY_ENGINE_LIST_MAX_KEPT / (N_MANY / N_WATCHED));
  world_clear (&world);
  for (guint i = 0; i < N_WATCHED; i++)
    {
      g_assert_null (g_weak_ref_get (&watched[i]));
      g_weak_ref_clear (&watched[i]);
    }
}

static void
decide (const char         *data_dir,
        const char         *id,
        TallyFindingStatus  to)
{
  g_autofree char *path = g_build_filename (data_dir, "tallyman.db", NULL);
  const TallyStoreOptions options = { .path = path };
  const TallyFindingDecision decision = { .finding_id = id, .to = to, .actor = "ann@example.com" };
  g_autoptr (GError) error = NULL;
  g_autoptr (TallyStore) store = tally_store_open (&options, &error);
  gboolean decided = tally_store_verdicts_add (store, &decision, &error);

  g_assert_no_error (error);
  g_assert_true (decided);
}

static void
notify_cb (GObject    *item,
           GParamSpec *spec,
           gpointer    data)
{
  ++*(guint *) data;
}

static gboolean
is_told (gpointer data)
{
  return *(guint *) data > 0;
}

/* What is decided elsewhere leaves the list, or shows itself, and moves nothing else. */
static void
test_keeps_places (void)
{
  g_autofree char *data_dir = tally_test_make_dir ();
  g_autoptr (TallyEngineListItem) stays = NULL;
  g_autoptr (TallyEngineListItem) goes = NULL;
  g_autoptr (TallyEngineListItem) behind = NULL;
  guint n_told = 0;
  World world;

  tally_test_findings_fill (data_dir, 1, N_FEW);
  world_init (&world, data_dir);
  stays = get_filled (&world, 3);
  goes = get_filled (&world, 250);
  behind = get_filled (&world, 251);
  g_signal_connect (stays, "notify::record", G_CALLBACK (notify_cb), &n_told);
  decide (data_dir, get_finding (goes)->id, TALLY_FINDING_EXPLAINED);
  decide (data_dir, get_finding (stays)->id, TALLY_FINDING_WAITING);
  g_string_truncate (world.changes, 0);
  tally_engine_list_refresh (world.list);
  tally_test_findings_wait (is_told, &n_told);
  g_assert_cmpstr (world.changes->str, ==, "250-1+0 ");
  g_assert_cmpint (get_finding (stays)->status, ==, TALLY_FINDING_WAITING);
  {
    g_autoptr (TallyEngineListItem) at_3 = g_list_model_get_item (G_LIST_MODEL (world.list), 3);
    g_autoptr (TallyEngineListItem) at_250 = g_list_model_get_item (G_LIST_MODEL (world.list), 250);

    g_assert_true (at_3 == stays);
    g_assert_true (at_250 == behind);
  }
  g_signal_handlers_disconnect_by_data (stays, &n_told);
  world_clear (&world);
}

static void
test_says_what_is_wrong (void)
{
  g_autofree char *data_dir = tally_test_make_dir ();
  g_autofree char *problem = NULL;
  g_autoptr (TallyQuery) query = tally_query_new ();
  World world;

  world_init (&world, data_dir);
  g_object_get (world.list, "problem", &problem, NULL);
  g_assert_null (problem); /* no store yet: nothing was found */
  g_assert_cmpuint (count (&world), ==, 0);
  tally_query_set (query, TALLY_FINDING_FIELD_SEVERITY, "enormous");
  tally_engine_list_set_query (world.list, query);
  tally_test_findings_wait (is_loaded, world.list);
  g_object_get (world.list, "problem", &problem, NULL);
  g_assert_cmpstr (problem, ==, "the field severity takes low, medium, high or critical, not 'enormous'");
  tally_engine_list_set_desk (world.list, NULL);
  g_assert_cmpuint (count (&world), ==, 0);
  world_clear (&world);
}

int
main (int    argc,
      char **argv)
{
  int status;

  tally_test_init (&argc, &argv);
  many_dir = tally_test_make_dir ();
  tally_test_findings_fill (many_dir, 1, N_MANY);
  g_test_add_func ("/engine/finding-list/opens-many", test_opens_many);
  g_test_add_func ("/engine/finding-list/any-place-has-its-finding", test_any_place_has_its_finding);
  g_test_add_func ("/engine/finding-list/is-chosen", test_is_chosen);
  g_test_add_func ("/engine/finding-list/is-sorted", test_is_sorted);
  g_test_add_func ("/engine/finding-list/is-bounded", test_is_bounded);
  g_test_add_func ("/engine/finding-list/keeps-places", test_keeps_places);
  g_test_add_func ("/engine/finding-list/says-what-is-wrong", test_says_what_is_wrong);
  status = g_test_run ();
  g_free (many_dir);
  return status;
}
