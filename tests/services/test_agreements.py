"""Plans of a family: one stands in work, whoever made them at the same moment."""

from __future__ import annotations

import threading

from desktop.models.snapshots import Edit
from desktop.services import plans
from desktop.services.cards import blank
from tests.offices import register
from tests.places import on_a_server


def first_plan(desk, family, before=None):
    mine = blank("plan_version", desk.new_id(), kind="monthly", goal=desk.actor.name)

    def write(unit):
        if before is not None:
            unit.reading.connection  # noqa: B018  both transactions are open before one of them writes
            before.wait(20)
        return plans.save_plan(unit, Edit(None, mine, {"family_id": family}))

    return desk.do("A plan was made", write)


@on_a_server
def test_of_two_first_plans_made_at_once_one_is_in_work(two_desks):
    family = register(two_desks[0])
    together, failed = threading.Barrier(2), []

    def make(desk):
        try:
            first_plan(desk, family, together)
        except Exception as error:  # noqa: BLE001  shown by the assertion
            failed.append(error)

    threads = [threading.Thread(target=make, args=(desk,)) for desk in two_desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    found = two_desks[0].read(lambda reading: plans.plans_of(reading, family))
    assert len(found) == 2
    with two_desks[0].office_kept.engine.connect() as connection:
        rows = connection.exec_driver_sql("select edition, current from plan_version order by edition").all()
    assert [tuple(row) for row in rows] == [(1, False), (2, True)]
