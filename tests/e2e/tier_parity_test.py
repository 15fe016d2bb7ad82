"""The same plugin files give the same bytes in the server, in workers, and served at an address."""

import pathlib
import subprocess
import time
import unittest

from parallax_client import Client
from parallax_client.proto.analysis.v1 import analysis_service_pb2
from server_process import BIN, PLUGINS, ROOT, ServerProcess

ANALYZERS = ("entities", "claims", "stance")
SAMPLES = sorted(p for p in (ROOT / "samples").glob("*/*.txt"))
START_SECONDS = 60


class ServedPlugin:
    """plx-worker by hand: a plugin file at an address."""

    def __init__(self, folder, name):
        self.port_file = pathlib.Path(folder, f"{name}.port")
        self.process = subprocess.Popen(
            [
                str(BIN / "plx-worker"),
                f"--plugin={PLUGINS / name}.so",
                "--listen=127.0.0.1:0",
                f"--port-file={self.port_file}",
            ],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def address(self):
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.port_file.exists() and self.port_file.read_text().strip():
                return f"127.0.0.1:{self.port_file.read_text().strip()}"
            time.sleep(0.02)
        raise AssertionError("plx-worker wrote no port")

    def stop(self):
        self.process.terminate()
        return self.process.wait(30)


class AnswersOf:
    """What a server says of the samples, as bytes without what names the tier."""

    def __init__(self, address):
        with Client(address) as client:
            batch = analysis_service_pb2.BatchAnalyzeRequest()
            for path in SAMPLES:
                batch.documents.add(id=path.name).raw_content = path.read_bytes()
            analyzed = client.analysis.BatchAnalyze(batch, timeout=120)
            # A file of several documents is refused in one call; the others are what is compared.
            single = [p for p, r in zip(SAMPLES, analyzed.results) if not r.HasField("error")]
            self.analyses = [r.SerializeToString(deterministic=True) for r in analyzed.results]
            self.runs = [r.SerializeToString(deterministic=True) for r in analyzed.runs]
            self.claims = sum(len(r.analysis.claims) for r in analyzed.results)
            compare = analysis_service_pb2.CompareClaimsRequest()
            for path in single:
                compare.selection.documents.add(id=path.name).raw_content = path.read_bytes()
            compared = client.analysis.CompareClaims(compare, timeout=120)
            self.comparisons = compared.SerializeToString(deterministic=True)
            self.relations = sum(len(c.relations) for c in compared.comparisons)


class TierParityTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with ServerProcess() as server:
            cls.expected = AnswersOf(server.address)

    def assert_same(self, answers):
        self.assertGreater(self.expected.claims, 20)
        self.assertGreater(self.expected.relations, 5)
        for i, path in enumerate(SAMPLES):
            self.assertEqual(answers.analyses[i], self.expected.analyses[i], path)
        self.assertEqual(answers.runs, self.expected.runs)
        self.assertEqual(answers.comparisons, self.expected.comparisons)

    def test_workers_give_the_same_bytes(self):
        with ServerProcess(*(f"--tier={name}=worker" for name in ANALYZERS)) as server:
            self.assertEqual(server.output().count("tier=worker"), 3)
            self.assert_same(AnswersOf(server.address))

    def test_plugins_served_at_an_address_give_the_same_bytes(self):
        with ServerProcess() as keeper:
            served = [ServedPlugin(keeper.folder, name) for name in ANALYZERS]
            try:
                empty = pathlib.Path(keeper.folder, "no-plugins")
                empty.mkdir()
                flags = [f"--remote-analyzer={plugin.address()}" for plugin in served]
                with ServerProcess(*flags, plugins=(empty,)) as server:
                    self.assertEqual(server.output().count("tier=remote"), 3)
                    self.assert_same(AnswersOf(server.address))
            finally:
                for plugin in served:
                    self.assertEqual(plugin.stop(), 0)


if __name__ == "__main__":
    unittest.main()
