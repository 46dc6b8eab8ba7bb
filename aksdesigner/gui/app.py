"""The application: one QApplication, the net under exceptions, the first window."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QSettings, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from aksdesigner.gui.main_window import MainWindow
from aksdesigner.gui.settings import Settings
from aksdesigner.gui.theme import WindowTheme
from aksdesigner.report.painting import load_fonts

NAME = "aksdesigner"
_log = logging.getLogger("aksdesigner.gui")

# said by the offscreen platform on every start, and of no consequence
_HARMLESS = ("This plugin does not support propagateSizeHints()",)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class ExceptionNet:
    """Catches what a slot raises: the window says so, the log keeps it, the program goes on."""

    def __init__(self) -> None:
        self.window: MainWindow | None = None

    def install(self) -> None:
        """Become the hook for exceptions that nobody caught."""
        sys.excepthook = self.catch

    def catch(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log an exception and tell it."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        _log.error("".join(traceback.format_exception(kind, error, trace)))
        if self.window is not None:
            self.window.tell_error(
                f"Something went wrong inside ({kind.__name__}). The design is as it was before; "
                "save it under another name to be safe."
            )


def log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Send what Qt says to the log."""
    if message not in _HARMLESS:
        _log.log(_LEVELS.get(kind, logging.WARNING), "%s (%s)", message, context.category)


def make_application(arguments: list[str]) -> QApplication:
    """Return the one QApplication, named and with its fonts."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(arguments)
    app.setApplicationName(NAME)
    app.setOrganizationName(NAME)
    app.setDesktopFileName(NAME)
    load_fonts()
    return app


def make_window(store: QSettings, journals: Path | None = None) -> MainWindow:
    """Return a window with the remembered theme and layout, not shown yet."""
    settings = Settings(store)
    theme = WindowTheme()
    theme.choice = settings.theme
    theme.apply()
    window = MainWindow(settings, theme, journals)
    theme.setParent(window)
    theme.dress(window)
    return window


def run(paths: list[Path]) -> int:
    """Open the designer on the first of `paths`, or on the start screen; returns the exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    app = make_application(sys.argv[:1])
    qInstallMessageHandler(log_qt_message)
    net = ExceptionNet()
    net.install()
    window = make_window(QSettings(NAME, NAME))
    window.theme.follow_system(app)
    net.window = window
    window.desk.opened.connect(window.tour.start_once)
    window.show()
    if paths:
        window.desk.open_path(paths[0])
    return app.exec()
