package org.itsm4j.bpmn.internal.picture;

import java.util.ArrayList;
import java.util.List;

/** Says what the colours of a layer mean, in rows under the picture. */
final class Legend {
    private static final double ROW = 22;
    private static final double SWATCH = 22;
    private static final double GAP = 22;

    private record Item(String style, String text) {
        double width() {
            return (style.isEmpty() ? 0 : SWATCH + 6) + Lettering.LABEL.width(text);
        }
    }

    private final List<Item> items = new ArrayList<>();

    Legend(Marks marks) {
        Layer layer = marks.layer();
        if (!layer.at().isEmpty()) {
            items.add(new Item("here", "where the ticket stands"));
        }
        if (marks.hasWay()) {
            items.add(new Item("passed", "the way it went, step by step"));
        }
        Heat heat = marks.heat();
        if (!heat.levels().isEmpty()) {
            items.add(new Item("", layer.counted() + ":"));
            heat.levels()
                    .forEach(level -> items.add(new Item("heat-" + level, "up to " + Heat.brief(heat.top(level)))));
        }
        if (!layer.walked().isEmpty()) {
            items.add(new Item("walked", "walked"));
        }
        if (!layer.missed().isEmpty()) {
            items.add(new Item("missed", "not walked"));
        }
    }

    boolean empty() {
        return items.isEmpty();
    }

    /** Draws itself under a picture, and says how far it reaches. */
    Box draw(Svg svg, Box picture) {
        double x = picture.x();
        double y = picture.bottom() + 24;
        Box reach = picture;
        svg.open("g", "class", "legend");
        for (Item item : items) {
            if (x > picture.x() && x + item.width() > picture.right()) {
                x = picture.x();
                y += ROW;
            }
            draw(svg, item, x, y);
            reach = reach.and(new Box(x, y, item.width(), ROW - 6));
            x += item.width() + GAP;
        }
        svg.close();
        return reach;
    }

    private static void draw(Svg svg, Item item, double x, double y) {
        double text = x;
        if (!item.style().isEmpty()) {
            svg.leaf("rect", Svg.box(new Box(x, y + 2, SWATCH, 12), 3, "swatch " + item.style()));
            text += SWATCH + 6;
        }
        svg.text("text", item.text(), "class", "label", "x", Svg.number(text), "y", Svg.number(y + 12));
    }
}
