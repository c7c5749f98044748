"""A cable between a computer and the server: a test pulls it, or lets the answers get lost."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Thread

HOST = "127.0.0.1"


class Cable:
    """Hands bytes on between a port of its own and the server's."""

    def __init__(self, port: int) -> None:
        self._server = port
        self.pulled = self.swallows = False
        self._open: list[socket.socket] = []
        self._door = socket.create_server((HOST, 0))
        self.port = int(self._door.getsockname()[1])
        Thread(target=self._answer, daemon=True).start()

    def _answer(self) -> None:
        while True:
            try:
                near, _address = self._door.accept()
            except OSError:
                return
            if self.pulled:
                near.close()
                continue
            far = socket.create_connection((HOST, self._server))
            self._open += [near, far]
            Thread(target=self._hand_on, args=(near, far, False), daemon=True).start()
            Thread(target=self._hand_on, args=(far, near, True), daemon=True).start()

    def _hand_on(self, source: socket.socket, target: socket.socket, answers: bool) -> None:
        with suppress(OSError):
            while block := source.recv(65536):
                if answers and self.swallows:
                    break  # the server has done it, and the computer never hears of it
                target.sendall(block)
        _hang_up(source, target)

    def lose_answers(self) -> None:
        """From now on the server works and its answers get lost."""
        self.swallows = True

    def pull(self) -> None:
        """Nothing passes any more."""
        self.pulled = True
        _hang_up(*self._open)
        self._open.clear()

    def mend(self) -> None:
        """All is well again."""
        self.pulled = self.swallows = False

    def close(self) -> None:
        """Take it away."""
        self.pull()
        self._door.close()


def _hang_up(*ends: socket.socket) -> None:
    """Both ways, so that whoever waits on it wakes."""
    for one in ends:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
