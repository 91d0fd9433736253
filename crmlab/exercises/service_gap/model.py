"""The five gaps of a parcel firm, which of them is the largest, and what listening changes."""

from typing import Annotated, Any

from crmlab import service_gap
from crmlab.declared.quantities import Quantity
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, part

REREAD = "lesson 10, “Where inside the firm it is lost”"
HINTS = (
    "Write the six levels in a row, from expected to perceived. Gaps 1 to 4 are the first four steps.",
    "Gap 1 is understood − expected, gap 2 specified − understood, …; gap 5 is perceived − expected.",
    "The largest gap is furthest from 0: compare abs(...). Then put expected in the place of understood.",
)

INSIDE = (1, 2, 3, 4)

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
    between=(-3.5, 3),
    mistakes={
        "earlier_less_later": Mistake(
            "Your signs are turned. Each gap is the later level less the earlier one: "
            "perceived less expected.",
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
        "promise_turned": Mistake(
            "The sign of your gap 4 is turned. It is promised less delivered: "
            "above 0 means too much is promised.",
            lambda right: right | {4: -right[4]},
            "gap 4 is the one in which above 0 is bad",
        ),
        "customer_gap_turned": Mistake(
            "The sign of your gap 5 is turned. It is perceived less expected: below 0, service falls short.",
            lambda right: right | {5: -right[5]},
            "some books and papers write expected less perceived",
        ),
        "perception_against_promise": Mistake(
            "Your gap 5 compares what is perceived with the promise. Gap 5 is perceived less expected.",
            lambda right, promised, perceived: right | {5: perceived - promised},
        ),
        "all_against_expected": Mistake(
            "You measure every level against what customers expect. Gaps 2 to 4 begin at the level before.",
            _all_against_expected,
        ),
        "numbers_of_two_gaps_exchanged": Mistake(
            "You exchanged gaps 2 and 3. Standards are written first (gap 2), then the work is done (gap 3).",
            lambda right: right | {2: right[3], 3: right[2]},
            "the figure of the source documents has lost its order",
        ),
        "customer_gap_as_sum_of_four": Mistake(
            "You add up gaps 1 to 4. Gap 5 is perceived less expected; "
            "between it and their sum a rest is left.",
            lambda right: right | {5: sum(right[number] for number in INSIDE)},
            "four gaps are said to cause the fifth",
        ),
        "signs_of_the_model_dropped": Mistake(
            "You drop the signs. They say which of the two levels is higher: "
            "take the later less the earlier one.",
            lambda right: {number: abs(size) for number, size in right.items()},
            "the figure of the source documents shows no signs",
            shows_in=lambda gaps: min(gaps[number] for number in (*INSIDE, 5)) >= 0,
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
    return {"largest": max(INSIDE, key=lambda n: abs(before[n])), "gap_2": after[2], "gap_5": after[5]}


def _sizes_inside(**levels: float) -> list[float]:
    return [abs(size) for number, size in five_gaps(**levels).items() if number in INSIDE]


def _size_for_number(right: dict[str, Any], **levels: float) -> dict[str, Any]:
    size = abs(five_gaps(**levels)[right["largest"]])
    if round(size, 9) % 1 == 0:
        raise BadValueError("the size must not look like a number of a gap.")
    return right | {"largest": size}


def _furthest_on_the_other_side(right: dict[str, Any], **levels: float) -> dict[str, Any]:
    gaps = five_gaps(**levels)
    lowest, highest = min(INSIDE, key=gaps.get), max(INSIDE, key=gaps.get)
    return right | {"largest": highest if right["largest"] == lowest else lowest}


def _with_gap_1_taken_off(right: dict[str, Any], expected: float, understood: float) -> dict[str, Any]:
    return right | {"gap_5": right["gap_5"] - (understood - expected)}


decision = AnswerCheck(
    "you found the largest gap, and what listening changes",
    after_listening,
    between=(-3.5, 4),
    apart=_sizes_inside,
    # with `part` where one entry gives the mistake away; elsewhere it may come from something else
    mistakes={
        "customer_gap_taken_for_a_cause": Mistake(
            "You name gap 5. It is what customers feel; "
            "look for the largest of gaps 1 to 4, inside the firm.",
            part(largest=5),
            "gap 5 is read as one of the provider's gaps",
        ),
        "size_for_number": Mistake(
            "You give how large the gap is. Asked is which one it is: 1, 2, 3 or 4.",
            _size_for_number,
            shows_in=lambda found: not isinstance(found["largest"], str) and found["largest"] % 1 != 0,
        ),
        "customers_notice_at_once": Mistake(
            "You let gap 5 shrink when managers learn. But expected and perceived are what they were.",
            _with_gap_1_taken_off,
            "closing a cause is expected to close the effect at once",
        ),
        "customers_content_at_once": Mistake(
            "You close gap 5. To understand customers is not to serve them: "
            "what they perceive has not changed.",
            part(gap_5=0.0),
        ),
        "next_gap_left_as_it_was": Mistake(
            "You leave gap 2 as it was. It begins at what managers understand, and that has moved.",
            lambda right, understood, specified: right | {"gap_2": specified - understood},
            "one gap is closed without a look at the next",
        ),
        "standards_follow_by_themselves": Mistake(
            "You close gap 2 as well. Managers know more now, but the standards are still what they were.",
            part(gap_2=0.0),
        ),
        "sign_taken_for_size": Mistake(
            "You go by the sign. The largest gap is furthest from 0, on either side: compare without signs.",
            _furthest_on_the_other_side,
        ),
        "both_signs_turned": Mistake(
            "Your signs are turned. Each gap is the later level less the earlier one: "
            "perceived less expected.",
            lambda right: right | {"gap_2": -right["gap_2"], "gap_5": -right["gap_5"]},
            "the figure of the source documents shows no signs",
        ),
    },
)
