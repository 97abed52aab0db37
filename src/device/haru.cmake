list(APPEND TS_HARU_SOURCES haru_bytes.c haru_sink.c haru_content.c haru_colour.c haru_shade.c haru_font.c haru_tounicode.c haru_run.c haru_image.c haru_art.c)
