"""Tasks of the assignment on service gaps."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Annotated, Any

import numpy as np
import pandas as pd

from crmlab import service_gap, value
from crmlab.declared.quantities import Kind, Quantity, typical
from crmlab.errors import BadValueError
from crmlab.exercises.concept_checks import concept_check
from crmlab.exercises.tasks import Check, Task, misconception

CUSTOMERS, QUESTIONS = 6, 4


class Replies(Kind):
    """Answers of a few customers to a few questions: a row a customer, NaN where he skipped one."""

    def __init__(self, lowest: int, highest: int, skipped: float) -> None:
        self.lowest, self.highest, self.skipped = lowest, highest, skipped

    def draw(self, source: random.Random) -> np.ndarray:
        """Draw whole answers, some of them skipped."""
        rows = [[self._one(source) for _ in range(QUESTIONS)] for _ in range(CUSTOMERS)]
        return np.array(rows)

    def _one(self, source: random.Random) -> float:
        answer = float(source.randint(self.lowest, self.highest))
        return np.nan if source.random() < self.skipped else answer


class Some(Kind):
    """Numbers of two questions among the first four, in order."""

    def draw(self, source: random.Random) -> list[int]:
        """Draw two of them."""
        return sorted(source.sample(range(1, 5), 2))


GapLevel = Annotated[float, Quantity("", -6, 6, typical=(-2, 0.5), step=0.1, format=".3f")]
FiveGaps = Annotated[list[float], Quantity("", -6, 6, typical=(-2, 0.5), step=0.1, series=(5, 5))]
FiveWeights = Annotated[list[float], Quantity("", 0, typical=(5, 40), step=1, series=(5, 5))]
Ticks = Annotated[list[int], Quantity("", typical=(1, 7), format=".0f", whole=True, series=(5, 5))]
End = Annotated[int, Quantity("", typical=(1, 1), format=".0f", whole=True)]


def _four(low: float, high: float) -> Quantity:
    return Quantity("", 1, 9, typical=(low, high), step=0.1, format=".1f", series=(4, 4))


# --- The gap of a dimension --------------------------------------------------------------------


def gap_without_skips(
    perceived: Annotated[np.ndarray, Replies(2, 7, 0)], expected: Annotated[np.ndarray, Replies(4, 7, 0)]
) -> GapLevel:
    """Return the gap of a dimension when everybody answered every question."""
    return (perceived - expected).mean()


def gap_with_skips(
    perceived: Annotated[np.ndarray, Replies(2, 7, 0.2)], expected: Annotated[np.ndarray, Replies(4, 7, 0.2)]
) -> GapLevel:
    """Return the mean of the questions' gaps, each over the customers who answered it both times."""
    if np.isnan(perceived - expected).all(axis=0).any():
        raise BadValueError("each question must be answered both times by somebody.")
    if np.isnan(perceived - expected).all(axis=1).any():
        raise BadValueError("each customer must answer some question both times.")
    if np.isnan(perceived - expected).any(axis=1).all():
        raise BadValueError("some customer must answer every question both times.")
    return np.nanmean(perceived - expected, axis=0).mean()


def _over_questions(gaps: np.ndarray) -> float:
    return np.nanmean(gaps, axis=0).mean()


def _gap_of_two_heaps(perceived: np.ndarray, expected: np.ndarray) -> float:
    return np.nanmean(perceived) - np.nanmean(expected)


@misconception("some books and papers write expected less perceived")
def expected_less_perceived(perceived, expected):
    """You take expected less perceived. Turn it round: then below 0 means that service falls short."""
    return _over_questions(expected - perceived)


@misconception("the ratio of a source document on logistics, perceived / expected")
def ratio_for_difference(perceived, expected):
    """You divide. A gap is a difference: divided, 6 against 3 would be no better than 2 against 1."""
    return _over_questions(perceived / expected)


@misconception("one mean over a whole table: the quickest way to write it")
def all_answers_in_one_heap(perceived, expected):
    """You take one mean of all answers: a question that many skip counts less. Average by question first."""
    return np.nanmean(perceived - expected)


@misconception("spreadsheets average a row a respondent first")
def customers_before_questions(perceived, expected):
    """You average each customer first. Average each question over the customers, then the questions."""
    return np.nanmean(perceived - expected, axis=1).mean()


@misconception("pandas skips what is missing in each table on its own")
def means_of_different_people(perceived, expected):
    """Your two means are of different people. Count a customer if he answered the question both times."""
    return _over_questions(perceived) - _over_questions(expected)


@misconception("spreadsheets read an empty cell as 0")
def skipped_counted_as_zero(perceived, expected):
    """You count a skipped answer as 0, worse than the worst box. Leave it out instead."""
    return (np.nan_to_num(perceived) - np.nan_to_num(expected)).mean()


@misconception("answers of invented students")
def skipped_counted_as_no_gap(perceived, expected):
    """You divide by all customers, as if who skipped had a gap of 0. Divide by those who answered twice."""
    return np.nan_to_num(perceived - expected).mean()


@misconception("answers of invented students")
def complete_forms_only(perceived, expected):
    """You drop customers who skipped a question. What they did answer counts: leave out what is missing."""
    gaps = perceived - expected
    return gaps[~np.isnan(gaps).any(axis=1)].mean()


@misconception("in NumPy a mean over nan is nan", shows_in=np.isnan)
def mean_over_nan(perceived, expected):
    """One skipped answer makes your whole mean nan. Take each mean over the answers that are there."""
    return np.mean(perceived - expected)


@misconception("answers of invented students")
def signs_of_answers_dropped(perceived, expected):
    """You drop the signs. A gap above 0 makes up for one below 0: average them as they are."""
    return _over_questions(np.abs(perceived - expected))


@misconception("a sum called a gap")
def questions_added_up(perceived, expected):
    """You add up the gaps of the questions. The gap of the dimension is their mean."""
    return np.nanmean(perceived - expected, axis=0).sum()


DIMENSION = Task(
    "service-gap-dimension",
    checks=[
        Check(
            "service-gap-dimension-sign",
            "dimension_gap is below 0 where service falls short, and by how much",
            gap_without_skips,
            misconceptions=[
                expected_less_perceived,
                ratio_for_difference,
                signs_of_answers_dropped,
                questions_added_up,
            ],
            also_right=[lambda perceived, expected: np.mean(perceived) - np.mean(expected)],
            between=(-4, 2.5),
        ),
        Check(
            "service-gap-dimension-skips",
            "dimension_gap treats skipped answers fairly",
            gap_with_skips,
            misconceptions=[
                expected_less_perceived,
                all_answers_in_one_heap,
                customers_before_questions,
                means_of_different_people,
                means_of_different_people.also(_gap_of_two_heaps),
                skipped_counted_as_zero,
                skipped_counted_as_no_gap,
                complete_forms_only,
                mean_over_nan,
            ],
            also_right=[
                lambda perceived, expected: [
                    (pd.DataFrame(perceived) - pd.DataFrame(expected)).mean().mean()
                ],
            ],
            between=(-4.5, 3),
        ),
    ],
    hints=[
        "Which is subtracted from which, so that a minus is bad news? What is a number less nan?",
        "One difference of the two tables, then two means: first down the columns, then over the results.",
        "np.nanmean(perceived - expected, axis=0) gives a gap a question and leaves out what is nan.",
    ],
    reread="lesson 10, “A gap for each question”",
)


# --- Questions asked the other way round -------------------------------------------------------


def turned(
    answers: Ticks,
    negative: Annotated[list[int], Some()],
    lowest: Annotated[End, typical(0, 1)] = 1,
    highest: Annotated[End, typical(9, 11)] = 7,
) -> list[int]:
    """Return the answers with those to negatively worded questions turned round."""
    return [
        lowest + highest - answer if number in negative else answer
        for number, answer in enumerate(answers, 1)
    ]


@misconception("nine of the 22 questions of 1988 were worded negatively, and files do not say so")
def left_as_they_are(answers, negative, lowest=1, highest=7):
    """You leave the answers as they are. To a negative question a high answer is bad: turn it round."""
    return list(answers)


@misconception("common slip: the scale begins at 1, not at 0")
def highest_less_answer(answers, negative, lowest=1, highest=7):
    """You take the highest answer less the answer. Then 7 becomes 0, which is no box: add the lowest, too."""
    return [highest - a if n in negative else a for n, a in enumerate(answers, 1)]


@misconception("Python counts positions from 0")
def questions_counted_from_zero(answers, negative, lowest=1, highest=7):
    """You turn the wrong questions: they are numbered from 1, and Python counts positions from 0."""
    return [lowest + highest - a if n in negative else a for n, a in enumerate(answers)]


@misconception("the sentence of the lesson taken for every question")
def all_questions_turned(answers, negative, lowest=1, highest=7):
    """You turn every question round. Only those whose numbers stand in negative are worded negatively."""
    return [lowest + highest - a for a in answers]


@misconception("8 is right on a scale from 1 to 7 only")
def eight_on_every_scale(answers, negative, lowest, highest):
    """You take the answer from 8. That holds from 1 to 7 only: in general take it from lowest + highest."""
    return turned(answers, negative)


@misconception("answers of invented students")
def minus_before_the_answer(answers, negative, lowest=1, highest=7):
    """You put a minus before the answer. The turned answer is a box of the scale, too: 7 becomes 1."""
    return [-a if n in negative else a for n, a in enumerate(answers, 1)]


@misconception("answers of invented students")
def positive_questions_turned(answers, negative, lowest=1, highest=7):
    """You turn the questions that are worded positively. Turn those whose numbers stand in negative."""
    return [a if n in negative else lowest + highest - a for n, a in enumerate(answers, 1)]


@misconception("answers of invented students")
def answer_looked_up_in_negative(answers, negative, lowest=1, highest=7):
    """You look up the answer in negative. The numbers of questions stand there: look up the question."""
    return [lowest + highest - a if a in negative else a for a in answers]


@misconception("7 + 1 is right where the lowest answer is 1")
def lowest_taken_for_one(answers, negative, lowest, highest):
    """You take the answer from highest + 1. That holds if the lowest is 1: take it from lowest + highest."""
    return turned(answers, negative, 1, highest)


REVERSED = Task(
    "service-gap-reversed",
    checks=[
        Check(
            "service-gap-reversed-seven",
            "turned makes a high answer a good one, on a scale from 1 to 7",
            turned,
            inputs=("answers", "negative"),
            cases=[{"answers": [7, 1, 6, 2, 5], "negative": []}],
            misconceptions=[
                left_as_they_are,
                highest_less_answer,
                questions_counted_from_zero,
                all_questions_turned,
                minus_before_the_answer,
                positive_questions_turned,
                answer_looked_up_in_negative,
            ],
            also_right=[
                lambda answers, negative: np.where(
                    np.isin(np.arange(1, 6), negative), 8 - np.array(answers), answers
                ),
            ],
            between=(1, 7),
        ),
        Check(
            "service-gap-reversed-scale",
            "turned works on another scale, too",
            turned,
            cases=[{"answers": [2, 9, 4, 10, 1], "negative": [1, 4], "lowest": 1, "highest": 10}],
            misconceptions=[eight_on_every_scale, lowest_taken_for_one, left_as_they_are],
            between=(0, 11),
        ),
    ],
    hints=[
        "On a scale from 1 to 7, what do 1, 2 and 7 become? What have the old and the new answer in common?",
        "Old and new add up to lowest + highest. Which questions change? Their numbers begin at 1.",
        "Loop over enumerate(answers, 1), and ask whether the number is in negative.",
    ],
    reread="lesson 10, “A question asked the other way round”",
)


# --- One score -----------------------------------------------------------------------------------


def score(gaps: FiveGaps, weights: FiveWeights | None = None) -> GapLevel:
    """Return the mean of the five gaps, weighted if there are weights."""
    return value.weighted_score(gaps, weights).score


@misconception("points given by customers are used as they come")
def weights_not_divided(gaps, weights):
    """You add up weight · gap and stop. Divide by the sum of the weights: only proportions count."""
    return float(np.dot(gaps, weights))


@misconception("SERVQUAL asks to share out 100 points, and people do not always give 100")
def weights_divided_by_hundred(gaps, weights):
    """You divide by 100. These points do not add up to 100: divide by their sum."""
    return float(np.dot(gaps, weights)) / 100


@misconception("mean of the products in a spreadsheet")
def products_divided_by_five(gaps, weights):
    """You divide by the number of gaps. In a weighted mean, divide by the sum of the weights."""
    return float(np.dot(gaps, weights)) / 5


@misconception("the unweighted score taken for both")
def weights_left_out(gaps, weights):
    """You leave the weights out. Multiply each gap by its weight before you add up."""
    return float(np.mean(gaps))


@misconception("a sum called a score")
def sum_for_mean(gaps):
    """You add the gaps up. Without weights, the score is their mean: divide by 5."""
    return sum(gaps)


@misconception("answers of invented students")
def signs_of_gaps_dropped(gaps, weights=None):
    """You drop the signs. A gap above 0 makes up for one below 0: add them up as they are."""
    return score([abs(gap) for gap in gaps], weights)


SCORE = Task(
    "service-gap-score",
    checks=[
        Check(
            "service-gap-score-weighted",
            "score counts each gap by its weight, whatever the weights add up to",
            score,
            misconceptions=[
                weights_not_divided,
                weights_divided_by_hundred,
                products_divided_by_five,
                weights_left_out,
                signs_of_gaps_dropped,
            ],
            also_right=[lambda gaps, weights: np.average(gaps, weights=weights)],
            tolerance=0.005,  # the example shows two decimals
            between=(-2, 0.5),
        ),
        Check(
            "service-gap-score-plain",
            "without weights, score counts every gap the same",
            score,
            inputs=("gaps",),
            misconceptions=[sum_for_mean, signs_of_gaps_dropped],
            tolerance=0.005,
            between=(-2, 0.5),
        ),
    ],
    hints=[
        "A weight says how often a gap counts. How many counts are there altogether?",
        "Add up weight · gap over zip(weights, gaps), and divide by the sum of the weights.",
        "Begin with: if weights is None: weights = [1, 1, 1, 1, 1]",
    ],
    reread="lesson 10, “What counts more”",
)


# --- The zone of tolerance, with numbers of one's own --------------------------------------------

SERVICES = ["counter", "telephone", "app", "letters"]
FourPerceived = Annotated[list[float], _four(5, 8)]
FourAdequate = Annotated[list[float], _four(4, 6.8)]
FourDesired = Annotated[list[float], _four(7, 8)]


def _refuse_plain_cases(perceived: list[float], adequate: list[float], desired: list[float]) -> None:
    """Refuse numbers in which every service is inside, or the wrong rules find the right service."""
    adequacy, superiority = np.subtract(perceived, adequate), np.subtract(perceived, desired)
    at_first_sight = {np.argmin(superiority), np.argmin(perceived)}
    if adequacy.min() > -0.1 or superiority.max() < 0.1 or np.argmin(adequacy) in at_first_sight:
        raise BadValueError("one service must be below its zone, one above, and another look worse.")


def zone_table(perceived: FourPerceived, adequate: FourAdequate, desired: FourDesired) -> pd.DataFrame:
    """Return where each service lies in its zone, and how wide the zone is."""
    _refuse_plain_cases(perceived, adequate, desired)
    zone = service_gap.zone_of_tolerance(perceived, adequate, desired)
    columns = {"adequacy": zone.adequacy, "superiority": zone.superiority}
    width = np.round(np.subtract(desired, adequate), 9)
    return pd.DataFrame({"service": SERVICES, **columns, "width": width, "inside": zone.inside})


def first_service(perceived: FourPerceived, adequate: FourAdequate, desired: FourDesired) -> dict[str, Any]:
    """Return the service that is furthest below what is accepted, and by how much it must rise."""
    table = zone_table(perceived, adequate, desired)
    return {"first": SERVICES[table["adequacy"].argmin()], "points": -table["adequacy"].min()}


def _where_it_shows(table: pd.DataFrame, **wrong: Any) -> pd.DataFrame:
    """Return wrong columns alone, so that no other hides them; refuse a draw in which they are right."""
    if all(np.allclose(column, table[name], atol=0.05) for name, column in wrong.items()):
        raise BadValueError("the mistake must show.")
    return table[["service"]].assign(**wrong)


@misconception("adequate and desired are easily exchanged; both are called expectations")
def ends_of_the_zone_exchanged(perceived, adequate, desired):
    """You exchanged the two ends: adequacy is measured from adequate, superiority from desired."""
    table = zone_table(perceived, adequate, desired)
    return _where_it_shows(table, adequacy=table["superiority"], superiority=table["adequacy"])


@misconception("the sign of a gap is easily turned")
def adequate_less_perceived(perceived, adequate, desired):
    """Your signs are turned. Both are perceived less a level: adequacy below 0 means not acceptable."""
    table = zone_table(perceived, adequate, desired)
    return _where_it_shows(table, adequacy=-table["adequacy"])


@misconception("the sign of a gap is easily turned")
def desired_less_perceived(perceived, adequate, desired):
    """The sign of your superiority is turned. It is perceived less desired: above 0 is more than hoped."""
    table = zone_table(perceived, adequate, desired)
    return _where_it_shows(table, superiority=-table["superiority"])


@misconception("answers of invented students")
def signs_of_adequacy_dropped(perceived, adequate, desired):
    """You drop the sign of adequacy. It says what is not accepted: take perceived less adequate as it is."""
    table = zone_table(perceived, adequate, desired)
    return _where_it_shows(table, adequacy=np.abs(table["adequacy"]))


def _is_no_width(answer: Any) -> bool:
    """Return whether the width repeats how far the perceived level is from one of the two ends."""
    table = pd.DataFrame(answer)
    sizes = {name: table[name].astype(float).abs() for name in ("adequacy", "superiority", "width")}
    return any(np.allclose(sizes["width"], sizes[end], atol=0.005) for end in ("adequacy", "superiority"))


@misconception("width and place in the zone are confused", shows_in=_is_no_width)
def width_from_perceived(perceived, adequate, desired):
    """You measure the width from the perceived level. It is how far desired is above adequate."""
    table = zone_table(perceived, adequate, desired)
    return table.assign(width=np.abs(table["adequacy"]))


@misconception(
    "answers of invented students", shows_in=lambda answer: pd.DataFrame(answer)["width"].max() < 0
)
def width_below_zero(perceived, adequate, desired):
    """Your widths are below 0. A width is a length: take the lower end, adequate, from the upper one."""
    table = zone_table(perceived, adequate, desired)
    return table.assign(width=-table["width"])


@misconception("better than adequate taken for inside")
def no_upper_end(perceived, adequate, desired):
    """You count a level above desired as inside. The zone has two ends; above it, customers are delighted."""
    table = zone_table(perceived, adequate, desired)
    return _where_it_shows(table, inside=table["adequacy"] >= 0)


@misconception("answers of invented students")
def no_lower_end(perceived, adequate, desired):
    """You count a level below adequate as inside. The zone has two ends, and adequate is the lower one."""
    table = zone_table(perceived, adequate, desired)
    return _where_it_shows(table, inside=table["superiority"] <= 0)


@misconception("the longest way to the hope taken for the worst")
def furthest_from_desired(perceived, adequate, desired):
    """You choose the service furthest from what is desired. The rule asks for what is adequate."""
    table = zone_table(perceived, adequate, desired)
    return {"first": SERVICES[table["superiority"].argmin()], "points": -table["superiority"].min()}


@misconception("lowest marks taken for the largest shortfall")
def lowest_perceived(perceived, adequate, desired):
    """You choose the lowest mark. A low mark may still be accepted: compare it with what is adequate."""
    table = zone_table(perceived, adequate, desired)
    lowest = int(np.argmin(perceived))
    return {"first": SERVICES[lowest], "points": -table["adequacy"].iloc[lowest]}


@misconception("answers of invented students")
def largest_adequacy(perceived, adequate, desired):
    """You choose the service that is best accepted. Below 0 is bad: look for the lowest adequacy."""
    table = zone_table(perceived, adequate, desired)
    return {"first": SERVICES[table["adequacy"].argmax()], "points": table["adequacy"].max()}


def _lowest_up_to_the_middle(perceived, adequate, desired):
    lowest = int(np.argmin(perceived))
    return {"first": SERVICES[lowest], "points": 5 - perceived[lowest]}  # the scale is from 1 to 9


def _largest_adequacy_turned(perceived, adequate, desired):
    found = largest_adequacy.wrong(perceived, adequate, desired)
    return found | {"points": -found["points"]}


@misconception("answers of invented students")
def up_to_the_desired(perceived, adequate, desired):
    """You let the service rise to what is desired. It is accepted as soon as it reaches what is adequate."""
    table = zone_table(perceived, adequate, desired)
    worst = table["adequacy"].argmin()
    return {"first": SERVICES[worst], "points": -table["superiority"].iloc[worst]}


@misconception(
    "idxmin gives the label of a row, which here is a number",
    shows_in=lambda answer: isinstance(answer["first"], int),
)
def row_for_service(perceived, adequate, desired):
    """You give the number of a row. Give the name of the service that stands in it."""
    right = first_service(perceived, adequate, desired)
    return right | {"first": SERVICES.index(right["first"])}


@misconception("answers of invented students")
def rise_below_zero(perceived, adequate, desired):
    """Your points are below 0. Asked is by how much the service must rise: turn the sign."""
    right = first_service(perceived, adequate, desired)
    return right | {"points": -right["points"]}


ZONE = Task(
    "service-gap-zone",
    checks=[
        Check(
            "service-gap-zone-table",
            "the table says where each service lies in its zone",
            zone_table,
            asks_for="answer",
            misconceptions=[
                ends_of_the_zone_exchanged,
                adequate_less_perceived,
                desired_less_perceived,
                signs_of_adequacy_dropped,
                width_from_perceived,
                width_below_zero,
                no_upper_end,
                no_lower_end,
            ],
            between=(-5, 5),
        ),
        Check(
            "service-gap-zone-first",
            "your decision follows from the rule and your numbers",
            first_service,
            asks_for="answer",
            misconceptions=[
                furthest_from_desired,
                lowest_perceived,
                lowest_perceived.also(_lowest_up_to_the_middle),
                largest_adequacy,
                largest_adequacy.also(_largest_adequacy_turned),
                up_to_the_desired,
                row_for_service,
                rise_below_zero,
            ],
            between=(0, 3),
            apart=lambda **given: zone_table(**given)["adequacy"].tolist(),
        ),
    ],
    hints=[
        "The zone has a lower end, adequate, and an upper end, desired. Measure perceived from each of them.",
        "With arrays each column is one line: perceived − adequate, perceived − desired, desired − adequate.",
        "inside is (adequacy >= 0) & (superiority <= 0). For the decision look for the lowest adequacy.",
    ],
    reread="lesson 10, “Is it still acceptable”",
)


# --- A chain of contacts -------------------------------------------------------------------------


@misconception("each department reports its own share, and reports average them")
def mean_for_product(probabilities):
    """You average the steps. A customer needs all of them: multiply."""
    return float(np.mean(probabilities))


@misconception("a chain is called as strong as its weakest link")
def weakest_step(probabilities):
    """You take the weakest step. The other steps fail now and then, too: multiply all of them."""
    return float(min(probabilities))


@misconception("failures added up as if no customer met two of them")
def failures_added_up(probabilities):
    """You add the failures up and count a customer with two of them twice. Multiply the steps that hold."""
    return 1 - sum(1 - p for p in probabilities)


@misconception("answers of invented students")
def some_step_holds(probabilities):
    """You give the share for whom at least one step goes right. All must: multiply the steps that hold."""
    return float(1 - np.prod(np.subtract(1, probabilities)))


@misconception("answers of invented students")
def share_with_a_failure(probabilities):
    """You give the share that meets a failure. Asked is who meets none: the product itself, not 1 less it."""
    return float(1 - np.prod(probabilities))


@misconception("answers of invented students")
def first_step_only(probabilities):
    """Your function stops after the first step. A return inside the loop ends it: put it after the loop."""
    return probabilities[0]


CHAIN = Task(
    "service-gap-chain",
    checks=[
        Check(
            "service-gap-chain-holds",
            "chain_holds says how many customers meet no failure",
            service_gap.chain_reliability,
            narrow={"probabilities": typical(0.75, 0.98)},
            cases=[{"probabilities": [0.9, 0.0, 0.95]}],
            misconceptions=[
                mean_for_product,
                weakest_step,
                failures_added_up,
                some_step_holds,
                share_with_a_failure,
                first_step_only,
            ],
            also_right=[lambda probabilities: np.prod(probabilities)],
            between=(0, 0.95),
        ),
    ],
    hints=[
        "Of 100 customers, how many pass step 1? And how many of those pass step 2?",
        "Shares of shares multiply. The mean or the lowest of the steps is never what is left at the end.",
        "Start with 1 and multiply by each probability in a loop; math.prod does the same.",
    ],
    reread="lesson 10, “Where it is felt”",
)


# --- Five gaps, with numbers of one's own ----------------------------------------------------------

Expected = Annotated[float, Quantity("", 1, 7, typical=(6, 6.8), step=0.1, format=".1f")]
Understood = Annotated[float, Quantity("", 1, 7, typical=(5, 6.4), step=0.1, format=".1f")]
Specified = Annotated[float, Quantity("", 1, 7, typical=(4.6, 6.2), step=0.1, format=".1f")]
Delivered = Annotated[float, Quantity("", 1, 7, typical=(4, 6), step=0.1, format=".1f")]
Promised = Annotated[float, Quantity("", 1, 7, typical=(5, 6.4), step=0.1, format=".1f")]
Perceived = Annotated[float, Quantity("", 1, 7, typical=(3.5, 5.5), step=0.1, format=".1f")]


def five_gaps(
    expected: Expected,
    understood: Understood,
    specified: Specified,
    delivered: Delivered,
    promised: Promised,
    perceived: Perceived,
) -> dict[int, float]:
    """Return the five gaps by their numbers."""
    model = service_gap.gap_model(perceived, expected, understood, specified, delivered, promised)
    return {number: float(size) for number, size in model.sizes.items()}


def after_listening(
    expected: Expected,
    understood: Understood,
    specified: Specified,
    delivered: Delivered,
    promised: Promised,
    perceived: Perceived,
) -> dict[str, float]:
    """Return the largest gap inside the firm, and gaps 2 and 5 once managers understand what is expected."""
    before = five_gaps(expected, understood, specified, delivered, promised, perceived)
    after = five_gaps(expected, expected, specified, delivered, promised, perceived)
    return {"largest": max((1, 2, 3, 4), key=lambda n: abs(before[n])), "gap_2": after[2], "gap_5": after[5]}


@misconception("the figure of the source documents shows no signs")
def earlier_less_later(**levels):
    """Your signs are turned. Each gap is the later level less the earlier one: perceived less expected."""
    return {number: -size for number, size in five_gaps(**levels).items()}


@misconception("four gaps are said to cause the fifth")
def customer_gap_as_sum_of_four(**levels):
    """You add up gaps 1 to 4. Gap 5 is perceived less expected; between it and their sum a rest is left."""
    gaps = five_gaps(**levels)
    return gaps | {5: sum(gaps[number] for number in (1, 2, 3, 4))}


@misconception("the promise compared with what is perceived, not with what is delivered")
def promise_against_perception(**levels):
    """Your gap 4 compares the promise with what customers perceive. It compares it with what is delivered."""
    return five_gaps(**levels) | {4: levels["promised"] - levels["perceived"]}


def _perception_less_promise(**levels):
    return five_gaps(**levels) | {4: levels["perceived"] - levels["promised"]}


@misconception("what is delivered is followed by what is perceived, but not in gap 4")
def perception_against_delivery(**levels):
    """Your gap 4 compares what is delivered with what customers perceive. It ends at what is promised."""
    return five_gaps(**levels) | {4: levels["perceived"] - levels["delivered"]}


@misconception("gap 4 is the one in which above 0 is bad")
def promise_turned(**levels):
    """The sign of your gap 4 is turned. It is promised less delivered: above 0 means too much is promised."""
    gaps = five_gaps(**levels)
    return gaps | {4: -gaps[4]}


@misconception("some books and papers write expected less perceived")
def customer_gap_turned(**levels):
    """The sign of your gap 5 is turned. It is perceived less expected: below 0, service falls short."""
    gaps = five_gaps(**levels)
    return gaps | {5: -gaps[5]}


@misconception("answers of invented students")
def perception_against_promise(**levels):
    """Your gap 5 compares what is perceived with the promise. Gap 5 is perceived less expected."""
    return five_gaps(**levels) | {5: levels["perceived"] - levels["promised"]}


@misconception("answers of invented students")
def all_against_expected(**levels):
    """You measure every level against what customers expect. Gaps 2 to 4 begin at the level before."""
    later = {2: "specified", 3: "delivered", 4: "promised"}
    return five_gaps(**levels) | {n: levels[name] - levels["expected"] for n, name in later.items()}


@misconception(
    "the figure of the source documents shows no signs",
    shows_in=lambda gaps: min(gaps[number] for number in (1, 2, 3, 4, 5)) >= 0,
)
def signs_of_the_model_dropped(**levels):
    """You drop the signs. They say which of the two levels is higher: take the later less the earlier one."""
    return {number: abs(size) for number, size in five_gaps(**levels).items()}


@misconception("the figure of the source documents has lost its order")
def numbers_of_two_gaps_exchanged(**levels):
    """You exchanged gaps 2 and 3. Standards are written first (gap 2), then the work is done (gap 3)."""
    gaps = five_gaps(**levels)
    return gaps | {2: gaps[3], 3: gaps[2]}


@misconception(
    "gap 5 is read as one of the provider's gaps", shows_in=lambda diagnosis: diagnosis["largest"] == 5
)
def customer_gap_taken_for_a_cause(**levels):
    """You name gap 5. It is what customers feel; look for the largest of gaps 1 to 4, inside the firm."""
    return after_listening(**levels) | {"largest": 5}


@misconception("closing a cause is expected to close the effect at once")
def customers_notice_at_once(**levels):
    """You let gap 5 shrink when managers learn. But expected and perceived are what they were."""
    gaps = five_gaps(**levels)
    return after_listening(**levels) | {"gap_5": gaps[5] - gaps[1]}


@misconception("one gap is closed without a look at the next")
def next_gap_left_as_it_was(**levels):
    """You leave gap 2 as it was. It begins at what managers understand, and that has moved."""
    return after_listening(**levels) | {"gap_2": five_gaps(**levels)[2]}


@misconception("answers of invented students")
def sign_taken_for_size(**levels):
    """You go by the sign. The largest gap is furthest from 0, on either side: compare without signs."""
    right, gaps = after_listening(**levels), five_gaps(**levels)
    ends = min((1, 2, 3, 4), key=gaps.get), max((1, 2, 3, 4), key=gaps.get)
    return right | {"largest": ends[right["largest"] == ends[0]]}


@misconception(
    "answers of invented students",
    shows_in=lambda diagnosis: not isinstance(diagnosis["largest"], str) and diagnosis["largest"] % 1 != 0,
)
def size_for_number(**levels):
    """You give how large the gap is. Asked is which one it is: 1, 2, 3 or 4."""
    right = after_listening(**levels)
    size = abs(five_gaps(**levels)[right["largest"]])
    if round(size, 9) % 1 == 0:
        raise BadValueError("the size must not look like a number of a gap.")
    return right | {"largest": size}


@misconception("answers of invented students", shows_in=lambda diagnosis: abs(diagnosis["gap_2"]) < 0.005)
def standards_follow_by_themselves(**levels):
    """You close gap 2 as well. Managers know more now, but the standards are still what they were."""
    return after_listening(**levels) | {"gap_2": 0.0}


@misconception("answers of invented students", shows_in=lambda diagnosis: abs(diagnosis["gap_5"]) < 0.005)
def customers_content_at_once(**levels):
    """You close gap 5. To understand customers is not to serve them: what they perceive has not changed."""
    return after_listening(**levels) | {"gap_5": 0.0}


@misconception("the figure of the source documents shows no signs")
def both_signs_turned(**levels):
    """Your signs are turned. Each gap is the later level less the earlier one: perceived less expected."""
    right = after_listening(**levels)
    return right | {"gap_2": -right["gap_2"], "gap_5": -right["gap_5"]}


MODEL = Task(
    "service-gap-model",
    checks=[
        Check(
            "service-gap-model-sizes",
            "the five gaps are right, each with its sign",
            five_gaps,
            asks_for="answer",
            misconceptions=[
                earlier_less_later,
                promise_against_perception,
                promise_against_perception.also(_perception_less_promise),
                perception_against_delivery,
                promise_turned,
                customer_gap_turned,
                perception_against_promise,
                all_against_expected,
                numbers_of_two_gaps_exchanged,
                customer_gap_as_sum_of_four,
                signs_of_the_model_dropped,
            ],
            between=(-3.5, 3),
        ),
        Check(
            "service-gap-model-decision",
            "you found the largest gap, and what listening changes",
            after_listening,
            asks_for="answer",
            misconceptions=[
                customer_gap_taken_for_a_cause,
                size_for_number,
                customers_notice_at_once,
                customers_content_at_once,
                next_gap_left_as_it_was,
                standards_follow_by_themselves,
                sign_taken_for_size,
                both_signs_turned,
            ],
            between=(-3.5, 4),
            apart=lambda **levels: [abs(five_gaps(**levels)[number]) for number in (1, 2, 3, 4)],
        ),
    ],
    hints=[
        "Write the six levels in a row, from expected to perceived. Gaps 1 to 4 are the first four steps.",
        "Gap 1 is understood − expected, gap 2 specified − understood, …; gap 5 is perceived − expected.",
        "The largest gap is furthest from 0: compare abs(...). Then put expected in the place of understood.",
    ],
    reread="lesson 10, “Where inside the firm it is lost”",
)


# --- What closes a gap -----------------------------------------------------------------------------

_REMEDIES = concept_check(
    "service-gap-terms-remedies", "each gap gets the remedy that closes it", "service-gap-remedies"
)
_WORDS = {f"gap_{number}" for number in (1, 2, 3, 4, 5)}


@misconception(
    "answers of invented students",
    shows_in=lambda given: any(
        isinstance(v, str) and v.strip().lower() not in _WORDS for v in dict(given).values()
    ),
)
def a_word_that_is_no_gap():
    """One of your words is none of gap_1 to gap_5. Write it just so; in a loop, let the number begin at 1."""
    return _REMEDIES.answer({}) | {"counter": "gap_0"}


TERMS = Task(
    "service-gap-terms",
    checks=[replace(_REMEDIES, misconceptions=[a_word_that_is_no_gap, *_REMEDIES.misconceptions])],
    hints=[
        "Ask of each remedy: who does something else afterwards, and between which two levels does he stand?",
        "Gap 1 is what managers know, gap 2 what is written down, gap 3 what is done, gap 4 what is said.",
        "So ask of a remedy: does it change what is known, written, done or said? Gap 5 follows from those.",
    ],
    reread="lesson 10, “Where inside the firm it is lost”",
)

# --- An open question ------------------------------------------------------------------------------

CLAIM = Task(
    "service-gap-claim",
    checks=[],
    hints=[
        "A gap has two ends: which of them may have moved? And did the same people answer?",
        "Training helps staff to keep a standard. Which of the five gaps is that? Is it the largest here?",
        "Name the gap that training closes, the gap that the figures show, and what you would measure again.",
    ],
    reread="lesson 10, “Doubt it”",
)

TASKS = [DIMENSION, REVERSED, SCORE, ZONE, CHAIN, MODEL, TERMS, CLAIM]
