from __future__ import annotations

from desktop.base.messages import message
from desktop.presenters.undo import Step, UndoStack


class Value:
    def __init__(self) -> None:
        self.now = 0
        self.stack = UndoStack()

    def show(self, value: int) -> None:
        self.now = value

    def become(self, value: int, merge: str | None = None, label: str = "Opora") -> None:
        before, self.now = self.now, value
        self.stack.push_values(message(label), self.show, before, value, merge)


def test_what_was_done_is_taken_back_and_done_again() -> None:
    value = Value()
    value.become(1)
    value.become(2)
    assert value.stack.undo()
    assert value.now == 1
    assert value.stack.undo()
    assert value.now == 0
    assert not value.stack.undo()
    assert value.stack.redo()
    assert value.stack.redo()
    assert value.now == 2
    assert not value.stack.redo()


def test_a_new_step_forgets_what_was_undone() -> None:
    value = Value()
    value.become(1)
    value.stack.undo()
    value.become(5)
    assert not value.stack.can_redo
    value.stack.undo()
    assert value.now == 0


def test_consecutive_moves_are_one_step_until_sealed() -> None:
    value = Value()
    for number in (1, 2, 3):
        value.become(number, merge="move")
    assert value.stack.depth == (1, 0)
    value.stack.seal()
    value.become(4, merge="move")
    assert value.stack.depth == (2, 0)
    value.stack.undo()
    assert value.now == 3
    value.stack.undo()
    assert value.now == 0


def test_steps_with_different_keys_or_none_do_not_merge() -> None:
    value = Value()
    value.become(1, merge="move")
    value.become(2, merge="name")
    value.become(3)
    value.become(4)
    assert value.stack.depth == (4, 0)


def test_a_step_after_undo_does_not_merge_into_the_one_before() -> None:
    value = Value()
    value.become(1, merge="move")
    value.become(2, merge="other")
    value.stack.undo()
    value.become(3, merge="move")
    assert value.stack.depth == (2, 0)


def test_the_saved_state_is_clean_and_a_merge_does_not_swallow_it() -> None:
    value = Value()
    value.become(1, merge="move")
    value.stack.mark_clean()
    value.become(2, merge="move")
    assert not value.stack.is_clean
    value.stack.undo()
    assert value.stack.is_clean
    assert value.now == 1


def test_clean_is_lost_when_the_saved_state_is_forgotten() -> None:
    value = Value()
    value.become(1)
    value.stack.mark_clean()
    value.stack.undo()
    value.become(2)
    assert not value.stack.is_clean
    value.stack.undo()
    assert not value.stack.is_clean


def test_the_texts_name_the_step_in_the_language_spoken() -> None:
    value = Value()
    assert value.stack.undo_text == "Отменить"
    value.become(1, label="Opora")
    assert value.stack.undo_text == "Отменить: Опора"
    value.stack.undo()
    assert value.stack.redo_text == "Вернуть: Опора"


def test_every_change_of_the_stack_is_told() -> None:
    told: list[tuple[int, int]] = []
    value = Value()
    value.stack.changed.subscribe(lambda stack: told.append(stack.depth))
    value.become(1)
    value.stack.undo()
    value.stack.redo()
    value.stack.clear()
    assert told == [(1, 0), (0, 1), (1, 0), (0, 0)]


def test_closures_are_steps_too_and_there_is_no_limit() -> None:
    stack = UndoStack()
    done: list[int] = []
    for number in range(5_000):
        done.append(number)
        stack.push(Step(message("Opora"), done.pop, lambda n=number: done.append(n)))
    while stack.undo():
        pass
    assert done == []
    while stack.redo():
        pass
    assert done == list(range(5_000))
