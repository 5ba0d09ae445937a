"""Every deed on a member, one module each; what cannot be is refused at the field of its form."""

from members.deeds.correcting import FACTS, correct, fingerprint
from members.deeds.entering import enter
from members.deeds.leaving import depart, end, endings_of
from members.deeds.lending import come_back, lend
from members.deeds.recognizing import extend, recognize, refuse
from members.deeds.resting import rest, resume
from members.deeds.returning import WAY_BACK, come_again, ending_of
from members.deeds.transferring import transfer

__all__ = [
    "FACTS",
    "WAY_BACK",
    "come_again",
    "come_back",
    "correct",
    "depart",
    "end",
    "ending_of",
    "endings_of",
    "enter",
    "extend",
    "fingerprint",
    "lend",
    "recognize",
    "refuse",
    "rest",
    "resume",
    "transfer",
]
