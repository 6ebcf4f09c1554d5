package org.itsm4j.bpmn.internal.picture;

/**
 * The style sheets. Colours are written out, not as variables, so that more than browsers can draw a picture; a page may
 * override them by the same classes.
 */
public final class Look {
    /** In every picture; light. */
    public static final String SVG = """

            .itsm-diagram{font-family:"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif}
            .itsm-diagram .paper{fill:#fff}
            .itsm-diagram text{fill:#1f2a37}
            .itsm-diagram .name{font-size:13px}
            .itsm-diagram .frame .name{font-weight:600}
            .itsm-diagram .label{font-size:11px;fill:#3c4a5a}
            .itsm-diagram .shape .label,.itsm-diagram .flow .label{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}
            .itsm-diagram .caption{font-size:10px;fill:#5d6b7a}
            .itsm-diagram .body,.itsm-diagram .ring{fill:none;stroke:#42566b;stroke-width:1.5}
            .itsm-diagram .fill{fill:#fff}
            .itsm-diagram .stage .fill,.itsm-diagram .approval .fill,.itsm-diagram .folded .fill,.itsm-diagram .frame .fill{fill:#eef3f9}
            .itsm-diagram .end .body{stroke-width:4}
            .itsm-diagram .timer .ring,.itsm-diagram .timer .body,.itsm-diagram .reminder .ring,.itsm-diagram .reminder .body{stroke-width:1.2}
            .itsm-diagram .reminder .ring,.itsm-diagram .reminder .body{stroke-dasharray:4 2.5}
            .itsm-diagram .icon{fill:none;stroke:#6a7c8f;stroke-width:1.1;stroke-linecap:round;stroke-linejoin:round}
            .itsm-diagram .sign{fill:none;stroke:#42566b;stroke-width:3;stroke-linecap:round}
            .itsm-diagram .line,.itsm-diagram .slash{fill:none;stroke:#66788a;stroke-width:1.4}
            .itsm-diagram .head{fill:#66788a}
            .itsm-diagram .reach{fill:none;stroke:none;stroke-width:10;pointer-events:stroke}
            .itsm-diagram .glow{fill:#d6e6ff;stroke:#0b5fd0;stroke-width:2.5}
            .itsm-diagram .passed .line{stroke:#0b5fd0;stroke-width:3}
            .itsm-diagram .passed .head{fill:#0b5fd0;stroke:#0b5fd0;stroke-width:1.5}
            .itsm-diagram .passed .body{stroke:#0b5fd0;stroke-width:2}
            .itsm-diagram .end.passed .body{stroke-width:4}
            .itsm-diagram .walked .line{stroke:#0d7d6c;stroke-width:2}
            .itsm-diagram .walked .head{fill:#0d7d6c}
            .itsm-diagram .walked .body{stroke:#0d7d6c}
            .itsm-diagram .walked .fill{fill:#dcf3ee}
            .itsm-diagram .missed .line{stroke:#c2490b;stroke-width:2;stroke-dasharray:6 4}
            .itsm-diagram .missed .head{fill:#c2490b}
            .itsm-diagram .missed .body{stroke:#c2490b;stroke-dasharray:6 4}
            .itsm-diagram .missed .fill{fill:#fdebdf}
            .itsm-diagram .heat-1 .fill,.itsm-diagram .swatch.heat-1{fill:#fff3d9}
            .itsm-diagram .heat-2 .fill,.itsm-diagram .swatch.heat-2{fill:#fee2a8}
            .itsm-diagram .heat-3 .fill,.itsm-diagram .swatch.heat-3{fill:#fcc874}
            .itsm-diagram .heat-4 .fill,.itsm-diagram .swatch.heat-4{fill:#f7a94b}
            .itsm-diagram .heat-5 .fill,.itsm-diagram .swatch.heat-5{fill:#ec8a2c}
            .itsm-diagram .heat-4 .caption,.itsm-diagram .heat-5 .caption{fill:#1f2a37}
            .itsm-diagram .traffic-0 .line{stroke-dasharray:2 4}
            .itsm-diagram .traffic-2 .line{stroke-width:2}
            .itsm-diagram .traffic-3 .line{stroke-width:2.8}
            .itsm-diagram .traffic-4 .line{stroke-width:3.8}
            .itsm-diagram .traffic-5 .line{stroke-width:5}
            .itsm-diagram .traffic-4 .head,.itsm-diagram .traffic-5 .head{stroke:#66788a;stroke-width:4}
            .itsm-diagram .badge .back{fill:#fff;stroke:#42566b}
            .itsm-diagram .badge text{font-size:10px;font-weight:600}
            .itsm-diagram .badge.step .back,.itsm-diagram .badge.here .back{fill:#0b5fd0;stroke:#fff}
            .itsm-diagram .badge.step text,.itsm-diagram .badge.here text{fill:#fff}
            .itsm-diagram .swatch{fill:#fff;stroke:#42566b}
            .itsm-diagram .swatch.here{fill:#d6e6ff;stroke:#0b5fd0;stroke-width:2.5}
            .itsm-diagram .swatch.passed{fill:#0b5fd0;stroke:#0b5fd0}
            .itsm-diagram .swatch.walked{fill:#dcf3ee;stroke:#0d7d6c;stroke-width:1.5}
            .itsm-diagram .swatch.missed{fill:#fdebdf;stroke:#c2490b;stroke-width:1.5;stroke-dasharray:6 4}
            """;

    /** Of the page around pictures; light. */
    public static final String PAGE = """
            body{margin:0;background:#f4f6f9;color:#1f2a37;font:16px/1.55 system-ui,"Helvetica Neue",Arial,sans-serif}
            main{max-width:1840px;margin:0 auto;padding:40px 24px 64px}
            h1{font-size:30px;line-height:1.2;margin:0 0 16px;letter-spacing:-.01em}
            h2{font-size:20px;line-height:1.3;margin:48px 0 8px}
            p{max-width:46em;margin:8px 0;overflow-wrap:anywhere}
            pre{font:13px/1.5 ui-monospace,Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere;padding:16px;border-radius:10px;background:#fff;border:1px solid #dde3ea}
            figure{margin:20px 0}
            figcaption{font-size:14px;color:#5d6b7a;margin-top:8px}
            .picture{background:#fff;border:1px solid #dde3ea;border-radius:10px;overflow-x:auto}
            .picture svg{display:block;margin:0 auto;height:auto;width:100%}
            .scroll{overflow-x:auto;margin:16px 0}
            table{border-collapse:collapse;font-size:14px}
            th,td{text-align:left;padding:6px 24px 6px 0;border-bottom:1px solid #dde3ea;vertical-align:top}
            th{font-weight:600;color:#5d6b7a}
            .number{text-align:right;font-variant-numeric:tabular-nums}
            """;

    /** After the others: every rule is as strong as the one it replaces. */
    public static final String DARK = """
            @media (prefers-color-scheme:dark){
            body{background:#10161d;color:#dbe3ec}
            pre,.picture{background:#171f29;border-color:#2b3644}
            th,td{border-color:#2b3644}
            th,figcaption{color:#94a3b4}
            .itsm-diagram .paper{fill:#171f29}
            .itsm-diagram text{fill:#e3eaf2}
            .itsm-diagram .label{fill:#b9c5d2}
            .itsm-diagram .shape .label,.itsm-diagram .flow .label{stroke:#171f29}
            .itsm-diagram .caption{fill:#94a3b4}
            .itsm-diagram .body,.itsm-diagram .ring,.itsm-diagram .sign{stroke:#8ba0b6}
            .itsm-diagram .fill{fill:#171f29}
            .itsm-diagram .stage .fill,.itsm-diagram .approval .fill,.itsm-diagram .folded .fill,.itsm-diagram .frame .fill{fill:#222e3c}
            .itsm-diagram .icon{stroke:#8ba0b6}
            .itsm-diagram .line,.itsm-diagram .slash{stroke:#77899c}
            .itsm-diagram .head{fill:#77899c}
            .itsm-diagram .glow{fill:#173a66;stroke:#5aa2ff}
            .itsm-diagram .passed .line,.itsm-diagram .passed .body{stroke:#5aa2ff}
            .itsm-diagram .passed .head{fill:#5aa2ff;stroke:#5aa2ff}
            .itsm-diagram .walked .line,.itsm-diagram .walked .body{stroke:#3cc2a8}
            .itsm-diagram .walked .head{fill:#3cc2a8}
            .itsm-diagram .walked .fill{fill:#153b36}
            .itsm-diagram .missed .line,.itsm-diagram .missed .body{stroke:#f2914f}
            .itsm-diagram .missed .head{fill:#f2914f}
            .itsm-diagram .missed .fill{fill:#43281a}
            .itsm-diagram .heat-1 .fill,.itsm-diagram .swatch.heat-1{fill:#332a1c}
            .itsm-diagram .heat-2 .fill,.itsm-diagram .swatch.heat-2{fill:#4a371b}
            .itsm-diagram .heat-3 .fill,.itsm-diagram .swatch.heat-3{fill:#66461a}
            .itsm-diagram .heat-4 .fill,.itsm-diagram .swatch.heat-4{fill:#84531a}
            .itsm-diagram .heat-5 .fill,.itsm-diagram .swatch.heat-5{fill:#a65f16}
            .itsm-diagram .heat-4 .caption,.itsm-diagram .heat-5 .caption{fill:#e3eaf2}
            .itsm-diagram .traffic-4 .head,.itsm-diagram .traffic-5 .head{stroke:#77899c}
            .itsm-diagram .badge .back{fill:#171f29;stroke:#8ba0b6}
            .itsm-diagram .badge.step .back,.itsm-diagram .badge.here .back{fill:#5aa2ff;stroke:#171f29}
            .itsm-diagram .badge.step text,.itsm-diagram .badge.here text{fill:#0b1520}
            .itsm-diagram .swatch{stroke:#8ba0b6}
            .itsm-diagram .swatch.here{fill:#173a66;stroke:#5aa2ff}
            .itsm-diagram .swatch.passed{fill:#5aa2ff;stroke:#5aa2ff}
            .itsm-diagram .swatch.walked{fill:#153b36;stroke:#3cc2a8}
            .itsm-diagram .swatch.missed{fill:#43281a;stroke:#f2914f}
            }
            """;

    private Look() {}
}
