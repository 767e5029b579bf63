/* python.exe for the CPython in packaging/dev_wine.py, which comes without one. */
#include <windows.h>

typedef int (*main_function)(int, wchar_t **);

int wmain(int argc, wchar_t **argv)
{
    HMODULE python = LoadLibraryW(L"python311.dll");
    main_function run = python ? (main_function)GetProcAddress(python, "Py_Main") : NULL;
    return run ? run(argc, argv) : 111;
}
