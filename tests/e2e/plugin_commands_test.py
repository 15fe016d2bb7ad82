"""`parallax plugin`: a new plugin's folder, and plugin files looked at without running them."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

from server_process import BIN, PLUGINS, ServerProcess

FIXTURES = BIN.parent / "tests/plugins"


def parallax(*arguments, cwd=None):
    environment = dict(os.environ, NO_COLOR="1")
    environment.pop("PARALLAX_SERVER", None)
    return subprocess.run(
        [BIN / "parallax", *map(str, arguments)],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )


class NewPluginTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))

    def test_writes_a_folder_named_as_asked(self):
        done = parallax("plugin", "new", "rare_words", cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        files = sorted(p.name for p in (self.folder / "rare_words").iterdir())
        self.assertEqual(files, ["CMakeLists.txt", "rare_words.cc", "rare_words_test.cc"])
        code = (self.folder / "rare_words/rare_words.cc").read_text()
        self.assertIn("class RareWords : public plx::Analyzer", code)
        cmake = (self.folder / "rare_words/CMakeLists.txt").read_text()
        self.assertIn("plx_add_plugin(rare_words SOURCES rare_words.cc", cmake)
        for text in (code, cmake):
            self.assertNotIn("hello", text.lower())
        self.assertIn("cmake --build build", done.stdout, "it says what to do next")

    def test_changes_nothing_that_exists(self):
        (self.folder / "mine").mkdir()
        (self.folder / "mine/mine.cc").write_text("precious")
        done = parallax("plugin", "new", "mine", cwd=self.folder)
        self.assertEqual(done.returncode, 1)
        self.assertIn("left as it is", done.stderr)
        self.assertEqual([p.name for p in (self.folder / "mine").iterdir()], ["mine.cc"])

    def test_refuses_names_that_no_plugin_can_have(self):
        for name in ("Rare", "9lives", "rare-words", "../up", "", "x" * 64):
            with self.subTest(name=name):
                done = parallax("plugin", "new", name, "--directory", self.folder / "out")
                self.assertNotEqual(done.returncode, 0)
                self.assertFalse((self.folder / "out").exists())

    def test_says_where_it_looked_for_the_template(self):
        done = parallax("plugin", "new", "x", "--template", self.folder / "none", cwd=self.folder)
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"no template in {self.folder}/none", done.stderr)


class InspectPluginTest(unittest.TestCase):
    def inspect(self, name, *arguments):
        done = parallax("plugin", "inspect", FIXTURES / f"fixture_{name}.so", "--json", *arguments)
        return done.returncode, json.loads(done.stdout)

    def test_reads_who_a_file_is_without_a_server(self):
        code, facts = self.inspect("echo")
        self.assertEqual(code, 0)
        self.assertEqual((facts["id"], facts["version"], facts["licence"]), ("fixture-echo", "1.2.3", "Apache-2.0"))
        self.assertEqual((facts["abi_major"], facts["requires_minor"]), (1, 0))
        self.assertEqual(facts["exported"], ["plx_plugin_entry_v1"])
        self.assertEqual(facts["unique"], [])
        self.assertIn("libc.so.6", facts["needed"])
        self.assertTrue(facts["loadable"])

    def test_says_why_a_host_would_refuse_it(self):
        for name, reason in (
            ("newer_minor", "PLUGIN_ABI_TOO_NEW"),
            ("newer_major", "PLUGIN_ABI_TOO_NEW"),
            ("older_major", "PLUGIN_ABI_TOO_OLD"),
            ("links_protobuf", "PLUGIN_LINKS_PROTOBUF"),
            ("no_entry", "PLUGIN_NO_ENTRY"),
        ):
            with self.subTest(name=name):
                code, facts = self.inspect(name)
                self.assertEqual((code, facts["loadable"], facts["reason"]), (3, False, reason))
                self.assertTrue(facts["message"])

    def test_shows_what_will_hurt(self):
        done = parallax("plugin", "inspect", FIXTURES / "fixture_unique_symbols.so")
        self.assertIn("danger\tstatics shared by all generations: _ZN11SharedByAll5countE", done.stdout)
        done = parallax("plugin", "inspect", FIXTURES / "fixture_run_path.so")
        self.assertIn("danger\tit looks for libraries in /opt/built/here", done.stdout)

    def test_tells_no_plugin_from_a_refused_one(self):
        for path, reason in ((FIXTURES / "fixture_no_note.so", "PLUGIN_NO_NOTE"), (__file__, "PLUGIN_NOT_ELF")):
            done = parallax("plugin", "inspect", path)
            self.assertEqual(done.returncode, 1)
            self.assertIn(reason, done.stderr)
        self.assertEqual(parallax("plugin", "inspect", "/nowhere.so").returncode, 1)

    def test_runs_no_byte_of_the_file(self):
        # Its constructor would set a variable and its entry lies; its note is all that is read.
        code, facts = self.inspect("newer_minor")
        self.assertEqual((code, facts["id"]), (3, "handmade"))

    def test_asks_a_server(self):
        with ServerProcess() as server:
            code, facts = self.inspect("echo", "--against", server.address)
            self.assertEqual((code, facts["loadable"]), (0, True))
            self.assertIn(server.address, facts["host"])
            self.assertEqual(self.inspect("newer_minor", "--against", server.address)[0], 3)
        done = parallax("plugin", "inspect", PLUGINS / "entities.so", "--against", "127.0.0.1:1", "--timeout", "5")
        self.assertEqual(done.returncode, 24, done.stderr)


class ServingTest(unittest.TestCase):
    """Commands to a running server."""

    def setUp(self):
        self.server = self.enterContext(ServerProcess())

    def parallax(self, *arguments):
        return parallax("--server", self.server.address, "plugin", *arguments)

    def row(self, analyzer):
        for line in self.parallax("list").stdout.splitlines():
            if line.split("\t")[0] == analyzer:
                return line.split("\t")
        return None

    def test_loads_builds_and_says_which_serves(self):
        first, second = (FIXTURES / f"fixture_unruly_{n}.so" for n in (1, 2))
        checked = self.parallax("load", first, "--check")
        self.assertRegex(checked.stdout, r"^fixture-unruly 1\.0\.0 can be loaded, generation [0-9a-f]{12}\n$")
        self.assertIsNone(self.row("fixture-unruly"), "--check changes nothing")
        self.assertRegex(self.parallax("load", first).stdout, r"^fixture-unruly 1\.0\.0 serves, ")
        self.assertRegex(self.parallax("load", first).stdout, r"^fixture-unruly 1\.0\.0 serves already, ")
        self.assertEqual(self.row("fixture-unruly")[3:5], ["worker", "active"])
        self.assertEqual(self.parallax("load", first, "--tier", "in_process").returncode, 0)
        self.assertRegex(self.parallax("load", second).stdout, r"^fixture-unruly 2\.0\.0 serves, ")
        self.assertEqual(self.row("fixture-unruly")[3:5], ["in_process", "active"], "the tier stays as it was")
        as_json = json.loads(self.parallax("load", second, "--json").stdout)
        self.assertEqual(as_json["changes"][0]["outcome"], "OUTCOME_UNCHANGED")

    def test_says_why_a_build_cannot_serve(self):
        done = self.parallax("load", FIXTURES / "fixture_newer_major.so")
        self.assertEqual(done.returncode, 19)
        self.assertIn("PLUGIN_ABI_TOO_NEW", done.stderr)
        self.assertEqual(self.parallax("load", "/nowhere.so").returncode, 15)

    def test_takes_an_analyzer_out_of_service_and_puts_it_back(self):
        done = self.parallax("quarantine", "entities", "--reason", "to be looked at")
        self.assertEqual(done.stdout, "entities is quarantined\n")
        self.assertIn("to be looked at", self.row("entities")[8])
        self.assertEqual(self.parallax("release", "entities").stdout, "entities is active\n")
        self.assertEqual(self.parallax("release", "nobody").returncode, 15)


if __name__ == "__main__":
    unittest.main()
