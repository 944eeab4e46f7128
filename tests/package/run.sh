#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Uses the installed package as a stranger would: run.sh <build folder of softadastra>
#
# Installs into a prefix, moves the prefix elsewhere, and builds and runs against it: CMake packages
# with either form of the library, pkg-config, and, without an install, FetchContent of the sources.
# A second install has a library folder of two parts, as Debian does. Everything happens below
# <build folder>/package-test. SEED_EXAMPLES may name the folder of the documented programs.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)
build=$(cd "$1" && pwd)
cmake=${CMAKE:-cmake}
ctest=$(dirname "$(command -v "$cmake")")/ctest
work=$build/package-test
log=$work/last.log
cargo_dir=$(sed -n 's/^SOFTADASTRA_CARGO_TARGET_DIR:PATH=//p' "$build/CMakeCache.txt")
version=$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$build/CMakeCache.txt")
soname=libsoftadastra.so.$(cut -d. -f1-2 <<<"$version")

say() { printf 'package: %s\n' "$*"; }
fail() { say "FAILED: $*"; exit 1; }
# Runs a command and shows what it printed only when it fails.
quietly() { "$@" >"$log" 2>&1 || { cat "$log"; fail "$*"; }; }

seeds=${SEED_EXAMPLES:-}
if [ ! -d "$seeds" ]; then
  seeds=
  say "SKIPPED: the documented programs, SEED_EXAMPLES names no folder"
fi
command -v pkg-config >/dev/null || fail "pkg-config is missing (Debian: pkg-config)"

# consume <name> <package> <shared ON|OFF> [more cmake arguments]: configures, builds and runs.
consume() {
  local name=$1 package=$2 shared=$3 folder=$work/$1
  shift 3
  quietly "$cmake" -S "$here" -B "$folder" -DCMAKE_BUILD_TYPE=Debug -DCONSUMER_PACKAGE="$package" \
    -DBUILD_SHARED_LIBS="$shared" -DSEED_EXAMPLES="$seeds" "$@"
  quietly "$cmake" --build "$folder" --parallel 2
  quietly "$ctest" --test-dir "$folder" --output-on-failure --no-tests=error
  local needed
  needed=$(readelf -d "$folder/consumer_sync" | grep -c "NEEDED.*\[$soname\]" || true)
  case $shared in
    ON) [ "$needed" -eq 1 ] || fail "$name: does not ask for $soname" ;;
    OFF) [ "$needed" -eq 0 ] || fail "$name: asks for $soname" ;;
  esac
  say "$name: $(grep 'tests passed' "$log")"
}

rm -rf "$work"
mkdir -p "$work/moved"

say "install, then move the prefix"
quietly "$cmake" --install "$build" --prefix "$work/first"
mv "$work/first" "$work/moved/here"
prefix=$work/moved/here
lib=$(dirname "$(find "$prefix" -name libsoftadastra.a)")
for name in libsoftadastra.a libsoftadastra.so "$soname" "libsoftadastra.so.$version"; do
  [ -e "$lib/$name" ] || fail "$name is not installed"
done
readelf -d "$lib/libsoftadastra.so" | grep -q "SONAME.*\[$soname\]" || fail "the soname is not $soname"
if grep -rIl -e "$work/first" -e "$repository" "$prefix"; then
  fail "the files above name a folder of the machine they were made on"
fi

# The examples are linked with the shared library here: in the build tree they use the static one.
consume package-static softadastra OFF -DCMAKE_PREFIX_PATH="$prefix"
consume package-shared softadastra ON -DCMAKE_PREFIX_PATH="$prefix"
consume sync-static softadastra_sync OFF -DCMAKE_PREFIX_PATH="$prefix"
consume sync-shared softadastra_sync ON -DCMAKE_PREFIX_PATH="$prefix" -DCONSUMER_EXAMPLES=ON
consume layers layers OFF -DCMAKE_PREFIX_PATH="$prefix"

# with_pkg_config <name> <pkg-config arguments>: plain C, and C++ from the same file.
with_pkg_config() {
  local name=$1 flags folder=$work/run-$1
  shift
  flags=$(PKG_CONFIG_PATH="$lib/pkgconfig" pkg-config "$@" --cflags --libs softadastra)
  mkdir -p "$folder"
  # The flags are words, so they are not quoted.
  quietly cc -std=c11 -Wall -Wextra -Wpedantic -Werror "$here/consumer.c" $flags -o "$work/$name-c"
  quietly c++ -std=c++20 -Wall -Wextra -Wpedantic -Werror "$here/consumer_sync.cpp" $flags \
    -o "$work/$name-cpp"
  (cd "$folder" && LD_LIBRARY_PATH=$lib quietly "$work/$name-c")
  (cd "$folder" && LD_LIBRARY_PATH=$lib quietly "$work/$name-cpp")
  say "$name: C and C++ built and ran"
}
with_pkg_config pkg-config-shared
readelf -d "$work/pkg-config-shared-c" | grep -q "NEEDED.*\[$soname\]" || fail "not linked to $soname"
# Without the shared library in sight the linker takes the other.
rm "$lib"/libsoftadastra.so*
with_pkg_config pkg-config-static --static

say "second install, library folder of two parts, made by make"
quietly "$cmake" -S "$repository" -B "$work/two-parts-build" -G "Unix Makefiles" \
  -DSOFTADASTRA_BUILD_TESTS=OFF -DSOFTADASTRA_CARGO_TARGET_DIR="$cargo_dir" \
  -DCMAKE_INSTALL_LIBDIR=lib/two-parts -DSOFTADASTRA_SHARED=ON
quietly "$cmake" --build "$work/two-parts-build"
quietly "$cmake" --install "$work/two-parts-build" --prefix "$work/two-parts"
lib=$work/two-parts/lib/two-parts
consume two-parts softadastra ON -Dsoftadastra_DIR="$lib/cmake/softadastra"
with_pkg_config pkg-config-two-parts

consume source-static source OFF -DCONSUMER_SOURCE="$repository" \
  -DSOFTADASTRA_CARGO_TARGET_DIR="$cargo_dir"
consume source-shared source ON -DCONSUMER_SOURCE="$repository" \
  -DSOFTADASTRA_CARGO_TARGET_DIR="$cargo_dir"
say "all passed"
