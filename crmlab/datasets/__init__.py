"""Data by name: nobody has to know where a file lies, and nothing is downloaded."""

from crmlab.datasets.logistics import Logistics, make_logistics
from crmlab.datasets.logs import load_cdnow, load_complete_journey
from crmlab.datasets.own import read_log
from crmlab.datasets.simulated import make_cdnow

__all__ = ["Logistics", "load_cdnow", "load_complete_journey", "make_cdnow", "make_logistics", "read_log"]
