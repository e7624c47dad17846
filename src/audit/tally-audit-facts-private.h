/* tally-audit-facts-private.h
 *
 * How facts are kept, for tally-audit-facts*.c alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-facts.h"

G_BEGIN_DECLS

/**
 * TallyAuditValueKind:
 * @TALLY_AUDIT_VALUE_NUMBER: a whole number
 * @TALLY_AUDIT_VALUE_TEXT: a text
 * @TALLY_AUDIT_VALUE_CHILD: facts
 * @TALLY_AUDIT_VALUE_CHILDREN: a list of facts
 * @TALLY_AUDIT_VALUE_NUMBERS: a list of whole numbers
 */
typedef enum {
  TALLY_AUDIT_VALUE_NUMBER,
  TALLY_AUDIT_VALUE_TEXT,
  TALLY_AUDIT_VALUE_CHILD,
  TALLY_AUDIT_VALUE_CHILDREN,
  TALLY_AUDIT_VALUE_NUMBERS,
} TallyAuditValueKind;

/**
 * TallyAuditValue:
 * @name: (owned): its name
 * @kind: what it is
 * @number: the number
 * @text: (owned) (nullable): the text
 * @facts: (owned) (nullable) (element-type TallyAuditFacts): the child or children
 * @list: (owned) (nullable) (element-type gint64): the numbers
 *
 * One value.
 */
typedef struct {
  char                *name;
  TallyAuditValueKind  kind;
  gint64               number;
  char                *text;
  GPtrArray           *facts;
  GArray              *list;
} TallyAuditValue;

/**
 * TallyAuditFacts:
 * @values: (owned) (element-type TallyAuditValue): the values
 * @broken: (borrowed): whether something was asked that is not there; the outermost facts' @is_broken
 * @is_broken: what @broken points to
 */
struct _TallyAuditFacts {
  GPtrArray *values;
  gboolean  *broken;
  gboolean   is_broken;
};

/**
 * tally_audit_facts_find_value:
 * @self: facts
 * @name: a name
 * @kind: what it must be
 *
 * Returns: (nullable) (transfer none): the value, %NULL if there is none of that kind
 */
TallyAuditValue *tally_audit_facts_find_value (const TallyAuditFacts *self,
                                               const char            *name,
                                               TallyAuditValueKind    kind);

/**
 * tally_audit_value_get_length:
 * @value: a list
 *
 * Returns: how many it has
 */
guint            tally_audit_value_get_length (const TallyAuditValue *value);

G_END_DECLS
