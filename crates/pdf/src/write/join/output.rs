use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use sha2::{Digest as _, Sha256};

use crate::PdfError;

/// A file that is written from front to back: only where its objects lie is remembered.
pub(super) struct Output<W> {
    sink: W,
    written: u64,
    /// By their numbers; 0 is none.
    places: Vec<Place>,
    /// Objects without streams wait to be packed together.
    waiting: Vec<(u32, Vec<u8>)>,
    waiting_bytes: usize,
    digest: Sha256,
}

/// An offset, or a packed object's stream and its place in it, in one word: there are millions of them.
#[derive(Clone, Copy)]
struct Place(u64);

const NOWHERE: Place = Place(u64::MAX);
const IS_PACKED: u64 = 1 << 62;

/// Objects packed together; a reader unpacks all of them to get at one.
const PACKED_TOGETHER: usize = 200;
const BYTES_TOGETHER: usize = 64 << 10;

impl<W: Write> Output<W> {
    pub(super) fn new(sink: W) -> Result<Self, PdfError> {
        let mut output = Self {
            sink,
            written: 0,
            places: vec![NOWHERE],
            waiting: Vec::new(),
            waiting_bytes: 0,
            digest: Sha256::new(),
        };
        output.write(b"%PDF-1.7\n%\x80\x80\x80\x80\n")?;
        Ok(output)
    }

    /// A number for an object that is told later.
    pub(super) fn reserve(&mut self) -> u32 {
        self.places.push(NOWHERE);
        (self.places.len() - 1) as u32
    }

    pub(super) fn object(&mut self, number: u32, body: Vec<u8>) -> Result<(), PdfError> {
        self.waiting_bytes += body.len();
        self.waiting.push((number, body));
        if self.waiting.len() >= PACKED_TOGETHER || self.waiting_bytes >= BYTES_TOGETHER {
            self.pack()?;
        }
        Ok(())
    }

    pub(super) fn stream(
        &mut self,
        number: u32,
        dictionary: &[u8],
        data: &[u8],
    ) -> Result<(), PdfError> {
        self.places[number as usize] = Place(self.written);
        self.write(format!("{number} 0 obj\n").as_bytes())?;
        self.write(dictionary)?;
        self.write(b"\nstream\n")?;
        self.write(data)?;
        // After data that ends in a carriage return, a line feed alone would look like the second half of one line end.
        let is_doubtful = data.last() == Some(&b'\r');
        self.write(if is_doubtful { b"\r\n" } else { b"\n" })?;
        self.write(b"endstream\nendobj\n")
    }

    /// What names the file by what has been written so far.
    pub(super) fn digest(&self) -> [u8; 16] {
        let mut short = [0; 16];
        short.copy_from_slice(&self.digest.clone().finalize()[..16]);
        short
    }

    /// Packs what waits, and writes the table. `entries` go into its dictionary.
    pub(super) fn finish(mut self, entries: &str) -> Result<W, PdfError> {
        self.pack()?;
        let number = self.reserve();
        self.places[number as usize] = Place(self.written);
        let start = self.written;
        let mut table = Vec::with_capacity(self.places.len() * 8);
        for (index, place) in self.places.iter().enumerate() {
            let (kind, one, two) = match *place {
                _ if index == 0 => (0, 0, u16::MAX),
                place if place.0 == NOWHERE.0 => (0, 0, 0),
                Place(packed) if packed & IS_PACKED != 0 => {
                    (2, (packed & !IS_PACKED) >> 16, packed as u16)
                }
                Place(offset) => (1, offset, 0),
            };
            table.push(kind);
            table.extend_from_slice(&one.to_be_bytes()[3..]);
            table.extend_from_slice(&two.to_be_bytes());
        }
        let data = deflated(&table)?;
        let dictionary = format!(
            "<</Type/XRef/Size {}/W[1 5 2]/Length {}/Filter/FlateDecode{entries}>>",
            self.places.len(),
            data.len()
        );
        self.stream(number, dictionary.as_bytes(), &data)?;
        self.write(format!("startxref\n{start}\n%%EOF\n").as_bytes())?;
        self.sink.flush().map_err(|_| PdfError::NotWritten)?;
        Ok(self.sink)
    }

    fn pack(&mut self) -> Result<(), PdfError> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let own = self.reserve();
        let mut index = String::new();
        let mut bodies = Vec::with_capacity(self.waiting_bytes);
        for (position, (number, body)) in std::mem::take(&mut self.waiting).into_iter().enumerate()
        {
            self.places[number as usize] =
                Place(IS_PACKED | u64::from(own) << 16 | position as u64);
            index.push_str(&format!("{number} {} ", bodies.len()));
            bodies.extend_from_slice(&body);
            bodies.push(b'\n');
        }
        self.waiting_bytes = 0;
        let count = index.split(' ').count() / 2;
        let first = index.len();
        let mut plain = index.into_bytes();
        plain.append(&mut bodies);
        let data = deflated(&plain)?;
        let dictionary = format!(
            "<</Type/ObjStm/N {count}/First {first}/Length {}/Filter/FlateDecode>>",
            data.len()
        );
        self.stream(own, dictionary.as_bytes(), &data)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), PdfError> {
        self.digest.update(bytes);
        self.written += bytes.len() as u64;
        self.sink.write_all(bytes).map_err(|_| PdfError::NotWritten)
    }
}

pub(super) fn deflated(plain: &[u8]) -> Result<Vec<u8>, PdfError> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder
        .write_all(plain)
        .and_then(|()| encoder.finish())
        .map_err(|_| PdfError::NotWritten)
}
