"""Builds of an analyzer replaced while the server works: no request fails, failures change nothing."""

import os
import pathlib
import statistics
import time
import unittest

from isolation_test import FIXTURES, UNRULY, UnrulyServer, install, reason
from parallax_client import Client
from parallax_client.proto.admin.v1 import admin_service_pb2
from parallax_client.proto.analysis.v1 import analysis_service_pb2, analyzer_pb2
from raw_calls import RawCalls
from request_load import RequestLoad

NAME = f"analyzers/{UNRULY}"
# The full figure of the soak is 200 and is run by hand: PARALLAX_SOAK=200.
RELOADS = int(os.environ.get("PARALLAX_SOAK", "12"))
# Windows with and without reloads take turns, so that other work on the machine falls on both alike.
RELOADS_PER_WINDOW = 10
PAUSE = float(os.environ.get("PARALLAX_SOAK_PAUSE", "0.25"))  # seconds between reloads
Change = admin_service_pb2.AnalyzerOperation.Change


def resident_mib(pid):
    """Of a process, in MiB."""
    for line in pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def p99(seconds):
    return statistics.quantiles(seconds, n=100)[98]


class HotReloadTest(unittest.TestCase):
    tier = "worker"

    def setUp(self):
        self.server = self.enterContext(UnrulyServer(f"--tier={UNRULY}={self.tier}", "--no-watch-plugins"))
        self.client = self.enterContext(Client(self.server.address))
        self.raw = self.enterContext(RawCalls(self.server.address))

    def apply(self, build=None, **fields):
        """The finished operation of ApplyAnalyzer, and what it says."""
        request = admin_service_pb2.ApplyAnalyzerRequest(name=NAME, **fields)
        if build:
            request.path = str(FIXTURES / f"fixture_{build}.so")
        operation = self.raw.finish(self.client.admin.ApplyAnalyzer(request, timeout=10))
        said = admin_service_pb2.AnalyzerOperation()
        operation.metadata.Unpack(said)
        return operation, said

    def version(self):
        request = admin_service_pb2.GetAnalyzerStateRequest(name=NAME)
        return self.client.admin.GetAnalyzerState(request, timeout=10).analyzer.generation.version

    def test_a_new_build_serves_and_results_say_which_made_them(self):
        operation, said = self.apply("unruly_2")
        self.assertFalse(operation.HasField("error"), operation)
        self.assertEqual([c.outcome for c in said.changes], [Change.OUTCOME_LOADED])
        self.assertEqual(self.version(), "2.0.0")
        request = analysis_service_pb2.AnalyzeTextRequest()
        request.document.text = "Norway."
        request.options.analyzers.add().analyzer = UNRULY
        response = self.client.analysis.AnalyzeText(request, timeout=30)
        (run,) = response.runs
        self.assertEqual(run.generation.version, "2.0.0")
        self.assertEqual(run.generation.content_digest, said.changes[0].generation.content_digest)
        self.assertEqual(response.analysis.custom_findings[0].payload, b"2.0.0")

    def test_the_same_build_again_is_unchanged_and_one_request_id_is_one_operation(self):
        operation, said = self.apply("unruly_1", request_id="a-1")
        self.assertEqual([c.outcome for c in said.changes], [Change.OUTCOME_UNCHANGED])
        again, _ = self.apply("unruly_2", request_id="a-1")
        self.assertEqual(again.name, operation.name)
        self.assertEqual(self.version(), "1.0.0")

    def test_what_cannot_serve_changes_nothing(self):
        for build, fields, wanted in (
            ("unruly_crashes_on_load", {}, "ANALYZER_CRASHED"),
            ("unruly_consumes_nothing_there_is", {}, "LAYER_NOT_PRODUCED"),
            ("newer_major", {}, "PLUGIN_ABI_TOO_NEW"),
            ("echo", {}, "ANALYZER_ID_MISMATCH"),
        ):
            with self.subTest(build):
                operation, said = self.apply(build, **fields)
                self.assertEqual(reason(operation.error), wanted, operation)
                self.assertEqual([c.outcome for c in said.changes], [Change.OUTCOME_FAILED])
                self.assertEqual(self.version(), "1.0.0")
                self.assertTrue(self.server.running())
        request = admin_service_pb2.ApplyAnalyzerRequest(name=NAME)
        request.config.update({"no_such_key": 1})
        operation = self.raw.finish(self.client.admin.ApplyAnalyzer(request, timeout=10))
        self.assertEqual(reason(operation.error), "CONFIG_INVALID")
        self.assertIn("no_such_key", operation.error.message)

    def test_validate_only_says_and_changes_nothing(self):
        _, said = self.apply("unruly_2", validate_only=True)
        self.assertEqual([c.outcome for c in said.changes], [Change.OUTCOME_VALID])
        self.assertEqual(self.version(), "1.0.0")

    def test_the_tier_changes_while_it_serves(self):
        for tier in (analyzer_pb2.Analyzer.TIER_IN_PROCESS, analyzer_pb2.Analyzer.TIER_WORKER):
            operation, _ = self.apply(tier=tier)
            self.assertFalse(operation.HasField("error"), operation)
            request = admin_service_pb2.GetAnalyzerStateRequest(name=NAME)
            self.assertEqual(self.client.admin.GetAnalyzerState(request, timeout=10).analyzer.tier, tier)

    def reload(self, number):
        install(self.server.third_party, f"unruly_{2 - number % 2}")
        operation = self.client.admin.ReloadAnalyzers(
            admin_service_pb2.ReloadAnalyzersRequest(names=[NAME]), timeout=10
        )
        operation = self.raw.finish(operation)
        self.assertFalse(operation.HasField("error"), operation)

    def test_reloads_under_load_fail_no_request_and_memory_stays_flat(self):
        reloading, between, memory = [], [], []
        with RequestLoad(self.server.address, UNRULY) as load:
            time.sleep(1)
            for first in range(0, RELOADS, RELOADS_PER_WINDOW):
                begin = time.monotonic()
                for i in range(first, min(first + RELOADS_PER_WINDOW, RELOADS)):
                    self.reload(i)
                    time.sleep(PAUSE)
                end = time.monotonic()
                time.sleep(end - begin)
                reloading.append((begin, end))
                between.append((end, time.monotonic()))
                memory.append(resident_mib(self.server.pid()))
        self.assertEqual(load.failures[:3], [])
        self.assertEqual(load.payloads, {"1.0.0", "2.0.0"})
        busy, quiet = load.seconds(reloading), load.seconds(between)
        self.assertGreater(min(len(quiet), len(busy)), 20)
        grown = memory[-1] - memory[len(memory) // 2]
        self.assertLess(grown, 32, "memory grows with reloads")
        print(
            f"\n{self.tier}: {RELOADS} reloads, {len(busy)} requests during them and {len(quiet)} between, "
            f"0 failed; p99 {1000 * p99(busy):.1f} ms, {p99(busy) / p99(quiet):.2f} x that between; "
            f"memory {grown:+.1f} MiB over the second half"
        )


class HotReloadInProcessTest(HotReloadTest):
    tier = "in_process"


class FolderWatchTest(unittest.TestCase):
    def test_a_file_that_changes_is_loaded_and_a_new_one_appears(self):
        with UnrulyServer() as server, Client(server.address) as client:
            request = admin_service_pb2.ListAnalyzerStatesRequest()

            def wait_for(name, version):
                deadline = time.monotonic() + 60
                while time.monotonic() < deadline:
                    states = client.admin.ListAnalyzerStates(request, timeout=10).analyzers
                    if any(s.analyzer.name == name and s.analyzer.generation.version == version for s in states):
                        return
                    time.sleep(0.05)
                raise AssertionError(f"{name} {version} is not loaded:\n{server.output()}")

            wait_for(NAME, "1.0.0")
            install(server.third_party, "unruly_2")
            wait_for(NAME, "2.0.0")
            draft = server.third_party / "echo.so.draft"
            draft.write_bytes((FIXTURES / "fixture_echo.so").read_bytes())
            os.replace(draft, server.third_party / "echo.so")
            wait_for("analyzers/fixture-echo", "1.2.3")


if __name__ == "__main__":
    unittest.main()
