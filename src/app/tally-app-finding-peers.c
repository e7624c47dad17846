/* tally-app-finding-peers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-finding-peers.h"

#include <glib/gi18n.h>

#include "tally-line-peer.h"

/* Fewer show nothing. */
#define MIN_PEERS 4

/* 1970-01-01 as a TallyDay. */
#define EPOCH_DAY G_GINT64_CONSTANT (719163)

gboolean
tally_app_finding_peers_are_told (const TallyFinding *finding)
{
  g_return_val_if_fail (finding != NULL, FALSE);
  return finding->lines->len > 0
         && (finding->category == TALLY_FINDING_PRICING || finding->category == TALLY_FINDING_QUANTITY);
}

static double
get_value (TallyFindingCategory  category,
           const TallyLinePeer  *peer)
{
  double quantity = tally_decimal_to_double (peer->quantity);

  if (category == TALLY_FINDING_QUANTITY)
    return quantity;
  return quantity > 0 ? (double) peer->price_cents / quantity : -1; /* a place on paper, no amount */
}

static void
add_series (TallyChart           *chart,
            TallyFindingCategory  category,
            GArray               *peers,
            gboolean              is_own)
{
  g_autofree gint64 *xs = g_new (gint64, peers->len);
  g_autofree double *ys = g_new (double, peers->len);
  TallyChartData data = { .xs = xs, .ys = ys };
  TallyChartSeries *series;

  for (guint i = 0; i < peers->len; i++)
    {
      const TallyLinePeer *peer = &g_array_index (peers, TallyLinePeer, i);
      double value = get_value (category, peer);
      if (!peer->is_own != !is_own || value < 0)
        continue;
      xs[data.n] = ((gint64) peer->week_ending - EPOCH_DAY) * G_TIME_SPAN_DAY;
      ys[data.n++] = value;
    }
  series = data.n > 0 ? tally_chart_add_series (chart, is_own ? _("This line") : _("Lines of this unit"), &data) : NULL;
  if (series != NULL)
    series->tone = is_own ? TALLY_CHART_TONE_OWN : TALLY_CHART_TONE_PEERS;
}

TallyChart *
tally_app_finding_peers_new_chart (TallyFindingCategory  category,
                                   GArray               *peers)
{
  gboolean is_quantity;
  TallyChart *chart;

  g_return_val_if_fail (peers != NULL, NULL);
  if (peers->len < MIN_PEERS || !g_array_index (peers, TallyLinePeer, 0).is_own)
    return NULL;
  is_quantity = category == TALLY_FINDING_QUANTITY;
  chart = tally_chart_new (TALLY_CHART_DOT, is_quantity ? _("Quantity") : _("Price a unit"),
                           is_quantity ? TALLY_CHART_UNIT_NUMBER : TALLY_CHART_UNIT_MONEY);
  add_series (chart, category, peers, FALSE);
  add_series (chart, category, peers, TRUE);
  return chart;
}
