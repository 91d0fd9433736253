"""Service quality: SERVQUAL by hand, the zone of tolerance, the five gaps, and the service encounter."""

import math
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import arguments

from crmlab import picture, service_gap, show
from crmlab.datasets import make_logistics
from crmlab.service_gap import DIMENSIONS

ANSWERS = st.lists(st.floats(1, 7), min_size=22, max_size=22)
LEVEL = st.floats(-100, 100)
PROBABILITY = st.floats(0, 1)
PZB_WEIGHTS = {"tangibles": 11, "reliability": 32, "responsiveness": 22, "assurance": 19, "empathy": 16}


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def by_dimension(**means):
    """22 means, the same for each question of a dimension."""
    return [means[name] for name, questions in DIMENSIONS.items() for _ in range(questions)]


EXPECTED = by_dimension(tangibles=5, reliability=6.5, responsiveness=6, assurance=6, empathy=5.5)
PERCEIVED = by_dimension(tangibles=5.5, reliability=5, responsiveness=5, assurance=5.5, empathy=5)
GAPS = [0.5, -1.5, -1.0, -0.5, -0.5]


def survey(respondents=6, seed=0):
    answers = np.random.default_rng(seed).integers(1, 8, size=(2, respondents, 22)).astype(float)
    return answers[0], answers[1]


# SERVQUAL


def test_the_22_questions_stand_in_their_dimensions():
    table = service_gap.gaps(PERCEIVED, EXPECTED)
    assert list(table) == ["item", "dimension", "expected", "perceived", "gap"]
    assert table["item"].tolist() == list(range(1, 23))
    dimensions = table["dimension"].to_numpy()
    assert [len(run) for run in np.split(dimensions, [4, 9, 13, 17])] == [4, 5, 4, 4, 5]
    assert dimensions[[0, 3, 4, 8, 9, 12, 13, 16, 17, 21]].tolist() == np.repeat(list(DIMENSIONS), 2).tolist()


def test_a_gap_is_perceived_less_expected_so_that_bad_service_is_below_0():
    table = service_gap.gaps([1] * 22, [7] * 22)
    assert table["gap"].tolist() == [-6.0] * 22
    assert table["perceived"].tolist() == [1.0] * 22


def test_the_unweighted_score_is_the_mean_of_five_dimensions_and_not_of_22_questions():
    quality = service_gap.servqual(PERCEIVED, EXPECTED)
    assert quality.dimensions["gap"].tolist() == GAPS
    assert quality.unweighted == near(-0.6)
    assert np.mean(service_gap.gaps(PERCEIVED, EXPECTED)["gap"]) != near(-0.6)
    assert quality.weighted is None


@pytest.mark.parametrize(
    "weights",
    [
        PZB_WEIGHTS,
        dict(reversed(PZB_WEIGHTS.items())),
        pd.Series(PZB_WEIGHTS),
        list(PZB_WEIGHTS.values()),
        tuple(weight / 100 for weight in PZB_WEIGHTS.values()),
        np.array(list(PZB_WEIGHTS.values())) * 3,
    ],
    ids=["mapping", "other order", "Series", "list", "shares", "array"],
)
def test_weights_may_come_in_any_form_and_need_not_add_up_to_100(weights):
    """11·0.5 − 32·1.5 − 22·1 − 19·0.5 − 16·0.5 = −82."""
    assert service_gap.servqual(PERCEIVED, EXPECTED, weights).weighted == near(-0.82)


@given(ANSWERS, ANSWERS, st.floats(0.01, 100))
def test_equal_weights_give_the_unweighted_score(perceived, expected, weight):
    quality = service_gap.servqual(perceived, expected, weights=[weight] * 5)
    assert quality.weighted == near(quality.unweighted)
    assert type(quality.weighted) is type(quality.unweighted) is float


@given(ANSWERS, ANSWERS, st.integers(0, 4))
def test_all_weight_on_one_dimension_gives_its_gap(perceived, expected, number):
    quality = service_gap.servqual(perceived, expected, weights=np.eye(5)[number].tolist())
    assert quality.weighted == near(quality.dimensions["gap"][number])


@given(ANSWERS, ANSWERS)
def test_turning_the_two_round_turns_every_sign(perceived, expected):
    there, back = service_gap.gaps(perceived, expected), service_gap.gaps(expected, perceived)
    assert there["gap"].to_numpy() == near(-back["gap"].to_numpy())
    assert there["gap"].to_numpy() == near(np.subtract(perceived, expected))


def test_a_table_gives_what_its_means_give_when_nobody_left_a_question_out():
    perceived, expected = survey()
    from_table = service_gap.gaps(pd.DataFrame(perceived), expected.tolist())
    from_means = service_gap.gaps(perceived.mean(axis=0), pd.Series(expected.mean(axis=0)))
    pd.testing.assert_frame_equal(from_table, from_means)


def test_who_answered_only_one_of_the_two_does_not_count_so_that_the_gap_compares_the_same_people():
    perceived = [[6] * 22, [2] * 22, [4] * 22]
    expected = [[7] * 22, [3] + [None] * 21, [6] * 22]
    table = service_gap.gaps(perceived, expected)
    assert table.loc[0, ["expected", "perceived", "gap"]].tolist() == near([16 / 3, 4, -4 / 3])
    assert table.loc[1, ["expected", "perceived", "gap"]].tolist() == near([6.5, 5, -1.5])


@given(st.integers(1, 6), st.integers(0, 1000), st.floats(0, 0.4))
def test_with_missing_answers_the_gap_is_the_mean_of_the_respondents_own_gaps(respondents, seed, missing):
    perceived, expected = survey(respondents + 1, seed)
    holes = np.random.default_rng(seed).random((2, respondents, 22)) < missing
    perceived[1:][holes[0]] = np.nan  # the first respondent answers everything
    expected[1:][holes[1]] = np.nan
    table = service_gap.gaps(perceived, expected)
    assert table["gap"].to_numpy() == near(np.nanmean(perceived - expected, axis=0))
    dimensions = service_gap.servqual(perceived, expected).dimensions
    levels = table.groupby("dimension", sort=False)[["expected", "perceived", "gap"]].mean()
    assert dimensions["dimension"].tolist() == list(DIMENSIONS)
    assert dimensions.drop(columns="dimension").to_numpy() == near(levels.to_numpy())


def test_one_side_may_be_means_for_all_respondents():
    perceived, expected = survey()
    table = service_gap.gaps(perceived, expected.mean(axis=0))
    assert table["gap"].to_numpy() == near((perceived - expected.mean(axis=0)).mean(axis=0))


@pytest.mark.parametrize(
    ("perceived", "expected", "sentence"),
    [
        ([5] * 21, [5] * 22, "perceived must have 22 answers; got 21."),
        ([5] * 22, [[5] * 23] * 2, "expected must have 22 answers a row; got 23."),
        ([5] * 21 + [8], [5] * 22, "perceived[21] must be between 1 and 7; got 8."),
        ([[5] * 22, [5, 0] + [5] * 20], [5] * 22, "perceived[1, 1] must be between 1 and 7; got 0."),
        (
            [[5] * 22] * 3,
            [[5] * 22] * 2,
            "perceived and expected must have the same respondents; got 3 and 2 rows.",
        ),
        (
            [[5] * 22, [None] + [5] * 21],
            [[None] + [5] * 21, [5] * 22],
            "perceived and expected must both be answered by somebody; nobody did for question 1.",
        ),
    ],
)
def test_answers_that_cannot_be_compared_are_refused_in_a_sentence_that_says_where(
    perceived, expected, sentence
):
    for function in (service_gap.gaps, service_gap.servqual):
        with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
            function(perceived, expected)


@pytest.mark.parametrize(
    "weights", [[0] * 5, [1] * 4, {"tangibles": 1}, [-1, 2, 2, 2, 2], [1, 1, 1, 1, math.nan]]
)
def test_weights_that_are_not_five_shares_are_refused(weights):
    with pytest.raises(ValueError, match="^weights"):
        service_gap.servqual(PERCEIVED, EXPECTED, weights)


def test_the_tables_put_in_stay_as_they_were():
    perceived, expected = (pd.DataFrame(answers) for answers in survey())
    before = perceived.copy(), expected.copy()
    service_gap.servqual(perceived, expected, PZB_WEIGHTS)
    service_gap.gap_intervals(perceived, expected, seed=1, resamples=100)
    pd.testing.assert_frame_equal(perceived, before[0])
    pd.testing.assert_frame_equal(expected, before[1])


# How sure the gaps are


def test_the_same_seed_gives_the_same_intervals_and_another_seed_others():
    perceived, expected = survey(30)
    once, again, other = (service_gap.gap_intervals(perceived, expected, seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(once, again)
    assert not once["low"].equals(other["low"])
    assert once["gap"].tolist() == service_gap.servqual(perceived, expected).dimensions["gap"].tolist()


def test_the_intervals_are_those_of_a_plain_bootstrap_of_the_respondents():
    perceived, expected = survey(40)
    table = service_gap.gap_intervals(perceived, expected, seed=3, resamples=4000, confidence=0.9)
    own = (perceived - expected)[:, :4].mean(axis=1)  # tangibles of each respondent
    source = np.random.default_rng(8)
    plain = own[source.integers(40, size=(4000, 40))].mean(axis=1)
    assert table.loc[0, ["low", "high"]].tolist() == pytest.approx(np.quantile(plain, [0.05, 0.95]), abs=0.05)


def test_more_confidence_needs_a_wider_interval_and_more_respondents_a_narrower_one():
    def width(answers, confidence=0.95):
        table = service_gap.gap_intervals(*answers, seed=1, confidence=confidence)
        assert (table["low"] <= table["gap"]).all() and (table["gap"] <= table["high"]).all()
        return (table["high"] - table["low"]).mean()

    assert width(survey(50), 0.8) < width(survey(50), 0.95) < width(survey(50), 0.99)
    assert width(survey(400)) < width(survey(50)) / 2


def test_respondents_who_agree_leave_nothing_to_chance():
    table = service_gap.gap_intervals([PERCEIVED] * 5, [EXPECTED] * 5, seed=1)
    for column in ("gap", "low", "high"):
        assert table[column].tolist() == near(GAPS)


def test_a_question_that_one_respondent_answered_leaves_an_interval_without_a_warning(recwarn):
    perceived, expected = survey(3)
    perceived[1:, 0] = np.nan
    table = service_gap.gap_intervals(perceived, expected, seed=1)
    assert table[["low", "high"]].notna().all(axis=None)
    assert not list(recwarn)


def test_means_alone_have_no_interval():
    with pytest.raises(ValueError, match=r"^perceived and expected must come from at least 2 respondents; "):
        service_gap.gap_intervals(PERCEIVED, EXPECTED, seed=1)
    with pytest.raises(TypeError, match=r"^seed must be one number; got a list of 2\.$"):
        service_gap.gap_intervals([PERCEIVED] * 2, [EXPECTED] * 2, seed=[1, 2])


# Zone of tolerance


@pytest.mark.parametrize(
    ("perceived", "adequate", "desired", "expected"),
    [
        (6, 5, 8, (1, -2, True)),
        (5, 5, 8, (0, -3, True)),
        (8, 5, 8, (3, 0, True)),
        (4, 5, 8, (-1, -4, False)),
        (9, 5, 8, (4, 1, False)),
        (5, 5, 5, (0, 0, True)),
        (4, 5, 5, (-1, -1, False)),
        (6, 5, 5, (1, 1, False)),
    ],
)
def test_eight_levels_in_and_around_the_zone(perceived, adequate, desired, expected):
    zone = service_gap.zone_of_tolerance(perceived, adequate, desired)
    assert (zone.adequacy, zone.superiority, zone.inside) == expected
    assert [type(part) for part in (zone.adequacy, zone.superiority, zone.inside)] == [float, float, bool]


@given(LEVEL, LEVEL, LEVEL)
def test_inside_means_adequate_or_better_and_not_above_the_desired_level(perceived, one, other):
    adequate, desired = sorted([one, other])
    zone = service_gap.zone_of_tolerance(perceived, adequate, desired)
    assert zone.inside == (zone.adequacy >= 0 >= zone.superiority)
    assert zone.adequacy - zone.superiority == pytest.approx(desired - adequate, abs=1e-8)


def test_whole_lists_of_customers_and_one_for_all_give_lists_of_the_same_length():
    zone = service_gap.zone_of_tolerance([4, 6, 9], 5, [8, 8, 8])
    assert zone.adequacy.tolist() == [-1, 1, 4]
    assert zone.superiority.tolist() == [-4, -2, 1]
    assert zone.inside.tolist() == [False, True, False]
    zone = service_gap.zone_of_tolerance(6, [4, 5, 7], 8)
    assert zone.superiority.tolist() == [-2] * 3
    zone.superiority[0] = 0  # each answer is the reader's own
    assert zone.superiority.tolist() == [0, -2, -2]


def test_a_mean_that_is_off_in_the_last_binary_digit_is_still_adequate():
    assert np.mean([4.4] * 6) < 4.4
    assert service_gap.zone_of_tolerance(np.mean([4.4] * 6), 4.4, 8).inside
    assert service_gap.zone_of_tolerance(6, 6, 6).inside  # nothing between adequate and desired


@pytest.mark.parametrize(
    ("adequate", "desired", "sentence"),
    [
        (8, 5, "adequate must not be above desired; got 8 and 5."),
        ([5, 8.5], 7, "adequate[1] must not be above desired; got 8.5 and 7."),
    ],
)
def test_a_desired_level_below_the_adequate_one_is_refused(adequate, desired, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        service_gap.zone_of_tolerance(6, adequate, desired)


# The five gaps


@given(arguments(service_gap.gap_model))
def test_the_customer_gap_is_the_sum_of_the_others(levels):
    model = service_gap.gap_model(**levels)
    inside = model.gap_1 + model.gap_2 + model.gap_3 + model.gap_4
    assert model.gap_5 == near(inside + model.rest) == near(levels["perceived"] - levels["expected"])


def test_each_gap_lies_between_its_own_two_levels():
    """Moving one level moves the gap before it and the gap after it, and no other."""
    levels = {"perceived": 5, "expected": 8, "understood": 7, "specified": 6, "delivered": 5, "promised": 7}
    before = service_gap.gap_model(**levels).sizes
    touched = {"expected": {1, 5}, "understood": {1, 2}, "specified": {2, 3}, "delivered": {3, 4}}
    touched |= {"promised": {4}, "perceived": {5}}
    for name, numbers in touched.items():
        after = service_gap.gap_model(**levels | {name: levels[name] + 1}).sizes
        assert {number for number in after if after[number] != before[number]} == numbers, name


def test_levels_of_several_firms_give_lists_that_go_on_into_a_diagnosis_one_by_one():
    model = service_gap.gap_model([5, 6], 8, 7, 6, [5, 6], 7)
    assert model.gap_3.tolist() == [-1, 0]
    assert model.gap_1.tolist() == [-1, -1]
    first = {number: size[0] for number, size in model.sizes.items()}
    assert service_gap.diagnose(first)["gap"].tolist() == [5, 4, 1, 2, 3]


def test_the_largest_gap_comes_first_with_its_name_and_remedy():
    table = service_gap.diagnose({1: 0.4, 2: 0.1, 3: 1.2, 4: 0.8, 5: 2.5})
    assert list(table) == ["gap", "name", "size", "remedy"]
    assert table["gap"].tolist() == [5, 3, 4, 1, 2]
    assert table["name"].tolist() == [
        "customer gap",
        "performance gap",
        "communication gap",
        "listening gap",
        "design gap",
    ]
    assert table["size"].tolist() == [2.5, 1.2, 0.8, 0.4, 0.1]
    assert table["remedy"].str.endswith(".").all()
    assert table["remedy"].is_unique


def test_a_shortfall_below_0_is_as_large_as_a_surplus_and_the_sign_stays():
    table = service_gap.diagnose([-0.5, 0.2, -2.0, 1.0, -3.0])
    assert table["gap"].tolist() == [5, 3, 4, 1, 2]
    assert table["size"].tolist() == [-3.0, -2.0, 1.0, -0.5, 0.2]


def test_of_equal_gaps_the_one_closer_to_the_cause_comes_first():
    assert service_gap.diagnose({5: 1, 4: 1, 3: 2, 2: 1, 1: 1})["gap"].tolist() == [3, 1, 2, 4, 5]


def test_the_diagnosis_speaks_the_language_in_use(chinese):
    table = service_gap.diagnose([1, 2, 3, 4, 5])
    assert table["name"].tolist() == ["顾客差距", "沟通差距", "传递差距", "规范差距", "认知差距"]
    assert table["remedy"].str.endswith("。").all()


@pytest.mark.parametrize("gaps", [{1: 1, 2: 1}, [1, 2, 3, 4], {0: 1, 1: 1, 2: 1, 3: 1, 4: 1}, 3])
def test_a_diagnosis_needs_all_five_gaps(gaps):
    with pytest.raises(ValueError, match=r"^gaps must be numbers for 1, 2, 3, 4, 5; got "):
        service_gap.diagnose(gaps)


# Chains


def test_the_nail_the_horse_and_the_kingdom():
    """Six links that each hold 9 times in 10 hold together about once in two."""
    assert service_gap.chain_reliability([0.9] * 6) == near(0.531441)
    assert service_gap.chain_reliability([0.9, 0.8]) == near(0.72)


@given(st.lists(PROBABILITY, min_size=1, max_size=20), PROBABILITY)
def test_a_chain_is_no_stronger_than_its_weakest_link_and_no_further_link_helps(probabilities, further):
    holds = service_gap.chain_reliability(probabilities)
    assert 0 <= holds <= min(probabilities)
    assert service_gap.chain_reliability([*probabilities, further]) <= holds
    assert service_gap.chain_reliability([*probabilities, 1]) == holds
    assert service_gap.chain_reliability([*probabilities, 0]) == 0


def test_the_supermarket_cycle_by_hand():
    steps = pd.DataFrame(
        {
            "step": ["park", "enter", "choose", "ask", "pay", "leave"],
            "minutes": [4, 1, 20, 3, 20, 5],
            "probability": [0.9, 1, 0.95, 0.8, 0.98, 1],
        },
        index=[7] * 6,
    )
    cycle = service_gap.service_cycle(steps)
    assert cycle.minutes == 53
    assert cycle.reliability == near(0.9 * 0.95 * 0.8 * 0.98)
    assert cycle.failure == near(1 - cycle.reliability)
    assert cycle.bottleneck == "choose"  # the first of the two longest


def test_along_the_profit_chain_elasticities_multiply():
    links = {"staff": 0.5, "value": 2, "loyalty": 1, "profit": 3}
    table = service_gap.service_profit_chain(0.05, links)
    assert table["link"].tolist() == list(links)
    assert table["change"].to_numpy() == near([0.025, 0.05, 0.05, 0.15])
    assert service_gap.service_profit_chain(0.05, [0.5, 2])["link"].tolist() == [1, 2]


def test_a_link_that_does_not_respond_ends_the_chain():
    assert service_gap.service_profit_chain(0.05, [0.5, 0, 9])["change"].tolist() == [0.025, 0, 0]


# Queues


def erlang_c(load, servers):
    """The textbook form with factorials, which overflows for many servers."""
    last = load**servers / math.factorial(servers) * servers / (servers - load)
    return last / (sum(load**n / math.factorial(n) for n in range(servers)) + last)


@given(st.floats(0.1, 100), st.floats(1, 100), st.integers(1, 30))
def test_the_share_who_wait_is_erlangs(arrivals, served, spare):
    fewest = math.floor(arrivals / served) + 1
    table = service_gap.waiting_times(arrivals, served, fewest + spare)
    assert table["servers"].tolist() == list(range(fewest, fewest + spare + 1))
    for row in table.itertuples():
        share = erlang_c(arrivals / served, row.servers)
        assert row.share_waiting == pytest.approx(share, rel=1e-6, abs=1e-9)
        assert row.utilisation == near(arrivals / (served * row.servers))
        wait = 60 * share / (row.servers * served - arrivals)
        assert row.minutes == pytest.approx(wait, rel=1e-6, abs=1e-9)
        assert row.waiting == pytest.approx(arrivals * row.minutes / 60, rel=1e-9)  # Little's law


def test_one_counter_ten_customers_an_hour_and_five_minutes_each():
    """M/M/1: utilisation 10 / 12, wait 25 minutes."""
    only = service_gap.waiting_times(10, 12, 1).iloc[0]
    assert (only.utilisation, only.share_waiting, only.minutes) == near((5 / 6, 5 / 6, 25))


def test_every_further_counter_saves_less():
    waits = service_gap.waiting_times(50, 20, 12)["minutes"]
    saved = -waits.diff().dropna()
    assert (saved > 0).all() and (saved.diff().dropna() < 0).all()


def test_nobody_waits_where_nobody_comes():
    assert service_gap.waiting_times(0, 12, 3)[["share_waiting", "minutes", "waiting"]].to_numpy().sum() == 0


def test_a_thousand_counters_can_be_computed():
    assert service_gap.waiting_times(9_900, 10, 1000)["share_waiting"].iloc[-1] == pytest.approx(
        0.7, abs=0.05
    )


@pytest.mark.parametrize(("served", "servers"), [(10, 5), (10, 4), (0, 5)])
def test_a_line_that_grows_without_end_is_refused(served, servers):
    sentence = (
        f"arrivals must be less than servers · served, {served * servers} an hour, "
        "or the line grows without end; got 50."
    )
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        service_gap.waiting_times(50, served, servers)


# The working shown


def test_the_working_of_the_gap_model_shows_the_sum():
    text = show(service_gap.gap_model, 5, 8, 7, 6.5, 5, 7).text
    assert "gap_5 = gap_1 + gap_2 + gap_3 + gap_4 + rest\n" in text
    assert "gap 4, communication (gap_4) = 2.00" in text


def test_the_working_of_a_score_names_dimensions_and_scores():
    text = show(service_gap.servqual, PERCEIVED, EXPECTED, PZB_WEIGHTS).text
    assert "weighted score (weighted) = −0.8200" in text
    assert "responsiveness" in text
    assert "weighted score (weighted) = none" in show(service_gap.servqual, PERCEIVED, EXPECTED).text


# Which answers belong together

QUESTIONS = [f"Q{number}" for number in range(1, 23)]


def asked_twice(people=("Li", "Wu", "Xu")):
    source = np.random.default_rng(7)
    return [
        pd.DataFrame(source.integers(1, 8, (len(people), 22)), index=people, columns=QUESTIONS)
        for _ in range(2)
    ]


def test_answers_are_paired_by_the_names_of_questions_and_people_where_both_have_them():
    perceived, expected = asked_twice()
    right = service_gap.servqual(perceived, expected).dimensions
    shuffled = expected.iloc[::-1, ::-1]
    pd.testing.assert_frame_equal(service_gap.servqual(perceived, shuffled).dimensions, right)
    gapped = perceived.astype(float)
    gapped.iloc[0, 3] = np.nan
    pd.testing.assert_frame_equal(service_gap.gaps(gapped, shuffled), service_gap.gaps(gapped, expected))
    means = service_gap.gaps(perceived.mean(), expected.mean()[::-1])
    pd.testing.assert_frame_equal(means, service_gap.gaps(perceived, expected))


@pytest.mark.parametrize("change", [lambda t: t.to_numpy(), lambda t: t.add_prefix("E")])
def test_answers_without_common_names_are_paired_by_their_place(change):
    perceived, expected = asked_twice()
    right = service_gap.gaps(perceived, expected)
    pd.testing.assert_frame_equal(service_gap.gaps(perceived, change(expected)), right)


def test_names_of_which_only_some_are_the_same_are_refused():
    perceived, expected = asked_twice()
    with pytest.raises(ValueError, match=r"^perceived and expected must have the same names; .* 'Q22'\.$"):
        service_gap.gaps(perceived, expected.rename(columns={"Q22": "Q_22"}))
    with pytest.raises(ValueError, match=r"^perceived and expected must have the same names; .* 'Xu'\.$"):
        service_gap.gaps(perceived, expected.rename({"Xu": "Zhu"}))


# The branch Minhang of lesson 10


def by_lane(firm, wave):
    """The gap of reliability on lanes through Wuhan less that on the others, and its standard error."""
    asked = firm.survey[firm.survey["date"] == wave]
    lane = asked["customer_id"].map(firm.contracts.set_index("customer_id")["main_lane"])
    through = lane.isin(["Shanghai–Changsha", "Shanghai–Chongqing", "Shanghai–Chengdu"])
    gap = asked.loc[:, "P05":"P09"].mean(axis=1) - asked.loc[:, "E05":"E09"].mean(axis=1)
    groups = [gap[through].dropna(), gap[~through].dropna()]
    return groups[0].mean() - groups[1].mean(), math.hypot(*(group.sem() for group in groups))


def test_the_hub_shows_in_june_and_not_in_december_where_the_firm_is_large_enough_to_tell():
    """Whoever reads the branch alone would see −0.36 in December and take chance for a cause."""
    branch = [by_lane(make_logistics(200, 1), wave) for wave in ("2024-06-30", "2024-12-31")]
    large = [by_lane(make_logistics(3000, 1), wave) for wave in ("2024-06-30", "2024-12-31")]
    assert np.round(branch, 2).tolist() == [[-0.57, 0.22], [-0.36, 0.2]]
    assert np.round(large, 2).tolist() == [[-0.55, 0.06], [0.02, 0.05]]


def test_those_who_left_before_december_had_been_less_content_in_june():
    firm = make_logistics(200, 1)
    june = firm.survey[firm.survey["date"] == "2024-06-30"]
    gone = june["customer_id"].map(firm.contracts.set_index("customer_id")["end"]) < "2025"
    gap = june.loc[:, "P05":"P09"].mean(axis=1) - june.loc[:, "E05":"E09"].mean(axis=1)
    assert gap.groupby(gone).mean().round(2).tolist() == [-1.09, -1.86]


def test_the_picture_of_the_intervals_names_those_that_hold_0():
    figure = picture("service-gap-intervals", seed=1)
    assert "−1.10 and −0.71" in figure.words and figure.words.endswith("hold 0: tangibles.")


def test_the_picture_of_the_zone_takes_a_zone_of_each_dimension():
    zones = {"adequate": [4, 5.8, 5, 4.8, 4.2], "desired": [5.4, 6.5, 6.1, 6.1, 5.6]}
    words = picture(service_gap.zone_of_tolerance, perceived=[5.3, 5.3, 5.1, 5.3, 4.8], **zones).words
    assert words.startswith("Of the five dimensions 4 are inside") and "1.18 points wide" in words
