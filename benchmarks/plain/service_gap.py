"""Plain cells beside the explorers of service quality."""

PLAIN = {
    "service-gap-servqual": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import FloatSlider, interact

names = ["tangibles", "reliability", "responsiveness", "assurance", "empathy"]
start = {
    "perceived": [5.8, 5.2, 5.0, 5.6, 4.6],
    "expected": [5.5, 6.5, 6.2, 6.0, 5.8],
    "weights": [20, 20, 20, 20, 20],
}

def picture(**values):
    perceived, expected, weights = (
        np.array([values[f"{kind}_{name}"] for name in names]) for kind in start
    )
    gap = perceived - expected
    at = np.arange(5)
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.bar(at - 0.27, perceived, 0.26, label="perceived")
    ax.bar(at, expected, 0.26, color="lightgrey", edgecolor="grey", label="expected")
    ax.bar(at + 0.27, gap, 0.26, color="orange", label="gap")
    ax.axhline(0, color="grey", lw=1)
    ax.set_xticks(at, names)
    ax.set_ylim(-6, 7)
    ax.legend(ncols=3, loc="upper center", bbox_to_anchor=(0.5, 1.15))
    plt.show()
    print(f"unweighted {gap.mean():.2f}, weighted {np.average(gap, weights=weights):.2f}")

low, high, step = ({"perceived": a, "expected": a, "weights": b} for a, b in [(2, 5), (7, 40), (0.1, 1)])
interact(picture, **{
    f"{kind}_{name}": FloatSlider(value, min=low[kind], max=high[kind], step=step[kind])
    for kind, values in start.items() for name, value in zip(names, values)
})
""",
    "service-gap-intervals": """
import matplotlib.pyplot as plt
import numpy as np
from crmlab import datasets
from ipywidgets import interact

survey = datasets.make_logistics(customers=200, seed=1).survey
december = survey[survey["date"] == "2024-12-31"]
gaps = december.loc[:, "P01":"P22"].to_numpy() - december.loc[:, "E01":"E22"].to_numpy()
names = ["tangibles", "reliability", "responsiveness", "assurance", "empathy"]
starts, ends = [0, 4, 9, 13, 17], [4, 9, 13, 17, 22]

def by_dimension(answers):
    means = np.nanmean(answers, axis=0)
    return [means[start:end].mean() for start, end in zip(starts, ends)]

def picture(seed=1, resamples=2000, confidence=0.95):
    source = np.random.default_rng(seed)
    drawn = [by_dimension(gaps[source.integers(len(gaps), size=len(gaps))]) for _ in range(resamples)]
    low, high = np.quantile(drawn, [(1 - confidence) / 2, (1 + confidence) / 2], axis=0)
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.bar(names, high - low, 0.5, bottom=low, color="lightgrey", edgecolor="grey", label="interval")
    ax.plot(names, by_dimension(gaps), "D", color="orange", ms=9, label="gap of these respondents")
    ax.axhline(0, color="grey", lw=1)
    ax.legend(ncols=2, loc="upper center", bbox_to_anchor=(0.5, 1.15))
    plt.show()

interact(picture, seed=(1, 100), resamples=(500, 2000, 500), confidence=(0.8, 0.99, 0.05))
""",
    "service-gap-zone": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import FloatSlider, interact

names = ["tangibles", "reliability", "responsiveness", "assurance", "empathy"]

def picture(adequate, desired, **values):
    perceived = np.array([values[f"perceived_{name}"] for name in names])
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.bar(names, desired - adequate, 0.6, bottom=adequate, color="lightgrey", edgecolor="grey",
           label="zone of tolerance")
    ax.plot(names, perceived, "D", color="orange", ms=9, label="perceived")
    ax.set_ylim(0, 10)
    ax.set_ylabel("level of service")
    ax.legend(ncols=2, loc="upper center", bbox_to_anchor=(0.5, 1.15))
    plt.show()
    print(((adequate <= perceived) & (perceived <= desired)).sum(), "of 5 dimensions inside the zone")

start = [7.2, 5.5, 6.0, 6.6, 5.2]
interact(
    picture,
    adequate=FloatSlider(5, min=3, max=5, step=0.5),
    desired=FloatSlider(7, min=6, max=9, step=0.5),
    **{f"perceived_{n}": FloatSlider(v, min=1, max=9, step=0.1) for n, v in zip(names, start)},
)
""",
    "service-gap-five-gaps": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

names = ["expected", "understood", "specified", "delivered", "promised", "perceived"]

def picture(perceived=5.0, expected=8.0, understood=7.0, specified=6.5, delivered=5.0, promised=7.0):
    levels = np.array([expected, understood, specified, delivered, promised, perceived])
    gaps = np.diff(levels)
    fig, ax = plt.subplots(figsize=(7.2, 3.6))
    ax.bar(np.arange(4) + 0.5, gaps[:4], 0.5, bottom=levels[:4], color="orange", label="gaps 1-4")
    ax.bar([4.5], gaps[4:], 0.5, bottom=levels[4:5], color="lightgrey", label="rest")
    ax.bar([6], perceived - expected, 0.5, bottom=expected, color="green", label="gap 5")
    ax.plot(levels, "o-", label="level")
    for number, x, y in zip("12345", [0.5, 1.5, 2.5, 3.5, 6], [*levels[:4], expected]):
        ax.text(x, y, number, ha="center", va="bottom")
    ax.set_xticks(range(7), [*names, "gap 5"])
    ax.set_ylim(0, 10)
    ax.legend(ncols=4, loc="upper center", bbox_to_anchor=(0.5, 1.15))
    plt.show()
    print("largest inside the firm: gap", abs(gaps[:4]).argmax() + 1)

interact(picture, **{name: (1, 9, 0.5) for name in names})
""",
}
