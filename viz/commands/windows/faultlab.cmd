@echo off
rem faultlab.cmd - one lab on both sides, compared and drawn; faultlab --help says more.
"%~dp0bin\faultlab.exe" %*
