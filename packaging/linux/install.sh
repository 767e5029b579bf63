#!/bin/sh
# Puts dncdesk into this user's menu and path, from where its folder lies; `install.sh --remove` takes it out again.
# The log and the settings are not touched.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$data/applications/dncdesk.desktop
icon=$data/icons/hicolor/scalable/apps/dncdesk.svg
link=$HOME/.local/bin/dncdesk
if [ "${1:-}" = --remove ]; then
    rm -f "$entry" "$icon" "$link"
    echo "Removed from the menu. The log stays in $data/dncdesk."
    exit 0
fi
mkdir -p "$(dirname "$entry")" "$(dirname "$icon")" "$(dirname "$link")"
sed "s|^Exec=.*|Exec=\"$here/dncdesk\" %u|" "$here/dncdesk.desktop" >"$entry"
cp "$here/dncdesk.svg" "$icon"
ln -sf "$here/dncdesk" "$link"
if command -v xdg-mime >/dev/null; then xdg-mime default dncdesk.desktop x-scheme-handler/dnc; fi
echo "dncdesk is in the menu, and as $link."
