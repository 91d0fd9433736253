"""Plain cells beside the explorers of customer scores."""

PLAIN = {
    "rfm-cells": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact
from crmlab import datasets, rfm

table = rfm.table(datasets.load_cdnow(), as_of="1997-09-30")

def picture(bins=5, ties=["same", "spread"]):
    scored = rfm.score(table, bins=bins, ties=ties)
    counts = np.zeros((bins, bins, bins))
    np.add.at(counts, (scored["r_score"] - 1, scored["f_score"] - 1, scored["m_score"] - 1), 1)
    fig, ax = plt.subplots(figsize=(7.6, 3.2))
    cells = np.ma.masked_equal(counts.reshape(bins, bins * bins), 0)
    image = ax.imshow(cells, cmap="cividis", aspect="auto", origin="lower")
    fig.colorbar(image, label="customers")
    ax.set_xticks([bins * (f + 0.5) for f in range(bins)], [f"F{f + 1}" for f in range(bins)])
    ax.set_yticks(range(bins), [f"R{r + 1}" for r in range(bins)])
    ax.set_xlabel("frequency score; in each block the monetary score rises to the right")
    ax.set_ylabel("recency score")
    plt.show()

interact(picture, bins=(2, 9))
""",
    "rfm-recency": """
import matplotlib.pyplot as plt
from ipywidgets import interact
from crmlab import datasets, rfm

log = datasets.load_cdnow()

def picture(window=30):
    trend = rfm.recency_trend(log, as_of="1998-06-30", window=window)
    weeks = (trend["as_of"] - log["date"].min()).dt.days / 7
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.plot(weeks, trend["recent_share"], "o-", ms=3, label="bought within the window")
    known = trend["customers"] / trend["customers"].iloc[-1]
    ax.plot(weeks, known, "--", color="grey", label="had come until then")
    ax.set(xlabel="weeks since the first purchase", ylabel="share of the customers")
    ax.set(xlim=(0, 78), ylim=(0, 1.05))
    ax.legend()
    plt.show()

interact(picture, window=(14, 90))
""",
    "rfm-weights": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact
from crmlab import datasets, portfolio, rfm

scored = rfm.score(rfm.table(datasets.load_cdnow(), as_of="1997-09-30"))
scores = ["r_score", "f_score", "m_score"]
edges = np.linspace(5 / 6, 31 / 6, 14)
middles = (edges[1:] + edges[:-1]) / 2

def picture(weights_r_score=3, weights_f_score=2, weights_m_score=1):
    weights = dict(zip(scores, [weights_r_score, weights_f_score, weights_m_score]))
    totals = rfm.weighted_total(scored, weights)["rfm_total"]
    equal = scored[scores].mean(axis=1)
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    counts = np.histogram(totals, edges)[0]
    ax.bar(middles, counts, 0.3, color="lightgrey", edgecolor="grey", label="your weights")
    ax.plot(middles, np.histogram(equal, edges)[0], "o-", ms=3, label="equal weights")
    ax.set(xlabel="weighted total of the three scores", ylabel="customers")
    ax.legend()
    plt.show()
    print(f"Kendall's tau with equal weights: {portfolio.rank_agreement(equal, totals):.2f}")

interact(picture, weights_r_score=(1, 5), weights_f_score=(1, 5), weights_m_score=(1, 5))
""",
}
