#!/usr/bin/env bash
# What an author does: install the SDK, copy the template, build it out of tree, run its tests (its own
# and the validator's), run it. Then the same in plain C, without a C++ compiler.
# Usage: template_test.sh CMAKE BUILD-FOLDER SOURCE-FOLDER WORK-FOLDER [SANITIZER]
# SANITIZER: that of the build folder; plugins are not validated then, as in the tree.
set -euo pipefail
cmake=$1 build=$2 source=$3 work=$4 sanitizer=${5:-}
fail() { echo "template_test: $*" >&2; exit 1; }

rm -rf "$work"
mkdir -p "$work"
"$cmake" --install "$build" --component sdk --prefix "$work/prefix" >"$work/install.log" 2>&1 ||
  { cat "$work/install.log" >&2; fail "install failed"; }
# Nothing may reach back into the tree it came from.
if grep -rlF -e "$source" -e "$build" "$work/prefix/include" "$work/prefix/lib"* "$work/prefix/share"; then
  fail "the installed SDK names the source or build folder"
fi

build_plugin() { # name, generator follows the environment
  "$cmake" -S "$work/$1" -B "$work/$1/build" -DCMAKE_PREFIX_PATH="$work/prefix" \
    -DCMAKE_BUILD_TYPE=Release -DPARALLAX_SANITIZE="$sanitizer" >"$work/$1.log" 2>&1 &&
    "$cmake" --build "$work/$1/build" >>"$work/$1.log" 2>&1 ||
    { cat "$work/$1.log" >&2; fail "$1 does not build"; }
}

expect() { # expected output, plugin, text
  local output
  output=$(printf '%s' "$3" | "$work/prefix/bin/plx-run" "$work/$2") || fail "plx-run failed on $2"
  [ "$output" = "$1" ] || fail "$2 gave \"$output\", expected \"$1\""
}

cp -r "$work/prefix/share/parallax/template" "$work/hello"
build_plugin hello
expect 'warnings 6-8 "!!" severity=info code=SHOUTING message="two exclamation marks in a row"' \
  hello/build/plugins/hello.so '你好!!'

"${cmake%cmake}ctest" --test-dir "$work/hello/build" --output-on-failure >"$work/hello.tests" 2>&1 ||
  { cat "$work/hello.tests" >&2; fail "the template fails its tests"; }
tests=2
[ -z "$sanitizer" ] || tests=1
grep -q "100% tests passed, 0 tests failed out of $tests" "$work/hello.tests" ||
  { cat "$work/hello.tests" >&2; fail "the template should have $tests tests"; }
# Its own test sees a defect: without the loop nothing is found.
sed -i 's/at != text.npos/false/' "$work/hello/hello.cc"
build_plugin hello
if "${cmake%cmake}ctest" --test-dir "$work/hello/build" -R hello_test >"$work/hello.tests" 2>&1; then
  fail "the template's test passes although nothing is found"
fi

# Its one export, and no statics shared between generations.
exports=$(nm -D --defined-only "$work/hello/build/plugins/hello.so" | awk '{print $3}')
[ "$exports" = plx_plugin_entry_v1 ] || fail "hello.so exports: $exports"
if readelf -Ws --dyn-syms "$work/hello/build/plugins/hello.so" | grep UNIQUE; then
  fail "hello.so has GNU_UNIQUE symbols"
fi

mkdir "$work/null"
cp "$source/plugins/examples/null/null.c" "$work/null/"
cat >"$work/null/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.25)
project(null LANGUAGES C)
find_package(ParallaxSDK 1.0 REQUIRED)
plx_add_plugin(null SOURCES null.c VERSION 0.2.0)
CMAKE
build_plugin null
expect '' null/build/plugins/null.so 'text'

# A version from the future is refused by the package, before anything is compiled.
sed -i 's/ParallaxSDK 1.0/ParallaxSDK 2.0/' "$work/null/CMakeLists.txt"
if "$cmake" -S "$work/null" -B "$work/null/build2" -DCMAKE_PREFIX_PATH="$work/prefix" >"$work/null2.log" 2>&1; then
  fail "ParallaxSDK 2.0 was found"
fi
rm -rf "$work"
