"""The registers whose form is not the ordinary one."""
