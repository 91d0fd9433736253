"""Whole numbers have 64 bits on every machine, also where addresses have 32, as in a browser."""

import re
from pathlib import Path

import numpy as np
import pytest

import crmlab
from crmlab.counting import counted, repeated

HERE = Path(crmlab.__file__).parent
# as wide as addresses are; numpy counts and repeats by nothing wider
NARROW = re.compile(r"np\.bincount\(|np\.repeat\((?!\[)|\bastype\(int\)|dtype=int\b")
# what runs on the desktop alone
DESKTOP = {"grading"}
# the size of a picture on its page
SMALL = {"figures/picture.py", "figures/relationships.py", "counting.py"}


def test_what_is_counted_has_64_bits():
    for of in (np.int32, np.int64):
        found = counted(np.array([0, 2, 2], dtype=of), least=4)
        assert found.dtype == np.int64
        assert found.tolist() == [1, 0, 2, 0]
    assert counted([0, 2, 2], [0.5, 1, 2]).tolist() == [0.5, 0, 3]


def test_a_value_is_repeated_as_often_as_a_number_of_any_width_says():
    for of in (np.int32, np.int64):
        assert repeated(["a", "b"], np.array([2, 1], dtype=of)).tolist() == ["a", "a", "b"]
    assert repeated(["a", "b"], 2).tolist() == ["a", "a", "b", "b"]


@pytest.mark.parametrize("room", sorted(path.name for path in HERE.iterdir() if path.name not in DESKTOP))
def test_a_learner_in_a_browser_gets_the_same_whole_numbers(room):
    place = HERE / room
    for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
        if path.suffix == ".py" and path.relative_to(HERE).as_posix() not in SMALL:
            assert NARROW.findall(path.read_text(encoding="utf-8")) == [], path
