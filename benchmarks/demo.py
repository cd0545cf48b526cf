"""How long the demo takes: from the command to the first ring and to the end, and how much memory.

    python -m benchmarks.demo [--runs 3]

The ratio is against hearing the same call in real time, as a person would who listens to a recorded example.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

COMMAND = [sys.executable, "-m", "simulator.cli.main"]
RINGING = "[ringing]"


@dataclass(frozen=True)
class Run:
    ring_seconds: float
    end_seconds: float
    call_seconds: float
    """How long the call itself lasted, on its own clock."""


def run_demo() -> Run:
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "MOCK_INTERVIEW_HOME": home}
        began = time.monotonic()
        ring_seconds = float("nan")
        with subprocess.Popen(
            [*COMMAND, "demo"], env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        ) as demo:
            assert demo.stderr is not None
            for line in demo.stderr:
                if line.startswith(RINGING):
                    ring_seconds = time.monotonic() - began
        end_seconds = time.monotonic() - began
        if demo.returncode != 0:
            raise SystemExit(f"the demo ended with {demo.returncode}")
        review = subprocess.run(
            [*COMMAND, "review", "--json"], env=environment, capture_output=True, text=True, check=True
        )
    return Run(ring_seconds, end_seconds, json.loads(review.stdout)["call_seconds"])


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the demo.")
    parser.add_argument("--runs", type=int, default=3, help="how often (the median is printed)")
    runs = [run_demo() for _ in range(parser.parse_args().runs)]
    peak_mib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    ring, end, call = (
        statistics.median(getattr(run, name) for run in runs)
        for name in ("ring_seconds", "end_seconds", "call_seconds")
    )
    print(
        f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}, {len(runs)} runs, median"
    )
    print(f"command to first ring   {ring:6.2f} s")
    print(f"command to the end      {end:6.2f} s")
    print(f"the call's own length   {call:6.2f} s")
    print(f"ratio end : call        {end / call:6.2f}")
    print(f"peak memory             {peak_mib:6.0f} MiB (the largest process)")


if __name__ == "__main__":
    main()
