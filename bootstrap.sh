#!/usr/bin/env bash
# From a fresh Debian 12 to a brochure, or to a tested build, with one command:
#
#   ./bootstrap.sh brochure   installs what is missing, builds, renders output/cross-border-brochure.pdf and its pages
#   ./bootstrap.sh test       installs what is missing, builds with warnings as errors, runs all tests
#   ./bootstrap.sh build      installs what is missing and builds
#   ./bootstrap.sh deps       installs what is missing
#
# It can be run again at any time: what is there is left alone. BUILD_DIR names another build folder,
# CMAKE_ARGS adds options (CI uses both for the sanitizers).
set -euo pipefail
cd "$(dirname "$0")"

BUILD_DIR=${BUILD_DIR:-build}
TOOLS="build-essential cmake ninja-build pkg-config"
# A line a package, so that two changes seldom meet.
LIBRARIES="
    libcairo2-dev
    libcjson-dev
    libdeflate-dev
    libexpat1-dev
    libfreetype-dev
    libharfbuzz-dev
    libhpdf-dev
    libhyphen-dev
    libicu-dev
    libjpeg62-turbo-dev
    liblcms2-dev
    libminizip-dev
    libpng-dev
    libqpdf-dev
    libqrencode-dev
    libsqlite3-dev
    libturbojpeg0-dev
    nettle-dev
    zlib1g-dev"
FOR_TESTS="
    default-jre-headless
    ghostscript
    jq
    libactivation-java
    libbsh-java
    libcmocka-dev
    libjaxb-api-java
    libpdfbox2-java
    mandoc
    munge
    mupdf-tools
    parallel
    poppler-utils
    python3
    python3-jsonschema
    python3-pikepdf
    python3-pil
    python3-xlsxwriter
    python3-yaml
    qpdf
    slurm-client
    slurmctld
    slurmd
    unicode-data
    xlsx2csv
    zsh"

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'bootstrap: %s\n' "$*" >&2; exit 1; }

missing_packages() {
    local package
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || printf '%s ' "$package"
    done
}

install_packages() {
    command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
        fail "this system has no apt: install the packages named at the top of this script by hand, then run cmake"
    local missing log as_root=
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || { say "packages: all there"; return; }
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null && sudo -n true 2>/dev/null ||
            fail "these packages are missing and need root to be installed: $missing"
        as_root=sudo
    fi
    say "packages: installing $missing"
    log=$(mktemp)
    $as_root apt-get -qq update >"$log" 2>&1 || fail "apt-get update failed (no network?): $(tail -n 1 "$log")"
    # shellcheck disable=SC2086 # a list of words
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing >"$log" 2>&1 ||
        fail "the packages could not be installed: $(grep -m 1 '^E:' "$log" || tail -n 1 "$log")"
    rm -f "$log"
}

install_fonts() {
    say "fonts and the CMYK profile"
    fonts/install.sh
}

build() {
    say "building in $BUILD_DIR"
    # shellcheck disable=SC2086 # a list of options
    cmake -S . -B "$BUILD_DIR" -G Ninja -DCMAKE_BUILD_TYPE=Release "$@" ${CMAKE_ARGS:-} >"$BUILD_DIR.log" 2>&1 ||
        fail "cmake failed: $(grep -m 1 -A 2 'Error' "$BUILD_DIR.log" | tr '\n' ' ') (all of it is in $BUILD_DIR.log)"
    rm -f "$BUILD_DIR.log"
    cmake --build "$BUILD_DIR"
}

brochure() {
    local name=cross-border-brochure
    say "rendering layouts/$name.json"
    "$BUILD_DIR/tearsheet" render "layouts/$name.json" -o "output/$name.pdf"
    "$BUILD_DIR/tearsheet" render "layouts/$name.json" -o "output/$name-{page}.png" --dpi 150
    ls -l output/$name*
}

run_tests() {
    say "testing"
    ctest --test-dir "$BUILD_DIR" --output-on-failure -j "$(nproc)"
}

# shellcheck disable=SC2086 # lists of words
case "${1:-}" in
deps) install_packages $TOOLS $LIBRARIES; install_fonts ;;
build) install_packages $TOOLS $LIBRARIES; install_fonts; build -DTS_TESTS=OFF ;;
brochure) install_packages $TOOLS $LIBRARIES; install_fonts; build -DTS_TESTS=OFF; brochure ;;
test) install_packages $TOOLS $LIBRARIES $FOR_TESTS; install_fonts; build -DTS_TESTS=ON -DTS_WERROR=ON; run_tests ;;
*) sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
