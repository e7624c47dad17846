/* tally-smartsheet-token.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-smartsheet-token-private.h"

#include "tally-smartsheet-client-private.h"
#include "tally-smartsheet-error.h"

/* A token that was good so recently is not asked about again, however many calls are refused. */
#define GOOD_FOR_USEC (60 * (gint64) G_USEC_PER_SEC)

/* A refusal is told soon, explained or not: others wait for the probe's end. */
#define MAX_PROBE_USEC (60 * (gint64) G_USEC_PER_SEC)

#define NEW_TOKEN "make a new one and give it (SMARTSHEET_API_TOKEN or --token-file)"

/* What the errorCode of a refused /users/me says about the token. */
static const struct {
  gint64      error_code;
  const char *verdict;
} verdicts[] = {
  { 1001, "no access token arrived at the service: give one (SMARTSHEET_API_TOKEN or --token-file), "
          "and let no proxy take the Authorization header away" },
  { 1003, "the access token has expired: " NEW_TOKEN },
  /* The live service tells a missing token so. */
  { 1004, "the access token is missing, or may not even ask who it belongs to: give one "
          "(SMARTSHEET_API_TOKEN or --token-file), and let no proxy take the Authorization header "
          "away" },
  { 1005, "the account wants a single sign-on: its administrator must allow access tokens" },
  { 1132, "the access token was revoked: " NEW_TOKEN },
};

#define VERDICT_ENDED "the access token was good before, and was revoked or has expired now: " NEW_TOKEN
#define VERDICT_INVALID \
  "the access token is not valid here: it is mistyped, revoked, or of another region than the " \
  "configured one (each region has its own; see [smartsheet] region); " NEW_TOKEN
#define VERDICT_NOT_SHARED \
  "the access token is good, so this is not shared with its owner, or not with the needed permission: " \
  "share it"
#define VERDICT_ODD "the access token itself is good: run again later, and ask the account's administrator"

static const char *
find_verdict (TallySmartsheetClient      *client,
              const TallySmartsheetFault *fault)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    if (verdicts[i].error_code == fault->error_code)
      return verdicts[i].verdict;
  return client->token_worked ? VERDICT_ENDED : VERDICT_INVALID;
}

/* A 403 without a code is somebody's between us and the service. */
static gboolean
is_refused_probe (const TallySmartsheetFault *fault)
{
  return tally_smartsheet_fault_classify (fault) == TALLY_RESILIENCE_AUTH
         || (fault->status == 403 && fault->error_code == 1004);
}

static void
note_probe (TallySmartsheetClient      *client,
            const TallySmartsheetFault *fault)
{
  if (tally_smartsheet_fault_classify (fault) == TALLY_RESILIENCE_OK)
    client->token_good_usec = tally_clock_get_monotonic_usec (client->clock);
  else if (is_refused_probe (fault) && client->token_verdict == NULL)
    client->token_verdict = find_verdict (client, fault);
}

void
tally_smartsheet_token_note (TallySmartsheetClient        *client,
                             const TallySmartsheetRequest *request,
                             const TallySmartsheetFault   *fault)
{
  if (request->is_foreign)
    return;
  g_mutex_lock (&client->mutex);
  if (request->is_probe)
    note_probe (client, fault);
  if (tally_smartsheet_fault_classify (fault) == TALLY_RESILIENCE_OK && !request->is_open)
    client->token_worked = TRUE;
  g_mutex_unlock (&client->mutex);
}

static const char *
get_verdict (TallySmartsheetClient *client)
{
  const char *verdict;

  g_mutex_lock (&client->mutex);
  verdict = client->token_verdict;
  g_mutex_unlock (&client->mutex);
  return verdict;
}

gboolean
tally_smartsheet_token_check (TallySmartsheetClient         *client,
                              const TallySmartsheetRequest  *request,
                              GError                       **error)
{
  const char *verdict = request->is_foreign || request->is_open ? NULL : get_verdict (client);

  if (verdict == NULL)
    return TRUE;
  g_set_error (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AUTH, "%s was not sent: %s",
               request->operation, verdict);
  return FALSE;
}

static gboolean
is_known_good (TallySmartsheetClient *client)
{
  gint64 now = tally_clock_get_monotonic_usec (client->clock);
  gboolean good;

  g_mutex_lock (&client->mutex);
  good = client->token_good_usec >= 0 && now - client->token_good_usec < GOOD_FOR_USEC;
  g_mutex_unlock (&client->mutex);
  return good;
}

gboolean
tally_smartsheet_token_is_suspect (const TallySmartsheetRequest *request,
                                   const TallySmartsheetFault   *fault)
{
  if (request->is_foreign)
    return FALSE;
  return tally_smartsheet_fault_classify (fault) == TALLY_RESILIENCE_AUTH
         || (fault->status == 403 && (fault->error_code == 0 || fault->error_code == 1004));
}

gboolean
tally_smartsheet_token_needs_probe (TallySmartsheetClient        *client,
                                    const TallySmartsheetRequest *request,
                                    const TallySmartsheetFault   *fault)
{
  return !request->is_probe && tally_smartsheet_token_is_suspect (request, fault)
         && get_verdict (client) == NULL && !is_known_good (client);
}

/* One thread asks, the others that were refused meanwhile wait for what it finds out. */
static void
probe (TallySmartsheetClient *client,
       GCancellable          *cancellable)
{
  TallySmartsheetRequest request = {
    .operation = "get-me", .path = "/users/me", .is_probe = TRUE, .max_usec = MAX_PROBE_USEC,
  };
  g_autoptr (JsonNode) root = NULL;

  g_mutex_lock (&client->probing);
  if (get_verdict (client) == NULL && !is_known_good (client))
    root = tally_smartsheet_client_call (client, &request, cancellable, NULL);
  g_mutex_unlock (&client->probing);
}

/* Returns: (nullable): what is known now, %NULL = the probe itself did not come through */
static const char *
judge (TallySmartsheetClient *client,
       const GError          *error)
{
  const char *verdict = get_verdict (client);

  if (verdict != NULL || !is_known_good (client))
    return verdict;
  return error->code == TALLY_SMARTSHEET_ERROR_FORBIDDEN ? VERDICT_NOT_SHARED : VERDICT_ODD;
}

void
tally_smartsheet_token_explain (TallySmartsheetClient         *client,
                                const TallySmartsheetRequest  *request,
                                GCancellable                  *cancellable,
                                GError                       **error)
{
  const char *verdict;
  g_autofree char *text = NULL;

  if (!request->is_probe)
    probe (client, cancellable);
  verdict = judge (client, *error);
  if (verdict == NULL)
    return;
  text = g_strdup_printf ("%s; %s", (*error)->message, verdict);
  g_free ((*error)->message);
  (*error)->message = g_steal_pointer (&text);
  if (get_verdict (client) != NULL)
    (*error)->code = TALLY_SMARTSHEET_ERROR_AUTH;
}
