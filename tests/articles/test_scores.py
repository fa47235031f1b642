"""The kept articles, read and held against their gold answers: the figures that docs/import.md tells cannot rot."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.articles.scoring import Score, score_folder

KEPT = Path(__file__).parent / "kept"
EXACT = ["roles", "objectives", "key results", "owners"]
NEARLY = ["due", "from", "kind, target", "whole measure", "direction", "strict", "unit", "per", "ignored"]


@pytest.fixture(scope="module")
def score() -> Score:
    return score_folder(KEPT)


def test_there_are_articles_in_both_languages() -> None:
    assert {file.name[:2] for file in KEPT.glob("*.yaml")} == {"vi", "en"}
    assert all(file.with_suffix(".txt").exists() for file in KEPT.glob("*.yaml"))


@pytest.mark.parametrize("name", EXACT)
def test_structure_and_owners_are_exact(score: Score, name: str) -> None:
    assert score.gold[name] == score.found[name] == score.right[name] > 50 - 20 * (name == "roles"), score.wrong


@pytest.mark.parametrize("name", NEARLY)
def test_measures_and_dates_are_nearly_all_right(score: Score, name: str) -> None:
    assert score.gold[name] > 0
    assert min(score.precision(name), score.recall(name)) >= 0.95, score.wrong


def test_a_wrong_answer_lowers_the_score() -> None:
    score = Score()
    score.compare("due", "here", "mar-end", "feb-end")
    score.compare("due", "here", "mar-end", "mar-end")
    score.compare("due", "here", None, "mar-end")
    assert (score.recall("due"), score.precision("due")) == (1 / 2, 1 / 3)
    assert len(score.wrong) == 2
