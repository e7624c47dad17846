#!/bin/bash
# usage: run-ui.sh COMMAND…: a private home, a display and a session bus of its own; the same pixels on each run
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu
place=$(mktemp -d "${TMPDIR:-/tmp}/tallyman-ui.XXXXXX")
trap 'rm -rf "$place"' EXIT
export HOME=$place/home XDG_RUNTIME_DIR=$place/run XDG_CONFIG_HOME=$place/config XDG_DATA_HOME=$place/data \
  XDG_CACHE_HOME=$place/cache XDG_STATE_HOME=$place/state
mkdir -p "$HOME" "$XDG_CONFIG_HOME/gtk-4.0" "$XDG_DATA_HOME" "$XDG_CACHE_HOME" "$XDG_STATE_HOME"
mkdir -m 700 "$XDG_RUNTIME_DIR"
# Without settings, X11 falls back to another font; hinting would make pixels depend on the machine.
printf '[Settings]\ngtk-font-name=Cantarell %s\ngtk-enable-animations=0\ngtk-xft-hinting=0\ngtk-xft-antialias=1\ngtk-xft-rgba=none\n' \
  "${TALLY_TEST_FONT_SIZE:-11}" > "$XDG_CONFIG_HOME/gtk-4.0/settings.ini"
unset WAYLAND_DISPLAY DISPLAY DBUS_SESSION_BUS_ADDRESS GTK_THEME
export GDK_BACKEND=x11 GSK_RENDERER=cairo GDK_DEBUG=gl-disable GDK_DISABLE=gl,vulkan GSETTINGS_BACKEND=memory \
  GIO_USE_VFS=local ADW_DISABLE_PORTAL=1 TZ=UTC G_SLICE=always-malloc LC_ALL=${TALLY_TEST_LOCALE:-C.UTF-8}
# What the bus starts (a keyring) prints too, and may outlive the test: our output is the command's alone, and is not held.
xvfb-run -a -s "-screen 0 1280x1024x24 -nolisten tcp" \
  dbus-run-session -- bash -c 'exec "$@" >&3 2>&4 3>&- 4>&-' bash "$@" 3>&1 4>&2 > "$place/bus.log" 2>&1
