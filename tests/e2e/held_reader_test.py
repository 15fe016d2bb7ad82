"""Clients that open a stream and stop reading hold up neither an import nor the end of the store's log."""

import os
import pathlib
import random
import threading
import time
import unittest

from parallax_client import Client
from parallax_client.proto.corpus.v1 import corpus_service_pb2, import_pb2
from parallax_client.proto.types.v1 import document_pb2
from server_process import ServerProcess

# Seconds without reading. The full figure of the soak is 60 and is run by hand: PARALLAX_SOAK=60.
HOLD = float(os.environ.get("PARALLAX_SOAK", "3"))
# More than fits into the buffers of a connection, so that the server has to wait for its reader.
DOCUMENTS_BEFORE = 4000
BATCH = 200
# The log goes to the file from 32 MiB on; one commit of an import adds some tens.
LOG_BOUND_MIB = 256
CALL_SECONDS = 600
WORDS = "quota tariff harbour gauge zinc grain ferry bridge council ministry 稀土 配额 港口 关税 部长 委员会".split()


def document(number):
    """About a kilobyte, each another text."""
    chance = random.Random(number)
    lines = [" ".join(chance.choices(WORDS, k=12)) + f" {number}-{line}." for line in range(12)]
    return document_pb2.InlineDocument(id=f"d-{number}", source_name="Harbour Gauge", text="\n".join(lines))


class Sampler(threading.Thread):
    """Looks at the size of a file until it is stopped."""

    def __init__(self, path):
        super().__init__(daemon=True)
        self._path = pathlib.Path(path)
        self._ended = threading.Event()
        self.most_mib = 0.0

    def run(self):
        while not self._ended.wait(0.05):
            if self._path.exists():
                self.most_mib = max(self.most_mib, self._path.stat().st_size / (1 << 20))

    def stop(self):
        """Ends the thread."""
        self._ended.set()
        self.join()


class HeldReaderTest(unittest.TestCase):
    def setUp(self):
        self.server = self.enterContext(ServerProcess())
        self.client = self.enterContext(Client(self.server.address))
        self.sent = 0

    def import_until(self, done):
        """Imports new documents until `done()` holds for the number of them; that number."""
        first = self.sent

        def requests():
            yield import_pb2.ImportDocumentsRequest(
                config=import_pb2.ImportConfig(parent="corpora/gauge", create_corpus=True)
            )
            while not done(self.sent - first):
                items = []
                for _ in range(BATCH):
                    self.sent += 1
                    items.append(import_pb2.ImportItem(document=document(self.sent)))
                yield import_pb2.ImportDocumentsRequest(items=items)

        created = 0
        for answer in self.client.corpora.ImportDocuments(requests(), timeout=CALL_SECONDS):
            created = answer.counts.created
        self.assertEqual(created, self.sent - first)
        return created

    def import_for(self, seconds):
        """Imports for so long; documents a second, until the last was durable."""
        start = time.monotonic()
        created = self.import_until(lambda _: time.monotonic() - start >= seconds)
        return created / (time.monotonic() - start)

    def test_streams_that_are_not_read_hold_nobody_up(self):
        self.import_until(lambda n: n >= DOCUMENTS_BEFORE)
        before = self.import_for(HOLD / 2)
        held = self.sent
        export = self.client.corpora.ExportDocuments(
            import_pb2.ExportDocumentsRequest(parent="corpora/gauge"), timeout=CALL_SECONDS
        )
        watch = self.client.corpora.WatchDocuments(
            corpus_service_pb2.WatchDocumentsRequest(parent="corpora/gauge", from_start=True),
            timeout=CALL_SECONDS,
        )
        exported = {next(export).document.name}
        next(watch)
        sampler = Sampler(self.server.data / "corpora.db-wal")
        sampler.start()
        during = self.import_for(HOLD)
        sampler.stop()
        self.assertLess(sampler.most_mib, LOG_BOUND_MIB)
        self.assertGreater(self.sent, held, "nothing was imported while the streams were not read")
        # Both go on where they were.
        exported.update(answer.document.name for answer in export if answer.HasField("document"))
        self.assertGreaterEqual(len(exported), held)
        seen = set()
        for event in watch:
            if event.HasField("document"):
                seen.add(event.document.name)
            if len(seen) == self.sent:
                break
        watch.cancel()
        print(
            f"\nan export and a watch not read for {HOLD:.0f} s: {during:.0f} documents/s imported meanwhile, "
            f"{before:.0f} before; the log was at most {sampler.most_mib:.0f} MiB"
        )


if __name__ == "__main__":
    unittest.main()
