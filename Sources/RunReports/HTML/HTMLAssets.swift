/// The style sheet and script of the HTML report.
enum HTMLAssets {
    static let style = """

        :root { color-scheme: light dark; --back: #ffffff; --text: #1b1f24; --quiet: #57606a; --line: #d0d7de;
          --panel: #f6f8fa; --good: #1a7f37; --bad: #cf222e; --odd: #9a6700; }
        @media (prefers-color-scheme: dark) {
          :root { --back: #0d1117; --text: #e6edf3; --quiet: #9198a1; --line: #3d444d; --panel: #161b22;
            --good: #3fb950; --bad: #ff7b72; --odd: #d29922; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 76rem; padding: 1rem; background: var(--back); color: var(--text);
          font: 15px/1.5 system-ui, sans-serif; }
        h1 { font-size: 1.4rem; margin: 0.2rem 0; }
        h3 { font-size: 1rem; margin: 1rem 0 0.3rem; }
        .quiet { color: var(--quiet); font-size: 0.87rem; margin: 0.2rem 0; }
        .filter { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; margin: 0.6rem 0; }
        #search { flex: 1 1 16rem; }
        input[type=search], button { font: inherit; padding: 0.35rem 0.6rem; color: inherit; background: var(--panel);
          border: 1px solid var(--line); border-radius: 6px; }
        .chip { border: 1px solid var(--line); border-radius: 1rem; padding: 0.2rem 0.7rem; }
        details.scenario { border: 1px solid var(--line); border-radius: 6px; margin: 0.4rem 0; padding: 0 0.8rem; }
        details.scenario[open] { padding-bottom: 0.8rem; }
        summary { cursor: pointer; padding: 0.45rem 0; overflow-wrap: anywhere; }
        :focus-visible { outline: 2px solid #0969da; outline-offset: 2px; }
        .badge { display: inline-block; min-width: 4.6rem; text-align: center; border-radius: 4px; font-size: 0.8rem;
          font-weight: 600; border: 1px solid currentColor; }
        .passed { color: var(--good); }
        .failed, .crashed, .timeout, .error { color: var(--bad); }
        .skipped { color: var(--odd); }
        pre { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: 0.6rem; overflow: auto;
          max-height: 30rem; font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere;
          margin: 0.3rem 0; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-size: 0.85rem; }
        th, td { text-align: left; padding: 0.2rem 0.8rem 0.2rem 0; border-bottom: 1px solid var(--line);
          vertical-align: top; }
        td { font-family: ui-monospace, monospace; }
        td.long { min-width: 20rem; }
        svg { display: block; width: 100%; min-width: 46rem; height: auto; margin: 0.4rem 0; }
        svg text { fill: var(--text); font: 11px ui-monospace, monospace; }
        svg text.head { font-weight: 600; }
        svg .axis { stroke: var(--line); }
        section.beside { border: 1px solid var(--line); border-radius: 6px; margin: 0.6rem 0; padding: 0.4rem 0.8rem; }
        section.beside h2 { font-size: 1.05rem; margin: 0.3rem 0; }
        svg .bar { stroke: var(--back); stroke-width: 1; }
        @media print { .filter, .filter + .quiet { display: none; } }

        """

    static let script = """

        const search = document.getElementById('search');
        const boxes = [...document.querySelectorAll('.chip input')];
        const scenarios = [...document.querySelectorAll('details.scenario')];
        const texts = new Map(scenarios.map(s => [s, s.textContent.toLowerCase()]));
        function apply() {
          const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
          const shown = new Set(boxes.filter(b => b.checked).map(b => b.value));
          for (const s of scenarios)
            s.hidden = !shown.has(s.dataset.status) || !words.every(w => texts.get(s).includes(w));
        }
        search.addEventListener('input', apply);
        boxes.forEach(b => b.addEventListener('change', apply));
        const expand = document.getElementById('expand');
        expand.addEventListener('click', () => {
          const open = expand.textContent === 'Open all';
          scenarios.filter(s => !s.hidden).forEach(s => { s.open = open; });
          expand.textContent = open ? 'Close all' : 'Open all';
        });
        document.addEventListener('keydown', event => {
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          if (event.key === 'Escape' && event.target === search) { search.value = ''; apply(); search.blur(); return; }
          if (event.target.tagName === 'INPUT') return;
          if (event.key === '/') { event.preventDefault(); search.focus(); return; }
          if (event.key !== 'j' && event.key !== 'k') return;
          const list = scenarios.filter(s => !s.hidden).map(s => s.querySelector('summary'));
          const at = list.indexOf(document.activeElement);
          const next = list[event.key === 'j' ? Math.min(at + 1, list.length - 1) : Math.max(at - 1, 0)];
          if (next) next.focus();
        });

        """
}
