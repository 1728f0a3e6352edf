"""Following the ledger on PostgreSQL, as the library's projections do.

The library's subscription reads what is there and begins to listen meanwhile. What is recorded
after the one and before the other wakes nobody, and a follower waits for ever beside it. This one
looks once more as soon as it listens.
"""

from __future__ import annotations

from typing import Any

from eventsourcing_sqlalchemy.recorders import SQLAlchemySubscription

_PAUSE = 0.1
"""Seconds until a subscription that was stopped is noticed."""


class LedgerSubscription(SQLAlchemySubscription):
    """The library's subscription, which misses nothing."""

    def _listen(self) -> None:
        engine: Any = self._recorder.datastore.engine
        try:
            with engine.connect() as connection:
                driver: Any = connection.connection.driver_connection
                connection.detach()  # closed at the end: nobody else is to hear what it listens to
                driver.autocommit = True
                driver.execute(f"LISTEN {self._recorder.channel_name}")
                self._has_been_notified.set()
                while not self._has_been_stopped:
                    for _ in driver.notifies(timeout=_PAUSE):
                        self._has_been_notified.set()
        except BaseException as error:  # the library's way to tell it to who iterates
            if self._thread_error is None:
                self._thread_error = error
            self.stop()
