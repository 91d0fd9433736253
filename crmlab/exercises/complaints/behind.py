"""How many dissatisfied customers stand behind the complaints."""

from crmlab import complaints
from crmlab.declared.quantities import typical
from crmlab.exercises.declaring import FunctionCheck, Mistake, given
from crmlab.language import to_say

REREAD = to_say("lesson 12, “How many stand behind them”")
HINTS = (
    "The complaints are a part of the dissatisfied. Which part?",
    "If 10 % speak, ten customers stand behind each complaint. How do you get ten from 0.10?",
    "complaints is dissatisfied · voice_rate. Solve that for dissatisfied.",
)

number = FunctionCheck(
    "dissatisfied finds everybody who stands behind the complaints",
    complaints.dissatisfied,
    narrow={"complaints": typical(20, 200, 10), "voice_rate": typical(0.04, 0.7)},
    cases=[{"complaints": 100, "voice_rate": 0.15}],  # 666.67: whoever cuts the decimals off gets 666
    tolerance=0.5,  # whole customers are as good
    between=(20, 5000),
    mistakes={
        "rate_multiplied": Mistake(
            "You multiply by the voice rate, and get fewer customers than have complained. Divide by it.",
            lambda complaints, voice_rate: complaints * voice_rate,
            "the share is easily taken in the wrong direction",
        ),
        "only_the_silent": Mistake(
            "You give the silent ones only. Those who complained are dissatisfied, too.",
            lambda complaints, right: right - complaints,
            "the silent and the dissatisfied are easily mixed up",
        ),
        "divided_by_the_silent_share": Mistake(
            "You divide by the share of the silent. "
            "Complaints come from those who spoke: divide by voice_rate.",
            given(voice_rate=lambda voice_rate: 1 - voice_rate),
        ),
        "complaints_added_once_more": Mistake(
            "You add the complaints once more. Those who complained are in complaints / voice_rate already.",
            lambda complaints, right: right + complaints,
        ),
        "share_taken_for_percent": Mistake(
            "You turn voice_rate from percent into a share. It is a share already: 0.10 stands for 10 %.",
            given(voice_rate=lambda voice_rate: voice_rate / 100),
        ),
        "always_ten_for_one": Mistake(
            "You count ten customers for each complaint. "
            "That holds at a voice rate of 10 % only: use voice_rate.",
            given(voice_rate=0.1),
        ),
        "rate_added_on_top": Mistake(
            "You add to the complaints a share of the complaints. "
            "voice_rate is a share of all who are dissatisfied: divide by it.",
            lambda complaints, voice_rate: complaints * (1 + voice_rate),
        ),
        "silent_share_of_the_complaints": Mistake(
            "You take a share of the complaints. They are themselves a share, that of all the dissatisfied.",
            lambda complaints, voice_rate: complaints * (1 - voice_rate),
        ),
    },
)

all = FunctionCheck(
    "when everybody speaks, the complaints are all there are",
    complaints.dissatisfied,
    narrow={"complaints": typical(20, 200, 1), "voice_rate": typical(1, 1)},
    cases=[{"complaints": 0, "voice_rate": 0.1}],
    tolerance=0.5,
    between=(0, 200),
    mistakes={
        "nobody_when_all_speak": Mistake(
            "You give 0 when everybody speaks. Nobody is silent then, but who complained is dissatisfied.",
            lambda complaints, voice_rate: 0 if voice_rate == 1 else complaints / voice_rate,
            "nobody silent is easily taken for nobody dissatisfied",
        ),
    },
)
