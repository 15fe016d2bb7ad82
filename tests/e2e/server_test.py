"""The server as a process: start, refusals, stop."""

import pathlib
import socket
import subprocess
import tempfile
import unittest

from parallax_client import Client
from server_process import BIN, PLUGINS, ServerProcess

REFUSAL_SECONDS = 30


def refuse(*flags):
    """Runs parallaxd with flags that it should refuse; the finished process."""
    command = [str(BIN / "parallaxd"), f"--plugins={PLUGINS}", *flags]
    return subprocess.run(command, capture_output=True, text=True, timeout=REFUSAL_SECONDS, stdin=subprocess.DEVNULL)


class ServerTest(unittest.TestCase):
    def test_says_where_it_listens_and_what_is_loaded(self):
        with ServerProcess() as server:
            printed = server.output()
            self.assertIn(f"listening on {server.address}", printed)
            self.assertRegex(printed, r"ready in \d+ ms")
            for analyzer in ("entities", "claims", "stance"):
                self.assertIn(analyzer, printed)

    def test_stops_in_order_on_sigterm_and_keeps_what_it_stored(self):
        with ServerProcess() as server:
            with Client(server.address) as client:
                path = pathlib.Path(server.folder, "one.txt")
                path.write_text("Title: One\nSource: Quay Mail\n\nNorway opened a harbour.\n", encoding="utf-8")
                name = client.import_files("kept", [path]).documents[0]
            self.assertEqual(server.terminate(), 0)
            server.start()
            with Client(server.address) as client:
                self.assertIn("Norway opened", client.document(name).text)

    def test_refuses_a_port_that_is_taken(self):
        with socket.socket() as taken, ServerProcess() as other:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            for address in (f"127.0.0.1:{taken.getsockname()[1]}", other.address):
                done = refuse(f"--listen={address}", f"--data={other.folder}/second")
                self.assertNotEqual(done.returncode, 0)
                self.assertIn(address.rpartition(":")[2], done.stderr)

    def test_refuses_a_data_folder_that_another_server_holds(self):
        with ServerProcess() as server:
            done = refuse("--listen=127.0.0.1:0", f"--data={server.data}")
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(str(server.data), done.stderr)
            self.assertTrue(server.running())

    def test_refuses_what_cannot_be_served_and_names_it(self):
        with tempfile.TemporaryDirectory(prefix="parallax-test.") as folder:
            config = pathlib.Path(folder, "config.json")
            config.write_text('{"colour": 1}')
            data, listen = f"--data={folder}/data", "--listen=127.0.0.1:0"
            table = [
                (("--listen=127.0.0.1:99999", data), 2, "65535"),
                (("--listen=nonsense", data), 2, '"nonsense"'),
                ((listen, data, f"--port-file={folder}/none/port"), 1, "--port-file"),
                ((listen, data, f"--analyzer-config=entities={folder}"), 1, f"--analyzer-config entities={folder}"),
                ((listen, data, f"--analyzer-config=entities={folder}/none"), 1, f"{folder}/none"),
                ((listen, data, f"--analyzer-config=entities={config}", "--check-config"), 1, "colour"),
                ((listen, data, "--analyzer-timeout=0"), 2, "--analyzer-timeout"),
            ]
            for flags, code, says in table:
                with self.subTest(flags):
                    done = refuse(*flags)
                    self.assertEqual(done.returncode, code, done.stderr)
                    self.assertIn(says, done.stderr)

    def test_refuses_flags_it_does_not_know(self):
        done = refuse("--lisen=127.0.0.1:0")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("--lisen", done.stderr)


if __name__ == "__main__":
    unittest.main()
