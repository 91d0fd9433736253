"""Whole numbers have 64 bits on every machine, also where addresses have 32, as in a browser."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import crmlab
from crmlab.counting import counted, numbered, repeated

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


CLOSE = np.random.default_rng(1).integers(100_000, 130_000, 300_000)


@pytest.mark.parametrize(
    "names",
    [
        pd.Series(CLOSE),
        pd.Series(CLOSE.astype(np.uint32), index=CLOSE),
        pd.Series(CLOSE - 115_000, dtype=np.int32),
        pd.Series([9, 7, 9, 8], dtype=np.int8),
        pd.Series([-128, 127] * 200, dtype=np.int8),
        pd.Series([2**63 + 1, 2**63], dtype=np.uint64),
        pd.Series([5, 2**62, -(2**62), 5]),
        pd.Series([5, 6, 5], dtype="Int64"),
        pd.Series(["Li", "Wu", "Li"]),
        pd.Series([], dtype=np.int64),
    ],
    ids=lambda names: f"{len(names)}-{names.dtype}",
)
def test_customers_keep_their_order_and_kind_whatever_their_numbers_are(names):
    which, different = numbered(names)
    expected, of_pandas = pd.factorize(names)
    assert np.array_equal(which, expected)
    assert list(different) == list(of_pandas)
    assert different.dtype == of_pandas.dtype


@pytest.mark.parametrize("room", sorted(path.name for path in HERE.iterdir() if path.name not in DESKTOP))
def test_a_learner_in_a_browser_gets_the_same_whole_numbers(room):
    place = HERE / room
    for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
        if path.suffix == ".py" and path.relative_to(HERE).as_posix() not in SMALL:
            assert NARROW.findall(path.read_text(encoding="utf-8")) == [], path
