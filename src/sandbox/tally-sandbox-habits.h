/* tally-sandbox-habits.h
 *
 * How the service behaves where its papers leave it open or set a limit. A value of the sandbox's
 * options; see tally-sandbox-server.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the service leaves open (or changed over time), to be chosen. */
typedef struct
{
  gboolean missing_token_is_403;  /* 403/1004 instead of 401/1001 */
  gboolean past_end_is_empty;     /* a page past the end is empty instead of the last one again */
  gboolean parallel_writes_fail;  /* 4004 while another write on the same sheet is under way */
  gint     default_level;         /* 0 or 1 */
  gint64   url_expires_msec;      /* life of an attachment's URL, 120000 */
  gint64   max_upload_bytes;      /* 30 MB */
  gint     max_bulk_rows;         /* 500 */
} TallySandboxHabits;

G_END_DECLS
