"""The colours of levels where no stylesheet reaches: paper, and the drawings on it.

static/ui/tokens.css has the same for the screen, with others for the dark: a test holds the two equal.
"""

INK, PAPER = "#1c2024", "#ffffff"
# Of drawings, best level first: the usual one is pale, what is unusual is strong, also in grey; "l0" is for who is not
# rated, "none" where nothing is decided.
DRAWN = {"l4": "#0f5a41", "l3": "#dcece3", "l2": "#e8c76a", "l1": "#6e2500", "l0": "#aab1bb", "none": "#e5e8ec"}
# The letters on them.
DRAWN_INK = {"l4": PAPER, "l3": "#1f4a39", "l2": "#3d2e00", "l1": PAPER, "l0": INK, "none": INK}
# What is pale has an edge, and what lies between pale and strong has stripes.
PALE_EDGE, STRIPE = "#6f8f80", "#8a6914"
# For areas without letters.
AREA = {"l4": "#0f5a41", "l3": "#4f9a7c", "l2": "#d9b45a", "l1": "#b4552b", "l0": "#aab1bb"}
