"""Errors of calls, with the server's stable reason."""

from __future__ import annotations

from collections.abc import Mapping

import grpc
from google.rpc import error_details_pb2, status_pb2

_DETAILS = "grpc-status-details-bin"
_TOO_LARGE = "Received message larger than max"


class ParallaxError(Exception):
    """A call that failed.

    code: the gRPC code. reason: the server's stable reason ("CORPUS_NOT_FOUND"), to be compared in
    programs; empty if the server was not reached or its gRPC library refused the call. metadata: facts that belong to the reason.
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
        message = error.details() or ""
        # Refused by the server's gRPC library, which gives no reason.
        if error.code() is grpc.StatusCode.RESOURCE_EXHAUSTED and not info.reason and _TOO_LARGE in message:
            message += (
                "; the server takes no message as large as that: send fewer documents at a time or a smaller"
                " file, or start it with a larger --max-message-bytes"
            )
        return cls(error.code(), message, info.reason, info.metadata)
