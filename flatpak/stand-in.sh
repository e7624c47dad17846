#!/bin/bash
# Makes local stand-ins of a manifest's runtime and SDK out of Debian packages, for machines that can't reach
# Flathub: the manifest is built and run unchanged. It proves modules, permissions, linking and what a program
# may do inside; not that the real SDK holds the same packages. usage: stand-in.sh MANIFEST FOLDER; as root
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

# Debian 13 has the libraries of GNOME 48: GTK 4.18, libadwaita 1.7, GLib 2.84.
declare -A suites=([48]=trixie)

# What of the runtime Tallyman uses; each is part of GNOME's platform or of the freedesktop platform below it.
platform=(
  libgtk-4-1 libadwaita-1-0 libsoup-3.0-0 libjson-glib-1.0-0 libsqlite3-0 libsecret-1-0 libxml2 libzstd1
  libnettle8t64 libcurl4t64 zlib1g glib-networking gsettings-desktop-schemas libglib2.0-bin shared-mime-info
  adwaita-icon-theme hicolor-icon-theme gtk-update-icon-cache librsvg2-common fonts-cantarell fonts-dejavu-core
  at-spi2-core dbus-bin ca-certificates tzdata
)
sdk=(
  gcc g++ libc6-dev make cmake meson ninja-build pkgconf autoconf automake libtool gettext patch python3
  desktop-file-utils appstream appstream-util appstream-compose libgtk-4-dev libadwaita-1-dev libsoup-3.0-dev
  libjson-glib-dev libsqlite3-dev libsecret-1-dev libxml2-dev libzstd-dev nettle-dev libcurl4-openssl-dev zlib1g-dev
)

die () { printf '%s\n' "stand-in: $*" >&2; exit 1; }

# make_root SUITE FOLDER PACKAGE…: nothing of it is ever run as a system.
make_root ()
{
  local suite=$1 folder=$2
  shift 2
  mmdebstrap --quiet --mode=root --variant=minbase --aptopt='APT::Install-Recommends "false"' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' --include="$(IFS=,; printf '%s' "$*")" "$suite" "$folder" ||
    die "there is no root of Debian $suite, see above; a mirror of Debian must be within reach"
}

# export_root ROOT ID BRANCH REPOSITORY: /usr and /etc of a root as a runtime.
export_root ()
{
  local root=$1 id=$2 branch=$3 repository=$4 arch=$5 out=$1-runtime name
  mkdir -p "$out/files"
  mv "$root/usr" "$out/usr"
  mv "$root/etc" "$out/usr/etc"
  for name in shadow shadow- gshadow gshadow- passwd passwd- group group- apt mtab hostname resolv.conf \
      machine-id ld.so.cache .pwd.lock subuid subuid- subgid subgid-; do
    rm -rf "$out/usr/etc/$name"
  done
  # As in the freedesktop runtime: flatpak adds an application's libraries by these.
  printf '%s\n' 'include /run/flatpak/ld.so.conf.d/app-*.conf' 'include /app/etc/ld.so.conf' /app/lib \
    'include /run/flatpak/ld.so.conf.d/runtime-*.conf' 'include /etc/ld.so.conf.d/*.conf' > "$out/usr/etc/ld.so.conf"
  [ -e "$out/usr/bin/ldconfig" ] || ln -s ../sbin/ldconfig "$out/usr/bin/ldconfig"
  cat > "$out/metadata" << EOF
[Runtime]
name=$id
runtime=$runtime/$arch/$branch
sdk=$sdk_id/$arch/$branch

[Environment]
XDG_DATA_DIRS=/app/share:/usr/share:/usr/share/runtime/share:/run/host/user-share:/run/host/share
EOF
  flatpak build-export --runtime --arch="$arch" --disable-sandbox --no-update-summary \
    --subject="Local stand-in of $id" "$repository" "$out" "$branch"
  rm -rf "$out" "$root"
}

[ $# -eq 2 ] || die "usage: stand-in.sh MANIFEST FOLDER"
[ "$(id -u)" -eq 0 ] || die "a root of Debian is made by root alone: sudo $0 $*"
read -r runtime sdk_id branch < <(/usr/bin/python3 -c '
import json, sys
manifest = json.load(open(sys.argv[1], encoding="utf-8"))
print(manifest["runtime"], manifest["sdk"], manifest["runtime-version"])' "$1")
suite=${suites[$branch]-}
[ -n "$suite" ] || die "no release of Debian is known for version $branch of $runtime: add it to 'suites'"
arch=$(flatpak --default-arch)
folder=$(realpath -m "$2")
rm -rf "$folder"
mkdir -p "$folder"
# 'bare-user-only' is installed from by links: no gigabyte is compressed and unpacked again.
ostree init --mode=bare-user-only --repo="$folder/repo"
make_root "$suite" "$folder/platform" "${platform[@]}"
export_root "$folder/platform" "$runtime" "$branch" "$folder/repo" "$arch"
make_root "$suite" "$folder/sdk" "${platform[@]}" "${sdk[@]}"
export_root "$folder/sdk" "$sdk_id" "$branch" "$folder/repo" "$arch"
flatpak build-update-repo "$folder/repo"
