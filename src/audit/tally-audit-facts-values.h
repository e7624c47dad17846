/* tally-audit-facts-values.h
 *
 * What facts say: how a detector's judge reads what it or an earlier run of it submitted. Whatever is asked
 * and is not there is remembered: then the facts are not complete, and the judgement does not count. One
 * owner at a time. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-audit-facts.h"

G_BEGIN_DECLS

/**
 * tally_audit_facts_get_int64:
 * @self: facts
 * @name: name of a whole number
 *
 * Returns: the value; 0 if there is none: then the facts are no longer complete
 */
gint64                 tally_audit_facts_get_int64    (const TallyAuditFacts  *self,
                                                       const char             *name);

/**
 * tally_audit_facts_get_text:
 * @self: facts
 * @name: name of a text
 *
 * Returns: (transfer none): the text; "" if there is none: then the facts are no longer complete
 */
const char            *tally_audit_facts_get_text     (const TallyAuditFacts  *self,
                                                       const char             *name);

/**
 * tally_audit_facts_get_decimal:
 * @self: facts
 * @name: name of an exact number
 *
 * Returns: the number; 0 if there is none: then the facts are no longer complete
 */
TallyDecimal           tally_audit_facts_get_decimal  (const TallyAuditFacts  *self,
                                                       const char             *name);

/**
 * tally_audit_facts_get_day:
 * @self: facts
 * @name: name of a day
 *
 * Returns: the day, which may be none; if there is no such value the facts are no longer complete
 */
TallyDay               tally_audit_facts_get_day      (const TallyAuditFacts  *self,
                                                       const char             *name);

/**
 * tally_audit_facts_get_double:
 * @self: facts
 * @name: name of a statistic
 *
 * Returns: the value as it was kept; 0 if there is none: then the facts are no longer complete
 */
double                 tally_audit_facts_get_double   (const TallyAuditFacts  *self,
                                                       const char             *name);

/**
 * tally_audit_facts_get_child:
 * @self: facts
 * @name: name of a child
 *
 * Returns: (transfer none): the child; an empty one if there is none: then the facts are no longer complete
 */
const TallyAuditFacts *tally_audit_facts_get_child    (const TallyAuditFacts  *self,
                                                       const char             *name);

/**
 * tally_audit_facts_get_length:
 * @self: facts
 * @name: name of a list
 *
 * Returns: how many it has, 0 if there is no such list
 */
guint                  tally_audit_facts_get_length   (const TallyAuditFacts  *self,
                                                       const char             *name);

/**
 * tally_audit_facts_get_element:
 * @self: facts
 * @name: name of a list of children
 * @index: 0 … its length - 1
 *
 * Returns: (transfer none): that one; an empty one if there is none: then the facts are no longer complete
 */
const TallyAuditFacts *tally_audit_facts_get_element  (const TallyAuditFacts  *self,
                                                       const char             *name,
                                                       guint                   index);

/**
 * tally_audit_facts_get_number:
 * @self: facts
 * @name: name of a list of whole numbers
 * @index: 0 … its length - 1
 *
 * Returns: that one; 0 if there is none: then the facts are no longer complete
 */
gint64                 tally_audit_facts_get_number   (const TallyAuditFacts  *self,
                                                       const char             *name,
                                                       guint                   index);

/**
 * tally_audit_facts_has:
 * @self: facts
 * @name: a name
 *
 * Returns: %TRUE if there is a value of that name
 */
gboolean               tally_audit_facts_has          (const TallyAuditFacts  *self,
                                                       const char             *name);

/**
 * tally_audit_facts_is_complete:
 * @self: facts
 *
 * Returns: %TRUE if all that was asked of them and of their children was there
 */
gboolean               tally_audit_facts_is_complete  (const TallyAuditFacts  *self);

G_END_DECLS
