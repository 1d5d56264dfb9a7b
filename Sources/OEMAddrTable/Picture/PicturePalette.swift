/// The colours of a picture, for a light and a dark page.
enum PicturePalette {
    struct Tone {
        var fill: String
        var stroke: String
        var text: String
    }

    static func light(_ kind: PictureBlock.Kind) -> Tone {
        switch kind {
        case .ram: Tone(fill: "#cfe2fb", stroke: "#2f6fc4", text: "#123a6f")
        case .device: Tone(fill: "#fce3c5", stroke: "#c9781c", text: "#6b3c05")
        case .other: Tone(fill: "#dfe4ec", stroke: "#66748a", text: "#2c3748")
        case .image: Tone(fill: "#e2d9f8", stroke: "#7452c4", text: "#3d2480")
        case .program: Tone(fill: "#cdeedd", stroke: "#22895b", text: "#0d4a2f")
        case .reserved: Tone(fill: "#e8eaee", stroke: "#8791a0", text: "#3d4654")
        case .paged: Tone(fill: "#f7ddea", stroke: "#b8457f", text: "#6b1c45")
        case .extra: Tone(fill: "#c9ecee", stroke: "#13868d", text: "#07464a")
        case .unreached: Tone(fill: "url(#hatch)", stroke: "#c9403c", text: "#8c1f1c")
        case .window: Tone(fill: "#f4f6f9", stroke: "#d3d9e2", text: "#65707f")
        }
    }

    static func dark(_ kind: PictureBlock.Kind) -> Tone {
        switch kind {
        case .ram: Tone(fill: "#173a66", stroke: "#5b9bef", text: "#d6e7ff")
        case .device: Tone(fill: "#553310", stroke: "#e59a44", text: "#ffe6c9")
        case .other: Tone(fill: "#333c4a", stroke: "#8b99ad", text: "#e3e9f2")
        case .image: Tone(fill: "#3a2a6b", stroke: "#a48aee", text: "#ebe3ff")
        case .program: Tone(fill: "#12452f", stroke: "#46bd88", text: "#d2f7e5")
        case .reserved: Tone(fill: "#2d333d", stroke: "#7b8594", text: "#d3d9e2")
        case .paged: Tone(fill: "#561f3b", stroke: "#e07cb0", text: "#ffe0ef")
        case .extra: Tone(fill: "#0d4346", stroke: "#3bb8bf", text: "#cdf6f8")
        case .unreached: Tone(fill: "url(#hatch)", stroke: "#f07470", text: "#ffc4c2")
        case .window: Tone(fill: "#1b2028", stroke: "#353d49", text: "#97a2b2")
        }
    }

    /// The style sheet of the drawing.
    static var styleSheet: String {
        func rules(
            _ tone: (PictureBlock.Kind) -> Tone, page: String, ink: String, soft: String, line: String, red: String
        )
            -> String
        {
            var text = ".page{fill:\(page)}.ink{fill:\(ink)}.soft{fill:\(soft)}.rule{stroke:\(line)}"
            text +=
                ".mark{stroke:\(page)}.k-unreached text{stroke:\(page)}.hatch-back{fill:\(page)}.hatch-line{stroke:\(red)}"
            for kind in PictureBlock.Kind.allCases {
                let tone = tone(kind)
                text += ".k-\(kind.rawValue) rect{fill:\(tone.fill);stroke:\(tone.stroke)}"
                text += ".k-\(kind.rawValue) text{fill:\(tone.text)}.r-\(kind.rawValue){fill:\(tone.stroke)}"
            }
            return text
        }
        return """
            text{font-family:ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
            .mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:10px}
            .title{font-size:19px;font-weight:650}.sub{font-size:12px}.head{font-size:11px;font-weight:600;letter-spacing:.04em}
            .name{font-size:11.5px;font-weight:600}.fact{font-size:10.5px}.small{font-size:10px}
            .block rect{stroke-width:1}.k-unreached text{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}.ribbon{opacity:.17}.k-unreached rect{stroke-dasharray:4 2}
            .on rect{stroke-width:2.5}.ribbon.on{opacity:.6}.dimmed{opacity:.28}.ribbon.dimmed{opacity:.05}
            .block:focus{outline:none}.block:focus rect{stroke-width:3}.block:focus-visible rect{stroke:#2f81f7}
            .mark{stroke-width:1.5;pointer-events:none}.narrow .k-unreached rect{fill:url(#hatch-narrow)}.found rect{stroke-width:2.5}
            .m-error{fill:#d1242f}.m-warning{fill:#bf8700}.m-note{fill:#57606a}
            \(rules(light, page: "#ffffff", ink: "#1b2430", soft: "#6a7686", line: "#cfd6df", red: "#f3c9c7"))
            @media(prefers-color-scheme:dark){.m-error{fill:#ff7b72}.m-warning{fill:#e3b341}.m-note{fill:#9aa4b0}\
            \(rules(dark, page: "#12161c", ink: "#e8edf4", soft: "#95a1b1", line: "#3a4350", red: "#552725"))}

            """
    }
}
