/* tally-serve-notify.h
 *
 * Tells the service manager how it goes, by the protocol of sd_notify(3): one datagram to the socket
 * that NOTIFY_SOCKET names. Thirty lines of ours in place of a library that only systems with
 * systemd have. Any thread. Depends on GIO alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _TallyServeNotify TallyServeNotify;

/**
 * tally_serve_notify_new:
 * @environment: (array zero-terminated=1): "NAME=value" of the process
 *
 * Without NOTIFY_SOCKET, or if it can't be reached, nobody is told and nothing fails.
 *
 * Returns: (transfer full): who is told
 */
TallyServeNotify *tally_serve_notify_new               (char              **environment);

/**
 * tally_serve_notify_free:
 * @self: (nullable): who is told
 *
 * Frees it.
 */
void              tally_serve_notify_free              (TallyServeNotify   *self);

/**
 * tally_serve_notify_send:
 * @self: who is told
 * @state: "NAME=value", several with line ends between them
 *
 * Tells. Waits a second at most.
 */
void              tally_serve_notify_send              (TallyServeNotify   *self,
                                                        const char         *state);

/**
 * tally_serve_notify_send_status:
 * @self: who is told
 * @format: printf format, one line
 * @...: its values
 *
 * Tells what people see in "systemctl status".
 */
void              tally_serve_notify_send_status       (TallyServeNotify   *self,
                                                        const char         *format,
                                                        ...) G_GNUC_PRINTF (2, 3);

/**
 * tally_serve_notify_get_watchdog_usec:
 * @self: who is told
 *
 * Returns: µs within which "WATCHDOG=1" has to come each time, 0 = nobody watches
 */
gint64            tally_serve_notify_get_watchdog_usec (TallyServeNotify   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TallyServeNotify, tally_serve_notify_free)

G_END_DECLS
