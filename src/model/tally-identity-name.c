/* tally-identity-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tally-identity.h"

#include "tally-identity-private.h"

/* By variant. */
static const TallyIdentityToken tokens[TALLY_N_VARIANTS] = {
  { TALLY_VARIANT_PRIMARY, "", "_User_", "", "_USER_" },
  { TALLY_VARIANT_HELPER, "_Helper", "_Helper_", "_HELPER", "_HELPER_" },
  { TALLY_VARIANT_VAC_CREW, "_VacCrew", "_VacCrew_", "_VACCREW", "_VACCREW_" },
  { TALLY_VARIANT_REDUCED_SUB, "_ReducedSub", "_ReducedSub_User_",
    "_REDUCEDSUB", "_REDUCEDSUB_USER_" },
  { TALLY_VARIANT_AEP_BILLABLE, "_AEPBillable", "_AEPBillable_User_",
    "_AEPBILLABLE", "_AEPBILLABLE_USER_" },
  { TALLY_VARIANT_REDUCED_SUB_HELPER, "_ReducedSub_Helper", "_ReducedSub_Helper_",
    "_REDUCEDSUB_HELPER", "_REDUCEDSUB_HELPER_" },
  { TALLY_VARIANT_AEP_BILLABLE_HELPER, "_AEPBillable_Helper", "_AEPBillable_Helper_",
    "_AEPBILLABLE_HELPER", "_AEPBILLABLE_HELPER_" },
};

const TallyIdentityToken *
tally_identity_get_token (TallyVariant variant)
{
  g_assert ((guint) variant < TALLY_N_VARIANTS);
  return &tokens[variant];
}

static gboolean
append_escaped (GString    *out,
                const char *text)
{
  gsize kept = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p) || *p == '-')
        g_string_append_c (out, *p);
      else
        g_string_append_printf (out, "_%02X", (guint8) *p);
      if (out->len <= TALLY_IDENTITY_MAX_PART - TALLY_IDENTITY_CUT_MARK)
        kept = out->len;
      if (out->len > TALLY_IDENTITY_MAX_PART)
        {
          g_string_truncate (out, kept);
          return FALSE;
        }
    }
  return TRUE;
}

char *
tally_identity_escape (const char *text)
{
  GString *out = g_string_sized_new (TALLY_IDENTITY_MAX_PART + 4);

  if (!append_escaped (out, text))
    {
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

      g_string_append (out, "_x");
      g_string_append_len (out, hash, TALLY_IDENTITY_CUT_MARK - 2);
    }
  return g_string_free (out, FALSE);
}

char *
tally_identity_dup_key (const TallyIdentity *self)
{
  const TallyIdentityToken *token;
  g_autofree char *work_request = NULL;
  g_autofree char *identifier = NULL;
  char week[TALLY_DAY_BUFFER_SIZE];

  g_return_val_if_fail (self != NULL, NULL);
  token = tally_identity_get_token (self->variant);
  work_request = tally_identity_escape (self->work_request);
  identifier = tally_identity_escape (self->identifier);
  tally_week_format (self->week_ending, week, sizeof week);
  return g_strconcat (week, "_", work_request,
                      *identifier != '\0' ? token->key_named : token->key_bare, identifier, NULL);
}

char *
tally_identity_dup_stem (const TallyIdentity *self)
{
  const TallyIdentityToken *token;
  g_autofree char *work_request = NULL;
  g_autofree char *identifier = NULL;
  char week[TALLY_DAY_BUFFER_SIZE];

  g_return_val_if_fail (self != NULL, NULL);
  token = tally_identity_get_token (self->variant);
  work_request = tally_identity_escape (self->work_request);
  identifier = tally_identity_escape (self->identifier);
  tally_week_format (self->week_ending, week, sizeof week);
  return g_strconcat ("WR_", work_request, "_WeekEnding_", week,
                      *identifier != '\0' ? token->named : token->bare, identifier, NULL);
}

char *
tally_identity_dup_file_name (const TallyIdentity *self,
                              const char          *fingerprint)
{
  g_autofree char *stem = NULL;
  char digits[TALLY_FINGERPRINT_LENGTH + 1];

  g_return_val_if_fail (self != NULL && fingerprint != NULL, NULL);
  g_return_val_if_fail (strspn (fingerprint, "0123456789abcdef") >= TALLY_FINGERPRINT_LENGTH, NULL);
  g_strlcpy (digits, fingerprint, sizeof digits);
  stem = tally_identity_dup_stem (self);
  return g_strconcat (stem, "_", digits, ".xlsx", NULL);
}
