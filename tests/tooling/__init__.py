"""Tests of the tools: requirements, scripts, wheel, fonts and licences."""
