#!/usr/bin/env bash
# Every header of the SDK compiles alone and twice, without a warning: the C ABI as C11, C17 and
# C++11 to C++20, the C++ face as C++17 and C++20.
# Usage: headers_test.sh C-COMPILER C++-COMPILER SDK-FOLDER
set -euo pipefail
cc=$1 cxx=$2 sdk=$3
flags=(-fsyntax-only -Wall -Wextra -Wpedantic -Werror -I "$sdk/include" -I "$sdk/cpp" -I "$sdk/testing")
count=0

compile() { # compiler, language, standard, header
  if ! printf '#include "%s"\n#include "%s"\n' "$4" "$4" | "$1" "${flags[@]}" -x "$2" -std="$3" -; then
    echo "headers_test: $4 does not compile alone as $3" >&2
    exit 1
  fi
  count=$((count + 1))
}

for path in "$sdk"/include/plx/*.h; do
  header=plx/$(basename "$path")
  for standard in c11 c17; do compile "$cc" c "$standard" "$header"; done
  for standard in c++11 c++14 c++17 c++20; do compile "$cxx" c++ "$standard" "$header"; done
done
for path in "$sdk"/cpp/plx/*.hpp "$sdk"/testing/plx/*.hpp "$sdk"/testing/plx/testing/*.hpp; do
  for standard in c++17 c++20; do compile "$cxx" c++ "$standard" "plx/${path##*/plx/}"; done
done
[ "$count" -ge 60 ] || { echo "headers_test: only $count compilations; is the folder right?" >&2; exit 1; }
echo "$count compilations"
