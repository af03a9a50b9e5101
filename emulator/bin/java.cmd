@echo off
rem The same as `java` beside it, for Windows.
if not defined CAUSERIE_NODE set "CAUSERIE_NODE=node"
"%CAUSERIE_NODE%" "%~dp0..\dist\main.js" %*
exit /b %errorlevel%
