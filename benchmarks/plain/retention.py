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
    "retention-film": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact

def picture(film_effect=0.5, mood_lead=1, self_chosen=0.5, viewers=120):
    share = np.linspace(0, 1, 11)
    seems = share * mood_lead + film_effect
    error = 2 * np.sqrt((1 + mood_lead**2 * (1 - share**2) / 4) / viewers)
    fig, ax = plt.subplots(figsize=(7.2, 3.4))
    ax.fill_between(100 * share, seems - 2 * error, seems + 2 * error, color="lightgrey", label="two errors")
    ax.plot(100 * share, seems, "o-", ms=4, label="what is seen")
    ax.axhline(film_effect, color="grey", label="what the film did")
    ax.plot(100 * self_chosen, self_chosen * mood_lead + film_effect, "D", color="orange", ms=9, label="now")
    ax.set_xlabel("viewers who choose for themselves (%)")
    ax.set_ylabel("ahead, points")
    fig.legend(loc="upper center", ncols=4)
    plt.show()

interact(picture, film_effect=(-1, 1, 0.1), mood_lead=(0, 2, 0.1), self_chosen=(0, 1, 0.05),
         viewers=(20, 400, 20))
""",
}
