/* tally-app-memory.h
 *
 * What the app remembers of how it was used: size of the window, the last page, what was selected, when somebody last
 * looked. Lost without harm; nothing of the business is in it. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _TallyAppMemory TallyAppMemory;

/**
 * tally_app_memory_new:
 *
 * Reads what is remembered in $XDG_STATE_HOME/tallyman/app.ini; what can't be read is forgotten.
 *
 * Returns: (transfer full): the memory
 */
TallyAppMemory *tally_app_memory_new      (void);

/**
 * tally_app_memory_free:
 * @self: (nullable): the memory
 *
 * Keeps what was told, beside what others kept since, and frees it.
 */
void            tally_app_memory_free     (TallyAppMemory *self);

/**
 * tally_app_memory_get_text:
 * @self: the memory
 * @group: what of the app
 * @key: what it is
 *
 * Returns: (transfer full) (nullable): what was told last, %NULL = nothing
 */
char           *tally_app_memory_get_text (TallyAppMemory *self,
                                           const char     *group,
                                           const char     *key);

/**
 * tally_app_memory_set_text:
 * @self: the memory
 * @group: what of the app
 * @key: what it is
 * @value: (nullable): UTF-8; %NULL forgets it
 *
 * Remembers a text.
 */
void            tally_app_memory_set_text (TallyAppMemory *self,
                                           const char     *group,
                                           const char     *key,
                                           const char     *value);

/**
 * tally_app_memory_get_number:
 * @self: the memory
 * @group: what of the app
 * @key: what it is
 * @fallback: if nothing was told
 *
 * Returns: what was told last
 */
gint64          tally_app_memory_get_number (TallyAppMemory *self,
                                             const char     *group,
                                             const char     *key,
                                             gint64          fallback);

/**
 * tally_app_memory_set_number:
 * @self: the memory
 * @group: what of the app
 * @key: what it is
 * @value: any
 *
 * Remembers a number.
 */
void            tally_app_memory_set_number (TallyAppMemory *self,
                                             const char     *group,
                                             const char     *key,
                                             gint64          value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyAppMemory, tally_app_memory_free)

G_END_DECLS
