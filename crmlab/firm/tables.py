"""The reports on the board: so much of each as a screen holds; `Firm.see` gives all of it."""

from __future__ import annotations

import html

import pandas as pd

from crmlab.firm.market import CHANNELS, SEGMENTS
from crmlab.firm.words import cell, column, money, name_of
from crmlab.language import said

_SHOWN = 10  # customers of a report
_MONEY = ("sales", "margin", "profit")


def report_page(name: str, table: pd.DataFrame) -> str:
    """Return a report as it stands below the board."""
    shorten = {"survey": _survey, "cohorts": _cohorts}.get(name, _first)
    shown, caption = shorten(table)
    told = said("{label}: {told}", label=name_of(name), told=caption)
    return as_html(shown, told)


def as_html(table: pd.DataFrame, caption: str) -> str:
    """Return a table whose cells are words already."""
    heads = "".join(f'<th scope="col">{html.escape(str(head))}</th>' for head in table)
    rows = "".join(
        f"<tr>{''.join(f'<td>{html.escape(str(one))}</td>' for one in row)}</tr>"
        for row in table.itertuples(index=False)
    )
    wide = f'role="group" tabindex="0" aria-label="{html.escape(caption)}" style="overflow-x:auto"'
    body = f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>"
    return f"<p>{html.escape(caption)}</p><div {wide}><table>{body}</table></div>"


def _first(table: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Show those at the head: by profit, or by complaints in vain."""
    by = "profit" if "profit" in table else "in_vain"
    order = [by, "complaints"] if by == "in_vain" else [by]
    first = table.sort_values(order, ascending=False, kind="stable").head(_SHOWN)
    shown = pd.DataFrame({column(name): [_written(name, one) for one in first[name]] for name in first})
    caption = said(
        "the first {shown} of {customers:,} by {column}.",
        shown=len(first),
        customers=len(table),
        column=column(by),
    )
    return shown, caption


def _written(name: str, value: object) -> str:
    if isinstance(value, str):
        return cell(value)
    if pd.isna(value):
        return "–"
    return money(float(value)) if name in _MONEY else f"{value:,.0f}"


def _survey(table: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Show the means of the answers by segment."""
    answered = table.dropna(subset="satisfaction")
    rows = []
    for segment in SEGMENTS:
        of = answered[answered["segment"] == segment]
        means = {
            name: f"{of[name].mean():.1f}" if len(of) else "–" for name in ("satisfaction", "expectation")
        }
        rows.append({"segment": name_of(segment), "answers": len(of)} | means)
    shown = pd.DataFrame(rows).rename(columns=column)
    return shown, said("{answers} answers; means, from 1 to 10.", answers=len(answered))


def _cohorts(table: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Show what share of those won is still there after each number of quarters, by channel."""
    won = table[table["joined"] > table["joined"].min()]  # those of the first day came at many times
    won = won.assign(age=won["quarter"] - won["joined"])
    first = won[won["age"] == 0].set_index(["joined", "channel"])["customers"].rename("first")
    won = won.join(first, on=["joined", "channel"])
    sums = won.groupby(["channel", "age"], observed=True)[["customers", "first"]].sum()
    share = (sums["customers"] / sums["first"]).unstack("age")
    rows = [
        {column("channel"): name_of(channel)}
        | {str(age): "–" if pd.isna(one) else f"{one:.0%}" for age, one in share.loc[channel].items()}
        for channel in CHANNELS
        if channel in share.index
    ]
    return pd.DataFrame(rows), said("share of those won who are there so many quarters later.")
