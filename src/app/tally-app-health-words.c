/* tally-app-health-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-app-health-words.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "tally-app-chart-format.h"
#include "tally-app-format.h"
#include "tally-chart-text.h"

/* What an amount of a reason counts. */
typedef enum {
  COUNT,
  USEC,
  BYTES,
} Unit;

/* Where a button leads: nowhere, to a run, a checkup, the settings, a page with a wish. */
typedef enum {
  NOWHERE,
  RUN,
  CHECK,
  SETTINGS,
  RUNS,
  RUNS_OF_NAME,
  PROBE,
  CIRCUIT,
  ASIDE,
  PAUSE,
} Way;

/* {1} is the amount, {2} the total, {3} the time, {4} the name. */
typedef struct {
  const char *value;
  const char *why;
  const char *step;
  Unit        unit;
  Way         way;
} Words;

static const Words words[TALLY_N_HEALTH_REASONS] = {
  [TALLY_HEALTH_REASON_NEVER] = {
    N_("Not known yet"), N_("Nobody has looked yet. A run finds out."), N_("Run Now"), COUNT, RUN },
  [TALLY_HEALTH_REASON_ANSWERS] = { N_("Answers in {1}"), NULL, NULL, USEC, NOWHERE },
  [TALLY_HEALTH_REASON_SLOW] = {
    N_("Slow: {1} a call"),
    N_("Smartsheet answers slowly, or calls had to be repeated. Runs take longer; nothing is lost."), N_("Check Now"), USEC,
    CHECK },
  [TALLY_HEALTH_REASON_AWAY] = {
    N_("Does not answer"),
    N_("Smartsheet could not be reached. Check the network and status.smartsheet.com; the next run tries again."),
    N_("Check Now"), COUNT, CHECK },
  [TALLY_HEALTH_REASON_MAINTENANCE] = {
    N_("In maintenance"), N_("Smartsheet is closed by its owner for a while. Runs wait and go on by themselves."),
    N_("Check Now"), COUNT, CHECK },
  [TALLY_HEALTH_REASON_CIRCUIT] = {
    N_("Calls held back until {3}"),
    N_("Too many calls failed, so Tallyman waits before it tries again."), N_("Show Circuit"), COUNT, CIRCUIT },
  [TALLY_HEALTH_REASON_CLOSED] = {
    N_("Calls stopped"), N_("A person stopped all calls to Smartsheet. Nothing is read or published until they are allowed."),
    N_("Show Circuit"), COUNT, CIRCUIT },
  [TALLY_HEALTH_REASON_RATE_FREE] = { N_("{1} of {2} calls a minute free"), NULL, NULL, COUNT, NOWHERE },
  [TALLY_HEALTH_REASON_RATE_SLOWED] = {
    N_("Slowed to {1} of {2} calls a minute"),
    N_("Smartsheet complained about too many calls. The limit grows back by itself."), NULL, COUNT, NOWHERE },
  [TALLY_HEALTH_REASON_RATE_OFF] = { N_("No limit set"), NULL, NULL, COUNT, NOWHERE },
  [TALLY_HEALTH_REASON_TOKEN_TAKEN] = { N_("Accepted"), NULL, NULL, COUNT, NOWHERE },
  [TALLY_HEALTH_REASON_TOKEN_DOUBTFUL] = {
    N_("Accepted, with a warning"), N_("The token works, but its place is not safe. Keep it in the keyring."),
    N_("Preferences"), COUNT, SETTINGS },
  [TALLY_HEALTH_REASON_TOKEN_REFUSED] = {
    N_("Missing or refused"), N_("Smartsheet does not accept the token, or there is none. Enter a valid one."),
    N_("Preferences"), COUNT, SETTINGS },
  [TALLY_HEALTH_REASON_SHEETS_READ] = { N_("{2} of {2} sheets read"), NULL, NULL, COUNT, NOWHERE },
  [TALLY_HEALTH_REASON_SHEETS_LOST] = {
    N_("{1} of {2} sheets lost"),
    N_("A source sheet can't be read. Share it with the owner of the token, or take it out of the sources. What draws on it "
       "is held."), N_("Preferences"), COUNT, SETTINGS },
  [TALLY_HEALTH_REASON_RUN_WELL] = { N_("Ended well in {1}"), NULL, NULL, USEC, NOWHERE },
  [TALLY_HEALTH_REASON_RUN_PART] = {
    N_("Did a part of its work"), N_("The last run left something out. Its notices say what, and why."), N_("Show Run"), USEC,
    RUNS },
  [TALLY_HEALTH_REASON_RUN_LATER] = {
    N_("To be tried again"), N_("The last run could not begin its work. The next one tries again."), N_("Show Run"), COUNT,
    RUNS },
  [TALLY_HEALTH_REASON_RUN_FAILED] = {
    N_("Failed with code {1}"), N_("The last run failed. Its notices say why."), N_("Show Run"), COUNT, RUNS },
  [TALLY_HEALTH_REASON_RUN_KILLED] = {
    N_("Interrupted"), N_("The last run was killed. The next one completes what it left open."), N_("Show Run"), COUNT, RUNS },
  [TALLY_HEALTH_REASON_NEXT] = { N_("Next run {3}"), NULL, NULL, COUNT, NOWHERE },
  [TALLY_HEALTH_REASON_MISSED] = {
    N_("Missed starts: {1}"),
    N_("Starts of schedule {4} did not come, the last of {3}. See whether the computer was on and the scheduler runs."),
    N_("Show Schedule"), COUNT, RUNS_OF_NAME },
  [TALLY_HEALTH_REASON_NO_SCHEDULE] = {
    N_("No schedule"), N_("No schedule is on: runs start only when somebody starts them."), N_("Preferences"), COUNT,
    SETTINGS },
  [TALLY_HEALTH_REASON_SCHEDULE_BROKEN] = {
    N_("Schedule can't be read"), N_("The schedules of the configuration can't be read: {4}"), N_("Preferences"), COUNT,
    SETTINGS },
  [TALLY_HEALTH_REASON_PAUSED] = {
    N_("Paused by a person"), N_("Somebody paused Tallyman. Nothing is published until it is resumed."), N_("Show Pause"),
    COUNT, PAUSE },
  [TALLY_HEALTH_REASON_ASIDE] = {
    N_("Set aside: {1}"), N_("Sheets or workbooks that failed in run after run are set aside, so that the rest goes on."),
    N_("Show Them"), COUNT, ASIDE },
  [TALLY_HEALTH_REASON_QUIET] = { N_("Nothing held back"), NULL, NULL, COUNT, NOWHERE },
  [TALLY_HEALTH_REASON_STORE_SOUND] = { N_("Sound, {1}"), NULL, NULL, BYTES, NOWHERE },
  [TALLY_HEALTH_REASON_STORE_DOUBTFUL] = {
    N_("Needs a look, {1}"), N_("The last checkup found something about the database. It is listed below."), N_("Check Now"),
    BYTES, CHECK },
  [TALLY_HEALTH_REASON_STORE_BROKEN] = {
    N_("Can't be read"), N_("The database can't be read: {4}. A checkup puts a backup in its place."), N_("Check Now"), COUNT,
    CHECK },
  [TALLY_HEALTH_REASON_ROOM] = { N_("{1} free"), NULL, NULL, BYTES, NOWHERE },
  [TALLY_HEALTH_REASON_ROOM_LOW] = {
    N_("{1} free, {2} needed"), N_("There is little room left where Tallyman writes. Make room, or choose another disk."),
    NULL, BYTES, NOWHERE },
  [TALLY_HEALTH_REASON_ROOM_SHORT] = {
    N_("{1} free, {2} needed"), N_("There is too little room where Tallyman writes: a run may fail. Make room first."), NULL,
    BYTES, NOWHERE },
  [TALLY_HEALTH_REASON_CHECKED] = { N_("{1} of {2} other checks well"), NULL, NULL, COUNT, NOWHERE },
  [TALLY_HEALTH_REASON_CHECKED_BAD] = {
    N_("{1} of {2} other checks well"), N_("Needs a look: {4}. The checkup below says what to do."), N_("Show Checkup"), COUNT,
    PROBE },
};

static const struct {
  const char *id;
  const char *title;
} titles[] = {
  { "service", N_("Smartsheet") },
  { "rate", N_("Rate Limit") },
  { "token", N_("Token") },
  { "sources", N_("Source Sheets") },
  { "run", N_("Last Run") },
  { "schedule", N_("Schedule") },
  { "guards", N_("Safeguards") },
  { "database", N_("Database") },
  { "disk", N_("Disk") },
  { "checkup", N_("Checkup") },
  { "network", N_("Smartsheet") },
  { "clock", N_("Clock") },
  { "binding", N_("Binding") },
  { "backups", N_("Backups") },
  { "keyring", N_("Keyring") },
  { "output", N_("Output Folder") },
  { "target", N_("Target Sheet") },
  { "audit", N_("Audit Sheet") },
  { "limits", N_("Size of Sheets") },
  { "success", N_("Last Success") },
};

const char *
tally_app_health_get_title (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_strcmp0 (titles[i].id, id) == 0)
      return _(titles[i].title);
  return id;
}

const char *
tally_app_health_state_get_title (TallyHealthState state)
{
  g_return_val_if_fail (state < TALLY_N_HEALTH_STATES, "");
  return _(tally_chart_phrase_get_english ((TallyChartPhrase) (TALLY_CHART_PHRASE_STATE + (guint) state)));
}

const char *
tally_app_health_state_get_icon (TallyHealthState state)
{
  static const char *const icons[TALLY_N_HEALTH_STATES] = {
    "emblem-ok-symbolic",      "applications-engineering-symbolic", "media-playback-pause-symbolic",
    "dialog-question-symbolic", "alarm-symbolic",                    "dialog-warning-symbolic",
    "dialog-error-symbolic",
  };

  g_return_val_if_fail (state < TALLY_N_HEALTH_STATES, icons[TALLY_HEALTH_STATE_UNKNOWN]);
  return icons[state];
}

const char *
tally_app_health_state_get_style (TallyHealthState state)
{
  static const char *const styles[] = {
    [TALLY_HEALTH_GREEN] = "success", [TALLY_HEALTH_YELLOW] = "warning", [TALLY_HEALTH_RED] = "error",
    [TALLY_HEALTH_GREY] = "dim-label",
  };

  return styles[tally_health_state_fold (state)];
}

static char *
write_amount (gint64 amount,
              Unit   unit)
{
  TallyChartFormat format;

  if (unit == COUNT)
    return amount < 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, amount) : tally_app_format_dup_count ((guint64) amount);
  tally_app_chart_format_init (&format, NULL);
  return tally_chart_format_dup_value (&format, (double) amount,
                                       unit == USEC ? TALLY_CHART_UNIT_DURATION : TALLY_CHART_UNIT_BYTES, 0);
}

/* To three digits: nobody reads 53.4812 GiB. */
static gint64
round_amount (gint64 amount)
{
  gint64 unit = 1;

  while (amount / unit >= 1000)
    unit *= 10;
  return amount / unit * unit;
}

static char *
fill (const TallyHealthPart *part,
      const char            *phrase,
      Unit                   unit,
      gint64                 now_usec)
{
  g_autofree char *amount = write_amount (unit == COUNT ? part->amount : round_amount (part->amount), unit);
  g_autofree char *total = write_amount (unit == COUNT ? part->total : round_amount (part->total), unit);
  g_autofree char *when = tally_app_format_dup_time (part->when_utc_usec, now_usec);
  const char *name = part->reason == TALLY_HEALTH_REASON_CHECKED_BAD ? tally_app_health_get_title (part->name) : part->name;
  const char *const values[] = { amount, total, when, name };

  return tally_chart_text_fill (_(phrase), values, G_N_ELEMENTS (values));
}

char *
tally_app_health_dup_value (const TallyHealthPart *part,
                            gint64                 now_usec)
{
  const Words *said;

  g_return_val_if_fail (part != NULL && part->reason < TALLY_N_HEALTH_REASONS, g_strdup (""));
  said = &words[part->reason];
  if (part->reason == TALLY_HEALTH_REASON_ANSWERS && part->amount == 0)
    return g_strdup (_("Answers"));
  if (part->reason == TALLY_HEALTH_REASON_SLOW && part->amount == 0)
    return g_strdup (_("Slow"));
  return fill (part, said->value, said->unit, now_usec);
}

char *
tally_app_health_dup_why (const TallyHealthPart *part,
                          gint64                 now_usec)
{
  const Words *said;

  g_return_val_if_fail (part != NULL && part->reason < TALLY_N_HEALTH_REASONS, g_strdup (""));
  said = &words[part->reason];
  if (part->reason == TALLY_HEALTH_REASON_NEVER && g_str_equal (part->id, "checkup"))
    return g_strdup (_("There was no checkup yet."));
  if (part->is_stale && part->was == TALLY_HEALTH_STATE_OK)
    return g_strdup (_("It was well when it was last seen, but that is too long ago to count."));
  return said->why != NULL ? fill (part, said->why, said->unit, now_usec) : g_strdup ("");
}

char *
tally_app_health_dup_as_of (gint64 utc_usec,
                            gint64 now_usec)
{
  g_autofree char *ago = NULL;

  if (utc_usec == 0)
    return g_strdup (_("Never looked at"));
  ago = tally_app_format_dup_ago (utc_usec, now_usec);
  /* Translators: how old a state is: "As of 12 min ago", "As of now". */
  return g_strdup_printf (C_("age of a state", "As of %s"), ago);
}

static char *
write_page (const char *page,
            const char *key,
            const char *value)
{
  g_autofree char *wish = g_strconcat (key, value, NULL);
  g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new ("(ss)", page, wish));

  return g_action_print_detailed_name ("win.page", target);
}

static char *
write_action (const TallyHealthPart *part,
              Way                    way)
{
  g_autofree char *run_id = g_strdup_printf ("%" G_GINT64_FORMAT, part->total);

  switch (way)
    {
    case RUN: return g_strdup ("win.run");
    case CHECK: return g_strdup ("health.check");
    case SETTINGS: return g_strdup ("app.preferences");
    case RUNS: return write_page ("runs", "run=", run_id);
    case RUNS_OF_NAME: return write_page ("runs", "schedule=", part->name);
    case PROBE: return write_page ("health", "probe=", part->name);
    case CIRCUIT: return write_page ("runs", "circuit=", "smartsheet");
    case ASIDE: return write_page ("runs", "aside", "");
    case PAUSE: return write_page ("runs", "pause=", part->name);
    case NOWHERE:
    default: return NULL;
    }
}

gboolean
tally_app_health_find_step (const TallyHealthPart *part,
                            TallyAppHealthStep    *out_step)
{
  const Words *said;
  gboolean is_stale; /* only a look at it helps */

  g_return_val_if_fail (part != NULL && out_step != NULL, FALSE);
  said = &words[part->reason];
  is_stale = part->is_stale && part->state != part->was;
  if (!is_stale && (said->way == NOWHERE || part->state == TALLY_HEALTH_STATE_OK))
    return FALSE;
  is_stale |= said->way == RUN && g_str_equal (part->id, "checkup");
  out_step->label = is_stale ? _("Check Now") : _(said->step);
  out_step->action = write_action (part, is_stale ? CHECK : said->way);
  return TRUE;
}

const char *
tally_app_health_get_headline (const TallyHealthBoard *board)
{
  static const char *const headlines[TALLY_N_HEALTH_STATES] = {
    N_("All Is Well"),        N_("Smartsheet Is in Maintenance"), N_("Paused"), N_("Not Known"), N_("Something Is Late"),
    N_("Something Needs a Look"), N_("Something Does Not Work"),
  };

  g_return_val_if_fail (board != NULL, "");
  return _(headlines[board->state]);
}
