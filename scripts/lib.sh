# shellcheck shell=bash
# What the scripts share: messages, packages, the build. Sourced, never run.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

if [ -t 2 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
  BOLD=$'\e[1m' DIM=$'\e[2m' RED=$'\e[31m' RESET=$'\e[0m'
else
  BOLD='' DIM='' RED='' RESET=''
fi

# What happens goes to standard error, so that standard output holds results alone.
step() { printf '%s==>%s %s\n' "$BOLD" "$RESET" "$*" >&2; }
note() { printf '%s    %s%s\n' "$DIM" "$*" "$RESET" >&2; }
die() { printf '%serror:%s %s\n' "$RED" "$RESET" "$*" >&2; exit 1; }

need_swift() {
  command -v swift >/dev/null 2>&1 ||
    die 'Swift 6.2 or newer is needed: install it from https://www.swift.org/install/linux/ and put swift on your PATH'
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1; then sudo "$@"; else
    die "this needs root: $*"
  fi
}

# Installs the Debian packages among the arguments that are missing.
need_packages() {
  local missing=() package
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null)" = 'ii ' ] || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null 2>&1 || die "these packages are missing and there is no apt-get: ${missing[*]}"
  step "Installing ${missing[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update >&2 || die 'apt-get update failed'
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" \
    >/dev/null || die "could not install ${missing[*]}"
}

# The packages that the daemon and the client are built with.
BUILD_PACKAGES=(libsqlite3-dev libssl-dev libcurl4-openssl-dev libsystemd-dev libargon2-dev libpq-dev pkg-config)

# Imports that a target does not declare are errors: the walls of the house are kept by the build.
SWIFT_FLAGS=(--explicit-target-dependency-import-check error)
RELEASE_FLAGS=("${SWIFT_FLAGS[@]}" -c release --static-swift-stdlib)

# Builds the two programs for use; prints nothing but progress.
build_release() {
  local product
  for product in journald-core journalctl-x; do
    swift build --package-path "$ROOT" "${RELEASE_FLAGS[@]}" --product "$product" >&2 || die "building $product failed"
  done
}

release_folder() { swift build --package-path "$ROOT" "${RELEASE_FLAGS[@]}" --show-bin-path; }
