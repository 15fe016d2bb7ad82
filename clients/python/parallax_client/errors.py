"""Errors of calls, with the server's stable reason."""

from __future__ import annotations

from collections.abc import Mapping

import grpc
from google.rpc import error_details_pb2, status_pb2

_DETAILS = "grpc-status-details-bin"


class ParallaxError(Exception):
    """A call that failed.

    code: the gRPC code. reason: the server's stable reason ("CORPUS_NOT_FOUND"), to be compared in
    programs; empty if the server was not reached. metadata: facts that belong to the reason.
    """

    def __init__(self, code: grpc.StatusCode, message: str, reason: str, metadata: Mapping[str, str]):
        super().__init__(f"{code.name}: {message}" + (f" [{reason}]" if reason else ""))
        self.code = code
        self.message = message
        self.reason = reason
        self.metadata = dict(metadata)

    @classmethod
    def of(cls, error: grpc.RpcError) -> ParallaxError:
        """Reads the google.rpc.ErrorInfo that a failed call brings along."""
        info = error_details_pb2.ErrorInfo()
        for key, value in error.trailing_metadata() or ():
            if key == _DETAILS:
                for detail in status_pb2.Status.FromString(value).details:
                    if detail.Is(info.DESCRIPTOR):
                        detail.Unpack(info)
        return cls(error.code(), error.details() or "", info.reason, info.metadata)
