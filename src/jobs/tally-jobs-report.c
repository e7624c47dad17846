/* tally-jobs-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-report.h"

#include <gio/gio.h>

#include "tally-billing-error.h"
#include "tally-core-error.h"
#include "tally-jobs-error.h"
#include "tally-run-own-error.h"
#include "tally-smartsheet-error.h"
#include "tally-store-error.h"
#include "tally-workbook-error.h"

/* The name of a code and what to do about it. */
typedef struct {
  int         code;
  const char *name;
  const char *remedy;
} Reason;

static const Reason jobs_reasons[] = {
  { TALLY_JOBS_ERROR_FAILED, "jobs-failed", "see the detail on this machine, or with --reveal" },
  { TALLY_JOBS_ERROR_CONSERVATION, "jobs-conservation",
    "rows or cents don't add up, nothing was published; run again, and report it if it stays" },
  { TALLY_JOBS_ERROR_SETTING, "jobs-setting", "correct the configuration" },
  { TALLY_JOBS_ERROR_NO_SOURCES, "jobs-no-sources",
    "no source sheet is configured or found; name sheets, folders or workspaces in [sources]" },
  { TALLY_JOBS_ERROR_NO_COLUMN, "jobs-no-column",
    "the target sheet has no column 'Work Request #'; name that column so, or correct [target] "
    "sheet" },
  { TALLY_JOBS_ERROR_NOT_ARRIVED, "jobs-not-arrived",
    "an upload did not arrive as it was sent; the next run tries again" },
  { TALLY_JOBS_ERROR_FILE_CHANGED, "jobs-file-changed",
    "a workbook in the output folder is gone or was changed; the next run makes it anew" },
  { TALLY_JOBS_ERROR_NO_RUN, "jobs-no-run", "name a run that can be resumed" },
  { TALLY_JOBS_ERROR_ARCHIVE, "jobs-archive",
    "the archive can't be read or written; make room, or correct [archive] folder" },
  { TALLY_JOBS_ERROR_NOT_KEPT, "jobs-not-kept",
    "the archive does not hold it; copy it from where it was kept, or correct [archive] folder" },
  { TALLY_JOBS_ERROR_DAMAGED, "jobs-damaged",
    "a file of the archive is damaged; restore it from a backup of the archive" },
  { TALLY_JOBS_ERROR_BUSY, "jobs-busy", "another publisher is at work; run again later" },
  { TALLY_JOBS_ERROR_STALE, "jobs-stale",
    "use the newer store or state file, or start with an empty data directory" },
  { TALLY_JOBS_ERROR_OUTPUT, "jobs-output",
    "the output folder can't be changed; correct its permissions" },
  { TALLY_JOBS_ERROR_NO_VERSION, "jobs-no-version",
    "that version can't be restored; 'tallyman workbooks history' lists those that can" },
};

static const Reason smartsheet_reasons[] = {
  { TALLY_SMARTSHEET_ERROR_FAILED, "smartsheet-failed",
    "see the detail on this machine, or with --reveal" },
  { TALLY_SMARTSHEET_ERROR_AUTH, "smartsheet-auth",
    "the token was refused; check that it is valid and not expired (SMARTSHEET_API_TOKEN or "
    "--token-file)" },
  { TALLY_SMARTSHEET_ERROR_FORBIDDEN, "smartsheet-forbidden",
    "the token's owner has no permission; share it with that user" },
  { TALLY_SMARTSHEET_ERROR_NOT_FOUND, "smartsheet-not-found",
    "it is gone, or the token's owner may not see it; share it, or correct the configuration" },
  { TALLY_SMARTSHEET_ERROR_THROTTLED, "smartsheet-throttled",
    "the rate limit was exceeded for too long; run again later, or lower [smartsheet] rate-limit" },
  { TALLY_SMARTSHEET_ERROR_TRANSIENT, "smartsheet-transient",
    "the service or the network failed for too long; run again later" },
  { TALLY_SMARTSHEET_ERROR_MAINTENANCE, "smartsheet-maintenance",
    "the service is in maintenance; run again later" },
  { TALLY_SMARTSHEET_ERROR_AMBIGUOUS, "smartsheet-ambiguous",
    "it is not known whether a change was carried out; the next run looks and completes it" },
  { TALLY_SMARTSHEET_ERROR_REJECTED, "smartsheet-rejected",
    "the service refused the request as wrong; correct the configuration, or report it" },
  { TALLY_SMARTSHEET_ERROR_MALFORMED, "smartsheet-malformed",
    "the answer can't be understood; check [smartsheet] base-url and what stands between, run "
    "again later" },
  { TALLY_SMARTSHEET_ERROR_MOVED, "smartsheet-moved",
    "the sheet changed again and again while it was read; run again when it rests" },
  { TALLY_SMARTSHEET_ERROR_LIMIT, "smartsheet-limit",
    "an answer is larger than any known one; report it" },
  { TALLY_SMARTSHEET_ERROR_EXPIRED, "smartsheet-expired",
    "the address of a file was refused; run again later" },
  { TALLY_SMARTSHEET_ERROR_CLOSED, "smartsheet-closed",
    "calls are suspended after too many failures; run again later" },
};

static const Reason store_reasons[] = {
  { TALLY_STORE_ERROR_FAILED, "store-failed", "see the detail on this machine, or with --reveal" },
  { TALLY_STORE_ERROR_BUSY, "store-busy", "another run is at work; run again later" },
  { TALLY_STORE_ERROR_CORRUPT, "store-corrupt", "the store is damaged; restore a backup of it" },
  { TALLY_STORE_ERROR_NEWER, "store-newer", "install the newer version that made the store" },
  { TALLY_STORE_ERROR_OTHER_BINDING, "store-other-binding",
    "the store belongs to another account, region or target; use another --data-dir" },
  { TALLY_STORE_ERROR_CONSTRAINT, "store-constraint", "this is a bug; report it" },
  { TALLY_STORE_ERROR_READ_ONLY, "store-read-only",
    "the store can't be written; correct the permissions of the data directory" },
  { TALLY_STORE_ERROR_FULL, "store-full", "the disk or the quota is full; make room and run again" },
  { TALLY_STORE_ERROR_MISSING, "store-missing", "there is no store yet; run a batch first" },
  { TALLY_STORE_ERROR_PASSPHRASE, "store-passphrase",
    "a packed store needs the secret state-passphrase, or was not sealed with one" },
};

static const Reason billing_reasons[] = {
  { TALLY_BILLING_ERROR_NOT_A_SOURCE, "billing-not-a-source",
    "the sheet has no column for the week's end; give it one, or take it out of [sources]" },
  { TALLY_BILLING_ERROR_CONSERVATION, "billing-conservation",
    "rows or cents don't add up, nothing was published; report it" },
  { TALLY_BILLING_ERROR_VARIANT, "billing-variant", "correct [billing] variants" },
  { TALLY_BILLING_ERROR_OVERFLOW, "billing-overflow",
    "the prices are too large to be added up; correct them" },
  { TALLY_BILLING_ERROR_ORDER, "billing-order", "this is a bug; report it" },
  { TALLY_BILLING_ERROR_RATES, "billing-rates", "correct the file; the detail says what is wrong with it" },
};

static const Reason workbook_reasons[] = {
  { TALLY_WORKBOOK_ERROR_FAILED, "workbook-failed",
    "see the detail on this machine, or with --reveal" },
  { TALLY_WORKBOOK_ERROR_INVALID, "workbook-invalid", "the file is damaged; run again" },
  { TALLY_WORKBOOK_ERROR_LIMIT, "workbook-limit",
    "it would be larger than Excel allows; split its work request" },
  { TALLY_WORKBOOK_ERROR_MISMATCH, "workbook-mismatch",
    "the file does not hold what was written; check the disk and run again" },
  { TALLY_WORKBOOK_ERROR_NAME, "workbook-name", "no file name can be made of it; report it" },
  { TALLY_WORKBOOK_ERROR_IO, "workbook-io",
    "the output folder can't be written; make room, or correct its permissions" },
};

static const Reason core_reasons[] = {
  { TALLY_CORE_ERROR_FAILED, "core-failed", "see the detail on this machine, or with --reveal" },
  { TALLY_CORE_ERROR_PARSE, "core-parse", "what was read is malformed; correct it" },
  { TALLY_CORE_ERROR_LIMIT, "core-limit", "what was read is too large; make it smaller" },
  { TALLY_CORE_ERROR_CONFIG, "core-config", "correct the configuration" },
  { TALLY_CORE_ERROR_SECRET, "core-secret", "give the token" },
};

/* Those of GLib's many that have a remedy of their own. */
static const Reason io_reasons[] = {
  { G_IO_ERROR_NO_SPACE, "io-no-space", "the disk is full; make room and run again" },
  { G_IO_ERROR_NOT_FOUND, "io-not-found", "it is not there; correct the configuration" },
  { G_IO_ERROR_PERMISSION_DENIED, "io-permission-denied", "correct the permissions of the folder" },
};

static const struct {
  GQuark      (*quark) (void);
  const Reason *reasons;
  guint         n_reasons;
} domains[] = {
  { tally_jobs_error_quark, jobs_reasons, G_N_ELEMENTS (jobs_reasons) },
  { tally_smartsheet_error_quark, smartsheet_reasons, G_N_ELEMENTS (smartsheet_reasons) },
  { tally_store_error_quark, store_reasons, G_N_ELEMENTS (store_reasons) },
  { tally_billing_error_quark, billing_reasons, G_N_ELEMENTS (billing_reasons) },
  { tally_workbook_error_quark, workbook_reasons, G_N_ELEMENTS (workbook_reasons) },
  { tally_core_error_quark, core_reasons, G_N_ELEMENTS (core_reasons) },
  { g_io_error_quark, io_reasons, G_N_ELEMENTS (io_reasons) },
};

/* What could not be done, by the notice's code; a task has its own sentence. */
static const struct {
  const char *code;
  const char *text;
} phrases[] = {
  { "archive-failed", "a workbook could not be kept in the archive; it is published all the same" },
  { "audit-row", "the audit's row could not be written into the audit sheet; the findings stand, 'tallyman findings "
                 "list' shows them" },
  { "audit-workbook", "the audit's workbook could not be written; the findings stand, 'tallyman findings list' shows "
                      "them" },
  { "cleanup-failed", "a superseded file could not be removed from the target; the next run tries "
                      "again" },
  { "findings-file", "a file of findings for the CI could not be written" },
  { "head-unmarked", "how far the publications are could not be marked on the target sheet; the next "
                     "run that publishes does" },
  { "not-proved", "what hangs on the target could not be listed once more; the next run looks" },
  { "place-lost", "a folder or workspace could not be listed; what draws on its sheets is held" },
  { "probe", "the call that was to show whether the service works again failed" },
  { "publish-failed", "a workbook could not be attached; the next run tries again" },
  { "rates-unread", "a table of rates could not be read; no price is held against it" },
  { "sheet-lost", "a source sheet could not be read; what draws on it is held" },
  { "store", "the end of the run could not be recorded" },
  { "tidy-failed", "a file could not be cleaned up; the next run tries again" },
  { "workbook-failed", "a workbook could not be made" },
};

gboolean
tally_jobs_ends_run (const GError *error)
{
  g_return_val_if_fail (error != NULL, TRUE);
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_BUSY)
         || g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_AUTH)
         || g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_MAINTENANCE)
         || g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_CLOSED)
         || g_error_matches (error, TALLY_SMARTSHEET_ERROR, TALLY_SMARTSHEET_ERROR_THROTTLED);
}

static const Reason *
find_reason (const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    for (guint j = 0; error->domain == domains[i].quark () && j < domains[i].n_reasons; j++)
      if (domains[i].reasons[j].code == error->code)
        return &domains[i].reasons[j];
  return NULL;
}

char *
tally_jobs_dup_reason (const GError *error)
{
  const Reason *reason;

  g_return_val_if_fail (error != NULL, NULL);
  reason = find_reason (error);
  if (reason != NULL)
    return g_strdup_printf ("%s: %s", reason->name, reason->remedy);
  return g_strdup_printf ("%s-%d: see the detail on this machine, or with --reveal",
                          g_quark_to_string (error->domain), error->code);
}

static char *
dup_phrase (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    if (strcmp (phrases[i].code, code) == 0)
      return g_strdup (phrases[i].text);
  return g_strdup_printf ("the job '%s' failed", code);
}

/* Errors about what the user wrote, or of ids, counts and times that we made, and nothing else. */
static gboolean
is_own (const GError *error)
{
  return g_error_matches (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_SETTING)
         || g_error_matches (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_BUSY)
         || g_error_matches (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_STALE)
         || g_error_matches (error, TALLY_CORE_ERROR, TALLY_CORE_ERROR_CONFIG);
}

/* Another run or publisher is at work: nothing is wrong, and nothing is to be done. */
static gboolean
is_kept_out (const GError *error)
{
  return g_error_matches (error, TALLY_JOBS_ERROR, TALLY_JOBS_ERROR_BUSY)
         || g_error_matches (error, TALLY_STORE_ERROR, TALLY_STORE_ERROR_BUSY);
}

void
tally_jobs_report_error (TallyRun     *run,
                         guint         outcome,
                         const char   *code,
                         const char   *subject,
                         const GError *error)
{
  g_autofree char *phrase = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *text = NULL;
  TallyNoticeWords words = { .severity = TALLY_SEVERITY_ERROR, .code = code, .subject = subject };

  g_return_if_fail (run != NULL && code != NULL && error != NULL);
  if (outcome == TALLY_OUTCOME_RETRY_LATER && is_kept_out (error))
    words.severity = TALLY_SEVERITY_WARNING;
  if (is_own (error))
    {
      tally_run_add_own_error (run, outcome, code, error);
      return;
    }
  phrase = dup_phrase (code);
  reason = tally_jobs_dup_reason (error);
  text = g_strdup_printf ("%s (%s)", phrase, reason);
  words.text = text;
  words.detail = error->message;
  run->outcome |= outcome;
  tally_run_tell (run, &words);
}
