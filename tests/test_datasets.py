"""The bundled data are the published data: each number stands in a paper or was counted in the source."""

import gzip
import hashlib
import re
from importlib.resources import files

import numpy as np
import pandas as pd
import pytest

from crmlab.datasets import load_cdnow

CALIBRATION_END = pd.Timestamp("1997-09-30")  # the papers fit on 39 weeks and test on the 39 that follow
CDNOW = files("crmlab") / "data" / "cdnow"


@pytest.fixture(scope="module")
def sample():
    return load_cdnow()


@pytest.fixture(scope="module")
def master():
    return load_cdnow(sample=False)


def customer_days(log):
    """One line a customer and day: what the papers call a transaction."""
    return log.drop_duplicates(["customer_id", "date"])


def test_the_sample_has_the_published_size(sample):
    assert len(sample) == 6_919
    assert sample["customer_id"].nunique() == 2_357
    assert len(customer_days(sample)) == 6_696


def test_the_master_has_the_published_size(master):
    assert len(master) == 69_659
    assert master["customer_id"].nunique() == 23_570
    assert len(customer_days(master)) == 67_591


def test_the_published_dollars_are_those_of_all_78_weeks(sample, master):
    assert round(sample["amount"].sum(), 2) == 244_091.94
    assert round(master["amount"].sum(), 2) == 2_500_315.63
    assert round(sample.loc[sample["date"] <= CALIBRATION_END, "amount"].sum(), 2) == 173_115.55


def test_repeat_purchases_split_into_calibration_and_holdout_as_published(sample):
    days = customer_days(sample)
    calibration = days[days["date"] <= CALIBRATION_END]
    purchases = calibration["customer_id"].value_counts()
    assert len(purchases) == 2_357
    assert (purchases - 1).sum() == 2_457
    assert (purchases > 1).sum() == 946
    assert len(days) - len(calibration) == 1_882


def test_every_customer_starts_in_the_first_quarter_and_is_watched_for_78_weeks(sample, master):
    for log in (sample, master):
        assert log["date"].min() == pd.Timestamp("1997-01-01")
        assert log["date"].max() == pd.Timestamp("1998-06-30")
        assert log.groupby("customer_id")["date"].min().max() < pd.Timestamp("1997-04-01")


def test_every_line_of_the_sample_is_a_line_of_the_master(sample, master):
    """A customer's lines are the same lines, equally often: nothing was lost by the numbering."""
    columns = list(sample.columns)
    same_customers = master[master["customer_id"].isin(sample["customer_id"])]
    pd.testing.assert_frame_equal(
        sample.sort_values(columns, ignore_index=True),
        same_customers.sort_values(columns, ignore_index=True),
    )


def test_the_lines_keep_the_order_of_the_source(sample, master):
    assert sample["customer_id"].iloc[[0, 66, 70, -1]].tolist() == [4, 228, 226, 23_569]
    first_bought = sample.drop_duplicates("customer_id")["date"]
    assert first_bought.is_monotonic_increasing
    in_order = master.sort_values(["customer_id", "date"], kind="stable")
    assert in_order.index.equals(master.index)


def test_exact_repeats_and_zero_amounts_are_kept(sample, master):
    assert [log.duplicated().sum() for log in (sample, master)] == [21, 255]
    assert [(log["amount"] == 0).sum() for log in (sample, master)] == [8, 80]


def test_the_top_fifth_of_customers_bring_68_percent(master):
    spent = np.sort(master.groupby("customer_id")["amount"].sum().to_numpy())
    top_fifth = spent[-len(spent) // 5 :]
    assert len(top_fifth) == 4_714
    assert round(top_fifth.sum() / spent.sum(), 4) == 0.6778


def test_the_gini_coefficient_of_spending_is_as_published(master):
    spent = np.sort(master.groupby("customer_id")["amount"].sum().to_numpy())
    rank = np.arange(1, len(spent) + 1)
    gini = 2 * (rank * spent).sum() / (len(spent) * spent.sum()) - (len(spent) + 1) / len(spent)
    assert round(gini, 4) == 0.6346


@pytest.mark.parametrize("which", [True, False])
def test_columns_and_types_are_the_same_in_every_pandas(which):
    log = load_cdnow(sample=which)
    assert log.dtypes.astype(str).to_dict() == {
        "customer_id": "int64",
        "date": "datetime64[ns]",
        "quantity": "int64",
        "amount": "float64",
    }
    assert log.index.equals(pd.RangeIndex(len(log)))
    assert not log.isna().any(axis=None)


def test_a_student_who_changes_the_table_gets_it_back_unchanged():
    spoilt = load_cdnow()
    spoilt["amount"] = 0.0
    spoilt.index = spoilt.index[::-1]
    again = load_cdnow()
    assert round(again["amount"].sum(), 2) == 244_091.94
    assert again.index[0] == 0


@pytest.mark.filterwarnings("error")
def test_loading_writes_nothing_to_stderr(capfd):
    """In a graded cell a warning costs the student all points."""
    load_cdnow()
    assert capfd.readouterr().err == ""


def test_amounts_are_the_floats_one_gets_by_typing_them(master):
    with gzip.open(CDNOW / "master.csv.gz", "rt", encoding="utf-8") as lines:
        typed = [float(line.split(",")[3]) for line in list(lines)[1:]]
    assert master["amount"].tolist() == typed


def test_numpys_true_and_false_are_accepted(sample):
    pd.testing.assert_frame_equal(load_cdnow(np.bool_(True)), sample)


@pytest.mark.parametrize("wrong", ["yes", 1, 0, None, 0.1, [True]])
def test_a_wrong_sample_is_refused_in_one_sentence(wrong):
    with pytest.raises(TypeError) as refusal:
        load_cdnow(sample=wrong)
    sentence = str(refusal.value)
    assert sentence.startswith("sample must be True")
    assert repr(wrong) in sentence
    assert "False" in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("name", ["sample", "master"])
def test_the_files_are_the_ones_the_readme_describes(name):
    packed = (CDNOW / f"{name}.csv.gz").read_bytes()
    readme = (CDNOW / "README.md").read_text(encoding="utf-8")
    stated = re.search(rf"\| `{name}\.csv` \| `([0-9a-f]{{64}})` \|", readme)
    assert hashlib.sha256(gzip.decompress(packed)).hexdigest() == stated[1]
    assert len(packed) < 1_000_000


@pytest.mark.parametrize("name", ["sample", "master"])
def test_packing_the_data_again_gives_the_same_header_whoever_does_it(name):
    """Bytes 3-7 of a gzip file hold its flags (a name?) and its time; both must be empty."""
    header = (CDNOW / f"{name}.csv.gz").read_bytes()[:8]
    assert header == b"\x1f\x8b\x08" + bytes(5)


def test_whoever_passes_the_data_on_finds_the_licence_and_the_credit():
    assert "Cameron Davidson-Pilon" in (CDNOW / "LICENSE").read_text(encoding="utf-8")
    readme = (CDNOW / "README.md").read_text(encoding="utf-8")
    for credit in ("Fader", "Hardie", "2001", "lifetimes", "MIT"):
        assert credit in readme
