"""The shell: pages, menus, status; knows pages, is known by none."""
