/* tally-identity-parse.c
 *
 * Ours first, and only what the maker would write again byte by byte; then the predecessor's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-identity.h"

#include "tally-identity-private.h"

#define EXTENSION ".xlsx"
#define MARKER "_WeekEnding_"
#define DIGITS "0123456789"
#define HEX_DIGITS "0123456789abcdef"
#define WEEK_LENGTH 6
#define MAX_NAME_BYTES 1024 /* four times what a file system takes: 255 characters of 4 bytes */
#define OLD_PART_CHARS 50   /* the predecessor's cut */
#define MIN_HASH_DIGITS 8   /* of a hash without a time before it */

/* What stands between the parts of a name, ours or another's. */
typedef struct {
  char              *work_request; /* (owned) */
  char              *identifier;   /* (owned) */
  TallyDay           week_ending;
  TallyVariant       variant;
} Parts;

static void
parts_clear (Parts *self)
{
  g_free (self->work_request);
  g_free (self->identifier);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static TallyFileName *
make_name (const Parts       *parts,
           TallyFileNameForm  form)
{
  TallyFileName *self;

  if (parts->work_request == NULL || *parts->work_request == '\0')
    return NULL;
  self = g_new0 (TallyFileName, 1);
  self->identity = tally_identity_new (parts->work_request, parts->week_ending, parts->variant,
                                       parts->identifier);
  self->form = form;
  return self;
}

static gboolean
is_all_of (const char *text,
           const char *set,
           gsize       length)
{
  return strlen (text) == length && strspn (text, set) == length;
}

/* --- ours ------------------------------------------------------------------------------------- */

static int
get_upper_hex (char c)
{
  return g_ascii_islower (c) ? -1 : g_ascii_xdigit_value (c);
}

static char *
unescape (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      int high = *p == '_' ? get_upper_hex (p[1]) : -1;
      int low = high >= 0 ? get_upper_hex (p[2]) : -1;

      if (*p != '_')
        g_string_append_c (out, *p);
      else if (low >= 0 && high + low > 0)
        {
          g_string_append_c (out, (char) (high * 16 + low));
          p += 2;
        }
      else
        {
          g_string_free (out, TRUE);
          return NULL;
        }
    }
  if (!g_utf8_validate (out->str, (gssize) out->len, NULL))
    {
      g_string_free (out, TRUE);
      return NULL;
    }
  return g_string_free (out, FALSE);
}

/* The text of a part, or NULL if no text is written like that. */
static char *
read_whole_part (const char *part)
{
  g_autofree char *text = unescape (part);
  g_autofree char *again = text != NULL ? tally_identity_escape (text) : NULL;

  return g_strcmp0 (again, part) == 0 ? g_steal_pointer (&text) : NULL;
}

static gboolean
is_cut_part (const char *part)
{
  gsize length = strlen (part);
  gsize kept = length - TALLY_IDENTITY_CUT_MARK;

  if (length > TALLY_IDENTITY_MAX_PART || length < TALLY_IDENTITY_MAX_PART - 2
      || strncmp (part + kept, "_x", 2) != 0
      || !is_all_of (part + kept + 2, HEX_DIGITS, TALLY_IDENTITY_CUT_MARK - 2))
    return FALSE;
  for (gsize i = 0; i < kept; i++)
    {
      if (part[i] == '_' && (i + 2 >= kept || get_upper_hex (part[i + 1]) < 0
                             || get_upper_hex (part[i + 2]) < 0))
        return FALSE;
      if (part[i] != '_' && !g_ascii_isalnum (part[i]) && part[i] != '-')
        return FALSE;
    }
  return TRUE;
}

/* Both parts as they stand, if one is cut; else both texts. */
static gboolean
read_parts (Parts    *parts,
            gboolean *out_is_cut)
{
  g_autofree char *work_request = read_whole_part (parts->work_request);
  g_autofree char *identifier = read_whole_part (parts->identifier);

  if ((work_request == NULL && !is_cut_part (parts->work_request))
      || (identifier == NULL && !is_cut_part (parts->identifier)))
    return FALSE;
  *out_is_cut = work_request == NULL || identifier == NULL;
  if (!*out_is_cut)
    {
      g_free (parts->work_request);
      g_free (parts->identifier);
      parts->work_request = g_steal_pointer (&work_request);
      parts->identifier = g_steal_pointer (&identifier);
    }
  return TRUE;
}

/* "_Helper_" is tried before "_Helper"; "" and "_User_" of primary need no care: no token begins
 * with another variant's whole token but ReducedSub and AEPBillable, whose _User_ and _Helper_ end
 * what could go on. */
static gboolean
read_suffix (const char *suffix,
             Parts      *parts)
{
  for (guint i = 0; i < TALLY_N_VARIANTS; i++)
    {
      const TallyIdentityToken *token = tally_identity_get_token ((TallyVariant) i);
      gboolean is_named = g_str_has_prefix (suffix, token->named)
                          && suffix[strlen (token->named)] != '\0';

      if (!is_named && strcmp (suffix, token->bare) != 0)
        continue;
      parts->variant = token->variant;
      parts->identifier = g_strdup (is_named ? suffix + strlen (token->named) : "");
      return TRUE;
    }
  return FALSE;
}

/* @stem: "WR_…" without extension; changed. */
static TallyFileName *
parse_current (char *stem)
{
  g_auto (Parts) parts = { NULL };
  gsize length = strlen (stem);
  char *marker = strlen (stem) > 4 ? strstr (stem + 4, MARKER) : NULL;
  const char *week = marker != NULL ? marker + strlen (MARKER) : NULL;
  char *digits = length > TALLY_FINGERPRINT_LENGTH ? stem + length - TALLY_FINGERPRINT_LENGTH - 1
                                                   : NULL;
  TallyFileName *self;
  gboolean is_cut = FALSE;

  if (week == NULL || digits == NULL || digits < week + WEEK_LENGTH || *digits != '_'
      || strspn (digits + 1, HEX_DIGITS) != TALLY_FINGERPRINT_LENGTH
      || !tally_week_parse (week, WEEK_LENGTH, &parts.week_ending))
    return NULL;
  *digits = '\0';
  *marker = '\0';
  parts.work_request = g_strdup (stem + 3);
  if (!read_suffix (week + WEEK_LENGTH, &parts) || !read_parts (&parts, &is_cut))
    return NULL;
  self = make_name (&parts, TALLY_FILE_NAME_CURRENT);
  if (self == NULL)
    return NULL;
  self->is_cut = is_cut;
  g_strlcpy (self->fingerprint, digits + 1, sizeof self->fingerprint);
  return self;
}

/* --- the predecessor's ------------------------------------------------------------------------ */

static char *
join (char  **parts,
      guint   n_parts)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n_parts; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "_" : "", parts[i]);
  return g_string_free (out, FALSE);
}

static gboolean
is_six_digits (const char *part)
{
  return part != NULL && is_all_of (part, DIGITS, WEEK_LENGTH);
}

/* The leftmost marker before a week and a time, else the leftmost before a week; 0 = none. */
static guint
find_marker (char **parts)
{
  guint weak = 0;

  for (guint i = 2; parts[0] != NULL && parts[1] != NULL && parts[i] != NULL; i++)
    {
      if (strcmp (parts[i], "WeekEnding") != 0 || !is_six_digits (parts[i + 1]))
        continue;
      if (is_six_digits (parts[i + 2]))
        return i;
      weak = weak != 0 ? weak : i;
    }
  return weak;
}

static guint
find_part (char       **parts,
           guint        n_parts,
           const char  *what)
{
  guint i = 0;

  while (i < n_parts && strcmp (parts[i], what) != 0)
    i++;
  return i;
}

static void
read_subcontractor (char  **rest,
                    guint   n_rest,
                    Parts  *parts)
{
  guint helper = find_part (rest, n_rest, "Helper");

  if (n_rest > 0 && strcmp (rest[0], "User") == 0)
    parts->identifier = join (rest + 1, n_rest - 1);
  else if (helper < n_rest)
    {
      parts->variant = parts->variant == TALLY_VARIANT_REDUCED_SUB
                         ? TALLY_VARIANT_REDUCED_SUB_HELPER
                         : TALLY_VARIANT_AEP_BILLABLE_HELPER;
      parts->identifier = join (rest + helper + 1, n_rest - helper - 1);
    }
}

/* The suffix stands first in the tail or there is none: whatever else follows a week was written
 * by a person ("…_081725_checked by Al.xlsx") and such a file is not ours. */
static gboolean
read_tail (char  **tail,
           guint   n_tail,
           Parts  *parts)
{
  static const struct {
    const char   *token;
    TallyVariant  variant;
  } words[] = {
    { "User", TALLY_VARIANT_PRIMARY },
    { "Helper", TALLY_VARIANT_HELPER },
    { "VacCrew", TALLY_VARIANT_VAC_CREW },
    { "ReducedSub", TALLY_VARIANT_REDUCED_SUB },
    { "AEPBillable", TALLY_VARIANT_AEP_BILLABLE },
  };

  for (guint i = 0; n_tail > 0 && i < G_N_ELEMENTS (words); i++)
    {
      if (strcmp (tail[0], words[i].token) != 0)
        continue;
      parts->variant = words[i].variant;
      if (parts->variant < TALLY_VARIANT_REDUCED_SUB)
        parts->identifier = join (tail + 1, n_tail - 1);
      else
        read_subcontractor (tail + 1, n_tail - 1, parts);
      return TRUE;
    }
  return n_tail == 0;
}

static gboolean
is_hash (const char *part)
{
  gsize length = strlen (part);

  return length >= MIN_HASH_DIGITS && strspn (part, HEX_DIGITS) == length;
}

static TallyFileName *
parse_old (const char *stem)
{
  g_auto (Parts) parts = { NULL };
  g_auto (GStrv) words = g_strsplit (stem, "_", -1);
  guint marker = find_marker (words);
  guint n_tail;
  char **tail;
  gboolean is_timed;

  if (marker == 0 || !tally_week_parse (words[marker + 1], WEEK_LENGTH, &parts.week_ending))
    return NULL;
  tail = words + marker + 2;
  n_tail = g_strv_length (tail);
  is_timed = is_six_digits (tail[0]);
  if (is_timed)
    {
      tail++;
      n_tail -= n_tail > 1 ? 2 : 1;
    }
  else if (n_tail == 1 && is_hash (tail[0]))
    n_tail = 0;
  parts.work_request = join (words + 1, marker - 1);
  if (!read_tail (tail, n_tail, &parts))
    return NULL;
  return make_name (&parts, is_timed ? TALLY_FILE_NAME_TIMED : TALLY_FILE_NAME_PLAIN);
}

TallyFileName *
tally_identity_parse_file_name (const char *name)
{
  g_autofree char *stem = NULL;
  g_autofree char *scratch = NULL;
  TallyFileName *self;
  gsize length = name != NULL ? strlen (name) : 0;
  gsize extension = strlen (EXTENSION);

  if (length <= extension || length > MAX_NAME_BYTES || !g_str_has_prefix (name, "WR_")
      || strchr (name, '/') != NULL || !g_utf8_validate (name, (gssize) length, NULL)
      || g_ascii_strcasecmp (name + length - extension, EXTENSION) != 0)
    return NULL;
  stem = g_strndup (name, length - extension);
  scratch = g_strdup (stem);
  self = parse_current (scratch);
  return self != NULL ? self : parse_old (stem);
}

void
tally_file_name_free (TallyFileName *self)
{
  if (self == NULL)
    return;
  tally_identity_free (self->identity);
  g_free (self);
}

/* --- matching --------------------------------------------------------------------------------- */

/* Letters, numbers and "_" of any script: "\w" of the predecessor's language. */
static gboolean
is_word_char (gunichar c)
{
  static const guint32 kept = 1u << G_UNICODE_LOWERCASE_LETTER | 1u << G_UNICODE_MODIFIER_LETTER
                              | 1u << G_UNICODE_OTHER_LETTER | 1u << G_UNICODE_TITLECASE_LETTER
                              | 1u << G_UNICODE_UPPERCASE_LETTER | 1u << G_UNICODE_DECIMAL_NUMBER
                              | 1u << G_UNICODE_LETTER_NUMBER | 1u << G_UNICODE_OTHER_NUMBER;

  return c == '_' || (kept >> (guint) g_unichar_type (c) & 1) != 0;
}

static gboolean
matches_old (const char *old,
             const char *text,
             const char *also_kept)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) out = g_string_new (NULL);
  guint n_chars = 0;

  if (strcmp (old, text) == 0)
    return TRUE;
  for (const char *p = valid; *p != '\0' && n_chars < OLD_PART_CHARS; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_kept = is_word_char (c) || (c < 0x80 && strchr (also_kept, (int) c) != NULL);

      g_string_append_unichar (out, is_kept ? c : '_');
      n_chars++;
    }
  return strcmp (old, out->str) == 0;
}

/* Spreadsheets make "89708709.0" of a number, and the predecessor wrote that into names. */
static gboolean
matches_number (const char *old,
                const char *text)
{
  gsize length = strlen (text);

  return length > 0 && strspn (text, "0123456789") == length && strncmp (old, text, length) == 0
         && strcmp (old + length, ".0") == 0;
}

gboolean
tally_file_name_matches (const TallyFileName *self,
                         const TallyIdentity *identity)
{
  const TallyIdentity *own;
  g_autofree char *work_request = NULL;
  g_autofree char *identifier = NULL;
  gboolean is_helper;

  g_return_val_if_fail (self != NULL && identity != NULL, FALSE);
  own = self->identity;
  if (own->week_ending != identity->week_ending || own->variant != identity->variant)
    return FALSE;
  if (self->form != TALLY_FILE_NAME_CURRENT)
    {
      is_helper = own->variant == TALLY_VARIANT_HELPER
                  || own->variant >= TALLY_VARIANT_REDUCED_SUB_HELPER;
      return (matches_old (own->work_request, identity->work_request, "-")
              || matches_number (own->work_request, identity->work_request))
             && matches_old (own->identifier, identity->identifier, is_helper ? "-" : "-@.");
    }
  if (!self->is_cut)
    return tally_identity_equal (own, identity);
  work_request = tally_identity_escape (identity->work_request);
  identifier = tally_identity_escape (identity->identifier);
  return strcmp (own->work_request, work_request) == 0
         && strcmp (own->identifier, identifier) == 0;
}
