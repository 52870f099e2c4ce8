use std::fmt::Write as _;
use std::io::Write as _;

/// A file in the making. Object 1 is the catalogue and 2 the page tree; others are numbered as they come.
pub(crate) struct Made {
    objects: Vec<Vec<u8>>,
    pages: Vec<usize>,
    catalogue: String,
    trailer: String,
}

pub(crate) const HELVETICA: &str =
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

impl Made {
    pub(crate) fn new() -> Self {
        Self {
            objects: vec![Vec::new(), Vec::new()],
            pages: Vec::new(),
            catalogue: String::new(),
            trailer: String::new(),
        }
    }

    pub(crate) fn object(&mut self, body: impl AsRef<[u8]>) -> usize {
        self.objects.push(body.as_ref().to_vec());
        self.objects.len()
    }

    /// For objects that refer to each other.
    pub(crate) fn replace(&mut self, number: usize, body: impl AsRef<[u8]>) {
        self.objects[number - 1] = body.as_ref().to_vec();
    }

    pub(crate) fn body(&self, number: usize) -> &[u8] {
        &self.objects[number - 1]
    }

    pub(crate) fn stream(&mut self, dictionary: &str, data: impl AsRef<[u8]>) -> usize {
        let data = data.as_ref();
        let mut body = format!("<< {dictionary} /Length {} >>\nstream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.object(body)
    }

    /// A page of A4 with `/F1` Helvetica; `extra` goes into the page itself.
    pub(crate) fn page(
        &mut self,
        content: impl AsRef<[u8]>,
        resources: &str,
        extra: &str,
    ) -> usize {
        let content = self.stream("", content);
        let font = self.object(HELVETICA);
        let resources = if resources.contains("/Font") {
            resources.to_owned()
        } else {
            format!("/Font << /F1 {font} 0 R >> {resources}")
        };
        let size = if extra.contains("/MediaBox") {
            ""
        } else {
            "/MediaBox [0 0 595 842]"
        };
        let page = self.object(format!(
            "<< /Type /Page /Parent 2 0 R {size} /Contents {content} 0 R /Resources << {resources} >> {extra} >>"
        ));
        self.pages.push(page);
        page
    }

    /// A page of A4 with nothing but what is said.
    pub(crate) fn bare_page(&mut self, entries: &str) {
        let page = self.object(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {entries} >>"
        ));
        self.pages.push(page);
    }

    pub(crate) fn catalogue(&mut self, entries: &str) {
        self.catalogue.push_str(entries);
    }

    pub(crate) fn trailer(&mut self, entries: &str) {
        self.trailer.push_str(entries);
    }

    /// How many objects there are so far.
    pub(crate) fn count(&self) -> usize {
        self.objects.len()
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        let kids: String = self.pages.iter().fold(String::new(), |mut kids, page| {
            let _ = write!(kids, "{page} 0 R ");
            kids
        });
        self.objects[0] =
            format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.catalogue).into_bytes();
        self.objects[1] = format!(
            "<< /Type /Pages /Kids [{kids}] /Count {} >>",
            self.pages.len()
        )
        .into_bytes();
        let mut file = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
        let mut places = Vec::new();
        for (index, body) in self.objects.iter().enumerate() {
            places.push(file.len());
            file.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
            file.extend_from_slice(body);
            file.extend_from_slice(b"\nendobj\n");
        }
        let start = file.len();
        let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
        for place in &places {
            let _ = writeln!(end, "{place:010} 00000 n ");
        }
        let _ = write!(
            end,
            "trailer\n<< /Size {} /Root 1 0 R {} >>\nstartxref\n{start}\n%%EOF\n",
            places.len() + 1,
            self.trailer
        );
        file.extend_from_slice(end.as_bytes());
        file
    }
}

/// One page that shows `content`.
pub(crate) fn one_page(content: &str) -> Vec<u8> {
    let mut made = Made::new();
    made.page(content, "", "");
    made.finish()
}

/// A line of Helvetica 12 at (x, y) from the lower left.
pub(crate) fn line(x: i32, y: i32, text: &str) -> String {
    format!("BT /F1 12 Tf {x} {y} Td ({}) Tj ET\n", in_win_ansi(text))
}

/// Danish letters as the octal codes of WinAnsi.
pub(crate) fn in_win_ansi(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '(' | ')' | '\\' => format!("\\{letter}"),
            letter if letter.is_ascii() => letter.to_string(),
            letter => format!("\\{:03o}", u32::from(letter)),
        })
        .collect()
}

pub(crate) fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(data).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}
