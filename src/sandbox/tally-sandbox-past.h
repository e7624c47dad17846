/* tally-sandbox-past.h
 *
 * The truth about what the predecessor left on the target for one identity: its files, what is
 * wrong with them, its amounts beside those of the source sheets. Noted by the generator, read by
 * tests and people. One owner at a time. Depends on core.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-json.h"

G_BEGIN_DECLS

typedef struct
{
  char       *work_request; /* (owned) */
  char       *week_ending;  /* (owned): ISO date */
  const char *variant;      /* static: "primary", "helper" */
  const char *defect;       /* static: id of what is wrong, "none" */
  const char *status;       /* static: "same", "differs", "missing", "extra", "unreadable" */
  GPtrArray  *names;        /* (owned) (element-type utf8): its files, oldest first */
  guint       their_lines;  /* in the blocks of the newest file */
  gint64      their_cents;  /* its total as shown */
  guint       our_lines;
  gint64      our_cents;
  guint       n_added;      /* lines that only the sources have */
  guint       n_removed;    /* lines that only the file has */
  guint       n_changed;    /* lines with another price */
} TallySandboxPast;

/**
 * tally_sandbox_past_free:
 * @self: (nullable): a past
 *
 * Frees it.
 */
void tally_sandbox_past_free     (TallySandboxPast *self);

/**
 * tally_sandbox_past_describe:
 * @pasts: (element-type TallySandboxPast): what is planted
 * @json: where to write
 *
 * Writes the array "predecessor".
 */
void tally_sandbox_past_describe (const GPtrArray  *pasts,
                                  TallyJsonWriter  *json);

G_END_DECLS
