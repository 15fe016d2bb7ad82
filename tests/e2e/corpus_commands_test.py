"""Corpora from the command line: import of every format, export, watch, history, copies, care."""

import gzip
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

from server_process import BIN, ROOT, ServerProcess

CALL_SECONDS = 120
READERS = ROOT / "tests" / "golden" / "readers"
WIRE = (
    "Four ports agreed on a common tariff on Thursday, officials said in a joint statement.\n"
    "The tariff is twelve percent and begins in March, earlier than many shippers had planned.\n"
    "Steel and grain are exempt from it until the end of the year, the statement said on Thursday.\n"
)


class CorpusCommandsTest(unittest.TestCase):
    def setUp(self):
        self.files = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="parallax-test.")))
        self.root = self.files / "root"
        self.root.mkdir()
        self.server = self.enterContext(
            ServerProcess(f"--backup-folder={self.files / 'backups'}", f"--import-root={self.root}")
        )

    def call(self, *arguments, fail=False):
        command = [str(BIN / "parallax"), f"--server={self.server.address}", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=CALL_SECONDS, stdin=subprocess.DEVNULL)
        if not fail:
            self.assertEqual(done.returncode, 0, f"{arguments}: {done.stderr}")
        return done

    def lines(self, *arguments):
        return [json.loads(line) for line in self.call("--json", *arguments).stdout.splitlines()]

    def write(self, name, text):
        path = self.files / name
        path.write_text(text, encoding="utf-8")
        return path

    def test_pages_feeds_tables_and_archives_go_in_and_come_out_right(self):
        page = self.files / "page.html"
        page.write_bytes(
            "<html><head><meta charset=gbk><title>稀土配额</title></head><body><article>"
            "<p>中国商务部周四表示，将削减稀土出口配额，新的配额从三月开始执行。</p>"
            "<p>行业人士称，这一削减幅度大于预期。</p></article></body></html>".encode("gbk")
        )
        packed = self.files / "lines.jsonl.gz"
        packed.write_bytes(gzip.compress(b'{"text": "A packed line about zinc.", "source": "Harbor Ledger"}\n'))
        for path in (page, packed, READERS / "feed_atom.xml", READERS / "table.tsv"):
            self.call("import", "news", path)
        # These hold items that cannot be read beside those that can: exit code 1, the rest is stored.
        for path in (READERS / "feed_rss.xml", READERS / "table.csv", READERS / "archive.warc"):
            self.assertEqual(self.call("import", "news", path, fail=True).returncode, 1, path)
        for query, title in (
            ("出口配额 title:稀土配额", "稀土配额"),
            ("zinc", ""),
            ('"common tariff"', "Ports agree on a common tariff"),
            ("second lock", "A second lock opens"),
            ("commas", "One"),
            ("begins in march", "Ports agree, at last"),
            ('"a note of the archive"', ""),
        ):
            with self.subTest(query):
                hits = self.lines("search", "news", query)[0].get("hits", [])
                self.assertIn(title, [hit["document"].get("title", "") for hit in hits])

    def test_files_of_the_servers_own_folder_are_imported_by_path(self):
        (self.root / "a" / "b").mkdir(parents=True)
        (self.root / "a" / "one.txt").write_text("One\n\nThe first text of the folder.")
        (self.root / "a" / "b" / "two.txt").write_text("Two\n\nThe second text of the folder.")
        (self.root / "a" / "bad.txt").write_bytes(b"Bad \xff\xfe\xff text \x81")
        outside = self.write("outside.txt", "Outside\n\nNobody may read this.")
        (self.root / "a" / "link.txt").symlink_to(outside)
        done = self.call("import-files", "news", "a", fail=True)
        self.assertEqual(done.returncode, 1)
        self.assertIn("a/bad.txt: rejected", done.stderr)
        self.assertIn("corpora/news: 3 of 3 files, 2 documents created", done.stdout)
        self.assertEqual(sorted(d["title"] for d in self.lines("documents", "news")), ["One", "Two"])
        (self.root / "a" / "bad.txt").unlink()
        (counts,) = self.lines("import-files", "news")
        self.assertEqual((counts["filesDone"], counts["counts"]["unchanged"]), ("2", "2"))
        for path, code, reason in (
            ("../outside.txt", 13, "PATH_INVALID"),
            (str(outside), 13, "PATH_INVALID"),
            ("a/link.txt", 13, "PATH_INVALID"),
            ("none", 15, "FILE_NOT_FOUND"),
        ):
            done = self.call("import-files", "news", path, fail=True)
            self.assertEqual(done.returncode, code, f"{path}: {done.stderr}")
            self.assertIn(reason, done.stderr)

    def test_an_import_of_files_is_cancelled_and_what_it_committed_stands(self):
        for part in range(4):
            lines = (json.dumps({"id": f"{part}-{i}", "text": f"Bulletin {part} {i}. " * 40}) for i in range(5000))
            (self.root / f"{part}.jsonl").write_text("\n".join(lines))
        name = self.call("import-files", "news", "--no-wait").stdout.strip()
        self.assertTrue(name.startswith("operations/import-"), name)
        other = self.lines("import-files", "other", "--no-wait")[0]["name"]
        self.call("import-files", "--cancel", other)
        self.call("import-files", "--cancel", name)
        self.call("verify")
        stored = len(self.lines("export", "news"))
        self.assertLess(stored, 20000)
        self.call("import-files", "news", "--quiet")
        self.assertEqual(len(self.lines("export", "news")), 20000)

    def test_an_export_is_imported_as_the_same_corpus(self):
        self.call("import", "news", *sorted((ROOT / "samples" / "andaman-link").glob("*.txt")))
        self.call("import", "news", READERS / "feed_atom.xml")
        out = self.files / "news.jsonl"
        self.call("export", "news", "--output", out)
        self.call("import", "copy", out)
        texts = {}
        for corpus in ("news", "copy"):
            rows = self.lines("export", corpus, "--format", "native")
            texts[corpus] = sorted((d["revisionId"], d.get("title", ""), d.get("source", "")) for d in rows)
        self.assertGreater(len(texts["news"]), 3)
        self.assertEqual(texts["news"], texts["copy"])

    def test_slices_are_disjoint_and_together_all(self):
        rows = [json.dumps({"id": str(i), "text": f"Bulletin {i}."}) for i in range(50)]
        self.call("import", "news", self.write("rows.jsonl", "\n".join(rows)))
        ids = []
        for part in range(3):
            ids += [row["id"] for row in self.lines("export", "news", "--slice", f"{part}/3")]
        self.assertEqual(sorted(ids, key=int), [str(i) for i in range(50)])

    def test_a_watch_goes_on_after_a_restart_without_a_gap(self):
        self.call("import", "news", self.write("a.txt", "First\n\nThe first text."))
        first = self.lines("watch", "news", "--from-start", "--limit", "1")
        self.assertEqual(first[0]["kind"], "KIND_HEARTBEAT")
        self.assertEqual(first[-1]["kind"], "KIND_CREATED")
        token = first[-1]["resumeToken"]
        self.call("import", "news", self.write("b.txt", "Second\n\nThe second text."))
        self.server.terminate()
        self.server.start()
        self.call("import", "news", self.write("c.txt", "Third\n\nThe third text."))
        events = self.lines("watch", "news", "--resume-token", token, "--limit", "2")
        self.assertEqual([e["document"]["title"] for e in events if "document" in e], ["Second", "Third"])

    def test_a_watch_tells_of_what_happens_while_it_runs(self):
        self.call("import", "news", self.write("a.txt", "First\n\nThe first text."))
        command = [str(BIN / "parallax"), f"--server={self.server.address}", "--json", "watch", "news", "--limit", "2"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL) as watch:
            self.assertEqual(json.loads(watch.stdout.readline())["kind"], "KIND_HEARTBEAT")
            self.call("import", "news", self.write("b.txt", "Second\n\nThe second text."))
            event = json.loads(watch.stdout.readline())
            self.assertEqual((event["kind"], event["document"]["title"]), ("KIND_CREATED", "Second"))
            self.call("delete", event["document"]["name"])
            self.assertEqual(json.loads(watch.stdout.readline())["kind"], "KIND_DELETED")
            self.assertEqual(watch.wait(CALL_SECONDS), 0)

    def test_a_watch_does_not_hold_up_a_server_that_stops(self):
        self.call("import", "news", self.write("a.txt", "First\n\nThe first text."))
        command = [str(BIN / "parallax"), f"--server={self.server.address}", "--json", "watch", "news"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL) as watch:
            watch.stdout.readline()
            self.assertEqual(self.server.terminate(), 0)
            watch.kill()

    def test_history_undelete_and_purge(self):
        row = {"id": "1", "text": "First text.", "source": "Harbor Ledger"}
        self.call("import", "news", self.write("a.jsonl", json.dumps(row)))
        row["text"] = "Second text."
        self.call("import", "news", self.write("a.jsonl", json.dumps(row)))
        name = self.lines("documents", "news")[0]["name"]
        self.call("delete", name)
        self.call("undelete", name)
        states = [(r["revisionNumber"], "deleteTime" in r) for r in self.lines("history", name)]
        self.assertEqual(states, [(4, False), (3, True), (2, False), (1, False)])
        self.assertIn("Second text.", self.call("show", name).stdout)
        self.assertIn("would be removed", self.call("purge", "news", "--filter", "*").stdout)
        self.call("purge", "news", "--filter", "*", "--force")
        self.assertEqual(self.call("show", name, fail=True).returncode, 15)

    def test_conflict_policies(self):
        row = {"id": "1", "text": "First text.", "source": "Harbor Ledger"}
        self.call("import", "news", self.write("a.jsonl", json.dumps(row)))
        row["text"] = "Second text."
        changed = self.write("a.jsonl", json.dumps(row))
        self.assertIn("1 skipped", self.call("import", "news", changed, "--on-conflict", "skip").stdout)
        refused = self.call("import", "news", changed, "--on-conflict", "reject", fail=True)
        self.assertIn("is there already", refused.stderr)
        self.assertIn("1 updated", self.call("import", "news", changed).stdout)

    def test_copies_sources_feeds_statistics_and_facets(self):
        for number, (source, text) in enumerate(
            (("Harbor Ledger", WIRE), ("The Quay Post", WIRE), ("Canal Times", "\n".join(WIRE.splitlines()[:2])))
        ):
            path = self.write(f"{number}.txt", text)
            self.call("import", "news", path, "--source", source, "--feed", "Harbor Wire")
        group = self.lines("copies", "news")[0]
        self.assertEqual(group["memberCount"], "3")
        self.assertEqual([m.get("excerpt", False) for m in group["members"]], [False, False, True])
        documents = self.lines("documents", "news")
        self.assertEqual({d["textGroup"] for d in documents}, {group["name"]})
        self.assertEqual(len(self.lines("sources", "news")), 3)
        self.assertEqual(self.lines("feeds", "news")[0]["displayName"], "Harbor Wire")
        self.assertEqual(self.lines("stats", "news")[0]["distinctTexts"], "1")
        found = self.lines("search", "news", "tariff", "--facets")[0]
        self.assertEqual(found["totalSize"], "3")
        self.assertEqual(found["facets"]["bySource"]["canal-times"], "1")

    def test_an_interrupted_import_goes_on_with_the_next_file(self):
        for number in range(5):
            self.write(f"{number}.txt", f"Title {number}\n\nText {number}.")
        files = sorted(self.files.glob("*.txt"))
        self.call("import", "news", *files[:3], "--import-id", "monday")
        again = self.call("import", "news", *files, "--import-id", "monday")
        self.assertIn("after 3 files", again.stderr)
        self.assertIn("2 documents created", again.stdout)
        self.assertEqual(len(self.lines("documents", "news")), 5)

    def test_a_backup_is_a_store_of_its_own(self):
        self.call("import", "news", self.write("a.txt", "First\n\nThe first text."))
        made = self.lines("backup", "monday")[0]
        self.assertEqual(self.call("backup", "monday", fail=True).returncode, 16)
        self.assertEqual(self.call("backup", "../escape", fail=True).returncode, 13)
        self.call("import", "news", self.write("b.txt", "Second\n\nThe second text."))
        self.call("verify")
        self.call("rebuild-index")
        for wrong in ("--keep-changes-days=-5", "--keep-imports-days=-1", "--keep-revisions=0"):
            self.assertEqual(self.call("prune", wrong, fail=True).returncode, 2, wrong)
        self.call("prune", "--keep-revisions", "1")
        self.assertEqual(len(self.lines("documents", "news")), 2)
        self.server.terminate()
        self.server.data = pathlib.Path(made["path"])
        self.server.start()
        self.assertEqual([d["title"] for d in self.lines("documents", "news")], ["First"])
        self.call("verify")


@unittest.skipUnless(
    subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode == 0,
    "mounting a small disk needs user namespaces or root",
)
class SmallDiskTest(unittest.TestCase):
    """A server on a file system of its own, in a mount namespace that goes with it."""

    def run_script(self, body):
        script = (
            'set -eu\nmkdir "$W/disk" "$W/plugins"\nmount -t tmpfs -o size=12m none "$W/disk"\n'
            'start() { rm -f "$W/port"; "$BIN/parallaxd" --listen=127.0.0.1:0 --data="$W/disk/data" '
            '--plugins="$W/plugins" --port-file="$W/port" >"$W/log" 2>&1 & server=$!; }\n'
            'ready() { until [ -s "$W/port" ]; do kill -0 $server; sleep 0.05; done; }\n'
            'p() { "$BIN/parallax" --server="127.0.0.1:$(cat "$W/port")" "$@"; }\n' + body
        )
        with tempfile.TemporaryDirectory(prefix="parallax-test.") as work:
            rows = [{"id": str(i), "text": f"Row {i}. " + f"word{i} " * 400} for i in range(3000)]
            for part in range(30):
                lines = "\n".join(json.dumps(row) for row in rows[part * 100 : part * 100 + 100])
                pathlib.Path(work, f"{part:02}.jsonl").write_text(lines, encoding="utf-8")
            return subprocess.run(
                ["unshare", "-rm", "sh", "-c", script],
                env={**os.environ, "W": work, "BIN": str(BIN)},
                capture_output=True,
                text=True,
                timeout=CALL_SECONDS,
                stdin=subprocess.DEVNULL,
                check=False,
            )

    def test_a_full_disk_is_named_and_loses_nothing(self):
        done = self.run_script(
            'start; ready\n'
            'code=0; p --json import news "$W"/*.jsonl >"$W/import" 2>"$W/error" || code=$?\n'
            'echo "exit $code"; cat "$W/error"\n'
            'echo stored $(p --json documents news | wc -l)\n'
            'echo acknowledged $(grep -o STATE_CREATED "$W/import" | wc -l)\n'
            'p verify\nkill -9 $server; wait $server || true\nmount -o remount,size=64m "$W/disk"\n'
            'start; ready\np verify\necho kept $(p --json documents news | wc -l)\n'
            'p import news "$W"/*.jsonl\nkill $server; wait $server\n'
        )
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        words = dict(line.split(" ", 1) for line in done.stdout.splitlines() if line.split(" ")[0] in (
            "exit", "stored", "acknowledged", "kept"))
        self.assertEqual(words["exit"], "18", done.stdout)
        self.assertIn("STORE_FULL", done.stdout)
        self.assertGreater(int(words["acknowledged"]), 0)
        self.assertEqual(words["stored"], words["acknowledged"])
        self.assertEqual(words["kept"], words["acknowledged"])
        self.assertEqual(done.stdout.count("the store is whole"), 2)

    def test_a_folder_that_cannot_be_written_is_named(self):
        done = self.run_script(
            'mount -o remount,ro "$W/disk"\ncode=0\n"$BIN/parallaxd" --listen=127.0.0.1:0 '
            '--data="$W/disk/data" 2>&1 || code=$?\necho "exit $code"\n'
        )
        self.assertIn("exit 1", done.stdout, done.stderr)
        self.assertIn("data folder", done.stdout)
        self.assertIn("Read-only file system", done.stdout)


if __name__ == "__main__":
    unittest.main()
