use super::{Package, escaped};

pub(crate) const SHOW: &str = "ppt/presentation.xml";
pub(crate) const NAMES: &str = concat!(
    " xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"",
    " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"",
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
);
const KIND: &str = "application/vnd.openxmlformats-officedocument.presentationml";
const TREE: &str =
    "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>";

pub(crate) struct Slide {
    /// Said in the slide's own element: ` show="0"`.
    pub(crate) said: &'static str,
    /// Its shapes.
    pub(crate) shapes: String,
    pub(crate) notes: Option<&'static str>,
}

/// A show whose slides are `ppt/slides/slide1.xml` and so on, ten inches by seven and a half.
pub(crate) fn show(slides: &[Slide], add: impl FnOnce(&mut Package)) -> Vec<u8> {
    let mut package = Package::default();
    package.relate("", "officeDocument", SHOW);
    let master = package.relate(SHOW, "slideMaster", "slideMasters/slideMaster1.xml");
    let layout_id = package.relate(
        "ppt/slideMasters/slideMaster1.xml",
        "slideLayout",
        "../slideLayouts/slideLayout1.xml",
    );
    package.relate(
        "ppt/slideMasters/slideMaster1.xml",
        "theme",
        "../theme/theme1.xml",
    );
    package.relate(
        "ppt/slideLayouts/slideLayout1.xml",
        "slideMaster",
        "../slideMasters/slideMaster1.xml",
    );
    let empty = |root: &str, more: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<p:{root}{NAMES}><p:cSld><p:spTree>{TREE}</p:spTree></p:cSld>{more}</p:{root}>"
        )
    };
    package.part(
        "ppt/slideMasters/slideMaster1.xml",
        &format!("{KIND}.slideMaster+xml"),
        empty(
            "sldMaster",
            &format!("<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/><p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"{layout_id}\"/></p:sldLayoutIdLst>"),
        ),
    );
    package.part(
        "ppt/slideLayouts/slideLayout1.xml",
        &format!("{KIND}.slideLayout+xml"),
        empty(
            "sldLayout",
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>",
        ),
    );
    package.part(
        "ppt/theme/theme1.xml",
        "application/vnd.openxmlformats-officedocument.theme+xml",
        THEME,
    );
    let mut listed = String::new();
    for (at, slide) in slides.iter().enumerate() {
        let number = at + 1;
        let path = format!("ppt/slides/slide{number}.xml");
        let id = package.relate(SHOW, "slide", &format!("slides/slide{number}.xml"));
        listed.push_str(&format!("<p:sldId id=\"{}\" r:id=\"{id}\"/>", 256 + at));
        package.relate(&path, "slideLayout", "../slideLayouts/slideLayout1.xml");
        if let Some(notes) = slide.notes {
            let notes_path = format!("ppt/notesSlides/notesSlide{number}.xml");
            package.relate(
                &path,
                "notesSlide",
                &format!("../notesSlides/notesSlide{number}.xml"),
            );
            package.relate(
                &notes_path,
                "slide",
                &format!("../slides/slide{number}.xml"),
            );
            package.part(
                &notes_path,
                &format!("{KIND}.notesSlide+xml"),
                format!(
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<p:notes{NAMES}><p:cSld><p:spTree>{TREE}\
                     <p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Noter\"/><p:cNvSpPr/><p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr><p:spPr/>\
                     <p:txBody><a:bodyPr/><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:txBody></p:sp>\
                     <p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Nummer\"/><p:cNvSpPr/><p:nvPr><p:ph type=\"sldNum\" idx=\"2\"/></p:nvPr></p:nvSpPr><p:spPr/>\
                     <p:txBody><a:bodyPr/><a:p><a:fld id=\"{{1}}\" type=\"slidenum\"><a:t>{number}</a:t></a:fld></a:p></p:txBody></p:sp>\
                     </p:spTree></p:cSld></p:notes>",
                    escaped(notes)
                ),
            );
        }
        package.part(
            &path,
            &format!("{KIND}.slide+xml"),
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<p:sld{NAMES}{}><p:cSld><p:spTree>{TREE}{}</p:spTree></p:cSld></p:sld>",
                slide.said, slide.shapes
            ),
        );
    }
    package.part(
        SHOW,
        &format!("{KIND}.presentation.main+xml"),
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<p:presentation{NAMES}><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"{master}\"/></p:sldMasterIdLst>\
             <p:sldIdLst>{listed}</p:sldIdLst><p:sldSz cx=\"9144000\" cy=\"6858000\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>"
        ),
    );
    add(&mut package);
    package.bytes()
}

/// A box of text at a place, in English metric units.
pub(crate) fn text_box(left: i64, top: i64, properties: &str, text: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Tekst\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr>\
         <p:spPr><a:xfrm><a:off x=\"{left}\" y=\"{top}\"/><a:ext cx=\"3000000\" cy=\"600000\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>\
         <p:txBody><a:bodyPr/><a:p><a:r><a:rPr lang=\"da-DK\" sz=\"2000\">{properties}</a:rPr><a:t>{}</a:t></a:r></a:p></p:txBody></p:sp>",
        escaped(text)
    )
}

const THEME: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"T\"><a:themeElements><a:clrScheme name=\"T\"><a:dk1><a:srgbClr val=\"000000\"/></a:dk1><a:lt1><a:srgbClr val=\"FFFFFF\"/></a:lt1><a:dk2><a:srgbClr val=\"1F497D\"/></a:dk2><a:lt2><a:srgbClr val=\"EEECE1\"/></a:lt2><a:accent1><a:srgbClr val=\"4F81BD\"/></a:accent1><a:accent2><a:srgbClr val=\"C0504D\"/></a:accent2><a:accent3><a:srgbClr val=\"9BBB59\"/></a:accent3><a:accent4><a:srgbClr val=\"8064A2\"/></a:accent4><a:accent5><a:srgbClr val=\"4BACC6\"/></a:accent5><a:accent6><a:srgbClr val=\"F79646\"/></a:accent6><a:hlink><a:srgbClr val=\"0000FF\"/></a:hlink><a:folHlink><a:srgbClr val=\"800080\"/></a:folHlink></a:clrScheme><a:fontScheme name=\"T\"><a:majorFont><a:latin typeface=\"Calibri\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/></a:majorFont><a:minorFont><a:latin typeface=\"Calibri\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/></a:minorFont></a:fontScheme><a:fmtScheme name=\"T\"><a:fillStyleLst><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:fillStyleLst><a:lnStyleLst><a:ln/><a:ln/><a:ln/></a:lnStyleLst><a:effectStyleLst><a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle></a:effectStyleLst><a:bgFillStyleLst><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>";
