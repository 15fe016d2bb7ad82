"""A real parallaxd on a free port and a temporary data folder, for tests in Python.

Programs are those of build/release, or of the folders named by PARALLAX_BIN and PARALLAX_PLUGINS.
"""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("PARALLAX_BIN", ROOT / "build/release/bin"))
PLUGINS = pathlib.Path(os.environ.get("PARALLAX_PLUGINS", ROOT / "build/release/plugins"))
# On a busy machine; a server that has nothing to do starts in well under a second.
START_SECONDS = 60
STOP_SECONDS = 30


class ServerProcess:
    """Runs parallaxd while in a `with` block. `data` outlives a restart, not the block."""

    def __init__(self, *flags, plugins=(PLUGINS,)):
        self._flags = flags
        self._plugins = plugins
        self._process = None
        self.address = ""

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="parallax-test."))
        self.data = self.folder / "data"
        self.log = self.folder / "server.log"
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exception):
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self):
        """Starts the server and waits until it has written its port."""
        port_file = self.folder / "port"
        port_file.unlink(missing_ok=True)
        command = [
            str(BIN / "parallaxd"),
            "--listen=127.0.0.1:0",
            f"--data={self.data}",
            *(f"--plugins={folder}" for folder in self._plugins),
            f"--port-file={port_file}",
            *self._flags,
        ]
        with open(self.log, "ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if port_file.exists() and port_file.read_text().strip():
                self.address = f"127.0.0.1:{port_file.read_text().strip()}"
                return
            if self._process.poll() is not None:
                raise RuntimeError(f"parallaxd ended with {self._process.returncode}:\n{self.output()}")
            time.sleep(0.02)
        raise RuntimeError(f"parallaxd wrote no port in {START_SECONDS} s:\n{self.output()}")

    def output(self):
        """What the server has printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def pid(self):
        """Of the server's process."""
        return self._process.pid

    def running(self):
        """Whether the process lives."""
        return self._process.poll() is None

    def terminate(self):
        """Asks the server to stop; its exit code."""
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(STOP_SECONDS)

    def kill(self):
        """Ends the server the hard way (kill -9)."""
        self._process.kill()
        self._process.wait()
