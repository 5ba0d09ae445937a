"""How many there were, came and went in each year: as published where it was."""

START = 2014
YEARS = range(2015, 2025)
# Members at the end of each year.
CLOSING = {
    2014: 4_712, 2015: 4_760, 2016: 4_806, 2017: 4_848, 2018: 4_884, 2019: 4_921,
    2020: 4_940, 2021: 4_955, 2022: 4_968, 2023: 4_979, 2024: 4_989,
}  # fmt: skip
# 1,062 from 2015 to 2019 as published; 793 from 2020 on.
ADMITTED = {
    2015: 204, 2016: 218, 2017: 225, 2018: 212, 2019: 203,
    2020: 168, 2021: 201, 2022: 187, 2023: 176, 2024: 61,
}  # fmt: skip
ARRIVED = {
    2015: 44, 2016: 39, 2017: 47, 2018: 41, 2019: 52,
    2020: 36, 2021: 31, 2022: 45, 2023: 48, 2024: 55,
}  # fmt: skip
MOVED_WITHIN = 8
DIED = (5, 6, 7, 6, 8)
REMOVED = (3, 2, 4)
RESIGNED = (1, 2)
EXPELLED_IN = (2017, 2022)
EXEMPTED = (4, 5, 3)
SUSPENDED_IN = {2019: 1, 2021: 1, 2023: 2}
LARGE_ENOUGH_FOR_A_CASE = 10
