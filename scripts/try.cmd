@echo off
rem Sets qualcode up in .venv and runs it on the sample study; arguments go to `qualcode demo`.
setlocal
call "%~dp0_environment.cmd" use || exit /b 1
.venv\Scripts\qualcode demo %*
