/* tally-probe-network.c
 *
 * Whether the service can be reached: the name is found, a connection stands with TLS, and its own
 * description comes in time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-checkup.h"
#include "tally-jobs-measure.h"
#include "tally-probes.h"
#include "tally-text.h"

#define CONNECT_SECS 10
/* A pass makes hundreds of calls: at this pace it takes the better part of an hour. */
#define SLOW_USEC (2 * G_USEC_PER_SEC)
#define HTTP_PORT 80
#define HTTPS_PORT 443

/* Name, connection and TLS apart from the client, so that what fails is named. */
static gboolean
connect_to (const char    *base_url,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GUri) uri = g_uri_parse (base_url, G_URI_FLAGS_NONE, error);
  g_autoptr (GSocketClient) client = NULL;
  g_autoptr (GSocketConnection) connection = NULL;
  gboolean is_tls;

  if (uri == NULL)
    return FALSE;
  is_tls = strcmp (g_uri_get_scheme (uri), "https") == 0;
  client = g_socket_client_new ();
  g_socket_client_set_timeout (client, CONNECT_SECS);
  g_socket_client_set_tls (client, is_tls);
  connection = g_socket_client_connect_to_uri (client, base_url, is_tls ? HTTPS_PORT : HTTP_PORT, cancellable,
                                               error);
  return connection != NULL && g_io_stream_close (G_IO_STREAM (connection), NULL, error);
}

static const char *
get_remedy (const GError *error)
{
  if (error->domain == G_RESOLVER_ERROR)
    return "the name of the service is not found; check the network's name server and [smartsheet] base-url";
  if (error->domain == G_TLS_ERROR)
    return "the service's certificate is not trusted; check the clock, the system's certificates and what "
           "stands between";
  return "no connection to the service; check the network, a firewall or a proxy, and status.smartsheet.com";
}

static void
run_network (TallyJobsCheckup *checkup,
             TallyHealthProbe *probe)
{
  TallyJobsContext *context = checkup->context;
  g_autoptr (GError) error = NULL;
  gint64 msec;

  tally_jobs_probe_expect (probe, "answers within %d ms", (int) (SLOW_USEC / 1000));
  if (!connect_to (checkup->places->base_url, context->cancellable, &error))
    {
      checkup->outcome = TALLY_OUTCOME_RETRY_LATER;
      checkup->is_away = TRUE;
      tally_jobs_probe_say (probe, TALLY_HEALTH_CRITICAL, get_remedy (error), "the service can't be reached");
      tally_text_set (&probe->detail, error->message);
      return;
    }
  if (context->client == NULL)
    {
      tally_jobs_probe_say (probe, TALLY_HEALTH_OK, NULL, "a connection stands; not asked further without a token");
      return;
    }
  if (!tally_smartsheet_look_at_server (context->client, &checkup->server, context->cancellable, &error))
    {
      tally_jobs_checkup_fail (checkup, probe, error);
      return;
    }
  tally_jobs_measure_add (context->measure, TALLY_METRIC_HEALTH_LATENCY, NULL, checkup->server.latency_usec);
  msec = checkup->server.latency_usec / 1000;
  tally_jobs_probe_say (probe, checkup->server.latency_usec > SLOW_USEC ? TALLY_HEALTH_WARN : TALLY_HEALTH_OK,
                        checkup->server.latency_usec > SLOW_USEC
                          ? "passes take longer than they should; look at the network and at status.smartsheet.com"
                          : NULL,
                        "answers in %" G_GINT64_FORMAT " ms", msec);
}

const TallyJobsProbe tally_probe_network = {
  .id = "network",
  .title = "Service",
  .summary = "whether the service is reached, and how fast it answers",
  .run = run_network,
};
