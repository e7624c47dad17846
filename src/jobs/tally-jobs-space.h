/* tally-jobs-space.h
 *
 * How much room the places of an installation have, and how much a pass needs there. Blocking, any
 * thread. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-jobs-places.h"

G_BEGIN_DECLS

/* Below this many files more a pass can't make its workbooks; a file system that counts none has no
 * such limit. */
#define TALLY_JOBS_SPACE_LEAST_FILES 1000

/* A place with so many times what a pass needs has room for a while. */
#define TALLY_JOBS_SPACE_EASE 3

/**
 * TallyJobsSpace:
 * @free_bytes: what is free for the program's user
 * @need_bytes: what a pass needs there at the most
 * @free_files: files that can be made, %G_MAXUINT64 = the file system has no limit
 *
 * The room of one place.
 */
typedef struct {
  guint64 free_bytes;
  guint64 need_bytes;
  guint64 free_files;
} TallyJobsSpace;

/**
 * tally_jobs_space_measure:
 * @places: an installation
 * @folder: one of its folders; where it is missing, the one above counts
 * @out_space: (out caller-allocates): its room; untouched on failure
 *
 * Asks the file system. The data directory needs the log of a large change and two copies of the
 * database (a backup and its pack), the others what lies there now once more.
 *
 * Returns: %FALSE if it can't be asked
 */
gboolean tally_jobs_space_measure  (const TallyJobsPlaces *places,
                                    const char            *folder,
                                    TallyJobsSpace        *out_space);

/**
 * tally_jobs_space_is_short:
 * @self: the room of a place
 *
 * Returns: whether a pass may fail for want of room
 */
gboolean tally_jobs_space_is_short (const TallyJobsSpace  *self);

/**
 * tally_jobs_space_is_short_anywhere:
 * @places: an installation
 *
 * Returns: whether a pass may fail for want of room in one of its folders
 */
gboolean tally_jobs_space_is_short_anywhere (const TallyJobsPlaces *places);

G_END_DECLS
