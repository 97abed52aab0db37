#!/bin/sh
# Puts the files of families.txt beside this script: from the system where it has
# them, else out of Debian's packages, which are fetched one at a time, unpacked
# file by file and never installed. A file that is there and whole is left alone.
# No root is needed where apt has its package lists.
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
list=$here/families.txt
work=

fail() {
    printf 'fonts: %s\n' "$1" >&2
    exit 1
}

tidy() {
    [ -z "$work" ] || rm -rf -- "$work"
    rm -f -- "$here"/*.part.$$
}

rows() {
    grep -v -e '^#' -e '^[[:space:]]*$' "$list"
}

# whole FILE SHA256
whole() {
    [ -f "$1" ] && [ "$(sha256sum <"$1" | cut -d' ' -f1)" = "$2" ]
}

# place FILE SHA256: takes the bytes on stdin, keeps them only if they are the right ones
place() {
    part=$here/$1.part.$$
    cat >"$part"
    whole "$part" "$2" || return 1
    chmod 644 "$part"
    mv -f -- "$part" "$here/$1"
}

from_system() {
    rows | while read -r file package path sum licence; do
        if ! whole "$here/$file" "$sum" && whole "/$path" "$sum"; then
            place "$file" "$sum" <"/$path"
        fi
    done
}

missing_packages() {
    rows | while read -r file package path sum licence; do
        whole "$here/$file" "$sum" || printf '%s\n' "$package"
    done | sort -u
}

need_lists() {
    apt-cache show "$1" >/dev/null 2>&1 && return
    [ "$(id -u)" -eq 0 ] || fail "apt knows no package $1: run 'apt-get update' as root, then this script again"
    apt-get -qq update >"$work/log" 2>&1 || fail "apt-get update failed: $(tail -n 1 "$work/log")"
    apt-cache show "$1" >/dev/null 2>&1 || fail "this Debian has no package $1 (families.txt is made for Debian 12)"
}

fetch() {
    need_lists "$1"
    (cd "$work" && apt-get -qq download "$1" >log 2>&1) ||
        fail "$1 could not be fetched: $(grep '^E:' "$work/log" | head -n 1)"
    rows | while read -r file package path sum licence; do
        [ "$package" = "$1" ] || continue
        dpkg-deb --fsys-tarfile "$work"/*.deb | tar -x -O -f - "./$path" | place "$file" "$sum" ||
            fail "$file of $1 is not the file that families.txt names (sha256 differs)"
    done
    rm -f -- "$work"/*.deb
}

trap tidy EXIT
trap 'exit 1' HUP INT TERM
from_system
packages=$(missing_packages)
if [ -n "$packages" ]; then
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null ||
        fail "files are missing and this system has no apt; put the files of families.txt into $here"
    work=$(mktemp -d)
    chmod 755 "$work"
    [ "$(id -u)" -ne 0 ] || chown _apt "$work" 2>/dev/null || :
    for package in $packages; do
        fetch "$package"
    done
fi
printf 'fonts: %s files in place\n' "$(rows | wc -l)"
