@echo off
rem Start the register on Windows 10 or 11 with Python 3.11 to 3.14; the first time, set up all it needs.
setlocal
set "TOP=%~dp0"
set "VENV=%TOP%.venv"
set "PY=%VENV%\Scripts\python.exe"
chcp 65001 >nul

rem A version that came on a stick stands in versions\; the one chosen there is started instead.
set "CHOSEN="
if exist "%TOP%versions\chosen" set /p CHOSEN=<"%TOP%versions\chosen"
if not defined CHOSEN goto here
echo %CHOSEN%|findstr /r /x "[0-9][0-9.]*" >nul || goto here
if exist "%TOP%versions\%CHOSEN%\run.cmd" "%TOP%versions\%CHOSEN%\run.cmd" %*

:here
set "MADE_IN="
if exist "%PY%" if exist "%VENV%\made-in" set /p MADE_IN=<"%VENV%\made-in"
if not "%MADE_IN%"=="%TOP%" goto beside
fc /b "%TOP%requirements\run.txt" "%VENV%\run.txt" >nul 2>&1
if not errorlevel 1 goto start

rem It takes the libraries of any version beside it that has the very same ones.
:beside
set "OTHER="
for %%p in ("%TOP%..") do if /i not "%%~nxp"=="versions" goto prepare
for %%d in ("%TOP%..\..") do call :same "%%~fd\"
for /d %%d in ("%TOP%..\*") do call :same "%%~fd\"
if not defined OTHER goto prepare
"%OTHER%" -I -c "import sys; sys.path.insert(0, sys.argv.pop(1)); from maternity.__main__ import main; sys.exit(main())" "%TOP%." %*
exit /b %ERRORLEVEL%

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
rem Libraries that came on the stick are taken from there and from nowhere else.
set "LINKS="
if exist "%TOP%wheels" set LINKS=--no-index -f "%TOP%wheels"
"%PY%" -m pip install %LINKS% --disable-pip-version-check --no-input --require-hashes --only-binary :all: --no-deps -r "%TOP%requirements\run.txt" 1>&2
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

rem The libraries of another version, if they were laid out there and are the very same.
:same
if defined OTHER exit /b
if not exist "%~1.venv\Scripts\python.exe" exit /b
set "MARK="
if exist "%~1.venv\made-in" set /p MARK=<"%~1.venv\made-in"
if not "%MARK%"=="%~1" exit /b
fc /b "%TOP%requirements\run.txt" "%~1.venv\run.txt" >nul 2>&1
if not errorlevel 1 set "OTHER=%~1.venv\Scripts\python.exe"
exit /b
