"""Words of court documents that name nobody, and words of the names of organizations and governments.

The words are in resources/words, all in lower case but for `PROFESSIONS`. A listed word by itself is never offered as a
name; it may be part of a longer name ("Standard Insurance Company").
"""

from legalredact.detection.lexicon.word_lists import word_list

ROLES = word_list("roles")
"""Roles of people in a matter."""
TITLES = word_list("titles")
SUFFIXES = word_list("suffixes")
"""Words that follow a person's name and are not a name."""
PROFESSIONS = word_list("professions")
"""Abbreviations in capitals before a name that show a person's role ("PA-C Jane Roe", "DA Roe")."""
COMPANY_FORMS = word_list("company_forms")
"""Legal forms of companies, letters only."""
INSTITUTIONS = word_list("institutions")
"""Head words of organizations that carry no legal form."""
GOVERNMENT_HEADS = word_list("government_heads")
SOVEREIGNS = word_list("sovereigns")
STATES = word_list("states")
MONTHS = word_list("months")
DAYS = word_list("days")
NATIONALITIES = word_list("nationalities")
"""Nationalities; none of these is a common name of people ("German" and "Irish" are)."""
TRADES = word_list("trades")
"""Trades of companies; the last word of many a name without a legal form."""
JOBS = word_list("jobs")
"""Occupations: dictionary words that end in one are a job, no name."""
GENERIC = word_list("generic")
"""Head words that, alone with an article, mean a body already named, or none."""
BOILERPLATE = word_list("boilerplate")
"""Words of headings and of the law that are no name even with a capital."""
PAPERS = word_list("papers")
"""Statements, filings and demands of people: the owner's name begins after its "of"."""
LATIN = word_list("latin")
"""Words of the law, and marks of medical notes, that are never a name, not even with a capital."""
OPENINGS = word_list("openings")
"""Words that begin sentences and no names."""
PARTICLES = word_list("particles")
"""Particles inside a surname, often in lower case."""
ABBREVIATIONS = word_list("abbreviations")
"""Letters that, with periods, abbreviate courts, places, degrees or documents, not a person."""
BANKING = word_list("banking")
"""Words of bank statements: lines of them are no names, and before a name they are not part of it."""
WORDS_AND_GIVEN_NAMES = word_list("words_and_given_names")
"""Given names that are English words too: "Will Young" is a person, though both are words of the dictionary."""
