"""The documents that rating rules come from, with their dates."""

from datetime import date

from ratings.rules.base import Document

HD27 = Document("HD 27-HD/BTCTW", date(2014, 9, 25))
QD29 = Document("QĐ 29-QĐ/TW", date(2016, 7, 25))
CV1825 = Document("CV 1825-CV/BTCTW", date(2016, 11, 18))
QD132 = Document("QĐ 132-QĐ/TW", date(2018, 3, 8))
HD16 = Document("HD 16-HD/BTCTW", date(2018, 9, 24))
HD21 = Document("HD 21-HD/BTCTW", date(2019, 10, 18))
QD24 = Document("QĐ 24-QĐ/TW", date(2021, 7, 30))
QD124 = Document("QĐ 124-QĐ/TW", date(2023, 10, 4))
HD25 = Document("HD 25-HD/BTCTW", date(2023, 11, 10))
QD366 = Document("QĐ 366-QĐ/TW", date(2025, 8, 30))
KL198 = Document("KL 198-KL/TW", date(2025, 10, 8))
HD43 = Document("HD 43-HD/BTCTW", date(2025, 10, 31))
CV10072 = Document("CV 10072-CV/BTCTW", date(2025, 11, 6))
