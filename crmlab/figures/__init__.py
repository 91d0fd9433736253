"""Pictures of results: each is drawn once and then updated."""

import logging

# "Matplotlib is building the font cache" is no fault, and a browser, which keeps none, would say it in red at
# each visit
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
