"""What a card for members brings, when those who take one were good customers before."""

from typing import Annotated

from crmlab import loyalty
from crmlab.declared.quantities import Cost, Count, Share, typical
from crmlab.errors import BadValueError
from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.language import to_say

REREAD = to_say("lesson 13, “Members were loyal before”")
HINTS = {
    "": (
        "What would the members have bought without the card? They bought more than the others before they "
        "had it, too.",
        "extra is what changed with the members, less what changed with the others. Of this, the firm earns "
        "the margin; the points are given on all that members buy.",
        "gain = members · (margin_share · extra − reward_rate · redemption · after_members).",
    ),
    "border": (
        "At the border the margin on what members buy in addition pays just for the points on all they buy.",
        "Let a member buy 1 yuan without the card and 1 + x with it. Then margin_share · x = "
        "reward_rate · redemption · (1 + x). Solve for x.",
        "For the other one, write the gain of one member with the share unknown: "
        "margin_share · extra = reward_rate · share · after_members.",
    ),
}

Members = Annotated[Count, typical(200, 900, 50)]
Before = Annotated[Cost, typical(900, 1100, 10)]
After = Annotated[Cost, typical(1150, 1450, 10)]
OthersBefore = Annotated[Cost, typical(500, 600, 10)]
OthersAfter = Annotated[Cost, typical(620, 760, 10)]
Points = Annotated[Share, typical(0.04, 0.08, 0.01)]
Used = Annotated[Share, typical(0.4, 0.9, 0.05)]
MarginShare = Annotated[Share, typical(0.2, 0.5, 0.05)]


def card(
    members: Members,
    before_members: Before,
    after_members: After,
    before_others: OthersBefore,
    after_others: OthersAfter,
    reward_rate: Points,
    redemption: Used,
    margin_share: MarginShare,
) -> dict[str, float | bool]:
    """Return by how much a member buys more because of the card, what the card gains, whether to go on."""
    extra = _extra(before_members, after_members, before_others, after_others)
    without = after_members - extra
    found = loyalty.programme_return(
        members, without, reward_rate, redemption, extra=extra / without, margin_share=margin_share
    )
    return {"extra": extra, "gain": float(found.gain), "go_on": bool(found.gain > 0)}


def _extra(before_members: float, after_members: float, before_others: float, after_others: float) -> float:
    """Return what the card adds; both groups must have bought more than before, as the mistakes suppose."""
    extra = (after_members - before_members) - (after_others - before_others)
    if extra < 20 or after_others < before_others + 10:
        raise BadValueError("the card must add something, and the others must have grown.")
    return extra


def _with_extra(*formulas) -> list[part]:
    """Return the answers in which something else is added by the card."""
    return [
        part(
            extra=lambda before_members, after_members, before_others, after_others, formula=formula: formula(
                before_members, after_members, before_others, after_others
            )
        )
        for formula in formulas
    ]


def _with_gain(*formulas) -> list[part]:
    """Return the answers with another gain, of the members, the extra, what they buy, reward and margin."""
    return [
        part(
            gain=lambda right, members, after_members, reward_rate, redemption, margin_share, formula=one: (
                formula(members, right["extra"], after_members, reward_rate * redemption, margin_share)
            )
        )
        for one in formulas
    ]


def _gain_of_extra(formula) -> part:
    """Return the answer in which the gain rests on another extra."""

    def gain(members, before_members, after_members, after_others, reward_rate, redemption, margin_share):
        extra = formula(before_members, after_members, after_others)
        return members * (margin_share * extra - reward_rate * redemption * after_members)

    return part(gain=gain)


effect = AnswerCheck(
    "you know what the card adds, what it gains, and whether to go on",
    card,
    tolerance=0.5,
    between=(-90_000, 180_000),
    apart=lambda **own: (card(**own)["gain"], 0),
    decides={"go_on": to_say("gain with 0")},
    mistakes={
        "members_against_others": Mistake(
            "You compare members with the others after the card. Members bought more before they had it, "
            "too: compare how much each group changed.",
            _with_extra(lambda bm, am, bo, ao: am - ao),
            "members are compared with non-members",
        ),
        "before_and_after_alone": Mistake(
            "You compare the members with themselves before. The others buy more than before as well, "
            "without a card: take off what changed with them.",
            _with_extra(lambda bm, am, bo, ao: am - bm),
            "what would have changed anyway is counted",
        ),
        "difference_before": Mistake(
            "You give by how much members bought more before the card. Asked is what changed because of it.",
            _with_extra(lambda bm, am, bo, ao: bm - bo),
        ),
        "changes_added": Mistake(
            "You add the change of the others. Without the card the members would have changed as they did: "
            "take it off.",
            _with_extra(lambda bm, am, bo, ao: (am - bm) + (ao - bo)),
        ),
        "change_of_the_others": Mistake(
            "You give what changed with the others. That comes without a card: take it off what changed "
            "with the members.",
            _with_extra(lambda bm, am, bo, ao: ao - bo),
        ),
        "growth_in_percent": Mistake(
            "You let the members grow by the same share as the others. In this task they would have changed "
            "by as many *yuan* as the others.",
            _with_extra(lambda bm, am, bo, ao: am - bm * ao / bo),
        ),
        "share_for_yuan": Mistake(
            "Your extra is a share. Asked are yuan for each member.",
            _with_extra(lambda bm, am, bo, ao: ((am - bm) - (ao - bo)) / bm),
        ),
        "extra_of_all_members": Mistake(
            "Your extra is that of all members together. Asked is that of one member.",
            part(extra=lambda right, members: right["extra"] * members),
        ),
        "bought_for_extra": Mistake(
            "You give what a member buys. Asked is how much of it comes from the card.",
            _with_extra(lambda bm, am, bo, ao: am),
        ),
        "revenue_for_margin": Mistake(
            "You count what members buy in addition as gain. Only the margin on it, the share margin_share, "
            "is left to the firm.",
            _with_gain(
                lambda many, extra, after, reward, margin: many * (extra - reward * after),
                lambda many, extra, after, reward, margin: many * (extra - reward * extra),
                lambda many, extra, after, reward, margin: many * extra,
            ),
            "revenue is taken for margin",
        ),
        "points_on_the_extra_alone": Mistake(
            "You pay points on what members buy in addition. They get points on all that they buy, also on "
            "what they would have bought anyway.",
            _with_gain(
                lambda many, extra, after, reward, margin: many * (margin - reward) * extra,
            ),
            "the reward is counted on the extra sales only",
        ),
        "points_without_the_extra": Mistake(
            "You leave the additional sales out of the points. Members get points on all that they buy after "
            "they have the card: after_members.",
            _with_gain(
                lambda many, extra, after, reward, margin: many * (margin * extra - reward * (after - extra)),
            ),
        ),
        "points_of_the_year_before": Mistake(
            "You give points on what members bought in the year before. They get them on what they buy with "
            "the card: after_members.",
            part(
                gain=lambda right, members, before_members, reward_rate, redemption, margin_share: (
                    members * (margin_share * right["extra"] - reward_rate * redemption * before_members)
                )
            ),
        ),
        "all_points_cost": Mistake(
            "You pay for all points. Only the share redemption of them is ever used, and costs.",
            part(
                gain=lambda right, members, after_members, reward_rate, margin_share: (
                    members * (margin_share * right["extra"] - reward_rate * after_members)
                )
            ),
            "points that nobody uses are counted as a cost",
        ),
        "unused_points_cost": Mistake(
            "You pay for the points that are not used. Those cost that are used: the share redemption.",
            part(
                gain=lambda right, members, after_members, reward_rate, redemption, margin_share: (
                    members * (margin_share * right["extra"] - reward_rate * (1 - redemption) * after_members)
                )
            ),
        ),
        "points_cost_nothing": Mistake(
            "You leave the points out. Those that are used cost reward_rate · redemption of all that "
            "members buy: take it off.",
            _with_gain(lambda many, extra, after, reward, margin: many * margin * extra),
        ),
        "points_on_the_margin": Mistake(
            "You count the points at cost of goods, or on the margin. In this task a yuan of points costs "
            "the firm a yuan: reward_rate · redemption · after_members.",
            _with_gain(
                lambda many, extra, after, reward, margin: many * margin * (extra - reward * after),
                lambda many, extra, after, reward, margin: (
                    many * (margin * extra - (1 - margin) * reward * after)
                ),
            ),
        ),
        "margin_on_all_sales": Mistake(
            "You count the margin on all that members buy. Most of it would have come without the card: "
            "count the margin on extra alone.",
            _with_gain(
                lambda many, extra, after, reward, margin: many * (margin - reward) * after,
                lambda many, extra, after, reward, margin: many * margin * after,
            ),
            "sales that would have come anyway are credited to the card",
        ),
        "one_member": Mistake(
            "You give what one member gains. Asked are all members together: multiply.",
            _with_gain(lambda many, extra, after, reward, margin: margin * extra - reward * after),
        ),
        "points_of_one_member": Mistake(
            "You set the points of one member against the margin of all. Multiply both by members.",
            _with_gain(
                lambda many, extra, after, reward, margin: many * margin * extra - reward * after,
                lambda many, extra, after, reward, margin: margin * extra - many * reward * after,
            ),
        ),
        "points_added": Mistake(
            "You add the points. They are a cost: take them off.",
            _with_gain(lambda many, extra, after, reward, margin: many * (margin * extra + reward * after)),
        ),
        "gain_from_members_against_others": Mistake(
            "Your gain rests on another extra than the right one. Use what the card adds for one member: the "
            "change of the members less that of the others.",
            [
                _gain_of_extra(lambda bm, am, ao: am - ao),
                _gain_of_extra(lambda bm, am, ao: am - bm),
            ],
        ),
    },
)


def borders(
    before_members: Before,
    after_members: After,
    before_others: OthersBefore,
    after_others: OthersAfter,
    reward_rate: Points,
    redemption: Used,
    margin_share: MarginShare,
) -> dict[str, float]:
    """Return from which extra on the card pays, and up to which share of used points."""
    extra = _extra(before_members, after_members, before_others, after_others)
    found = loyalty.programme_return(1, after_members - extra, reward_rate, redemption, 0, margin_share)
    return {
        "extra_share": float(found.break_even),
        "redemption": margin_share * extra / (reward_rate * after_members),
    }


def _extra_share(*formulas) -> list[part]:
    """Return the answers with another border of the extra, of rate, redemption and margin."""
    return [
        part(
            extra_share=lambda reward_rate, redemption, margin_share, formula=formula: formula(
                reward_rate, redemption, margin_share
            )
        )
        for formula in formulas
    ]


shares = AnswerCheck(
    "you know from which extra on the card pays, and up to which share of used points",
    borders,
    tolerance=0.0001,
    between=(0, 9),
    mistakes={
        "no_points_on_the_extra": Mistake(
            "You forget that members get points on the extra, too. Of each additional yuan there is left "
            "margin_share less the points: divide by margin_share − reward_rate · redemption.",
            _extra_share(lambda rate, used, margin: rate * used / margin),
            "the reward is counted on the old sales only",
        ),
        "upside_down": Mistake(
            "Your extra_share is upside down. The points on what would be bought anyway stand above, what is "
            "left of each additional yuan below.",
            _extra_share(
                lambda rate, used, margin: (margin - rate * used) / (rate * used),
                lambda rate, used, margin: margin / (rate * used),
            ),
        ),
        "all_points_used": Mistake(
            "Your extra_share lets all points cost. Only the share redemption of them is used.",
            _extra_share(
                lambda rate, used, margin: rate / (margin - rate), lambda rate, used, margin: rate / margin
            ),
            "points that nobody uses are counted as a cost",
        ),
        "points_added": Mistake(
            "Your extra_share adds the points to the margin. They are taken off what an additional yuan "
            "brings: divide by margin_share − reward_rate · redemption.",
            _extra_share(lambda rate, used, margin: rate * used / (margin + rate * used)),
        ),
        "margin_forgotten": Mistake(
            "Your extra_share leaves the margin out. An additional yuan brings margin_share, less the "
            "points.",
            _extra_share(lambda rate, used, margin: rate * used),
            "revenue is taken for margin",
        ),
        "cost_of_goods_for_margin": Mistake(
            "Your extra_share takes 1 − margin_share. What is left of an additional yuan is the margin, less "
            "the points.",
            _extra_share(lambda rate, used, margin: rate * used / (1 - margin - rate * used)),
        ),
        "given_extra": Mistake(
            "You give the share by which members really buy more. Asked is the share from which on the card "
            "would pay.",
            [
                part(
                    extra_share=lambda before_members, after_members, before_others, after_others: (
                        _extra(before_members, after_members, before_others, after_others)
                        / (before_members + after_others - before_others)
                    )
                ),
                part(
                    extra_share=lambda before_members, after_members, before_others, after_others: (
                        _extra(before_members, after_members, before_others, after_others) / before_members
                    )
                ),
            ],
        ),
        "yuan_for_share": Mistake(
            "Your extra_share is in yuan. Asked is a share of what a member would buy without the card.",
            part(
                extra_share=lambda right, before_members, after_others, before_others: (
                    right["extra_share"] * (before_members + after_others - before_others)
                )
            ),
        ),
        "redemption_of_the_year_before": Mistake(
            "Your redemption sets the points on what members would buy without the card, or bought before. "
            "They get points on all that they buy with it: after_members.",
            [
                part(
                    redemption=lambda right, after_members, before_members: (
                        right["redemption"] * after_members / before_members
                    )
                ),
                part(
                    redemption=lambda right, after_members, before_members, before_others, after_others: (
                        right["redemption"] * after_members / (before_members + after_others - before_others)
                    )
                ),
            ],
        ),
        "redemption_on_the_extra": Mistake(
            "Your redemption sets points on the extra alone. Members get points on all that they buy: "
            "after_members.",
            part(redemption=lambda margin_share, reward_rate: margin_share / reward_rate),
            "the reward is counted on the extra sales only",
        ),
        "redemption_without_margin": Mistake(
            "Your redemption counts what members buy in addition. Only the margin on it can pay for points: "
            "multiply by margin_share.",
            part(redemption=lambda right, margin_share: right["redemption"] / margin_share),
            "revenue is taken for margin",
        ),
        "redemption_times_redemption": Mistake(
            "Your redemption still has the given redemption in it. It is the unknown here: leave the given "
            "one out.",
            [
                part(redemption=lambda right, redemption: right["redemption"] / redemption),
                part(redemption=lambda right, redemption: right["redemption"] * redemption),
            ],
        ),
        "redemption_of_naive_extra": Mistake(
            "Your redemption rests on another extra than the one of the step before. Use what the card adds: "
            "the change of the members less that of the others.",
            [
                part(
                    redemption=lambda margin_share, after_members, after_others, reward_rate: (
                        margin_share * (after_members - after_others) / (reward_rate * after_members)
                    )
                ),
                part(
                    redemption=lambda margin_share, after_members, before_members, reward_rate: (
                        margin_share * (after_members - before_members) / (reward_rate * after_members)
                    )
                ),
            ],
        ),
    },
)
