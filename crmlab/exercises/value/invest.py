"""What an improvement brings when customers stay longer for it, and what it may cost at most."""

from crmlab import clv, value
from crmlab.declared.quantities import Money
from crmlab.exercises.declaring import AnswerCheck, Mistake, given
from crmlab.exercises.value._improving import (
    MISTAKES,
    DiscountRate,
    Gain,
    Margin,
    Retention,
    Revenue,
    decided,
    multiples,
)
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
        "− gain). That much margin must remain. What is left of today's margin may be spent.",
    ),
}

decision = AnswerCheck(
    "you compare what a customer is worth with and without the improvement",
    decided,
    between=(50, 1500),
    apart=lambda **own: [decided(**own)[name] for name in ("before", "after")],
    decides={"do_it": to_say("after with before")},
    mistakes=MISTAKES,
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


def _ratio_of_values(margin, spending, retention, gain, rate):
    values = decided(margin, margin, spending, retention, gain, rate)
    return values["before"] / values["after"]


def _added(formula):
    """Return a formula of what longer staying adds over the whole life."""

    def wrong(margin, retention, gain, rate):
        before, after = multiples(retention, gain, rate)
        return formula(margin * (after - before), retention, gain, rate)

    return wrong


def _from_multiples(formula):
    return lambda margin, retention, gain, rate: formula(margin, *multiples(retention, gain, rate))


even = AnswerCheck(
    "at this spending a customer is worth what he is worth today",
    most_spending,
    between=(5, 120),
    mistakes={
        "revenue_for_margin": Mistake(
            "You count revenue. Only the margin is left for us: put it in the place of revenue.",
            [
                given(margin=lambda revenue: revenue),
                lambda margin, revenue, right: revenue - margin + right,
            ],
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
            "You count one year alone: the margin of those who stay in addition. "
            "They stay for later years, too.",
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
            [
                given(rate=0.0),
                lambda margin, retention, gain: margin * gain / (1 - retention),
            ],
        ),
        "first_margin_certain": Mistake(
            "Your formula counts the first margin as certain. "
            "The one of the task multiplies by retention above "
            "the line, too.",
            lambda margin, retention, gain, rate: margin * gain / (1 + rate - retention),
        ),
        "spread_by_another_rule": Mistake(
            "You spread over the years what longer staying adds, by another rule. "
            "Divide it by the multiple of the better retention: "
            "customers leave, and later money counts less.",
            [
                _added(lambda added, retention, gain, rate: added * rate),
                _added(lambda added, retention, gain, rate: added * (1 - retention - gain)),
                _added(lambda added, retention, gain, rate: added * (1 - retention)),
            ],
        ),
        "value_of_the_whole_life": Mistake(
            "You give what a customer is worth over the whole life. Asked is what may be spent in a year.",
            [
                _from_multiples(lambda margin, before, after: margin * before),
                _from_multiples(lambda margin, before, after: margin * after),
                lambda margin, spending, retention, gain, rate: clv.lifetime_value(
                    margin - spending, retention + gain, rate
                ),
            ],
        ),
        "margin_less_spending": Mistake(
            "You give the margin that is left after spending. "
            "Asked is the spending at which both values are the same.",
            lambda margin, spending: margin - spending,
        ),
        "how_much_more": Mistake(
            "You give the distance from spending to the most. Asked is the most itself.",
            [lambda right, spending: right - spending, lambda right, spending: spending - right],
        ),
        "spending_of_the_text": Mistake(
            "You use the spending of the text. Here it is not fixed: "
            "asked is the spending at which both values are the same.",
            [
                lambda spending: spending,
                lambda margin, spending, retention, gain, rate: (
                    margin - margin * _ratio_of_values(margin, spending, retention, gain, rate)
                ),
            ],
        ),
        "counted_once_more": Mistake(
            "You discount the amount at the end, or multiply it by a retention. The multiple has done so: "
            "it is spent when the margin comes, on those who are still there.",
            [
                lambda right, rate: right / (1 + rate),
                lambda right, rate: right * (1 + rate),
                lambda right, retention, gain: right * (retention + gain),
                lambda right, retention: right * retention,
            ],
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
