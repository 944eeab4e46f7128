# SPDX-License-Identifier: Apache-2.0
"""Softadastra Sync: writes on the device first, and brings it to every other one.

    with Engine("notes.wal", node_id="tablet-7") as engine:
        engine.put("note:1", "well 4 is dry")
"""

from ._client import Client, NodeInfo
from ._engine import (
    Contested, Engine, Salvage, Verification, decode, encode, frame_bytes, generate_keys, salvage, verify,
)
from ._errors import *  # noqa: F403: every error of the library has a class
from ._errors import CLASSES, SoftadastraError
from ._handles import Feed, Group, Scan, Session, ValueReader, ValueWriter
from ._library import status_name
from ._records import *  # noqa: F403: every record and every family of constants
from ._wal import Wal, WalReader

__version__ = "0.1.0"
