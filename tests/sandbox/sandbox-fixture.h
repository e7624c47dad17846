/* sandbox-fixture.h
 *
 * A sandbox with one sheet of 250 rows, a client beside it and the last answer it got. For the
 * tests of this folder; main thread alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libsoup/soup.h>

#include "tally-sandbox-server.h"

G_BEGIN_DECLS

#define SANDBOX_FIXTURE_ROWS 250

typedef struct
{
  TallySandboxServer *server;
  SoupSession        *session;
  TallyClock         *clock;
  gint64              sheet;
  gint64              row;
  gint64              column;
  /* last answer */
  guint               status;
  char               *body;
  SoupMessage        *message;
} SandboxFixture;

/**
 * sandbox_fixture_prepare:
 * @fixture: a fixture
 * @options: options to complete
 *
 * Sets what makes the fixture's world, for a server that the test starts itself.
 */
void sandbox_fixture_prepare (SandboxFixture *fixture,
                              TallySandboxOptions *options);

/**
 * sandbox_fixture_start:
 * @fixture: a fixture
 * @state_dir: (nullable): its state folder
 * @units: limit of units a minute, 0 = none
 *
 * Starts a server on the filled world.
 */
void sandbox_fixture_start (SandboxFixture *fixture,
                            const char *state_dir,
                            gint64 units);

/**
 * sandbox_fixture_set_up:
 * @fixture: a fixture
 * @data: not used
 *
 * Starts a server in memory, with a virtual clock and 300 units a minute.
 */
void sandbox_fixture_set_up (SandboxFixture *fixture,
                             gconstpointer data);

/**
 * sandbox_fixture_tear_down:
 * @fixture: a fixture
 * @data: not used
 *
 * Stops it and frees everything.
 */
void sandbox_fixture_tear_down (SandboxFixture *fixture,
                                gconstpointer data);

/**
 * sandbox_fixture_send_message:
 * @fixture: a fixture
 * @method: HTTP method
 * @path: path below the base, {s} {r} {c} being the ids; or a whole URL
 * @token: (nullable): what to authorise with
 * @type: (nullable): Content-Type
 * @body: (nullable): what to send
 *
 * Sends a request and keeps status and body of the answer.
 *
 * Returns: (transfer full) (nullable): what went wrong on the way
 */
GError *sandbox_fixture_send_message (SandboxFixture *fixture,
                                      const char *method,
                                      const char *path,
                                      const char *token,
                                      const char *type,
                                      const char *body);

/**
 * sandbox_fixture_ask:
 * @fixture: a fixture
 * @method: HTTP method
 * @path: as above
 * @body: (nullable): JSON
 *
 * Sends JSON with the right token; the test fails if no answer comes.
 */
void sandbox_fixture_ask (SandboxFixture *fixture,
                          const char *method,
                          const char *path,
                          const char *body);

/**
 * sandbox_fixture_ask_as:
 * @fixture: a fixture
 * @path: as above
 * @token: (nullable): what to authorise with
 *
 * Gets a path; the test fails if no answer comes.
 */
void sandbox_fixture_ask_as (SandboxFixture *fixture,
                             const char *path,
                             const char *token);

/**
 * sandbox_fixture_attach:
 * @fixture: a fixture
 * @bytes: its contents
 *
 * Attaches "WR 1.xlsx" to the row.
 */
void sandbox_fixture_attach (SandboxFixture *fixture,
                             const char *bytes);

/**
 * sandbox_fixture_assert_has:
 * @fixture: a fixture
 * @text: a part of the body
 *
 * The test fails unless the last answer holds @text.
 */
void sandbox_fixture_assert_has (SandboxFixture *fixture,
                                 const char *text);

/**
 * sandbox_fixture_count:
 * @fixture: a fixture
 * @text: a part of the body
 *
 * Counts a text in the last answer.
 *
 * Returns: how often it is there
 */
guint sandbox_fixture_count (SandboxFixture *fixture,
                             const char *text);

G_END_DECLS
