"""What can be worked out from published figures alone: formulas on arrays and frames, used by both halves.

Nothing here ever sees a respondent. Order to read: differences (against the whole, between editions), composite (the index),
robustness (how firm it is), inequality (one number for how far areas are apart), unevenness (the same from model draws), gap
(between two groups), against (capacity beside initiatives).
"""

from scipy import special

Z_95 = float(special.ndtri(0.975))
"""Standard errors from the middle to either end of a 95 % interval."""
