"""Calls of services that the Python client has no stubs for: health and long-running operations."""

import time

import grpc
from google.longrunning import operations_pb2

SERVING = 1
NOT_SERVING = 2


def _health_request(service):
    name = service.encode()
    return b"\x0a" + bytes([len(name)]) + name if name else b""


def _health_status(message):
    return message[1] if message[:1] == b"\x08" else 0


class RawCalls:
    """A channel with the two services. Close it, or use `with`."""

    def __init__(self, address):
        self._channel = grpc.insecure_channel(address)
        self._check = self._channel.unary_unary(
            "/grpc.health.v1.Health/Check",
            request_serializer=_health_request,
            response_deserializer=_health_status,
        )
        self._wait = self._channel.unary_unary(
            "/google.longrunning.Operations/WaitOperation",
            request_serializer=operations_pb2.WaitOperationRequest.SerializeToString,
            response_deserializer=operations_pb2.Operation.FromString,
        )

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self._channel.close()

    def health(self, service):
        """Its serving status, a number."""
        return self._check(service, timeout=10)

    def wait_for_health(self, service, status, seconds):
        """Seconds until `service` has `status`; an AssertionError after `seconds`."""
        start = time.monotonic()
        while time.monotonic() - start < seconds:
            if self.health(service) == status:
                return time.monotonic() - start
            time.sleep(0.02)
        raise AssertionError(f"{service} did not become {status} in {seconds} s")

    def finish(self, operation, seconds=120):
        """The operation once it is done."""
        deadline = time.monotonic() + seconds
        while not operation.done:
            if time.monotonic() > deadline:
                raise AssertionError(f"{operation.name} is not done after {seconds} s")
            request = operations_pb2.WaitOperationRequest(name=operation.name)
            request.timeout.FromSeconds(10)
            operation = self._wait(request, timeout=40)
        return operation
