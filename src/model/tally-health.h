/* tally-health.h
 *
 * What a check of the installation found: probes with what they measured and what to do, and what
 * was corrected without a person. The checkup fills it, faces show it. One owner at a time. Depends
 * on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-json.h"

G_BEGIN_DECLS

/**
 * TallyHealthStatus:
 * @TALLY_HEALTH_OK: as it should be
 * @TALLY_HEALTH_WARN: works, and somebody should look at it
 * @TALLY_HEALTH_CRITICAL: a pass can't do its work, or not all of it
 * @TALLY_HEALTH_SKIPPED: could not be asked, or there is nothing to ask; never makes a check fail
 * @TALLY_N_HEALTH_STATUSES: how many there are
 */
typedef enum {
  TALLY_HEALTH_OK,
  TALLY_HEALTH_WARN,
  TALLY_HEALTH_CRITICAL,
  TALLY_HEALTH_SKIPPED,
  TALLY_N_HEALTH_STATUSES,
} TallyHealthStatus;

/**
 * TallyHealthProbe:
 * @id: stable name, static
 * @title: what people call it, static
 * @status: how it stands
 * @value: (owned): what was measured, or why it was not; ids and counts only
 * @threshold: (owned): what is expected of it, "" = nothing to compare with
 * @remedy: (owned): what to do, one sentence, "" = nothing
 * @detail: (owned): names and paths for those who may see them, "" = none
 *
 * One thing that was looked at.
 */
typedef struct {
  const char        *id;
  const char        *title;
  TallyHealthStatus  status;
  char              *value;
  char              *threshold;
  char              *remedy;
  char              *detail;
} TallyHealthProbe;

/**
 * TallyHealthCorrection:
 * @id: stable name of what was wrong, static: "half-written"
 * @text: (owned): what was done, or would be in a preview; ids and counts only
 * @detail: (owned): names and paths for those who may see them, "" = none
 * @is_recorded: whether it stands in the trail
 *
 * One thing that was put right.
 */
typedef struct {
  const char *id;
  char       *text;
  char       *detail;
  gboolean    is_recorded;
} TallyHealthCorrection;

/**
 * TallyHealth:
 * @is_preview: nothing was corrected, it was a dry run
 * @probes: (owned) (element-type TallyHealthProbe): in the order of the registry
 * @corrections: (owned) (element-type TallyHealthCorrection): oldest first
 */
typedef struct {
  gboolean   is_preview;
  GPtrArray *probes;
  GPtrArray *corrections;
} TallyHealth;

/**
 * tally_health_new:
 * @is_preview: whether nothing will be corrected
 *
 * Returns: (transfer full): a check that looked at nothing yet
 */
TallyHealth           *tally_health_new              (gboolean               is_preview);

/**
 * tally_health_free:
 * @self: (nullable): a check
 *
 * Frees it.
 */
void                   tally_health_free             (TallyHealth           *self);

/**
 * tally_health_add_probe:
 * @self: a check
 * @id: stable name, static
 * @title: what people call it, static
 *
 * Returns: (transfer none): a probe that is skipped and says nothing yet
 */
TallyHealthProbe      *tally_health_add_probe        (TallyHealth           *self,
                                                      const char            *id,
                                                      const char            *title);

/**
 * tally_health_find_probe:
 * @self: a check
 * @id: name of a probe
 *
 * Returns: (transfer none) (nullable): what it found
 */
TallyHealthProbe      *tally_health_find_probe       (const TallyHealth     *self,
                                                      const char            *id);

/**
 * tally_health_add_correction:
 * @self: a check
 * @id: stable name of what was wrong, static
 * @text: what was done, ids and counts only; copied
 * @detail: (nullable): names and paths; copied
 *
 * Returns: (transfer none): the correction, not recorded yet
 */
TallyHealthCorrection *tally_health_add_correction   (TallyHealth           *self,
                                                      const char            *id,
                                                      const char            *text,
                                                      const char            *detail);

/**
 * tally_health_get_worst:
 * @self: a check
 *
 * Returns: the worst status of its probes; what was skipped does not count
 */
TallyHealthStatus      tally_health_get_worst        (const TallyHealth     *self);

/**
 * tally_health_status_get_id:
 * @status: a status
 *
 * Returns: (transfer none): "ok", "warn", "critical" or "skipped"
 */
const char            *tally_health_status_get_id    (TallyHealthStatus      status);

/**
 * tally_health_write_json:
 * @self: a check
 * @writer: a writer in an object
 * @reveal: whether details may be shown
 *
 * Adds the member "health".
 */
void                   tally_health_write_json       (const TallyHealth     *self,
                                                      TallyJsonWriter       *writer,
                                                      gboolean               reveal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyHealth, tally_health_free)

G_END_DECLS
