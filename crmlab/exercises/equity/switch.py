"""Customers who leave for another brand and come back: how many buy ours, and what that is worth."""

from crmlab.exercises.declaring import AnswerCheck, Mistake, part
from crmlab.exercises.equity._switching import (
    YEARS,
    always_from_now,
    arrays,
    buyers_of,
    coming_back,
    follow,
    fourth,
    gone_for_good,
    if_followed,
    of_years,
    one_brand_forgotten,
    only_who_comes_over,
    only_who_stays,
    others_as_now,
    overwritten,
    valued,
    worth,
)
from crmlab.language import to_say

REREAD = to_say("lesson 06, “Why customers switch”")
HINTS = (
    "Of those who bought ours last, some buy it again; of those who bought another brand, some come over. "
    "How many are they together?",
    "Next year each of the three brands has other buyers. For year 2, do the same again with these new "
    "numbers.",
    "Make an array of the numbers and one of the table, a row for each brand bought last. numbers @ table "
    "are the buyers of the three brands a year later; again @ table, the year after.",
)

back = AnswerCheck(
    "you follow who leaves and who comes over, and say what that is worth",
    coming_back,
    tolerance=0.5,
    between=(1500, 20_000_000),
    mistakes={
        "rows_for_columns": Mistake(
            "You read the table the wrong way. A row is the brand bought last, a column the brand bought "
            "next: for ours take the column ours, each number with the buyers of its row.",
            [
                if_followed(lambda now, table: follow(now, table.T)),
                *of_years(lambda now, table: follow(now, table.T)),
            ],
            "row and column exchanged",
        ),
        "nobody_comes_over": Mistake(
            "You follow the buyers of ours alone. Buyers of the two other brands choose ours next, too: add "
            "them.",
            [
                if_followed(only_who_stays),
                *of_years(only_who_stays),
            ],
            "in lesson 05 who leaves is lost for good",
        ),
        "stayers_left_out": Mistake(
            "You count only those who come from the other brands. Those who buy ours again belong to it, "
            "too.",
            [if_followed(only_who_comes_over), *of_years(only_who_comes_over)],
        ),
        "one_brand_forgotten": Mistake(
            "You let customers come over from one of the two other brands only. Add those of both.",
            [
                one
                for brand in (1, 2)
                for one in (if_followed(one_brand_forgotten(brand)), *of_years(one_brand_forgotten(brand)))
            ],
        ),
        "squared_number_by_number": Mistake(
            "You raise the table to a power number by number. A customer may pass by another brand: let the "
            "new numbers of all three brands switch again, or use np.linalg.matrix_power, not **.",
            [if_followed(always_from_now), part(year_2=of_years(always_from_now)[2].wrong["year_2"])],
        ),
        "others_as_now": Mistake(
            "For year 2 you let the two other brands have as many buyers as now. They have other numbers "
            "after a year: let all three switch again.",
            part(year_2=of_years(others_as_now)[2].wrong["year_2"]),
        ),
        "nobody_comes_over_later": Mistake(
            "For year 2 you take only those of year 1 who buy ours again. Buyers of the other brands come "
            "over in year 2, too.",
            part(year_2=lambda right, switching: right["year_1"] * switching["ours"]["ours"]),
        ),
        "change_for_number": Mistake(
            "You give by how much the number changes. Asked is how many buy ours.",
            [
                part(year_1=lambda right, bought_last: right["year_1"] - bought_last["ours"]),
                part(year_2=lambda right: right["year_2"] - right["year_1"]),
            ],
        ),
        "years_added_up": Mistake(
            "For year 2 you add the purchases of year 1. Asked is how many buy ours in that year.",
            part(year_2=lambda right: right["year_1"] + right["year_2"]),
        ),
        "buyers_of_another_brand": Mistake(
            "You give the buyers of another brand. Asked are those of ours: the first number, or the column "
            "ours.",
            [if_followed(buyers_of(brand)) for brand in (1, 2)],
        ),
        "overwritten": Mistake(
            "You overwrite a number that you still need: the second and the third brand are worked out with "
            "the new buyers of ours. Keep the numbers of the year before until all three are worked out.",
            [if_followed(overwritten), part(year_2=of_years(overwritten)[2].wrong["year_2"])],
        ),
        "gone_for_good": Mistake(
            "Whoever leaves ours never comes back in your year 2. He is a buyer of another brand then, and "
            "some of these choose ours: let all three switch again.",
            [if_followed(gone_for_good), part(year_2=of_years(gone_for_good)[2].wrong["year_2"])],
            "in lesson 05 who leaves is lost for good",
        ),
        "same_change_again": Mistake(
            "For year 2 you let the buyers of ours change as in the year before, in proportion. Also the "
            "other two brands have other numbers now: let all three switch again.",
            part(year_2=lambda right, bought_last: right["year_1"] ** 2 / bought_last["ours"]),
        ),
        "year_too_late": Mistake(
            "Your years are one too late. The numbers given are those of now; year 1 is the next purchase.",
            [
                if_followed(lambda now, table: follow(now @ table, table)),
                part(year_2=lambda bought_last, switching: follow(*arrays(bought_last, switching))[2]),
            ],
        ),
        "year_too_early": Mistake(
            "Your year 1 is the number of those who bought ours just now. Year 1 is the next purchase: some "
            "leave, and others come over.",
            [
                if_followed(lambda now, table: [float(now[0]), *follow(now, table)[:2]]),
                part(year_1=lambda bought_last: bought_last["ours"]),
            ],
        ),
        "year_2_like_year_1": Mistake(
            "Your year 2 is like your year 1. The numbers of all three brands have changed: let them switch "
            "again.",
            part(year_1=lambda right: right["year_1"], year_2=lambda right: right["year_1"]),
        ),
        "column_added_up": Mistake(
            "You work with the column of ours without weighting it. Multiply each row by how many bought its "
            "brand last, then add.",
            [
                part(
                    year_1=lambda bought_last, switching: (
                        sum(bought_last.values()) * arrays(bought_last, switching)[1][:, 0].mean()
                    )
                ),
                part(
                    year_1=lambda bought_last, switching: (
                        bought_last["ours"] * arrays(bought_last, switching)[1][:, 0].sum()
                    )
                ),
            ],
        ),
        "purchase_now_counted": Mistake(
            "You count the purchase of now, too. It is made: only those of years 1, 2 and 3 count.",
            [
                part(
                    value=lambda bought_last, switching, margin, rate: worth(
                        [bought_last["ours"], *follow(*arrays(bought_last, switching))], margin, rate, 0
                    )
                ),
                part(
                    value=lambda bought_last, switching, margin, rate: worth(
                        [bought_last["ours"], *follow(*arrays(bought_last, switching))[:2]], margin, rate, 0
                    )
                ),
            ],
        ),
        "not_discounted": Mistake(
            "You add the margins up without discounting them: divide year t by (1 + rate) ** t.",
            valued(lambda buyers, margin, rate: sum(buyers) * margin),
        ),
        "first_year_not_discounted": Mistake(
            "You do not discount year 1. Its margin comes at its end, so it waits one year.",
            valued(lambda buyers, margin, rate: worth(buyers, margin, rate, 0)),
        ),
        "discounted_alike": Mistake(
            "You discount all years alike. Each waits its own number of years.",
            [
                valued(lambda buyers, margin, rate: sum(buyers) * margin / (1 + rate) ** YEARS),
                valued(lambda buyers, margin, rate: sum(buyers) * margin / (1 + rate)),
            ],
        ),
        "same_in_each_year": Mistake(
            "You let the same number buy in all years. It changes from year to year: follow it.",
            [
                valued(lambda buyers, margin, rate: worth([buyers[0]] * YEARS, margin, rate)),
                valued(lambda buyers, margin, rate: worth([buyers[1]] * YEARS, margin, rate)),
            ],
        ),
        "third_year_like_the_second": Mistake(
            "In your value year 3 is like year 2. The numbers of all three brands have changed: let them "
            "switch a third time.",
            valued(lambda buyers, margin, rate: worth([*buyers[:2], buyers[1]], margin, rate)),
        ),
        "year_missing": Mistake(
            "A year is missing in your value. The margins of years 1, 2 and 3 count; range(1, 3) ends before "
            "3.",
            [
                valued(lambda buyers, margin, rate: worth(buyers[:2], margin, rate)),
                valued(lambda buyers, margin, rate: worth(buyers[1:], margin, rate, 2)),
            ],
            "Python's range ends one before its end",
        ),
        "one_year_alone": Mistake(
            "Your value is that of one year alone. Add the margins of years 1, 2 and 3.",
            [
                valued(lambda buyers, margin, rate, year=year: buyers[year - 1] * margin / (1 + rate) ** year)
                for year in (1, 2, 3)
            ],
        ),
        "without_margin": Mistake(
            "Your value is a number of customers. Multiply each year's buyers by the margin.",
            [
                valued(lambda buyers, margin, rate: worth(buyers, 1, rate)),
                valued(lambda buyers, margin, rate: sum(buyers)),
            ],
        ),
        "value_of_one": Mistake(
            "Your value is that of one customer. Asked is that of all purchases of ours together.",
            [
                part(value=lambda right, bought_last: right["value"] / bought_last["ours"]),
                part(value=lambda right, bought_last: right["value"] / sum(bought_last.values())),
            ],
        ),
        "rate_taken_off": Mistake(
            "You multiply by 1 − rate for each year. To discount is to divide by 1 + rate.",
            valued(
                lambda buyers, margin, rate: sum(
                    number * margin * (1 - rate) ** year for year, number in enumerate(buyers, 1)
                )
            ),
        ),
        "a_year_too_many": Mistake(
            "You count a fourth year. The purchases in one, two and three years count.",
            part(
                value=lambda right, bought_last, switching, margin, rate: (
                    right["value"] + fourth(*arrays(bought_last, switching)) * margin / (1 + rate) ** 4
                )
            ),
        ),
        "shares_for_customers": Mistake(
            "You give shares. Asked is how many buy ours: begin with the numbers of now.",
            part(
                year_1=lambda right, bought_last: right["year_1"] / sum(bought_last.values()),
                year_2=lambda right, bought_last: right["year_2"] / sum(bought_last.values()),
            ),
        ),
    },
)
