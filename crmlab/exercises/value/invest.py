"""What an improvement brings when customers stay longer for it, and what it may cost at most."""

from typing import Annotated, Any

from crmlab import clv, value
from crmlab.declared.quantities import Cost, Money, Rate, Share, typical
from crmlab.exercises.declaring import AnswerCheck, Mistake, given, part
from crmlab.language import to_say

REREAD = to_say("lesson 04, “What an improvement may cost”")
HINTS = {
    "": (
        "The text has the formula of what a customer is worth. "
        "Which of its numbers does the improvement change?",
        "Two of them change: the margin falls by spending, the retention rises by gain. rate stays.",
        "Compute the same formula twice, once with margin and retention, once with margin − spending and "
        "retention + gain. do_it compares the two values.",
    ),
    "most": (
        "At the most that you may spend, what is a customer worth compared with today?",
        "Write the value with the improvement, with most in the place of spending, and put it equal to "
        "before.",
        "Divide before by the multiple of the better retention, (retention + gain) / (1 + rate − retention "
        "− gain). "
        "That much margin must remain. What is left of today's margin may be spent.",
    ),
}

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


def _multiples(retention, gain, rate):
    return [clv.retention_multiple(share, rate) for share in (retention, retention + gain)]


def _both_by(formula):
    """Return the answer with another formula of a value, before and after."""
    return part(
        before=lambda margin, retention, rate: formula(margin, retention, rate),
        after=lambda margin, spending, retention, gain, rate: formula(
            margin - spending, retention + gain, rate
        ),
    )


def _after(formula):
    return part(after=formula)


decision = AnswerCheck(
    "you compare what a customer is worth with and without the improvement",
    decided,
    between=(50, 1500),
    apart=lambda **own: [decided(**own)[name] for name in ("before", "after")],
    decides={"do_it": to_say("after with before")},
    mistakes={
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
            _after(
                lambda margin, spending, retention, gain, rate: (
                    clv.lifetime_value(margin, retention + gain, rate) - spending
                )
            ),
        ),
        "spending_for_ever": Mistake(
            "You spend on customers who have left, too. "
            "It is spent only on those who are still there: take it "
            "off the margin.",
            _after(
                lambda margin, spending, retention, gain, rate: (
                    clv.lifetime_value(margin, retention + gain, rate) - spending / rate
                )
            ),
        ),
        "gain_forgotten": Mistake(
            "Your after has the retention of today. The improvement raises it: retention + gain.",
            _after(
                lambda margin, spending, retention, rate: clv.lifetime_value(
                    margin - spending, retention, rate
                )
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
            given(rate=0.0),
        ),
        "first_margin_certain": Mistake(
            "Both of your values count the first margin as certain. "
            "The formula multiplies by retention above the line, "
            "too.",
            _both_by(lambda margin, retention, rate: margin / (1 + rate - retention)),
            "a common form of the formula, with another convention",
        ),
        "no_brackets": Mistake(
            "Brackets are missing: / divides by the next number only. "
            "Put brackets round the whole denominator.",
            _both_by(lambda margin, retention, rate: margin * retention / 1 + rate - retention),
        ),
    },
)


def most_spending(
    margin: Margin, revenue: Revenue, retention: Retention, gain: Gain, rate: DiscountRate
) -> Money:
    """Return the highest yearly spending at which a customer is worth what he is worth today."""
    return value.break_even_investment(margin, retention, gain, rate)


def _change(margin, spending, retention, gain, rate):
    values = decided(margin, margin, spending, retention, gain, rate)
    return values["after"] - values["before"]


def _change_the_other_way(margin, spending, retention, gain, rate):
    return -_change(margin, spending, retention, gain, rate)


def _from_multiples(formula):
    return lambda margin, retention, gain, rate: formula(margin, *_multiples(retention, gain, rate))


even = AnswerCheck(
    "at this spending a customer is worth what he is worth today",
    most_spending,
    between=(5, 120),
    mistakes={
        "revenue_for_margin": Mistake(
            "You count revenue. Only the margin is left for us: put it in the place of revenue.",
            given(margin=lambda revenue: revenue),
        ),
        "lifetime_gain": Mistake(
            "You give what longer staying adds over the whole life. Asked is what may be spent in a year.",
            _from_multiples(lambda margin, before, after: margin * (after - before)),
            "a sum of many years is set against a yearly cost",
        ),
        "divided_by_the_old_multiple": Mistake(
            "You divide what is added by the multiple of today. "
            "The spending lasts as long as the customers with the "
            "improvement stay: divide by theirs.",
            _from_multiples(lambda margin, before, after: margin * (after - before) / before),
        ),
        "margin_that_must_remain": Mistake(
            "You give the margin that must remain. What may be spent is the rest of today's margin.",
            _from_multiples(lambda margin, before, after: margin * before / after),
        ),
        "gain_of_the_margin": Mistake(
            "You give gain times margin: what stays in addition in one year. It stays for later years, too.",
            [
                lambda margin, gain: margin * gain,
                lambda margin, gain, rate: margin * gain / (1 + rate),
            ],
        ),
        "share_of_the_margin": Mistake(
            "You give a share of the margin. Asked is an amount: multiply it by the margin.",
            _from_multiples(lambda margin, before, after: 1 - before / after),
        ),
        "percent_for_points": Mistake(
            "You raise the retention by a percentage of itself. It rises by points: add gain to it.",
            given(gain=lambda retention, gain: retention * gain),
        ),
        "not_discounted": Mistake(
            "You do not discount: rate belongs into the denominator.",
            given(rate=0.0),
        ),
        "first_margin_certain": Mistake(
            "Your formula counts the first margin as certain. "
            "The one of the task multiplies by retention above "
            "the line, too.",
            lambda margin, retention, gain, rate: margin * gain / (1 + rate - retention),
        ),
        "spending_of_the_text": Mistake(
            "You give spending as it stands. Asked is the spending at which both values are the same.",
            lambda spending: spending,
        ),
        "margin_of_today": Mistake(
            "You give the whole margin. Then nothing would be left: some of it must remain.",
            lambda margin: margin,
        ),
        "difference_of_the_values": Mistake(
            "You give the difference of after and before. Asked is the spending at which it is 0.",
            [_change, _change_the_other_way],
        ),
    },
)
