/* tally-cli-verb.h
 *
 * A noun of "tallyman NOUN VERB …": an entry of the registry. The list of names in
 * verbs/meson.build makes the table; a noun is one file there and one line. Main thread. An entry
 * reads its options, asks the engine and prints; tally-cli-session.h does what all of them share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TallyCliVerb:
 * @id: the noun, as on the command line
 * @summary: a few words for "tallyman --help"
 * @run: does it and prints what there is to say; @argv begins with the noun. Returns the exit code
 *   of tallyman(1)
 *
 * An entry of the registry.
 */
typedef struct {
  const char *id;
  const char *summary;
  int       (*run) (int argc, char **argv);
} TallyCliVerb;

/**
 * tally_cli_list_verbs:
 * @out_n_verbs: (out): how many there are
 *
 * Returns: (array length=out_n_verbs) (transfer none): the nouns, in the order of --help
 */
const TallyCliVerb *const *tally_cli_list_verbs (guint *out_n_verbs);

G_END_DECLS
