"""Spans: the same place in the three units that languages count in.

Python strings count code points, so `slice_text` is the one to use; the others are for code that
holds the text as bytes, or passes offsets on to a browser.
"""

from parallax_client.proto.types.v1 import span_pb2


def slice_text(text: str, span: span_pb2.Span) -> str:
    """The part of `text` that `span` names. Equals `span.quote` unless the quote was truncated."""
    return text[span.start_char : span.end_char]


def slice_bytes(utf8: bytes, span: span_pb2.Span) -> bytes:
    """The same of a text in UTF-8."""
    return utf8[span.start_byte : span.end_byte]


def slice_utf16(utf16le: bytes, span: span_pb2.Span) -> bytes:
    """The same of a text in UTF-16-LE without byte order mark.

    ValueError: the span has no UTF-16 offsets; ask for them with `utf16_offsets=True`.
    """
    if not span.HasField("start_utf16"):
        raise ValueError("span without UTF-16 offsets: pass utf16_offsets=True to the call that returned it")
    return utf16le[2 * span.start_utf16 : 2 * span.end_utf16]
