"""The metrics page: what it says after known requests, and that it is only there when asked for."""

import re
import time
import unittest
import urllib.error
import urllib.request

from isolation_test import UNRULY, UnrulyServer
from parallax_client import Client
from parallax_client.proto.admin.v1 import admin_service_pb2
from parallax_client.proto.analysis.v1 import analysis_service_pb2
from parallax_client.proto.corpus.v1 import corpus_service_pb2
from server_process import ServerProcess

SAMPLE = re.compile(r"^(\w+)(?:\{(.*)\})? (\S+)$")
LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')


class Page:
    """A scraped page: {(name, labels): value}."""

    def __init__(self, url):
        with urllib.request.urlopen(url, timeout=10) as response:
            self.content_type = response.headers["Content-Type"]
            text = response.read().decode()
        self.types = dict(re.findall(r"^# TYPE (\w+) (\w+)$", text, re.M))
        self.helped = set(re.findall(r"^# HELP (\w+) .", text, re.M))
        self.samples = {}
        for line in text.splitlines():
            if line.startswith("#") or not line:
                continue
            name, labels, value = SAMPLE.match(line).groups()
            self.samples[name, frozenset(LABEL.findall(labels or ""))] = float(value)

    def get(self, name, **labels):
        """The sum of the samples that have these labels, None if there is none."""
        wanted = set(labels.items())
        found = [v for (n, has), v in self.samples.items() if n == name and wanted <= has]
        return sum(found) if found else None


def url_of(server):
    return re.search(r"^metrics on (http://127\.0\.0\.1:\d+/metrics)$", server.output(), re.M)[1]


class MetricsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(UnrulyServer("--metrics-address=0", "--analyzer-timeout=5"))
        cls.client = cls.enterClassContext(Client(cls.server.address))
        cls.url = url_of(cls.server)

    def page(self):
        return Page(self.url)

    def analyze(self, *texts):
        request = analysis_service_pb2.BatchAnalyzeRequest()
        for text in texts:
            request.documents.add().text = text
        for analyzer in (UNRULY, "entities"):
            request.options.analyzers.add().analyzer = analyzer
        return self.client.analysis.BatchAnalyze(request, timeout=60)

    def test_is_prometheus_text_and_every_family_is_explained(self):
        self.analyze("Norway.")
        page = self.page()
        self.assertIn("text/plain", page.content_type)
        self.assertEqual(set(page.types), page.helped)
        for name, kind in (
            ("parallax_analyzer_calls_total", "counter"),
            ("parallax_analyzer_call_seconds", "histogram"),
            ("parallax_rpc_seconds", "histogram"),
            ("process_resident_memory_bytes", "gauge"),
        ):
            self.assertEqual(page.types[name], kind)

    def test_tells_each_analyzer_and_its_calls(self):
        before = self.page()
        self.analyze("Norway.", "Norway. please throw")
        page = self.page()
        request = admin_service_pb2.GetAnalyzerStateRequest(name=f"analyzers/{UNRULY}")
        state = self.client.admin.GetAnalyzerState(request, timeout=10)
        generation = state.analyzer.generation.content_digest[:12]
        of = {"analyzer": UNRULY, "generation": generation}
        self.assertEqual(page.get("parallax_analyzer_info", tier="worker", version="1.0.0", **of), 1)
        self.assertEqual(page.get("parallax_analyzer_info", analyzer="entities", tier="in_process"), 1)
        self.assertEqual(page.get("parallax_analyzer_state", analyzer=UNRULY, state="serving"), 1)
        self.assertEqual(page.get("parallax_analyzer_state", analyzer=UNRULY, state="quarantined"), 0)
        self.assertGreater(page.get("parallax_analyzer_resident_bytes", **of), 1 << 20)

        def grown(name, **labels):
            return page.get(name, **labels) - (before.get(name, **labels) or 0)

        self.assertEqual(grown("parallax_analyzer_documents_total", **of), 2)
        self.assertEqual(grown("parallax_analyzer_failed_documents_total", **of), 1)
        calls = grown("parallax_analyzer_calls_total", method="analyze", **of)
        self.assertEqual(grown("parallax_analyzer_calls_total", code="INTERNAL", **of), 1)
        self.assertEqual(grown("parallax_analyzer_call_seconds_count", method="analyze", **of), calls)
        self.assertEqual(grown("parallax_analyzer_call_seconds_bucket", le="+Inf", **of), calls)
        self.assertGreater(grown("parallax_analyzer_call_seconds_sum", **of), 0)

    def page_when(self, holds):
        """The page as soon as `holds` is true of it, or as it is after five seconds: what a call sets going, and the call
        itself, is counted a moment after its answer."""
        deadline = time.monotonic() + 5
        page = self.page()
        while not holds(page) and time.monotonic() < deadline:
            time.sleep(0.02)
            page = self.page()
        return page

    def test_tells_state_restarts_and_poison(self):
        def restarts(page):
            return page.get("parallax_analyzer_restarts_total", analyzer=UNRULY)

        before = restarts(self.page())
        self.analyze("Norway. please crash")
        self.assertGreater(restarts(self.page_when(lambda page: restarts(page) > before)), before)
        name = f"analyzers/{UNRULY}"
        self.client.admin.QuarantineAnalyzer(admin_service_pb2.QuarantineAnalyzerRequest(name=name), timeout=10)
        try:
            page = self.page()
        finally:
            self.client.admin.ReleaseAnalyzer(admin_service_pb2.ReleaseAnalyzerRequest(name=name), timeout=10)
        self.assertEqual(page.get("parallax_analyzer_state", analyzer=UNRULY, state="quarantined"), 1)
        self.assertEqual(page.get("parallax_analyzer_state", analyzer=UNRULY, state="serving"), 0)
        self.assertEqual(page.get("parallax_analyzer_poisoned_documents", analyzer=UNRULY), 1)

    def test_tells_each_method_and_code(self):
        method = "parallax.admin.v1.AdminService/GetAnalyzerState"
        before = self.page()
        for name in ("analyzers/entities", "analyzers/nobody"):
            try:
                self.client.admin.GetAnalyzerState(admin_service_pb2.GetAnalyzerStateRequest(name=name), timeout=10)
            except Exception:  # nobody is NOT_FOUND, which is what is counted
                pass

        def grown(page):
            return tuple(
                (page.get("parallax_rpc_calls_total", method=method, code=code) or 0)
                - (before.get("parallax_rpc_calls_total", method=method, code=code) or 0)
                for code in ("OK", "NOT_FOUND")
            )

        page = self.page_when(lambda page: grown(page) == (1, 1))
        self.assertEqual(grown(page), (1, 1))
        self.assertGreaterEqual(page.get("parallax_rpc_seconds_count", method=method), 2)
        self.assertEqual(page.get("parallax_rpc_running", method=method), 0)

    def test_counts_documents_and_bytes_of_the_store(self):
        request = corpus_service_pb2.CreateCorpusRequest(corpus_id="counted")
        self.client.corpora.CreateCorpus(request, timeout=10)
        page = self.page()
        self.assertEqual(page.get("parallax_corpus_documents", corpus="corpora/counted"), 0)
        self.assertGreater(page.get("parallax_store_bytes"), 0)

    def test_is_not_there_unless_asked_for(self):
        with ServerProcess() as server:
            self.assertNotIn("metrics on", server.output())

    def test_an_address_that_is_taken_is_refused(self):
        port = self.url.split(":")[2].split("/")[0]
        with self.assertRaisesRegex(RuntimeError, "cannot serve metrics"):
            with ServerProcess(f"--metrics-address={port}"):
                pass


class LogLevelTest(unittest.TestCase):
    def test_changes_what_is_logged_and_says_what_was(self):
        with ServerProcess() as server, Client(server.address) as client:
            def set_level(level):
                request = admin_service_pb2.SetLogLevelRequest(level=level)
                return client.admin.SetLogLevel(request, timeout=10).previous_level

            def quarantine():
                for method, request in (
                    (client.admin.QuarantineAnalyzer, admin_service_pb2.QuarantineAnalyzerRequest),
                    (client.admin.ReleaseAnalyzer, admin_service_pb2.ReleaseAnalyzerRequest),
                ):
                    method(request(name="analyzers/entities"), timeout=10)

            self.assertEqual(set_level("error"), "info")
            quarantine()
            self.assertNotIn("quarantined", server.output())
            self.assertEqual(set_level("warning"), "error")
            quarantine()
            self.assertIn("analyzer quarantined", server.output())
            self.assertNotIn("analyzer released", server.output())
            with self.assertRaisesRegex(Exception, "none of debug, info, warning, error"):
                set_level("loud")


if __name__ == "__main__":
    unittest.main()
