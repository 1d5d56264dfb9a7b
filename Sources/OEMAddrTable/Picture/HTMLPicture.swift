import Diagnostics
internal import GuestAddress

/// The picture as one HTML page that needs no network: hover or move with the keyboard to see exact ranges and source
/// lines.
public struct HTMLPicture: Sendable {
    private let picture: MapPicture

    public init(_ picture: MapPicture) { self.picture = picture }

    public var text: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <title>\(markup("Memory map of " + picture.title))</title>
        <style>
        \(Self.styleSheet)</style>
        </head>
        <body>
        <main>
        <p class="help">Point at a block, or press Tab and the arrow keys, for exact ranges and source lines.</p>
        <div class="drawing">
        \(SVGPicture(picture, isInteractive: true).text)</div>
        \(table("Rows", picture.rows))\(table("Regions of config.bib", picture.regions))\
        \(table("Physical memory", picture.physical))</main>
        <div id="tip" role="status" aria-live="polite" hidden></div>
        <script>
        \(Self.script)</script>
        </body>
        </html>

        """
    }

    private func table(_ caption: String, _ blocks: [PictureBlock]) -> String {
        guard !blocks.isEmpty else { return "" }
        var out = "<table>\n<caption>\(markup(caption))</caption>\n<thead><tr><th>Range</th><th>Size</th><th>What</th>"
        out += "<th>Source</th></tr></thead>\n<tbody>\n"
        for block in blocks {
            out +=
                "<tr><td class=\"number\">\(markup(extentText(block.range)))</td><td class=\"size\">\(markup(sizeText(block.range)))</td>"
            out += "<td>\(markup(([block.title] + block.details).joined(separator: ", ")))</td>"
            out += "<td class=\"number\">\(markup(block.location?.description ?? ""))</td></tr>\n"
        }
        return out + "</tbody>\n</table>\n"
    }

    private static let styleSheet = """
        :root{--page:#fff;--ink:#1b2430;--soft:#6a7686;--line:#dfe4ea;--tip:#1b2430;--tip-ink:#fff}
        @media(prefers-color-scheme:dark){:root{--page:#12161c;--ink:#e8edf4;--soft:#95a1b1;--line:#2d3540;--tip:#e8edf4;--tip-ink:#12161c}}
        body{margin:0;background:var(--page);color:var(--ink);font:14px/1.45 ui-sans-serif,system-ui,"Segoe UI",Roboto,Arial,sans-serif}
        main{max-width:1180px;margin:0 auto;padding:12px 16px 48px}
        .help{color:var(--soft);margin:4px 20px}
        .drawing{overflow-x:auto}.drawing svg{max-width:100%;height:auto;min-width:820px}
        .block[tabindex]{cursor:default}
        table{border-collapse:collapse;width:100%;margin:28px 0 0}
        caption{text-align:left;font-weight:650;font-size:16px;padding:0 0 6px}
        th{text-align:left;color:var(--soft);font-weight:600;font-size:12px}
        th,td{padding:5px 14px 5px 0;border-bottom:1px solid var(--line);vertical-align:top}
        .size{white-space:nowrap}
        .number{font:12.5px ui-monospace,Menlo,Consolas,monospace;white-space:nowrap}
        #tip{position:fixed;z-index:2;background:var(--tip);color:var(--tip-ink);padding:8px 11px;border-radius:7px;max-width:440px;
        font:12.5px/1.5 ui-monospace,Menlo,Consolas,monospace;white-space:pre-wrap;pointer-events:none;box-shadow:0 4px 18px #0005}

        """

    private static let script = """
        "use strict";
        const tip = document.getElementById("tip");
        const blocks = [...document.querySelectorAll(".block[data-tip]")];
        const linked = [...document.querySelectorAll("[data-link]")];
        function show(block) {
          tip.textContent = block.dataset.tip;
          tip.hidden = false;
          const box = block.querySelector("rect").getBoundingClientRect();
          const right = box.right + 12 + tip.offsetWidth < innerWidth;
          tip.style.left = Math.max(8, right ? box.right + 12 : box.left - tip.offsetWidth - 12) + "px";
          tip.style.top = Math.min(Math.max(8, box.top), Math.max(8, innerHeight - tip.offsetHeight - 8)) + "px";
          for (const other of linked) {
            const same = other.dataset.link === block.dataset.link;
            other.classList.toggle("on", same);
            other.classList.toggle("dimmed", !same && block.dataset.link !== undefined);
          }
        }
        function hide() {
          tip.hidden = true;
          for (const other of linked) other.classList.remove("on", "dimmed");
        }
        blocks.forEach((block, index) => {
          block.addEventListener("mouseenter", () => show(block));
          block.addEventListener("mouseleave", hide);
          block.addEventListener("focus", () => show(block));
          block.addEventListener("blur", hide);
          block.addEventListener("keydown", event => {
            const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
            if (step) { event.preventDefault(); (blocks[index + step] ?? block).focus(); }
            if (event.key === "Escape") { hide(); block.blur(); }
          });
        });

        """
}
