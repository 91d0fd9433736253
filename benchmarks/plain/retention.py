"""What a teacher writes who knows matplotlib and ipywidgets, for the pictures of keeping customers."""

PLAIN = {
    "retention-expectations": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def picture(perceived_first=8, perceived_last=8, expected=5, adaptation=0.5):
    time = np.arange(1, 11)
    perceived = np.linspace(perceived_first, perceived_last, 10)
    beliefs = [expected]
    for performance in perceived[:-1]:
        beliefs.append(beliefs[-1] + adaptation * (performance - beliefs[-1]))
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.bar(time, perceived - beliefs, color="lightgrey", edgecolor="grey", label="satisfaction")
    ax.plot(time, perceived, "o-", ms=4, label="perceived")
    ax.plot(time, beliefs, "s-", color="orange", ms=4, label="expected")
    ax.set_ylim(top=10.5)
    ax.set_xlabel("time")
    ax.set_ylabel("rating, points")
    fig.legend(loc="upper center", ncols=3)
    plt.show()

points = (1, 10, 0.5)
interact(picture, perceived_first=points, perceived_last=points, expected=points,
         adaptation=(0.05, 0.95, 0.01))
""",
}
