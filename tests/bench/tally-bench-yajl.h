/* tally-bench-yajl.h
 *
 * What bare yajl takes for a document: callbacks that do nothing but count. The measure of all
 * benchmarks that read JSON. Any thread. Depends on GLib and yajl.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As the network hands it out. */
#define TALLY_BENCH_PIECE (64 * 1024)

/**
 * tally_bench_yajl_parse:
 * @text: one JSON document
 * @length: its length in bytes
 *
 * Reads it in pieces of %TALLY_BENCH_PIECE; a malformed one ends the program.
 *
 * Returns: the number of its tokens
 */
guint64 tally_bench_yajl_parse (const char *text,
                                gsize       length);

G_END_DECLS
