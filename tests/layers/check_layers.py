#!/usr/bin/env python3
"""Checks every #include of server/, plugins/ and clients/ against the permission table.

The link list of a target is its permission, but a linker does not see headers. This test reads the
#include lines instead, so that a forbidden dependency fails the build and not a review.

    check_layers.py ROOT      exits 1 and prints one line per violation
"""

import pathlib
import re
import sys

# What each layer of server/ may include, beside itself and the standard library. A layer that is
# not listed may not exist.
ABSL = {"absl"}
WIRE = {"absl", "grpc", "protobuf", "generated"}
SERVER_LAYERS = {
    "base": ABSL,
    "text": ABSL | {"server/base", "icu", "openssl"},
    "analyzer": ABSL | {"server/base", "server/text", "json"},
    "plugin": ABSL | {"server/base", "server/text", "server/analyzer", "plx", "dlfcn"},
    "worker": WIRE | {"server/base", "server/text", "server/analyzer"},
    "corpus": ABSL | {"server/base", "server/text", "server/analyzer", "sqlite", "gumbo", "json",
               "pugixml", "zlib", "libcsv"},
    "engine": ABSL | {"server/base", "server/text", "server/analyzer", "json"},
    "report": ABSL | {"server/base", "server/text", "server/analyzer", "server/engine"},
    "evaluation": ABSL | {"server/base", "server/text", "server/analyzer", "server/engine"},
    "lifecycle": ABSL | {"server/base", "server/text", "server/analyzer", "server/engine",
                         "server/plugin", "server/worker"},
    "rpc": WIRE | {"server/base", "server/text", "server/analyzer", "server/engine",
                   "server/report", "server/evaluation", "server/corpus", "server/lifecycle", "json"},
    "ops": WIRE | {"server/base", "server/text", "server/analyzer", "server/engine",
                   "server/lifecycle", "openssl", "json", "cli11", "prometheus"},
}

# Third-party headers and the dependency they stand for. Headers that match nothing here are the
# standard library's or the operating system's.
THIRD_PARTY = [
    (r"absl/", "absl"),
    (r"unicode/", "icu"),
    (r"openssl/", "openssl"),
    (r"sqlite3(ext)?\.h$", "sqlite"),
    (r"gumbo\.h$", "gumbo"),
    (r"pugixml\.hpp$", "pugixml"),
    (r"zlib\.h$", "zlib"),
    (r"csv\.h$", "libcsv"),
    (r"(nlohmann|valijson)/", "json"),
    (r"CLI/", "cli11"),
    (r"prometheus/", "prometheus"),
    (r"dlfcn\.h$", "dlfcn"),
    (r"plx/", "plx"),
    (r".*\.pb\.h$", "generated"),
    (r"google/", "protobuf"),
    (r"(grpc|grpcpp|grpc\+\+)/", "grpc"),
    (r"(gtest|gmock)/", "gtest"),
]

INCLUDE = re.compile(r'^\s*#\s*include\s*(<([^>]+)>|"([^"]+)")')
SUFFIXES = {".c", ".cc", ".cpp", ".h", ".hpp", ".inc"}
# Programs of the SDK that load a plugin as the server does, and so are built from its libraries.
SDK_PROGRAMS = {
    "plugins/sdk/validator": ABSL | {"server/base", "server/text", "server/analyzer", "server/plugin",
                                     "plx", "dlfcn", "json", "cli11"},
}
PLUGIN_FORBIDDEN = {"absl", "grpc", "protobuf", "generated", "sqlite", "gtest"}
CLIENT_FORBIDDEN = {"sqlite", "plx", "gtest"}
# `parallax plugin inspect` reads a plugin file as the server's loader does, without opening it.
CLIENT_EXCEPTIONS = {("clients/cli", "server/plugin/elf/elf_note.h"),
                     ("clients/cli", "server/base/error_reason.h")}
CLIENTS_WITH_ICU = {"clients/cli"}  # the width of characters in a terminal


def dependency(path):
    """The dependency that an included path stands for; None for the standard library."""
    match = re.match(r"(server|plugins|clients)/([^/]+)", path)
    if match:
        return f"{match[1]}/{match[2]}"
    if path.startswith(("tests/", "bench/")):
        return path.split("/")[0]
    for pattern, name in THIRD_PARTY:
        if re.match(pattern, path):
            return name
    return None


def server_refusal(parts, wanted):
    if len(parts) == 2:  # server/main.cc and server/plx_worker.cc know everything
        return "tests are never part of the server" if wanted in ("tests", "gtest") else None
    layer = parts[1]
    if layer not in SERVER_LAYERS:
        return f"server/{layer} is not in the permission table; add it there with its layer"
    if wanted == f"server/{layer}" or wanted in SERVER_LAYERS[layer]:
        return None
    return f"server/{layer} may include only {', '.join(sorted(SERVER_LAYERS[layer]))}"


def plugin_refusal(parts, wanted):
    own = "/".join(parts[:2])
    program = "/".join(parts[:3])
    if program in SDK_PROGRAMS:
        if wanted == own or wanted in SDK_PROGRAMS[program]:
            return None
        return f"{program} may include only {', '.join(sorted(SDK_PROGRAMS[program]))}"
    if wanted.startswith(("server/", "clients/", "tests", "bench")) or wanted in PLUGIN_FORBIDDEN:
        return "plugins see the SDK, plugins/linguistics and their own third-party code only"
    if own in ("plugins/sdk", "plugins/linguistics") and wanted.startswith("plugins/"):
        return None if wanted == own else f"{own} depends on no plugin"
    if wanted.startswith("plugins/") and wanted not in (own, "plugins/linguistics"):
        return "plugins never see each other"
    return None


def client_refusal(parts, wanted):
    own = "/".join(parts[:2])
    if wanted.startswith(("server/", "plugins/", "tests", "bench")) or wanted in CLIENT_FORBIDDEN:
        return "clients see the generated API and their own folder only"
    if wanted == "icu" and own not in CLIENTS_WITH_ICU:
        return "ICU stays in server/text, the plugins and the command line"
    if wanted.startswith("clients/") and wanted != own:
        return "clients never see each other"
    return None


REFUSALS = {"server": server_refusal, "plugins": plugin_refusal, "clients": client_refusal}


def violations(root):
    """Lines "file:line: includes X: why", sorted by file."""
    found = []
    for top, refusal in REFUSALS.items():
        for file in sorted((root / top).rglob("*")):
            if file.suffix not in SUFFIXES or not file.is_file():
                continue
            parts = file.relative_to(root).parts
            if "node_modules" in parts or "target" in parts or "_generated" in parts:
                continue
            text = file.read_text(encoding="utf-8", errors="replace")
            for number, line in enumerate(text.splitlines(), start=1):
                match = INCLUDE.match(line)
                path = match and (match[2] or match[3])
                if path and ".." in path.split("/"):
                    found.append(f"{'/'.join(parts)}:{number}: includes {path}: "
                                 "name the path from the project's root")
                    continue
                if ("/".join(parts[:2]), path) in CLIENT_EXCEPTIONS:
                    continue
                wanted = path and dependency(path)
                reason = wanted and refusal(parts, wanted)
                if reason:
                    found.append(f"{'/'.join(parts)}:{number}: includes {path}: {reason}")
    return found


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    root = pathlib.Path(sys.argv[1])
    if not (root / "server").is_dir():
        print(f"{root}: has no server/; give the project's root", file=sys.stderr)
        return 2
    found = violations(root)
    for line in found:
        print(line)
    print(f"{len(found)} forbidden includes", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
