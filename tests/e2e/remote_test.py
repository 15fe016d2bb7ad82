"""Analyzers at addresses: absent, there, gone, back, another build, over TLS."""

import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

import grpc
from isolation_test import outcome, reason
from parallax_client import Client
from parallax_client.proto.admin.v1 import admin_service_pb2
from parallax_client.proto.analysis.v1 import analysis_service_pb2, analyzer_pb2
from raw_calls import NOT_SERVING, SERVING, RawCalls
from server_process import BIN, PLUGINS, ROOT, ServerProcess

HELLO = ROOT / "plugins/examples/hello_python/hello.py"
NAME = "hello-python"
HEALTH = f"analyzers/{NAME}"
TLS = pathlib.Path(__file__).parent / "tls"
SECONDS = 30
Outcome = analyzer_pb2.AnalyzerOutcome


class HelloProcess:
    """The Python example, or another build of it, at a socket file."""

    def __init__(self, address, program=HELLO):
        self._process = subprocess.Popen(
            [sys.executable, str(program), "--listen", address], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

        # Python takes longer to start than a server: without this, which is first is chance.
        socket = pathlib.Path(address.removeprefix("unix:"))
        deadline = time.monotonic() + SECONDS
        while not socket.exists() and time.monotonic() < deadline:
            time.sleep(0.01)

    def kill(self):
        self._process.kill()
        self._process.wait()


def analyze(client, text):
    request = analysis_service_pb2.AnalyzeTextRequest()
    request.document.text = text
    for analyzer in (NAME, "entities"):
        request.options.analyzers.add().analyzer = analyzer
    return client.analysis.AnalyzeText(request, timeout=SECONDS)


class RemoteTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.address = f"unix:{self.folder}/hello.sock"
        self.running = None
        self.addCleanup(self.stop)

    def start(self, program=HELLO):
        self.running = HelloProcess(self.address, program)

    def stop(self):
        if self.running is not None:
            self.running.kill()
            self.running = None
        (self.folder / "hello.sock").unlink(missing_ok=True)

    def assert_absent(self, client):
        """Its part says who is missing and where; the others' stand."""
        analysis = analyze(client, "hello from Norway").analysis
        got = outcome(analysis, NAME)
        self.assertEqual(got.state, Outcome.STATE_FAILED, got)
        self.assertEqual(got.error.code, grpc.StatusCode.UNAVAILABLE.value[0])
        self.assertEqual(reason(got.error), "ANALYZER_UNREACHABLE")
        self.assertIn(NAME, got.error.message)
        self.assertIn(self.address, got.error.message)
        self.assertEqual(outcome(analysis, "entities").state, Outcome.STATE_COMPLETED)
        self.assertEqual({m.entity for m in analysis.mentions}, {"region:NO"})

    def assert_there(self, client):
        response = analyze(client, "😀 hello, 你好 from Norway")
        self.assertEqual(outcome(response.analysis, NAME).state, Outcome.STATE_COMPLETED)
        self.assertEqual([f.span.quote for f in response.analysis.custom_findings], ["hello", "你好"])
        return next(run.generation for run in response.runs if run.analyzer == NAME)

    def state(self, client):
        return client.admin.GetAnalyzerState(admin_service_pb2.GetAnalyzerStateRequest(name=HEALTH), timeout=10)

    def test_absent_then_there_then_gone_then_back(self):
        with ServerProcess(f"--remote-analyzer={NAME}={self.address}") as server, Client(server.address) as client:
            raw = self.enterContext(RawCalls(server.address))
            self.assertEqual(raw.health(HEALTH), NOT_SERVING)
            self.assert_absent(client)
            state = self.state(client)
            self.assertEqual(state.analyzer.tier, analyzer_pb2.Analyzer.TIER_REMOTE)
            self.assertEqual(state.path, self.address)
            failures = client.admin.ListAnalyzerStates(admin_service_pb2.ListAnalyzerStatesRequest(), timeout=10).failures
            self.assertEqual([f.path for f in failures], [self.address])

            self.start()
            raw.wait_for_health(HEALTH, SERVING, SECONDS)
            generation = self.assert_there(client)
            failures = client.admin.ListAnalyzerStates(admin_service_pb2.ListAnalyzerStatesRequest(), timeout=10).failures
            self.assertEqual(len(failures), 0)

            self.stop()
            seconds = raw.wait_for_health(HEALTH, NOT_SERVING, SECONDS)
            print(f"\nhealth turned NOT_SERVING {1000 * seconds:.0f} ms after a remote analyzer was killed")
            self.assert_absent(client)

            self.start()
            raw.wait_for_health(HEALTH, SERVING, SECONDS)
            self.assertEqual(self.assert_there(client), generation, "the same build is the same generation")

    def test_another_build_at_the_address_is_another_generation(self):
        self.start()
        with ServerProcess(f"--remote-analyzer={NAME}={self.address}") as server, Client(server.address) as client:
            raw = self.enterContext(RawCalls(server.address))
            raw.wait_for_health(HEALTH, SERVING, SECONDS)
            before = self.assert_there(client)
            self.stop()
            raw.wait_for_health(HEALTH, NOT_SERVING, SECONDS)
            other = self.folder / "hello_2.py"
            other.write_text(HELLO.read_text(encoding="utf-8") + "# another build\n", encoding="utf-8")
            self.start(other)
            deadline = time.monotonic() + SECONDS
            while self.state(client).analyzer.generation == before and time.monotonic() < deadline:
                time.sleep(0.05)
            raw.wait_for_health(HEALTH, SERVING, SECONDS)
            after = self.assert_there(client)
            self.assertNotEqual(after.content_digest, before.content_digest)

    def test_what_it_was_is_known_after_a_restart_without_it(self):
        self.start()
        with ServerProcess(f"--remote-analyzer={self.address}") as server:
            with Client(server.address) as client, RawCalls(server.address) as raw:
                raw.wait_for_health(HEALTH, SERVING, SECONDS)
                self.assert_there(client)
            server.terminate()
            self.stop()
            server.start()
            with Client(server.address) as client, RawCalls(server.address) as raw:
                self.assertEqual(raw.health(HEALTH), NOT_SERVING)
                self.assert_absent(client)
                self.start()
                raw.wait_for_health(HEALTH, SERVING, SECONDS)
                self.assert_there(client)

    def test_somebody_else_at_the_address_does_not_serve(self):
        self.start()
        with ServerProcess(f"--remote-analyzer=goodbye={self.address}") as server, Client(server.address) as client:
            raw = self.enterContext(RawCalls(server.address))
            self.assertEqual(raw.health("analyzers/goodbye"), NOT_SERVING)
            (failure,) = client.admin.ListAnalyzerStates(
                admin_service_pb2.ListAnalyzerStatesRequest(), timeout=10
            ).failures
            self.assertEqual(reason(failure.error), "ANALYZER_ID_MISMATCH")
            self.assertIn(NAME, failure.error.message)


class RemoteTlsTest(unittest.TestCase):
    """A plugin served over mutual TLS."""

    def serve(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        port_file = pathlib.Path(folder, "port")
        process = subprocess.Popen(
            [
                str(BIN / "plx-worker"),
                f"--plugin={PLUGINS / 'entities.so'}",
                "--listen=127.0.0.1:0",
                f"--port-file={port_file}",
                f"--tls-certificate={TLS / 'server.pem'}",
                f"--tls-key={TLS / 'server.key'}",
                f"--tls-client-ca={TLS / 'authority.pem'}",
            ],
            stderr=subprocess.DEVNULL,
        )
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        deadline = time.monotonic() + SECONDS
        while not (port_file.exists() and port_file.read_text().strip()) and time.monotonic() < deadline:
            time.sleep(0.02)
        return f"127.0.0.1:{port_file.read_text().strip()}"

    def serving(self, *flags):
        """Whether a server with these flags and no plugins of its own has the analyzer."""
        empty = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        with ServerProcess(f"--remote-analyzer=entities={self.serve()}", *flags, plugins=(empty,)) as server:
            with RawCalls(server.address) as raw, Client(server.address) as client:
                serving = raw.health("analyzers/entities") == SERVING
                if serving:
                    request = analysis_service_pb2.AnalyzeTextRequest()
                    request.document.text = "Norway."
                    analysis = client.analysis.AnalyzeText(request, timeout=SECONDS).analysis
                    self.assertEqual([m.entity for m in analysis.mentions], ["region:NO"])
                return serving

    def test_serves_who_shows_a_certificate_and_nobody_else(self):
        ca = f"--remote-ca={TLS / 'authority.pem'}"
        certificate = (f"--remote-certificate={TLS / 'client.pem'}", f"--remote-key={TLS / 'client.key'}")
        self.assertTrue(self.serving(ca, *certificate))
        self.assertFalse(self.serving(ca))
        self.assertFalse(self.serving())

    def test_the_server_itself_over_mutual_tls(self):
        flags = (
            f"--tls-certificate={TLS / 'server.pem'}",
            f"--tls-key={TLS / 'server.key'}",
            f"--tls-client-ca={TLS / 'authority.pem'}",
        )
        pem = {name: (TLS / name).read_bytes() for name in ("authority.pem", "client.pem", "client.key")}
        with ServerProcess(*flags) as server:
            credentials = grpc.ssl_channel_credentials(pem["authority.pem"], pem["client.key"], pem["client.pem"])
            with Client(server.address, credentials=credentials) as client:
                client.admin.GetServerInfo(admin_service_pb2.GetServerInfoRequest(), timeout=SECONDS)
            for refused in (None, grpc.ssl_channel_credentials(pem["authority.pem"])):
                with Client(server.address, credentials=refused) as client:
                    with self.assertRaises(grpc.RpcError) as raised:
                        client.admin.GetServerInfo(admin_service_pb2.GetServerInfoRequest(), timeout=SECONDS)
                    self.assertEqual(raised.exception.code(), grpc.StatusCode.UNAVAILABLE)


if __name__ == "__main__":
    unittest.main()
