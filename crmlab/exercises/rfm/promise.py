"""The letter turned round: how much an agency must promise, and what you need not know for it."""

from collections.abc import Callable
from typing import Annotated, Any

from crmlab.declared.quantities import Cost, Count, Share, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

VERSION = 2
REREAD = to_say("lesson 07, “Doubt it”")
HINTS = (
    "Where does a letter begin to pay? There, what it brings and what it costs are the same.",
    "Of one letter: what it brings is the chance that he would not come, times the share that is won, times "
    "the margin. You know all of it but one factor.",
    "Divide the cost of a letter by the two factors that you know. Then ask of each of the five numbers: "
    "if it were twice as large, would one of your two answers move?",
)


def promise(
    back: Annotated[Share, typical(0.2, 0.7, 0.01)],
    margin: Annotated[Cost, typical(8, 14, 0.5)],
    letter_cost: Annotated[Cost, typical(0.5, 1.2, 0.05)],
    customers: Annotated[Count, typical(200, 900, 50)],
    promised: Annotated[Share, typical(0.1, 0.3, 0.01)],
) -> dict[str, Any]:
    """Return the least share to be won, whether the promise is enough, and which number is not needed."""
    return _answered(letter_cost / (margin * (1 - back)), promised)


def _answered(least: float, promised: float) -> dict[str, Any]:
    return {"least": least, "enough": promised > least, "not_needed": "customers"}


def _least(formula: Callable[..., float]) -> Callable[..., dict[str, Any]]:
    """Return the answer by another formula for the least share."""

    def answered(back, margin, letter_cost, customers, promised):
        return _answered(formula(back, margin, letter_cost, customers), promised)

    return answered


def _needed(name: str, because: str) -> Mistake:
    return Mistake(because, part(not_needed=name))


least = AnswerCheck(
    "you know what the agency must promise at least, and what it need not tell you",
    promise,
    between=(0.02, 0.6),
    tolerance=0.0005,
    apart=lambda **own: (promise(**own)["least"], own["promised"]),
    decides={"enough": to_say("the promised share with the least one")},
    words={"not_needed": dict.fromkeys(("customers", "back", "margin", "letter_cost", "promised"), ())},
    mistakes={
        "everybody_can_be_won": Mistake(
            "You ask it of everybody who gets a letter. The promise is about those who would not come: "
            "1 − back of them.",
            _least(lambda back, margin, cost, customers: cost / margin),
            "an effect is applied to people who need none",
        ),
        "of_those_who_come_anyway": Mistake(
            "You divide by those who come anyway. The letter can win only the others: 1 − back.",
            _least(lambda back, margin, cost, customers: cost / (margin * back)),
        ),
        "multiplied_by_the_others": Mistake(
            "You multiply by those who would not come. "
            "They are only a part of the letters, so each letter asks more of them: divide.",
            _least(lambda back, margin, cost, customers: cost / margin * (1 - back)),
        ),
        "turned_upside_down": Mistake(
            "You divide what a customer brings by what a letter costs. A least share is cost by margin.",
            [
                _least(lambda back, margin, cost, customers: margin * (1 - back) / cost),
                _least(lambda back, margin, cost, customers: margin / cost),
            ],
        ),
        "cost_taken_off_twice": Mistake(
            "You take the cost off the margin, too. It is paid once, for the letter.",
            _least(lambda back, margin, cost, customers: cost / ((margin - cost) * (1 - back))),
        ),
        "margin_left_out": Mistake(
            "You leave the margin out. Each customer whom the letter wins brings it once.",
            _least(lambda back, margin, cost, customers: cost / (1 - back)),
        ),
        "number_of_buyers": Mistake(
            "You give a number of buyers. A share of those who would not come is asked for.",
            [
                _least(lambda back, margin, cost, customers: cost * customers / margin),
                _least(lambda back, margin, cost, customers: cost * customers / (margin * (1 - back))),
            ],
        ),
        "customers_counted_once": Mistake(
            "You set the cost of one letter against the margin of all customers. Take one of both, or all.",
            _least(lambda back, margin, cost, customers: cost / (margin * (1 - back) * customers)),
        ),
        "back_is_needed": _needed(
            "back", "back is needed: the more customers come anyway, the fewer a letter can win."
        ),
        "margin_is_needed": _needed(
            "margin", "margin is needed: it is what each customer brings whom a letter wins."
        ),
        "cost_is_needed": _needed(
            "letter_cost", "letter_cost is needed: the cheaper a letter, the less it must win."
        ),
        "promised_is_needed": _needed(
            "promised", "promised is needed: with it you decide whether the promise is enough."
        ),
    },
)
