/// Style sheet and script of the page. The script only reads attributes of the drawing, and writes text.
enum PageAssets {
    static let styleSheet = """
        :root{--page:#fff;--ink:#1b2430;--soft:#6a7686;--line:#dfe4ea;--tip:#1b2430;--tip-ink:#fff;--error:#d1242f;--warning:#8a6100}
        @media(prefers-color-scheme:dark){:root{--page:#12161c;--ink:#e8edf4;--soft:#95a1b1;--line:#2d3540;--tip:#e8edf4;
        --tip-ink:#12161c;--error:#ff7b72;--warning:#e3b341}}
        body{margin:0;background:var(--page);color:var(--ink);font:14px/1.45 ui-sans-serif,system-ui,"Segoe UI",Roboto,Arial,sans-serif}
        main{max-width:1180px;margin:0 auto;padding:12px 16px 48px}
        .help{color:var(--soft);margin:4px 20px}
        .tools{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center;margin:8px 20px;position:sticky;top:0;z-index:1;
        background:var(--page);padding:6px 0}
        .tools input{font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:6px;padding:5px 9px;
        flex:1 1 130px;min-width:0;max-width:320px}
        .tools button{font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:6px;padding:4px 10px}
        .tools output{color:var(--soft);min-width:5em}
        .drawing{overflow:auto;touch-action:pan-x pan-y}.drawing svg{display:block;width:100%;height:auto}.drawing svg.narrow{display:none}
        .block[tabindex]{cursor:default}
        table{border-collapse:collapse;width:100%;margin:28px 0 0}
        caption{text-align:left;font-weight:650;font-size:16px;padding:0 0 6px}
        th{text-align:left;color:var(--soft);font-weight:600;font-size:12px}
        th,td{padding:5px 14px 5px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
        .size{white-space:nowrap}.s-error{color:var(--error)}.s-warning{color:var(--warning)}.s-note{color:var(--soft)}
        .number{font:12.5px ui-monospace,Menlo,Consolas,monospace}
        tr.found td{background:color-mix(in srgb,var(--warning) 18%,transparent)}
        #tip{position:fixed;z-index:2;background:var(--tip);color:var(--tip-ink);padding:8px 11px;border-radius:7px;
        max-width:min(440px,calc(100vw - 40px));overflow-wrap:anywhere;
        font:12.5px/1.5 ui-monospace,Menlo,Consolas,monospace;white-space:pre-wrap;pointer-events:none;box-shadow:0 4px 18px #0005}
        @media(min-width:761px){td.number:first-child{white-space:nowrap}}
        @media(max-width:760px){main{padding:8px 8px 40px}.help,.tools{margin:4px 4px}
        .drawing svg.wide{display:none}.drawing svg.narrow{display:block}
        thead{display:none}table,tbody,tr,td{display:block}tr{border-bottom:1px solid var(--line);padding:6px 0}td{border:0;padding:1px 0}
        td:empty{display:none}caption{display:block}}

        """

    static let script = """
        "use strict";
        const tip = document.getElementById("tip");
        const search = document.getElementById("search");
        const drawing = document.querySelector(".drawing");
        const drawings = [...drawing.querySelectorAll("svg")];
        const blocks = [...document.querySelectorAll(".block[data-tip]")];
        const linked = [...document.querySelectorAll("[data-link]")];
        const rows = [...document.querySelectorAll("tbody tr")];
        function show(block) {
          tip.textContent = block.dataset.tip;
          tip.hidden = false;
          const box = block.querySelector("rect").getBoundingClientRect();
          const right = box.right + 12 + tip.offsetWidth < innerWidth;
          const below = box.left - tip.offsetWidth < 20;
          tip.style.left = Math.max(8, right ? box.right + 12 : below ? 8 : box.left - tip.offsetWidth - 12) + "px";
          const top = right || !below ? box.top : box.bottom + 8;
          tip.style.top = Math.min(Math.max(8, top), Math.max(8, innerHeight - tip.offsetHeight - 8)) + "px";
          for (const other of linked) {
            const same = other.dataset.link === block.dataset.link;
            other.classList.toggle("on", same);
            other.classList.toggle("dimmed", !same && block.dataset.link !== undefined);
          }
        }
        function hide() {
          tip.hidden = true;
          for (const other of linked) other.classList.remove("on", "dimmed");
          mark();
        }
        function visible(block) { return block.getClientRects().length > 0; }
        function step(block, by) {
          const shown = blocks.filter(visible);
          (shown[shown.indexOf(block) + by] ?? block).focus();
        }
        for (const block of blocks) {
          block.addEventListener("mouseenter", () => show(block));
          block.addEventListener("mouseleave", hide);
          block.addEventListener("focus", () => show(block));
          block.addEventListener("blur", hide);
          block.addEventListener("keydown", event => {
            const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
            if (by) { event.preventDefault(); step(block, by); }
            if (event.key === "Escape") { hide(); block.blur(); }
          });
        }
        // An address finds the blocks that have it; anything else is a part of what is said of them.
        function matcher(text) {
          const wanted = text.trim().toLowerCase();
          if (!wanted) return null;
          const digits = wanted.replaceAll("_", "");
          if (/^(0x)?[0-9a-f]{6,8}$/.test(digits)) {
            const address = parseInt(digits.replace(/^0x/, ""), 16);
            return block => {
              const [start, end] = block.dataset.range.split(" ").map(Number);
              return address >= start && address < end;
            };
          }
          return block => block.dataset.tip.toLowerCase().includes(wanted);
        }
        let found = [];
        function mark() {
          const matches = matcher(search.value);
          found = matches ? blocks.filter(block => visible(block) && matches(block)) : [];
          for (const block of blocks) {
            block.classList.toggle("found", found.includes(block));
            block.classList.toggle("dimmed", matches !== null && !found.includes(block));
          }
          const words = search.value.trim().toLowerCase();
          for (const row of rows) row.classList.toggle("found", words !== "" && row.textContent.toLowerCase().includes(words));
          document.getElementById("hits").textContent = matches ? (found.length || "no") + " found" : "";
        }
        search.addEventListener("input", mark);
        search.form.addEventListener("submit", event => {
          event.preventDefault();
          if (!found.length) return;
          found[0].scrollIntoView({ block: "center" });
          found[0].focus();
        });
        let zoom = 1;
        for (const button of document.querySelectorAll("[data-zoom]")) {
          button.addEventListener("click", () => {
            const middle = (drawing.scrollLeft + drawing.clientWidth / 2) / drawing.scrollWidth;
            zoom = Number(button.dataset.zoom) ? Math.min(8, Math.max(1, zoom * Number(button.dataset.zoom))) : 1;
            for (const svg of drawings) svg.style.width = zoom * 100 + "%";
            drawing.scrollLeft = middle * drawing.scrollWidth - drawing.clientWidth / 2;
          });
        }

        """
}
