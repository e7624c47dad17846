/* tally-verb-findings-decide.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-cli-actor.h"
#include "tally-cli-findings.h"
#include "tally-engine-error.h"
#include "tally-json.h"
#include "tally-number.h"
#include "tally-text.h"
#include "tally-verb-findings-private.h"

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, TALLY_ENGINE_ERROR, TALLY_ENGINE_ERROR_CONFIG, message);
  return FALSE;
}

static gboolean
read_day (const char  *text,
          const char  *message,
          TallyDay    *out_day,
          GError     **error)
{
  return text == NULL || tally_day_parse (text, strlen (text), out_day) || refuse (error, message);
}

static gboolean
read_dollars (const char  *text,
              TallyMoney  *out_cents,
              GError     **error)
{
  TallyDecimal number;

  if (text == NULL)
    return TRUE;
  if (tally_decimal_parse (text, strlen (text), &number) && tally_money_from_decimal (number, out_cents)
      && *out_cents >= 0)
    return TRUE;
  return refuse (error, "--recovered takes dollars, as 170.52");
}

static const char *
require_actor (TallyVerbFindings  *noun,
               GError            **error)
{
  g_autoptr (GError) failure = NULL;
  const char *actor = tally_cli_actor_require (noun->actor, noun->session.config, noun->session.environment, &failure);

  if (actor == NULL)
    refuse (error, failure->message);
  return actor;
}

static gboolean
read_decision (TallyVerbFindings     *noun,
               TallyFindingDecision  *decision,
               GError               **error)
{
  decision->finding_id = tally_verb_findings_get_word (noun, 1);
  decision->reason = noun->reason;
  decision->note = noun->note;
  decision->assignee = noun->assignee;
  if (!tally_finding_status_find (tally_verb_findings_get_word (noun, 2), &decision->to))
    return refuse (error, "a finding becomes new, investigating, waiting, confirmed, explained, false-positive, "
                          "duplicate, fixed or closed");
  decision->actor = require_actor (noun, error);
  return decision->actor != NULL && read_dollars (noun->recovered, &decision->recovered_cents, error)
         && read_day (noun->due, "--due takes a day as 2026-12-31", &decision->due, error);
}

static char *
dup_said (TallyVerbFindings  *noun,
          const char         *id,
          TallyFindingStatus  status)
{
  const char *name = tally_finding_status_get_id (status);
  g_autoptr (TallyJsonWriter) writer = NULL;
  g_autofree char *text = NULL;

  if (!noun->session.json)
    return g_strdup_printf ("Finding %s is %s.\n", id, name);
  writer = tally_json_writer_new ();
  tally_json_writer_begin_object (writer, NULL);
  tally_json_writer_add_int64 (writer, "schema", TALLY_FINDING_JSON_SCHEMA);
  tally_json_writer_add_text (writer, "id", id);
  tally_json_writer_add_text (writer, "status", name);
  tally_json_writer_end_object (writer);
  text = tally_json_writer_finish (writer, TRUE);
  return g_strconcat (text, "\n", NULL);
}

int
tally_verb_findings_set_status (TallyVerbFindings *noun)
{
  TallyFindingDecision decision = { 0 };
  g_autoptr (TallyEngineFinding) found = NULL;
  g_autoptr (GError) error = NULL;

  if (!read_decision (noun, &decision, &error)
      || !tally_engine_findings_decide (noun->session.engine, &decision, &error))
    return tally_verb_findings_fail (noun, error);
  found = tally_engine_findings_find (noun->session.engine, decision.finding_id, &error);
  if (found == NULL)
    return tally_verb_findings_fail (noun, error);
  return tally_verb_findings_print (noun, dup_said (noun, found->finding->id, found->finding->status));
}

static int
list_exceptions (TallyVerbFindings *noun)
{
  g_autoptr (GError) error = NULL;
  TallyDay today = TALLY_DAY_NONE;
  g_autoptr (GPtrArray) exceptions = tally_engine_findings_list_exceptions (noun->session.engine, &today, &error);
  gboolean reveal = noun->session.reveal;

  if (exceptions == NULL)
    return tally_verb_findings_fail (noun, error);
  return tally_verb_findings_print (noun, noun->session.json
                                      ? tally_cli_findings_dup_exceptions_json (exceptions, today, reveal)
                                      : tally_cli_findings_dup_exceptions_text (exceptions, today, reveal));
}

static char *
dup_done (TallyVerbFindings *noun,
          gint64             number,
          const char        *what)
{
  return noun->session.json ? g_strdup_printf ("{\"schema\": 1, \"number\": %" G_GINT64_FORMAT ", \"state\": \"%s\"}\n",
                                               number, what)
                            : g_strdup_printf ("Exception %" G_GINT64_FORMAT " %s.\n", number, what);
}

static gboolean
check_reason (TallyVerbFindings  *noun,
              GError            **error)
{
  return !tally_text_is_empty (noun->reason) || refuse (error, "say why with --reason TEXT; it is kept in the trail");
}

static int
add_exception (TallyVerbFindings *noun)
{
  TallyFindingException exception = {
    .finding = noun->finding, .detector = noun->detector, .work_request = noun->work_request, .cu = noun->cu,
    .reason = noun->reason,
  };
  g_autoptr (GError) error = NULL;
  gint64 number = 0;

  exception.made_by = require_actor (noun, &error);
  if (exception.made_by == NULL || !check_reason (noun, &error)
      || !read_day (noun->until, "--until takes the last day on which it holds, as 2026-12-31", &exception.until, &error)
      || !tally_engine_findings_except (noun->session.engine, &exception, &number, &error))
    return tally_verb_findings_fail (noun, error);
  return tally_verb_findings_print (noun, dup_done (noun, number, "holds"));
}

static int
revoke_exception (TallyVerbFindings *noun)
{
  const char *word = tally_verb_findings_get_word (noun, 2);
  g_autoptr (GError) error = NULL;
  const char *actor = require_actor (noun, &error);
  gint64 number = 0;

  if (actor == NULL || !check_reason (noun, &error))
    return tally_verb_findings_fail (noun, error);
  if (!tally_number_parse_int64 (word, strlen (word), &number) || number < 1)
    return tally_verb_findings_fail_usage (noun, "except revoke takes the number of an exception; 'tallyman findings "
                                                 "except list' shows them");
  if (!tally_engine_findings_revoke (noun->session.engine, number, actor, noun->reason, &error))
    return tally_verb_findings_fail (noun, error);
  return tally_verb_findings_print (noun, dup_done (noun, number, "revoked"));
}

int
tally_verb_findings_except (TallyVerbFindings *noun)
{
  const char *word = tally_verb_findings_get_word (noun, 1);
  gboolean has_number = tally_verb_findings_get_word (noun, 2) != NULL;

  if (strcmp (word, "list") == 0 && !has_number)
    return list_exceptions (noun);
  if (strcmp (word, "add") == 0 && !has_number)
    return add_exception (noun);
  if (strcmp (word, "revoke") == 0 && has_number)
    return revoke_exception (noun);
  return tally_verb_findings_fail_usage (noun, "except takes: add, list or revoke NUMBER");
}
