//! A mixed set such as a municipality's cases hold, made by numbers: the same bytes on every machine.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, GrayImage, Luma, Rgb, RgbImage};

const LETTERS: usize = 24;
const REPORTS: usize = 8;
const SCANS: usize = 10;
const PHOTOS: usize = 4;
const CHARTS: usize = 4;

pub(crate) fn make(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut numbers = Numbers(20_261_121);
    let kinds: [(&str, usize, Make); 5] = [
        ("brev", LETTERS, letter),
        ("rapport", REPORTS, report),
        ("indscannet", SCANS, scan),
        ("foto", PHOTOS, photo),
        ("graf", CHARTS, chart),
    ];
    for (kind, count, make) in kinds {
        for index in 0..count {
            std::fs::write(
                folder.join(format!("{kind}-{index:02}.pdf")),
                make(&mut numbers),
            )?;
        }
    }
    Ok(())
}

type Make = fn(&mut Numbers) -> Vec<u8>;

/// The next is had from the last, as in Knuth's MMIX.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect();
        words.join(" ")
    }
}

const WORDS: [&str; 40] = [
    "kommunen",
    "har",
    "modtaget",
    "en",
    "anmodning",
    "om",
    "aktindsigt",
    "i",
    "sagen",
    "og",
    "vil",
    "svare",
    "inden",
    "syv",
    "arbejdsdage",
    "efter",
    "offentlighedsloven",
    "men",
    "sagsbehandleren",
    "skal",
    "vurdere",
    "oplysningerne",
    "kan",
    "udleveres",
    "til",
    "den",
    "part",
    "der",
    "spurgt",
    "andre",
    "personers",
    "forhold",
    "er",
    "n\\346vnt",
    "byggetilladelse",
    "afg\\370relse",
    "klage",
    "frist",
    "bilag",
    "m\\370de",
];

struct Sheet {
    content: String,
    y: f64,
}

impl Sheet {
    fn new() -> Self {
        Self {
            content: String::new(),
            y: 780.0,
        }
    }

    fn line(&mut self, font: &str, size: f64, x: f64, text: &str) {
        let y = self.y;
        let _ = writeln!(
            self.content,
            "BT /{font} {size} Tf {x} {y:.2} Td ({text}) Tj ET"
        );
        self.y -= size * 1.35;
    }

    fn paragraph(&mut self, numbers: &mut Numbers, lines: usize) {
        for _ in 0..lines {
            let text = numbers.words(11);
            self.line("F1", 11.0, 70.0, &text);
        }
        self.y -= 8.0;
    }

    fn table(&mut self, numbers: &mut Numbers, rows: usize) {
        for row in 0..rows {
            let top = self.y + 11.0;
            let _ = writeln!(self.content, "0.5 w 70 {top:.2} 450 18 re S");
            let y = self.y + 15.0;
            for column in 0..3 {
                let font = if row == 0 { "F2" } else { "F1" };
                let x = 75 + column * 150;
                let text = numbers.words(2);
                let _ = writeln!(
                    self.content,
                    "BT /{font} 10 Tf {x} {y:.2} Td ({text}) Tj ET"
                );
            }
            self.y -= 18.0;
        }
        self.y -= 14.0;
    }
}

fn letter(numbers: &mut Numbers) -> Vec<u8> {
    let pages = 1 + numbers.below(3);
    let mut file = File::new();
    for _ in 0..pages {
        let mut sheet = Sheet::new();
        let heading = numbers.words(4);
        sheet.line("F2", 15.0, 70.0, &heading);
        for _ in 0..6 {
            sheet.paragraph(numbers, 6);
        }
        file.page(&sheet.content, "");
    }
    file.finish()
}

fn report(numbers: &mut Numbers) -> Vec<u8> {
    let pages = 10 + numbers.below(20);
    report_of(numbers, pages)
}

/// One report of so many pages.
pub(crate) fn long(pages: usize) -> Vec<u8> {
    report_of(&mut Numbers(20_261_121), pages)
}

fn report_of(numbers: &mut Numbers, pages: usize) -> Vec<u8> {
    let mut file = File::new();
    for _ in 0..pages {
        let mut sheet = Sheet::new();
        let heading = numbers.words(5);
        sheet.line("F2", 14.0, 70.0, &heading);
        for _ in 0..3 {
            sheet.paragraph(numbers, 7);
        }
        sheet.table(numbers, 8);
        sheet.paragraph(numbers, 3);
        file.page(&sheet.content, "");
    }
    file.finish()
}

/// Strokes like lines of writing on paper with grain, at 150 pixels an inch.
fn scan(numbers: &mut Numbers) -> Vec<u8> {
    let pages = 2 + numbers.below(6);
    let mut file = File::new();
    for _ in 0..pages {
        let seed = numbers.below(1_000) as u32;
        let image = GrayImage::from_fn(1_240, 1_754, |x, y| {
            let is_written = y % 30 < 14
                && x > 120
                && x < 1_100
                && (x * 7 + (y / 30) * 131 + seed) % 37 < 16
                && (x + y) % 5 != 0;
            let grain = ((x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 13) % 9;
            Luma([if is_written { 40 } else { 240 } + grain as u8])
        });
        let mut data = Vec::new();
        let _ = JpegEncoder::new_with_quality(&mut data, 75).encode(
            &image,
            image.width(),
            image.height(),
            ExtendedColorType::L8,
        );
        file.picture(&data, image.dimensions(), "/DeviceGray", "595 0 0 842 0 0");
    }
    file.finish()
}

fn photo(numbers: &mut Numbers) -> Vec<u8> {
    let seed = numbers.below(255) as u32;
    let image = RgbImage::from_fn(1_600, 1_200, |x, y| {
        let wave = |across: u32, down: u32| ((x / across + y / down + seed) % 256) as u8;
        Rgb([wave(7, 9), wave(11, 5), wave(6, 13)])
    });
    let mut data = Vec::new();
    let _ = JpegEncoder::new_with_quality(&mut data, 85).encode(
        &image,
        image.width(),
        image.height(),
        ExtendedColorType::Rgb8,
    );
    let mut file = File::new();
    file.picture(
        &data,
        image.dimensions(),
        "/DeviceRGB",
        "480 0 0 360 57 400",
    );
    file.finish()
}

/// Columns in colours that change over them, over text.
fn chart(numbers: &mut Numbers) -> Vec<u8> {
    let mut file = File::new();
    let mut sheet = Sheet::new();
    sheet.paragraph(numbers, 8);
    for column in 0..6 {
        let (x, height) = (80 + column * 75, 80 + numbers.below(220));
        let _ = writeln!(
            sheet.content,
            "q {x} 200 50 {height} re W n /Sh1 sh Q 1 w {x} 200 50 {height} re S"
        );
    }
    let shading = "/Shading << /Sh1 << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 200 0 500] \
                   /Function << /FunctionType 2 /Domain [0 1] /C0 [0.1 0.3 0.5] /C1 [0.7 0.9 0.9] /N 1 >> >> >>";
    file.page(&sheet.content, shading);
    file.finish()
}

/// Objects 1 to 4 are the catalogue, the pages and two fonts.
struct File {
    objects: Vec<Vec<u8>>,
    pages: Vec<usize>,
}

impl File {
    fn new() -> Self {
        let font = |name: &str| {
            format!(
                "<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
            )
            .into_bytes()
        };
        Self {
            objects: vec![
                Vec::new(),
                Vec::new(),
                font("Helvetica"),
                font("Helvetica-Bold"),
            ],
            pages: Vec::new(),
        }
    }

    fn object(&mut self, body: Vec<u8>) -> usize {
        self.objects.push(body);
        self.objects.len()
    }

    fn stream(&mut self, says: &str, data: &[u8]) -> usize {
        let mut body = format!("<< {says} /Length {} >>\nstream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.object(body)
    }

    fn page(&mut self, content: &str, resources: &str) {
        let mut packer =
            flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        let _ = packer.write_all(content.as_bytes());
        let packed = packer.finish().unwrap_or_default();
        let content = self.stream("/Filter /FlateDecode", &packed);
        let page = self.object(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R \
                 /Resources << /Font << /F1 3 0 R /F2 4 0 R >> {resources} >> >>"
            )
            .into_bytes(),
        );
        self.pages.push(page);
    }

    fn picture(&mut self, jpeg: &[u8], (width, height): (u32, u32), colours: &str, place: &str) {
        let picture = self.stream(
            &format!(
                "/Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 8 \
                 /ColorSpace {colours} /Filter /DCTDecode"
            ),
            jpeg,
        );
        self.page(
            &format!("q {place} cm /Im1 Do Q"),
            &format!("/XObject << /Im1 {picture} 0 R >>"),
        );
    }

    fn finish(mut self) -> Vec<u8> {
        let kids: Vec<String> = self
            .pages
            .iter()
            .map(|page| format!("{page} 0 R"))
            .collect();
        self.objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>".to_vec();
        self.objects[1] = format!(
            "<< /Type /Pages /Kids [{}] /Count {} >>",
            kids.join(" "),
            kids.len()
        )
        .into_bytes();
        let mut file = b"%PDF-1.5\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.objects.len() + 1);
        for (index, body) in self.objects.iter().enumerate() {
            let _ = writeln!(table, "{:010} 00000 n ", file.len());
            file.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
            file.extend_from_slice(body);
            file.extend_from_slice(b"\nendobj\n");
        }
        let start = file.len();
        file.extend_from_slice(table.as_bytes());
        file.extend_from_slice(
            format!(
                "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
                self.objects.len() + 1
            )
            .as_bytes(),
        );
        file
    }
}
