#!/usr/bin/env python3
"""Plants includes in a scratch tree and checks which ones check_layers.py refuses."""

import pathlib
import tempfile
import unittest

import check_layers

REFUSED = [
    # (file, include)
    ("server/base/a.cc", '"server/text/utf8.h"'),
    ("server/base/a.cc", "<unicode/uchar.h>"),
    ("server/text/a.cc", '"server/analyzer/document.h"'),
    ("server/text/internal/a.cc", '"server/analyzer/document.h"'),
    ("server/text/a.h", "<grpcpp/grpcpp.h>"),
    ("server/analyzer/a.cc", '"server/plugin/library.h"'),
    ("server/analyzer/a.cc", "<unicode/brkiter.h>"),
    ("server/analyzer/a.cc", '"plx/plugin.h"'),
    ("server/engine/a.cc", '"server/corpus/store.h"'),
    ("server/engine/a.cc", '"server/plugin/library.h"'),
    ("server/engine/a.cc", '"parallax/types/v1/document.pb.h"'),
    ("server/corpus/a.cc", '"server/engine/pipeline.h"'),
    ("server/corpus/a.cc", "<google/protobuf/message.h>"),
    ("server/corpus/a.cc", "<dlfcn.h>"),
    ("server/plugin/a.cc", "<sqlite3.h>"),
    ("server/plugin/a.cc", '"server/rpc/status.h"'),
    ("server/rpc/a.cc", '"server/plugin/library.h"'),
    ("server/rpc/a.cc", "<sqlite3.h>"),
    ("server/rpc/a.cc", '"plx/plugin.h"'),
    ("server/rpc/a.cc", "<unicode/uchar.h>"),
    ("server/rpc/a.cc", '"../text/utf8.h"'),
    ("server/invented/a.cc", '"server/base/logging.h"'),
    ("server/main.cc", "<gtest/gtest.h>"),
    ("plugins/stance/a.cc", '"server/text/utf8.h"'),
    ("plugins/stance/a.cc", '"plugins/claims/claim.h"'),
    ("plugins/stance/a.cc", '"absl/strings/str_cat.h"'),
    ("plugins/stance/data/a.inc", "<google/protobuf/message.h>"),
    ("plugins/linguistics/a.cc", '"plugins/stance/frames.h"'),
    ("plugins/sdk/cpp/plx/a.hpp", '"plugins/linguistics/numbers.h"'),
    ("plugins/sdk/validator/a.cc", '"server/engine/engine.h"'),
    ("plugins/sdk/validator/a.cc", "<grpcpp/grpcpp.h>"),
    ("clients/cli/a.cc", '"server/text/utf8.h"'),
    ("clients/cli/a.cc", '"server/plugin/plugin_library.h"'),
    ("clients/desk/a.cc", '"server/plugin/elf/elf_note.h"'),
    ("clients/cli/a.cc", '"plx/plugin.h"'),
    ("clients/cli/a.cc", "<sqlite3.h>"),
    ("clients/desk/a.cc", "<unicode/uchar.h>"),
    ("server/text/a.cc", '"server/analyzer/document.h" // why'),
]

ALLOWED = [
    ("server/base/a.cc", "<vector>"),
    ("server/base/a.cc", '"absl/status/status.h"'),
    ("server/text/a.cc", "<unicode/uchar.h>"),
    ("server/text/a.cc", '"server/base/logging.h"'),
    ("server/text/a.cc", '"han_characters.inc"'),
    ("server/analyzer/a.cc", '"server/text/utf8.h"'),
    ("server/plugin/a.cc", "<dlfcn.h>"),
    ("server/plugin/a.cc", '"plx/plugin.h"'),
    ("server/corpus/sqlite/a.cc", "<sqlite3.h>"),
    ("server/corpus/sqlite/a.cc", '"server/corpus/store.h"'),
    ("server/rpc/a.cc", '"server/engine/pipeline.h"'),
    ("server/rpc/a.cc", '"parallax/types/v1/document.pb.h"'),
    ("server/ops/a.cc", "<grpcpp/grpcpp.h>"),
    ("server/main.cc", '"server/plugin/library.h"'),
    ("server/main.cc", '"server/rpc/services.h"'),
    ("plugins/stance/a.cc", '"plx/analyzer.hpp"'),
    ("plugins/stance/a.cc", '"plugins/linguistics/numbers.h"'),
    ("plugins/stance/a.cc", '"plugins/stance/frames.h"'),
    ("plugins/stance/a.cc", "<unicode/uchar.h>"),
    ("plugins/sdk/validator/checks/a.cc", '"server/plugin/plugin_library.h"'),
    ("plugins/sdk/validator/checks/a.cc", '"plugins/sdk/validator/check.h"'),
    ("clients/cli/a.cc", '"clients/cli/table.h"'),
    ("clients/cli/plugin/a.cc", '"server/plugin/elf/elf_note.h"'),
    ("clients/cli/a.cc", "<grpcpp/grpcpp.h>"),
    ("clients/cli/a.cc", "<unicode/uchar.h>"),
    ("server/text/a.md", '"server/analyzer/document.h"'),
    ("tests/text/a.cc", '"server/text/utf8.h"'),
]


def found_in_tree(file, include):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for top in ("server", "plugins", "clients"):
            (root / top).mkdir()
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"// first line\n#include {include}\n", encoding="utf-8")
        return check_layers.violations(root)


class CheckLayersTest(unittest.TestCase):
    def test_refused(self):
        for file, include in REFUSED:
            with self.subTest(file=file, include=include):
                found = found_in_tree(file, include)
                self.assertEqual(len(found), 1)
                self.assertTrue(found[0].startswith(f"{file}:2: includes "), found[0])

    def test_allowed(self):
        for file, include in ALLOWED:
            with self.subTest(file=file, include=include):
                self.assertEqual(found_in_tree(file, include), [])

    def test_layers_have_no_cycle(self):
        """Each layer may use only layers above it in the table."""
        seen = set()
        for layer, permitted in check_layers.SERVER_LAYERS.items():
            below = {name for name in permitted if name.startswith("server/")}
            self.assertLessEqual(below, seen, layer)
            seen.add(f"server/{layer}")


if __name__ == "__main__":
    unittest.main()
