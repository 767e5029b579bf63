"""How far a long piece of work is."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget

_STEPS = 1000


class Progress(QProgressBar):
    """A bar that keeps its room while it is hidden, so that nothing moves when it comes."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """A bar with the object name `name`, hidden until something is under way."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Progress"))
        self.setRange(0, _STEPS)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)

    def show_share(self, share: float) -> None:
        """Show how much is done, 0 to 1."""
        self.setValue(round(share * _STEPS))
