/* tally-audit-facts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-audit-facts.h"

#include "tally-audit-facts-private.h"
#include "tally-audit-facts-values.h"

/* Digits of a statistic: the last ones of a double differ between libraries. */
#define STATISTIC_FORMAT "%.9g"

static void
value_free (TallyAuditValue *value)
{
  g_free (value->name);
  g_free (value->text);
  g_clear_pointer (&value->facts, g_ptr_array_unref);
  g_clear_pointer (&value->list, g_array_unref);
  g_free (value);
}

static TallyAuditFacts *
facts_new_within (TallyAuditFacts *parent)
{
  TallyAuditFacts *self = g_new0 (TallyAuditFacts, 1);

  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) value_free);
  self->broken = parent != NULL ? parent->broken : &self->is_broken;
  return self;
}

TallyAuditFacts *
tally_audit_facts_new (void)
{
  return facts_new_within (NULL);
}

void
tally_audit_facts_free (TallyAuditFacts *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->values);
  g_free (self);
}

TallyAuditValue *
tally_audit_facts_find_value (const TallyAuditFacts *self,
                              const char            *name,
                              TallyAuditValueKind    kind)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      TallyAuditValue *value = self->values->pdata[i];
      if (strcmp (value->name, name) == 0)
        return value->kind == kind ? value : NULL;
    }
  return NULL;
}

static TallyAuditValue *
add (TallyAuditFacts *self,
     const char      *name,
     TallyAuditValueKind             kind)
{
  TallyAuditValue *value = g_new0 (TallyAuditValue, 1);

  g_assert (!tally_audit_facts_has (self, name));
  value->name = g_strdup (name);
  value->kind = kind;
  g_ptr_array_add (self->values, value);
  return value;
}

void
tally_audit_facts_add_int64 (TallyAuditFacts *self,
                             const char      *name,
                             gint64           number)
{
  add (self, name, TALLY_AUDIT_VALUE_NUMBER)->number = number;
}

void
tally_audit_facts_add_text (TallyAuditFacts *self,
                            const char      *name,
                            const char      *text)
{
  add (self, name, TALLY_AUDIT_VALUE_TEXT)->text = g_strdup (text);
}

void
tally_audit_facts_add_decimal (TallyAuditFacts *self,
                               const char      *name,
                               TallyDecimal     number)
{
  char buffer[TALLY_DECIMAL_BUFFER_SIZE];

  tally_audit_facts_add_text (self, name, tally_decimal_format (number, buffer, sizeof buffer));
}

void
tally_audit_facts_add_day (TallyAuditFacts *self,
                           const char      *name,
                           TallyDay         day)
{
  char buffer[TALLY_DAY_BUFFER_SIZE];

  tally_audit_facts_add_text (self, name, tally_day_format_iso (day, buffer, sizeof buffer));
}

void
tally_audit_facts_add_double (TallyAuditFacts *self,
                              const char      *name,
                              double           number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  tally_audit_facts_add_text (self, name, g_ascii_formatd (buffer, sizeof buffer, STATISTIC_FORMAT, number));
}

void
tally_audit_facts_add_line (TallyAuditFacts *self,
                            const char      *name,
                            const TallyLine *line)
{
  static const struct { const char *name; TallyField field; } texts[] = {
    { "work_request", TALLY_FIELD_WORK_REQUEST }, { "pole", TALLY_FIELD_POLE }, { "cu", TALLY_FIELD_CU },
    { "work_type", TALLY_FIELD_WORK_TYPE }, { "foreman", TALLY_FIELD_FOREMAN }, { "job", TALLY_FIELD_JOB },
    { "dept", TALLY_FIELD_DEPT }, { "customer", TALLY_FIELD_CUSTOMER },
  };
  TallyAuditFacts *child = tally_audit_facts_add_child (self, name);

  tally_audit_facts_add_int64 (child, "sheet_id", line->sheet_id);
  tally_audit_facts_add_int64 (child, "row_id", line->row_id);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    tally_audit_facts_add_text (child, texts[i].name, line->text[texts[i].field]);
  tally_audit_facts_add_day (child, "week_ending", line->week_ending);
  tally_audit_facts_add_day (child, "snapshot", line->snapshot);
  tally_audit_facts_add_decimal (child, "quantity", line->quantity);
  tally_audit_facts_add_int64 (child, "price_cents", line->price_cents);
  tally_audit_facts_add_text (child, "variant", tally_variant_get_id (line->variant));
  tally_audit_facts_add_text (child, "identifier", line->identifier);
}

static TallyAuditFacts *
append (TallyAuditFacts *self,
        const char      *name,
        TallyAuditValueKind             kind)
{
  TallyAuditValue *value = tally_audit_facts_find_value (self, name, kind);
  TallyAuditFacts *child = facts_new_within (self);

  if (value == NULL)
    {
      value = add (self, name, kind);
      value->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) tally_audit_facts_free);
    }
  g_ptr_array_add (value->facts, child);
  return child;
}

TallyAuditFacts *
tally_audit_facts_add_child (TallyAuditFacts *self,
                             const char      *name)
{
  return append (self, name, TALLY_AUDIT_VALUE_CHILD);
}

TallyAuditFacts *
tally_audit_facts_append_child (TallyAuditFacts *self,
                                const char      *name)
{
  return append (self, name, TALLY_AUDIT_VALUE_CHILDREN);
}

void
tally_audit_facts_append_int64 (TallyAuditFacts *self,
                                const char      *name,
                                gint64           number)
{
  TallyAuditValue *value = tally_audit_facts_find_value (self, name, TALLY_AUDIT_VALUE_NUMBERS);

  if (value == NULL)
    {
      value = add (self, name, TALLY_AUDIT_VALUE_NUMBERS);
      value->list = g_array_new (FALSE, FALSE, sizeof (gint64));
    }
  g_assert (value->list->len < TALLY_AUDIT_FACTS_MAX_LIST);
  g_array_append_val (value->list, number);
}

guint
tally_audit_value_get_length (const TallyAuditValue *value)
{
  return value->kind == TALLY_AUDIT_VALUE_NUMBERS ? value->list->len : value->facts->len;
}
