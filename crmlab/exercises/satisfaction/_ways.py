"""What goes wrong when effects are added up over the ways from quality and value to loyalty."""

from crmlab.exercises.declaring import Mistake, part


def _instead(column, cause, formula):
    """Return the column with another number for one cause."""

    def other(right, quality_value, quality_satisfaction, value_satisfaction, satisfaction_loyalty):
        number = formula(quality_value, quality_satisfaction, value_satisfaction, satisfaction_loyalty)
        return right[column].where(right["cause"] != cause, number)

    return part(**{column: other})


def _both_indirect(of_quality, of_value):
    """Return the indirect effects with another number for quality and for value."""

    def column(quality_value, quality_satisfaction, value_satisfaction, satisfaction_loyalty):
        of_both = quality_value, quality_satisfaction, value_satisfaction, satisfaction_loyalty
        return [of_quality(*of_both), of_value(*of_both[2:]), 0.0]

    return part(indirect=column)


TABLE_MISTAKES = {
    "direct_for_total": Mistake(
        "Your total is the direct effect. Add what comes by the ways over value and satisfaction.",
        part(total=lambda right: right["direct"]),
        "the arrow is taken for the whole effect",
    ),
    "indirect_for_total": Mistake(
        "Your total leaves out the direct arrows. Add direct and indirect.",
        part(total=lambda right: right["indirect"]),
    ),
    "total_for_indirect": Mistake(
        "Your indirect effects hold the direct ones, too. Indirect are only the ways over another name.",
        part(indirect=lambda right: right["total"]),
    ),
    "direct_counted_twice": Mistake(
        "You count the direct effect twice in total: once alone, and once among the ways.",
        part(total=lambda right: right["total"] + right["direct"]),
        "a way is counted twice",
    ),
    "multiplied_for_total": Mistake(
        "You multiply direct and indirect. Along one way coefficients are multiplied; "
        "different ways are added.",
        part(total=lambda right: right["direct"] * right["indirect"]),
    ),
    "added_along_the_way": Mistake(
        "You add the coefficients along a way. A part of a part is passed on: multiply them.",
        [
            _instead("indirect", "quality", lambda a, b, c, d: (b + d) + (a + c + d)),
            _instead("indirect", "value", lambda a, b, c, d: c + d),
            _both_indirect(lambda a, b, c, d: (b + d) + (a + c + d), lambda c, d: c + d),
            _both_indirect(lambda a, b, c, d: b + d, lambda c, d: c + d),
            _instead("indirect", "quality", lambda a, b, c, d: b + d),
        ],
        "sum and product of path rules exchanged",
    ),
    "long_way_forgotten": Mistake(
        "From quality you leave out the way over value and satisfaction.",
        _instead("indirect", "quality", lambda a, b, c, d: b * d),
    ),
    "short_way_forgotten": Mistake(
        "From quality you leave out the way over satisfaction alone.",
        _instead("indirect", "quality", lambda a, b, c, d: a * c * d),
    ),
    "way_that_ends_early": Mistake(
        "One of your ways ends at value or at satisfaction. "
        "Asked is the effect on loyalty: go on to the last arrow.",
        [
            _instead("indirect", "quality", lambda a, b, c, d: b + a * c),
            _instead("indirect", "quality", lambda a, b, c, d: b + a * c * d),
            _instead("indirect", "value", lambda a, b, c, d: c),
            _both_indirect(lambda a, b, c, d: b + a * c, lambda c, d: c),
            _both_indirect(lambda a, b, c, d: b + a * c * d, lambda c, d: c),
            _both_indirect(lambda a, b, c, d: a + b, lambda c, d: c),
        ],
    ),
    "step_left_out": Mistake(
        "One of your ways goes from value to loyalty at once. There is no such arrow: "
        "go on over satisfaction.",
        [
            _instead("indirect", "quality", lambda a, b, c, d: b * d + a * d),
        ],
    ),
    "way_counted_twice": Mistake(
        "You count one of the two ways from quality twice.",
        [
            _instead("indirect", "quality", lambda a, b, c, d: 2 * b * d + a * c * d),
            _instead("indirect", "quality", lambda a, b, c, d: b * d + 2 * a * c * d),
        ],
        "a way is counted twice",
    ),
    "value_has_none": Mistake(
        "You give value no indirect effect. It works on loyalty over satisfaction.",
        _instead("indirect", "value", lambda a, b, c, d: 0),
    ),
    "value_begins_at_quality": Mistake(
        "Your way from value begins at quality. Begin at value: two arrows lead from there to loyalty.",
        _instead("indirect", "value", lambda a, b, c, d: a * c * d),
    ),
    "direct_among_the_ways": Mistake(
        "Your indirect effect of quality holds its direct one, too. "
        "Indirect are only the ways over another name.",
        part(indirect=lambda right: right["indirect"].where(right["cause"] != "quality", right["total"])),
    ),
    "all_ways_multiplied": Mistake(
        "You multiply the two ways from quality. Multiply along each way, then add the two.",
        [
            _instead("indirect", "quality", lambda a, b, c, d: a * b * c * d),
            _instead("indirect", "quality", lambda a, b, c, d: (b * d) * (a * c * d)),
        ],
    ),
    "arrow_to_satisfaction_as_direct": Mistake(
        "In direct stands what works over satisfaction. "
        "Take the arrow from the cause to loyalty itself, and 0 if there is none.",
        [
            _instead("direct", "quality", lambda a, b, c, d: b),
            _instead("direct", "value", lambda a, b, c, d: c),
            _instead("direct", "value", lambda a, b, c, d: c * d),
            part(
                direct=lambda right, quality_satisfaction, value_satisfaction: [
                    quality_satisfaction,
                    value_satisfaction,
                    right["direct"][2],
                ]
            ),
        ],
    ),
    "indirect_direct_as_well": Mistake(
        "Satisfaction has one arrow to loyalty and no other way. Its indirect effect is 0.",
        _instead("indirect", "satisfaction", lambda a, b, c, d: d),
    ),
    "nothing_of_satisfaction": Mistake(
        "Your total for satisfaction is not its arrow to loyalty. Direct and indirect add up to it, "
        "also where one of them is 0.",
        part(total=lambda right: right["total"].where(right["cause"] != "satisfaction", 0)),
    ),
    "total_without_the_long_way": Mistake(
        "Your total for quality leaves out the way over value and satisfaction.",
        part(
            total=lambda right, quality_satisfaction, satisfaction_loyalty: right["total"].where(
                right["cause"] != "quality",
                right["direct"] + quality_satisfaction * satisfaction_loyalty,
            )
        ),
    ),
}
