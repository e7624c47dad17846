/* tally-sandbox-bodies.h
 *
 * Bodies of answers that were made before, so that readers of the same page of the same version
 * don't wait for it to be rendered and compressed again; bounded in bytes, the least used leave
 * first. Used by the server's thread alone; compressing may run on any thread. Depends on gio.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _TallySandboxBodies TallySandboxBodies;

/**
 * tally_sandbox_bodies_new:
 * @max_bytes: how much may be kept, 0 = nothing
 *
 * Returns: (transfer full): an empty cache
 */
TallySandboxBodies *tally_sandbox_bodies_new      (gsize               max_bytes);

/**
 * tally_sandbox_bodies_free:
 * @self: (nullable): a cache
 *
 * Frees it.
 */
void                tally_sandbox_bodies_free     (TallySandboxBodies *self);

/**
 * tally_sandbox_bodies_find:
 * @self: a cache
 * @key: all that the body depends on
 * @out_is_compressed: (out): whether it is gzip; untouched if there is none
 *
 * Returns: (transfer full) (nullable): the body
 */
GBytes             *tally_sandbox_bodies_find     (TallySandboxBodies *self,
                                                   const char         *key,
                                                   gboolean           *out_is_compressed);

/**
 * tally_sandbox_bodies_put:
 * @self: a cache
 * @key: all that the body depends on
 * @body: a body
 * @is_compressed: whether it is gzip
 *
 * Keeps a body, unless it alone would fill half of the cache.
 */
void                tally_sandbox_bodies_put      (TallySandboxBodies *self,
                                                   const char         *key,
                                                   GBytes             *body,
                                                   gboolean            is_compressed);

/**
 * tally_sandbox_bodies_get_size:
 * @self: a cache
 *
 * Returns: bytes that are kept
 */
gsize               tally_sandbox_bodies_get_size (TallySandboxBodies *self);

/**
 * tally_sandbox_bodies_compress:
 * @plain: a body
 *
 * Returns: (transfer full) (nullable): it as gzip, level 1; %NULL if that failed
 */
GBytes             *tally_sandbox_bodies_compress (GBytes             *plain);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySandboxBodies, tally_sandbox_bodies_free)

G_END_DECLS
