@echo off
rem Start the register on Windows 10 or 11 with Python 3.11 to 3.14; the first time, set up all it needs.
setlocal
set "TOP=%~dp0"
set "VENV=%TOP%.venv"
set "PY=%VENV%\Scripts\python.exe"
chcp 65001 >nul

set "MADE_IN="
if exist "%PY%" if exist "%VENV%\made-in" set /p MADE_IN=<"%VENV%\made-in"
if "%MADE_IN%"=="%TOP%" fc /b "%TOP%requirements\run.txt" "%VENV%\run.txt" >nul 2>&1 && goto start

echo Première préparation du registre : cela n'a lieu qu'une fois. 1>&2
echo Setting up the register: this happens only once. 1>&2
set "BASE="
for %%v in (3.14 3.13 3.12 3.11) do if not defined BASE py -%%v -c "import venv" >nul 2>&1 && set "BASE=py -%%v"
if not defined BASE python -c "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))" >nul 2>&1 && set "BASE=python"
if not defined BASE goto no_python

if "%MADE_IN%"=="%TOP%" goto fill
if exist "%VENV%" rmdir /s /q "%VENV%"
%BASE% -m venv "%VENV%" || goto failed

:fill
if exist "%VENV%\made-in" del "%VENV%\made-in"
"%PY%" -m pip install --disable-pip-version-check --no-input --require-hashes --only-binary :all: --no-deps -r "%TOP%requirements\run.txt" 1>&2 || goto failed
"%PY%" -c "import pathlib, sys, sysconfig; pathlib.Path(sysconfig.get_path('purelib'), 'maternity.pth').write_text(str(pathlib.Path(sys.argv[1]).parent))" "%VENV%" || goto failed
copy /y "%TOP%requirements\run.txt" "%VENV%\run.txt" >nul || goto failed
>"%VENV%\made-in" echo %TOP%

:start
"%PY%" -I -m maternity %*
exit /b %ERRORLEVEL%

:no_python
echo Installez Python 3.11 à 3.14 (avec « py launcher »), puis recommencez. 1>&2
echo Install Python 3.11 to 3.14 (with its py launcher), then start again. 1>&2
exit /b 3

:failed
echo L'installation s'est arrêtée. Vérifiez la connexion, puis recommencez. 1>&2
echo The installation stopped. Check the connection, then start again. 1>&2
exit /b 3
