/* tally-audit-context-private.h
 *
 * The state of an audit between its detectors, for tally-audit-run.c alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-context.h"
#include "tally-audit-run.h"

G_BEGIN_DECLS

/**
 * TallyAuditHit:
 * @detector: (borrowed): who found it
 * @scope: (borrowed): of that detector
 * @finding: (owned): what
 * @p_value: of its test, negative = a rule's
 * @chance: how likely it is no finding, negative = not known
 * @cu: (borrowed): unit code that its lines share, "" = several or none
 */
typedef struct {
  const TallyAuditDetector *detector;
  TallyAuditScope          *scope;
  TallyFinding             *finding;
  double                    p_value;
  double                    chance;
  const char               *cu;
} TallyAuditHit;

/**
 * TallyAuditContext:
 * @input: (borrowed): what is looked at
 * @policy: (borrowed): what is right
 * @cancellable: (borrowed) (nullable): stops it
 * @detector: (borrowed): the one at work
 * @scope: (borrowed): of the one at work
 * @hits: (owned) (element-type TallyAuditHit): what was found so far
 * @ids: (owned) (element-type utf8): ids of these
 * @found: (owned) (element-type utf8 GHashTable): lines of each family that something was found about
 * @shared: (owned): what detectors share, by key
 */
struct _TallyAuditContext {
  const TallyAuditInput    *input;
  const TallyAuditPolicy   *policy;
  GCancellable             *cancellable;
  const TallyAuditDetector *detector;
  TallyAuditScope          *scope;
  GPtrArray                *hits;
  GHashTable               *ids;
  GHashTable               *found;
  GHashTable               *shared;
};

/**
 * tally_audit_context_new:
 * @input: what is looked at
 * @policy: what is right
 * @cancellable: (nullable): stops it
 *
 * Returns: (transfer full): a context
 */
TallyAuditContext *tally_audit_context_new  (const TallyAuditInput   *input,
                                             const TallyAuditPolicy  *policy,
                                             GCancellable            *cancellable);

/**
 * tally_audit_context_free:
 * @self: (nullable): a context
 *
 * Frees it.
 */
void               tally_audit_context_free (TallyAuditContext       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyAuditContext, tally_audit_context_free)

G_END_DECLS
