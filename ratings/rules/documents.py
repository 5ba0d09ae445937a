"""Documents that several rule sets come from; one that a single rule set cites stands in its module."""

from datetime import date

from ratings.rules.base import Document

QD29 = Document("QĐ 29-QĐ/TW", date(2016, 7, 25))
QD132 = Document("QĐ 132-QĐ/TW", date(2018, 3, 8))
QD24 = Document("QĐ 24-QĐ/TW", date(2021, 7, 30))
