"""Customers who leave for another brand and come back: how many buy ours, and what that is worth."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Annotated

import numpy as np

from crmlab.declared.quantities import Cost, Count, Kind, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.equity._data import Each, Interest
from crmlab.language import to_say

REREAD = to_say("lesson 06, “Why customers switch”")
HINTS = (
    "Of those who bought ours last, some buy it again; of those who bought another brand, some come over. "
    "How many are they together?",
    "Next year each of the three brands has other buyers. For year 2, do the same again with these new "
    "numbers.",
    "Make an array of the numbers and one of the table, a row for each brand bought last. numbers @ table "
    "are the buyers of the three brands a year later; again @ table, the year after.",
)

BRANDS = ("ours", "rival", "others")
YEARS = 3


class Switching(Kind):
    """By the brand bought last: the probability of each brand at the next purchase."""

    def draw(self, source: random.Random) -> dict[str, dict[str, float]]:
        """Draw a table in which most buy the same brand again."""
        table = {}
        for last, again in zip(BRANDS, source.sample(range(55, 86), 3), strict=True):
            first = source.randint(4, 96 - again)
            rest = iter((first, 100 - again - first))
            table[last] = {brand: (again if brand == last else next(rest)) / 100 for brand in BRANDS}
        return table

    def show(self, value: dict[str, dict[str, float]]) -> str:
        """Write the rows one after the other."""
        return "; ".join(
            f"{last}: " + ", ".join(f"{brand} {share:.2f}" for brand, share in row.items())
            for last, row in value.items()
        )


BoughtLast = Annotated[
    dict,
    Each(
        Annotated[Count, typical(1, 100)],
        ours=typical(3000, 7000, 100),
        rival=typical(5000, 12_000, 100),
        others=typical(2000, 6000, 100),
    ),
]
Table = Annotated[dict, Switching()]
Margin = Annotated[Cost, typical(60, 240, 10)]
Buyers = Sequence[float]  # of ours, in years 1 to 3
Followed = Callable[[np.ndarray, np.ndarray], Buyers]  # from the numbers of now and the table


def _follow(now: np.ndarray, table: np.ndarray) -> Buyers:
    buyers = []
    for _ in range(YEARS):
        now = now @ table
        buyers.append(float(now[0]))
    return buyers


def _arrays(bought_last, switching) -> tuple[np.ndarray, np.ndarray]:
    table = np.array([[switching[last][brand] for brand in BRANDS] for last in BRANDS])
    return np.array([float(bought_last[brand]) for brand in BRANDS]), table


def _worth(buyers: Buyers, margin: float, rate: float, first: int = 1) -> float:
    return sum(number * margin / (1 + rate) ** year for year, number in enumerate(buyers, first))


def _answered(buyers: Buyers, margin: float, rate: float) -> dict[str, float]:
    return {"year_1": buyers[0], "year_2": buyers[1], "value": _worth(buyers, margin, rate)}


def coming_back(
    bought_last: BoughtLast, switching: Table, margin: Margin, rate: Interest
) -> dict[str, float]:
    """Return how many buy ours in years 1 and 2, and what their margins of three years are worth."""
    return _answered(_follow(*_arrays(bought_last, switching)), margin, rate)


def _if(followed: Followed):
    """Return the answer in which the buyers are *followed* in another way."""
    return lambda bought_last, switching, margin, rate: _answered(
        followed(*_arrays(bought_last, switching)), margin, rate
    )


def _of_years(followed: Followed) -> list[part]:
    """Return the two years in which the buyers are *followed* in another way, and each of them alone."""

    def year(number: int):
        return lambda bought_last, switching: followed(*_arrays(bought_last, switching))[number - 1]

    return [part(year_1=year(1), year_2=year(2)), part(year_1=year(1)), part(year_2=year(2))]


def _valued(worth):
    """Return another value: a formula of the right buyers, the margin and the rate."""
    return part(
        value=lambda bought_last, switching, margin, rate: float(
            worth(_follow(*_arrays(bought_last, switching)), margin, rate)
        )
    )


def _only_who_stays(now, table):
    return [now[0] * table[0, 0] ** year for year in range(1, YEARS + 1)]


def _only_who_comes_over(now, table):
    buyers = []
    for _ in range(YEARS):
        buyers.append(float(now[1:] @ table[1:, 0]))
        now = now @ table
    return buyers


def _one_brand_forgotten(brand: int) -> Followed:
    def followed(now, table):
        without = table.copy()
        without[brand, 0] = 0
        return _follow(now, without)

    return followed


def _always_from_now(now, table):
    return [float(now @ table**year @ np.array([1, 0, 0])) for year in range(1, YEARS + 1)]


back = AnswerCheck(
    "you follow who leaves and who comes over, and say what that is worth",
    coming_back,
    tolerance=0.5,
    between=(1500, 20_000_000),
    mistakes={
        "rows_for_columns": Mistake(
            "You read the table the wrong way. A row is the brand bought last, a column the brand bought "
            "next: for ours take the column ours, each number with the buyers of its row.",
            [
                _if(lambda now, table: _follow(now, table.T)),
                *_of_years(lambda now, table: _follow(now, table.T)),
            ],
            "row and column exchanged",
        ),
        "nobody_comes_over": Mistake(
            "You count only those who buy ours again and again. Some of the buyers of the two other brands "
            "choose ours next: add them.",
            [_if(_only_who_stays), *_of_years(_only_who_stays)],
            "in lesson 05 who leaves is lost for good",
        ),
        "stayers_left_out": Mistake(
            "You count only those who come from the other brands. Those who buy ours again belong to it, "
            "too.",
            [_if(_only_who_comes_over), *_of_years(_only_who_comes_over)],
        ),
        "one_brand_forgotten": Mistake(
            "You let customers come over from one of the two other brands only. Add those of both.",
            [
                one
                for brand in (1, 2)
                for one in (_if(_one_brand_forgotten(brand)), *_of_years(_one_brand_forgotten(brand)))
            ],
        ),
        "squared_number_by_number": Mistake(
            "You raise the table to a power number by number. A customer may pass by another brand: let the "
            "new numbers of all three brands switch again, or use np.linalg.matrix_power, not **.",
            [_if(_always_from_now), part(year_2=_of_years(_always_from_now)[2].wrong["year_2"])],
        ),
        "second_share_of_the_first": Mistake(
            "For year 2 you let the buyers of ours change as in the year before, in proportion. Also the "
            "other two brands have other numbers now: let all three switch again.",
            part(year_2=lambda right, bought_last: right["year_1"] ** 2 / bought_last["ours"]),
        ),
        "year_too_late": Mistake(
            "Your years are one too late. The numbers given are those of now; year 1 is the next purchase.",
            [
                _if(lambda now, table: _follow(now @ table, table)),
                part(year_2=lambda bought_last, switching: _follow(*_arrays(bought_last, switching))[2]),
            ],
        ),
        "year_too_early": Mistake(
            "Your years are one too early. The numbers given are those of now; year 1 is the next purchase.",
            [
                _if(lambda now, table: [float(now[0]), *_follow(now, table)[:2]]),
                part(year_1=lambda bought_last: bought_last["ours"]),
            ],
        ),
        "year_2_like_year_1": Mistake(
            "Your year 2 is like your year 1. The numbers of all three brands have changed: let them switch "
            "again.",
            part(year_2=lambda right: right["year_1"]),
        ),
        "column_added_up": Mistake(
            "You work with the column of ours without weighting it. Multiply each row by how many bought its "
            "brand last, then add.",
            [
                part(
                    year_1=lambda bought_last, switching: (
                        sum(bought_last.values()) * _arrays(bought_last, switching)[1][:, 0].mean()
                    )
                ),
                part(
                    year_1=lambda bought_last, switching: (
                        bought_last["ours"] * _arrays(bought_last, switching)[1][:, 0].sum()
                    )
                ),
            ],
        ),
        "purchase_now_counted": Mistake(
            "You count the purchase of now, too. It is made: only those of years 1, 2 and 3 count.",
            [
                part(
                    value=lambda bought_last, switching, margin, rate: _worth(
                        [bought_last["ours"], *_follow(*_arrays(bought_last, switching))], margin, rate, 0
                    )
                ),
                part(
                    value=lambda bought_last, switching, margin, rate: _worth(
                        [bought_last["ours"], *_follow(*_arrays(bought_last, switching))[:2]], margin, rate, 0
                    )
                ),
            ],
        ),
        "not_discounted": Mistake(
            "You add the margins up without discounting them: divide year t by (1 + rate) ** t.",
            _valued(lambda buyers, margin, rate: sum(buyers) * margin),
        ),
        "first_year_not_discounted": Mistake(
            "You do not discount year 1. Its margin comes at its end, so it waits one year.",
            _valued(lambda buyers, margin, rate: _worth(buyers, margin, rate, 0)),
        ),
        "discounted_alike": Mistake(
            "You discount all years alike. Each waits its own number of years.",
            [
                _valued(lambda buyers, margin, rate: sum(buyers) * margin / (1 + rate) ** YEARS),
                _valued(lambda buyers, margin, rate: sum(buyers) * margin / (1 + rate)),
            ],
        ),
        "same_in_each_year": Mistake(
            "You let the same number buy in all years. It changes from year to year: follow it.",
            [
                _valued(lambda buyers, margin, rate: _worth([buyers[0]] * YEARS, margin, rate)),
                _valued(lambda buyers, margin, rate: _worth([buyers[1]] * YEARS, margin, rate)),
            ],
        ),
        "third_year_like_the_second": Mistake(
            "In your value year 3 is like year 2. The numbers of all three brands have changed: let them "
            "switch a third time.",
            _valued(lambda buyers, margin, rate: _worth([*buyers[:2], buyers[1]], margin, rate)),
        ),
        "year_missing": Mistake(
            "A year is missing in your value. The margins of years 1, 2 and 3 count; range(1, 3) ends before "
            "3.",
            [
                _valued(lambda buyers, margin, rate: _worth(buyers[:2], margin, rate)),
                _valued(lambda buyers, margin, rate: _worth(buyers[1:], margin, rate, 2)),
            ],
            "Python's range ends one before its end",
        ),
        "one_year_alone": Mistake(
            "Your value is that of one year alone. Add the margins of years 1, 2 and 3.",
            [
                _valued(
                    lambda buyers, margin, rate, year=year: buyers[year - 1] * margin / (1 + rate) ** year
                )
                for year in (1, 2, 3)
            ],
        ),
        "without_margin": Mistake(
            "Your value is a number of customers. Multiply each year's buyers by the margin.",
            [
                _valued(lambda buyers, margin, rate: _worth(buyers, 1, rate)),
                _valued(lambda buyers, margin, rate: sum(buyers)),
            ],
        ),
        "shares_for_customers": Mistake(
            "You give shares. Asked is how many buy ours: begin with the numbers of now.",
            part(
                year_1=lambda right, bought_last: right["year_1"] / sum(bought_last.values()),
                year_2=lambda right, bought_last: right["year_2"] / sum(bought_last.values()),
            ),
        ),
    },
)
