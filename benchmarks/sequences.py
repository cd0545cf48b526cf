"""Many random interviews, as the stateful test drives them: `python -m benchmarks.sequences [COUNT]` (10,000).

Each sequence is a person who does anything at any moment, with keys, breaks and wrong events in between; what must hold
is in tests/interview/course.py. Takes about half an hour on one core.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.interview.test_any_course import STEPS, AnyInterview

SEQUENCES = 10_000


class Counted(AnyInterview):
    """Counts what was tried, for all sequences together."""

    tried: ClassVar[Counter[str]] = Counter()

    def teardown(self) -> None:
        super().teardown()
        if hasattr(self, "course"):
            self.tried["sequences"] += 1
            self.tried["events"] += len(self.course.events)
            self.tried[f"ended by the {self.course.state.ended_by}"] += 1


def main(count: int) -> None:
    began = time.monotonic()
    checks = list(HealthCheck)
    rules = settings(
        max_examples=count, stateful_step_count=STEPS, deadline=None, database=None, suppress_health_check=checks
    )
    run_state_machine_as_test(Counted, settings=rules)  # type: ignore[no-untyped-call]
    for what, number in Counted.tried.most_common():
        print(f"{number:>10} {what}")
    print(f"{time.monotonic() - began:>10.0f} seconds; nothing that must hold was broken")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SEQUENCES)
