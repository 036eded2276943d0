"""Who may change a file on Windows, by its security descriptor; the bytes are made here as [MS-DTYP] lays them out."""

import struct

import pytest

from legalredact.governance.windows_acl import (
    ADMINISTRATORS,
    APPEND_DATA,
    DELETE,
    DELETE_CHILD,
    GENERIC_ALL,
    OWNER_RIGHTS,
    REPLACING,
    SYSTEM,
    TRUSTED,
    TRUSTED_INSTALLER,
    WRITE_ATTRIBUTES,
    WRITE_DAC,
    WRITE_DATA,
    WRITE_EA,
    WRITE_OWNER,
    fault,
    named,
    read,
)

USERS, EVERYONE, ANN = "S-1-5-32-545", "S-1-1-0", "S-1-5-21-3623811015-3361044348-30300820-1013"
CREATOR_OWNER = "S-1-3-0"
READ_AND_RUN, FULL = 0x1200A9, 0x1F01FF
ALLOW, DENY, ALLOW_OBJECT, ALLOW_CALLBACK, ALLOW_CALLBACK_OBJECT = 0, 1, 5, 9, 11
INHERIT_ONLY, INHERITED = 0x08, 0x10
INHERITING = 0x03

RIGHTS = (0x2, 0x4, 0x10, 0x40, 0x100, 0x1_0000, 0x4_0000, 0x8_0000, 0x1000_0000, 0x4000_0000)
"""To write, append, write attributes of both kinds, delete below, delete, change rights, take over; two for all."""

ORDINARY = (
    (ALLOW, INHERITED, FULL, SYSTEM),
    (ALLOW, INHERITED, FULL, ADMINISTRATORS),
    (ALLOW, INHERITED, FULL, TRUSTED_INSTALLER),
    (ALLOW, INHERITED, READ_AND_RUN, USERS),
)
"""As below `C:\\Program Files`."""
PROGRAM_DATA = (
    (ALLOW, INHERITING, FULL, SYSTEM),
    (ALLOW, INHERITING, FULL, ADMINISTRATORS),
    (ALLOW, INHERITING | INHERIT_ONLY, GENERIC_ALL, CREATOR_OWNER),
    (ALLOW, INHERITING, READ_AND_RUN, USERS),
    (ALLOW, 0x02, WRITE_DATA | APPEND_DATA | WRITE_EA | WRITE_ATTRIBUTES, USERS),
)
"""As Windows sets `C:\\ProgramData`: users may add to it, and not take away what is there."""
Ace = tuple[int, int, int, str]


def sid(words: str) -> bytes:
    _, revision, authority, *rest = words.split("-")
    return (
        bytes((int(revision), len(rest)))
        + int(authority).to_bytes(6, "big")
        + struct.pack(f"<{len(rest)}I", *map(int, rest))
    )


def ace(kind: int, flags: int, rights: int, who: str, objects: int = 3) -> bytes:
    """One that names objects has flags that say which of two ids follow."""
    ids = struct.pack("<I", objects) + bytes(16 * objects.bit_count())
    body = struct.pack("<I", rights) + (ids if kind in (ALLOW_OBJECT, ALLOW_CALLBACK_OBJECT) else b"") + sid(who)
    return struct.pack("<BBH", kind, flags, 4 + len(body)) + body


def descriptor(owner: str, aces: tuple[Ace, ...] | None, control: int = 0x8004) -> bytes:
    """Self-relative: header, owner, list."""
    packed = b"".join(ace(*one) for one in aces or ())
    acl = struct.pack("<BBHHH", 2, 0, 8 + len(packed), len(aces or ()), 0) + packed if aces is not None else b""
    own = sid(owner) if owner else b""
    return struct.pack("<BBHIIII", 1, 0, control, 20 if own else 0, 0, 0, 20 + len(own) if acl else 0) + own + acl


@pytest.mark.parametrize("owner", [SYSTEM, ADMINISTRATORS, TRUSTED_INSTALLER])
def test_what_administrators_alone_can_change_is_believed(owner: str) -> None:
    assert fault(descriptor(owner, ORDINARY)) == ""
    assert fault(descriptor(owner, (*ORDINARY, (ALLOW, 0, FULL, OWNER_RIGHTS)))) == ""


def test_a_descriptor_as_windows_gives_it_is_read() -> None:
    """Taken apart by hand: owner SYSTEM; SYSTEM may all, users may read and run."""
    recorded = bytes.fromhex(
        "01000480 14000000 00000000 00000000 20000000 01010000 00000005 12000000"
        "02003400 02000000 00001400 ff011f00 01010000 00000005 12000000"
        "00001800 a9001200 01020000 00000005 20000000 21020000"
    )
    owner, entries = read(recorded)
    assert owner == SYSTEM
    assert [(one.who, one.rights) for one in entries or ()] == [(SYSTEM, FULL), (USERS, 0x1200A9)]
    assert fault(recorded) == ""


@pytest.mark.parametrize("owner", [ANN, USERS, EVERYONE, "", "S-1-5-180", "S-1-5-32-5440"])
def test_what_somebody_else_owns_is_refused(owner: str) -> None:
    assert fault(descriptor(owner, ORDINARY)) == f"belongs to {named(owner)}"


@pytest.mark.parametrize("who", [ANN, USERS, EVERYONE, CREATOR_OWNER])
@pytest.mark.parametrize("kind", [ALLOW, ALLOW_OBJECT, ALLOW_CALLBACK, ALLOW_CALLBACK_OBJECT])
@pytest.mark.parametrize("right", RIGHTS)
def test_one_right_to_change_it_for_anybody_else_is_one_too_many(who: str, kind: int, right: int) -> None:
    assert (
        fault(descriptor(SYSTEM, (*ORDINARY, (kind, INHERITED, READ_AND_RUN | right, who))))
        == f"can be changed by {named(who)}"
    )
    assert fault(descriptor(SYSTEM, (*ORDINARY, (kind, INHERIT_ONLY, READ_AND_RUN | right, who)))) == ""


@pytest.mark.parametrize("objects", [0, 1, 2, 3])
def test_an_entry_that_names_objects_is_read(objects: int) -> None:
    packed = ace(ALLOW_OBJECT, 0, FULL, ANN, objects)
    acl = struct.pack("<BBHHH", 4, 0, 8 + len(packed), 1, 0) + packed
    own = sid(SYSTEM)
    whole = struct.pack("<BBHIIII", 1, 0, 0x8004, 20, 0, 0, 20 + len(own)) + own + acl
    assert fault(whole) == f"can be changed by {ANN}"


@pytest.mark.parametrize("kind", [1, 2, 6, 7, 10, 12, 13, 15, 17, 18, 19, 20])
def test_what_denies_or_watches_allows_nothing(kind: int) -> None:
    assert fault(descriptor(SYSTEM, (*ORDINARY, (kind, 0, FULL, ANN)))) == ""


def test_people_read_names() -> None:
    assert fault(descriptor("", ORDINARY)) == "belongs to nobody"
    assert fault(descriptor(EVERYONE, ORDINARY)) == "belongs to Everyone (S-1-1-0)"
    assert fault(descriptor(ANN, ORDINARY)) == f"belongs to {ANN}"


def test_a_list_that_is_not_there_lets_everybody_write() -> None:
    assert "no access list" in fault(descriptor(SYSTEM, None))
    assert "no access list" in fault(descriptor(SYSTEM, ORDINARY, control=0x8000))
    assert fault(descriptor(SYSTEM, ())) == ""  # an empty list lets nobody


def test_an_entry_that_denies_allows_nothing() -> None:
    assert fault(descriptor(SYSTEM, (*ORDINARY, (DENY, 0, FULL, ANN)))) == ""


def test_a_folder_above_may_be_added_to_and_not_taken_from() -> None:
    assert fault(descriptor(SYSTEM, PROGRAM_DATA), REPLACING) == ""
    assert fault(descriptor(SYSTEM, PROGRAM_DATA)) == f"can be changed by Users ({USERS})"
    for right in (DELETE, DELETE_CHILD, WRITE_DAC, WRITE_OWNER):
        assert (
            fault(descriptor(SYSTEM, (*PROGRAM_DATA, (ALLOW, 0, right, USERS))), REPLACING)
            == f"can be changed by Users ({USERS})"
        )


def test_an_administrators_own_account_counts_where_it_is_elevated() -> None:
    assert fault(descriptor(ANN, (*ORDINARY, (ALLOW, 0, FULL, ANN))), trusted=TRUSTED | {ANN}) == ""


@pytest.mark.parametrize("cut", range(0, 120, 7))
def test_what_is_no_descriptor_is_refused(cut: int) -> None:
    whole = descriptor(SYSTEM, ORDINARY)
    assert fault(whole[:cut])
    assert fault(b"\x02" + whole[1:]) == "has an access list that cannot be read"


def test_an_entry_of_an_unknown_kind_is_refused() -> None:
    assert fault(descriptor(SYSTEM, ((0x30, 0, FULL, ANN),))) == "has an access list that cannot be read"
    endless = bytearray(descriptor(SYSTEM, ORDINARY))
    endless[20 + 12 + 8 + 2 : 20 + 12 + 8 + 4] = b"\0\0"  # an entry that says that it has no length
    assert fault(bytes(endless)) == "has an access list that cannot be read"
