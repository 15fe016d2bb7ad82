"""EvaluateAnalyzer and `parallax evaluate`: an analyzer against a gold set, on a real server."""

import json
import pathlib
import subprocess
import tempfile
import unittest

import grpc
from google.longrunning import operations_pb2
from google.protobuf import json_format, struct_pb2
from parallax_client import Client, ParallaxError
from parallax_client.proto.analysis.v1 import analysis_service_pb2 as analysis
from parallax_client.proto.types.v1 import document_pb2, finding_pb2, span_pb2
from raw_calls import RawCalls
from server_process import BIN, ROOT, ServerProcess

CALL_SECONDS = 120
CODE = grpc.StatusCode
SAMPLES = sorted((ROOT / "samples" / "andaman-link").glob("*.txt"))
MICRO = analysis.EvaluateAnalyzerResponse.AGGREGATE_MICRO


def document(text, **fields):
    return document_pb2.InlineDocument(text=text, **fields)


def mention(start, end, kind="REGION", **fields):
    """In code points."""
    return finding_pb2.Mention(span=span_pb2.Span(start_char=start, end_char=end), type=kind, **fields)


def gold(*mentions, **fields):
    return analysis.DocumentAnalysis(mentions=mentions, **fields)


class EvaluationTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(ServerProcess())
        cls.client = cls.enterClassContext(Client(cls.server.address))
        cls.calls = cls.enterClassContext(RawCalls(cls.server.address))
        cls.files = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="parallax-test.")))

    def start(self, **fields):
        fields.setdefault("analyzer", "entities")
        return self.client.analysis.EvaluateAnalyzer(analysis.EvaluateAnalyzerRequest(**fields), timeout=CALL_SECONDS)

    def evaluate(self, **fields):
        operation = self.calls.finish(self.start(**fields))
        self.assertFalse(operation.HasField("error"), operation.error)
        response = analysis.EvaluateAnalyzerResponse()
        self.assertTrue(operation.response.Unpack(response))
        return response

    def parallax(self, *arguments, fail=False):
        command = [str(BIN / "parallax"), f"--server={self.server.address}", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=CALL_SECONDS, stdin=subprocess.DEVNULL)
        if not fail:
            self.assertEqual(done.returncode, 0, f"{arguments}: {done.stderr}")
        return done

    def write(self, name, lines):
        path = self.files / name
        path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
        return path

    def test_figures_by_label(self):
        """挪威 and Chile are found; gold has Chile as a person and one mention that is not there."""
        response = self.evaluate(
            documents=[document("Norway and Chile signed."), document("挪威周四表示，将开放港口。")],
            gold=[gold(mention(0, 6), mention(11, 16, "PERSON")), gold(mention(0, 2), mention(9, 11))],
            layers=["mentions"],
        )
        rows = {
            (row.label, row.aggregate): (row.true_positives, row.false_positives, row.false_negatives)
            for row in response.scores
        }
        self.assertEqual(rows["REGION", 0], (2, 1, 1))
        self.assertEqual(rows["PERSON", 0], (0, 0, 1))
        self.assertEqual(rows["", MICRO], (2, 1, 2))
        micro = next(row for row in response.scores if row.aggregate == MICRO)
        self.assertAlmostEqual(micro.precision, 2 / 3)
        self.assertAlmostEqual(micro.recall, 1 / 2)
        self.assertAlmostEqual(micro.f1, 4 / 7)
        self.assertLessEqual(micro.f1_interval.low, micro.f1)
        self.assertGreaterEqual(micro.f1_interval.high, micro.f1)
        self.assertEqual(response.document_count, 2)
        self.assertEqual([run.analyzer for run in response.runs], ["entities"])
        self.assertRegex(response.runs[0].generation.content_digest, "^[0-9a-f]{64}$")

    def test_what_an_analyzer_found_is_all_right_as_gold(self):
        texts = [path.read_text(encoding="utf-8") for path in SAMPLES[:4]]
        analyses = [self.client.analyze_text(text) for text in texts]
        for analyzer, layers in (
            ("entities", {"mentions", "links"}),
            ("claims", {"claims", "quantities"}),
            ("stance", {"stances"}),
        ):
            with self.subTest(analyzer):
                golden = []
                for found in analyses:
                    golden.append(analysis.DocumentAnalysis())
                    golden[-1].CopyFrom(found)
                    golden[-1].document = ""  # by position
                response = self.evaluate(analyzer=analyzer, documents=map(document, texts), gold=golden)
                self.assertLessEqual(layers, {row.layer for row in response.scores})
                for row in response.scores:
                    self.assertEqual((row.false_positives, row.false_negatives), (0, 0), row)
                    self.assertEqual((row.precision, row.recall, row.f1), (1, 1, 1), row)
                    self.assertEqual(row.f1_interval.high, 1, row)

    def test_bad_requests_say_what_is_wrong(self):
        norway, here = document("Norway opened a harbour."), mention(0, 6)
        named, volume = document("Chile signed.", id="a"), struct_pb2.Struct()
        volume["volume"] = 11
        table = [
            ("no analyzer", {"analyzer": ""}, CODE.INVALID_ARGUMENT, "ANALYZER_MISSING"),
            ("unknown analyzer", {"analyzer": "gossip"}, CODE.NOT_FOUND, "ANALYZER_NOT_FOUND"),
            ("unknown option", {"analyzer": "stance", "options": volume}, CODE.INVALID_ARGUMENT, "UNKNOWN_OPTION"),
            ("no documents", {"documents": [], "gold": []}, CODE.INVALID_ARGUMENT, "NO_DOCUMENTS"),
            ("too many", {"documents": [norway] * 1001}, CODE.INVALID_ARGUMENT, "TOO_MANY_DOCUMENTS"),
            ("empty document", {"documents": [document("")]}, CODE.INVALID_ARGUMENT, "EMPTY_TEXT"),
            ("twice", {"documents": [named, named]}, CODE.INVALID_ARGUMENT, "DUPLICATE_DOCUMENT_ID"),
            ("gold of no document", {"gold": [gold(here, document="b")]}, CODE.INVALID_ARGUMENT, "GOLD_WITHOUT_DOCUMENT"),
            ("gold past the end", {"gold": [gold(here), gold(here)]}, CODE.INVALID_ARGUMENT, "GOLD_WITHOUT_DOCUMENT"),
            (
                "gold twice",
                {"documents": [named, norway], "gold": [gold(here), gold(here, document="a")]},
                CODE.INVALID_ARGUMENT,
                "GOLD_TWICE",
            ),
            ("no gold", {"gold": []}, CODE.INVALID_ARGUMENT, "DOCUMENT_WITHOUT_GOLD"),
            ("nothing in gold", {"gold": [gold()]}, CODE.INVALID_ARGUMENT, "GOLD_EMPTY"),
            ("another text", {"gold": [gold(here, revision_id="0" * 64)]}, CODE.INVALID_ARGUMENT, "REVISION_MISMATCH"),
            ("no span", {"gold": [gold(finding_pb2.Mention(type="REGION"))]}, CODE.INVALID_ARGUMENT, "SPAN_INVALID"),
            ("outside", {"gold": [gold(mention(20, 25))]}, CODE.INVALID_ARGUMENT, "SPAN_INVALID"),
            (
                "outside in bytes",
                {"gold": [gold(finding_pb2.Mention(span=span_pb2.Span(start_byte=2, end_byte=99), type="REGION"))]},
                CODE.INVALID_ARGUMENT,
                "SPAN_INVALID",
            ),
            (
                "not its quote",
                {"gold": [gold(finding_pb2.Mention(span=span_pb2.Span(end_byte=6, quote="Sweden"), type="REGION"))]},
                CODE.INVALID_ARGUMENT,
                "SPAN_INVALID",
            ),
            ("no type", {"gold": [gold(mention(0, 6, ""))]}, CODE.INVALID_ARGUMENT, "GOLD_INVALID"),
            ("another layer", {"layers": ["stances"]}, CODE.INVALID_ARGUMENT, "LAYER_UNKNOWN"),
            ("no such evaluation", {"continue_from": "operations/evaluation-99999"}, CODE.NOT_FOUND, "OPERATION_NOT_FOUND"),
        ]
        for name, fields, code, reason in table:
            with self.subTest(name), self.assertRaises(grpc.RpcError) as raised:
                self.start(**{"documents": [norway], "gold": [gold(here)], **fields})
            error = ParallaxError.of(raised.exception)
            self.assertEqual((error.code, error.reason), (code, reason), f"{name}: {error}")

    def test_an_evaluation_is_listed_cancelled_and_forgotten(self):
        text = "\n".join(path.read_text(encoding="utf-8") for path in SAMPLES)
        documents = [document(text) for _ in range(400)]
        golden = [analysis.DocumentAnalysis(claims=[finding_pb2.Claim(span=span_pb2.Span(end_byte=5), predicate="say")])]
        golden += [analysis.DocumentAnalysis() for _ in documents[1:]]
        started = self.start(analyzer="claims", documents=documents, gold=golden)
        metadata = analysis.EvaluateAnalyzerMetadata()
        self.assertTrue(started.metadata.Unpack(metadata))
        self.assertEqual((metadata.analyzer, metadata.document_count), ("analyzers/claims", 400))
        self.operations("CancelOperation", operations_pb2.CancelOperationRequest(name=started.name))
        operation = self.calls.finish(started)
        self.assertEqual(operation.error.code, CODE.CANCELLED.value[0])
        listed = self.operations("ListOperations", operations_pb2.ListOperationsRequest(), operations_pb2.ListOperationsResponse)
        self.assertIn(started.name, [entry.name for entry in listed.operations])
        self.operations("DeleteOperation", operations_pb2.DeleteOperationRequest(name=started.name))
        with self.assertRaises(grpc.RpcError) as raised:
            self.calls.finish(started)
        self.assertEqual(raised.exception.code(), CODE.NOT_FOUND)

    def operations(self, method, request, answer=None):
        with grpc.insecure_channel(self.server.address) as channel:
            call = channel.unary_unary(
                f"/google.longrunning.Operations/{method}",
                request_serializer=type(request).SerializeToString,
                response_deserializer=answer.FromString if answer else lambda message: message,
            )
            return call(request, timeout=CALL_SECONDS)

    def test_a_gold_file_from_the_command_line(self):
        path = self.write(
            "gold.jsonl",
            [
                {
                    "document": {"id": "a", "text": "Norway and Chile signed."},
                    "gold": {"mentions": [{"span": {"startByte": 0, "endByte": 6, "quote": "Norway"}, "type": "REGION"}]},
                },
                {"document": {"text": "挪威周四表示，将开放港口。"}, "gold": {"mentions": []}},
            ],
        )
        rows = [line.split("\t") for line in self.parallax("evaluate", "entities", path).stdout.splitlines()]
        self.assertEqual(rows[0][:5], ["layer", "label", "right", "wrong", "missed"])
        self.assertEqual(rows[1][:8], ["mentions", "REGION", "1", "2", "0", "33.3", "100.0", "50.0"])
        (line,) = self.parallax("--json", "evaluate", "entities", path).stdout.splitlines()
        response = json_format.Parse(line, analysis.EvaluateAnalyzerResponse())
        self.assertEqual((response.document_count, response.scores[0].false_positives), (2, 2))

    def test_a_gold_file_larger_than_one_message_goes_in_parts(self):
        """1,203 documents, of which every third has a mention that is not there."""
        lines = []
        for i in range(1203):
            mentions = [{"span": {"startChar": 0, "endChar": 6}, "type": "REGION"}]
            if i % 3 == 0:
                mentions.append({"span": {"startChar": 7, "endChar": 13}, "type": "REGION"})
            lines.append({"document": {"text": "Norway opened a harbour."}, "gold": {"mentions": mentions}})
        (line,) = self.parallax("--json", "evaluate", "entities", self.write("large.jsonl", lines)).stdout.splitlines()
        response = json_format.Parse(line, analysis.EvaluateAnalyzerResponse())
        self.assertEqual(response.document_count, 1203)
        row = response.scores[0]
        self.assertEqual((row.true_positives, row.false_positives, row.false_negatives), (1203, 0, 401))
        self.assertTrue(row.recall_interval.low < row.recall < row.recall_interval.high)

    def test_what_is_wrong_with_a_gold_file_is_said_with_its_line(self):
        good = {"document": {"text": "Norway."}, "gold": {"mentions": [{"span": {"endByte": 6}, "type": "REGION"}]}}
        for name, lines, code, says in (
            ("empty", [], 1, "empty"),
            ("no gold", [good, {"document": {"text": "x"}}], 1, ":2: has no \"gold\""),
            ("unknown key", [{**good, "golden": 1}], 1, "golden"),
            ("span", [{"document": {"text": "x"}, "gold": {"mentions": [{"span": {"endByte": 6}, "type": "A"}]}}], 13, "mentions[0].span"),
        ):
            with self.subTest(name):
                done = self.parallax("evaluate", "entities", self.write("bad.jsonl", lines), fail=True)
                self.assertEqual(done.returncode, code, done.stderr)
                self.assertIn(says, done.stderr)


if __name__ == "__main__":
    unittest.main()
