"""Settings: flags over `SHEETS_SYNC_*` in the environment over `sheets-sync.toml`, searched upward.

docs/settings.md lists them; a test holds it to `SETTINGS`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FILE_NAME = "sheets-sync.toml"
PREFIX = "SHEETS_SYNC_"
SETTINGS: Mapping[str, str] = {
    "DATABASE_URL": "The store: an SQLAlchemy URL of SQLite or PostgreSQL.",
    "WORKSPACE": "The tenant that commands about one tenant act for (default: local).",
    "TEMPLATES": "A folder with the company's own role templates; a role there replaces the shipped one.",
    "NOW": "The time the domain takes for now (ISO 8601 with zone); for tests and rehearsals.",
}
DEFAULT_WORKSPACE = "local"
SQLITE = "sqlite:///"
"""What a path stands behind; one of the settings file is relative to that file."""


class ConfigError(ValueError):
    """A setting that cannot be used. `code` and `args_` are for `messages.errors`."""

    def __init__(self, code: str, **args: str) -> None:
        super().__init__(code, args)
        self.code, self.args_ = code, args


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force. `source` says where the store's address comes from, for `doctor` and errors."""

    database_url: str
    source: str
    workspace: str | None
    templates: Path | None
    now: datetime | None


def load_settings(environment: Mapping[str, str], folder: Path) -> Settings:
    """The settings for a command started in a folder.

    Raises:
        ConfigError: the file is no TOML, a setting is unknown or unusable.
    """
    file = next((path for parent in (folder, *folder.parents) if (path := parent / FILE_NAME).is_file()), None)
    values = _from_file(file) if file else {}
    origin = dict.fromkeys(values, str(file))
    for name in SETTINGS:
        if value := environment.get(PREFIX + name):
            values[name], origin[name] = value, PREFIX + name
    url, source = values.get("DATABASE_URL"), origin.get("DATABASE_URL", "")
    if url and file and source == str(file) and url.startswith(SQLITE) and not url.startswith(SQLITE + "/"):
        url = f"{SQLITE}{file.parent / url.removeprefix(SQLITE)}"
    if url is None:
        base = file.parent if file else _data_folder(environment)
        url, source = f"sqlite:///{base / 'sheets-sync.db'}", "default"
    templates = values.get("TEMPLATES")
    base_folder = file.parent if file and origin.get("TEMPLATES") == str(file) else folder
    return Settings(
        database_url=url,
        source=source,
        workspace=values.get("WORKSPACE"),
        templates=(base_folder / templates).resolve() if templates else None,
        now=_moment(values["NOW"], origin["NOW"]) if "NOW" in values else None,
    )


def _from_file(file: Path) -> dict[str, str]:
    import tomllib  # most often there is no file, and start-up is measured

    try:
        raw = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError("settings-unreadable", file=str(file), reason=str(error)) from error
    for key, value in raw.items():
        if key.upper() not in SETTINGS:
            raise ConfigError("setting-unknown", file=str(file), name=key, known=", ".join(n.lower() for n in SETTINGS))
        if not isinstance(value, str | datetime):
            raise ConfigError("setting-not-text", file=str(file), name=key)
    return {key.upper(): value if isinstance(value, str) else value.isoformat() for key, value in raw.items()}


def _moment(text: str, origin: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError("now-unreadable", value=text, origin=origin) from error
    if moment.tzinfo is None:
        raise ConfigError("now-unreadable", value=text, origin=origin)
    return moment


def _data_folder(environment: Mapping[str, str]) -> Path:
    base = environment.get("XDG_DATA_HOME") or os.path.join(environment.get("HOME", "."), ".local", "share")
    return Path(base) / "sheets-sync"
