"""The five gaps of a parcel firm, which of them is the largest, and what listening changes."""

from typing import Annotated

from crmlab import service_gap
from crmlab.declared.quantities import Quantity
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.service_gap._data import INSIDE, NUMBERS_OF_GAPS, TWO_DECIMALS
from crmlab.language import to_say

VERSION = 2
REREAD = to_say("lesson 10, “Where inside the firm it is lost”")
HINTS = {
    "": (
        "Write the six levels in a row, from expected to perceived. Gaps 1 to 4 are the first four steps.",
        "A step ends at a level and begins at the level before it: take the later less the earlier one.",
        "Gap 5 is no step. It goes from the first of the six levels to the last.",
    ),
    "choice": (
        "Leave gap 5 out. Which of gaps 1 to 4 is furthest from 0, on either side?",
        "Draw the chain of levels again, with what managers understand now at the height of expected.",
        "Gap 2 begins at the level that has moved. Does either end of gap 5 move?",
    ),
}

Expected = Annotated[float, Quantity("", 1, 7, typical=(6, 6.8), step=0.1, format=".1f")]
Understood = Annotated[float, Quantity("", 1, 7, typical=(5, 6.4), step=0.1, format=".1f")]
Specified = Annotated[float, Quantity("", 1, 7, typical=(4.6, 6.2), step=0.1, format=".1f")]
Delivered = Annotated[float, Quantity("", 1, 7, typical=(4, 6), step=0.1, format=".1f")]
Promised = Annotated[float, Quantity("", 1, 7, typical=(5, 6.4), step=0.1, format=".1f")]
Perceived = Annotated[float, Quantity("", 1, 7, typical=(3.5, 5.5), step=0.1, format=".1f")]


def five_gaps(
    expected: Expected,
    understood: Understood,
    specified: Specified,
    delivered: Delivered,
    promised: Promised,
    perceived: Perceived,
) -> dict[int, float]:
    """Return the five gaps by their numbers."""
    model = service_gap.gap_model(perceived, expected, understood, specified, delivered, promised)
    return {number: float(size) for number, size in model.sizes.items()}


def _all_against_expected(
    right: dict[int, float], expected: float, specified: float, delivered: float, promised: float
) -> dict[int, float]:
    return right | {2: specified - expected, 3: delivered - expected, 4: promised - expected}


sizes = AnswerCheck(
    "the five gaps are right, each with its sign",
    five_gaps,
    tolerance=TWO_DECIMALS,
    between=(-3.5, 3),
    apart=lambda **levels: [*levels.values()],  # so that a level that stands for another one shows
    mistakes={
        "earlier_less_later": Mistake(
            "One of your signs or more is turned. Each gap is the later level less the earlier one: "
            "below 0 is bad, but in gap 4 above 0.",
            lambda right: {number: -size for number, size in right.items()},
            "the figure of the source documents shows no signs",
        ),
        "promise_against_perception": Mistake(
            "Your gap 4 compares the promise with what customers perceive. "
            "It compares it with what is delivered.",
            [
                lambda right, promised, perceived: right | {4: promised - perceived},
                lambda right, promised, perceived: right | {4: perceived - promised},
            ],
            "the promise compared with what is perceived, not with what is delivered",
        ),
        "perception_against_delivery": Mistake(
            "Your gap 4 compares what is delivered with what customers perceive. "
            "It ends at what is promised.",
            lambda right, delivered, perceived: right | {4: perceived - delivered},
            "what is delivered is followed by what is perceived, but not in gap 4",
        ),
        "promise_against_standards": Mistake(
            "Your gap 4 compares the promise with the standards. It compares it with what is delivered.",
            lambda right, promised, specified: right | {4: promised - specified},
        ),
        "perception_against_promise": Mistake(
            "Your gap 5 compares what is perceived with the promise. Gap 5 is perceived less expected.",
            lambda right, promised, perceived: right | {5: perceived - promised},
        ),
        "all_against_expected": Mistake(
            "You measure more than gaps 1 and 5 from what customers expect. "
            "Gaps 2 to 4 begin at the level before.",
            _all_against_expected,
        ),
        "delivery_against_understanding": Mistake(
            "You leave the standards out: between what is understood and what is delivered "
            "lie two gaps, 2 and 3.",
            [
                lambda right, understood, delivered: right | {2: delivered - understood},
                lambda right, understood, delivered: right | {3: delivered - understood},
            ],
        ),
        "customer_gap_as_sum_of_four": Mistake(
            "You add up gaps 1 to 4. Gap 5 is perceived less expected; "
            "between it and their sum a rest is left.",
            lambda right: right | {5: sum(right[number] for number in INSIDE)},
            "four gaps are said to cause the fifth",
        ),
    },
)


def after_listening(
    expected: Expected,
    understood: Understood,
    specified: Specified,
    delivered: Delivered,
    promised: Promised,
    perceived: Perceived,
) -> dict[str, float]:
    """Return the largest gap inside the firm, and gaps 2 and 5 once managers understand what is expected."""
    before = five_gaps(expected, understood, specified, delivered, promised, perceived)
    after = five_gaps(expected, expected, specified, delivered, promised, perceived)
    largest = max(INSIDE, key=lambda number: abs(before[number]))
    if before[largest] > 0 or max(before[number] for number in INSIDE) < 0:
        raise BadValueError("the largest gap must be below 0, and another one above.")
    return {"largest": largest, "gap_2": after[2], "gap_5": after[5]}


def _inside(**levels: float) -> dict[int, float]:
    return {number: size for number, size in five_gaps(**levels).items() if number in INSIDE}


def _furthest_above(**levels: float) -> int:
    gaps = _inside(**levels)
    return max(gaps, key=gaps.get)


def _size(number: int, **levels: float) -> float:
    size = _inside(**levels)[number]
    if round(size, 9) % 1 == 0:
        raise BadValueError("the size must not look like a number of a gap.")
    return size


decision = AnswerCheck(
    "you found the largest gap, and what listening changes",
    after_listening,
    tolerance=TWO_DECIMALS,
    between=(-3.5, 4),
    apart=lambda **levels: [*map(abs, _inside(**levels).values())],
    decides={"largest": to_say("how far gaps 1, 2, 3 and 4 are from 0")},
    words={"largest": NUMBERS_OF_GAPS},
    mistakes={
        "customer_gap_taken_for_a_cause": Mistake(
            "You name gap 5. It is what customers feel; "
            "look for the largest of gaps 1 to 4, inside the firm.",
            [part(largest=5), part(largest="5"), part(largest="gap_5"), part(largest="gap 5")],
            "gap 5 is read as one of the provider's gaps",
        ),
        "size_for_number": Mistake(
            "You give how large a gap is. Asked is which one it is: 1, 2, 3 or 4.",
            [
                part(largest=lambda right, **levels: _size(right["largest"], **levels)),
                part(largest=lambda right, **levels: -_size(right["largest"], **levels)),
                part(largest=lambda right, **levels: _size(_furthest_above(**levels), **levels)),
            ],
        ),
        "sign_taken_for_size": Mistake(
            "You name the gap that is furthest above 0. Another one is further from 0, but below it.",
            part(largest=lambda right, **levels: _furthest_above(**levels)),
        ),
        "customers_notice_at_once": Mistake(
            "You let gap 5 change when managers learn. But expected and perceived are what they were.",
            part(gap_5=lambda perceived, understood: perceived - understood),
            "closing a cause is expected to close the effect at once",
        ),
        "customers_content_at_once": Mistake(
            "You close gap 5. To understand customers is not to serve them: "
            "what they perceive has not changed.",
            part(gap_5=0.0),
        ),
        "next_gap_left_as_it_was": Mistake(
            "You leave gap 2 as it was. It begins at what managers understand, and that has moved.",
            part(gap_2=lambda understood, specified: specified - understood),
            "one gap is closed without a look at the next",
        ),
        "standards_follow_by_themselves": Mistake(
            "You close gap 2 as well. Managers know more now, but the standards are still what they were.",
            part(gap_2=0.0),
        ),
        "both_signs_turned": Mistake(
            "A sign is turned. Each gap is the later level less the earlier one: perceived less expected.",
            lambda right: right | {"gap_2": -right["gap_2"], "gap_5": -right["gap_5"]},
            "the figure of the source documents shows no signs",
        ),
    },
)
