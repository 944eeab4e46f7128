#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds every program here and runs it: run.sh <library folder> [c|cxx|asan|valgrind ...]
# The folder holds libsoftadastra.a; without further words all four ways are taken.
set -u
here=$(cd "$(dirname "$0")" && pwd)
library=$1/libsoftadastra.a
shift
[ $# -gt 0 ] || set -- c cxx asan valgrind
warnings='-Wall -Wextra -Wpedantic -Werror'
c="${CC:-gcc} -std=c11 -g -O1 $warnings"
cxx="${CXX:-g++} -std=c++20 -g -O1 $warnings -x c++"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
failures=0

for way in "$@"; do
  runner=
  case $way in
    c) compile=$c ;;
    cxx) compile=$cxx ;;
    asan) compile="$c -fsanitize=address,undefined -fno-sanitize-recover=all" ;;
    valgrind) compile=$c runner='valgrind -q --leak-check=full --error-exitcode=1' ;;
    *) echo "unknown way: $way" && exit 2 ;;
  esac
  for source in "$here"/*.c; do
    name=$(basename "$source" .c)
    if $compile -I"$here/../../include" "$source" -x none "$library" -lpthread -ldl -lm \
      -o "$out/$name" && (cd "$out" && $runner "./$name" >/dev/null); then
      echo "$way $name: ok"
    else
      echo "$way $name: FAILED"
      failures=$((failures + 1))
    fi
  done
done
[ "$failures" -eq 0 ]
