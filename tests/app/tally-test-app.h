/* tally-test-app.h
 *
 * The desktop app in the test's own process, on sample data in a private folder, driven by its main
 * loop. Nothing sleeps: what is waited for is asked after each turn of the loop.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "tally-app-window.h"

G_BEGIN_DECLS

typedef struct _TallyTestApp TallyTestApp;

/**
 * tally_test_app_new:
 * @page: (nullable): id of the page to begin with
 *
 * Returns: (transfer full): the app on the sandbox, its window mapped
 */
TallyTestApp    *tally_test_app_new          (const char         *page);

/**
 * tally_test_app_new_with:
 * @arguments: what its command line says; without a data directory it gets one of its own
 *
 * Returns: (transfer full): the app on what it was told, its window mapped
 */
TallyTestApp    *tally_test_app_new_with     (const TallyAppArguments *arguments);

/**
 * tally_test_app_set_faults:
 * @json: rules as in tally-sandbox-fault.h, "[]" = none
 *
 * Has the sandbox that was started last fail so from now on.
 */
void             tally_test_app_set_faults   (const char         *json);

/**
 * tally_test_app_free:
 * @self: an app
 *
 * Closes it and asserts that its window, its pages and its session are finalized.
 */
void             tally_test_app_free         (TallyTestApp       *self);

/**
 * tally_test_app_get_window:
 * @self: an app
 *
 * Returns: (transfer none): its window
 */
TallyAppWindow  *tally_test_app_get_window   (TallyTestApp       *self);

/**
 * tally_test_app_get_session:
 * @self: an app
 *
 * Returns: (transfer none): its session
 */
TallyAppSession *tally_test_app_get_session  (TallyTestApp       *self);

/**
 * tally_test_app_get_data_dir:
 * @self: an app
 *
 * Returns: (transfer none): the folder of the sandbox's store
 */
const char      *tally_test_app_get_data_dir (TallyTestApp       *self);

/**
 * tally_test_app_run_pass:
 * @self: an app
 *
 * Runs a whole pass on the sandbox and waits for its end.
 *
 * Returns: its exit code
 */
int              tally_test_app_run_pass     (TallyTestApp       *self);

/**
 * tally_test_app_wait:
 * @until: asked after each turn of the main loop
 * @data: handed to @until
 *
 * Turns the loop until something is so; fails the test after a minute.
 */
void             tally_test_app_wait         (gboolean          (*until) (gpointer data),
                                              gpointer            data);

/**
 * tally_test_app_find:
 * @root: a widget
 * @type: a class
 * @text: (nullable): what it shows: label, title or text of it or of a child
 *
 * Returns: (transfer none) (nullable): the first visible widget of that class below @root that shows @text
 */
GtkWidget       *tally_test_app_find         (GtkWidget          *root,
                                              GType               type,
                                              const char         *text);

/**
 * tally_test_app_shows:
 * @root: a widget
 * @text: a part of a text
 *
 * Returns: whether some visible label below @root contains it
 */
gboolean         tally_test_app_shows        (GtkWidget          *root,
                                              const char         *text);

/**
 * tally_test_app_wait_text:
 * @root: a widget
 * @text: a part of a text
 *
 * Waits until some visible label below @root contains it.
 */
void             tally_test_app_wait_text    (GtkWidget          *root,
                                              const char         *text);

/**
 * tally_test_app_wait_no_text:
 * @root: a widget
 * @text: a part of a text
 *
 * Turns the loop until it is shown nowhere below @root.
 */
void             tally_test_app_wait_no_text (GtkWidget          *root,
                                              const char         *text);

/**
 * tally_test_app_settle:
 * @self: an app
 *
 * Turns the loop until what the page asked of the engine was answered, what it asked then was too, and it was drawn.
 */
void             tally_test_app_settle       (TallyTestApp       *self);

/**
 * tally_test_app_shoot:
 * @self: an app
 * @name: of a PNG file, made in $TALLY_TEST_SCREENSHOTS if that is set
 *
 * Takes a picture of the window for people to look at.
 */
void             tally_test_app_shoot        (TallyTestApp       *self,
                                              const char         *name);

/**
 * tally_test_app_shoot_widget:
 * @window: a window
 * @name: as above
 *
 * Takes a picture of another window.
 */
void             tally_test_app_shoot_widget (GtkWidget          *window,
                                              const char         *name);

/**
 * tally_test_app_dup_audited:
 *
 * Sample data goes through one whole pass once a program; each call makes a copy of what it left.
 *
 * Returns: (transfer full): a data directory for tally_test_app_new_with()
 */
char            *tally_test_app_dup_audited  (void);

G_END_DECLS
