"""The simulated firm: its tables agree with each other, and what was put in can be found again."""

import dataclasses
import inspect

import numpy as np
import pandas as pd
import pytest
from bad_values import ALL

from crmlab import rfm, satisfaction, service_gap
from crmlab.datasets import Logistics, make_logistics
from crmlab.datasets.logistics.answers import DIMENSIONS

TABLES = [field.name for field in dataclasses.fields(Logistics)]
EVENTS = ["shipments", "survey", "complaints", "payments"]
PERCEIVED = [f"P{item:02d}" for item in range(1, 23)]
EXPECTED = [f"E{item:02d}" for item in range(1, 23)]
RELIABILITY = slice(4, 9)
JANUARY_2023, DECEMBER_2025 = pd.Timestamp("2023-01-01"), pd.Timestamp("2025-12-31")


@pytest.fixture(scope="module", params=[(10, 0), (300, 1), (1000, 2)], ids=["10", "300", "1000"])
def firm(request):
    return make_logistics(*request.param)


@pytest.fixture(scope="module", params=[1, 2])
def large(request):
    """So many customers that chance hides nothing."""
    return make_logistics(5000, request.param)


def with_contract(firm, table):
    return getattr(firm, table).merge(firm.contracts, on="customer_id", validate="many_to_one")


def gini(values):
    ordered = np.sort(values)
    rank = np.arange(1, len(ordered) + 1)
    return 2 * (rank * ordered).sum() / (len(ordered) * ordered.sum()) - (len(ordered) + 1) / len(ordered)


# The same firm for everybody


def test_a_class_that_names_a_size_and_a_seed_works_on_the_same_firm():
    one, other = make_logistics(customers=50, seed=3), make_logistics(50, np.int64(3))
    for table in TABLES:
        pd.testing.assert_frame_equal(getattr(one, table), getattr(other, table))


def test_another_seed_is_another_firm():
    one, other = make_logistics(50, 3), make_logistics(50, 4)
    for table in TABLES:
        assert not getattr(one, table).equals(getattr(other, table)), table


def test_numbers_quoted_in_a_lesson_stay_what_they_are():
    """If only this test fails, NumPy draws other numbers than it did; the firm is as good as before."""
    firm = make_logistics(200, 1)
    assert [len(getattr(firm, table)) for table in TABLES[:5]] == [200, 21_796, 502, 245, 4_114]
    assert round(firm.shipments["amount"].sum(), 2) == 63_006_606.42
    assert round(firm.shipments["cost"].sum(), 2) == 50_706_635.46
    assert round(firm.complaints["compensation"].sum(), 2) == 101_113.52
    assert firm.survey["overall"].sum() == 3_594
    assert firm.contracts["end"].count() == 60


def test_a_student_who_changes_a_table_gets_it_back_unchanged():
    spoilt = make_logistics(10, 1)
    for table in TABLES:
        del getattr(spoilt, table)["customer_id"]
    again = make_logistics(10, 1)
    assert all("customer_id" in getattr(again, table) for table in TABLES)


def test_a_firm_says_how_large_it_is():
    firm = make_logistics(10, 1)
    assert repr(firm).startswith(f"Logistics(contracts: 10, shipments: {len(firm.shipments):,}, survey: ")
    assert "\n" not in repr(firm)


def test_nobody_can_take_the_numbers_for_observed_ones():
    documentation = inspect.getdoc(make_logistics)
    assert "[invented for the exercise]" in documentation
    assert documentation.startswith("Simulate ")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((9, 1), "customers must be between 10 and 5000; got 9."),
        ((5001, 1), "customers must be between 10 and 5000; got 5001."),
        ((99.5, 1), "customers must be a whole number; got 99.5."),
        ((100, -1), "seed must be between 0 and 999999; got -1."),
        (([10, 20], 1), "customers must be one number; got [10, 20] (list)."),
        ((100, np.array([1])), "seed must be one number; got array([1]) (ndarray)."),
    ],
)
def test_a_firm_that_cannot_be_is_refused_in_one_sentence(arguments, sentence):
    with pytest.raises((TypeError, ValueError)) as refusal:
        make_logistics(*arguments)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("label", [label for label in ALL if label not in {"zero", "percent"}])
def test_what_is_put_in_by_mistake_is_refused_by_name(label):
    """0 is a seed like any other, 80 a number of customers."""
    for name, arguments in (("customers", (ALL[label], 1)), ("seed", (10, ALL[label]))):
        with pytest.raises((TypeError, ValueError)) as refusal:
            make_logistics(*arguments)
        assert str(refusal.value).startswith(name)
        assert "\n" not in str(refusal.value)


# Tables that hang together


def test_every_line_belongs_to_a_customer(firm):
    customers = firm.contracts["customer_id"]
    assert customers.is_unique
    assert firm.contracts["name"].is_unique
    for table in TABLES[1:]:
        assert getattr(firm, table)["customer_id"].isin(customers).all(), table


def test_every_line_can_be_named(firm):
    for table, letter in (("shipments", "S"), ("complaints", "K"), ("payments", "I")):
        ids = getattr(firm, table).iloc[:, 0]
        assert ids.is_unique and ids.is_monotonic_increasing
        assert ids.str.fullmatch(letter + r"\d+").all()
    assert not firm.survey.duplicated(["customer_id", "date"]).any()


def test_columns_and_types_are_the_same_in_every_pandas(firm):
    text = str(pd.Series(["C0001"]).dtype)
    kinds = {"n": "int64", "x": "float64", "d": "datetime64[ns]", "b": "bool", "t": text}
    expected = {
        "contracts": "t t t d d t x x n x t x",
        "shipments": "t t d t t x x x n n b b",
        "survey": "t d" + " x" * 58,
        "complaints": "t t d t t t b x x",
        "payments": "t t d d d x",
        "winning": "t d t t n x",
        "programme": "t d x",
        "activities": "t n t n x",
        "potential": "t x x x",
        "leaving": "t d t",
        "truth": "t x x b t x",
    }
    assert list(expected) == TABLES
    for table, letters in expected.items():
        types = getattr(firm, table).dtypes.astype(str).tolist()
        assert types == [kinds[letter] for letter in letters.split()], table
        assert getattr(firm, table).index.equals(pd.RangeIndex(len(getattr(firm, table)))), table


def test_only_four_columns_and_skipped_questions_are_ever_empty(firm):
    empty = {
        f"{table}.{column}"
        for table in TABLES
        for column in getattr(firm, table)
        if table != "survey" and getattr(firm, table)[column].isna().any()
    }
    assert empty <= {
        "contracts.end",
        "complaints.days_to_resolve",
        "payments.paid",
        "truth.return_chance",
    }
    assert not firm.survey[["customer_id", "date"]].isna().any(axis=None)


def test_nothing_happens_outside_the_three_years(firm):
    for table in EVENTS:
        assert getattr(firm, table)["date"].between(JANUARY_2023, DECEMBER_2025).all(), table
    assert firm.payments["paid"].max() <= DECEMBER_2025
    assert firm.contracts["end"].max() <= DECEMBER_2025
    assert firm.contracts["start"].between(pd.Timestamp("2018-01-01"), pd.Timestamp("2025-06-01")).all()


def test_lines_come_in_order_of_time(firm):
    for table in EVENTS:
        assert getattr(firm, table)["date"].is_monotonic_increasing, table


def test_nothing_is_shipped_or_asked_before_a_contract_begins_or_after_it_ends(firm):
    for table in ("shipments", "survey"):
        lines = with_contract(firm, table)
        assert (lines["date"] >= lines["start"]).all()
        assert (lines["end"].isna() | (lines["date"] <= lines["end"])).all()
    ended = firm.contracts["end"].dropna()
    assert ended.dt.is_month_end.all()
    assert (firm.contracts["end"] - firm.contracts["start"] > pd.Timedelta(days=80))[ended.index].all()


def test_on_time_means_what_it_says(firm):
    shipments = firm.shipments
    assert (shipments["on_time"] == (shipments["actual_days"] <= shipments["promised_days"])).all()
    assert (shipments["actual_days"] >= 1).all()
    assert (shipments[["tonnes", "amount", "cost"]] > 0).all(axis=None)


def test_a_lane_goes_through_one_hub_and_has_one_promise(firm):
    lanes = firm.shipments.groupby("lane")[["hub", "promised_days"]].nunique()
    assert (lanes == 1).all(axis=None)
    assert set(firm.shipments["hub"]) == {"Shanghai", "Wuhan"}


def test_the_price_of_a_shipment_is_the_agreed_one(firm):
    lines = with_contract(firm, "shipments")
    lines["km"] = (lines["amount"] - 60) / lines["tonnes"] / lines["price"]
    spread = lines[lines["tonnes"] > 1].groupby("lane")["km"].agg(["min", "max"])
    assert ((spread["max"] - spread["min"]) < 0.1).all()  # cents
    assert spread["min"].round().sort_values().tolist() == [300, 1050, 1200, 1450, 1700, 1950]


def test_an_invoice_is_the_sum_of_a_month(firm):
    month = firm.shipments["date"] + pd.offsets.MonthEnd(0)
    of_month = firm.shipments.groupby([month, "customer_id"])["amount"].sum().round(2)
    invoiced = firm.payments.set_index(["date", "customer_id"])["amount"]
    assert invoiced.index.is_unique
    assert invoiced.sort_index().to_dict() == of_month.to_dict()


def test_invoices_are_due_as_agreed_and_open_only_at_the_end(firm):
    lines = with_contract(firm, "payments")
    assert ((lines["due"] - lines["date"]).dt.days == lines["payment_days"]).all()
    late = (lines["paid"] - lines["due"]).dt.days
    assert late.min() >= -2
    assert lines.loc[lines["due"] > DECEMBER_2025 + pd.Timedelta(days=2), "paid"].isna().all()
    assert lines.loc[lines["due"] < pd.Timestamp("2025-06-30"), "paid"].notna().mean() > 0.95


def test_a_complaint_is_about_a_shipment_that_failed(firm):
    lines = firm.complaints.merge(firm.shipments, on="shipment_id", suffixes=("", "_shipped"))
    assert len(lines) == len(firm.complaints)
    assert lines["shipment_id"].is_unique
    assert (lines["customer_id"] == lines["customer_id_shipped"]).all()
    assert not lines.loc[lines["cause"] == "late", "on_time"].any()
    assert lines.loc[lines["cause"] == "damaged", "damaged"].all()
    others = lines["cause"].isin(["wrong invoice", "no answer"])
    assert lines.loc[others, "on_time"].all() and not lines.loc[others, "damaged"].any()
    delivered = lines["date_shipped"] + pd.to_timedelta(lines["actual_days"], unit="D")
    assert (lines["date"] - delivered >= pd.Timedelta(days=7)).all()


def test_only_a_resolved_complaint_took_days_and_was_compensated(firm):
    complaints = firm.complaints
    resolved = complaints["resolved"]
    assert (complaints["days_to_resolve"].notna() == resolved).all()
    assert (complaints.loc[resolved, "days_to_resolve"] >= 1).all()
    days = pd.to_timedelta(complaints["days_to_resolve"], unit="D")
    assert (complaints["date"] + days).max() <= DECEMBER_2025
    paid = resolved & (complaints["cause"] != "no answer")
    assert ((complaints["compensation"] > 0) == paid).all()


def test_every_answer_is_a_box_of_its_scale(firm):
    scales = {"recommend": (0, 10)}
    scales |= dict.fromkeys(["overall", "against_expectations", "against_ideal"], (1, 10))
    for question in firm.survey.columns[2:]:
        given = firm.survey[question].dropna()
        assert given.between(*scales.get(question, (1, 7))).all(), question
        assert (given == given.round()).all(), question


def test_nobody_finds_more_adequate_than_he_desires(firm):
    for dimension in ("tangibles", "reliability", "responsiveness", "assurance", "empathy"):
        zone = firm.survey[[f"adequate_{dimension}", f"desired_{dimension}"]].dropna()
        assert (zone.iloc[:, 0] <= zone.iloc[:, 1]).all(), dimension


def test_the_dimensions_are_those_of_servqual():
    """Items are numbered by dimension: 4, 5, 4, 4, 5 of them, as in the published questionnaire."""
    assert DIMENSIONS["items"].tolist() == [4, 5, 4, 4, 5]
    names = ["tangibles", "reliability", "responsiveness", "assurance", "empathy"]
    assert DIMENSIONS["dimension"].tolist() == names


# What was put in can be found again


def test_customers_are_so_unequal_that_sorting_them_pays():
    for customers, seed in ((300, 1), (1000, 2), (5000, 3)):
        shipments = make_logistics(customers, seed).shipments
        revenue = shipments.groupby("customer_id")["amount"].sum()
        assert 0.65 < gini(revenue) < 0.82
        assert 0.7 < revenue.nlargest(customers // 5).sum() / revenue.sum() < 0.88


def test_some_of_the_largest_accounts_cost_more_than_they_bring(large):
    """After the account team's hours, at 180 yuan; most of the largest are worth their price."""
    contracts = large.contracts.set_index("customer_id")
    begin = contracts["start"].clip(lower=JANUARY_2023)
    months = (contracts["end"].fillna(DECEMBER_2025) - begin).dt.days / 30.4375
    sums = large.shipments.groupby("customer_id")[["amount", "cost"]].sum()
    profit = sums["amount"] - sums["cost"] - (contracts["service_hours"] * months * 180).reindex(sums.index)
    largest = sums["amount"].nlargest(500).index
    assert 0.05 < (profit[largest] < 0).mean() < 0.2
    assert profit.sum() > 0
    best_first = profit.sort_values(ascending=False).cumsum()
    assert 1.1 < best_first.max() / best_first.iloc[-1] < 1.5


def test_most_is_punctual_less_so_before_the_year_ends(large):
    shipments = large.shipments[large.shipments["date"].dt.strftime("%Y-%m") != "2024-06"]
    busy = shipments["date"].dt.month.isin([11, 12])
    assert 0.93 < shipments.loc[~busy, "on_time"].mean() < 0.945
    assert 0.88 < shipments.loc[busy, "on_time"].mean() < 0.92


def test_the_bad_month_is_one_month_of_one_hub(large):
    month = large.shipments["date"].dt.strftime("%Y-%m")
    on_time = large.shipments.groupby([month, "hub"])["on_time"].mean()
    assert on_time.idxmin() == ("2024-06", "Wuhan")
    assert 0.27 < on_time.min() < 0.33
    assert on_time.drop(on_time.idxmin()).min() > 0.87


def exposed(firm):
    """Whether the main lane of each customer goes through Wuhan."""
    hub = firm.shipments.drop_duplicates("lane").set_index("lane")["hub"]
    return firm.contracts.set_index("customer_id")["main_lane"].map(hub) == "Wuhan"


def drop_in_june(firm, answers):
    """How much more the answers of the exposed fell from December 2023 to June 2024 than the others' did."""
    hit = firm.survey["customer_id"].map(exposed(firm))
    mean = firm.survey[answers].mean(axis=1).groupby([firm.survey["date"], hit]).mean().unstack()
    fall = mean.loc["2023-12-31"] - mean.loc["2024-06-30"]
    return fall[True] - fall[False]


def test_the_bad_month_shows_in_the_survey_where_it_should(large):
    reliability = drop_in_june(large, PERCEIVED[RELIABILITY])
    assert 0.3 < reliability < 0.8
    assert drop_in_june(large, ["overall"]) > 0.4
    assert drop_in_june(large, PERCEIVED[:4]) < reliability / 3  # tangibles
    assert abs(drop_in_june(large, EXPECTED)) < 0.1


def test_then_in_the_complaints(large):
    by_month = large.complaints.groupby(large.complaints["date"].dt.strftime("%Y-%m")).size()
    assert by_month.idxmax() == "2024-07"
    assert by_month.max() > 2.5 * by_month.median()
    july = large.complaints[large.complaints["date"].dt.strftime("%Y-%m") == "2024-07"]
    hub = july.merge(large.shipments, on="shipment_id")["hub"]
    assert (hub == "Wuhan").mean() > 0.75
    resolved = large.complaints["resolved"]
    overloaded = large.complaints["date"].between("2024-06-01", "2024-08-31")
    assert resolved[overloaded].mean() < 0.5 < 0.6 < resolved[~overloaded].mean()


def more_leave(firm, first, last):
    """Share of the exposed who left less that of the others, in standard errors."""
    contracts = firm.contracts.set_index("customer_id")
    present = contracts[(contracts["start"] < first) & ~(contracts["end"] < first)]
    left = present["end"].between(pd.Timestamp(first), pd.Timestamp(last))
    groups = [left[exposed(firm)[left.index] == hit] for hit in (True, False)]
    error = np.sqrt(sum(left.mean() * (1 - left.mean()) / len(group) for group in groups))
    return (groups[0].mean() - groups[1].mean()) / error


def test_then_in_the_contracts_that_end(large):
    assert more_leave(large, "2024-08-01", "2025-01-31") > 3


def test_before_nobody_left_for_it(large):
    for first, last in (("2023-06-01", "2023-12-31"), ("2024-01-01", "2024-07-31")):
        assert abs(more_leave(large, first, last)) < 3.5


def test_a_manager_who_reads_the_survey_knows_who_will_leave(large):
    wave = large.survey[large.survey["date"] == "2024-06-30"].merge(large.contracts, on="customer_id")
    wave = wave.dropna(subset=["overall"])
    left = wave["end"].notna() & (wave["end"] <= pd.Timestamp("2025-06-30"))
    content = wave["overall"] >= 7
    assert left[~content].mean() > 1.5 * left[content].mean()


def test_bonds_hold_and_let_people_speak(large):
    contracts = large.contracts
    left = contracts["end"].notna().groupby(contracts["bond"]).mean()
    assert left["financial"] > left["social"] > left["structural"]
    failed = large.shipments[~large.shipments["on_time"]].merge(contracts, on="customer_id")
    voiced = failed["shipment_id"].isin(large.complaints["shipment_id"]).groupby(failed["bond"]).mean()
    assert voiced["financial"] < voiced["social"] < voiced["structural"]


def test_most_of_those_who_are_asked_answer_most_questions(large):
    answers = large.survey.iloc[:, 2:]
    assert 0.01 < answers.isna().mean(axis=None) < 0.03
    assert 0.75 < answers.notna().all(axis=1).mean() < 0.85
    waves = large.survey.groupby("date").size()
    assert len(waves) == 6
    contracts = large.contracts
    for date, answered in waves.items():
        asked = (contracts["start"] <= date) & ~(contracts["end"] < date)
        assert 0.56 < answered / asked.sum() < 0.64


def test_questions_of_one_dimension_hang_together(large):
    together = large.survey[PERCEIVED].corr().to_numpy()
    dimension = np.repeat(np.arange(5), DIMENSIONS["items"])
    same = (dimension[:, None] == dimension) & ~np.eye(22, dtype=bool)
    assert together[same].min() > together[dimension[:, None] != dimension].mean() + 0.1


# What the calculators make of it


def test_the_shipments_are_a_purchase_log():
    shipments = make_logistics(100, 1).shipments
    table = rfm.table(shipments, as_of="2025-12-31")
    assert table["orders"].sum() == len(shipments)
    assert rfm.segment(rfm.score(table))["segment"].nunique() > 3


def test_the_questionnaires_are_answers_to_servqual_skipped_questions_and_all(large):
    quality = service_gap.servqual(large.survey[PERCEIVED], large.survey[EXPECTED])
    gap = quality.dimensions.set_index("dimension")["gap"]
    assert gap.index.tolist() == DIMENSIONS["dimension"].tolist()
    assert gap.idxmin() == "reliability"
    assert -1 < quality.unweighted < -0.4


def test_the_zone_of_tolerance_is_left_in_the_bad_month(large):
    hit = large.survey["customer_id"].map(exposed(large))
    inside = {}
    for date in ("2023-12-31", "2024-06-30"):
        answers = large.survey[hit & (large.survey["date"] == date)]
        reliability = answers[PERCEIVED[RELIABILITY]].mean(axis=1)
        zone = pd.DataFrame({"p": reliability, "a": answers["adequate_reliability"]})
        zone["d"] = answers["desired_reliability"]
        zone = zone.dropna()
        inside[date] = service_gap.zone_of_tolerance(zone["p"], zone["a"], zone["d"]).inside.mean()
    assert inside["2023-12-31"] > inside["2024-06-30"] + 0.1


def test_the_three_questions_give_the_satisfaction_index(large):
    questions = ["overall", "against_expectations", "against_ideal"]
    assert 55 < satisfaction.acsi(large.survey[questions].mean().tolist()) < 75
