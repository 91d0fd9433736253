"""A connection between browser and kernel that never holds back a picture.

Jupyter leaves Nagle's algorithm on, so that whatever follows a small message waits until the browser has
confirmed it: some 40 ms a picture. As a server extension, which the wheel switches on, it holds wherever
Jupyter is started: JupyterLab, Notebook 7 or JupyterHub.
"""

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """Jupyter's own connection, with every message sent at once."""

    def connect(self):
        """Connect as Jupyter does."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()


def _jupyter_server_extension_points():
    return [{"module": __name__}]


def _load_jupyter_server_extension(server):
    """Take the place of Jupyter's own connection, but of no other that somebody has chosen."""
    settings = server.web_app.settings
    if settings.get("kernel_websocket_connection_class") is ZMQChannelsWebsocketConnection:
        settings["kernel_websocket_connection_class"] = PromptConnection
