"""An index of loyalty from 0 to 100, of ratings of which some are reversed."""

import random
from collections.abc import Callable, Sequence
from typing import Annotated

import numpy as np

from crmlab.declared.quantities import Kind, Quantity
from crmlab.exercises.declaring import FunctionCheck, Mistake, given
from crmlab.language import to_say
from crmlab.loyalty.measuring import Highest, Index

REREAD = to_say("lesson 13, “An index with reversed items”")
EXAMPLE = {"ratings": [5, 4, 2], "weights": [2, 1, 1], "is_reversed": [False, False, True], "highest": 5}
HINTS = (
    "First make all ratings point the same way: a high one must be a sign of loyalty everywhere.",
    "A reversed rating x becomes 1 + highest − x: the scale has 1 and highest at its ends, and they change "
    "places. Then take the weighted mean: Σ weight · rating / Σ weight.",
    "The mean lies between 1 and highest. Move it to 0–100: 100 · (mean − 1) / (highest − 1).",
)


class Reversed(Kind):
    """For each of five ratings whether it is reversed; some are, and some are not."""

    def draw(self, source: random.Random) -> list[bool]:
        """Draw two or three that are reversed."""
        places = source.sample(range(5), source.choice([2, 3]))
        return [place in places for place in range(5)]


Ratings = Annotated[list[float], Quantity("", 1, 10, typical=(1, 7), format=",.1f", series=(5, 5))]
Weights = Annotated[list[float], Quantity("", 0, typical=(1, 6), format=",.2f", series=(5, 5))]
Turned = Annotated[list[bool], Reversed()]
Formula = Callable[[np.ndarray, np.ndarray, int], float]  # of good ratings, weights and highest


def loyalty_index(ratings: Ratings, weights: Weights, is_reversed: Turned, highest: Highest) -> Index:
    """Return the index: 0 if each rating is at its worst, 100 if each is at its best."""
    return _scaled(_turned(ratings, is_reversed, 1 + highest), weights, highest)


def _turned(ratings: Sequence[float], is_reversed: Sequence[bool], ends: float) -> np.ndarray:
    """Return the ratings with the reversed ones taken from *ends*."""
    return np.where(is_reversed, ends - np.array(ratings), ratings)


def _scaled(good: np.ndarray, weights: Sequence[float], highest: int) -> float:
    return float(100 * (good - 1) @ np.array(weights) / ((highest - 1) * sum(weights)))


def _about(ends: Callable[[int], float]) -> Callable[..., float]:
    """Return the index in which a reversed rating is taken from other ends."""
    return lambda ratings, weights, is_reversed, highest: _scaled(
        _turned(ratings, is_reversed, ends(highest)), weights, highest
    )


def _of_good(formula: Formula) -> Callable[..., float]:
    """Return another index of the ratings that are rightly turned."""
    return lambda ratings, weights, is_reversed, highest: float(
        formula(_turned(ratings, is_reversed, 1 + highest), np.array(weights), highest)
    )


def _taken_off(ratings, weights, is_reversed, highest):
    signed = np.where(is_reversed, -1, 1) * np.array(weights)
    return float(100 * (np.array(ratings) - 1) @ signed / ((highest - 1) * sum(weights)))


def _per_highest(good, weights, highest):
    """Return the mean as a share of the highest rating."""
    return float(100 * np.array(good) @ np.array(weights) / (sum(weights) * highest))


def _between_the_ratings(ratings, weights, is_reversed, highest):
    """Return where the mean lies between the lowest and the highest rating that occur."""
    mean = np.average(_turned(ratings, is_reversed, 1 + highest), weights=weights)
    return float(100 * (mean - min(ratings)) / max(max(ratings) - min(ratings), 1))


def _signed_mean(ratings, weights, is_reversed):
    return float(np.where(is_reversed, -1, 1) * np.array(ratings) @ np.array(weights) / sum(weights))


def _without_reversed(ratings, weights, is_reversed, highest):
    kept = ~np.array(is_reversed)
    return _scaled(np.array(ratings)[kept], np.array(weights)[kept], highest)


NOT_REVERSED = Mistake(
    "You reverse nothing. Where is_reversed is True, a high rating is a sign of little loyalty: turn it "
    "round first, to 1 + highest − rating.",
    given(is_reversed=lambda ratings: [False] * len(ratings)),
    "reversed items are read like the others",
)
OTHERS_REVERSED = Mistake(
    "You reverse the ratings where is_reversed is False. Turn those round where it is True.",
    given(is_reversed=lambda is_reversed: [not one for one in is_reversed]),
)
FROM_HIGHEST = Mistake(
    "You reverse to highest − rating. The scale begins with 1, not with 0: the highest becomes 1, so that "
    "it must be 1 + highest − rating.",
    _about(lambda highest: highest),
    "reversed about the maximum only",
)
SIGN_FOR_REVERSED = Mistake(
    "You take the reversed ratings off, or turn their sign. Reverse within the scale: 1 + highest − rating.",
    [_about(lambda highest: 0), _taken_off, _signed_mean],
    "reversed about 0",
)
HIGHEST_GIVEN = Mistake(
    "You take the ends of the scale from the ratings that occur. The scale goes from 1 to highest, whether "
    "somebody gives these or not.",
    [
        lambda ratings, weights, is_reversed: loyalty_index(ratings, weights, is_reversed, max(*ratings, 2)),
        _between_the_ratings,
    ],
)
NOT_SCALED = Mistake(
    "Your mean is right, and stands on the scale of the ratings. Move it to 0–100: "
    "100 · (mean − 1) / (highest − 1).",
    _of_good(lambda good, weights, highest: good @ weights / weights.sum()),
    "an index from sums that is not scaled",
)
FROM_ZERO = Mistake(
    "You take the scale for one that begins with 0. It begins with 1: reverse to 1 + highest − rating, and "
    "move the mean by (mean − 1) / (highest − 1).",
    lambda ratings, weights, is_reversed, highest: _per_highest(
        _turned(ratings, is_reversed, highest), weights, highest
    ),
    "a scale from 1 is taken for one from 0",
)
LOWEST_IS_ZERO = Mistake(
    "You divide by highest. The lowest rating is 1, so that the worst customer of yours does not get 0: use "
    "(mean − 1) / (highest − 1).",
    [
        _of_good(lambda good, weights, highest: 100 * good @ weights / (highest * weights.sum())),
        _of_good(lambda good, weights, highest: 100 * (good - 1) @ weights / (highest * weights.sum())),
    ],
    "a scale from 1 is taken for one from 0",
)
COUNT_FOR_WEIGHTS = Mistake(
    "You divide by how many ratings there are. Where ratings are weighted, divide by the sum of the weights.",
    [
        _of_good(lambda good, weights, highest: 100 * (good - 1) @ weights / ((highest - 1) * len(good))),
        _of_good(lambda good, weights, highest: (good @ weights / len(good) - 1) * 100 / (highest - 1)),
        _of_good(lambda good, weights, highest: good @ weights / len(good)),
    ],
    "weights are not made to sum to 1",
)
NOT_DIVIDED = Mistake(
    "You do not divide by the sum of the weights. They need not add up to 1: divide by their sum.",
    [
        _of_good(lambda good, weights, highest: 100 * (good - 1) @ weights / (highest - 1)),
        _of_good(lambda good, weights, highest: 100 * (good @ weights - 1) / (highest - 1)),
    ],
    "weights are not made to sum to 1",
)

weighted = FunctionCheck(
    "loyalty_index reverses, weighs and moves to a scale from 0 to 100",
    loyalty_index,
    between=(0, 100),
    mistakes={
        "not_reversed": NOT_REVERSED,
        "reversed_from_highest": FROM_HIGHEST,
        "sign_for_reversed": SIGN_FOR_REVERSED,
        "reversed_from_one_less": Mistake(
            "You reverse to highest − 1 − rating. The highest rating must become 1: 1 + highest − rating.",
            _about(lambda highest: highest - 1),
        ),
        "reversed_by_division": Mistake(
            "You reverse to 1 / rating. Reverse within the scale: 1 + highest − rating.",
            lambda ratings, weights, is_reversed, highest: _scaled(
                np.where(is_reversed, 1 / np.array(ratings), ratings), weights, highest
            ),
        ),
        "reversed_from_100": Mistake(
            "You reverse to 100 − rating. The ratings go from 1 to highest: 1 + highest − rating.",
            _about(lambda highest: 100),
        ),
        "reversed_by_one": Mistake(
            "You reverse to 1 − rating, as for a share. These are ratings from 1 to highest: "
            "1 + highest − rating.",
            _about(lambda highest: 1),
        ),
        "lowest_is_zero": LOWEST_IS_ZERO,
        "one_forgotten": Mistake(
            "You divide by highest − 1, but do not take 1 off the mean. The lowest rating must give 0: "
            "(mean − 1) / (highest − 1).",
            _of_good(lambda good, weights, highest: 100 * good @ weights / ((highest - 1) * weights.sum())),
        ),
        "weights_left_out": Mistake(
            "You leave the weights out. Each rating counts as much as its weight says.",
            given(weights=lambda ratings: [1] * len(ratings)),
        ),
        "count_for_weights": COUNT_FOR_WEIGHTS,
        "not_divided": NOT_DIVIDED,
        "not_scaled": NOT_SCALED,
        "sum_for_index": Mistake(
            "You give a weighted sum. Divide by the sum of the weights, then move the mean to 0–100.",
            _of_good(lambda good, weights, highest: good @ weights),
            "an index from sums that is not scaled",
        ),
        "reversed_left_out": Mistake(
            "You leave the reversed ratings out. They count as well, turned round.",
            _without_reversed,
        ),
        "disloyalty": Mistake(
            "Your index is 100 less the right one: it is high where loyalty is low. Reverse the ratings "
            "where is_reversed is True, and no others.",
            lambda right: 100 - right,
        ),
        "taken_from_zero": FROM_ZERO,
        "ends_from_the_ratings": HIGHEST_GIVEN,
        "not_reversed_from_zero": Mistake(
            "You reverse nothing, and divide by highest. Turn those ratings round where is_reversed is True, "
            "and move the mean by (mean − 1) / (highest − 1).",
            lambda ratings, weights, highest: _per_highest(ratings, weights, highest),
        ),
        "without_weights_from_zero": Mistake(
            "You leave the weights out, and do not move the mean to 0–100. Count each rating by its weight, "
            "and use 100 · (mean − 1) / (highest − 1).",
            _of_good(lambda good, weights, highest: 100 * good.mean() / highest),
        ),
        "without_weights_and_reversing": Mistake(
            "You neither reverse nor weigh. Turn those ratings round where is_reversed is True, and count "
            "each by its weight.",
            given(
                is_reversed=lambda ratings: [False] * len(ratings), weights=lambda ratings: [1] * len(ratings)
            ),
        ),
    },
)

ends = FunctionCheck(
    "loyalty_index gives 0 and 100 at the ends, and is right for weights of 0, one rating, another scale",
    loyalty_index,
    calls=0,
    cases=[
        {"ratings": [7, 7, 1, 1], "weights": [2, 1, 3, 1], "is_reversed": [False, False, True, True]}
        | {"highest": 7},
        {"ratings": [1, 5, 1], "weights": [1, 2, 1], "is_reversed": [False, True, False], "highest": 5},
        {"ratings": [8], "weights": [3], "is_reversed": [True], "highest": 9},
        {"ratings": [3, 2, 4, 4], "weights": [0, 0.2, 0.5, 0.3], "is_reversed": [True, False, True, False]}
        | {"highest": 5},
    ],
    between=(0, 100),
    mistakes={
        "not_reversed": NOT_REVERSED,
        "others_reversed": OTHERS_REVERSED,
        "reversed_from_highest": FROM_HIGHEST,
        "sign_for_reversed": SIGN_FOR_REVERSED,
        "lowest_is_zero": LOWEST_IS_ZERO,
        "count_for_weights": COUNT_FOR_WEIGHTS,
        "not_divided": NOT_DIVIDED,
        "not_scaled": NOT_SCALED,
        "taken_from_zero": FROM_ZERO,
        "ends_from_the_ratings": HIGHEST_GIVEN,
    },
)
