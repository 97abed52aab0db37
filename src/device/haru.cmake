list(APPEND TS_HARU_SOURCES haru_bytes.c haru_sink.c haru_content.c haru_colour.c)
