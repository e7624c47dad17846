/* tally-sandbox-seed-manifest.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-seed-manifest.h"

#include "tally-json.h"

#define MAX_EXAMPLES 3

typedef struct
{
  gint64  id;
  char   *name;
  gint64  n_rows;
} Sheet;

typedef struct
{
  const char *kind;
  gint64      sheet_id;
  gint64      row_id;
  gint64      row_number;
} Example;

struct _TallySandboxSeedManifest
{
  GHashTable *counts;   /* (owned): id → gint64 */
  GHashTable *groups;   /* (owned): "work request\nweek" → TallySandboxSeedGroup */
  GHashTable *lists;    /* (owned): list → GPtrArray of texts */
  GArray     *sheets;   /* (owned) (element-type Sheet) */
  GArray     *examples; /* (owned) (element-type Example) */
  GPtrArray  *pasts;    /* (owned) (element-type TallySandboxPast) */
  GString    *key;      /* (owned): scratch */
};

static const char *const issue_ids[] = {
  "irregular_week", "no_snapshot", "bad_snapshot", "out_of_week", "no_quantity", "bad_quantity",
  "not_positive_quantity", "no_foreman", "no_cu", "stale_link", "display_value",
  "odd_work_request", "rounded_price",
};

static void
clear_sheet (gpointer data)
{
  g_free (((Sheet *) data)->name);
}

TallySandboxSeedManifest *
tally_sandbox_seed_manifest_new (void)
{
  TallySandboxSeedManifest *self = g_new0 (TallySandboxSeedManifest, 1);

  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_ptr_array_unref);
  self->sheets = g_array_new (FALSE, FALSE, sizeof (Sheet));
  g_array_set_clear_func (self->sheets, clear_sheet);
  self->examples = g_array_new (FALSE, FALSE, sizeof (Example));
  self->pasts = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_sandbox_past_free);
  self->key = g_string_new (NULL);
  return self;
}

void
tally_sandbox_seed_manifest_free (TallySandboxSeedManifest *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->counts);
  g_hash_table_unref (self->groups);
  g_hash_table_unref (self->lists);
  g_array_unref (self->sheets);
  g_array_unref (self->examples);
  g_ptr_array_unref (self->pasts);
  g_string_free (self->key, TRUE);
  g_free (self);
}

static gint64
add_count (TallySandboxSeedManifest *self,
           const char               *section,
           const char               *id,
           gint64                    n)
{
  gint64 *count;

  g_string_assign (self->key, section);
  g_string_append (self->key, id);
  count = g_hash_table_lookup (self->counts, self->key->str);
  if (count == NULL)
    {
      count = g_new0 (gint64, 1);
      g_hash_table_insert (self->counts, g_strdup (self->key->str), count);
    }
  return *count += n;
}

void
tally_sandbox_seed_manifest_add_sheet (TallySandboxSeedManifest *self,
                                       gint64                    id,
                                       const char               *name)
{
  Sheet sheet = { id, g_strdup (name), 0 };

  g_array_append_val (self->sheets, sheet);
}

static const char *
set_group_key (TallySandboxSeedManifest *self,
               const char               *work_request,
               const char               *week_ending)
{
  g_string_assign (self->key, work_request);
  g_string_append_c (self->key, '\n');
  g_string_append (self->key, week_ending);
  return self->key->str;
}

static void
add_accepted (TallySandboxSeedManifest    *self,
              const TallySandboxSeedTruth *truth)
{
  const char *key = set_group_key (self, truth->work_request, truth->week_ending);
  TallySandboxSeedGroup *group = g_hash_table_lookup (self->groups, key);

  if (group == NULL)
    {
      group = g_new0 (TallySandboxSeedGroup, 1);
      g_hash_table_insert (self->groups, g_strdup (key), group);
    }
  group->n_rows++;
  group->cents += truth->cents;
  add_count (self, "", "accepted", 1);
  add_count (self, "", "cents", truth->cents);
  for (guint i = 0; i < G_N_ELEMENTS (issue_ids); i++)
    if (truth->issues & (1u << i))
      add_count (self, "issue:", issue_ids[i], 1);
}

void
tally_sandbox_seed_manifest_add_row (TallySandboxSeedManifest    *self,
                                     const TallySandboxSeedTruth *truth,
                                     gint64                       row_id)
{
  Sheet *sheet;

  g_return_if_fail (self->sheets->len > 0);
  sheet = &g_array_index (self->sheets, Sheet, self->sheets->len - 1);
  sheet->n_rows++;
  add_count (self, "", "rows", 1);
  if (truth->is_blank)
    add_count (self, "", "blank_rows", 1);
  else if (truth->reason != NULL)
    add_count (self, "reason:", truth->reason, 1);
  else
    add_accepted (self, truth);
  if (truth->kind != NULL && add_count (self, "mess:", truth->kind, 1) <= MAX_EXAMPLES)
    {
      Example example = { truth->kind, sheet->id, row_id, sheet->n_rows };
      g_array_append_val (self->examples, example);
    }
}

void
tally_sandbox_seed_manifest_add_note (TallySandboxSeedManifest *self,
                                      const char               *list,
                                      const char               *text)
{
  GPtrArray *texts = g_hash_table_lookup (self->lists, list);

  if (texts == NULL)
    {
      texts = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->lists, g_strdup (list), texts);
    }
  g_ptr_array_add (texts, g_strdup (text));
}

void
tally_sandbox_seed_manifest_add_past (TallySandboxSeedManifest *self,
                                      TallySandboxPast         *past)
{
  g_ptr_array_add (self->pasts, past);
}

GPtrArray *
tally_sandbox_seed_manifest_list_past (TallySandboxSeedManifest *self)
{
  return self->pasts;
}

guint
tally_sandbox_seed_manifest_count_notes (TallySandboxSeedManifest *self,
                                         const char               *list)
{
  const GPtrArray *texts = g_hash_table_lookup (self->lists, list);

  return texts != NULL ? texts->len : 0;
}

gint64
tally_sandbox_seed_manifest_get_count (TallySandboxSeedManifest *self,
                                       const char               *id)
{
  const gint64 *count = g_hash_table_lookup (self->counts, id);

  return count == NULL ? 0 : *count;
}

const TallySandboxSeedGroup *
tally_sandbox_seed_manifest_find_group (TallySandboxSeedManifest *self,
                                        const char               *work_request,
                                        const char               *week_ending)
{
  return g_hash_table_lookup (self->groups, set_group_key (self, work_request, week_ending));
}

guint
tally_sandbox_seed_manifest_get_n_groups (TallySandboxSeedManifest *self)
{
  return g_hash_table_size (self->groups);
}

/* By bytes, so that the order is the same everywhere. */
static GList *
list_keys (GHashTable *table)
{
  return g_list_sort (g_hash_table_get_keys (table), (GCompareFunc) strcmp);
}

GPtrArray *
tally_sandbox_seed_manifest_list_groups (TallySandboxSeedManifest *self)
{
  GPtrArray *groups = g_ptr_array_new ();
  g_autoptr (GList) keys = list_keys (self->groups);

  for (GList *l = keys; l != NULL; l = l->next)
    g_ptr_array_add (groups, g_hash_table_lookup (self->groups, l->data));
  return groups;
}

static void
write_counts (TallySandboxSeedManifest *self,
              TallyJsonWriter          *json,
              const char               *section,
              const char               *name)
{
  g_autoptr (GList) keys = list_keys (self->counts);

  tally_json_writer_begin_object (json, name);
  for (GList *l = keys; l != NULL; l = l->next)
    if (g_str_has_prefix (l->data, section))
      tally_json_writer_add_int64 (json, (const char *) l->data + strlen (section),
                                   tally_sandbox_seed_manifest_get_count (self, l->data));
  tally_json_writer_end_object (json);
}

static void
write_sheets (TallySandboxSeedManifest *self,
              TallyJsonWriter          *json)
{
  tally_json_writer_begin_array (json, "sheets");
  for (guint i = 0; i < self->sheets->len; i++)
    {
      const Sheet *sheet = &g_array_index (self->sheets, Sheet, i);

      tally_json_writer_begin_object (json, NULL);
      tally_json_writer_add_int64 (json, "id", sheet->id);
      tally_json_writer_add_text (json, "name", sheet->name);
      tally_json_writer_add_int64 (json, "rows", sheet->n_rows);
      tally_json_writer_end_object (json);
    }
  tally_json_writer_end_array (json);
}

static void
write_examples (TallySandboxSeedManifest *self,
                TallyJsonWriter          *json)
{
  tally_json_writer_begin_array (json, "examples");
  for (guint i = 0; i < self->examples->len; i++)
    {
      const Example *example = &g_array_index (self->examples, Example, i);

      tally_json_writer_begin_object (json, NULL);
      tally_json_writer_add_text (json, "mess", example->kind);
      tally_json_writer_add_int64 (json, "sheet", example->sheet_id);
      tally_json_writer_add_int64 (json, "row", example->row_id);
      tally_json_writer_add_int64 (json, "row_number", example->row_number);
      tally_json_writer_end_object (json);
    }
  tally_json_writer_end_array (json);
}

static void
write_groups (TallySandboxSeedManifest *self,
              TallyJsonWriter          *json)
{
  g_autoptr (GList) keys = list_keys (self->groups);

  tally_json_writer_begin_array (json, "groups");
  for (GList *l = keys; l != NULL; l = l->next)
    {
      const TallySandboxSeedGroup *group = g_hash_table_lookup (self->groups, l->data);
      g_auto (GStrv) parts = g_strsplit (l->data, "\n", 2);

      tally_json_writer_begin_object (json, NULL);
      tally_json_writer_add_text (json, "work_request", parts[0]);
      tally_json_writer_add_text (json, "week_ending", parts[1]);
      tally_json_writer_add_int64 (json, "rows", group->n_rows);
      tally_json_writer_add_int64 (json, "cents", group->cents);
      tally_json_writer_end_object (json);
    }
  tally_json_writer_end_array (json);
}

static void
write_target (TallySandboxSeedManifest *self,
              TallyJsonWriter          *json)
{
  g_autoptr (GList) keys = list_keys (self->lists);

  tally_json_writer_begin_object (json, "target");
  for (GList *l = keys; l != NULL; l = l->next)
    {
      GPtrArray *texts = g_hash_table_lookup (self->lists, l->data);

      tally_json_writer_begin_array (json, l->data);
      for (guint i = 0; i < texts->len; i++)
        tally_json_writer_add_text (json, NULL, texts->pdata[i]);
      tally_json_writer_end_array (json);
    }
  tally_json_writer_end_object (json);
}

char *
tally_sandbox_seed_manifest_describe (TallySandboxSeedManifest *self)
{
  g_autoptr (TallyJsonWriter) json = tally_json_writer_new ();

  tally_json_writer_begin_object (json, NULL);
  tally_json_writer_add_int64 (json, "version", 1);
  tally_json_writer_add_int64 (json, "rows", tally_sandbox_seed_manifest_get_count (self, "rows"));
  tally_json_writer_begin_object (json, "accepted");
  tally_json_writer_add_int64 (json, "rows",
                               tally_sandbox_seed_manifest_get_count (self, "accepted"));
  tally_json_writer_add_int64 (json, "cents",
                               tally_sandbox_seed_manifest_get_count (self, "cents"));
  tally_json_writer_end_object (json);
  tally_json_writer_add_int64 (json, "blank_rows",
                               tally_sandbox_seed_manifest_get_count (self, "blank_rows"));
  write_counts (self, json, "reason:", "reasons");
  write_counts (self, json, "issue:", "issues");
  write_counts (self, json, "mess:", "mess");
  write_sheets (self, json);
  write_examples (self, json);
  write_target (self, json);
  write_groups (self, json);
  tally_sandbox_past_describe (self->pasts, json);
  tally_json_writer_end_object (json);
  return tally_json_writer_finish (json, FALSE);
}
