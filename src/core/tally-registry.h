/* tally-registry.h
 *
 * A list of things that can be named: jobs, detectors, channels, verbs. An entry is a constant
 * struct whose first member is a #TallyRegistryEntry; an area's build file lists them. A test may
 * make a registry of its own array. Immutable, any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyRegistryEntry:
 * @id: stable name: lower-case letters, digits, - and _
 * @title: what people call it, marked for translation
 * @summary: one sentence, marked for translation
 *
 * The head of every entry.
 */
typedef struct {
  const char *id;
  const char *title;
  const char *summary;
} TallyRegistryEntry;

typedef struct _TallyRegistry TallyRegistry;

/**
 * tally_registry_new:
 * @kind: what an entry is called in messages: "job"
 * @entries: (array length=n_entries): pointers to the entries, kept, in the order shown
 * @n_entries: their number
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_CORE_ERROR_FAILED - two entries have one id, or one has none: a bug in the list.
 *
 * Returns: (transfer full): the registry, or %NULL
 */
TallyRegistry            *tally_registry_new    (const char                       *kind,
                                                 const TallyRegistryEntry * const *entries,
                                                 gsize                             n_entries,
                                                 GError                          **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_registry_free:
 * @self: (nullable): a registry
 *
 * Frees it, not the entries.
 */
void                      tally_registry_free   (TallyRegistry                    *self);

/**
 * tally_registry_get_n_entries:
 * @self: a registry
 *
 * Returns: number of entries
 */
gsize                     tally_registry_get_n_entries (const TallyRegistry       *self);

/**
 * tally_registry_get_entry:
 * @self: a registry
 * @index: 0 … number of entries - 1
 *
 * Returns: (transfer none): the entry shown at that place
 */
const TallyRegistryEntry *tally_registry_get_entry (const TallyRegistry           *self,
                                                 gsize                             index);

/**
 * tally_registry_find:
 * @self: a registry
 * @id: an id
 *
 * Returns: (transfer none) (nullable): the entry, %NULL if there is none
 */
const TallyRegistryEntry *tally_registry_find   (const TallyRegistry              *self,
                                                 const char                       *id);

/**
 * tally_registry_lookup:
 * @self: a registry
 * @id: an id that a person typed
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_CORE_ERROR_CONFIG - there is none; the message names the nearest and all ids.
 *
 * Returns: (transfer none): the entry, or %NULL
 */
const TallyRegistryEntry *tally_registry_lookup (const TallyRegistry              *self,
                                                 const char                       *id,
                                                 GError                          **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyRegistry, tally_registry_free)

G_END_DECLS
