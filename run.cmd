@echo off
rem Start the register on Windows 10 or 11 with Python 3.11 to 3.14; the first time, set up all it needs.
setlocal
set "TOP=%~dp0"
set "VENV=%TOP%.venv"
set "PY=%VENV%\Scripts\python.exe"
chcp 65001 >nul

set "MADE_IN="
if exist "%PY%" if exist "%VENV%\made-in" set /p MADE_IN=<"%VENV%\made-in"
if not "%MADE_IN%"=="%TOP%" goto prepare
fc /b "%TOP%requirements\run.txt" "%VENV%\run.txt" >nul 2>&1
if not errorlevel 1 goto start

:prepare
echo Première préparation du registre : cela n'a lieu qu'une fois. 1>&2
echo Setting up the register: this happens only once. 1>&2
set "BASE="
for %%v in (3.14 3.13 3.12 3.11) do call :try py -%%v
call :try python
if not defined BASE goto no_python

if "%MADE_IN%"=="%TOP%" goto fill
if exist "%VENV%" rmdir /s /q "%VENV%"
%BASE% -m venv "%VENV%"
if errorlevel 1 goto failed

:fill
if exist "%VENV%\made-in" del "%VENV%\made-in"
"%PY%" -m pip install --disable-pip-version-check --no-input --require-hashes --only-binary :all: --no-deps -r "%TOP%requirements\run.txt" 1>&2
if errorlevel 1 goto failed
"%PY%" -c "import pathlib, sys, sysconfig; pathlib.Path(sysconfig.get_path('purelib'), 'maternity.pth').write_text(str(pathlib.Path(sys.argv[1]).parent))" "%VENV%"
if errorlevel 1 goto failed
copy /y "%TOP%requirements\run.txt" "%VENV%\run.txt" >nul
if errorlevel 1 goto failed
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

rem A Python that is too old, too new or has no venv is none; each step is looked at by itself.
:try
if defined BASE exit /b
%* -c "import sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 15))" >nul 2>&1
if not errorlevel 1 set "BASE=%*"
exit /b
