"""The client against a real server. What other languages rely on is proved here for Python: spans in
bytes, code points and UTF-16 units all give the quote, with Chinese and emoji before them.
"""

import pathlib
import sys
import tempfile
import unittest

import grpc
from google.protobuf import message as message_pb

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))
from server_process import ServerProcess  # noqa: E402

from parallax_client import Client, ParallaxError, slice_bytes, slice_text, slice_utf16  # noqa: E402
from parallax_client.proto.analysis.v1 import analyzer_pb2  # noqa: E402
from parallax_client.proto.corpus.v1 import import_pb2  # noqa: E402
from parallax_client.proto.types.v1 import span_pb2  # noqa: E402

# Characters of one, two, three and four bytes, of one and two UTF-16 units, and sequences of several
# code points that are drawn as one, before and between what is found.
MIXED_TEXT = """🛰️🌍👩‍🔬 格陵兰观测站 – “é” ∞
Norway supports the Arctic station, while Japan opposes the new fee of 40% 🇳🇴🇯🇵.
🧊🧊 挪威外交部长表示，挪威欢迎北极观测站。日本政府反对收取4.2亿美元费用。
👍🏽 Canada said that the station costs about $300 million.
"""

SAMPLES = ROOT / "samples" / "andaman-link"


def spans_in(message):
    """Every Span anywhere inside a message."""
    if isinstance(message, span_pb2.Span):
        yield message
        return
    for field, value in message.ListFields():
        if field.message_type is None or field.message_type.GetOptions().map_entry:
            continue
        for part in [value] if isinstance(value, message_pb.Message) else value:
            yield from spans_in(part)


class ClientTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(ServerProcess())
        cls.client = cls.enterClassContext(Client(cls.server.address))

    def check_span(self, text, span):
        self.assertFalse(span.quote_truncated)
        self.assertNotEqual(span.quote, "")
        self.assertEqual(slice_text(text, span), span.quote)
        self.assertEqual(slice_bytes(text.encode("utf-8"), span).decode("utf-8"), span.quote)
        if span.HasField("start_utf16"):
            self.assertEqual(slice_utf16(text.encode("utf-16-le"), span).decode("utf-16-le"), span.quote)

    def test_spans_of_chinese_and_emoji_text_slice_to_their_quotes(self):
        analysis = self.client.analyze_text(MIXED_TEXT, utf16_offsets=True)
        for outcome in analysis.outcomes:
            self.assertEqual(outcome.state, analyzer_pb2.AnalyzerOutcome.STATE_COMPLETED, outcome)
        for layer in ("mentions", "quantities", "claims", "stances"):
            self.assertTrue(getattr(analysis, layer), f"no {layer}: the text would prove nothing")
        spans = list(spans_in(analysis))
        for span in spans:
            with self.subTest(quote=span.quote):
                self.assertTrue(span.HasField("start_utf16"))
                self.check_span(MIXED_TEXT, span)
        # The units must differ, else slicing in the wrong one would go unseen.
        last = max(spans, key=lambda span: span.start_byte)
        self.assertGreater(last.start_byte, last.start_utf16)
        self.assertGreater(last.start_utf16, last.start_char)

    def test_utf16_offsets_are_left_out_unless_asked_for(self):
        span = self.client.analyze_text(MIXED_TEXT).mentions[0].span
        self.check_span(MIXED_TEXT, span)
        with self.assertRaises(ValueError):
            slice_utf16(MIXED_TEXT.encode("utf-16-le"), span)

    def test_one_entity_has_one_id_in_both_languages(self):
        quotes = {}
        for mention in self.client.analyze_text(MIXED_TEXT).mentions:
            quotes.setdefault(mention.entity, set()).add(mention.span.quote)
        self.assertLessEqual({"Norway", "挪威"}, quotes["region:NO"])
        self.assertLessEqual({"Japan", "日本"}, quotes["region:JP"])

    def test_imports_compares_and_cites_what_stands_in_the_documents(self):
        files = sorted(p for p in SAMPLES.iterdir() if p.suffix in (".txt", ".html", ".jsonl"))
        first = self.client.import_files("sample", files)
        self.assertEqual(first.rejected, [])
        self.assertEqual(len(first.documents), 19)
        again = self.client.import_files("sample", files)
        self.assertEqual({o.state for o in again.outcomes}, {import_pb2.ImportOutcome.STATE_UNCHANGED})

        texts = {d.name: d.text for d in self.client.documents("sample", text=True)}
        self.assertEqual(set(texts), set(first.documents))

        report = self.client.report("sample")
        self.assertTrue(report.comparisons)
        self.assertTrue(report.stances)
        cited = [r.left for c in report.comparisons for r in c.relations]
        cited += [r.right for c in report.comparisons for r in c.relations]
        cited += [e for row in report.entities for e in row.evidence]
        cited += [w.evidence for w in report.warnings]
        for evidence in cited:
            with self.subTest(document=evidence.document, quote=evidence.span.quote):
                self.check_span(texts[evidence.document], evidence.span)
        self.assertEqual(self.client.report("sample"), report)

    def test_a_file_that_holds_no_document_is_rejected_and_the_others_are_kept(self):
        with tempfile.TemporaryDirectory() as folder:
            bad = pathlib.Path(folder, "bad.jsonl")
            bad.write_bytes(b'{"title": "unfinished')
            good = pathlib.Path(folder, "good.txt")
            good.write_text("Title: Brücke\nSource: Quay Mail\n\nSweden opened a bridge.\n", encoding="utf-8")
            result = self.client.import_files("mixed", [bad, good])
        self.assertEqual(len(result.rejected), 1)
        self.assertTrue(result.rejected[0].error.message)
        self.assertEqual(result.counts.created, 1)
        self.assertEqual(self.client.document(result.documents[0]).source_name, "Quay Mail")

    def test_one_file_and_one_target_need_no_list(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "one.txt")
            path.write_text("Title: Port\nSource: Quay Mail\n\nJapan criticised China over the new fees.\n", encoding="utf-8")
            for given in (str(path), path):
                self.assertEqual(len(self.client.import_files("one", given).outcomes), 1)
        for targets in ("China", ["China"], ["region:CN"]):
            with self.subTest(targets):
                cells = self.client.score_stance("one", targets=targets).cells
                self.assertEqual({cell.target for cell in cells}, {"region:CN"})

    def test_errors_carry_code_and_reason(self):
        with self.assertRaises(ParallaxError) as raised:
            self.client.report("no-such-corpus")
        self.assertEqual(raised.exception.code, grpc.StatusCode.NOT_FOUND)
        self.assertNotEqual(raised.exception.reason, "")
        self.assertIn("no-such-corpus", str(raised.exception))

        with self.assertRaises(ParallaxError) as raised:
            self.client.analyze_text("")
        self.assertEqual(raised.exception.code, grpc.StatusCode.INVALID_ARGUMENT)
        self.assertNotEqual(raised.exception.reason, "")

    def test_a_server_that_is_not_there_is_unavailable(self):
        with Client("127.0.0.1:1", timeout=5) as nobody, self.assertRaises(ParallaxError) as raised:
            nobody.report("demo")
        self.assertEqual(raised.exception.code, grpc.StatusCode.UNAVAILABLE)
        self.assertEqual(raised.exception.reason, "")


if __name__ == "__main__":
    unittest.main()
