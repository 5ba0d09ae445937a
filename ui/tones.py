"""The colours of levels where no stylesheet reaches: paper, and the drawings on it.

static/ui/tokens.css has the same for the screen, with others for the dark: a test holds the two equal.
"""

INK, PAPER = "#1c2024", "#ffffff"
# Under white letters, best level first; "l0" is for who is not rated. "none", where nothing is decided, is under ink.
STRONG = {"l4": "#0f5a41", "l3": "#2f7d5f", "l2": "#86660c", "l1": "#9a3b00", "l0": "#5d6570", "none": "#e5e8ec"}
# For areas without letters.
AREA = {"l4": "#0f5a41", "l3": "#4f9a7c", "l2": "#d9b45a", "l1": "#b4552b", "l0": "#aab1bb"}
