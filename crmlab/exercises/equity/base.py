"""What a whole customer base is worth, and what referrals do to it."""

from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.equity import _whole
from crmlab.language import to_say

REREAD = to_say("lesson 06, “The whole base”")
HINTS = {
    "": (
        "What is one customer of each group worth? Margin and retention are those of his own group.",
        "Number times value, group by group, gives present. Of the people who are not customers yet, how "
        "many does H win, and on how many of them does it spend?",
        "potential = people · (share won · value of one of the others − spending on each). equity is the "
        "sum.",
    ),
    "choice": (
        "If A had never come, which customers would H not have today?",
        "with_referrals is one customer of the group key, and so many of the group others.",
        "Look for the customers whom A brought in your present of the last step: are they in it already?",
    ),
}

whole = AnswerCheck(
    "that is what present and potential customers are worth together",
    _whole.whole_base,
    tolerance=0.5,
    between=(1000, 6_000_000),
    mistakes={
        "mean_customer": Mistake(
            "You value a mean customer and multiply by the number of all. Who brings more also stays longer "
            "here: value each group on its own, then add.",
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
        "spent_on_those_won": Mistake(
            "You take the spending off for those who are won. H spends it on everybody whom it asks.",
            _whole.prospects_worth(lambda people, won, spent, key, others: people * won * (others - spent)),
            "what a failed attempt costs is easily forgotten",
        ),
        "spending_forgotten": Mistake(
            "You leave out what H spends on the people whom it asks. Take it off, for each of them.",
            _whole.prospects_worth(lambda people, won, spent, key, others: people * won * others),
        ),
        "spent_once": Mistake(
            "You take the spending off once. It is what H spends on each: multiply it by how many are asked.",
            _whole.prospects_worth(lambda people, won, spent, key, others: people * won * others - spent),
        ),
        "everybody_won": Mistake(
            "You count everybody whom H asks as a customer. Only the share acquired_share is won.",
            _whole.prospects_worth(lambda people, won, spent, key, others: people * (others - spent)),
        ),
        "won_as_key": Mistake(
            "You value the new customers like key accounts. They are worth as much as one of the others.",
            _whole.prospects_worth(lambda people, won, spent, key, others: people * (won * key - spent)),
        ),
        "potential_of_one": Mistake(
            "Your potential is that of one person. Multiply it by how many are asked.",
            _whole.prospects_worth(lambda people, won, spent, key, others: won * others - spent),
        ),
        "new_customers_for_worth": Mistake(
            "Your potential is a number of customers. Asked is what they are worth, less what H spends.",
            _whole.prospects_worth(lambda people, won, spent, key, others: people * won),
        ),
        "present_alone": Mistake(
            "Your equity has the present customers alone. Customer equity counts the potential ones, too.",
            part(equity=lambda right: right["present"]),
            "mean value × number is true of present customers only",
        ),
        "potential_taken_off": Mistake(
            "You take potential off. Its spending is in it already: add present and potential.",
            part(equity=lambda right: right["present"] - right["potential"]),
        ),
        "outlay_taken_off_twice": Mistake(
            "You take the spending off twice: it is in potential already.",
            part(
                equity=lambda right, prospects, acquisition_outlay: (
                    right["equity"] - prospects * acquisition_outlay
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
    },
)


referral = AnswerCheck(
    "a customer who was brought is counted once",
    _whole.counted_once,
    tolerance=0.5,
    between=(3000, 6_000_000),
    mistakes={
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
            "You add A to the equity. He is one of the key accounts, so he is in it already.",
            part(
                equity=lambda right, margin, retention, rate: (
                    right["equity"] + _whole.worth("key", margin, retention, rate)
                )
            ),
        ),
        "equity_of_a": Mistake(
            "You give under equity what hangs on A. Asked is the equity of all customers, present and "
            "potential.",
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
            "You count only the customers whom A brought. What A brings himself hangs on him, too: add it.",
            _whole.hangs_on_a(lambda key, others, brought, margin: brought * others),
        ),
        "a_alone": Mistake(
            "You count A alone. Without him those whom he brought would not be there: add what they are "
            "worth.",
            _whole.hangs_on_a(lambda key, others, brought, margin: key),
        ),
        "brought_like_a": Mistake(
            "You value the customers whom A brought like A. They belong to the others: take that value.",
            _whole.hangs_on_a(lambda key, others, brought, margin: key + brought * key),
        ),
        "a_like_the_others": Mistake(
            "You value A like one of the others. He is a key account.",
            _whole.hangs_on_a(lambda key, others, brought, margin: others + brought * others),
        ),
        "brought_counted_as_one": Mistake(
            "You count one customer whom A brought. Multiply the value of one by how many there are.",
            _whole.hangs_on_a(lambda key, others, brought, margin: key + others),
        ),
        "margin_for_value": Mistake(
            "You count one year's margin of the customers whom A brought. Take what one of them is worth.",
            _whole.hangs_on_a(lambda key, others, brought, margin: key + brought * margin["others"]),
        ),
    },
)
