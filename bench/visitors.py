"""Visitors without a browser: they speak Streamlit's WebSocket protocol and time every rerun.

``python -m bench.visitors '{"url": ..., "page": ..., "queries": [...], "sessions": 10, "think_s": 2, "changes": 12}'``
prints the result as JSON. A rerun lasts from the moment the request is sent until ``script_finished`` has come in.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from bench.report import percentile


class RerunFailed(Exception):
    """A rerun that ended in an exception on the page, without a map, or not at all."""


async def visit(place: int, asked: dict[str, Any], seconds: list[float], received: list[int]) -> None:
    """One visitor: opens the page, thinks, chooses the next topic, ``changes`` times."""
    chance = random.Random(place)
    queries = asked["queries"]
    await asyncio.sleep(chance.uniform(0, asked["think_s"]))  # people do not come all at the same moment
    async with connect(asked["url"], subprotocols=["streamlit"], max_size=None, compression=None) as socket:  # type: ignore[list-item]
        state = {"page_script_hash": "", "page_name": asked["page"]}
        await _rerun(socket, queries[place % len(queries)], state)
        for change in range(1, asked["changes"] + 1):
            await asyncio.sleep(asked["think_s"] * chance.uniform(0.5, 1.5))
            begun = time.perf_counter()
            size = await _rerun(socket, queries[(place + change) % len(queries)], state)
            seconds.append(time.perf_counter() - begun)
            received.append(size)


async def _rerun(socket: ClientConnection, query: str, state: dict[str, str]) -> int:
    """Ask for a rerun with another address, and return the bytes that came in until it was finished."""
    request = BackMsg()
    request.rerun_script.query_string = query
    request.rerun_script.page_script_hash = state["page_script_hash"]
    request.rerun_script.page_name = state["page_name"]
    request.rerun_script.context_info.timezone = "Europe/Amsterdam"
    await socket.send(request.SerializeToString())
    size, drawn = 0, False
    async for frame in socket:
        size += len(frame)
        message = ForwardMsg.FromString(frame)  # type: ignore[arg-type]
        kind = message.WhichOneof("type")
        if kind == "navigation":  # says which page was opened; "new_session" names the first page of the site
            state["page_script_hash"], state["page_name"] = message.navigation.page_script_hash, ""
        elif kind == "delta":
            element = message.delta.new_element.WhichOneof("type")
            if element == "exception":
                raise RerunFailed(message.delta.new_element.exception.message)
            drawn = drawn or element == "component_instance"
        elif kind == "script_finished":
            if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY or not drawn:
                raise RerunFailed(f"finished with status {message.script_finished}, map drawn: {drawn}")
            return size
    raise RerunFailed("the connection was closed")


async def load(asked: dict[str, Any]) -> dict[str, float]:
    """All visitors at once; p50 and p95 of the rerun time (seconds), number of changes and bytes received."""
    seconds: list[float] = []
    received: list[int] = []
    begun = time.perf_counter()
    await asyncio.gather(*(visit(place, asked, seconds, received) for place in range(asked["sessions"])))
    return {
        "p50_s": percentile(seconds, 0.5),
        "p95_s": percentile(seconds, 0.95),
        "changes": len(seconds),
        "bytes": sum(received),
        "seconds": time.perf_counter() - begun,
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(load(json.loads(sys.argv[1])))))
