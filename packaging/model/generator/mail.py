"""Electronic mail with its headers, text messages, and remarks of people in a hurry."""

from collections.abc import Sequence

from generator.cast import Cast
from generator.facts import long_date, phone, short_date, time
from generator.marks import per, plain
from generator.person import Person
from generator.source import templates


def mail(case: Cast) -> str:
    """A thread of e-mail."""
    source = case.source
    return "\n\n".join(_message(case, source.sample(_writers(case), 3)) for _ in range(source.randint(1, 4)))


def _writers(case: Cast) -> list[Person]:
    return [who for key in ("w", "w2", "w3", "cp") if isinstance(who := case.people[key], Person)]


def _message(case: Cast, people: Sequence[Person]) -> str:
    source = case.source
    sender, receiver, _ = people
    lines = case.lines(templates("mail")["line"], source.randint(2, 6))
    parts = [
        _head(case, people),
        "",
        _greeting(receiver),
        source.pick("\n", " ", "\n\n").join(lines),
        _close(case, sender),
    ]
    prefix = source.pick("", "", "", "> ")
    return "\n".join(prefix + line for part in parts for line in part.split("\n"))


def _head(case: Cast, people: Sequence[Person]) -> str:
    source = case.source
    address = source.pick(_angled, _quoted, _bare, _mailto)
    sender, receiver, copied = people
    subject = case.fill(source.choice(templates("mail")["subject"]))
    day = f"{source.word('weekday')}, {long_date(source)} {time(source)}"
    fields = {"From": address(sender), "Sent": day, "To": address(receiver), "Subject": subject}
    gap = source.pick(": ", ":\t")
    full = "\n".join(f"{key}{gap}{value}" for key, value in fields.items())
    return source.pick(
        full,
        f"{full}\nCc{gap}{address(copied)}",
        f"{full}\nCc{gap}{address(copied)}; {address(sender)}\nAttachments{gap}{sender.file}",
        f"-----Original Message-----\n{full}",
        f"Begin forwarded message:\n\n{full}",
        f"On {day}, {address(sender)} wrote:",
        f"{sender.full} <{sender.email}>\tmailed {receiver.full} on {short_date(source)}",
    )


def _greeting(receiver: Person) -> str:
    return receiver.source.pick(
        f"{receiver.first},",
        f"Hi {receiver.first},",
        f"hey {receiver.lower}",
        f"Dear {receiver.titled},",
        f"{receiver.first} -",
        "All,",
        "Team:",
        "",
    )


def _close(case: Cast, sender: Person) -> str:
    source = case.source
    office = source.pick("Senior Counsel", "CFO", "Project Manager")
    return source.pick(
        sender.first,
        f"Thanks,\n{sender.first}",
        case.fill(f"{sender.full}\n{office}\n{{c2.full}}\n{phone(source)}\n{{c2.site}}"),
        "Sent from my iPhone",
        f"- {sender.initials[1]}",
        f"Best,\n{sender.full}",
        "",
    )


def _angled(who: Person) -> str:
    return f"{who.full} <{who.email}>"


def _quoted(who: Person) -> str:
    return f'"{who.lf}" <{who.email}>'


def _bare(who: Person) -> str:
    return who.source.pick(who.email, who.full, who.lf)


def _mailto(who: Person) -> str:
    return f"{who.plain} [mailto:{who.email}]"


def messages(case: Cast) -> str:
    """Text messages and chat, with hardly a capital."""
    source = case.source
    a, b = _writers(case)[:2]
    names = source.pick((a.first, b.first), (a.full, b.full), ("Me", b.first), (_handle(a), _handle(b)))
    lines = []
    for said in case.lines(templates("mail")["line"], source.randint(5, 16)):
        who, when = source.choice(names), time(source)
        lines.append(
            source.pick(f"{who}: {said}", f"[{short_date(source)} {when}] {who}: {said}", f"{who}\n{when}\n{said}")
        )
    text = "\n".join(lines)
    return text.lower() if source.chance(0.25) else text


def _handle(who: Person) -> str:
    return per("@" + plain(who.email).split("@")[0])


def remarks(case: Cast) -> str:
    """Single informal sentences, each by somebody else."""
    source = case.source
    lines = case.lines(templates("mail")["informal"], source.randint(3, 10))
    joined = source.pick("\n", "\n\n").join(lines)
    return joined.lower() if source.chance(0.12) else joined
