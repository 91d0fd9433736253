"""What a teacher writes who knows matplotlib and ipywidgets, for the pictures of lifetime value."""

PLAIN = {
    "clv-payments": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def picture(yearly=300, rate=0.09, years=5, first_now=False):
    year = np.arange(0 if first_now else 1, years + 1)
    paid = np.full(len(year), yearly)
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.bar(year, paid, 0.8, color="lightgrey", edgecolor="grey", label="payment")
    ax.bar(year, paid / (1 + rate) ** year, 0.8, label="worth today")
    ax.set_xlabel("year")
    ax.set_ylabel("payment")
    fig.legend(loc="upper center", ncols=2)
    plt.show()

interact(picture, yearly=(50, 500, 10), rate=(0.02, 0.2, 0.01), years=(3, 10))
""",
    "clv-lifetime-value": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def picture(margin=100, retention=0.8, rate=0.1, years=26, acquisition_cost=0, when=["end", "start"]):
    year = np.arange(26)
    first = 1 if when == "end" else 0
    counts = (year >= first) & (year < first + years)
    expected = np.where(counts, margin * retention**year, 0)
    today = expected / (1 + rate) ** year
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.bar(year, expected, 0.8, color="lightgrey", edgecolor="grey", label="expected margin")
    ax.bar(year, today, 0.5, label="worth today")
    ax.set_xlabel("year")
    ax.set_ylabel("expected margin")
    right = ax.twinx()
    running = today.cumsum() - acquisition_cost
    right.plot(year, running, "o-", color="orange", ms=4, label="running total less cost")
    right.set_ylabel("running total less cost")
    fig.legend(loc="upper center", ncols=3)
    plt.show()

interact(picture, margin=(50, 500, 10), retention=(0.5, 0.95, 0.01), rate=(0.02, 0.2, 0.01), years=(3, 26),
         acquisition_cost=(0, 500, 10))
""",
    "clv-tornado": """
import matplotlib.pyplot as plt
from ipywidgets import interact

def worth(margin, retention, rate, years, acquisition_cost, when):
    first = 1 if when == "end" else 0
    kept = sum(margin * (retention / (1 + rate)) ** t for t in range(first, first + years))
    return kept - acquisition_cost

def picture(margin=100, retention=0.8, rate=0.1, years=10, acquisition_cost=0, when=["end", "start"]):
    given = dict(margin=margin, retention=retention, rate=rate, years=years)
    given["acquisition_cost"] = acquisition_cost
    now, rows = worth(**given, when=when), []
    for name, value in given.items():
        step = max(1, round(value / 10)) if name == "years" else value / 10
        high = min(1, value + step) if name == "retention" else value + step
        ends = [worth(**{**given, name: moved}, when=when) for moved in (value - step, high)]
        rows.append((abs(ends[1] - ends[0]), name, value - step, high, *ends))
    rows.sort()
    fig, ax = plt.subplots(figsize=(7.2, 3.0))
    y = range(len(rows))
    ax.barh(y, [row[4] - now for row in rows], 0.7, left=now, label="argument a tenth lower")
    higher = [row[5] - now for row in rows]
    ax.barh(y, higher, 0.35, left=now, color="orange", label="argument a tenth higher")
    ax.axvline(now, color="grey")
    ax.set_yticks(y, [f"{row[1]}\\n{row[2]:,.3g} … {row[3]:,.3g}" for row in rows])
    ax.set_xlabel("value today")
    ax.set_title(f"{rows[-1][1]} swings the value by {rows[-1][0]:,.2f}")
    fig.legend(loc="lower right")
    plt.show()

interact(picture, margin=(50, 500, 10), retention=(0.5, 0.95, 0.01), rate=(0.02, 0.2, 0.01), years=(3, 26),
         acquisition_cost=(0, 500, 10))
""",
    "clv-shortcut": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def both(margin, churn, rate, when):
    due = margin if when == "end" else margin * (1 + rate)
    return due * (1 - (1 + rate) ** (-1 / churn)) / rate, due / (rate + churn)

def picture(margin=100, churn=0.1, rate=0.1, when=["end", "start"]):
    across = np.linspace(0.02, 0.5, 25)
    annuity, weighted = both(margin, across, rate, when)
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.plot(across, annuity, "o-", ms=4, label="annuity shortcut")
    ax.plot(across, weighted, "s-", color="orange", ms=4, label="weighted with survival")
    ax.plot([churn] * 2, both(margin, churn, rate, when), "D", color="orange", ms=9, label="your churn rate")
    ax.set_xlabel("churn rate")
    ax.set_ylabel("value today")
    ax.set_ylim(0)
    fig.legend(loc="upper center", ncols=3)
    plt.show()

interact(picture, margin=(50, 500, 10), churn=(0.05, 0.4, 0.01), rate=(0.02, 0.2, 0.01))
""",
}
