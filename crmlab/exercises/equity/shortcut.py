"""By how much the annuity over the mean life is too high."""

from typing import Annotated

from crmlab import clv
from crmlab.declared.quantities import Cost, Years, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.equity._data import Interest
from crmlab.language import to_say

REREAD = to_say("lesson 06, “A short cut and its error”")
HINTS = (
    "The short cut lets everybody stay just as long as the mean, and nobody a year longer. How many payments "
    "are that?",
    "For the sum you need the share that leaves each year. It is 1 divided by the mean life. Year 1 is "
    "certain, year 2 comes from those who stayed once.",
    "The sum without an end has a closed form: each year is (1 − churn) / (1 + rate) times the year before, "
    "and the first is margin / (1 + rate). per_cent says by how much the short cut is above the sum, of the "
    "sum.",
)

Life = Annotated[Years, typical(4, 12)]
Margin = Annotated[Cost, typical(100, 400, 10)]


def compared(margin: Margin, mean_life: Life, rate: Interest) -> dict[str, float]:
    """Return the short cut, the sum that counts who leaves, and by how much the first is too high."""
    both = clv.annuity_shortcut(margin, 1 / mean_life, rate)
    return {
        "shortcut": both.shortcut,
        "sum": both.survival_weighted,
        "per_cent": 100 * both.overstatement,
    }


def _both(formula):
    """Return wrong values: a formula of margin, life and rate gives the short cut and the sum, or None."""

    def wrong(right, margin, mean_life, rate):
        made = formula(margin, mean_life, rate)
        short, whole = (
            right[name] if one is None else one for name, one in zip(("shortcut", "sum"), made, strict=True)
        )
        return {"shortcut": short, "sum": whole, "per_cent": 100 * (short / whole - 1)}

    return wrong


def _only(name, formula):
    """Return the mistake in one of the two values, whatever the others are."""
    return part(**{name: lambda margin, mean_life, rate: float(formula(margin, mean_life, rate))})


def _annuity(margin, years, rate):
    return margin * clv.annuity_factor(rate, years)


error = AnswerCheck(
    "you know by how much the short cut is too high",
    compared,
    tolerance=0.05,
    between=(2, 4000),
    mistakes={
        "sum_at_risk": Mistake(
            "In your sum the first margin comes only from those who stay. Here it is certain in both values: "
            "in year 1 everybody brings it.",
            _only("sum", lambda margin, life, rate: margin * (1 - 1 / life) / (rate + 1 / life)),
            "two conventions stand side by side in the literature: 22.9 % or 36.5 % at 10 % and 10 %",
        ),
        "all_at_the_start": Mistake(
            "Your first margin comes now. It comes at the end of year 1, so it waits one year.",
            [
                _both(
                    lambda margin, life, rate: (
                        _annuity(margin, life, rate) * (1 + rate),
                        margin * (1 + rate) / (rate + 1 / life),
                    )
                ),
                _only("sum", lambda margin, life, rate: margin * (1 + rate) / (rate + 1 / life)),
                _only("shortcut", lambda margin, life, rate: _annuity(margin, life, rate) * (1 + rate)),
            ],
        ),
        "not_discounted": Mistake(
            "Your value is the margin times the mean life. Later money is worth less: discount it.",
            [
                _only("shortcut", lambda margin, life, rate: margin * life),
                _only("sum", lambda margin, life, rate: margin * life),
            ],
        ),
        "churn_for_retention": Mistake(
            "You take 1 / mean_life for the share that stays. It is the share that leaves in a year.",
            _only("sum", lambda margin, life, rate: margin / (rate + 1 - 1 / life)),
        ),
        "sum_stops_at_the_mean_life": Mistake(
            "Your sum stops after the mean life. Some stay longer: without an end their margins count, too.",
            _only(
                "sum",
                lambda margin, life, rate: sum(
                    margin * (1 - 1 / life) ** (t - 1) / (1 + rate) ** t for t in range(1, life + 1)
                ),
            ),
        ),
        "nobody_leaves": Mistake(
            "Your sum lets nobody leave, ever. Each year the share 1 / mean_life leaves.",
            _only("sum", lambda margin, life, rate: margin / rate),
        ),
        "one_year_short": Mistake(
            "Your short cut has a year too few or too many. It has as many payments as the mean life has "
            "years.",
            [
                _only("shortcut", lambda margin, life, rate: _annuity(margin, life - 1, rate)),
                _only("shortcut", lambda margin, life, rate: _annuity(margin, life + 1, rate)),
            ],
            "Python's range ends one before its end",
        ),
        "everything_at_the_mean_life": Mistake(
            "You discount all margins of the short cut alike. Each waits its own number of years.",
            _only("shortcut", lambda margin, life, rate: margin * life / (1 + rate) ** life),
        ),
        "share_for_per_cent": Mistake(
            "You give a share. Asked are per cent: multiply by 100.",
            part(per_cent=lambda right: right["per_cent"] / 100),
        ),
        "of_the_short_cut": Mistake(
            "You divide by the short cut. It is too high by a part of the right value: divide by the sum.",
            [
                part(per_cent=lambda right: 100 * (1 - right["sum"] / right["shortcut"])),
                part(per_cent=lambda right: 100 * (right["sum"] / right["shortcut"] - 1)),
            ],
            "a percentage of the wrong base",
        ),
        "ratio_for_excess": Mistake(
            "You divide the one by the other and stop there. Asked is by how many per cent it is above it: "
            "subtract 1, then multiply by 100.",
            [
                part(per_cent=lambda right: 100 * right["shortcut"] / right["sum"]),
                part(per_cent=lambda right: right["shortcut"] / right["sum"]),
            ],
        ),
        "difference_in_yuan": Mistake(
            "You give the difference in yuan. Asked are per cent of the sum.",
            part(per_cent=lambda right: right["shortcut"] - right["sum"]),
        ),
    },
)
