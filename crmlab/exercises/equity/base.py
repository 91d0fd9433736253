"""What a whole customer base is worth, and what referrals do to it."""

from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.equity import _whole
from crmlab.exercises.equity._present import PRESENT_WRONGLY
from crmlab.exercises.equity._referrals import REFERRALS_WRONGLY
from crmlab.language import to_say

REREAD = to_say("lesson 06, “The whole base” and “A and H”")
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
        **PRESENT_WRONGLY,
        "spent_on_those_won": Mistake(
            "You take the spending off for those who are won. H spends it on everybody whom it asks.",
            _whole.prospects_worth(lambda people, won, spent, key, others: people * won * (others - spent)),
            "what a failed attempt costs is easily forgotten",
        ),
        "spending_forgotten": Mistake(
            "You leave out what H spends on the people whom it asks. Take it off, for each of them.",
            _whole.prospects_worth(lambda people, won, spent, key, others: people * won * others),
        ),
        "spending_added": Mistake(
            "You add the spending. It is money that H gives away: take it off.",
            _whole.prospects_worth(lambda people, won, spent, key, others: people * (won * others + spent)),
        ),
        "won_at_risk_again": Mistake(
            "You multiply by retention once more. The value of a customer counts already who leaves.",
            part(
                potential=lambda prospects, acquired_share, acquisition_outlay, margin, retention, rate: (
                    prospects
                    * (
                        acquired_share * retention["others"] * _whole.worth("others", margin, retention, rate)
                        - acquisition_outlay
                    )
                )
            ),
        ),
        "discounted_once_more": Mistake(
            "You discount the new customers once more. They become customers now, and the value of one is in "
            "today's money already.",
            [
                part(potential=lambda right, rate: right["potential"] / (1 + rate)),
                part(
                    potential=lambda right, prospects, acquisition_outlay, rate: (
                        (right["potential"] + prospects * acquisition_outlay) / (1 + rate)
                        - prospects * acquisition_outlay
                    )
                ),
            ],
        ),
        "won_as_both": Mistake(
            "You value a new customer like both groups together. He is worth as much as one of the others.",
            _whole.prospects_worth(
                lambda people, won, spent, key, others: people * (won * (key + others) - spent)
            ),
        ),
        "won_as_the_mean": Mistake(
            "You value a new customer like the mean of the present ones. He is worth as much as one of the "
            "others.",
            [
                part(
                    potential=lambda right, customers, prospects, acquired_share, acquisition_outlay: (
                        prospects
                        * (acquired_share * right["present"] / sum(customers.values()) - acquisition_outlay)
                    )
                ),
                _whole.prospects_worth(
                    lambda people, won, spent, key, others: people * (won * (key + others) / 2 - spent)
                ),
            ],
        ),
        "margin_for_worth": Mistake(
            "You count one year's margin of a new customer. Take what one of the others is worth.",
            part(
                potential=lambda prospects, acquired_share, acquisition_outlay, margin: (
                    prospects * (acquired_share * margin["others"] - acquisition_outlay)
                )
            ),
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
            part(
                potential=lambda right: right["potential"],
                equity=lambda right: right["present"] - right["potential"],
            ),
        ),
        "outlay_taken_off_twice": Mistake(
            "You take the spending off twice: it is in potential already.",
            part(
                equity=lambda right, prospects, acquisition_outlay: (
                    right["equity"] - prospects * acquisition_outlay
                )
            ),
        ),
    },
)


referral = AnswerCheck(
    "a customer who was brought is counted once",
    _whole.counted_once,
    tolerance=0.5,
    between=(3000, 6_000_000),
    mistakes=REFERRALS_WRONGLY,
)
