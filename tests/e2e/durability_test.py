"""kill -9 loses nothing that was acknowledged."""

import threading
import unittest

import grpc
from parallax_client import Client
from parallax_client.proto.corpus.v1 import import_pb2
from parallax_client.proto.types.v1 import document_pb2
from server_process import ServerProcess

KILL_AFTER_ACKNOWLEDGED = 40
MAX_ITEMS = 20_000  # Far more than are sent before the kill.


def item(number):
    document = document_pb2.InlineDocument(
        id=f"doc-{number}",
        title=f"Bulletin {number}",
        source_name="Harbour Gauge",
        text=f"Bulletin {number}\n第{number}号公报 📈 The gauge in Oslo read {number} centimetres.\n",
    )
    return import_pb2.ImportItem(sequence=number, document=document)


class DurabilityTest(unittest.TestCase):
    def test_acknowledged_documents_survive_a_kill_in_the_middle_of_an_import(self):
        with ServerProcess() as server:
            acknowledged = {}
            committed = self.import_until_killed(server, acknowledged)
            self.assertGreaterEqual(committed, KILL_AFTER_ACKNOWLEDGED)
            self.assertLess(committed, MAX_ITEMS, "the import ended before the kill: nothing was proved")

            server.start()
            with Client(server.address) as client:
                stored = {d.name: d for d in client.documents("gauge", text=True)}
            for number in range(1, committed + 1):
                self.assertIn(acknowledged[number], stored)
                self.assertIn(f"第{number}号公报", stored[acknowledged[number]].text)

    def import_until_killed(self, server, acknowledged):
        stop = threading.Event()

        def requests():
            config = import_pb2.ImportConfig(parent="corpora/gauge", create_corpus=True, import_id="gauge-1")
            yield import_pb2.ImportDocumentsRequest(config=config)
            for number in range(1, MAX_ITEMS + 1):
                if stop.is_set():
                    return
                yield import_pb2.ImportDocumentsRequest(items=[item(number)])

        committed = 0
        with Client(server.address) as client:
            try:
                for answer in client.corpora.ImportDocuments(requests(), timeout=60):
                    for outcome in answer.outcomes:
                        acknowledged[outcome.sequence] = outcome.document
                    committed = max(committed, answer.committed_through)
                    if committed >= KILL_AFTER_ACKNOWLEDGED and server.running():
                        server.kill()
            except grpc.RpcError as error:
                self.assertEqual(error.code(), grpc.StatusCode.UNAVAILABLE)
            finally:
                stop.set()
        self.assertFalse(server.running())
        return committed


if __name__ == "__main__":
    unittest.main()
