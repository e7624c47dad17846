/* tally-jobs-marker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-jobs-marker.h"

#include "tally-number.h"

#define LEASE_START "tallyman-lease"
#define HEAD_START "tallyman-head"
#define END ".txt"
#define HEX_DIGITS "0123456789abcdef"
#define MAX_NAME_BYTES 128 /* twice the longest */

char *
tally_jobs_marker_dup_name (const TallyJobsMarker *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  if (self->kind == TALLY_JOBS_MARKER_HEAD)
    return g_strdup_printf (HEAD_START "_%s_%" G_GINT64_FORMAT END, self->installation,
                            self->counter);
  if (self->n_renewals == 0)
    return g_strdup_printf (LEASE_START "_%s_%s_%u" END, self->installation, self->token,
                            self->ttl_secs);
  return g_strdup_printf (LEASE_START "_%s_%s_%u_%u" END, self->installation, self->token,
                          self->ttl_secs, self->n_renewals);
}

static gboolean
take_digits (const char *part,
             gsize       n_digits,
             char       *out)
{
  if (strlen (part) != n_digits || strspn (part, HEX_DIGITS) != n_digits)
    return FALSE;
  memcpy (out, part, n_digits + 1);
  return TRUE;
}

static gboolean
take_number (const char *part,
             gint64      max,
             gint64     *out_number)
{
  return tally_number_parse_int64 (part, strlen (part), out_number) && *out_number >= 0
         && *out_number <= max;
}

static gboolean
parse_lease (char            **parts,
             guint             n_parts,
             TallyJobsMarker  *marker)
{
  gint64 ttl_secs = 0;
  gint64 n_renewals = 0;

  if (n_parts < 4 || n_parts > 5
      || !take_digits (parts[2], TALLY_JOBS_MARKER_TOKEN_DIGITS, marker->token)
      || !take_number (parts[3], TALLY_JOBS_MARKER_MAX_TTL_SECS, &ttl_secs) || ttl_secs < 1
      || (n_parts == 5 && !take_number (parts[4], TALLY_JOBS_MARKER_MAX_RENEWALS, &n_renewals)))
    return FALSE;
  marker->kind = TALLY_JOBS_MARKER_LEASE;
  marker->ttl_secs = (guint) ttl_secs;
  marker->n_renewals = (guint) n_renewals;
  return TRUE;
}

static gboolean
parse_head (char            **parts,
            guint             n_parts,
            TallyJobsMarker  *marker)
{
  if (n_parts != 3 || !take_number (parts[2], G_MAXINT64, &marker->counter))
    return FALSE;
  marker->kind = TALLY_JOBS_MARKER_HEAD;
  return TRUE;
}

gboolean
tally_jobs_marker_parse (const char      *name,
                         TallyJobsMarker *out_marker)
{
  TallyJobsMarker marker = { TALLY_JOBS_MARKER_LEASE };
  g_autofree char *stem = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *again = NULL;
  guint n_parts;
  gboolean is_marker;

  g_return_val_if_fail (name != NULL && out_marker != NULL, FALSE);
  if (strlen (name) > MAX_NAME_BYTES || !g_str_has_suffix (name, END))
    return FALSE;
  stem = g_strndup (name, strlen (name) - strlen (END));
  parts = g_strsplit (stem, "_", -1);
  n_parts = g_strv_length (parts);
  if (n_parts < 3
      || !take_digits (parts[1], TALLY_JOBS_MARKER_INSTALLATION_DIGITS, marker.installation))
    return FALSE;
  is_marker = strcmp (parts[0], LEASE_START) == 0
                ? parse_lease (parts, n_parts, &marker)
                : strcmp (parts[0], HEAD_START) == 0 && parse_head (parts, n_parts, &marker);
  if (!is_marker)
    return FALSE;
  again = tally_jobs_marker_dup_name (&marker);
  if (strcmp (again, name) != 0)
    return FALSE;
  *out_marker = marker;
  return TRUE;
}
