set(TS_FIGURE_SOURCES figure.c figure_kit.c figure_inks.c figure_marks.c figure_parts.c figure_groups.c figure_flow.c figure_lines.c figure_table.c figure_map.c figure_honesty.c figure_as_table.c)
