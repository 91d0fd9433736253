"""The chance of a sale, or of several successes, in a number of attempts."""

from math import comb, perm

from crmlab import relationships
from crmlab.declared.quantities import typical
from crmlab.exercises.declaring import FunctionCheck, Mistake, given
from crmlab.language import to_say

REREAD = to_say("lesson 02, “What it takes to win one”")
EXAMPLE = {"success_rate": 0.15, "attempts": 7}
HINTS = (
    "Turn it round: what must happen, so that nothing succeeds at all? This has one way only, and its chance "
    "is a product.",
    "Exactly k successes: choose which k of the attempts succeed, comb(attempts, k) ways; each way has the "
    "chance success_rate ** k · (1 − success_rate) ** (attempts − k).",
    "At least needed means needed, or one more, and so on up to attempts: add these chances in a loop over "
    "range(needed, attempts + 1).",
)


def _exactly(rate: float, attempts: int, number: int) -> float:
    if not 0 <= number <= attempts:
        return 0.0
    return comb(attempts, number) * rate**number * (1 - rate) ** (attempts - number)


def _sum(numbers):
    """Return the formula that adds the chances of these numbers of successes."""
    return lambda success_rate, attempts, needed: sum(
        _exactly(success_rate, attempts, number) for number in numbers(attempts, needed)
    )


any = FunctionCheck(
    "success_chance gives the chance of at least one success",
    relationships.success_chance,
    inputs=("success_rate", "attempts"),
    narrow={"success_rate": typical(0.25, 0.45, 0.05), "attempts": typical(3, 5)},
    cases=[
        {"success_rate": 1.0, "attempts": 3},
        {"success_rate": 0.2, "attempts": 1},
        {"success_rate": 0.5, "attempts": 3},
    ],
    between=(0.05, 1),
    also_right=[
        lambda success_rate, attempts: sum(
            _exactly(success_rate, attempts, number) for number in range(1, attempts + 1)
        )
    ],
    mistakes={
        "chances_added_up": Mistake(
            "You multiply the chance by the attempts. That counts twice whoever says yes twice, and can "
            "pass 1: subtract the chance that all fail from 1.",
            lambda success_rate, attempts: success_rate * attempts,
            "chances of several attempts are added up",
        ),
        "chances_added_up_to_one": Mistake(
            "You add the chances up and stop at 1. Chances of attempts do not add up: "
            "subtract the chance that all fail from 1.",
            lambda success_rate, attempts: min(1, success_rate * attempts),
            "chances of several attempts are added up",
        ),
        "all_succeed": Mistake(
            "You give the chance that every attempt succeeds. One success is enough: "
            "subtract the chance that all fail from 1.",
            lambda success_rate, attempts: success_rate**attempts,
        ),
        "one_fails": Mistake(
            "You give the chance that at least one attempt fails. Put 1 − success_rate in the place of "
            "success_rate.",
            lambda success_rate, attempts: 1 - success_rate**attempts,
        ),
        "exactly_one": Mistake(
            "You give the chance of exactly one success. Two or more are a sale, too.",
            lambda success_rate, attempts: _exactly(success_rate, attempts, 1),
        ),
        "first_one_at_the_end": Mistake(
            "You give the chance that only the last attempt succeeds. An earlier one is as good.",
            lambda success_rate, attempts: success_rate * (1 - success_rate) ** (attempts - 1),
        ),
        "more_than_one": Mistake(
            "You give the chance of two successes or more. One success is enough.",
            lambda success_rate, attempts: (
                1 - _exactly(success_rate, attempts, 0) - _exactly(success_rate, attempts, 1)
            ),
        ),
        "at_most_one": Mistake(
            "You give the chance of at most one success. Asked is one or more.",
            lambda success_rate, attempts: (
                _exactly(success_rate, attempts, 0) + _exactly(success_rate, attempts, 1)
            ),
        ),
        "all_but_exactly_one": Mistake(
            "You subtract the chance of exactly one success from 1. Subtract the chance of none.",
            lambda success_rate, attempts: 1 - _exactly(success_rate, attempts, 1),
        ),
        "failures_left_out": Mistake(
            "You leave the failures out: each way needs (1 − success_rate) for every attempt that fails.",
            lambda success_rate, attempts: (1 + success_rate) ** attempts - 1,
        ),
        "one_attempt": Mistake(
            "You give the chance of one attempt. With each further attempt a success becomes likelier.",
            lambda success_rate: success_rate,
        ),
    },
)

needed = FunctionCheck(
    "success_chance gives the chance of several successes or more",
    relationships.success_chance,
    inputs=("success_rate", "attempts", "needed"),
    narrow={
        "success_rate": typical(0.4, 0.55, 0.05),
        "attempts": typical(5, 7),
        "needed": typical(3, 4),
    },
    example={"success_rate": 0.5, "attempts": 10, "needed": 4},
    cases=[
        {"success_rate": 0.5, "attempts": 10, "needed": 4},
        {"success_rate": 0.5, "attempts": 4, "needed": 4},
        {"success_rate": 0.3, "attempts": 2, "needed": 3},
        {"success_rate": 1.0, "attempts": 3, "needed": 2},
    ],
    edges={"attempts are enough": lambda attempts, needed: attempts - needed},
    between=(0, 1),
    also_right=[
        lambda success_rate, attempts, needed: (
            1 - sum(_exactly(success_rate, attempts, number) for number in range(needed))
        )
    ],
    mistakes={
        "exactly_so_many": Mistake(
            "You give the chance of exactly needed successes. At least needed means that more count, too: "
            "add them.",
            _sum(lambda attempts, needed: [needed]),
            "P(X ≥ 4) is read as P(X = 4)",
        ),
        "power_of_needed": Mistake(
            "You raise the chance to the power of needed: that is one way, and says nothing of the other "
            "attempts. Count the ways with comb.",
            lambda success_rate, needed: success_rate**needed,
            "0.5⁴ for four good words",
        ),
        "one_way_alone": Mistake(
            "You count one way. The successes may be any of the attempts: multiply by comb(attempts, k).",
            [
                lambda success_rate, attempts, needed: (
                    success_rate**needed * (1 - success_rate) ** (attempts - needed)
                ),
                lambda success_rate, attempts, needed: sum(
                    success_rate**number * (1 - success_rate) ** (attempts - number)
                    for number in range(needed, attempts + 1)
                ),
            ],
        ),
        "failures_left_out": Mistake(
            "You leave the failures out: each way needs (1 − success_rate) for every attempt that fails.",
            [
                lambda success_rate, attempts, needed: comb(attempts, needed) * success_rate**needed,
                lambda success_rate, attempts, needed: sum(
                    comb(attempts, number) * success_rate**number for number in range(needed, attempts + 1)
                ),
            ],
        ),
        "orders_counted": Mistake(
            "You count in how many orders the successes can be chosen. Their order does not matter: "
            "comb in place of perm.",
            lambda success_rate, attempts, needed: sum(
                perm(attempts, number) * success_rate**number * (1 - success_rate) ** (attempts - number)
                for number in range(needed, attempts + 1)
            ),
        ),
        "one_number_subtracted": Mistake(
            "You subtract the chance of a single number of successes from 1. "
            "Subtract those of 0, of 1, and so on up to needed − 1.",
            [
                lambda success_rate, attempts, needed: 1 - _exactly(success_rate, attempts, needed - 1),
                lambda success_rate, attempts, needed: 1 - _exactly(success_rate, attempts, needed),
            ],
        ),
        "one_in_the_rest": Mistake(
            "You ask for one success in fewer attempts. That is not needed successes in all of them: "
            "add the chances of needed, of one more, and so on.",
            [
                lambda success_rate, attempts, needed: 1 - (1 - success_rate) ** (attempts / needed),
                lambda success_rate, attempts, needed: (
                    1 - (1 - success_rate) ** max(0, attempts - needed + 1)
                ),
            ],
        ),
        "more_than_needed": Mistake(
            "You begin one too late: needed itself counts. range(needed, attempts + 1) begins with it.",
            given(needed=lambda needed: needed + 1),
            "“at least” is read as “more than”",
        ),
        "last_one_missing": Mistake(
            "You end one too early: that all attempts succeed counts, too. Write range(needed, attempts + "
            "1).",
            _sum(lambda attempts, needed: range(needed, attempts)),
            "Python's range ends one before its end",
        ),
        "begun_one_too_early": Mistake(
            "You count one success less than needed, too. Take off the chances below needed: range(needed).",
            given(needed=lambda needed: needed - 1),
        ),
        "at_most_needed": Mistake(
            "You give the chance of at most needed successes. Asked is needed or more.",
            _sum(lambda attempts, needed: range(needed + 1)),
        ),
        "needed_left_out": Mistake(
            "You ignore needed: that is the chance of at least one success.",
            given(needed=1),
        ),
        "none_of_needed_fails": Mistake(
            "1 − (1 − success_rate) ** needed is the chance of one success in needed attempts. "
            "Asked are needed successes in all attempts.",
            lambda success_rate, needed: 1 - (1 - success_rate) ** needed,
        ),
        "chance_of_one_to_the_power": Mistake(
            "You raise the chance of one success in all attempts to the power of needed, as if all attempts "
            "were made anew for each success.",
            lambda success_rate, attempts, needed: (1 - (1 - success_rate) ** attempts) ** needed,
        ),
        "average_number": Mistake(
            "success_rate · attempts is how many successes come on average. A chance needs the ways: use "
            "comb.",
            lambda success_rate, attempts: success_rate * attempts,
        ),
        "chances_added_up_to_one": Mistake(
            "You add the chances up and stop at 1. Chances of attempts do not add up: use comb.",
            lambda success_rate, attempts: min(1, success_rate * attempts),
        ),
        "average_for_each_needed": Mistake(
            "You divide the average number of successes by needed. That is no chance: add the chances of "
            "needed, of one more, and so on.",
            lambda success_rate, attempts, needed: success_rate * attempts / needed,
        ),
    },
)
