/* tally-line-peer.h
 *
 * One line among those of its unit and kind of work: what a chart needs of it. A plain value. Depends on core only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-money.h"
#include "tally-number.h"
#include "tally-week.h"

G_BEGIN_DECLS

/**
 * TallyLinePeer:
 * @week_ending: its billing week
 * @quantity: its quantity
 * @price_cents: its price
 * @is_own: whether it is the line that the others are compared with
 *
 * A line among its peers.
 */
typedef struct {
  TallyDay      week_ending;
  TallyDecimal  quantity;
  TallyMoney    price_cents;
  gboolean      is_own;
} TallyLinePeer;

G_END_DECLS
