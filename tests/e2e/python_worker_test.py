"""The example of an analyzer in Python, asked as a server asks it."""

import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

import grpc
from parallax_client.proto.worker.v1 import analyzer_worker_pb2 as worker
from parallax_client.proto.worker.v1 import analyzer_worker_pb2_grpc as worker_grpc

EXAMPLE = pathlib.Path(__file__).resolve().parents[2] / "plugins/examples/hello_python/hello.py"
SECONDS = 30


class HelloProcess:
    """The example on a free port while in a `with` block; `address` once it listens."""

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory()
        port = pathlib.Path(self._folder.name, "port")
        self._process = subprocess.Popen(
            [sys.executable, EXAMPLE, "--listen", "127.0.0.1:0", "--port-file", port], stdout=subprocess.DEVNULL
        )
        deadline = time.monotonic() + SECONDS
        while not (port.exists() and port.read_text().strip()):
            if time.monotonic() > deadline or self._process.poll() is not None:
                self.__exit__()
                raise RuntimeError("the example does not listen")
            time.sleep(0.02)
        self.address = f"127.0.0.1:{port.read_text().strip()}"
        return self

    def __exit__(self, *exception):
        self._process.terminate()
        self._process.wait(SECONDS)
        self._folder.cleanup()


class PythonWorkerTest(unittest.TestCase):
    def setUp(self):
        self.hello = self.enterContext(HelloProcess())
        channel = self.enterContext(grpc.insecure_channel(self.hello.address))
        self.stub = worker_grpc.AnalyzerWorkerStub(channel)

    def analyze(self, *requests):
        results = {}
        for response in self.stub.Analyze(iter(requests), timeout=SECONDS):
            for part in response.results:
                results.setdefault(part.index, worker.DocumentResult()).MergeFrom(part)
        return results

    def test_describes_itself_before_and_after_it_is_configured(self):
        before = self.stub.Describe(worker.DescribeRequest(), timeout=SECONDS)
        self.stub.Configure(worker.ConfigureRequest(config_json="{}"), timeout=SECONDS)
        self.assertEqual(before, self.stub.Describe(worker.DescribeRequest(), timeout=SECONDS))
        self.assertEqual((before.id, list(before.produces)), ("hello-python", ["hello.greeting"]))
        self.assertEqual(len(before.content_digest), 64)

    def test_finds_bytes_not_characters(self):
        text = "😀 hello, 你好!"
        (result,) = self.analyze(
            worker.AnalyzeRequest(documents=[worker.Document(index=0, name="a", text=text)])
        ).values()
        quotes = [text.encode()[f.span.begin : f.span.end].decode() for f in result.findings]
        self.assertEqual(quotes, ["hello", "你好"])

    def test_answers_every_document_of_a_batch_in_parts(self):
        long = "hello " * 60_000
        results = self.analyze(
            worker.AnalyzeRequest(
                documents=[
                    worker.Document(index=0, name="a", text="nothing"),
                    worker.Document(index=1, name="b", text=long[: len(long) // 2]),
                ]
            ),
            # The rest of the second document, as a sender cuts it: strings are replaced by the last part, so a
            # text is never cut; lists are.
            worker.AnalyzeRequest(documents=[worker.Document(index=1, tokens=[0, 5, 1, 0])]),
        )
        self.assertEqual(sorted(results), [0, 1])
        self.assertEqual(len(results[0].findings), 0)
        self.assertEqual(len(results[1].findings), 30_000)
        self.assertFalse(results[1].HasField("failure"))

    def test_refuses_a_configuration_it_does_not_take(self):
        with self.assertRaises(grpc.RpcError) as raised:
            self.stub.Configure(worker.ConfigureRequest(config_json='{"depth":1}'), timeout=SECONDS)
        self.assertEqual(raised.exception.code(), grpc.StatusCode.INVALID_ARGUMENT)

    def test_tells_what_it_has_done(self):
        self.analyze(worker.AnalyzeRequest(documents=[worker.Document(index=0, name="a", text="hello")]))
        ping = self.stub.Ping(worker.PingRequest(), timeout=SECONDS)
        self.assertEqual((ping.busy, ping.batches, ping.documents), (0, 1, 1))


if __name__ == "__main__":
    unittest.main()
