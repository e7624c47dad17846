/* tally-finding-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-finding-query.h"

#include "tally-text.h"

static const char *const fields[] = {
  TALLY_FINDING_FIELD_STATUS, TALLY_FINDING_FIELD_SEVERITY, TALLY_FINDING_FIELD_DETECTOR, TALLY_FINDING_FIELD_REQUEST,
  TALLY_FINDING_FIELD_WEEK, TALLY_FINDING_FIELD_ASSIGNEE, TALLY_FINDING_FIELD_TRIAL, TALLY_FINDING_FIELD_LIKE, NULL,
};

static const char *const sorts[] = {
  "", TALLY_FINDING_FIELD_STATUS, TALLY_FINDING_FIELD_SEVERITY, TALLY_FINDING_FIELD_DETECTOR, TALLY_FINDING_FIELD_REQUEST,
  TALLY_FINDING_FIELD_WEEK, TALLY_FINDING_FIELD_ASSIGNEE, TALLY_FINDING_FIELD_SCORE, TALLY_FINDING_FIELD_EXPOSURE,
  TALLY_FINDING_FIELD_SENTENCE, TALLY_FINDING_FIELD_DUE, TALLY_FINDING_FIELD_FOUND, NULL,
};

const char *const *
tally_finding_query_list_fields (void)
{
  return fields;
}

static gboolean
refuse (GError     **error,
        const char  *message,
        const char  *value)
{
  g_set_error (error, TALLY_MODEL_ERROR, TALLY_MODEL_ERROR_INVALID, "%s, not '%s'", message, value);
  return FALSE;
}

static gboolean
read_statuses (const char  *value,
               guint       *out_bits,
               GError     **error)
{
  g_auto (GStrv) words = g_strsplit (value, ",", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      TallyFindingStatus status;
      if (!tally_finding_status_find (words[i], &status))
        return refuse (error, "the field status takes open, all, or, with commas: new, investigating, waiting, confirmed, "
                              "explained, false-positive, duplicate, fixed, verified, closed", words[i]);
      *out_bits |= 1u << status;
    }
  return TRUE;
}

static gboolean
read_status (const char          *value,
             TallyFindingFilter  *filter,
             GError             **error)
{
  if (*value == '\0' || strcmp (value, "open") == 0)
    return TRUE;
  if (strcmp (value, "all") != 0)
    return read_statuses (value, &filter->statuses, error);
  filter->statuses = TALLY_FINDING_STATUSES_ALL;
  return TRUE;
}

static gboolean
read_severity (const char          *value,
               TallyFindingFilter  *filter,
               GError             **error)
{
  return *value == '\0' || tally_risk_find (value, &filter->severity)
         || refuse (error, "the field severity takes low, medium, high or critical", value);
}

static gboolean
read_week (const char          *value,
           TallyFindingFilter  *filter,
           GError             **error)
{
  return *value == '\0' || tally_week_parse (value, strlen (value), &filter->week_ending)
         || tally_day_parse (value, strlen (value), &filter->week_ending)
         || refuse (error, "the field week takes the day that a week ends on as MMDDYY", value);
}

static gboolean
read_trial (const char          *value,
            TallyFindingFilter  *filter,
            GError             **error)
{
  static const char *const words[] = {
    [TALLY_FINDING_TRIAL_ANY] = "any", [TALLY_FINDING_TRIAL_NO] = "no", [TALLY_FINDING_TRIAL_YES] = "only",
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (value, words[i]) == 0)
      {
        filter->trial = (TallyFindingTrial) i;
        return TRUE;
      }
  return *value == '\0' || refuse (error, "the field trial takes any, no or only", value);
}

static gboolean
is_id (const char *value)
{
  return strlen (value) == TALLY_FINDING_ID_LENGTH && strspn (value, "0123456789abcdef") == TALLY_FINDING_ID_LENGTH;
}

static gboolean
check_like (const char  *value,
            GError     **error)
{
  return *value == '\0' || is_id (value)
         || refuse (error, "the field like takes the whole id of a finding, 16 digits and letters from a to f", value);
}

static const char *
get_text (const TallyQuery *query,
          const char       *field)
{
  const char *value = tally_query_get (query, field);

  return *value != '\0' ? value : NULL;
}

gboolean
tally_finding_query_read (const TallyQuery   *query,
                          TallyFindingQuery  *out_read,
                          GError            **error)
{
  TallyFindingQuery read = { 0 };

  g_return_val_if_fail (query != NULL && out_read != NULL, FALSE);
  read.sort = tally_query_get_sort (query, &read.is_descending);
  if (!g_strv_contains (sorts, read.sort))
    return refuse (error, "findings can be sorted by status, severity, detector, request, week, assignee, score, exposure, "
                          "sentence, due or found", read.sort);
  if (!read_status (tally_query_get (query, TALLY_FINDING_FIELD_STATUS), &read.filter, error)
      || !read_severity (tally_query_get (query, TALLY_FINDING_FIELD_SEVERITY), &read.filter, error)
      || !read_week (tally_query_get (query, TALLY_FINDING_FIELD_WEEK), &read.filter, error)
      || !read_trial (tally_query_get (query, TALLY_FINDING_FIELD_TRIAL), &read.filter, error)
      || !check_like (tally_query_get (query, TALLY_FINDING_FIELD_LIKE), error))
    return FALSE;
  read.filter.detector = get_text (query, TALLY_FINDING_FIELD_DETECTOR);
  read.filter.work_request = get_text (query, TALLY_FINDING_FIELD_REQUEST);
  read.filter.text = get_text (query, TALLY_QUERY_TEXT);
  read.assignee = get_text (query, TALLY_FINDING_FIELD_ASSIGNEE);
  read.like = get_text (query, TALLY_FINDING_FIELD_LIKE);
  *out_read = read;
  return TRUE;
}
