/* tally-sandbox-calls.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-calls.h"

#include "tally-sandbox-lexeme.h"

/* A sandbox left running for weeks keeps the latest calls; the counters know them all. */
#define MAX_RECORDS 200000

struct _TallySandboxCalls
{
  GMutex      mutex;
  GQueue      records;     /* (mutex) (element-type TallySandboxRecord) */
  GHashTable *counts;      /* (mutex) (owned): operation → number */
  gint64      n_calls;     /* (mutex) */
  gint64      n_writes;    /* (mutex) */
  gint64      n_units;     /* (mutex) */
  gint64      sent_bytes;  /* (mutex) */
};

static void
free_record (gpointer data)
{
  TallySandboxRecord *record = data;

  g_free (record->path);
  g_free (record->query);
  g_free (record);
}

static TallySandboxRecord *
copy_record (const TallySandboxRecord *record)
{
  TallySandboxRecord *copy = g_memdup2 (record, sizeof *record);

  copy->path = g_strdup (record->path);
  copy->query = g_strdup (record->query);
  return copy;
}

TallySandboxCalls *
tally_sandbox_calls_new (void)
{
  TallySandboxCalls *self = g_new0 (TallySandboxCalls, 1);

  g_mutex_init (&self->mutex);
  g_queue_init (&self->records);
  self->counts = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
tally_sandbox_calls_free (TallySandboxCalls *self)
{
  if (self == NULL)
    return;
  g_queue_clear_full (&self->records, free_record);
  g_hash_table_unref (self->counts);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
tally_sandbox_calls_add (TallySandboxCalls        *self,
                         const TallySandboxRecord *record)
{
  TallySandboxRecord *copy = copy_record (record);
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, record->operation));

  copy->number = ++self->n_calls;
  self->n_writes += record->writes != FALSE;
  self->n_units += record->units;
  self->sent_bytes += record->sent_bytes;
  g_hash_table_insert (self->counts, (gpointer) record->operation, GUINT_TO_POINTER (count + 1));
  g_queue_push_tail (&self->records, copy);
  if (self->records.length > MAX_RECORDS)
    free_record (g_queue_pop_head (&self->records));
}

void
tally_sandbox_calls_clear (TallySandboxCalls *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_queue_clear_full (&self->records, free_record);
  g_hash_table_remove_all (self->counts);
  self->n_calls = self->n_writes = self->n_units = self->sent_bytes = 0;
}

guint
tally_sandbox_calls_count (TallySandboxCalls *self,
                           const char        *operation)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (operation == NULL)
    return (guint) self->n_calls;
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, operation));
}

guint
tally_sandbox_calls_count_writes (TallySandboxCalls *self)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return (guint) self->n_writes;
}

GPtrArray *
tally_sandbox_calls_list (TallySandboxCalls *self,
                          gint64             after)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GPtrArray *records = g_ptr_array_new_with_free_func (free_record);

  for (GList *l = self->records.head; l != NULL; l = l->next)
    if (((TallySandboxRecord *) l->data)->number > after)
      g_ptr_array_add (records, copy_record (l->data));
  return records;
}

static void
append_record (GString                  *out,
               const TallySandboxRecord *record)
{
  g_string_append_printf (out, "{\"number\":%" G_GINT64_FORMAT ",\"at\":%" G_GINT64_FORMAT
                          ",\"method\":\"%s\",\"path\":", record->number,
                          record->at_utc_usec / 1000, record->method);
  tally_sandbox_append_json_text (out, record->path);
  g_string_append (out, ",\"query\":");
  tally_sandbox_append_json_text (out, record->query != NULL ? record->query : "");
  g_string_append_printf (out, ",\"operation\":\"%s\",\"status\":%u,\"errorCode\":%u,\"units\":%u"
                          ",\"writes\":%s,\"bytes\":%" G_GINT64_FORMAT "}", record->operation,
                          record->status, record->error_code, record->units,
                          record->writes ? "true" : "false", record->sent_bytes);
}

void
tally_sandbox_calls_append_json (TallySandboxCalls *self,
                                 GString           *out,
                                 gint64             after)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  gboolean is_first = TRUE;

  g_string_append_c (out, '[');
  for (GList *l = self->records.head; l != NULL; l = l->next)
    {
      TallySandboxRecord *record = l->data;

      if (record->number <= after)
        continue;
      if (!is_first)
        g_string_append_c (out, ',');
      is_first = FALSE;
      append_record (out, record);
    }
  g_string_append_c (out, ']');
}

void
tally_sandbox_calls_append_counters (TallySandboxCalls *self,
                                     GString           *out)
{
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (self->counts),
                                         (GCompareFunc) strcmp);

  g_string_append_printf (out, "{\"calls\":%" G_GINT64_FORMAT ",\"writes\":%" G_GINT64_FORMAT
                          ",\"units\":%" G_GINT64_FORMAT ",\"bytes\":%" G_GINT64_FORMAT
                          ",\"operations\":{", self->n_calls, self->n_writes, self->n_units,
                          self->sent_bytes);
  for (GList *l = names; l != NULL; l = l->next)
    g_string_append_printf (out, "%s\"%s\":%u", l == names ? "" : ",", (char *) l->data,
                            GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, l->data)));
  g_string_append (out, "}}");
}
