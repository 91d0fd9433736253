"""What a customer costs who joined, what one costs who is really won, and whether the campaign paid."""

from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.mistakes import called
from crmlab.exercises.relationships import _campaign
from crmlab.exercises.relationships._campaign import (
    Advertising,
    Joined,
    Network,
    StayerYearly,
    StayYears,
    Subsidy,
    Switchers,
    SwitcherYearly,
)
from crmlab.language import to_say

REREAD = to_say("lesson 02, “What a subscriber costs” and “Who comes for a subsidy”")
HINTS = {
    "": (
        "Which of these amounts would not have been spent if there had been no campaign?",
        "Add up what the campaign cost in all: one amount is there once, another one for everybody who "
        "joined.",
        "Both answers divide the same amount. What differs is by whom: all who joined, or those who stay.",
    ),
    "choice": (
        "Think of 100 who joined. How many are of each kind, and what does one of each kind bring in all?",
        "The value is an average over all who joined: the share of each kind, times what one of it brings.",
        "One who joined brings the value and costs what you found above. The gain is that of all who joined.",
    ),
}


def costs_of(
    joined: Joined, advertising: Advertising, subsidy: Subsidy, switchers: Switchers, network: Network
) -> dict[str, float]:
    """Return the cost of one who joined and of one who stays."""
    spent = _campaign.cost(joined, advertising, subsidy)
    return {"joined": spent / joined, "won": spent / (joined * (1 - switchers))}


def _both(spent):
    """Return both answers with another sum spent; each alone shows it."""

    def joined(joined, advertising, subsidy, switchers, network, switcher_yearly):
        return called(spent, locals()) / joined

    def won(joined, advertising, subsidy, switchers, network, switcher_yearly):
        return called(spent, locals()) / (joined * (1 - switchers))

    return [part(joined=joined), part(won=won)]


costs = AnswerCheck(
    "that is what one who joined costs, and one who is really won",
    costs_of,
    between=(250, 3000),
    mistakes={
        "network_counted": Mistake(
            "You count the network. It is an investment, and it is there with and without the campaign: "
            "leave it out.",
            [
                *_both(
                    lambda network, joined, advertising, subsidy: network + advertising + joined * subsidy
                ),
                *_both(lambda network, advertising: network + advertising),
                *_both(lambda network: network),
            ],
            "¥14,286 of investment a subscriber is read as the cost of winning one",
        ),
        "handsets_left_out": Mistake(
            "You leave the handsets out. Everybody who joined got one, and the firm paid the subsidy for it.",
            _both(lambda advertising: advertising),
        ),
        "advertising_left_out": Mistake(
            "You leave the advertising out. It was spent to win these customers, too.",
            _both(lambda joined, subsidy: joined * subsidy),
        ),
        "one_handset_for_all": Mistake(
            "You pay for one handset only. The subsidy is for each: multiply it by joined.",
            _both(lambda advertising, subsidy: advertising + subsidy),
        ),
        "subsidy_of_those_who_stay": Mistake(
            "You count a handset only for those who stay. Those who leave got one, too, and keep it.",
            [
                part(
                    won=lambda joined, advertising, subsidy, switchers: (
                        advertising / (joined * (1 - switchers)) + subsidy
                    )
                ),
                part(
                    joined=lambda joined, advertising, subsidy, switchers: (
                        advertising / joined + subsidy * (1 - switchers)
                    )
                ),
            ],
        ),
        "all_counted_as_won": Mistake(
            "You count all who joined as won. Really won are those who stay: the share 1 − switchers.",
            part(joined=lambda right: right["joined"], won=lambda right: right["joined"]),
            "the campaign is judged by the number of all who came",
        ),
        "switchers_counted_as_won": Mistake(
            "You divide by those who leave. Really won are those who stay: the share 1 − switchers.",
            part(won=lambda right, switchers: right["joined"] / switchers),
        ),
        "multiplied_by_the_share": Mistake(
            "You multiply by a share. The same sum is spent on fewer customers, so one of them costs more: "
            "divide.",
            [
                part(won=lambda right, switchers: right["joined"] * (1 - switchers)),
                part(won=lambda right, switchers: right["joined"] * switchers),
            ],
        ),
        "raised_by_the_share": Mistake(
            "You raise the cost by the share of the switchers. Divide the sum by those who stay, "
            "which raises it by more.",
            part(won=lambda right, switchers: right["joined"] * (1 + switchers)),
        ),
        "handsets_of_the_switchers_added": Mistake(
            "You add the handsets of those who leave to the cost of one who joined. All that was spent is "
            "to be shared by those who stay: divide the whole sum by them.",
            [
                part(won=lambda right, subsidy, switchers: right["joined"] + switchers * subsidy),
                part(
                    won=lambda right, subsidy, switchers: (
                        right["joined"] + switchers * subsidy / (1 - switchers)
                    )
                ),
            ],
        ),
        "margin_taken_off": Mistake(
            "You take off what the switchers bring. Asked is what was spent; their margin comes in the next "
            "step.",
            _both(
                lambda joined, advertising, subsidy, switchers, switcher_yearly: (
                    _campaign.cost(joined, advertising, subsidy) - joined * switchers * switcher_yearly
                )
            ),
        ),
        "sum_of_all": Mistake(
            "You give what the campaign cost in all. Divide it by the number of customers.",
            [
                part(joined=_campaign.cost),
                part(won=_campaign.cost),
            ],
        ),
        "advertising_for_each": Mistake(
            "You count the whole advertising for each customer. It was spent once: divide it by the "
            "customers.",
            [
                part(joined=lambda advertising, subsidy: advertising + subsidy),
                part(won=lambda advertising, subsidy: advertising + subsidy),
            ],
        ),
        "customers_for_cost": Mistake(
            "You give a number of customers. Asked is what one of them costs.",
            [
                part(joined=lambda joined, switchers: joined * (1 - switchers)),
                part(won=lambda joined, switchers: joined * (1 - switchers)),
            ],
        ),
    },
)


def decided(
    joined: Joined,
    advertising: Advertising,
    subsidy: Subsidy,
    switchers: Switchers,
    switcher_yearly: SwitcherYearly,
    stayer_yearly: StayerYearly,
    years: StayYears,
) -> dict[str, float | bool]:
    """Return what one who joined brings, what the campaign gained, and whether it paid."""
    brings = _campaign.value(switchers, switcher_yearly, stayer_yearly, years)
    gain = joined * brings - _campaign.cost(joined, advertising, subsidy)
    return {"value": brings, "gain": gain, "paid": gain > 0}


def _gain(of):
    """Return the decision with another gain, a formula of what all who joined bring and cost."""

    def gain(right, joined, advertising, subsidy, switchers, network):
        spent = _campaign.cost(joined, advertising, subsidy)
        own = {"joined": joined, "advertising": advertising, "subsidy": subsidy}
        own |= {"switchers": switchers, "network": network, "brings": right["value"], "spent": spent}
        return called(of, own)

    return part(gain=gain)


def _valued(formula):
    return part(value=formula)


_VALUED_IN_THE_GAIN = {  # where the value beside it is right
    "switchers_bring_nothing": [
        part(
            gain=lambda right, joined, switchers, switcher_yearly: (
                right["gain"] - joined * switchers * switcher_yearly
            )
        )
    ]
}


decision = AnswerCheck(
    "that is what one who joined brings, and what the campaign gained",
    decided,
    tolerance=0.01,
    between=(-6_000_000, 12_000_000),
    apart=lambda **own: (called(decided, own)["gain"], 0),
    decides={"paid": to_say("gain with 0")},
    mistakes={
        **{
            name: Mistake(sentence, [*map(_valued, formulas), *_VALUED_IN_THE_GAIN.get(name, [])])
            for name, (sentence, formulas) in _campaign.VALUED_WRONGLY.items()
        },
        "cost_taken_off_the_value": Mistake(
            "You take the cost off the value. The value is what he brings; the cost comes off in the gain.",
            part(
                value=lambda right, joined, advertising, subsidy: (
                    right["value"] - _campaign.cost(joined, advertising, subsidy) / joined
                )
            ),
        ),
        "value_of_all": Mistake(
            "Your value is that of all who joined. Give the average of one.",
            part(value=lambda right, joined: right["value"] * joined),
        ),
        "return_for_gain": Mistake(
            "You divide by the cost: that is a return for each yuan. The gain is in yuan: subtract the cost.",
            [
                _gain(lambda brings, joined, spent: brings * joined / spent - 1),
                _gain(lambda brings, joined, spent: brings * joined / spent),
            ],
        ),
        "gain_of_one": Mistake(
            "You give the gain of one customer. Asked is that of the whole campaign: multiply by joined.",
            _gain(lambda brings, spent, joined: brings - spent / joined),
        ),
        "cost_not_taken_off": Mistake(
            "You do not take the cost off. The gain is what all who joined bring, less what the campaign "
            "cost.",
            _gain(lambda brings, joined: brings * joined),
        ),
        "network_taken_off": Mistake(
            "You take the network off. It is there with and without the campaign, so it decides nothing "
            "here.",
            _gain(lambda brings, joined, spent, network: brings * joined - spent - network),
            "¥14,286 of investment a subscriber is read as the cost of winning one",
        ),
        "average_times_those_who_stay": Mistake(
            "You multiply the value by those who stay. It is an average over all who joined, "
            "so multiply it by joined.",
            _gain(lambda brings, joined, spent, switchers: brings * joined * (1 - switchers) - spent),
        ),
        "cost_of_the_won_for_all": Mistake(
            "You charge everybody who joined with the cost of one who is won. "
            "Value and cost must be of the same customers: all who joined.",
            [
                _gain(lambda brings, joined, spent, switchers: joined * brings - spent / (1 - switchers)),
                _gain(lambda brings, joined, spent, switchers: brings - spent / (joined * (1 - switchers))),
            ],
            "two averages over different customers are compared",
        ),
        "handsets_not_taken_off": Mistake(
            "You take the advertising off, but not the handsets. The campaign cost both.",
            [
                _gain(lambda brings, joined, advertising: brings * joined - advertising),
                _gain(lambda brings, joined, advertising, subsidy: brings * joined - advertising - subsidy),
            ],
        ),
        "handsets_of_those_who_leave_left_out": Mistake(
            "You take a handset off only for those who stay. Those who leave got one, too, and keep it.",
            _gain(
                lambda brings, joined, advertising, subsidy, switchers: (
                    brings * joined - advertising - joined * (1 - switchers) * subsidy
                )
            ),
        ),
        "advertising_not_taken_off": Mistake(
            "You take the handsets off, but not the advertising. The campaign cost both.",
            _gain(lambda brings, joined, subsidy: (brings - subsidy) * joined),
        ),
        "gain_of_one_less_all_costs": Mistake(
            "You take the cost of the whole campaign off what one customer brings. "
            "Multiply what he brings by joined first.",
            _gain(lambda brings, spent: brings - spent),
        ),
    },
)
