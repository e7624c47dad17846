/* tally-audit-facts.h
 *
 * What a detector judges by: named values, whole numbers and texts, that go to the store as canonical
 * JSON and come back the same, so that any finding can be judged again to the bit. A detector's judge
 * sees nothing else. One owner at a time. Depends on model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-line.h"

G_BEGIN_DECLS

/* Bounds of stored facts: a peer group of thousands of values fits, a document does not. */
#define TALLY_AUDIT_FACTS_MAX_BYTES (1024 * 1024)

/* Values of one list; a larger peer group is sampled. */
#define TALLY_AUDIT_FACTS_MAX_LIST 10000

/* Farthest from 0 that a stored number may be, ids and times apart: a trillion dollars in cents. Judges can add a list
 * of such numbers, or take ten thousand times one of them, and stay within 64 bits. */
#define TALLY_AUDIT_FACTS_MAX_NUMBER G_GINT64_CONSTANT (100000000000000)

typedef struct _TallyAuditFacts TallyAuditFacts;

/**
 * tally_audit_facts_new:
 *
 * Returns: (transfer full): no facts yet
 */
TallyAuditFacts       *tally_audit_facts_new          (void);

/**
 * tally_audit_facts_free:
 * @self: (nullable): facts
 *
 * Frees them and their children.
 */
void                   tally_audit_facts_free         (TallyAuditFacts        *self);

/**
 * tally_audit_facts_add_int64:
 * @self: facts
 * @name: name of the value, with its unit: "price_cents", "n_peers"; not used before
 * @value: the value
 */
void                   tally_audit_facts_add_int64    (TallyAuditFacts        *self,
                                                       const char             *name,
                                                       gint64                  value);

/**
 * tally_audit_facts_add_text:
 * @self: facts
 * @name: name of the value
 * @text: UTF-8; copied
 */
void                   tally_audit_facts_add_text     (TallyAuditFacts        *self,
                                                       const char             *name,
                                                       const char             *text);

/**
 * tally_audit_facts_add_decimal:
 * @self: facts
 * @name: name of the value
 * @number: an exact number, kept as its canonical text
 */
void                   tally_audit_facts_add_decimal  (TallyAuditFacts        *self,
                                                       const char             *name,
                                                       TallyDecimal            number);

/**
 * tally_audit_facts_add_day:
 * @self: facts
 * @name: name of the value
 * @day: a day, kept as ISO text, "" for no day
 */
void                   tally_audit_facts_add_day      (TallyAuditFacts        *self,
                                                       const char             *name,
                                                       TallyDay                day);

/**
 * tally_audit_facts_add_double:
 * @self: facts
 * @name: name of the value
 * @value: a finite statistic, never money; kept with nine digits, so that it is the same on every machine
 */
void                   tally_audit_facts_add_double   (TallyAuditFacts        *self,
                                                       const char             *name,
                                                       double                  value);

/**
 * tally_audit_facts_add_line:
 * @self: facts
 * @name: name of the value: "line", or "a" and "b" of a pair
 * @line: a line
 *
 * Adds a child with what is billed of a line: "sheet_id", "row_id", "work_request", "week_ending",
 * "snapshot", "pole", "cu", "work_type", "quantity" (decimal), "price_cents", "variant", "identifier",
 * "foreman", "job", "dept", "customer".
 */
void                   tally_audit_facts_add_line     (TallyAuditFacts        *self,
                                                       const char             *name,
                                                       const TallyLine        *line);

/**
 * tally_audit_facts_add_child:
 * @self: facts
 * @name: name of the value
 *
 * Returns: (transfer none): facts within facts
 */
TallyAuditFacts       *tally_audit_facts_add_child    (TallyAuditFacts        *self,
                                                       const char             *name);

/**
 * tally_audit_facts_append_child:
 * @self: facts
 * @name: name of a list of children; made at the first call
 *
 * Returns: (transfer none): one more of that list, at its end
 */
TallyAuditFacts       *tally_audit_facts_append_child (TallyAuditFacts        *self,
                                                       const char             *name);

/**
 * tally_audit_facts_append_int64:
 * @self: facts
 * @name: name of a list of whole numbers; made at the first call; at most %TALLY_AUDIT_FACTS_MAX_LIST
 * @value: one more of that list
 */
void                   tally_audit_facts_append_int64 (TallyAuditFacts        *self,
                                                       const char             *name,
                                                       gint64                  value);

/**
 * tally_audit_facts_to_json:
 * @self: facts
 *
 * Returns: (transfer full): canonical JSON: members by name, no blanks
 */
char                  *tally_audit_facts_to_json      (const TallyAuditFacts  *self);

/**
 * tally_audit_facts_parse:
 * @json: (array length=length): what tally_audit_facts_to_json() made
 * @length: its length in bytes
 * @error: return location, or %NULL
 *
 * Errors: %TALLY_AUDIT_ERROR_FACTS - it is no such text, or beyond the bounds.
 *
 * Returns: (transfer full) (nullable): the facts
 */
TallyAuditFacts       *tally_audit_facts_parse        (const char             *json,
                                                       gsize                   length,
                                                       GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyAuditFacts, tally_audit_facts_free)

G_END_DECLS
