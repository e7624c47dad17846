/* tally-app-help-text.h
 *
 * A help page as it is written, in a small part of Mallard (projectmallard.org, 1.0): page, title, section, p, list,
 * item, link with xref, key, em. Becomes blocks of Pango markup. Plain values; any thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TallyAppHelpKind:
 * @TALLY_APP_HELP_TITLE: the page's title
 * @TALLY_APP_HELP_HEADING: of a section
 * @TALLY_APP_HELP_PARAGRAPH: a paragraph
 * @TALLY_APP_HELP_ITEM: an item of a list
 */
typedef enum {
  TALLY_APP_HELP_TITLE,
  TALLY_APP_HELP_HEADING,
  TALLY_APP_HELP_PARAGRAPH,
  TALLY_APP_HELP_ITEM,
} TallyAppHelpKind;

/**
 * TallyAppHelpBlock:
 * @kind: what it is
 * @id: (owned) (nullable): of a heading: the id of its section
 * @markup: (owned): its text in Pango's markup; links are `<a href="help:ID">`
 */
typedef struct {
  TallyAppHelpKind  kind;
  char             *id;
  char             *markup;
} TallyAppHelpBlock;

/**
 * tally_app_help_text_parse:
 * @text: a page
 * @error: return location, or %NULL
 *
 * Errors: those of GMarkup, unknown elements included; the message says where.
 *
 * Returns: (transfer full) (element-type TallyAppHelpBlock) (nullable): its blocks
 */
GPtrArray *tally_app_help_text_parse (const char  *text,
                                      GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * tally_app_help_text_load:
 * @id: of a page
 * @error: return location, or %NULL
 *
 * Reads a page of the program in the first language of the user that there is, else in English.
 *
 * Errors: those of g_resources_lookup_data() and tally_app_help_text_parse().
 *
 * Returns: (transfer full) (element-type TallyAppHelpBlock) (nullable): its blocks
 */
GPtrArray *tally_app_help_text_load  (const char  *id,
                                      GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
