"""The settings of the disk image, as dmgbuild reads them: the program, the folder, a picture that says what to do."""

from background import FOLDER_AT, HEIGHT, PROGRAM_AT, WIDTH

# dmgbuild hands in `defines`, from its command line.
files = [defines["app"]]  # type: ignore[name-defined] # noqa: F821
background = defines["background"]  # type: ignore[name-defined] # noqa: F821
symlinks = {"Applications": "/Applications"}
format = "UDZO"  # noqa: A001
window_rect = ((200, 200), (WIDTH, HEIGHT))
default_view = "icon-view"
icon_size = 96
icon_locations = {"dncdesk.app": PROGRAM_AT, "Applications": FOLDER_AT}
