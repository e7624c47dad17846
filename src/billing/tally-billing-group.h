/* tally-billing-group.h
 *
 * Finishing a group: the order of its lines, the details at the head of its workbook, and its
 * fingerprint. Called by the plan, and again by whoever builds the group for its workbook, with
 * the same layout. Pure function, any thread. Depends on core and model only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-group.h"

G_BEGIN_DECLS

/* Version of the serialisation of the fingerprint: a change makes every workbook new. */
#define TALLY_BILLING_FINGERPRINT_VERSION 1

/* What a detail says when the lines differ, rule 3.3/39. */
#define TALLY_BILLING_MULTIPLE "Multiple"

/**
 * TallyBillingLayout:
 * @version: version of the workbook's layout, which stands for all its fixed labels
 * @time_zone: name of the zone of "Report Generated On"
 * @company: name at the head of a workbook
 * @logo_sha256: SHA-256 of the logo's bytes, "" without a logo
 *
 * What every report sheet shows besides billing values. Texts are borrowed.
 */
typedef struct {
  guint       version;
  const char *time_zone;
  const char *company;
  const char *logo_sha256;
} TallyBillingLayout;

/**
 * tally_billing_finish_group:
 * @group: a group with all its lines, in any order
 * @layout: the layout
 *
 * Sorts the lines and fills in details and fingerprint. The foreman is that of the line with the
 * newest snapshot among those that name one, the first of several; a line without a snapshot is
 * the oldest. Scope, work order, customer and job are the value of all lines that have one,
 * %TALLY_BILLING_MULTIPLE when these differ. The fingerprint covers all that the report sheet
 * shows: identity, details, total, lines in order, layout; neither who wrote a row and when, nor
 * when the report was generated. It is the same for every order in which lines were added.
 */
void tally_billing_finish_group (TallyGroup               *group,
                                 const TallyBillingLayout *layout);

G_END_DECLS
