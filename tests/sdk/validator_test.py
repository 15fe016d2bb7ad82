"""Shows that each check of plx-validate can fail: for every one a plugin that breaks its rule and no
other. And that a good plugin passes, and what the program says and returns.

PLX_VALIDATE names the program, PLX_FIXTURES the folder of the fixture plugins.
"""

import concurrent.futures
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree

VALIDATE = os.environ["PLX_VALIDATE"]
FIXTURES = pathlib.Path(os.environ["PLX_FIXTURES"])
SECONDS = 120

# Rules that are broken by how a file is made. All others: violates.cc, by its file name.
BY_FILE = {
    "file.note": "no_note",
    "file.abi": "newer_minor",
    "file.needed": "needs_protobuf",
    "file.exports": "exports_more",
    "file.unique-symbols": "unique_symbols",
    "file.run-path": "run_path",
    "file.stack": "executable_stack",
}
# In these, what is broken shows in others too, which cannot be told apart.
ALSO = {
    # Two copies of one file share what is unique, and a server would see the same.
    "file.unique-symbols": {"isolation.generations"},
    # What depends on the document before may as well meet another one before on another thread.
    "determinism.order": {"determinism.threads"},
    # Addresses differ in a worker as in any other process.
    "isolation.fresh-process": {"isolation.confined"},
}


def run(*arguments):
    environment = dict(os.environ, TZ="UTC", NO_COLOR="1")
    return subprocess.run(
        [VALIDATE, *map(str, arguments)],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )


def checks():
    return [line.split()[0] for line in run("--list").stdout.splitlines()]


class ValidatorTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)

    def plugin(self, name):
        """The fixture that breaks the rule of check `name`; "none": one that breaks no rule."""
        if name in BY_FILE:
            return FIXTURES / f"fixture_{BY_FILE[name]}.so"
        copy = pathlib.Path(self.folder.name, f"violates.{name}.so")
        shutil.copyfile(FIXTURES / "fixture_violates.so", copy)
        return copy

    def results(self, name, *arguments):
        done = run(self.plugin(name), "--level", 1, "--jobs", 1, "--json", *arguments)
        try:
            return done.returncode, json.loads(done.stdout)
        except json.JSONDecodeError:
            self.fail(f"{name}: no JSON but {done.stdout!r} {done.stderr!r}")

    def test_a_good_plugin_passes_every_check(self):
        code, results = self.results("none")
        not_passed = {c["id"]: c["message"] for c in results["checks"] if c["state"] != "passed"}
        # It consumes layers, so its documents are always segmented.
        self.assertEqual(set(not_passed), {"input.unsegmented"}, not_passed)
        self.assertEqual(code, 0)

    def test_each_check_fails_for_its_own_plugin_and_no_other(self):
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            all_results = dict(zip(checks(), pool.map(self.results, checks())))
        for name, (code, results) in all_results.items():
            with self.subTest(check=name):
                failed = {c["id"]: c for c in results["checks"] if c["state"] == "failed"}
                messages = {check: result["message"] for check, result in failed.items()}
                self.assertIn(name, failed, f"nothing found, or something else: {messages}")
                self.assertLessEqual(set(failed), {name} | ALSO.get(name, set()), messages)
                self.assertEqual(code, 1)
                self.assertTrue(failed[name]["message"], "it must say what is wrong")
                self.assertTrue(failed[name]["remedy"], "it must say what to do")

    def test_checks_behind_a_gate_are_skipped_and_say_why(self):
        _, results = self.results("contract.create")
        by_id = {c["id"]: c for c in results["checks"]}
        self.assertEqual(by_id["input.ordinary"]["state"], "skipped")
        self.assertEqual(by_id["input.ordinary"]["message"], "needs contract.create")

    def test_a_plugin_that_dies_or_hangs_fails_and_nothing_else_does(self):
        for mode, words in (("exit", "exit code 7"), ("crash", "SIGSEGV"), ("abort", "SIGABRT"),
                            ("hang", "did not finish")):
            with self.subTest(mode=mode):
                done = run(FIXTURES / "fixture_dies.so", "--config", json.dumps({"mode": mode}), "--only",
                           "file.opens,input.ordinary", "--timeout", 2)
                self.assertEqual(done.returncode, 1, done.stdout)
                self.assertIn(words, done.stdout)
                self.assertIn("1 passed, 1 failed", done.stdout)
                self.assertIn("the last words of the plugin" if mode == "abort" else "", done.stdout)

    def test_waivers_need_a_reason_and_a_check(self):
        waivers = pathlib.Path(self.folder.name, "waivers.txt")
        waivers.write_text("# known\nlimits.stop: it emits in one go, at most 9 findings\n")
        code, results = self.results("limits.stop", "--waivers", waivers)
        self.assertEqual((code, results["failed"], results["waived"]), (0, 0, 1))
        waived = [c for c in results["checks"] if c["state"] == "waived"]
        self.assertIn("it emits in one go", waived[0]["message"])
        for text, words in (("limits.stop\n", "has no reason"), ("limits.step: x\n", 'no check "limits.step"'),
                            ("limits.stop: a\nlimits.stop: b\n", "line 2: limits.stop stands twice")):
            with self.subTest(text=text):
                waivers.write_text(text)
                done = run(self.plugin("none"), "--waivers", waivers)
                self.assertEqual(done.returncode, 2)
                self.assertIn(words, done.stderr)

    def test_junit_names_groups_checks_and_failures(self):
        file = pathlib.Path(self.folder.name, "results.xml")
        run(self.plugin("limits.stop"), "--level", 1, "--only", "limits.stop,limits.threads", "--junit", file)
        suite = xml.etree.ElementTree.parse(file).getroot()
        self.assertEqual((suite.get("tests"), suite.get("failures")), ("2", "1"))
        cases = {case.get("name"): case for case in suite}
        self.assertEqual(cases["limits.stop"].get("classname"), "limits")
        self.assertIn("PLX_ABORTED", cases["limits.stop"].find("failure").get("message"))
        self.assertIsNone(cases["limits.threads"].find("failure"))

    def test_people_read_what_is_wrong_and_what_to_do(self):
        done = run(self.plugin("limits.stop"), "--level", 1, "--only", "limits.stop")
        self.assertIn("wrong: after the sink said PLX_ABORTED it emitted", done.stdout)
        self.assertIn("do:    go on to the next document", done.stdout)
        self.assertNotIn("\x1b", done.stdout, "no colour in a pipe")
        coloured = run(self.plugin("none"), "--only", "file.note", "--color", "always")
        self.assertIn("\x1b[32mpassed", coloured.stdout)

    def test_only_takes_groups_and_refuses_what_it_does_not_know(self):
        listed = run("--list", "--only", "phases,file.note").stdout
        self.assertEqual(len(listed.splitlines()), 7)
        done = run(self.plugin("none"), "--only", "phase")
        self.assertEqual(done.returncode, 2)
        self.assertIn('no check and no group "phase"', done.stderr)

    def test_in_process_gives_the_same_verdict(self):
        for name in ("none", "determinism.time-zone"):
            here = self.results(name, "--only", "determinism,contract", "--in-process")[1]
            apart = self.results(name, "--only", "determinism,contract")[1]
            states = [[(c["id"], c["state"]) for c in r["checks"]] for r in (here, apart)]
            self.assertEqual(states[0], states[1])

    def test_fuzz_finds_a_text_names_its_seed_and_repeats_it(self):
        plugin = self.plugin("input.random")
        done = run("fuzz", plugin, "--seed", 5, "--count", 5000, "--keep", self.folder.name)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn("broken by document", done.stdout)
        seed = done.stdout.split("--seed ")[1].split()[0]
        text = pathlib.Path(self.folder.name, f"fuzz-{seed}.txt").read_text(encoding="utf-8")
        self.assertIn("zz\u0300", text)
        again = run("fuzz", plugin, "--seed", seed, "--count", 1, "--keep", self.folder.name)
        self.assertIn("broken by document 0", again.stdout)
        self.assertEqual(run("fuzz", self.plugin("none"), "--count", 200).returncode, 0)

    def test_bench_gives_ratios(self):
        done = run("bench", self.plugin("none"), "--seconds", 0.01, "--json")
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual(len(rows), 6)
        for row in rows:
            self.assertGreater(row["ratio_to_text_pass"], 0)


if __name__ == "__main__":
    unittest.main()
