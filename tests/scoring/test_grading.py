"""Concept scores of drafted rubrics agree with people's; the figures themselves come from benchmarks/grading.py."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks import grading
from tests.needs import need_shared_data


@pytest.mark.parametrize("collection", grading.COLLECTIONS)
def test_concept_scores_agree_with_people_s(collection: str) -> None:
    need_shared_data()
    rows = grading.graded(collection)
    given = np.array([row.given for row in rows])
    scores, lengths = grading.scores(rows, grading.rules()), grading.lengths(rows)
    assert grading.r(scores, given) >= grading.GOALS[collection]
    assert grading.partial(scores, given, lengths) >= grading.GOALS[collection] - 0.01
    counted = grading.counted(rows, lambda _: 1.0)
    assert grading.r(scores, given) > grading.r(counted, given)
    questions = [row.question for row in rows]
    assert grading.within(scores, given, questions) > grading.within(counted, given, questions)
