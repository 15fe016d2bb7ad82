"""Requests one after the other from a few threads, in a process of their own: what the test does meanwhile
must not slow down what it measures.

    request_load.py ADDRESS ANALYZER    until standard input ends; then prints how it went as JSON
"""

import json
import pathlib
import subprocess
import sys
import threading
import time

THREADS = 4
DOCUMENTS = 4


class RequestLoad:
    """While in a `with` block; then `requests` as (start, seconds) by time.monotonic(), `failures`, `payloads`."""

    def __init__(self, address, analyzer):
        self._command = [sys.executable, str(pathlib.Path(__file__)), address, analyzer]

    def __enter__(self):
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        self._process.stdout.readline()  # it has begun
        return self

    def __exit__(self, *exception):
        output, _ = self._process.communicate("", timeout=120)
        said = json.loads(output)
        self.requests = said["requests"]
        self.failures = said["failures"]
        self.payloads = set(said["payloads"])

    def seconds(self, windows):
        """Of the requests that ran wholly or partly in one of the windows (begin, end)."""
        return [s for t, s in self.requests if any(t < end and t + s > begin for begin, end in windows)]


def run(address, analyzer):
    from parallax_client import Client
    from parallax_client.proto.analysis.v1 import analysis_service_pb2, analyzer_pb2

    requests, failures, payloads = [], [], set()
    end = threading.Event()

    def load(number):
        request = analysis_service_pb2.BatchAnalyzeRequest()
        for i in range(DOCUMENTS):
            request.documents.add().text = f"Norway met Japan, said reader {number} on day {i}."
        for name in (analyzer, "entities"):
            request.options.analyzers.add().analyzer = name
        with Client(address) as client:
            while not end.is_set():
                start = time.monotonic()
                try:
                    response = client.analysis.BatchAnalyze(request, timeout=60)
                except Exception as error:  # whatever it is, it is a failed request
                    failures.append(repr(error))
                    continue
                requests.append((start, time.monotonic() - start))
                for result in response.results:
                    for outcome in result.analysis.outcomes:
                        if outcome.state != analyzer_pb2.AnalyzerOutcome.STATE_COMPLETED:
                            failures.append(str(outcome))
                    payloads.update(f.payload.decode() for f in result.analysis.custom_findings)

    threads = [threading.Thread(target=load, args=(i,)) for i in range(THREADS)]
    for thread in threads:
        thread.start()
    while not requests and not failures:
        time.sleep(0.01)
    print("running", flush=True)
    sys.stdin.read()
    end.set()
    for thread in threads:
        thread.join()
    json.dump({"requests": requests, "failures": failures, "payloads": sorted(payloads)}, sys.stdout)


if __name__ == "__main__":
    run(*sys.argv[1:])
