"""The client: one connection to one server, one method per task."""

from __future__ import annotations

import dataclasses
import os
import pathlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar, Union

import grpc

from parallax_client.errors import ParallaxError
from parallax_client.proto.admin.v1 import admin_service_pb2_grpc
from parallax_client.proto.analysis.v1 import analysis_service_pb2, analysis_service_pb2_grpc, report_pb2
from parallax_client.proto.corpus.v1 import corpus_service_pb2, corpus_service_pb2_grpc, import_pb2
from parallax_client.proto.types.v1 import document_pb2

_Answer = TypeVar("_Answer")
_Path = Union[str, "os.PathLike[str]"]

# Reports over a thousand documents are larger than gRPC's default of 4 MiB.
_MAX_ANSWER_BYTES = 256 << 20
# One batch of an import; the server takes 1,000 items and 64 MiB.
_BATCH_ITEMS = 100
_BATCH_BYTES = 8 << 20


@dataclasses.dataclass(frozen=True)
class ImportResult:
    """What became of the files: an outcome per document, in the order of the files, and totals."""

    outcomes: list[import_pb2.ImportOutcome]
    counts: import_pb2.ImportCounts

    @property
    def documents(self) -> list[str]:
        """Resource names of the documents that are now in the corpus, each once."""
        return list(dict.fromkeys(outcome.document for outcome in self.outcomes if outcome.document))

    @property
    def rejected(self) -> list[import_pb2.ImportOutcome]:
        """The outcomes that carry an error."""
        return [o for o in self.outcomes if o.state == import_pb2.ImportOutcome.STATE_REJECTED]


class Client:
    """A connection to a Parallax server. Threads may share it; close it, or use `with`.

    Corpora are named by id ("demo") or resource name ("corpora/demo"). Every method raises
    ParallaxError if the call fails. `corpora`, `analysis` and `admin` are the generated stubs, for
    what has no method here.
    """

    def __init__(
        self,
        address: str,
        *,
        credentials: grpc.ChannelCredentials | None = None,
        timeout: float = 120.0,
    ):
        """Connects on the first call. `timeout`, in seconds, holds for each call."""
        options = [("grpc.max_receive_message_length", _MAX_ANSWER_BYTES)]
        self._channel = (
            grpc.secure_channel(address, credentials, options)
            if credentials
            else grpc.insecure_channel(address, options)
        )
        self._timeout = timeout
        self.corpora = corpus_service_pb2_grpc.CorpusServiceStub(self._channel)
        self.analysis = analysis_service_pb2_grpc.AnalysisServiceStub(self._channel)
        self.admin = admin_service_pb2_grpc.AdminServiceStub(self._channel)

    def close(self) -> None:
        """Closes the connection."""
        self._channel.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def import_files(
        self, corpus: str, paths: _Path | Iterable[_Path], *, create_corpus: bool = True
    ) -> ImportResult:
        """Imports a file, or files, of every format that the server reads; each may hold several documents.

        A file that cannot be read as documents is an outcome of state REJECTED, not an exception.
        """
        config = import_pb2.ImportConfig(parent=_corpus_name(corpus), create_corpus=create_corpus)
        result = ImportResult([], import_pb2.ImportCounts())
        for batch in _batches([paths] if isinstance(paths, (str, os.PathLike)) else paths):
            request = import_pb2.BatchImportDocumentsRequest(config=config, items=batch)
            response = self._call(self.corpora.BatchImportDocuments, request)
            result.outcomes.extend(response.outcomes)
            for field in import_pb2.ImportCounts.DESCRIPTOR.fields:
                total = getattr(result.counts, field.name) + getattr(response.counts, field.name)
                setattr(result.counts, field.name, total)
        return result

    def documents(self, corpus: str, *, filter: str = "", text: bool = False) -> Iterator[document_pb2.Document]:
        """The documents of a corpus by name, page by page; with their text if `text`."""
        full, basic = corpus_service_pb2.DOCUMENT_VIEW_FULL, corpus_service_pb2.DOCUMENT_VIEW_BASIC
        request = corpus_service_pb2.ListDocumentsRequest(
            parent=_corpus_name(corpus), filter=filter, view=full if text else basic
        )
        while True:
            page = self._call(self.corpora.ListDocuments, request)
            yield from page.documents
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token

    def document(self, name: str) -> document_pb2.Document:
        """One document with its text; `name` is corpora/{corpus}/documents/{document}."""
        return self._call(self.corpora.GetDocument, corpus_service_pb2.GetDocumentRequest(name=name))

    def analyze_text(
        self, text: str, *, title: str = "", source_name: str = "", utf16_offsets: bool = False
    ) -> analysis_service_pb2.DocumentAnalysis:
        """Entities, quantities, claims, stances and warnings of a text; stores nothing."""
        request = analysis_service_pb2.AnalyzeTextRequest(
            document=document_pb2.InlineDocument(text=text, title=title, source_name=source_name),
            options=analysis_service_pb2.AnalysisOptions(utf16_offsets=utf16_offsets),
        )
        return self._call(self.analysis.AnalyzeText, request).analysis

    def compare_claims(
        self, corpus: str, *, stated_claim: str = "", filter: str = "", include_silent: bool = False
    ) -> analysis_service_pb2.CompareClaimsResponse:
        """What the documents of a corpus say about each other, or each of them about `stated_claim`."""
        request = analysis_service_pb2.CompareClaimsRequest(
            selection=_selection(corpus, filter), stated_claim=stated_claim, include_silent=include_silent
        )
        return self._call(self.analysis.CompareClaims, request)

    def score_stance(
        self, corpus: str, *, targets: str | Sequence[str] = (), filter: str = ""
    ) -> analysis_service_pb2.ScoreStanceResponse:
        """Who stands where: holder by target, over a corpus. `targets`: ids ("region:CN") or words; empty means all."""
        request = analysis_service_pb2.ScoreStanceRequest(
            selection=_selection(corpus, filter),
            targets=[_target(target) for target in ([targets] if isinstance(targets, str) else targets)],
        )
        return self._call(self.analysis.ScoreStance, request)

    def report(
        self, corpus: str, *, filter: str = "", include_silent: bool = False, include_single_source: bool = False
    ) -> report_pb2.Report:
        """Everything in one answer: entities, claims by source, numbers, stances, warnings."""
        request = analysis_service_pb2.GenerateReportRequest(
            selection=_selection(corpus, filter),
            include_silent=include_silent,
            include_single_source=include_single_source,
        )
        return self._call(self.analysis.GenerateReport, request).report

    def _call(self, method: Callable[..., _Answer], request: Any) -> _Answer:
        try:
            return method(request, timeout=self._timeout)
        except grpc.RpcError as error:
            raise ParallaxError.of(error) from error


def _corpus_name(corpus: str) -> str:
    return corpus if "/" in corpus else f"corpora/{corpus}"


def _selection(corpus: str, filter: str) -> analysis_service_pb2.DocumentSelection:
    return analysis_service_pb2.DocumentSelection(corpus=_corpus_name(corpus), filter=filter)


def _target(target: str) -> analysis_service_pb2.StanceTarget:
    """An id has a colon and no space, as on the command line; anything else is words."""
    if ":" in target and " " not in target:
        return analysis_service_pb2.StanceTarget(entity=target)
    return analysis_service_pb2.StanceTarget(text=target)


def _batches(paths: Iterable[_Path]) -> Iterator[list[import_pb2.ImportItem]]:
    batch: list[import_pb2.ImportItem] = []
    size = 0
    for path in map(pathlib.Path, paths):
        content = path.read_bytes()
        if batch and (len(batch) == _BATCH_ITEMS or size + len(content) > _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(import_pb2.ImportItem(file=import_pb2.RawFile(file_name=path.name, content=content)))
        size += len(content)
    if batch:
        yield batch
