/* tally-billing-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-billing-group.h"

#include "tally-text.h"

static const char *
newest_foreman (const TallyGroup *group)
{
  const char *foreman = "";
  TallyDay newest = TALLY_DAY_NONE;

  for (guint i = 0; i < group->lines->len; i++)
    {
      const TallyLine *line = tally_group_get_line (group, i);
      const char *name = line->text[TALLY_FIELD_FOREMAN];
      if (*name == '\0' || (*foreman != '\0' && line->snapshot <= newest))
        continue;
      foreman = name;
      newest = line->snapshot;
    }
  return foreman;
}

static const char *
common_text (const TallyGroup *group,
             TallyField        field)
{
  const char *common = "";

  for (guint i = 0; i < group->lines->len; i++)
    {
      const char *text = tally_group_get_line (group, i)->text[field];
      if (*text == '\0')
        continue;
      if (*common != '\0' && strcmp (common, text) != 0)
        return TALLY_BILLING_MULTIPLE;
      common = text;
    }
  return common;
}

static void
add_layout (TallyHash                *hash,
            const TallyBillingLayout *layout)
{
  tally_hash_add_int64 (hash, layout->version);
  tally_hash_add_text (hash, layout->time_zone);
  tally_hash_add_text (hash, layout->company);
  tally_hash_add_text (hash, layout->logo_sha256);
}

static void
add_head (TallyHash        *hash,
          const TallyGroup *group)
{
  const TallyIdentity *identity = group->identity;

  tally_hash_add_text (hash, identity->work_request);
  tally_hash_add_int64 (hash, identity->week_ending);
  tally_hash_add_text (hash, tally_variant_get_id (identity->variant));
  tally_hash_add_text (hash, identity->identifier);
  tally_hash_add_text (hash, group->foreman);
  tally_hash_add_text (hash, group->scope);
  tally_hash_add_text (hash, group->work_order);
  tally_hash_add_text (hash, group->customer);
  tally_hash_add_text (hash, group->job);
  tally_hash_add_int64 (hash, group->total_cents);
  tally_hash_add_int64 (hash, group->lines->len);
}

void
tally_billing_finish_group (TallyGroup               *group,
                            const TallyBillingLayout *layout)
{
  g_autoptr (TallyHash) hash = NULL;

  g_return_if_fail (group != NULL && layout != NULL);
  tally_group_sort (group);
  tally_text_set (&group->foreman, newest_foreman (group));
  tally_text_set (&group->scope, common_text (group, TALLY_FIELD_SCOPE));
  tally_text_set (&group->work_order, common_text (group, TALLY_FIELD_WORK_ORDER));
  tally_text_set (&group->customer, common_text (group, TALLY_FIELD_CUSTOMER));
  tally_text_set (&group->job, common_text (group, TALLY_FIELD_JOB));
  hash = tally_hash_new ("fingerprint", TALLY_BILLING_FINGERPRINT_VERSION);
  add_layout (hash, layout);
  add_head (hash, group);
  for (guint i = 0; i < group->lines->len; i++)
    tally_line_add_to_hash (tally_group_get_line (group, i), hash);
  g_strlcpy (group->fingerprint, tally_hash_get_hex (hash), sizeof group->fingerprint);
}
