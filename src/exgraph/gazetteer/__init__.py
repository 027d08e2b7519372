"""The reference gazetteer: municipalities of Japan, countries, divisions and cities, to propose places from.

It is no part of the graph. What a document names of it is proposed as rows of the project's own gazetteer.
"""
