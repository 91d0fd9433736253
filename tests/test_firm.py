"""The firm: the same game on every machine, money that adds up, mistakes that are named, and a fair score."""

import random
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np
import pytest

from crmlab import clv
from crmlab.firm import BUDGET, Firm, debrief, mistakes, policies, scoring, whom
from crmlab.firm.decisions import Decision, decided
from crmlab.firm.game import equity, opening, play_through
from crmlab.firm.luck import counts, seed_of, words
from crmlab.firm.market import PLAYED
from crmlab.firm.worth import RATE, rest_value, value_each

MARKET, LUCK = seed_of("market", "tests"), seed_of("luck", "tests")


_path = Path(__file__).parents[1] / "benchmarks" / "firm" / "players.py"
_spec = spec_from_file_location("firm_players", _path)
PLAYERS = sys.modules["firm_players"] = module_from_spec(_spec)  # of the benchmarks, which are no package
_spec.loader.exec_module(PLAYERS)


def game(name, market=MARKET, luck=LUCK):
    return list(play_through(market, luck, policies.published(name)))


# --- The same game everywhere -------------------------------------------------------------------


def test_a_game_is_the_same_to_the_cent_on_every_machine():
    reached = {name: round(equity(game(name)).total, 2) for name in policies.PUBLISHED}
    assert reached == {
        "customers": 5_880_567.21,
        "as_ever": 4_753_407.96,
        "everybody": 4_128_485.35,
        "products": 2_816_117.36,
    }


def test_luck_belongs_to_a_customer_and_a_quarter_so_that_one_decision_changes_nothing_else():
    without = policies.published("as_ever")
    richer = [without[0], *(decided(**policies.as_ever | {"recovery": 9_000}) for _ in without[1:])]
    first, second = (next(play_through(MARKET, LUCK, plan)) for plan in (without, richer))
    assert (first.lived.orders == second.lived.orders).all()
    assert first.cash == second.cash


def test_drawn_counts_have_the_means_that_were_asked():
    drawn = words(1, 1, 17, 60_000)
    for mean in (0.125, 2.0, 9.5):
        assert counts(drawn, np.full(len(drawn), mean)).mean() == pytest.approx(mean, rel=0.03)


# --- Money ---------------------------------------------------------------------------------------


def test_no_quarter_spends_more_than_its_budget_and_all_money_adds_up():
    for quarter in play_through(MARKET, LUCK, policies.by_lot(3)):
        assert quarter.spent <= quarter.decision.cost <= BUDGET
        profit = quarter.after.market.profit[quarter.lived.who]
        assert quarter.earned == pytest.approx((quarter.lived.orders * profit).sum() / 100)


def test_those_who_are_left_at_the_end_are_worth_what_the_course_says():
    last = game("customers")[-1].after
    someone = np.flatnonzero(last.state.here)[7]
    profit = last.market.rate[someone] * last.market.profit[someone] / 100
    value = value_each(last.market, last.state)[someone]
    stays = value * (1 + RATE) / (profit + value)  # value = profit · stays / (1 + rate − stays), turned round
    assert value == pytest.approx(clv.lifetime_value(margin=profit, retention=stays, rate=RATE))
    everybody = value_each(last.market, last.state)[last.state.here]
    assert rest_value(last.market, last.state) == pytest.approx(everybody.sum(), abs=0.005 * len(everybody))


def test_the_working_of_a_result_adds_up_to_its_equity():
    firm = played_firm()
    result = firm.result()
    assert result.working()["present_value"].sum() == pytest.approx(result.equity.total)
    assert result.score == pytest.approx(result.equity.total / result.reference)


# --- What a manager types ------------------------------------------------------------------------


def played_firm(quarters=3):
    firm = Firm("lin", market="tests", quarters=quarters)
    firm.see("customers")
    for _ in range(quarters):
        firm.decide(service=30_000, recovery=5_000, winning={"fairs": {"middle": 9_000}})
    return firm


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"winnings": 1}, "A decision has no winnings; it may have winning, keeping"),
        ({"winning": 3}, "winning must be a dictionary with any of 'online', 'fairs', 'partners'; got 3"),
        ({"winning": {"web": {}}}, "a key of winning must be 'online' or 'fairs' or 'partners'; got 'web'"),
        (
            {"winning": {"fairs": {"small": -1}}},
            "winning['fairs']['small'] must be between 0 and 100000; got -1",
        ),
        (
            {"service": 60_000, "recovery": 60_000},
            "This costs ¥120,000, and there are ¥100,000 a quarter: spend ¥20,000 less",
        ),
        ({"promise": 11}, "promise must be between 1 and 10; got 11"),
        ({"call": 50}, "call must be a rule, as whom(…) gives it; got 50"),
        ({"call": {"by": "tenure", "most": 1, "within": {"by": 2}}}, "call must be a rule, as whom(…) gives"),
        ({"manage": whom("tenure", most=21)}, "manage: most must be between 1 and 20; got 21"),
        (
            {"call": whom("profit", most=5)},
            "in the report 'customers', which you have not bought",
        ),
    ],
)
def test_what_cannot_be_decided_is_told_in_one_sentence_and_no_quarter_is_lost(given, sentence):
    firm = Firm("lin", market="tests")
    with pytest.raises((ValueError, TypeError)) as refused:
        firm.decide(**given)
    assert sentence in str(refused.value)
    assert firm.quarter == 1


def test_a_rule_that_finds_nobody_or_asks_for_no_column_is_refused_before_it_is_paid():
    with pytest.raises(ValueError, match="profit: nobody is from 5 to 1"):
        whom("profit", most=9, profit=(5, 1))
    with pytest.raises(ValueError, match="a limit of whom must be 'segment'"):
        whom("profit", most=9, region="north")


def test_a_report_is_paid_once_a_quarter_and_tells_what_a_rule_then_may_ask():
    firm = Firm("lin", market="tests", quarters=3)
    firm.see("customers")
    firm.see("customers")
    firm.decide(call=whom("profit", most=10, recency=(1, None)))
    assert firm.plan[0]["reports"] == ("customers",)
    assert firm.see("books")["spent"].iloc[-1] == 1_500 + 10 * 40


def test_no_report_tells_who_hunts_bargains_or_what_is_expected_without_asking():
    firm = Firm("lin", market="tests", quarters=3)
    told = {
        column for report in ("customers", "complaints", "survey", "cohorts") for column in firm.see(report)
    }
    assert not told & {"bargain", "voice", "hope", "rate", "leaves"}
    asked = firm.see("survey")["satisfaction"].notna().sum()
    assert 120 < asked < 300


def test_a_game_that_was_saved_goes_on_where_it_was(tmp_path):
    firm = Firm("林", market="一班", quarters=3)
    firm.decide(service=30_000)
    firm.see("survey")
    firm.save(tmp_path / "game.json")
    again = Firm.resume(tmp_path / "game.json")
    assert again.see("books").equals(firm.see("books"))
    assert repr(again) == repr(firm)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        "[1]",
        '{"form": 1, "me": "a", "market": "b", "quarters": 3, "plan": [{"x": 1}], "bought": []}',
    ],
)
def test_a_file_that_holds_no_game_is_told_in_one_sentence(tmp_path, content):
    (tmp_path / "game.json").write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"holds no game that firm\.save"):
        Firm.resume(tmp_path / "game.json")


def test_what_is_handed_in_is_plain_values_that_can_be_played_again():
    firm = played_firm()
    again = [decided(**one) for one in firm.plan]
    assert (
        equity(play_through(seed_of("market", "tests"), seed_of("luck", "lin"), again))
        == firm.result().equity
    )


def test_the_lines_that_are_handed_in_make_the_same_game():
    firm, again = Firm("lin", market="tests", quarters=3), Firm("lin", market="tests", quarters=3)
    firm.see("customers")
    firm.decide(call=whom("profit", most=20, segment="middle"), keeping={"small": 500}, promise=7)
    exec(firm.as_code(), {"firm": again, "whom": whom})
    assert again.plan == firm.plan


# --- Fair, and named -----------------------------------------------------------------------------


def test_the_reference_reaches_itself_and_beats_every_published_policy():
    lucks = scoring.hidden_lucks("tests", 4)
    reference = [one.as_data() for one in scoring.reference_plan(PLAYED)]
    assert scoring.mean_score(reference, MARKET, lucks) == pytest.approx(1)
    for name in policies.PUBLISHED:
        plan = [one.as_data() for one in policies.published(name)]
        assert scoring.mean_score(plan, MARKET, lucks) < 0.98


def test_published_policies_come_out_in_their_order_whatever_the_luck():
    order = [*policies.PUBLISHED]
    for one in range(8):
        pair = seed_of("market", f"fair {one}"), seed_of("luck", f"fair {one}")
        reached = [equity(game(name, *pair)).total for name in order]
        assert reached == sorted(reached, reverse=True)


def test_each_mistake_is_named_of_who_makes_it_and_of_nobody_else():
    wrong = [
        (place, sorted({one.key for one in mistakes.found(played)} ^ player.makes))
        for place in range(40)
        for player in [PLAYERS.player(place)]
        if not PLAYERS.implied("promise_above_delivery", player.makes)
        for played in [
            list(play_through(seed_of("market", f"{place}"), seed_of("luck", f"{place}"), player.plan))
        ]
    ]
    assert [one for one in wrong if one[1]] == []


@pytest.mark.parametrize("key", mistakes.KEYS)
def test_a_mistake_is_told_in_a_sentence_of_its_own(key):
    assert "%" in str(mistakes.Found(key, 0.5))


def test_variations_tried_on_a_public_luck_gain_nothing_that_is_graded():
    plan, source = policies.published("customers"), random.Random(1)
    tried = [plan, *([PLAYERS.varied(one, source) for one in plan] for _ in range(120))]
    best = max(tried, key=lambda one: equity(play_through(MARKET, LUCK, one)).total)
    before, after = (
        scoring.mean_score([one.as_data() for one in chosen], MARKET, scoring.hidden_lucks("tries", 6))
        for chosen in (plan, best)
    )
    assert after - before < 0.02


# --- The debrief -----------------------------------------------------------------------------------


def test_the_debrief_says_what_one_decision_of_the_reference_would_have_gained():
    played = game("everybody")
    table = debrief.decisions(played)
    worst = table.iloc[0]
    theirs = getattr(scoring.reference_plan(PLAYED)[worst["quarter"] - 1], worst["part"])
    changed = [one.decision for one in played]
    place = worst["quarter"] - 1
    changed[place] = Decision(**{**vars(changed[place]), worst["part"]: theirs})
    gain = equity(play_through(MARKET, LUCK, changed)).total - equity(played).total
    assert worst["gain"] == pytest.approx(gain, abs=1)
    assert worst["gain"] > 0


def test_the_debrief_says_what_a_report_was_worth_and_who_the_customers_were():
    played = game("customers")
    (report,) = debrief.reports(played).to_dict("records")
    assert report["times"] == PLAYED
    assert report["gain"] > 0
    truth = debrief.truth(played).set_index(["channel", "segment"])
    assert truth.loc[("online", "small"), "bargain"] > 0.5 > truth.loc[("fairs", "small"), "bargain"]
    assert truth.loc[("fairs", "small"), "silent"] > truth.loc[("fairs", "large"), "silent"]


def test_the_first_day_is_the_same_for_a_whole_class():
    ours, theirs = (opening(MARKET, seed_of("luck", name)) for name in ("ours", "theirs"))
    assert (ours.state.here == theirs.state.here).all()
    assert (ours.column("sales") == theirs.column("sales")).all()


def test_a_debrief_before_the_end_is_refused_and_after_it_tells_all_in_sentences():
    with pytest.raises(ValueError, match="Quarter 1 of 9 is still to be decided"):
        Firm("lin", market="tests").debrief()
    told = [*played_firm().debrief().sentences()]
    assert any("would be worth ¥" in one for one in told)
    assert any("Report customers" in one for one in told)
