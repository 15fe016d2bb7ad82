"""Hello, world in Python: an analyzer as a process of its own, which finds "hello" and "你好".

    pip install ./clients/python          # the messages (parallax_client.proto) and grpcio
    python3 hello.py --listen 127.0.0.1:7390

Serves parallax.worker.v1.AnalyzerWorker; a server that is started with --remote-analyzer
127.0.0.1:7390 runs it like any other analyzer. Everything a batch may need is here: offsets in bytes,
cancellation, an outcome per document.
"""

import argparse
import hashlib
import pathlib
import re
import signal
import threading
import uuid
from concurrent import futures

import grpc
from parallax_client.proto.worker.v1 import analyzer_worker_pb2 as worker
from parallax_client.proto.worker.v1 import analyzer_worker_pb2_grpc as worker_grpc

GREETING = re.compile(r"hello|你好")
MAX_MESSAGE_BYTES = 1 << 20  # a sender cuts an answer where it passes this
CALLS_AT_ONCE = 4


class HelloWorker(worker_grpc.AnalyzerWorkerServicer):
    """Thread-safe: it keeps only counters."""

    def __init__(self):
        self._lock = threading.Lock()
        self._busy = self._batches = self._documents = 0
        self._incarnation = str(uuid.uuid4())

    def Describe(self, request, context):
        return worker.DescribeResponse(
            id="hello-python",
            version="0.1.0",
            vendor="Parallax",
            licence="Apache-2.0",
            display_name="Hello in Python",
            description="Finds greetings.",
            produces=["hello.greeting"],
            language_codes=["*"],
            content_digest=hashlib.sha256(pathlib.Path(__file__).read_bytes()).hexdigest(),
        )

    def Configure(self, request, context):
        if request.config_json not in ("", "{}"):
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, "hello-python takes no configuration")
        return worker.ConfigureResponse(config_json="{}")

    def Analyze(self, request_iterator, context):
        # Parts of one document have the same index, and are merged as they come.
        documents = {}
        for request in request_iterator:
            for part in request.documents:
                documents.setdefault(part.index, worker.Document()).MergeFrom(part)
        with self._lock:
            self._busy += 1
        try:
            for index in sorted(documents):
                if not context.is_active():  # the caller has gone, or its deadline has passed
                    return
                yield from answer(index, documents[index].text)
        finally:
            with self._lock:
                self._busy -= 1
                self._batches += 1
                self._documents += len(documents)

    def Ping(self, request, context):
        with self._lock:
            return worker.PingResponse(
                busy=self._busy,
                batches=self._batches,
                documents=self._documents,
                incarnation=self._incarnation,
            )


def answer(index, text):
    """The findings of one document, in as many messages as they need."""
    result, size = worker.DocumentResult(index=index), 0
    for match in GREETING.finditer(text):
        # Spans are bytes of UTF-8, not characters.
        begin = len(text[: match.start()].encode())
        finding = result.findings.add(
            span=worker.Span(begin=begin, end=begin + len(match[0].encode())),
            custom=worker.Custom(type="hello.greeting"),
        )
        size += finding.ByteSize()
        if size > MAX_MESSAGE_BYTES:
            yield worker.AnalyzeResponse(results=[result])
            result, size = worker.DocumentResult(index=index), 0
    yield worker.AnalyzeResponse(results=[result])


def main():
    parser = argparse.ArgumentParser(description="An analyzer in Python: finds greetings.")
    parser.add_argument("--listen", default="127.0.0.1:7390", help="address; port 0: any free one (default: %(default)s)")
    parser.add_argument("--port-file", help="write the port here once it listens")
    arguments = parser.parse_args()
    server = grpc.server(futures.ThreadPoolExecutor(CALLS_AT_ONCE), options=[("grpc.so_reuseport", 0)])
    worker_grpc.add_AnalyzerWorkerServicer_to_server(HelloWorker(), server)
    port = server.add_insecure_port(arguments.listen)
    server.start()
    print(f"hello-python listens on port {port}", flush=True)
    if arguments.port_file:
        pathlib.Path(arguments.port_file).write_text(f"{port}\n", encoding="utf-8")
    signal.signal(signal.SIGTERM, lambda *_: server.stop(grace=5))
    server.wait_for_termination()


if __name__ == "__main__":
    main()
