"""Analyzers that misbehave, in each tier: the server stays up, the others' answers stand, the error
names analyzer and cause, health tells the truth and recovers."""

import os
import pathlib
import shutil
import time
import unittest

from parallax_client import Client
from parallax_client.proto.admin.v1 import admin_service_pb2
from parallax_client.proto.analysis.v1 import analysis_service_pb2, analyzer_pb2
from raw_calls import NOT_SERVING, SERVING, RawCalls
from server_process import PLUGINS, ServerProcess

UNRULY = "fixture-unruly"
HEALTH = f"analyzers/{UNRULY}"
FIXTURES = PLUGINS.parent / "tests" / "plugins"
Outcome = analyzer_pb2.AnalyzerOutcome
START_SECONDS = 60


def plugin_folder(parent, name="unruly_1"):
    """A folder with one build of the unruly analyzer."""
    folder = pathlib.Path(parent, "third-party")
    folder.mkdir(exist_ok=True)
    install(folder, name)
    return folder


def install(folder, name):
    """Puts a build in the place of the one before, as a careful operator does: by renaming."""
    draft = folder / "unruly.so.draft"
    shutil.copy(FIXTURES / f"fixture_{name}.so", draft)
    os.replace(draft, folder / "unruly.so")


class UnrulyServer(ServerProcess):
    """A server with the bundled analyzers and the unruly one."""

    def __init__(self, *flags, build="unruly_1"):
        super().__init__(*flags)
        self._build = build

    def start(self):
        self.third_party = plugin_folder(self.folder, self._build)
        self._plugins = (PLUGINS, self.third_party)
        super().start()


def outcome(analysis, analyzer):
    return next(o for o in analysis.outcomes if o.analyzer == analyzer)


def mentions(analysis):
    return [(m.entity, m.span.start_byte, m.span.end_byte) for m in analysis.mentions]


def reason(error):
    from google.rpc import error_details_pb2

    for detail in error.details:
        info = error_details_pb2.ErrorInfo()
        if detail.Unpack(info):
            return info.reason
    return ""


class IsolationCase(unittest.TestCase):
    flags = ()
    analyzer_timeout = 2  # seconds

    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(UnrulyServer(f"--analyzer-timeout={cls.analyzer_timeout}", *cls.flags))
        cls.client = cls.enterClassContext(Client(cls.server.address))
        cls.raw = cls.enterClassContext(RawCalls(cls.server.address))

    def analyze(self, *texts, analyzers=(UNRULY, "entities")):
        request = analysis_service_pb2.BatchAnalyzeRequest()
        for text in texts:
            request.documents.add().text = text
        for analyzer in analyzers:
            request.options.analyzers.add().analyzer = analyzer
        response = self.client.analysis.BatchAnalyze(request, timeout=60)
        return [result.analysis for result in response.results]

    def state(self):
        request = admin_service_pb2.GetAnalyzerStateRequest(name=HEALTH)
        return self.client.admin.GetAnalyzerState(request, timeout=10)

    def release(self):
        self.client.admin.ReleaseAnalyzer(admin_service_pb2.ReleaseAnalyzerRequest(name=HEALTH), timeout=10)

    def assert_well(self):
        """Both analyzers answer a good document."""
        self.raw.wait_for_health(HEALTH, SERVING, 10)
        (analysis,) = self.analyze("Norway and Japan agreed.")
        self.assertEqual(outcome(analysis, UNRULY).state, Outcome.STATE_COMPLETED, analysis.outcomes)
        self.assertEqual({m.entity for m in analysis.mentions}, {"region:NO", "region:JP"})
        self.assertTrue(self.server.running())

    def check_one_bad_document(self, wish, state, reasons, words):
        """A batch with one bad document: it fails with a reason, the others and entities stand."""
        texts = [f"Norway met Japan on day {i}." for i in range(8)]
        expected = [mentions(a) for a in self.analyze(*texts, analyzers=("entities",))]
        texts[5] = f"{texts[5]} {wish}"
        analyses = self.analyze(*texts)
        self.assertEqual([mentions(a) for a in analyses], expected)
        for i, analysis in enumerate(analyses):
            got = outcome(analysis, UNRULY)
            if i == 5:
                self.assertEqual(got.state, state, got)
                if reasons:
                    self.assertIn(reason(got.error), reasons, got)
                for word in (UNRULY, *words):
                    self.assertIn(word, got.error.message)
            else:
                self.assertEqual(got.state, Outcome.STATE_COMPLETED, got)


class WorkerTierTest(IsolationCase):
    """The default of a folder that is not the bundled one."""

    analyzer_timeout = 5  # a flood of findings takes a moment on a busy machine

    def setUp(self):
        self.release()
        self.assert_well()

    def test_it_runs_in_a_process_of_its_own(self):
        state = self.state()
        self.assertEqual(state.analyzer.tier, analyzer_pb2.Analyzer.TIER_WORKER)
        self.assertGreater(state.process_id, 0)
        self.assertGreater(state.resident_bytes, 1 << 20)
        self.assertTrue(pathlib.Path(f"/proc/{state.process_id}").exists())
        limits = pathlib.Path(f"/proc/{state.process_id}/limits").read_text(encoding="ascii")
        self.assertRegex(limits, r"Max core file size\s+0 ")
        self.assertRegex(limits, r"Max open files\s+256 ")
        status = pathlib.Path(f"/proc/{state.process_id}/status").read_text(encoding="ascii")
        self.assertIn("NoNewPrivs:\t1", status)

    def test_a_crash_costs_its_document_alone_which_is_remembered_and_can_be_released(self):
        for wish, words in (
            ("please crash", ("Segmentation fault",)),
            ("please abort", ("Aborted",)),
            ("please exit", ("ended with code 3",)),
        ):
            with self.subTest(wish):
                self.release()
                process = self.state().process_id
                self.check_one_bad_document(wish, Outcome.STATE_FAILED, ("ANALYZER_CRASHED",), words)
                deadline = time.monotonic() + 10
                while self.state().process_id in (0, process) and time.monotonic() < deadline:
                    time.sleep(0.02)
                before = self.state()
                self.assertEqual(len(before.poisoned_revisions), 1)
                (again,) = self.analyze(f"Norway met Japan on day 5. {wish}")
                self.assertIn("not tried again", outcome(again, UNRULY).error.message)
                self.assertEqual(self.state().restarts, before.restarts, "it was tried again")
                self.assert_well()
        self.release()
        self.assertEqual(len(self.state().poisoned_revisions), 0)

    def test_what_breaks_the_contract_without_a_crash_costs_its_document(self):
        for wish, state, reasons, words in (
            ("please throw", Outcome.STATE_FAILED, ("ANALYZER_FAILED",), ("lost its way",)),
            ("please lie", Outcome.STATE_FAILED, ("SPAN_INVALID",), ("base.span",)),
        ):
            with self.subTest(wish):
                self.check_one_bad_document(wish, state, reasons, words)
        self.assertEqual(len(self.state().poisoned_revisions), 0)

    def test_a_flood_is_truncated(self):
        (analysis,) = self.analyze("Norway. please flood")
        self.assertEqual(outcome(analysis, UNRULY).state, Outcome.STATE_TRUNCATED)
        self.assert_well()

    def test_a_hang_ends_at_the_deadline_and_costs_the_process(self):
        before = self.state().restarts
        (analysis,) = self.analyze("Norway. please hang")
        self.assertEqual(outcome(analysis, UNRULY).state, Outcome.STATE_TIMED_OUT)
        self.assertEqual(outcome(analysis, "entities").state, Outcome.STATE_COMPLETED)
        deadline = time.monotonic() + 10
        while self.state().restarts == before and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertGreater(self.state().restarts, before)
        self.assert_well()

    def test_health_flips_when_the_worker_dies_and_recovers(self):
        process = self.state().process_id
        os.kill(process, 19)  # SIGSTOP: it lives and answers nothing
        try:
            seconds = self.raw.wait_for_health(HEALTH, NOT_SERVING, 10)
            print(f"\nhealth turned NOT_SERVING {1000 * seconds:.0f} ms after the worker was stopped")
        finally:
            os.kill(process, 18)
        self.raw.wait_for_health(HEALTH, SERVING, 10)
        os.kill(process, 9)
        deadline = time.monotonic() + 10
        while self.state().process_id == process and time.monotonic() < deadline:
            time.sleep(0.02)
        self.assert_well()
        self.assertFalse(pathlib.Path(f"/proc/{process}").exists(), "a process was not waited for")

    def test_locale_and_threads_of_a_worker_are_its_own(self):
        for wish in ("please change the locale", "please start threads"):
            (analysis,) = self.analyze(f"Norway. {wish}")
            self.assertEqual(outcome(analysis, UNRULY).state, Outcome.STATE_COMPLETED)
        self.assert_well()

    def test_quarantine_takes_it_out_and_release_puts_it_back(self):
        request = admin_service_pb2.QuarantineAnalyzerRequest(name=HEALTH, reason="under suspicion")
        state = self.client.admin.QuarantineAnalyzer(request, timeout=10)
        self.assertEqual(state.analyzer.state, analyzer_pb2.Analyzer.STATE_QUARANTINED)
        self.assertEqual(self.raw.health(HEALTH), NOT_SERVING)
        (analysis,) = self.analyze("Norway.")
        got = outcome(analysis, UNRULY)
        self.assertEqual(reason(got.error), "ANALYZER_QUARANTINED")
        self.assertIn("under suspicion", got.error.message)
        self.assertEqual(outcome(analysis, "entities").state, Outcome.STATE_COMPLETED)
        self.release()
        self.assert_well()


class MemoryLimitTest(IsolationCase):
    flags = ("--worker-memory-mib=600",)
    analyzer_timeout = 60

    def test_a_leak_ends_at_the_limit_and_the_worker_is_replaced(self):
        (analysis,) = self.analyze("Norway. please leak")
        got = outcome(analysis, UNRULY)
        self.assertEqual(got.state, Outcome.STATE_FAILED)
        self.assertIn(UNRULY, got.error.message)
        self.assertEqual(outcome(analysis, "entities").state, Outcome.STATE_COMPLETED)
        self.assertTrue(self.server.running())


class InProcessTierTest(IsolationCase):
    """The operator trusts it; what does not end the process is still contained."""

    flags = (f"--tier={UNRULY}=in_process", "--max-stuck=2")

    def test_it_runs_in_the_server(self):
        state = self.state()
        self.assertEqual(state.analyzer.tier, analyzer_pb2.Analyzer.TIER_IN_PROCESS)
        self.assertEqual(state.process_id, 0)

    def test_what_breaks_the_contract_costs_its_document(self):
        self.check_one_bad_document("please throw", Outcome.STATE_FAILED, ("ANALYZER_FAILED",), ("lost its way",))
        self.check_one_bad_document("please lie", Outcome.STATE_FAILED, ("SPAN_INVALID",), ("base.span",))
        (analysis,) = self.analyze("Norway. please flood")
        self.assertEqual(outcome(analysis, UNRULY).state, Outcome.STATE_TRUNCATED)
        self.assert_well()

    def test_hung_calls_are_set_aside_up_to_a_cap_and_come_back(self):
        for stuck in (1, 2):
            (analysis,) = self.analyze("Norway. please stall")  # 3 s; the deadline is 2 s
            got = outcome(analysis, UNRULY)
            self.assertEqual(got.state, Outcome.STATE_TIMED_OUT)
            self.assertEqual(reason(got.error), "ANALYZER_HUNG")
            self.assertEqual(outcome(analysis, "entities").state, Outcome.STATE_COMPLETED)
            if stuck == 1:
                self.assertEqual(self.raw.health(HEALTH), SERVING, "one was replaced")
        self.assert_well()


if __name__ == "__main__":
    unittest.main()
