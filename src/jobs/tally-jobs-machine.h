/* tally-jobs-machine.h
 *
 * How the machine and this process stand: load, room, memory, files. Asks the kernel; any thread.
 * Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyJobsMachine:
 * @load_milli: load over the last minute, thousandths
 * @memory_free_bytes: memory that programs can still have
 * @disk_free_bytes: room left on the disk of the data directory
 * @process_bytes: memory of this process
 * @peak_bytes: the most that it ever was
 * @n_files: files it has open
 * @n_threads: threads it has
 * @cpu_usec: processor time of all its threads so far, µs
 *
 * What was asked; -1 where the kernel does not tell.
 */
typedef struct {
  gint64 load_milli;
  gint64 memory_free_bytes;
  gint64 disk_free_bytes;
  gint64 process_bytes;
  gint64 peak_bytes;
  gint64 n_files;
  gint64 n_threads;
  gint64 cpu_usec;
} TallyJobsMachine;

/**
 * tally_jobs_machine_read:
 * @self: (out caller-allocates): how it stands
 * @data_dir: (nullable): folder whose disk is meant; %NULL = none
 *
 * Asks for all of it; some tenths of a ms.
 */
void   tally_jobs_machine_read         (TallyJobsMachine *self,
                                        const char       *data_dir);

/**
 * tally_jobs_machine_read_process:
 * @self: (out caller-allocates): how the process stands; the rest is -1
 *
 * Asks for memory, threads and processor time of the process alone.
 */
void   tally_jobs_machine_read_process (TallyJobsMachine *self);

/**
 * tally_jobs_machine_find_number:
 * @text: text of a file like /proc/self/status: "Name:   number [kB]", one a line
 * @name: a name
 *
 * Returns: the number, times 1024 if it is followed by kB; -1 if it is not there
 */
gint64 tally_jobs_machine_find_number  (const char       *text,
                                        const char       *name);

G_END_DECLS
