/* tally-redact.h
 *
 * Takes what may be private out of text that others wrote: messages of libraries, of the system
 * and of the API. For our own messages tally-log.h types each value instead. Immutable after it is
 * made, any thread. Depends on GLib alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longest redacted text in characters; what is longer is cut and ends in "...". */
#define TALLY_REDACT_MAX_CHARS 240

typedef struct _TallyRedact TallyRedact;

/**
 * tally_redact_new:
 *
 * Returns: (transfer full): the rules, compiled
 */
TallyRedact *tally_redact_new  (void);

/**
 * tally_redact_free:
 * @self: (nullable): the rules
 *
 * Frees them.
 */
void         tally_redact_free (TallyRedact       *self);

/**
 * tally_redact_text:
 * @self: the rules
 * @text: (nullable): bytes
 * @error: return location, or %NULL
 *
 * Replaces work requests, dollar amounts, e-mail addresses, tokens, numbers of six digits and
 * more, and the values of the keys customer, foreman, dept, snapshot, CU and job. Words that only
 * begin like them stay, so does the kind of an error before its colon. Control characters become
 * blanks, so that one message is one line.
 *
 * Errors: %TALLY_CORE_ERROR_LIMIT - a rule could not be carried through: drop the text.
 *
 * Returns: (transfer full): the text, "" for %NULL, "<unrepresentable>" if it is not UTF-8; or
 *   %NULL on failure
 */
char        *tally_redact_text (const TallyRedact *self,
                                const char        *text,
                                GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_redact_dup_line:
 * @text: (nullable): bytes
 *
 * Returns: (transfer full): @text on one line, uncut and unredacted; "" for %NULL,
 *   "<unrepresentable>" if it is not UTF-8
 */
char        *tally_redact_dup_line (const char    *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyRedact, tally_redact_free)

G_END_DECLS
