/* tally-audit-facts-values.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-facts-values.h"

#include <math.h>

#include "tally-audit-facts-private.h"

/* As find(), of what must be there. */
static TallyAuditValue *
need (const TallyAuditFacts *self,
      const char            *name,
      TallyAuditValueKind                   kind)
{
  TallyAuditValue *value = tally_audit_facts_find_value (self, name, kind);

  if (value == NULL)
    *self->broken = TRUE;
  return value;
}

gint64
tally_audit_facts_get_int64 (const TallyAuditFacts *self,
                             const char            *name)
{
  const TallyAuditValue *value = need (self, name, TALLY_AUDIT_VALUE_NUMBER);

  return value != NULL ? value->number : 0;
}

const char *
tally_audit_facts_get_text (const TallyAuditFacts *self,
                            const char            *name)
{
  const TallyAuditValue *value = need (self, name, TALLY_AUDIT_VALUE_TEXT);

  return value != NULL ? value->text : "";
}

TallyDecimal
tally_audit_facts_get_decimal (const TallyAuditFacts *self,
                               const char            *name)
{
  const char *text = tally_audit_facts_get_text (self, name);
  TallyDecimal number = { 0, 0 };

  if (!tally_decimal_parse (text, strlen (text), &number))
    *self->broken = TRUE;
  return number;
}

TallyDay
tally_audit_facts_get_day (const TallyAuditFacts *self,
                           const char            *name)
{
  const char *text = tally_audit_facts_get_text (self, name);
  TallyDay day = TALLY_DAY_NONE;

  if (text[0] != '\0' && !tally_day_parse (text, strlen (text), &day))
    *self->broken = TRUE;
  return day;
}

double
tally_audit_facts_get_double (const TallyAuditFacts *self,
                              const char            *name)
{
  const char *text = tally_audit_facts_get_text (self, name);
  char *end = NULL;
  double number = g_ascii_strtod (text, &end);

  if (end != text && *end == '\0' && isfinite (number))
    return number;
  *self->broken = TRUE;
  return 0;
}

/* Stands in for a child that is not there: nothing is in it, and whoever asks learns it. */
static const TallyAuditFacts *
get_nothing (const TallyAuditFacts *self)
{
  static GPtrArray none = { NULL, 0 };
  static gboolean broken;
  static const TallyAuditFacts nothing = { .values = &none, .broken = &broken };

  *self->broken = TRUE;
  return &nothing;
}

const TallyAuditFacts *
tally_audit_facts_get_child (const TallyAuditFacts *self,
                             const char            *name)
{
  const TallyAuditValue *value = tally_audit_facts_find_value (self, name, TALLY_AUDIT_VALUE_CHILD);

  return value != NULL ? value->facts->pdata[0] : get_nothing (self);
}

guint
tally_audit_facts_get_length (const TallyAuditFacts *self,
                              const char            *name)
{
  const TallyAuditValue *value = tally_audit_facts_find_value (self, name, TALLY_AUDIT_VALUE_CHILDREN);

  if (value == NULL)
    value = tally_audit_facts_find_value (self, name, TALLY_AUDIT_VALUE_NUMBERS);
  return value != NULL ? tally_audit_value_get_length (value) : 0;
}

const TallyAuditFacts *
tally_audit_facts_get_element (const TallyAuditFacts *self,
                               const char            *name,
                               guint                  index)
{
  const TallyAuditValue *value = tally_audit_facts_find_value (self, name, TALLY_AUDIT_VALUE_CHILDREN);

  return value != NULL && index < value->facts->len ? value->facts->pdata[index] : get_nothing (self);
}

gint64
tally_audit_facts_get_number (const TallyAuditFacts *self,
                              const char            *name,
                              guint                  index)
{
  const TallyAuditValue *value = need (self, name, TALLY_AUDIT_VALUE_NUMBERS);

  if (value != NULL && index < value->list->len)
    return g_array_index (value->list, gint64, index);
  *self->broken = TRUE;
  return 0;
}

gboolean
tally_audit_facts_has (const TallyAuditFacts *self,
                       const char            *name)
{
  for (guint i = 0; i < self->values->len; i++)
    if (strcmp (((const TallyAuditValue *) self->values->pdata[i])->name, name) == 0)
      return TRUE;
  return FALSE;
}

gboolean
tally_audit_facts_is_complete (const TallyAuditFacts *self)
{
  return !*self->broken;
}
