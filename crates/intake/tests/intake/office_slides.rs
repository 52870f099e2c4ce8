//! What shows of PowerPoint's keep from view.

use sagsbord_intake::{ChildRole, HiddenKind};

use crate::make::office::PIXEL;
use crate::make::office::slides::{self, Slide, text_box};
use crate::office_word::{check, looked};

const KIND: &str = "application/vnd.openxmlformats-officedocument.presentationml";
const SLIDE: &str = "ppt/slides/slide1.xml";

fn slide(shapes: String) -> Slide {
    Slide {
        said: "",
        shapes,
        notes: None,
    }
}

#[track_caller]
fn check_shapes(shapes: String, expected: &[(HiddenKind, &str, &str)]) {
    check(&slides::show(&[slide(shapes)], |_| {}), expected);
}

fn rectangle(left: i64, top: i64, fill: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"9\" name=\"Felt\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"{left}\" y=\"{top}\"/><a:ext cx=\"4000000\" cy=\"900000\"/></a:xfrm>{fill}</p:spPr></p:sp>"
    )
}

const BLACK: &str = "<a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill>";
const WHITE_TEXT: &str = "<a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill>";

#[test]
fn notes_hidden_slides_and_what_is_beside_them_are_told() {
    let all = [
        Slide {
            said: "",
            shapes: text_box(100_000, 100_000, "", "Synligt"),
            notes: Some("Sig det ikke højt"),
        },
        Slide {
            said: " show=\"0\"",
            shapes: text_box(100_000, 100_000, "", "Skjult dias")
                + &text_box(-9_000_000, 0, "", "og ude"),
            notes: None,
        },
        slide(
            text_box(-3_000_000, 0, "", "venstre")
                + &text_box(9_144_000, 0, "", "højre")
                + &text_box(9_143_999, 0, "", "lige på"),
        ),
    ];
    check(
        &slides::show(&all, |_| {}),
        &[
            (HiddenKind::SpeakerNote, "dias 1", "Sig det ikke højt"),
            (HiddenKind::HiddenSlide, "dias 2", "Skjult dias\nog ude"),
            (HiddenKind::OffSlide, "dias 3", "venstre"),
            (HiddenKind::OffSlide, "dias 3", "højre"),
        ],
    );
}

#[test]
fn what_a_group_moves_is_found_where_it_ends() {
    let group = |at: i64| {
        format!(
            "<p:grpSp><p:nvGrpSpPr><p:cNvPr id=\"4\" name=\"G\"/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"{at}\" y=\"0\"/><a:ext cx=\"300\" cy=\"300\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"3000000\" cy=\"3000000\"/></a:xfrm></p:grpSpPr>{}</p:grpSp>",
            text_box(20_000_000, 0, "", "i gruppen")
        )
    };
    check_shapes(group(0), &[]);
    check_shapes(
        group(-5_000),
        &[(HiddenKind::OffSlide, "dias 1", "i gruppen")],
    );
}

#[test]
fn text_that_lies_under_something_or_has_the_grounds_colour_is_told() {
    let text = text_box(100_000, 100_000, "", "hemmeligt");
    check_shapes(
        text.clone() + &rectangle(0, 0, BLACK),
        &[(HiddenKind::TextUnderBox, "dias 1", "hemmeligt")],
    );
    check_shapes(rectangle(0, 0, BLACK) + &text, &[]);
    check_shapes(text.clone() + &rectangle(0, 0, "<a:noFill/>"), &[]);
    check_shapes(text.clone() + &rectangle(0, 5_000_000, BLACK), &[]);
    let picture = "<p:pic><p:nvPicPr><p:cNvPr id=\"3\" name=\"B\"/></p:nvPicPr><p:blipFill><a:blip r:embed=\"rId9\"/></p:blipFill><p:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"9000000\" cy=\"6000000\"/></a:xfrm></p:spPr></p:pic>";
    check_shapes(
        text + picture,
        &[(HiddenKind::TextUnderPicture, "dias 1", "hemmeligt")],
    );
    check_shapes(
        text_box(0, 0, WHITE_TEXT, "hvidt"),
        &[(HiddenKind::WhiteText, "dias 1", "hvidt")],
    );
    let on_black =
        text_box(0, 0, WHITE_TEXT, "hvidt").replace("</p:spPr>", &format!("{BLACK}</p:spPr>"));
    check_shapes(on_black, &[]);
    check_shapes(
        text_box(0, 0, "", "slået fra").replace("name=\"Tekst\"", "name=\"Tekst\" hidden=\"1\""),
        &[(HiddenKind::HiddenText, "dias 1", "slået fra")],
    );
}

#[test]
fn white_text_on_a_dark_slide_is_seen() {
    let bytes = slides::show(&[slide("</p:spTree></p:cSld></p:sld>".to_owned())], |_| {});
    assert!(looked(&bytes).step.is_err(), "broken markup is told");
    let shapes = text_box(0, 0, WHITE_TEXT, "hvidt");
    let dark = slides::show(&[slide(shapes)], |package| {
        package.ground(
            "<p:bg><p:bgPr><a:solidFill><a:srgbClr val=\"102030\"/></a:solidFill></p:bgPr></p:bg>",
        );
    });
    check(&dark, &[]);
}

#[test]
fn comments_of_both_kinds_pictures_and_workbooks_are_found() {
    let picture = "<p:pic><p:nvPicPr><p:cNvPr id=\"3\" name=\"B\" descr=\"Hus set fra vejen\"/></p:nvPicPr><p:blipFill><a:blip r:embed=\"rId2\"/><a:srcRect l=\"25000\"/></p:blipFill><p:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"90\" cy=\"60\"/></a:xfrm></p:spPr></p:pic>";
    let bytes = slides::show(&[slide(picture.to_owned())], |package| {
        assert_eq!(
            package.relate(SLIDE, "image", "../media/image1.png"),
            "rId2"
        );
        package.part("ppt/media/image1.png", "", PIXEL);
        package.part(
            "ppt/commentAuthors.xml",
            &format!("{KIND}.commentAuthors+xml"),
            format!("<?xml version=\"1.0\"?><p:cmAuthorLst{0}><p:cmAuthor id=\"0\" name=\"Per Bro\"/></p:cmAuthorLst>", slides::NAMES),
        );
        package.relate(slides::SHOW, "commentAuthors", "commentAuthors.xml");
        package.part(
            "ppt/comments/comment1.xml",
            &format!("{KIND}.comments+xml"),
            format!("<?xml version=\"1.0\"?><p:cmLst{0}><p:cm authorId=\"0\" dt=\"2026-04-05T12:00:00\"><p:text>Skal ud</p:text></p:cm></p:cmLst>", slides::NAMES),
        );
        package.relate(SLIDE, "comments", "../comments/comment1.xml");
        package.part(
            "ppt/authors.xml",
            "application/vnd.ms-powerpoint.authors+xml",
            "<?xml version=\"1.0\"?><p188:authorLst xmlns:p188=\"http://schemas.microsoft.com/office/powerpoint/2018/8/main\"><p188:author id=\"{A}\" name=\"Ida Lund\"/></p188:authorLst>",
        );
        package.relate(
            slides::SHOW,
            "http://schemas.microsoft.com/office/2018/10/relationships/authors",
            "authors.xml",
        );
        package.part(
            "ppt/comments/modernComment_1.xml",
            "application/vnd.ms-powerpoint.comments+xml",
            format!("<?xml version=\"1.0\"?><p188:cmLst{0} xmlns:p188=\"http://schemas.microsoft.com/office/powerpoint/2018/8/main\"><p188:cm id=\"{{1}}\" authorId=\"{{A}}\" created=\"2026-04-06T08:15:00\"><p188:replyLst><p188:reply id=\"{{2}}\" authorId=\"{{A}}\"><p188:txBody><a:p><a:r><a:t>Enig</a:t></a:r></a:p></p188:txBody></p188:reply></p188:replyLst></p188:cm></p188:cmLst>", slides::NAMES),
        );
        package.relate(
            SLIDE,
            "http://schemas.microsoft.com/office/2018/10/relationships/comments",
            "../comments/modernComment_1.xml",
        );
        package.part("ppt/embeddings/Microsoft_Excel-regneark.xlsx", "", b"PK");
    });
    check(
        &bytes,
        &[
            (HiddenKind::Description, "dias 1", "Hus set fra vejen"),
            (HiddenKind::CroppedPicture, "dias 1", "venstre 25 %"),
            (
                HiddenKind::Comment,
                "dias 1, kommentar, Per Bro, 5.4.2026 kl. 12.00",
                "Skal ud",
            ),
            (
                HiddenKind::Comment,
                "dias 1, svar på kommentar, Ida Lund",
                "Enig",
            ),
        ],
    );
    let names: Vec<_> = looked(&bytes)
        .children
        .into_iter()
        .map(|(name, role, _)| (name, role))
        .collect();
    assert_eq!(
        names,
        [
            ("image1.png".to_owned(), ChildRole::Embedded),
            (
                "Microsoft_Excel-regneark.xlsx".to_owned(),
                ChildRole::Embedded
            ),
        ]
    );
}
