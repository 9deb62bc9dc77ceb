"""The gateway in a process of its own, over HTTP."""
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from ..errors import GatewayUnavailable, PaymentTimedOut
from .protocol import Answer, Request
from .signing import HOST, Keyring
from .wire import SIGNATURE, sealed, verified

PATIENCE = 5  # seconds an answer is waited for; after that nobody knows what became of the request


class Remote:
    """Raises ValueError for what is no http address."""

    instant = False

    def __init__(self, url: str, folder: Path, patience: float = PATIENCE):
        parts = urlsplit(url)
        if parts.scheme != "http" or not parts.hostname:
            raise ValueError(f"not the address of a gateway: {url}")
        self.host, self.port, self.patience = parts.hostname, parts.port or 80, patience
        self.keys = Keyring(folder, HOST)

    def ask(self, request: Request, age: int = 0) -> tuple[Answer, ...]:
        try:
            body = sealed(request, self.keys)
            headers = {"Content-Type": "application/json", SIGNATURE: self.keys.sign(body)}
        except ValueError as error:
            raise GatewayUnavailable(reason=f"payment gateway: {error}") from error
        status, text = self.sent(request.operation, body, headers)
        if status != 200:
            raise GatewayUnavailable(reason=f"payment gateway: answered {status}")
        return verified(text, request, self.keys)

    def sent(self, operation: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        """Raises GatewayUnavailable when it did not arrive, PaymentTimedOut when it may have."""
        connection = HTTPConnection(self.host, self.port, timeout=self.patience)
        try:
            try:
                connection.connect()
            except OSError as error:
                raise GatewayUnavailable(reason=f"payment gateway: {error.strerror or error}") from error
            connection.request("POST", f"/v1/{operation}", body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, HTTPException):
            raise PaymentTimedOut() from None
        finally:
            connection.close()
