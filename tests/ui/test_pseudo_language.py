"""In a language in which everything is longer, all words are translated, and all of them are to be seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QTableView,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dncdesk.core.details import Details
from dncdesk.core.outcome import Outcome
from dncdesk.core.scope import Scope
from dncdesk.record.query import Query
from dncdesk.ui.banner import Act, Banner
from dncdesk.ui.buttons import StrongButton
from dncdesk.ui.confirm_strip import ConfirmStrip
from dncdesk.ui.details import Fold
from dncdesk.ui.form import Form
from dncdesk.ui.labels import ElidedLabel
from dncdesk.ui.main_window import MainWindow
from tests.ui.conftest import Stage
from tests.ui.pseudo import PseudoLanguage, unmarked
from tests.ui.standin import StandIn, an_entry

DATA = {
    # The seed of these windows, and what is a name.
    "Main", "TESTCAMP", "Test", "Campaign", "SALES", "Sales", "RETENT", "Retention", "EVERYWHERE", "West", "Dana",
    "https", "dialer", "example", "com", "ms", "dncdesk", "VICIdial", "SHA",
    # VICIdial's own words, as its screens have them.
    "Use", "Internal", "DNC", "List", "Other", "Lists", "AREACODE",
    # The names of languages and countries are their own.
    "English", "Español", "United", "States", "AM", "PM",
}  # fmt: skip


@pytest.fixture
def spoken(qapp: QApplication) -> Iterator[None]:
    """The program speaks the pseudo-language."""
    translator = PseudoLanguage(qapp)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def longer(spoken: None, qtbot: QtBot) -> Stage:
    """The window of `stage`, made while the program speaks it, ready."""
    desk = StandIn()
    window = MainWindow(desk)  # type: ignore[arg-type]  # the stand-in has all that the window uses
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    desk.make_ready(last=Scope("TESTCAMP"))
    desk.logbook.answer([an_entry(seq, outcome=outcome) for seq, outcome in enumerate(Outcome, start=1)])
    return Stage(window, desk)


def texts(widget: QWidget) -> Iterator[str]:
    """All that `widget` itself shows, says or tells a screen reader."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if widget.isWindow():
        yield widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(index) for index in range(widget.count()))
    if isinstance(widget, QComboBox) and widget.count() < 20:  # more are countries
        yield from (widget.itemText(index) for index in range(widget.count()))
    if isinstance(widget, QTableView):
        columns = range(widget.model().columnCount())
        yield from (str(widget.model().headerData(column, Qt.Orientation.Horizontal)) for column in columns)
    yield from (action.text() for action in widget.findChildren(QAction) if action.objectName())


def shown(top: QWidget) -> list[QWidget]:
    """`top` and all that is to be seen in it, but for dialogs of their own."""
    QApplication.processEvents()
    inside = [top, *top.findChildren(QWidget)]
    # What Qt makes for itself has a name of its own.
    return [w for w in inside if w.isVisible() and w.window() is top and not w.objectName().startswith("qt_")]


def not_marked(top: QWidget) -> set[str]:
    """What is to be seen in `top` and was not marked for translation."""
    return {word for widget in shown(top) for text in texts(widget) for word in unmarked(text)} - DATA


def cut_off(top: QWidget) -> list[str]:
    """What does not fit into its place in `top`, of what neither wraps nor ends in an ellipsis."""
    return [f"{type(w).__name__} {w.objectName()!r}: {words(w)}" for w in shown(top) if not fits(w)]


def words(widget: QWidget) -> str:
    """The text of `widget`."""
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def fits(widget: QWidget) -> bool:
    """Whether all of the text of `widget` is to be seen."""
    if isinstance(widget, ElidedLabel | StrongButton | Fold):
        return True
    if isinstance(widget, QLabel) and widget.text() and widget.wordWrap():
        return widget.heightForWidth(widget.width()) <= widget.height() and _least(widget) <= widget.width()
    if isinstance(widget, QLabel | QPushButton | QCheckBox | QRadioButton) and widget.text():
        return widget.sizeHint().width() <= widget.width()
    if isinstance(widget, QTabBar):
        return all(widget.fontMetrics().horizontalAdvance(widget.tabText(i)) <= widget.tabRect(i).width()
                   and widget.tabRect(i).right() <= widget.width() for i in range(widget.count()))  # fmt: skip
    if isinstance(widget, QScrollArea):
        across = widget.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        content = widget.widget()
        return not across or content is None or content.width() <= widget.viewport().width()
    return True


def _least(label: QLabel) -> int:
    """How wide the longest word of a `label` that wraps is."""
    return max((label.fontMetrics().horizontalAdvance(word) for word in label.text().split()), default=0)


def check(top: QWidget) -> None:
    """Nothing in `top` is forgotten, and nothing is cut off."""
    assert not not_marked(top)
    assert not cut_off(top)


def test_the_brackets_tell_what_was_marked() -> None:
    assert unmarked("[Stop ñ] 12, Main · [a [b] c]") == ["Main"]
    assert PseudoLanguage().translate("any", "&Block in {campaign}").startswith("[&Block in {campaign} ñ")


def test_what_does_not_fit_is_found(qtbot: QtBot) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    label = QLabel("a long text that needs room", top)
    label.resize(30, 20)
    top.show()
    assert cut_off(top)
    assert not_marked(top)


def test_the_window_at_rest(longer: Stage) -> None:
    check(longer.window)


@pytest.mark.parametrize("act", list(Act))
def test_the_window_with_a_result(longer: Stage, act: Act) -> None:
    banner = longer.find(Banner, "resultBanner")
    title = QApplication.translate("words", "Blocked")
    banner.show_outcome(Outcome.LISTED, title, QApplication.translate("words", "On the list."), act)
    banner.offer_note("id")
    longer.desk.pending(3)
    longer.desk.pending_changed.emit()
    check(longer.window)


def test_the_question_before_everywhere(longer: Stage) -> None:
    (form,) = longer.window.findChildren(Form)
    longer.find(Banner, "resultBanner").hide()
    longer.find(ConfirmStrip, "confirmStrip").ask(form.filled(), "(727) 555-0100", "")
    check(longer.window)


def test_the_fields_of_the_fold_and_the_filters(longer: Stage) -> None:
    longer.find(Fold, "detailsFold").click()
    longer.find(QAbstractButton, "filterButton").click()
    longer.desk.logbook.ask_choices()
    check(longer.window)


@pytest.mark.parametrize("page", [0, 1, 2])
def test_the_settings(longer: Stage, page: int) -> None:
    from dncdesk.ui.settings_dialog import SettingsDialog

    dialog = SettingsDialog(longer.desk, longer.window)
    dialog.findChildren(QTabBar)[0].setCurrentIndex(page)
    dialog.show()
    check(dialog)
    dialog.reject()


def test_the_first_run(spoken: None, qtbot: QtBot) -> None:
    from dncdesk.core.settings import Settings

    desk = StandIn()
    window = MainWindow(desk)  # type: ignore[arg-type]  # the stand-in has all that the window uses
    qtbot.addWidget(window)
    window.show()
    desk.make_ready(settings=Settings())
    check(window)


def test_the_keys_of_the_help(longer: Stage) -> None:
    from dncdesk.ui.help_window import HelpWindow

    help_window = HelpWindow(longer.window, language="en")
    help_window.open_at("keys")
    check(help_window)
    (browser,) = help_window.findChildren(QTextBrowser)
    keys = {"Enter", "Esc", "Up", "Down", "Tab", "Shift", "Ctrl", "Alt", "Return", "Del"}
    assert not set(unmarked(browser.toPlainText().replace("\n", " "))) - DATA - keys
    help_window.close()


def test_the_dialogs(longer: Stage) -> None:
    from dncdesk.ui.about import AboutBox
    from dncdesk.ui.certificate_dialog import CertificateDialog
    from dncdesk.ui.checklist_dialog import ChecklistDialog
    from dncdesk.ui.details_dialog import DetailsDialog
    from dncdesk.ui.export_dialog import ExportDialog
    from dncdesk.ui.import_dialog import ImportDialog
    from dncdesk.ui.remove_dialog import RemoveDialog
    from dncdesk.ui.retention_dialog import RetentionDialog
    from dncdesk.ui.verify_dialog import VerifyDialog

    window, desk = longer.window, longer.desk
    for dialog in (
        AboutBox("1.2.3", window),
        CertificateDialog("12" * 32, host="dialer.example.com", changed=True, parent=window),
        ChecklistDialog(desk, window),
        DetailsDialog(desk.stories, an_entry(1, details=Details()), window),
        ExportDialog(desk.files, Query(), window),
        ImportDialog(desk.files, window),
        RemoveDialog(an_entry(1), window),
        RetentionDialog(desk.proofs, 7, window),
        VerifyDialog(desk.proofs, window),
    ):
        dialog.show()
        assert (not_marked(dialog), cut_off(dialog)) == (set(), []), type(dialog).__name__
        dialog.close()
