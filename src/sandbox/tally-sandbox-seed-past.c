/* tally-sandbox-seed-past.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-sandbox-seed-past.h"

#include "tally-sandbox-seed-forms.h"
#include "tally-sandbox-seed-report.h"
#include "tally-sandbox-world-files.h"

#define DAY_SECS 86400u
#define MAX_FILES 3
#define MAX_DAYS_OF_WEEK 7

/* How the predecessor spells a name. */
typedef enum
{
  FORM_TIMED_HASH, /* its newer one */
  FORM_TIMED,
  FORM_PLAIN_HASH,
  FORM_PLAIN,
  FORM_POINT,      /* the work request as a number with a decimal point */
  FORM_CAPITALS,   /* .XLSX */
  FORM_HELPER,
} Form;

/* What happened since the file was made. */
typedef enum
{
  SINCE_NOTHING,
  SINCE_ROW_ADDED,
  SINCE_ROW_REMOVED,
  SINCE_PRICE_CHANGED,
} Since;

typedef enum
{
  BYTES_WHOLE,
  BYTES_NO_FILE,
  BYTES_CUT,
  BYTES_OTHER,
  BYTES_NONE,
} Bytes;

typedef struct
{
  const char *defect;
  const char *status;
  Form        form;
  Since       since;
  Bytes       bytes;
  guint       n_files;
  gint64      off_cents;
  gboolean    is_newer;
} Kind;

/* In turn, so that a small world has the first of them. */
static const Kind kinds[] = {
  { "none", "same", FORM_TIMED_HASH, .n_files = 1 },
  { "row-added-since", "differs", FORM_TIMED_HASH, SINCE_ROW_ADDED, .n_files = 1 },
  { "duplicates", "same", FORM_TIMED_HASH, .n_files = 3 },
  { "missing", "missing", FORM_TIMED_HASH, .bytes = BYTES_NO_FILE },
  { "unreadable", "unreadable", FORM_TIMED_HASH, .bytes = BYTES_CUT, .n_files = 1 },
  { "none", "same", FORM_PLAIN, .n_files = 1 },
  { "work-request-with-point", "same", FORM_POINT, .n_files = 1 },
  { "row-removed-since", "differs", FORM_TIMED_HASH, SINCE_ROW_REMOVED, .n_files = 1 },
  { "price-changed-since", "differs", FORM_TIMED, SINCE_PRICE_CHANGED, .n_files = 1 },
  { "none", "same", FORM_TIMED, .n_files = 1 },
  { "wrong-total", "differs", FORM_TIMED_HASH, .n_files = 1, .off_cents = 1234 },
  { "newer-layout", "same", FORM_PLAIN, .n_files = 1, .is_newer = TRUE },
  { "no-workbook", "unreadable", FORM_PLAIN_HASH, .bytes = BYTES_OTHER, .n_files = 1 },
  { "none", "same", FORM_PLAIN_HASH, .n_files = 1 },
  { "duplicates-and-row-added", "differs", FORM_PLAIN, SINCE_ROW_ADDED, .n_files = 2 },
  { "extension-in-capitals", "same", FORM_CAPITALS, .n_files = 1 },
  { "empty-file", "unreadable", FORM_PLAIN, .bytes = BYTES_NONE, .n_files = 1 },
  { "none", "same", FORM_TIMED_HASH, .n_files = 1 },
  { "none", "same", FORM_TIMED_HASH, .n_files = 1 },
};

/* Workbooks of a target row without a group: of a work request that no source has, of a week that is
 * over, of another kind of workbook. */
static const Kind orphan = { "extra", "extra", FORM_TIMED_HASH, .n_files = 1 };
static const Kind old_week = { "extra-week", "extra", FORM_PLAIN, .n_files = 1 };
static const Kind helper = { "extra-variant", "extra", FORM_HELPER, .n_files = 1 };

typedef struct
{
  TallySandboxReport report;
} Group;

struct _TallySandboxSeedPast
{
  TallyRandom  *random;    /* (owned) */
  GStringChunk *strings;   /* (owned) */
  GHashTable   *requests;  /* (owned): work request → GPtrArray of Group, by week */
  guint         n_groups;  /* that had their turn */
  guint         n_rows;    /* of the target */
};

/* What is being hung on a row. */
typedef struct
{
  TallySandboxSeedPast *past;
  TallySandboxSeeder   *seeder;
  TallySandboxSheet    *sheet;
  TallySandboxRow      *row;
  const Kind           *kind;
  const Group          *group;
} Hanging;

static void
group_free (gpointer data)
{
  Group *self = data;

  g_array_unref (self->report.lines);
  g_free (self);
}

TallySandboxSeedPast *
tally_sandbox_seed_past_new (TallyRandom *root)
{
  TallySandboxSeedPast *self = g_new0 (TallySandboxSeedPast, 1);

  self->random = tally_random_split (root, "predecessor");
  self->strings = g_string_chunk_new (4096);
  self->requests = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                          (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
tally_sandbox_seed_past_free (TallySandboxSeedPast *self)
{
  if (self == NULL)
    return;
  tally_random_free (self->random);
  g_hash_table_unref (self->requests);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/* --- what is billed --------------------------------------------------------------------------- */

static const char *
keep_text (TallySandboxSeedPast    *self,
           const TallySandboxDraft *draft,
           TallySandboxField        field)
{
  g_autofree char *text = NULL;

  if (draft->value[field] == NULL)
    return "";
  text = tally_sandbox_lexeme_dup_text (draft->value[field]);
  return g_string_chunk_insert_const (self->strings, text);
}

static Group *
new_group (TallySandboxSeedPast    *self,
           const TallySandboxDraft *draft)
{
  Group *group = g_new0 (Group, 1);

  group->report = (TallySandboxReport) {
    .work_request = g_string_chunk_insert_const (self->strings, draft->work_request),
    .foreman = keep_text (self, draft, TALLY_SANDBOX_FIELD_FOREMAN),
    .scope = keep_text (self, draft, TALLY_SANDBOX_FIELD_SCOPE),
    .work_order = keep_text (self, draft, TALLY_SANDBOX_FIELD_WORK_ORDER),
    .customer = keep_text (self, draft, TALLY_SANDBOX_FIELD_CUSTOMER),
    .job = keep_text (self, draft, TALLY_SANDBOX_FIELD_JOB),
    .week = draft->week,
    .lines = g_array_new (FALSE, TRUE, sizeof (TallySandboxReportLine)),
  };
  return group;
}

static int
compare_weeks (gconstpointer a,
               gconstpointer b)
{
  const Group *const *left = a;
  const Group *const *right = b;

  return (int) (*left)->report.week - (int) (*right)->report.week;
}

static Group *
ensure_group (TallySandboxSeedPast    *self,
              const TallySandboxDraft *draft)
{
  GPtrArray *groups = g_hash_table_lookup (self->requests, draft->work_request);
  Group *group;

  if (groups == NULL)
    {
      groups = g_ptr_array_new_with_free_func (group_free);
      g_hash_table_insert (self->requests, g_string_chunk_insert_const (self->strings, draft->work_request),
                           groups);
    }
  for (guint i = 0; i < groups->len; i++)
    if (((Group *) groups->pdata[i])->report.week == draft->week)
      return groups->pdata[i];
  group = new_group (self, draft);
  g_ptr_array_add (groups, group);
  g_ptr_array_sort (groups, compare_weeks);
  return group;
}

void
tally_sandbox_seed_past_take (TallySandboxSeedPast    *self,
                              TallySandboxSeeder      *seeder,
                              const TallySandboxDraft *draft)
{
  static const TallySandboxField fields[TALLY_SANDBOX_REPORT_N_TEXTS] = {
    TALLY_SANDBOX_FIELD_POLE, TALLY_SANDBOX_FIELD_CU, TALLY_SANDBOX_FIELD_WORK_TYPE,
    TALLY_SANDBOX_FIELD_DESCRIPTION, TALLY_SANDBOX_FIELD_UOM,
  };
  guint lost = TALLY_SANDBOX_ISSUE_NO_SNAPSHOT | TALLY_SANDBOX_ISSUE_BAD_SNAPSHOT;
  TallySandboxReportLine line = { .cents = draft->cents };

  if (draft->is_blank || draft->reason != NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    line.text[i] = seeder->columns.columns[fields[i]] != NULL ? keep_text (self, draft, fields[i]) : "";
  line.quantity = keep_text (self, draft, TALLY_SANDBOX_FIELD_QUANTITY);
  if ((draft->issues & lost) == 0 && draft->snapshot <= draft->week
      && draft->snapshot + MAX_DAYS_OF_WEEK > draft->week
      && seeder->columns.columns[TALLY_SANDBOX_FIELD_SNAPSHOT] != NULL)
    line.day = draft->snapshot;
  g_array_append_val (ensure_group (self, draft)->report.lines, line);
}

/* --- names ------------------------------------------------------------------------------------ */

static char *
dup_name (Hanging *hanging,
          Form     form,
          gint64   at_utc_usec)
{
  const TallySandboxReport *report = &hanging->group->report;
  guint second = (guint) (at_utc_usec / G_USEC_PER_SEC % DAY_SECS);
  g_autofree char *hash = g_strdup_printf ("%016" G_GINT64_MODIFIER "x",
                                           tally_random_next (hanging->past->random));
  g_autofree char *time = g_strdup_printf ("%02u%02u%02u", second / 3600, second / 60 % 60, second % 60);
  g_autofree char *stem = NULL;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, report->week);
  stem = g_strdup_printf ("WR_%s%s_WeekEnding_%02d%02d%02d", report->work_request,
                          form == FORM_POINT ? ".0" : "", (int) g_date_get_month (&date),
                          g_date_get_day (&date), g_date_get_year (&date) % 100);
  if (form == FORM_PLAIN || form == FORM_CAPITALS)
    return g_strconcat (stem, form == FORM_PLAIN ? ".xlsx" : ".XLSX", NULL);
  if (form == FORM_PLAIN_HASH)
    return g_strconcat (stem, "_", hash, ".xlsx", NULL);
  if (form == FORM_TIMED)
    return g_strconcat (stem, "_", time, ".xlsx", NULL);
  return g_strconcat (stem, "_", time, form == FORM_HELPER ? "_Helper_Al_Moss_" : "_", hash, ".xlsx", NULL);
}

/* --- contents --------------------------------------------------------------------------------- */

/* The line that the change is about: the last one of a block; -1 = there is none to spare. */
static gint
find_line (const GArray *lines)
{
  for (guint i = lines->len; lines->len > 1 && i > 0; i--)
    if (g_array_index (lines, TallySandboxReportLine, i - 1).day != 0)
      return (gint) i - 1;
  return -1;
}

/* The lines as they were when the file was made. */
static GArray *
dup_lines (Hanging          *hanging,
           Since             since,
           TallySandboxPast *truth)
{
  const GArray *now = hanging->group->report.lines;
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (TallySandboxReportLine));
  gint at = find_line (now);
  TallySandboxReportLine other = { 0 };

  g_array_append_vals (lines, now->data, now->len);
  if (since == SINCE_NOTHING || at < 0)
    return lines;
  other = g_array_index (now, TallySandboxReportLine, at);
  other.cents += 100 + (gint64) tally_random_below (hanging->past->random, 100000);
  if (since == SINCE_ROW_ADDED)
    {
      g_array_remove_index (lines, (guint) at);
      truth->n_added = 1;
    }
  else if (since == SINCE_PRICE_CHANGED)
    {
      g_array_index (lines, TallySandboxReportLine, at) = other;
      truth->n_changed = 1;
    }
  else
    {
      other.text[0] = "P-withdrawn";
      g_array_append_val (lines, other);
      truth->n_removed = 1;
    }
  return lines;
}

static GBytes *
make_bytes (Hanging *hanging,
            GArray  *lines,
            gint64   at_utc_usec)
{
  TallySandboxReport report = hanging->group->report;
  g_autoptr (GBytes) whole = NULL;

  report.lines = lines;
  report.generated_utc_usec = at_utc_usec;
  report.off_cents = hanging->kind->off_cents;
  report.is_newer = hanging->kind->is_newer;
  if (hanging->kind->bytes == BYTES_NONE)
    return g_bytes_new_static ("", 0);
  if (hanging->kind->bytes == BYTES_OTHER)
    return g_bytes_new_static ("<html>Bad gateway</html>", 24);
  whole = tally_sandbox_seed_report_write (&report);
  if (hanging->kind->bytes == BYTES_CUT)
    return g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) * 2 / 3);
  return g_steal_pointer (&whole);
}

/* --- hanging it up ---------------------------------------------------------------------------- */

/* The newest of several was made just after midnight, so that its time of day is the smallest. */
static gint64
get_time (Hanging *hanging,
          guint    index)
{
  guint second = index + 1 == MAX_FILES ? DAY_SECS + 600 : DAY_SECS - 7200 * (2 - MIN (index, 1));

  return tally_sandbox_seed_julian_usec (hanging->seeder->last_week - 1, second + hanging->past->n_groups % 60);
}

static gboolean
hang_file (Hanging           *hanging,
           TallySandboxPast  *truth,
           guint              index,
           GError           **error)
{
  const Kind *kind = hanging->kind;
  gboolean is_newest = index + 1 == kind->n_files;
  gint64 at = get_time (hanging, index);
  TallySandboxPast ignored = { 0 };
  /* An older one of several has a line less. */
  g_autoptr (GArray) lines = dup_lines (hanging, is_newest ? kind->since : SINCE_ROW_ADDED,
                                        is_newest ? truth : &ignored);
  g_autoptr (GBytes) bytes = make_bytes (hanging, lines, at);
  g_autofree char *name = dup_name (hanging, is_newest ? kind->form : FORM_TIMED_HASH, at);
  TallySandboxStamp stamp = { at, hanging->seeder->office };
  TallySandboxAttachmentSpec spec = {
    .name = name, .bytes = bytes, .sheet = hanging->sheet, .row = hanging->row,
  };

  if (is_newest && kind->bytes == BYTES_WHOLE)
    {
      truth->their_lines = tally_sandbox_seed_report_count_shown (lines);
      truth->their_cents = tally_sandbox_seed_report_sum (lines) + kind->off_cents;
    }
  g_ptr_array_add (truth->names, g_strdup (name));
  return tally_sandbox_world_add_attachment (hanging->seeder->world, &spec, &stamp, error) != NULL;
}

static TallySandboxPast *
new_truth (Hanging *hanging)
{
  const TallySandboxReport *report = &hanging->group->report;
  TallySandboxPast *truth = g_new0 (TallySandboxPast, 1);
  gboolean has_group = strcmp (hanging->kind->status, "extra") != 0;

  truth->work_request = g_strdup (report->work_request);
  truth->week_ending = tally_sandbox_lexeme_dup_text (tally_sandbox_seed_day (hanging->seeder, report->week));
  truth->variant = hanging->kind->form == FORM_HELPER ? "helper" : "primary";
  truth->defect = hanging->kind->defect;
  truth->status = hanging->kind->status;
  truth->names = g_ptr_array_new_with_free_func (g_free);
  truth->our_lines = has_group ? report->lines->len : 0;
  truth->our_cents = has_group ? tally_sandbox_seed_report_sum (report->lines) : 0;
  return truth;
}

static gboolean
hang (Hanging  *hanging,
      GError  **error)
{
  TallySandboxPast *truth = new_truth (hanging);
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < hanging->kind->n_files; i++)
    ok = hang_file (hanging, truth, i, error);
  if (hanging->seeder->manifest != NULL)
    tally_sandbox_seed_manifest_add_past (hanging->seeder->manifest, truth);
  else
    tally_sandbox_past_free (truth);
  return ok;
}

/* Whether the kind can be told from nothing: a change needs a line to spare. */
static const Kind *
choose_kind (TallySandboxSeedPast *self,
             const Group          *group)
{
  const Kind *kind = &kinds[self->n_groups++ % G_N_ELEMENTS (kinds)];

  return kind->since == SINCE_NOTHING || find_line (group->report.lines) >= 0 ? kind : &kinds[0];
}

static gboolean
hang_extra (Hanging    *hanging,
            const Kind *kind,
            const char *number,
            guint       week,
            GError    **error)
{
  TallySandboxReportLine line = {
    .text = { "P-1", "ANC-M", "Install", "Anchor, manta ray", "EA" }, .quantity = "1", .cents = 22406, .day = week - 2,
  };
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof line);
  Group group = {
    .report = { .work_request = number, .foreman = "", .scope = "", .work_order = "", .customer = "", .job = "",
                .week = week, .lines = lines },
  };
  Hanging extra = *hanging;

  g_array_append_val (lines, line);
  extra.group = &group;
  extra.kind = kind;
  return hang (&extra, error);
}

static gboolean
hang_extras (Hanging    *hanging,
             const char *number,
             gboolean    has_groups,
             GError    **error)
{
  TallySandboxSeeder *seeder = hanging->seeder;
  guint before = seeder->last_week - 7 * (seeder->plan->n_weeks + 2);

  if (!has_groups && !hang_extra (hanging, &orphan, number, seeder->last_week, error))
    return FALSE;
  if (has_groups && hanging->past->n_rows % 9 == 2
      && !hang_extra (hanging, &old_week, number, before, error))
    return FALSE;
  return !has_groups || hanging->past->n_rows % 11 != 3
         || hang_extra (hanging, &helper, number, seeder->last_week, error);
}

gboolean
tally_sandbox_seed_past_attach (TallySandboxSeedPast  *self,
                                TallySandboxSeeder    *seeder,
                                TallySandboxSheet     *sheet,
                                TallySandboxRow       *row,
                                guint                  number,
                                GError               **error)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  GPtrArray *groups = g_hash_table_lookup (self->requests, text);
  Hanging hanging = { .past = self, .seeder = seeder, .sheet = sheet, .row = row };

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      hanging.group = groups->pdata[i];
      hanging.kind = choose_kind (self, hanging.group);
      if (!hang (&hanging, error))
        return FALSE;
    }
  self->n_rows++;
  return hang_extras (&hanging, text, groups != NULL, error);
}
