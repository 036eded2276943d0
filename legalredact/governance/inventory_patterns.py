"""Patterns for kinds of personal data other than the names and numbers that detection finds.

The lists are short and simple: they count their matches and nothing more. Finding nothing proves nothing.
"""

import re
from collections.abc import Mapping

QUASI: Mapping[str, re.Pattern[str]] = {
    "zip": re.compile(
        r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]"
        r"|T[NX]|UT|V[AT]|W[AIVY])[ ,]+\d{5}(?:-\d{4})?\b"
    ),
    "age": re.compile(
        r"\b\d{1,3}[\s-]+years?[\s-]+old\b|\baged?\s+\d{1,3}\b|\b\d{1,3}\s+years\s+of\s+age\b", re.IGNORECASE
    ),
    "job with employer": re.compile(
        r"\b(?:accountant|analyst|assistant|attorney|bookkeeper|cashier|chef|clerk|consultant|coach|dentist|designer"
        r"|developer|director|doctor|driver|electrician|engineer|foreman|guard|inspector|instructor|janitor|manager"
        r"|mechanic|nurse|officer|operator|paralegal|pharmacist|physician|pilot|plumber|president|professor|programmer"
        r"|receptionist|scientist|secretary|supervisor|surgeon|teacher|technician|therapist|treasurer|vice president)s?"
        r"\s+(?:at|for|of|with|in)\s+(?:the\s+)?(?:[A-Z][\w&.'’-]+|[A-Z]{2,}_[A-Z]+)"
    ),
    "family": re.compile(
        r"\b(?:his|her|their|my)\s+(?:ex-)?(?:wife|husband|spouse|partner|daughter|son|mother|father|sister|brother|child"
        r"|children|twins?)\b",
        re.IGNORECASE,
    ),
}
"""Quasi-identifiers: facts that many people share, but that identify one person in combination."""

SENSITIVE: Mapping[str, re.Pattern[str]] = {
    "health": re.compile(
        r"\b(?:diagnos(?:is|es|ed)|prognosis|surger(?:y|ies)|medicat(?:ion|ed)s?|prescri(?:bed|ption)s?|hospitali[sz]ed"
        r"|cancer|tumou?rs?|diabet(?:es|ic)|HIV|AIDS|hepatitis|epilep(?:sy|tic)|depress(?:ion|ive)|bipolar|PTSD"
        r"|anxiety\s+disorder|psychiatr(?:ic|ist)|psycholog(?:ical|ist)|therapy|pregnan(?:t|cy)|miscarriage|abortion"
        r"|disabilit(?:y|ies)|disabled|medical\s+(?:records?|history|condition)|injur(?:y|ies)|fractur(?:e|ed)|concussion"
        r"|overdose|addict(?:ion|ed)|alcoholi(?:c|sm)|rehab(?:ilitation)?)\b",
        re.IGNORECASE,
    ),
    "genetic": re.compile(r"\b(?:genetic|genome|DNA|BRCA[12]?|paternity\s+test|hereditary)\b", re.IGNORECASE),
    "criminal": re.compile(
        r"\b(?:convict(?:ed|ion)s?|felon(?:y|ies)?|misdemeanou?rs?|arrest(?:ed|s)?|indict(?:ed|ment)s?|probation|parole"
        r"|incarcerat(?:ed|ion)|imprison(?:ed|ment)|criminal\s+(?:record|history|charges?)|plead(?:ed)?\s+guilty|pled\s+guilty"
        r"|sex\s+offender|restraining\s+order)\b",
        re.IGNORECASE,
    ),
    "financial": re.compile(
        r"\b(?:bankruptc(?:y|ies)|insolven(?:t|cy)|foreclosure|garnish(?:ed|ment)|salar(?:y|ies)|wages?|net\s+worth"
        r"|tax\s+returns?|credit\s+(?:score|report|history)|bank\s+(?:statements?|account)|debts?|loan\s+default|child\s+support"
        r"|alimony)\b",
        re.IGNORECASE,
    ),
    "religious": re.compile(
        r"\b(?:religio(?:n|us)|Christian|Catholic|Protestant|Baptist|Mormon|Jewish|Judaism|Muslim|Islam(?:ic)?|Hindu"
        r"|Buddhist|Sikh|atheist|church|mosque|synagogue|temple\s+member)\b"
    ),
    "origin": re.compile(
        r"\b(?:ethnicit(?:y|ies)|racial(?:ly)?|African[\s-]American|Hispanic|Latin[ao]|Asian[\s-]American|Native\s+American"
        r"|immigra(?:nt|tion)|undocumented|asylum|refugee|green\s+card|visa\s+status|national\s+origin)\b",
        re.IGNORECASE,
    ),
    "sexual life": re.compile(
        r"\b(?:sexual(?:ly)?|gay|lesbian|bisexual|transgender|homosexual|extramarital|rape[d]?|harass(?:ed|ment))\b",
        re.IGNORECASE,
    ),
    "union or politics": re.compile(
        r"\b(?:union\s+(?:member|dues|steward)|labou?r\s+union|political\s+(?:party|affiliation)|registered\s+(?:Democrat"
        r"|Republican))\b",
        re.IGNORECASE,
    ),
    "minors": re.compile(
        r"\b(?:minor\s+child(?:ren)?|juvenile|a\s+minor|foster\s+care|guardian\s+ad\s+litem)\b", re.IGNORECASE
    ),
}
"""Sensitive attributes, which have special protection by law."""

BEHAVIOURAL: Mapping[str, re.Pattern[str]] = {
    "location": re.compile(
        r"\b(?:GPS|geolocation|location\s+data|cell[\s-](?:site|tower)|license[\s-]plate\s+reader|travel(?:l)?ed\s+to"
        r"|whereabouts|badge\s+(?:swipes?|records?))\b",
        re.IGNORECASE,
    ),
    "communication": re.compile(
        r"\b(?:call\s+(?:logs?|records?|detail)|phone\s+records?|text\s+messages?|chat\s+(?:logs?|history)|voicemails?"
        r"|WhatsApp|Slack\s+messages?)\b",
        re.IGNORECASE,
    ),
    "use and purchases": re.compile(
        r"\b(?:brows(?:er|ing)\s+history|search\s+history|log[\s-]?ins?\b|cookies?|purchase\s+history|transaction\s+history"
        r"|time\s?sheets?|attendance\s+records?|social\s+media\s+posts?)\b",
        re.IGNORECASE,
    ),
}
"""Behavioral data: records of what somebody did, and when."""

METADATA: Mapping[str, re.Pattern[str]] = {
    "file path": re.compile(
        r"\b[A-Z]:\\[^\s\"<>|]{3,}|\\\\[\w.-]+\\[\w.$-]+|(?<![\w/])/(?:home|Users|mnt|Volumes)/[\w.-]+"
    ),
    "system identifier": re.compile(
        r"\b(?:[0-9A-F]{2}[:-]){5}[0-9A-F]{2}\b|\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b", re.IGNORECASE
    ),
}
"""Metadata: traces of machines and files in the text."""
