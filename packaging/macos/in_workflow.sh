#!/bin/bash
# Puts what the workflow was given into a keychain of its own, makes the disk image and the package, and takes it out.
set -euo pipefail
umask 077
python=build/venv/bin/python
if [ -z "${CERTIFICATES:-}" ]; then
    echo "::warning::UNSIGNED: there is no certificate for macOS"
    exec "$python" packaging/macos/package.py out
fi
keychain=$RUNNER_TEMP/dncdesk.keychain-db
secret=$(openssl rand -base64 24)
trap 'security delete-keychain "$keychain" || true; rm -f "$RUNNER_TEMP/certificates.p12" "$RUNNER_TEMP/notary.p8"' EXIT
security create-keychain -p "$secret" "$keychain"
security set-keychain-settings -lut 3600 "$keychain"
security unlock-keychain -p "$secret" "$keychain"
printf %s "$CERTIFICATES" | base64 --decode >"$RUNNER_TEMP/certificates.p12"
security import "$RUNNER_TEMP/certificates.p12" -k "$keychain" -P "$PASSWORD" \
    -T /usr/bin/codesign -T /usr/bin/pkgbuild
security set-key-partition-list -S apple-tool:,apple: -k "$secret" "$keychain" >/dev/null
security list-keychains -d user -s "$keychain" login.keychain-db
identity() { security find-identity -v "$keychain" | sed -n "s/.*\"\($1: .*\)\"/\1/p" | head -n 1; }
DNCDESK_CODESIGN_IDENTITY=$(identity "Developer ID Application")
DNCDESK_INSTALLER_IDENTITY=$(identity "Developer ID Installer")
export DNCDESK_CODESIGN_IDENTITY DNCDESK_INSTALLER_IDENTITY
if [ -n "${NOTARY_KEY:-}" ]; then
    printf %s "$NOTARY_KEY" | base64 --decode >"$RUNNER_TEMP/notary.p8"
    xcrun notarytool store-credentials dncdesk --keychain "$keychain" \
        --key "$RUNNER_TEMP/notary.p8" --key-id "$NOTARY_KEY_ID" --issuer "$NOTARY_ISSUER"
    export DNCDESK_NOTARY_PROFILE=dncdesk DNCDESK_NOTARY_KEYCHAIN=$keychain
fi
"$python" packaging/macos/package.py out
