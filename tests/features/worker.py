"""A worker in a process of its own: `worker.py ADDRESS LOGIN FAMILY WHAT`; says each thing it did on a line of its own.

Run by the tests that kill it or let two of them work on one card. Everything goes through a desk, as in the window.
"""

from __future__ import annotations

import os
import subprocess
import sys
from uuid import UUID

from desktop import bootstrap
from desktop.services.offices import sign_in
from tests import offices


def say(*words: object) -> None:
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")
    sys.stdout.flush()


def typing(card: offices.Card) -> None:
    """Types and keeps the draft for ever; says what is kept only after it is."""
    for turn in range(100_000):
        card.forms[0].type_text(("story",), f"{turn} " + "слово " * 200)
        card.keep_draft()
        say("kept", turn)


def saving(card: offices.Card) -> None:
    """Saves for ever; says what is saved only after it is."""
    start = int(card.forms[0].value(("story",)) or 0)
    for turn in range(start + 1, start + 100_000):
        card.forms[0].type_text(("story",), str(turn))
        card.save()
        say("saved" if card.state == "saved" else card.said, turn)


def editing(card: offices.Card) -> None:
    """Does what is said on the input, a line at a time: `type FIELD TEXT`, `save`, `look FIELD`, `listen`, `decide SIDE`."""
    stop, asked = lambda: None, []
    card.came.subscribe(lambda words: say("came", words))
    card.merging.subscribe(lambda merging: (asked.append(merging), say("asked", *(c.path[0] for c in merging.clashes))))
    say("ready")
    for line in sys.stdin:
        command, *rest = line.split()
        match command:
            case "type":
                card.forms[0].type_text((rest[0],), " ".join(rest[1:]))
            case "save":
                card.save()
                say(card.state, card.forms[0].base.version)
            case "look":
                say("sees", card.forms[0].text((rest[0],)))
            case "decide":
                merging = asked.pop()
                card.decide(merging, {clash.path: rest[0] for clash in merging.clashes})
                say(card.state)
            case "listen":
                card.desk.changed.subscribe(lambda changes: heard(card, changes))
                stop = bootstrap.listen(card.desk, lambda: say("lost"), lambda: say("back"))
                say("listening")
    stop()


def heard(card: offices.Card, changes) -> None:
    id_ = card.forms[0].base.id
    if changes.touches(id_) and changes.act not in card.desk._own:
        card.refresh({id_: offices.opened(card.desk, "family", id_)})
        say("heard", changes.who, "|", card.forms[0].text(("way_there",)))


def mother(*arguments: str) -> None:
    """Everything is imported once; a child is born at every line of the input and does the work until it is killed."""
    for _line in sys.stdin:
        if hasattr(os, "fork"):
            child = os.fork()
            if child == 0:
                main(*arguments)
            os.waitpid(child, 0)
        else:
            subprocess.run([sys.executable, "-m", "tests.features.worker", *arguments], check=False)
        say("dead")


def main(address: str, login: str, family: str, what: str) -> None:
    """Sign in, open the card, do it."""
    say("born", os.getpid())
    made = bootstrap.making()
    desk = bootstrap.inline_desk(sign_in(address, login, offices.PASSWORD, made), made)
    card = offices.card(desk, UUID(family))
    {"typing": typing, "saving": saving, "editing": editing}[what](card)
    desk.close()


if __name__ == "__main__":
    if sys.argv[1] == "mother":
        mother(*sys.argv[2:])
    else:
        main(*sys.argv[1:])
