# ruff: noqa: E501 - each text stands on one line, as in a document
"""Facts that `legalredact mask` leaves in clear beside the tokens of names; all people and companies are invented."""

from pathlib import Path

import pytest

from legalredact import wiring
from legalredact.cli.main import run
from legalredact.model.token import TOKEN

TEXTS = {
    "year before a company": "In 2011 Kestrel LLC borrowed $4,000,000.",
    "year before an initial": "2011 Q LLC sold the land. By 2012 Q LLC had no assets.",
    "year after a plan": "To approve the Vostrel Corporation 2024 Non-Employee Director Plan.",
    "street of a company": "The tenant is 2011 Birchmoor Street LLC, a Delaware company.",
    "names with numbers": "3M Company makes tape. 84 Lumber Company and 24 Hour Fitness USA, Inc. agreed.",
    "footnote before a word": "They agree on the facts.7 8The debtor, Wexmoor Holdings, LLC, filed. ¹Three creditors objected.",
    "footnote after a name": "Marta Okonski testified. Marta Okonski2 was in Reno. Okonski³ left. Then Okonski said no.",
    "page of a reporter": "Certiorari denied. *126Thurlow E. Bakewell, Attorney General. *1083When reviewing a ruling, we look.",
    "number of a paragraph": "JUSTICE QUILL:\n\n¶ 1 Gift Harbor, LLC, and Sandmoor Amusements, Inc., sued the Governor.",
    "rest of an amount": "We paid Dominique Energy, LLC for 100,000 dth and invoiced Tallis Mills, Inc. for 100,000 dth.",
    "reporter": (
        "As held in Barlow Freight Lines, Inc. v. Tamsin Oil Co., 512 F.3d 101, 105 (9th Cir. 2008), a carrier must pay."
        " In Tamsin Oil, the carrier lost. Ines Vellacott disagrees."
    ),
    "year before the volume": "(See Palmertree v. U.S. Industrial Latches, Inc. (1984) 36 Cal.3d 171, 180.) We grant it.",
    "reporter in brackets": "It superseded Woodrell v. Dakota Telephone & Telegraph (228 N.C. 605, 46 S.E.2d 717 (1948)).",
    "case of a bankruptcy": "See Webbing Co. v. First Aldous Bank (In re Softar Pub. Co., Inc.), 856 F.2d 1328 (9th Cir. 1988).",
    "volume not printed yet": "Florida v. Harkonen, --- U.S. ----, 133 S.Ct. 1050, 1056 n. 2, 185 L.Ed.2d 61 (2013).",
    "abbreviated board": "Osbourne v. Bd. of Regents of Univ. of Wis. Sys., 2002 WI 83, ¶ 13, 254 Wis.2d 266, 647 N.W.2d 158.",
    "footnote of a case": "She waived it. Dept. of Transp. v. Dupreel.5 In general, agencies are immune. Gilbertson v. Richardt.7 Next.",
    "initials of judges": "CV 21-913 JVS (KESx)     October 4, 2021\nVarno v. Kelmoor LLC, et al.\nCivil Minutes",
    "state in an address": "She lived in Reno, NV. Ostrava Freight LLC is a TN company. Nashville TN 37201.",
    "statute of a state": "Mo. Rev. Stat. § 1.020 and Wis. STAT. § 704.90 apply; see S.D. Fla. L.R. 7.1(c).",
    "temperatures": "Temperature 98.6 F, later 102.4°F. The freezer was kept at -20°C. It reached 450 Fahrenheit.",
    "day of a message": "From: Ada Corwell\nSent: Thu, 17 May 2001 10:00:17 -0700 (PDT)\nTo: Tom Varrick\n\nThanks.",
    "sections": "Borrower shall pay under Article X and Section 8. The pole stood near Interstate 85 and Route 9.",
    "headings": (
        "EMPLOYMENT APPLICATION\nName: Ines Tarrow\nSupervisor Comments:\nEMPLOYER RESPONSE\n\nOPENING CRITERIA\n\n"
        "STATEMENT OF FACTS\n\nPROJECT CREDIT SUPPORT\n"
    ),
}
CASES: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
    ("year before a company", ("In 2011 ", " borrowed $4,000,000."), ("Kestrel",)),
    ("year before an initial", ("2011 ", "By 2012 "), ("Q LLC",)),
    ("year after a plan", (" 2024 Non-Employee Director Plan",), ("Vostrel",)),
    ("street of a company", ("a Delaware company",), ("Birchmoor",)),
    ("names with numbers", (" makes tape.", " agreed."), ("3M", "84 Lumber", "24 Hour")),
    ("footnote before a word", ("8The debtor, ", "¹Three creditors objected"), ("Wexmoor",)),
    ("footnote after a name", ("2 was in Reno", "³ left"), ("Okonski",)),
    ("page of a reporter", ("*126", "*1083When reviewing"), ("Thurlow", "Bakewell")),
    ("number of a paragraph", ("¶ 1 ",), ("Gift Harbor", "Sandmoor")),
    ("rest of an amount", ("for 100,000 dth and", "for 100,000 dth."), ("Dominique", "Tallis")),
    (
        "reporter",
        ("Barlow Freight Lines, Inc. v. Tamsin Oil Co., 512 F.3d 101", "In Tamsin Oil, the carrier lost"),
        ("Vellacott",),
    ),
    ("year before the volume", (TEXTS["year before the volume"],), ()),
    ("reporter in brackets", (TEXTS["reporter in brackets"],), ()),
    ("case of a bankruptcy", (TEXTS["case of a bankruptcy"],), ()),
    ("volume not printed yet", (TEXTS["volume not printed yet"],), ()),
    ("abbreviated board", (TEXTS["abbreviated board"],), ()),
    ("footnote of a case", (TEXTS["footnote of a case"],), ()),
    ("initials of judges", ("CV 21-913 JVS (KESx)     October 4, 2021",), ("Varno", "Kelmoor")),
    ("state in an address", ("in Reno, NV. ", " is a TN company. Nashville TN 37201."), ("Ostrava",)),
    ("statute of a state", (TEXTS["statute of a state"],), ()),
    ("temperatures", (TEXTS["temperatures"],), ()),
    ("day of a message", ("Sent: Thu, 17 May 2001",), ("Corwell", "Varrick")),
    ("sections", (TEXTS["sections"],), ()),
    (
        "headings",
        ("EMPLOYMENT APPLICATION", "Supervisor Comments:", "EMPLOYER RESPONSE", "OPENING CRITERIA", "CREDIT SUPPORT"),
        ("Tarrow",),
    ),
]


@pytest.fixture(scope="module")
def masked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with the masked text of each text, of one matter with all suggestions accepted."""
    folder = tmp_path_factory.mktemp("facts")
    (folder / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    where = ("--matter", str(folder / "m"), "--passphrase-file", str(folder / "passphrase"), "--quiet")
    files = [str(folder / f"{name}.txt") for name in TEXTS]
    assert run(["mask", *files, "--accept", "suggested", "--out", str(folder / "out"), *where], wiring.real()) == 0
    return folder / "out"


@pytest.mark.parametrize(("name", "stays", "gone"), CASES, ids=[name for name, *_ in CASES])
def test_names_are_masked_and_facts_beside_them_stay(
    masked: Path, name: str, stays: tuple[str, ...], gone: tuple[str, ...]
) -> None:
    text = (masked / f"{name}.masked.txt").read_text(encoding="utf-8")

    assert [word for word in gone if word in text] == []
    assert [fact for fact in stays if fact not in text] == []
    assert bool(gone) == (TOKEN.search(text) is not None)
