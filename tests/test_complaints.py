"""Complaints: the numbers of the source documents and of the surveys, and what must hold for all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import arguments, typical

from crmlab import complaints, lifecycle, picture, show
from crmlab.complaints import VOICE_RATES
from crmlab.datasets import make_logistics
from crmlab.declared.quantities import Quantity

MINOR, MAJOR = map(complaints.repurchase_rates, ("minor", "major"))
PYRAMID = {"formal": 0.05, "front line": 0.26, "silent": 0.69}
SURVEY = {"other brand": 0.25, "stop": 0.19, "look first": 0.13, "maker": 0.03, "shop": 0.05, "return": 0.35}
SHARE = st.integers(0, 100).map(lambda percent: percent / 100)


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-9)


# The source documents


def test_a_hundred_complaints_stand_for_a_thousand_dissatisfied():
    assert complaints.dissatisfied(100, 0.10) == 1000
    assert complaints.dissatisfied(5, 0.05) == 100


def test_one_complaint_stands_for_as_many_as_the_preset_says():
    behind_one = [round(complaints.dissatisfied(1, rate), 2) for rate in (0.04, 0.05, 0.10, 0.30, 0.31)]
    assert behind_one == [25, 20, 10, 3.33, 3.23]


def test_the_voice_rates_of_the_sources_are_all_there_and_cannot_be_changed():
    assert sorted(VOICE_RATES.values()) == [0.04, 0.05, 0.08, 0.10, 0.30, 0.31, 0.50, 0.69]
    with pytest.raises(TypeError):
        VOICE_RATES["supposed"] = 0.2


def test_a_hundred_dissatisfied_tell_1043_people():
    assert round(complaints.word_of_mouth(100), 6) == 1043
    assert round(complaints.word_of_mouth(1), 6) == 10.43


def test_a_lost_customer_costs_5763_if_nothing_is_rounded_on_the_way():
    assert round(complaints.loss_per_customer(5011.72, 0.15), 2) == 5763.48
    assert round(complaints.loss_per_customer(5012, 0.15), 2) == 5763.80


def test_the_market_loss_is_5388405_and_5066278_with_five_payments():
    assert round(complaints.market_loss(100, 0.10, 0.65, 5763), 2) == 5_388_405
    assert round(complaints.market_loss(100, 0.10, 1, 5763), 2) == 5_186_700
    assert round(complaints.market_loss(100, 1, 0.65, 5763), 2) == 201_705
    assert round(complaints.market_loss(100, 0.10, 0.65, 5418.479)) == 5_066_278


def test_the_rates_of_the_survey_are_there_for_small_and_large_losses():
    assert list(MINOR.values()) == [0.37, 0.46, 0.70, 0.95]
    assert list(MAJOR.values()) == [0.09, 0.19, 0.54, 0.82]
    assert list(MINOR) == list(MAJOR) == ["silent", "unresolved", "resolved", "quick"]


def test_to_change_the_rates_one_got_does_not_change_the_next_ones():
    complaints.repurchase_rates("major")["silent"] = 1
    assert complaints.repurchase_rates("major") == MAJOR


@pytest.mark.parametrize(
    ("rates", "quick", "lost", "loss"),
    [(MAJOR, 0, 877.25, 5_055_592), (MAJOR, 1, 859.05, 4_950_705), (MINOR, 0, 605.4, 3_488_920)],
)
def test_with_the_rates_of_the_survey_the_market_loss_is_less(rates, quick, lost, loss):
    gone = 1000 - complaints.customers_kept(1000, 0.10, 0.65, quick, rates)
    assert round(gone, 2) == lost
    assert round(5763 * gone) == loss


def test_the_more_customers_speak_the_more_are_kept():
    kept = complaints.customers_kept(1000, [0.10, 0.31, 0.50, 1], 0.65, 1, MAJOR)
    assert kept.round(1).tolist() == [141.0, 247.9, 344.8, 599.5]
    assert round(complaints.customers_kept(1000, 0.10, 0.65, 1, MAJOR), 1) == 141.0


def test_of_a_thousand_864_go_silently_and_for_good():
    assert round(complaints.silent_loss(1000, 0.04, 0.90), 6) == 864


def test_one_formal_complaint_is_the_tip_of_twenty_dissatisfied():
    table = complaints.breakdown(1, PYRAMID, known="formal")
    assert table["number"].round(6).tolist() == [1, 5.2, 13.8]
    assert table["number"].sum() == near(20)
    assert complaints.breakdown(30, {"visible": 0.3, "hidden": 0.7}, "visible")["number"][1] == near(70)


def test_the_survey_of_1037_cases_has_no_whole_counts():
    table = complaints.breakdown(1037, SURVEY)
    assert table["number"].round(2).tolist() == [259.25, 197.03, 134.81, 31.11, 51.85, 362.95]
    assert table["layer"].tolist() == list(SURVEY)


def test_being_heard_being_helped_and_being_helped_quickly_each_raise_repurchase():
    before, after = list(MAJOR.values())[:-1], list(MAJOR.values())[1:]
    assert complaints.uplift(before, after).points.tolist() == near([10, 35, 28])
    assert round(complaints.uplift(0.19, 0.54).times, 4) == 2.8421


# What must hold for all numbers


@given(arguments(complaints.market_loss))
def test_the_market_loss_is_that_of_customers_who_all_stay_when_helped_and_all_leave_when_not(one):
    everyone = complaints.dissatisfied(one["complaints"], one["voice_rate"])
    rates = {"silent": 0, "unresolved": 0, "resolved": 1, "quick": 1}
    kept = complaints.customers_kept(everyone, one["voice_rate"], one["resolved"], 0.5, rates)
    assert complaints.market_loss(**one) == near((everyone - kept) * one["loss_per_customer"])


@given(
    arguments(complaints.customers_kept), st.sampled_from(["voice_rate", "resolved", "quick"]), SHARE, SHARE
)
def test_with_the_rates_of_the_survey_more_voice_more_help_and_faster_help_keep_more(one, name, low, high):
    low, high = sorted([low, high])
    for rates in (MINOR, MAJOR):
        few, more = (complaints.customers_kept(**one | {"rates": rates, name: x}) for x in (low, high))
        assert more >= few - 1e-9


@given(st.floats(0, 1e6), SHARE, SHARE, SHARE)
def test_nobody_is_lost_or_won_twice(number, voice, resolved, quick):
    everybody, nobody = (dict.fromkeys(MAJOR, rate) for rate in (1, 0))
    assert complaints.customers_kept(number, voice, resolved, quick, everybody) == near(number)
    assert complaints.customers_kept(number, voice, resolved, quick, nobody) == 0


@given(arguments(complaints.silent_loss))
def test_who_is_lost_silently_is_who_neither_speaks_nor_comes_back(one):
    rates = {"silent": 1 - one["gone_for_good"], "unresolved": 1, "resolved": 1, "quick": 1}
    kept = complaints.customers_kept(one["dissatisfied"], one["voice_rate"], 1, 1, rates)
    assert complaints.silent_loss(**one) == near(one["dissatisfied"] - kept)


@given(st.floats(1, 1e6), st.permutations(list(PYRAMID)), st.sampled_from(list(PYRAMID)))
def test_whichever_layer_is_known_the_iceberg_is_the_same(number, order, known):
    layers = {name: PYRAMID[name] for name in order}
    whole = complaints.breakdown(number, layers)
    again = complaints.breakdown(whole.set_index("layer")["number"][known], layers, known)
    assert again["number"].tolist() == near(whole["number"].tolist())
    assert whole["number"].sum() == near(number)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((1, {"a": 0.5, "b": 0.4}), "layers must add up to 1 (100 %); got 0.9."),
        ((1, PYRAMID, "loud"), "known must be one of formal, front line, silent, or left out."),
        ((1, {"a": 0, "b": 1}, "a"), "known must be a layer with a share of more than 0."),
    ],
)
def test_an_iceberg_without_a_tip_is_refused(arguments, sentence):
    with pytest.raises(ValueError) as refused:
        complaints.breakdown(*arguments)
    assert str(refused.value) == sentence


def test_silence_alone_tells_nothing():
    with pytest.raises(ValueError, match=r"^voice_rate must be more than 0: "):
        complaints.dissatisfied(5, 0)
    with pytest.raises(ValueError, match=r"^voice_rate must be more than 0: "):
        complaints.market_loss(5, [0.1, 0], 1, 9)


def test_nothing_has_no_multiple_and_no_cost_no_return():
    with pytest.raises(ValueError, match=r"^before must be more than 0: "):
        complaints.uplift(0, 0.5)
    with pytest.raises(ValueError, match=r"^cost must be more than 0: "):
        complaints.recovery_return(100, 200, 1000, [5, 0])


@given(arguments(complaints.recovery_return))
def test_at_the_cost_that_it_is_worth_a_measure_neither_wins_nor_loses(one):
    worth = complaints.recovery_return(**one).worth
    if worth > 0:
        even = complaints.recovery_return(**one | {"cost": worth})
        assert even.gain == even.roi == 0
    spent = complaints.recovery_return(**one)
    assert spent.gain == near(spent.roi * one["cost"])


def test_voice_is_worth_what_the_customers_who_stay_bring_less_its_cost():
    before, after = (complaints.customers_kept(1000, voice, 0.65, 1, MAJOR) for voice in (0.10, 0.31))
    result = complaints.recovery_return(before, after, value=5763, cost=100_000)
    assert round(result.more_kept, 3) == 106.995
    assert round(result.gain) == 516_612


def test_a_follow_up_may_cost_what_it_adds_to_the_chance_of_keeping_the_customer():
    assert round(complaints.recovery_return(0.54, 0.60, 5000, 200).worth, 6) == 300


def test_a_customer_helped_well_may_be_happier_than_one_without_trouble():
    assert complaints.uplift(0.80, 0.88).points == near(8)
    assert complaints.uplift(0.80, 0.74).points < 0


# The base that leaks unseen


def test_the_base_is_below_70_percent_in_month_13_though_complaints_never_exceed_two():
    firm = complaints.hidden_churn(1000, 0.04, 0.05, 10, 24)
    below = firm.table.loc[firm.table["share_left"] < 0.7, "month"]
    assert firm.alarm_month == below.min() == 13
    assert firm.table["complaints"].max() == 2
    assert firm.table["lost"].sum() > 600


@given(arguments(complaints.hidden_churn))
def test_hidden_churn_is_the_leaky_bucket_seen_through_its_complaints(one):
    firm = complaints.hidden_churn(**one)
    bucket = lifecycle.leaky_bucket(
        one["customers"], one["monthly_churn"], one["won_per_month"], one["months"]
    )
    assert firm.table["end"].tolist() == bucket["end"].tolist()
    assert firm.table["complaints"].tolist() == near((one["voice_rate"] * bucket["lost"]).tolist())
    assert firm.alarm_month == next(
        (month for month, left in enumerate(firm.table["share_left"], 1) if left < one["alarm"]), None
    )


def test_a_base_that_keeps_its_size_never_rings_and_an_empty_one_is_refused():
    assert complaints.hidden_churn(1000, 0.02, 0.05, 20, 36, alarm=1).alarm_month is None
    assert complaints.hidden_churn(1000, 1, 0.05, 0, 3).alarm_month == 1
    with pytest.raises(ValueError, match=r"^customers must be at least 1"):
        complaints.hidden_churn(0, 0.02, 0.05, 20, 36)


@given(typical(Quantity("", 0, typical=(1, 1000))), SHARE)
def test_more_people_hear_it_the_more_of_the_dissatisfied_talk_much(number, share):
    assert complaints.word_of_mouth(number, share) >= complaints.word_of_mouth(number, 0) == near(9 * number)


def test_the_working_of_a_return_holds_for_whoever_multiplies_what_it_shows():
    text = str(show(complaints.recovery_return, kept_before=0.54, kept_after=0.60, value=5000, cost=200))
    assert "  worth = 0.060 × 5,000\n  worth = 300.00" in text  # 0.1 × 5,000 would be 500


# The branch Baoshan of lesson 12


def test_a_rate_of_late_and_damaged_shipments_fits_complaints_about_these_and_no_others():
    """451 complaints would lead to 4,306 failures; 3,055 shipments failed."""
    firm = make_logistics(300, 12)
    failed = firm.shipments.query("not on_time or damaged")["shipment_id"]
    rate = failed.isin(firm.complaints["shipment_id"]).mean()
    about = firm.complaints["shipment_id"].isin(failed)
    assert (len(firm.complaints), about.sum(), len(failed)) == (451, 320, 3055)
    assert complaints.dissatisfied(about.sum(), rate) == pytest.approx(3055)
    assert round(complaints.dissatisfied(len(firm.complaints), rate)) == 4306
    assert firm.complaints["customer_id"].nunique() == 152
    assert firm.complaints.loc[about, "customer_id"].nunique() == 135


def test_a_working_for_one_customer_can_be_multiplied_as_it_is_shown():
    """0.1 × 5,000 = 300 would not add up."""
    text = show(complaints.recovery_return, kept_before=0.54, kept_after=0.60, value=5000, cost=200).text
    assert "worth = 0.060 × 5,000\n  worth = 300.00" in text


def test_the_iceberg_shows_the_surveys_and_the_rate_of_the_controls():
    words = picture("complaints-iceberg", complaints=100, voice_rate=0.10).words
    assert "145 to 2,500" in words and "900 more are silent" in words
