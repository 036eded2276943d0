"""Words of court papers that name nobody, and words by which organizations and governments are known.

The words are in resources/words, all in lower case but for `PROFESSIONS`. What is listed here by itself is never
offered as a name; inside a longer name it may stand ("Standard Insurance Company").
"""

from legalredact.detection.lexicon.word_lists import word_list

ROLES = word_list("roles")
"""What somebody is in a matter."""
TITLES = word_list("titles")
SUFFIXES = word_list("suffixes")
"""What follows a person's name and is not a name."""
PROFESSIONS = word_list("professions")
"""What stands in capitals before a name and says what somebody is ("PA-C Jane Roe", "DA Roe")."""
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
"""Where somebody is from; none of these is a common name of people ("German" and "Irish" are)."""
TRADES = word_list("trades")
"""What companies make and do; the last word of many a name without a legal form."""
JOBS = word_list("jobs")
"""What people work as: dictionary words that end in one are a job, no name."""
GENERIC = word_list("generic")
"""Head words that, alone with an article, mean a body already named, or none."""
BOILERPLATE = word_list("boilerplate")
"""Words of headings and of the law that a capital does not turn into a name."""
PAPERS = word_list("papers")
"""What somebody says, files or wants: whose it is begins after its "of"."""
LATIN = word_list("latin")
"""Words of the law, and marks of medical notes, that are never a name, not even with a capital."""
OPENINGS = word_list("openings")
"""Words that begin sentences and no names."""
PARTICLES = word_list("particles")
"""What stands inside a surname, often in lower case."""
ABBREVIATIONS = word_list("abbreviations")
"""Letters that with points behind them are abbreviations of courts, places, degrees, papers, not of a person."""
BANKING = word_list("banking")
"""Words of statements of account: rows of them name nobody, and before a name they are none of it."""
WORDS_AND_GIVEN_NAMES = word_list("words_and_given_names")
"""Given names that are English words too: "Will Young" is a person, though both are words of the dictionary."""
