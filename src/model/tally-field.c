/* tally-field.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-field.h"

static const struct {
  const char *id;
  const char *title;
} fields[TALLY_N_FIELDS] = {
  [TALLY_FIELD_WORK_REQUEST] = { "work-request", "Work Request #" },
  [TALLY_FIELD_FOREMAN] = { "foreman", "Foreman" },
  [TALLY_FIELD_DEPT] = { "dept", "Dept #" },
  [TALLY_FIELD_CUSTOMER] = { "customer", "Customer Name" },
  [TALLY_FIELD_WORK_ORDER] = { "work-order", "Work Order #" },
  [TALLY_FIELD_AREA] = { "area", "Area" },
  [TALLY_FIELD_POLE] = { "pole", "Pole #" },
  [TALLY_FIELD_CU] = { "cu", "CU" },
  [TALLY_FIELD_WORK_TYPE] = { "work-type", "Work Type" },
  [TALLY_FIELD_CU_DESCRIPTION] = { "cu-description", "CU Description" },
  [TALLY_FIELD_UOM] = { "uom", "Unit of Measure" },
  [TALLY_FIELD_SCOPE] = { "scope", "Scope #" },
  [TALLY_FIELD_JOB] = { "job", "Job #" },
  [TALLY_FIELD_WEEK_ENDING] = { "week-ending", "Weekly Reference Logged Date" },
  [TALLY_FIELD_SNAPSHOT] = { "snapshot", "Snapshot Date" },
  [TALLY_FIELD_QUANTITY] = { "quantity", "Quantity" },
  [TALLY_FIELD_PRICE] = { "price", "Units Total Price" },
  [TALLY_FIELD_COMPLETED] = { "completed", "Units Completed?" },
};

const char *
tally_field_get_id (TallyField field)
{
  return (guint) field < TALLY_N_FIELDS ? fields[field].id : "";
}

const char *
tally_field_get_title (TallyField field)
{
  return (guint) field < TALLY_N_FIELDS ? fields[field].title : "";
}

gboolean
tally_field_find (const char *id,
                  TallyField *out_field)
{
  g_return_val_if_fail (out_field != NULL, FALSE);
  for (guint i = 0; i < TALLY_N_FIELDS; i++)
    if (g_strcmp0 (fields[i].id, id) == 0)
      {
        *out_field = (TallyField) i;
        return TRUE;
      }
  return FALSE;
}
