"""What goes wrong when a customer and those whom it brought are counted."""

from crmlab.exercises.declaring import Mistake, part
from crmlab.exercises.equity import _whole

REFERRALS_WRONGLY = {
    "referrals_twice": Mistake(
        "You add the customers whom A brought to the equity. They are among the others already: whoever "
        "adds up a base counts each customer once.",
        [
            part(
                equity=lambda right, margin, retention, rate, brought: (
                    right["equity"] + brought * _whole.worth("others", margin, retention, rate)
                )
            ),
            part(equity=lambda right: right["equity"] + right["with_referrals"]),
            part(
                equity=lambda customers, margin, retention, rate, brought: (
                    _whole.base_worth(customers, margin, retention, rate)
                    + brought * _whole.worth("others", margin, retention, rate)
                )
            ),
        ],
        "referrals counted in both",
    ),
    "referrals_taken_out": Mistake(
        "You take A or his customers out of the equity. They are customers like all others, and belong "
        "in it once.",
        [
            part(
                equity=lambda right, margin, retention, rate, brought: (
                    right["equity"] - brought * _whole.worth("others", margin, retention, rate)
                )
            ),
            part(equity=lambda right: right["equity"] - right["with_referrals"]),
        ],
    ),
    "a_counted_again": Mistake(
        "You add A to the equity. A is one of the key accounts, so it is in it already.",
        part(
            equity=lambda right, margin, retention, rate: (
                right["equity"] + _whole.worth("key", margin, retention, rate)
            )
        ),
    ),
    "nothing_for_equity": Mistake(
        "You give 0 for the equity. It is right that the referrals add nothing; asked is what the whole "
        "base is worth.",
        part(equity=0.0),
    ),
    "equity_of_a": Mistake(
        "You give under equity what hangs on A. Asked is the equity of all customers, present and potential.",
        part(equity=lambda right: right["with_referrals"]),
    ),
    "present_alone": Mistake(
        "Your equity leaves the potential customers out. Give present and potential together, as before.",
        part(
            equity=lambda customers, margin, retention, rate: _whole.base_worth(
                customers, margin, retention, rate
            )
        ),
    ),
    "referrals_alone": Mistake(
        "You count only the customers whom A brought. What A itself is worth hangs on A, too: add it.",
        _whole.hangs_on_a(lambda key, others, brought, margin: brought * others),
    ),
    "a_alone": Mistake(
        "You count A alone. Without A those whom it brought would not be there: add what they are worth.",
        _whole.hangs_on_a(lambda key, others, brought, margin: key),
    ),
    "brought_like_a": Mistake(
        "You value the customers whom A brought like A. They belong to the others: take that value.",
        _whole.hangs_on_a(lambda key, others, brought, margin: key + brought * key),
    ),
    "a_like_the_others": Mistake(
        "You value A like one of the others. A is a key account.",
        _whole.hangs_on_a(lambda key, others, brought, margin: others + brought * others),
    ),
    "whole_group_of_a": Mistake(
        "You count all key accounts. Only A has brought these customers: count A once.",
        part(
            with_referrals=lambda right, customers, margin, retention, rate: (
                right["with_referrals"]
                + (customers["key"] - 1) * _whole.worth("key", margin, retention, rate)
            )
        ),
    ),
    "share_of_those_brought": Mistake(
        "You take a share of the customers whom A brought. They are customers already: count them all.",
        [
            part(
                with_referrals=lambda margin, retention, rate, brought, acquired_share: (
                    _whole.worth("key", margin, retention, rate)
                    + brought * acquired_share * _whole.worth("others", margin, retention, rate)
                )
            ),
            part(
                with_referrals=lambda margin, retention, rate, brought, acquired_share, acquisition_outlay: (
                    _whole.worth("key", margin, retention, rate)
                    + brought
                    * (acquired_share * _whole.worth("others", margin, retention, rate) - acquisition_outlay)
                )
            ),
        ],
    ),
    "spending_on_those_brought": Mistake(
        "You take spending off for, or add it to, the customers whom A brought. H did not spend it on "
        "them: they came through A.",
        [
            part(
                with_referrals=lambda right, brought, acquisition_outlay: (
                    right["with_referrals"] - brought * acquisition_outlay
                )
            ),
            part(
                with_referrals=lambda right, brought, acquisition_outlay: (
                    right["with_referrals"] + brought * acquisition_outlay
                )
            ),
        ],
    ),
    "discounted_referrals": Mistake(
        "You discount the customers whom A brought once more. They are here now, and their value is in "
        "today's money.",
        part(
            with_referrals=lambda margin, retention, rate, brought: (
                _whole.worth("key", margin, retention, rate)
                + brought * _whole.worth("others", margin, retention, rate) / (1 + rate)
            )
        ),
    ),
    "brought_counted_as_one": Mistake(
        "You count one customer whom A brought. Multiply the value of one by how many there are.",
        _whole.hangs_on_a(lambda key, others, brought, margin: key + others),
    ),
    "margin_for_value": Mistake(
        "You count one year's margin. Take what a customer is worth.",
        [
            _whole.hangs_on_a(lambda key, others, brought, margin: key + brought * margin["others"]),
            _whole.hangs_on_a(
                lambda key, others, brought, margin: margin["key"] + brought * margin["others"]
            ),
        ],
    ),
}
