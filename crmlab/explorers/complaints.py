"""Explorers of complaints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from crmlab import complaints
from crmlab.declared.quantities import Share, typical
from crmlab.declared.tables import Named
from crmlab.explorers.engine import Explorer, StandIn
from crmlab.figures.complaints import Iceberg, MarketLoss, Pyramid, RecoveryReturn, Voice

MINOR, MAJOR = map(complaints.repurchase_rates, ("minor", "major"))
RATES = complaints.VOICE_RATES

# Who complains at all, and how much of it reaches those who count: any two such shares make a whole
Heard = Named(Annotated[Share, typical(0.04, 1, 0.005)], ("voice", "counted"))
Treated = Named(Annotated[Share, typical(0, 1)], ("voice", "resolved", "quick"))


def _layers(heard: Mapping[str, float]) -> dict[str, float]:
    counted = heard["voice"] * heard["counted"]
    layers = {"counted": counted, "front line": heard["voice"] - counted, "silent": 1 - heard["voice"]}
    return {layer: round(float(share), 6) for layer, share in layers.items()}


def _kept(treated: Mapping[str, float]) -> float:
    """Of 1,000 customers after a large loss."""
    voice, resolved, quick = (float(treated[key]) for key in ("voice", "resolved", "quick"))
    return round(complaints.customers_kept(1000, voice, resolved, quick, MAJOR), 6)


def _all_counted(voice: str) -> dict[str, dict[str, float]]:
    return {"layers": {"voice": RATES[voice], "counted": 1}}


def _after(**change: float) -> dict[str, dict[str, float]]:
    return {"kept_after": {"voice": 0.1, "resolved": 0.65, "quick": 0} | change}


EXPLORERS = [
    Explorer(
        "complaints-voice",
        complaints.customers_kept,
        Voice,
        start={"dissatisfied": 1000, "voice_rate": 0.1, "resolved": 0.65, "quick": 1, "rates": MAJOR},
        presets={
            "complaints-major": {},
            "complaints-minor": {"rates": MINOR},
            "complaints-easy": {"voice_rate": RATES["formally or to the front line"]},
        },
    ),
    Explorer(
        "complaints-iceberg",
        complaints.dissatisfied,
        Iceberg,
        start={"complaints": 100, "voice_rate": 0.1},
        presets={"complaints-one-voice": {"complaints": 1, "voice_rate": 0.04}},
    ),
    Explorer(
        "complaints-pyramid",
        complaints.breakdown,
        Pyramid,
        start={"number": 20, "layers": {"voice": 0.08, "counted": 0.375}},
        fixed={"known": '"counted"'},
        instead={"layers": StandIn(Heard, _layers)},
        presets={
            "complaints-voice-8": {},
            "complaints-voice-31": {"layers": {"voice": 0.31, "counted": 0.1613}},
            "complaints-voice-4": _all_counted("said so at all"),
            "complaints-voice-10": _all_counted("supposed"),
            "complaints-voice-30": _all_counted("visible"),
            "complaints-voice-50": _all_counted("to the front line"),
            "complaints-voice-69": _all_counted("most serious problem"),
        },
    ),
    Explorer(
        "complaints-market-loss",
        complaints.market_loss,
        MarketLoss,
        start={"complaints": 100, "voice_rate": 0.1, "resolved": 0.65, "loss_per_customer": 2000},
        presets={
            "complaints-five-million": {"loss_per_customer": 5763},
            "complaints-five-million-31": {"loss_per_customer": 5763, "voice_rate": 0.31},
        },
    ),
    Explorer(
        "complaints-recovery",
        complaints.recovery_return,
        RecoveryReturn,
        start={"kept_before": _after()["kept_after"], **_after(quick=1), "value": 1000, "cost": 20_000},
        instead={"kept_before": StandIn(Treated, _kept), "kept_after": StandIn(Treated, _kept)},
        presets={
            "complaints-faster": {},
            "complaints-better": _after(resolved=1),
            "complaints-louder": _after(voice=0.31),
        },
    ),
]
