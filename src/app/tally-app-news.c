/* tally-app-news.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-news.h"

#include <glib/gi18n.h>

#include "tally-app-format.h"

/* Messages of one number, in the order in which they are shown. */
typedef enum { RUNS, FAILED, PARTIAL, PUBLISHED, REPLACED, FOUND, FIXED, VERIFIED, VERDICTS, DECISIONS } Message;

static const char *
get_format (Message message,
            guint64 number)
{
  gulong n = (gulong) number;

  switch (message)
    {
    case RUNS: return g_dngettext (TALLY_GETTEXT_PACKAGE, "%s run ended", "%s runs ended", n);
    case FAILED: return g_dngettext (TALLY_GETTEXT_PACKAGE, "%s failed", "%s failed", n);
    case PARTIAL: return g_dngettext (TALLY_GETTEXT_PACKAGE, "%s in part", "%s in part", n);
    case PUBLISHED:
      return g_dngettext (TALLY_GETTEXT_PACKAGE, "%s workbook was published", "%s workbooks were published", n);
    case REPLACED:
      return g_dngettext (TALLY_GETTEXT_PACKAGE, "%s took another’s place", "%s took another’s place", n);
    case FOUND: return g_dngettext (TALLY_GETTEXT_PACKAGE, "%s new finding", "%s new findings", n);
    case FIXED: return g_dngettext (TALLY_GETTEXT_PACKAGE, "%s finding was fixed", "%s findings were fixed", n);
    case VERIFIED:
      return g_dngettext (TALLY_GETTEXT_PACKAGE, "%s finding is verified as mended", "%s findings are verified as mended", n);
    case VERDICTS:
      return g_dngettext (TALLY_GETTEXT_PACKAGE, "Others decided about %s finding", "Others decided about %s findings", n);
    case DECISIONS:
    default: return g_dngettext (TALLY_GETTEXT_PACKAGE, "Others made %s decision", "Others made %s decisions", n);
    }
}

/* By hand, for the format is not known here: it has one %s. */
static char *
dup_text (Message message,
          guint64 n)
{
  g_autofree char *number = tally_app_format_dup_count (n);
  g_auto (GStrv) parts = g_strsplit (get_format (message, n), "%s", 2);

  return g_strconcat (parts[0], number, parts[1], NULL);
}

static TallyAppLine *
add (GPtrArray  *lines,
     const char *key,
     const char *page,
     const char *wish)
{
  const TallyAppLineTarget target = { .page = page, .wish = wish };
  TallyAppLine *line = tally_app_line_new (key, TALLY_APP_TONE_NEWS, &target);

  g_ptr_array_add (lines, line);
  return line;
}

static void
take_count (TallyAppLine               *line,
            Message                     message,
            const TallyEngineNewsCount *count)
{
  tally_app_line_take_title (line, dup_text (message, count->n));
  if (count->cents != 0)
    tally_app_line_take_part (line, tally_app_format_dup_money (count->cents));
}

static void
add_work (GPtrArray             *lines,
          const TallyEngineNews *news)
{
  TallyAppLine *line;

  if (news->n_runs > 0)
    {
      line = add (lines, "runs", "runs", "");
      tally_app_line_take_title (line, dup_text (RUNS, news->n_runs));
      if (news->n_failed > 0)
        tally_app_line_take_part (line, dup_text (FAILED, news->n_failed));
      if (news->n_partial > 0)
        tally_app_line_take_part (line, dup_text (PARTIAL, news->n_partial));
    }
  if (news->published.n > 0)
    {
      line = add (lines, "published", "workbooks", "");
      take_count (line, PUBLISHED, &news->published);
      if (news->n_replaced > 0)
        tally_app_line_take_part (line, dup_text (REPLACED, news->n_replaced));
    }
}

static void
add_findings (GPtrArray             *lines,
              const TallyEngineNews *news)
{
  if (news->found.n > 0)
    take_count (add (lines, "found", "review", "status=new"), FOUND, &news->found);
  if (news->fixed.n > 0)
    take_count (add (lines, "fixed", "review", "status=fixed"), FIXED, &news->fixed);
  if (news->verified.n > 0)
    take_count (add (lines, "verified", "review", "status=verified"), VERIFIED, &news->verified);
  if (news->recovered_cents != 0)
    {
      g_autofree char *money = tally_app_format_dup_money (news->recovered_cents);
      tally_app_line_take_title (add (lines, "recovered", "review", ""), g_strdup_printf (_("%s was got back"), money));
    }
}

static void
add_decisions (GPtrArray             *lines,
               const TallyEngineNews *news)
{
  TallyAppLine *line;

  if (news->n_verdicts_of_others > 0)
    tally_app_line_take_title (add (lines, "verdicts", "review", ""), dup_text (VERDICTS, news->n_verdicts_of_others));
  if (news->n_decisions_of_others > 0)
    {
      line = add (lines, "decisions", "runs", "");
      tally_app_line_take_title (line, dup_text (DECISIONS, news->n_decisions_of_others));
      tally_app_line_take_part (line, g_strdup (_("about plans, pauses, exceptions or versions")));
    }
  if (news->rates_changed)
    tally_app_line_take_title (add (lines, "rates", "rates", ""), g_strdup (_("The audit uses other rates")));
  if (news->policy_changed)
    tally_app_line_take_title (add (lines, "policy", "review", ""), g_strdup (_("The audit uses other settings")));
}

GPtrArray *
tally_app_news_list_lines (const TallyEngineNews *news)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (news != NULL, lines);
  add_work (lines, news);
  add_findings (lines, news);
  add_decisions (lines, news);
  return lines;
}
