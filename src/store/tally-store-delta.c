/* tally-store-delta.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-store-delta.h"

enum {
  FIELD_REASON = TALLY_N_FIELDS,
  FIELD_ISSUES,
  FIELD_VARIANT,
  FIELD_IDENTIFIER,
  FIELD_DETAIL,
};

G_STATIC_ASSERT (TALLY_DAY_BUFFER_SIZE <= TALLY_STORE_DELTA_BUFFER_SIZE);
G_STATIC_ASSERT (TALLY_MONEY_BUFFER_SIZE <= TALLY_STORE_DELTA_BUFFER_SIZE);
G_STATIC_ASSERT (TALLY_DECIMAL_BUFFER_SIZE <= TALLY_STORE_DELTA_BUFFER_SIZE);

const char *
tally_store_delta_get_field_id (guint field)
{
  static const char *const others[] = { "reason", "issues", "variant", "identifier", "detail" };

  g_return_val_if_fail (field < TALLY_STORE_DELTA_N_FIELDS, "");
  return field < TALLY_N_FIELDS ? tally_field_get_id ((TallyField) field)
                                : others[field - TALLY_N_FIELDS];
}

const char *
tally_store_delta_get_value (const TallyLine *line,
                             guint            field,
                             char            *buffer)
{
  const gsize size = TALLY_STORE_DELTA_BUFFER_SIZE;

  if (field < TALLY_N_TEXT_FIELDS)
    return line->text[field];
  switch (field)
    {
    case TALLY_FIELD_WEEK_ENDING:
      return tally_day_format_iso (line->week_ending, buffer, size);
    case TALLY_FIELD_SNAPSHOT:
      return tally_day_format_iso (line->snapshot, buffer, size);
    case TALLY_FIELD_QUANTITY:
      return tally_decimal_format (line->quantity, buffer, size);
    case TALLY_FIELD_PRICE:
      return tally_money_format (line->price_cents, buffer, size);
    case TALLY_FIELD_COMPLETED:
      return line->completed ? "true" : "false";
    case FIELD_REASON:
      return tally_reason_get_id (line->reason);
    case FIELD_ISSUES:
      g_snprintf (buffer, size, "%u", line->issues);
      return buffer;
    case FIELD_VARIANT:
      return tally_variant_get_id (line->variant);
    case FIELD_IDENTIFIER:
      return line->identifier;
    default:
      return line->detail;
    }
}
