"""What goes wrong when the customers of today are valued."""

from crmlab.exercises.declaring import Mistake, part
from crmlab.exercises.equity import _whole

PRESENT_WRONGLY = {
    "mean_customer": Mistake(
        "You let everybody be like the mean of all customers. Who brings more also stays longer here: "
        "value each group on its own, then add.",
        [
            part(
                present=lambda customers, margin, retention, rate: _whole.of_the_mean_customer(
                    customers, margin, retention, rate, customers
                )
            ),
            part(
                present=lambda customers, margin, retention, rate: _whole.of_the_mean_customer(
                    customers, margin, retention, rate, dict.fromkeys(customers, 1)
                )
            ),
        ],
        "mean value × number where the groups differ",
    ),
    "mean_of_the_groups": Mistake(
        "You multiply the mean of the two values by the number of all. The groups are not of one size: "
        "number times value, group by group.",
        part(
            present=lambda customers, margin, retention, rate: (
                sum(customers.values())
                * sum(_whole.worth(group, margin, retention, rate) for group in customers)
                / 2
            )
        ),
        "mean value × number where the groups differ",
    ),
    "retention_of_all": Mistake(
        "You use one retention for both groups. Each group has its own.",
        [
            part(
                present=lambda customers, margin, retention, rate, group=group: _whole.base_worth(
                    customers, margin, dict.fromkeys(retention, retention[group]), rate
                )
            )
            for group in ("key", "others")
        ],
    ),
    "mean_in_each_group": Mistake(
        "You give both groups the same mean margin or mean retention. Each group has its own.",
        [
            _whole.unlike_the_groups(margin_of=_whole.mean_of_all),
            _whole.unlike_the_groups(margin_of=_whole.middle),
            _whole.unlike_the_groups(retention_of=_whole.middle),
        ],
    ),
    "groups_exchanged": Mistake(
        "You give a group the margin or the retention of the other one.",
        [
            _whole.unlike_the_groups(margin_of=_whole.exchanged),
            _whole.unlike_the_groups(retention_of=_whole.exchanged),
        ],
    ),
    "one_group_alone": Mistake(
        "You count one group alone. Present customers are both groups: add them.",
        [
            part(
                present=lambda customers, margin, retention, rate, group=group: (
                    customers[group] * _whole.worth(group, margin, retention, rate)
                )
            )
            for group in ("key", "others")
        ],
    ),
    "one_of_each": Mistake(
        "You count one customer of each group. Multiply the value of one by the number of his group.",
        part(
            present=lambda customers, margin, retention, rate: sum(
                _whole.worth(group, margin, retention, rate) for group in customers
            )
        ),
    ),
    "all_times_the_others": Mistake(
        "You multiply the number of all by the value of one group. The groups differ: number times "
        "value, group by group.",
        [
            part(
                present=lambda customers, margin, retention, rate, group=group: (
                    sum(customers.values()) * _whole.worth(group, margin, retention, rate)
                )
            )
            for group in ("key", "others")
        ],
    ),
    "first_margin_certain": Mistake(
        "In your formula the first margin is certain after a year. It comes only from those who stay: "
        "multiply by retention above the line, too.",
        _whole.valued(lambda retention, rate: 1 / (1 + rate - retention)),
        "two conventions stand side by side in the literature",
    ),
    "first_margin_now": Mistake(
        "In your formula the first margin comes now. It comes after a year, from those who stay.",
        _whole.valued(lambda retention, rate: (1 + rate) / (1 + rate - retention)),
        "two conventions stand side by side in the literature",
    ),
    "not_discounted": Mistake(
        "You do not discount: rate belongs into the denominator.",
        [
            _whole.valued(lambda retention, rate: retention / (1 - retention)),
            _whole.valued(lambda retention, rate: 1 / (1 - retention)),
        ],
    ),
    "certain_until_the_mean_life": Mistake(
        "You let everybody stay for the mean life. Some leave sooner, some later: use retention in each "
        "year, as in lesson 05.",
        _whole.valued(lambda retention, rate: (1 - (1 + rate) ** (-1 / (1 - retention))) / rate),
        "the short cut of the source documents",
    ),
    "some_years_for_no_end": Mistake(
        "You stop after a number of years. There is no planned end: lesson 05 has a formula.",
        [
            _whole.valued(
                lambda retention, rate, years=years: sum(
                    (retention / (1 + rate)) ** year for year in range(1, years + 1)
                )
            )
            for years in (3, 5, 10, 15, 20)
        ],
    ),
    "brackets_missing": Mistake(
        "Brackets are missing: / divides by the next number only. Put brackets round the whole denominator.",
        [
            _whole.valued_by(lambda margin, retention, rate: margin * retention / 1 + rate - retention),
            _whole.valued_by(lambda margin, retention, rate: margin * retention / (1 + rate) - retention),
        ],
    ),
    "retention_only_once": Mistake(
        "You multiply by retention once and then let nobody leave. Retention belongs into the "
        "denominator, too: 1 + rate − retention.",
        _whole.valued(lambda retention, rate: retention / rate),
    ),
    "nobody_leaves": Mistake(
        "margin / rate is the value of a customer who never leaves. Here retention says who stays.",
        _whole.valued(lambda retention, rate: 1 / rate),
    ),
    "churn_for_retention": Mistake(
        "You use the share that leaves. Put in the share that stays: retention, not 1 − retention.",
        _whole.valued(lambda retention, rate: (1 - retention) / (rate + retention)),
    ),
    "one_year_for_value": Mistake(
        "You count one year. A customer is worth what all his years bring, each weighted with who is "
        "still there and discounted.",
        [
            _whole.valued(lambda retention, rate: 1.0),
            _whole.valued(lambda retention, rate: retention),
            _whole.valued(lambda retention, rate: retention / (1 + rate)),
        ],
    ),
}
