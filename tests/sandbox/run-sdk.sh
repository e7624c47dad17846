#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run-sdk.sh SERVER: the vendor's JavaScript SDK drives the sandbox through drive-sdk.js. The SDK
# is fetched once into $XDG_CACHE_HOME/tallyman/sdk; without node, npm or network it is skipped.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cache=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/tallyman/sdk
skip () { echo "1..0 # skipped: $1"; exit 0; }
command -v node >/dev/null || skip 'no node'
if [ ! -d "$cache/node_modules/smartsheet" ]; then
  command -v npm >/dev/null || skip 'no npm'
  mkdir -p "$cache" || skip 'no cache folder'
  timeout 120 npm install --silent --no-audit --no-fund --fetch-retries=0 --fetch-timeout=30000 \
    --prefix "$cache" smartsheet@5.3.0 >/dev/null 2>&1 ||
    skip 'npm could not fetch smartsheet@5.3.0'
fi
NODE_PATH=$cache/node_modules exec node "$here/drive-sdk.js" "$1"
