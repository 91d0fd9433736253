"""What a customer is worth with and without an improvement, and how that is computed wrongly."""

import math
from typing import Annotated, Any

from crmlab import clv
from crmlab.declared.quantities import Cost, Rate, Share, typical
from crmlab.exercises.declaring import Mistake, given, part

Margin = Annotated[Cost, typical(80, 180, 5)]
Revenue = Annotated[Cost, typical(300, 600, 10)]
Spending = Annotated[Cost, typical(8, 45, 1)]
Retention = Annotated[Share, typical(0.6, 0.85)]
Gain = Annotated[Share, typical(0.03, 0.08)]
DiscountRate = Annotated[Rate, typical(0.05, 0.14)]


def decided(
    margin: Margin,
    revenue: Revenue,
    spending: Spending,
    retention: Retention,
    gain: Gain,
    rate: DiscountRate,
) -> dict[str, Any]:
    """Return what a customer is worth before and after the improvement, and whether to make it."""
    before = clv.lifetime_value(margin, retention, rate)
    after = clv.lifetime_value(margin - spending, retention + gain, rate)
    return {"before": before, "after": after, "do_it": after > before}


def multiples(retention, gain, rate):
    return [clv.retention_multiple(share, rate) for share in (retention, retention + gain)]


def both_by(formula):
    """Return the answer with another formula of a value, before and after."""
    return part(
        before=lambda margin, retention, rate: formula(margin, retention, rate),
        after=lambda margin, spending, retention, gain, rate: formula(
            margin - spending, retention + gain, rate
        ),
    )


def _after(formula):
    return part(after=formula)


def _less(taken_off):
    """Return the answer in which the spending is worked out apart, and taken off at the end."""

    def after(margin, spending, retention, gain, rate):
        staying = retention + gain
        return clv.lifetime_value(margin, staying, rate) - taken_off(spending, staying, rate)

    return _after(after)


MISTAKES = {
    "revenue_for_margin": Mistake(
        "You count revenue. Only the margin is left for us: put it in the place of revenue.",
        given(margin=lambda revenue: revenue),
        "what a customer pays is easily taken for what he is worth",
    ),
    "spending_forgotten": Mistake(
        "Your after leaves the spending out. It comes off the margin of every year.",
        _after(lambda margin, retention, gain, rate: clv.lifetime_value(margin, retention + gain, rate)),
        "more benefit is thought to pay in any case",
    ),
    "spending_once": Mistake(
        "You take the spending off once. It is spent in every year: take it off the margin first.",
        _less(lambda spending, staying, rate: spending),
    ),
    "spending_once_discounted": Mistake(
        "You take the spending off once, after a year. "
        "It is spent in every year: take it off the margin first.",
        [
            _less(lambda spending, staying, rate: spending / (1 + rate)),
            _less(lambda spending, staying, rate: spending * staying / (1 + rate)),
        ],
    ),
    "spending_for_ever": Mistake(
        "You spend on customers who have left, too. "
        "It is spent only on those who are still there: take it "
        "off the margin.",
        _less(lambda spending, staying, rate: spending / rate),
    ),
    "gain_forgotten": Mistake(
        "Your after has the retention of today. The improvement raises it: retention + gain.",
        _after(
            lambda margin, spending, retention, rate: clv.lifetime_value(margin - spending, retention, rate)
        ),
    ),
    "percent_for_points": Mistake(
        "You raise the retention by a percentage of itself. It rises by points: add gain to it.",
        _after(
            lambda margin, spending, retention, gain, rate: clv.lifetime_value(
                margin - spending, retention * (1 + gain), rate
            )
        ),
        "points and percent are the best known mix-up with shares",
    ),
    "gain_for_retention": Mistake(
        "Your after has the gain in the place of the retention. Add it to the retention of today.",
        _after(lambda margin, spending, gain, rate: clv.lifetime_value(margin - spending, gain, rate)),
    ),
    "spending_added": Mistake(
        "You add the spending to the margin. It is spent: subtract it.",
        _after(
            lambda margin, spending, retention, gain, rate: clv.lifetime_value(
                margin + spending, retention + gain, rate
            )
        ),
    ),
    "change_for_after": Mistake(
        "Your after is the change. Give the whole value with the improvement.",
        _after(lambda right: right["after"] - right["before"]),
    ),
    "margin_left_for_after": Mistake(
        "Your after is the margin less the spending, of one year. Put it into the formula of the value.",
        _after(lambda margin, spending: margin - spending),
    ),
    "not_discounted": Mistake(
        "You do not discount: rate belongs into the denominator.",
        [given(rate=0.0), both_by(lambda margin, retention, rate: margin / (1 - retention))],
    ),
    "rate_subtracted": Mistake(
        "You subtract the rate. The denominator is 1 + rate − retention.",
        both_by(
            lambda margin, retention, rate: (
                margin * retention / (1 - rate - retention) if rate + retention != 1 else math.inf
            )
        ),
    ),
    "churn_for_retention": Mistake(
        "You use the share that leaves. Put the share that stays into the formula.",
        both_by(lambda margin, retention, rate: margin * (1 - retention) / (rate + retention)),
    ),
    "one_year_alone": Mistake(
        "You count one year alone. The formula counts all years: divide by 1 + rate − retention.",
        [
            both_by(lambda margin, retention, rate: margin * retention),
            both_by(lambda margin, retention, rate: margin * retention / (1 + rate)),
        ],
    ),
    "first_margin_now": Mistake(
        "In both of your values the first margin comes now. It comes after a year, from those who stay.",
        both_by(lambda margin, retention, rate: margin * (1 + rate) / (1 + rate - retention)),
    ),
    "retention_changed_once": Mistake(
        "In your after, one of the two retentions is that of today. Put retention + gain in both places.",
        [
            _after(
                lambda margin, spending, retention, gain, rate: (
                    (margin - spending) * (retention + gain) / (1 + rate - retention)
                )
            ),
            _after(
                lambda margin, spending, retention, gain, rate: (
                    (margin - spending) * retention / (1 + rate - retention - gain)
                )
            ),
        ],
    ),
    "brackets_of_the_sums": Mistake(
        "Brackets are missing in your after: put them round margin − spending and round retention + gain.",
        [
            _after(
                lambda margin, spending, retention, gain, rate: (
                    (margin - spending) * (retention + gain) / (1 + rate - retention + gain)
                )
            ),
            _after(
                lambda margin, spending, retention, gain, rate: (
                    margin - spending * (retention + gain) / (1 + rate - retention - gain)
                )
            ),
            _after(
                lambda margin, spending, retention, gain, rate: (
                    (margin - spending) * retention + gain / (1 + rate - retention - gain)
                )
            ),
        ],
    ),
    "spending_by_another_rule": Mistake(
        "You work out the spending apart from the margin, with another formula than the margin. "
        "Take it off the margin: then both count alike.",
        [
            _less(lambda spending, staying, rate: spending / (1 - staying)),
            _less(lambda spending, staying, rate: spending * (1 + rate) / (1 + rate - staying)),  # from today
            _less(lambda spending, staying, rate: spending / (1 + rate - staying)),
        ],
    ),
    "spending_before": Mistake(
        "Your before has the spending in it. Without the improvement nothing is spent.",
        part(
            before=lambda margin, spending, retention, rate: clv.lifetime_value(
                margin - spending, retention, rate
            )
        ),
    ),
    "whole_points": Mistake(
        "You multiply the gain by 100. It is a share already: 0.05 is five points.",
        _after(
            lambda margin, spending, retention, gain, rate: (
                (margin - spending) * (retention + 100 * gain) / (1 + rate - retention - 100 * gain)
            )
        ),
    ),
    "first_margin_certain": Mistake(
        "Both of your values count the first margin as certain. "
        "The formula multiplies by retention above the line, "
        "too.",
        both_by(lambda margin, retention, rate: margin / (1 + rate - retention)),
        "a common form of the formula, with another convention",
    ),
    "no_brackets": Mistake(
        "Brackets are missing: / divides by the next number only. Put brackets round the whole denominator.",
        both_by(lambda margin, retention, rate: margin * retention / 1 + rate - retention),
    ),
}
