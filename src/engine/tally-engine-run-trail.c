/* tally-engine-run-trail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-engine-run-trail-private.h"

#include "tally-hash.h"
#include "tally-json-node.h"
#include "tally-json.h"
#include "tally-store-meta.h"
#include "tally-store-trail.h"
#include "tally-text.h"

/* Each setting by its name, with a hash of its value: of the last pass that was noted. */
#define KEY "trail-configuration"
#define HASH_VERSION 1

/* Settings that changed which an entry names; of more it tells the number. */
#define MAX_NAMES 100

/* What a configuration is, and what it was. */
typedef struct {
  TallyJsonWriter     *digests; /* (owned): "group.key": hash of the value */
  TallyHash           *whole;   /* (owned) */
  const TallyJsonNode *before;  /* (borrowed) (nullable) */
  GPtrArray           *changed; /* (owned) (element-type utf8): names */
} Settings;

static void
settings_clear (Settings *settings)
{
  g_clear_pointer (&settings->digests, tally_json_writer_free);
  g_clear_pointer (&settings->whole, tally_hash_free);
  g_clear_pointer (&settings->changed, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Settings, settings_clear)

static void
add_key_cb (const TallyConfigKey *key,
            const TallyConfig    *config,
            gpointer              data)
{
  Settings *settings = data;
  g_autofree char *name = g_strdup_printf ("%s.%s", key->group, key->name);
  g_autoptr (TallyHash) hash = tally_hash_new ("setting", HASH_VERSION);
  const TallyJsonNode *before = settings->before != NULL ? tally_json_node_find (settings->before, name) : NULL;

  tally_hash_add_text (hash, name);
  tally_hash_add_text (hash, tally_config_get_text (config, key->group, key->name));
  tally_hash_add_text (settings->whole, tally_hash_get_hex (hash));
  tally_json_writer_add_text (settings->digests, name, tally_hash_get_hex (hash));
  if (settings->before != NULL && (before == NULL || g_strcmp0 (tally_json_node_get_text (before), tally_hash_get_hex (hash)) != 0))
    g_ptr_array_add (settings->changed, g_steal_pointer (&name));
}

static gboolean
append (TallyStore       *store,
        const TallyRun   *run,
        const char       *kind,
        TallyJsonWriter  *writer,
        GError          **error)
{
  g_autofree char *subject = g_strdup_printf ("run:%" G_GINT64_FORMAT, run->run_id);
  g_autofree char *payload = NULL;
  TallyStoreTrailEntry entry = { .kind = kind, .actor = run->request->actor, .subject = subject };

  tally_json_writer_end_object (writer);
  payload = tally_json_writer_finish (writer, FALSE);
  entry.payload = payload;
  return tally_store_trail_append_entry (store, &entry, error);
}

static TallyJsonWriter *
begin_entry (const TallyRun *run)
{
  TallyJsonWriter *writer = tally_json_writer_new ();

  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "run", run->run_id);
  return writer;
}

static gboolean
append_run (TallyStore      *store,
            const TallyRun  *run,
            const Settings  *settings,
            GError         **error)
{
  g_autoptr (TallyJsonWriter) writer = begin_entry (run);
  const TallyRunRequest *request = run->request;

  tally_json_writer_add_text (writer, "version", TALLY_VERSION);
  tally_json_writer_add_text (writer, "configuration", tally_hash_get_hex (settings->whole));
  tally_json_writer_begin_array (writer, "jobs");
  for (guint i = 0; request->jobs != NULL && request->jobs[i] != NULL; i++)
    tally_json_writer_add_text (writer, NULL, request->jobs[i]);
  tally_json_writer_end_array (writer);
  tally_json_writer_add_boolean (writer, "forced", request->is_forced);
  tally_json_writer_add_boolean (writer, "takes_over", request->takes_over);
  return append (store, run, "run", writer, error);
}

static gboolean
append_changes (TallyStore      *store,
                const TallyRun  *run,
                const Settings  *settings,
                GError         **error)
{
  g_autoptr (TallyJsonWriter) writer = begin_entry (run);

  tally_json_writer_add_text (writer, "configuration", tally_hash_get_hex (settings->whole));
  tally_json_writer_add_int64 (writer, "n_changed", settings->changed->len);
  tally_json_writer_begin_array (writer, "changed");
  for (guint i = 0; i < MIN (settings->changed->len, MAX_NAMES); i++)
    tally_json_writer_add_text (writer, NULL, settings->changed->pdata[i]);
  tally_json_writer_end_array (writer);
  return append (store, run, "configuration", writer, error);
}

/* Whether it may change anything worth telling. */
static gboolean
is_told (const TallyRunRequest *request)
{
  static const char *const looking[] = { "health-check", "verify-trail", "summary", NULL };

  if (request->is_dry)
    return FALSE;
  for (guint i = 0; request->jobs != NULL && request->jobs[i] != NULL; i++)
    if (!g_strv_contains (looking, request->jobs[i]))
      return TRUE;
  return request->restored_version != 0;
}

static gboolean
note (TallyStore      *store,
      const TallyRun  *run,
      Settings        *settings,
      GError         **error)
{
  g_autofree char *digests = NULL;

  tally_json_writer_end_object (settings->digests);
  digests = tally_json_writer_finish (settings->digests, FALSE);
  if (!append_run (store, run, settings, error)
      || (settings->changed->len > 0 && !append_changes (store, run, settings, error)))
    return FALSE;
  return (settings->before != NULL && settings->changed->len == 0) || tally_store_meta_set (store, KEY, digests, error);
}

gboolean
tally_engine_run_trail_begin (TallyStore      *store,
                              const TallyRun  *run,
                              TallyConfig     *config,
                              GError         **error)
{
  g_auto (Settings) settings = {
    .digests = tally_json_writer_new (),
    .whole = tally_hash_new ("settings", HASH_VERSION),
    .changed = g_ptr_array_new_with_free_func (g_free),
  };
  g_autofree char *text = NULL;
  g_autoptr (TallyJsonNode) before = NULL;

  if (!is_told (run->request))
    return TRUE;
  if (!tally_store_meta_get (store, KEY, &text, error))
    return FALSE;
  before = text != NULL ? tally_json_node_parse (text, strlen (text), NULL) : NULL;
  if (before != NULL && tally_json_node_get_kind (before) == TALLY_JSON_KIND_OBJECT)
    settings.before = before;
  tally_json_writer_begin_object (settings.digests, NULL);
  tally_config_foreach (config, add_key_cb, &settings);
  return note (store, run, &settings, error);
}
