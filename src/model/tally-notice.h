/* tally-notice.h
 *
 * What a run has to say: an event with a stable code, a public text, and a detail for those who may
 * see it. Runs keep notices, faces show them. Plain values. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallySeverity:
 * @TALLY_SEVERITY_INFO: for the record
 * @TALLY_SEVERITY_WARNING: somebody should look at it
 * @TALLY_SEVERITY_ERROR: somebody must act
 */
typedef enum {
  TALLY_SEVERITY_INFO,
  TALLY_SEVERITY_WARNING,
  TALLY_SEVERITY_ERROR,
} TallySeverity;

/**
 * TallyNotice:
 * @severity: how much it matters
 * @code: (owned): stable id of what happened, "sheet-lost"
 * @subject: (owned): opaque id of what it happened to, "" = the run
 * @text: (owned): what happened and what to do; ids and counts only, may go into public logs
 * @detail: (owned): names and values for those who may see them, "" = none
 */
typedef struct {
  TallySeverity  severity;
  char          *code;
  char          *subject;
  char          *text;
  char          *detail;
} TallyNotice;

/**
 * TallyNoticeWords:
 * @severity: how much it matters
 * @code: stable id of what happened
 * @subject: (nullable): opaque id of what it happened to
 * @text: what happened and what to do; ids and counts only
 * @detail: (nullable): names and values for those who may see them
 *
 * What tally_run_tell() makes a notice of.
 */
typedef struct {
  TallySeverity  severity;
  const char    *code;
  const char    *subject;
  const char    *text;
  const char    *detail;
} TallyNoticeWords;

G_END_DECLS
