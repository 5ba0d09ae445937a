"""2025 is played: the Bloc ends, two successors go on with its organisations, and are merged into one.

By the portal's own deeds, on the data that demo.load wrote. Successors, decisions and figures are invented.
"""
