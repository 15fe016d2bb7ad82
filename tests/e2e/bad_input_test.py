"""Bad requests get the right code, a stable reason and words that help; the server stays up."""

import unittest

import grpc
from google.longrunning import operations_pb2, operations_pb2_grpc
from google.protobuf import duration_pb2
from parallax_client import Client, ParallaxError
from parallax_client.proto.admin.v1 import admin_service_pb2
from parallax_client.proto.analysis.v1 import analysis_service_pb2 as analysis
from parallax_client.proto.analysis.v1 import analyzer_pb2
from parallax_client.proto.corpus.v1 import corpus_service_pb2 as corpora
from parallax_client.proto.corpus.v1 import import_pb2
from parallax_client.proto.types.v1 import document_pb2, span_pb2
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

    @staticmethod
    def batch(*items, **config):
        return import_pb2.BatchImportDocumentsRequest(
            config=import_pb2.ImportConfig(parent="corpora/kept", **config), items=items
        )

    def expect(self, method, request, code, says):
        with self.assertRaises(grpc.RpcError) as raised:
            answer = method(request, timeout=60)
            if isinstance(answer, grpc.RpcContext):  # a stream
                list(answer)
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
            ("a PDF", analyze_bytes(b"%PDF-1.7\n\xe2\xe3\n"), CODE.INVALID_ARGUMENT, "a PDF, which is not read"),
            ("an office file", analyze_bytes(b"PK\x03\x04\x00\x00"), CODE.INVALID_ARGUMENT, "office file"),
            ("unknown media type", analyze_bytes(b"abc", media_type="audio/ogg"), CODE.INVALID_ARGUMENT, "audio/ogg"),
            ("unknown analyzer", analyze(options=with_analyzer(analyzer="gossip")), CODE.NOT_FOUND, "gossip"),
            (
                "unknown option",
                analyze(options=with_analyzer(analyzer="stance", keys={"volume": 11})),
                CODE.INVALID_ARGUMENT,
                "volume",
            ),
            (
                "option of another type",
                analyze(options=with_analyzer(analyzer="stance", keys={"targets": "Norway"})),
                CODE.INVALID_ARGUMENT,
                '"type":"array"',
            ),
            (
                "option out of range",
                analyze(options=with_analyzer(analyzer="stance", keys={"min_strength": -1})),
                CODE.INVALID_ARGUMENT,
                '"minimum":0',
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
            ("labels of a corpus", stubs.CreateCorpus, corpora.CreateCorpusRequest(corpus_id="labelled", corpus=corpora.Corpus(labels={"a": "b"})), "labels"),
            ("negative age", stubs.WatchDocuments, corpora.WatchDocumentsRequest(parent="corpora/kept", max_age=duration_pb2.Duration(seconds=-1)), "max_age"),
            ("unknown format", stubs.ExportDocuments, import_pb2.ExportDocumentsRequest(parent="corpora/kept", format=99), "format"),
            ("unknown policy", stubs.BatchImportDocuments, self.batch(conflict_policy=99), "conflict_policy"),
            ("negative errors", stubs.BatchImportDocuments, self.batch(max_errors=-1), "max_errors"),
            ("negative number", stubs.BatchImportDocuments, self.batch(import_pb2.ImportItem(sequence=-1)), "item -1"),
            ("too many items", stubs.BatchImportDocuments, self.batch(*[import_pb2.ImportItem()] * 1001), "1001"),
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

    def test_one_document_of_a_corpus(self):
        stubs, name = self.client.corpora, "corpora/kept/documents/new"

        def create(document_id="new", **fields):
            fields.setdefault("text", "Chile opened a harbour.")
            return corpora.CreateDocumentRequest(
                parent="corpora/kept", document_id=document_id, document=document_pb2.Document(**fields)
            )

        def block(begin, end, **fields):
            return document_pb2.Block(span=span_pb2.Span(start_byte=begin, end_byte=end), **fields)

        def time(iso):
            return document_pb2.StatedTime(iso=iso)

        table = [
            ("text over the limit", create(text=TOO_LONG[: 2 << 20]), "document.text"),
            ("blocks that overlap", create(blocks=[block(0, 9), block(5, 12)]), "blocks[1]"),
            ("a negative block", create(blocks=[block(-1, 5)]), "document.blocks[0].span"),
            ("a block of an unknown kind", create(blocks=[block(0, 5, kind=99)]), "document.blocks[0].kind"),
            ("a block that cuts a code point", create(text="港口已开放。", blocks=[block(0, 4)]), "[0, 4) cuts a code point at byte 4"),
            ("a time that is none", create(published=time("yesterday")), "document.published.iso"),
            ("a day that does not exist", create(published=time("2026-02-31")), "2026-02-31"),
            ("a language that is none", create(language_code="not a tag!"), "document.language_code"),
            ("a bad id", create(document_id="a b"), "document_id"),
        ]
        for what, request, says in table:
            with self.subTest(what):
                self.expect(stubs.CreateDocument, request, CODE.INVALID_ARGUMENT, says)
        with self.subTest("a document of another corpus"):
            request = corpora.BatchGetDocumentsRequest(parent="corpora/other", names=[name])
            self.expect(stubs.BatchGetDocuments, request, CODE.INVALID_ARGUMENT, "parent")
        with self.subTest("a text that is there under another name"):
            # The answer is no document of another name than the one asked for.
            self.expect(stubs.CreateDocument, create(text="Norway opened a harbour."), CODE.ALREADY_EXISTS, "corpora/kept/documents/")
            update = corpora.UpdateDocumentRequest(
                document=document_pb2.Document(name=name, text="Norway opened a harbour."), allow_missing=True
            )
            self.expect(stubs.UpdateDocument, update, CODE.ALREADY_EXISTS, "corpora/kept/documents/")

    def test_the_precision_of_a_time_is_that_of_its_words(self):
        stubs = self.client.corpora
        document = document_pb2.Document(
            text="Peru opened a harbour.",
            published=document_pb2.StatedTime(iso="2026-01", precision=document_pb2.StatedTime.PRECISION_SECOND),
            blocks=[document_pb2.Block(span=span_pb2.Span(start_byte=0, end_byte=22))],
        )
        request = corpora.CreateDocumentRequest(parent="corpora/kept", document_id="dated", document=document)
        stored = stubs.CreateDocument(request, timeout=30)
        stubs.PurgeDocuments(corpora.PurgeDocumentsRequest(parent="corpora/kept", filter="published = 2026-01", force=True))
        self.assertEqual(stored.published.precision, document_pb2.StatedTime.PRECISION_MONTH)
        self.assertEqual(stored.blocks[0].kind, document_pb2.Block.KIND_PARAGRAPH)

    def test_comparisons(self):
        calls, kept = self.client.analysis, analysis.DocumentSelection(corpus="corpora/kept")
        name = next(iter(self.client.documents("kept"))).name

        def inline(*texts):
            return analysis.DocumentSelection(documents=[document_pb2.InlineDocument(text=text) for text in texts])

        def target(**fields):
            return analysis.ScoreStanceRequest(selection=kept, targets=[analysis.StanceTarget(**fields)])

        def span(begin, end, document=name):
            return analysis.StanceTarget.TargetSpan(document=document, start_byte=begin, end_byte=end)

        def claims(**fields):
            return analysis.CompareClaimsRequest(selection=kept, **fields)

        def report(selection):
            return analysis.GenerateReportRequest(selection=selection)

        table = [
            ("no selection", calls.GenerateReport, report(None), "selection"),
            ("two selections", calls.GenerateReport, report(analysis.DocumentSelection(corpus="corpora/kept", names=[name])), "only one"),
            ("a name twice", calls.GenerateReport, report(analysis.DocumentSelection(names=[name, name])), "names[1]"),
            ("one text of two blank", calls.GenerateReport, report(inline("A harbour.", " ")), "selection.documents[1]: text"),
            ("too many documents", calls.GenerateReport, report(inline(*["A harbour."] * 1001)), "1001"),
            ("a blank claim", calls.CompareClaims, claims(stated_claim=" \n"), "stated_claim"),
            ("a claim too long", calls.CompareClaims, claims(stated_claim="A harbour. " * 500), "stated_claim"),
            ("an unknown kind", calls.CompareClaims, claims(kinds=[99]), "kinds[0]"),
            ("a blank target", calls.ScoreStance, target(text=" "), "targets[0]"),
            ("a target elsewhere", calls.ScoreStance, target(span=span(0, 2, "corpora/kept/documents/none")), "targets[0].span.document"),
            ("a target past the end", calls.ScoreStance, target(span=span(0, 9999)), "targets[0].span"),
            ("a negative target", calls.ScoreStance, target(span=span(-1, 2)), "targets[0].span"),
            ("an unknown holder", calls.ScoreStance, analysis.ScoreStanceRequest(selection=kept, holder_kinds=[99]), "holder_kinds[0]"),
        ]
        for what, method, request, says in table:
            with self.subTest(what):
                self.expect(method, request, CODE.INVALID_ARGUMENT, says)
        only_entities = with_analyzer(analyzer="entities")
        with self.subTest("nobody to compare"):
            self.expect(calls.CompareClaims, claims(options=only_entities), CODE.FAILED_PRECONDITION, "none of the chosen")
        with self.subTest("nobody to find stances"):
            request = analysis.ScoreStanceRequest(selection=kept, options=only_entities)
            self.expect(calls.ScoreStance, request, CODE.FAILED_PRECONDITION, "none of the chosen")

    def test_a_plugin_path_that_is_no_file_leaves_the_server_up(self):
        operations = operations_pb2_grpc.OperationsStub(self.client._channel)
        for path in ("/tmp", "/dev/zero", "/none/x.so"):
            with self.subTest(path):
                started = self.client.admin.ApplyAnalyzer(admin_service_pb2.ApplyAnalyzerRequest(path=path), timeout=30)
                wait = operations_pb2.WaitOperationRequest(name=started.name)
                self.assertIn(path, operations.WaitOperation(wait, timeout=60).error.message)

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
        blocks = [document_pb2.Block(span=span_pb2.Span(start_byte=-1, end_byte=3))]
        items = [import_pb2.ImportItem(file=file) for file in files]
        items[:0] = [
            import_pb2.ImportItem(),
            import_pb2.ImportItem(document=document_pb2.InlineDocument(text="A harbour.", blocks=blocks)),
            import_pb2.ImportItem(document=document_pb2.InlineDocument(text="A harbour."), source_version=-1),
        ]
        request = import_pb2.BatchImportDocumentsRequest(
            config=import_pb2.ImportConfig(parent="corpora/mixed", create_corpus=True), items=items
        )
        answer = self.client.corpora.BatchImportDocuments(request, timeout=60)
        states = [outcome.state for outcome in answer.outcomes]
        rejected = import_pb2.ImportOutcome.STATE_REJECTED
        self.assertEqual(states, [rejected] * 6 + [import_pb2.ImportOutcome.STATE_CREATED])
        for outcome in answer.outcomes[:6]:
            self.assertEqual(outcome.error.code, CODE.INVALID_ARGUMENT.value[0])
            self.assertNotEqual(outcome.error.message, "")


if __name__ == "__main__":
    unittest.main()
