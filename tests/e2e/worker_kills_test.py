"""Workers killed at random under load: no request fails, nothing leaks, poisoned or left behind."""

import os
import pathlib
import random
import threading
import time
import unittest

from isolation_test import UNRULY, UnrulyServer
from parallax_client import Client
from parallax_client.proto.admin.v1 import admin_service_pb2
from parallax_client.proto.analysis.v1 import analysis_service_pb2, analyzer_pb2
from raw_calls import SERVING, RawCalls

# The full figure is 200 and is run by hand: PARALLAX_SOAK=200.
KILLS = int(os.environ.get("PARALLAX_SOAK", "16"))
ANALYZERS = ("entities", "claims", "stance", UNRULY)
GOOD = (analyzer_pb2.AnalyzerOutcome.STATE_COMPLETED, analyzer_pb2.AnalyzerOutcome.STATE_TRUNCATED)
THREADS = 4
BATCH = 8


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def children(pid):
    """Processes whose parent is `pid`, zombies too."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            stat = (entry / "stat").read_text(encoding="ascii", errors="replace")
        except OSError:
            continue
        if int(stat.rpartition(") ")[2].split()[1]) == pid:
            found.append(int(entry.name))
    return found


class WorkerKillsTest(unittest.TestCase):
    def test_killed_workers_cost_no_request(self):
        tiers = [f"--tier={name}=worker" for name in ANALYZERS]
        with UnrulyServer(*tiers) as server, Client(server.address) as client, RawCalls(server.address) as raw:
            self.run_load_and_kills(server, client)
            for name in ANALYZERS:
                raw.wait_for_health(f"analyzers/{name}", SERVING, 60)
            states = client.admin.ListAnalyzerStates(admin_service_pb2.ListAnalyzerStatesRequest(), timeout=10)
            self.assertEqual([list(s.poisoned_revisions) for s in states.analyzers], [[]] * 4)
            self.assertGreaterEqual(sum(s.restarts for s in states.analyzers), KILLS // 2)
            workers = {s.process_id for s in states.analyzers}
            deadline = time.monotonic() + 20
            while set(children(server.pid())) != workers and time.monotonic() < deadline:
                time.sleep(0.1)
            self.assertEqual(set(children(server.pid())), workers, "a process was left behind")
            deadline = time.monotonic() + 20
            while descriptors(server.pid()) > self.before + 6 and time.monotonic() < deadline:
                time.sleep(0.1)
            self.assertLessEqual(descriptors(server.pid()), self.before + 6, "descriptors leak")
            self.assertEqual(server.terminate(), 0)
            self.assertEqual([p for p in workers if pathlib.Path(f"/proc/{p}").exists()], [])

    def run_load_and_kills(self, server, client):
        requests, failures = [0], []
        end = threading.Event()

        def load(number):
            with Client(server.address) as own:
                while not end.is_set():
                    request = analysis_service_pb2.BatchAnalyzeRequest()
                    for i in range(BATCH):
                        text = f"Norway will cut exports to Japan by {i} percent, said reader {number}."
                        request.documents.add().text = text
                    response = own.analysis.BatchAnalyze(request, timeout=120)
                    requests[0] += 1
                    for result in response.results:
                        failures.extend(str(o) for o in result.analysis.outcomes if o.state not in GOOD)

        threads = [threading.Thread(target=load, args=(i,)) for i in range(THREADS)]
        for thread in threads:
            thread.start()
        time.sleep(1)
        self.before = descriptors(server.pid())
        chance = random.Random(7)
        try:
            for _ in range(KILLS):
                states = client.admin.ListAnalyzerStates(admin_service_pb2.ListAnalyzerStatesRequest(), timeout=10)
                alive = [s.process_id for s in states.analyzers if s.process_id]
                if alive:
                    os.kill(chance.choice(alive), 9)
                time.sleep(chance.uniform(0.05, 0.4))
        finally:
            end.set()
            for thread in threads:
                thread.join()
        self.assertGreater(requests[0], KILLS)
        self.assertEqual(failures[:3], [])
        print(f"\n{KILLS} kills, {requests[0]} requests of {BATCH} documents, {len(failures)} failed outcomes")


if __name__ == "__main__":
    unittest.main()
