"""Executes the snippets of README.md, docs/ and the clients' pages against a running server.

Each page gets its own server and its own folder, which is home (~) too and in which samples/ and
build/release are those of the repository. The commands of a page run in order, each in a shell of its own,
with the built programs on PATH and the server's address in PARALLAX_SERVER; where a page writes the
default address, the test's own stands instead.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import snippets

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))
from server_process import BIN, ServerProcess  # noqa: E402

DEFAULT_ADDRESS = "127.0.0.1:7380"
SNIPPET_SECONDS = 120


def pages():
    found = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "clients").glob("*/README.md"))]
    return [path for path in found if path.exists()]


class DocsTest(unittest.TestCase):
    def run_step(self, step, folder, address):
        # The default address is written in pages as people would type it.
        code = step.code.replace(DEFAULT_ADDRESS, address)
        program = ["bash", "-euo", "pipefail", "-c", code]
        if step.language == "python":
            program = [sys.executable, "-c", code]
        environment = dict(
            os.environ,
            PATH=f"{BIN}{os.pathsep}{os.environ['PATH']}",
            HOME=str(folder),
            PARALLAX_SERVER=address,
            NO_COLOR="1",
        )
        done = subprocess.run(
            program,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SNIPPET_SECONDS,
        )
        printed = done.stdout.replace(address, DEFAULT_ADDRESS)
        self.assertEqual(done.returncode, 0, f"{step.code}\nprinted:\n{printed}\nand on stderr:\n{done.stderr}")
        if step.expected is not None and not snippets.matches(step.expected, printed):
            self.fail(f"{step.code}\nThe page promises:\n{step.expected}\nIt printed:\n{printed}")

    def test_snippets_do_what_the_pages_say(self):
        for page in pages():
            name = str(page.relative_to(ROOT))
            steps = snippets.steps(page.read_text(encoding="utf-8"))
            if not steps:
                continue
            with tempfile.TemporaryDirectory() as folder, ServerProcess() as server:
                os.symlink(ROOT / "samples", pathlib.Path(folder, "samples"))
                pathlib.Path(folder, "build").mkdir()
                os.symlink(BIN.parent, pathlib.Path(folder, "build", "release"))
                for step in steps:
                    with self.subTest(page=name, line=step.line):
                        self.run_step(step, folder, server.address)

    def test_readme_has_something_to_run(self):
        readme = ROOT / "README.md"
        self.assertTrue(readme.exists(), "README.md is missing")
        self.assertTrue(snippets.steps(readme.read_text(encoding="utf-8")), "no snippet of README.md is marked `run`")


if __name__ == "__main__":
    unittest.main()
