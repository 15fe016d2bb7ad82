"""What is too much, asked for twice, or asked of nobody is refused with a reason, and changes nothing."""

import pathlib
import subprocess
import tempfile
import unittest

import grpc
from google.longrunning import operations_pb2, operations_pb2_grpc
from parallax_client import Client, ParallaxError
from parallax_client.proto.admin.v1 import admin_service_pb2 as admin
from parallax_client.proto.analysis.v1 import analysis_service_pb2 as analysis
from parallax_client.proto.corpus.v1 import corpus_service_pb2 as corpora
from parallax_client.proto.corpus.v1 import import_pb2
from parallax_client.proto.types.v1 import document_pb2
from server_process import BIN, PLUGINS, ServerProcess

CODE = grpc.StatusCode
CALL_SECONDS = 120
MIB = 1 << 20


def inline(text="Norway opened a harbour.", **fields):
    return document_pb2.InlineDocument(text=text, **fields)


def item(**fields):
    return import_pb2.ImportItem(document=inline(**fields))


class RequestLimitsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(ServerProcess("--tier=gossip=worker"))
        cls.client = cls.enterClassContext(Client(cls.server.address))
        cls.operations = operations_pb2_grpc.OperationsStub(cls.client._channel)

    def refused(self, method, request, reason, says, code=CODE.INVALID_ARGUMENT):
        with self.assertRaises(grpc.RpcError) as raised:
            answer = method(request, timeout=CALL_SECONDS)
            if isinstance(answer, grpc.RpcContext):  # a stream
                list(answer)
        error = ParallaxError.of(raised.exception)
        self.assertEqual((error.code, error.reason), (code, reason), error)
        self.assertIn(says, error.message)

    def test_operations_come_in_pages(self):
        for _ in range(3):
            request = admin.ApplyAnalyzerRequest(path="/none/x.so")
            started = self.client.admin.ApplyAnalyzer(request, timeout=CALL_SECONDS)
            self.operations.WaitOperation(operations_pb2.WaitOperationRequest(name=started.name), timeout=CALL_SECONDS)
        names, sizes, token = [], [], ""
        while True:
            request = operations_pb2.ListOperationsRequest(page_size=2, page_token=token)
            page = self.operations.ListOperations(request, timeout=CALL_SECONDS)
            names += [operation.name for operation in page.operations]
            sizes.append(len(page.operations))
            token = page.next_page_token
            if not token:
                break
        whole = self.operations.ListOperations(operations_pb2.ListOperationsRequest(), timeout=CALL_SECONDS)
        self.assertEqual(names, [operation.name for operation in whole.operations])
        self.assertEqual(sizes[0], 2)
        self.assertLessEqual(max(sizes), 2)
        table = [
            ("negative size", {"page_size": -1}, "PAGE_SIZE_INVALID", "page_size"),
            ("a token of nobody", {"page_token": "x"}, "PAGE_TOKEN_INVALID", "ListOperations"),
            ("a filter", {"filter": "done = true"}, "FILTER_INVALID", "filter"),
        ]
        for what, fields, reason, says in table:
            with self.subTest(what):
                self.refused(self.operations.ListOperations, operations_pb2.ListOperationsRequest(**fields), reason, says)

    def test_a_tier_for_no_analyzer_is_reported(self):
        states = self.client.admin.ListAnalyzerStates(admin.ListAnalyzerStatesRequest(), timeout=CALL_SECONDS)
        said = [failure.error.message for failure in states.failures if "gossip" in failure.path]
        self.assertEqual(len(said), 1, states.failures)
        self.assertIn("loaded are: claims, entities, stance", said[0])
        self.assertIn("TIER_WITHOUT_PLUGIN", self.server.output())
        with tempfile.TemporaryDirectory() as data:
            command = [str(BIN / "parallaxd"), f"--data={data}", f"--plugins={PLUGINS}", "--tier=gossip=worker", "--check-config"]
            checked = subprocess.run(command, capture_output=True, text=True, timeout=CALL_SECONDS)
        self.assertNotEqual(checked.returncode, 0)
        self.assertIn("gossip", checked.stderr)

    def test_titles_and_addresses(self):
        def analyzed(**fields):
            request = analysis.AnalyzeTextRequest(document=inline(**fields))
            return self.client.analysis.AnalyzeText(request, timeout=CALL_SECONDS)

        def created(**fields):
            document = document_pb2.Document(text="Norway opened a harbour.", **fields)
            request = corpora.CreateDocumentRequest(parent="corpora/fields", document=document)
            return self.client.corpora.CreateDocument(request, timeout=CALL_SECONDS)

        self.client.corpora.CreateCorpus(corpora.CreateCorpusRequest(corpus_id="fields"), timeout=CALL_SECONDS)
        analyzed(title="t" * 4096, url="u" * 8192, source_name="s" * 1024, feed="f" * 1024)
        created(title="港" * 1365, url="u" * 8192)
        table = [("title", 4096), ("url", 8192), ("source_name", 1024), ("feed", 1024)]
        for field, limit in table:
            says = f"{field}: {limit + 1} bytes are more than the limit of {limit}"
            long = {field: "x" * (limit + 1)}
            for send in (analyzed, created):
                with self.subTest(field=field, by=send.__name__):
                    self.refused(lambda _, timeout: send(**long), None, "FIELD_TOO_LONG", says)
            with self.subTest(field=field, by="import"):
                request = import_pb2.BatchImportDocumentsRequest(
                    config=import_pb2.ImportConfig(parent="corpora/fields"), items=[item(**long), item(text="A harbour.")]
                )
                outcomes = self.client.corpora.BatchImportDocuments(request, timeout=CALL_SECONDS).outcomes
                self.assertEqual(outcomes[0].state, import_pb2.ImportOutcome.STATE_REJECTED)
                self.assertIn(says, outcomes[0].error.message)
                self.assertNotEqual(outcomes[1].state, import_pb2.ImportOutcome.STATE_REJECTED)

    def test_more_text_than_a_call_takes(self):
        calls, text = self.client.analysis, "The port is open. " * (MIB // 18)
        documents = [inline(text=text) for _ in range(65)]
        selection = analysis.DocumentSelection(documents=documents)
        files = [import_pb2.ImportItem(file=import_pb2.RawFile(content=text.encode())) for _ in range(65)]
        config = import_pb2.ImportConfig(parent="corpora/large", create_corpus=True)
        table = [
            (calls.BatchAnalyze, analysis.BatchAnalyzeRequest(documents=documents), "documents: "),
            (calls.StreamAnalyze, iter([analysis.StreamAnalyzeRequest(documents=documents)]), "documents: "),
            (calls.CompareClaims, analysis.CompareClaimsRequest(selection=selection), "selection.documents: "),
            (calls.AnalyzeDocuments, analysis.AnalyzeDocumentsRequest(selection=selection), "selection.documents: "),
            (
                self.client.corpora.BatchImportDocuments,
                import_pb2.BatchImportDocumentsRequest(config=config, items=files),
                "items: ",
            ),
        ]
        for method, request, says in table:
            with self.subTest(says):
                self.refused(method, request, "REQUEST_TOO_LARGE", says)
        listed = self.client.corpora.ListCorpora(corpora.ListCorporaRequest(), timeout=CALL_SECONDS).corpora
        self.assertNotIn("corpora/large", [corpus.name for corpus in listed])

    def test_a_message_over_the_limit_of_the_server(self):
        content = b"The port is open.\n" * (97 * MIB // 18)
        request = import_pb2.BatchImportDocumentsRequest(items=[import_pb2.ImportItem(file=import_pb2.RawFile(content=content))])
        with self.assertRaises(ParallaxError) as raised:
            self.client._call(self.client.corpora.BatchImportDocuments, request)
        self.assertEqual(raised.exception.code, CODE.RESOURCE_EXHAUSTED)
        self.assertIn("--max-message-bytes", raised.exception.message)
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "large.txt")
            file.write_bytes(content)
            command = [str(BIN / "parallax"), f"--server={self.server.address}", "import", "huge", str(file)]
            done = subprocess.run(command, capture_output=True, text=True, timeout=CALL_SECONDS)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("--max-message-bytes", done.stderr)

    def test_an_id_twice_in_one_batch(self):
        calls = self.client.analysis
        table = [
            ("twice", [inline(id="a"), inline(id="b"), inline(id="a")], 'documents[2].id: "a"'),
            ("that of one without", [inline(), inline(id="inline/1")], 'documents[1].id: "inline/1"'),
        ]
        for what, documents, says in table:
            with self.subTest(what):
                self.refused(calls.BatchAnalyze, analysis.BatchAnalyzeRequest(documents=documents), "DUPLICATE_DOCUMENT_ID", says)
                stream = iter([analysis.StreamAnalyzeRequest(documents=documents)])
                self.refused(calls.StreamAnalyze, stream, "DUPLICATE_DOCUMENT_ID", says)
        answer = calls.BatchAnalyze(analysis.BatchAnalyzeRequest(documents=[inline(), inline(id="a")]), timeout=CALL_SECONDS)
        self.assertEqual([result.analysis.document for result in answer.results], ["inline/1", "a"])

    def test_an_analyzer_that_is_not_loaded(self):
        name = "analyzers/gossip"
        table = [
            (self.client.admin.GetAnalyzerState, admin.GetAnalyzerStateRequest(name=name)),
            (self.client.admin.QuarantineAnalyzer, admin.QuarantineAnalyzerRequest(name=name, reason="tests")),
            (self.client.admin.ReleaseAnalyzer, admin.ReleaseAnalyzerRequest(name=name)),
            (self.client.admin.ApplyAnalyzer, admin.ApplyAnalyzerRequest(name=name)),
        ]
        for method, request in table:
            with self.subTest(type(request).__name__):
                says = 'no analyzer "gossip" is loaded; loaded are: claims, entities, stance'
                self.refused(method, request, "ANALYZER_NOT_FOUND", says, CODE.NOT_FOUND)

    def test_an_import_that_is_only_tried_creates_no_corpus(self):
        config = import_pb2.ImportConfig(parent="corpora/tried", create_corpus=True, validate_only=True)
        items = [item(), item(text=" "), item()]
        created, rejected = import_pb2.ImportOutcome.STATE_CREATED, import_pb2.ImportOutcome.STATE_REJECTED
        request = import_pb2.BatchImportDocumentsRequest(config=config, items=items)
        batch = self.client.corpora.BatchImportDocuments(request, timeout=CALL_SECONDS).outcomes
        stream = self.client.corpora.ImportDocuments(
            iter([import_pb2.ImportDocumentsRequest(config=config), import_pb2.ImportDocumentsRequest(items=items)]),
            timeout=CALL_SECONDS,
        )
        streamed = [outcome for answer in stream for outcome in answer.outcomes]
        for outcomes in (batch, streamed):
            states = [outcome.state for outcome in outcomes]
            self.assertEqual(states[:2], [created, rejected])
            self.assertIn(states[2], (created, import_pb2.ImportOutcome.STATE_UNCHANGED))  # as the items fall into groups
        get = corpora.GetCorpusRequest(name="corpora/tried")
        self.refused(self.client.corpora.GetCorpus, get, "CORPUS_NOT_FOUND", "tried", CODE.NOT_FOUND)
        config.parent = "corpora/Not An Id"
        request = import_pb2.BatchImportDocumentsRequest(config=config, items=items)
        self.refused(self.client.corpora.BatchImportDocuments, request, "NAME_INVALID", "Not An Id")


if __name__ == "__main__":
    unittest.main()
