/* tally-identity.h
 *
 * Which workbook it is: work request × week ending × variant × identifier. The one struct and the
 * one serialiser behind keys, file names, the match with attachments and the history; nothing else
 * may build or take apart a workbook's name. Pure functions, any thread. Depends on core only.
 *
 * File names are "WR_<wr>_WeekEnding_<MMDDYY><suffix>_<fingerprint16>.xlsx". In <wr> and in the
 * suffix's identifier each byte outside of [A-Za-z0-9-] is "_" and two upper-case hexadecimal
 * digits, so that any text comes back unchanged and nothing escapes a folder. A part whose escaped
 * form exceeds %TALLY_IDENTITY_MAX_PART bytes is cut and ends in "_x" and 16 digits of its
 * SHA-256; such a name is resolved by comparing stems, never by unescaping.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-types.h"
#include "tally-variant.h"
#include "tally-week.h"

G_BEGIN_DECLS

/* Two parts, the fixed text and the fingerprint stay within 255 bytes, the limit of file systems. */
#define TALLY_IDENTITY_MAX_PART 80
#define TALLY_FINGERPRINT_LENGTH 16

/**
 * TallyIdentity:
 * @work_request: (owned): normalised text, never empty
 * @identifier: (owned): a name, "" = none
 * @week_ending: last day of the billing week, 2000 … 2099
 * @variant: which kind of workbook
 */
struct _TallyIdentity {
  char         *work_request;
  char         *identifier;
  TallyDay      week_ending;
  TallyVariant  variant;
};

/**
 * TallyFileNameForm:
 * @TALLY_FILE_NAME_CURRENT: ours: escaped parts, fingerprint at the end
 * @TALLY_FILE_NAME_TIMED: the predecessor's, with the time of day and perhaps a hash
 * @TALLY_FILE_NAME_PLAIN: the predecessor's or an old one, without a time
 */
typedef enum {
  TALLY_FILE_NAME_CURRENT,
  TALLY_FILE_NAME_TIMED,
  TALLY_FILE_NAME_PLAIN,
} TallyFileNameForm;

/**
 * TallyFileName:
 * @identity: (owned): what the name says
 * @form: who wrote such names
 * @is_cut: a part was too long: @identity holds both as they stand in the name, escaped; ask
 *   tally_file_name_matches() to resolve it
 * @fingerprint: 16 digits of ours, "" when the name has none or another's hash
 *
 * A file name taken apart.
 */
typedef struct {
  TallyIdentity     *identity;
  TallyFileNameForm  form;
  gboolean           is_cut;
  char               fingerprint[TALLY_FINGERPRINT_LENGTH + 1];
} TallyFileName;

/**
 * tally_identity_new:
 * @work_request: normalised text, not empty
 * @week_ending: last day of the billing week
 * @variant: which kind
 * @identifier: (nullable): a name
 *
 * Returns: (transfer full): the identity
 */
TallyIdentity *tally_identity_new              (const char          *work_request,
                                                TallyDay             week_ending,
                                                TallyVariant         variant,
                                                const char          *identifier);

/**
 * tally_identity_copy:
 * @self: an identity
 *
 * Returns: (transfer full): a copy
 */
TallyIdentity *tally_identity_copy             (const TallyIdentity *self);

/**
 * tally_identity_free:
 * @self: (nullable): an identity
 *
 * Frees it.
 */
void           tally_identity_free             (TallyIdentity       *self);

/**
 * tally_identity_compare:
 * @a: an identity
 * @b: an identity
 *
 * Orders by week, work request, variant, identifier; texts by their bytes.
 *
 * Returns: less than, equal to or more than 0
 */
int            tally_identity_compare          (const TallyIdentity *a,
                                                const TallyIdentity *b);

/**
 * tally_identity_hash:
 * @self: (type TallyIdentity): an identity
 *
 * For #GHashTable.
 *
 * Returns: a hash
 */
guint          tally_identity_hash             (gconstpointer        self);

/**
 * tally_identity_equal:
 * @a: (type TallyIdentity): an identity
 * @b: (type TallyIdentity): an identity
 *
 * For #GHashTable.
 *
 * Returns: %TRUE if they are the same
 */
gboolean       tally_identity_equal            (gconstpointer        a,
                                                gconstpointer        b);

/**
 * tally_identity_dup_key:
 * @self: an identity
 *
 * The key of keys: "<MMDDYY>_<wr>" and, unless bare primary, the predecessor's token and the
 * identifier, escaped as in file names ("071325_89708709", "071325_1_HELPER_Jane_20Doe").
 *
 * Returns: (transfer full): the key; two identities never share one
 */
char          *tally_identity_dup_key          (const TallyIdentity *self);

/**
 * tally_identity_dup_stem:
 * @self: an identity
 *
 * Returns: (transfer full): its file name up to the fingerprint,
 *   "WR_89708709_WeekEnding_071325"; two identities never share one
 */
char          *tally_identity_dup_stem         (const TallyIdentity *self);

/**
 * tally_identity_dup_file_name:
 * @self: an identity
 * @fingerprint: lower-case hexadecimal, at least 16 digits; the first 16 are used
 *
 * Returns: (transfer full): "<stem>_<fingerprint16>.xlsx"
 */
char          *tally_identity_dup_file_name    (const TallyIdentity *self,
                                                const char          *fingerprint);

/**
 * tally_identity_parse_file_name:
 * @name: (nullable): the name of a file or an attachment
 *
 * Takes apart our names and all that the predecessor ever wrote (billing rules 1.7.1, 1.7.2); not
 * names of a week that is no day, with "/", above 1,024 bytes, or with a person's words at the end.
 *
 * Returns: (transfer full) (nullable): its parts, or %NULL if it is no workbook's name: such a
 *   file is never touched
 */
TallyFileName *tally_identity_parse_file_name  (const char          *name);

/**
 * tally_file_name_free:
 * @self: (nullable): parts of a name
 *
 * Frees them.
 */
void           tally_file_name_free            (TallyFileName       *self);

/**
 * tally_file_name_matches:
 * @self: parts of a name
 * @identity: an identity
 *
 * The one test of whether a file is a workbook of @identity: by value, by stem when cut, and by
 * the predecessor's own sanitising when the name is one of its.
 *
 * Returns: %TRUE if it is
 */
gboolean       tally_file_name_matches         (const TallyFileName *self,
                                                const TallyIdentity *identity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyIdentity, tally_identity_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyFileName, tally_file_name_free)

G_END_DECLS
