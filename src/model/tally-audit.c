/* tally-audit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit.h"

static const char *const trends[] = { "baseline", "worsening", "improving", "stable" };

static void
reason_free (TallyAuditReason *reason)
{
  g_free (reason->reason);
  g_free (reason);
}

TallyAuditCard *
tally_audit_card_new (void)
{
  TallyAuditCard *self = g_new0 (TallyAuditCard, 1);

  self->detector = g_strdup ("");
  self->code = g_strdup ("");
  self->title = g_strdup ("");
  self->method = g_strdup ("");
  self->reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) reason_free);
  return self;
}

void
tally_audit_card_free (TallyAuditCard *self)
{
  if (self == NULL)
    return;
  g_free (self->detector);
  g_free (self->code);
  g_free (self->title);
  g_free (self->method);
  g_ptr_array_unref (self->reasons);
  g_free (self);
}

TallyAudit *
tally_audit_new (void)
{
  TallyAudit *self = g_new0 (TallyAudit, 1);

  self->reason = g_strdup ("");
  self->rates_fingerprint = g_strdup ("");
  self->output = g_strdup ("");
  self->cards = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_audit_card_free);
  return self;
}

void
tally_audit_free (TallyAudit *self)
{
  if (self == NULL)
    return;
  g_free (self->reason);
  g_free (self->rates_fingerprint);
  g_free (self->output);
  g_ptr_array_unref (self->cards);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->reports, g_ptr_array_unref);
  g_free (self);
}

static TallyTrend
get_trend (int delta)
{
  if (delta == 0)
    return TALLY_TREND_STABLE;
  return delta > 0 ? TALLY_TREND_WORSENING : TALLY_TREND_IMPROVING;
}

void
tally_audit_compare_with (TallyAudit       *self,
                          const TallyAudit *before)
{
  self->trend = TALLY_TREND_BASELINE;
  self->risk_delta = 0;
  self->open_delta = 0;
  self->before_open = 0;
  if (before == NULL)
    return;
  self->risk_delta = (int) self->risk - (int) before->risk;
  self->open_delta = (int) self->n_open - (int) before->n_open;
  self->before_open = before->n_open;
  self->trend = get_trend (self->risk_delta != 0 ? self->risk_delta : self->open_delta);
}

char *
tally_audit_dup_delta_percent (const TallyAudit *self)
{
  gint64 tenths;

  if (self->before_open == 0)
    return g_strdup ("0%");
  tenths = (G_GINT64_CONSTANT (1000) * ABS (self->open_delta) + self->before_open / 2) / self->before_open;
  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT "%%", self->open_delta < 0 ? "-" : "",
                          tenths / 10, tenths % 10);
}

const char *
tally_trend_get_id (TallyTrend trend)
{
  g_return_val_if_fail (trend < G_N_ELEMENTS (trends), "");
  return trends[trend];
}
