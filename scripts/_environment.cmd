@echo off
rem Called by try.cmd and test.cmd: makes .venv with qualcode and its tested versions, once. %1 is use or test.
cd /d "%~dp0.."
if not exist .venv\Scripts\python.exe (
    for %%v in (3.13 3.12 3.11) do if not exist .venv\Scripts\python.exe py -%%v -m venv .venv >nul 2>&1
)
if not exist .venv\Scripts\python.exe (
    echo qualcode needs Python 3.13, 3.12 or 3.11: install "Windows installer (64-bit)" of Python 3.13 from python.org 1>&2
    exit /b 1
)
copy /b /y pyproject.toml+requirements.txt+requirements-dev.txt .venv\wanted >nul
fc /b .venv\wanted .venv\installed-%1 >nul 2>&1 && exit /b 0
echo Installing qualcode into .venv (once) ... 1>&2
set locks=-r requirements.txt
if "%1"=="test" set locks=-r requirements.txt -r requirements-dev.txt
.venv\Scripts\python -m pip install --quiet "pip==26.3" || exit /b 1
.venv\Scripts\python -m pip install --quiet --only-binary=:all: --require-hashes %locks% || exit /b 1
.venv\Scripts\python -m pip install --quiet --no-deps --no-build-isolation -e . || exit /b 1
move /y .venv\wanted .venv\installed-%1 >nul
