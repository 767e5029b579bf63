; setup.exe: for one user, without an administrator. `packaging/dev_windows.py` compiles it and hands in:
;   VERSION, NUMBERS (four numbers), FOLDER (the frozen program), OUTFILE, KILOBYTES, ICON, MARK (empty for a release)
;   and, where there is a certificate, SIGN (a command that is given a file).
;
; Options: /S silent · /D=FOLDER last of all · /ALLUSERS (needs an administrator) · /AUTOSTART · /MANAGED=FILE (with
; /ALLUSERS: becomes the machine's managed.json). The uninstaller: /S · /PURGE takes this user's log and settings, too.
; Exit codes: 0 done · 1 cancelled · 2 failed · 5 the program is running, nothing was changed · 6 needs an
; administrator · 7 a newer version is installed · 8 this Windows is too old.

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetDateSave off
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10
AllowSkipFiles off
CRCCheck force

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include WinVer.nsh
!include x64.nsh

!define NAME "dncdesk"
!if "${MARK}" == ""
    !define TITLE "${NAME}"
!else
    !define TITLE "${NAME} (${MARK})"
!endif
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define RUN "Software\Microsoft\Windows\CurrentVersion\Run"
!define LINK "Software\Classes\dnc"

!define RUNNING 5
!define NOT_ADMINISTRATOR 6
!define DOWNGRADE 7
!define TOO_OLD 8

Name "${TITLE}"
OutFile "${OUTFILE}"
BrandingText "${TITLE} ${VERSION}"
VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey FileDescription "${TITLE} setup"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey LegalCopyright "${COPYRIGHT}"
!ifdef ICON
    !define MUI_ICON "${ICON}"
    !define MUI_UNICON "${ICON}"
!endif

Var WasRunning ; "1" if the program was closed for this and is to come back
Var AllUsers

!define MUI_COMPONENTSPAGE_NODESC
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "Open dncdesk"
!define MUI_FINISHPAGE_RUN_FUNCTION Open
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

!ifdef SIGN
    !uninstfinalize '${SIGN} "%1"' = 0
    !finalize '${SIGN} "%1"' = 0
!endif

; --- Is it running? Both macros are for the installer and the uninstaller alike. ---------------------------------

!macro RUNNING_FUNCTIONS UN

; $0: "1" if the program in $INSTDIR runs, for whomever. Its file can be opened for writing only when it does not.
Function ${UN}IsRunning
    StrCpy $0 0
    ${For} $1 1 2
        ${If} $1 = 1
            StrCpy $2 "$INSTDIR\dncdesk.exe"
        ${Else}
            StrCpy $2 "$INSTDIR\dncdesk-cli.exe"
        ${EndIf}
        ${If} ${FileExists} $2
            ClearErrors
            FileOpen $3 $2 a
            ${If} ${Errors}
                StrCpy $0 1
            ${Else}
                FileClose $3
            ${EndIf}
        ${EndIf}
    ${Next}
FunctionEnd

; Asks each window of the program in $INSTDIR to end as Windows does when the user signs out: what is being entered is
; kept, and a tray icon does not keep it alive. Then waits for up to 15 seconds. $0 as above.
Function ${UN}AskToClose
    StrCpy $4 0
    ${Do}
        FindWindow $4 "" "" 0 $4
        ${If} $4 = 0
            ${ExitDo}
        ${EndIf}
        System::Call 'user32::GetWindowThreadProcessId(p $4, *i .r5)'
        System::Call 'kernel32::OpenProcess(i 0x1000, i 0, i r5) p .r6'
        ${If} $6 <> 0
            System::Call 'kernel32::QueryFullProcessImageNameW(p r6, i 0, w .r7, *i ${NSIS_MAX_STRLEN}) i .r8'
            System::Call 'kernel32::CloseHandle(p r6)'
            ${If} $8 <> 0
            ${AndIf} $7 == "$INSTDIR\dncdesk.exe"
                ; WM_QUERYENDSESSION and WM_ENDSESSION, both with ENDSESSION_CLOSEAPP.
                SendMessage $4 0x11 0 1 $9 /TIMEOUT=5000
                ${If} $9 <> 0
                    SendMessage $4 0x16 1 1 /TIMEOUT=5000
                ${EndIf}
            ${EndIf}
        ${EndIf}
    ${Loop}
    ${For} $5 1 60
        Call ${UN}IsRunning
        ${If} $0 = 0
            ${ExitFor}
        ${EndIf}
        Sleep 250
    ${Next}
FunctionEnd

; Goes on only when the program is closed. Silently nobody is there to ask: then it ends, and nothing has changed.
Function ${UN}MakeSureItIsClosed
    Call ${UN}IsRunning
    ${If} $0 = 0
        Return
    ${EndIf}
    ${If} ${Silent}
        SetErrorLevel ${RUNNING}
        Quit
    ${EndIf}
    ${Do}
        MessageBox MB_OKCANCEL|MB_ICONINFORMATION \
            "dncdesk is running and will be closed. What is recorded is kept. It is opened again afterwards." \
            IDOK close
        SetErrorLevel ${RUNNING}
        Quit
        close:
        Call ${UN}AskToClose
        ${If} $0 = 0
            StrCpy $WasRunning 1
            Return
        ${EndIf}
        MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION \
            "dncdesk is still running, perhaps for another user of this computer. Close it there and try again." \
            IDRETRY again
        SetErrorLevel ${RUNNING}
        Quit
        again:
    ${Loop}
FunctionEnd

!macroend

!insertmacro RUNNING_FUNCTIONS ""
!insertmacro RUNNING_FUNCTIONS "un."

; --- Whose it is ---------------------------------------------------------------------------------------------------

Function .onInit
    SetRegView 64
    ${IfNot} ${AtLeastWin10}
    ${OrIfNot} ${RunningX64}
        MessageBox MB_OK|MB_ICONSTOP "dncdesk needs a 64-bit Windows 10 or newer." /SD IDOK
        SetErrorLevel ${TOO_OLD}
        Quit
    ${EndIf}
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/ALLUSERS" $R1
    ${IfNot} ${Errors}
        UserInfo::GetAccountType
        Pop $R2
        ${If} $R2 != "Admin"
            MessageBox MB_OK|MB_ICONSTOP "To install dncdesk for all users, run this as an administrator." /SD IDOK
            SetErrorLevel ${NOT_ADMINISTRATOR}
            Quit
        ${EndIf}
        StrCpy $AllUsers 1
        SetShellVarContext all
    ${Else}
        SetShellVarContext current
    ${EndIf}
    ; /D= has set $INSTDIR already. Otherwise: where it is installed, or else the usual place.
    ${If} $INSTDIR == ""
        ReadRegStr $INSTDIR SHCTX "${ENTRY}" "InstallLocation"
    ${EndIf}
    ${If} $INSTDIR == ""
        ${If} $AllUsers = 1
            StrCpy $INSTDIR "$PROGRAMFILES64\${NAME}"
        ${Else}
            StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${NAME}"
        ${EndIf}
    ${EndIf}
    ReadRegStr $R3 SHCTX "${ENTRY}" "VersionNumbers"
    ${If} $R3 != ""
        ${VersionCompare} "$R3" "${NUMBERS}" $R4
        ${If} $R4 = 1
            MessageBox MB_OK|MB_ICONSTOP "A newer version of dncdesk is installed. It is left as it is." /SD IDOK
            SetErrorLevel ${DOWNGRADE}
            Quit
        ${EndIf}
    ${EndIf}
    Call ChooseAutostart
    ${If} ${Silent}
        Call MakeSureItIsClosed
    ${EndIf}
FunctionEnd

; --- What is installed ---------------------------------------------------------------------------------------------

Section "dncdesk" SectionProgram
    SectionIn RO
    Call MakeSureItIsClosed
    ; All of the new version first, beside the old one; then both change places by their names. Half of each is never
    ; there, and a file that somebody still holds open stops it before anything has changed.
    RMDir /r "$INSTDIR\~new"
    RMDir /r "$INSTDIR\~old"
    SetOutPath "$INSTDIR\~new"
    ClearErrors
    File /r "${FOLDER}/*"
    ${If} ${Errors}
        SetOutPath "$TEMP"
        RMDir /r "$INSTDIR\~new"
        MessageBox MB_OK|MB_ICONSTOP "The files could not be written to $INSTDIR. Nothing was changed." /SD IDOK
        SetErrorLevel 2
        Quit
    ${EndIf}
    SetOutPath "$INSTDIR" ; a folder that is this program's own place cannot be renamed
    CreateDirectory "$INSTDIR\~old"
    ClearErrors
    ${If} ${FileExists} "$INSTDIR\_internal\*.*"
        Rename "$INSTDIR\_internal" "$INSTDIR\~old\_internal"
    ${EndIf}
    ${IfNot} ${Errors}
    ${AndIf} ${FileExists} "$INSTDIR\dncdesk.exe"
        Rename "$INSTDIR\dncdesk.exe" "$INSTDIR\~old\dncdesk.exe"
    ${EndIf}
    ${IfNot} ${Errors}
    ${AndIf} ${FileExists} "$INSTDIR\dncdesk-cli.exe"
        Rename "$INSTDIR\dncdesk-cli.exe" "$INSTDIR\~old\dncdesk-cli.exe"
    ${EndIf}
    ${If} ${Errors}
        ; What has moved goes back; what has not moved stays, since its place is taken.
        Rename "$INSTDIR\~old\dncdesk.exe" "$INSTDIR\dncdesk.exe"
        Rename "$INSTDIR\~old\_internal" "$INSTDIR\_internal"
        RMDir /r "$INSTDIR\~new"
        RMDir "$INSTDIR\~old"
        MessageBox MB_OK|MB_ICONSTOP "A file of dncdesk is in use. The version that is installed is left as it is." \
            /SD IDOK
        SetErrorLevel ${RUNNING}
        Quit
    ${EndIf}
    Rename "$INSTDIR\~new\_internal" "$INSTDIR\_internal"
    Rename "$INSTDIR\~new\dncdesk-cli.exe" "$INSTDIR\dncdesk-cli.exe"
    Rename "$INSTDIR\~new\dncdesk.exe" "$INSTDIR\dncdesk.exe"
    RMDir /r "$INSTDIR\~new"
    RMDir /r "$INSTDIR\~old"

    WriteUninstaller "$INSTDIR\uninstall.exe"
    WriteRegStr SHCTX "${ENTRY}" "DisplayName" "${TITLE}"
    WriteRegStr SHCTX "${ENTRY}" "DisplayVersion" "${VERSION}"
    WriteRegStr SHCTX "${ENTRY}" "VersionNumbers" "${NUMBERS}"
    WriteRegStr SHCTX "${ENTRY}" "Publisher" "${NAME}"
    WriteRegStr SHCTX "${ENTRY}" "DisplayIcon" "$INSTDIR\dncdesk.exe,0"
    WriteRegStr SHCTX "${ENTRY}" "InstallLocation" "$INSTDIR"
    WriteRegStr SHCTX "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr SHCTX "${ENTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD SHCTX "${ENTRY}" "EstimatedSize" ${KILOBYTES}
    WriteRegDWORD SHCTX "${ENTRY}" "NoModify" 1
    WriteRegDWORD SHCTX "${ENTRY}" "NoRepair" 1

    CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\dncdesk.exe"

    WriteRegStr SHCTX "${LINK}" "" "URL:dncdesk"
    WriteRegStr SHCTX "${LINK}" "URL Protocol" ""
    WriteRegStr SHCTX "${LINK}\DefaultIcon" "" "$INSTDIR\dncdesk.exe,0"
    WriteRegStr SHCTX "${LINK}\shell\open\command" "" '"$INSTDIR\dncdesk.exe" "%1"'

    ${If} $AllUsers = 1
        ${GetParameters} $R0
        ClearErrors
        ${GetOptions} $R0 "/MANAGED=" $R1
        ${IfNot} ${Errors}
            CreateDirectory "$APPDATA\${NAME}" ; for all users: C:\ProgramData
            CopyFiles /SILENT "$R1" "$APPDATA\${NAME}\managed.json"
        ${EndIf}
    ${EndIf}
SectionEnd

Section /o "Start dncdesk when I sign in" SectionAutostart
    WriteRegStr SHCTX "${RUN}" "${NAME}" '"$INSTDIR\dncdesk.exe"'
SectionEnd

; Chosen by /AUTOSTART, and where it was chosen before.
Function ChooseAutostart
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/AUTOSTART" $R1
    ${IfNot} ${Errors}
        StrCpy $R2 1
    ${Else}
        ReadRegStr $R2 SHCTX "${RUN}" "${NAME}"
    ${EndIf}
    ${If} $R2 != ""
        SectionSetFlags ${SectionAutostart} ${SF_SELECTED}
    ${EndIf}
FunctionEnd

Function Open
    StrCpy $WasRunning 0
    Exec '"$INSTDIR\dncdesk.exe"'
FunctionEnd

; After the last page: what was closed comes back, unless that page has opened it already.
Function .onInstSuccess
    ${If} $WasRunning = 1
        Call Open
    ${EndIf}
FunctionEnd

; --- What is taken away --------------------------------------------------------------------------------------------

Section "un.dncdesk"
    SectionIn RO
    Call un.MakeSureItIsClosed
    ; The programs first: if one cannot go, all of it is still there.
    ClearErrors
    Delete "$INSTDIR\dncdesk.exe"
    ${If} ${Errors}
        SetErrorLevel ${RUNNING}
        Quit
    ${EndIf}
    Delete "$INSTDIR\dncdesk-cli.exe"
    RMDir /r "$INSTDIR\_internal"
    RMDir /r "$INSTDIR\~new"
    RMDir /r "$INSTDIR\~old"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\${NAME}.lnk"
    DeleteRegKey SHCTX "${ENTRY}"
    ReadRegStr $0 SHCTX "${LINK}\shell\open\command" ""
    ${If} $0 == '"$INSTDIR\dncdesk.exe" "%1"'
        DeleteRegKey SHCTX "${LINK}"
    ${EndIf}
    DeleteRegValue SHCTX "${RUN}" "${NAME}"
SectionEnd

Section /o "un.The log and the settings of this user" SectionPurge
    SetShellVarContext current
    RMDir /r "$LOCALAPPDATA\${NAME}"
    RMDir /r "$APPDATA\${NAME}"
SectionEnd

Function un.onInit
    SetRegView 64
    ; Installed for all users is what the machine's registry names with this very folder.
    SetShellVarContext all
    ReadRegStr $0 SHCTX "${ENTRY}" "InstallLocation"
    ${If} $0 != $INSTDIR
        SetShellVarContext current
    ${EndIf}
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/PURGE" $R1
    ${IfNot} ${Errors}
        SectionSetFlags ${SectionPurge} ${SF_SELECTED}
    ${EndIf}
FunctionEnd

Function un.onUninstSuccess
    SetShellVarContext current
    ${If} ${FileExists} "$LOCALAPPDATA\${NAME}\log.sqlite3"
        MessageBox MB_OK|MB_ICONINFORMATION \
            "dncdesk is removed. Its log is kept, as proof of who asked and when:$\r$\n$LOCALAPPDATA\${NAME}" /SD IDOK
    ${EndIf}
FunctionEnd
