#include "device/trace.h"

static void tag_line(trace *t, const ts_tag *tag, int depth)
{
    trace_indent(t, depth);
    ts_out_text(&t->out, ts_tag_name(tag->kind));
    if (tag->page >= 0)
        trace_measure(t, "page", tag->page + 1);
    trace_word(t, "lang", tag->language);
    trace_quote(t, "alt", tag->alt);
    trace_quote(t, "actual", tag->actual);
    trace_quote(t, "expansion", tag->expansion);
    trace_word(t, "scope", tag->scope);
    trace_word(t, "link", tag->link);
    trace_word(t, "id", tag->note_id);
    if (tag->box.w > 0 || tag->box.h > 0) {
        trace_word(t, "box", "");
        ts_out_rect(&t->out, tag->box, TRACE_DECIMALS);
    }
    ts_out_text(&t->out, "\n");
}

void trace_tags(trace *t, const ts_tag *root)
{
    if (!root)
        return;
    ts_out_text(&t->out, "tags\n");
    int depth = 1;
    for (const ts_tag *tag = root; tag && !t->out.failed;) {
        tag_line(t, tag, depth);
        if (tag->first) {
            tag = tag->first;
            depth++;
            continue;
        }
        while (tag && tag != root && !tag->next) {
            tag = tag->parent;
            depth--;
        }
        tag = tag && tag != root ? tag->next : NULL;
    }
}
