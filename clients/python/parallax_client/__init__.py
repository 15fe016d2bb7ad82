"""Client of Parallax: what different sources say about the same subject, with quotes.

    from parallax_client import Client

    with Client("127.0.0.1:7380") as client:
        client.import_files("demo", ["article.txt"])
        for comparison in client.report("demo").comparisons:
            print(comparison.proposition)

Answers are the API's own messages, with type stubs; parallax_client.proto holds their modules.
"""

from parallax_client.client import Client, ImportResult
from parallax_client.errors import ParallaxError
from parallax_client.spans import slice_bytes, slice_text, slice_utf16

__all__ = [
    "Client",
    "ImportResult",
    "ParallaxError",
    "slice_bytes",
    "slice_text",
    "slice_utf16",
]
