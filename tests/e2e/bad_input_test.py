"""Bad requests get the right code, a stable reason and words that help; the server stays up."""

import unittest

import grpc
from parallax_client import Client, ParallaxError
from parallax_client.proto.analysis.v1 import analysis_service_pb2 as analysis
from parallax_client.proto.analysis.v1 import analyzer_pb2
from parallax_client.proto.corpus.v1 import corpus_service_pb2 as corpora
from parallax_client.proto.corpus.v1 import import_pb2
from parallax_client.proto.types.v1 import document_pb2
from server_process import ServerProcess

CODE = grpc.StatusCode
TOO_LONG = "The port is open. " * (2 << 20)  # 36 MiB: over any limit a server sets for one document.


def analyze(text="Norway opened a harbour.", options=None):
    return analysis.AnalyzeTextRequest(document=document_pb2.InlineDocument(text=text), options=options)


def analyze_bytes(content, **fields):
    return analysis.AnalyzeTextRequest(document=document_pb2.InlineDocument(raw_content=content, **fields))


def with_analyzer(**fields):
    options = fields.pop("keys", {})
    config = analyzer_pb2.AnalyzerConfig(**fields)
    config.options.update(options)
    return analysis.AnalysisOptions(analyzers=[config])


class BadInputTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(ServerProcess())
        cls.client = cls.enterClassContext(Client(cls.server.address))
        cls.client.corpora.CreateCorpus(corpora.CreateCorpusRequest(corpus_id="kept"), timeout=30)
        item = import_pb2.ImportItem(document=document_pb2.InlineDocument(text="Norway opened a harbour."))
        request = import_pb2.BatchImportDocumentsRequest(
            config=import_pb2.ImportConfig(parent="corpora/kept"), items=[item]
        )
        cls.client.corpora.BatchImportDocuments(request, timeout=30)

    def tearDown(self):
        self.assertTrue(self.server.running(), self.server.output())
        self.assertEqual(len(list(self.client.documents("kept"))), 1)
        self.assertTrue(self.client.analyze_text("Norway opened a harbour.").mentions)

    def expect(self, method, request, code, says):
        with self.assertRaises(grpc.RpcError) as raised:
            method(request, timeout=60)
        error = ParallaxError.of(raised.exception)
        self.assertEqual(error.code, code, error)
        self.assertRegex(error.reason, r"^[A-Z][A-Z0-9_]+$")
        self.assertIn(says.lower(), error.message.lower())

    def test_analysis(self):
        method = self.client.analysis.AnalyzeText
        table = [
            ("no document", analysis.AnalyzeTextRequest(), CODE.INVALID_ARGUMENT, "text"),
            ("empty text", analyze(""), CODE.INVALID_ARGUMENT, "text"),
            ("blank text", analyze(" \n\t"), CODE.INVALID_ARGUMENT, "text"),
            ("invalid UTF-8", analyze_bytes(b"caf\xff\xfe\xc3(", charset="utf-8"), CODE.INVALID_ARGUMENT, "utf-8"),
            ("unknown charset", analyze_bytes(b"abc", charset="utf-99"), CODE.INVALID_ARGUMENT, "utf-99"),
            ("unknown media type", analyze_bytes(b"abc", media_type="audio/ogg"), CODE.INVALID_ARGUMENT, "audio/ogg"),
            ("unknown analyzer", analyze(options=with_analyzer(analyzer="gossip")), CODE.NOT_FOUND, "gossip"),
            (
                "unknown option",
                analyze(options=with_analyzer(analyzer="stance", keys={"volume": 11})),
                CODE.INVALID_ARGUMENT,
                "volume",
            ),
            (
                "generation that is not loaded",
                analyze(options=with_analyzer(analyzer="stance", generation="0.0.0-none")),
                CODE.FAILED_PRECONDITION,
                "0.0.0-none",
            ),
        ]
        for name, request, code, says in table:
            with self.subTest(name):
                self.expect(method, request, code, says)

    def test_a_document_over_the_limit(self):
        with self.assertRaises(grpc.RpcError) as raised:
            self.client.analysis.AnalyzeText(analyze(TOO_LONG), timeout=60)
        self.assertIn(raised.exception.code(), (CODE.INVALID_ARGUMENT, CODE.RESOURCE_EXHAUSTED))

    def test_corpus(self):
        stubs = self.client.corpora
        table = [
            ("bad filter", stubs.ListDocuments, corpora.ListDocumentsRequest(parent="corpora/kept", filter="source = = 1"), "10"),
            ("unknown field", stubs.ListDocuments, corpora.ListDocumentsRequest(parent="corpora/kept", filter="colour = red"), "colour"),
            ("bad page token", stubs.ListDocuments, corpora.ListDocumentsRequest(parent="corpora/kept", page_token="x"), "page_token"),
            ("negative page size", stubs.ListDocuments, corpora.ListDocumentsRequest(parent="corpora/kept", page_size=-1), "page_size"),
            ("bad order", stubs.ListDocuments, corpora.ListDocumentsRequest(parent="corpora/kept", order_by="mood"), "mood"),
            ("bad id", stubs.CreateCorpus, corpora.CreateCorpusRequest(corpus_id="Not An Id"), "corpus_id"),
            ("bad name", stubs.GetCorpus, corpora.GetCorpusRequest(name="kept"), "corpora/"),
            ("bad query", stubs.SearchDocuments, corpora.SearchDocumentsRequest(parent="corpora/kept", query='"open'), "quot"),
        ]
        for name, method, request, says in table:
            with self.subTest(name):
                self.expect(method, request, CODE.INVALID_ARGUMENT, says)
        with self.subTest("no such corpus"):
            self.expect(stubs.GetCorpus, corpora.GetCorpusRequest(name="corpora/none"), CODE.NOT_FOUND, "none")
        with self.subTest("taken id"):
            self.expect(stubs.CreateCorpus, corpora.CreateCorpusRequest(corpus_id="kept"), CODE.ALREADY_EXISTS, "kept")
        with self.subTest("corpus with documents"):
            request = corpora.DeleteCorpusRequest(name="corpora/kept")
            self.expect(stubs.DeleteCorpus, request, CODE.FAILED_PRECONDITION, "force")

    def test_what_comes_later_says_so(self):
        request = analysis.CreateRunRequest(parent="corpora/kept")
        try:
            self.client.analysis.CreateRun(request, timeout=30)
        except grpc.RpcError as error:
            self.assertEqual(error.code(), CODE.UNIMPLEMENTED)
            self.assertIn("CreateRun", error.details())

    def test_one_bad_item_does_not_fail_an_import(self):
        files = [
            import_pb2.RawFile(file_name="broken.jsonl", content=b'{"text": '),
            import_pb2.RawFile(file_name="binary.txt", content=bytes(range(256)) * 8, charset="utf-8"),
            import_pb2.RawFile(file_name="empty.txt", content=b""),
            import_pb2.RawFile(file_name="good.txt", content="港口已开放。🚢 The port is open.\n".encode()),
        ]
        request = import_pb2.BatchImportDocumentsRequest(
            config=import_pb2.ImportConfig(parent="corpora/mixed", create_corpus=True),
            items=[import_pb2.ImportItem(file=file) for file in files],
        )
        answer = self.client.corpora.BatchImportDocuments(request, timeout=60)
        states = [outcome.state for outcome in answer.outcomes]
        rejected = import_pb2.ImportOutcome.STATE_REJECTED
        self.assertEqual(states, [rejected] * 3 + [import_pb2.ImportOutcome.STATE_CREATED])
        for outcome in answer.outcomes[:3]:
            self.assertEqual(outcome.error.code, CODE.INVALID_ARGUMENT.value[0])
            self.assertNotEqual(outcome.error.message, "")


if __name__ == "__main__":
    unittest.main()
