"""Pictures of a plan: columns and a timetable in, a figure or a map out; nothing here shows or asks anything."""
