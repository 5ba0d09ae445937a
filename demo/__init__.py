"""Synthetic data for a first look: invented people and bodies, results that give every published figure.

Each module builds rows in memory, by chance of its own and without a database, so that the same rows with the same
numbers come out on every machine. demo.load writes them.
"""
