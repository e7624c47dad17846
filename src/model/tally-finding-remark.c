/* tally-finding-remark.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-finding-remark.h"

#include "tally-finding-verdict.h"

static const char *const ids[TALLY_N_FINDING_REMARKS] = {
  [TALLY_FINDING_REMARK_NOTE] = "finding-note",
  [TALLY_FINDING_REMARK_ASSIGNED] = "finding-assigned",
  [TALLY_FINDING_REMARK_FILE] = "finding-file",
  [TALLY_FINDING_REMARK_FILE_GONE] = "finding-file-gone",
};

void
tally_finding_remark_free (TallyFindingRemark *self)
{
  if (self == NULL)
    return;
  g_free (self->actor);
  g_free (self->text);
  g_free (self);
}

const char *
tally_finding_remark_get_id (TallyFindingRemarkKind kind)
{
  g_return_val_if_fail (kind < TALLY_N_FINDING_REMARKS, "");
  return ids[kind];
}

gboolean
tally_finding_remark_find_kind (const char             *id,
                                TallyFindingRemarkKind *out_kind)
{
  g_return_val_if_fail (id != NULL && out_kind != NULL, FALSE);
  for (guint i = 0; i < TALLY_N_FINDING_REMARKS; i++)
    if (strcmp (ids[i], id) == 0)
      {
        *out_kind = (TallyFindingRemarkKind) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_bounded (const char *text,
            gsize       min_bytes,
            gsize       max_bytes)
{
  return text != NULL && strlen (text) >= min_bytes && strlen (text) <= max_bytes && g_utf8_validate (text, -1, NULL);
}

static gboolean
is_line (const char *text)
{
  for (; *text != '\0'; text++)
    if (g_ascii_iscntrl (*text))
      return FALSE;
  return TRUE;
}

static gboolean
is_file (const TallyFindingRemark *self)
{
  return strlen (self->sha256) == TALLY_HASH_HEX_LENGTH && is_line (self->text) && self->size_bytes > 0
         && self->size_bytes <= TALLY_FINDING_REMARK_MAX_FILE_BYTES;
}

gboolean
tally_finding_remark_check (const TallyFindingRemark  *self,
                            const char               **out_message)
{
  const gboolean is_of_file = self->kind == TALLY_FINDING_REMARK_FILE || self->kind == TALLY_FINDING_REMARK_FILE_GONE;

  g_return_val_if_fail (self != NULL && out_message != NULL, FALSE);
  if (!is_bounded (self->actor, 1, TALLY_FINDING_VERDICT_MAX_ACTOR_BYTES) || !is_line (self->actor))
    *out_message = "who says it is no name or address of at most 254 bytes";
  else if (self->kind == TALLY_FINDING_REMARK_NOTE && !is_bounded (self->text, 1, TALLY_FINDING_REMARK_MAX_TEXT_BYTES))
    *out_message = "the note is empty, longer than 4000 bytes, or no UTF-8";
  else if (self->kind == TALLY_FINDING_REMARK_ASSIGNED
           && (!is_bounded (self->text, 0, TALLY_FINDING_VERDICT_MAX_ACTOR_BYTES) || !is_line (self->text)))
    *out_message = "who looks at it is no name or address of at most 254 bytes";
  else if (is_of_file && (!is_bounded (self->text, 1, TALLY_FINDING_REMARK_MAX_NAME_BYTES) || !is_file (self)))
    *out_message = "a file has a name of at most 255 bytes, and 1 byte to 25 MB";
  else
    return TRUE;
  return FALSE;
}
