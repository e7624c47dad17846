/* tally-jobs-marker.h
 *
 * Small files that installations attach to the target sheet itself, not to a row: who publishes
 * now (a lease) and how far somebody's publications are (a head). All they say stands in their
 * names, so that the list of attachments, which is read anyway, tells everything. Pure functions.
 * Depends on core alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Hexadecimal digits in names. */
#define TALLY_JOBS_MARKER_INSTALLATION_DIGITS 12
#define TALLY_JOBS_MARKER_TOKEN_DIGITS 8

/* A lease of more than a day is none: whoever wrote it, it must not block for longer. */
#define TALLY_JOBS_MARKER_MAX_TTL_SECS (24 * 60 * 60)

/* How often a lease can be renewed: weeks, even at the shortest times. */
#define TALLY_JOBS_MARKER_MAX_RENEWALS 999999

/**
 * TallyJobsMarkerKind:
 * @TALLY_JOBS_MARKER_LEASE: its writer publishes
 * @TALLY_JOBS_MARKER_HEAD: how far its writer's publications are
 */
typedef enum {
  TALLY_JOBS_MARKER_LEASE,
  TALLY_JOBS_MARKER_HEAD,
} TallyJobsMarkerKind;

/**
 * TallyJobsMarker:
 * @kind: what it says
 * @installation: first digits of the writer's id (tally-store-head.h)
 * @token: of a lease: drawn once each time one is taken
 * @ttl_secs: of a lease: how long it holds from its creation on, 1 …
 *   %TALLY_JOBS_MARKER_MAX_TTL_SECS
 * @n_renewals: of a lease: how often it was renewed, 0 … %TALLY_JOBS_MARKER_MAX_RENEWALS
 * @counter: of a head: the store's counter
 *
 * A marker's name taken apart.
 */
typedef struct {
  TallyJobsMarkerKind kind;
  char                installation[TALLY_JOBS_MARKER_INSTALLATION_DIGITS + 1];
  char                token[TALLY_JOBS_MARKER_TOKEN_DIGITS + 1];
  guint               ttl_secs;
  guint               n_renewals;
  gint64              counter;
} TallyJobsMarker;

/**
 * tally_jobs_marker_dup_name:
 * @self: a marker within its bounds
 *
 * Returns: (transfer full): its name: "tallyman-lease_<installation>_<token>_<ttl>.txt", with
 *   "_<renewals>" before the dot once it was renewed, or "tallyman-head_<installation>_<counter>.txt"
 */
char     *tally_jobs_marker_dup_name (const TallyJobsMarker *self);

/**
 * tally_jobs_marker_parse:
 * @name: name of an attachment
 * @out_marker: (out caller-allocates): the marker; untouched on failure
 *
 * Takes a name apart; only what tally_jobs_marker_dup_name() writes, byte by byte, is a marker.
 *
 * Returns: %TRUE if it is one
 */
gboolean  tally_jobs_marker_parse    (const char            *name,
                                      TallyJobsMarker       *out_marker);

G_END_DECLS
