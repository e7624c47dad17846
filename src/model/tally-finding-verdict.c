/* tally-finding-verdict.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-finding-verdict.h"

/* Version of what a digest is made of: another one makes every verdict another. */
#define DIGEST_VERSION 1

static const char *const sources[TALLY_N_FINDING_SOURCES] = {
  [TALLY_FINDING_SOURCE_HERE] = "here",
  [TALLY_FINDING_SOURCE_RUN] = "run",
  [TALLY_FINDING_SOURCE_IMPORT] = "import",
  [TALLY_FINDING_SOURCE_OVERRULED] = "overruled",
};

const char *
tally_finding_source_get_id (TallyFindingSource source)
{
  g_return_val_if_fail (source < TALLY_N_FINDING_SOURCES, "");
  return sources[source];
}

gboolean
tally_finding_source_find (const char         *id,
                           TallyFindingSource *out_source)
{
  for (guint i = 0; id != NULL && i < TALLY_N_FINDING_SOURCES; i++)
    if (strcmp (sources[i], id) == 0)
      {
        *out_source = (TallyFindingSource) i;
        return TRUE;
      }
  return FALSE;
}

TallyFindingVerdict *
tally_finding_verdict_new (void)
{
  TallyFindingVerdict *self = g_new0 (TallyFindingVerdict, 1);

  self->actor = g_strdup ("");
  self->reason = g_strdup ("");
  self->note = g_strdup ("");
  self->detector = g_strdup ("");
  return self;
}

void
tally_finding_verdict_free (TallyFindingVerdict *self)
{
  if (self == NULL)
    return;
  g_free (self->actor);
  g_free (self->reason);
  g_free (self->note);
  g_free (self->detector);
  g_free (self);
}

TallyFindingVerdict *
tally_finding_verdict_dup (const TallyFindingVerdict *self)
{
  TallyFindingVerdict *copy = g_memdup2 (self, sizeof *self);

  copy->actor = g_strdup (self->actor);
  copy->reason = g_strdup (self->reason);
  copy->note = g_strdup (self->note);
  copy->detector = g_strdup (self->detector);
  return copy;
}

void
tally_finding_verdict_seal (TallyFindingVerdict *self,
                            const char          *finding_id)
{
  g_autoptr (TallyHash) hash = tally_hash_new ("verdict", DIGEST_VERSION);

  tally_hash_add_text (hash, finding_id);
  tally_hash_add_int64 (hash, self->utc_usec);
  tally_hash_add_text (hash, self->actor);
  tally_hash_add_text (hash, tally_finding_status_get_id (self->from));
  tally_hash_add_text (hash, tally_finding_status_get_id (self->to));
  tally_hash_add_text (hash, self->reason);
  tally_hash_add_text (hash, self->note);
  tally_hash_add_int64 (hash, self->recovered_cents);
  tally_hash_add_int64 (hash, self->run_id);
  g_strlcpy (self->digest, tally_hash_get_hex (hash), sizeof self->digest);
}

static gboolean
is_id (const char *text)
{
  return strlen (text) <= TALLY_FINDING_VERDICT_MAX_REASON_BYTES
         && text[strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static gboolean
is_bounded (const char *text,
            gsize       max_bytes)
{
  return strlen (text) <= max_bytes && g_utf8_validate (text, -1, NULL);
}

static gboolean
is_name (const char *text)
{
  if (*text == '\0' || !is_bounded (text, TALLY_FINDING_VERDICT_MAX_ACTOR_BYTES))
    return FALSE;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_iscntrl (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

gboolean
tally_finding_verdict_check (const TallyFindingVerdict  *self,
                             const char                **out_message)
{
  const struct
  {
    gboolean is_right;
    const char *message;
  } checks[] = {
    { is_name (self->actor), "who decides is no name or address of at most 254 bytes" },
    { is_id (self->reason),
      "the reason is a short id such as corrected-in-sheet: lower-case letters, digits and -" },
    { is_bounded (self->note, TALLY_FINDING_VERDICT_MAX_NOTE_BYTES),
      "the note is longer than 4000 bytes, or no UTF-8" },
    { is_id (self->detector), "the detector is no id: lower-case letters, digits and -" },
    { self->recovered_cents >= 0, "what was recovered is 0 or more" },
    { self->utc_usec >= 0, "the time lies before 1970" },
    { tally_finding_status_can_become (self->from, self->to),
      "a finding of that status can't become the other" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (!checks[i].is_right)
      {
        *out_message = checks[i].message;
        return FALSE;
      }
  return TRUE;
}

gboolean
tally_finding_verdict_is_of_person (const TallyFindingVerdict *self)
{
  return self->source == TALLY_FINDING_SOURCE_HERE || self->source == TALLY_FINDING_SOURCE_IMPORT;
}
