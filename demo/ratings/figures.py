"""How good each year was, and what the conditions and caps are counted by."""

from demo.history.figures import YEARS
from ratings.levels import Level

EXCELLENT, GOOD, COMPLETED, NOT_COMPLETED = Level.EXCELLENT, Level.GOOD, Level.COMPLETED, Level.NOT_COMPLETED

# Of a thousand rated members: good or better, and excellent.
GOOD_UP = dict(zip(YEARS, (846, 859, 873, 888, 897, 912, 904, 920, 927, 901), strict=True))
EXCELLENT_SHARE = dict(zip(YEARS, (124, 129, 136, 131, 145, 141, 153, 158, 152, 156), strict=True))
# Of 81 grassroots organisations.
EXCELLENT_ORGANIZATIONS = dict(zip(YEARS, (13, 14, 16, 15, 14, 14, 13, 16, 15, 14), strict=True))
COMPLETED_ORGANIZATIONS = {2020: 2, 2021: 2, 2023: 1}
# Practice in the Bloc takes the 20 % of all rated good or better, in each grassroots organisation.
CAP = 5
# Guide 21-HD/BTCTW; before it only the exempt were left out.
NEW_MEMBERS_WAIT_SINCE = 2019
# Beyond those disciplined, so many fail each year; in cells of this size, so that no cell fails with them.
FAILED_BESIDES = (3, 2, 3, 2, 2, 3, 4, 2, 2, 3)
LARGE_ENOUGH_FOR_A_FAILURE = 10
PENDING = (2, 1, 1, 2, 1, 2, 3, 1, 1, 4)
