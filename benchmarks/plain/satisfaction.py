"""Plain cells beside the explorers of satisfaction."""

PLAIN = {
    "satisfaction-ratio": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact
from crmlab import satisfaction

def picture(perceived=4.0, expected=2.0, band=0.05):
    judged = satisfaction.index(perceived, expected, band)
    difference = perceived - expected
    ends = np.array([0, 12])
    fig, ax = plt.subplots(figsize=(7.2, 3.8))
    ax.plot(ends, judged.ratio * ends, label="equally good by ratio")
    ax.plot(ends, difference + ends, "--", color="tab:red", label="equally good by difference")
    ax.plot(ends, ends, ":", color="grey", label="as expected")
    ax.plot([expected], [perceived], "D", color="orange", ms=9, label="this offer")
    ax.plot([6], [9], "s", color="grey", ms=9, label="other offer")
    ax.set(xlabel="expected level", ylabel="perceived level", xlim=(0, 12), ylim=(0, 12))
    ax.legend()
    plt.show()
    print(f"ratio {judged.ratio:.2f} ({judged.verdict}), difference {difference:.2f}")
    print("other offer: ratio 1.50, difference 3.00")

interact(picture, perceived=(2, 10, 0.5), expected=(2, 10, 0.5), band=(0, 0.2, 0.05))
""",
    "satisfaction-change": """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import interact
from crmlab import satisfaction

def picture(before=78, after=75, sd_before=20, sd_after=20, answers_before=250, answers_after=250):
    moved = satisfaction.index_change(before, after, sd_before, sd_after, answers_before, answers_after)
    variance = sd_before**2 + sd_after**2
    now = variance / moved.error**2
    each = np.geomspace(20, 4 * now, 60)
    fig, ax = plt.subplots()
    ax.plot(each, 2 * np.sqrt(variance / each), label="two errors of the change")
    ax.plot(each, 0 * each + abs(moved.change), "--", label="size of the change")
    ax.plot([now], [2 * moved.error], "D", color="orange", ms=9, label="your surveys")
    ax.set(xlabel="answers each time", ylabel="points of the score", ylim=(0, None))
    ax.legend()
    plt.show()
    print(f"{moved.change:+.1f} points, two errors are {2 * moved.error:.2f}")

spread, answers = (5, 100, 1), (50, 2000, 50)
interact(picture, before=(0, 100), after=(0, 100), sd_before=spread, sd_after=spread,
         answers_before=answers, answers_after=answers)
""",
}
