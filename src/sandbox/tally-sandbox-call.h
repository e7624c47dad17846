/* tally-sandbox-call.h
 *
 * One request being answered: what was asked, and the answer as it is built. Made on the server's
 * thread, answered by one worker under the world's lock, sent by the server's thread; never
 * touched by two threads at once. Handlers see this, the world and nothing of libsoup's server.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libsoup/soup.h>

#include "tally-sandbox-habits.h"
#include "tally-sandbox-world-tree.h"

G_BEGIN_DECLS

/* Ids in a path; "/sheets/1/rows/2/columns/3/history" has the most. */
#define TALLY_SANDBOX_CALL_MAX_IDS 3

typedef struct
{
  const char               *method;       /* static or interned */
  char                     *path;         /* (owned): without base path, "/sheets/1" */
  GHashTable               *query;        /* (owned): name → value, decoded */
  SoupMessageHeaders       *headers;      /* (owned): of the request, read only */
  GBytes                   *body;         /* (owned): of the request */
  gint64                    ids[TALLY_SANDBOX_CALL_MAX_IDS];
  char                     *base_url;     /* (owned): "http://127.0.0.1:1234", for URLs given out */
  const char               *url_secret;   /* (borrowed): signs URLs of attachments */
  TallySandboxWorld        *world;        /* (borrowed) */
  TallySandboxStamp         now;          /* the caller and the sandbox's time */
  const TallySandboxHabits *habits;       /* (borrowed) */
  gboolean                  has_length;   /* the request told its Content-Length */
  gint64                    content_length;
  /* the answer */
  guint                     status;       /* HTTP status, 200 until something failed */
  guint                     error_code;   /* 0 = none */
  GString                  *out;          /* (owned): body of the answer */
  GBytes                   *out_bytes;    /* (owned) (nullable): used instead of @out */
  const char               *content_type; /* static or interned */
} TallySandboxCall;

/**
 * tally_sandbox_call_new:
 * @method: HTTP method
 * @path: path below the base path, decoded
 * @query: (nullable): query as in the URL
 *
 * Returns: (transfer full): a call without body, answered by 200 and nothing yet
 */
TallySandboxCall *tally_sandbox_call_new        (const char       *method,
                                                 const char       *path,
                                                 const char       *query);

/**
 * tally_sandbox_call_free:
 * @self: (nullable): a call
 *
 * Frees it.
 */
void              tally_sandbox_call_free       (TallySandboxCall *self);

/**
 * tally_sandbox_call_fail:
 * @self: a call
 * @error_code: the service's code, e.g. 1006
 * @argument: (nullable): what the message speaks of
 *
 * Answers with the status and message of @error_code instead of what was built so far.
 */
void              tally_sandbox_call_fail       (TallySandboxCall *self,
                                                 guint             error_code,
                                                 const char       *argument);

/**
 * tally_sandbox_call_fail_row:
 * @self: a call
 * @error_code: the service's code
 * @argument: (nullable): what the message speaks of
 * @index: which element of the request is wrong, 0-based
 * @row_id: its row, 0 = none
 *
 * As tally_sandbox_call_fail(), with the detail that bulk writes give.
 */
void              tally_sandbox_call_fail_row   (TallySandboxCall *self,
                                                 guint             error_code,
                                                 const char       *argument,
                                                 guint             index,
                                                 gint64            row_id);

/**
 * tally_sandbox_call_get_text:
 * @self: a call
 * @name: a query parameter, case-sensitive
 *
 * Returns: (transfer none) (nullable): its value; %NULL if it is absent or empty
 */
const char       *tally_sandbox_call_get_text   (TallySandboxCall *self,
                                                 const char       *name);

/**
 * tally_sandbox_call_get_flag:
 * @self: a call
 * @name: a query parameter
 *
 * Accepts "true" in any case, as the service must for one of its own SDKs.
 *
 * Returns: its value; %FALSE if it is absent or anything else
 */
gboolean          tally_sandbox_call_get_flag   (TallySandboxCall *self,
                                                 const char       *name);

/**
 * tally_sandbox_call_get_number:
 * @self: a call
 * @name: a query parameter
 * @minimum: least accepted value
 * @out_value: (inout): the default; its value afterwards
 *
 * Fails the call with 400/1018 when the value is no whole number or less than @minimum.
 *
 * Returns: %FALSE if the call was failed
 */
gboolean          tally_sandbox_call_get_number (TallySandboxCall *self,
                                                 const char       *name,
                                                 gint64            minimum,
                                                 gint64           *out_value);

/**
 * tally_sandbox_call_get_time:
 * @self: a call
 * @name: a query parameter, RFC 3339 or ms since 1970
 * @out_utc_usec: (inout): the default; its value in µs afterwards
 *
 * Fails the call with 400/1018 when the value is neither.
 *
 * Returns: %FALSE if the call was failed
 */
gboolean          tally_sandbox_call_get_time   (TallySandboxCall *self,
                                                 const char       *name,
                                                 gint64           *out_utc_usec);

/**
 * tally_sandbox_call_get_ids:
 * @self: a call
 * @name: a query parameter, a comma list in one value
 * @out_ids: (out) (transfer full) (nullable): the numbers; %NULL if the parameter is absent
 *
 * Fails the call with 400/1018 when an element is no whole number.
 *
 * Returns: %FALSE if the call was failed
 */
gboolean          tally_sandbox_call_get_ids    (TallySandboxCall  *self,
                                                 const char        *name,
                                                 GArray           **out_ids);

/**
 * tally_sandbox_call_has_word:
 * @self: a call
 * @name: a query parameter, a comma list in one value, e.g. "include"
 * @word: e.g. "objectValue"
 *
 * Returns: %TRUE if @word is in the list
 */
gboolean          tally_sandbox_call_has_word   (TallySandboxCall *self,
                                                 const char       *name,
                                                 const char       *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallySandboxCall, tally_sandbox_call_free)

G_END_DECLS
