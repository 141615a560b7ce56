namespace MLNetTuning.Experiments.Reports;

/// <summary>How the page looks: light or dark as the reader's system is, one column on a telephone.</summary>
internal static class ReportStyle
{
    internal const string Css = """
        :root { color-scheme: light dark; --page: #f4f6f8; --card: #ffffff; --text: #1a2330; --soft: #566273; --grid: #dfe4ea; --heat: 31 111 235;
          --s0: #1f6feb; --s1: #c2570c; --s2: #2e8b57; --s3: #8b4fc2; }
        @media (prefers-color-scheme: dark) {
          :root { --page: #0f141a; --card: #19212a; --text: #e8edf3; --soft: #a3b0be; --grid: #303b47; --heat: 90 150 240;
            --s0: #6aa9ff; --s1: #ffab5e; --s2: #5fd08f; --s3: #c99bf5; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
        main { max-width: 1240px; margin: 0 auto; padding: 20px; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; }
        h2 { font-size: 1.2rem; margin: 0 0 4px; }
        h3 { font-size: 1rem; margin: 18px 0 6px; overflow-wrap: anywhere; }
        p { margin: 0 0 10px; max-width: 75ch; overflow-wrap: anywhere; }
        .intro, .sub, figcaption, .legend { color: var(--soft); }
        .intro, .sub { font-size: .95rem; } .card > .sub:last-child { margin: 10px 0 0; }
        .card { background: var(--card); border: 1px solid var(--grid); border-radius: 10px; padding: 18px 20px; margin: 16px 0; }
        .score { font-size: 2.6rem; font-weight: 700; line-height: 1.15; color: var(--s0); }
        .score small { font-size: 1rem; font-weight: 400; color: var(--soft); }
        .lead li { margin: 4px 0; overflow-wrap: anywhere; } ul.lead { padding-left: 1.2em; max-width: 80ch; }
        .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 330px), 1fr)); gap: 18px; }
        figure { margin: 0; min-width: 0; } figcaption { font-weight: 600; font-size: .95rem; color: var(--text); }
        svg { display: block; width: 100%; max-width: 460px; height: auto; font: 11.5px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
        .tick { fill: var(--soft); } .axis { fill: var(--text); } .grid { stroke: var(--grid); stroke-width: 1; }
        .line { fill: none; stroke: var(--c); stroke-width: 2; stroke-linejoin: round; } .line.thin { stroke-width: 1.2; opacity: .55; } .line.guide { stroke: var(--soft); stroke-dasharray: 4 4; stroke-width: 1.2; }
        .point { fill: var(--c); } .point.many { opacity: .45; } .column { fill: var(--c); opacity: .8; }
        .c0 { --c: var(--s0); } .c1 { --c: var(--s1); } .c2 { --c: var(--s2); } .c3 { --c: var(--s3); } .c4 { --c: var(--soft); }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 2px 14px; padding: 0; margin: 2px 0; font-size: .85rem; }
        .legend li::before { content: ""; display: inline-block; width: 12px; height: 3px; border-radius: 2px; background: var(--c); margin-right: 6px; vertical-align: middle; }
        .scroll { overflow-x: auto; max-width: 100%; } .scroll svg { max-width: none; } .scroll + .charts { margin-top: 14px; }
        table { border-collapse: collapse; font-size: .92rem; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--grid); }
        th { color: var(--soft); font-weight: 600; } td { overflow-wrap: break-word; min-width: 3.5em; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .wide td:nth-child(3), .measures td:last-child { min-width: 16em; }
        .confusion { width: auto; } .confusion th, .confusion td { border: 2px solid var(--card); padding: 7px 10px; text-align: right; max-width: 11em; min-width: 4em; overflow-wrap: anywhere; }
        .confusion tbody th { text-align: left; color: var(--text); } .confusion td { white-space: nowrap; background: rgb(var(--heat) / var(--v)); font-variant-numeric: tabular-nums; border-radius: 6px; }
        .confusion td small { display: block; color: var(--soft); }
        .bars { display: grid; grid-template-columns: minmax(6em, max-content) minmax(4em, 1fr) max-content; gap: 6px 12px; align-items: center; font-size: .92rem; max-width: 760px; }
        .bars .name { overflow-wrap: anywhere; } .bars .bar { background: var(--grid); border-radius: 4px; height: 12px; overflow: hidden; }
        .bars i { display: block; height: 100%; background: var(--s0); } .bars .value { color: var(--soft); font-variant-numeric: tabular-nums; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 18px; margin: 0; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        @media (max-width: 600px) { main { padding: 10px; } .card { padding: 14px; } .score { font-size: 2rem; } .score small { display: block; line-height: 1.4; } h1 { font-size: 1.3rem; } .bars { grid-template-columns: minmax(5em, 40%) 1fr max-content; } dl { grid-template-columns: 1fr; } dd { margin-bottom: 6px; } }
        @media (max-width: 600px) { table { font-size: .82rem; } th, td { padding-right: 6px; } th.number { white-space: normal; vertical-align: bottom; } td { min-width: 0; }
          .stacked thead { display: none; } .stacked tr { display: grid; grid-template-columns: 1fr max-content; gap: 1px 12px; padding: 8px 0; border-bottom: 1px solid var(--grid); } .stacked td { border: 0; padding: 0; }
          .measures td:nth-child(-n+2), .wide td:nth-child(2), .wide td:nth-child(4) { font-weight: 600; } .measures td:nth-child(3) { text-align: left; } .measures td:last-child { grid-column: 1 / -1; min-width: 0; color: var(--soft); }
          .measures td:nth-child(3)::before { content: "95%: "; } .measures td:nth-child(4)::before { content: "without a model: "; }
          .wide tr { grid-template-columns: 1.6em 1fr max-content; } .wide td:nth-child(3) { grid-area: 2 / 2 / 3 / -1; min-width: 0; color: var(--soft); } .wide td:nth-child(4) { grid-area: 1 / 3; }
          .wide td:nth-child(5) { grid-area: 3 / 2 / 4 / -1; text-align: left; color: var(--soft); } .wide td:nth-child(5)::after { content: " core seconds"; } }
        @media print { .card { break-inside: avoid; } }

        """;
}
