"""The simulated firm's newer books: they agree with the older ones, which they leave as they were."""

import hashlib

import numpy as np
import pandas as pd
import pytest

from crmlab.datasets import make_logistics
from crmlab.datasets.logistics.deliveries import MONTHS
from crmlab.datasets.logistics.served import ACTIVITIES
from crmlab.datasets.logistics.won_and_lost import CHANNELS, REASONS, STATED

FIVE = ("contracts", "shipments", "survey", "complaints", "payments")
END_OF_2025 = pd.Timestamp("2025-12-31")


@pytest.fixture(scope="module", params=[(10, 0), (300, 12), (1000, 2)], ids=["10", "300", "1000"])
def firm(request):
    return make_logistics(*request.param)


@pytest.fixture(scope="module")
def large():
    return make_logistics(5000, 1)


@pytest.fixture(scope="module")
def known(large):
    """Each customer of the large firm with his contract, how he was won, and what is true of him."""
    winning = large.winning.drop(columns="date")
    known = large.contracts.merge(winning, on="customer_id").merge(large.truth, on="customer_id")
    known["left"] = known["end"].notna()
    known["member"] = known["customer_id"].isin(large.programme["customer_id"])
    return known


# The older books stay as they are


@pytest.mark.parametrize(
    ("customers", "seed", "digest"),
    [
        (200, 1, "1a112e8c795efcd9c2fd60cfbf568f2d8c45bf771d2fc1f57c5fc83a447d6d40"),
        (300, 12, "3dd4628537ccdff4a9f9ab5e4e79cf40a6e435edbd2fa5c1704aca4d0a2802e3"),
    ],
)
def test_a_number_that_a_lesson_quotes_is_not_moved_by_a_table_that_is_added(customers, seed, digest):
    firm = make_logistics(customers, seed)
    books = "".join(getattr(firm, table).to_csv(index=False, lineterminator="\n") for table in FIVE)
    assert hashlib.sha256(books.encode()).hexdigest() == digest


def test_a_class_that_names_a_size_and_a_seed_has_the_same_newer_books():
    one, other = make_logistics(50, 3), make_logistics(50, 3)
    for table in ("winning", "programme", "activities", "potential", "leaving", "truth"):
        pd.testing.assert_frame_equal(getattr(one, table), getattr(other, table))


# The books agree


def test_every_customer_was_won_once_when_his_contract_began(firm):
    winning = firm.winning
    assert winning["customer_id"].equals(firm.contracts["customer_id"])
    assert winning["date"].equals(firm.contracts["start"])
    assert set(winning["channel"]) <= set(CHANNELS["channel"])
    assert (winning["contacts"] >= 1).all() and (winning["cost"] > 0).all()
    named = winning["campaign"] != "none"
    assert named.equals(winning["channel"].isin(["trade fair", "online advertising"]))
    years = winning.loc[named, "campaign"].str.split().str[1]
    assert (years == winning.loc[named, "date"].dt.year.astype(str)).all()


def test_a_member_joins_once_while_his_contract_runs_and_is_given_a_share_of_what_he_ships(firm):
    programme = firm.programme.merge(firm.contracts, on="customer_id")
    assert programme["customer_id"].is_unique
    assert firm.programme["joined"].is_monotonic_increasing
    assert programme["joined"].between(pd.Timestamp("2024-01-01"), pd.Timestamp("2025-06-30")).all()
    assert (programme["joined"] >= programme["start"]).all()
    assert (programme["end"].isna() | (programme["joined"] < programme["end"])).all()
    lines = firm.shipments.merge(firm.programme, on="customer_id")
    shipped = lines[lines["date"] >= lines["joined"]].groupby("customer_id")["amount"].sum()
    most = 0.01 * shipped.reindex(programme["customer_id"]).fillna(0)
    assert (programme["rewards"].to_numpy() <= most.to_numpy() + 0.005).all()


def test_who_left_is_who_has_a_contract_that_ended(firm):
    ended = firm.contracts.dropna(subset="end")
    assert firm.leaving["customer_id"].is_unique
    assert firm.leaving["date"].is_monotonic_increasing
    assert firm.leaving.set_index("customer_id")["date"].sort_index().to_dict() == (
        ended.set_index("customer_id")["end"].sort_index().to_dict()
    )
    assert set(firm.leaving["reason"]) <= set(STATED)


def test_what_was_done_for_a_customer_agrees_with_shipments_invoices_and_complaints(firm):
    done = firm.activities.pivot(index=["customer_id", "year"], columns="activity", values="number")
    assert sorted(done.columns) == sorted(ACTIVITIES)
    counted = {
        name: getattr(firm, table).groupby(["customer_id", getattr(firm, table)["date"].dt.year]).size()
        for name, table in (("shipped", "shipments"), ("invoiced", "payments"), ("complained", "complaints"))
    }
    counted = {name: size.reindex(done.index).fillna(0) for name, size in counted.items()}
    assert (done["invoice"] == counted["invoiced"]).all()
    assert (done["call"] >= counted["complained"]).all()
    for activity in ("order", "special delivery", "return"):
        assert (done[activity] <= counted["shipped"]).all(), activity
    assert ((done["order"] > 0) == (counted["shipped"] > 0)).all()
    costs = firm.activities.groupby("activity")["unit_cost"].unique()
    assert {activity: cost.tolist() for activity, cost in costs.items()} == {
        activity: [cost] for activity, cost in ACTIVITIES.items()
    }


def test_a_year_is_in_the_books_if_the_contract_ran_in_it(firm):
    years = firm.activities.groupby("customer_id")["year"].agg(["min", "max", "nunique"])
    contracts = firm.contracts.set_index("customer_id").loc[years.index]
    assert (years["min"] == contracts["start"].dt.year.clip(lower=2023)).all()
    assert (years["max"] == contracts["end"].fillna(END_OF_2025).dt.year).all()
    assert (years["nunique"] == years["max"] - years["min"] + 1).all()
    assert len(years) == len(contracts)


def test_our_sales_are_our_share_of_what_the_customer_spends(large):
    potential = large.potential.set_index("customer_id")
    contracts = large.contracts.set_index("customer_id")
    assert potential["share_of_wallet"].equals(contracts["share_of_wallet"])
    whole = contracts[(contracts["start"] < "2023-01-01") & contracts["end"].isna()].index
    sales = large.shipments.groupby("customer_id")["amount"].sum().reindex(whole) / 3
    expected = (potential["spending"] * potential["share_of_wallet"])[whole]
    assert np.median(sales / expected) == pytest.approx(1, abs=0.03)
    assert sales.sum() / expected.sum() == pytest.approx(1, abs=0.03)


def test_the_truth_does_not_contradict_the_books(firm):
    truth, contracts = firm.truth, firm.contracts
    left = contracts["end"].notna()
    assert truth["customer_id"].equals(contracts["customer_id"])
    assert not (truth["would_stay_without_programme"] & left).any()
    member = truth["customer_id"].isin(firm.programme["customer_id"])
    assert truth.loc[~member & ~left, "would_stay_without_programme"].all()
    assert truth["leaving_chance"].between(0, 1).all()
    assert truth["return_chance"].notna().equals(left)
    assert (truth["reason"] == "stays").equals(~left)
    assert set(truth.loc[left, "reason"]) <= set(REASONS)


# What was put in can be found again


def test_members_were_loyal_before_so_that_a_plain_comparison_overstates_what_the_programme_does(known):
    there = known[(known["start"] < "2024-01-01") & ~(known["end"] < "2024-01-01")]
    members, others = there[there["member"]], there[~there["member"]]
    naive = others["left"].mean() - members["left"].mean()
    true = (~members["left"]).mean() - members["would_stay_without_programme"].mean()
    assert 0.01 < true < 0.06
    assert naive > 5 * true
    assert members["satisfaction"].mean() > others["satisfaction"].mean() + 0.5


def test_members_recommended_us_before_there_was_a_programme(large, known):
    before = large.survey[large.survey["date"] < "2024-01-01"]
    said = before.groupby("customer_id")["recommend"].mean()
    member = said.index.isin(known.loc[known["member"], "customer_id"])
    assert said[member].mean() > said[~member].mean() + 0.3


def test_a_cheap_customer_of_advertising_leaves_and_a_recommended_one_stays(known):
    left = known.groupby("channel")["left"].mean()
    assert left["recommendation"] + 0.1 < left.drop(["recommendation", "online advertising"]).min()
    assert left["online advertising"] > left.drop("online advertising").max() + 0.05
    by_channel = known.groupby("channel")[["contacts", "cost"]].mean()
    success = 1 / by_channel["contacts"]
    assert success.to_dict() == pytest.approx(CHANNELS.set_index("channel")["success"].to_dict(), rel=0.15)
    assert by_channel["cost"].idxmin() == "recommendation"
    assert by_channel["cost"].idxmax() == "tender"


def test_the_price_is_blamed_for_the_service(large):
    reasons = large.leaving.merge(large.truth, on="customer_id", suffixes=("_stated", "_true"))
    assert reasons["reason_stated"].mode().tolist() == ["price"]
    assert reasons["reason_true"].mode().tolist() == ["service"]
    blamed = reasons.loc[reasons["reason_true"] == "service", "reason_stated"].value_counts(normalize=True)
    assert blamed["price"] == pytest.approx(0.35, abs=0.05)


def test_who_is_lost_over_the_service_was_discontent_and_large(known):
    lost = known[known["left"]].groupby("reason")[["satisfaction", "monthly_shipments"]].median()
    assert lost["satisfaction"].idxmin() == "service"
    assert lost["monthly_shipments"].idxmin() == "price"


def test_the_chance_of_leaving_says_how_many_will_leave(large, known):
    """Of those who are there at the end, chances are small; those who left had larger ones."""
    assert known.loc[known["left"], "leaving_chance"].median() > 3 * (
        known.loc[~known["left"], "leaving_chance"].median()
    )
    assert len(large.leaving) / len(known) / MONTHS < known["leaving_chance"].mean()


def test_who_takes_more_hours_costs_more_to_serve_than_his_size_explains(large):
    costs = large.activities["number"] * large.activities["unit_cost"]
    cost = costs.groupby(large.activities["customer_id"]).sum()
    shipped = large.shipments.groupby("customer_id").size()
    contracts = large.contracts.set_index("customer_id")
    busy = shipped[shipped > 100].index
    effort = contracts["service_hours"] / contracts["monthly_shipments"]
    each = (cost / shipped)[busy]
    demanding = effort[busy] > effort[busy].quantile(0.85)
    assert each[demanding].median() > 1.3 * each[~demanding].median()


def test_customers_of_one_industry_grow_faster_than_others(large):
    growth = large.potential["growth"].groupby(large.contracts["industry"]).mean()
    assert growth.idxmax() == "electronics"
    assert growth["electronics"] == pytest.approx(0.10, abs=0.01)
