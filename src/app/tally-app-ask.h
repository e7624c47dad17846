/* tally-app-ask.h
 *
 * Small questions to a person that have one answer: a dialog over a window, and a function that is told. Main thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * TallyAppAskFunc:
 * @answer: (nullable): what was said, %NULL = nothing
 * @data: the caller's
 */
typedef void (*TallyAppAskFunc) (const char *answer, gpointer data);

/**
 * tally_app_ask_passphrase:
 * @parent: (nullable): the window
 * @reason: why it is asked
 * @func: told once; not if @parent is destroyed first
 * @data: handed to @func
 *
 * Asks for a passphrase that is not kept.
 */
void tally_app_ask_passphrase (GtkWindow       *parent,
                               const char      *reason,
                               TallyAppAskFunc  func,
                               gpointer         data);

G_END_DECLS
