@echo off
rem Sets qualcode up in .venv with its test tools and runs the tests; arguments go to pytest.
setlocal
call "%~dp0_environment.cmd" test || exit /b 1
.venv\Scripts\python -m pytest -n 3 --dist worksteal %*
