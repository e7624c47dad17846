/* tally-smartsheet-fault.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-fault.h"

#include <gio/gio.h>

#include "tally-smartsheet-code.h"
#include "tally-smartsheet-error.h"
#include "tally-smartsheet-json.h"
#include "tally-text.h"

/* Enough of the peer's text to act on; the rest is in its support's hands through refId. */
#define MAX_MESSAGE_CHARS 300

/* From here on codes tell how the service is, not what was wrong with the request. */
#define FIRST_OPERATIONAL_CODE 4000

/* "The Content-Size provided did not match the file uploaded": it was not kept. */
#define CODE_DAMAGED 1075

/* Statuses, for answers whose errorCode is missing or says nothing. */
typedef struct {
  gint64               first;
  gint64               last;
  TallyResilienceClass error_class;
  TallySmartsheetError code;
} StatusRange;

static const StatusRange status_ranges[] = {
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
static const StatusRange unknown_range = {
  0, 0, TALLY_RESILIENCE_TRANSIENT, TALLY_SMARTSHEET_ERROR_TRANSIENT,
};

/* The peer is not who it should be; trying again won't make it so. */
static const StatusRange untrusted_range = {
  0, 0, TALLY_RESILIENCE_PERMANENT, TALLY_SMARTSHEET_ERROR_FAILED,
};

/* What a store of files answers to a URL that is no longer good: 400, 401, 403, 404 or 410. */
static const StatusRange expired_range = {
  400, 410, TALLY_RESILIENCE_PERMANENT, TALLY_SMARTSHEET_ERROR_EXPIRED,
};

static const StatusRange *
find_range (gint64 status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (status_ranges); i++)
    if (status >= status_ranges[i].first && status <= status_ranges[i].last)
      return &status_ranges[i];
  return &unknown_range;
}

/* Whether the errorCode is to be believed. A throttled answer stays one whatever its body says, and
 * so does one of a broken server, unless the code is one of a broken server too. */
static gboolean
find_code (const TallySmartsheetFault *self,
           StatusRange                *out_kind)
{
  TallySmartsheetCode code;

  if (self->status == 429 || !tally_smartsheet_code_find (self->error_code, &code))
    return FALSE;
  if (self->status >= 500 && self->error_code < FIRST_OPERATIONAL_CODE && code.status < 500)
    return FALSE;
  *out_kind = (StatusRange) { .error_class = code.error_class, .code = code.code };
  return TRUE;
}

static StatusRange
find_kind (const TallySmartsheetFault *self)
{
  StatusRange kind;

  if (g_error_matches (self->transport, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    return untrusted_range;
  if (self->transport != NULL)
    return unknown_range;
  if (self->is_foreign && self->status >= expired_range.first && self->status <= expired_range.last
      && self->status != 408)
    return expired_range;
  return find_code (self, &kind) ? kind : *find_range (self->status);
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
  if (self->is_unsent || (self->error_code == CODE_DAMAGED && self->status == 400))
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
  error_class = find_kind (self).error_class;
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

gboolean
tally_smartsheet_fault_is_offline (const TallySmartsheetFault *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->is_unsent
         && (g_error_matches (self->transport, G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE)
             || g_error_matches (self->transport, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE)
             || g_error_matches (self->transport, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE));
}

/* What a person can do about a connection that does not come about. */
static const struct {
  GQuark    (*domain) (void);
  int         code; /* -1: any */
  const char *remedy;
} remedies[] = {
  { g_resolver_error_quark, G_RESOLVER_ERROR_TEMPORARY_FAILURE,
    "no name can be resolved (DNS) for now; check that this machine is on line" },
  { g_resolver_error_quark, -1,
    "the name of the service can't be resolved (DNS); check [smartsheet] base-url and the network" },
  { g_tls_error_quark, G_TLS_ERROR_BAD_CERTIFICATE,
    "its certificate is not trusted (TLS); check this machine's clock and its certificate authorities; "
    "a proxy that looks into TLS needs its own authority installed" },
  { g_tls_error_quark, -1,
    "no secure connection came about (TLS); a proxy or firewall may stand between" },
  { g_io_error_quark, G_IO_ERROR_NETWORK_UNREACHABLE, "check that this machine is on line" },
  { g_io_error_quark, G_IO_ERROR_HOST_UNREACHABLE, "check that this machine is on line" },
  { g_io_error_quark, G_IO_ERROR_CONNECTION_REFUSED,
    "nobody answers there; check [smartsheet] base-url, proxy and firewall" },
  { g_io_error_quark, G_IO_ERROR_PROXY_FAILED, "the proxy fails; check https_proxy" },
  { g_io_error_quark, G_IO_ERROR_PROXY_AUTH_FAILED, "the proxy refuses; check https_proxy" },
  { g_io_error_quark, G_IO_ERROR_PROXY_NEED_AUTH, "the proxy wants a password; check https_proxy" },
  { g_io_error_quark, G_IO_ERROR_PROXY_NOT_ALLOWED, "the proxy forbids it; check https_proxy" },
};

static const char *
find_remedy (const GError *transport)
{
  for (gsize i = 0; i < G_N_ELEMENTS (remedies); i++)
    if (transport->domain == remedies[i].domain ()
        && (remedies[i].code < 0 || remedies[i].code == transport->code))
      return remedies[i].remedy;
  return NULL;
}

static void
describe_transport (const TallySmartsheetFault *self,
                    GString                    *text)
{
  const char *remedy = find_remedy (self->transport);

  g_string_append_printf (text, "%s%s", self->status != 0 ? ": " : "", self->transport->message);
  if (remedy != NULL)
    g_string_append_printf (text, ": %s", remedy);
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
    describe_transport (self, text);
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
  return find_kind (self).code;
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
