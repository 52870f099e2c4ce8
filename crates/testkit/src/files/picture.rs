use super::bitmap::Bitmap;

#[expect(
    clippy::expect_used,
    reason = "the sizes are ours, and writing to memory can only fail for lack of memory"
)]
pub(super) fn png(bitmap: &Bitmap) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (width, height) = (bitmap.width() as u32, bitmap.height() as u32);
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().expect("written to memory");
    writer
        .write_image_data(bitmap.rows())
        .expect("written to memory");
    writer.finish().expect("written to memory");
    bytes
}

/// One bit a dot, rows from the bottom, each filled up to four bytes.
pub(super) fn bmp(bitmap: &Bitmap) -> Vec<u8> {
    const HEADERS: u32 = 14 + 40 + 8;
    let row = bitmap.row_bytes().next_multiple_of(4);
    let size = (row * bitmap.height()) as u32;
    let mut bytes = b"BM".to_vec();
    for number in [HEADERS + size, 0, HEADERS, 40] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend((bitmap.width() as u32).to_le_bytes());
    bytes.extend((bitmap.height() as u32).to_le_bytes());
    for number in [1_u16, 1] {
        bytes.extend(number.to_le_bytes());
    }
    // No compression; 3,937 dots a metre are 100 dots an inch; two colours.
    for number in [0, size, 3_937, 3_937, 2, 2] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend([0, 0, 0, 0, 0xff, 0xff, 0xff, 0]);
    for line in bitmap.rows().chunks(bitmap.row_bytes()).rev() {
        bytes.extend_from_slice(line);
        bytes.resize(bytes.len() + row - line.len(), 0);
    }
    bytes
}

/// Without compression: the code table is cleared before codes grow beyond a byte.
pub(super) fn gif(bitmap: &Bitmap) -> Vec<u8> {
    const CODE_BITS: u8 = 7;
    const CLEAR: u8 = 128;
    const END: u8 = 129;
    const CODES_BETWEEN_CLEARS: usize = 120;
    let mut bytes = b"GIF89a".to_vec();
    bytes.extend((bitmap.width() as u16).to_le_bytes());
    bytes.extend((bitmap.height() as u16).to_le_bytes());
    // A palette of 128, of which the first two are used.
    bytes.extend([0b1111_0110, 0, 0]);
    bytes.extend([0, 0, 0, 0xff, 0xff, 0xff]);
    bytes.resize(bytes.len() + 126 * 3, 0);
    bytes.push(b',');
    bytes.extend([0; 4]);
    bytes.extend((bitmap.width() as u16).to_le_bytes());
    bytes.extend((bitmap.height() as u16).to_le_bytes());
    bytes.extend([0, CODE_BITS]);

    let mut codes: Vec<u8> = Vec::with_capacity(bitmap.width() * bitmap.height() + 1_000);
    for y in 0..bitmap.height() {
        for x in 0..bitmap.width() {
            if (y * bitmap.width() + x).is_multiple_of(CODES_BETWEEN_CLEARS) {
                codes.push(CLEAR);
            }
            codes.push(u8::from(!bitmap.is_black(x, y)));
        }
    }
    codes.push(END);
    for block in codes.chunks(255) {
        bytes.push(block.len() as u8);
        bytes.extend_from_slice(block);
    }
    bytes.extend([0, b';']);
    bytes
}

/// Baseline, one uncompressed strip.
pub(super) fn tiff(bitmap: &Bitmap) -> Vec<u8> {
    const SHORT: u16 = 3;
    const LONG: u16 = 4;
    const RATIONAL: u16 = 5;
    const ENTRIES: u16 = 12;
    let directory_end = 8 + 2 + u32::from(ENTRIES) * 12 + 4;
    let resolution = directory_end;
    let strip = resolution + 8;
    let (width, height) = (bitmap.width() as u32, bitmap.height() as u32);
    let entries: [(u16, u16, u32); ENTRIES as usize] = [
        (256, LONG, width),
        (257, LONG, height),
        (258, SHORT, 1),
        (259, SHORT, 1),
        // A set bit is white.
        (262, SHORT, 1),
        (273, LONG, strip),
        (277, SHORT, 1),
        (278, LONG, height),
        (279, LONG, bitmap.rows().len() as u32),
        (282, RATIONAL, resolution),
        (283, RATIONAL, resolution),
        (296, SHORT, 2),
    ];
    let mut bytes = b"II*\0".to_vec();
    bytes.extend(8_u32.to_le_bytes());
    bytes.extend(ENTRIES.to_le_bytes());
    for (tag, kind, value) in entries {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(kind.to_le_bytes());
        bytes.extend(1_u32.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    }
    bytes.extend(0_u32.to_le_bytes());
    bytes.extend(100_u32.to_le_bytes());
    bytes.extend(1_u32.to_le_bytes());
    bytes.extend_from_slice(bitmap.rows());
    bytes
}
