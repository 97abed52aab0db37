list(APPEND TS_HARU_SOURCES haru_bytes.c haru_tail.c haru_sink.c haru_streams.c haru_kept.c haru_lasting.c haru_content.c haru_colour.c haru_shade.c haru_font.c haru_complete.c haru_tounicode.c haru_changes.c haru_codes.c haru_run.c haru_image.c shrink.c jpeg.c haru_art.c haru_tags.c haru_elements.c haru_sequences.c haru_links.c haru_marks.c haru_bar.c haru_impose.c haru_meta.c haru_claims.c haru_attach.c haru_pdf.c)
list(APPEND TS_HARU_PACKAGES libdeflate libturbojpeg zlib)
# libharu 2.3 in Debian brings no pkg-config file.
cmake_language(DEFER CALL target_link_libraries ts_device PRIVATE hpdf)
