"""Tasks of simulated students whose answer has parts: a table, a dictionary."""

from __future__ import annotations

from _ideas_varied import Task

# --- a table: who stays, what he brings, what that is worth -------------------------------------------------


def _columns(
    staying: str = "keep ** year",
    margin: str = "mine['margin'] * staying",
    worth: str = "margin / (1 + rate) ** year",
    end: str = "mine['years'] + 1",
) -> dict[str, str]:
    return {"staying": staying, "margin": margin, "worth": worth, "end": end}


TABLE = Task(
    "clv-table-years",
    "clv-table",
    {
        "everybody_there_in_year_one": _columns("keep ** (year - 1)"),
        "table_not_discounted": _columns(worth="margin"),
        "last_year_missing": _columns(end="mine['years']"),
        "first_year_not_discounted": _columns(worth="margin / (1 + rate) ** (year - 1)"),
        "staying_the_same_every_year": _columns("keep + 0 * year"),
        "same_margin_every_year": _columns(margin="mine['margin'] + 0 * year"),
        "discounted_once": _columns(worth="margin / (1 + rate)"),
        "leavers_counted_twice": _columns(worth="margin * staying / (1 + rate) ** year"),
        "same_number_leaves": _columns("max(0, 1 - year * (1 - keep))"),
        "margin_discounted": _columns(
            margin="mine['margin'] * staying / (1 + rate) ** year", worth="margin + 0 * year"
        ),
        "leavers_forgotten": _columns(worth="mine['margin'] / (1 + rate) ** year"),
        "rate_taken_off": _columns(worth="margin * (1 - rate) ** year"),
        "simple_interest": _columns(worth="margin / (1 + rate * year)"),
        "later_money_worth_more": _columns(worth="margin * (1 + rate) ** year"),
    },
    (
        """\
keep = mine['retention']
rate = mine['rate']
year = np.arange(1, {end})
staying = {staying_all}
margin = {margin_all}
worth = {worth_all}
table = pd.DataFrame({{'year': year, 'staying': staying, 'margin': margin, 'present_value': worth}})""",
        """\
keep = mine['retention']
rate = mine['rate']
rows = []
for year in range(1, {end}):
    staying = {staying}
    margin = {margin}
    worth = {worth}
    rows.append({{'year': year, 'staying': staying, 'margin': margin, 'present_value': worth}})
table = pd.DataFrame(rows)""",
        """\
keep = mine['retention']
rate = mine['rate']
rows = {{'year': [], 'staying': [], 'margin': [], 'present_value': []}}
for year in range(1, {end}):
    staying = {staying}
    margin = {margin}
    rows['present_value'].append({worth})
    rows['year'].append(year)
    rows['staying'].append(staying)
    rows['margin'].append(margin)
table = pd.DataFrame(rows)""",
        """\
rate = mine['rate']
keep = mine['retention']
table = pd.DataFrame({{'year': range(1, {end})}})
year = table['year']
staying = {staying_all}
table['staying'] = staying
margin = {margin_all}
table['margin'] = margin
table['present_value'] = {worth_all}""",
    ),
    frozenset({"keep", "rate", "staying", "rows", "worth"}),
    "table",
    (
        "{0}",
        "{0}.iloc[::-1]",
        "{0}[['present_value', 'margin', 'year', 'staying']]",
        "{0}.round(6)",
        "{0}.to_dict('list')",
        "{0}.set_index('year')",
        "{0}.to_dict('records')",
        "{0}.assign(total={0}['present_value'].cumsum())",
    ),
)

# --- a dictionary with a decision: which retention pays the cost back ---------------------------------------

_NEEDED: dict[str, str] = {
    "needed_not_discounted": "cost / (margin + cost)",
    "mean_life": "1 - margin / cost",
    "first_margin_certain": "1 + rate - margin / cost",
    "revenue_for_margin": "cost * (1 + rate) / (firm['revenue'] + cost)",
    "brackets_missing": "cost * (1 + rate) / margin + cost",
    "first_margin_now": "(1 + rate) * (1 - margin / cost)",
    "one_year_alone": "cost * (1 + rate) / margin",
    "cost_of_one_divided_again": "cost * (1 + rate) / (firm['customers'] * margin + cost)",
    "margin_of_all": "firm['customers'] * cost * (1 + rate) / (margin + firm['customers'] * cost)",
    "value_of_today": "margin * firm['retention'] / (1 + rate - firm['retention'])",
}
NEEDED = Task(
    "clv-needed-retention",
    "clv-needed",
    {name: {"needed": formula} for name, formula in _NEEDED.items()},
    (
        """\
cost = firm['acquisition_cost']
margin = firm['margin']
rate = firm['rate']
answer = {needed}
turned = {{'needed': answer, 'win': firm['retention'] > answer}}""",
        """\
cost, margin, rate = firm['acquisition_cost'], firm['margin'], firm['rate']
answer = {{}}
answer['needed'] = {needed}
answer['win'] = bool(answer['needed'] < firm['retention'])
turned = answer""",
        """\
def answer(cost, margin, rate):
    return {needed}
answer = answer(firm['acquisition_cost'], firm['margin'], firm['rate'])
turned = dict(win=not firm['retention'] <= answer, needed=round(answer, 4))""",
    ),
    frozenset({"answer", "cost", "margin", "rate"}),
    "turned",
    ("{0}", "pd.Series({0})", "dict({0})"),
)
