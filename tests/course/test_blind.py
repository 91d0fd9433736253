"""Answers of strangers to tasks and judge: no honest one loses points, no wrong one earns."""

import re
from pathlib import Path

import blind
import pytest

from crmlab import exercises
from crmlab.exercises.slips import KNOWN

NAMES = [path.stem for path in sorted(blind.BLIND.glob("*.json"))]

# What the learner's own numbers happen to make right: his plan gains, so that he may carry it out
RIGHT_BY_LUCK = {"Carries the plan out because it keeps most, although the gain is negative."}

# What counted as wrong when it was written: a label that the notebook prints is as good as its key, and
# columns or rows in plain Python are as good as a table
RIGHT_TODAY = {
    "Slip: writes the label 'record of business' instead of the key 'record'.",
    "Leaves a plain dictionary of lists; pd.DataFrame is forgotten.",
    "Makes a list of dictionaries and forgets to turn it into a DataFrame.",
    "Writes the Chinese words that stand in brackets in place of the English ones.",
    'Writes capital letters and a plural: "Promotion", "Technology" …',
    "Uses the lesson's names (true_loyalty, latent_loyalty …) in place of the words asked for.",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_right_answers_of_strangers_keep_their_points_and_wrong_ones_do_not_earn(name):
    graded = list(blind.grade(name))
    assert [one.about for one in graded if one.meant_right and not one.earned] == []
    assert {one.about for one in graded if one.earned and not one.meant_right} <= RIGHT_BY_LUCK | RIGHT_TODAY
    assert all(one.sentence for one in graded if not one.earned)


def test_each_slip_that_the_engine_counts_has_its_meaning_so_that_reports_can_say_it():
    folder = Path(exercises.__file__).parent
    texts = [path.read_text(encoding="utf-8") for path in folder.glob("*.py")]
    slips = {
        found for text in texts for found in re.findall(r'(?:Slip|Relation|_other)\(\s*"([a-z-]+)"', text)
    }
    assert len(slips) > 20
    assert slips <= KNOWN.keys()
