/* tally-jobs-audit-policy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-audit-policy.h"

#include "tally-hash.h"

/* Of what is hashed. */
#define HASH_VERSION 1

static gint64
get_offset (gint64   utc_usec,
            gpointer data)
{
  GTimeZone *zone = data;
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, utc_usec / G_USEC_PER_SEC);

  return interval < 0 ? 0 : (gint64) g_time_zone_get_offset (zone, interval) * G_USEC_PER_SEC;
}

void
tally_jobs_audit_policy_init (TallyJobsAuditPolicy *self,
                              TallyConfig          *config,
                              gint64                now_utc_usec)
{
  self->zone = g_time_zone_new_identifier (tally_config_get_text (config, "billing", "time-zone"));
  if (self->zone == NULL)
    self->zone = g_time_zone_new_utc ();
  self->policy = (TallyAuditPolicy) {
    .editors = tally_config_get_list (config, "audit", "editors"),
    .close_weekday = (guint) tally_config_get_int (config, "audit", "close-day"),
    .materiality_cents = tally_config_get_int (config, "audit", "materiality"),
    .approval_limit_cents = tally_config_get_int (config, "audit", "approval-limit"),
    .now_utc_usec = now_utc_usec,
    .utc_offset_usec = get_offset,
    .utc_offset_data = self->zone,
  };
  self->policy.today = tally_audit_policy_get_local_day (&self->policy, now_utc_usec);
}

void
tally_jobs_audit_policy_clear (TallyJobsAuditPolicy *self)
{
  g_clear_pointer (&self->zone, g_time_zone_unref);
}

char *
tally_jobs_audit_policy_dup_hash (const TallyJobsAuditPolicy *self)
{
  g_autoptr (TallyHash) hash = tally_hash_new ("audit-policy", HASH_VERSION);
  const TallyAuditPolicy *policy = &self->policy;

  for (guint i = 0; policy->editors != NULL && policy->editors[i] != NULL; i++)
    tally_hash_add_text (hash, policy->editors[i]);
  tally_hash_add_int64 (hash, policy->close_weekday);
  tally_hash_add_int64 (hash, policy->materiality_cents);
  tally_hash_add_int64 (hash, policy->approval_limit_cents);
  tally_hash_add_text (hash, g_time_zone_get_identifier (self->zone));
  return g_strdup (tally_hash_get_hex (hash));
}
