"""A connection between browser and kernel that never holds back a picture.

Jupyter leaves Nagle's algorithm on, so that whatever follows a small message waits until the browser has
confirmed it: some 40 ms a picture.
"""

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """Jupyter's own connection, with every message sent at once."""

    def connect(self):
        """Connect as Jupyter does."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()
