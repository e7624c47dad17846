/* tally-smartsheet-fault.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-fault.h"

#include <gio/gio.h>

#include "tally-smartsheet-error.h"
#include "tally-smartsheet-json.h"
#include "tally-text.h"

/* Enough of the peer's text to act on; the rest is in its support's hands through refId. */
#define MAX_MESSAGE_CHARS 300

/* The error codes that tell more than the status they come with; facts from the error list at
 * developers.smartsheet.com. For all others the status decides. */
typedef struct {
  gint64               first;
  gint64               last;
  TallyResilienceClass error_class;
  TallySmartsheetError code;
} CodeRange;

static const CodeRange code_ranges[] = {
  { 1001, 1003, TALLY_RESILIENCE_AUTH, TALLY_SMARTSHEET_ERROR_AUTH },
  { 1004, 1004, TALLY_RESILIENCE_PERMANENT, TALLY_SMARTSHEET_ERROR_FORBIDDEN },
  { 1005, 1005, TALLY_RESILIENCE_AUTH, TALLY_SMARTSHEET_ERROR_AUTH },
  { 1006, 1006, TALLY_RESILIENCE_PERMANENT, TALLY_SMARTSHEET_ERROR_NOT_FOUND },
  { 1020, 1020, TALLY_RESILIENCE_PERMANENT, TALLY_SMARTSHEET_ERROR_NOT_FOUND },
  { 1114, 1114, TALLY_RESILIENCE_PERMANENT, TALLY_SMARTSHEET_ERROR_NOT_FOUND },
  { 1151, 1151, TALLY_RESILIENCE_PERMANENT, TALLY_SMARTSHEET_ERROR_NOT_FOUND },
  { 1119, 1119, TALLY_RESILIENCE_PERMANENT, TALLY_SMARTSHEET_ERROR_REJECTED },
  { 1170, 1172, TALLY_RESILIENCE_PERMANENT, TALLY_SMARTSHEET_ERROR_NOT_FOUND },
  { 1285, 1285, TALLY_RESILIENCE_PERMANENT, TALLY_SMARTSHEET_ERROR_REJECTED },
  { 4000, 4000, TALLY_RESILIENCE_TRANSIENT, TALLY_SMARTSHEET_ERROR_TRANSIENT },
  { 4001, 4001, TALLY_RESILIENCE_MAINTENANCE, TALLY_SMARTSHEET_ERROR_MAINTENANCE },
  { 4002, 4002, TALLY_RESILIENCE_TRANSIENT, TALLY_SMARTSHEET_ERROR_TRANSIENT },
  { 4003, 4003, TALLY_RESILIENCE_THROTTLED, TALLY_SMARTSHEET_ERROR_THROTTLED },
  { 4004, 4004, TALLY_RESILIENCE_CONFLICT, TALLY_SMARTSHEET_ERROR_TRANSIENT },
  { 4005, 4005, TALLY_RESILIENCE_PERMANENT, TALLY_SMARTSHEET_ERROR_REJECTED },
  { 5000, 5999, TALLY_RESILIENCE_PERMANENT, TALLY_SMARTSHEET_ERROR_REJECTED },
};

static const CodeRange status_ranges[] = {
  { 401, 401, TALLY_RESILIENCE_AUTH, TALLY_SMARTSHEET_ERROR_AUTH },
  { 403, 403, TALLY_RESILIENCE_PERMANENT, TALLY_SMARTSHEET_ERROR_FORBIDDEN },
  { 404, 404, TALLY_RESILIENCE_PERMANENT, TALLY_SMARTSHEET_ERROR_NOT_FOUND },
  { 408, 408, TALLY_RESILIENCE_TRANSIENT, TALLY_SMARTSHEET_ERROR_TRANSIENT },
  { 425, 425, TALLY_RESILIENCE_TRANSIENT, TALLY_SMARTSHEET_ERROR_TRANSIENT },
  { 429, 429, TALLY_RESILIENCE_THROTTLED, TALLY_SMARTSHEET_ERROR_THROTTLED },
  { 300, 499, TALLY_RESILIENCE_PERMANENT, TALLY_SMARTSHEET_ERROR_REJECTED },
  { 501, 501, TALLY_RESILIENCE_PERMANENT, TALLY_SMARTSHEET_ERROR_REJECTED },
  { 500, 599, TALLY_RESILIENCE_TRANSIENT, TALLY_SMARTSHEET_ERROR_TRANSIENT },
};

/* What can't be read: no HTTP status, or one that does not exist. */
static const CodeRange unknown_range = {
  0, 0, TALLY_RESILIENCE_TRANSIENT, TALLY_SMARTSHEET_ERROR_TRANSIENT,
};

/* The peer is not who it should be; trying again won't make it so. */
static const CodeRange untrusted_range = {
  0, 0, TALLY_RESILIENCE_PERMANENT, TALLY_SMARTSHEET_ERROR_FAILED,
};

/* What a store of files answers to a URL that is no longer good: 400, 401, 403, 404 or 410. */
static const CodeRange expired_range = {
  400, 410, TALLY_RESILIENCE_PERMANENT, TALLY_SMARTSHEET_ERROR_EXPIRED,
};

static const CodeRange *
find_range (const CodeRange *ranges,
            gsize            n_ranges,
            gint64           number)
{
  for (gsize i = 0; i < n_ranges; i++)
    if (number >= ranges[i].first && number <= ranges[i].last)
      return &ranges[i];
  return NULL;
}

static const CodeRange *
find_kind (const TallySmartsheetFault *self)
{
  const CodeRange *range = NULL;

  if (g_error_matches (self->transport, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    return &untrusted_range;
  if (self->transport != NULL)
    return &unknown_range;
  if (self->is_foreign && self->status >= expired_range.first && self->status <= expired_range.last
      && self->status != 408)
    return &expired_range;
  if (self->status != 429)
    range = find_range (code_ranges, G_N_ELEMENTS (code_ranges), self->error_code);
  if (range == NULL)
    range = find_range (status_ranges, G_N_ELEMENTS (status_ranges), self->status);
  return range != NULL ? range : &unknown_range;
}

void
tally_smartsheet_fault_init (TallySmartsheetFault *self,
                             gboolean              is_write)
{
  *self = (TallySmartsheetFault) { .pushback_usec = -1, .is_write = is_write };
}

void
tally_smartsheet_fault_clear (TallySmartsheetFault *self)
{
  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->ref_id, g_free);
  g_clear_error (&self->transport);
}

static char *
dup_short (const char *text)
{
  g_autofree char *plain = NULL;

  if (text == NULL)
    return NULL;
  plain = tally_text_normalise (text, -1);
  return g_utf8_strlen (plain, -1) <= MAX_MESSAGE_CHARS
         ? g_steal_pointer (&plain) : g_utf8_substring (plain, 0, MAX_MESSAGE_CHARS);
}

void
tally_smartsheet_fault_read_body (TallySmartsheetFault *self,
                                  const char           *bytes,
                                  gsize                 length)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  if (bytes == NULL || length == 0)
    return;
  node = tally_smartsheet_json_parse (bytes, length, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  object = json_node_get_object (node);
  self->error_code = tally_smartsheet_json_get_int (object, "errorCode", 0);
  g_free (self->message);
  self->message = dup_short (tally_smartsheet_json_get_text (object, "message"));
  g_free (self->ref_id);
  self->ref_id = dup_short (tally_smartsheet_json_get_text (object, "refId"));
}

/* Of a write only these answers say that nothing was done: too many requests, maintenance, and the
 * form of 4004 that names the other request. */
static gboolean
was_surely_not_done (const TallySmartsheetFault *self,
                     TallyResilienceClass        error_class)
{
  if (self->is_unsent)
    return TRUE;
  if (error_class == TALLY_RESILIENCE_CONFLICT)
    return self->message != NULL
           && strstr (self->message, "currently being updated") != NULL;
  return error_class != TALLY_RESILIENCE_TRANSIENT;
}

TallyResilienceClass
tally_smartsheet_fault_classify (const TallySmartsheetFault *self)
{
  TallyResilienceClass error_class;

  g_return_val_if_fail (self != NULL, TALLY_RESILIENCE_PERMANENT);
  if (self->transport == NULL && self->status >= 200 && self->status <= 299)
    return TALLY_RESILIENCE_OK;
  if (g_error_matches (self->transport, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return TALLY_RESILIENCE_PERMANENT;
  error_class = find_kind (self)->error_class;
  if (self->is_write && !was_surely_not_done (self, error_class))
    return TALLY_RESILIENCE_AMBIGUOUS;
  return error_class;
}

gboolean
tally_smartsheet_fault_is_heavy (const TallySmartsheetFault *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  if (self->transport != NULL)
    return g_error_matches (self->transport, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  return self->error_code == 4000 || self->error_code == 4002 || self->status == 504;
}

gboolean
tally_smartsheet_fault_is_time_out (const TallySmartsheetFault *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  if (self->transport != NULL)
    return g_error_matches (self->transport, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  return self->error_code == 4002 || self->status == 408 || self->status == 504;
}

static char *
describe (const TallySmartsheetFault *self)
{
  GString *text = g_string_new (NULL);

  if (self->status != 0)
    g_string_append_printf (text, "status %u", self->status);
  if (self->error_code != 0)
    g_string_append_printf (text, " errorCode %" G_GINT64_FORMAT, self->error_code);
  if (self->message != NULL)
    g_string_append_printf (text, ": %s", self->message);
  if (self->transport != NULL)
    g_string_append_printf (text, "%s%s", self->status != 0 ? ": " : "", self->transport->message);
  if (self->ref_id != NULL)
    g_string_append_printf (text, " (refId %s)", self->ref_id);
  return tally_text_steal (text);
}

static TallySmartsheetError
get_code (const TallySmartsheetFault *self)
{
  if (tally_smartsheet_fault_classify (self) == TALLY_RESILIENCE_AMBIGUOUS)
    return TALLY_SMARTSHEET_ERROR_AMBIGUOUS;
  if (self->transport != NULL && self->transport->domain == TALLY_SMARTSHEET_ERROR)
    return self->transport->code;
  return find_kind (self)->code;
}

void
tally_smartsheet_fault_set_error (const TallySmartsheetFault  *self,
                                  const char                  *operation,
                                  guint                        n_attempts,
                                  GError                     **error)
{
  g_autofree char *text = NULL;

  g_return_if_fail (self != NULL && operation != NULL);
  if (g_error_matches (self->transport, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_error_copy (self->transport));
      return;
    }
  text = describe (self);
  if (n_attempts > 1)
    g_set_error (error, TALLY_SMARTSHEET_ERROR, get_code (self), "%s failed %u times, last with %s",
                 operation, n_attempts, text);
  else
    g_set_error (error, TALLY_SMARTSHEET_ERROR, get_code (self), "%s failed: %s", operation, text);
}
