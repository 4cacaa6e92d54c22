"""A call is abandoned when its time is over, and what it waits for is closed."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from aptcheck.catalog.deadline import Deadline, OverTime, current_deadline

LONG = 60.0


def in_a_minute() -> Deadline:
    return Deadline(time.monotonic() + LONG)


def soon() -> Deadline:
    return Deadline(time.monotonic() + 0.1)


def test_what_a_call_returns_or_raises_is_handed_on() -> None:
    assert in_a_minute().run(lambda: 7) == 7

    def fails() -> None:
        raise TimeoutError("of its own")

    with pytest.raises(TimeoutError, match="of its own"):
        in_a_minute().run(fails)


def test_a_call_that_hangs_is_given_up() -> None:
    release = threading.Event()
    try:
        with pytest.raises(OverTime):
            soon().run(lambda: release.wait(LONG))
    finally:
        release.set()


def test_a_call_that_waits_at_a_socket_ends_with_its_time() -> None:
    near, far = socket.socketpair()
    received: list[bytes] = []
    ended = threading.Event()

    def listen() -> None:
        try:
            current_deadline().watch(near)
            received.append(near.recv(1))
        finally:  # on a busy machine the time may be over before it begins
            ended.set()

    with near, far:
        with pytest.raises(OverTime):
            soon().run(listen)
        assert ended.wait(LONG)
    assert received in ([b""], [])


def test_a_call_that_was_given_up_begins_nothing_new() -> None:
    near, far = socket.socketpair()
    given_up, ended = threading.Event(), threading.Event()
    refused: list[bool] = []

    def dawdle() -> None:
        given_up.wait(LONG)
        for step in (current_deadline().check, lambda: current_deadline().watch(near)):
            try:
                step()
            except OverTime:
                refused.append(True)
        ended.set()

    with near, far:
        with pytest.raises(OverTime):
            soon().run(dawdle)
        given_up.set()
        assert ended.wait(LONG)
    assert refused == [True, True]
