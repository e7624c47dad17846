/* tally-test-audit-script.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-test-audit-script.h"

#include "tally-text.h"

typedef void (*AddFunc) (TallyTestAudit *self, const char *values);

static char *
number_it (const char *text,
           guint       number)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (*text == '%')
      g_string_append_printf (out, "%u", number);
    else
      g_string_append_c (out, *text);
  return tally_text_steal (out);
}

static void
add_thing (TallyTestAudit *self,
           const char     *text)
{
  static const struct { const char *word; AddFunc add; } kinds[] = {
    { "published", tally_test_audit_add_published },
    { "sheet ", tally_test_audit_add_sheet },
    { "change", tally_test_audit_add_change },
    { "total", tally_test_audit_add_total },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (text, kinds[i].word))
      {
        kinds[i].add (self, text + strlen (kinds[i].word));
        return;
      }
  tally_test_audit_add_line (self, text);
}

void
tally_test_audit_add_script (TallyTestAudit *self,
                             const char     *script)
{
  g_auto (GStrv) things = g_strsplit (script, "|", -1);

  for (guint i = 0; things[i] != NULL; i++)
    {
      char *thing = g_strstrip (things[i]);
      gsize n_digits = strspn (thing, "0123456789");
      gboolean is_repeated = n_digits > 0 && g_str_has_prefix (thing + n_digits, " * ");
      guint64 n = is_repeated ? g_ascii_strtoull (thing, NULL, 10) : 1;
      for (guint j = 1; j <= n; j++)
        {
          g_autofree char *numbered = number_it (is_repeated ? thing + n_digits + 3 : thing, j);
          add_thing (self, numbered);
        }
    }
}

static void
assert_case (const char               *detector,
             const TallyTestAuditCase *expected)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
  g_autoptr (TallyAuditResult) result = NULL;
  g_autofree char *text = NULL;
  g_autofree char *scope = NULL;

  g_test_message ("%s", expected->name);
  tally_test_audit_add_script (audit, expected->script);
  result = tally_test_audit_run (audit, detector);
  text = tally_test_audit_dup_text (result);
  scope = tally_test_audit_dup_scope (result, detector);
  g_assert_cmpstr (text, ==, expected->findings);
  g_assert_cmpstr (scope, ==, expected->scope);
}

guint
tally_test_audit_count_findings (const char *script,
                                 const char *detector)
{
  g_autoptr (TallyTestAudit) audit = tally_test_audit_new ();
  g_autoptr (TallyAuditResult) result = NULL;

  tally_test_audit_add_script (audit, script);
  result = tally_test_audit_run (audit, detector);
  return result->findings->len;
}

void
tally_test_audit_assert_cases (const char               *detector,
                               const TallyTestAuditCase *cases,
                               guint                     n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    assert_case (detector, &cases[i]);
}
