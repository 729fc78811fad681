"""A visitor without a browser: loads a page, speaks Bokeh's protocol over the websocket, filters, and leaves.

It asks what a browser asks and takes the same answers, but draws nothing, so that many fit beside the server on one machine.
"""

from __future__ import annotations

import html
import json
import re
import uuid
from http.cookies import SimpleCookie
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect


class Visitor:
    """One session; ``document`` is what the server sent."""

    def __init__(self, address: str, page: str = "explorer", headers: dict[str, str] | None = None):
        self.address, self.page = address, page
        self.headers = {"Origin": address, **(headers or {})}
        self.cookies: dict[str, str] = {}

    async def open(self, query: str = "") -> None:
        """Load the page and all that is in it. Raises ``RuntimeError`` when it is not what a browser could draw."""
        url = f"{self.address}/{self.page}"
        client = AsyncHTTPClient(max_clients=200)
        answer = await client.fetch(url + query, headers=self.headers, request_timeout=60)
        for cookie in answer.headers.get_list("Set-Cookie"):
            self.cookies.update({name: said.value for name, said in SimpleCookie(cookie).items()})
        text = html.unescape(answer.body.decode())
        found = re.search(r'"token":"([^"]+)".*?"roots":(\{[^}]*\})', text)
        if not found:
            raise RuntimeError("no session in the page")
        cookies = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        request = HTTPRequest(url.replace("http", "ws", 1) + "/ws", headers={**self.headers, **cookies})
        self.socket = await websocket_connect(request, subprotocols=["bokeh", found[1]], max_message_size=2**26)
        await self.until("ACK")
        await self.send("PULL-DOC-REQ", {})
        self.document = (await self.until("PULL-DOC-REPLY"))["doc"]
        if "error" in self.document or not self.document["roots"]:
            raise RuntimeError("the page is empty")
        if len(self.document["roots"]) != len(json.loads(found[2])):
            raise RuntimeError("the session is not one of the page")
        if elsewhere := re.findall(r'"url": "(https?://[^"]+)', json.dumps(self.document["roots"])):
            raise RuntimeError(f"the page asks another host: {elsewhere[0]}")
        await self.patch([self._event("document_ready", [])])

    async def filter(self, name: str, value: Any) -> str:
        """Set a filter as its control does; return the JSON of what came back."""
        data = {"type": "map", "entries": [["act", "set"], ["name", name], ["value", value]]}
        form = {"id": self.part('class="filters"')}
        return await self.patch([self._event("data_event", [["model", form], ["data", data]])])

    def _event(self, name: str, entries: list[Any]) -> dict[str, Any]:
        event = {"type": "event", "name": name, "values": {"type": "map", "entries": entries}}
        return {"kind": "MessageSent", "msg_type": "bokeh_event", "msg_data": event}

    async def patch(self, events: list[Any]) -> str:
        """Send changes and return those that came back, up to the server's OK."""
        own = await self.send("PATCH-DOC", {"events": events})
        changes = []
        while True:
            header, content = await self.read()
            if header["msgtype"] == "ERROR":
                raise RuntimeError(content.get("text", "error"))
            if header["msgtype"] == "OK" and header["reqid"] == own:
                return json.dumps(changes)
            if header["msgtype"] == "PATCH-DOC":
                changes += content["events"]

    def part(self, words: str) -> str:
        """Return the id of the component whose HTML has the words."""
        stack: list[Any] = list(self.document["roots"])
        while stack:
            thing = stack.pop()
            if isinstance(thing, dict):
                data = thing.get("attributes", {}).get("data", {})
                if isinstance(data, dict) and words in str(data.get("attributes", {}).get("html", "")):
                    return thing["id"]
                stack += thing.values()
            elif isinstance(thing, list):
                stack += thing
        raise RuntimeError(f"no part with {words}")

    async def send(self, kind: str, content: dict[str, Any]) -> str:
        """Send a message; return its id."""
        key = uuid.uuid4().hex
        for fragment in ({"msgid": key, "msgtype": kind}, {}, content):
            await self.socket.write_message(json.dumps(fragment))
        return key

    async def read(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return header and content of the next message; binary parts are taken and left aside."""
        header, _, content = [json.loads(await self._frame()) for _ in range(3)]
        for _ in range(2 * header.get("num_buffers", 0)):
            await self._frame()
        return header, content

    async def until(self, kind: str) -> dict[str, Any]:
        """Return the content of the next message of a kind."""
        while True:
            header, content = await self.read()
            if header["msgtype"] == kind:
                return content
            if header["msgtype"] == "ERROR":
                raise RuntimeError(content.get("text", "error"))

    async def _frame(self) -> Any:
        frame = await self.socket.read_message()
        if frame is None:
            raise RuntimeError(f"the connection was closed: {self.socket.close_code} {self.socket.close_reason}")
        return frame

    async def leave(self) -> None:
        """Close the connection, as closing the page does."""
        self.socket.close()
        while await self.socket.read_message() is not None:
            pass
