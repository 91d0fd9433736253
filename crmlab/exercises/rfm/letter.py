"""Who came back, and to whom a letter pays."""

from collections.abc import Callable
from typing import Annotated, Any

from crmlab.declared.quantities import Choice, Cost, Quantity, Share, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, given
from crmlab.exercises.rfm._groups import AS_OF, FAR_OFF, WRONG_SHARES, days_from_the_window, shares
from crmlab.language import to_say

VERSION = 3
REREAD = to_say("lesson 07, “Doubt it”")
HINTS = {
    "": (
        "Two logs: what you know on the day, and what comes after. The groups are made from the first alone.",
        "Group the known purchases by customer: the latest date says who is recent. Everybody else who has a "
        "line is in the rest, also who has never bought.",
        "isin() says of each customer whether he is among the later buyers. The mean of True and False is a "
        "share; take it once in each group.",
    ),
    "choice": (
        "Whom can a letter win? Not those who come anyway.",
        "Follow one letter: with what chance does it reach somebody who would not come, and with what chance "
        "does it win him then? What is that worth, and what did it cost?",
        "The part that would not come is 1 less the share; of it the letter wins the uplift. Every letter "
        "costs, also one that wins nobody. Compare the two gains, and the better one with 0.",
    ),
}

AsOf = Annotated[str, Choice(AS_OF)]
Window = Annotated[int, Quantity("days", 1, 365, typical=(30, 120), format=".0f", whole=True)]
LetterCost = Annotated[Cost, typical(0.5, 0.85, 0.05)]
Margin = Annotated[Cost, typical(5, 12, 0.5)]


def came_back(as_of: AsOf, window: Window) -> dict[str, float]:
    """Return the share that came back, of those who had bought lately and of the rest."""
    return shares(as_of, window)


def letter(
    as_of: AsOf,
    window: Window,
    letter_cost: LetterCost,
    margin: Margin,
    uplift_recent: Annotated[Share, typical(0.1, 0.5, 0.01)],
    uplift_rest: Annotated[Share, typical(0.06, 0.18, 0.01)],
) -> dict[str, Any]:
    """Return what a letter to one customer of each group gains, and to whom to write."""
    return _gaining(_of_the_others)(as_of, window, letter_cost, margin, uplift_recent, uplift_rest)


def _of_the_others(back: float, effect: float, margin: float, cost: float) -> float:
    return (1 - back) * effect * margin - cost


def _decided(recent: float, rest: float) -> dict[str, Any]:
    best = "recent" if recent > rest else "rest"
    return {"recent": recent, "rest": rest, "write_to": best if max(recent, rest) > 0 else "nobody"}


share = AnswerCheck(
    "those are the shares that came back, measured without the future",
    came_back,
    between=(0.1, 0.95),
    tolerance=0.0005,  # three decimals of a share
    edges={"at most window days before as_of": days_from_the_window},
    mistakes=WRONG_SHARES,
)


def _gaining(
    gain: Callable[[float, float, float, float], float],
    shares_of: Callable[[str, int], dict[str, float]] = shares,
) -> Callable[..., dict[str, Any]]:
    """Return the decision by another gain: of the share that comes back, the effect, margin and cost."""

    def decided(as_of, window, letter_cost, margin, uplift_recent, uplift_rest):
        back = shares_of(as_of, window)
        return _decided(
            gain(back["recent"], uplift_recent, margin, letter_cost),
            gain(back["rest"], uplift_rest, margin, letter_cost),
        )

    return decided


def _exchanged(as_of: str, window: int) -> dict[str, float]:
    right = shares(as_of, window)
    return {"recent": right["rest"], "rest": right["recent"]}


def _of_whole_groups(as_of: str, window: int, right: dict[str, Any]) -> dict[str, Any]:
    beyond = days_from_the_window(as_of, window)
    recent = int((beyond <= 0).sum())
    return _decided(right["recent"] * recent, right["rest"] * (len(beyond) - recent))


decision = AnswerCheck(
    "your decision counts only the customers whom the letter adds",
    letter,
    between=(-1.2, 5),
    apart=lambda **own: (letter(**own)["recent"], letter(**own)["rest"], 0),
    decides={"write_to": to_say("the two gains with each other, and the larger one with 0")},
    words={"write_to": {"recent": (), "rest": (), "nobody": ("no one", "none", "neither")}},
    mistakes={
        "all_who_came_back_credited": Mistake(
            "You credit the letter with everybody who came back. "
            "They came without it: count only whom it adds.",
            _gaining(lambda back, effect, margin, cost: back * margin - cost),
            "response rates without a group that gets nothing",
        ),
        "effect_on_everybody": Mistake(
            "You apply the effect to everybody. "
            "Those who come back anyway cannot be won: first take them out.",
            _gaining(lambda back, effect, margin, cost: effect * margin - cost),
            "an effect is applied to people who need none",
        ),
        "effect_on_those_who_come_anyway": Mistake(
            "You apply the effect to those who come back anyway. "
            "A letter can win only the others: 1 − share.",
            _gaining(lambda back, effect, margin, cost: back * effect * margin - cost),
        ),
        "every_buyer_credited": Mistake(
            "You credit the letter with all who buy, also with those who come anyway. "
            "Count only whom it adds.",
            _gaining(lambda back, effect, margin, cost: (back + (1 - back) * effect) * margin - cost),
        ),
        "cost_only_of_the_won": Mistake(
            "You charge the letter only where it wins somebody. "
            "Every letter costs, also one that wins nobody.",
            _gaining(lambda back, effect, margin, cost: (1 - back) * effect * (margin - cost)),
        ),
        "cost_only_of_those_who_stay_away": Mistake(
            "You charge no letter to those who come back anyway. They get one, too: take the whole cost off.",
            _gaining(lambda back, effect, margin, cost: (1 - back) * (effect * margin - cost)),
        ),
        "cost_left_out": Mistake(
            "You leave out what the letter costs. What it gains is the margin that it adds, less its cost.",
            given(letter_cost=0),
        ),
        "brackets_forgotten": Mistake(
            "You forget the brackets: first take 1 − share, then multiply by the effect and the margin.",
            _gaining(lambda back, effect, margin, cost: 1 - back * effect * margin - cost),
        ),
        "share_taken_off_the_effect": Mistake(
            "You take the share off the effect. The effect is a part of those who would not come: multiply.",
            _gaining(lambda back, effect, margin, cost: (effect - back) * margin - cost),
        ),
        "margin_left_out": Mistake(
            "You leave out the margin. Each customer whom the letter wins brings it once.",
            _gaining(lambda back, effect, margin, cost: (1 - back) * effect - cost),
        ),
        "share_of_the_other_group": Mistake(
            "You take the share of one group with the effect of the other. Keep each with its own group.",
            _gaining(_of_the_others, _exchanged),
        ),
        "whole_groups": Mistake(
            "You give what all letters to a group gain. The question is what one letter gains on average.",
            _of_whole_groups,
        ),
        "gain_per_cost": Mistake(
            "You divide the gain by the cost. The question is the gain of a letter in money.",
            lambda letter_cost, right: _decided(right["recent"] / letter_cost, right["rest"] / letter_cost),
            "a return on what is spent",
        ),
        "wrong_shares_carried_on": Mistake(
            "Your gains follow from shares that are not right yet. First mend the shares.",
            [_gaining(_of_the_others, mistake.wrong) for mistake in FAR_OFF.values()],
            "an answer of the cell before",
        ),
    },
)
