/* tally-registry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-registry.h"

#include "tally-core-error.h"
#include "tally-nearest.h"

struct _TallyRegistry {
  char                             *kind;    /* (owned) */
  const TallyRegistryEntry * const *entries; /* (borrowed) */
  gsize                             n_entries;
  const char                      **ids;     /* (owned) NULL-terminated, for suggestions */
};

static gboolean
is_id (const char *id)
{
  return id != NULL && *id != '\0' && id[strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-_")] == '\0';
}

TallyRegistry *
tally_registry_new (const char                       *kind,
                    const TallyRegistryEntry * const *entries,
                    gsize                             n_entries,
                    GError                          **error)
{
  g_autoptr (TallyRegistry) self = g_new0 (TallyRegistry, 1);

  self->kind = g_strdup (kind);
  self->entries = entries;
  self->ids = g_new0 (const char *, n_entries + 1);
  for (gsize i = 0; i < n_entries; i++)
    {
      if (!is_id (entries[i]->id) || tally_registry_find (self, entries[i]->id) != NULL)
        {
          g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_FAILED,
                       "the list of %ss has a wrong or repeated id at place %" G_GSIZE_FORMAT, kind, i);
          return NULL;
        }
      self->ids[i] = entries[i]->id;
      self->n_entries = i + 1;
    }
  return g_steal_pointer (&self);
}

void
tally_registry_free (TallyRegistry *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_free (self->ids);
  g_free (self);
}

gsize
tally_registry_get_n_entries (const TallyRegistry *self)
{
  return self->n_entries;
}

const TallyRegistryEntry *
tally_registry_get_entry (const TallyRegistry *self,
                          gsize                index)
{
  g_return_val_if_fail (index < self->n_entries, NULL);
  return self->entries[index];
}

const TallyRegistryEntry *
tally_registry_find (const TallyRegistry *self,
                     const char          *id)
{
  for (gsize i = 0; i < self->n_entries; i++)
    if (strcmp (self->entries[i]->id, id) == 0)
      return self->entries[i];
  return NULL;
}

const TallyRegistryEntry *
tally_registry_lookup (const TallyRegistry  *self,
                       const char           *id,
                       GError              **error)
{
  const TallyRegistryEntry *entry = tally_registry_find (self, id);
  const char *nearest;
  g_autofree char *all = NULL;
  g_autofree char *guess = NULL;
  g_autofree char *shown = NULL;

  if (entry != NULL)
    return entry;
  nearest = tally_nearest_find (id, self->ids);
  all = g_strjoinv (", ", (char **) self->ids);
  guess = nearest != NULL ? g_strdup_printf (" did you mean %s?", nearest) : g_strdup ("");
  shown = g_strescape (id, NULL);
  g_set_error (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_CONFIG, "there is no %s \"%.60s\";%s accepted: %s",
               self->kind, shown, guess, all);
  return NULL;
}
