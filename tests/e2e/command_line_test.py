"""`parallax` and `./demo` as people and programs use them."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

from server_process import BIN, ROOT, ServerProcess

CALL_SECONDS = 120
SAMPLE = sorted(p for p in (ROOT / "samples" / "andaman-link").iterdir() if p.suffix in (".txt", ".html", ".jsonl"))


class CommandLineTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(ServerProcess())
        imported = cls.call("import", "demo", *map(str, SAMPLE))
        if imported.returncode != 0:
            raise AssertionError(imported.stderr)

    @classmethod
    def call(cls, *arguments, server=None):
        command = [str(BIN / "parallax"), f"--server={server or cls.server.address}", *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=CALL_SECONDS, stdin=subprocess.DEVNULL)

    def test_report_cites_sources_and_quotes_without_colour_codes(self):
        done = self.call("report", "demo")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("\x1b", done.stdout)
        for words in (
            "Andaman Courier",
            "电网观察",
            "Malaysia has not approved the environmental permit",
            "31 June 2026",
            "42亿美元",
        ):
            self.assertIn(words, done.stdout)

    def test_each_command_prints_a_table_and_json(self):
        for arguments in (
            ("documents", "demo"),
            ("entities", "demo"),
            ("claims", "demo"),
            ("stance", "demo"),
            ("search", "demo", "珊瑚礁"),
            ("analyzers",),
            ("report", "demo"),
        ):
            with self.subTest(arguments):
                table = self.call(*arguments)
                self.assertEqual(table.returncode, 0, table.stderr)
                self.assertGreater(len(table.stdout.splitlines()), 1)
                lines = self.call("--json", *arguments)
                self.assertEqual(lines.returncode, 0, lines.stderr)
                parsed = [json.loads(line) for line in lines.stdout.splitlines()]
                self.assertTrue(parsed)

    def test_a_claim_that_nobody_speaks_of_has_no_source(self):
        done = self.call("claims", "demo", "--stated", "Iceland bought nine submarines.")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("NOT SPOKEN OF", done.stdout)
        self.assertNotIn("SINGLE SOURCE", done.stdout)

    def test_an_empty_claim_is_not_taken_for_no_claim(self):
        for claim in ("", "  "):
            done = self.call("claims", "demo", "--stated", claim)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn("state a claim", done.stderr)

    def test_wrong_command_lines_are_named(self):
        table = [
            (("--timeout", "0", "corpora"), "0 is no number above 0"),
            (("prune", "--keep-revisions", "0"), "0 is no number above 0"),
            (("watch", "demo", "--seconds", "-3"), "-3 is no number from 0 up"),
            (("report", "demo", "--entities", "-1"), "-1 is no number from 0 up"),
            (("analyze", "no-such-file"), "File does not exist: no-such-file\n"),
            (("frobnicate", "demo"), 'no command "frobnicate"'),
        ]
        for arguments, says in table:
            with self.subTest(arguments):
                done = self.call(*arguments)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertIn(says, done.stderr)

    def test_an_import_that_did_not_begin_has_no_summary(self):
        for arguments, server in ((("import", "demo"), "127.0.0.1:1"), (("import", "Bad Id"), None)):
            done = self.call(*arguments, str(SAMPLE[0]), server=server)
            self.assertEqual(done.stdout, "")
            self.assertGreater(done.returncode, 10)

    def test_an_export_that_fails_leaves_the_file_that_was_there(self):
        with tempfile.TemporaryDirectory(prefix="parallax-test.") as folder:
            path = pathlib.Path(folder, "kept.jsonl")
            path.write_text("kept\n")
            self.assertEqual(self.call("export", "no-such-corpus", "--output", str(path)).returncode, 15)
            self.assertEqual(path.read_text(), "kept\n")
            self.assertEqual(self.call("export", "demo", "--output", str(path)).returncode, 0)
            self.assertNotIn("kept\n", path.read_text().splitlines(keepends=True))

    def test_a_watch_of_part_of_a_second_watches(self):
        done = self.call("--json", "watch", "demo", "--seconds", "0.5", "--from-start")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("KIND_CREATED", done.stdout)

    def test_the_documented_name_of_a_digest_is_known(self):
        digest = ROOT / "samples" / "andaman-link" / "09-digest.txt"
        done = self.call("import", "digests", str(digest), "--media-type", "text/x-research-digest", "--validate-only")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("nothing was stored", done.stdout)

    def test_exit_codes_tell_errors_apart_and_messages_go_to_stderr(self):
        table = [
            (("report", "no-such-corpus"), None),
            (("report", "demo"), "127.0.0.1:1"),
            (("no-such-command",), None),
        ]
        codes = set()
        for arguments, server in table:
            with self.subTest(arguments, server=server):
                done = self.call(*arguments, server=server)
                self.assertNotEqual(done.returncode, 0)
                self.assertEqual(done.stdout, "")
                self.assertNotEqual(done.stderr.strip(), "")
                codes.add(done.returncode)
        self.assertEqual(len(codes), len(table))

    def test_demo_prints_the_report_and_leaves_nothing_running(self):
        before = {p for p in os.listdir("/proc") if p.isdigit()}
        done = subprocess.run(
            [str(ROOT / "demo")], capture_output=True, text=True, timeout=10 * CALL_SECONDS, stdin=subprocess.DEVNULL
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("31 June 2026", done.stdout)
        self.assertNotIn("\x1b", done.stdout)
        left = []
        for process in {p for p in os.listdir("/proc") if p.isdigit()} - before:
            try:
                with open(f"/proc/{process}/cmdline", "rb") as file:
                    command = file.read()
            except OSError:
                continue
            if b"parallax-demo." in command:
                left.append(command)
        self.assertEqual(left, [])

    def test_demo_refuses_what_it_cannot_read(self):
        done = subprocess.run([str(ROOT / "demo"), "no-such-file.txt"], capture_output=True, text=True, timeout=CALL_SECONDS)
        self.assertEqual(done.returncode, 2)
        self.assertIn("no-such-file.txt", done.stderr)


if __name__ == "__main__":
    unittest.main()
