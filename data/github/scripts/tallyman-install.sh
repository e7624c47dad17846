#!/bin/bash
# Installs the .deb that lies in .github; an image that has tallyman already is taken as it is.
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

if ! command -v tallyman > /dev/null; then
  shopt -s nullglob
  packages=(.github/tallyman-headless*.deb)
  if [ ${#packages[@]} -ne 1 ]; then
    echo "::error title=Tallyman::There are ${#packages[@]} packages named .github/tallyman-headless*.deb; commit one"
    exit 2
  fi
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Acquire::Retries=3)
  "${apt[@]}" update
  "${apt[@]}" install --no-install-recommends "./${packages[0]}" > /dev/null
fi
tallyman --version
